//! The window without a window: a headless app with everything but panels and pixels, steered by the messages that panels and keys send.

use std::{fs, sync::Arc};

use bevy::{ecs::message::Messages, prelude::*};
use sidestep::{
    arena::{Setup, Simulation},
    game::{FileChosen, Lanes, Purpose, RunPlan, SimulationClock, board::BoardModel},
    gridworld::{Cell, Level, Observation},
    learning::{Algorithm, Hyperparameters, Preset},
    panels::{Draft, LanesDiffer, LevelChoice, SaveWhat, SeedChoice, Speed, TrainCommand},
};

use crate::headless;

fn plan(lanes: usize, differ: LanesDiffer) -> RunPlan {
    let choice = LevelChoice::BuiltIn("classic".to_owned());
    let level = Arc::new(Level::built_in("classic").expect("it is built in"));
    let mut draft = Draft::of_preset(Algorithm::DeepSarsa, Preset::Tuned, choice, &level);
    (draft.lanes, draft.lanes_differ, draft.seed) = (lanes, differ, 3);
    RunPlan { draft, level }
}

/// An app whose frames last 1/60 s of simulated time each, paused.
fn app(plan: RunPlan) -> App {
    let mut app = headless::game(plan, |_| {});
    app.insert_resource(SimulationClock::new(Speed { per_second: 60.0, turbo: false }));
    app.world_mut().resource_mut::<SimulationClock>().playing = false;
    // The first frame has no time in it.
    app.update();
    app
}

fn ask(app: &mut App, command: TrainCommand) {
    app.world_mut().write_message(command);
    app.update();
}

fn frames(app: &mut App, count: usize) {
    for _ in 0..count {
        app.update();
    }
}

fn ticks(app: &App) -> u64 {
    app.world().resource::<Lanes>().all[0].simulation.ticks()
}

fn weights(simulation: &Simulation) -> Vec<(Vec<f32>, Vec<f32>)> {
    simulation.learner().expect("it learns").network().weights()
}

/// In turbo the lanes are away at the end of a frame: pausing brings them home.
fn come_home(app: &mut App) {
    ask(app, TrainCommand::Pause);
    app.update();
}

#[test]
fn paused_means_that_nothing_moves_and_a_step_is_one_step() {
    let mut app = app(plan(1, LanesDiffer::Seeds));
    frames(&mut app, 30);
    assert_eq!(ticks(&app), 0);
    ask(&mut app, TrainCommand::Step);
    assert_eq!(ticks(&app), 1, "a step shows in the frame it was asked for");
    frames(&mut app, 30);
    assert_eq!(ticks(&app), 1);
}

#[test]
fn a_rate_is_kept_by_the_clock_and_not_by_the_frames() {
    let mut app = app(plan(1, LanesDiffer::Seeds));
    ask(&mut app, TrainCommand::SetSpeed(Speed { per_second: 30.0, turbo: false }));
    ask(&mut app, TrainCommand::Play);
    let before = ticks(&app);
    frames(&mut app, 120);
    assert_eq!(ticks(&app) - before, 60, "two seconds at 30 steps a second");
    ask(&mut app, TrainCommand::SetSpeed(Speed { per_second: 600.0, turbo: false }));
    let before = ticks(&app);
    frames(&mut app, 60);
    assert_eq!(ticks(&app) - before, 600, "one second at 600 steps a second");
}

#[test]
fn turbo_learns_the_same_as_single_steps() {
    let mut fast = app(plan(3, LanesDiffer::Seeds));
    ask(&mut fast, TrainCommand::SetSpeed(Speed { per_second: 60.0, turbo: true }));
    ask(&mut fast, TrainCommand::Play);
    frames(&mut fast, 20);
    come_home(&mut fast);
    let reached = ticks(&fast);
    assert!(reached > 20, "turbo runs many ticks a frame, {reached} in 20 frames");

    for (lane, setup) in plan(3, LanesDiffer::Seeds).setups().iter().enumerate() {
        let mut slow = Simulation::new(setup).expect("the preset is sound");
        for _ in 0..reached {
            slow.tick();
        }
        let fast = &fast.world().resource::<Lanes>().all[lane].simulation;
        assert_eq!(fast.ticks(), reached, "lanes stay side by side");
        assert_eq!(weights(fast), weights(&slow), "lane {lane}");
    }
}

