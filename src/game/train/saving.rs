//! Saving what the runs have: levels, checkpoints, runs and curves. Opening them again is in `loading`.
//! What the bytes mean is known by the modules that wrote them.

use std::{fmt::Write as _, path::Path};

use bevy::prelude::*;

use crate::{
    arena::Metric,
    curves::{CurveError, LearningCurve, RunReturns, Words},
    disk, files,
    game::{Announcer, CurrentOptimum, Fault, FileChosen, Lanes, Purpose, SimulationClock},
    panels::{CurveFile, SaveWhat},
};

type SaveOutcome = Result<(), Fault>;

pub(super) fn save(
    mut chosen: MessageReader<FileChosen>,
    lanes: Res<Lanes>,
    clock: Res<SimulationClock>,
    optimum: Res<CurrentOptimum>,
    mut announcer: Announcer,
) {
    for FileChosen { purpose, path } in chosen.read() {
        let outcome = match purpose {
            Purpose::Save(SaveWhat::Policy) => save_policy(&lanes, path),
            Purpose::Save(SaveWhat::Run) => save_run(&lanes, &clock, path),
            Purpose::Save(SaveWhat::Level) => save_level(&lanes, path),
            Purpose::Curves(CurveFile::Csv) => write(path, curves_csv(&lanes).as_bytes()),
            Purpose::Curves(CurveFile::Png) => {
                curves_png(&lanes, optimum.known().map(|optimum| optimum.optimal_return))
                    .map_err(|error| Fault::write(path, error))
                    .and_then(|png| write(path, &png))
            }
            // Others' files.
            _ => continue,
        };
        announcer.saved(outcome, path);
    }
}

fn save_policy(lanes: &Lanes, path: &Path) -> SaveOutcome {
    // Every lane learns, so there is always a checkpoint.
    lanes
        .shown()
        .simulation
        .checkpoint()
        .map_or(Ok(()), |checkpoint| Ok(disk::save_weights(path, &checkpoint.to_bytes())?))
}

fn save_run(lanes: &Lanes, clock: &SimulationClock, path: &Path) -> SaveOutcome {
    let state = lanes.shown().simulation.state().map(|mut state| {
        state.paused = Some(!clock.playing);
        state
    });
    let bytes = state.and_then(|state| state.to_bytes()).map_err(|error| Fault::run(path, &error))?;
    write(path, &bytes)
}

fn save_level(lanes: &Lanes, path: &Path) -> SaveOutcome {
    write(path, lanes.setup().level.to_toml().as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> SaveOutcome {
    files::write_atomically(path, bytes).map_err(|refused| Fault::write(path, refused))
}

/// All curves of all lanes as they are drawn: a line per lane, metric and stretch of episodes.
fn curves_csv(lanes: &Lanes) -> String {
    let mut text = "lane,seed,algorithm,metric,episode,mean,min,max,count\n".to_owned();
    for (number, lane) in lanes.all.iter().enumerate() {
        let setup = lane.setup();
        for metric in Metric::ALL {
            for bucket in lane.simulation.history().curve(metric) {
                // Writing to a String cannot fail.
                let _ = writeln!(
                    text,
                    "{},{},{},{},{},{},{},{},{}",
                    number + 1,
                    setup.seed,
                    setup.algorithm,
                    metric.name(),
                    bucket.episode,
                    bucket.mean,
                    bucket.min,
                    bucket.max,
                    bucket.count
                );
            }
        }
    }
    text
}

fn curves_png(lanes: &Lanes, optimum: Option<f64>) -> Result<Vec<u8>, CurveError> {
    // Long runs are kept as means of stretches; lanes whose stretches are longer are drawn with the shortest.
    let every = lanes.all.iter().map(|lane| lane.simulation.history().stride()).min().unwrap_or(1);
    let runs = lanes.all.iter().map(|lane| {
        let curve = lane.simulation.history().curve(Metric::Return).iter();
        let returns =
            curve.flat_map(|bucket| std::iter::repeat_n(bucket.mean, (bucket.count / every) as usize)).collect();
        RunReturns { seed: lane.setup().seed, returns }
    });
    let setup = lanes.setup();
    let curve = LearningCurve {
        title: format!("{}, {}", setup.level.name, setup.algorithm),
        subtitle: setup.observation.to_string(),
        runs: runs.collect(),
        every: every as usize,
        optimum,
        window: 100,
        words: Words::RETURNS,
    };
    curve.png()
}
