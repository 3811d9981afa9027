//! Once its buffers are large enough, no learner allocates anything, whatever it learns from.

use std::sync::Arc;

use sidestep::{
    arena::{Setup, Simulation},
    gridworld::{Level, Outcome},
    learning::{Algorithm, Baseline, Decision, Hyperparameters, Preset},
};

use super::{
    made_up::{LEN, reward},
    reference::sines,
};

/// Steps of an episode.
const LENGTH: usize = 9;

#[test]
fn deciding_and_learning_allocate_nothing() {
    for (&algorithm, &baseline) in Algorithm::ALL.iter().flat_map(|one| Baseline::ALL.iter().map(move |b| (one, b))) {
        for actors in [1, 3] {
            let preset = Hyperparameters::preset(algorithm, Preset::Textbook);
            let hyperparameters = Hyperparameters { actors, baseline, ..preset };
            let mut learner = algorithm.learner(LEN, &hyperparameters, 1);
            let (rows, last) = (sines(500 * LEN, 0, 1.0), sines(actors * LEN, 7, 1.0));
            let mut decisions = vec![Decision::default(); actors];
            let mut outcomes = vec![None; actors];
            let mut tick = |step: usize| {
                learner.decide(&rows[step % 400 * LEN..][..actors * LEN], &mut decisions);
                let updated = learner.learn(&outcomes, &last).is_some();
                let (terminated, truncated) = (step % (2 * LENGTH) == LENGTH, step.is_multiple_of(2 * LENGTH));
                outcomes.fill(Some(Outcome { terminated, truncated, ..reward((step as f32).sin()) }));
                updated
            };
            (0..400).for_each(|step| _ = tick(step));
            let mut updates = 0;
            let measured = allocation_counter::measure(|| updates = (400..800).filter(|&step| tick(step)).count());
            assert!(updates >= 400 / LENGTH, "{algorithm}: it learned {updates} times");
            assert_eq!(measured.count_total, 0, "{algorithm}, {baseline}, {actors} actors");
        }
    }
}

#[test]
fn a_tick_within_an_episode_allocates_nothing() {
    for algorithm in Algorithm::ALL {
        let level = Arc::new(Level::built_in("classic").expect("it names itself"));
        let mut setup = Setup::preset(level, algorithm, Preset::Textbook, 3);
        setup.hyperparameters.actors = 2;
        let mut simulation = Simulation::new(&setup).expect("sound");
        for _ in 0..3000 {
            simulation.tick();
            simulation.drain_episodes();
        }
        let mut ticks = 0;
        for _ in 0..1000 {
            let episodes = simulation.episodes();
            let measured = allocation_counter::measure(|| simulation.tick());
            simulation.drain_episodes();
            if simulation.episodes() == episodes {
                ticks += 1;
                assert_eq!(measured.count_total, 0, "{algorithm}, tick {}", simulation.ticks());
            }
        }
        assert!(ticks > 500, "{ticks} of them were within an episode");
    }
}
