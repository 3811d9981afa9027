//! The training episodes that are kept: by the schedule, the best so far, the last ones. In memory and bounded but for the marked ones,
//! which whoever keeps them takes out; their folder is in `episodes`.

use std::{collections::VecDeque, sync::Arc};

use super::{Notes, Origin, Participant, Replay, Run, Schedule, TapeFault};
use crate::arena::Provenance;

/// How many of the last episodes are kept.
pub const LAST: usize = 50;
/// How many steps they have together at most: 32 MB.
const LAST_STEPS: usize = 1 << 20;

/// A training episode that has ended.
#[derive(Debug)]
pub struct Episode {
    /// Its number in the run, from 1, over all actors.
    pub number: u64,
    /// The number that it is kept for, if it is.
    pub mark: Option<u64>,
    /// The run, with the settings in force when it ended.
    pub run: Arc<Run>,
    /// Where the run comes from, as far as it had come.
    pub provenance: Option<Arc<Provenance>>,
    /// What happened.
    pub notes: Box<Notes>,
}

impl Episode {
    /// As a replay.
    ///
    /// # Errors
    /// Why it would not play again.
    pub fn replay(&self) -> Result<Replay, TapeFault> {
        let kind = Origin::Training {
            run: Run::clone(&self.run),
            episode: self.number,
            mark: self.mark,
            begin_tick: Some(self.notes.begin_tick()),
        };
        let seat = Participant {
            name: self.run.algorithm.clone(),
            controller: "learner".to_owned(),
            policy: None,
            agent: Some(0),
            values: self.run.action_values(),
        };
        let replay = self.notes.replay(kind, seat)?;
        Ok(Replay { provenance: self.provenance.clone(), ..replay })
    }
}

/// What is kept of a run.
#[derive(Debug, Default)]
pub struct Kept {
    schedule: Schedule,
    marked: Vec<Arc<Episode>>,
    best: Option<Arc<Episode>>,
    /// The return to beat.
    best_return: Option<f32>,
    last: VecDeque<Arc<Episode>>,
    last_steps: usize,
}

impl Kept {
    /// Of a run that goes on: what was kept by the schedule last, and the best return so far.
    #[must_use]
    pub fn resume(last_mark: Option<u64>, best_return: Option<f32>) -> Self {
        Self { schedule: last_mark.map_or_else(Schedule::default, Schedule::after), best_return, ..Self::default() }
    }

    /// Takes an episode that has ended; numbers only grow. Returns the notes of one that is not kept any more, to be used again.
    pub fn push(
        &mut self,
        number: u64,
        run: &Arc<Run>,
        provenance: Option<&Arc<Provenance>>,
        notes: Box<Notes>,
    ) -> Option<Box<Notes>> {
        if notes.fault().is_some() {
            return Some(notes);
        }
        let episode_return = notes.episode_return();
        let episode = Arc::new(Episode {
            number,
            mark: self.schedule.take(number),
            run: Arc::clone(run),
            provenance: provenance.cloned(),
            notes,
        });
        if episode.mark.is_some() {
            self.marked.push(Arc::clone(&episode));
        }
        if self.best_return.is_none_or(|best| episode_return > best) {
            self.best_return = Some(episode_return);
            self.best = Some(Arc::clone(&episode));
        }
        self.last_steps += episode.notes.len();
        self.last.push_back(episode);
        let mut spare = None;
        while self.last.len() > LAST || (self.last_steps > LAST_STEPS && self.last.len() > 1) {
            let Some(oldest) = self.last.pop_front() else { break };
            self.last_steps -= oldest.notes.len();
            spare = Arc::into_inner(oldest).map(|episode| episode.notes);
        }
        spare
    }

    /// The rule by which numbers are kept, as far as it has come.
    #[must_use]
    pub const fn schedule(&self) -> Schedule {
        self.schedule
    }

    /// The episodes kept by the schedule since they were taken out last.
    #[must_use]
    pub fn marked(&self) -> &[Arc<Episode>] {
        &self.marked
    }

    /// Takes out the episodes kept by the schedule.
    pub fn take_marked(&mut self) -> Vec<Arc<Episode>> {
        std::mem::take(&mut self.marked)
    }

    /// The first of those with the greatest return; `None` where that was before the run was resumed.
    #[must_use]
    pub fn best(&self) -> Option<&Arc<Episode>> {
        self.best.as_ref()
    }

    /// The last ones, oldest first.
    pub fn last(&self) -> impl ExactSizeIterator<Item = &Arc<Episode>> {
        self.last.iter()
    }
}
