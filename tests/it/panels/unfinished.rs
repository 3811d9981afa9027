//! The question at the start: what was going on, and that going on is the answer that is in focus.

use bevy_egui::egui::Key;
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    language::Language,
    learning::Algorithm,
    panels::{Tab, UnfinishedCommand, UnfinishedLab, UnfinishedTraining, UnfinishedView, keys, unfinished_question},
    sequence::{SequencePreset, tasks::TaskKind},
};

use super::{Stage, check_texts, check_widgets, press, stage, text};

fn view(lanes: usize) -> UnfinishedView {
    let level = "classic".to_owned();
    UnfinishedView {
        training: Some(UnfinishedTraining { level, algorithm: Algorithm::DeepSarsa, episodes: 1312, lanes }),
        lab: Some(UnfinishedLab { preset: Some(SequencePreset::Gap50), task: TaskKind::Recall, steps: [640, 1000] }),
    }
}

fn asked<'a>(language: Language, size: [f32; 2], view: UnfinishedView) -> Harness<'a, Stage<()>> {
    stage(language, size, (), move |ui, look, ()| {
        // Once a frame, before anything is drawn.
        let _ = keys::pressed(ui.ctx(), look.keys, Tab::Train);
        Vec::from_iter(unfinished_question(ui.ctx(), look, &view))
    })
}

#[test]
fn what_was_going_on_is_said_in_every_window_and_language() {
    for language in Language::ALL {
        for size in [[1280.0, 720.0], [800.0, 560.0]] {
            for lanes in [1, 4] {
                let harness = asked(language, size, view(lanes));
                let what = format!("{language} at {size:?}");
                check_widgets(&harness, size[0], &what);
                check_texts(&harness, &what);
                assert!(harness.query_by_label_contains(&text(language, "level-classic")).is_some());
                assert!(harness.query_by_label_contains("640").is_some());
                let preset = text(language, SequencePreset::Gap50.key());
                assert!(harness.query_by_label_contains(&preset).is_some());
            }
        }
    }
}

#[test]
fn buttons_and_keys_answer_and_enter_goes_on() {
    for (name, command) in
        [("unfinished-continue", UnfinishedCommand::Continue), ("unfinished-fresh", UnfinishedCommand::StartFresh)]
    {
        let mut harness = asked(Language::English, [1280.0, 720.0], view(1));
        press(&mut harness, &text(Language::English, name));
        let answers: Vec<UnfinishedCommand> = harness.state_mut().taken();
        assert_eq!(answers.first(), Some(&command));
    }
    for (key, command) in [(Key::Enter, UnfinishedCommand::Continue), (Key::Escape, UnfinishedCommand::StartFresh)] {
        let mut harness = asked(Language::English, [1280.0, 720.0], view(1));
        harness.key_press(key);
        harness.run_steps(2);
        let answers: Vec<UnfinishedCommand> = harness.state_mut().taken();
        assert_eq!(answers.first(), Some(&command), "{key:?}");
    }
}
