//! A network together with what trains it: its optimiser, and the guard that keeps its last good weights.
//! Losses are the algorithms' business.

use std::sync::OnceLock;

use rand::Rng;
use serde::{Deserialize, Serialize};

use super::{
    NetworkUpdate, SampleTrace, TracedLayer, UnitsTrace,
    guard::Guard,
    learner::Status,
    network::Network,
    state::StateError,
    trace::{WeightNumbers, forward, outputs},
};
use crate::tensors::{Activation, Adam, AdamStep, LayerWeights, Layout, Mlp};

/// When and how far to step.
#[derive(Clone, Copy, Debug)]
pub(super) struct UpdateStep {
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
    pub(super) step: AdamStep,
    pub(super) status: Status,
}

#[derive(Debug)]
pub(super) struct TrainedNetwork {
    /// The weights, and all that was computed with them last.
    mlp: Mlp,
    /// The same weights in dfdx's tensors, once somebody has asked for them since the last descent.
    network: OnceLock<Network>,
    /// Its moments are in the order of the `mlp`'s weights.
    adam: Adam,
    guard: Guard,
    /// The last descent, for whoever asks what it was.
    last: Option<(f32, UpdateStep, AdamStep)>,
}

impl TrainedNetwork {
    pub(super) fn new(sizes: &[usize], generator: &mut impl Rng) -> Self {
        Self::of(&Network::new(sizes, generator))
    }

    /// Goes on from a network's weights in a network of its own, with an optimiser that has seen nothing.
    pub(super) fn of(network: &Network) -> Self {
        let mlp = network.mlp();
        Self {
            adam: Adam::new(mlp.weights().len()),
            guard: Guard::new(mlp.weights()),
            mlp,
            network: OnceLock::new(),
            last: None,
        }
    }

    /// The network as it is now.
    pub(super) fn network(&self) -> &Network {
        self.network.get_or_init(|| Network::of(&self.mlp))
    }

    /// A copy of what computes the outputs, for who only looks.
    pub(super) fn mlp(&self) -> Mlp {
        self.mlp.clone()
    }

    /// Takes over another network's weights; the last good ones are those, too.
    pub(super) fn start_from(&mut self, network: &Network) {
        assert_eq!(*self.mlp.layout(), network.layout(), "a network of the same sizes");
        self.mlp = network.mlp();
        self.network = OnceLock::new();
        self.guard = Guard::new(self.mlp.weights());
    }

    /// The outputs for rows of observations, one row each.
    pub(super) fn forward(&mut self, rows: &[f32], count: usize) -> impl ExactSizeIterator<Item = &[f32]> {
        self.mlp.forward(rows, count);
        self.mlp.outputs()
    }

    /// The same, for a loss: each row of outputs comes with zeros, into which the loss writes its derivatives by
    /// these outputs. [`Self::descend`] takes it from there.
    pub(super) fn forward_for_loss(
        &mut self,
        rows: &[f32],
        count: usize,
    ) -> impl ExactSizeIterator<Item = (&[f32], &mut [f32])> {
        self.mlp.forward(rows, count);
        self.mlp.outputs_and_gradients()
    }

    /// One step down the gradient of the loss of the last [`Self::forward_for_loss`]; where that was unsound, the
    /// last good weights are back in place.
    pub(super) fn descend(&mut self, loss: f32, update_step: UpdateStep) -> Descent {
        self.mlp.backward();
        let step = self.adam.step_mlp(&mut self.mlp, update_step.learning_rate, update_step.clip_norm);
        let status = self.guard.watch(self.mlp.weights_mut(), update_step.update, update_step.step, step, loss);
        self.network.take();
        self.last = Some((loss, update_step, step));
        Descent { loss, step, status }
    }

    pub(super) fn state(&self) -> TrainedState {
        let layout = self.mlp.layout();
        let [older, newer] = self.guard.snapshots();
        TrainedState {
            weights: layout.layers_of(self.mlp.weights()),
            adam: self.adam.reordered(|moments| layout.in_order(moments)),
            older: layout.layers_of(older),
            newer: layout.layers_of(newer),
            activation: self.mlp.activation(),
        }
    }

