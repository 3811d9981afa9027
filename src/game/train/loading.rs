//! Opening what the runs are made of: levels, checkpoints and saved runs, for the command line, dialogs and dropped files alike.
//! Saving them is in `saving`; what the bytes mean is known by the modules that wrote them.

use std::{fs, io, path::Path, sync::Arc};

use bevy::prelude::*;

use super::{editing::Edits, opening};
use crate::{
    arena::{ResumeError, Setup, Simulation, SimulationState},
    disk,
    game::{Announcer, Fault, FileKind, Lane, Lanes, Notice, OpenFile, RunPlan, SimulationClock, kinds::name_of},
    gridworld::{Level, Observation},
    learning::{Opened, Policy, Said},
    panels::{Draft, LevelChoice, Tab},
    tensors::weights::{WeightsError, WeightsFault},
};

/// A run that is larger than this is none of ours.
const LARGEST_RUN: u64 = 512 << 20;

/// What was made from a file, to be put in the place of what runs.
pub struct LoadedRun {
    /// The choices that it comes from.
    pub plan: RunPlan,
    /// The runs.
    pub lanes: Vec<Lane>,
    /// Whether time stood for it, where the file says so.
    pub paused: Option<bool>,
    /// What should be known of the file.
    pub remarks: Remarks,
}

/// What a file of weights left open, and what of it is not shown; of a saved run, whether it goes on as it would have.
#[derive(Default)]
pub struct Remarks {
    file: String,
    is_activation_assumed: bool,
    left_out: Vec<String>,
    has_other_numerics: bool,
}

impl Remarks {
    /// What the person is told.
    pub fn notices(self) -> impl Iterator<Item = Notice> {
        let Self { file, is_activation_assumed, left_out, has_other_numerics } = self;
        let note = |is_so: bool, key| is_so.then(|| Notice::NoteOf(key, file.clone()));
        let notes = [
            note(is_activation_assumed, "notice-assumed-relu"),
            note(has_other_numerics, "notice-other-numerics"),
            (!left_out.is_empty()).then(|| Notice::LeftOut { file: file.clone(), names: left_out }),
        ];
        notes.into_iter().flatten()
    }
}

pub(super) fn open(
    mut commands: Commands,
    mut opened: MessageReader<OpenFile>,
    mut lanes: ResMut<Lanes>,
    mut clock: ResMut<SimulationClock>,
    mut edits: ResMut<Edits>,
    mut tab: ResMut<NextState<Tab>>,
    mut announcer: Announcer,
) {
    for file in opened.read() {
        let loaded = load(&lanes.plan(), file, &Said::default(), false);
        if let Some(LoadedRun { plan, lanes: loaded, paused, remarks }) = loaded.and_then(|run| announcer.ok(run)) {
            opening::end(&mut commands);
            edits.forget();
            lanes.replace(plan.draft.into(), loaded);
            clock.playing = paused.map_or(clock.playing, |paused| !paused);
            NextState::set_if_neq(&mut tab, file.kind.tab());
            announcer.done_with("notice-opened", &file.path);
            remarks.notices().for_each(|notice| announcer.tell(notice));
        }
    }
}

/// Makes runs from a file, with the choices of `now` for all that it does not say; `None` for what other screens show. What is said of
/// a checkpoint must be true of it; `here` it plays on the level of `now`, and not on the one that it was trained on.
pub fn load(now: &RunPlan, file: &OpenFile, said: &Said, here: bool) -> Option<Result<LoadedRun, Fault>> {
    let OpenFile { kind, path, network } = file;
    match kind {
        FileKind::Level => Some(level(now, path)),
        FileKind::Checkpoint => {
            let said = Said { network: network.clone(), ..said.clone() };
            Some(checkpoint(now, path, &said, here))
        }
        FileKind::Run => Some(run(now, path)),
        FileKind::Replay | FileKind::Weights | FileKind::Lab => None,
    }
}

fn level(now: &RunPlan, path: &Path) -> Result<LoadedRun, Fault> {
    let level = Arc::new(disk::level(path)?);
    let plan = RunPlan { draft: Draft { level: LevelChoice::File(path.to_owned()), ..now.draft.clone() }, level };
    Ok(LoadedRun { lanes: plan.build()?, plan, paused: None, remarks: Remarks::default() })
}

fn checkpoint(now: &RunPlan, path: &Path, said: &Said, here: bool) -> Result<LoadedRun, Fault> {
    let Opened { policy, left_out, is_activation_assumed, .. } = match disk::policy(path, said) {
        // A file from elsewhere is taken for the algorithm that is chosen now.
        Err(WeightsError { fault: WeightsFault::Unsaid { .. }, .. }) if said.algorithm.is_none() => {
            disk::policy(path, &Said { algorithm: Some(now.draft.algorithm), ..said.clone() })
        }
        opened => opened,
    }?;
    let (plan, setup) = plan_for(&policy, now, here)
        .ok_or_else(|| Fault::Inputs { file: path.display().to_string(), inputs: policy.network.inputs() })?;
    let simulation = Simulation::from_policy(&setup, &policy)?;
    let remarks = Remarks { file: name_of(path), is_activation_assumed, left_out, ..Remarks::default() };
    Ok(LoadedRun { remarks, ..loaded(plan, simulation, None) })
}

/// The level and observation that a policy fits: those that it names, else the level on the board with any observation of its length.
/// Only the latter where a person wants it to play `here`.
fn plan_for(policy: &Policy, now: &RunPlan, here: bool) -> Option<(RunPlan, Setup)> {
    let named = policy.metadata.level.as_deref().filter(|_| !here).and_then(|name| {
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
            draft.choose_preset(policy.algorithm, draft.preset, &level);
        }
        (draft.level, draft.observation, draft.lanes) = (choice, observation, 1);
        let setup = Setup {
            level: level.clone(),
            algorithm: policy.algorithm,
            observation,
            hyperparameters: draft.hyperparameters.clone(),
            seed: draft.seed,
        };
        Some((RunPlan { draft, level }, setup))
    })
}

fn run(now: &RunPlan, path: &Path) -> Result<LoadedRun, Fault> {
    let unreadable = |refused: io::Error| Fault::read(path, &refused);
    let damaged = |error: ResumeError| Fault::run(path, &error);
    if fs::metadata(path).map_err(unreadable)?.len() > LARGEST_RUN {
        return Err(Fault::Run { file: path.display().to_string(), finding: format!("> {LARGEST_RUN} bytes") });
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let state = SimulationState::from_bytes(&bytes).map_err(damaged)?;
    let paused = state.paused;
    let simulation = Simulation::from_state(state).map_err(damaged)?;
    // A state has a setup, or it would have been refused.
    let setup = simulation.setup().cloned().ok_or_else(|| damaged(ResumeError::NothingLearns))?;
    let has_other_numerics = simulation.has_other_numerics();
    let remarks = Remarks { file: name_of(path), has_other_numerics, ..Remarks::default() };
    let plan = RunPlan::of_setup(setup, now.draft.clone());
    Ok(LoadedRun { remarks, ..loaded(plan, simulation, paused) })
}

fn loaded(plan: RunPlan, simulation: Simulation, paused: Option<bool>) -> LoadedRun {
    LoadedRun { plan, lanes: vec![Lane::of(simulation)], paused, remarks: Remarks::default() }
}
