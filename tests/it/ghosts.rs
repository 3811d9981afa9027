//! Ghosts in the window: time trials, best races that are kept, replays that are dropped, agents that run along.

use std::{fs, path::PathBuf, time::Duration};

use bevy::{input::keyboard::KeyCode, prelude::*, window::FileDragAndDrop};
use sidestep::{
    arena::{
        Controller,
        opponents::Rung,
        versus::{Hunters, Lead, Match, MatchMode, MatchSettings, ModeKind},
    },
    game::{
        FileKind, Notices, OpenFile, Preferences, WindowOptions,
        versus::{ChosenGhost, CurrentMatch, MatchPhase},
    },
    gridworld::{Action, Level},
    panels::{Gate, GhostChoice, GhostLine, LevelChoice, MatchDraft, SeatChoice, Tab, Tempo, VersusCommand},
    records::BestRounds,
    replay::{Replay, RoundRecorder},
    solving::Optima,
};

use crate::headless;
use crate::versus::{AROUND, PERSON, Story, turns};

/// A round, with everybody on the shortest way; seat 0 waits for some steps first.
fn record(settings: MatchSettings, person: bool, waits: u32) -> Replay {
    let seats = if person { vec![Controller::Person; 2] } else { vec![Controller::Random, Controller::Random] };
    let mut game = Match::new(settings, seats).expect("a sound match");
    let mut recorder = RoundRecorder::begin(&game);
    loop {
        let goal = game.round().goals[0];
        for seat in 0..2 {
            let Some(agent) = game.agent_of(seat) else { continue };
            let at = game.simulation().grid_world(0).agents()[agent];
            let nearer = Action::ALL
                .into_iter()
                .min_by_key(|&action| game.settings().level.destination(at, action).distance(goal));
            // The second one has somewhere else to be.
            let goes = seat == 0 && game.round().steps >= waits;
            game.steer(seat, if goes { nearer.expect("there are actions") } else { Action::Stay });
        }
        let is_over = game.step();
        recorder.step(&game);
        if is_over {
            return recorder.finish(&game, &["Anna".to_owned(), "Bo".to_owned()], 1).expect("it plays again");
        }
    }
}

fn of_level(name: &str, mode: MatchMode, seed: u64) -> MatchSettings {
    let level = Level::built_in(name).expect("it is built in");
    MatchSettings { level: mode.level(&level).into(), mode, pairs: 1, seed, board: None }
}

/// Where nothing meets anybody on the shortest way: the obstacle runs behind a wall.
fn calm() -> Level {
    let text = "version = 1\nname = \"calm\"\nmax_steps = 40\nmap = '''\nA . . . . . G\n# # # # # # #\nx . . . . . .\n'''\n\
                [[obstacle]]\nmark = \"x\"\nmotion = \"patrol-x\"";
    Level::from_toml(text, "calm.toml").expect("a sound level")
}

fn calm_settings(seed: u64) -> MatchSettings {
    MatchSettings { level: calm().for_race().into(), mode: MatchMode::Race, pairs: 1, seed, board: None }
}

fn files(story: &Story) -> Vec<PathBuf> {
    let entries = fs::read_dir(story.folder.path().join("best"));
    let mut files: Vec<PathBuf> =
        entries.map(|entries| entries.map(|entry| entry.expect("read").path()).collect()).unwrap_or_default();
    files.sort();
    files
}

