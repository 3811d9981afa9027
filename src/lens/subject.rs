//! What can be opened in a tick: every number, by what it is and where it stands. All places count from 0.

use super::{Card, Formula, Lens};
use crate::{
    gridworld::Action,
    learning::{ActionValues, Learned, NetworkUpdate, NextRule, SampleTrace, TracedLayer, UnitsTrace, WeightPlace},
};

/// A pass of numbers through a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pass {
    /// That which decided in this tick.
    Decision,
    /// That of s', which the target is made of.
    Next,
    /// That of a state that the network learned from: which of the actor's.
    Sample(usize),
    /// That of the same state through the network of the value baseline.
    Value(usize),
}

/// One of the two networks that an update may move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Net {
    /// The one that decides.
    Policy,
    /// The one that estimates values as a baseline.
    Value,
}

/// Which of a unit's numbers: what it computed, or the error that ran back to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flow {
    /// Activations, from the input on.
    Forward,
    /// Errors, from the output back.
    Back,
}

/// A unit of a network in one pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Which pass.
    pub pass: Pass,
    /// The layer, input side first.
    pub layer: usize,
    /// The unit of it.
    pub unit: usize,
}

/// A weight's number of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moved {
    /// dL/dw.
    Gradient,
    /// The gradient after clipping.
    Clipped,
    /// Adam's first moment before.
    FirstBefore,
    /// Adam's first moment.
    First,
    /// The same, corrected.
    FirstCorrected,
    /// Adam's second moment before.
    SecondBefore,
    /// Adam's second moment.
    Second,
    /// The same, corrected.
    SecondCorrected,
    /// What is subtracted.
    Step,
    /// The weight before.
    Before,
    /// The weight after.
    After,
}

/// What holds for all weights of a network in one update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Factor {
    /// The gradient's norm.
    Norm,
    /// The greatest norm that is not clipped.
    ClipNorm,
    /// What the gradient is multiplied by.
    Clip,
    /// The learning rate.
    LearningRate,
    /// 1 - beta_1^t.
    FirstCorrection,
    /// 1 - beta_2^t.
    SecondCorrection,
}

/// A number of the episode that a policy gradient learned from, at one step of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfStep {
    /// r_{t+1}.
    Reward,
    /// G_t.
    Return,
    /// b_t.
    Baseline,
    /// A_t.
    Advantage,
    /// log pi(a_t|s_t).
    LogProbability,
    /// The same when the action was drawn.
    LogProbabilityThen,
    /// ratio_t.
    Ratio,
    /// H(pi(.|s_t)).
    Entropy,
    /// The norm of the step's own part of the gradient.
    Share,
}

/// A number of the same that each action has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfAction {
    /// pi(a|s_t) before the update.
    Probability,
    /// log pi(a|s_t) before the update.
    LogPolicy,
    /// The error that comes from the return.
    ReturnError,
    /// The error that comes from the entropy bonus.
    EntropyError,
    /// pi(a|s_t) after the update.
    ProbabilityAfter,
}

/// A number of a tick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A number that was seen.
    Seen(usize),
    /// A number that went into a pass.
    Input(Pass, usize),
    /// All units of a layer; 0 are the numbers that went into the pass.
    Layer(Pass, Flow, usize),
    /// z of a unit.
    Sum(Unit),
    /// f(z) of a unit.
    Activation(Unit),
    /// dL/dz of a unit.
    Error(Unit),
    /// The share of random actions.
    Epsilon,
    /// The number that was drawn.
    Drawn,
    /// pi(a|s) of the decision.
    Probability(Action),
    /// The sum of the probabilities up to an action.
    Cumulated(Action),
    /// The reward of the step that temporal differences learned from.
    LearnedReward,
    /// The discount factor.
    Gamma,
    /// What s' is worth.
    NextValue,
    /// r + gamma times that.
    Target,
    /// What s' is worth by one of the rules, whichever the learner goes by.
    NextBy(NextRule),
    /// The target by that rule.
    TargetBy(NextRule),
    /// Q(s, a) before the update.
    Value,
    /// The target minus that.
    TdError,
    /// The loss of the update.
    Loss,
    /// N: the steps that the update learned from.
    StepCount,
    /// How many actions there are.
    ActionCount,
    /// Q(s, a) after the update.
    ValueAfter,
    /// A number of a step of the episode.
    Episode(OfStep, usize),
    /// A number of an action at a step of the episode.
    EpisodeAction(OfAction, usize, Action),
    /// What was taken for the rest of an episode that was cut off.
    Tail,
    /// The mean of all returns.
    MeanReturn,
    /// Their standard deviation.
    Deviation,
    /// The policy's part of the loss.
    PolicyLoss,
    /// The policy's mean entropy.
    MeanEntropy,
    /// What entropy counts for.
    EntropyBonus,
    /// The loss of the value baseline.
    ValueLoss,
    /// A weight's number.
    Weight(Net, WeightPlace, Moved),
    /// What holds for all weights.
    Update(Net, Factor),
    /// The reward of this tick's step.
    Reward,
    /// The part of it for the step.
    StepReward,
    /// The part of it for each hit.
    HitReward,
    /// How many obstacles hit.
    Hits,
    /// The part of it for the goal.
    GoalReward,
    /// The return of the episode before this step.
    ReturnBefore,
    /// The return with it.
    ReturnAfter,
}

/// A pass with all of its numbers.
pub(super) struct PassNumbers<'a> {
    pub(super) network: &'a [TracedLayer],
    pub(super) observation: &'a [f32],
    pub(super) layers: &'a [UnitsTrace],
}

impl<'a> PassNumbers<'a> {
    fn of_sample(update: &'a NetworkUpdate, sample: &'a SampleTrace) -> Self {
        Self { network: &update.layers, observation: &sample.observation, layers: &sample.layers }
    }

