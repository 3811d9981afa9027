//! An episode that somebody else played, to be learned from: what was seen, done and earned.
//! How it is made stands with those who play; what is made of it, in the learners.

use crate::gridworld::Action;

/// One episode of one player, as a learner would have seen it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demonstration {
    /// Numbers in one observation.
    pub size: usize,
    /// `[(steps + 1) x size]`, row by row: what was seen before each action, and at last after the final one.
    pub observations: Vec<f32>,
    /// `[steps]`: what was done.
    pub actions: Vec<Action>,
    /// `[steps]`: what each action earned.
    pub rewards: Vec<f32>,
    /// Whether the last step ended the episode by the rules (a goal, a hit that ends it), so that nothing comes after it; else it was
    /// cut off, by a time limit or because somebody else had won.
    pub terminated: bool,
}
