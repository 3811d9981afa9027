//! Replays in the window without a window: what is kept of matches and of training, and how it is shown again.

use std::{fs, path::PathBuf, sync::Arc, time::Duration};

use bevy::{prelude::*, window::FileDragAndDrop};
use sidestep::{
    arena::{
        Changed, Retraining,
        versus::{Hunters, ModeKind, SeatRound},
    },
    game::{
        DataFolder, Lanes, Notices, RunPlan, SimulationClock,
        board::{BoardModel, CellValues},
        replays::{Library, Playback, ShownReplay},
        versus::{CurrentMatch, MatchPhase},
    },
    gridworld::{Cell, Level},
    language::{Language, Texts},
    learning::{ActionValues, Algorithm, Preset},
    panels::{
        Direction, Draft, KeySet, LevelChoice, Overlays, SeedChoice, Speed, Tab, TrainCommand,
        replay::{ReplayCommand, ReplayItem, ReplayKind, ReplayPlace},
        versus::{MatchDraft, SeatChoice, Tempo, VersusCommand},
    },
    replay::{Origin, PROGRAM_VERSION, Replay},
};
use tempfile::TempDir;

use crate::{headless, program::data};

/// A window without a window, with a data folder of its own.
pub struct Story {
    pub app: App,
    pub folder: TempDir,
}

impl Story {
    pub fn new() -> Self {
        Self::with(tempfile::tempdir().expect("a folder for the test"))
    }

    /// The program opened anew on the same data.
    fn with(folder: TempDir) -> Self {
        let choice = LevelChoice::BuiltIn("classic".to_owned());
        let level = Arc::new(Level::built_in("classic").expect("it is built in"));
        let mut draft = Draft::of_preset(Algorithm::DeepSarsa, Preset::Tuned, choice, &level);
        (draft.seed, draft.lanes) = (3, 1);
        let plan = RunPlan { draft, level };
        let mut app = headless::game(plan, |app| {
            app.insert_resource(DataFolder(Some(folder.path().to_owned())));
        });
        app.insert_resource(SimulationClock::new(Speed { per_second: 6000.0, turbo: false }));
        app.world_mut().resource_mut::<SimulationClock>().playing = false;
        // The first frame has no time in it.
        app.update();
        app.update();
        Self { app, folder }
    }

    pub fn ask(&mut self, command: impl Message) {
        self.app.world_mut().write_message(command);
        self.app.update();
    }

    /// Frames, until something that takes its time on another thread is there.
    pub fn until<T>(&mut self, what: &str, is_there: impl Fn(&World) -> Option<T>) -> T {
        for _ in 0..10_000 {
            if let Some(found) = is_there(self.app.world()) {
                return found;
            }
            self.app.update();
            std::thread::sleep(Duration::from_millis(3));
        }
        panic!("{what} did not happen; {:?}", self.said());
    }

    pub fn said(&self) -> Vec<String> {
        self.app.world().resource::<Notices>().0.texts().map(str::to_owned).collect()
    }

    pub fn items(&self) -> &[ReplayItem] {
        &self.app.world().resource::<Library>().items
    }

    fn playback(&self) -> &Playback {
        self.app.world().resource::<ShownReplay>().playback().expect("a replay is shown")
    }

    fn position(&self) -> usize {
        self.playback().player().position()
    }

    /// Shows a replay and lets it stand at its start.
    pub fn show(&mut self, place: &ReplayPlace) {
        self.ask(ReplayCommand::Show(place.clone()));
        self.until("the replay", |world| {
            let screening = world.resource::<ShownReplay>();
            let shown = screening.shown.as_ref().filter(|(shown, _)| shown == place);
            shown.filter(|_| !screening.is_reading()).map(drop)
        });
        self.ask(ReplayCommand::Pause);
        self.ask(ReplayCommand::Seek(0));
    }

    fn board(&mut self) -> BoardModel {
        let mut boards = self.app.world_mut().query::<&BoardModel>();
        let mut boards = boards.iter(self.app.world());
        let board = boards.next().expect("the replay has a board").clone();
        assert!(boards.next().is_none(), "the boards of the other screens are away");
        board
    }

    /// Plays a match of two who walk at random to its end; every seat's cells, round by round.
    pub fn play_match(&mut self, pairs: u32) -> Vec<Vec<Vec<Cell>>> {
        self.play(MatchDraft { pairs, ..MatchDraft::default() })
    }

