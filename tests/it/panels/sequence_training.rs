//! The lab's first page and the strip above all pages: settings wait until they are applied, keys and buttons ask for the same.

use bevy_egui::egui::{Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    language::Language,
    panels::{
        Direction, MessageKind, Messages, SequenceChoices, SequenceCommand, SequenceKey, SequenceScreen, SequenceView,
        Speed, sequence::model_names,
    },
    sequence::{
        AttentionKind, CellKind, Evaluation, ModelState, PastRun, SequencePreset, Stop, Trainee, Trainer,
        TrainingSettings, tasks::TaskKind,
    },
    theme::ThemeMode,
};

use super::{Stage, check_overlaps, check_texts, check_widgets, lab_clips::no_clips, press, stage_in, text};

const SIZES: [[f32; 2]; 4] = [[1280.0, 675.0], [900.0, 560.0], [1920.0, 1000.0], [3000.0, 1800.0]];

/// The screen, and models that have learned a little.
struct Lab {
    screen: SequenceScreen,
    choices: SequenceChoices,
    models: Vec<Trainee>,
    past: Vec<PastRun>,
    pressed: Vec<SequenceKey>,
    running: bool,
    over: bool,
}

impl Lab {
    fn new(models: Vec<TrainingSettings>) -> Self {
        let trained = |(settings, name): (&TrainingSettings, String)| {
            let mut trainer = Trainer::new(*settings).expect("the settings are sound");
            let mut evaluations = vec![Evaluation::of(trainer.trained(), 20, 2)];
            let reports = (0..12).filter_map(|_| trainer.step()).collect();
            evaluations.push(Evaluation::of(trainer.trained(), 20, 2));
            Trainee { reports, evaluations, rate: 812.0, seconds: 0.25, ..Trainee::new(name, *settings) }
        };
        let trained: Vec<Trainee> = models.iter().zip(model_names(&models)).map(trained).collect();
        let past = trained.iter().enumerate().map(|(number, model)| model.past(number + 1));
        Self {
            screen: SequenceScreen::default(),
            choices: SequenceChoices { models, ..SequenceChoices::default() },
            past: past.map(|run| PastRun { state: ModelState::AllSteps, ..run }).collect(),
            models: trained,
            pressed: Vec::new(),
            running: false,
            over: false,
        }
    }
}

/// What the screen is shown of a lab.
fn view<'a>(
    choices: &'a SequenceChoices,
    models: &'a [&'a Trainee],
    past: &'a [PastRun],
    pressed: &'a [SequenceKey],
    [is_running, is_over]: [bool; 2],
) -> SequenceView<'a> {
    SequenceView {
        choices,
        models,
        is_running,
        is_over,
        can_undo: true,
        can_redo: true,
        input: "abCa?",
        input_error: None,
        opened: None,
        past,
        clips: no_clips(),
        pressed,
    }
}

fn stage(mode: ThemeMode, language: Language, size: [f32; 2], lab: Lab) -> Harness<'static, Stage<Lab>> {
    stage_in(mode, language, Vec2::from(size), lab, |ui, look, lab| {
        let models: Vec<_> = lab.models.iter().collect();
        let (commands, page) = lab.screen.ui(
            ui,
            look,
            &view(&lab.choices, &models, &lab.past, &lab.pressed, [lab.running, lab.over]),
            &mut Vec::new(),
        );
        assert!(page.width() > 100.0 && page.height() > 100.0);
        lab.pressed.clear();
        commands
    })
}

fn asked(harness: &mut Harness<'_, Stage<Lab>>) -> Vec<SequenceCommand> {
    harness.state_mut().taken()
}

fn small(preset: SequencePreset) -> Vec<TrainingSettings> {
    let small = |settings: TrainingSettings| TrainingSettings { hidden: 8, batch: 4, ..settings };
    preset.models().into_iter().map(small).collect()
}

#[test]
fn everything_has_its_place_in_every_window_language_and_theme() {
    for preset in [SequencePreset::Gap5, SequencePreset::Scores, SequencePreset::ForgetBias] {
        for size in SIZES {
            for language in Language::ALL {
                for mode in [ThemeMode::Dark, ThemeMode::Light] {
                    let harness = stage(mode, language, size, Lab::new(small(preset)));
                    let what = format!("{preset} at {size:?} in {language:?}, {mode:?}");
                    check_widgets(&harness, size[0], &what);
                    check_texts(&harness, &what);
                    check_overlaps(&harness, &what);
                }
            }
        }
    }
}

