//! A whole simulation: a Bevy `World` of its own with the schedule [`Tick`](super::Tick). The window holds one for each
//! learner that it shows, a headless command one for each seed; they share nothing, so threads cannot change what is
//! learned.

use std::sync::Arc;

use bevy_ecs::prelude::*;

use super::{
    Changed, DecisionRecord, EpisodeEnded, EpisodeRecord, History, LearnerUpdated, Outlook, Provenance, Setup,
    SetupError, StepMade,
    components::{Actors, Arena, Batch, Before, Chosen, EpisodeSoFar, FinalObservation, LastOutcome, Seat, Sees},
    learners::Learning,
    report::{Progress, SeenAs, Updates},
    setup::{check_inputs, mix},
    tick,
};
use crate::{
    gridworld::{Cell, GridWorld, Level, Observation},
    learning::{ACTIONS, Hyperparameters, Learner, LearnerState, StateError, UpdateTrace},
};

/// Arenas, agents and whoever decides for them, with the schedule that advances them.
pub struct Simulation {
    pub(super) world: World,
    /// [`Tick`](super::Tick): kept outside of the world, which would have to look it up for every run.
    pub(super) tick: Schedule,
    /// Whether somebody's errors are part of a tick.
    pub(super) has_errors: bool,
    /// In the order of their numbers.
    pub(super) arenas: Vec<Entity>,
    /// The one learner or frozen policy, where there is one for all.
    pub(super) decider: Option<Entity>,
    /// What a run that learns was made from, with the hyperparameters as they are now.
    pub(super) setup: Option<Setup>,
    /// What it was made from and what was changed since, where that is known and enough.
    pub(super) provenance: Option<Arc<Provenance>>,
    /// Whether the part of the run before it was resumed was made by other numerics.
    pub(super) has_other_numerics: bool,
}

impl Simulation {
    /// A run that learns, before its first tick: as many arenas as the setup has actors, all feeding one learner.
    ///
    /// # Errors
    /// A level or a hyperparameter that breaks a rule.
    pub fn new(setup: &Setup) -> Result<Self, SetupError> {
        setup.check()?;
        let actors = setup.hyperparameters.actors;
        let size = setup.observation.len(&setup.level);
        let mut simulation = Self::empty();
        for arena in 0..actors as u32 {
            simulation.spawn_arena(GridWorld::with_agents(setup.level.clone(), setup.arena_seed(arena), 1));
        }
        let agents = simulation.agents();
        let decider = simulation.spawn_decider(agents, setup.observation, size);
        simulation.decider = Some(decider);

        let learner = setup.algorithm.learner(size, &setup.hyperparameters, mix(setup.seed, 0));
        simulation.world.entity_mut(decider).insert(Learning(learner));
        simulation.setup = Some(setup.clone());
        simulation.provenance = Some(Arc::new(Provenance::new(setup)));
        Ok(simulation)
    }

    pub(super) fn empty() -> Self {
        let mut world = World::new();
        world.init_resource::<Progress>();
        world.init_resource::<Updates>();
        world.init_resource::<History>();
        world.init_resource::<Messages<StepMade>>();
        world.init_resource::<Messages<LearnerUpdated>>();
        world.init_resource::<Messages<EpisodeEnded>>();
        Self {
            world,
            tick: tick::schedule(),
            has_errors: false,
            arenas: Vec::new(),
            decider: None,
            setup: None,
            provenance: None,
            has_other_numerics: false,
        }
    }

    pub(super) fn spawn_arena(&mut self, grid: GridWorld) {
        let number = self.arenas.len() as u32;
        let seats = grid.agents().len();
        let before = Before(grid.agents().to_vec());
        let arena = self.world.spawn((Name::new(format!("Arena {number}")), before)).id();
        let agents = (0..seats)
            .map(|index| {
                self.world
                    .spawn((
                        Name::new(format!("Agent {index} of arena {number}")),
                        Seat { arena, index },
                        Chosen::default(),
                        LastOutcome::default(),
                        FinalObservation::default(),
                        EpisodeSoFar::default(),
                    ))
                    .id()
            })
            .collect();
        self.world.entity_mut(arena).insert(Arena { world: grid, agents, over: false, number });
        self.arenas.push(arena);
    }

    /// Every agent, arena by arena.
    pub(super) fn agents(&self) -> Vec<Entity> {
        self.arenas.iter().flat_map(|&arena| self.arena(arena).agents.iter().copied()).collect()
    }