    /// The same of such a match.
    fn play(&mut self, draft: MatchDraft) -> Vec<Vec<Vec<Cell>>> {
        headless::show(&mut self.app, Tab::Versus);
        let seats = vec![SeatChoice::Random, SeatChoice::Random];
        let draft = MatchDraft { seats, tempo: Tempo::Turbo, ..draft };
        self.ask(VersusCommand::Change(draft));
        self.ask(VersusCommand::Start);
        let rounds = self.until("the end of the match", |world| {
            let live = world.resource::<CurrentMatch>().live.as_ref()?;
            (live.phase == MatchPhase::Over).then(|| live.game.rounds().to_vec())
        });
        // Who is hit stands on its start after the same step: where the lap before ended it is never seen.
        let way = |seat: &SeatRound| {
            let is_left = |index: usize| seat.breaks.contains(&(index + 1));
            seat.path.iter().enumerate().filter(|(index, _)| !is_left(*index)).map(|(_, cell)| *cell).collect()
        };
        let ways = |seats: Vec<SeatRound>| seats.iter().map(way).collect();
        rounds.into_iter().map(|round| ways(round.seats)).collect()
    }

    /// Plays twenty steps of a match against somebody who walks at random, and gives up: one replay is kept.
    pub fn play_round(&mut self) {
        headless::show(&mut self.app, Tab::Versus);
        let draft =
            MatchDraft { seats: vec![SeatChoice::Person(KeySet::Arrows), SeatChoice::Random], ..MatchDraft::default() };
        self.ask(VersusCommand::Change(draft));
        self.ask(VersusCommand::Start);
        self.until("the hint", |world| {
            let live = world.resource::<CurrentMatch>().live.as_ref()?;
            live.is_awaited().then_some(())
        });
        self.ask(VersusCommand::NextRound);
        self.until("twenty steps", |world| {
            let live = world.resource::<CurrentMatch>().live.as_ref()?;
            (live.game.round().steps >= 20).then_some(())
        });
        self.ask(VersusCommand::GiveUp);
    }

    /// So many replays on the shelf, with the replay screen in view.
    pub fn shelf(&mut self, count: usize) -> Vec<ReplayItem> {
        headless::show(&mut self.app, Tab::Replay);
        self.until(&format!("a shelf of {count}"), |world| {
            let rows = on_shelf(&world.resource::<Library>().items);
            (rows.len() == count).then_some(rows)
        })
    }

    /// The only replay on the shelf, as it is now.
    fn only(&self) -> ReplayItem {
        let [row] = on_shelf(self.items()).try_into().expect("one replay on the shelf");
        row
    }

    /// Trains for so many frames of a hundred ticks each.
    pub fn train(&mut self, frames: usize) {
        headless::show(&mut self.app, Tab::Train);
        self.ask(TrainCommand::Play);
        (0..frames).for_each(|_| self.app.update());
        self.ask(TrainCommand::Pause);
        headless::show(&mut self.app, Tab::Replay);
        self.app.update();
    }
}

fn english() -> Texts {
    Texts::new(Language::English)
}

fn on_shelf(rows: &[ReplayItem]) -> Vec<ReplayItem> {
    let is_kept = |row: &&ReplayItem| matches!(row.place, ReplayPlace::Shelf(_));
    rows.iter().filter(is_kept).cloned().collect()
}

fn file_of(row: &ReplayItem) -> PathBuf {
    match &row.place {
        ReplayPlace::Shelf(path) | ReplayPlace::File(path) => path.clone(),
        ReplayPlace::Run(number) => panic!("episode {number} is in memory alone"),
    }
}

#[test]
fn a_match_is_kept_by_itself_and_plays_again_cell_by_cell() {
    let mut story = Story::new();
    let rounds = story.play_match(2);
    let rows = story.shelf(rounds.len());
    for (row, ways) in rows.iter().rev().zip(&rounds) {
        assert_eq!(row.kind(), ReplayKind::Match);
        story.show(&row.place);
        assert_eq!(story.playback().difference, None);
        let longest = ways.iter().map(Vec::len).max().expect("two seats");
        assert_eq!(story.playback().player().len() + 1, longest, "a step from cell to cell");
        for step in 0..longest {
            let board = story.board();
            for (seat, way) in ways.iter().enumerate() {
                // Who has arrived stays there while the other goes on.
                let cell = way.get(step).or(way.last()).expect("a start");
                assert_eq!(board.agents[seat].to, *cell, "seat {seat}, step {step}");
            }
            story.ask(ReplayCommand::Step(Direction::Up));
        }
        assert_eq!(story.position(), longest - 1, "beyond the end there is nothing");
    }
    // The next start of the program finds them again.
    let Story { app, folder } = story;
    drop(app);
    let mut story = Story::with(folder);
    assert_eq!(story.shelf(rounds.len()).len(), rounds.len());
}

