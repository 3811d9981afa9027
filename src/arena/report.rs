//! The step itself and what is told of it: outcomes to the agents, messages to whoever listens. Listeners never advance the simulation.

use bevy_ecs::prelude::*;

use super::{
    components::{Arena, Before, Chosen, EpisodeSoFar, FinalObservation, LastOutcome, Sees},
    history,
    record::{EpisodeEnded, EpisodeRecord, LearnerUpdated, StepMade},
    tick::TickSet,
};
use crate::{
    gridworld::{Action, Outcome},
    learning::Update,
};

pub(super) fn add_systems(schedule: &mut Schedule) {
    schedule
        .add_systems((step.in_set(TickSet::Step), (close_episodes, history::follow).chain().in_set(TickSet::Report)));
}

/// How far the simulation has come.
#[derive(Resource, Default, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub(super) struct Progress {
    /// Ticks run.
    pub ticks: u64,
    /// Episodes ended, over all arenas.
    pub episodes: u64,
}

/// Sums over the updates since the last ended episode.
#[derive(Resource, Default, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub(super) struct Updates {
    count: u32,
    loss: f64,
    td_error: f64,
    /// Epsilon or entropy now.
    pub exploration: f32,
}

impl Updates {
    /// Counts one update in.
    fn add(&mut self, update: &Update) {
        self.count += 1;
        self.loss += f64::from(update.loss);
        self.td_error += f64::from(update.td_error);
    }

    /// Mean loss and TD error since the last call; NaN where there was no update.
    fn take(&mut self) -> (f32, f32) {
        let count = f64::from(self.count);
        let means = ((self.loss / count) as f32, (self.td_error / count) as f32);
        (self.count, self.loss, self.td_error) = (0, 0.0, 0.0);
        means
    }
}

/// Seats on one board at most: enough for a match of four.
pub(super) const SEATS: usize = 8;

fn step(
    mut arenas: Query<(&mut Arena, &mut Before)>,
    mut agents: Query<(&Chosen, &mut LastOutcome, &mut EpisodeSoFar)>,
    mut progress: ResMut<Progress>,
    mut made: ResMut<Messages<StepMade>>,
) -> Result {
    progress.ticks += 1;
    made.clear();
    for (mut arena, mut before) in &mut arenas {
        let arena = &mut *arena;
        before.0.clear();
        before.0.extend_from_slice(arena.world.agents());

        let mut actions = [Action::Stay; SEATS];
        let mut outcomes = [Outcome::default(); SEATS];
        let seats = arena.agents.len();
        for (action, &agent) in actions.iter_mut().zip(&arena.agents) {
            *action = agents.get(agent)?.0.0.action;
        }
        arena.world.step(&actions[..seats], &mut outcomes[..seats]);
        // an episode is over when each of its agents is done, by termination or by the step limit
        arena.over = true;
        for ((seat, &agent), outcome) in arena.agents.iter().enumerate().zip(&outcomes) {
            let (chosen, mut last, mut sums) = agents.get_mut(agent)?;
            if sums.done {
                continue;
            }
            sums.done = outcome.terminated || outcome.truncated;
            last.0 = Some(*outcome);
            sums.episode_return += outcome.reward;
            sums.length += 1;
            sums.hits += outcome.hits;
            sums.goal |= outcome.goal;
            arena.over &= sums.done;
            made.write(StepMade { arena: arena.number, seat, decision: chosen.0, outcome: *outcome });
        }
    }
    Ok(())
}

fn close_episodes(
    arenas: Query<&Arena>,
    mut agents: Query<(&LastOutcome, &mut EpisodeSoFar, &mut FinalObservation, Option<&SeenAs>)>,
    sees: Query<&Sees>,
    mut progress: ResMut<Progress>,
    mut updates: ResMut<Updates>,
    mut updated: MessageReader<LearnerUpdated>,
    mut ended: MessageWriter<EpisodeEnded>,
) -> Result {
    updated.read().for_each(|LearnerUpdated(update)| updates.add(update));
    for arena in arenas.iter().filter(|arena| arena.over) {
        let (loss, td_error) = updates.take();
        for (index, &agent) in arena.agents.iter().enumerate() {
            let (last, mut sums, mut final_observation, seen_as) = agents.get_mut(agent)?;
            let truncated = last.0.is_some_and(|last| last.truncated);
            if truncated && let Some(&SeenAs(decider)) = seen_as {
                sees.get(decider)?.0.write(&arena.world, index, &mut final_observation.0);
            }
            progress.episodes += 1;
            let record = EpisodeRecord {
                episode: progress.episodes,
                tick: progress.ticks,
                arena: arena.number,
                episode_return: sums.episode_return,
                length: sums.length,
                goal: sums.goal,
                hits: sums.hits,
                truncated,
                loss,
                td_error,
                exploration: updates.exploration,
            };
            *sums = EpisodeSoFar::default();
            ended.write(EpisodeEnded(record));
        }
    }
    Ok(())
}

/// The decider that answers for this agent: a learner or a frozen policy.
#[derive(Component, Clone, Copy)]
pub(super) struct SeenAs(pub Entity);
