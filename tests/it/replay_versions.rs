//! Files of version 1, as Sidestep 0.1.0 wrote them: they open and play. What the numbers of a seat are, they do not say: it is inferred,
//! seat by seat. `tests/data/version-1` holds them.

use std::{fs, path::Path, sync::Arc};

use sidestep::{
    arena::{
        Controller,
        versus::{Match, MatchMode, MatchSettings},
    },
    gridworld::{Action, GridWorld, Observation, Outcome},
    learning::{ActionValues, Algorithm, DeepSarsa, Hyperparameters, Learner, Metadata, Policy, Preset, Reinforce},
    replay::{Header, Origin, Participant, Player, RecordedDecision, Replay, RoundRecorder, Run, Shelf, Tape},
};

use super::{
    program::{data, say, sidestep, text},
    replay_exact::level,
    replay_file::{put_together_as, taken_apart},
};

const Q: Option<ActionValues> = Some(ActionValues::Q);
const PROBABILITIES: Option<ActionValues> = Some(ActionValues::Probabilities);

fn old(name: &str) -> String {
    data(&format!("version-1/{name}"))
}

fn kinds(header: &Header) -> Vec<Option<ActionValues>> {
    header.seats.iter().map(|seat| seat.values).collect()
}

#[test]
fn files_of_version_1_open_and_play() {
    for (name, steps, expected) in [
        ("deep-sarsa.replay", 52, vec![Q]),
        ("reinforce.replay", 28, vec![PROBABILITIES]),
        ("match.replay", 24, vec![PROBABILITIES, Q, None]),
    ] {
        let path = old(name);
        let path = Path::new(&path);
        assert_eq!(fs::read(path).expect("it is there")[16..20], 1_u32.to_le_bytes(), "{name}");
        let replay = Replay::load(path).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(replay.verify(), Ok(()), "{name}");
        assert_eq!((replay.steps.len(), kinds(&replay.header)), (steps, expected), "{name}");
        assert_eq!(replay.provenance, None, "{name}");
        if let Origin::Training { begin_tick, .. } = replay.header.kind {
            assert_eq!(begin_tick, None, "{name}");
        }
        // Written again it is a file of this version, which says all that was inferred.
        let again = Replay::from_bytes(&replay.to_bytes("memory").expect("it fits"), "memory").expect("whole");
        assert_eq!(again, replay, "{name}");
    }
}

/// `tests/data/matches`: a race as it is run since hits lead back to the start, and a hunt from before hunters were sent away from goals.
#[test]
fn matches_play_on_by_the_rules_that_they_were_played_by() {
    let load = |name: &str| {
        let replay = Replay::load(Path::new(&data(&format!("matches/{name}.replay")))).expect("whole");
        assert_eq!(replay.verify(), Ok(()), "{name}");
        replay
    };
    let race = load("race");
    assert!(race.level().restarts() && race.level().draws_phases(), "it says itself by what it was played");
    assert_eq!((race.steps.len(), race.header.summary.winner, race.header.score().hits), (25, Some(0), 3));
    let hunt = load("hunt");
    let mut player = Player::new(&hunt);
    let mut beside_goal = 0;
    while player.step() == Ok(true) {
        let world = player.world();
        beside_goal += usize::from(world.obstacles()[0].cell == world.goals()[0]);
    }
    assert!(beside_goal > 180, "it waits on the goal to the end: {beside_goal} steps of {}", hunt.steps.len());
}

#[test]
fn an_old_replay_that_is_named_stays_what_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let shelf = Shelf::new(folder.path().to_owned(), 10);
    fs::copy(old("match.replay"), folder.path().join("game-000001.replay")).expect("copied");
    let entry = shelf.list().expect("it is there").entries.remove(0);
    assert_eq!(entry.header.title.as_deref(), Some("Two that learn"));
    let entry = shelf.rename(&entry, "Another name").expect("it can be written");
    let replay = Replay::load(&entry.path).expect("whole");
    assert_eq!(replay.header.title.as_deref(), Some("Another name"));
    assert_eq!(kinds(&replay.header), [PROBABILITIES, Q, None]);
    assert_eq!(replay.verify(), Ok(()));
}

