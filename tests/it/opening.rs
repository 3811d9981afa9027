//! What the window opens with: what the command line says holds for the screen that comes up, and files open as what they are.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use bevy::{prelude::*, window::FileDragAndDrop};
use sidestep::{
    arena::{Setup, Simulation},
    disk,
    game::{
        FileChosen, FileKind, KindError, Lanes, Notices, OpenFile, Preferences, Purpose, SimulationClock, Start,
        StartError, TrainOverlays, WindowOptions,
        board::BoardModel,
        look_into,
        replays::{Library, ShownReplay},
        sequence::TrainingSession,
    },
    gridworld::{Action, GridWorld, Level, Outcome},
    learning::{Algorithm, Comparison, Preset},
    panels::{
        Draft, LevelChoice, MatchDraft, ReplayChoices, SaveWhat, SequenceChoices, Speed, Tab,
        replay::ReplayPlace,
        sequence::Page,
        versus::{SeatChoice, Tempo},
    },
    replay::{Origin, Participant, Run, Tape},
    sequence::{self, CellKind, TrainedModel, TrainingSettings, tasks::TaskKind},
    tensors::Activation,
};
use tempfile::TempDir;

use crate::{
    headless,
    program::{command, data, text},
};

fn options() -> WindowOptions {
    WindowOptions::default()
}

/// The screen that is shown.
fn shown(app: &App) -> Tab {
    **app.world().resource::<State<Tab>>()
}

fn match_draft(app: &App) -> &MatchDraft {
    app.world().resource()
}

fn choices(app: &App) -> &SequenceChoices {
    app.world().resource()
}

fn lanes(app: &App) -> &Lanes {
    app.world().resource::<Lanes>()
}

/// The board that the screen shows.
fn board(app: &mut App) -> BoardModel {
    let mut boards = app.world_mut().query::<&BoardModel>();
    boards.iter(app.world()).next().expect("a board is shown").clone()
}

fn my_rush() -> (LevelChoice, Arc<Level>) {
    let path = PathBuf::from(data("myrush.toml"));
    let level = disk::level(&path).expect("it is sound");
    (LevelChoice::File(path), Arc::new(level))
}

fn speed(per_second: f32) -> Speed {
    Speed { per_second, turbo: false }
}

/// Weights that other programs have written.
fn foreign(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/weights").join(name)
}

/// One file of each kind that can be opened, under names that say nothing.
struct Files {
    folder: TempDir,
    setup: Setup,
}

impl Files {
    fn new() -> Self {
        let level = Arc::new(Level::built_in("rush").expect("built in"));
        let setup = Setup::preset(level, Algorithm::DeepSarsa, Preset::Tuned, 7);
        Self { folder: tempfile::tempdir().expect("a folder"), setup }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("the folder is ours");
        fs::write(&path, bytes).expect("the folder is ours");
        path
    }

    /// A run after a hundred ticks.
    fn simulation(&self) -> Simulation {
        let mut simulation = Simulation::new(&self.setup).expect("the preset is sound");
        (0..100).for_each(|_| simulation.tick());
        simulation
    }

    fn run(&self, name: &str, paused: Option<bool>) -> PathBuf {
        let mut state = self.simulation().state().expect("it learns");
        state.paused = paused;
        self.write(name, state.to_bytes().expect("a sound state"))
    }

    fn checkpoint(&self, name: &str) -> PathBuf {
        self.write(name, self.simulation().checkpoint().expect("it learns").to_bytes())
    }

    /// A replay of an agent that stays for so many steps.
    fn replay(&self, name: &str, steps: usize) -> PathBuf {
        let mut world = GridWorld::new(self.setup.level.clone(), 0);
        let mut tape = Tape::begin(&world, 1);
        for _ in 0..steps {
            world.step(&[Action::Stay], &mut [Outcome::default()]);
            tape.step(&[Action::Stay], &[None], &[], &world);
        }
        let seat = Participant { agent: Some(0), ..Participant::default() };
        let kind = Origin::Training { run: Run::default(), episode: 1, mark: None, begin_tick: None };
        let replay = tape.finish(kind, vec![seat], None).expect("it was walked by the rules");
        let path = self.path(name);
        replay.save(&path).expect("the folder is ours");
        path
    }

