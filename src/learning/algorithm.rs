//! The names that a person chooses by: which algorithm, which preset, which baseline.
//! What the choices do stands in the files of the algorithms.

use crate::names::named;

named! {
    /// How a learner learns.
    Algorithm, "algorithm", {
        /// On-policy temporal differences: Q(s, a) moves towards r + gamma Q(s', a').
        DeepSarsa = "deep-sarsa",
        /// Monte Carlo policy gradient: actions become likelier the more return followed them.
        Reinforce = "reinforce",
    }
}

impl Algorithm {
    /// Whether a share epsilon of its actions is drawn at random. The others draw every action from their policy.
    #[must_use]
    pub const fn has_epsilon(self) -> bool {
        match self {
            Self::DeepSarsa => true,
            Self::Reinforce => false,
        }
    }
}

named! {
    /// A complete set of hyperparameters.
    Preset, "preset", {
        /// The values that the course uses.
        Textbook = "textbook",
        /// The values that were found to learn fast and surely here.
        Tuned = "tuned",
    }
}

named! {
    /// What REINFORCE subtracts from a return, so that "better than usual" is what counts.
    Baseline, "baseline", {
        /// Nothing: the plain return.
        None = "none",
        /// The batch's mean return, and division by its standard deviation.
        Whitened = "whitened",
        /// A second network's estimate of the state's value, learned along the way.
        Value = "value",
    }
}
