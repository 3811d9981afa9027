//! A pupil that learns from the person: a learner of its own, from the games that were chosen, to be played against. Nothing else changes.

use std::{sync::Arc, time::Duration};

use bevy::{input::keyboard::KeyCode, prelude::*};
use sidestep::{
    arena::{
        Controller,
        opponents::Rung,
        versus::{MatchMode, ModeKind},
    },
    game::{
        FileChosen, Lanes, Purpose,
        versus::{CurrentMatch, DemonstrationPool, MatchPhase, Pupil, Pupils},
    },
    gridworld::Level,
    learning::{Algorithm, Checkpoint, Said},
    panels::{
        LevelChoice, TrainCommand,
        versus::{GhostChoice, MatchDraft, PupilStart, SeatChoice, Tempo, VersusCommand},
    },
};

use crate::versus::{AROUND, PERSON, Story, turns};

/// A match of one pair against this opponent, in which the person takes the safe way.
fn played(opponent: SeatChoice) -> Story {
    let mut story = Story::new(MatchDraft { pairs: 1, ..turns(vec![PERSON, opponent]) });
    story.start();
    play_on(&mut story);
    story
}

/// To the end of the match that is on.
fn play_on(story: &mut Story) {
    for _ in 0..40 {
        if story.live().phase == MatchPhase::Over {
            return;
        }
        story.until("a turn", |live| matches!(live.phase, MatchPhase::Running | MatchPhase::Over));
        story.walk(&AROUND);
        if matches!(story.live().phase, MatchPhase::RoundOver(_)) {
            story.ask(VersusCommand::NextRound);
        }
    }
    panic!("the match has no end");
}

fn pupil(story: &Story) -> Option<&Pupil> {
    story.app.world().resource::<Pupils>().on(&story.live().game.settings().level)
}