    fn weights(&self, name: &str) -> PathBuf {
        let settings = TrainingSettings { seed: 5, ..TrainingSettings::default() };
        self.write(name, TrainedModel::new(settings).expect("the settings are sound").to_bytes())
    }
}

#[test]
fn a_level_file_is_on_the_board_and_in_the_choices() {
    let (choice, level) = my_rush();
    let mut app =
        headless::opened(&WindowOptions { level: Some((choice.clone(), level)), ..options() }, Preferences::default());
    assert_eq!(shown(&app), Tab::Train);
    assert_eq!((board(&mut app).width, lanes(&app).setup().level.name.as_str()), (8, "my rush"));
    assert_eq!(lanes(&app).plan().draft.level, choice);
}

#[test]
fn a_match_is_played_on_the_level_and_at_the_speed_that_are_asked_for() {
    let rush = Arc::new(Level::built_in("rush").expect("built in"));
    let edited = Arc::new(Level::empty("narrow", 3, 2));
    let versus = || WindowOptions { tab: Some(Tab::Versus), seed: Some(41), speed: Some(speed(9.0)), ..options() };
    for (choice, level, width) in [
        (LevelChoice::BuiltIn("rush".to_owned()), rush, 8),
        (my_rush().0, my_rush().1, 8),
        (LevelChoice::Edited, edited, 3),
    ] {
        let options = WindowOptions { level: Some((choice.clone(), level)), ..versus() };
        let mut app = headless::opened(&options, Preferences::default());
        let chosen = match_draft(&app);
        assert_eq!((&chosen.level, chosen.seed, chosen.tempo), (&choice, 41, Tempo::RealTime { per_second: 9.0 }));
        assert_eq!((shown(&app), board(&mut app).width), (Tab::Versus, width), "{choice:?}");
        assert_eq!(lanes(&app).setup().seed, 1, "the seed is the match's");
        assert_eq!(app.world().resource::<SimulationClock>().speed, Speed::default(), "the speed is the match's");
    }
}

#[test]
fn turbo_is_for_matches_without_people() {
    let turbo = Speed { turbo: true, ..Speed::default() };
    let options = WindowOptions { tab: Some(Tab::Versus), speed: Some(turbo), ..options() };
    let refused = Start::of(&options, Preferences::default());
    assert!(matches!(refused, Err(StartError::TurboWithPeople)));
    let mut last = Preferences::default();
    last.versus.seats = vec![SeatChoice::Random, SeatChoice::Optimum];
    let app = headless::opened(&options, last);
    assert_eq!(match_draft(&app).tempo, Tempo::Turbo);
}

#[test]
fn the_lab_takes_seed_and_speed() {
    let lab = WindowOptions {
        lab: Some(sequence::SequencePreset::Gap5),
        seed: Some(77),
        speed: Some(speed(20.0)),
        ..options()
    };
    let tab = WindowOptions { tab: Some(Tab::Sequence), lab: None, ..lab.clone() };
    for (options, length) in [(&lab, 5), (&tab, 50)] {
        let app = headless::opened(options, Preferences::default());
        let chosen = choices(&app);
        assert_eq!((shown(&app), chosen.page, chosen.speed), (Tab::Sequence, Page::Training, speed(20.0)));
        let models: Vec<_> = chosen.models.iter().map(|model| (model.seed, model.task.to)).collect();
        assert_eq!(models, [(77, length); 3]);
        assert_eq!(app.world().resource::<TrainingSession>().is_running(), options.lab.is_some());
        assert_eq!(lanes(&app).setup().seed, 1);
    }
}

#[test]
fn a_comparison_of_algorithms_starts_with_one_flag() {
    let mut last = Preferences::default();
    last.tab = Tab::Versus;
    let compare = WindowOptions { comparison: Some(Comparison::Cliff), seed: Some(77), ..options() };
    for options in [compare.clone(), WindowOptions { speed: Some(speed(20.0)), ..compare }] {
        let mut app = headless::opened(&options, last.clone());
        // In turbo the runs are away between frames.
        app.world_mut().run_schedule(First);
        assert_eq!(shown(&app), Tab::Train);
        assert_eq!(lanes(&app).plan().draft, Draft::of_comparison(Comparison::Cliff, 77));
        assert_eq!((lanes(&app).plan().setups().len(), lanes(&app).setup().level.name.as_str()), (2, "cliff"));
        assert!(app.world().resource::<TrainOverlays>().0.actions, "what is best in each cell is shown");
        let clock = app.world().resource::<SimulationClock>();
        assert!(clock.playing);
        match options.speed {
            Some(speed) => assert_eq!(clock.speed, speed),
            None => assert!(clock.speed.turbo),
        }
    }
}

