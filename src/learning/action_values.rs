//! What the five numbers behind a decision are, and how they come from a network's outputs.
//! How an action is chosen by them is the algorithms' business.

use super::ACTIONS;
use crate::{
    names::named,
    tensors::{Mlp, math::softmax},
};

named! {
    /// What an algorithm says of the actions.
    ActionValues, "kind of action values", {
        /// Q(s, a): the discounted return that is expected after the action.
        Q = "q",
        /// pi(a|s): how likely the policy takes the action. They are never negative and add up to 1.
        Probabilities = "probabilities",
    }
}

impl ActionValues {
    /// What a network whose outputs are these says of the actions, for `count` rows of observations.
    ///
    /// # Panics
    /// If `rows` is not `count` observations or `values` is shorter.
    pub(super) fn of(self, mut network: Mlp, rows: &[f32], count: usize, values: &mut [[f32; ACTIONS]]) {
        network.forward(rows, count);
        for (outputs, into) in network.outputs().zip(&mut values[..count]) {
            into.copy_from_slice(outputs);
            if self == Self::Probabilities {
                softmax(into);
            }
        }
    }
}