/// Trains a pupil from these rounds, the first of the program being 1.
fn teach(story: &mut Story, games: &[u64], start: PupilStart) {
    story.ask(VersusCommand::TeachPupil { games: games.to_vec(), start });
    assert!(story.app.world().resource::<Pupils>().progress().is_some(), "it goes on in the background");
    for _ in 0..6000 {
        story.app.update();
        if story.app.world().resource::<Pupils>().progress().is_none() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it does not end");
}

/// Whether the screen offers to teach a pupil after this match.
fn is_offered(story: &Story) -> bool {
    !story.app.world().resource::<DemonstrationPool>().offered(story.live()).is_empty()
}

/// Everything that the training screen's learner is: weights, counters, generators, settings.
fn learner(story: &Story) -> Vec<u8> {
    let lanes = story.app.world().resource::<Lanes>();
    let state = lanes.all[0].simulation.state().expect("it learns");
    state.to_bytes().expect("it can be written")
}

#[test]
fn a_pupil_learns_to_win_from_one_match_and_the_training_screen_stays_as_it_is() {
    let mut story = played(SeatChoice::Random);
    let before = learner(&story);
    teach(&mut story, &[1, 2], PupilStart::Fresh);
    assert!(learner(&story) == before, "the learner of the training screen is the same, bit for bit");
    let taught = pupil(&story).expect("there is one now").taught;
    let steps: usize = story.live().game.rounds().iter().map(|round| round.seats[0].actions.len()).sum();
    assert_eq!((taught.shown, taught.start), ((2, steps), PupilStart::Fresh));
    assert!(taught.learned.agreement.1 > taught.learned.agreement.0, "{:?}", taught.learned);
    assert!(taught.learned.success.1 > taught.learned.success.0, "{:?}", taught.learned);
    assert!(learner(&story) == before, "nor does it change in a frame that follows");
}

#[test]
fn the_same_rounds_give_the_same_pupil_and_other_rounds_another_one() {
    let taught = |games: &[u64], start| {
        let mut story = played(SeatChoice::Opponent(Rung::Weakest));
        teach(&mut story, games, start);
        pupil(&story).expect("there is one now").policy.fingerprint()
    };
    let one = taught(&[1], PupilStart::Fresh);
    assert_eq!(taught(&[1], PupilStart::Fresh), one);
    assert_ne!(taught(&[1, 2], PupilStart::Fresh), one);
    assert_ne!(taught(&[1], PupilStart::Opponent), one);
    assert_ne!(taught(&[1], PupilStart::Learner), taught(&[1], PupilStart::Opponent));
}

#[test]
fn a_pupil_is_played_against_at_once_and_in_later_matches_on_its_level_only() {
    let mut story = played(SeatChoice::Random);
    teach(&mut story, &[1, 2], PupilStart::Fresh);
    let policy = pupil(&story).expect("there is one now").policy.clone();
    let seated = |story: &Story| match &story.live().game.controllers()[1] {
        Controller::Policy { policy, .. } => policy.fingerprint(),
        _ => panic!("somebody else sits there"),
    };
    let seed = story.live().game.settings().seed;
    story.ask(VersusCommand::PlayPupil);
    assert_eq!(seated(&story), policy.fingerprint());
    let settings = story.live().game.settings();
    assert_eq!((settings.mode, settings.pairs), (MatchMode::Race, 1), "the same level and mode");
    assert_ne!(settings.seed, seed, "and not the same game again");
    assert_ne!(story.live().phase, MatchPhase::Over);
    play_on(&mut story);
    assert_eq!(story.records().rows().len(), 2, "it has a line of its own");

    // It is chosen like anybody else.
    story.ask(VersusCommand::Leave);
    let draft = story.app.world().resource::<MatchDraft>().clone();
    assert_eq!(draft.seats, [PERSON, SeatChoice::Pupil]);
    story.start();
    assert_eq!(seated(&story), policy.fingerprint());

    // Nobody has learned on another level: that is said, and nothing begins.
    story.ask(VersusCommand::Leave);
    story.ask(VersusCommand::Change(MatchDraft { level: LevelChoice::BuiltIn("rush".to_owned()), ..draft.clone() }));
    story.app.update();
    story.ask(VersusCommand::Start);
    let current = story.app.world().resource::<CurrentMatch>();
    let problem = current.problem.as_ref().expect("it is said why");
    let texts = sidestep::language::Texts::new(sidestep::language::Language::English);
    assert!(current.live.is_none() && problem.say(&texts).contains("No pupil"), "{problem:?}");
    story.ask(VersusCommand::Change(draft));
    story.app.update();
    story.start();
    assert_eq!(seated(&story), policy.fingerprint(), "back on its level it is there again");
}

#[test]
fn a_time_trial_alone_teaches_a_pupil_and_then_there_is_somebody_to_race() {
    let mut story = Story::new(MatchDraft { pairs: 1, ..turns(vec![PERSON]) }.haunted(GhostChoice::Best));
    story.start();
    play_on(&mut story);
    assert!(is_offered(&story));
    teach(&mut story, &[1, 2], PupilStart::Fresh);
    let policy = pupil(&story).expect("there is one now").policy.fingerprint();
    story.ask(VersusCommand::PlayPupil);
    let live = story.live();
    let [Controller::Person, Controller::Policy { policy: seated, .. }] = live.game.controllers() else {
        panic!("{:?}", live.players);
    };
    assert_eq!(seated.fingerprint(), policy);
    assert!(live.ghost.is_none() && live.game.settings().board.is_none(), "a race, and no trial");
}

#[test]
fn only_when_it_is_asked_for_does_training_go_on_from_the_pupil_and_it_can_be_taken_back() {
    let mut story = played(SeatChoice::Random);
    teach(&mut story, &[1, 2], PupilStart::Fresh);
    let before = learner(&story);
    story.ask(VersusCommand::AdoptPupil);
    let wanted = pupil(&story).expect("there is one").policy.fingerprint();
    let now = story.app.world().resource::<Lanes>().all[0].simulation.checkpoint().expect("it learns").policy;
    assert_eq!(now.fingerprint(), wanted);
    story.app.world_mut().write_message(TrainCommand::UndoReset);
    story.app.update();
    assert!(learner(&story) == before);
}

#[test]
fn a_pupil_is_saved_as_a_policy_that_can_be_seated() {
    let mut story = played(SeatChoice::Random);
    teach(&mut story, &[2], PupilStart::Fresh);
    // Asked for by its command, it would be written into the working folder, as there is no dialog here.
    let level = story.live().game.settings().level.clone();
    story.app.world_mut().resource_mut::<Pupils>().save_next(&level);
    let path = story.folder.path().join("pupil.safetensors");
    story.app.world_mut().write_message(FileChosen { purpose: Purpose::Pupil, path: path.clone() });
    story.app.update();
    let bytes = std::fs::read(&path).expect("it was written");
    let opened = Checkpoint::from_bytes(&bytes, "pupil", &Said::default()).expect("it opens again");
    assert_eq!(opened.policy.fingerprint(), pupil(&story).expect("there is one").policy.fingerprint());
    assert_eq!(opened.policy.algorithm, Algorithm::DeepSarsa);
    story.ask(VersusCommand::Leave);
    let seats = vec![PERSON, SeatChoice::File(path)];
    story.ask(VersusCommand::Change(MatchDraft { pairs: 1, ..turns(seats) }));
    story.start();
}

#[test]
fn nothing_is_learned_from_hunts_and_from_matches_between_agents() {
    let mut hunt = Story::new(MatchDraft {
        mode: ModeKind::Hunt,
        pairs: 1,
        ..turns(vec![PERSON, SeatChoice::Opponent(Rung::Strongest)])
    });
    hunt.start();
    for _ in 0..2000 {
        if hunt.live().phase == MatchPhase::Over {
            break;
        }
        match hunt.live().phase {
            MatchPhase::RoundOver(_) => hunt.ask(VersusCommand::NextRound),
            _ => hunt.tap(KeyCode::Space),
        }
    }
    assert_eq!(hunt.live().phase, MatchPhase::Over);
    assert!(!is_offered(&hunt));

    // A person's games on this level are there, but of another match.
    let mut agents = played(SeatChoice::Random);
    assert!(is_offered(&agents));
    agents.ask(VersusCommand::Leave);
    let seats = vec![SeatChoice::Opponent(Rung::Weakest), SeatChoice::Random];
    agents.ask(VersusCommand::Change(MatchDraft { tempo: Tempo::Turbo, pairs: 1, ..turns(seats) }));
    agents.start();
    agents.until("the end", |live| live.phase == MatchPhase::Over);
    assert!(!is_offered(&agents));
}

#[test]
fn two_pupils_of_two_levels_are_kept() {
    let mut story = played(SeatChoice::Random);
    teach(&mut story, &[1], PupilStart::Fresh);
    let first = Arc::clone(&pupil(&story).expect("there is one").policy);
    let classic = story.live().game.settings().level.clone();
    story.ask(VersusCommand::Leave);
    let level = LevelChoice::BuiltIn("plaza".to_owned());
    story.ask(VersusCommand::Change(MatchDraft { level, pairs: 1, ..turns(vec![PERSON, SeatChoice::Random]) }));
    story.app.update();
    story.start();
    story.until("a turn", |live| live.phase == MatchPhase::Running);
    story.walk(&AROUND[..2]);
    story.ask(VersusCommand::GiveUp);
    teach(&mut story, &[3], PupilStart::Fresh);
    let plaza = Level::built_in("plaza").expect("it is built in");
    let second = story.app.world().resource::<Pupils>().on(&plaza).expect("there is one").taught;
    assert_eq!(second.shown, (1, 2), "a match that was given up can be learned from as far as it went");
    let kept = story.app.world().resource::<Pupils>().on(&classic).expect("it is still there");
    assert_eq!(kept.policy.fingerprint(), first.fingerprint());
}
