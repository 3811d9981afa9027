//! Records an episode or a round while it is played. It plays along in a world of its own, so that what it holds is known to play again.
//! Who decides when to record, and what becomes of it, is elsewhere.

use std::sync::Arc;

use thiserror::Error;

use super::{
    AgentScore, BoardChange, Header, Intervention, Order, Origin, PROGRAM_VERSION, Participant, RecordedDecision,
    Replay, Steps, Summary, steps::check,
};
use crate::gridworld::{Action, GridWorld, Outcome, limits};

/// Steps on a tape at most: as many as the longest episode has.
pub const LONGEST: usize = limits::STEPS as usize;

/// An episode as far as it has been played.
#[derive(Clone, Debug)]
pub struct Tape {
    start: GridWorld,
    /// Plays along.
    world: GridWorld,
    steps: Steps,
    outcomes: Vec<Outcome>,
    scores: Vec<AgentScore>,
    fault: Option<TapeFault>,
}

/// Why a tape holds no episode that would play again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TapeFault {
    /// Another level was put under the episode.
    #[error("the level was changed while the episode was played")]
    LevelChanged,
    /// The board is not what the recorded actions lead to.
    #[error("something moved on the board that the rules do not move")]
    Moved,
    /// Nobody saw how it began.
    #[error("the episode had begun before it was recorded")]
    BegunBefore,
    /// Longer than [`LONGEST`].
    #[error("the episode is longer than any that is kept")]
    TooLong,
}

impl Tape {
    /// Before the first step of an episode, with so many seats.
    #[must_use]
    pub fn begin(world: &GridWorld, seats: usize) -> Self {
        let agents = world.agents().len();
        Self {
            start: world.clone(),
            world: world.clone(),
            steps: Steps::none(agents, seats),
            outcomes: vec![Outcome::default(); agents],
            scores: vec![AgentScore::default(); agents],
            fault: None,
        }
    }

    /// Steps on it.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether there is no step on it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// What an agent has got so far.
    #[must_use]
    pub fn score(&self, agent: usize) -> AgentScore {
        self.scores.get(agent).copied().unwrap_or_default()
    }

    /// Why it holds no episode that would play again, if it does not.
    #[must_use]
    pub const fn fault(&self) -> Option<TapeFault> {
        self.fault
    }

    /// Gives it up.
    pub fn spoil(&mut self, fault: TapeFault) {
        self.fault.get_or_insert(fault);
    }

    /// Takes down the step that led to `after`: the agents' actions, what the seats thought before it, and which obstacles were steered
    /// instead of following their motion, and where to. What a referee did to the board after the step is seen.
    ///
    /// # Panics
    /// When there is not one action for each agent and one decision for each seat.
    pub fn step(
        &mut self,
        actions: &[Action],
        decisions: &[Option<RecordedDecision>],
        steered: &[(usize, Action)],
        after: &GridWorld,
    ) {
        let (level, before) = (after.level(), self.world.level());
        if !Arc::ptr_eq(level, before) && level != before {
            self.spoil(TapeFault::LevelChanged);
        }
        for &(obstacle, order) in steered {
            self.steer(obstacle, order);
        }
        let step = self.steps.len();
        self.play(actions, decisions);
        if self.steps.len() > step {
            self.follow(step, steered, after);
            self.steps.checks[step] = check(&self.world, &self.outcomes);
        }
    }

    /// Makes a step by the rules and takes it down.
    ///
    /// # Panics
    /// As [`Self::step`].
    pub(super) fn play(&mut self, actions: &[Action], decisions: &[Option<RecordedDecision>]) {
        assert_eq!(decisions.len(), self.steps.seats, "one decision for each seat");
        if self.steps.len() >= LONGEST {
            self.spoil(TapeFault::TooLong);
        }
        if self.fault.is_some() {
            return;
        }
        self.world.step(actions, &mut self.outcomes);
        for (score, outcome) in self.scores.iter_mut().zip(&self.outcomes) {
            score.add(outcome);
        }
        self.steps.actions.extend_from_slice(actions);
        self.steps.decisions.extend_from_slice(decisions);
        self.steps.checks.push(check(&self.world, &self.outcomes));
    }

    /// The world that plays along.
    pub(super) const fn world(&self) -> &GridWorld {
        &self.world
    }

    /// Sends an obstacle somewhere, if it is its turn; into a wall is nowhere.
    fn steer(&mut self, obstacle: usize, order: Action) {
        let Some(state) = self.world.obstacles().get(obstacle).filter(|state| state.steps_until_move <= 1) else {
            return;
        };
        let stays = self.world.level().destination(state.cell, order) == state.cell;
        let direction = if stays { Action::Stay } else { order };
        self.world.steer(obstacle, Some(direction));
        self.steps.steering.push(Order { step: self.steps.len() as u32, obstacle: obstacle as u32, direction });
    }

    /// Does to its own world what was done to the other after the step.
    fn follow(&mut self, step: usize, steered: &[(usize, Action)], after: &GridWorld) {
        let step = step as u32;
        let mut change = |world: &mut GridWorld, change: BoardChange| {
            change.make(world);
            self.steps.interventions.push(Intervention { step, change });
        };
        for (agent, &cell) in after.agents().iter().enumerate() {
            let playing = !after.is_over(agent);
            if self.world.agents()[agent] != cell || self.world.is_over(agent) == playing {
                let agent = agent as u32;
                change(&mut self.world, BoardChange::Agent { agent, cell, playing });
            }
        }
        for &(obstacle, _) in steered {
            let (own, other) = (self.world.obstacles().get(obstacle), after.obstacles().get(obstacle));
            if let Some(other) = other.filter(|_| own != other) {
                let obstacle = obstacle as u32;
                change(&mut self.world, BoardChange::Obstacle { obstacle, cell: other.cell });
            }
        }
        for (goal, &cell) in after.goals().iter().enumerate() {
            if self.world.goals()[goal] != cell {
                let goal = goal as u32;
                change(&mut self.world, BoardChange::Goal { goal, cell });
            }
        }
        let same = self.world.agents() == after.agents()
            && self.world.goals() == after.goals()
            && self.world.obstacles() == after.obstacles()
            && self.world.steps() == after.steps();
        if !same {
            self.spoil(TapeFault::Moved);
        }
    }

    /// What was recorded, as a replay.
    ///
    /// # Errors
    /// Why it would not play again.
    pub fn finish(&self, kind: Origin, seats: Vec<Participant>, winner: Option<usize>) -> Result<Replay, TapeFault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let score = |seat: &Participant| seat.agent.map_or_else(AgentScore::default, |agent| self.score(agent));
        let header = Header {
            title: None,
            level: self.start.level().name.clone(),
            kind,
            summary: Summary { scores: seats.iter().map(score).collect(), steps: self.steps.len() as u32, winner },
            seats,
            recorded: None,
            program_version: PROGRAM_VERSION.to_owned(),
        };
        Ok(Replay { header, start: self.start.clone(), steps: self.steps.clone(), provenance: None })
    }
}