/// Four steps of two seats that thought these numbers, written as version 1 did, and read.
fn version_1(kind: Origin, thoughts: [Option<[f32; 5]>; 2]) -> Replay {
    let mut world = GridWorld::with_agents(level("plaza"), 0, 2);
    let mut tape = Tape::begin(&world, 2);
    let decisions =
        thoughts.map(|values| values.map(|values| RecordedDecision { values, ..RecordedDecision::default() }));
    for _ in 0..4 {
        world.step(&[Action::Stay; 2], &mut [Outcome::default(); 2]);
        tape.step(&[Action::Stay; 2], &decisions, &[], &world);
    }
    let seat = |agent| Participant { agent: Some(agent), ..Participant::default() };
    let replay = tape.finish(kind, vec![seat(0), seat(1)], None).expect("nothing moved it");
    let (header, body) = taken_apart(&replay.to_bytes("memory").expect("it fits"));
    Replay::from_bytes(&put_together_as(1, &header, &body), "memory").expect("whole")
}

#[test]
fn numbers_of_version_1_are_judged_seat_by_seat() {
    let rollout = || Origin::Rollout { observation: None, seed: 0 };
    let training = |algorithm: Algorithm| Origin::Training {
        run: Run { algorithm: algorithm.to_string(), ..Run::default() },
        episode: 1,
        mark: None,
        begin_tick: None,
    };
    let (even, values) = (Some([0.2; 5]), Some([1.5, -0.5, 0.0, 0.0, 0.0]));
    for (kind, thoughts, expected) in [
        (rollout(), [even, values], [PROBABILITIES, Q]),
        (rollout(), [values, even], [Q, PROBABILITIES]),
        (rollout(), [Some([0.0; 5]), None], [Q, None]),
        // The algorithm that a header names counts more than what the numbers look like.
        (training(Algorithm::DeepSarsa), [even, values], [Q, Q]),
        (training(Algorithm::Reinforce), [values, None], [PROBABILITIES, None]),
    ] {
        assert_eq!(kinds(&version_1(kind.clone(), thoughts).header), expected, "{kind:?}, {thoughts:?}");
    }
}

/// A policy that knows nothing yet.
fn policy(learner: &impl Learner, observation: Observation) -> Controller {
    let policy = Policy {
        algorithm: learner.algorithm(),
        observation: Some(observation),
        network: learner.network().clone(),
        metadata: Metadata::default(),
    };
    Controller::Policy { policy: Arc::new(policy), observation, sample: true }
}

/// REINFORCE against Deep SARSA, and one who walks at random.
fn mixed_match() -> Replay {
    let (board, observation) = (level("classic"), Observation::Relative);
    let size = observation.len(&board);
    let small = |algorithm| Hyperparameters { hidden: vec![4], ..Hyperparameters::preset(algorithm, Preset::Textbook) };
    let controllers = vec![
        policy(&Reinforce::new(size, &small(Algorithm::Reinforce), 3), observation),
        policy(&DeepSarsa::new(size, &small(Algorithm::DeepSarsa), 3), observation),
        Controller::Random,
    ];
    let settings = MatchSettings { level: board, mode: MatchMode::Score { steps: 24 }, pairs: 1, seed: 5, board: None };
    let mut game = Match::new(settings, controllers).expect("it can be played");
    let mut recorder = RoundRecorder::begin(&game);
    loop {
        let ended = game.step();
        recorder.step(&game);
        if ended {
            let names = ["one", "two", "three"].map(str::to_owned);
            return recorder.finish(&game, &names, 7).expect("nothing moved it");
        }
    }
}

