//! What temporal differences learned from: one step of each actor.

use serde::Serialize;

use super::UnitsTrace;
use crate::{
    gridworld::{Action, Outcome},
    learning::ACTIONS,
};

/// The steps of an update and their loss, 1/2 mean (target - Q(s, a))^2.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepsTrace {
    /// gamma.
    pub gamma: f32,
    /// The loss before the update.
    pub loss: f32,
    /// The steps, in the order of the network's samples.
    pub steps: Vec<StepTrace>,
}

/// A step (s, a, r, s'). s and Q(s, .) are the network's sample of the same number.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StepTrace {
    /// Whose step.
    pub actor: usize,
    /// a.
    pub action: Action,
    /// r, and what became of the episode.
    pub outcome: Outcome,
    /// s' and what it is worth; nothing where the episode terminated.
    pub next: Option<NextTrace>,
    /// r + gamma next.value, or r.
    pub target: f32,
    /// Q(s, a) before the update.
    pub value: f32,
    /// target - value.
    pub error: f32,
    /// Q(s, a) after the update.
    pub value_after: f32,
}

/// Which value of s' the target takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NextRule {
    /// Q(s', a') of the action that is then executed.
    Executed,
    /// The largest Q(s', .).
    Largest,
    /// (1 - epsilon) max Q(s', .) + epsilon mean Q(s', .): no action was taken in s'.
    Expected,
}

/// s', and what it counts for in the target.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NextTrace {
    /// What was seen in s'.
    pub observation: Vec<f32>,
    /// What the network computed, with the weights before the update.
    pub layers: Vec<UnitsTrace>,
    /// Q(s', .).
    pub outputs: [f32; ACTIONS],
    /// a', where one was taken.
    pub action: Option<Action>,
    /// Which value is taken.
    pub rule: NextRule,
    /// epsilon then.
    pub epsilon: f32,
    /// The value that is taken.
    pub value: f32,
}
