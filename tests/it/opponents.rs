//! The opponents that come with the program: a ladder for each built-in level, each as good as it was measured, one above the other.

use std::{fs, path::Path, sync::Arc};

use sidestep::{
    arena::{
        Controller, EpisodeRecord,
        opponents::{FixedKeys, Measurements, Opponent, RUNGS, Rung, fixed_keys, ladder, opponents},
        play,
        versus::ModeKind,
    },
    disk,
    gridworld::{Action, Level},
    learning::Said,
    records::bradley_terry,
    runs::opponents::duel,
};

use super::program::{say, sidestep, text};

/// Not a seed of any training, choice or measurement.
const SEED: u64 = 31_337;
const EPISODES: u32 = 150;

/// The levels as races are run on them, with their opponents.
fn all() -> impl Iterator<Item = (Arc<Level>, &'static [Opponent])> {
    Level::built_in_names().iter().map(|name| {
        let level = Level::built_in(name).expect("built in").for_race();
        (Arc::new(level), opponents(name))
    })
}

fn measurements() -> Measurements {
    include_str!("../../assets/opponents/measured.toml").parse().expect("ours")
}

#[test]
fn every_level_has_its_ladder() {
    for (level, rungs) in all() {
        assert_eq!(rungs.len(), RUNGS, "{}", level.name);
        for known in rungs {
            assert_eq!(known.level, level.name);
            assert_eq!(known.policy.metadata.level.as_deref(), Some(&*level.name));
            assert_eq!(known.policy.network.inputs(), known.observation.len(&level), "it fits its level");
            assert_eq!(known.policy.metadata.step, known.measured.training_steps);
            assert_eq!(known.policy.epsilon(), known.measured.epsilon, "it explores as it did then");
            assert_eq!(known.policy.metadata.seed, Some(1), "snapshots of one run");
            let named = known.rung().on(&level.name, 0.0).expect("by its name");
            assert!(Arc::ptr_eq(&named.policy, &known.policy));
        }
        for pair in rungs.windows(2) {
            let (below, above) = (pair[0].measured, pair[1].measured);
            assert!(below.episodes < above.episodes && below.training_steps < above.training_steps, "{}", level.name);
            assert!(below.rating < above.rating && below.epsilon >= above.epsilon, "{}", level.name);
        }
        assert!(rungs[0].measured.episodes > 0, "{}", level.name);
    }
    assert!(opponents("nowhere").is_empty() && Rung::Strongest.on("nowhere", 0.0).is_none());
    assert!(fixed_keys("nowhere").is_none() && ladder("nowhere").is_empty());
}

#[test]
fn an_opponent_is_meant_by_name_by_episodes_or_by_rating() {
    let rungs = ladder("rush");
    let index = |name: &str, rating: f32| name.parse::<Rung>().expect("a name").index(rungs, rating);
    for (name, at) in [("weakest", 0), ("early", 0), ("middle", 4), ("strongest", 8), ("final", 8)] {
        assert_eq!(index(name, 0.0), Some(at), "{name}");
    }
    for (at, measured) in rungs.iter().enumerate() {
        assert_eq!(index(&measured.episodes.to_string(), 0.0), Some(at));
        assert_eq!(index("suggested", measured.rating + 1.0), Some(at), "nobody is nearer");
    }
    let between = |share: f32| rungs[3].rating + share * (rungs[4].rating - rungs[3].rating);
    assert_eq!((index("suggested", between(0.4)), index("suggested", between(0.6))), (Some(3), Some(4)));
    assert_eq!((index("suggested", -1e6), index("suggested", 1e6)), (Some(0), Some(8)), "the ends are the last");
    assert_eq!(index("1", 0.0), None);
    assert_eq!(Rung::Suggested.index(&[], 0.0), None);
    let unknown = "best".parse::<Rung>().expect_err("no name").to_string();
    assert!(unknown.contains("weakest, middle, strongest, suggested"), "{unknown}");
}

#[test]
fn the_folder_holds_what_is_embedded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/opponents");
    let files = fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    let count = files.filter(|path| path.extension().is_some_and(|extension| extension == "safetensors")).count();
    assert_eq!(count, RUNGS * Level::built_in_names().len());
    for (_, rungs) in all() {
        for (rung, known) in rungs.iter().enumerate() {
            let path = folder.join(format!("{}-{}.safetensors", known.level, rung + 1));
            let opened = disk::policy(&path, &Said::default()).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(opened.policy.network.weights(), known.policy.network.weights(), "{}", path.display());
        }
    }
}

