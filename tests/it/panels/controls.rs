//! The left panel: time, level, learner, settings, files.

use std::sync::Arc;

use bevy_egui::egui::{Key, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    gridworld::{Cell, Level},
    language::Language,
    learning::{Algorithm, Comparison, PARAMETERS, Preset},
    panels::{Controls, ControlsView, Draft, LevelChoice, RunCodeCommand, SaveWhat, SeedChoice, Speed, TrainCommand},
};

use super::{Stage, check_texts, check_widgets, classic, draft, press, says, stage, text};

struct Left {
    controls: Controls,
    running: Draft,
    playing: bool,
    can_undo: bool,
    speed: Speed,
}

fn left(language: Language, height: f32, running: Draft) -> Harness<'static, Stage<Left>> {
    left_on(language, height, running, &classic())
}

fn left_on(language: Language, height: f32, running: Draft, level: &Arc<Level>) -> Harness<'static, Stage<Left>> {
    let left = Left {
        controls: Controls::new(running.clone(), level),
        running,
        playing: false,
        can_undo: false,
        speed: Speed::default(),
    };
    stage(language, [330.0, height], left, |ui, look, left| {
        let view = ControlsView {
            playing: left.playing,
            speed: left.speed,
            running: &left.running,
            can_undo_reset: left.can_undo,
        };
        left.controls.ui(ui, look, &view)
    })
}

#[test]
fn every_setting_is_there_named_and_inside_in_both_languages_and_for_both_algorithms() {
    for language in Language::ALL {
        for algorithm in Algorithm::ALL {
            let mut running = draft();
            running.choose_preset(algorithm, Preset::Tuned, &classic());
            running.lanes = 3;
            // High enough that nothing is scrolled away.
            let harness = left(language, 1400.0, running);
            check_widgets(&harness, 330.0, &format!("{language}, {algorithm}"));
            for parameter in PARAMETERS.iter().filter(|parameter| parameter.concerns(algorithm)) {
                let name = text(language, &format!("param-{}", parameter.key));
                assert!(
                    harness.query_all_by_label_contains(&name).next().is_some(),
                    "{language}: {name} of {algorithm}"
                );
            }
        }
    }
}

#[test]
fn the_buttons_of_time_answer_with_their_commands() {
    for language in Language::ALL {
        let mut harness = left(language, 700.0, draft());
        for (key, command) in [
            ("time-play", TrainCommand::Play),
            ("time-step", TrainCommand::Step),
            ("time-reset-same", TrainCommand::Reset(SeedChoice::Same)),
            ("time-reset-new", TrainCommand::Reset(SeedChoice::New)),
            ("file-open", TrainCommand::Open),
            ("file-save-policy", TrainCommand::Save(SaveWhat::Policy)),
            ("file-save-run", TrainCommand::Save(SaveWhat::Run)),
            ("run-code-copy", TrainCommand::RunCode(RunCodeCommand::Copy)),
            ("run-code-paste", TrainCommand::RunCode(RunCodeCommand::Paste)),
        ] {
            press(&mut harness, &text(language, key));
            assert_eq!(harness.state_mut().taken::<TrainCommand>(), [command], "{key}");
        }
        harness.state_mut().panel.playing = true;
        harness.run_steps(1);
        press(&mut harness, &text(language, "time-pause"));
        assert_eq!(harness.state_mut().taken::<TrainCommand>(), [TrainCommand::Pause]);
    }
}

#[test]
fn a_reset_can_be_taken_back_only_when_there_was_one() {
    let mut harness = left(Language::English, 700.0, draft());
    press(&mut harness, "Take the last reset back");
    assert_eq!(harness.state_mut().taken::<TrainCommand>(), []);
    harness.state_mut().panel.can_undo = true;
    harness.run_steps(1);
    press(&mut harness, "Take the last reset back");
    assert_eq!(harness.state_mut().taken::<TrainCommand>(), [TrainCommand::UndoReset]);
}

#[test]
fn the_speed_slider_and_turbo_set_the_speed() {
    let mut harness = left(Language::English, 700.0, draft());
    harness.get_by_role_and_label(Role::Slider, "Speed").focus();
    harness.run_steps(1);
    harness.key_press(Key::ArrowRight);
    harness.run_steps(2);
    let commands = harness.state_mut().taken::<TrainCommand>();
    let [TrainCommand::SetSpeed(faster), ..] = commands[..] else { panic!("the slider sets the speed: {commands:?}") };
    assert!(faster.per_second > Speed::default().per_second && !faster.turbo, "{faster:?}");

    press(&mut harness, "Turbo: as fast as the computer can");
    assert_eq!(
        harness.state_mut().taken::<TrainCommand>(),
        [TrainCommand::SetSpeed(Speed { turbo: true, ..Speed::default() })]
    );
}

#[test]
fn a_live_setting_acts_at_once_and_asks_for_no_restart() {
    let mut harness = left(Language::English, 1400.0, draft());
    harness.get_by_role_and_label(Role::Slider, "Discount factor γ").focus();
    harness.run_steps(1);
    harness.key_press(Key::ArrowLeft);
    harness.run_steps(2);
    let commands = harness.state_mut().taken::<TrainCommand>();
    let [TrainCommand::SetLive(values), ..] = &commands[..] else { panic!("gamma acts at once: {commands:?}") };
    assert!(values.gamma < draft().hyperparameters.gamma);
    assert!(harness.query_by_label("Restart with changes").is_none());
}