    pub(super) fn from_state(state: &TrainedState, sizes: &[usize]) -> Result<Self, StateError> {
        let all = [&state.weights, &state.older, &state.newer];
        if sizes.contains(&0) || !all.iter().all(|weights| fits(sizes, weights)) {
            return Err(StateError::Damaged { what: "the weights do not fit the settings" });
        }
        let network = Network::from_weights(sizes, state.weights.clone()).with_activation(state.activation);
        let layout = Layout::new(sizes);
        if !state.adam.fits(layout.count()) {
            return Err(StateError::Damaged { what: "the optimiser's moments do not fit the network" });
        }
        Ok(Self {
            mlp: network.mlp(),
            network: network.into(),
            adam: state.adam.reordered(|moments| layout.from_order(moments)),
            guard: Guard::from_snapshots(layout.row_of(&state.older), layout.row_of(&state.newer)),
            last: None,
        })
    }

    /// The last descent, number by number, given the state before it and the rows that it learned from.
    ///
    /// # Panics
    /// If there was no descent since it was made or restored.
    pub(super) fn traced(&self, before: &TrainedState, rows: &[f32]) -> NetworkUpdate {
        let (loss, UpdateStep { learning_rate, clip_norm, .. }, step) = self.last.expect("a descent to trace");
        let (layers, f) = before.traced();
        let after = TracedLayer::all(&self.mlp.layout().layers_of(self.mlp.weights()));
        let inputs = before.weights[0].0.len() / before.weights[0].1.len();
        let samples = rows.chunks_exact(inputs).enumerate().map(|(sample, row)| {
            let mut units = forward(&layers, f, row);
            for (layer, units) in units.iter_mut().enumerate() {
                units.error = self.mlp.errors(layer, sample).to_vec();
            }
            SampleTrace {
                observation: row.to_vec(),
                outputs: outputs(&units).to_vec(),
                outputs_after: outputs(&forward(&after, f, row)).to_vec(),
                share: share(row, &units),
                layers: units,
            }
        });
        let layout = self.mlp.layout();
        let [m, v] = before.adam.moments().map(|moments| layout.from_order(moments));
        NetworkUpdate {
            samples: samples.collect(),
            layers,
            loss,
            gradient_norm: step.gradient_norm,
            clip_norm,
            adam: before.adam.next_step(step.gradient_norm, learning_rate, clip_norm),
            numbers: WeightNumbers {
                before: layout.row_of(&before.weights),
                after: self.mlp.weights().to_vec(),
                gradient: self.mlp.gradient().to_vec(),
                layout: layout.clone(),
                m,
                v,
            },
        }
    }
}

/// What [`TrainedNetwork`] needs to go on; the moments in PyTorch's order, as all weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct TrainedState {
    weights: LayerWeights,
    adam: Adam,
    older: LayerWeights,
    newer: LayerWeights,
    /// States of early versions do not say it: all their networks had ReLU.
    #[serde(default = "relu")]
    activation: Activation,
}

impl TrainedState {
    /// The layers, and what stands between them.
    pub(super) fn traced(&self) -> (Vec<TracedLayer>, Activation) {
        (TracedLayer::all(&self.weights), self.activation)
    }
}

/// The norm of one row's gradient by all weights: that of a layer is the product of its error and of what went into
/// it, and 1.
fn share(row: &[f32], units: &[UnitsTrace]) -> f32 {
    let squares = |numbers: &[f32]| numbers.iter().map(|x| x * x).sum::<f32>();
    let inputs = std::iter::once(row).chain(units.iter().map(|layer| &*layer.activation));
    units.iter().zip(inputs).map(|(layer, x)| squares(&layer.error) * (1.0 + squares(x))).sum::<f32>().sqrt()
}

const fn relu() -> Activation {
    Activation::Relu
}

fn fits(sizes: &[usize], weights: &LayerWeights) -> bool {
    weights.len() + 1 == sizes.len()
        && sizes.windows(2).zip(weights).all(|(pair, (weight, bias))| {
            weight.len() == pair[0] * pair[1]
                && bias.len() == pair[1]
                && weight.iter().chain(bias).all(|w| w.is_finite())
        })
}
