//! Looking at a tick changes nothing: the tick that is traced is the tick that was made, and every state is reached
//! again, bit for bit.

use std::{ops::ControlFlow, sync::Arc};

use sidestep::{
    arena::{Milestones, RecentStates, Setup, Simulation},
    gridworld::{Level, Observation},
    learning::{Algorithm, Draw, Preset},
};

fn state(simulation: &Simulation) -> Vec<u8> {
    simulation.state().and_then(|state| state.to_bytes()).expect("it learns")
}

fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

fn setup(level: &str, algorithm: Algorithm, actors: usize, settings: &[(&str, &str)]) -> Setup {
    let mut level = Level::built_in(level).expect("built in");
    level.max_steps = 40;
    let mut setup = Setup::preset(Arc::new(level), algorithm, Preset::Tuned, 5);
    setup.hyperparameters.actors = actors;
    for (key, value) in settings {
        setup.hyperparameters.set(key, value).expect("a value of its kind");
    }
    setup
}

fn setups() -> Vec<Setup> {
    let mut setups: Vec<Setup> = [
        ("classic", Algorithm::DeepSarsa, 1, &[("hidden", "16")][..]),
        ("rush", Algorithm::DeepSarsa, 3, &[("hidden", "9,7"), ("clip_norm", "0.1")]),
        ("chase", Algorithm::DeepQLearning, 2, &[("hidden", "16")]),
        ("classic", Algorithm::Reinforce, 1, &[("hidden", "16"), ("baseline", "none")]),
        ("chase", Algorithm::Reinforce, 3, &[("hidden", "16")]),
        ("rush", Algorithm::Reinforce, 2, &[("hidden", "8"), ("baseline", "whitened"), ("clip_norm", "0.1")]),
    ]
    .map(|(level, algorithm, actors, settings)| setup(level, algorithm, actors, settings))
    .into();
    setups[0].observation = Observation::Relative;
    setups[2].observation = Observation::RelativePhase;
    setups
}

#[test]
fn a_traced_tick_is_the_tick_that_was_made() {
    for setup in setups() {
        let mut simulation = Simulation::new(&setup).expect("it can run");
        let mut updates = 0;
        for _ in 0..400 {
            let before = simulation.state().expect("it learns");
            simulation.tick();
            simulation.drain_episodes();
            let (trace, mut after) = before.trace().expect("a state of its own");
            after.drain_episodes();
            let place = format!("{} {} tick {}", setup.level.name, setup.algorithm, trace.tick);
            assert!(state(&after) == state(&simulation), "{place}");

            for (step, (decision, board)) in
                simulation.steps_made().zip(trace.learner.decisions.iter().zip(&trace.boards))
            {
                assert_eq!(step.decision.action, decision.action, "{place}");
                let values = match &decision.draw {
                    Draw::EpsilonGreedy { .. } => &decision.outputs,
                    Draw::Probabilities { probabilities, .. } => probabilities,
                };
                assert_eq!(bits(values), bits(&step.decision.values), "{place}");
                assert_eq!(step.outcome, board.step.agents[0].outcome, "{place}");
                let grid = simulation.grid_world(step.arena as usize);
                let stands = board.step.agents[0].put_back.unwrap_or(board.step.agents[0].to);
                assert_eq!(grid.agents(), [stands], "{place}");
                let to: Vec<_> = board.step.obstacles.iter().map(|obstacle| obstacle.to).collect();
                assert_eq!(grid.obstacles().iter().map(|obstacle| obstacle.cell).collect::<Vec<_>>(), to, "{place}");
            }
            let Some(update) = trace.learner.update else { continue };
            updates += 1;
            let now = simulation.learner().expect("it learns").network().weights();
            for (layer, (weights, biases)) in now.iter().enumerate() {
                let inputs = update.network.sizes()[layer];
                for place_of in update.network.places(layer) {
                    let weight = update.network.weight(place_of).expect("it is there");
                    let now = place_of.input.map_or(biases[place_of.unit], |i| weights[place_of.unit * inputs + i]);
                    let moved = weight.before - weight.step;
                    assert_eq!(
                        [moved, weight.after].map(f32::to_bits),
                        [now; 2].map(f32::to_bits),
                        "{place} {weight:?}"
                    );
                    let terms = update.network.terms(place_of);
                    let sum: f32 = terms.iter().map(|(error, x)| error * x).sum();
                    let size: f32 = terms.iter().map(|(error, x)| (error * x).abs()).sum();
                    assert!((sum - weight.gradient).abs() <= 1e-6 * size, "{place} {weight:?}: {sum}");
                }
            }
        }
        assert!(updates > 1, "{} {}", setup.level.name, setup.algorithm);
    }
}

