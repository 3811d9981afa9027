//! What models are called: their cell, and what tells them from the others beside them.

use crate::{
    panels::Look,
    sequence::{AttentionKind, CellKind, TrainingSettings, tasks::TaskKind},
};

/// A cell's name, the same in all languages.
#[must_use]
pub const fn cell_name(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Rnn => "RNN",
        CellKind::RnnRelu => "RNN·ReLU",
        CellKind::Lstm => "LSTM",
        CellKind::Gru => "GRU",
        CellKind::GruResetBefore => "GRU′",
    }
}

/// What a task's difficulty is counted in: "Gap".
pub(super) fn measure_name(look: Look<'_>, task: TaskKind) -> String {
    look.texts.t(task.difficulty().measure.key()).to_owned()
}

/// What may tell a model from others: a setting, and what is said of a model in which it differs.
type Difference = (fn(&TrainingSettings) -> u64, fn(&TrainingSettings) -> Option<String>);

const DIFFERENCES: [Difference; 7] = [
    (|model| model.layers as u64, |model| Some(format!("×{}", model.layers))),
    (|model| model.hidden as u64, |model| Some(format!("h{}", model.hidden))),
    (
        |model| model.attention as u64,
        |model| (model.attention != AttentionKind::None).then(|| model.attention.to_string()),
    ),
    (
        |model| model.forget_bias.to_bits().into(),
        |model| (model.cell == CellKind::Lstm && !model.chrono).then(|| format!("b_f = {}", model.forget_bias)),
    ),
    (|model| model.chrono.into(), |model| model.chrono.then(|| "chrono".to_owned())),
    (|model| model.learning_rate.to_bits().into(), |model| Some(format!("lr {}", model.learning_rate))),
    (
        |model| model.teacher_forcing.to_bits().into(),
        |model| translates(model).then(|| format!("tf {}", model.teacher_forcing)),
    ),
];

fn translates(model: &TrainingSettings) -> bool {
    model.task.kind.translates()
}

/// The names of models that are trained side by side, told apart by what differs between them.
#[must_use]
pub fn model_names(models: &[TrainingSettings]) -> Vec<String> {
    let differs = |of: fn(&TrainingSettings) -> u64| models.windows(2).any(|pair| of(&pair[0]) != of(&pair[1]));
    let differences: Vec<_> = DIFFERENCES.into_iter().filter(|(of, _)| differs(*of)).collect();
    let name = |model: &TrainingSettings| {
        let words = differences.iter().filter_map(|(_, said)| said(model));
        [cell_name(model.cell).to_owned()].into_iter().chain(words).collect::<Vec<_>>().join(" · ")
    };
    let mut names: Vec<String> = models.iter().map(name).collect();
    // Twins are numbered.
    for at in 1..names.len() {
        let twins = names[..at].iter().filter(|name| **name == names[at]).count();
        if twins > 0 {
            names[at] = format!("{} ({})", names[at], twins + 1);
        }
    }
    names
}
