//! A run that was saved, read back and continued equals one that was never interrupted, to the bit.

use sidestep::learning::{Algorithm, Baseline, DeepSarsa, Hyperparameters, Learner, LearnerState, Preset, StateError};

use super::corridor::{CELLS, Corridors};

fn settings(algorithm: Algorithm, actors: usize) -> Hyperparameters {
    Hyperparameters {
        hidden: vec![12, 8],
        actors,
        learning_rate_decay: 0.999,
        entropy_bonus: 0.01,
        clip_norm: 0.5,
        ..Hyperparameters::preset(algorithm, Preset::Textbook)
    }
}

/// Two learners side by side; one is replaced by its own saved state at several moments.
fn resumes(algorithm: Algorithm, hyperparameters: &Hyperparameters, through: impl Fn(&LearnerState) -> LearnerState) {
    let mut whole = algorithm.learner(CELLS, hyperparameters, 42);
    let mut broken = algorithm.learner(CELLS, hyperparameters, 42);
    let (mut whole_world, mut broken_world) =
        (Corridors::new(hyperparameters.actors), Corridors::new(hyperparameters.actors));
    for tick in 0..900 {
        // Among them: before the first decision, and in the middle of episodes.
        if [0, 1, 7, 300, 601].contains(&tick) {
            let state = broken.state();
            broken = algorithm.restore(&through(&state)).expect("its own state");
            assert_eq!(broken.state(), state, "nothing is lost on the way, tick {tick}");
        }
        assert_eq!(whole_world.tick(&mut *whole), broken_world.tick(&mut *broken), "tick {tick}");
    }
    assert_eq!(whole.network().weights(), broken.network().weights());
    assert_eq!(whole.state(), broken.state());
}

fn packed(state: &LearnerState) -> LearnerState {
    rmp_serde::from_slice(&rmp_serde::to_vec_named(state).expect("plain data")).expect("what was just written")
}

fn json(state: &LearnerState) -> LearnerState {
    serde_json::from_str(&serde_json::to_string(state).expect("plain data")).expect("what was just written")
}

#[test]
fn deep_sarsa_resumes() {
    for actors in [1, 5] {
        resumes(Algorithm::DeepSarsa, &settings(Algorithm::DeepSarsa, actors), packed);
    }
    resumes(Algorithm::DeepSarsa, &settings(Algorithm::DeepSarsa, 2), json);
}

#[test]
fn deep_q_learning_resumes() {
    for actors in [1, 5] {
        resumes(Algorithm::DeepQLearning, &settings(Algorithm::DeepQLearning, actors), packed);
    }
}

#[test]
fn reinforce_resumes() {
    for actors in [1, 5] {
        for baseline in Baseline::ALL {
            resumes(
                Algorithm::Reinforce,
                &Hyperparameters { baseline, ..settings(Algorithm::Reinforce, actors) },
                packed,
            );
        }
    }
    resumes(Algorithm::Reinforce, &settings(Algorithm::Reinforce, 2), json);
}

#[test]
fn a_state_that_does_not_say_the_activation_is_of_relu() {
    let learner = DeepSarsa::new(CELLS, &settings(Algorithm::DeepSarsa, 1), 1);
    let mut value = serde_json::to_value(learner.state()).expect("plain data");
    let said = value["network"].as_object_mut().expect("a map").remove("activation");
    assert_eq!(said, Some("relu".into()));
    let state: LearnerState = serde_json::from_value(value).expect("as early versions wrote it");
    assert_eq!(DeepSarsa::restore(&state).expect("whole").state(), learner.state());
}

/// A trained learner's state as JSON, changed by `damage`, and what restoring it answers.
fn damaged(damage: impl Fn(&mut serde_json::Value)) -> StateError {
    let hyperparameters = settings(Algorithm::DeepSarsa, 2);
    let mut learner = DeepSarsa::new(CELLS, &hyperparameters, 1);
    let mut corridors = Corridors::new(2);
    for _ in 0..20 {
        corridors.tick(&mut learner);
    }
    let mut value = serde_json::to_value(learner.state()).expect("plain data");
    damage(&mut value);
    let state: LearnerState = serde_json::from_value(value).expect("still of that shape");
    DeepSarsa::restore(&state).expect_err("damaged on purpose")
}

#[test]
fn a_state_that_contradicts_itself_is_refused() {
    let message = |damage: fn(&mut serde_json::Value)| damaged(damage).to_string();
    assert!(message(|state| state["version"] = 9.into()).contains("version 9"));
    assert!(message(|state| state["hyperparameters"]["gamma"] = 7.into()).contains("`gamma`"));
    assert!(message(|state| state["hyperparameters"]["actors"] = 3.into()).contains("number of actors"));
    assert!(message(|state| state["hyperparameters"]["hidden"] = vec![12].into()).contains("weights do not fit"));
    assert!(message(|state| state["observation_len"] = 7.into()).contains("number of actors"));
    assert!(message(|state| state["moments"][0]["actions"][0] = 5.into()).contains("number of actors"));
    assert!(
        message(|state| state["moments"][1]["observations"] = Vec::<f32>::new().into()).contains("number of actors")
    );
    assert!(message(|state| state["network"]["adam"]["first"] = vec![1.0].into()).contains("moments do not fit"));
    assert!(message(|state| state["network"]["weights"][0][0] = vec![1.0].into()).contains("weights do not fit"));
    assert!(message(|state| state["network"]["older"] = Vec::<f32>::new().into()).contains("weights do not fit"));

    let state = DeepSarsa::new(CELLS, &settings(Algorithm::DeepSarsa, 1), 1).state();
    let refused = Algorithm::Reinforce.restore(&state).err().expect("another algorithm's");
    assert_eq!(
        refused.to_string(),
        "the learner's state is of deep-sarsa, not of reinforce: continue it with that algorithm"
    );
}
