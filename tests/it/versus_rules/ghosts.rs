//! Ghosts: who races one meets its board again, nobody on the board notices it, and the gap is told half-way and at the end.

use std::sync::Arc;

use sidestep::{
    arena::{
        Controller,
        opponents::opponents,
        versus::{GhostGap, Lead, Match, MatchMode, MatchSettings, SeatRound, ghost},
    },
    gridworld::{Action, Cell, GridWorld, Level, Outcome},
    replay::RoundRecorder,
};

use super::{drawn, game, level, play, play_round, script, settings, walk};

fn raced(name: &str) -> Arc<Level> {
    Arc::new(level(name).for_race())
}

/// A board as a race on the level begins, for a match whose rounds all begin with it.
fn on_board(level: &Arc<Level>, seed: u64) -> MatchSettings {
    let drawn = MatchSettings { seed, ..settings(level, MatchMode::Race, 2) };
    let board = game(drawn.clone(), &[Controller::Random, Controller::Random]).board().gathered(0, 1);
    MatchSettings { board: Some(Arc::new(board)), ..drawn }
}

/// What a round does with its obstacles, step by step.
fn schedule(game: &mut Match) -> Vec<GridWorld> {
    let mut worlds = vec![game.simulation().grid_world(0).gathered(0, 1)];
    while !game.step() {
        worlds.push(game.simulation().grid_world(0).gathered(0, 1));
    }
    worlds
}

#[test]
fn every_round_on_a_board_begins_alike_and_obstacles_keep_their_schedule_whoever_plays() {
    for name in ["classic", "rush", "plaza", "harbour"] {
        let settings = on_board(&raced(name), 31);
        let board = settings.board.clone().expect("it has one");
        let mut seen = Vec::new();
        for seats in [1, 2, 4] {
            let mut game = game(settings.clone(), &vec![Controller::Random; seats]);
            loop {
                assert_eq!(game.round().starts, vec![board.agents()[0]; seats], "{name}");
                assert_eq!(game.round().goals, board.goals(), "{name}");
                let obstacles: Vec<_> = schedule(&mut game).iter().map(|world| world.obstacles().to_vec()).collect();
                seen.push(obstacles);
                if !game.next_round() {
                    break;
                }
            }
            let again = game.rematch().expect("sound");
            assert_eq!(again.board().gathered(0, 1), *board, "{name}: a rematch too");
        }
        assert!(seen.len() >= 12, "three matches of two pairs");
        let longest = seen.iter().max_by_key(|obstacles| obstacles.len()).expect("there are rounds");
        for obstacles in &seen {
            assert_eq!(obstacles[..], longest[..obstacles.len()], "{name}");
        }
    }
}

#[test]
fn only_a_race_on_this_level_begins_with_a_board_and_one_may_race_alone_there() {
    let sound = on_board(&raced("classic"), 5);
    let refused = |settings: &MatchSettings, seats: usize| {
        Match::new(settings.clone(), vec![Controller::Random; seats]).err().map(|error| error.to_string())
    };
    assert_eq!(refused(&sound, 1), None);
    assert!(refused(&MatchSettings { board: None, ..sound.clone() }, 1).is_some(), "nobody to race against");
    let board = sound.board.clone().expect("it has one");
    let mut begun = GridWorld::clone(&board);
    begun.step(&[Action::Stay], &mut [Outcome::default()]);
    let others = [
        MatchSettings { level: raced("rush"), ..sound.clone() },
        MatchSettings { mode: MatchMode::Score { steps: 30 }, ..sound.clone() },
        MatchSettings { board: Some(Arc::new(board.gathered(0, 2))), ..sound.clone() },
        MatchSettings { board: Some(Arc::new(begun)), ..sound },
    ];
    for other in others {
        let refused = refused(&other, 2).expect("no race begins with it");
        assert!(refused.contains("choose another ghost"), "{refused}");
    }
}

