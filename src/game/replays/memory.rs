//! What a run of the training screen remembers of its first board: the episodes that the schedule keeps, the best, the last ones.
//! It is in memory alone; what a person pins goes onto the shelf.

use std::sync::Arc;

use crate::{
    arena::Simulation,
    replay::{Episode, EpisodeRecorder, Kept, Run},
};

/// Episodes kept for their number at most. Beyond, every second one of the thousands goes.
const MARKED: usize = 128;
/// Where the cubes end and the thousands begin.
const THOUSAND: u64 = 1000;

/// The kept episodes of one run.
pub struct EpisodeMemory {
    recorder: EpisodeRecorder,
    kept: Kept,
    marked: Vec<Arc<Episode>>,
    /// Of the marks beyond a thousand, the multiples of this stay.
    stride: u64,
    /// The settings as they are now.
    run: Arc<Run>,
    /// No other run has the same one.
    identity: Arc<()>,
}

impl EpisodeMemory {
    /// Of a run as it stands.
    pub fn of(simulation: &Simulation) -> Self {
        Self {
            recorder: EpisodeRecorder::new(simulation),
            kept: Kept::default(),
            marked: Vec::new(),
            stride: THOUSAND,
            run: described(simulation),
            identity: Arc::new(()),
        }
    }

    /// What the tick that the run has just made tells.
    pub fn listen(&mut self, simulation: &Simulation) {
        let Some((number, notes)) = self.recorder.listen(simulation) else {
            return;
        };
        let spare = self.kept.push(number, &self.run, simulation.provenance(), notes);
        self.recorder.recycle(spare);
        if !self.kept.marked().is_empty() {
            self.marked.extend(self.kept.take_marked());
            self.thin_out();
        }
    }

    fn thin_out(&mut self) {
        while self.marked.len() > MARKED {
            self.stride *= 2;
            let stride = self.stride;
            self.marked.retain(|episode| episode.mark.is_some_and(|mark| mark <= THOUSAND || mark % stride == 0));
        }
    }

    /// The run's settings were changed while it runs.
    pub fn note_settings(&mut self, simulation: &Simulation) {
        self.run = described(simulation);
    }

    /// Another level was put under the run: the episode that is being played would not play again.
    pub fn note_level(&mut self, simulation: &Simulation) {
        self.recorder = EpisodeRecorder::new(simulation);
    }

    /// What tells this run from every other.
    pub const fn identity(&self) -> &Arc<()> {
        &self.identity
    }

    /// The number of the last episode that is remembered; 0 where none is.
    pub fn latest(&self) -> u64 {
        self.kept.last().last().map_or(0, |episode| episode.number)
    }

    /// The number of the best episode so far.
    pub fn best(&self) -> Option<u64> {
        self.kept.best().map(|episode| episode.number)
    }

    /// Everything that is remembered, the latest first, each once.
    pub fn episodes(&self) -> Vec<Arc<Episode>> {
        let mut all: Vec<_> =
            self.kept.best().into_iter().chain(&self.marked).chain(self.kept.last()).cloned().collect();
        all.sort_by_key(|episode| std::cmp::Reverse(episode.number));
        all.dedup_by_key(|episode| episode.number);
        all
    }
}

fn described(simulation: &Simulation) -> Arc<Run> {
    Arc::new(simulation.setup().map(Run::from).unwrap_or_default())
}
