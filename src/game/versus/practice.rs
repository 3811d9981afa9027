//! A hunted agent practises between rounds, in the background, against the hunts that it has seen.
//! How it learns is the arena's business; here is when, and what becomes of the result.

use std::sync::Arc;

use bevy::prelude::*;

use super::Contest;
use crate::{
    arena::{
        Pilot,
        versus::{Mode, practise},
    },
    game::{faults::Fault, job::Job, notices::Announcer, preferences::Preferences, versus::bout::Moment},
    learning::Policy,
};

/// Episodes that it practises between two rounds.
const EPISODES: u32 = 200;

/// The practice that goes on, or what has become of it.
#[derive(Default)]
pub enum Practice {
    /// Nothing to be done.
    #[default]
    Idle,
    /// It goes on.
    Running(Job<Result<Policy, Fault>>),
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
    mut contest: ResMut<Contest>,
    preferences: Res<Preferences>,
    mut announcer: Announcer,
) {
    let contest = &mut *contest;
    let Some(bout) = &mut contest.bout else {
        contest.practice = Practice::Idle;
        return;
    };
    let is_between = matches!(bout.moment, Moment::RoundOver(_));
    match std::mem::take(&mut contest.practice) {
        Practice::Idle if is_between && preferences.versus.practice => {
            let hunted = bout.game.pilots().iter().find_map(|pilot| match pilot {
                Pilot::Policy { policy, .. } => Some(policy.clone()),
                _ => None,
            });
            let is_hunt = matches!(bout.game.settings().mode, Mode::Hunt { .. });
            if let Some(policy) = hunted.filter(|_| is_hunt) {
                let (settings, rounds) = (bout.game.settings().clone(), bout.game.rounds().to_vec());
                let seed = settings.seed.wrapping_add(rounds.len() as u64);
                contest.practice = Practice::Running(Job::start(move || {
                    practise(&policy, &settings, &rounds, EPISODES, seed).map_err(refused)
                }));
            }
        }
        Practice::Running(job) if job.is_done() => {
            let seated = job.result().flatten().and_then(|policy| {
                let policy = Arc::new(policy);
                let seat =
                    (0..bout.contenders.len()).find(|&seat| matches!(bout.game.pilots()[seat], Pilot::Policy { .. }));
                seat.map_or(Ok(()), |seat| {
                    let again = match &bout.game.pilots()[seat] {
                        Pilot::Policy { observation, sample, .. } => {
                            Pilot::Policy { policy, observation: *observation, sample: *sample }
                        }
                        other => other.clone(),
                    };
                    bout.game.replace_pilot(seat, again).map_err(refused)
                })
            });
            if let Err(fault) = seated {
                announcer.error(fault);
            }
            contest.practice = Practice::Done;
        }
        // The next round has begun: its end will be a new occasion.
        Practice::Done if !is_between => contest.practice = Practice::Idle,
        other => contest.practice = other,
    }
}

fn refused(fault: impl std::fmt::Display) -> Fault {
    Fault::Lesson { finding: fault.to_string() }
}