#[test]
fn lanes_can_differ_in_their_algorithms() {
    let app = app(plan(2 * Algorithm::ALL.len(), LanesDiffer::Algorithms));
    let lanes = app.world().resource::<Lanes>();
    let setups: Vec<_> = lanes.all.iter().filter_map(|lane| lane.simulation.setup()).collect();
    for (round, seed) in setups.chunks(Algorithm::ALL.len()).zip(3..) {
        for (setup, algorithm) in round.iter().zip(Algorithm::ALL) {
            assert_eq!((setup.algorithm, setup.seed), (algorithm, seed), "a round differs in the algorithm alone");
            assert_eq!(setup.hyperparameters, Hyperparameters::preset(algorithm, Preset::Tuned));
        }
    }
}

#[test]
fn boards_name_the_algorithms_that_they_compare_and_each_has_one_colour() {
    let mut app = app(plan(8, LanesDiffer::SameSettings));
    frames(&mut app, 3);
    assert_eq!(app.world().resource::<Lanes>().colours(), [0, 1, 0, 1, 0, 1, 0, 1]);
    let mut boards = app.world_mut().query::<&BoardModel>();
    let mut titles: Vec<(usize, String)> =
        boards.iter(app.world()).map(|board| (board.slot, board.title.clone())).collect();
    titles.sort();
    assert_eq!(titles[0].1, "● 1 · Deep SARSA");
    assert_eq!(titles[7].1, "8 · Deep Q-learning");

    let mut app = self::app(plan(3, LanesDiffer::Seeds));
    frames(&mut app, 3);
    assert_eq!(app.world().resource::<Lanes>().colours(), [0, 1, 2]);
    let mut boards = app.world_mut().query::<&BoardModel>();
    assert!(boards.iter(app.world()).all(|board| !board.title.contains("Deep")), "they differ in their seeds");
}

#[test]
fn lanes_can_differ_in_nothing_but_their_algorithms() {
    let algorithms: Vec<Algorithm> = Algorithm::DeepSarsa.alike().collect();
    assert_eq!(algorithms[..2], [Algorithm::DeepSarsa, Algorithm::DeepQLearning]);
    let mut plan = plan(2 * algorithms.len(), LanesDiffer::SameSettings);
    plan.draft.hyperparameters.gamma = 0.5;
    let mut app = app(plan);
    let runs = |app: &App| -> Vec<Setup> {
        let lanes = app.world().resource::<Lanes>();
        lanes.all.iter().filter_map(|lane| lane.simulation.setup().cloned()).collect()
    };
    for (number, setup) in runs(&app).iter().enumerate() {
        let round = (number / algorithms.len()) as u64;
        assert_eq!((setup.algorithm, setup.seed), (algorithms[number % algorithms.len()], 3 + round));
        assert_eq!(setup.hyperparameters.gamma, 0.5, "lane {number}");
    }
    let live = Hyperparameters { gamma: 0.25, ..runs(&app)[0].hyperparameters.clone() };
    ask(&mut app, TrainCommand::SetLive(Box::new(live)));
    assert!(runs(&app).iter().all(|setup| setup.hyperparameters.gamma == 0.25), "what acts at once acts on all");
}

#[test]
fn a_reset_starts_over_and_can_be_taken_back() {
    let mut app = app(plan(1, LanesDiffer::Seeds));
    ask(&mut app, TrainCommand::Play);
    frames(&mut app, 100);
    ask(&mut app, TrainCommand::Pause);
    let learned = weights(&app.world().resource::<Lanes>().all[0].simulation);
    let run = ticks(&app);
    assert!(run > 90);

    ask(&mut app, TrainCommand::Reset(SeedChoice::Same));
    assert_eq!(ticks(&app), 0);
    ask(&mut app, TrainCommand::UndoReset);
    assert_eq!(ticks(&app), run);
    assert_eq!(weights(&app.world().resource::<Lanes>().all[0].simulation), learned);

    ask(&mut app, TrainCommand::Reset(SeedChoice::New));
    let lanes = app.world().resource::<Lanes>();
    assert_ne!(lanes.setup().seed, 3);
}

#[test]
fn resets_are_taken_back_one_after_the_other_and_none_of_the_runs_is_lost() {
    let mut app = app(plan(1, LanesDiffer::Seeds));
    let seed = |app: &App| app.world().resource::<Lanes>().setup().seed;
    let mut seeds = vec![seed(&app)];
    for _ in 0..4 {
        ask(&mut app, TrainCommand::Reset(SeedChoice::New));
        seeds.push(seed(&app));
    }
    let last = seeds.pop();
    while let Some(before) = seeds.pop() {
        ask(&mut app, TrainCommand::UndoReset);
        assert_eq!(seed(&app), before);
    }
    ask(&mut app, TrainCommand::UndoReset);
    assert_eq!(Some(seed(&app)), last, "after the oldest comes the run that was there at first");
}

