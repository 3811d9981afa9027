//! Matches in the window without a window: scripted keys through Bevy's input, messages as the panels send them.

use std::{fs, path::Path, sync::Arc, time::Duration};

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyCode, KeyboardFocusLost, KeyboardInput, NativeKey},
    },
    prelude::*,
};
use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use sidestep::{
    arena::{
        opponents::Rung,
        versus::{How, Hunters, ModeKind},
    },
    game::{
        DataFolder, RunPlan,
        board::{BoardModel, PathOf},
        versus::{CurrentMatch, LiveMatch, MatchPhase, MatchRecords},
    },
    gridworld::{Action, Cell, Level, Motion, Obstacle, OnHit},
    learning::{Algorithm, Preset},
    panels::{
        Draft, KeySet, LevelChoice, Settings, Tab,
        versus::{HuntersTurn, MatchDraft, SeatChoice, Tempo, VersusCommand},
    },
    records::Records,
};
use tempfile::TempDir;

use crate::headless;

/// A window without a window, on the versus screen, with a data folder of its own.
pub struct Story {
    pub app: App,
    pub folder: TempDir,
}

impl Story {
    pub fn new(draft: MatchDraft) -> Self {
        Self::on(draft, true)
    }

    /// With the chosen level as it is, or, where it is none in particular, with one on which a walk leads where it says.
    fn on(mut draft: MatchDraft, is_still: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let level = Arc::new(Level::built_in("classic").expect("it is built in"));
        if is_still && draft.level == MatchDraft::default().level {
            let still = folder.path().join("classic.toml");
            let mut undrawn = Level::clone(&level);
            (undrawn.on_hit, undrawn.random_phases) = (Some(OnHit::Continue), Some(false));
            fs::write(&still, undrawn.to_toml()).expect("written");
            draft.level = LevelChoice::File(still);
        }
        let choice = LevelChoice::BuiltIn("classic".to_owned());
        let plan = RunPlan { draft: Draft::of_preset(Algorithm::DeepSarsa, Preset::Tuned, choice, &level), level };
        let mut app = headless::game(plan, |app| {
            app.insert_resource(DataFolder(Some(folder.path().to_owned())));
        });
        app.insert_state(Tab::Versus).insert_resource(draft);
        // The first frame has no time in it.
        app.update();
        app.update();
        Self { app, folder }
    }

    pub fn ask(&mut self, command: VersusCommand) {
        self.app.world_mut().write_message(command);
        self.app.update();
    }

    /// Begins the match, however long its optimum takes to be worked out, and reads the hint.
    pub fn start(&mut self) {
        self.open();
        if self.live().is_awaited() {
            self.ask(VersusCommand::NextRound);
        }
    }

