//! Replays play again exactly, whoever played; one whose rules differ is noticed at the step; any step can be gone to.

use std::{path::Path, sync::Arc};

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use sidestep::{
    arena::{
        Controller, Simulation, StepMade,
        versus::{Hunters, Match, MatchMode, MatchSettings},
    },
    disk,
    gridworld::{Action, Budget, GridWorld, Level, Observation, Optimum, OptimumError, Outcome},
    learning::{Algorithm, Hyperparameters, Learner, Policy, Preset, Reinforce, Said},
    replay::{BoardChange, Cause, Event, Origin, Participant, Player, RecordedDecision, Replay, RoundRecorder, Tape},
};

pub fn level(name: &str) -> Arc<Level> {
    Arc::new(Level::built_in(name).expect("it is built in"))
}

fn shipped(level: &str) -> Arc<Policy> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/policies/{level}.safetensors"));
    Arc::new(disk::policy(&path, &Said::default()).expect("it is shipped").policy)
}

/// The world and what the last step led to, at the start and after every step.
type Moments = Vec<(GridWorld, Vec<Outcome>)>;

/// An episode of one agent, `longest` steps at most, and all that was to be seen of it.
pub fn play(level: &Arc<Level>, controller: &Controller, seed: u64, longest: usize) -> (Replay, Moments) {
    let mut simulation = Simulation::watch(level, controller, 1, seed).expect("the controller fits");
    let mut tape = Tape::begin(simulation.grid_world(0), 1);
    let mut moments = vec![(simulation.grid_world(0).clone(), vec![Outcome::default()])];
    while tape.len() < longest && !simulation.is_over(0) {
        simulation.tick();
        let StepMade { decision, outcome, .. } = *simulation.steps_made().next().expect("it ticked");
        let thought = RecordedDecision { values: decision.values, greedy: decision.greedy, td_error: None };
        tape.step(&[decision.action], &[Some(thought)], &[], simulation.grid_world(0));
        moments.push((simulation.grid_world(0).clone(), vec![outcome]));
    }
    let kind = Origin::Rollout { observation: None, seed };
    let replay = tape.finish(kind, vec![Participant::of(controller, "", Some(0))], None);
    (replay.expect("nothing moved it"), moments)
}

/// Plays a replay that went through its file, and compares everything.
fn assert_exact(replay: &Replay, moments: &Moments, what: &str) {
    let bytes = replay.to_bytes("memory").expect("it fits");
    let read = Replay::from_bytes(&bytes, "memory").unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_eq!(&read, replay, "{what}: the file holds it all");
    assert_eq!(read.verify(), Ok(()), "{what}");
    assert_eq!(read.steps.len() + 1, moments.len(), "{what}");
    let mut player = Player::new(&read);
    for (position, (world, outcomes)) in moments.iter().enumerate() {
        assert_eq!(player.position(), position);
        assert_eq!(player.world(), world, "{what}, step {position}");
        assert_eq!(player.outcomes(), outcomes, "{what}, step {position}");
        assert_eq!(player.step(), Ok(position + 1 < moments.len()), "{what}, step {position}");
    }
}

#[test]
fn every_level_is_exact_with_every_controller() {
    for name in Level::built_in_names() {
        let level = level(name);
        let mut generator = Pcg64Mcg::seed_from_u64(3);
        let script = (0..60).map(|_| Action::ALL[generator.random_range(0..5)]).collect();
        let policy = |sample| Controller::Policy {
            policy: shipped(name),
            observation: shipped(name).observation.expect("it says so"),
            sample,
        };
        let mut controllers = vec![Controller::Script(script), Controller::Random, policy(false), policy(true)];
        match Optimum::solve(&level, 0.99, Budget::default()) {
            Ok(optimum) => controllers.push(Controller::Optimum(Arc::new(optimum))),
            Err(OptimumError::TooLarge { .. }) => {}
            Err(error) => panic!("{name}: {error}"),
        }
        for (number, controller) in controllers.iter().enumerate() {
            for seed in [0, 1] {
                let (replay, moments) = play(&level, controller, seed, 300);
                assert_exact(&replay, &moments, &format!("{name}, controller {number}, seed {seed}"));
            }
        }
    }
}

