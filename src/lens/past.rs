//! The steps that a tick learned from: which ticks of the run made them, and on what boards.

use std::ops::Range;

use super::{Lens, Pass};
use crate::arena::SteppedBoard;

impl Lens<'_> {
    /// The ticks that made the steps that the actor learned from, the episode's first one first; an empty range where it learned from
    /// none.
    #[must_use]
    pub fn learned_ticks(&self) -> Range<u64> {
        let count = match (self.learned_step(), self.episode()) {
            (Some(_), _) => 1,
            (None, Some(episode)) => episode.actions.len() as u64,
            (None, None) => 0,
        };
        // Where an update waits for other actors, the actor's next episode has begun.
        let since = if self.learned_step().is_some() { 0 } else { u64::from(self.board().board.steps()) };
        let end = self.trace.tick.saturating_sub(since);
        end.saturating_sub(count)..end
    }

    /// Whether these are the boards of the steps that the actor learned from: what is seen of each is what was learned from.
    #[must_use]
    pub fn has_learned_on(&self, boards: &[SteppedBoard]) -> bool {
        let observation = self.trace.setup.observation;
        let is_of = |(at, SteppedBoard { board, .. }): (usize, &SteppedBoard)| {
            let mut seen = vec![0.0; observation.len(board.level())];
            observation.write(board, 0, &mut seen);
            self.pass(Pass::Sample(at)).is_some_and(|pass| pass.observation == seen)
        };
        let ticks = self.learned_ticks();
        boards.len() as u64 == ticks.end - ticks.start && boards.iter().enumerate().all(is_of)
    }
}