#[test]
fn an_agent_runs_along_without_a_trace() {
    for name in ["classic", "chase"] {
        let settings = MatchSettings { seed: 8, ..settings(&raced(name), MatchMode::Race, 2) };
        let agent = opponents(name).last().expect("there are opponents").controller();
        let seats = [opponents(name)[4].controller(), Controller::Random];
        let mut alone = game(settings.clone(), &seats);
        play(&mut alone);
        let mut haunted = game(settings, &seats);
        let mut ways = Vec::new();
        loop {
            let first = ghost(&haunted, 0, &agent).expect("it fits");
            while !haunted.step() {
                assert_eq!(ghost(&haunted, 0, &agent).expect("it fits"), first, "whatever happens in the round");
            }
            assert_eq!(first.path[0], haunted.round().starts[0]);
            ways.push(first);
            if !haunted.next_round() {
                break;
            }
        }
        assert_eq!(haunted.rounds(), alone.rounds(), "{name}: the same match, bit for bit");
        assert!(ways.iter().any(|way| way.goal_step.is_some()), "{name}: it knows the way");
        assert!(ways.windows(2).any(|pair| pair[0] != pair[1]), "{name}: other rounds, other ways");
    }
}

#[test]
fn a_recorded_race_is_the_way_of_its_person_on_its_board() {
    let settings = MatchSettings { seed: 3, ..settings(&raced("classic"), MatchMode::Race, 1) };
    let mut game = game(settings.clone(), &[Controller::Random, Controller::Person]);
    let mut recorder = RoundRecorder::begin(&game);
    while !{
        let agent = game.agent_of(1).expect("it runs");
        let (at, goal) = (game.simulation().grid_world(0).agents()[agent], game.round().goals[0]);
        let action =
            Action::ALL.into_iter().min_by_key(|&action| game.settings().level.destination(at, action).distance(goal));
        game.steer(1, action.expect("there are actions"));
        let is_over = game.step();
        recorder.step(&game);
        is_over
    } {}
    let replay = recorder.finish(&game, &["Walker".to_owned(), "Anna".to_owned()], 1).expect("it plays again");
    let ghost = replay.ghost().expect("it is a race");
    assert_eq!((ghost.name.as_str(), ghost.is_person), ("Anna", true));
    assert_eq!(ghost.way, game.round().seats[1]);
    ghost.fits(&settings.level).expect("it is the level");
    let trial = MatchSettings { board: Some(ghost.board), ..settings };
    let again = Match::new(trial, vec![script(&ghost.way.actions)]).map(|mut game| play_round(&mut game).clone());
    assert_eq!(again.expect("one may race alone").seats[0], ghost.way, "the same keys lead the same way");
}

const GOAL: Cell = Cell { x: 8, y: 0 };

/// A way along a corridor of nine cells to its end; `Left` from the first cell stands for a step in vain.
fn way(actions: &[Action]) -> (Arc<Level>, SeatRound) {
    let level = drawn("A . . . . . . . G\n. . . . . . . x .", "[[obstacle]]\nmark = \"x\"\nmotion = \"patrol-x\"");
    let mut undrawn = Level::clone(&level);
    undrawn.random_phases = Some(false);
    let level = Arc::new(undrawn);
    let mut game = game(settings(&level, MatchMode::Race, 1), &[script(actions), Controller::Script(Vec::new())]);
    (level, play_round(&mut game).seats[0].clone())
}