/// Plays a whole match and returns its rounds as replays, with all that was to be seen of them.
fn play_match(settings: MatchSettings, controllers: Vec<Controller>) -> Vec<(Replay, Moments)> {
    let mut game = Match::new(settings, controllers).expect("it can be played");
    let names: Vec<String> = (0..game.controllers().len()).map(|seat| format!("seat {seat}")).collect();
    let mut rounds = Vec::new();
    loop {
        let mut recorder = RoundRecorder::begin(&game);
        let agents = game.simulation().grid_world(0).agents().len();
        let mut moments = vec![(game.simulation().grid_world(0).clone(), vec![Outcome::default(); agents])];
        let mut ended = false;
        while !ended {
            ended = game.step();
            recorder.step(&game);
            // A second look at the same step takes nothing down.
            recorder.step(&game);
            // By agent: in the second round of a pair, seats have exchanged theirs.
            let mut outcomes = vec![Outcome::default(); agents];
            for seat in 0..game.controllers().len() {
                if let Some(agent) = game.agent_of(seat) {
                    outcomes[agent] = game.outcome(seat).unwrap_or_default();
                }
            }
            moments.push((game.simulation().grid_world(0).clone(), outcomes));
        }
        rounds.push((recorder.finish(&game, &names, 7).expect("nothing moved it"), moments));
        if !game.next_round() {
            return rounds;
        }
    }
}

#[test]
fn rounds_of_every_mode_are_exact() {
    let mut changed = 0;
    let mut steered = 0;
    for name in Level::built_in_names() {
        let policy = Controller::Policy {
            policy: shipped(name),
            observation: shipped(name).observation.expect("it says so"),
            sample: false,
        };
        let mut modes = vec![MatchMode::Race, MatchMode::Score { steps: 150 }];
        if !level(name).obstacles.is_empty() {
            modes.extend([Hunters::One, Hunters::All].map(|hunters| MatchMode::Hunt { hunters }));
        }
        for mode in modes {
            let settings =
                MatchSettings { level: Arc::new(mode.level(&level(name))), mode, pairs: 2, seed: 5, board: None };
            for (round, (replay, moments)) in
                play_match(settings, vec![Controller::Random, policy.clone()]).iter().enumerate()
            {
                assert_exact(replay, moments, &format!("{name}, {mode:?}, round {round}"));
                let Origin::Match { round: number, how, .. } = &replay.header.kind else {
                    panic!("{:?}", replay.header.kind)
                };
                assert_eq!(*number as usize, round + 1);
                assert!(how.is_some());
                changed += replay.steps.iter().map(|step| step.interventions.len()).sum::<usize>();
                let (obstacles, seat) = replay.steered();
                match mode {
                    MatchMode::Hunt { hunters: Hunters::One } => assert_eq!((obstacles.len(), seat), (1, 0)),
                    MatchMode::Hunt { hunters: Hunters::All } => assert!(!obstacles.is_empty() && seat == 0),
                    MatchMode::Race | MatchMode::Score { .. } => assert!(obstacles.is_empty()),
                }
                steered += replay.steps.iter().map(|step| step.steering.len()).sum::<usize>();
            }
        }
    }
    assert!(changed > 0 && steered > 0, "laps and hunts were among them: {changed}, {steered}");
}

#[test]
fn a_hunter_that_is_sent_back_is_sent_back_in_the_replay() {
    let guard = [[Action::Right; 8], [Action::Down; 8]].concat();
    for (name, hunters) in [("classic", Hunters::One), ("rush", Hunters::All)] {
        let settings =
            MatchSettings { level: level(name), mode: MatchMode::Hunt { hunters }, pairs: 1, seed: 5, board: None };
        let rounds = play_match(
            settings,
            vec![Controller::Script([guard.clone(), guard.clone()].concat()), Controller::Script(Vec::new())],
        );
        let sent = |replay: &Replay| {
            let changes = replay.steps.iter().flat_map(|step| step.interventions.to_vec());
            changes.filter(|made| matches!(made.change, BoardChange::Obstacle { .. })).count()
        };
        assert!(rounds.iter().map(|(replay, _)| sent(replay)).sum::<usize>() > 0, "{name}");
        for (replay, moments) in &rounds {
            assert_exact(replay, moments, name);
            let bytes = replay.to_bytes("memory").expect("it fits");
            assert_eq!(bytes[16], if sent(replay) > 0 { 3 } else { 2 }, "earlier programs read what they can play");
        }
    }
}

