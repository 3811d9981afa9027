//! What is known of a round: where it began, what every seat did and got, how it ended. Plain data: it plays again in `replay`.

use crate::{
    gridworld::{Action, Cell, Level, Outcome, Rewards},
    names::named,
};

/// A round that is being played, or was.
#[derive(Clone, Debug, PartialEq)]
pub struct Round {
    /// From 1.
    pub number: u32,
    /// The world's: two rounds in a row share it, and with it what the obstacles do.
    pub seed: u64,
    /// Where the agents began, by their number on the board.
    pub starts: Vec<Cell>,
    /// Where the goals lay at the beginning.
    pub goals: Vec<Cell>,
    /// The agent that each seat plays, by its number on the board; `None` for a hunter, who steers obstacles.
    pub agents: Vec<Option<usize>>,
    /// What each seat did and got.
    pub seats: Vec<SeatRound>,
    /// Steps made.
    pub steps: u32,
    /// How it ended; `None` while it is played.
    pub end: Option<RoundEnd>,
}

/// What one seat did in a round, and what it got for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeatRound {
    /// One for each step until it was out. A hunter's are what was asked for in each step; obstacles follow when it is their turn.
    pub actions: Vec<Action>,
    /// The cells that it stood on, the start first. A lap begins with its start cell, so that there are as many cells as actions and laps
    /// together. The hunter's are those of its obstacle; none where it steers all of them.
    pub path: Vec<Cell>,
    /// Where in `path` laps begin, but for the first: after a goal in a score round, and where a hit leads back to the start.
    pub breaks: Vec<usize>,
    /// Sum of the rewards; a hunter gets none.
    pub episode_return: f32,
    /// Obstacles met; for a hunter, how many of its obstacles touched the agent.
    pub hits: u32,
    /// Goals reached.
    pub goals: u32,
    /// The step that led to the first goal, from 1.
    pub goal_step: Option<u32>,
}

/// How a round ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundEnd {
    /// The seat that took it; `None` where it is drawn.
    pub winner: Option<usize>,
    /// By what.
    pub how: How,
}

named! {
    /// By what a round ended.
    How, "versus-how", {
        /// A goal was reached in a race.
        Goal = "goal",
        /// The steps of a score round were made.
        Points = "points",
        /// The hunter touched the agent. A touch on the goal itself is one too: obstacles move first.
        Caught = "caught",
        /// The hunted agent reached a goal.
        Escaped = "escaped",
        /// The level's `max_steps` were made.
        TimeUp = "time-up",
        /// Everybody was out by hits before anybody reached a goal; in a hunt, the agent by an obstacle that nobody steered.
        AllOut = "all-out",
        /// A seat gave up.
        GivenUp = "given-up",
    }
}

/// How a match ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatchResult {
    /// The seat that won; `None` where it is drawn.
    pub winner: Option<usize>,
    /// Whether as many rounds were won by others, and fewer hits decided it.
    pub by_hits: bool,
    /// The seat that gave up, if one did.
    pub given_up: Option<usize>,
}

impl Round {
    /// A seat's agent, by its number on the board; `None` for a hunter, and where nobody sits.
    #[must_use]
    pub fn agent_of(&self, seat: usize) -> Option<usize> {
        self.agents.get(seat).copied().flatten()
    }

    /// The seat that plays an agent.
    pub(super) fn seat_of(&self, agent: usize) -> Option<usize> {
        self.agents.iter().position(|played| *played == Some(agent))
    }
}

impl SeatRound {
    /// Before the first step.
    #[must_use]
    pub fn at(start: Option<Cell>) -> Self {
        Self { path: start.into_iter().collect(), ..Self::default() }
    }

    /// What it did in the step after so many; `Stay` where it made none.
    pub(super) fn action(&self, step: usize) -> Action {
        self.actions.get(step).copied().unwrap_or_default()
    }

    /// One step of an agent on foot on a level: from a cell to where it stands now.
    pub fn step(&mut self, level: &Level, action: Action, [from, to]: [Cell; 2], outcome: Outcome) {
        self.actions.push(action);
        if outcome.hits > 0 && !outcome.terminated && level.restarts() {
            self.path.push(level.destination(from, action));
            self.lap(to);
        } else {
            self.path.push(to);
        }
        self.hits += outcome.hits;
        self.goals += u32::from(outcome.goal);
        if outcome.goal && self.goal_step.is_none() {
            self.goal_step = Some(self.actions.len() as u32);
        }
        self.episode_return = self.total(&level.rewards) as f32;
    }

    /// Another lap begins on `cell`.
    pub(super) fn lap(&mut self, cell: Cell) {
        self.breaks.push(self.path.len());
        self.path.push(cell);
    }

    /// The sum of an agent's rewards, exact enough to tell who has more.
    pub(super) fn total(&self, rewards: &Rewards) -> f64 {
        rewards.total(self.actions.len() as u32, self.hits, self.goals)
    }
}
