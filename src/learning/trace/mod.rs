//! One tick of a learner with every number of it: how it decided, what it learned from, and how each weight moved.
//! Nothing here computes what is learned: a learner went through the tick already, and is asked afterwards, with the
//! state from before it. What the formulas of an algorithm are made of is written by the algorithm's own file.

mod decision;
mod episodes;
mod network;
mod steps;

use serde::Serialize;

use super::ACTIONS;
use crate::tensors::Activation;
pub use decision::{DecisionTrace, Draw};
pub use episodes::{CutOff, EpisodeTrace, EpisodesTrace};
pub use network::{NetworkUpdate, SampleTrace, TracedLayer, UnitsTrace, WeightPlace, WeightTrace};
pub(super) use network::{WeightNumbers, forward, outputs};
pub use steps::{NextRule, NextTrace, StepTrace, StepsTrace};

/// A tick of a learner.
#[derive(Clone, Debug)]
pub struct LearnerTrace {
    /// Steps of agents that it had learned from before.
    pub steps: u64,
    /// Updates that it had made before.
    pub updates: u64,
    /// The network that decided, as it was then: before the update.
    pub network: Vec<TracedLayer>,
    /// What stands between its layers.
    pub activation: Activation,
    /// One for each actor.
    pub decisions: Vec<DecisionTrace>,
    /// What it learned; `None` where there was no update.
    pub update: Option<LearningTrace>,
}

impl LearnerTrace {
    /// What the network that decided answers to another observation: Q(s, .), or the preferences of the actions.
    #[must_use]
    pub fn answer(&self, observation: &[f32]) -> [f32; ACTIONS] {
        let layers = network::forward(&self.network, self.activation, observation);
        let mut outputs = [0.0; ACTIONS];
        outputs.copy_from_slice(network::outputs(&layers));
        outputs
    }
}

/// An update.
#[derive(Clone, Debug)]
pub struct LearningTrace {
    /// Its number, from 1.
    pub number: u64,
    /// What it learned from, and how that became a loss.
    pub learned: Learned,
    /// The network that decides.
    pub network: NetworkUpdate,
    /// The network that estimates values, where that is the baseline.
    pub value: Option<NetworkUpdate>,
}

/// What an update learned from, by when its algorithm learns.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Learned {
    /// One step of each actor.
    Steps(StepsTrace),
    /// Whole episodes.
    Episodes(EpisodesTrace),
}
