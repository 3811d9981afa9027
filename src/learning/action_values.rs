//! What the five numbers behind a decision are, and how they come from a network's outputs.
//! How an action is chosen by them is the algorithms' business.

use super::{ACTIONS, Network};
use crate::{names::named, tensors::math::softmax};

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
    pub(super) fn of(self, network: &Network, rows: &[f32], count: usize, values: &mut [[f32; ACTIONS]]) {
        for (outputs, into) in network.forward(rows, count).chunks_exact(ACTIONS).zip(&mut values[..count]) {
            into.copy_from_slice(outputs);
            if self == Self::Probabilities {
                softmax(into);
            }
        }
    }
}