#[test]
fn every_preset_is_a_button_that_says_what_it_shows() {
    for language in Language::ALL {
        let mut harness = stage(ThemeMode::Dark, language, [1280.0, 900.0], Lab::new(small(SequencePreset::Gap5)));
        for preset in SequencePreset::ALL {
            let name = text(language, &format!("preset-{}", preset.name()));
            harness.get_by_label(&name).click();
            harness.run_steps(2);
            assert_eq!(asked(&mut harness), [SequenceCommand::Preset(preset)]);
        }
    }
}

#[test]
fn buttons_and_keys_ask_for_the_same() {
    let mut harness = stage(ThemeMode::Dark, Language::English, [1280.0, 900.0], Lab::new(small(SequencePreset::Gap5)));
    let pairs = [
        ("lab-step", SequenceKey::Step, SequenceCommand::Step),
        ("lab-reset", SequenceKey::Reset, SequenceCommand::Reset),
        ("lab-new-seed", SequenceKey::NewSeed, SequenceCommand::NewSeed),
        ("lab-undo", SequenceKey::Undo, SequenceCommand::Undo),
        ("lab-redo", SequenceKey::Redo, SequenceCommand::Redo),
        ("lab-save-session", SequenceKey::Save, SequenceCommand::SaveSession),
        ("time-play", SequenceKey::PlayPause, SequenceCommand::Play),
        ("lab-open", SequenceKey::Open, SequenceCommand::Open),
        ("lab-export-picture", SequenceKey::Picture, SequenceCommand::ExportPicture),
        ("lab-export-numbers", SequenceKey::Numbers, SequenceCommand::ExportNumbers(0)),
    ];
    for (name, key, command) in pairs {
        press(&mut harness, &text(Language::English, name));
        assert_eq!(asked(&mut harness), std::slice::from_ref(&command), "{name}");
        harness.state_mut().panel.pressed.push(key);
        harness.run_steps(2);
        assert_eq!(asked(&mut harness), [command], "{key:?}");
    }
    harness.state_mut().panel.running = true;
    harness.state_mut().panel.pressed.push(SequenceKey::PlayPause);
    harness.run_steps(2);
    assert_eq!(asked(&mut harness), [SequenceCommand::Pause]);
    harness.state_mut().panel.pressed.push(SequenceKey::Speed(Direction::Up));
    harness.run_steps(2);
    let faster = asked(&mut harness);
    let usual = SequenceChoices::default().speed;
    assert!(
        matches!(faster[..], [SequenceCommand::SetSpeed(Speed { per_second, turbo: false })] if per_second > usual.per_second),
        "{faster:?}"
    );
}

#[test]
fn once_training_is_finished_the_button_starts_over_and_the_key_does_not() {
    let mut lab = Lab::new(small(SequencePreset::Gap5));
    lab.over = true;
    let mut harness = stage(ThemeMode::Dark, Language::English, [1280.0, 900.0], lab);
    press(&mut harness, &text(Language::English, "lab-again"));
    assert_eq!(asked(&mut harness), [SequenceCommand::Again]);
    harness.state_mut().panel.pressed.push(SequenceKey::PlayPause);
    harness.run_steps(2);
    assert_eq!(asked(&mut harness), [SequenceCommand::Play], "which says that it is finished");
}

#[test]
fn messages_lie_below_what_the_lab_is_steered_with() {
    for language in Language::ALL {
        for size in [[1280.0, 675.0], [800.0, 560.0]] {
            let lab = Lab::new(small(SequencePreset::Gap5));
            let mut messages = Messages::default();
            (0..3).for_each(|number| messages.push(MessageKind::Error, format!("{number}: {}", "words ".repeat(30))));
            let harness =
                stage_in(ThemeMode::Dark, language, Vec2::from(size), (lab, messages), |ui, look, (lab, messages)| {
                    let models: Vec<_> = lab.models.iter().collect();
                    let (commands, page) = lab.screen.ui(
                        ui,
                        look,
                        &view(&lab.choices, &models, &lab.past, &lab.pressed, [lab.running, lab.over]),
                        &mut Vec::new(),
                    );
                    messages.ui(&ui.ctx().clone(), look, page);
                    commands
                });
            let close = text(language, "close");
            let top = harness.query_all_by_label(&close).map(|node| node.rect().top()).fold(f32::INFINITY, f32::min);
            for name in ["time-play", "lab-step", "lab-undo", "lab-training", "lab-open"] {
                let button = harness.get_by_label(&text(language, name)).rect();
                assert!(button.bottom() < top, "{name} at {button:?} in {language:?}, messages from {top} on");
            }
        }
    }
}

