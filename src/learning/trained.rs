//! A network together with what trains it: its optimiser, and the guard that keeps its last good weights.
//! Losses are the algorithms' business.

use dfdx::prelude::*;
use rand::Rng;
use serde::{Deserialize, Serialize};

use super::{guard::Guard, learner::Status, network::Network, state::StateError};
use crate::tensors::{Activation, Adam, Step};

/// A scalar loss that remembers how it was computed.
pub(super) type Loss = Tensor<Rank0, f32, Cpu, OwnedTape<f32, Cpu>>;

/// When and how far to step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    pub(super) learning_rate: f32,
    pub(super) clip_norm: f32,
    /// The number of this update, from 1.
    pub(super) update: u64,
    /// Steps of agents so far.
    pub(super) step: u64,
}

/// What a descent found.
#[derive(Clone, Debug)]
pub(super) struct Descent {
    pub(super) loss: f32,
    pub(super) step: Step,
    pub(super) status: Status,
}

#[derive(Debug)]
pub(super) struct Trained {
    pub(super) network: Network,
    adam: Adam,
    guard: Guard,
}

impl Trained {
    pub(super) fn new(sizes: &[usize], generator: &mut impl Rng) -> Self {
        Self::from_network(Network::new(sizes, generator))
    }

    /// Goes on from a network's weights in a network of its own, with an optimiser that has seen nothing.
    pub(super) fn of(network: &Network) -> Self {
        let own = Network::from_weights(&network.sizes(), network.weights());
        Self::from_network(own.with_activation(network.activation()))
    }

    fn from_network(network: Network) -> Self {
        Self { adam: Adam::new(network.parameter_count()), guard: Guard::new(&network), network }
    }

    /// Takes over another network's weights; the last good ones are those, too.
    pub(super) fn start_from(&mut self, network: &Network) {
        self.network.copy_weights_from(network);
        self.network.activation = network.activation;
        self.guard = Guard::new(&self.network);
    }

    /// One step down the loss's gradient; where that was unsound, the last good weights are back in place.
    pub(super) fn descend(&mut self, loss: Loss, pace: Pace) -> Descent {
        let value = loss.array();
        let mut gradients = loss.backward();
        let step = self.adam.step(self.network.parameters(), &mut gradients, pace.learning_rate, pace.clip_norm);
        let status = self.guard.watch(&mut self.network, pace.update, pace.step, step, value);
        Descent { loss: value, step, status }
    }

    pub(super) fn state(&self) -> TrainedState {
        let [older, newer] = self.guard.snapshots();
        TrainedState {
            weights: self.network.weights(),
            adam: self.adam.clone(),
            older: older.weights(),
            newer: newer.weights(),
            activation: self.network.activation,
        }
    }

    pub(super) fn from_state(state: &TrainedState, sizes: &[usize]) -> Result<Self, StateError> {
        let network = network_from(sizes, &state.weights)?.with_activation(state.activation);
        if !state.adam.fits(network.parameter_count()) {
            return Err(StateError::Damaged { what: "the optimiser's moments do not fit the network" });
        }
        let guard = Guard::from_snapshots(network_from(sizes, &state.older)?, network_from(sizes, &state.newer)?);
        Ok(Self { network, adam: state.adam.clone(), guard })
    }
}

type Weights = Vec<(Vec<f32>, Vec<f32>)>;

/// What [`Trained`] needs to go on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct TrainedState {
    weights: Weights,
    adam: Adam,
    older: Weights,
    newer: Weights,
    /// States of early versions do not say it: all their networks had ReLU.
    #[serde(default = "relu")]
    activation: Activation,
}

const fn relu() -> Activation {
    Activation::Relu
}

fn network_from(sizes: &[usize], weights: &Weights) -> Result<Network, StateError> {
    let fits = weights.len() + 1 == sizes.len()
        && sizes.windows(2).zip(weights).all(|(pair, (weight, bias))| {
            weight.len() == pair[0] * pair[1]
                && bias.len() == pair[1]
                && weight.iter().chain(bias).all(|w| w.is_finite())
        });
    if sizes.contains(&0) || !fits {
        return Err(StateError::Damaged { what: "the weights do not fit the settings" });
    }
    Ok(Network::from_weights(sizes, weights.clone()))
}