/// Waits for what goes on in the background.
fn wait(story: &mut Story, what: &str, is_so: impl Fn(&mut Story) -> bool) {
    for _ in 0..3000 {
        if is_so(story) {
            return;
        }
        story.frames(1);
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("{what} did not happen");
}

fn notices(story: &Story) -> String {
    format!("{:?}", story.app.world().resource::<Notices>().0)
}

fn lines(story: &Story) -> Vec<GhostLine> {
    story.live().ghost_view().expect("a ghost was chosen").lines
}

fn end(steps: i64) -> GhostLine {
    GhostLine { seat: 0, gate: Gate::End, lead: Lead::Both { steps, hits: 0 } }
}

#[test]
fn a_time_trial_alone_is_run_against_the_best_run_so_far_and_again() {
    let mut story = Story::new(turns(vec![PERSON]).haunted(GhostChoice::Best));
    story.start();
    story.until("the first turn", |live| live.phase == MatchPhase::Running);
    assert!(story.live().ghost.as_ref().is_some_and(|ghost| ghost.way(0).is_none()), "there is no best yet");
    story.tap(KeyCode::Space);
    story.tap(KeyCode::Space);
    story.walk(&AROUND);
    let first = story.live().game.rounds()[0].seats[0].clone();
    assert_eq!(first.goal_step, Some(10));
    wait(&mut story, "the first best", |story| files(story).len() == 1 && notices(story).contains("best race"));

    story.ask(VersusCommand::NextRound);
    story.until("the second round", |live| live.phase == MatchPhase::Running);
    assert_eq!(story.live().ghost.as_ref().and_then(|ghost| ghost.way(1)), Some(&first), "it runs along at once");
    story.walk(&AROUND[..2]);
    assert_eq!(story.board().ghost, Some([first.path[1], first.path[2]]), "two steps late, as it was");
    story.walk(&AROUND[2..]);
    let hits = i64::from(story.live().game.rounds()[1].seats[0].hits) - i64::from(first.hits);
    assert_eq!(lines(&story), [GhostLine { lead: Lead::Both { steps: 2, hits }, ..end(2) }]);

    let board = story.live().game.settings().board.clone();
    wait(&mut story, "a better best", |story| notices(story).matches("best race").count() == 2);
    story.ask(VersusCommand::Restart);
    assert_eq!(story.live().game.settings().board, board, "the same board again");
    let ghost = story.live().ghost.as_ref().and_then(|ghost| ghost.way(0)).map(|way| way.goal_step);
    assert_eq!(ghost, Some(Some(8)), "against the better run");
    assert!(story.records().rows().is_empty() && story.saved().is_empty(), "a board that is known is not rated");
    assert_eq!(files(&story).len(), 1);
}

#[test]
fn whoever_ends_a_trial_that_is_over_sees_its_report() {
    let mut story = Story::new(MatchDraft { pairs: 1, ..turns(vec![PERSON]) }.haunted(GhostChoice::Best));
    story.start();
    story.until("a turn", |live| live.phase == MatchPhase::Running);
    story.walk(&AROUND);
    story.ask(VersusCommand::NextRound);
    story.until("a turn", |live| live.phase == MatchPhase::Running);
    story.walk(&AROUND);
    assert_eq!(story.live().phase, MatchPhase::Over);
    // Time stands while it is asked.
    for command in [VersusCommand::Pause(true), VersusCommand::GiveUp] {
        story.ask(command);
    }
    let live = story.live();
    assert!(live.shows_report() && !live.paused);
    assert!(live.game.result().is_some_and(|result| result.given_up.is_none()), "it was decided before");
}

#[test]
fn the_gap_shows_half_way_and_stays_until_the_next_round_has_one() {
    let mut story = Story::new(turns(vec![PERSON]).haunted(GhostChoice::Best));
    story.start();
    for (waits, half, whole) in [(0, None, None), (3, Some(-3), Some(-3))] {
        story.until("a turn", |live| live.phase == MatchPhase::Running);
        for _ in 0..waits {
            story.tap(KeyCode::Space);
        }
        assert!(lines(&story).is_empty(), "nothing to say before half of the way");
        story.walk(&AROUND[..4]);
        if let Some(steps) = half {
            let [GhostLine { gate: Gate::HalfWay, lead: Lead::Both { steps: told, .. }, .. }] = lines(&story)[..]
            else {
                panic!("{:?}", lines(&story));
            };
            assert_eq!(told, steps);
        }
        story.walk(&AROUND[4..]);
        if let Some(steps) = whole {
            assert!(
                matches!(lines(&story)[..], [GhostLine { gate: Gate::End, lead: Lead::Both { steps: told, .. }, .. }] if told == steps)
            );
        } else {
            wait(&mut story, "the first best", |story| files(story).len() == 1);
        }
        wait(&mut story, "it is told", |story| notices(story).contains("best race"));
        story.ask(VersusCommand::NextRound);
    }
    story.until("a turn", |live| live.phase == MatchPhase::Running);
    assert!(matches!(lines(&story)[..], [GhostLine { gate: Gate::Before, .. }]), "{:?}", lines(&story));
}

#[test]
fn a_replay_that_is_dropped_brings_its_level_and_its_board() {
    let mut story = Story::new(turns(vec![PERSON, SeatChoice::Random]));
    let replay = record(of_level("rush", MatchMode::Race, 4), true, 0);
    let path = story.folder.path().join("anna.replay");
    replay.save(&path).expect("written");
    story
        .app
        .world_mut()
        .write_message(FileDragAndDrop::DroppedFile { window: Entity::PLACEHOLDER, path_buf: path.clone() });
    story.frames(6);
    let draft = story.app.world().resource::<MatchDraft>().clone();
    assert_eq!((draft.ghost, draft.level), (GhostChoice::File(path), LevelChoice::BuiltIn("rush".to_owned())));
    assert_eq!(draft.seats, [PERSON]);
    let ghost = replay.ghost().expect("a race");
    assert_eq!(story.board().ghost, Some([ghost.way.path[0]; 2]), "it waits at the start");
    story.start();
    assert_eq!(story.live().game.settings().board.as_ref(), Some(&ghost.board));
    let live = story.live().ghost.as_ref().expect("it runs along");
    assert_eq!(live.way(0), Some(&ghost.way));
    assert_eq!(story.live().ghost_view().expect("a view").name, "anna");
}

#[test]
fn a_replay_that_is_named_with_the_screen_of_matches_runs_along() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("anna.replay");
    record(of_level("rush", MatchMode::Race, 4), true, 0).save(&path).expect("written");
    let files = vec![OpenFile::new(FileKind::Replay, path.clone())];
    let options = WindowOptions { tab: Some(Tab::Versus), files, ..WindowOptions::default() };
    let app = headless::opened(&options, Preferences::default());
    assert_eq!(app.world().resource::<MatchDraft>().ghost, GhostChoice::File(path));
    assert_eq!(**app.world().resource::<State<Tab>>(), Tab::Versus);
}

