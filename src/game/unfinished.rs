//! What runs when the window is closed is kept in the data folder, and the next start offers to go on with it: the runs that learn, in
//! the format of saved runs, and the session of the sequence lab. Until the person has answered, nothing learns and nothing is kept.

use std::{
    fs,
    path::{Path, PathBuf},
};

use bevy::{ecs::system::SystemParam, prelude::*, window::ExitSystems};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::{
    Announcer, ControlSystems, DataFolder, DrawSystems, Fault, Lane, Lanes, MeasureOptions, Notice, RunPlan,
    SimulationClock, SimulationSystems, WindowOptions, failure, sequence::TrainingSession,
};
use crate::{
    arena::{ResumeError, Simulation, SimulationState},
    disk,
    files::{self, SetAside},
    language::Texts,
    panels::{
        Look, SequenceChoices, Settings, UnfinishedCommand, UnfinishedLab, UnfinishedTraining, UnfinishedView,
        unfinished_question,
    },
    sequence::LabState,
    theme::Theme,
};

/// The folder inside the data folder.
const FOLDER: &str = "unfinished";
/// The runs, one behind the other: as a saved run the file is the first of them.
const TRAINING: &str = "training.run";
const LAB: &str = "lab.lab";
/// What was kept before, of which nobody has gone on.
const BEFORE: &str = "before";

pub(super) fn plugin(app: &mut App) {
    app.add_message::<UnfinishedCommand>()
        .init_resource::<Unfinished>()
        .add_systems(Update, answer.in_set(ControlSystems))
        // That the window is closed is told in this schedule; in turbo the runs are away after it.
        .add_systems(Last, keep.after(ExitSystems).before(SimulationSystems))
        .add_systems(EguiPrimaryContextPass, ask.in_set(DrawSystems::Windows));
}

/// What may be gone on with.
#[derive(Resource, Default)]
pub struct Unfinished {
    /// What the person is asked about.
    offer: Option<Offer>,
    /// Whether what runs goes on from what was kept, so that it may take its place.
    is_continued: bool,
}

impl Unfinished {
    /// What the person is asked about.
    #[must_use]
    pub fn view(&self) -> Option<&UnfinishedView> {
        self.offer.as_ref().map(|offer| &offer.view)
    }
}

/// What was kept at the last close.
struct Offer {
    view: UnfinishedView,
    training: Option<Vec<SimulationState>>,
    lab: Option<LabState>,
    /// Whether time would run now.
    is_playing: bool,
}

/// Offers what was kept at the last close, if there is anything, to a person who has said nothing else. What cannot be read is set
/// aside, and told.
pub fn offer_unfinished(app: &mut App, options: &WindowOptions) {
    let Some(folder) = app.world().resource::<DataFolder>().0.as_ref().map(|folder| folder.join(FOLDER)) else {
        return;
    };
    if options.screen().is_some() || options.measure.is_some() {
        return;
    }
    let mut faults = Vec::new();
    let training = found(&folder.join(TRAINING), training, &mut faults);
    let lab = found(&folder.join(LAB), |path| Ok(disk::lab(path)?), &mut faults);
    app.world_mut().write_message_batch(faults.into_iter().map(Notice::Fault));
    if training.is_none() && lab.is_none() {
        return;
    }
    let view = UnfinishedView {
        training: training.as_ref().and_then(|states| {
            let first = states.first()?;
            let (level, algorithm) = (first.setup().level.name.clone(), first.setup().algorithm);
            Some(UnfinishedTraining { level, algorithm, episodes: first.episodes(), lanes: states.len() })
        }),
        lab: lab.as_ref().map(|state| UnfinishedLab {
            preset: state.preset,
            task: state.models[0].settings().task.kind,
            steps: [state.steps(), state.stop.steps],
        }),
    };
    let is_playing = std::mem::take(&mut app.world_mut().resource_mut::<SimulationClock>().playing);
    app.world_mut().resource_mut::<Unfinished>().offer = Some(Offer { view, training, lab, is_playing });
}

/// What was kept under this name; `None` where nothing was, or what was cannot be read.
fn found<T>(path: &Path, read: impl FnOnce(&Path) -> Result<T, Fault>, faults: &mut Vec<Fault>) -> Option<T> {
    if !files::is_taken(path) {
        return None;
    }
    let fault = match read(path) {
        Ok(found) => return Some(found),
        Err(fault) => fault,
    };
    faults.push(Fault::UnfinishedAside(SetAside::of(path, fault.to_string())));
    None
}

fn training(path: &Path) -> Result<Vec<SimulationState>, Fault> {
    let bytes = fs::read(path).map_err(|refused| Fault::read(path, &refused))?;
    SimulationState::several_from_bytes(&bytes).map_err(|error| Fault::run(path, &error))
}

