//! The sequence lab's page of gradients: the curves in words, exact values under the pointer, and other biases tried at once.

use std::sync::OnceLock;

use bevy_egui::egui::{Key, Modifiers, accesskit::Role, pos2};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use sidestep::{
    language::Language,
    panels::{
        SequenceCommand,
        sequence::{Page, WhatIf},
    },
    sequence::{
        CellKind, Trainee, TrainingSettings,
        tasks::{Task, TaskKind},
    },
    theme::ThemeMode,
};

use super::{
    Stage, check_overlaps, check_texts, check_widgets, press,
    sequence_attention::{Lab, asked, check_page, lab, models, shown},
};

fn recall(cell: CellKind, layers: usize) -> TrainingSettings {
    TrainingSettings {
        task: Task { kind: TaskKind::Recall, from: 20, to: 20 },
        cell,
        layers,
        hidden: 8,
        ..TrainingSettings::usual(TaskKind::Recall)
    }
}

/// Three cells that have hardly learned.
pub(super) fn three() -> Vec<Trainee> {
    static MADE: OnceLock<Vec<Trainee>> = OnceLock::new();
    let settings = [CellKind::Rnn, CellKind::Lstm, CellKind::Gru].map(|cell| recall(cell, 1));
    MADE.get_or_init(|| models(&settings, 5, "")).clone()
}

fn page(models: Vec<Trainee>) -> Harness<'static, Stage<Lab>> {
    lab(ThemeMode::Dark, Language::English, [1280.0, 680.0], Page::Forgetting, models, "")
}

/// How the page writes the share of the last step's gradient that is left at the first.
fn share(norms: &[f32]) -> String {
    let share = f64::from(norms[0]) / f64::from(norms[norms.len() - 1]);
    let written = sidestep::panels::numbers::short(share);
    let raised = |sign: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(sign as usize - '0' as usize).expect("a digit");
    match written.split_once("e-") {
        Some((digits, power)) => format!("{digits}·10⁻{}", power.chars().map(raised).collect::<String>()),
        None => written,
    }
}

#[test]
fn every_scene_is_whole_in_both_languages_and_themes() {
    let mut none = three();
    for model in &mut none {
        (model.flow, model.untrained_flow) = (None, None);
    }
    let mut deep = models(&[recall(CellKind::Lstm, 2)], 0, "");
    // Nothing arrives at the first half.
    let norms = &mut deep[0].flow.as_mut().expect("it was worked out").layers[0];
    let half = norms.len() / 2;
    norms[..half].fill(0.0);
    let alone = three()[..1].to_vec();
    for language in Language::ALL {
        for mode in [ThemeMode::Dark, ThemeMode::Light] {
            for (scene, models) in
                [("three", three()), ("none", none.clone()), ("deep", deep.clone()), ("alone", alone.clone())]
            {
                for size in [[1280.0, 680.0], [1920.0, 1010.0], [1190.0, 620.0]] {
                    let what = format!("{language}, {mode:?}, {scene}, {size:?}");
                    let harness = lab(mode, language, size, Page::Forgetting, models.clone(), "");
                    check_widgets(&harness, size[0], &what);
                    check_texts(&harness, &what);
                    check_overlaps(&harness, &what);
                }
                let what = format!("{language}, {mode:?}, {scene}, small");
                let harness = lab(mode, language, [640.0, 480.0], Page::Forgetting, models, "");
                check_page(&harness, 640.0, &what);
            }
        }
    }
}

#[test]
fn the_words_are_those_of_the_data() {
    let models = three();
    let harness = page(models.clone());
    for model in models {
        let now = &model.flow.expect("it was worked out").layers[0];
        let before = &model.untrained_flow.expect("it was worked out").layers[0];
        let words = format!(
            "{} steps before the end the gradient is {} times that of the last step; before training it was {} times.",
            now.len() - 1,
            share(now),
            share(before)
        );
        assert!(harness.query_by_label(&words).is_some(), "{words}");
    }
}

