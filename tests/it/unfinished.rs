//! Closing the window keeps the runs that learn and the lab's session, and the next start goes on with them as if the window had stayed
//! open, if the person wants that.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use bevy::{
    prelude::*,
    window::{PrimaryWindow, WindowCloseRequested, WindowPlugin},
};
use sidestep::{
    game::{
        DataFolder, Lanes, MeasureOptions, Notices, RunPlan, SimulationClock, Unfinished, WindowOptions,
        offer_unfinished, sequence::TrainingSession,
    },
    gridworld::Level,
    learning::{Algorithm, Preset},
    panels::{Draft, LevelChoice, SequenceCommand, Speed, Tab, TrainCommand, UnfinishedCommand},
    sequence::{CellKind, SequencePreset},
};
use tempfile::TempDir;

use crate::{headless, sequence_lab::small};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

fn options() -> WindowOptions {
    WindowOptions::default()
}

fn kept(folder: &Path, name: &str) -> PathBuf {
    folder.join("unfinished").join(name)
}

/// The program with its data in this folder, two runs side by side, paused.
fn app(folder: &Path) -> App {
    let choice = LevelChoice::BuiltIn("classic".to_owned());
    let level = Arc::new(Level::built_in("classic").expect("it is built in"));
    let draft = Draft::of_preset(Algorithm::DeepSarsa, Preset::Tuned, choice, &level);
    let plan = RunPlan { draft: Draft { lanes: 2, seed: 5, ..draft }, level };
    let mut app = headless::game(plan, |app| {
        app.insert_resource(DataFolder(Some(folder.to_owned()))).add_plugins(WindowPlugin::default());
    });
    app.insert_resource(SimulationClock::new(Speed { per_second: 600.0, turbo: false }));
    app.update();
    ask(&mut app, TrainCommand::Pause);
    app
}

fn ask<M: Message>(app: &mut App, message: M) {
    app.world_mut().write_message(message);
    app.update();
}

fn learn(app: &mut App, frames: usize) {
    ask(app, TrainCommand::Play);
    (0..frames).for_each(|_| app.update());
    ask(app, TrainCommand::Pause);
}

/// As a person closes the window: the engine ends the program two frames later.
fn close(app: &mut App) {
    let mut windows = app.world_mut().query_filtered::<Entity, With<PrimaryWindow>>();
    let window = windows.single(app.world()).expect("there is one window");
    ask(app, WindowCloseRequested { window });
    assert!(app.should_exit().is_none());
    app.update();
    assert!(app.should_exit().is_some());
}

/// A program is closed after its runs have learned a little: the file that has them.
fn closed_while_learning(folder: &Path) -> PathBuf {
    let mut first = app(folder);
    learn(&mut first, 20);
    close(&mut first);
    kept(folder, "training.run")
}

fn ticks(app: &App) -> Vec<u64> {
    app.world().resource::<Lanes>().all.iter().map(|lane| lane.simulation.ticks()).collect()
}

fn weights(app: &App) -> Vec<Vec<(Vec<f32>, Vec<f32>)>> {
    let lanes = app.world().resource::<Lanes>();
    let learners = lanes.all.iter().map(|lane| lane.simulation.learner().expect("it learns"));
    learners.map(|learner| learner.network().weights()).collect()
}

fn losses(app: &App) -> Vec<f32> {
    let models = app.world().resource::<TrainingSession>().trainees();
    models.iter().flat_map(|model| model.reports.iter().map(|report| report.loss)).collect()
}

/// A model of the lab makes some steps.
fn learn_in_the_lab(app: &mut App) {
    headless::show(app, Tab::Sequence);
    ask(app, SequenceCommand::SetModels(vec![small(CellKind::Gru)]));
    ask(app, SequenceCommand::Play);
    for _ in 0..60_000 {
        if losses(app).len() >= 6 {
            break;
        }
        app.update();
        std::thread::sleep(Duration::from_millis(1));
    }
    ask(app, SequenceCommand::Pause);
    (0..30).for_each(|_| {
        app.update();
        std::thread::sleep(Duration::from_millis(2));
    });
    headless::show(app, Tab::Train);
}

fn said(app: &App) -> String {
    app.world().resource::<Notices>().0.texts().collect::<Vec<_>>().concat()
}

