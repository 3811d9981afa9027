//! Systems that carry data between the arenas and whoever decides: observe, decide, learn.
//! Which algorithm decides is not known here.

use bevy_ecs::{component::Mutable, prelude::*};

use super::{
    components::{Actors, Arena, Batch, Chosen, FinalObservation, LastOutcome, Seat, Sees},
    record::LearnerUpdated,
    report::Updates,
    tick::TickSet,
};
use crate::learning::{Decision, Learner};

pub(super) fn add_systems(schedule: &mut Schedule) {
    schedule.add_systems((begin_episodes, observe).chain().in_set(TickSet::Observe));
    schedule.add_systems((decide::<Learning>.in_set(TickSet::Decide), learn.in_set(TickSet::Learn)));
}

/// The learner that answers for its actors, whichever algorithm it is.
#[derive(Component)]
pub(super) struct Learning(pub Box<dyn Learner>);

/// Whoever answers a batch of observations with a batch of decisions.
pub(super) trait Decider: Component<Mutability = Mutable> {
    /// One decision for each row of `[decisions x size]` observations.
    fn decide(&mut self, observations: &[f32], decisions: &mut [Decision]);
}

impl Decider for Learning {
    fn decide(&mut self, observations: &[f32], decisions: &mut [Decision]) {
        self.0.decide(observations, decisions);
    }
}

/// The board stands as it ended until here, so that a viewer sees the end.
fn begin_episodes(mut arenas: Query<&mut Arena>) {
    for mut arena in &mut arenas {
        if arena.over {
            arena.world.reset();
            arena.over = false;
        }
    }
}

fn observe(mut deciders: Query<(&Sees, &Actors, &mut Batch)>, seats: Query<&Seat>, arenas: Query<&Arena>) -> Result {
    for (sees, actors, mut batch) in &mut deciders {
        let size = batch.size;
        for (&actor, row) in actors.0.iter().zip(batch.observations.chunks_exact_mut(size)) {
            let seat = seats.get(actor)?;
            let world = &arenas.get(seat.arena)?.world;
            match world.agents() {
                [_] => sees.0.write(world, seat.index, row),
                // Others do not count: a chaser is seen as in training, where it had nobody else to follow.
                agents => sees.0.write_at(world, agents[seat.index], row),
            }
        }
    }
    Ok(())
}

pub(super) fn decide<D: Decider>(
    mut deciders: Query<(&mut D, &Actors, &mut Batch)>,
    mut chosen: Query<&mut Chosen>,
) -> Result {
    for (mut decider, actors, mut batch) in &mut deciders {
        let batch = &mut *batch;
        decider.decide(&batch.observations, &mut batch.decisions);
        for (&actor, decision) in actors.0.iter().zip(&batch.decisions) {
            chosen.get_mut(actor)?.0 = *decision;
        }
    }
    Ok(())
}

fn learn(
    mut learners: Query<(&mut Learning, &Actors, &mut Batch)>,
    agents: Query<(&LastOutcome, &FinalObservation)>,
    mut updates: ResMut<Updates>,
    mut updated: ResMut<Messages<LearnerUpdated>>,
) -> Result {
    updated.clear();
    for (mut learner, actors, mut batch) in &mut learners {
        let batch = &mut *batch;
        for (row, &actor) in actors.0.iter().enumerate() {
            let (outcome, final_observation) = agents.get(actor)?;
            batch.outcomes[row] = outcome.0;
            if outcome.0.is_some_and(|outcome| outcome.truncated) {
                batch.final_observations[row * batch.size..][..batch.size].copy_from_slice(&final_observation.0);
            }
        }
        let learner = &mut learner.0;
        let update = learner.learn(&batch.outcomes, &batch.final_observations);
        updates.exploration = update.map_or_else(|| learner.exploration(), |update| update.exploration);
        updated.write_batch(update.map(LearnerUpdated));
    }
    Ok(())
}
