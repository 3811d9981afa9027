//! The sequence laboratory: recurrent cells, sequence-to-sequence models with attention, the tasks they learn, their
//! training, and all that can be looked at while they do. No window, no thread, no clock.

mod attention;
mod cell;
mod classifier;
mod decoding;
mod encoder_decoder;
mod kernels;
mod kind;
mod lab_state;
mod layer;
mod model;
mod objective;
mod opened;
mod operations;
pub mod plain;
mod presets;
mod record;
mod settings;
mod stack;
pub mod tables;
pub mod tasks;
mod trace;
mod trained;
mod trainee;
mod trainer;
mod weights;

#[cfg(test)]
mod tests;

use crate::tensors::graph::{
    Graph, Matrix, TensorGradients, Vector, add, add_rows, add_transposed_product, numbers, row_of,
};

pub use attention::{Attention, AttentionKind};
pub use cell::{GateBias, RecurrentCell};
pub use classifier::SequenceClassifier;
pub use decoding::DecoderStep;
pub use encoder_decoder::{END, EncoderDecoder, EncoderDecoderSizes, SPECIAL_TOKENS, START};
pub use kind::{CellKind, Part};
pub use lab_state::{LAB_EXTENSION, LARGEST_LAB, LabError, LabModel, LabState};
pub use model::Model;
pub use objective::{CLOSE, teacher_inputs};
pub use opened::{OpenedCell, WeightsContent, open_weights};
pub use presets::SequencePreset;
pub use record::Record;
pub use settings::{MOST_MODELS, SettingsError, Stop, TrainingSettings, are_side_by_side};
pub use stack::Stack;
pub use trace::{GradientFlow, Trace, decoder_symbol};
pub use trained::{Score, TrainedModel};
pub use trainee::{Evaluation, ModelState, PastRun, Trainee};
pub use trainer::{Report, Trainer, learn};
pub use weights::{CellFile, Cells, WEIGHTS_FILE};
