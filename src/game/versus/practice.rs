//! A hunted agent practises between rounds, in the background, against the hunts that it has seen.
//! How it learns is the arena's business; here is when, and what becomes of the result.

use std::sync::Arc;

use bevy::prelude::*;

use super::CurrentMatch;
use crate::{
    arena::{
        Controller,
        versus::{MatchMode, MatchSettings, Rehearsal, Round, practise, rehearse},
    },
    game::{faults::Fault, job::BackgroundJob, notices::Announcer, versus::MatchPhase},
    learning::Policy,
    panels::MatchDraft,
};

/// Episodes that it practises between two rounds.
const EPISODES: u32 = 200;

/// Episodes over which it is measured before and after, and their seed, which no practice uses.
const MEASURED: u32 = 100;
const SEED: u64 = 88_421;

/// What a practice came to: how the agent fared against the recorded hunts before and after.
pub struct PracticeReport {
    /// The match.
    pub match_id: u64,
    /// Rounds played by then.
    pub after_round: u32,
    /// The agent as it was ..
    pub before: Rehearsal,
    /// .. and as it plays on.
    pub after: Rehearsal,
}

/// The agent that has practised, with how it fared before and after.
type Practised = (Policy, [Rehearsal; 2]);

/// The practice that goes on, or what has become of it.
#[derive(Default)]
pub enum Practice {
    /// Nothing to be done.
    #[default]
    Idle,
    /// It goes on.
    Running(BackgroundJob<Result<Practised, Fault>>),
    /// This round's practice is done.
    Done,
}

impl Practice {
    /// Whether the next round has to wait.
    pub const fn is_running(&self) -> bool {
        matches!(self, Self::Running(_))
    }
}

/// Starts practice when a hunt is over, and seats the agent again when it has practised.
pub(super) fn practise_between_rounds(
    mut current: ResMut<CurrentMatch>,
    draft: Res<MatchDraft>,
    mut announcer: Announcer,
) {
    let current = &mut *current;
    let Some(live) = &mut current.live else {
        current.practice = Practice::Idle;
        return;
    };
    let is_between = matches!(live.phase, MatchPhase::RoundOver(_)) && live.played_on.is_none();
    match std::mem::take(&mut current.practice) {
        Practice::Idle if is_between && draft.practice => {
            let hunted = live.game.controllers().iter().find_map(|controller| match controller {
                Controller::Policy { policy, sample, .. } => Some((policy.clone(), *sample)),
                _ => None,
            });
            let is_hunt = matches!(live.game.settings().mode, MatchMode::Hunt { .. });
            if let Some((policy, sample)) = hunted.filter(|_| is_hunt) {
                let (settings, rounds) = (live.game.settings().clone(), live.game.rounds().to_vec());
                let seed = settings.seed.wrapping_add(rounds.len() as u64);
                current.practice = Practice::Running(BackgroundJob::start(move || {
                    practise_and_measure((&policy, sample), &settings, &rounds, seed)
                }));
            }
        }
        Practice::Running(job) if job.is_done() => {
            let seated = job.result().flatten().and_then(|(policy, [before, after])| {
                let policy = Arc::new(policy);
                let (match_id, after_round) = (live.id(), live.game.rounds().len() as u32);
                current.practised.retain(|report| report.match_id == match_id);
                current.practised.push(PracticeReport { match_id, after_round, before, after });
                let seat = (0..live.players.len())
                    .find(|&seat| matches!(live.game.controllers()[seat], Controller::Policy { .. }));
                seat.map_or(Ok(()), |seat| {
                    let again = match &live.game.controllers()[seat] {
                        Controller::Policy { observation, sample, .. } => {
                            Controller::Policy { policy, observation: *observation, sample: *sample }
                        }
                        other => other.clone(),
                    };
                    live.game.replace_controller(seat, again).map_err(refused)
                })
            });
            if let Err(fault) = seated {
                announcer.error(fault);
            }
            current.practice = Practice::Done;
        }
        // The next round has begun: its end will be a new occasion.
        Practice::Done if !is_between => current.practice = Practice::Idle,
        other => current.practice = other,
    }
}

fn practise_and_measure(
    (policy, sample): (&Arc<Policy>, bool),
    settings: &MatchSettings,
    rounds: &[Round],
    seed: u64,
) -> Result<Practised, Fault> {
    let before = rehearse((policy, sample), settings, rounds, MEASURED, SEED).map_err(refused)?;
    let practised = practise(policy, settings, rounds, EPISODES, seed).map_err(refused)?;
    let after = rehearse((&Arc::new(practised.clone()), sample), settings, rounds, MEASURED, SEED).map_err(refused)?;
    Ok((practised, [before, after]))
}

fn refused(fault: impl std::fmt::Display) -> Fault {
    Fault::Lesson { finding: fault.to_string() }
}
