//! The question before the run of a pasted code begins.

use bevy_egui::egui::Key;
use egui_kittest::Harness;
use sidestep::{
    language::Language,
    panels::{Draft, LevelEntry, RunCodeCommand, RunCodeView, Tab, TrainCommand, keys, run_code_question},
};

use super::{Stage, check_overlaps, check_texts, check_widgets, classic, draft, press, says, stage, text};

struct Asked {
    draft: Draft,
    is_exact: bool,
}

fn asked(language: Language, size: [f32; 2], draft: Draft, is_exact: bool) -> Harness<'static, Stage<Asked>> {
    stage(language, size, Asked { draft, is_exact }, |ui, look, Asked { draft, is_exact }| {
        assert!(keys::pressed(ui.ctx(), look.keys, Tab::Train).is_empty(), "keys answer the question");
        let level = LevelEntry::new(draft.level.clone(), classic());
        let view = RunCodeView { draft, level: &level, is_exact: *is_exact };
        run_code_question(ui.ctx(), look, &view).map(TrainCommand::RunCode).into_iter().collect::<Vec<_>>()
    })
}

fn shows(harness: &Harness<'_, Stage<Asked>>, text: &str) -> bool {
    harness.output().shapes.iter().any(|shape| says(&shape.shape, text))
}

#[test]
fn it_says_what_the_code_means_in_both_languages() {
    for language in Language::ALL {
        let mut changed = draft();
        changed.seed = 123_456;
        changed.hyperparameters.gamma = 0.25;
        for (draft, is_changed) in [(draft(), false), (changed, true)] {
            for is_exact in [true, false] {
                let harness = asked(language, [900.0, 700.0], draft.clone(), is_exact);
                let what = format!("{language}, {is_changed}, {is_exact}");
                check_widgets(&harness, 900.0, &what);
                check_texts(&harness, &what);
                check_overlaps(&harness, &what);
                assert!(shows(&harness, "Deep SARSA") && shows(&harness, &draft.seed.to_string()), "{what}");
                assert_eq!(shows(&harness, "0.25"), is_changed, "{what}");
                assert_eq!(shows(&harness, &text(language, "param-gamma")), is_changed, "{what}");
                assert_eq!(shows(&harness, &text(language, "run-code-inexact")), !is_exact, "{what}");
            }
        }
    }
}

#[test]
fn the_answers_are_buttons_and_the_harmless_one_has_the_focus() {
    for language in Language::ALL {
        for (key, answer) in [("question-no", RunCodeCommand::Dismiss), ("run-code-begin", RunCodeCommand::Begin)] {
            // Both are reached in a small window, too.
            let mut harness = asked(language, [480.0, 360.0], draft(), true);
            press(&mut harness, &text(language, key));
            assert_eq!(
                harness.state_mut().taken::<TrainCommand>(),
                [TrainCommand::RunCode(answer)],
                "{language}: {key}"
            );
        }
        for key in [Key::Enter, Key::Escape] {
            let mut harness = asked(language, [900.0, 700.0], draft(), true);
            harness.key_press(key);
            harness.run_steps(2);
            assert_eq!(
                harness.state_mut().taken::<TrainCommand>(),
                [TrainCommand::RunCode(RunCodeCommand::Dismiss)],
                "{key:?}"
            );
        }
    }
}
