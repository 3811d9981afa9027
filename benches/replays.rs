//! What keeping a run's episodes costs its training, and how large replays are: `cargo bench --bench replays`.
//! Runs of the same seed with and without, in turns; what counts is the ratio of their times.

use std::{
    fs,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use sidestep::{
    arena::{Setup, Simulation},
    gridworld::Level,
    learning::{Algorithm, Preset},
    replay::{Episodes, Replay, episodes},
};

/// Ticks in one stretch.
const TICKS: u32 = 20_000;
/// Pairs of stretches.
const PAIRS: usize = 15;

fn setup(level: &str, algorithm: Algorithm, preset: Preset, actors: usize) -> Setup {
    let level = Arc::new(Level::built_in(level).expect("it is built in"));
    let mut setup = Setup::preset(level, algorithm, preset, 0);
    setup.hyperparameters.actors = actors;
    setup
}

/// The run without keeping anything.
fn plain(setup: &Setup) -> Duration {
    let mut simulation = Simulation::new(setup).expect("the presets are sound");
    let start = Instant::now();
    for _ in 0..TICKS {
        simulation.tick();
    }
    start.elapsed()
}

/// The same run with its episodes kept: the time of the ticks, and of the files at its end.
fn keeping(setup: &Setup, folder: &Path) -> (Duration, Duration) {
    let mut simulation = Simulation::new(setup).expect("the presets are sound");
    let mut episodes = Episodes::begin(folder, &simulation);
    let start = Instant::now();
    for _ in 0..TICKS {
        if let Some(update) = episodes.tick(&mut simulation) {
            update.make().expect("a temporary folder can be written");
        }
    }
    let ticks = start.elapsed();
    episodes.update().make().expect("a temporary folder can be written");
    (ticks, start.elapsed() - ticks)
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
    let bytes: u64 = files
        .iter()
        .map(|file| fs::metadata(file).expect("it is there").len())
        .sum();
    let steps: usize = files
        .iter()
        .map(|file| Replay::load(file).expect("it was just written").steps.len())
        .sum();
    let count = files.len() as f64;
    (files.len(), bytes as f64 / count, steps as f64 / count)
}

fn main() {
    // `cargo test` wants to know whether it runs, not how fast
    let pairs = if std::env::args().any(|argument| argument == "--bench") {
        PAIRS
    } else {
        1
    };
    println!("{TICKS} ticks a run, {pairs} pairs of runs, medians");
    println!(
        "run                                       us/tick   slower by   files  at the end ms   bytes/file  steps/file"
    );
    for (level, algorithm, preset, actors) in [
        ("classic", Algorithm::DeepSarsa, Preset::Textbook, 1),
        ("classic", Algorithm::DeepSarsa, Preset::Tuned, 1),
        ("classic", Algorithm::DeepSarsa, Preset::Tuned, 16),
        ("classic-paced", Algorithm::Reinforce, Preset::Tuned, 1),
        ("harbour", Algorithm::DeepSarsa, Preset::Tuned, 1),
    ] {
        let setup = setup(level, algorithm, preset, actors);
        let (mut ratios, mut ticks, mut ends) = (Vec::new(), Vec::new(), Vec::new());
        let mut kept = (0, 0.0, 0.0);
        for _ in 0..pairs {
            let folder = tempfile::tempdir().expect("a folder");
            let without = plain(&setup).as_secs_f64();
            let (with, end) = keeping(&setup, folder.path());
            ratios.push(with.as_secs_f64() / without);
            ticks.push(without / f64::from(TICKS) * 1e6);
            ends.push(end.as_secs_f64() * 1e3);
            kept = sizes(folder.path());
        }
        println!(
            "{:<41} {:>7.1} {:>10.2}% {:>7} {:>14.1} {:>12.0} {:>11.1}",
            format!("{level}, {algorithm}, {preset}, {actors} actors"),
            median(ticks),
            (median(ratios) - 1.0) * 100.0,
            kept.0,
            median(ends),
            kept.1,
            kept.2,
        );
    }
}