    /// Somebody who sees the board and answers for these agents.
    pub(super) fn spawn_decider(&mut self, agents: Vec<Entity>, observation: Observation, size: usize) -> Entity {
        let batch = Batch::new(agents.len(), size);
        let decider = self.world.spawn((Name::new("Decider"), Sees(observation), batch)).id();
        for &agent in &agents {
            self.world.entity_mut(agent).insert((SeenAs(decider), FinalObservation(vec![0.0; size])));
        }
        self.world.entity_mut(decider).insert(Actors(agents));
        decider
    }

    pub(super) fn arena(&self, arena: Entity) -> &Arena {
        self.world.get(arena).expect("arenas are never despawned")
    }

    /// One step of every arena.
    pub fn tick(&mut self) {
        self.tick.run(&mut self.world);
    }

    /// Ticks run so far.
    pub fn ticks(&self) -> u64 {
        self.world.resource::<Progress>().ticks
    }

    /// Episodes ended so far, over all arenas.
    pub fn episodes(&self) -> u64 {
        self.world.resource::<Progress>().episodes
    }

    /// The course of the run.
    pub fn history(&self) -> &History {
        self.world.resource::<History>()
    }

    /// What the ticks have told: [`StepMade`], [`LearnerUpdated`] or [`EpisodeEnded`].
    ///
    /// # Panics
    /// If it is a message that no tick sends.
    pub fn messages<M: Message>(&self) -> &Messages<M> {
        self.world.resource()
    }

    /// The episodes that ended since the last call. Whoever ticks should ask now and then: until asked for they are kept.
    pub fn drain_episodes(&mut self) -> Vec<EpisodeRecord> {
        self.world.resource_mut::<Messages<EpisodeEnded>>().drain().map(|ended| ended.0).collect()
    }

    /// How many boards are played on at once.
    pub fn arena_count(&self) -> usize {
        self.arenas.len()
    }

    /// One board as it is now.
    ///
    /// # Panics
    /// If there is no such arena.
    pub fn grid_world(&self, arena: usize) -> &GridWorld {
        &self.arena(self.arenas[arena]).world
    }

    /// Whether this board's episode has ended; the next tick begins a new one.
    ///
    /// # Panics
    /// If there is no such arena.
    pub fn is_over(&self, arena: usize) -> bool {
        self.arena(self.arenas[arena]).over
    }

    /// Where the agents of a board stood before the last step.
    ///
    /// # Panics
    /// If there is no such arena.
    pub fn agents_before(&self, arena: usize) -> &[Cell] {
        self.world.get::<Before>(self.arenas[arena]).map_or(&[], |before| &before.0)
    }

    /// The last decision on a board (of its first agent); `None` before the first tick, or if nobody with a network decides there for all.
    /// A board with seats is asked by [`Simulation::seat_decision`].
    ///
    /// # Panics
    /// If there is no such arena.
    pub fn decision(&self, arena: usize) -> Option<DecisionRecord> {
        let (agent, row) = self.actor(arena)?;
        let batch = self.world.get::<Batch>(self.decider?)?;
        Some(DecisionRecord {
            observation: batch.observation(row).to_vec(),
            decision: self.world.get::<Chosen>(agent)?.0,
            outcome: self.world.get::<LastOutcome>(agent)?.0?,
        })
    }

    /// What the (first) agent of a board sees where it stands now, and what the learner's network says of it: what the next tick
    /// decides by, unless it begins another episode. `None` if nobody learns. Nothing is drawn or changed.
    ///
    /// # Panics
    /// If there is no such arena.
    pub fn outlook(&self, arena: usize) -> Option<Outlook> {
        self.looked_out(arena, |observes, world, row| observes.write(world, 0, row))
    }

    /// The same as if the agent stood on another cell, all else unchanged; `None` on walls, goals and outside.
    ///
    /// # Panics
    /// If there is no such arena.
    pub fn outlook_at(&self, arena: usize, cell: Cell) -> Option<Outlook> {
        let world = self.grid_world(arena);
        let is_open = !world.level().is_wall(cell) && !world.goals().contains(&cell);
        is_open.then(|| self.looked_out(arena, |observes, world, row| observes.write_at(world, cell, row)))?
    }

    fn looked_out(&self, arena: usize, look: impl Fn(&Observation, &GridWorld, &mut [f32])) -> Option<Outlook> {
        let (learner, Sees(observes)) = (self.learner()?, self.world.get(self.decider?)?);
        let world = self.grid_world(arena);
        let mut observation = vec![0.0; observes.len(world.level())];
        look(observes, world, &mut observation);
        let mut values = [[0.0; ACTIONS]];
        learner.evaluate(&observation, 1, &mut values);
        let [values] = values;
        Some(Outlook { observation, values })
    }

