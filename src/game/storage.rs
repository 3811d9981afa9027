//! Opening and saving: levels, checkpoints, runs and curves, for dialogs and dropped files alike.
//! What the bytes mean is known by the rooms that wrote them.

use std::{fmt::Write as _, fs, io, path::Path, sync::Arc};

use bevy::prelude::*;

use super::{
    dialogs::{DialogFailed, FileChosen, Purpose},
    editing::Edits,
    faults::Fault,
    lanes::{Lanes, Plan},
    notices::Notices,
    opening,
    optima::CurrentOptimum,
    preferences::Preferences,
    versus::Ledger,
};
use crate::{
    arena::{Metric, ResumeError, Setup, Simulation, SimulationState},
    curves::{CurveError, LearningCurve, Run, Words},
    files,
    gridworld::{Level, Observation},
    language::Texts,
    learning::{Checkpoint, Policy, Said},
    panels::{CurveFile, Draft, LevelChoice, MessageKind, SaveWhat, versus::SeatChoice},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (serve, explain_missing_dialog));
}

/// A run that is larger than this is none of ours.
const LARGEST_RUN: u64 = 512 << 20;

type Outcome = Result<(), Fault>;

#[expect(clippy::too_many_arguments, reason = "what is opened and saved lies in as many places")]
fn serve(
    mut commands: Commands,
    mut chosen: MessageReader<FileChosen>,
    mut lanes: ResMut<Lanes>,
    mut edits: ResMut<Edits>,
    mut notices: ResMut<Notices>,
    mut preferences: ResMut<Preferences>,
    ledger: Res<Ledger>,
    optimum: Res<CurrentOptimum>,
    texts: Res<Texts>,
) {
    for FileChosen { purpose, path } in chosen.read() {
        let outcome = match purpose {
            Purpose::Open => open(&mut lanes, path).map(|()| {
                opening::end(&mut commands);
                edits.forget();
            }),
            // Its own screen shows it, and says if it cannot.
            Purpose::Replay | Purpose::Lab(_) => continue,
            // The match takes it up when it begins, and says then if it cannot.
            Purpose::Opponent(seat) => {
                if let Some(choice) = preferences.versus.seats.get_mut(*seat) {
                    *choice = SeatChoice::File(path.clone());
                }
                Ok(())
            }
            Purpose::Records => write(path, ledger.records.to_csv().as_bytes()),
            Purpose::Save(SaveWhat::Policy) => save_policy(&lanes, path),
            Purpose::Save(SaveWhat::Run) => save_run(&lanes, path),
            Purpose::Save(SaveWhat::Level) => save_level(&lanes, path),
            Purpose::Curves(CurveFile::Csv) => write(path, curves_csv(&lanes).as_bytes()),
            Purpose::Curves(CurveFile::Png) => {
                curves_png(&lanes, optimum.known().map(|optimum| optimum.optimal_return))
                    .map_err(|error| Fault::Write { file: path.display().to_string(), finding: error.to_string() })
                    .and_then(|png| write(path, &png))
            }
        };
        let name = path.display().to_string();
        match outcome {
            Ok(()) if purpose.reads() => {
                notices.push(MessageKind::Done, &texts.t_with("notice-opened", &[("file", name.into())]));
            }
            Ok(()) => notices.push(MessageKind::Done, &texts.t_with("notice-saved", &[("file", name.into())])),
            Err(fault) => notices.push(MessageKind::Error, &fault.say(&texts)),
        }
    }
}

fn explain_missing_dialog(mut failures: MessageReader<DialogFailed>, mut notices: ResMut<Notices>, texts: Res<Texts>) {
    if failures.read().next().is_some() {
        notices.push(MessageKind::Notice, texts.t("notice-no-dialog"));
    }
}

/// A level, a checkpoint or a run, by the file's ending.
fn open(lanes: &mut Lanes, path: &Path) -> Outcome {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("toml") => open_level(lanes, path),
        Some("safetensors") => open_checkpoint(lanes, path),
        Some("run" | "bin") => open_run(lanes, path),
        _ => Err(Fault::Kind { file: path.display().to_string() }),
    }
}

fn open_level(lanes: &mut Lanes, path: &Path) -> Outcome {
    let level = Level::load(path)?;
    let draft = Draft { level: LevelChoice::File(path.to_owned()), ..lanes.plan.draft.clone() };
    lanes.restart(Plan { draft, level: Arc::new(level) }).map_err(Fault::from)
}