#[test]
fn the_hunter_looks_in_a_replay_as_it_did_in_the_match() {
    for hunters in Hunters::ALL {
        let mut story = Story::new();
        let rounds = story.play(MatchDraft { mode: ModeKind::Hunt, hunters, pairs: 1, ..MatchDraft::default() });
        for row in story.shelf(rounds.len()) {
            story.show(&row.place);
            let board = story.board();
            let marked = board.obstacles.iter().filter(|obstacle| obstacle.seat == Some(0)).count();
            assert_eq!(marked, if hunters == Hunters::One { 1 } else { board.obstacles.len() }, "{hunters}");
        }
    }
}

#[test]
fn a_replay_is_named_pinned_deleted_and_brought_back() {
    let mut story = Story::new();
    story.play_round();
    let row = story.shelf(1).remove(0);
    let steps = row.steps();
    story.show(&row.place);

    story.ask(ReplayCommand::Rename(row.place.clone(), "A long walk".to_owned()));
    story.until("another name", |world| {
        let row = on_shelf(&world.resource::<Library>().items).into_iter().next()?;
        (row.title(&english()) == "A long walk").then_some(())
    });

    story.ask(ReplayCommand::Pin(row.place, true));
    story.until("a pin", |world| {
        let row = on_shelf(&world.resource::<Library>().items).into_iter().next()?;
        row.pinned().then_some(())
    });
    let row = story.only();
    let shown = story.app.world().resource::<ShownReplay>().selected();
    assert_eq!(shown, Some(&row.place), "what is shown has moved with its file");
    assert!(file_of(&row).exists());

    story.ask(ReplayCommand::Delete(row.place.clone()));
    story.until("an empty shelf", |world| on_shelf(&world.resource::<Library>().items).is_empty().then_some(()));
    assert!(!file_of(&row).exists());
    assert!(story.app.world().resource::<ShownReplay>().shown.is_none());

    story.ask(ReplayCommand::UndoDelete);
    story.shelf(1);
    let back = story.only();
    assert_eq!((&*back.title(&english()), back.pinned(), back.steps()), ("A long walk", true, steps));
    assert!(Replay::load(&file_of(&back)).is_ok_and(|replay| replay.verify().is_ok()));
    assert_eq!(story.app.world().resource::<Library>().deleted, 0, "nothing more to undo");
}

#[test]
fn training_keeps_its_scheduled_episodes_and_a_pin_puts_one_on_the_shelf() {
    let mut story = Story::new();
    story.train(60);
    let ended = story.app.world().resource::<Lanes>().all[0].simulation.episodes();
    assert!(ended > 64, "the run is long enough for the schedule: {ended}");
    let numbers: Vec<u64> = (story.items().iter())
        .map(|row| match row.place {
            ReplayPlace::Run(number) => number,
            _ => panic!("nothing is on the shelf yet"),
        })
        .collect();
    for cube in (1..=10_u64).map(|root| root.pow(3)).take_while(|cube| *cube < ended) {
        assert!(numbers.contains(&cube), "{cube} in {numbers:?}");
    }
    // The last one that ended is complete with the first tick of the next.
    assert!((ended - 49..ended).all(|number| numbers.contains(&number)), "{numbers:?}");
    assert!(numbers.is_sorted_by(|one, other| one > other), "the newest first");
    let best = story.items().iter().map(ReplayItem::episode_return).fold(f32::MIN, f32::max);
    let marked = story.items().iter().find(|row| !row.note(&english()).is_empty()).expect("the best is named");
    assert_eq!(marked.episode_return(), best);

    let place = ReplayPlace::Run(27);
    story.show(&place);
    let overlays = Overlays { values: true, actions: true, ..Overlays::default() };
    story.ask(ReplayCommand::SetOverlays(overlays));
    let steps = story.playback().player().len();
    for step in 0..steps {
        let board = story.board();
        let thought = story.playback().player().next().expect("a step to come").decisions[0].expect("it learns");
        let values = board.values.as_ref().expect("they are switched on");
        let here = board.index(board.agents[0].to).expect("it is on the board");
        let expected = CellValues { values: thought.values, kind: ActionValues::Q };
        assert_eq!(values[here], Some(expected), "step {step}");
        assert_eq!(values.iter().flatten().count(), 1, "nothing is known of other cells");
        story.ask(ReplayCommand::Step(Direction::Up));
    }
    let total: f32 = story.playback().player().scores()[0].episode_return;
    let row = story.items().iter().find(|row| row.place == place).expect("it is listed");
    assert_eq!((row.episode_return(), row.steps() as usize), (total, steps));

    story.ask(ReplayCommand::Pin(place, true));
    let kept = story.shelf(1).remove(0);
    assert!(kept.pinned());
    let replay = Replay::load(&file_of(&kept)).expect("it was just written");
    assert!(matches!(replay.header.kind, Origin::Training { episode: 27, mark: Some(27), .. }));
    assert_eq!(replay.header.program_version, PROGRAM_VERSION);

    // Another run has other episodes, and the old run's one is no longer shown under its number.
    headless::show(&mut story.app, Tab::Train);
    story.ask(TrainCommand::Reset(SeedChoice::New));
    headless::show(&mut story.app, Tab::Replay);
    story.app.update();
    assert_eq!(story.items().len(), 1, "the shelf alone");
}