    /// Opens the match, however long its optimum takes to be worked out.
    fn open(&mut self) {
        for _ in 0..3000 {
            self.ask(VersusCommand::Start);
            if self.app.world().resource::<CurrentMatch>().live.is_some() {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("it cannot begin: {:?}", self.app.world().resource::<CurrentMatch>().problem);
    }

    pub fn key(&mut self, key_code: KeyCode, state: ButtonState) {
        self.app.world_mut().write_message(KeyboardInput {
            key_code,
            logical_key: Key::Unidentified(NativeKey::Unidentified),
            state,
            text: None,
            repeat: false,
            window: Entity::PLACEHOLDER,
        });
    }

    /// Down and up within one frame.
    pub fn tap(&mut self, key: KeyCode) {
        self.key(key, ButtonState::Pressed);
        self.key(key, ButtonState::Released);
        self.app.update();
    }

    pub fn frames(&mut self, count: usize) {
        for _ in 0..count {
            self.app.update();
        }
    }

    pub fn live(&self) -> &LiveMatch {
        self.app.world().resource::<CurrentMatch>().live.as_ref().expect("a match is on")
    }

    /// Lets time pass until the match is in such a moment.
    pub fn until(&mut self, what: &str, is_there: impl Fn(&LiveMatch) -> bool) {
        for _ in 0..20_000 {
            if is_there(self.live()) {
                return;
            }
            self.app.update();
        }
        panic!("{what} did not happen: {:?}", self.live().phase);
    }

    pub fn walk(&mut self, keys: &[KeyCode]) {
        for &key in keys {
            self.tap(key);
        }
    }

    pub fn path(&self, seat: usize) -> Vec<Cell> {
        self.live().game.round().seats[seat].path.clone()
    }

    pub fn records(&self) -> &Records {
        &self.app.world().resource::<MatchRecords>().records
    }

    pub fn saved(&self) -> String {
        let path: &Path = self.folder.path();
        fs::read_to_string(path.join("records.json")).unwrap_or_default()
    }

    pub fn board(&mut self) -> BoardModel {
        let mut boards = self.app.world_mut().query::<&BoardModel>();
        let mut boards = boards.iter(self.app.world());
        let board = boards.next().expect("the match has a board").clone();
        assert!(boards.next().is_none(), "the boards of the training screen are away");
        board
    }
}

pub const PERSON: SeatChoice = SeatChoice::Person(KeySet::Arrows);
/// The way along the upper and the right edge of `classic`, where no obstacle patrols but in the second row's end.
pub const AROUND: [KeyCode; 8] = [
    KeyCode::ArrowRight,
    KeyCode::ArrowRight,
    KeyCode::ArrowRight,
    KeyCode::ArrowRight,
    KeyCode::ArrowDown,
    KeyCode::ArrowDown,
    KeyCode::ArrowDown,
    KeyCode::ArrowDown,
];

pub fn turns(seats: Vec<SeatChoice>) -> MatchDraft {
    MatchDraft { seats, tempo: Tempo::TurnBased, ..MatchDraft::default() }
}

#[test]
fn a_person_wins_two_pairs_and_the_match_and_it_is_kept() {
    let mut story = Story::new(turns(vec![PERSON, SeatChoice::Random]));
    story.start();
    story.until("the first turn", |live| live.phase == MatchPhase::Running);
    story.walk(&AROUND);
    let round = story.live().game.round();
    let end = round.end.expect("the goal ends the round");
    assert_eq!((end.winner, end.how), (Some(0), How::Goal));
    assert_eq!(round.seats[0].goal_step, Some(8));
    assert_eq!(story.live().game.wins(), [1, 0]);

    for won in 2..=4 {
        story.ask(VersusCommand::NextRound);
        story.until("another round", |live| live.phase == MatchPhase::Running);
        story.walk(&AROUND);
        assert_eq!(story.live().game.wins(), [won, 0]);
        assert_eq!(story.live().phase == MatchPhase::Over, won == 4, "two pairs are four rounds");
    }
    assert_eq!(story.live().game.result().and_then(|result| result.winner), Some(0));

    let rows = story.records().rows();
    assert_eq!(rows.len(), 1);
    let row = &rows[0];
    assert_eq!((row.level.as_str(), row.mode.as_str(), row.opponent.as_str()), ("classic (edited)", "race", "random"));
    assert_eq!((row.games, row.wins, row.streak, row.best_steps), (1, 1, 1, Some(8)));
    assert_eq!(story.records().standing("classic", "race").rounds, 0, "nobody has measured a random walker");
    let (kept, aside) = Records::load(&story.folder.path().join("records.json"));
    assert!(aside.is_none());
    assert_eq!(&kept, story.records(), "{}", story.saved());

    story.until("the report", LiveMatch::shows_report);
    story.frames(1);
    let board = story.board();
    let whose: Vec<PathOf> = board.paths.iter().map(|path| path.whose).collect();
    assert_eq!(whose, [PathOf::Seat(0), PathOf::Seat(1), PathOf::Optimum], "both ways and the best one");
    assert_eq!(board.paths[0].pieces[0].len(), 9, "the start and eight steps");
}

#[test]
fn ways_break_where_a_lap_ends_the_optimal_one_too() {
    let seats = vec![SeatChoice::Optimum, SeatChoice::Optimum];
    let mut story = Story::new(MatchDraft { mode: ModeKind::Score, score_steps: 60, pairs: 1, ..turns(seats) });
    story.app.world_mut().resource_mut::<MatchDraft>().tempo = Tempo::Turbo;
    story.start();
    story.until("the report", LiveMatch::shows_report);
    story.frames(1);
    let board = story.board();
    let optimal = board.paths.iter().find(|path| path.whose == PathOf::Optimum).expect("there is an optimum");
    assert!(optimal.pieces.len() > 2, "sixty steps are several laps: {}", optimal.pieces.len());
    for piece in board.paths.iter().flat_map(|path| &path.pieces) {
        assert!(piece.windows(2).all(|pair| pair[0].distance(pair[1]) <= 1), "no line where nobody walked: {piece:?}");
    }
}

#[test]
fn a_person_who_stands_still_loses_to_the_optimum_and_can_ask_for_a_rematch() {
    let mut story = Story::new(MatchDraft { pairs: 1, ..turns(vec![PERSON, SeatChoice::Optimum]) });
    story.start();
    story.until("the first turn", |live| live.phase == MatchPhase::Running);
    for _ in 0..2 {
        story.until("a turn", |live| live.phase == MatchPhase::Running);
        for _ in 0..8 {
            story.tap(KeyCode::Space);
        }
    }
    assert_eq!(story.live().game.result().and_then(|result| result.winner), Some(1));
    let row = &story.records().rows()[0];
    assert_eq!((row.opponent.as_str(), row.games, row.wins, row.streak), ("optimum", 1, 0, 0));

    let seed = story.live().game.settings().seed;
    story.ask(VersusCommand::Rematch);
    assert_ne!(story.live().phase, MatchPhase::Over);
    assert_ne!(story.live().game.settings().seed, seed, "another game, not the same again");
    assert_eq!(story.live().game.wins(), [0, 0]);
}

#[test]
fn whoever_gives_up_has_lost() {
    let mut story = Story::on(turns(vec![PERSON, SeatChoice::Opponent(Rung::Weakest)]), false);
    story.start();
    story.until("the first turn", |live| live.phase == MatchPhase::Running);
    story.walk(&AROUND[..2]);
    story.ask(VersusCommand::GiveUp);
    assert_eq!(story.live().phase, MatchPhase::Over);
    let result = story.live().game.result().expect("it is decided");
    assert_eq!((result.winner, result.given_up), (Some(1), Some(0)));
    assert_eq!(story.records().rows()[0].games, 1);
    let [standing, newcomer] =
        [story.records(), &Records::default()].map(|records| records.standing("classic", "race"));
    assert!(standing.rating < newcomer.rating && standing.rounds == 1, "{standing:?}");

    story.ask(VersusCommand::Leave);
    assert!(story.app.world().resource::<CurrentMatch>().live.is_none());
}

#[test]
fn a_turn_shows_in_the_very_next_frame_and_nothing_moves_without_one() {
    let mut story = Story::new(turns(vec![PERSON, SeatChoice::Random]));
    story.start();
    story.until("the first turn", |live| live.phase == MatchPhase::Running);
    story.frames(200);
    assert_eq!(story.live().game.round().steps, 0, "the world waits");
    let before = story.board();
    assert_eq!(before.agents[0].to, Cell { x: 0, y: 0 });
    story.tap(KeyCode::ArrowRight);
    let after = story.board();
    assert_eq!(after.agents[0].to, Cell { x: 1, y: 0 }, "one frame later it is there");
    assert!(after.progress > 0.0, "and on its way");
    assert_eq!(story.live().game.round().steps, 1);
}

/// Along the row and then the column to the goal of a level without walls.
fn walk_to_the_goal(story: &mut Story) {
    let goal = story.live().game.round().goals[0];
    while story.live().game.round().end.is_none() {
        let at = *story.path(0).last().expect("it stands somewhere");
        story.tap(match (goal.x - at.x, goal.y - at.y) {
            (1.., _) => KeyCode::ArrowRight,
            (..=-1, _) => KeyCode::ArrowLeft,
            (_, 1..) => KeyCode::ArrowDown,
            _ => KeyCode::ArrowUp,
        });
    }
}

/// Lets time pass until the last round's lesson is there, and looks at it.
fn look(story: &mut Story) {
    for _ in 0..3000 {
        story.ask(VersusCommand::Look(Some(0)));
        if story.board().paths.len() == 2 {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the round teaches nothing");
}

#[test]
fn a_costly_step_is_looked_at_while_time_stands_and_played_on_from_without_counting() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join("free.toml");
    let mut level = Level::empty("free", 7, 5);
    level.goals = vec![Cell { x: 4, y: 4 }];
    // Where nothing moves no race is offered, so something does, behind a wall.
    (0..5).for_each(|y| level.set_wall(Cell { x: 5, y }, true));
    level.obstacles.push(Obstacle::new(Cell { x: 6, y: 0 }, Motion::PatrolY));
    level.rewards.step = -0.1;
    level.random_phases = Some(false);
    fs::write(&file, level.to_toml()).expect("the folder is ours");
    let draft = MatchDraft { level: LevelChoice::File(file), pairs: 1, ..turns(vec![PERSON, SeatChoice::Random]) };
    let mut story = Story::new(draft);
    story.start();
    story.until("the first turn", |live| live.phase == MatchPhase::Running);
    // One step back and forth costs more than waiting.
    story.walk(&[KeyCode::ArrowRight, KeyCode::Space, KeyCode::ArrowLeft]);
    walk_to_the_goal(&mut story);
    assert_eq!(story.live().game.round().seats[0].goal_step, Some(11));
    look(&mut story);
    story.frames(600);
    assert!(matches!(story.live().phase, MatchPhase::RoundOver(_)), "it waits as long as one looks");
    let board = story.board();
    assert_eq!(board.paths[0].whose, PathOf::Seat(0));
    assert_eq!(board.paths[1].whose, PathOf::Optimum);
    assert_eq!(board.agents[0].to, Cell { x: 1, y: 0 }, "it stands where it went back");
    assert_eq!(board.paths[0].pieces[0][..2], [Cell { x: 1, y: 0 }, Cell { x: 0, y: 0 }]);
    assert_ne!(board.paths[1].pieces[0][1], Cell { x: 0, y: 0 });
    let from = board.agents[0].to;

    story.ask(VersusCommand::PlayOn(0));
    assert_eq!(story.live().game.round().steps as usize + 1, story.path(0).len());
    assert_eq!(story.path(0).last(), Some(&from));
    let current = story.app.world().resource::<CurrentMatch>();
    assert_eq!(current.wins(), [1, 0], "the match's score, not the practice's");
    story.until("the practice", |live| live.phase == MatchPhase::Running);
    story.tap(KeyCode::ArrowDown);
    // In the middle of a practice one begins it again.
    story.ask(VersusCommand::PlayOn(0));
    assert_eq!(story.path(0).last(), Some(&from));
    story.until("the practice", |live| live.phase == MatchPhase::Running);
    walk_to_the_goal(&mut story);
    assert_eq!(story.live().game.round().seats[0].goal_step, Some(9), "two steps saved");
    story.frames(600);
    assert!(matches!(story.live().phase, MatchPhase::RoundOver(_)), "no round follows a practice");
    story.ask(VersusCommand::NextRound);
    assert_eq!(story.live().game.rounds().len(), 1, "back in the match, which has gone on no further");
    assert_eq!(story.board().paths.len(), 2, "and still looked at");

    story.ask(VersusCommand::NextRound);
    story.until("the second round", |live| live.phase == MatchPhase::Running);
    story.tap(KeyCode::Space);
    walk_to_the_goal(&mut story);
    assert_eq!(story.live().phase, MatchPhase::Over);
    assert_eq!(story.records().rows()[0].games, 1, "practice is no game");
    look(&mut story);
    story.ask(VersusCommand::PlayOn(0));
    story.ask(VersusCommand::GiveUp);
    assert_eq!(story.live().phase, MatchPhase::Over, "giving a practice up gives no match up");
    assert!(story.app.world().resource::<CurrentMatch>().aside.is_none());
}

#[test]
fn two_people_share_a_keyboard() {
    let mut story = Story::new(turns(vec![PERSON, SeatChoice::Person(KeySet::Wasd)]));
    story.start();
    story.until("the first turn", |live| live.phase == MatchPhase::Running);
    story.tap(KeyCode::ArrowRight);
    assert_eq!(story.live().game.round().steps, 0, "the turn waits for the other");
    assert_eq!(story.live().waits_for(Tempo::TurnBased), Some(1));
    story.tap(KeyCode::KeyS);
    assert_eq!(story.live().game.round().steps, 1);
    assert_eq!(story.path(0).last(), Some(&Cell { x: 1, y: 0 }));
    assert_eq!(story.path(1).last(), Some(&Cell { x: 0, y: 1 }));
}

#[test]
fn a_match_of_people_in_real_time_pauses_when_the_window_is_left() {
    for (tempo, seat, pauses) in [
        (Tempo::RealTime { per_second: 4.0 }, SeatChoice::Person(KeySet::Arrows), true),
        (Tempo::TurnBased, SeatChoice::Person(KeySet::Arrows), false),
        (Tempo::RealTime { per_second: 4.0 }, SeatChoice::Random, false),
    ] {
        let seats = vec![seat.clone(), SeatChoice::Random];
        let mut story = Story::new(MatchDraft { seats, tempo, ..MatchDraft::default() });
        story.start();
        story.app.world_mut().write_message(KeyboardFocusLost);
        story.app.update();
        let live = story.live();
        assert_eq!((live.paused, live.is_left), (pauses, pauses), "{tempo:?}, {seat:?}");
        let steps = story.live().game.round().steps;
        story.frames(240);
        assert_eq!(
            story.live().game.round().steps == steps,
            pauses || tempo == Tempo::TurnBased,
            "{tempo:?}, {seat:?}"
        );
        story.ask(VersusCommand::Pause(false));
        assert!(!story.live().paused && !story.live().is_left, "a key goes on");
    }
}

#[test]
fn real_time_counts_down_goes_on_by_itself_and_can_be_paused() {
    let mut story = Story::new(MatchDraft {
        tempo: Tempo::RealTime { per_second: 6.0 },
        ..turns(vec![PERSON, SeatChoice::Random])
    });
    story.start();
    assert_eq!(story.live().count(), Some(3));
    story.key(KeyCode::ArrowRight, ButtonState::Pressed);
    story.key(KeyCode::ArrowRight, ButtonState::Released);
    story.until("the start", |live| live.phase == MatchPhase::Running);
    story.frames(30);
    let steps = story.live().game.round().steps;
    assert!((2..=4).contains(&steps), "half a second at six steps a second: {steps}");
    assert_eq!(story.path(0)[1], Cell { x: 1, y: 0 }, "a key pressed before the start is kept for it");
    assert_eq!(story.path(0)[2], Cell { x: 1, y: 0 }, "and counts once");

    story.ask(VersusCommand::Pause(true));
    let steps = story.live().game.round().steps;
    story.frames(120);
    assert_eq!(story.live().game.round().steps, steps);
    story.ask(VersusCommand::Pause(false));
    story.key(KeyCode::ArrowDown, ButtonState::Pressed);
    story.frames(60);
    story.key(KeyCode::ArrowDown, ButtonState::Released);
    assert_eq!(story.path(0).last(), Some(&Cell { x: 1, y: 4 }), "a key that is held goes on");
}

/// Keys of 30 ms at uneven times, on the average one in each step: each leads to a move of its own. A board so wide that no
/// wall hides one, and no obstacles.
#[test]
fn no_press_of_thirty_milliseconds_is_lost() {
    for per_second in [4.0, 8.0, 12.0] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let file = folder.path().join("wide.toml");
        let mut level = Level::empty("wide", 31, 31);
        level.starts = vec![Cell { x: 15, y: 15 }];
        level.goals = vec![Cell { x: 30, y: 30 }];
        level.max_steps = 10_000;
        fs::write(&file, level.to_toml()).expect("the folder is ours");
        let mut story = Story::new(MatchDraft {
            level: LevelChoice::File(file),
            // Where nothing moves no race is offered.
            mode: ModeKind::Score,
            score_steps: 1000,
            tempo: Tempo::RealTime { per_second },
            ..turns(vec![PERSON, SeatChoice::Random])
        });
        story.start();
        story.until("the start", |live| live.phase == MatchPhase::Running);

        // Right and left by turns, so that the person stays in the middle and every press is a step that can be told.
        let keys = [KeyCode::ArrowRight, KeyCode::ArrowLeft];
        let mut generator = Pcg64Mcg::seed_from_u64(7);
        // Whole frames, so that there is never more than one press a step in the long run.
        let frames_a_step = (60.0_f32 / per_second).ceil() as usize;
        let presses = 200;
        let mut wanted = Vec::new();
        for number in 0..presses {
            let key = keys[number % 2];
            wanted.push([Action::Right, Action::Left][number % 2]);
            // The press may come anywhere in the step; 30 ms are two frames.
            let late = generator.random_range(0..=frames_a_step - 2);
            story.frames(late);
            story.key(key, ButtonState::Pressed);
            story.frames(2);
            story.key(key, ButtonState::Released);
            story.frames(frames_a_step - 2 - late);
        }
        story.frames(2 * frames_a_step);
        let made: Vec<Action> = story.live().game.round().seats[0]
            .actions
            .iter()
            .copied()
            .filter(|action| *action != Action::Stay)
            .collect();
        assert_eq!(made.len(), presses, "at {per_second} steps a second");
        assert_eq!(made, wanted, "and in their order");
    }
}

#[test]
fn agents_play_the_same_match_at_any_tempo() {
    let play = |tempo| {
        let mut story = Story::new(MatchDraft {
            tempo,
            pairs: 2,
            ..turns(vec![SeatChoice::Opponent(Rung::Middle), SeatChoice::Random])
        });
        story.start();
        story.until("the end", |live| live.phase == MatchPhase::Over);
        assert!(story.records().rows().is_empty(), "nobody played: there is nothing to be counted");
        story.live().game.rounds().to_vec()
    };
    let slow = play(Tempo::RealTime { per_second: 1.0 });
    let fast = play(Tempo::Turbo);
    assert!(slow.len() >= 3);
    assert_eq!(slow, fast);
}

#[test]
fn the_hunter_steers_an_obstacle_and_the_hunted_practises() {
    let mut story = Story::new(MatchDraft {
        mode: ModeKind::Hunt,
        hunters: Hunters::All,
        practice: true,
        ..turns(vec![PERSON, SeatChoice::Opponent(Rung::Weakest)])
    });
    story.start();
    story.until("the first turn", |live| live.phase == MatchPhase::Running);
    let before: Vec<Cell> = story.board().obstacles.iter().map(|obstacle| obstacle.to).collect();
    for _ in 0..4 {
        story.tap(KeyCode::ArrowUp);
    }
    let after: Vec<Cell> = story.board().obstacles.iter().map(|obstacle| obstacle.to).collect();
    assert!(
        before.iter().zip(&after).all(|(before, after)| after.y < before.y || before.y == 0),
        "all of them go up: {before:?} {after:?}"
    );
    assert_eq!(story.board().agents.len(), 1, "the hunter is no agent on the board");
    assert!(story.board().obstacles.iter().all(|obstacle| obstacle.seat == Some(0)), "all of them are the hunter's");
    let keys = [KeyCode::ArrowDown, KeyCode::ArrowUp, KeyCode::ArrowLeft, KeyCode::ArrowRight];
    for turn in 0..1000 {
        if story.live().game.round().end.is_some() {
            break;
        }
        story.tap(keys[turn / 3 % 4]);
    }
    let end = story.live().game.round().end.expect("it is caught, escapes or the time is up");
    assert!(matches!(end.how, How::Caught | How::Escaped | How::TimeUp | How::AllOut), "{end:?}");
    let hunted = |story: &Story| match &story.live().game.controllers()[1] {
        sidestep::arena::Controller::Policy { policy, .. } => policy.network.weights(),
        _ => panic!("an agent is hunted"),
    };
    let weights = hunted(&story);
    story.until("the next round", |live| matches!(live.phase, MatchPhase::Running | MatchPhase::Countdown(_)));
    assert_ne!(hunted(&story), weights, "it has practised in between");

    // What that changed is measured, and can be watched; the match waits meanwhile.
    let report = &story.app.world().resource::<CurrentMatch>().practised[0];
    let measured = [&report.before, &report.after].map(|rehearsal| (rehearsal.hunts, rehearsal.episodes));
    assert_eq!((report.after_round, measured), (1, [(1, 100); 2]));
    assert_eq!(report.before.is_caught_in_film, end.how == How::Caught, "the first film is the round once more");
    let frames = report.before.film.len() + report.after.film.len();
    story.ask(VersusCommand::WatchPractice(0));
    let steps = story.live().game.round().steps;
    let board = story.board();
    story.frames(60);
    assert_ne!(story.board(), board, "the film runs");
    assert!(story.board().obstacles.iter().all(|obstacle| obstacle.seat == Some(0)));
    assert_eq!(story.live().game.round().steps, steps);
    story.frames(60 * (frames / 4 + 8));
    assert!(story.live().paused, "the match waits for the person");
    assert_eq!(story.live().game.round().steps, steps);
}

#[test]
fn the_hunters_obstacle_is_marked_in_preview_countdown_and_match_and_none_is_in_a_race() {
    let marked = |story: &mut Story| -> Vec<usize> {
        let obstacles = story.board().obstacles.into_iter().enumerate();
        obstacles.filter(|(_, obstacle)| obstacle.seat == Some(0)).map(|(number, _)| number).collect()
    };
    let tempo = Tempo::RealTime { per_second: 4.0 };
    let hunt = MatchDraft { mode: ModeKind::Hunt, tempo, ..turns(vec![PERSON, SeatChoice::Random]) };
    let mut story = Story::new(hunt);
    let preview = marked(&mut story);
    assert_eq!(preview.len(), 1);
    story.start();
    assert!(matches!(story.live().phase, MatchPhase::Countdown(_)));
    assert_eq!(marked(&mut story), preview);
    story.until("a step", |live| live.game.round().steps > 0);
    assert_eq!(marked(&mut story), story.live().game.hunted_obstacles());
    assert!(marked(&mut Story::new(turns(vec![PERSON, SeatChoice::Random]))).is_empty());
}

/// A key that says "ready" is no step: nobody has seen yet where it leads.
#[test]
fn the_first_countdown_waits_until_the_hint_is_read_and_no_later_one_does() {
    let tempo = Tempo::RealTime { per_second: 4.0 };
    for person in [PERSON, SeatChoice::Random] {
        let mut story = Story::new(MatchDraft { tempo, ..turns(vec![person.clone(), SeatChoice::Random]) });
        story.open();
        story.frames(600);
        let waits = person == PERSON;
        assert_eq!(story.live().is_awaited(), waits, "only a person reads");
        let round = story.live().game.round();
        assert_eq!(round.steps > 0 || round.number > 1, !waits);
        if !waits {
            continue;
        }
        story.tap(KeyCode::ArrowRight);
        assert!(matches!(story.live().phase, MatchPhase::Countdown(_)) && story.live().count() == Some(3));
        story.until("the first step", |live| live.game.round().steps == 1);
        assert_eq!(story.live().game.round().seats[0].actions, [Action::Stay]);
        story.until("the first step of the second", |live| {
            live.game.round().number == 2 || live.phase == MatchPhase::Over
        });
        assert!(!story.live().is_awaited());
    }
}

#[test]
fn the_report_of_a_hunt_shows_where_the_chosen_round_ended() {
    let seats = vec![SeatChoice::Random, SeatChoice::Opponent(Rung::Weakest)];
    let mut story = Story::new(MatchDraft { mode: ModeKind::Hunt, tempo: Tempo::Turbo, pairs: 1, ..turns(seats) });
    story.start();
    story.until("the report", LiveMatch::shows_report);
    let rounds = story.live().game.rounds().to_vec();
    for (number, round) in rounds.iter().enumerate() {
        story.ask(VersusCommand::ShowRound(number));
        story.frames(1);
        let board = story.board();
        let hunter: Vec<Cell> =
            board.obstacles.iter().filter(|obstacle| obstacle.seat == Some(0)).map(|obstacle| obstacle.to).collect();
        assert_eq!(hunter, [*round.seats[0].path.last().expect("it stood somewhere")], "round {number}");
        assert_eq!(board.agents[0].to, *round.seats[1].path.last().expect("it too"));
        let ways = board.paths.iter().map(|path| path.whose).filter(|whose| matches!(whose, PathOf::Seat(_)));
        assert_eq!(ways.collect::<Vec<_>>(), [PathOf::Seat(0), PathOf::Seat(1)], "both ways");
        // Where the others stood is known of the last round only.
        assert_eq!(board.obstacles.len() > 1, number + 1 == rounds.len());
    }
}

#[test]
fn it_is_said_of_a_slow_hunter_how_often_it_moves_and_when() {
    let tempo = Tempo::TurnBased;
    for (every, hunters, said) in
        [(1, Hunters::One, None), (3, Hunters::One, Some(Some(3))), (3, Hunters::All, Some(None))]
    {
        let mut level = Level::built_in("chase").expect("it is built in");
        (level.obstacles[0].every, level.obstacles[1].every) = (every, if said == Some(None) { 2 } else { every });
        let folder = tempfile::tempdir().expect("a folder for the test");
        let file = folder.path().join("slow.toml");
        fs::write(&file, level.to_toml()).expect("the folder is ours");
        let seats = vec![PERSON, SeatChoice::Random];
        let mut story = Story::new(MatchDraft {
            mode: ModeKind::Hunt,
            hunters,
            tempo,
            level: LevelChoice::File(file),
            ..turns(seats)
        });
        story.start();
        assert_eq!(HuntersTurn::of(&story.live().game).map(|turn| turn.every), said);
        if hunters == Hunters::All || every == 1 {
            continue;
        }
        for _ in 0..7 {
            let game = &story.live().game;
            let (obstacle, is_next) = (game.hunted_obstacles()[0], HuntersTurn::of(game).expect("slow").is_next);
            let cell = |story: &Story| story.live().game.simulation().grid_world(0).obstacles()[obstacle];
            let before = cell(&story).steps_until_move;
            story.tap(KeyCode::ArrowUp);
            let came_round = cell(&story).steps_until_move > before;
            assert_eq!(came_round, is_next, "it was its turn exactly when that was said");
        }
    }
}

#[test]
fn the_hint_on_the_keys_goes_after_a_few_right_ones_and_does_not_come_again() {
    let mut story = Story::new(turns(vec![PERSON, SeatChoice::Random]));
    let hints = |story: &Story| story.app.world().resource::<Settings>().key_hint;
    assert!(hints(&story), "at first");
    story.start();
    story.until("the first turn", |live| live.phase == MatchPhase::Running);
    for _ in 0..20 {
        story.tap(KeyCode::KeyZ);
    }
    assert!(hints(&story), "keys that steer nothing do not count");
    story.walk(&AROUND[..4]);
    assert!(hints(&story));
    story.walk(&AROUND[4..5]);
    assert!(!hints(&story));
    story.ask(VersusCommand::Leave);
    story.start();
    story.frames(10);
    assert!(!hints(&story), "it is kept with the settings");
}

#[test]
fn records_are_reset_and_brought_back_and_a_damaged_file_is_set_aside() {
    let mut story = Story::new(MatchDraft { pairs: 1, ..turns(vec![PERSON, SeatChoice::Random]) });
    story.start();
    for _ in 0..2 {
        story.until("a turn", |live| live.phase == MatchPhase::Running);
        story.walk(&AROUND);
    }
    assert_eq!(story.records().rows().len(), 1);
    let saved = story.saved();
    story.ask(VersusCommand::ResetRecords);
    assert!(story.records().rows().is_empty());
    story.ask(VersusCommand::UndoResetRecords);
    assert_eq!(story.saved(), saved);

    let file = story.folder.path().join("records.json");
    fs::write(&file, "{ this is none of ours").expect("the folder is ours");
    let (records, aside) = Records::load(&file);
    assert!(records.rows().is_empty());
    let aside = aside.expect("it is named").aside.expect("it was moved");
    assert_eq!(fs::read_to_string(aside).expect("it lies there"), "{ this is none of ours");
}