#[test]
fn the_gap_is_told_in_steps_half_way_and_at_the_end() {
    let (level, ghost) = way(&walk(&[(2, Action::Left), (8, Action::Right)]));
    let (_, fast) = way(&walk(&[(8, Action::Right)]));
    let (_, slow) = way(&walk(&[(1, Action::Left), (4, Action::Right), (3, Action::Stay), (4, Action::Right)]));
    let (_, lost) = way(&walk(&[(5, Action::Right)]));
    let (_, idle) = way(&[]);
    let gap = |seat: &SeatRound, ghost: &SeatRound| GhostGap::between(seat, ghost, &level, &[GOAL], None);
    let both = |steps| Some(Lead::Both { steps, hits: 0 });
    assert_eq!(ghost.goal_step, Some(10));
    assert_eq!(gap(&fast, &ghost), GhostGap { half_way: both(2), end: both(2) });
    assert_eq!(gap(&slow, &ghost), GhostGap { half_way: both(1), end: both(-2) }, "ahead at first, then behind");
    assert_eq!(gap(&ghost, &ghost), GhostGap { half_way: both(0), end: both(0) });
    assert_eq!(gap(&lost, &ghost), GhostGap { half_way: both(2), end: Some(Lead::Ghost { step: 10 }) });
    assert_eq!(gap(&fast, &idle), GhostGap { half_way: Some(Lead::Seat), end: Some(Lead::Seat) });
    assert_eq!(gap(&idle, &lost), GhostGap { half_way: None, end: Some(Lead::Nobody) });
    let running = GhostGap::between(&fast, &ghost, &level, &[GOAL], Some(8));
    assert_eq!(running.end, None, "nobody is told of an end before it");
}

#[test]
fn whoever_is_sent_back_is_half_way_when_it_is_there_again() {
    let cell = |x| Cell { x, y: 0 };
    // Five steps on, sent back with the fifth, and all the way.
    let cells = [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5, 6, 7, 8].map(cell);
    let sent_back = SeatRound {
        actions: vec![Action::Right; 13],
        path: cells.to_vec(),
        breaks: vec![6],
        hits: 1,
        goals: 1,
        goal_step: Some(13),
        ..SeatRound::default()
    };
    let (level, plain) = way(&walk(&[(8, Action::Right)]));
    let where_after = |steps| sent_back.cell_after(steps).map(|cell| cell.x);
    assert_eq!([0, 4, 5, 6, 13, 99].map(where_after), [0, 4, 0, 1, 8, 8].map(Some));
    let half_ways = |way: &SeatRound| {
        let laps = way.half_ways(&level, &[GOAL]);
        laps.into_iter().map(|lap| (lap.there, lap.until)).collect::<Vec<_>>()
    };
    assert_eq!(half_ways(&sent_back), [(Some(4), Some(5)), (Some(9), None)]);
    let gap = GhostGap::between(&sent_back, &plain, &level, &[GOAL], None);
    assert_eq!(gap.half_way, Some(Lead::Both { steps: -5, hits: 1 }));
    assert_eq!(gap.end, Some(Lead::Both { steps: -5, hits: 1 }));
    let better = GhostGap::between(&plain, &sent_back, &level, &[GOAL], None);
    assert_eq!(better.end, Some(Lead::Both { steps: 5, hits: -1 }));
    let short = SeatRound { path: cells[..7].to_vec(), actions: vec![Action::Right; 5], ..sent_back.clone() };
    assert_eq!(half_ways(&short), [(Some(4), Some(5)), (None, None)], "it stands at its start again");
    let fallen = GhostGap::between(&short, &plain, &level, &[GOAL], Some(5));
    assert_eq!(fallen.half_way, None, "what a hit took back does not count");

    // Two steps in vain, then half-way after six: the ghost is there before, with it, after it, or not yet.
    let told = |seat: &SeatRound, steps| GhostGap::between(seat, &sent_back, &level, &[GOAL], Some(steps)).half_way;
    let late = way(&walk(&[(1, Action::Left), (7, Action::Right)])).1;
    let after_hit = way(&walk(&[(2, Action::Left), (6, Action::Right)])).1;
    assert_eq!(
        told(&plain, 4),
        Some(Lead::Both { steps: 0, hits: -1 }),
        "together, though it is hit with the next step"
    );
    assert_eq!(told(&plain, 8), told(&plain, 4), "and that stays said");
    for (seat, lead) in [(&late, 4), (&after_hit, 3)] {
        assert_eq!(told(seat, 8), Some(Lead::SeatSoFar), "it stood at its start again, and is not there yet");
        assert_eq!(told(seat, 9), Some(Lead::Both { steps: lead, hits: -1 }), "now it is");
    }
}