#[test]
fn whoever_says_how_to_run_sees_the_runs() {
    let last = || {
        let mut last = Preferences::default();
        last.tab = Tab::Sequence;
        last
    };
    let app = headless::opened(&WindowOptions { seed: Some(9), speed: Some(speed(3.0)), ..options() }, last());
    assert_eq!((shown(&app), lanes(&app).setup().seed), (Tab::Train, 9));
    assert_eq!(app.world().resource::<SimulationClock>().speed, speed(3.0));
    let app = headless::opened(&options(), last());
    assert_eq!(shown(&app), Tab::Sequence, "else the last screen comes up again");
}

#[test]
fn files_are_told_apart_by_what_stands_in_them() {
    let files = Files::new();
    let folder = |name: &str| {
        files.run(&format!("{name}/resume.bin"), None);
        files.checkpoint(&format!("{name}/checkpoint.safetensors"));
        files.path(name)
    };
    let (run, several) = (folder("run"), files.path("several"));
    folder("one/seed-3");
    folder("several/seed-0");
    folder("several/seed-1");
    files.weights("trained/weights.safetensors");
    for (path, kind, inside) in [
        (files.write("a", fs::read(data("myrush.toml")).expect("read")), FileKind::Level, ""),
        (files.checkpoint("b"), FileKind::Checkpoint, ""),
        (data("rlcode-deep-sarsa.safetensors").into(), FileKind::Checkpoint, ""),
        (files.run("c.toml", Some(true)), FileKind::Run, ""),
        (files.replay("d.run", 3), FileKind::Replay, ""),
        (files.weights("e"), FileKind::Weights, ""),
        (foreign("cleanrl-dqn.safetensors"), FileKind::Checkpoint, ""),
        (foreign("sb3-ppo.safetensors"), FileKind::Checkpoint, ""),
        (foreign("fc123.safetensors"), FileKind::Checkpoint, ""),
        (foreign("gru-bidir.safetensors"), FileKind::Weights, ""),
        (foreign("lstmcell.safetensors"), FileKind::Weights, ""),
        (run, FileKind::Run, "resume.bin"),
        (files.path("one"), FileKind::Run, "seed-3/resume.bin"),
        (files.path("trained"), FileKind::Weights, "weights.safetensors"),
        // What says nothing is left to the reader of what its name promises.
        (files.write("broken.toml", b"map ="), FileKind::Level, ""),
        (files.write("broken.replay", b"\xff"), FileKind::Replay, ""),
        (files.write("torch.pt", b"PK\x03\x04"), FileKind::Checkpoint, ""),
    ] {
        let found = look_into(&path).unwrap_or_else(|error| panic!("{error}"));
        let path = if inside.is_empty() { path } else { path.join(inside) };
        assert_eq!(found, OpenFile::new(kind, path));
    }
    assert!(matches!(look_into(&files.path("nowhere.run")), Err(KindError::Read { .. })));
    files.write("empty/notes", "");
    let empty = files.path("empty");
    for nothing in [files.write("picture.jpeg", b"\xff\xd8\xff"), files.write("notes", b"a = 1"), empty] {
        assert!(matches!(look_into(&nothing), Err(KindError::Unknown { .. })), "{nothing:?}");
    }
    let error = look_into(&several).expect_err("there are two").to_string();
    assert!(error.contains("seed-0, ") && error.contains("seed-1"), "{error}");
}

