//! The exact optimum of a level by dynamic programming: what the best possible agent would do and get.
//! What states there are is in `model.rs` and `size.rs`, solving them in `solve.rs`, playing the result in `play.rs`; whether there
//! is anything to solve with gamma 1 is in `bounds.rs`.

mod bounds;
mod branches;
mod leave_one_out;
mod lookup;
mod meter;
mod model;
mod play;
mod roaming;
mod size;
mod solve;

pub use leave_one_out::LeaveOneOut;

use super::{Action, Cell, GridWorld, Level, level::decimal};
use meter::Meter;
use model::Model;
use std::ops::ControlFlow;
use thiserror::Error;

/// How much an optimum may cost. It is held against the level before anything is allocated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Most joint states: goals drawn x time in the obstacles' joint period x random obstacles' cells x agent's cell. A state takes 9 bytes, and 8 more while solving.
    pub states: u64,
    /// Most outcomes of chance in all states together, which is what a sweep over them costs.
    pub outcomes: u64,
    /// Most outcomes looked at in all sweeps together, five actions each: the bound on time (about 50 million a second).
    pub work: u64,
}

impl Default for Budget {
    /// Four million states, sixteen million outcomes, a billion looked at: up to 70 MB and about twenty seconds.
    fn default() -> Self {
        Self { states: 4_000_000, outcomes: 16_000_000, work: 1_000_000_000 }
    }
}

/// Why there is no optimum.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OptimumError {
    /// The level has too many joint states to go through them all.
    #[error("{} joint states with {} outcomes are too many for an exact optimum (budget {} and {}); use a smaller board or fewer random obstacles", counted(*states), counted(*outcomes), budget.states, budget.outcomes)]
    TooLarge {
        /// Joint states of the level (`u64::MAX` where that is not enough to count them).
        states: u64,
        /// Outcomes of chance in all of them.
        outcomes: u64,
        /// What was allowed.
        budget: Budget,
    },
    /// What an episode draws decides about all of it: there is an optimum of each episode, and none of the level.
    #[error(
        "`{0}` makes every episode another game, which has an exact optimum of its own; the level as a whole has none"
    )]
    EachEpisode(&'static str),
    /// With gamma 1 an agent can be rewarded for ever.
    #[error(
        "with gamma 1 the best return of this level has no bound: an agent is rewarded for ever if its episode never ends; use a gamma below 1"
    )]
    EndlessGain,
    /// With gamma 1 an agent can only lose for ever.
    #[error(
        "with gamma 1 the best return of this level has no bound: no path leads to a goal, and every step costs; use a gamma below 1"
    )]
    EndlessCost,
    /// Values kept changing, as they do with a gamma near 1 and a reward for each step.
    #[error("the values did not settle within {sweeps} sweeps; use a smaller gamma")]
    Unsettled {
        /// How many were made.
        sweeps: u32,
    },
    /// The level has no agent, no goal or a wall under one of them.
    #[error("this level cannot be played ({0}); mend it first")]
    Unplayable(String),
    /// A gamma that is none.
    #[error("gamma is {0}; use a number from 0 to 1")]
    Gamma(String),
    /// Whoever watched the solve wanted no more of it.
    #[error("the computation of the exact optimum was stopped")]
    Stopped,
}

/// The optimum of a level for one agent that plays alone (a chaser follows nobody else).
///
/// The policy maximises the expected *discounted* return and knows no time limit: like a learner that bootstraps over a truncation,
/// it acts as if the episode went on. `optimal_return` and `steps` are then counted as played, with episodes cut off at `max_steps`.
/// Actions whose values differ by less than a ten-millionth of the largest reward tie; of those the one with the shorter expected
/// way to the end is taken, then the first in the order of [`Action::ALL`].
#[derive(Clone, Debug)]
pub struct Optimum {
    /// Expected undiscounted return of the policy from the start (mean over random starts and goals).
    pub optimal_return: f64,
    /// Expected discounted return from the start without a time limit: what the policy maximises, and no play beats.
    pub discounted_return: f64,
    /// Expected length of its episodes, in steps.
    pub steps: f64,
    /// Joint states that were solved.
    pub states: u64,
    /// The discount that it is for.
    pub gamma: f64,
    model: Model,
    /// Value of each state.
    values: Vec<f64>,
    /// Best action of each state.
    policy: Vec<u8>,
}