/// A checkpoint. A file from elsewhere is taken for the algorithm that is chosen now.
fn open_checkpoint(lanes: &mut Lanes, path: &Path) -> Outcome {
    let said = Said { algorithm: Some(lanes.plan.draft.algorithm), ..Said::default() };
    let policy = Checkpoint::load_foreign(path, &said)?.policy;
    let (plan, setup) = plan_for(&policy, &lanes.plan)
        .ok_or_else(|| Fault::Inputs { file: path.display().to_string(), inputs: policy.network.inputs() })?;
    let simulation = Simulation::from_policy(&setup, &policy)?;
    adopt(lanes, plan, simulation);
    Ok(())
}

/// The level and observation that a policy fits: those that it names, else the level on the board with any observation of its length.
fn plan_for(policy: &Policy, now: &Plan) -> Option<(Plan, Setup)> {
    let named = policy.metadata.level.as_deref().and_then(|name| {
        let level = Level::built_in(name)?;
        Some((LevelChoice::BuiltIn(name.to_owned()), Arc::new(level)))
    });
    let here = (now.draft.level.clone(), now.level.clone());
    let observations: Vec<Observation> = match policy.observation {
        Some(observation) => vec![observation],
        None => Observation::COMMON.to_vec(),
    };
    let inputs = policy.network.inputs();
    named.into_iter().chain([here]).find_map(|(choice, level)| {
        let observation = *observations.iter().find(|observation| observation.len(&level) == inputs)?;
        let mut draft = now.draft.clone();
        if draft.algorithm != policy.algorithm {
            draft.choose_preset(policy.algorithm, draft.preset);
        }
        (draft.level, draft.observation, draft.lanes) = (choice, observation, 1);
        let setup = Setup {
            level: level.clone(),
            algorithm: policy.algorithm,
            observation,
            hyperparameters: draft.hyperparameters.clone(),
            seed: draft.seed,
        };
        Some((Plan { draft, level }, setup))
    })
}

fn open_run(lanes: &mut Lanes, path: &Path) -> Outcome {
    let unreadable = |refused: io::Error| Fault::read(path, &refused);
    let damaged = |error: ResumeError| Fault::run(path, &error);
    if fs::metadata(path).map_err(unreadable)?.len() > LARGEST_RUN {
        return Err(Fault::Run { file: path.display().to_string(), finding: format!("> {LARGEST_RUN} bytes") });
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let state = SimulationState::from_bytes(&bytes).map_err(damaged)?;
    let simulation = Simulation::from_state(state).map_err(damaged)?;
    let Some(setup) = simulation.setup().cloned() else {
        return Ok(());
    };
    let built_in = Level::built_in(&setup.level.name).filter(|level| *level == *setup.level);
    let level = match built_in {
        Some(_) => LevelChoice::BuiltIn(setup.level.name.clone()),
        None => LevelChoice::Edited,
    };
    let draft = Draft {
        level,
        algorithm: setup.algorithm,
        observation: setup.observation,
        seed: setup.seed,
        lanes: 1,
        ..lanes.plan.draft.clone()
    };
    adopt(lanes, Plan { draft, level: setup.level }, simulation);
    Ok(())
}

/// The simulation's own settings are the plan's.
fn adopt(lanes: &mut Lanes, mut plan: Plan, simulation: Simulation) {
    if let Some(setup) = simulation.setup() {
        plan.draft.hyperparameters = setup.hyperparameters.clone();
    }
    lanes.adopt(plan, simulation);
}

fn save_policy(lanes: &Lanes, path: &Path) -> Outcome {
    // Every lane learns, so there is always a checkpoint.
    lanes.shown().simulation.checkpoint().map_or(Ok(()), |checkpoint| Ok(checkpoint.save(path)?))
}

fn save_run(lanes: &Lanes, path: &Path) -> Outcome {
    let bytes = lanes
        .shown()
        .simulation
        .state()
        .and_then(|state| state.to_bytes())
        .map_err(|error| Fault::run(path, &error))?;
    write(path, &bytes)
}

fn save_level(lanes: &Lanes, path: &Path) -> Outcome {
    write(path, lanes.plan.level.to_toml().as_bytes())
}

fn write(path: &Path, bytes: &[u8]) -> Outcome {
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