#[test]
fn four_seats_are_exact_and_say_who_won() {
    let settings =
        MatchSettings { level: level("plaza"), mode: MatchMode::Score { steps: 200 }, pairs: 1, seed: 2, board: None };
    let rounds = play_match(settings, vec![Controller::Random; 4]);
    let (replay, moments) = &rounds[0];
    assert_exact(replay, moments, "plaza");
    let scores = &replay.header.summary.scores;
    assert_eq!(scores.len(), 4);
    if let Some(winner) = replay.header.summary.winner {
        let best = scores.iter().map(|score| score.episode_return).fold(f32::MIN, f32::max);
        assert!((scores[winner].episode_return - best).abs() < 1e-3, "{scores:?}");
    }
    assert_eq!(replay.header.seats[3].controller, "random");
    assert_eq!(replay.paths().len(), 4);
}

fn long() -> Replay {
    // A policy that knows nothing walks about until the limit.
    let hyperparameters = Hyperparameters::preset(Algorithm::Reinforce, Preset::Textbook);
    let level = level("harbour");
    let observation = Observation::RelativePhase;
    let learner = Reinforce::new(observation.len(&level), &hyperparameters, 1);
    let policy = Policy {
        network: learner.network().clone(),
        algorithm: Algorithm::Reinforce,
        ..Policy::clone(&shipped("harbour"))
    };
    let controller = Controller::Policy { policy: Arc::new(policy), observation, sample: true };
    play(&level, &controller, 4, 10_000).0
}

#[test]
fn going_to_a_step_is_stepping_there() {
    let replay = Arc::new(long());
    let steps = replay.steps.len();
    assert!(steps > 100, "several keyframes: {steps}");
    let mut stepped = Player::new(Arc::clone(&replay));
    let mut seen = Vec::new();
    loop {
        seen.push((
            stepped.world().clone(),
            stepped.outcomes().to_vec(),
            stepped.scores().to_vec(),
            stepped.agents_before().to_vec(),
        ));
        if stepped.step() != Ok(true) {
            break;
        }
    }
    assert_eq!(seen.len(), steps + 1);
    let mut player = Player::new(replay);
    let mut generator = Pcg64Mcg::seed_from_u64(9);
    for _ in 0..300 {
        let position = generator.random_range(0..=steps);
        assert_eq!(player.seek(position), Ok(()));
        assert_eq!(player.position(), position);
        let here = (
            player.world().clone(),
            player.outcomes().to_vec(),
            player.scores().to_vec(),
            player.agents_before().to_vec(),
        );
        assert!(here == seen[position], "position {position}");
        assert_eq!(player.last().is_none(), position == 0);
        assert_eq!(player.next().is_none(), position == steps);
    }
    assert_eq!(player.seek(usize::MAX), Ok(()));
    assert_eq!(player.position(), steps);
}

