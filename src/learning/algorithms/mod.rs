//! The table of algorithms: what holds for each of them as a whole. How each decides and learns stands in its own file.
//! Whoever wants to know what an algorithm does asks its row here, never which algorithm it is.

mod deep_q_learning;
mod deep_sarsa;
mod reinforce;

pub use deep_sarsa::DeepSarsa;
pub use reinforce::Reinforce;

use crate::{
    gridworld::Observation,
    learning::{
        ActionSelection, ActionValues, Algorithm, Exploration, Hyperparameters, Learner, LearnerState, Learns,
        NextRule, Preset, StateError, hyperparameters::usual_observation, imitation::Imitates,
    },
};
use deep_q_learning::{DeepQLearning, QLearning};
use deep_sarsa::{Bootstrap as _, Sarsa};

/// A row of the table.
pub struct Spec {
    pub(super) title: &'static str,
    pub(super) action_values: ActionValues,
    /// How it tries out something else than what seems best.
    pub exploration: Exploration,
    /// When it learns.
    pub learns: Learns,
    /// What it moves its network towards, as a formula.
    pub target: &'static str,
    /// The same for a step after which the episode was cut off: no action was taken in s'.
    pub target_truncated: &'static str,
    /// Which value of s' its target takes, where an action was taken there; `None` where it bootstraps nothing.
    pub next: Option<NextRule>,
    /// How its policy is played where nobody says how.
    pub evaluation: ActionSelection,
    /// The hyperparameters that it heeds beside those of every algorithm.
    pub hyperparameters: &'static [&'static str],
    /// How it learns from demonstrations.
    pub(super) imitates: Imitates,
    /// What each preset sets.
    pub(super) preset: fn(Preset) -> Hyperparameters,
    /// What the tuned settings become on a level that is far or in which chance plays a part.
    pub(super) far: fn(Hyperparameters) -> Hyperparameters,
    /// What a preset's agent sees.
    pub(super) observation: fn(Preset) -> Observation,
    new: fn(usize, &Hyperparameters, u64) -> Box<dyn Learner>,
    restore: fn(&LearnerState) -> Result<Box<dyn Learner>, StateError>,
}

impl Algorithm {
    /// What a first start learns with.
    pub const FIRST: Self = Self::DeepSarsa;

    /// Its row of the table.
    #[must_use]
    pub const fn spec(self) -> &'static Spec {
        match self {
            Self::DeepSarsa => &Spec {
                title: "Deep SARSA",
                action_values: ActionValues::Q,
                exploration: Exploration::Epsilon,
                learns: Learns::EachStep,
                target: "r + γ · Q(s′, a′)",
                target_truncated: "r + γ · E[Q(s′, ·)]",
                next: Some(NextRule::Executed),
                evaluation: ActionSelection::Greedy,
                imitates: Imitates::LargeMargin(Sarsa::bootstrap),
                hyperparameters: deep_sarsa::OWN,
                preset: deep_sarsa::preset,
                far: deep_sarsa::far,
                observation: usual_observation,
                new: new::<DeepSarsa>,
                restore: restore::<DeepSarsa>,
            },
            Self::Reinforce => &Spec {
                title: "REINFORCE",
                action_values: ActionValues::Probabilities,
                exploration: Exploration::Entropy,
                learns: Learns::EndOfEpisode,
                target: "G = r₁ + γ r₂ + γ² r₃ + …",
                target_truncated: "G = r₁ + γ r₂ + γ² r₃ + …",
                next: None,
                evaluation: ActionSelection::Sample,
                imitates: Imitates::Cloning,
                hyperparameters: reinforce::OWN,
                preset: reinforce::preset,
                far: reinforce::far,
                observation: usual_observation,
                new: new::<Reinforce>,
                restore: restore::<Reinforce>,
            },
            Self::DeepQLearning => &Spec {
                title: "Deep Q-learning",
                action_values: ActionValues::Q,
                exploration: Exploration::Epsilon,
                learns: Learns::EachStep,
                target: "r + γ · max Q(s′, a′)",
                target_truncated: "r + γ · max Q(s′, a′)",
                next: Some(NextRule::Largest),
                evaluation: ActionSelection::Greedy,
                imitates: Imitates::LargeMargin(QLearning::bootstrap),
                hyperparameters: deep_sarsa::OWN,
                preset: deep_sarsa::preset,
                far: deep_sarsa::far,
                observation: usual_observation,
                new: new::<DeepQLearning>,
                restore: restore::<DeepQLearning>,
            },
        }
    }

    /// Its name as books print it; no language translates it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.spec().title
    }

    /// The title of the algorithm of that name; the name itself where there is none, as in a file of a later version.
    #[must_use]
    pub fn title_of(name: &str) -> &str {
        name.parse::<Self>().map_or(name, |known| known.title())
    }

    /// What this algorithm says of the actions.
    #[must_use]
    pub const fn action_values(self) -> ActionValues {
        self.spec().action_values
    }

    /// Whether a share epsilon of its actions is drawn at random. The others draw every action from their policy.
    #[must_use]
    pub const fn has_epsilon(self) -> bool {
        matches!(self.spec().exploration, Exploration::Epsilon)
    }

    /// The algorithms that heed the same settings as this one, itself among them: they can be compared with the same.
    pub fn alike(self) -> impl Iterator<Item = Self> {
        let own = self.spec().hyperparameters;
        Self::ALL.iter().copied().filter(move |other| other.spec().hyperparameters == own)
    }

    /// A learner that knows nothing. `observation_len` is the length of an observation.
    #[must_use]
    pub fn learner(self, observation_len: usize, hyperparameters: &Hyperparameters, seed: u64) -> Box<dyn Learner> {
        (self.spec().new)(observation_len, hyperparameters, seed)
    }

    /// The same learner as the one whose state it was, to the bit.
    ///
    /// # Errors
    /// If the state is another algorithm's or its parts contradict each other.
    pub fn restore(self, state: &LearnerState) -> Result<Box<dyn Learner>, StateError> {
        (self.spec().restore)(state)
    }
}

fn new<L: Learner>(observation_len: usize, hyperparameters: &Hyperparameters, seed: u64) -> Box<dyn Learner> {
    Box::new(L::new(observation_len, hyperparameters, seed))
}

fn restore<L: Learner>(state: &LearnerState) -> Result<Box<dyn Learner>, StateError> {
    Ok(Box::new(L::restore(state)?))
}
