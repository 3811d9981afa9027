//! The learners: one algorithm per file and a table of them, networks on dfdx, settings, and the files that hold what was learned.
//! Worlds are stepped elsewhere: a learner sees observations and outcomes, and answers with actions.

mod action_values;
mod algorithm;
mod algorithms;
mod base;
mod checkpoint;
mod choice;
mod comparison;
mod demonstration;
mod episodes;
mod guard;
mod hyperparameters;
mod imitation;
mod imitation_loss;
mod learner;
mod network;
mod perceptrons;
mod policy;
mod recipe;
mod state;
mod trace;
mod trained;
mod update_trace;

pub use action_values::ActionValues;
pub use algorithm::{Algorithm, Baseline, Exploration, Learns, Preset};
pub use algorithms::{DeepSarsa, Reinforce, Spec};
pub use checkpoint::{Checkpoint, Metadata, Opened, Said};
pub use comparison::{Compared, Comparison};
pub use demonstration::Demonstration;
pub use hyperparameters::{
    HyperparameterKind, HyperparameterSpec, Hyperparameters, PARAMETERS, SettingError, preset_observation,
};
pub use imitation::{Imitated, Imitation, ImitationError, imitate, imitate_watched};
pub use learner::{Decision, Learner, Status, Target, Update};
pub use network::{ACTIONS, Layer, Network};
pub use policy::{ActionSelection, Policy};
pub use recipe::Recipe;
pub use state::{LearnerState, StateError};
pub use trace::{
    CutOff, DecisionTrace, Draw, EpisodeTrace, EpisodesTrace, Learned, LearnerTrace, LearningTrace, NetworkUpdate,
    NextRule, NextTrace, SampleTrace, StepTrace, StepsTrace, TracedLayer, UnitsTrace, WeightPlace, WeightTrace,
};
pub use update_trace::{EpisodeStep, LearnedEpisode, LearnedStep, UpdateTrace};