#[test]
fn a_level_is_edited_while_the_agent_learns() {
    let mut plan = plan(1, LanesDiffer::Seeds);
    plan.draft.observation = Observation::Relative;
    let mut app = app(plan);
    ask(&mut app, TrainCommand::Play);
    frames(&mut app, 60);
    let before = ticks(&app);
    let mut lanes = app.world_mut().resource_mut::<Lanes>();
    let mut level = Level::clone(&lanes.setup().level);
    level.set_wall(Cell { x: 2, y: 0 }, true);
    lanes.replace_level(&Arc::new(level)).expect("a wall changes no observation");
    frames(&mut app, 60);
    assert!(ticks(&app) > before + 50, "it goes on");
    let lanes = app.world().resource::<Lanes>();
    let world = lanes.all[0].simulation.grid_world(0);
    assert!(world.level().is_wall(Cell { x: 2, y: 0 }));

    let mut level = Level::clone(world.level());
    level.obstacles.pop();
    let fault = app.world_mut().resource_mut::<Lanes>().replace_level(&Arc::new(level));
    assert!(fault.is_err(), "one obstacle less is a shorter relative observation: that needs a new run");
}

#[test]
fn boards_follow_the_lanes() {
    let mut app = app(plan(9, LanesDiffer::Seeds));
    app.update();
    let mut boards = app.world_mut().query::<&BoardModel>();
    let models: Vec<_> = boards.iter(app.world()).collect();
    assert_eq!(models.len(), 9);
    assert!(models.iter().all(|model| model.width == 5 && model.agents.len() == 1 && model.obstacles.len() == 3));

    let single = plan(1, LanesDiffer::Seeds);
    ask(&mut app, TrainCommand::Apply(Box::new(single.draft), single.level));
    app.update();
    let mut boards = app.world_mut().query::<&BoardModel>();
    assert_eq!(boards.iter(app.world()).count(), 1);
}

#[test]
fn what_is_saved_can_be_opened_again() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut app = app(plan(1, LanesDiffer::Seeds));
    ask(&mut app, TrainCommand::Play);
    frames(&mut app, 200);
    ask(&mut app, TrainCommand::Pause);
    let learned = weights(&app.world().resource::<Lanes>().all[0].simulation);
    let run = ticks(&app);
    let files = [(SaveWhat::Policy, "p.safetensors"), (SaveWhat::Run, "r.run"), (SaveWhat::Level, "l.toml")];
    for (what, name) in files {
        app.world_mut().write_message(FileChosen { purpose: Purpose::Save(what), path: folder.path().join(name) });
        app.update();
        assert!(folder.path().join(name).exists(), "{name}");
    }
    for (_, name) in files {
        ask(&mut app, TrainCommand::Reset(SeedChoice::New));
        app.world_mut().write_message(FileChosen { purpose: Purpose::Open, path: folder.path().join(name) });
        app.update();
        let lanes = app.world().resource::<Lanes>();
        match name {
            "p.safetensors" => assert_eq!(weights(&lanes.all[0].simulation), learned),
            "r.run" => {
                assert_eq!(weights(&lanes.all[0].simulation), learned);
                assert_eq!(ticks(&app), run);
            }
            _ => assert_eq!(lanes.setup().level.name, "classic"),
        }
    }
}

#[test]
fn a_file_that_is_none_of_ours_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let mut app = app(plan(1, LanesDiffer::Seeds));
    ask(&mut app, TrainCommand::Play);
    frames(&mut app, 60);
    ask(&mut app, TrainCommand::Pause);
    let run = ticks(&app);
    for name in ["broken.toml", "broken.safetensors", "broken.run", "picture.jpeg", "missing.toml"] {
        let path = folder.path().join(name);
        if !name.starts_with("missing") {
            fs::write(&path, b"\x93this is none of ours").expect("the folder is ours");
        }
        app.world_mut().write_message(FileChosen { purpose: Purpose::Open, path });
        app.update();
        assert_eq!(ticks(&app), run, "{name}");
    }
    assert!(app.world().resource::<Messages<FileChosen>>().len() <= 2, "they were read");
}
