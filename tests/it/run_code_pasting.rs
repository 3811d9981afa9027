//! Run codes in the window: what is copied can be pasted, is shown before it replaces anything, and gives the same
//! run.

use std::sync::Arc;

use bevy::prelude::*;
use sidestep::{
    arena::{NUMERICS, RunCode, Setup, Simulation},
    game::{CopiedText, FileChosen, Lanes, Notices, PastedRun, Purpose, RunPlan, SimulationClock},
    gridworld::{Cell, Level},
    learning::{Algorithm, Hyperparameters, Preset},
    panels::{Draft, LevelChoice, RunCodeCommand, TrainCommand},
};

use crate::headless;

/// A window in which time stands, with a run on this level.
fn window(level: Level, choice: LevelChoice) -> App {
    let mut draft = Draft::of_preset(Algorithm::DeepSarsa, Preset::Tuned, choice, &level);
    (draft.seed, draft.hyperparameters.gamma) = (41, 0.8);
    let mut app = headless::game(RunPlan { draft, level: Arc::new(level) }, |_| {});
    app.world_mut().resource_mut::<SimulationClock>().playing = false;
    app.update();
    app
}

fn on(name: &str) -> App {
    window(Level::built_in(name).expect("it is built in"), LevelChoice::BuiltIn(name.to_owned()))
}

fn ask(app: &mut App, command: TrainCommand) {
    app.world_mut().write_message(command);
    app.update();
}

fn copy(app: &mut App) -> String {
    ask(app, TrainCommand::RunCode(RunCodeCommand::Copy));
    app.world().resource::<CopiedText>().0.clone()
}

fn paste(app: &mut App, text: &str) {
    app.world_mut().resource_mut::<CopiedText>().0 = text.to_owned();
    app.world_mut().insert_resource(Notices::default());
    ask(app, TrainCommand::RunCode(RunCodeCommand::Paste));
}

fn asks(app: &App) -> bool {
    app.world().resource::<PastedRun>().view().is_some()
}

fn said(app: &App) -> String {
    app.world().resource::<Notices>().0.texts().collect::<Vec<_>>().join("\n")
}

fn steps(app: &mut App, count: usize) {
    for _ in 0..count {
        ask(app, TrainCommand::Step);
    }
}

fn run(app: &App) -> &Simulation {
    &app.world().resource::<Lanes>().all[0].simulation
}

fn weights(app: &App) -> Vec<(Vec<f32>, Vec<f32>)> {
    run(app).learner().expect("it learns").network().weights()
}

#[test]
fn a_pasted_code_is_shown_first_gives_the_same_run_and_can_be_taken_back() {
    let mut one = on("rush");
    steps(&mut one, 200);
    let code = copy(&mut one);
    assert!(said(&one).contains(&code), "the person sees what was copied: {}", said(&one));

    let mut other = on("classic");
    steps(&mut other, 5);
    let before = run(&other).setup().expect("it learns").clone();
    paste(&mut other, &format!("Look at this: {code}\n"));
    let view = other.world().resource::<PastedRun>().view().expect("it is asked");
    assert_eq!((view.draft.seed, view.level.level.name.as_str(), view.is_exact), (41, "rush", true));
    assert_eq!(view.draft.changed(&view.level.level).map(|parameter| parameter.key).collect::<Vec<_>>(), ["gamma"]);
    assert_eq!(run(&other).setup(), Some(&before), "nothing is replaced before the answer");
    ask(&mut other, TrainCommand::RunCode(RunCodeCommand::Dismiss));
    assert!(!asks(&other));
    assert_eq!(run(&other).ticks(), 5);

    paste(&mut other, &code);
    ask(&mut other, TrainCommand::RunCode(RunCodeCommand::Begin));
    assert!(!asks(&other));
    assert_eq!(run(&other).setup(), run(&one).setup());
    steps(&mut other, 200);
    assert_eq!(weights(&other), weights(&one));

    ask(&mut other, TrainCommand::UndoReset);
    assert_eq!((run(&other).setup(), run(&other).ticks()), (Some(&before), 5));
}

#[test]
fn what_is_no_code_says_why_and_leaves_the_run_alone() {
    let mut app = on("classic");
    let code = copy(&mut app);
    for (text, expected) in [
        ("", "no run code on the clipboard"),
        ("a shopping list", "no run code on the clipboard"),
        (&code[..code.len() - 3], "is damaged"),
        (&code.replace("sidestep1_", "sidestep99_"), "later version"),
    ] {
        paste(&mut app, text);
        assert!(!asks(&app) && said(&app).contains(expected), "{text}: {}", said(&app));
    }
}

#[test]
fn a_code_of_other_numerics_begins_with_a_remark() {
    let level = Arc::new(Level::built_in("classic").expect("it is built in"));
    let code = RunCode::of(&Setup::preset(level, Algorithm::DeepSarsa, Preset::Tuned, 7));
    let mut app = on("rush");
    paste(&mut app, &RunCode { numerics: NUMERICS + 1, ..code }.to_string());
    assert!(!app.world().resource::<PastedRun>().view().expect("it is asked").is_exact);
}

#[test]
fn what_was_changed_on_the_way_is_said_not_to_be_in_the_code() {
    let mut app = on("classic");
    let code = copy(&mut app);
    steps(&mut app, 3);
    let faster = Hyperparameters { gamma: 0.5, ..run(&app).setup().expect("it learns").hyperparameters.clone() };
    ask(&mut app, TrainCommand::SetLive(Box::new(faster)));
    assert_eq!(copy(&mut app), code);
    assert!(said(&app).contains("gives the run as it began"), "{}", said(&app));
}

#[test]
fn a_level_that_does_not_fit_has_to_be_on_the_board() {
    let mut large = Level::empty("the large one", 60, 60);
    let cells: Vec<Cell> = large.cells().collect();
    for cell in cells.into_iter().filter(|cell| (cell.x * 7 + cell.y * 13) % 5 == 1) {
        large.set_wall(cell, true);
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("large.toml");
    std::fs::write(&file, large.to_toml()).expect("there is room for a level");

    let code = copy(&mut window(large, LevelChoice::Edited));
    let mut app = on("classic");
    paste(&mut app, &code);
    assert!(!asks(&app));
    assert!(said(&app).contains("the large one") && said(&app).contains("Open that level's file"), "{}", said(&app));
    app.world_mut().write_message(FileChosen { purpose: Purpose::Open, path: file });
    app.update();
    paste(&mut app, &code);
    assert!(asks(&app), "{}", said(&app));
}
