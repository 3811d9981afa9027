//! Opponents are snapshots of one training run for each built-in level. The run is in `recipe`, the choice of its snapshots in `ladder`,
//! their rounds against each other in `duel`, the keys that are learned by heart in `fixed_keys`, what opponents are in `arena`.

mod duel;
mod fixed_keys;
mod ladder;
mod recipe;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

pub use duel::{Tally, duel, in_parallel, round_robin};
pub use fixed_keys::{Search, best_fixed_keys};
pub use recipe::steps;

use super::RunError;
use crate::{
    arena::{
        Controller, EpisodeRecord, Setup, evaluate,
        opponents::{FixedKeys, Ladder, Measured, Measurements, RUNGS, Rung},
        versus::MatchError,
    },
    disk,
    files::{self, FileError},
    gridworld::Action,
    learning::{ActionSelection, Checkpoint, Opened, Said},
    records::{bradley_terry, performance},
};
use ladder::Snapshot;

/// Where measurements stand, beside the opponents.
const MEASURED: &str = "measured.toml";
/// Where the worlds come from that opponents are measured in: alone, against each other, and against somebody who errs. None that a
/// snapshot was chosen on.
const ALONE: u64 = 999;
const ROUND_ROBIN: u64 = 775_000_000;
const ERRING: u64 = 776_000_000;
/// The player whose opponent the fixed keys are tried against errs in this share of the steps, and plays so many pairs of rounds against
/// each opponent.
const ERRORS: f32 = 0.2;
const ERRING_PAIRS: u32 = 100;
/// A 95% interval is so many standard errors wide to either side.
const NORMAL_95: f64 = 1.96;

/// Where an opponent stands, by its number from 0, the weakest.
fn file_of(folder: &Path, level: &str, rung: usize) -> PathBuf {
    folder.join(format!("{level}-{}.safetensors", rung + 1))
}

/// Refuses a level of which the folder has something already; with `force`, one for whose opponents it has files that are none.
///
/// # Errors
/// The first file that stands in the way.
pub fn check(level: &str, folder: &Path, force: bool) -> Result<(), RunError> {
    let of_the_level = |opened: Opened| opened.policy.metadata.level.is_some_and(|found| found == level);
    for rung in 0..RUNGS {
        let path = file_of(folder, level, rung);
        files::refuse_taken(&path, force)?;
        if files::is_taken(&path) && !disk::policy(&path, &Said::default()).is_ok_and(of_the_level) {
            return Err(RunError::NotOfTheRun { path });
        }
    }
    let path = folder.join(MEASURED);
    if read(&path)?.of_level(level).is_some() && !force {
        return Err(FileError::Exists { path }.into());
    }
    Ok(())
}

/// Learns a built-in level as a race is run on it, chooses the snapshots, measures and writes them; `watch` is told how many steps were
/// made.
///
/// # Errors
/// A folder that cannot be written, or a training run from which no snapshots can be chosen.
pub fn make(level: &str, folder: &Path, force: bool, watch: &mut dyn FnMut(u64)) -> Result<Vec<Measured>, RunError> {
    let none = |what: &str| RunError::NoOpponents { level: level.to_owned(), what: what.to_owned() };
    let setup = recipe::setup(level).ok_or_else(|| none("it is not built in"))?;
    // A file that cannot be read should be known before the training, not after it.
    let file = folder.join(MEASURED);
    let mut measurements = read(&file)?;
    let looks = ladder::climb(&setup, steps(level), watch)?;
    let chosen = ladder::choose(&setup, looks)?;
    let chosen = chosen.ok_or_else(|| none("too few snapshots of the run lead up to its end"))?;
    let measured = measure(&setup, &chosen)?;
    for (rung, Snapshot { policy, .. }) in chosen.into_iter().enumerate() {
        let policy = Arc::unwrap_or_clone(policy);
        files::put(&file_of(folder, level, rung), &Checkpoint { policy }.to_bytes(), force)?;
    }
    let opponents = measured.opponents.clone();
    measurements.set_level(measured);
    let text = measurements.to_toml().map_err(|error| unusable(&file, error.to_string()))?;
    files::put(&file, text.as_bytes(), true)?;
    Ok(opponents)
}

