//! How a match goes from round to round: what is waited for, what is skipped, the last step, a restart.

use bevy::input::keyboard::KeyCode;
use sidestep::{
    arena::versus::ModeKind,
    game::versus::MatchPhase,
    gridworld::Action,
    panels::versus::{MatchDraft, SeatChoice, Tempo, VersusCommand},
};

use crate::versus::{AROUND, PERSON, Story, turns};

/// Seconds of a frame.
const FRAME: f32 = 1.0 / 60.0;

#[test]
fn between_two_rounds_less_than_a_second_is_waited_and_a_key_in_it_counts() {
    for per_second in [Tempo::SLOWEST, 4.0, Tempo::FASTEST] {
        let mut story = Story::new(MatchDraft {
            tempo: Tempo::RealTime { per_second },
            mode: ModeKind::Score,
            score_steps: 10,
            ..turns(vec![PERSON, SeatChoice::Random])
        });
        story.start();
        for round in 2..=3 {
            story.until("the end of a round", |live| matches!(live.phase, MatchPhase::RoundOver(_)));
            let mut frames = 0;
            while story.live().game.round().steps > 0 || story.live().game.round().number < round {
                story.frames(1);
                frames += 1;
            }
            story.tap(KeyCode::ArrowRight);
            frames += 1;
            while story.live().game.round().steps == 0 {
                story.frames(1);
                frames += 1;
            }
            let waited = frames as f32 * FRAME;
            assert!(waited < 1.0, "{waited} s at {per_second} steps a second");
            assert_eq!(story.live().game.round().seats[0].actions[0], Action::Right);
        }
    }
}

#[test]
fn what_is_waited_for_can_be_skipped() {
    let mut story = Story::new(MatchDraft {
        tempo: Tempo::RealTime { per_second: 12.0 },
        mode: ModeKind::Score,
        score_steps: 10,
        pairs: 1,
        ..turns(vec![PERSON, SeatChoice::Random])
    });
    story.start();
    assert!(matches!(story.live().phase, MatchPhase::Countdown(_)));
    story.ask(VersusCommand::NextRound);
    assert_eq!(story.live().phase, MatchPhase::Running);
    story.until("the end of a round", |live| matches!(live.phase, MatchPhase::RoundOver(_)));
    story.ask(VersusCommand::NextRound);
    assert!(matches!(story.live().phase, MatchPhase::Countdown(_)));
}

/// Along the upper and the right edge, from the start again after a hit, until the round is over.
fn play_round(story: &mut Story) {
    let number = story.live().game.round().number;
    for _ in 0..1000 {
        let round = story.live().game.round();
        if round.end.is_some() || round.number != number {
            return;
        }
        let is_at_edge = story.board().agents[0].to.x == 4;
        story.tap(if is_at_edge { KeyCode::ArrowDown } else { KeyCode::ArrowRight });
    }
    panic!("it does not end");
}

#[test]
fn the_last_step_arrives_and_faces_show_who_won_before_the_report() {
    let mut story = Story::new(MatchDraft { pairs: 1, ..turns(vec![PERSON, SeatChoice::Random]) });
    story.start();
    while story.live().phase != MatchPhase::Over {
        story.until("a turn", |live| live.phase == MatchPhase::Running);
        play_round(&mut story);
    }
    let winner = story.live().game.rounds().last().and_then(|round| round.end).and_then(|end| end.winner);
    assert!(winner.is_some(), "somebody takes the goal");
    let board = story.board();
    assert!(board.progress < 1.0 && board.agents[0].from != board.agents[0].to, "it is on its way");
    assert!(board.paths.is_empty(), "the report is not there yet");
    for _ in 0..30 {
        story.frames(1);
    }
    let board = story.board();
    assert!(board.progress >= 1.0 && !story.live().shows_report(), "it has arrived, and that is seen");
    for agent in &board.agents {
        assert_eq!((agent.won, agent.alive), (Some(winner == Some(agent.seat)), true));
    }
    story.ask(VersusCommand::NextRound);
    assert!(story.live().shows_report(), "nobody has to wait for it");
}

#[test]
fn a_restart_is_free_in_the_first_round_and_counts_as_given_up_from_then_on() {
    let mut story = Story::new(turns(vec![PERSON, SeatChoice::Random]));
    story.start();
    story.until("the first turn", |live| live.phase == MatchPhase::Running);
    story.walk(&AROUND[..3]);
    let seed = story.live().game.settings().seed;
    story.ask(VersusCommand::Restart);
    assert_ne!(story.live().game.settings().seed, seed, "another match");
    assert_eq!(story.live().game.round().steps, 0);
    assert!(story.records().rows().is_empty(), "nothing was lost");

    for paused in [false, true] {
        let games = story.records().rows().first().map_or(0, |row| row.games);
        story.until("a turn", |live| live.phase == MatchPhase::Running);
        play_round(&mut story);
        story.ask(VersusCommand::Pause(paused));
        assert!(story.live().is_at_stake());
        story.ask(VersusCommand::Restart);
        assert!(!story.live().paused && story.live().game.rounds().is_empty());
        let row = &story.records().rows()[0];
        assert_eq!((row.games, row.wins), (games + 1, 0), "whoever took the round");
        assert!(!story.saved().is_empty());
    }
}