#[test]
fn of_two_layers_one_is_chosen() {
    let models = models(&[recall(CellKind::Gru, 2)], 3, "");
    let flow = models[0].flow.clone().expect("it was worked out");
    let shares = [share(&flow.layers[0]), share(&flow.layers[1])];
    assert_ne!(shares[0], shares[1]);
    let mut harness = page(models);
    for (layer, name) in ["Bottom layer", "Top layer"].into_iter().enumerate() {
        press(&mut harness, name);
        let wanted = format!("the gradient is {} times", shares[layer]);
        assert!(harness.query_by_label_contains(&wanted).is_some(), "{name}: {wanted}");
    }
}

#[test]
fn the_pointer_shows_exact_values_of_all_models() {
    let models = three();
    let harness_of = |models| page(models);
    let mut harness = harness_of(models.clone());
    harness.hover_at(pos2(400.0, 400.0));
    harness.run_steps(4);
    assert!(shown(&harness, "steps before the end\nRNN, now: "), "a heading and the first value");
    for model in &models {
        for when in ["now", "before training"] {
            assert!(shown(&harness, &format!("\n{}, {when}: ", model.name)), "{} {when}", model.name);
        }
    }
}

#[test]
fn biases_are_tried_and_taken_into_training() {
    let models = three();
    let settings: Vec<TrainingSettings> = models.iter().map(|model| model.settings).collect();
    let mut harness = page(models);
    let disabled = |harness: &Harness<'_, Stage<Lab>>, name: &str| {
        harness.get_by_role_and_label(Role::Button, name).accesskit_node().is_disabled()
    };
    assert!(disabled(&harness, "Train with these"), "they are trained with these");
    harness.get_by_role_and_label(Role::Slider, "Forget-gate bias").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::NONE, Key::ArrowRight);
    harness.run_steps(3);
    let tried = WhatIf { on: true, forget_bias: 1.25, chrono: false };
    assert_eq!(asked(&mut harness), [SequenceCommand::SetWhatIf(tried)]);
    assert!(harness.query_by_label_contains(r"\sigma(1.25)").is_some());
    press(&mut harness, "Train with these");
    let mut biased = settings.clone();
    biased[1].forget_bias = 1.25;
    assert_eq!(asked(&mut harness), [SequenceCommand::SetModels(biased)]);

    harness.get_by_role_and_label(Role::CheckBox, "Chrono initialisation").click();
    harness.run_steps(3);
    let chrono = WhatIf { chrono: true, ..tried };
    assert_eq!(asked(&mut harness), [SequenceCommand::SetWhatIf(chrono)]);
    press(&mut harness, "Train with these");
    let mut biased = settings;
    (biased[1].forget_bias, biased[1].chrono, biased[2].chrono) = (1.25, true, true);
    assert_eq!(asked(&mut harness), [SequenceCommand::SetModels(biased)], "an RNN has no gates");

    press(&mut harness, "As they are");
    let off = WhatIf { on: false, ..chrono };
    assert_eq!(asked(&mut harness), [SequenceCommand::SetWhatIf(off)]);
    assert!(disabled(&harness, "Train with these"));
}

#[test]
fn what_is_too_small_or_not_there_is_said() {
    let mut models = three();
    let harness = page(models[..1].to_vec());
    assert!(harness.query_by_label_contains("These models have no gates").is_some());
    assert!(!shown(&harness, "below what 32-bit numbers hold"));
    models[0].flow.as_mut().expect("it was worked out").layers[0][0] = 0.0;
    let harness = page(models.clone());
    assert!(shown(&harness, "below what 32-bit numbers hold"));
    for model in &mut models {
        (model.flow, model.untrained_flow) = (None, None);
    }
    let harness = page(models);
    assert!(harness.query_by_label_contains("worked out in a moment").is_some());
}

#[test]
fn a_trained_model_is_said_to_have_small_gradients_because_of_its_loss() {
    let said = |models: Vec<Trainee>| page(models).query_by_label_contains("because its loss is small").is_some();
    assert!(said(three()));
    let mut untrained = three();
    untrained.iter_mut().for_each(|model| model.reports.clear());
    assert!(!said(untrained));
}