/// What the chosen ones come to against each other, alone, and against keys that are learned by heart.
fn measure(setup: &Setup, chosen: &[Snapshot]) -> Result<Ladder, RunError> {
    let level = &setup.level;
    let controllers: Vec<Controller> = chosen.iter().map(|snapshot| snapshot.controller(setup)).collect();
    let games = f64::from(Measurements::ROUNDS);
    let points = round_robin(level, &controllers, Measurements::ROUNDS / 2, ROUND_ROBIN)?;
    let mut opponents = Vec::new();
    for (snapshot, rated) in chosen.iter().zip(bradley_terry(&points, games, Measurements::MEAN)) {
        let alone = evaluate(
            &snapshot.policy,
            setup.observation,
            level,
            Measurements::EPISODES,
            ALONE,
            ActionSelection::Sample,
        )?;
        let mean = |of: fn(&EpisodeRecord) -> f64| {
            let sum: f64 = alone.iter().map(of).sum();
            rounded(sum / alone.len() as f64, 1e4)
        };
        opponents.push(Measured {
            episodes: snapshot.episodes,
            training_steps: snapshot.policy.metadata.step,
            epsilon: snapshot.policy.epsilon(),
            rating: rounded(rated.rating, 10.0),
            interval: rounded(NORMAL_95 * rated.error, 10.0),
            episode_return: mean(|episode| episode.episode_return.into()),
            success: mean(|episode| f64::from(u8::from(episode.goal))),
            steps: mean(|episode| episode.length.into()),
            hits: mean(|episode| episode.hits.into()),
        });
    }
    let scores = points.iter().enumerate().skip(1);
    let scores = scores.map(|(rung, row)| row[..rung].iter().map(|won| rounded(won / games, 1e4)).collect()).collect();
    let fixed_keys = fixed_keys_against(setup, chosen, &controllers, &opponents)?;
    Ok(Ladder { level: level.name.clone(), scores, fixed_keys, opponents })
}

/// What keys learned by heart come to against the opponent that is suggested to a player who errs.
fn fixed_keys_against(
    setup: &Setup,
    chosen: &[Snapshot],
    controllers: &[Controller],
    opponents: &[Measured],
) -> Result<FixedKeys, RunError> {
    let (level, best) = (&setup.level, &chosen[chosen.len() - 1]);
    let good = Controller::Policy { policy: best.policy.clone(), observation: setup.observation, sample: false };
    let erring = Controller::Erring(Arc::new(good.clone()), ERRORS);
    let tallies = in_parallel(controllers.len(), |rung| {
        let seed = ERRING + rung as u64 * u64::from(ERRING_PAIRS);
        duel(level, [&erring, &controllers[rung]], ERRING_PAIRS, seed)
    });
    let tallies = tallies.into_iter().collect::<Result<Vec<Tally>, MatchError>>()?;
    let ratings: Vec<f64> = opponents.iter().map(|opponent| opponent.rating.into()).collect();
    let own = performance(tallies.iter().map(Tally::points).sum(), &ratings, f64::from(2 * ERRING_PAIRS));
    let rung = Rung::Suggested.index(opponents, own as f32).unwrap_or_default();
    let (keys, wins) = best_fixed_keys(level, &controllers[rung], &good, Search::default())?;
    Ok(FixedKeys {
        opponent: opponents[rung].episodes,
        wins,
        keys: keys.into_iter().map(Action::name).collect::<Vec<_>>().join(","),
    })
}

fn rounded(value: f64, parts: f64) -> f32 {
    ((value * parts).round() / parts) as f32
}

/// What the folder says of its opponents so far.
fn read(file: &Path) -> Result<Measurements, RunError> {
    let Some(bytes) = files::read_if_there(file)? else {
        return Ok(Measurements::default());
    };
    let text = files::text(bytes).map_err(|error| unusable(file, error.to_string()))?;
    text.parse().map_err(|finding| unusable(file, finding))
}

fn unusable(file: &Path, what: String) -> RunError {
    RunError::Unusable { path: file.to_owned(), what }
}
