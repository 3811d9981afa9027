//! The opponents that come with the program: three for each built-in level, as good as they were measured, one above the other.

use std::{fs, path::Path, sync::Arc};

use sidestep::{
    arena::{
        EpisodeRecord,
        opponents::{Measurements, Opponent, Strength, opponent, opponents},
        play,
    },
    disk,
    gridworld::Level,
    learning::Said,
};

use super::program::{say, sidestep, text};

/// Not a seed of any training, choice or measurement.
const SEED: u64 = 31_337;
const EPISODES: u32 = 300;

fn all() -> impl Iterator<Item = (Arc<Level>, &'static [Opponent])> {
    Level::built_in_names().iter().map(|name| {
        let level = Level::built_in(name).expect("built in");
        (Arc::new(level), opponents(name))
    })
}

#[test]
fn every_level_has_its_three() {
    for (level, three) in all() {
        let strengths: Vec<Strength> = three.iter().map(|opponent| opponent.strength).collect();
        assert_eq!(strengths, Strength::ALL, "{}", level.name);
        for known in three {
            assert_eq!(known.level, level.name);
            assert_eq!(known.policy.metadata.level.as_deref(), Some(&*level.name));
            assert_eq!(known.policy.network.inputs(), known.observation.len(&level), "it fits its level");
            assert_eq!(known.policy.metadata.step, known.measured.training_steps);
            let named = opponent(&level.name, known.strength).expect("by its name");
            assert!(Arc::ptr_eq(&named.policy, &known.policy));
        }
        let seeds: Vec<Option<u64>> = three.iter().map(|known| known.policy.metadata.seed).collect();
        assert_eq!(seeds, [Some(1); 3], "snapshots of one run");
    }
    assert!(opponents("nowhere").is_empty() && opponent("nowhere", Strength::Final).is_none());
}

#[test]
fn the_folder_holds_what_is_embedded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/opponents");
    let files = fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").path());
    let count = files.filter(|path| path.extension().is_some_and(|extension| extension == "safetensors")).count();
    assert_eq!(count, 3 * Level::built_in_names().len());
    for known in all().flat_map(|(_, three)| three) {
        let path = folder.join(format!("{}-{}.safetensors", known.level, known.strength));
        let weights = |path: &Path| {
            let checkpoint = disk::policy(path, &Said::default()).unwrap_or_else(|error| panic!("{error}"));
            checkpoint.policy.network.weights()
        };
        assert_eq!(weights(&path), known.policy.network.weights(), "{}", path.display());
        if known.strength == Strength::Final {
            let shipped = folder.join(format!("../policies/{}.safetensors", known.level));
            assert_eq!(weights(&shipped), weights(&path), "the end of the same run");
        }
    }
}

