//! What models are called: their cell, and what tells them from the others beside them.

use crate::{
    panels::Look,
    sequence::{CellKind, Settings, tasks::TaskKind},
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
    look.texts.t(&format!("lab-{}", task.difficulty().measure)).to_owned()
}

/// The names of models that are trained side by side, told apart by what differs between them.
#[must_use]
pub fn model_names(models: &[Settings]) -> Vec<String> {
    let differs = |of: fn(&Settings) -> u64| models.windows(2).any(|pair| of(&pair[0]) != of(&pair[1]));
    let translates = models.first().is_some_and(|model| model.task.kind.translates());
    let hidden = differs(|model| model.hidden as u64);
    let layers = differs(|model| model.layers as u64);
    let attention = translates && differs(|model| model.attention as u64);
    let forget = differs(|model| u64::from(model.forget_bias.to_bits()));
    let chrono = differs(|model| u64::from(model.chrono));
    let rate = differs(|model| u64::from(model.learning_rate.to_bits()));
    let teacher = translates && differs(|model| u64::from(model.teacher_forcing.to_bits()));
    let name = |model: &Settings| {
        let mut name = cell_name(model.cell).to_owned();
        let mut add = |wanted: bool, text: String| {
            if wanted {
                name.push_str(" · ");
                name.push_str(&text);
            }
        };
        add(layers, format!("×{}", model.layers));
        add(hidden, format!("h{}", model.hidden));
        add(attention, model.attention.to_string());
        let gated = model.cell == CellKind::Lstm;
        add(forget && gated && !model.chrono, format!("bias {}", model.forget_bias));
        add(chrono && model.chrono, "chrono".to_owned());
        add(rate, format!("lr {}", model.learning_rate));
        add(teacher, format!("tf {}", model.teacher_forcing));
        name
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
