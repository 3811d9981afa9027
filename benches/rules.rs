//! How fast the rules are on one thread: one step of the world and the observation after it, and the exact optimum.
//! `cargo bench --bench rules`; "elem/s" are steps per second.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sidestep::gridworld::{Action, Budget, Cell, GridWorld, Level, Motion, Observation, Obstacle, Optimum, Outcome};
use std::{hint::black_box, sync::Arc};

/// 32 x 32 cells with 64 obstacles: patrols, loops, walkers and chasers in equal parts, all moving on each step.
fn crowd() -> Level {
    let mut level = Level::empty("crowd", 32, 32);
    level.max_steps = 1000;
    level.swap_hits = true;
    for index in 0..64 {
        let at = Cell::new(2 + index % 8 * 3, 2 + index / 8 * 3);
        let ring = [(0, 0), (1, 0), (1, 1), (0, 1)].map(|step| at.offset(step)).to_vec();
        let motion = match index % 4 {
            0 => Motion::PatrolX,
            1 => Motion::Loop { path: ring },
            2 => Motion::Walk { probability: 0.5 },
            _ => Motion::Chase { probability: 0.5 },
        };
        level.obstacles.push(Obstacle::new(at, motion));
    }
    level
}

fn step(criterion: &mut Criterion, name: &str, level: Level, observation: Observation) {
    level.check().expect("a level of the benchmark can be played");
    let level = Arc::new(level);
    let mut out = vec![0.0; observation.len(&level)];
    let mut world = GridWorld::new(level, 1);
    let mut outcome = [Outcome::default()];
    let mut turn = 0_usize;
    let mut group = criterion.benchmark_group("step and observe");
    group.throughput(Throughput::Elements(1));
    group.bench_function(format!("{name}, {observation}"), |bencher| {
        bencher.iter(|| {
            // All five actions in a fixed order that leads nowhere in particular.
            turn = (turn * 5 + 3) % 1021;
            world.step(&[Action::ALL[turn % 5]], &mut outcome);
            observation.write(&world, 0, &mut out);
            black_box((&outcome, &out));
            if world.is_over(0) {
                world.reset();
            }
        });
    });
    group.finish();
}

fn steps(criterion: &mut Criterion) {
    let classic = || Level::built_in("classic").expect("it is built in");
    for observation in [Observation::Relative, Observation::RelativePhase, Observation::VIEW] {
        step(criterion, "classic", classic(), observation);
        step(criterion, "32x32 with 64 obstacles", crowd(), observation);
    }
}

fn optima(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("optimum");
    group.sample_size(10);
    for name in ["classic", "rush", "chase"] {
        let level = Level::built_in(name).expect("it is built in");
        group.bench_function(name, |bencher| {
            bencher.iter(|| Optimum::solve(black_box(&level), 0.99, Budget::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, steps, optima);
criterion_main!(benches);