#[test]
fn what_nobody_can_race_against_says_what_to_do() {
    let hunt = record(of_level("classic", MatchMode::Hunt { hunters: Hunters::One }, 4), true, 0);
    assert!(hunt.ghost().expect_err("a hunt").to_string().contains("record a race"));
    let race = record(of_level("classic", MatchMode::Race, 4), true, 0).ghost().expect("a race");
    let other = Level::built_in("rush").expect("built in").for_race();
    let refused = race.fits(&other).expect_err("another level").to_string();
    assert!(refused.contains("choose level classic"), "{refused}");
    let mut changed = Level::built_in("classic").expect("built in").for_race();
    changed.max_steps += 1;
    let refused = race.fits(&changed).expect_err("a changed level").to_string();
    assert!(refused.contains("choose level classic"), "the built-in one is still there: {refused}");
    // To choose a built-in level that has changed since would lead nowhere.
    let settings = MatchSettings { level: changed.into(), ..of_level("classic", MatchMode::Race, 4) };
    let before = record(settings, true, 0);
    let refused = before.ghost().expect("a race").fits(&other).expect_err("another level").to_string();
    assert!(refused.contains("choose another replay") && !refused.contains("choose level"), "{refused}");

    let mut story = Story::new(turns(vec![PERSON]));
    let path = story.folder.path().join("broken.replay");
    fs::write(&path, b"sidestep replay\n and no more").expect("written");
    let [hunted, changed] = ["hunt.replay", "before.replay"].map(|name| story.folder.path().join(name));
    hunt.save(&hunted).expect("written");
    before.save(&changed).expect("written");
    for file in [path, hunted, changed, story.folder.path().join("missing.replay"), PathBuf::new()] {
        let draft = turns(vec![PERSON]).haunted(GhostChoice::File(file.clone()));
        story.ask(VersusCommand::Change(draft));
        story.frames(1);
        assert_eq!((story.board().agents.len(), story.board().ghost), (1, None), "the board of who would run");
        story.ask(VersusCommand::Start);
        let current = story.app.world().resource::<CurrentMatch>();
        let is_refused = story.app.world().resource::<ChosenGhost>().is_refused();
        assert!(current.live.is_none() && is_refused != current.problem.is_some(), "{}", file.display());
    }
    story.ask(VersusCommand::Change(turns(vec![PERSON, SeatChoice::Random])));
    story.start();
}