#[test]
fn an_edited_level_is_noticed_at_the_step_that_it_changes() {
    // Along the upper edge, where no obstacle starts.
    let script = [Action::Stay, Action::Right, Action::Right, Action::Stay, Action::Down].to_vec();
    let original = play(&level("classic"), &Controller::Script(script), 0, 5).0;
    let paths = original.paths().concat().concat();
    // A wall on the first cell that is entered after the start.
    let mut walled = original.clone();
    let mut edited = Level::clone(original.level());
    edited.set_wall(paths[1], true);
    walled.start.replace_level(Arc::new(edited));
    let entered = (1..).find(|&step| {
        let mut player = Player::new(&original);
        player.seek(step).expect("the original is true");
        player.world().agents()[0] == paths[1]
    });

    // A step that costs something changes every reward.
    let mut dearer = original.clone();
    let mut edited = Level::clone(original.level());
    edited.rewards.step = -0.25;
    dearer.start.replace_level(Arc::new(edited));

    for (replay, step) in [(walled, entered.expect("it is on the path")), (dearer, 1)] {
        let bytes = replay.to_bytes("memory").expect("it fits");
        let read = Replay::from_bytes(&bytes, "memory").expect("an edited level is a level");
        let difference = read.verify().expect_err("it plays differently");
        assert_eq!((difference.step, &difference.cause), (step, &Cause::Edited));
        assert!(difference.to_string().contains(&format!("step {step} of")), "{difference}");

        let mut player = Player::new(&read);
        assert_eq!(player.seek(read.steps.len()), Err(difference));
        assert_eq!(player.position(), step - 1, "the player stays where all was true");
        let mut alone = Player::new(&read);
        assert_eq!(alone.seek(step - 1), Ok(()));
        assert_eq!(player.world(), alone.world());
    }
}

#[test]
fn another_version_is_named_as_the_cause() {
    let mut replay = play(&level("classic"), &Controller::Random, 1, 300).0;
    replay.header.program_version = "0.0.9".to_owned();
    assert_eq!(replay.verify(), Ok(()), "another version with the same rules is no matter");
    let mut edited = Level::clone(replay.level());
    edited.rewards.step = -1.0;
    replay.start.replace_level(Arc::new(edited));
    let words = replay.verify().expect_err("other rewards").to_string();
    assert!(words.contains("0.0.9") && words.contains(env!("CARGO_PKG_VERSION")), "{words}");
}

#[test]
fn an_edited_summary_is_noticed() {
    let mut replay = play(&level("classic"), &Controller::Random, 1, 300).0;
    replay.header.summary.scores[0].episode_return += 1.0;
    assert!(replay.verify().is_err());
}

#[test]
fn what_the_rules_do_not_move_spoils_a_tape() {
    let level = level("classic");
    let mut world = GridWorld::new(level.clone(), 0);
    let mut outcomes = [Outcome::default()];
    let kind = || Origin::Rollout { observation: None, seed: 0 };

    let mut tape = Tape::begin(&world, 1);
    world.step(&[Action::Right], &mut outcomes);
    world.step(&[Action::Right], &mut outcomes);
    tape.step(&[Action::Right], &[None], &[], &world);
    assert!(tape.finish(kind(), vec![Participant::default()], None).is_err(), "a step was missed");

    let mut tape = Tape::begin(&world, 1);
    let mut edited = Level::clone(&level);
    edited.max_steps = 7;
    world.replace_level(Arc::new(edited));
    world.step(&[Action::Right], &mut outcomes);
    tape.step(&[Action::Right], &[None], &[], &world);
    assert!(tape.finish(kind(), vec![Participant::default()], None).is_err(), "another level");
}

#[test]
fn markers_are_the_hits_the_goals_and_what_was_drawn() {
    let (replay, moments) = play(&level("rush"), &Controller::Random, 6, 300);
    let markers = replay.markers();
    let at = |event: fn(&Event) -> bool| -> Vec<usize> {
        markers.iter().filter(|marker| event(&marker.event)).map(|marker| marker.step).collect()
    };
    let steps = |of: fn(&Outcome) -> bool| -> Vec<usize> {
        (0..moments.len()).filter(|&step| of(&moments[step].1[0])).collect()
    };
    assert_eq!(at(|event| matches!(event, Event::Hit(_))), steps(|outcome| outcome.hits > 0));
    assert_eq!(at(|event| matches!(event, Event::Goal)), steps(|outcome| outcome.goal));
    assert_eq!(at(|event| matches!(event, Event::Explored)).len(), replay.steps.len(), "chance alone decided");
    assert!(markers.is_sorted_by_key(|marker| marker.step));
}