#[test]
fn each_is_stronger_than_the_one_before() {
    for (level, three) in all() {
        for pair in three.windows(2) {
            let (below, above) = (pair[0].measured, pair[1].measured);
            let pair = format!("{}: {} and {}", level.name, pair[0].strength, pair[1].strength);
            assert!(below.training_steps < above.training_steps, "{pair}: learned longer");
            assert!(below.steps > above.steps, "{pair}: needs fewer steps");
            // On `classic` time is free: whoever arrives unhurt has the highest return there is.
            if level.name == "classic" && pair.ends_with("final") {
                assert_eq!(below.episode_return, above.episode_return, "{pair}");
            } else {
                assert!(below.episode_return < above.episode_return, "{pair}: returns more");
            }
        }
        assert!(three.iter().all(|known| known.measured.success >= 0.5), "{}: all find the goal", level.name);
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
    for (level, three) in all() {
        for known in three {
            let episodes = play(&level, &known.controller(), EPISODES, SEED).expect("it fits");
            let measured = known.measured;
            for (what, claimed, (found, error)) in [
                ("return", measured.episode_return, mean(&episodes, |e| e.episode_return.into())),
                ("steps", measured.steps, mean(&episodes, |e| e.length.into())),
                ("success", measured.success, mean(&episodes, |e| f64::from(u8::from(e.goal)))),
                ("hits", measured.hits, mean(&episodes, |e| e.hits.into())),
            ] {
                // Both are means of samples. Four decimals are kept; what happens to one in a hundred may happen to nobody here.
                let tolerance = 5.0 * error + 0.03;
                assert!(
                    (found - f64::from(claimed)).abs() < tolerance,
                    "{} {}: {what} {found} instead of {claimed}",
                    level.name,
                    known.strength
                );
            }
        }
    }
}

#[test]
fn the_measurement_can_be_repeated() {
    // The quick ones: chance plays no part on these levels, so that fewer episodes give the same.
    for name in ["classic", "classic-paced", "cliff", "rush"] {
        let level = Arc::new(Level::built_in(name).expect("built in"));
        for known in opponents(name) {
            let episodes = play(&level, &known.controller(), 10, known.measured.seed).expect("it fits");
            for episode in &episodes {
                assert!((episode.episode_return - known.measured.episode_return).abs() < 1e-4, "{name}");
                assert_eq!(episode.length as f32, known.measured.steps, "{name}");
            }
        }
    }
}

#[test]
fn measurements_are_kept_level_by_level() {
    let written = include_str!("../../assets/opponents/measured.toml");
    let mut measurements: Measurements = written.parse().expect("ours");
    assert_eq!(measurements.to_toml().expect("TOML"), written);
    let cliff: Vec<_> = measurements.of_level("cliff").collect();
    assert_eq!(cliff.len(), 3);
    measurements.set_level("cliff", cliff.clone());
    assert_eq!(measurements.to_toml().expect("TOML"), written, "replaced where it stood");
    measurements.set_level("my own", cliff[..1].iter().copied());
    let again: Measurements = measurements.to_toml().expect("TOML").parse().expect("ours");
    assert_eq!(again, measurements);
    assert_eq!(again.of_level("my own").collect::<Vec<_>>(), cliff[..1]);

    for (text, expected) in [
        ("", "missing field"),
        ("version = 2\nopponents = []", "version 2, this program reads 1"),
        ("version = 1\nopponents = [{ level = \"rush\", strength = \"late\" }]", "late"),
    ] {
        let finding = text.parse::<Measurements>().expect_err(text);
        assert!(finding.contains(expected), "{finding}");
    }
}

#[test]
fn the_command_lists_them() {
    let listed = say("opponents --json").ok().lines();
    assert_eq!(listed.len(), 3 * Level::built_in_names().len());
    let some = say("opponents --level rush --level cliff --json").ok().lines();
    let levels: Vec<&str> = some.iter().filter_map(|known| known["level"].as_str()).collect();
    assert_eq!(levels, ["cliff", "cliff", "cliff", "rush", "rush", "rush"]);
    for line in listed {
        let level = line["level"].as_str().expect("a name");
        let strength = line["strength"].as_str().expect("a name").parse().expect("a strength");
        let known = opponent(level, strength).expect("it comes with the program");
        assert_eq!(line["return"].as_f64().map(|value| value as f32), Some(known.measured.episode_return));
        assert_eq!(line["training_steps"], known.measured.training_steps);
    }
    let words = say("opponents --level plaza").ok().stdout;
    assert!(words.lines().count() == 3 && words.contains("plaza") && words.contains("early"), "{words}");
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
    let mine = folder.path().join("rush-middle.safetensors");
    fs::write(&mine, "mine").expect("written");
    let refused = make();
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.stderr.contains("rush-middle.safetensors") && refused.stderr.contains("--force"),
        "{}",
        refused.stderr
    );
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
    let file = folder.path().join("rush-final.safetensors");
    let shipped = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/opponents").join(name);
    let bytes = |path: &Path| fs::read(path).expect("read");
    for other in [super::program::data("learners.json").into(), shipped("cliff-final.safetensors")] {
        fs::copy(&other, &file).expect("copied");
        let refused = sidestep(&["opponents", "--level", "rush", "--force", "--json", "--out", text(folder.path())]);
        assert_eq!(refused.json()["error"], "not-of-the-run", "{}", refused.stderr);
        assert!(refused.stderr.contains("rush-final.safetensors"), "{}", refused.stderr);
        assert!(bytes(&file) == bytes(&other));
    }
}
