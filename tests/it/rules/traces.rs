//! `classic` against the course's own program, value for value.

use serde::Deserialize;
use sidestep::gridworld::{Action, GridWorld, Level, Observation, Outcome};
use std::sync::Arc;

#[derive(Deserialize)]
struct Traces {
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    first_observation: Vec<f32>,
    actions: Vec<usize>,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    observation: Vec<f32>,
    reward: f32,
    done: bool,
}

fn observe(world: &GridWorld) -> Vec<f32> {
    let mut observation = vec![f32::NAN; Observation::Relative.len(world.level())];
    Observation::Relative.write(world, 0, &mut observation);
    observation
}

#[test]
fn classic_is_the_courses_gridworld() {
    let traces: Traces =
        serde_json::from_str(include_str!("../../data/classic-traces.json")).expect("the traces are JSON");
    assert_eq!(traces.cases.len(), 12);
    let level = Arc::new(Level::built_in("classic").expect("classic is built in"));
    let mut world = GridWorld::new(level, 0);
    for (number, case) in traces.cases.into_iter().enumerate() {
        world.reset();
        assert_eq!(observe(&world), case.first_observation, "case {number}");
        assert_eq!(case.actions.len(), case.steps.len());
        for (index, (action, step)) in case.actions.into_iter().zip(case.steps).enumerate() {
            let action = Action::from_index(action).expect("the course has five actions");
            let mut outcome = [Outcome::default()];
            world.step(&[action], &mut outcome);
            let place = format!("case {number}, step {}", index + 1);
            assert_eq!(observe(&world), step.observation, "{place}");
            assert_eq!(outcome[0].reward, step.reward, "{place}");
            assert_eq!(outcome[0].terminated, step.done, "{place}");
        }
    }
}