#[test]
fn a_run_opens_paused_if_it_was_saved_paused() {
    let files = Files::new();
    for (paused, playing) in [(Some(true), false), (Some(false), true), (None, true)] {
        let path = files.run("x.run", paused);
        let opened = vec![OpenFile::new(FileKind::Run, path)];
        let mut app = headless::opened(&WindowOptions { files: opened, ..options() }, Preferences::default());
        assert_eq!(app.world().resource::<SimulationClock>().playing, playing, "{paused:?}");
        (0..60).for_each(|_| app.update());
        let ticks = lanes(&app).all[0].simulation.ticks();
        assert_eq!(ticks > 100, playing, "{ticks} ticks, {paused:?}");
        assert_eq!((lanes(&app).setup().seed, lanes(&app).setup().level.name.as_str()), (7, "rush"));
        assert!(!lanes(&app).can_undo(), "there was nothing before it");
    }
}

#[test]
fn pausing_is_saved_with_the_run() {
    let files = Files::new();
    let path = files.path("saved");
    for playing in [false, true] {
        let mut app = headless::opened(&options(), Preferences::default());
        app.world_mut().resource_mut::<SimulationClock>().playing = playing;
        app.world_mut().write_message(FileChosen { purpose: Purpose::Save(SaveWhat::Run), path: path.clone() });
        app.update();
        // Opened in a window in which time does the opposite.
        app.world_mut().resource_mut::<SimulationClock>().playing = !playing;
        app.world_mut().write_message(FileChosen { purpose: Purpose::Open, path: path.clone() });
        app.update();
        assert_eq!(app.world().resource::<SimulationClock>().playing, playing);
    }
}

#[test]
fn a_checkpoint_plays_where_it_was_trained_or_where_it_is_told_to() {
    let files = Files::new();
    let opened = || vec![OpenFile::new(FileKind::Checkpoint, files.checkpoint("network"))];
    let app = headless::opened(&WindowOptions { files: opened(), ..options() }, Preferences::default());
    let draft = lanes(&app).plan().draft;
    assert_eq!(draft.level, LevelChoice::BuiltIn("rush".to_owned()));

    let (choice, level) = my_rush();
    let elsewhere = WindowOptions { files: opened(), level: Some((choice.clone(), level)), ..options() };
    let app = headless::opened(&elsewhere, Preferences::default());
    assert_eq!((&lanes(&app).plan().draft.level, lanes(&app).setup().level.name.as_str()), (&choice, "my rush"));

    let otherwise = WindowOptions { files: opened(), algorithm: Some(Algorithm::Reinforce), ..options() };
    let error = Start::of(&otherwise, Preferences::default()).err().expect("it is of Deep SARSA").to_string();
    assert!(error.contains("network") && error.contains("deep-sarsa"), "{error}");
}

#[test]
fn several_replays_are_all_listed_and_the_first_is_shown() {
    let files = Files::new();
    let paths = [files.replay("before", 3), files.replay("after", 5)];
    let opened = paths.clone().map(|path| OpenFile::new(FileKind::Replay, path)).into();
    let options = WindowOptions { files: opened, speed: Some(speed(32.0)), ..options() };
    let mut app = headless::opened(&options, Preferences::default());
    let asked = Instant::now();
    while app.world().resource::<ShownReplay>().shown.is_none() && asked.elapsed() < Duration::from_secs(60) {
        app.update();
        std::thread::sleep(Duration::from_millis(2));
    }
    let (place, playback) = app.world().resource::<ShownReplay>().shown.as_ref().expect("it was read");
    assert_eq!((place, playback.player().len()), (&ReplayPlace::File(paths[0].clone()), 3));
    app.update();
    let listed: Vec<_> = app.world().resource::<Library>().items.iter().map(|row| row.place.clone()).collect();
    assert_eq!(listed[..2], paths.map(ReplayPlace::File));
    assert_eq!((shown(&app), app.world().resource::<ReplayChoices>().per_second), (Tab::Replay, 32.0));
}

/// Dropped on any screen, a file opens on its own, whatever it is called.
#[test]
fn what_is_dropped_comes_up_on_its_screen() {
    let files = Files::new();
    let level = files.write("level", fs::read(data("myrush.toml")).expect("read"));
    let run = files.run("folder/resume.bin", Some(true));
    for (path, tab) in [
        (level, Tab::Train),
        (run.parent().expect("a folder").to_owned(), Tab::Train),
        (files.checkpoint("network"), Tab::Train),
        (files.replay("replay", 2), Tab::Replay),
        (files.weights("weights"), Tab::Sequence),
    ] {
        for before in Tab::ALL {
            let mut app = headless::opened(&WindowOptions { tab: Some(before), ..options() }, Preferences::default());
            let path_buf = path.clone();
            app.world_mut().write_message(FileDragAndDrop::DroppedFile { window: Entity::PLACEHOLDER, path_buf });
            // It is read in one frame, and its screen comes up in the next.
            app.update();
            app.update();
            assert_eq!(shown(&app), tab, "{path:?} on {before:?}");
            assert!(app.world().resource::<Notices>().0.texts().all(|said| said.starts_with("Opened ")), "{path:?}");
        }
    }
}

