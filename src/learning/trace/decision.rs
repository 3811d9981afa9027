//! How an action was chosen, with the numbers that were drawn.

use serde::Serialize;

use super::{TracedLayer, UnitsTrace, network};
use crate::{gridworld::Action, learning::ACTIONS, tensors::Activation};

/// A decision of one actor.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DecisionTrace {
    /// What the actor saw.
    pub observation: Vec<f32>,
    /// What the network computed.
    pub layers: Vec<UnitsTrace>,
    /// The network's outputs: Q(s, a), or the preferences of the actions.
    pub outputs: [f32; ACTIONS],
    /// How they became an action.
    pub draw: Draw,
    /// The action.
    pub action: Action,
}

/// How outputs became an action.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Draw {
    /// At random where the number is below epsilon, else the best.
    EpsilonGreedy {
        /// The share of random actions.
        epsilon: f32,
        /// What was drawn, from 0 to 1.
        number: f32,
        /// Whether the action is random.
        explored: bool,
        /// The index of the action that was then drawn.
        index: Option<usize>,
        /// The action with the largest output, the first of equals.
        best: Action,
    },
    /// The first action whose cumulated probability exceeds the number.
    Probabilities {
        /// exp(z_k) / sum_j exp(z_j).
        probabilities: [f32; ACTIONS],
        /// The sums of the probabilities up to each action.
        cumulated: [f32; ACTIONS],
        /// What was drawn, from 0 to 1.
        number: f32,
    },
}

impl DecisionTrace {
    /// One decision for each row of observations; `draw` says how outputs become an action.
    pub(in crate::learning) fn all(
        (layers, f): (&[TracedLayer], Activation),
        rows: &[f32],
        mut draw: impl FnMut(&[f32; ACTIONS]) -> (Draw, usize),
    ) -> Vec<Self> {
        let inputs = layers.first().and_then(|layer| layer.weights.first()).map_or(1, Vec::len);
        rows.chunks_exact(inputs)
            .map(|row| {
                let layers = network::forward(layers, f, row);
                let mut outputs = [0.0; ACTIONS];
                outputs.copy_from_slice(network::outputs(&layers));
                let (draw, action) = draw(&outputs);
                Self { observation: row.to_vec(), layers, outputs, draw, action: Action::ALL[action] }
            })
            .collect()
    }
}
