//! The page inside a cell.

use std::sync::{Arc, OnceLock};

use egui_kittest::Harness;
use sidestep::{
    language::Language,
    panels::{
        CellPage, Command, InputView, ModelState, ModelView, OpenedView, SequenceChoices, SequenceCommand, SequenceKey, SequenceView,
    },
    sequence::{CellKind, Settings, Trace, Trained, Trainer, tasks::TaskKind},
    theme::Mode,
};

use super::{Stage, stage_in};

/// What is looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scene {
    Rnn,
    Lstm,
    Gru,
    GruBefore,
    Adding,
    Reversal,
}

impl Scene {
    const ALL: [Self; 6] = [Self::Rnn, Self::Lstm, Self::Gru, Self::GruBefore, Self::Adding, Self::Reversal];
}

struct Lab {
    page: CellPage,
    choices: SequenceChoices,
    settings: Vec<Settings>,
    traces: Vec<Arc<Trace>>,
    input: String,
    pressed: Vec<SequenceKey>,
}

fn trained(settings: Settings) -> Trained {
    let mut trainer = Trainer::new(settings).expect("the settings are in range");
    for _ in 0..60 {
        trainer.step();
    }
    trainer.trained().clone()
}

fn lab(scene: Scene) -> Lab {
    let kind = match scene {
        Scene::Adding => TaskKind::Adding,
        Scene::Reversal => TaskKind::Reversal,
        _ => TaskKind::Recall,
    };
    let cells = match scene {
        Scene::Rnn => [CellKind::Rnn, CellKind::Lstm],
        Scene::Gru => [CellKind::Gru, CellKind::Lstm],
        Scene::GruBefore => [CellKind::GruResetBefore, CellKind::Lstm],
        _ => [CellKind::Lstm, CellKind::Gru],
    };
    let input = match kind {
        TaskKind::Adding => (0..50).map(|n| format!("{:.2}{}", (n * 37 % 100) as f32 / 100.0, if n == 7 || n == 30 { "*" } else { "" })).collect::<Vec<_>>().join(" "),
        TaskKind::Reversal => "3141592653".to_owned(),
        _ => "abcdabbaDabcbcabdcbabcabcdabcabdbacbdabcabdbacbdbca?".to_owned(),
    };
    let settings: Vec<_> = cells
        .into_iter()
        .map(|cell| Settings {
            cell,
            hidden: 16,
            batch: 8,
            layers: if scene == Scene::Reversal { 2 } else { 1 },
            ..Settings::usual(kind)
        })
        .collect();
    let read = kind.read(&input).expect("the task reads it");
    let traces = settings.iter().map(|settings| Arc::new(trained(*settings).trace(&read).expect("it is one"))).collect();
    Lab { page: CellPage::default(), choices: SequenceChoices::default(), settings, traces, input, pressed: Vec::new() }
}

fn hall(mode: Mode, language: Language, size: [f32; 2], scene: Scene) -> Harness<'static, Stage<Lab>> {
    stage_in(mode, language, size, lab(scene), move |ui, look, lab| {
        let names = ["First", "Second"];
        let models: Vec<_> = (0..lab.settings.len())
            .map(|n| ModelView {
                name: names[n],
                settings: &lab.settings[n],
                state: ModelState::Learning,
                reports: &[],
                evaluations: &[],
                rate: 0.0,
                trace: Some(&lab.traces[n]),
                untrained_flow: None,
                flow: None,
            })
            .collect();
        let pressed = std::mem::take(&mut lab.pressed);
        let view = SequenceView {
            choices: &lab.choices,
            models: &models,
            is_running: false,
            is_over: false,
            input: InputView { text: &lab.input, error: None },
            opened: None,
            past: &[],
            pressed: &pressed,
        };
        let mut commands = Vec::new();
        lab.page.ui(ui, look, &view, &mut commands);
        commands.into_iter().map(Command::Sequence).collect()
    })
}

#[test]
fn pictures() {
    for scene in Scene::ALL {
        let mut harness = hall(Mode::Dark, Language::English, [1280.0, 610.0], scene);
        super::picture(&mut harness, &format!("/tmp/labA/pic-{scene:?}.png"));
    }
    for (name, mode, language, size) in [("wide", Mode::Light, Language::Korean, [1920.0, 860.0]), ("narrow", Mode::Dark, Language::Korean, [900.0, 500.0])] {
        let mut harness = hall(mode, language, size, Scene::Lstm);
        super::picture(&mut harness, &format!("/tmp/labA/pic-{name}.png"));
    }
}
