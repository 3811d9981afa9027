//! The notes of a training episode: where it began, and a line a step. Taking them costs the training next to nothing; whether they play
//! is found out when somebody wants the replay. Rounds of matches, where more can happen, are recorded on a `tape`.

use std::sync::Arc;

use super::{LONGEST, Origin, Participant, Player, RecordedDecision, Replay, Tape, TapeFault};
use crate::gridworld::{Action, GridWorld};

/// An episode of one agent, as far as it has been played. Nothing is allocated once notes have been used for an episode as long.
#[derive(Clone, Debug)]
pub struct Notes {
    /// The world before the episode: as it begins, or, where `follows`, as the episode before it left it.
    before: GridWorld,
    /// To begin an episode can cost as much as ten ticks: it is only done again for notes that are played.
    follows: bool,
    /// Ticks that the run had made before.
    begin_tick: u64,
    actions: Vec<Action>,
    decisions: Vec<RecordedDecision>,
    episode_return: f32,
    /// The fingerprint of the world at its end, once it has ended.
    end: Option<u64>,
    fault: Option<TapeFault>,
}

impl Notes {
    /// Of an episode that begins in this world after so many ticks of its run.
    #[must_use]
    pub fn begin(world: &GridWorld, tick: u64) -> Self {
        Self {
            before: world.clone(),
            follows: false,
            begin_tick: tick,
            actions: Vec::new(),
            decisions: Vec::new(),
            episode_return: 0.0,
            end: None,
            fault: None,
        }
    }

    /// Of the episode after the one that has ended in this world, after so many ticks; whatever was noted before is forgotten.
    pub fn begin_next(&mut self, world: &GridWorld, tick: u64) {
        let Self { before, follows, begin_tick, actions, decisions, episode_return, end, fault } = self;
        before.copy_from(world);
        *follows = true;
        *begin_tick = tick;
        actions.clear();
        decisions.clear();
        *episode_return = 0.0;
        *end = None;
        *fault = None;
    }

    /// One step: what was done, what was thought before it, and the reward.
    #[inline]
    pub fn step(&mut self, action: Action, decision: RecordedDecision, reward: f32) {
        if self.actions.len() >= LONGEST {
            self.spoil(TapeFault::TooLong);
        }
        if self.fault.is_none() {
            self.actions.push(action);
            self.decisions.push(decision);
            self.episode_return += reward;
        }
    }

    /// Notes what was learned from the last step: target - Q(s, a).
    #[inline]
    pub fn learned(&mut self, td_error: f32) {
        if let Some(decision) = self.decisions.last_mut() {
            decision.td_error = Some(td_error);
        }
    }

    /// The episode has ended, with the world like this.
    pub fn end(&mut self, world: &GridWorld) {
        let (level, before) = (world.level(), self.before.level());
        if !Arc::ptr_eq(level, before) && level != before {
            self.spoil(TapeFault::LevelChanged);
        }
        self.end = Some(world.fingerprint());
    }

    /// Gives them up.
    pub fn spoil(&mut self, fault: TapeFault) {
        self.fault.get_or_insert(fault);
    }

    /// Why they are no use, if that is known already.
    #[must_use]
    pub const fn fault(&self) -> Option<TapeFault> {
        self.fault
    }

    /// Ticks that the run had made when the episode began: one tick of its run is one step.
    #[must_use]
    pub const fn begin_tick(&self) -> u64 {
        self.begin_tick
    }

    /// Steps noted.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.actions.len()
    }

    /// Whether no step is noted.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }

    /// Undiscounted sum of the rewards, added up in the order of the steps.
    #[must_use]
    pub const fn episode_return(&self) -> f32 {
        self.episode_return
    }

    /// Plays them: a replay.
    ///
    /// # Errors
    /// Why they do not lead where the episode led.
    pub fn replay(&self, kind: Origin, seat: Participant) -> Result<Replay, TapeFault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let mut start = self.before.clone();
        if self.follows {
            start.reset();
        }
        let mut tape = Tape::begin(&start, 1);
        for (&action, &decision) in self.actions.iter().zip(&self.decisions) {
            tape.play(&[action], &[Some(decision)]);
        }
        if self.end.is_some_and(|end| end != tape.world().fingerprint()) {
            return Err(TapeFault::Moved);
        }
        tape.finish(kind, vec![seat], None)
    }

    /// The notes that a replay of an unfinished episode was made from, to go on in `world`, which stands where the replay ends, after so
    /// many ticks of its run.
    ///
    /// # Errors
    /// When the replay does not lead there, or is not one of a single agent that thinks.
    pub fn resume(replay: &Replay, world: &GridWorld, tick: u64) -> Result<Self, TapeFault> {
        let mut player = Player::new(replay);
        let begin_tick = tick.checked_sub(replay.steps.len() as u64).ok_or(TapeFault::Moved)?;
        let mut notes = Self::begin(&replay.start, begin_tick);
        while player.step().map_err(|_| TapeFault::Moved)? {
            let (Some(last), [outcome]) = (player.last(), player.outcomes()) else {
                return Err(TapeFault::Moved);
            };
            let (&[action], &[Some(decision)]) = (last.actions, last.decisions) else {
                return Err(TapeFault::Moved);
            };
            notes.step(action, decision, outcome.reward);
        }
        if player.world() != world {
            return Err(TapeFault::Moved);
        }
        Ok(notes)
    }
}