#[test]
fn changes_wait_until_they_are_applied_and_can_be_discarded() {
    let english = |key: &str| text(Language::English, key);
    let models = small(SequencePreset::Gap5);
    let mut harness = stage(ThemeMode::Dark, Language::English, [1280.0, 1400.0], Lab::new(models.clone()));
    assert!(harness.query_by_label(&english("lab-apply")).is_none(), "nothing waits");
    press(&mut harness, &english("lab-add"));
    assert!(asked(&mut harness).is_empty(), "it waits");
    press(&mut harness, &english("lab-apply"));
    let mut wanted = models.clone();
    wanted.push(models[0]);
    assert_eq!(asked(&mut harness), [SequenceCommand::SetModels(wanted)]);
    press(&mut harness, &english("lab-discard"));
    assert!(harness.query_by_label(&english("lab-apply")).is_none(), "it was discarded");
    assert!(asked(&mut harness).is_empty());
}

#[test]
fn another_task_brings_settings_that_suit_it() {
    let english = |key: &str| text(Language::English, key);
    let mut harness =
        stage(ThemeMode::Dark, Language::English, [1280.0, 1400.0], Lab::new(small(SequencePreset::Gap5)));
    harness.get_by_role_and_label(Role::ComboBox, &english("lab-task")).click();
    harness.run_steps(3);
    harness.get_by_label(&english("task-reversal")).click();
    harness.run_steps(3);
    press(&mut harness, &english("lab-apply"));
    let commands = asked(&mut harness);
    let [SequenceCommand::SetModels(models)] = &commands[..] else { panic!("{commands:?}") };
    assert_eq!(models.len(), 3);
    for model in models {
        assert_eq!(model.task.kind, TaskKind::Reversal);
        assert_eq!(model.attention, AttentionKind::Dot);
        assert_eq!(model.hidden, 8, "cells and sizes stay");
        assert!(model.check().is_ok());
    }
    assert_eq!(models[0].cell, CellKind::Rnn);
}

#[test]
fn an_accuracy_to_stop_at_is_offered() {
    let english = |key: &str| text(Language::English, key);
    let mut harness =
        stage(ThemeMode::Dark, Language::English, [1280.0, 1400.0], Lab::new(small(SequencePreset::Gap5)));
    harness.get_by_role_and_label(Role::CheckBox, &english("lab-stop-accuracy")).click();
    harness.run_steps(2);
    let stop = SequenceChoices::default().stop;
    let wanted = Stop { accuracy: Some(0.99), ..stop };
    assert_eq!(asked(&mut harness), [SequenceCommand::SetStop(wanted)]);
}

#[test]
fn a_model_at_chance_is_said_to_have_learned_no_gap_and_why() {
    let mut lab = Lab::new(small(SequencePreset::Gap50));
    let task = lab.models[0].settings.task;
    let accuracies = [0.27, 0.8, 0.27];
    for (model, accuracy) in lab.models.iter_mut().zip(accuracies) {
        let evaluation = model.evaluations.last_mut().expect("it was tested");
        evaluation.overall.accuracy = accuracy;
        evaluation.by_difficulty.iter_mut().for_each(|score| score.accuracy = accuracy);
        // One difficulty of several may look better by luck.
        evaluation.by_difficulty.last_mut().expect("it has several").accuracy += 0.2;
    }
    // Learned for no step: it says nothing of what it was trained on.
    lab.models[2].reports.clear();
    let names: Vec<String> = lab.models.iter().map(|model| model.name.clone()).collect();
    let harness = stage(ThemeMode::Dark, Language::English, [1280.0, 900.0], lab);
    let said = |name: &str| {
        let text = format!("{name} is at chance even at {}, the easiest: it learns", task.from);
        harness.query_by_label_contains(&text).is_some()
    };
    assert_eq!([said(&names[0]), said(&names[1]), said(&names[2])], [true, false, false]);
}

#[test]
fn formats_of_dates_are_bars_with_their_names() {
    let harness = stage(ThemeMode::Dark, Language::Korean, [1280.0, 900.0], Lab::new(small(SequencePreset::Dates)));
    let task = small(SequencePreset::Dates)[0].task;
    let models = small(SequencePreset::Dates).len();
    for format in task.difficulties() {
        let name = format!("{}, ", task.kind.difficulty_text(format));
        assert_eq!(harness.query_all_by_label_contains(&name).count(), models, "{name}");
    }
}
