//! Runs that an earlier version of the program saved go on as they went on there.

use sidestep::{
    arena::{Simulation, SimulationState},
    learning::{Checkpoint, Said},
};

use super::reference::{assert_close, flat};

/// Goes on with a saved run until so many episodes have ended; the weights are then those of the checkpoint.
fn goes_on(run: &[u8], episodes: u64, checkpoint: &[u8]) {
    let state = SimulationState::from_bytes(run).expect("a run that was saved");
    let mut simulation = Simulation::from_state(state).expect("its parts fit each other");
    assert!(simulation.has_other_numerics(), "it was calculated in another way");
    while simulation.episodes() < episodes {
        simulation.tick();
    }
    let expected = Checkpoint::from_bytes(checkpoint, "checkpoint", &Said::default()).expect("saved there").policy;
    let learner = simulation.learner().expect("it learns");
    assert_eq!(learner.steps(), expected.metadata.step);
    let weights: Vec<f64> = flat(&expected.network).into_iter().map(f64::from).collect();
    // Not bit for bit: other numerics round sums in another order.
    assert_close(&flat(learner.network()), &weights, 1e-3, "weights");
    let saved = simulation.state().and_then(|state| state.to_bytes()).expect("it learns");
    let resumed = SimulationState::from_bytes(&saved).and_then(Simulation::from_state).expect("just written");
    assert!(!resumed.has_other_numerics(), "from here on it is as it would have been");
}

#[test]
fn a_run_of_deep_sarsa_goes_on() {
    let run = include_bytes!("../../data/version-1/deep-sarsa.run");
    goes_on(run, 32, include_bytes!("../../data/version-1/deep-sarsa-32.safetensors"));
}

#[test]
fn a_run_of_reinforce_goes_on() {
    let run = include_bytes!("../../data/version-1/reinforce.run");
    goes_on(run, 34, include_bytes!("../../data/version-1/reinforce-34.safetensors"));
}