    /// The learner's last update as the (first) agent of a board took part in it; `None` before its first one, and if nobody learns.
    ///
    /// # Panics
    /// If there is no such arena.
    pub fn last_update(&self, arena: usize) -> Option<UpdateTrace> {
        let (_, row) = self.actor(arena)?;
        self.learner()?.last_update(row)
    }

    /// The (first) agent of a board, and its row among those that the decider answers for.
    fn actor(&self, arena: usize) -> Option<(Entity, usize)> {
        let agent = *self.arena(self.arenas[arena]).agents.first()?;
        let row = self.world.get::<Actors>(self.decider?)?.0.iter().position(|&actor| actor == agent)?;
        Some((agent, row))
    }

    /// Where the agent of a board wanted to go in the last step, (dx, dy) with y downwards.
    ///
    /// # Panics
    /// If there is no such arena.
    pub fn facing(&self, arena: usize) -> (i32, i32) {
        let agent = self.arena(self.arenas[arena]).agents.first();
        agent.and_then(|&agent| self.world.get::<Chosen>(agent)).map_or((0, 0), |chosen| chosen.0.action.delta())
    }

    /// The steps of the last tick, arena by arena and seat by seat; none before the first one.
    pub fn steps_made(&self) -> impl Iterator<Item = &StepMade> {
        self.messages().iter_current_update_messages()
    }

    /// What the run was made from, with the hyperparameters as they are now; `None` if nobody learns.
    pub fn setup(&self) -> Option<&Setup> {
        self.setup.as_ref()
    }

    /// What the run was made from and what was changed since: enough to train it again. `None` where that is not known or not enough,
    /// and if nobody learns.
    pub fn provenance(&self) -> Option<&Arc<Provenance>> {
        self.provenance.as_ref()
    }

    /// Whether it was resumed from a state of other numerics: it goes on, but no longer as it would have without a break.
    pub const fn has_other_numerics(&self) -> bool {
        self.has_other_numerics
    }

    /// The same, to note a change in, with the ticks so far.
    fn provenance_mut(&mut self) -> Option<(u64, &mut Provenance)> {
        let tick = self.ticks();
        let provenance = self.provenance.as_mut()?;
        Some((tick, Arc::make_mut(provenance)))
    }

    /// The learner; `None` if nobody learns.
    pub fn learner(&self) -> Option<&dyn Learner> {
        Some(&*self.world.get::<Learning>(self.decider?)?.0)
    }

    pub(super) fn learner_mut(&mut self) -> Option<&mut dyn Learner> {
        Some(&mut *self.world.get_mut::<Learning>(self.decider?)?.into_inner().0)
    }

    pub(super) fn restore_learner(&mut self, state: &LearnerState) -> Result<(), StateError> {
        if let (Some(setup), Some(decider)) = (&self.setup, self.decider) {
            let learner = setup.algorithm.restore(state)?;
            self.world.entity_mut(decider).insert(Learning(learner));
        }
        Ok(())
    }

    /// Takes over the hyperparameters that act at once; the others keep their value.
    pub fn set_live(&mut self, hyperparameters: &Hyperparameters) {
        let Some(learner) = self.learner_mut() else { return };
        learner.set_live(hyperparameters);
        let now = learner.hyperparameters().clone();
        let Some(setup) = &mut self.setup else { return };
        let before = std::mem::replace(&mut setup.hyperparameters, now.clone());
        if before != now
            && let Some((tick, provenance)) = self.provenance_mut()
        {
            provenance.note_hyperparameters(tick, &before, &now);
        }
    }

    /// Puts another level under the running simulation, as editing does: agents stay where they can.
    ///
    /// # Errors
    /// A level that breaks a rule, or one whose observation has another length than the learner's: that needs a new run.
    pub fn replace_level(&mut self, level: &Arc<Level>) -> Result<(), SetupError> {
        level.check()?;
        if let Some(decider) = self.decider
            && let (Some(&Sees(observation)), Some(batch)) =
                (self.world.get::<Sees>(decider), self.world.get::<Batch>(decider))
        {
            check_inputs(batch.size, observation, level)?;
        }
        for &arena in &self.arenas {
            if let Some(mut arena) = self.world.get_mut::<Arena>(arena) {
                arena.world.replace_level(level.clone());
            }
        }
        if let Some(setup) = &mut self.setup {
            setup.level = level.clone();
        }
        if let Some((tick, provenance)) = self.provenance_mut() {
            provenance.note(tick, Changed::Level(level.clone()));
        }
        Ok(())
    }
}