#[test]
fn a_setting_of_the_network_waits_for_the_restart_that_is_offered() {
    let mut harness = left(Language::English, 1400.0, draft());
    press(&mut harness, "Add a layer");
    assert_eq!(harness.state_mut().taken::<TrainCommand>(), [], "nothing happens before the restart");

    press(&mut harness, "Restart with changes");
    let commands = harness.state_mut().taken::<TrainCommand>();
    let [TrainCommand::Apply(chosen, level)] = &commands[..] else { panic!("the draft is applied: {commands:?}") };
    assert_eq!(chosen.hyperparameters.hidden, [64, 64, 64]);
    assert_eq!(level.name, "classic");
}

#[test]
fn discarding_goes_back_to_what_runs() {
    let mut harness = left(Language::English, 1400.0, draft());
    press(&mut harness, "Remove the last layer");
    press(&mut harness, "Discard");
    assert!(harness.query_by_label("Restart with changes").is_none());
    assert_eq!(harness.state().panel.controls.draft(), &draft());
}

#[test]
fn another_algorithm_brings_its_preset_and_its_own_settings() {
    let mut harness = left(Language::English, 1400.0, draft());
    assert!(harness.query_by_label("Entropy bonus β").is_none());
    harness.get_by_role_and_label(Role::ComboBox, "Algorithm").click();
    harness.run_steps(3);
    press(&mut harness, "REINFORCE");
    harness.run_steps(3);
    assert_eq!(harness.state().panel.controls.draft().algorithm, Algorithm::Reinforce);
    assert!(harness.query_all_by_label("Entropy bonus β").next().is_some());
    assert!(harness.query_by_label("Restart with changes").is_some());
}

/// As the command line starts it: the level that runs is the one that is chosen, wherever it comes from.
#[test]
fn a_level_that_is_not_built_in_is_chosen_while_it_runs() {
    let mut level = Level::clone(&classic());
    (level.name, level.about) = ("my rush".to_owned(), "Traffic at every crossing.".to_owned());
    let level = Arc::new(level);
    for (choice, name) in [
        (LevelChoice::File("/home/me/myrush.toml".into()), "my rush (myrush.toml)"),
        (LevelChoice::Edited, "my rush, edited"),
    ] {
        let running = Draft { level: choice.clone(), ..draft() };
        let mut harness = left_on(Language::English, 700.0, running.clone(), &level);
        let controls = &harness.state().panel.controls;
        assert_eq!((controls.draft(), controls.level()), (&running, &level));
        for shown in [name, "Traffic at every crossing."] {
            assert!(harness.output().shapes.iter().any(|clipped| says(&clipped.shape, shown)), "{shown}");
        }
        assert!(harness.query_by_label("Restart with changes").is_none(), "nothing waits for a restart");

        // Another one is chosen and the choice is taken back.
        harness.get_by_role_and_label(Role::ComboBox, "Level").click();
        harness.run_steps(3);
        press(&mut harness, "Rush");
        press(&mut harness, "Discard");
        assert_eq!(harness.state().panel.controls.draft(), &running);
    }
}

#[test]
fn a_comparison_starts_with_one_click() {
    for language in Language::ALL {
        let mut harness = left(language, 1400.0, Draft { seed: 7, ..draft() });
        press(&mut harness, &text(language, "comparison-cliff"));
        let commands = harness.state_mut().taken::<TrainCommand>();
        assert_eq!(commands, [TrainCommand::Compare(Comparison::Cliff, 7)], "with the seed that was chosen");
        let shown = harness.state().panel.controls.draft();
        assert_eq!(shown, &Draft::of_comparison(Comparison::Cliff, 7), "the panel shows what was started");
    }
}

#[test]
fn the_chosen_level_is_the_one_that_is_started() {
    let mut harness = left(Language::English, 700.0, draft());
    harness.get_by_role_and_label(Role::ComboBox, "Level").click();
    harness.run_steps(3);
    press(&mut harness, "Rush");
    press(&mut harness, "Restart with changes");
    let commands = harness.state_mut().taken::<TrainCommand>();
    let [TrainCommand::Apply(_, level)] = &commands[..] else { panic!("{commands:?}") };
    assert_eq!(level.name, "rush");
}

#[test]
fn a_level_whose_goal_cannot_be_reached_says_so_beside_its_picture() {
    let mut level = Level::built_in("classic").expect("it is built in");
    level.set_wall(Cell::new(3, 4), true);
    level.set_wall(Cell::new(4, 3), true);
    for (language, words) in [
        (Language::English, "No path leads from the start at (0, 0) to a goal: the agent can never arrive."),
        (Language::Korean, "시작 칸 (0, 0)에서 목표로 가는 길이 없어 에이전트가 도착할 수 없습니다."),
    ] {
        let mut harness = left(language, 1400.0, draft());
        assert!(harness.query_by_label(words).is_none());
        let left = &mut harness.state_mut().panel;
        left.running.level = LevelChoice::Edited;
        left.controls.follow(&left.running, &Arc::new(level.clone()));
        harness.run_steps(3);
        assert!(harness.query_by_label(words).is_some(), "{language}");
        check_widgets(&harness, 330.0, &language.to_string());
        check_texts(&harness, &language.to_string());
    }
}