#[test]
fn a_file_that_is_nothing_of_ours_is_said_in_the_window() {
    let files = Files::new();
    let mut app = headless::opened(&options(), Preferences::default());
    let path = files.write("notes.txt", "nothing");
    app.world_mut().write_message(FileChosen { purpose: Purpose::Open, path });
    app.update();
    let said: Vec<_> = app.world().resource::<Notices>().0.texts().map(str::to_owned).collect();
    assert!(said.len() == 1 && said[0].contains("notes.txt is neither a level (.toml)"), "{said:?}");
}

/// What the window says after it has opened a file: at the start, and when it is dropped.
fn said_of(file: &OpenFile) -> [Vec<String>; 2] {
    let texts = |app: &App| app.world().resource::<Notices>().0.texts().map(str::to_owned).collect();
    let at_start = WindowOptions { files: vec![file.clone()], ..options() };
    let mut started = headless::opened(&at_start, Preferences::default());
    started.update();
    let mut app = headless::opened(&options(), Preferences::default());
    app.world_mut().write_message(file.clone());
    app.update();
    [texts(&started), texts(&app)]
}

#[test]
fn what_a_file_of_weights_or_a_run_leaves_open_is_said() {
    let files = Files::new();
    let assumed = |said: &[String], words: &str| said.iter().filter(|text| text.contains(words)).count();
    let networks = OpenFile::new(FileKind::Checkpoint, foreign("cleanrl-ppo.safetensors"));
    for said in said_of(&networks) {
        assert_eq!(assumed(&said, "is taken for ReLU"), 1, "{said:?}");
        assert_eq!(assumed(&said, "cleanrl-ppo.safetensors: critic"), 1, "{said:?}");
    }
    for own in [files.checkpoint("network"), files.run("run", None)] {
        for said in said_of(&look_into(&own).expect("it is ours")) {
            assert_eq!(assumed(&said, "ReLU") + assumed(&said, "Not read"), 0, "{said:?}");
            assert_eq!(assumed(&said, "calculated differently"), 0, "{said:?}");
        }
    }
    let older = look_into(Path::new(&data("version-1/deep-sarsa.run"))).expect("a run");
    for said in said_of(&older) {
        assert_eq!(assumed(&said, "deep-sarsa.run was saved by another version"), 1, "{said:?}");
    }
    let tanh = WindowOptions { activation: Some(Activation::Tanh), files: vec![networks], ..options() };
    let app = headless::opened(&tanh, Preferences::default());
    let said: Vec<String> = app.world().resource::<Notices>().0.texts().map(str::to_owned).collect();
    assert_eq!(assumed(&said, "ReLU"), 0, "{said:?}");
    let network = lanes(&app).all[0].simulation.checkpoint().expect("it learns").policy.network;
    assert_eq!(network.activation(), Activation::Tanh);
}

#[test]
fn every_kind_of_cell_of_ours_opens_as_what_it_is() {
    let files = Files::new();
    for cell in CellKind::ALL {
        let trained = TrainedModel::new(TrainingSettings { cell, ..TrainingSettings::usual(TaskKind::Reversal) })
            .expect("sound settings");
        let path = files.write(cell.name(), trained.to_bytes());
        let encoder = OpenFile { network: Some("encoder".to_owned()), ..OpenFile::new(FileKind::Weights, path) };
        for said in said_of(&encoder) {
            assert_eq!(said, Vec::<String>::new(), "{cell}");
        }
    }
}