#[test]
fn ratings_follow_from_the_scores_beside_them() {
    let measurements = measurements();
    let games = f64::from(Measurements::ROUNDS);
    for (level, rungs) in all() {
        let scores = &measurements.of_level(&level.name).expect("measured").scores;
        let score = |one: usize, other: usize| f64::from(scores[one - 1][other]);
        let points = |one: usize, other: usize| match one.cmp(&other) {
            std::cmp::Ordering::Greater => score(one, other) * games,
            std::cmp::Ordering::Equal => 0.0,
            std::cmp::Ordering::Less => (1.0 - score(other, one)) * games,
        };
        let points: Vec<Vec<f64>> =
            (0..RUNGS).map(|one| (0..RUNGS).map(|other| points(one, other)).collect()).collect();
        for (rated, known) in bradley_terry(&points, games, Measurements::MEAN).iter().zip(rungs) {
            let (rating, interval) = (f64::from(known.measured.rating), f64::from(known.measured.interval));
            assert!((rated.rating - rating).abs() < 0.3, "{} {}: {rated:?}", level.name, known.rung());
            assert!((1.96 * rated.error - interval).abs() < 0.1, "{} {}: {rated:?}", level.name, known.rung());
        }
    }
}

#[test]
fn they_score_against_each_other_as_measured() {
    const PAIRS: u32 = 40;
    let measurements = measurements();
    for (level, rungs) in all() {
        let scores = &measurements.of_level(&level.name).expect("measured").scores;
        for [one, other] in [[8, 3], [5, 0], [6, 5]] {
            let players = [one, other].map(|rung| rungs[rung].controller());
            let tally = duel(&level, [&players[0], &players[1]], PAIRS, SEED).expect("they fit");
            assert_eq!(tally.rounds(), 2 * PAIRS);
            let (found, measured) = (tally.points() / f64::from(2 * PAIRS), f64::from(scores[one - 1][other]));
            // Five standard errors of a share of 80 rounds and of 500.
            let error = (0.25_f64 / 80.0 + 0.25 / 500.0).sqrt();
            assert!((found - measured).abs() < 5.0 * error, "{} {one} {other}: {found} {measured}", level.name);
        }
    }
}

#[test]
fn the_best_fixed_keys_win_as_measured() {
    for (level, _) in all() {
        let FixedKeys { opponent, wins, keys } = fixed_keys(&level.name).expect("measured");
        let opponent = Rung::After(*opponent).on(&level.name, 0.0).expect("it is there").controller();
        let keys: Vec<Action> = keys.split(',').map(|key| key.parse().expect("an action")).collect();
        assert!(keys.len() <= 60);
        let tally = duel(&level, [&Controller::Script(keys), &opponent], 50, SEED).expect("they fit");
        let found = f64::from(tally.wins[0]) / f64::from(tally.rounds());
        let error = (0.25_f64 / 100.0 + 0.25 / 1000.0).sqrt();
        assert!((found - f64::from(*wins)).abs() < 5.0 * error, "{}: {found} {wins}", level.name);
        // Where a race is offered, it is not won by heart.
        assert!(ModeKind::Race.check_level(&level).is_err() || *wins <= FixedKeys::MOST, "{}: {wins}", level.name);
    }
}

/// The mean of something over the episodes, and its standard error.
fn mean(episodes: &[EpisodeRecord], of: impl Fn(&EpisodeRecord) -> f64) -> (f64, f64) {
    let count = episodes.len() as f64;
    let mean = episodes.iter().map(&of).sum::<f64>() / count;
    let variance = episodes.iter().map(|episode| (of(episode) - mean).powi(2)).sum::<f64>() / (count - 1.0);
    (mean, (variance / count).sqrt())
}

#[test]
fn each_plays_as_well_as_it_was_measured() {
    for (level, rungs) in all() {
        for known in rungs {
            let episodes = play(&level, &known.controller(), EPISODES, SEED).expect("it fits");
            let measured = known.measured;
            for (what, claimed, (found, error)) in [
                ("return", measured.episode_return, mean(&episodes, |e| e.episode_return.into())),
                ("steps", measured.steps, mean(&episodes, |e| e.length.into())),
                ("success", measured.success, mean(&episodes, |e| f64::from(u8::from(e.goal)))),
                ("hits", measured.hits, mean(&episodes, |e| e.hits.into())),
            ] {
                // Both are means of samples; what happens to one in a hundred may happen to nobody here.
                let tolerance = 6.0 * error + 0.05;
                assert!(
                    (found - f64::from(claimed)).abs() < tolerance,
                    "{} {}: {what} {found} instead of {claimed}",
                    level.name,
                    known.rung()
                );
            }
        }
    }
}