impl Optimum {
    /// Solves a level.
    ///
    /// # Errors
    /// When it does not fit the budget, has no bounded value, or cannot be played.
    pub fn solve(level: &Level, gamma: f64, budget: Budget) -> Result<Self, OptimumError> {
        Self::solve_watched(level, gamma, budget, &mut |_| ControlFlow::Continue(()))
    }

    /// Solves a level. `watch` is told many times a second how far that is, from 0 to 1, as far as one can know before;
    /// it breaks off what nobody waits for any more.
    ///
    /// # Errors
    /// As for [`Optimum::solve`]; [`OptimumError::Stopped`] when `watch` breaks it off.
    pub fn solve_watched(
        level: &Level,
        gamma: f64,
        budget: Budget,
        watch: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> Result<Self, OptimumError> {
        if !(0.0..=1.0).contains(&gamma) {
            return Err(OptimumError::Gamma(gamma.to_string()));
        }
        level.check().map_err(|error| OptimumError::Unplayable(error.to_string()))?;
        if let Some(setting) = level.each_episode() {
            return Err(OptimumError::EachEpisode(setting));
        }
        let size = size::Size::of(level);
        if size.states > budget.states || size.outcomes > budget.outcomes {
            return Err(OptimumError::TooLarge { states: size.states, outcomes: size.outcomes, budget });
        }
        let model = Model::new(level, size.period as usize);
        let left_out = bounds::left_out(&model, model.known(level.starts[0]), gamma)?;
        let mut meter = Meter::new(watch);
        let settled = solve::SETTLED * solve::scale(&model);
        if gamma >= 1.0 && bounds::gains_for_ever(&model, &left_out, settled, budget.work, &mut meter)? {
            return Err(OptimumError::EndlessGain);
        }
        let solution = solve::solve(&model, gamma, &left_out, f64::from(level.max_steps), budget.work, &mut meter)?;
        let played = play::play(&model, &solution, level, budget.work, &mut meter)?;
        Ok(Self {
            optimal_return: played.total,
            discounted_return: played.discounted,
            steps: played.steps,
            states: size.states,
            gamma,
            model,
            values: solution.values,
            policy: solution.policy,
        })
    }

    /// The best action of an agent; `Stay` in a world that is none of this level.
    #[must_use]
    pub fn action(&self, world: &GridWorld, agent: usize) -> Action {
        let cell = world.agents().get(agent).copied();
        cell.and_then(|cell| self.action_at(world, cell)).unwrap_or(Action::Stay)
    }

    /// The best action if the agent stood on `cell`; `None` on walls and goals, and in a world that is none of this level.
    #[must_use]
    pub fn action_at(&self, world: &GridWorld, cell: Cell) -> Option<Action> {
        let state = self.lookup(world, cell)?;
        Action::from_index(usize::from(self.policy[state.index(&self.model)]))
    }

    /// The expected discounted return of each action if the agent stood on `cell`; `None` as for [`Optimum::value_at`].
    #[must_use]
    pub fn values_at(&self, world: &GridWorld, cell: Cell) -> Option<[f32; 5]> {
        self.value_at(world, cell)?;
        let state = self.lookup(world, cell)?;
        Some(solve::action_values(&self.model, &self.values, self.gamma, state).map(|value| value as f32))
    }

    /// [`Optimum::values_at`] of every cell, row by row.
    #[must_use]
    pub fn evaluate_cells(&self, world: &GridWorld) -> Vec<Option<[f32; 5]>> {
        world.level().cells().map(|cell| self.values_at(world, cell)).collect()
    }

    /// The expected discounted return if the agent stood on `cell`; `None` as for [`Optimum::action_at`], and with gamma 1
    /// where no path leads from the start.
    #[must_use]
    pub fn value_at(&self, world: &GridWorld, cell: Cell) -> Option<f32> {
        let state = self.lookup(world, cell)?;
        Some(self.values[state.index(&self.model)] as f32).filter(|value| value.is_finite())
    }
}

/// A number that may have been too large to count.
fn counted(number: u64) -> String {
    if number == u64::MAX { "more than 10^19".to_owned() } else { number.to_string() }
}
