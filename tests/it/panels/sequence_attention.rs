//! The sequence lab's page of attention: two answers side by side, the map of looks, the current step, and accuracy by length.
//! The same surroundings serve the page of gradients, in `sequence_forgetting`.

use std::sync::{Arc, OnceLock};

use bevy_egui::egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    language::Language,
    panels::{
        Direction, SequenceChoices, SequenceCommand, SequenceKey, SequenceScreen, SequenceView,
        sequence::{Evaluation, InputView, ModelState, ModelView, Page, model_names},
    },
    sequence::{
        AttentionKind, CellKind, GradientFlow, Preset, Report, Settings, Trace, Trained, Trainer,
        tasks::{DataPart, Source, Task, TaskKind},
    },
    theme::Mode,
};

use super::{Stage, check_overlaps, check_texts, check_widgets, press, says, stage_in, text};

/// A model with everything that pages show of it.
pub(super) struct Model {
    pub settings: Settings,
    pub name: String,
    pub reports: Vec<Report>,
    pub evaluations: Vec<Evaluation>,
    pub trace: Option<Arc<Trace>>,
    pub flow: Option<GradientFlow>,
    pub untrained: Option<GradientFlow>,
}

/// Trains models for a few steps and looks into them.
pub(super) fn models(all: &[Settings], steps: usize, input: &str) -> Vec<Model> {
    let names = model_names(all);
    let with_name = |(settings, name): (&Settings, String)| {
        let mut trainer = Trainer::new(*settings).expect("the settings are possible");
        let reports: Vec<Report> = (0..steps).filter_map(|_| trainer.step()).collect();
        let trained = trainer.trained();
        let kind = settings.task.kind;
        let mut source = Source::new(settings.task, DataPart::HeldOut, 7);
        let samples: Vec<_> = (0..2).map(|_| source.sample(settings.task.to)).collect();
        let flow = |trained: &Trained| {
            let first = &samples[..1];
            trained.gradient_flow(first).expect("one sample is as long as itself")
        };
        Model {
            settings: *settings,
            name,
            evaluations: vec![Evaluation {
                step: steps as u64,
                overall: trained.evaluate(None, 10),
                points: trained.evaluate_points(4),
            }],
            reports,
            trace: kind.read(input).ok().map(|input| Arc::new(trained.trace(&input).expect("readable"))),
            flow: Some(flow(trained)),
            untrained: Some(flow(&Trained::new(*settings).expect("the settings are possible"))),
        }
    };
    all.iter().zip(names).map(with_name).collect()
}

/// The screen and what it is shown.
pub(super) struct Lab {
    screen: SequenceScreen,
    pub choices: SequenceChoices,
    pub models: Vec<Model>,
    pub input: String,
    pub pressed: Vec<SequenceKey>,
    pub asked: Vec<SequenceCommand>,
}

/// The lab at a page; what is asked for is kept in [`Lab::asked`], and choices are taken over.
pub(super) fn lab(
    mode: Mode,
    language: Language,
    size: [f32; 2],
    page: Page,
    models: Vec<Model>,
    input: &str,
) -> Harness<'static, Stage<Lab>> {
    let choices = SequenceChoices {
        page,
        models: models.iter().map(|model| model.settings).collect(),
        preset: None,
        ..SequenceChoices::default()
    };
    let panel = Lab {
        screen: SequenceScreen::default(),
        choices,
        models,
        input: input.to_owned(),
        pressed: Vec::new(),
        asked: Vec::new(),
    };
    stage_in(mode, language, size, panel, |ui, look, lab| {
        let Lab {
            screen,
            choices,
            models,
            input,
            pressed,
            asked,
        } = lab;
        let views: Vec<ModelView<'_>> = models
            .iter()
            .map(|model| ModelView {
                name: &model.name,
                settings: &model.settings,
                state: ModelState::Learning,
                reports: &model.reports,
                evaluations: &model.evaluations,
                rate: 40.0,
                trace: model.trace.as_ref(),
                untrained_flow: model.untrained.as_ref(),
                flow: model.flow.as_ref(),
            })
            .collect();
        let view = SequenceView {
            choices,
            models: &views,
            is_running: false,
            is_over: false,
            can_undo: false,
            input: InputView {
                text: input,
                error: None,
            },
            opened: None,
            past: &[],
            pressed,
        };
        let (commands, _) = screen.ui(ui, look, &view);
        for command in &commands {
            if let SequenceCommand::SetWhatIf(what_if) = command {
                choices.what_if = *what_if;
            }
        }
        pressed.clear();
        asked.extend(commands);
        Vec::new()
    })
}

fn reversal(attention: AttentionKind, hidden: usize) -> Settings {
    Settings {
        task: Task {
            kind: TaskKind::Reversal,
            from: 3,
            to: 8,
        },
        attention,
        hidden,
        ..Settings::usual(TaskKind::Reversal)
    }
}

/// Attention that has begun to learn, and none.
fn pair() -> Vec<Model> {
    models(
        &[reversal(AttentionKind::None, 24), reversal(AttentionKind::Dot, 16)],
        40,
        "31415926",
    )
}

fn dates() -> Vec<Model> {
    let of = |attention| Settings {
        attention,
        hidden: 16,
        ..Settings::usual(TaskKind::Dates)
    };
    models(
        &[of(AttentionKind::None), of(AttentionKind::Additive)],
        10,
        "1998년 3월 9일",
    )
}

fn recall() -> Vec<Model> {
    let of = |cell| Settings {
        cell,
        hidden: 8,
        ..Settings::usual(TaskKind::Recall)
    };
    models(&[of(CellKind::Lstm), of(CellKind::Gru)], 2, "")
}

fn page(models: Vec<Model>) -> Harness<'static, Stage<Lab>> {
    lab(Mode::Dark, Language::English, [1280.0, 680.0], Page::Attention, models, "31415926")
}

fn asked(harness: &mut Harness<'_, Stage<Lab>>) -> Vec<SequenceCommand> {
    std::mem::take(&mut harness.state_mut().panel.asked)
}

fn key(harness: &mut Harness<'_, Stage<Lab>>, key: SequenceKey) {
    harness.state_mut().panel.pressed.push(key);
    harness.run_steps(3);
}

fn shown(harness: &Harness<'_, Stage<Lab>>, wanted: &str) -> bool {
    harness.output().shapes.iter().any(|shape| says(&shape.shape, wanted))
}

#[test]
fn look_at_it() {
    for (size, mode, language, name) in [
        ([1280.0, 680.0], Mode::Dark, Language::English, "a"),
        ([1920.0, 1040.0], Mode::Light, Language::Korean, "b"),
        ([900.0, 560.0], Mode::Dark, Language::Korean, "c"),
        ([1280.0, 680.0], Mode::Light, Language::English, "d"),
    ] {
        let scene = if name == "d" || name == "c" { dates() } else { pair() };
        let mut harness = lab(mode, language, size, Page::Attention, scene, "31415926");
        key(&mut harness, SequenceKey::Walk(Direction::Up));
        super::picture(&mut harness, &format!("/tmp/labB_att_{name}.png"));
        let scene = if name == "d" || name == "c" { dates() } else { recall() };
        let mut harness = lab(mode, language, size, Page::Forgetting, scene, "31415926");
        harness.run_steps(3);
        super::picture(&mut harness, &format!("/tmp/labB_for_{name}.png"));
    }
}
