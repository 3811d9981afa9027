//! How far a solve is, what it has cost, and whether somebody still waits for it.

use super::OptimumError;
use std::ops::ControlFlow;

/// Outcomes that are looked at between two calls of the watch: less than a hundredth of a second.
const BETWEEN: u64 = 20_000;

/// Counts outcomes, and tells the watch.
pub(super) struct Meter<'a> {
    watch: &'a mut dyn FnMut(f64) -> ControlFlow<()>,
    /// Outcomes looked at so far.
    outcomes: u64,
    /// How many those were when the watch was called last.
    told: u64,
    /// How far the solve is, 0 to 1.
    share: f64,
}

impl<'a> Meter<'a> {
    pub fn new(watch: &'a mut dyn FnMut(f64) -> ControlFlow<()>) -> Self {
        Self { watch, outcomes: 0, told: 0, share: 0.0 }
    }

    /// Outcomes looked at so far.
    pub const fn outcomes(&self) -> u64 {
        self.outcomes
    }

    /// So many more outcomes were looked at.
    ///
    /// # Errors
    /// [`OptimumError::Stopped`] when the watch wants no more.
    pub fn count(&mut self, outcomes: u64) -> Result<(), OptimumError> {
        self.outcomes += outcomes;
        if self.outcomes - self.told < BETWEEN {
            return Ok(());
        }
        self.told = self.outcomes;
        match (self.watch)(self.share) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(OptimumError::Stopped),
        }
    }

    /// The solve has come this far; it never goes back.
    pub fn reach(&mut self, share: f64) {
        self.share = self.share.max(share.min(1.0));
    }
}
