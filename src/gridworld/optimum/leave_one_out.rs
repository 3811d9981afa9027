//! What each obstacle is worth: the optimum of a level beside that of the same level without it.

use std::{ops::ControlFlow, sync::Arc};

use super::{Budget, Optimum, OptimumError};
use crate::gridworld::{Action, GridWorld, Level};

/// The exact optimum of a level, and those of the same level without each one of its obstacles.
#[derive(Clone, Debug)]
pub struct LeaveOneOut {
    /// The level of the worlds that it is about.
    level: Arc<Level>,
    /// Where every episode is another game, the level of the episode that was solved.
    episode: Option<Level>,
    optimum: Optimum,
    /// `None` where there is none within the budget.
    without: Vec<Option<Optimum>>,
}

impl LeaveOneOut {
    /// So many times the states of a budget are kept in all optima together; of the obstacles behind that nothing is known.
    const KEPT: u64 = 4;

    /// Solves the level of a world; where every episode is another game, that of this episode of its agent. `watch` is told how far
    /// that is, from 0 to 1, and breaks off what nobody waits for any more.
    ///
    /// # Errors
    /// As [`Optimum::solve_watched`] of the level with all obstacles.
    pub fn solve(
        world: &GridWorld,
        agent: usize,
        gamma: f64,
        budget: Budget,
        watch: &mut dyn FnMut(f64) -> ControlFlow<()>,
    ) -> Result<Self, OptimumError> {
        let level = world.level().clone();
        let episode = level.each_episode().is_some().then(|| world.episode_level(agent));
        let solved = episode.as_ref().unwrap_or(&level);
        let count = solved.obstacles.len() + 1;
        let mut part = |level: &Level, number: usize, budget: Budget| {
            let share = |share: f64| (number as f64 + share) / count as f64;
            Optimum::solve_watched(level, gamma, budget, &mut |done| watch(share(done)))
        };
        let optimum = part(solved, 0, budget)?;
        let mut states = optimum.states;
        let mut without = Vec::new();
        for obstacle in 0..solved.obstacles.len() {
            let mut level = solved.clone();
            level.obstacles.remove(obstacle);
            let room = (Self::KEPT * budget.states).saturating_sub(states).min(budget.states);
            let solved = match part(&level, obstacle + 1, Budget { states: room, ..budget }) {
                Err(OptimumError::Stopped) => return Err(OptimumError::Stopped),
                solved => solved.ok(),
            };
            states += solved.as_ref().map_or(0, |optimum| optimum.states);
            without.push(solved);
        }
        Ok(Self { level, episode, optimum, without })
    }

    /// Whether it is about this world: what it says holds there.
    #[must_use]
    pub fn is_about(&self, world: &GridWorld, agent: usize) -> bool {
        let is_same_game = |episode: &Level| {
            let cell = world.agents().get(agent).copied();
            let is_led_back_alike = || episode.starts == world.episode_level(agent).starts;
            cell.is_some_and(|cell| self.optimum.value_at(world, cell).is_some())
                && (!self.level.restarts() || is_led_back_alike())
        };
        *world.level() == self.level && self.episode.as_ref().is_none_or(is_same_game)
    }

    /// The optimum with all obstacles.
    #[must_use]
    pub const fn optimum(&self) -> &Optimum {
        &self.optimum
    }

    /// The expected discounted return of each action of an agent; `None` where nothing is known of this world.
    #[must_use]
    pub fn values(&self, world: &GridWorld, agent: usize) -> Option<[f32; Action::COUNT]> {
        self.optimum.values_at(world, *world.agents().get(agent)?)
    }

    /// The same if one of the obstacles were not there.
    #[must_use]
    pub fn values_without(&self, world: &GridWorld, agent: usize, obstacle: usize) -> Option<[f32; Action::COUNT]> {
        let optimum = self.without.get(obstacle)?.as_ref()?;
        optimum.values_at(&world.without_obstacle(obstacle), *world.agents().get(agent)?)
    }
}
