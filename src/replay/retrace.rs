//! A step of a kept training episode in the run that it comes from: which tick made it, and whether a tick that was made again is that
//! step.

use std::sync::Arc;

use super::{Origin, Player, Replay};
use crate::{arena::Provenance, arena::TickTrace, learning::Draw};

/// Where a training episode lies in its run.
#[derive(Clone, Debug)]
pub struct InRun {
    /// What trains the run again up to there.
    pub provenance: Arc<Provenance>,
    /// Ticks that the run had made before the episode's first step.
    pub begin: u64,
}

/// Why the steps of a replay cannot be made again by training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRun {
    /// A round of a match.
    Match,
    /// An episode of a controller that does not learn.
    Rollout,
    /// A version of the program wrote it that did not note the tick of its run.
    Early,
    /// Its run began with weights from elsewhere, or was saved by a version that did not note what it was made from.
    Unknown,
}

impl Replay {
    /// Kept episodes are those of the run's first actor.
    pub const ACTOR: usize = 0;

    /// Where it lies in its run.
    ///
    /// # Errors
    /// Why it lies in none, or why that is not known.
    pub fn in_run(&self) -> Result<InRun, NoRun> {
        match (&self.header.kind, &self.provenance) {
            (Origin::Match { .. }, _) => Err(NoRun::Match),
            (Origin::Rollout { .. }, _) => Err(NoRun::Rollout),
            (Origin::Training { begin_tick: None, .. }, _) => Err(NoRun::Early),
            (_, None) => Err(NoRun::Unknown),
            (&Origin::Training { begin_tick: Some(begin), .. }, Some(provenance)) => {
                Ok(InRun { provenance: provenance.clone(), begin })
            }
        }
    }

    /// Whether a tick is the step of this number, from 1: the same board, the same decision.
    #[must_use]
    pub fn is_made_by(&self, step: usize, trace: &TickTrace) -> bool {
        let mut player = Player::new(self);
        let before = step.checked_sub(1).filter(|before| player.seek(*before).is_ok());
        let Some(recorded) = before.and_then(|_| player.next()) else { return false };
        let (board, made) = (&trace.boards[Self::ACTOR].board, &trace.learner.decisions[Self::ACTOR]);
        let values = match &made.draw {
            Draw::EpsilonGreedy { .. } => &made.outputs,
            Draw::Probabilities { probabilities, .. } => probabilities,
        };
        let is_thought =
            |thought: &[f32]| thought.iter().zip(values).all(|(one, other)| one.to_bits() == other.to_bits());
        board == player.world()
            && recorded.actions == [made.action]
            && recorded.decisions.iter().flatten().all(|decision| is_thought(&decision.values))
    }
}