/// Of REINFORCE, Deep SARSA and one who walks at random.
#[test]
fn each_seat_s_numbers_are_shown_as_what_they_are() {
    let mut story = Story::new();
    headless::show(&mut story.app, Tab::Replay);
    story.show(&ReplayPlace::File(data("version-1/match.replay").into()));
    story.ask(ReplayCommand::SetOverlays(Overlays { values: true, actions: true, ..Overlays::default() }));
    let mut seen = 0;
    for step in 0..story.playback().player().len() {
        let board = story.board();
        let cells = story.playback().player().world().agents().to_vec();
        let values = board.values.as_ref().expect("they are switched on");
        let thoughts = story.playback().player().next().expect("a step to come").decisions.to_vec();
        for (seat, kind) in [(0, ActionValues::Probabilities), (1, ActionValues::Q)] {
            // Where two stand on one cell, the later seat's numbers lie above.
            if cells[seat] != cells[1 - seat] {
                let expected = thoughts[seat].map(|thought| CellValues { values: thought.values, kind });
                assert_eq!(
                    values[board.index(cells[seat]).expect("on the board")],
                    expected,
                    "step {step}, seat {seat}"
                );
                seen += 1;
            }
        }
        story.ask(ReplayCommand::Step(Direction::Up));
    }
    assert!(seen > 20, "both were seen apart: {seen}");
}

/// What was changed while the run ran goes into its replays.
#[test]
fn kept_episodes_hold_what_was_changed_in_the_window() {
    let mut story = Story::new();
    story.train(20);
    let ticks = |story: &Story| story.app.world().resource::<Lanes>().all[0].simulation.ticks();
    let first = ticks(&story);
    let mut hyperparameters = story.app.world().resource::<Lanes>().setup().hyperparameters.clone();
    hyperparameters.gamma = 0.625;
    story.ask(TrainCommand::SetLive(Box::new(hyperparameters.clone())));
    story.train(5);
    let second = ticks(&story);
    let mut level = Level::clone(&story.app.world().resource::<Lanes>().setup().level);
    level.rewards.step = -0.25;
    let level = Arc::new(level);
    story.app.world_mut().resource_mut::<Lanes>().replace_level(&level).expect("it can be played");
    story.train(20);
    let latest = story.items().first().expect("episodes end").place.clone();
    story.ask(ReplayCommand::Pin(latest, true));
    let replay = Replay::load(&file_of(&story.shelf(1).remove(0))).expect("it was just written");
    let provenance = replay.provenance.expect("it is known");
    let changes: Vec<(u64, &Changed)> = provenance.changes.iter().map(|change| (change.tick, &change.what)).collect();
    let gamma = Changed::Hyperparameter { key: "gamma".to_owned(), value: "0.625".to_owned() };
    assert_eq!(changes, [(first, &gamma), (second, &Changed::Level(level))]);
    let Origin::Training { begin_tick: Some(begin), .. } = replay.header.kind else { panic!("{:?}", replay.header) };

    let mut retraining = Retraining::begin(provenance.clone()).expect("it can run");
    while retraining.simulation().ticks() < begin {
        retraining.tick().expect("it did so before");
    }
    for step in replay.steps.iter() {
        retraining.tick().expect("it did so before");
        let made = retraining.simulation().steps_made().next().expect("it ticked").decision;
        let recorded = step.decisions[0].expect("learners think");
        assert_eq!((made.action, made.values), (step.actions[0], recorded.values));
    }
}

