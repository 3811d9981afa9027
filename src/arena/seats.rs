//! Simulations in which nobody learns: many boards with one controller, or one board with a seat for each of several
//! controllers.
//! What the controllers do is in `controllers`; what a game between them is worth, in `versus`.

use std::sync::Arc;

use bevy_ecs::prelude::*;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

use super::{
    Controller, SetupError, Simulation,
    components::{Arena, Chosen, EpisodeSoFar},
    controllers::{Alone, Errs, Frozen, add_errors},
    report::SEATS,
    setup::{check_inputs, mix},
};
use crate::{
    gridworld::{Action, Cell, GridWorld, Level},
    learning::Decision,
};

/// The stream of a controller's seed that says when it errs.
const ERRORS: u64 = 0xE550;

/// The generator of a controller on seat or board `index`; boards have the streams before.
pub(super) fn controller_generator(seed: u64, index: usize) -> Pcg64Mcg {
    Pcg64Mcg::seed_from_u64(mix(seed, (1 << 32) + index as u64))
}

impl Simulation {
    /// A run in which nobody learns: `arenas` boards with one agent each. Board i depends on `seed` and i alone.
    ///
    /// # Errors
    /// A level that breaks a rule, or a policy that expects another number of inputs than the level's observation has.
    pub fn watch(level: &Arc<Level>, controller: &Controller, arenas: u32, seed: u64) -> Result<Self, SetupError> {
        level.check()?;
        let mut simulation = Self::empty();
        for arena in 0..arenas {
            let seed = mix(seed, u64::from(arena) + 1);
            simulation.spawn_arena(GridWorld::with_agents(level.clone(), seed, 1));
        }
        let agents = simulation.agents();
        let generators = (0..agents.len()).map(|board| controller_generator(seed, board)).collect();
        simulation.decider = simulation.give(controller, level, agents, generators)?;
        Ok(simulation)
    }

    /// One board with an agent for each controller, and nobody learns. Each seat decides for itself; learned
    /// controllers see the board as they do alone.
    ///
    /// # Errors
    /// No controllers or too many, a level that breaks a rule, or a policy that expects another number of inputs than
    /// the level's observation has.
    pub fn seated(level: &Arc<Level>, controllers: &[Controller], seed: u64) -> Result<Self, SetupError> {
        level.check()?;
        let world = GridWorld::with_agents(level.clone(), mix(seed, 1), controllers.len());
        Self::on_board(world, controllers, seed)
    }

    /// The same on a board that is laid out already; `seed` is the controllers' alone.
    pub(super) fn on_board(world: GridWorld, controllers: &[Controller], seed: u64) -> Result<Self, SetupError> {
        if controllers.is_empty() || controllers.len() > SEATS {
            return Err(SetupError::Seats { found: controllers.len(), most: SEATS });
        }
        let level = world.level().clone();
        let mut simulation = Self::empty();
        simulation.spawn_arena(world);
        for (seat, (controller, agent)) in controllers.iter().zip(simulation.agents()).enumerate() {
            simulation.give(controller, &level, vec![agent], vec![controller_generator(seed, seat)])?;
        }
        Ok(simulation)
    }

    /// Gives a controller these agents, with a generator for each; the decider that answers for them, if the
    /// controller has a network.
    fn give(
        &mut self,
        controller: &Controller,
        level: &Arc<Level>,
        agents: Vec<Entity>,
        generators: Vec<Pcg64Mcg>,
    ) -> Result<Option<Entity>, SetupError> {
        if let Controller::Erring(controller, share) = controller {
            for (agent, generator) in agents.iter().zip(&generators) {
                // A stream of its own, so that its other decisions are those that it would make without errors.
                let generator = Pcg64Mcg::seed_from_u64(mix(generator.clone().next_u64(), ERRORS));
                self.world.entity_mut(*agent).insert(Errs { share: *share, generator });
            }
            if !std::mem::replace(&mut self.has_errors, true) {
                add_errors(&mut self.tick);
            }
            return self.give(controller, level, agents, generators);
        }
        if let Controller::Policy { policy, observation, sample } = controller {
            let size = policy.network.inputs();
            check_inputs(size, *observation, level)?;
            let frozen = Frozen { policy: policy.clone(), sample: *sample, generators };
            let decider = self.spawn_decider(agents, *observation, size);
            self.world.entity_mut(decider).insert(frozen);
            return Ok(Some(decider));
        }
        for (agent, generator) in agents.into_iter().zip(generators) {
            self.world.entity_mut(agent).insert(match controller {
                Controller::Policy { .. } | Controller::Erring(..) => continue,
                Controller::Optimum(optimum) => Alone::Optimum(optimum.clone()),
                Controller::Optima(optima) => Alone::Optimum(optima.of(level)?),
                Controller::Script(actions) => Alone::Script(actions.iter().copied().collect()),
                Controller::Person => Alone::Person(None),
                Controller::Random => Alone::Chance(generator),
            });
        }
        Ok(None)
    }

    /// Says what the person on a seat of the first board does in the next tick; the last word counts. Nobody else listens.
    pub fn steer(&mut self, seat: usize, action: Action) {
        let agent = self.seat(seat);
        let alone = agent.and_then(|agent| self.world.get_mut::<Alone>(agent));
        if let Some(Alone::Person(said)) = alone.map(Mut::into_inner) {
            *said = Some(action);
        }
    }

    /// The last decision of a seat of the first board; `None` before the first tick, and where nobody sits.
    pub fn seat_decision(&self, seat: usize) -> Option<Decision> {
        let agent = self.seat(seat).filter(|_| self.ticks() > 0)?;
        Some(self.world.get::<Chosen>(agent)?.0)
    }

    fn seat(&self, seat: usize) -> Option<Entity> {
        let arena = *self.arenas.first()?;
        self.arena(arena).agents.get(seat).copied()
    }

    /// A board, for a referee.
    pub(super) fn grid_world_mut(&mut self, arena: usize) -> &mut GridWorld {
        let arena = self.arenas[arena];
        &mut self.world.get_mut::<Arena>(arena).expect("arenas are never despawned").into_inner().world
    }

    /// Lets the agent on a seat of the first board, whose episode is over, play on from `cell` without a new episode for the others.
    pub(super) fn play_on(&mut self, seat: usize, cell: Cell) {
        let (Some(&arena), Some(agent)) = (self.arenas.first(), self.seat(seat)) else {
            return;
        };
        if let Some(mut arena) = self.world.get_mut::<Arena>(arena) {
            arena.world.revive(seat, cell);
            arena.over = false;
        }
        self.world.entity_mut(agent).insert(EpisodeSoFar::default());
    }

    /// Begins the next episode of a board on another board of the same level, where that stands.
    pub(super) fn begin_from(&mut self, arena: usize, board: &GridWorld) {
        if let Some(mut arena) = self.world.get_mut::<Arena>(self.arenas[arena]) {
            arena.world.play_from(board);
            arena.over = false;
        }
    }
}
