//! Playing a controller that does not learn for a number of episodes, on the same `Tick` as training. What is made of
//! the episodes stands elsewhere.

use std::{ops::ControlFlow, sync::Arc};

use super::{Controller, EpisodeRecord, SetupError, Simulation};
use crate::{
    gridworld::{Level, Observation},
    learning::{ActionSelection, Policy},
};

/// Boards played at once: a batch of this size costs little more than a single one.
const BOARDS: u32 = 64;

/// Plays `episodes` episodes and returns them all, in an order that depends on the seed alone.
///
/// # Errors
/// A level that breaks a rule, or a policy that expects another observation.
pub fn evaluate(
    policy: &Arc<Policy>,
    observation: Observation,
    level: &Arc<Level>,
    episodes: u32,
    seed: u64,
    mode: ActionSelection,
) -> Result<Vec<EpisodeRecord>, SetupError> {
    let controller =
        Controller::Policy { policy: policy.clone(), observation, sample: mode == ActionSelection::Sample };
    play(level, &controller, episodes, seed)
}

/// Plays `episodes` episodes of any controller. Each board plays its share, so that short episodes do not crowd out
/// long ones.
///
/// # Errors
/// A level that breaks a rule, or a policy that expects another observation.
pub fn play(
    level: &Arc<Level>,
    controller: &Controller,
    episodes: u32,
    seed: u64,
) -> Result<Vec<EpisodeRecord>, SetupError> {
    play_watched(level, controller, episodes, seed, &mut |_| ControlFlow::Continue(()))
}

/// The same. `watch` is told on every tick how many episodes have been played; when it breaks off, each board still plays the
/// episode that it is in to its end: left out would be the long ones, and the means would be those of short ones.
///
/// # Errors
/// As for [`play`].
pub fn play_watched(
    level: &Arc<Level>,
    controller: &Controller,
    episodes: u32,
    seed: u64,
    watch: &mut dyn FnMut(usize) -> ControlFlow<()>,
) -> Result<Vec<EpisodeRecord>, SetupError> {
    if episodes == 0 {
        return Ok(Vec::new());
    }
    let boards = episodes.min(BOARDS);
    let mut simulation = Simulation::watch(level, controller, boards, seed)?;
    let mut shares: Vec<u32> =
        (0..boards).map(|board| episodes / boards + u32::from(board < episodes % boards)).collect();
    let mut wanted = episodes as usize;
    let mut is_stopped = false;
    let mut played = vec![0; boards as usize];
    let mut records = Vec::new();
    while records.len() < wanted {
        simulation.tick();
        for record in simulation.drain_episodes() {
            let played = &mut played[record.arena as usize];
            if *played < shares[record.arena as usize] {
                *played += 1;
                records.push(record);
            }
        }
        if !is_stopped && watch(records.len()).is_break() {
            is_stopped = true;
            for (share, played) in shares.iter_mut().zip(&played) {
                *share = (*share).min(played + 1);
            }
            wanted = shares.iter().sum::<u32>() as usize;
        }
    }
    Ok(records)
}
