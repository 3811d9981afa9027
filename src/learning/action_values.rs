//! What the five numbers behind a decision are. How they are computed is the algorithms' business.

use super::algorithm::Algorithm;
use crate::names::named;

named! {
    /// What an algorithm says of the actions.
    ActionValues, "kind of action values", {
        /// Q(s, a): the discounted return that is expected after the action.
        Q = "q",
        /// pi(a|s): how likely the policy takes the action. They are never negative and add up to 1.
        Probabilities = "probabilities",
    }
}

impl Algorithm {
    /// What this algorithm says of the actions.
    #[must_use]
    pub const fn action_values(self) -> ActionValues {
        match self {
            Self::DeepSarsa => ActionValues::Q,
            Self::Reinforce => ActionValues::Probabilities,
        }
    }
}
