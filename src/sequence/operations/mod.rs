//! The operations around the cells, each with its way back: maps, embeddings, losses, attention.
//! They know rows of numbers, not what a model or a task is.

mod attention;
mod loss;
mod rows;

pub(super) use attention::{additive_scores, dot_scores, masked_softmax, weighted_sum};
pub(super) use loss::{cross_entropy, mean_squared_error, softmax};
pub(super) use rows::{below, beside, embed, linear, tanh};
