//! Saving what the runs have: levels, checkpoints, runs, curves and records. Opening them again is in `loading`.
//! What the bytes mean is known by the rooms that wrote them.

use std::{fmt::Write as _, path::Path};

use bevy::prelude::*;

use super::{
    control::Wish,
    dialogs::{DialogFailed, FileChosen, OpenDialog, Purpose},
    faults::Fault,
    lanes::Lanes,
    notices::Announcer,
    optima::CurrentOptimum,
    sets::ControlSystems,
    simulation_clock::SimulationClock,
    versus::MatchRecords,
};
use crate::{
    arena::Metric,
    curves::{CurveError, LearningCurve, Run, Words},
    disk, files,
    panels::{
        Command, CurveFile, SaveWhat,
        versus::{MatchDraft, SeatChoice},
    },
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (ask.in_set(ControlSystems), serve, explain_missing_dialog));
}

type SaveOutcome = Result<(), Fault>;

/// Asks which file, where something is to be opened or saved.
fn ask(mut wishes: MessageReader<Wish>, lanes: Res<Lanes>, mut dialog: ResMut<OpenDialog>) {
    for Wish(wish) in wishes.read() {
        let purpose = match wish {
            Command::Open => Purpose::Open,
            Command::Save(what) => Purpose::Save(*what),
            Command::ExportCurves(file) => Purpose::Curves(*file),
            _ => continue,
        };
        dialog.ask(purpose, &format!("{}-{}", lanes.plan.level.name, lanes.plan.draft.algorithm));
    }
}

fn serve(
    mut chosen: MessageReader<FileChosen>,
    lanes: Res<Lanes>,
    clock: Res<SimulationClock>,
    mut draft: ResMut<MatchDraft>,
    records: Res<MatchRecords>,
    optimum: Res<CurrentOptimum>,
    mut announcer: Announcer,
) {
    for FileChosen { purpose, path } in chosen.read() {
        let outcome = match purpose {
            // Whoever shows it opens it; the lab saves what is its own.
            Purpose::Open | Purpose::Replay | Purpose::Lab(_) => continue,
            // The match takes it up when it begins, and says then if it cannot.
            Purpose::Opponent(seat) => {
                if let Some(choice) = draft.seats.get_mut(*seat) {
                    *choice = SeatChoice::File(path.clone());
                }
                Ok(())
            }
            Purpose::Records => write(path, records.records.to_csv().as_bytes()),
            Purpose::Save(SaveWhat::Policy) => save_policy(&lanes, path),
            Purpose::Save(SaveWhat::Run) => save_run(&lanes, &clock, path),
            Purpose::Save(SaveWhat::Level) => save_level(&lanes, path),
            Purpose::Curves(CurveFile::Csv) => write(path, curves_csv(&lanes).as_bytes()),
            Purpose::Curves(CurveFile::Png) => {
                curves_png(&lanes, optimum.known().map(|optimum| optimum.optimal_return))
                    .map_err(|error| Fault::Write { file: path.display().to_string(), finding: error.to_string() })
                    .and_then(|png| write(path, &png))
            }
        };
        match outcome {
            Ok(()) if purpose.reads() => announcer.done_with("notice-opened", path),
            Ok(()) => announcer.done_with("notice-saved", path),
            Err(fault) => announcer.error(fault),
        }
    }
}

fn explain_missing_dialog(mut failures: MessageReader<DialogFailed>, mut announcer: Announcer) {
    if failures.read().next().is_some() {
        announcer.note("notice-no-dialog");
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
    write(path, lanes.plan.level.to_toml().as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> SaveOutcome {
    files::write_atomically(path, bytes).map_err(|refused| Fault::write(path, &refused))
}

/// All curves of all lanes as they are drawn: a line per lane, metric and stretch of episodes.
fn curves_csv(lanes: &Lanes) -> String {
    let mut text = "lane,seed,algorithm,metric,episode,mean,min,max,count\n".to_owned();
    for (number, lane) in lanes.all.iter().enumerate() {
        let Some(setup) = lane.simulation.setup() else { continue };
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
    let runs = lanes.all.iter().filter_map(|lane| {
        let curve = lane.simulation.history().curve(Metric::Return).iter();
        let returns =
            curve.flat_map(|bucket| std::iter::repeat_n(bucket.mean, (bucket.count / every) as usize)).collect();
        Some(Run { seed: lane.simulation.setup()?.seed, returns })
    });
    let draft = &lanes.plan.draft;
    let curve = LearningCurve {
        title: format!("{}, {}", lanes.plan.level.name, draft.algorithm),
        subtitle: format!("{}", draft.observation),
        runs: runs.collect(),
        every: every as usize,
        optimum,
        window: 100,
        words: Words::RETURNS,
    };
    curve.png()
}
