//! The names that a person chooses by: which algorithm, which preset, which baseline; and in what algorithms differ.
//! What holds for each algorithm, and what it does, stands in `algorithms`.

use crate::names::named;

named! {
    /// How a learner learns.
    Algorithm, "algorithm", {
        /// On-policy temporal differences: Q(s, a) moves towards r + gamma Q(s', a').
        DeepSarsa = "deep-sarsa",
        /// Monte Carlo policy gradient: actions become likelier the more return followed them.
        Reinforce = "reinforce",
        /// Off-policy temporal differences: Q(s, a) moves towards r + gamma max_a' Q(s', a').
        DeepQLearning = "deep-q-learning",
    }
}

/// How an algorithm tries out something else than what seems best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exploration {
    /// A share epsilon of its actions is random. It is a number from 0 to 1.
    Epsilon,
    /// Its policy is drawn from and itself stays undecided: the entropy, in nats, from 0 to ln 5.
    Entropy,
}

/// When an algorithm learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learns {
    /// From each step, as soon as what follows it is known.
    EachStep,
    /// From all steps of an episode at once, when it has ended.
    EndOfEpisode,
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