#[test]
fn what_ran_when_the_window_was_closed_goes_on_as_if_it_had_stayed_open() {
    let data = folder();
    let mut first = app(data.path());
    learn(&mut first, 40);
    learn_in_the_lab(&mut first);
    let learned = losses(&first);
    assert!(learned.len() >= 6);
    close(&mut first);

    let mut next = app(data.path());
    offer_unfinished(&mut next, &options());
    let view = next.world().resource::<Unfinished>().view().expect("it is offered").clone();
    let training = view.training.expect("the runs are");
    assert_eq!((training.level.as_str(), training.algorithm, training.lanes), ("classic", Algorithm::DeepSarsa, 2));
    let lab = view.lab.expect("the lab is");
    assert_eq!(lab.steps[0], learned.len() as u64);
    ask(&mut next, UnfinishedCommand::Continue);
    assert_eq!(ticks(&next), ticks(&first));
    assert_eq!(weights(&next), weights(&first));
    assert_eq!(losses(&next), learned);
    assert!(!next.world().resource::<SimulationClock>().playing, "it was paused");
    let elsewhere = folder();
    let mut whole = app(elsewhere.path());
    learn(&mut whole, 40);
    for app in [&mut whole, &mut next] {
        (0..25).for_each(|_| ask(app, TrainCommand::Step));
    }
    assert_eq!(ticks(&next), ticks(&whole));
    assert_eq!(weights(&next), weights(&whole), "with the same bits");

    // It takes the place of what it goes on from.
    close(&mut next);
    assert_eq!(fs::read_dir(data.path().join("unfinished")).expect("it is there").count(), 2);
    let mut last = app(data.path());
    offer_unfinished(&mut last, &options());
    ask(&mut last, UnfinishedCommand::Continue);
    assert_eq!(weights(&last), weights(&next));
}

#[test]
fn nothing_learns_and_nothing_is_kept_while_the_question_is_open() {
    let folder = folder();
    let file = closed_while_learning(folder.path());
    let bytes = fs::read(&file).expect("it was kept");

    let mut next = app(folder.path());
    next.world_mut().resource_mut::<SimulationClock>().playing = true;
    offer_unfinished(&mut next, &options());
    (0..20).for_each(|_| next.update());
    assert_eq!(ticks(&next), [0, 0]);
    close(&mut next);
    assert_eq!(fs::read(&file).expect("it is still there"), bytes);
}

#[test]
fn whoever_starts_fresh_loses_nothing_until_something_else_is_kept_and_then_has_it_beside() {
    let folder = folder();
    let file = closed_while_learning(folder.path());
    let bytes = fs::read(&file).expect("it was kept");

    let mut next = app(folder.path());
    next.world_mut().resource_mut::<SimulationClock>().playing = true;
    offer_unfinished(&mut next, &options());
    ask(&mut next, UnfinishedCommand::StartFresh);
    assert!(next.world().resource::<Unfinished>().view().is_none());
    assert!(next.world().resource::<SimulationClock>().playing, "time runs as it would have");
    assert_eq!(fs::read(&file).expect("it is still there"), bytes);
    (0..10).for_each(|_| next.update());
    close(&mut next);
    assert_ne!(fs::read(&file).expect("the new runs"), bytes);
    assert_eq!(fs::read(kept(folder.path(), "training.before.run")).expect("the old ones"), bytes);
}

#[test]
fn runs_that_have_made_no_step_are_not_worth_a_question() {
    let folder = folder();
    let mut first = app(folder.path());
    first.update();
    close(&mut first);
    assert!(!folder.path().join("unfinished").exists());
    offer_unfinished(&mut first, &options());
    assert!(first.world().resource::<Unfinished>().view().is_none());
}

#[test]
fn whoever_has_said_what_to_open_is_not_asked() {
    let folder = folder();
    closed_while_learning(folder.path());
    let measure = MeasureOptions { duration: Duration::from_secs(1), recording: false, program_start: Instant::now() };
    for options in [
        WindowOptions { tab: Some(Tab::Train), ..options() },
        WindowOptions { seed: Some(1), ..options() },
        WindowOptions { speed: Some(Speed::default()), ..options() },
        WindowOptions { lab: Some(SequencePreset::Gap5), ..options() },
        WindowOptions { measure: Some(measure), ..options() },
    ] {
        let mut next = app(folder.path());
        offer_unfinished(&mut next, &options);
        assert!(next.world().resource::<Unfinished>().view().is_none(), "{options:?}");
    }
    let mut next = app(folder.path());
    offer_unfinished(&mut next, &options());
    assert!(next.world().resource::<Unfinished>().view().is_some());
}

#[test]
fn what_cannot_be_read_is_set_aside_and_told() {
    let folder = folder();
    let file = closed_while_learning(folder.path());
    let mut bytes = fs::read(&file).expect("it was kept");
    bytes.truncate(bytes.len() - 10);
    fs::write(&file, &bytes).expect("written");
    fs::write(kept(folder.path(), "lab.lab"), "nothing").expect("written");
    let mut next = app(folder.path());
    offer_unfinished(&mut next, &options());
    assert!(next.world().resource::<Unfinished>().view().is_none());
    next.update();
    for name in ["training.damaged-1.run", "lab.damaged-1.lab"] {
        assert!(said(&next).contains(name), "{}", said(&next));
        assert!(kept(folder.path(), name).exists());
    }
    assert!(!file.exists());
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_closes_all_the_same() {
    let folder = folder();
    let taken = folder.path().join("taken");
    fs::write(&taken, "a file").expect("written");
    let mut app = app(&taken);
    learn(&mut app, 10);
    learn_in_the_lab(&mut app);
    close(&mut app);
    app.update();
    assert!(said(&app).contains("training.run") && said(&app).contains("lab.lab"), "{}", said(&app));
    assert_eq!(fs::read_to_string(&taken).expect("read"), "a file");
}