fn ask(
    mut contexts: EguiContexts,
    (texts, theme, settings): (Res<Texts>, Res<Theme>, Res<Settings>),
    unfinished: Res<Unfinished>,
    mut answers: MessageWriter<UnfinishedCommand>,
) -> Result {
    let context = contexts.ctx_mut()?;
    let look = Look { texts: &texts, theme: &theme, keys: &settings.keys };
    answers.write_batch(unfinished.view().and_then(|view| unfinished_question(context, look, view)));
    Ok(())
}

/// What goes on.
#[derive(SystemParam)]
struct Running<'w> {
    lanes: ResMut<'w, Lanes>,
    clock: ResMut<'w, SimulationClock>,
    session: ResMut<'w, TrainingSession>,
    choices: ResMut<'w, SequenceChoices>,
}

fn answer(
    mut answers: MessageReader<UnfinishedCommand>,
    mut unfinished: ResMut<Unfinished>,
    mut running: Running,
    mut announcer: Announcer,
) {
    for answer in answers.read() {
        let Some(Offer { training, lab, is_playing, .. }) = unfinished.offer.take() else { continue };
        running.clock.playing = is_playing;
        unfinished.is_continued = *answer == UnfinishedCommand::Continue;
        if !unfinished.is_continued {
            continue;
        }
        if let Some(state) = lab {
            running.session.open(state, &mut running.choices);
        }
        if let Some(Err(error)) = training.map(|states| running.resume(states)) {
            announcer.error(Fault::Run { file: TRAINING.to_owned(), finding: error.to_string() });
            // What could not be gone on with is not replaced.
            unfinished.is_continued = false;
        }
    }
}

impl Running<'_> {
    /// Puts the runs in the place of those that began with the window.
    fn resume(&mut self, states: Vec<SimulationState>) -> Result<(), ResumeError> {
        let paused = states.first().and_then(|state| state.paused);
        let simulations: Vec<_> = states.into_iter().map(Simulation::from_state).collect::<Result<_, _>>()?;
        let Some(setup) = simulations.first().and_then(Simulation::setup).cloned() else { return Ok(()) };
        let now = self.lanes.plan();
        let mut plan = RunPlan::of_setup(setup, now.draft.clone());
        if plan.level == now.level {
            // The file that it comes from is known.
            plan.draft.level = now.draft.level;
        }
        self.lanes.replace(plan.draft.into(), simulations.into_iter().map(Lane::of).collect());
        self.clock.playing = paused.map_or(self.clock.playing, |paused| !paused);
        Ok(())
    }
}

/// Keeps what runs when the window is closed. That it cannot be written is said, and closes the window all the same.
fn keep(
    mut exits: MessageReader<AppExit>,
    folder: Res<DataFolder>,
    unfinished: Res<Unfinished>,
    measuring: Option<Res<MeasureOptions>>,
    mut running: Running,
    mut announcer: Announcer,
) {
    let is_closing = exits.read().count() > 0;
    let Some(folder) = folder.0.as_ref().map(|folder| folder.join(FOLDER)) else { return };
    if !is_closing || measuring.is_some() || unfinished.offer.is_some() {
        return;
    }
    let Running { lanes, clock, session, choices } = &mut running;
    let mut done: Vec<Result<(), Fault>> = Vec::new();
    if lanes.all.iter().any(|lane| lane.simulation.ticks() > 0) {
        let path = folder.join(TRAINING);
        let bytes = training_bytes(lanes, !clock.playing).map_err(|error| Fault::run(&path, &error));
        done.push(bytes.and_then(|bytes| write(&path, &bytes, unfinished.is_continued)));
    }
    if session.has_learned() {
        let path = folder.join(LAB);
        let bytes = session.state(choices).and_then(|state| Ok(disk::lab_bytes(&path, &state)?));
        done.push(bytes.and_then(|bytes| write(&path, &bytes, unfinished.is_continued)));
    }
    for fault in done.into_iter().filter_map(Result::err) {
        failure::say(&fault);
        announcer.error(fault);
    }
}

/// All runs, one behind the other.
fn training_bytes(lanes: &Lanes, paused: bool) -> Result<Vec<u8>, ResumeError> {
    let mut bytes = Vec::new();
    for lane in &lanes.all {
        let mut state = lane.simulation.state()?;
        state.paused = Some(paused);
        bytes.extend(state.to_bytes()?);
    }
    Ok(bytes)
}

/// Writes what is kept in one piece. What was kept before stays beside it, unless this goes on from there.
fn write(path: &Path, bytes: &[u8], is_continued: bool) -> Result<(), Fault> {
    let refused = |error| Fault::write(path, &error);
    if !is_continued && files::is_taken(path) {
        fs::rename(path, before(path)).map_err(refused)?;
    }
    files::write_atomically(path, bytes).map_err(refused)
}

fn before(path: &Path) -> PathBuf {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    path.with_extension(format!("{BEFORE}.{extension}"))
}
