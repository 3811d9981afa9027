//! What the panel is handed, and which moment of it stands in front.

use crate::{
    arena::{DecisionRecord, Outlook, Setup},
    gridworld::Action,
    learning::{Decision, UpdateTrace},
};

/// Everything that is known of a board's agent.
#[derive(Clone, Copy, Debug)]
pub struct DecisionView<'a> {
    /// Who decides, and on which level: it says what the observation's numbers mean.
    pub setup: &'a Setup,
    /// While time stands: the board as it is shown. `None` while time runs: then the last step is the one that the board shows.
    pub outlook: Option<&'a Outlook>,
    /// Whether the episode on that board has ended, so that nothing is to be decided there.
    pub ended: bool,
    /// The last step; `None` before the first.
    pub last: Option<&'a DecisionRecord>,
    /// What was learned last; `None` where nothing was.
    pub update: Option<&'a UpdateTrace>,
    /// Epsilon; without meaning where exploration is the policy's entropy.
    pub exploration: f32,
}

/// What stands in front: what is seen and what it is worth, with the choice where it was made.
#[derive(Clone, Copy)]
pub(super) struct Moment<'a> {
    pub observation: &'a [f32],
    pub values: &'a [f32; Action::COUNT],
    pub decision: Option<Decision>,
}

impl<'a> DecisionView<'a> {
    pub(super) fn moment(&self) -> Option<Moment<'a>> {
        match (self.outlook, self.last) {
            (Some(Outlook { observation, values }), _) => Some(Moment { observation, values, decision: None }),
            (None, Some(DecisionRecord { observation, decision, .. })) => {
                Some(Moment { observation, values: &decision.values, decision: Some(*decision) })
            }
            (None, None) => None,
        }
    }
}