#[test]
fn every_recent_tick_is_reached_again_exactly() {
    for setup in setups() {
        let mut simulation = Simulation::new(&setup).expect("it can run");
        let mut recent = RecentStates::new(50, 7);
        let mut states = Vec::new();
        for tick in 0..120 {
            if tick == 90 {
                let mut changed = simulation.setup().expect("it learns").hyperparameters.clone();
                changed.learning_rate = 0.0007;
                simulation.set_live(&changed);
            }
            recent.keep(&simulation);
            states.push(state(&simulation));
            simulation.tick();
            simulation.drain_episodes();
        }
        let first = recent.first().expect("states were kept");
        assert!((50..=70).contains(&first), "{first}");
        assert!(recent.at(first - 1).expect("sound").is_none());
        for tick in (first..120).rev() {
            let mut reached = recent.at(tick).expect("sound").expect("kept");
            reached.drain_episodes();
            assert!(state(&reached) == states[tick as usize], "{} {tick}", setup.algorithm);
        }
    }
}

#[test]
fn a_tick_long_ago_is_reached_from_the_seed_with_all_changes() {
    for setup in setups() {
        let mut simulation = Simulation::new(&setup).expect("it can run");
        let mut states = Vec::new();
        for tick in 0..700 {
            if tick == 300 {
                let mut changed = simulation.setup().expect("it learns").hyperparameters.clone();
                changed.gamma = 0.5;
                simulation.set_live(&changed);
            }
            if tick == 512 {
                let mut level = Level::clone(&setup.level);
                level.rewards.step = -0.125;
                simulation.replace_level(&Arc::new(level)).expect("it can be played");
            }
            states.push(state(&simulation));
            simulation.tick();
            simulation.drain_episodes();
        }
        let mut milestones = Milestones::new(simulation.provenance().expect("its seed is known").clone());
        assert!(milestones.reach(600, &mut |_| ControlFlow::Break(())).expect("sound").is_none(), "it was broken off");
        for tick in [600, 512, 301, 300, 0, 699] {
            let mut told = 0;
            let mut watch = |done| {
                told = done;
                ControlFlow::Continue(())
            };
            let mut reached = milestones.reach(tick, &mut watch).expect("sound").expect("not broken off");
            reached.drain_episodes();
            assert!(told <= tick);
            let mut expected = simulation_of(&states[tick as usize]);
            expected.drain_episodes();
            // What was changed by then is noted in both, and as the next tick begins all else is the same.
            reached.tick();
            expected.tick();
            let weights = |simulation: &Simulation| simulation.learner().expect("it learns").network().weights();
            assert_eq!(weights(&reached), weights(&expected), "{} {tick}", setup.algorithm);
            assert_eq!(reached.grid_world(0), expected.grid_world(0), "{} {tick}", setup.algorithm);
            assert_eq!(reached.setup(), expected.setup(), "{} {tick}", setup.algorithm);
        }
    }
}

fn simulation_of(bytes: &[u8]) -> Simulation {
    let state = sidestep::arena::SimulationState::from_bytes(bytes).expect("a state");
    Simulation::from_state(state).expect("a sound one")
}
