//! The learners: networks on dfdx, Deep SARSA, REINFORCE, their settings, and the files that hold what was learned.
//! Worlds are stepped elsewhere: a learner sees observations and outcomes, and answers with actions.

mod adam;
mod algorithm;
mod checkpoint;
mod checkpoint_error;
mod checkpoint_reader;
mod choice;
mod deep_sarsa;
mod demonstration;
mod episodes;
mod fused;
mod guard;
mod hyperparameters;
mod learner;
mod network;
mod parameters;
mod policy;
mod reinforce;
mod state;
mod trained;

pub use adam::{Adam, Step};
pub use algorithm::{Algorithm, Baseline, Preset, UnknownName};
pub use checkpoint::{Checkpoint, Metadata};
pub use checkpoint_error::CheckpointError;
pub use deep_sarsa::DeepSarsa;
pub use demonstration::Demonstration;
pub use hyperparameters::{Hyperparameters, SettingError, preset_observation};
pub use learner::{Decision, Learner, Status, Target, Update};
pub use network::{ACTIONS, Layer, Network, RowGradients, Rows, TracedRows};
pub use parameters::{Kind, PARAMETERS, Parameter};
pub use policy::Policy;
pub use reinforce::Reinforce;
pub use state::{LearnerState, StateError};