/// Arguments of a window that cannot open here: the exit code tells whether they were taken.
fn window(arguments: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut program = command(arguments);
    program.env("SIDESTEP_CONFIG", folder.path());
    for display in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        program.env_remove(display);
    }
    let output = program.output().expect("the program starts");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn faults_of_files_and_flags_are_told_before_the_window_opens() {
    let files = Files::new();
    let paths = [
        ("@level", data("myrush.toml").into()),
        ("@policy", files.checkpoint("policy")),
        ("@run", files.run("x.run", None)),
        ("@replay", files.replay("a.replay", 2)),
        ("@weights", files.weights("w")),
        ("@cells", foreign("gru-bidir.safetensors")),
        ("@networks", foreign("cleanrl-ppo.safetensors")),
        ("@noise", files.write("noise", b"\xff\xfe")),
        ("@cut", files.write("cut.run", &fs::read(files.run("y", None)).expect("read")[..500])),
        ("@folder", files.folder.path().to_owned()),
    ];
    for (line, code, words) in [
        ("trian --level classic --episodes 5", 2, "similar subcommand exists: 'train'"),
        ("nothing", 2, "unrecognized subcommand 'nothing'"),
        ("nowhere.toml", 1, "nowhere.toml"),
        ("--seed 3 nowhere", 1, "cannot read nowhere"),
        ("@noise", 1, "neither a level (.toml)"),
        ("@folder", 1, "neither a level (.toml)"),
        ("@cut", 1, "cut.run"),
        ("@level @replay @noise", 1, "neither a level"),
        ("--set max_steps=5", 2, "--set changes a level"),
        ("@level --set max_steps=0", 2, "max_steps"),
        ("@level --level rush", 2, "one level at a time"),
        ("@run @policy", 2, "one checkpoint or run"),
        ("@run @level", 2, "brings its own level"),
        ("@run --seed 3", 2, "--seed does not go with"),
        ("@run --level rush", 2, "--level does not go with"),
        ("@policy --lanes 4", 2, "--lanes does not go with"),
        ("@weights --seed 4", 2, "--seed does not go with"),
        ("@replay --seed 4", 2, "--seed has no meaning"),
        ("@replay --speed turbo", 2, "no turbo"),
        ("--network actor", 2, "--network chooses from the FILE"),
        ("@replay --network actor", 2, "--network chooses from the FILE"),
        ("--tab versus --activation tanh", 2, "or a checkpoint's FILE"),
        ("--tab replay --activation tanh", 2, "--activation has no meaning"),
        ("@level --activation tanh", 2, "--activation has no meaning"),
        ("--tab replay --level rush", 2, "--level has no meaning for the screen that opens (replay): it takes --speed"),
        ("--tab versus --lanes 2", 2, "--lanes has no meaning"),
        ("--tab versus --algorithm reinforce", 2, "--algorithm has no meaning"),
        ("--tab versus --speed 100", 2, "up to 12 steps"),
        ("--tab versus --speed turbo", 2, "a person plays"),
        ("--tab sequence --speed 5000", 2, "up to 1000 training steps"),
        ("--lab gap-5 --preset textbook", 2, "cannot be used with"),
        ("--lab gap-5 @weights", 2, "cannot be used with"),
        ("@cells", 1, "forward (3-4), reverse (3-4)"),
        ("@networks --network critic", 1, "cleanrl-ppo.safetensors"),
        ("@networks --level rush", 1, "15 inputs"),
        // Taken: only the display is missing.
        ("@cells --network reverse", 3, "no display"),
        ("@networks --network actor --activation tanh --algorithm reinforce --level classic", 3, "no display"),
        ("", 3, "no display"),
        ("@level", 3, "no display"),
        ("@level --set max_steps=5 --seed 3 --lanes 2 --speed turbo", 3, "no display"),
        ("@level --tab versus --speed 12", 3, "no display"),
        ("@replay --tab versus", 3, "no display"),
        ("@level @policy --seed 3", 3, "no display"),
        ("@run @replay @replay @weights", 3, "no display"),
        ("@run --tab versus --seed 5", 3, "no display"),
        ("@weights --speed 1000", 3, "no display"),
        ("--lab gap-5 --seed 3", 3, "no display"),
    ] {
        let line =
            paths.iter().fold(line.to_owned(), |line, (name, path): &(_, PathBuf)| line.replace(name, text(path)));
        let (found, said) = window(&line.split_whitespace().collect::<Vec<_>>());
        assert!(found == Some(code) && said.contains(words) && !said.contains("panicked"), "{line}: {found:?} {said}");
    }
}