#[test]
fn measurements_are_kept_level_by_level() {
    let written = include_str!("../../assets/opponents/measured.toml");
    let mut measurements = measurements();
    assert_eq!(measurements.to_toml().expect("TOML"), written);
    let mut cliff = measurements.of_level("cliff").expect("measured").clone();
    measurements.set_level(cliff.clone());
    assert_eq!(measurements.to_toml().expect("TOML"), written, "replaced where it stood");
    cliff.level = "my own".to_owned();
    measurements.set_level(cliff.clone());
    let again: Measurements = measurements.to_toml().expect("TOML").parse().expect("ours");
    assert_eq!(again, measurements);
    assert_eq!(again.of_level("my own"), Some(&cliff));

    for (text, expected) in [
        ("", "missing field"),
        ("version = 1\nopponents = []", "version 1, this program reads 2"),
        ("version = 2\nladders = [{ level = \"rush\", rungs = 9 }]", "rungs"),
    ] {
        let finding = text.parse::<Measurements>().expect_err(text);
        assert!(finding.contains(expected), "{finding}");
    }
}

#[test]
fn the_command_lists_them() {
    let listed = say("opponents --json").ok().lines();
    assert_eq!(listed.len(), RUNGS * Level::built_in_names().len());
    let some = say("opponents --level rush --level cliff --json").ok().lines();
    let levels: Vec<&str> = some.iter().filter_map(|known| known["level"].as_str()).collect();
    assert_eq!(levels, ["cliff"; RUNGS].into_iter().chain(["rush"; RUNGS]).collect::<Vec<_>>());
    for line in listed {
        let level = line["level"].as_str().expect("a name");
        let rung = Rung::After(line["episodes"].as_u64().expect("a count"));
        let known = rung.on(level, 0.0).expect("it comes with the program");
        assert_eq!(line["rating"].as_f64().map(|value| value as f32), Some(known.measured.rating));
        assert_eq!(line["training_steps"], known.measured.training_steps);
    }
    let words = say("opponents --level plaza").ok().stdout;
    assert_eq!(words.lines().count(), RUNGS + 1, "{words}");
    assert!(words.contains("plaza") && words.contains("without looking"), "{words}");
}

#[test]
fn wrong_wishes_are_answered() {
    let unknown = say("opponents --level nowhere");
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("classic-paced"), "{}", unknown.stderr);

    // A file of measurements that cannot be read is noticed before anything is learned, and left alone.
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("measured.toml");
    fs::write(&file, "a letter").expect("written");
    let refused = sidestep(&["opponents", "--level", "cliff", "--json", "--out", text(folder.path())]);
    assert_eq!(refused.code, Some(1));
    assert_eq!(refused.json()["error"], "input");
    assert!(refused.stderr.contains("measured.toml"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(&file).expect("read"), "a letter");
    assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1);
}

/// Noticed before a minute of learning, not after it.
#[test]
fn opponents_that_are_there_are_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let make = || sidestep(&["opponents", "--level", "rush", "--level", "cliff", "--out", text(folder.path())]);
    let mine = folder.path().join("rush-5.safetensors");
    fs::write(&mine, "mine").expect("written");
    let refused = make();
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("rush-5.safetensors") && refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(&mine).expect("read"), "mine");

    fs::remove_file(&mine).expect("removed");
    let measured = folder.path().join("measured.toml");
    let written = include_str!("../../assets/opponents/measured.toml");
    fs::write(&measured, written).expect("written");
    let refused = make();
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("measured.toml") && refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(&measured).expect("read"), written);
    assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 1, "nothing was learned");
}

#[test]
fn force_replaces_opponents_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rush-9.safetensors");
    let shipped = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/opponents").join(name);
    let bytes = |path: &Path| fs::read(path).expect("read");
    for other in [super::program::data("learners.json").into(), shipped("cliff-9.safetensors")] {
        fs::copy(&other, &file).expect("copied");
        let refused = sidestep(&["opponents", "--level", "rush", "--force", "--json", "--out", text(folder.path())]);
        assert_eq!(refused.json()["error"], "not-of-the-run", "{}", refused.stderr);
        assert!(refused.stderr.contains("rush-9.safetensors"), "{}", refused.stderr);
        assert!(bytes(&file) == bytes(&other));
    }
}
