//! A step and its observation allocate nothing, in any level that comes with the program.

use sidestep::gridworld::{Action, GridWorld, Level, Observation, Outcome};
use std::sync::Arc;

#[test]
fn steps_observations_and_resets_allocate_nothing() {
    for name in Level::built_in_names() {
        let level = Arc::new(Level::built_in(name).expect("it names itself"));
        let observations = [Observation::Relative, Observation::RelativePhase, Observation::VIEW];
        let mut buffers = observations.map(|observation| vec![0.0; observation.len(&level)]);
        let mut world = GridWorld::new(level, 7);
        let mut outcome = [Outcome::default()];
        let measured = allocation_counter::measure(|| {
            for step in 0..1000 {
                world.step(&[Action::ALL[step * 7 % 5]], &mut outcome);
                for (observation, buffer) in observations.iter().zip(&mut buffers) {
                    observation.write(&world, 0, buffer);
                }
                if world.is_over(0) {
                    world.reset();
                }
            }
        });
        assert_eq!(measured.count_total, 0, "{name}");
    }
}
