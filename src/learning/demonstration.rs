//! What somebody did in one episode, step by step, as something to be learned from.
//! Who recorded it is decided above; what is learned from it is in `imitation`.

use crate::gridworld::Action;

/// One episode, or the part of one that was played: s_0, a_0, r_1, s_1, .. s_T.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demonstration {
    /// Numbers in one observation.
    pub size: usize,
    /// `[(steps + 1) x size]`, row by row: what was seen before each step, and at the end.
    pub observations: Vec<f32>,
    /// What was done in each step.
    pub actions: Vec<Action>,
    /// What each step was worth.
    pub rewards: Vec<f32>,
    /// Whether the last step ended the episode; otherwise it would have gone on from the last observation.
    pub terminated: bool,
}
