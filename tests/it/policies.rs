//! The trained policies that come with the program reach what the documentation says of them, on the levels as they are.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use sidestep::{
    arena::{EpisodeRecord, evaluate},
    disk,
    gridworld::{Budget, Level, Optimum, OptimumError},
    learning::{ActionSelection, Algorithm, Opened, Said},
};

const EPISODES: u32 = 200;
/// Not a seed of any training.
const SEED: u64 = 2026;
/// Each should stay easy to ship.
const LARGEST: u64 = 2 << 20;

/// What a policy has to reach.
struct Floor {
    level: &'static str,
    success: f64,
    hit_free: f64,
}

/// Where an exact optimum exists, the mean return has to come within a tenth of it too.
const FLOORS: [Floor; 7] = [
    floor("chase", 0.95, 0.95),
    floor("classic", 1.0, 1.0),
    floor("classic-paced", 1.0, 1.0),
    floor("cliff", 1.0, 1.0),
    floor("harbour", 0.9, 0.9),
    floor("plaza", 0.95, 0.9),
    floor("rush", 0.95, 0.95),
];

const fn floor(level: &'static str, success: f64, hit_free: f64) -> Floor {
    Floor { level, success, hit_free }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/policies")
}

fn shipped(level: &str) -> Opened {
    let path = folder().join(format!("{level}.safetensors"));
    disk::policy(&path, &Said::default()).unwrap_or_else(|error| panic!("{error}"))
}

fn play(level: &Arc<Level>) -> Vec<EpisodeRecord> {
    let policy = shipped(&level.name).policy;
    let observation = policy.observation.expect("a policy that was trained here says what it sees");
    evaluate(&Arc::new(policy), observation, level, EPISODES, SEED, ActionSelection::Greedy)
        .unwrap_or_else(|error| panic!("{error}"))
}

fn share(episodes: &[EpisodeRecord], which: impl Fn(&EpisodeRecord) -> bool) -> f64 {
    episodes.iter().filter(|episode| which(episode)).count() as f64 / episodes.len() as f64
}

#[test]
fn each_level_has_one_and_it_says_where_it_comes_from() {
    let files: BTreeSet<String> = fs::read_dir(folder())
        .expect("the folder of policies")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".safetensors"))
        .collect();
    let expected: BTreeSet<String> = FLOORS.iter().map(|floor| format!("{}.safetensors", floor.level)).collect();
    assert_eq!(files, expected, "every policy that is shipped has a floor to reach");
    for floor in &FLOORS {
        let path = folder().join(format!("{}.safetensors", floor.level));
        let size = fs::metadata(&path).expect("a file").len();
        assert!(size < LARGEST, "{}: {size} bytes", path.display());
        let policy = shipped(floor.level).policy;
        assert_eq!(policy.algorithm, Algorithm::DeepSarsa);
        assert_eq!(policy.metadata.level.as_deref(), Some(floor.level));
        assert_eq!(policy.metadata.seed, Some(1));
    }
}

#[test]
fn each_reaches_its_level_s_floor() {
    for floor in &FLOORS {
        let level = Arc::new(Level::built_in(floor.level).expect("it is built in"));
        let episodes = play(&level);
        assert_eq!(episodes.len(), EPISODES as usize);
        let success = share(&episodes, |episode| episode.goal);
        let hit_free = share(&episodes, EpisodeRecord::hit_free);
        assert!(success >= floor.success, "{}: success {success}", floor.level);
        assert!(hit_free >= floor.hit_free, "{}: hit-free {hit_free}", floor.level);
    }
}

#[test]
fn each_comes_within_a_tenth_of_the_optimum_where_there_is_one() {
    let mut beside_an_optimum = Vec::new();
    for floor in &FLOORS {
        let level = Arc::new(Level::built_in(floor.level).expect("it is built in"));
        let optimal = match Optimum::solve(&level, 0.99, Budget::default()) {
            Ok(optimum) => optimum.optimal_return,
            Err(OptimumError::TooLarge { .. }) => continue,
            Err(error) => panic!("{}: {error}", floor.level),
        };
        let episodes = play(&level);
        let mean =
            episodes.iter().map(|episode| f64::from(episode.episode_return)).sum::<f64>() / episodes.len() as f64;
        assert!(mean >= optimal - 0.1 * optimal.abs(), "{}: mean return {mean}, optimum {optimal}", floor.level);
        beside_an_optimum.push(floor.level);
    }
    assert_eq!(beside_an_optimum, ["chase", "classic", "classic-paced", "cliff", "rush"]);
}
