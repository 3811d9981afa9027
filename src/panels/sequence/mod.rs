//! The sequence lab: models that learn side by side, and what happens inside them, a page for each question. It trains nothing
//! itself: the game does.

mod attention;
mod cell;
mod choices;
mod forgetting;
mod formula;
mod input;
mod names;
mod view;

pub use cell::CellPage;
pub use choices::{MOST_MODELS, Page, SequenceChoices, Stop, WhatIf};
pub use names::{cell_name, model_names};
pub use view::{
    Evaluation, InputView, ModelState, ModelView, OpenedView, PastRun, SequenceCommand, SequenceView,
};