    /// What goes into a layer.
    pub(super) fn inputs_of(&self, layer: usize) -> &'a [f32] {
        if layer == 0 { self.observation } else { &self.layers[layer - 1].activation }
    }
}

impl<'a> Lens<'a> {
    /// The numbers of a pass; `None` where there was none.
    pub(super) fn pass(&self, pass: Pass) -> Option<PassNumbers<'a>> {
        let learner = &self.trace.learner;
        let update = learner.update.as_ref();
        match pass {
            Pass::Decision => {
                let decision = self.decision();
                let (observation, layers) = (&decision.observation[..], &decision.layers[..]);
                Some(PassNumbers { network: &learner.network, observation, layers })
            }
            Pass::Next => {
                let (next, update) = (self.learned_step()?.next.as_ref()?, update?);
                let (observation, layers) = (&next.observation[..], &next.layers[..]);
                Some(PassNumbers { network: &update.network.layers, observation, layers })
            }
            Pass::Sample(at) => {
                let network = &update?.network;
                Some(PassNumbers::of_sample(network, network.samples.get(self.first_sample()? + at)?))
            }
            Pass::Value(at) => {
                let network = update?.value.as_ref()?;
                Some(PassNumbers::of_sample(network, network.samples.get(self.first_sample()? + at)?))
            }
        }
    }

    /// Which step of the episode a pass belongs to, as its numbers' symbols say it: `[t=17]`; nothing where there is no episode.
    pub(super) fn step_sign(&self, pass: Pass) -> String {
        pass.at().filter(|_| self.episode().is_some()).map_or_else(String::new, |t| format!("[t={t}]"))
    }

    /// The same of a row that the update learned from, whoever made its step.
    pub(super) fn row_sign(&self, row: usize) -> Option<String> {
        Some(match &self.trace.learner.update.as_ref()?.learned {
            Learned::Steps(steps) => format!("[actor {}]", steps.steps.get(row)?.actor),
            Learned::Episodes(trace) => {
                let number = trace.episodes.iter().rposition(|episode| episode.first <= row)?;
                format!("[episode {number}, t={}]", row - trace.episodes[number].first)
            }
        })
    }

    /// Where the actor's rows begin among those that the update learned from.
    pub(super) fn first_sample(&self) -> Option<usize> {
        match &self.trace.learner.update.as_ref()?.learned {
            Learned::Steps(steps) => steps.steps.iter().position(|step| step.actor == self.actor),
            Learned::Episodes(_) => self.episode().map(|episode| episode.first),
        }
    }

    /// The update of a network.
    #[must_use]
    pub fn network(&self, net: Net) -> Option<&'a NetworkUpdate> {
        let update = self.trace.learner.update.as_ref()?;
        match net {
            Net::Policy => Some(&update.network),
            Net::Value => update.value.as_ref(),
        }
    }
}

impl Pass {
    /// Which of the rows that were learned from.
    #[must_use]
    pub const fn at(self) -> Option<usize> {
        match self {
            Self::Sample(at) | Self::Value(at) => Some(at),
            Self::Decision | Self::Next => None,
        }
    }

    /// The network that it goes through.
    #[must_use]
    pub const fn net(self) -> Net {
        match self {
            Self::Value(_) => Net::Value,
            _ => Net::Policy,
        }
    }
}

/// A pass for a picture of it.
#[derive(Clone, Copy, Debug)]
pub struct PassPicture<'a> {
    /// What went in.
    pub observation: &'a [f32],
    /// What each layer computed.
    pub layers: &'a [UnitsTrace],
}

impl<'a> Lens<'a> {
    /// What went into a pass, and what each layer computed; `None` where there was no such pass.
    #[must_use]
    pub fn numbers_of(&self, pass: Pass) -> Option<PassPicture<'a>> {
        self.pass(pass).map(|PassNumbers { observation, layers, .. }| PassPicture { observation, layers })
    }

    /// The output that counts in a pass: that of the action that was taken.
    #[must_use]
    pub fn chosen_in(&self, pass: Pass) -> Option<usize> {
        let action = match pass {
            Pass::Decision => Some(self.decision().action),
            Pass::Next => self.learned_step()?.next.as_ref()?.action,
            Pass::Sample(at) => match self.episode() {
                Some(episode) => episode.actions.get(at).copied(),
                None => Some(self.learned_step()?.action),
            },
            Pass::Value(_) => None,
        };
        action.map(Action::index)
    }

    /// The numbers that a unit's sum or error is made of, other than weights, each with its product: largest first.
    #[must_use]
    pub fn parts_of(&self, card: &Card) -> Vec<(Subject, f32)> {
        match &card.formula {
            Formula::Products { terms, .. } => {
                terms.iter().filter_map(|[one, other]| Some((other.subject?, one.value * other.value))).collect()
            }
            Formula::Parts(_) => match card.subject {
                // f(z) is opened like its sum.
                Subject::Activation(unit) => {
                    self.card(Subject::Sum(unit)).map(|sum| self.parts_of(&sum)).unwrap_or_default()
                }
                _ => Vec::new(),
            },
            Formula::Given | Formula::Listed(_) => Vec::new(),
        }
    }

    /// What the outputs of a pass are called.
    #[must_use]
    pub fn outputs_symbol(&self, pass: Pass) -> &'static str {
        match (pass, self.trace.setup.algorithm.action_values()) {
            (Pass::Value(_), _) => "V(s)",
            (Pass::Next, ActionValues::Q) => "Q(s', .)",
            (_, ActionValues::Q) => "Q(s, .)",
            (_, ActionValues::Probabilities) => "z",
        }
    }
}