#[test]
fn time_runs_smoothly_stops_at_the_end_and_goes_round() {
    let mut story = Story::new();
    story.play_round();
    let row = story.shelf(1).remove(0);
    story.show(&row.place);
    story.ask(ReplayCommand::SetSpeed(10.0));
    story.ask(ReplayCommand::Play);
    let mut before = (story.position(), story.board().progress);
    for _ in 0..100 {
        story.app.update();
        let board = story.board();
        let now = (story.position(), board.progress);
        // A tenth of a second a step: six frames. Nothing jumps ahead and nothing goes back.
        assert!(now > before && now.0 <= before.0 + 1, "{before:?}, then {now:?}");
        assert!(now.0 > before.0 || now.1 - before.1 < 0.2, "{before:?}, then {now:?}");
        before = now;
        if now.0 == story.playback().player().len() {
            break;
        }
    }
    let len = story.playback().player().len();
    story.ask(ReplayCommand::Seek(len - 1));
    (0..60).for_each(|_| story.app.update());
    assert_eq!((story.position(), story.playback().playing), (len, false));
    story.ask(ReplayCommand::SetRepeat(true));
    story.ask(ReplayCommand::Play);
    story.ask(ReplayCommand::Seek(len - 1));
    (0..30).for_each(|_| story.app.update());
    assert!(story.playback().playing && story.position() < len - 1);
    // While another screen is shown, time stands.
    let position = story.position();
    headless::show(&mut story.app, Tab::Train);
    (0..30).for_each(|_| story.app.update());
    assert_eq!(story.position(), position);
}

#[test]
fn a_file_that_is_dropped_is_shown_and_one_that_was_edited_stops_where_it_is_not_true() {
    let mut story = Story::new();
    story.play_round();
    let row = story.shelf(1).remove(0);
    let mut replay = Replay::load(&file_of(&row)).expect("it was just kept");
    let elsewhere = tempfile::tempdir().expect("a folder for the test");
    let drop_file = |story: &mut Story, path: &PathBuf| {
        headless::show(&mut story.app, Tab::Train);
        story
            .app
            .world_mut()
            .write_message(FileDragAndDrop::DroppedFile { window: Entity::PLACEHOLDER, path_buf: path.clone() });
        let place = ReplayPlace::File(path.clone());
        story.until("the file", |world| {
            let shown = world.resource::<ShownReplay>().shown.as_ref();
            shown.filter(|(shown, _)| *shown == place).map(drop)
        });
        assert_eq!(**story.app.world().resource::<State<Tab>>(), Tab::Replay);
    };

    let path = elsewhere.path().join("mine.replay");
    replay.save(&path).expect("the folder is ours");
    drop_file(&mut story, &path);
    assert_eq!(story.playback().difference, None);
    assert!(story.playback().playing, "it begins at once");
    story.app.update();
    assert_eq!(story.items()[0].place, ReplayPlace::File(path));

    // Somebody moved the goal.
    let goal = replay.start.goals()[0];
    replay.start.place_goal(0, Cell { x: goal.x, y: goal.y - 1 });
    let path = elsewhere.path().join("edited.replay");
    replay.save(&path).expect("the folder is ours");
    drop_file(&mut story, &path);
    let difference = story.playback().difference.clone().expect("it cannot play as it was recorded");
    assert_eq!(difference.step, 1);
    assert!(
        story.said().iter().any(|said| said.contains("Step 1 of") && said.contains("edited")),
        "{:?}",
        story.said()
    );
    story.ask(ReplayCommand::Play);
    (0..60).for_each(|_| story.app.update());
    assert_eq!((story.position(), story.playback().playing), (0, false));
    story.ask(ReplayCommand::Seek(5));
    assert_eq!(story.position(), 0, "nothing false is shown");
}

#[test]
fn a_damaged_file_is_named_and_the_others_are_shown() {
    let mut story = Story::new();
    story.play_round();
    let kept = story.shelf(1).remove(0);
    let shelf = file_of(&kept).parent().expect("it lies in a folder").to_owned();
    let mut bytes = fs::read(file_of(&kept)).expect("it was just kept");
    bytes[40] ^= 1;
    let damaged = shelf.join("damaged.replay");
    fs::write(&damaged, &bytes).expect("the folder is ours");

    headless::show(&mut story.app, Tab::Train);
    headless::show(&mut story.app, Tab::Replay);
    story.until("a message", |world| {
        let notices = &world.resource::<Notices>().0;
        let named = notices.texts().any(|text| text.contains("damaged.replay") && text.contains("damaged ("));
        named.then_some(())
    });
    assert_eq!(story.shelf(1)[0].place, kept.place);
    assert!(damaged.exists(), "nobody removes what he cannot read");

    // Opened on purpose, it is named as well, and what is shown stays.
    story.show(&kept.place);
    story.ask(ReplayCommand::Show(ReplayPlace::File(damaged)));
    story.until("the end of reading", |world| (!world.resource::<ShownReplay>().is_reading()).then_some(()));
    assert_eq!(story.app.world().resource::<ShownReplay>().selected(), Some(&kept.place));
}