#[test]
fn a_match_of_two_algorithms_says_what_each_seat_s_numbers_are() {
    let replay = mixed_match();
    assert_eq!(kinds(&replay.header), [PROBABILITIES, Q, None]);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("match.replay");
    replay.save(&file).expect("it can be written");
    assert_eq!(Header::load(&file).expect("whole"), replay.header, "known without the steps");
    for file in [text(&file), &old("match.replay")] {
        let info = sidestep(&["replay", "info", "--json", file]).ok().json();
        let said: Vec<&serde_json::Value> = (0..3).map(|seat| &info["seats"][seat]["values"]).collect();
        assert_eq!(said, [&"probabilities".into(), &"q".into(), &serde_json::Value::Null]);
        let words = sidestep(&["replay", "info", file]).ok().stdout;
        assert!(
            words.contains("(policy, probabilities): return") && words.contains("(policy, Q-values): return"),
            "{words}"
        );
        assert!(words.contains("(random): return"), "{words}");

        let lines = sidestep(&["replay", "export", file]).ok().lines();
        assert_eq!(lines.len(), 3 * 25, "three agents, the start and 24 steps");
        for line in &lines {
            let decision = &line["decision"];
            match (line["agent"].as_u64(), line["step"].as_u64()) {
                (_, Some(0)) | (Some(2), _) => assert!(decision.is_null(), "{line}"),
                (agent, _) => {
                    let sum: f64 = decision["values"]
                        .as_array()
                        .expect("numbers")
                        .iter()
                        .filter_map(serde_json::Value::as_f64)
                        .sum();
                    let is_distribution = (sum - 1.0).abs() < 1e-3;
                    let kind = if agent == Some(0) { "probabilities" } else { "q" };
                    assert_eq!((decision["kind"].as_str(), is_distribution), (Some(kind), agent == Some(0)), "{line}");
                }
            }
        }
    }
}

#[test]
fn a_run_that_an_older_version_saved_goes_on_without_provenance() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["resume.bin", "resume.replay"] {
        fs::copy(old(name), folder.path().join(name)).expect("copied");
    }
    say(&format!("train --resume {} --episodes 5 --quiet --set gamma=0.7", text(folder.path()))).ok();
    // Its second episode had just ended.
    let info = |number: u32| {
        let file = folder.path().join(format!("replays/episode-{number:06}.replay"));
        sidestep(&["replay", "info", "--json", text(&file)]).ok().json()
    };
    assert_eq!(info(2)["kind"]["training"]["begin_tick"], 52);
    assert_eq!(info(3)["kind"]["training"]["begin_tick"], 75);
    for number in [2, 3, 4, 5] {
        assert!(info(number)["provenance"].is_null(), "nobody knows what was changed before");
    }
}

#[test]
fn what_a_replay_says_of_its_run_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = text(folder.path());
    say(&format!(
        "train --level classic --algorithm deep-sarsa --set hidden=8 --seed 6 --episodes 3 --quiet --out {out}"
    ))
    .ok();
    let ticks = |number: u32| {
        let metrics = fs::read_to_string(folder.path().join("metrics.csv")).expect("it was written");
        let row = metrics.lines().nth(number as usize).expect("a row").split(',').nth(2).expect("a tick");
        row.parse::<u64>().expect("a number")
    };
    say(&format!("train --resume {out} --set gamma=0.7 --episodes 5 --quiet")).ok();
    let file = |number: u32| format!("{out}/replays/episode-{number:06}.replay");
    let info = |number: u32| sidestep(&["replay", "info", "--json", &file(number)]).ok().json();
    for number in [2, 5] {
        assert_eq!(info(number)["kind"]["training"]["begin_tick"], ticks(number - 1), "the episode before ended there");
    }
    assert_eq!(info(2)["provenance"]["setup"]["seed"], 6);
    assert_eq!(info(2)["provenance"]["setup"]["hyperparameters"]["hidden"], serde_json::json!([8]));
    assert_eq!(info(2)["provenance"]["changes"], serde_json::json!([]));
    let changed =
        serde_json::json!([{ "tick": ticks(3), "what": { "hyperparameter": { "key": "gamma", "value": "0.7" } } }]);
    assert_eq!(info(5)["provenance"]["changes"], changed);
    let words = sidestep(&["replay", "info", &file(5)]).ok().stdout;
    assert!(words.contains("holds the settings of its run and 1 change of them"), "{words}");
    let words = sidestep(&["replay", "info", &old("deep-sarsa.replay")]).ok().stdout;
    assert!(words.contains("cannot be trained again from its seed"), "{words}");
}
