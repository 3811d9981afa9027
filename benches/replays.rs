//! What keeping a run's episodes costs its training, and how large replays are: `cargo bench --bench replays`.
//! The same run with and without, stretch by stretch in turns: both do the same work in the same stretch, whatever else the machine does.

use std::{fs, path::Path, sync::Arc, time::Instant};

use sidestep::{
    arena::{Setup, Simulation},
    gridworld::Level,
    learning::{Algorithm, Preset},
    replay::{Episodes, Replay, episodes},
};

/// Ticks in one stretch: a few milliseconds.
const TICKS: u32 = 200;
/// Pairs of stretches.
const PAIRS: usize = 1500;

fn setup(level: &str, algorithm: Algorithm, preset: Preset, actors: usize) -> Setup {
    let level = Arc::new(Level::built_in(level).expect("it is built in"));
    let mut setup = Setup::preset(level, algorithm, preset, 0);
    setup.hyperparameters.actors = actors;
    setup
}

/// What was measured of one run.
struct Cost {
    /// Microseconds per tick without keeping anything.
    tick: f64,
    /// How many times as long a stretch takes with it: the median over all pairs.
    ratio: f64,
    /// Milliseconds that writing everything at the end takes; `train` does that on a thread of its own.
    end: f64,
}

fn measure(setup: &Setup, folder: &Path, pairs: usize) -> Cost {
    let mut plain = Simulation::new(setup).expect("the presets are sound");
    let mut watched = Simulation::new(setup).expect("the presets are sound");
    let mut episodes = Episodes::begin(folder, &watched);
    let (mut ratios, mut ticks) = (Vec::new(), Vec::new());
    for _ in 0..pairs {
        let start = Instant::now();
        for _ in 0..TICKS {
            plain.tick();
        }
        let without = start.elapsed().as_secs_f64();
        let mut updates = Vec::new();
        let start = Instant::now();
        for _ in 0..TICKS {
            watched.tick();
            updates.extend(episodes.listen(&watched));
        }
        ratios.push(start.elapsed().as_secs_f64() / without);
        ticks.push(without / f64::from(TICKS) * 1e6);
        for update in updates {
            update.make().expect("a temporary folder can be written");
        }
        plain.drain_episodes();
        watched.drain_episodes();
    }
    let start = Instant::now();
    episodes.update(&watched).make().expect("a temporary folder can be written");
    Cost { tick: median(ticks), ratio: median(ratios), end: start.elapsed().as_secs_f64() * 1e3 }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Mean size of the kept replays, in bytes and in steps.
fn sizes(folder: &Path) -> (usize, f64, f64) {
    let files: Vec<_> = episodes::files(folder)
        .expect("the folder is there")
        .into_iter()
        .filter(|path| !path.ends_with(episodes::UNDER_WAY))
        .collect();
    let bytes: u64 = files.iter().map(|file| fs::metadata(file).expect("it is there").len()).sum();
    let steps: usize = files.iter().map(|file| Replay::load(file).expect("it was just written").steps.len()).sum();
    let count = files.len() as f64;
    (files.len(), bytes as f64 / count, steps as f64 / count)
}

fn main() {
    // `cargo test` wants to know whether it runs, not how fast
    let pairs = if std::env::args().any(|argument| argument == "--bench") { PAIRS } else { 1 };
    println!("{pairs} pairs of {TICKS} ticks, medians");
    println!(
        "run                                       us/tick   slower by   files  at the end ms   bytes/file  steps/file"
    );
    for (level, algorithm, preset, actors) in [
        ("classic", Algorithm::DeepSarsa, Preset::Textbook, 1),
        ("classic", Algorithm::DeepSarsa, Preset::Tuned, 1),
        ("classic", Algorithm::DeepSarsa, Preset::Tuned, 16),
        ("classic", Algorithm::DeepQLearning, Preset::Tuned, 1),
        ("classic", Algorithm::Reinforce, Preset::Textbook, 1),
        ("classic-paced", Algorithm::Reinforce, Preset::Tuned, 1),
        ("harbour", Algorithm::DeepSarsa, Preset::Tuned, 1),
    ] {
        let setup = setup(level, algorithm, preset, actors);
        let folder = tempfile::tempdir().expect("a folder");
        let cost = measure(&setup, folder.path(), pairs);
        let (files, bytes, steps) = sizes(folder.path());
        println!(
            "{:<41} {:>7.1} {:>10.2}% {files:>7} {:>14.1} {bytes:>12.0} {steps:>11.1}",
            format!("{level}, {algorithm}, {preset}, {actors} actors"),
            cost.tick,
            (cost.ratio - 1.0) * 100.0,
            cost.end,
        );
    }
}