#[test]
fn an_agent_that_runs_along_changes_nothing_of_what_is_decided() {
    let seats = vec![SeatChoice::Opponent(Rung::Middle), SeatChoice::Random];
    let draft = |ghost| MatchDraft {
        level: LevelChoice::BuiltIn("rush".to_owned()),
        tempo: Tempo::Turbo,
        pairs: 1,
        ghost,
        ..turns(seats.clone())
    };
    let play = |ghost| {
        let mut story = Story::new(draft(ghost));
        story.start();
        story.until("the end", |live| live.phase == MatchPhase::Over);
        let ways = story.live().ghost.as_ref().map_or(0, |ghost| (0..9).filter_map(|round| ghost.way(round)).count());
        (story.live().game.rounds().to_vec(), ways)
    };
    let (alone, none) = play(GhostChoice::None);
    let (haunted, ways) = play(GhostChoice::Agent(Rung::Strongest));
    assert_eq!(alone, haunted);
    assert_eq!((none, ways), (0, haunted.len()), "and it ran in every round");
}

#[test]
fn the_best_race_is_the_one_nearest_to_the_optimum() {
    let folder = tempfile::tempdir().expect("a folder");
    let best = BestRounds::new(folder.path().join("best"));
    let optima = Optima::new(0.99);
    let level = calm_settings(1).level;
    let kept = |best: &BestRounds| best.of(&level).expect("it is read").and_then(|ghost| ghost.way.goal_step);
    assert_eq!(kept(&best), None);
    let offer = |replay: &Replay| best.offer(replay, &optima).expect("it is written");
    let slow = offer(&record(calm_settings(1), true, 4)).best.expect("the first is the best");
    assert_eq!((slow.excess, slow.hits), (4, 0));
    let before = kept(&best);
    assert!(offer(&record(calm_settings(2), true, 5)).best.is_none(), "farther from what was possible");
    assert!(offer(&record(calm_settings(1), false, 0)).best.is_none(), "nobody's best");
    assert_eq!(kept(&best), before);
    let fast = offer(&record(calm_settings(3), true, 1)).best.expect("on another board, and still nearer");
    assert_eq!((fast.excess, fast.hits), (1, 0));
    assert!(fast < slow);
    assert!(offer(&record(calm_settings(3), true, 1)).best.is_none(), "as good is not better");

    // Damage and strangers are set aside, and what was there is still there.
    let file = best.file(&level);
    let hunt = record(of_level("classic", MatchMode::Hunt { hunters: Hunters::One }, 4), true, 0);
    for (number, bytes) in [b"not a replay".to_vec(), hunt.to_bytes("hunt").expect("written")].into_iter().enumerate() {
        fs::write(&file, &bytes).expect("the folder is ours");
        let offered = offer(&record(calm_settings(1), true, 4));
        let aside = offered.aside.and_then(|aside| aside.aside).expect("it is out of the way");
        assert_eq!(fs::read(&aside).expect("still there"), bytes);
        assert!(aside.to_string_lossy().contains(&format!("damaged-{}", number + 1)), "{}", aside.display());
        assert!(offered.best.is_some(), "and a best is kept again");
    }
    let mut other = Level::clone(&level);
    other.max_steps += 1;
    assert_ne!(best.file(&other), file, "another level of the same name has another best");
}

#[test]
fn a_damaged_best_is_told_and_the_match_goes_on() {
    let mut story = Story::new(turns(vec![PERSON, SeatChoice::Random]));
    let level = Level::built_in("rush").expect("built in");
    let file = BestRounds::new(story.folder.path().join("best")).file(&level.for_race());
    fs::create_dir_all(file.parent().expect("it lies in a folder")).expect("made");
    fs::write(&file, b"damage").expect("written");
    let draft = MatchDraft { level: LevelChoice::BuiltIn("rush".to_owned()), ..turns(vec![PERSON]) };
    story.ask(VersusCommand::Change(draft.haunted(GhostChoice::Best)));
    story.frames(3);
    assert!(notices(&story).contains("cannot be read"), "{}", notices(&story));
    assert!(!file.exists() && files(&story).len() == 1);
    story.start();
    assert!(story.live().ghost.as_ref().is_some_and(|ghost| ghost.way(0).is_none()));
}

#[test]
fn giving_up_or_the_kind_of_a_match_leaves_the_best_alone() {
    let mut story =
        Story::new(MatchDraft { mode: ModeKind::Score, score_steps: 10, ..turns(vec![PERSON, SeatChoice::Random]) });
    story.start();
    story.until("a turn", |live| live.phase == MatchPhase::Running);
    for _ in 0..10 {
        story.tap(KeyCode::Space);
    }
    story.ask(VersusCommand::GiveUp);
    story.frames(30);
    assert!(files(&story).is_empty());
}
