//! How fast the rules are on one thread: one step of the world and the observation after it, and the exact optimum.
//! `cargo bench --bench rules`; "elem/s" are steps per second.

#[path = "peers/run.rs"]
mod peers;

use criterion::{Criterion, Throughput, criterion_group};
use sidestep::gridworld::{Action, Budget, Cell, GridWorld, Level, Motion, Observation, Obstacle, Optimum, Outcome};
use std::{hint::black_box, sync::Arc, time::Instant};

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

/// One agent that wanders through a level, and what it sees.
struct Wanderer {
    world: GridWorld,
    observation: Observation,
    out: Vec<f32>,
    outcome: [Outcome; 1],
    turn: usize,
}

impl Wanderer {
    fn new(level: Level, observation: Observation) -> Self {
        level.check().expect("a level of the benchmark can be played");
        let level = Arc::new(level);
        Self {
            out: vec![0.0; observation.len(&level)],
            world: GridWorld::with_agents(level, 1, 1),
            observation,
            outcome: [Outcome::default()],
            turn: 0,
        }
    }

    #[inline]
    fn step(&mut self) {
        // All five actions in a fixed order that leads nowhere in particular.
        self.turn = (self.turn * 5 + 3) % 1021;
        self.world.step(&[Action::ALL[self.turn % 5]], &mut self.outcome);
        self.observation.write(&self.world, 0, &mut self.out);
        black_box((&self.outcome, &self.out));
        if self.world.is_over(0) {
            self.world.reset();
        }
    }
}

fn step(criterion: &mut Criterion, name: &str, level: Level, observation: Observation) {
    let mut wanderer = Wanderer::new(level, observation);
    let mut group = criterion.benchmark_group("step and observe");
    group.throughput(Throughput::Elements(1));
    group.bench_function(format!("{name}, {observation}"), |bencher| {
        bencher.iter(|| wanderer.step());
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

/// Steps of `classic` with `relative` per second: of many short stretches a tenth was faster, as the peer takes it.
fn steps_per_second() -> f64 {
    const STEPS: u32 = 20_000;
    let level = Level::built_in("classic").expect("it is built in");
    let mut wanderer = Wanderer::new(level, Observation::Relative);
    let mut rates: Vec<f64> = (0..1000)
        .map(|_| {
            let start = Instant::now();
            (0..STEPS).for_each(|_| wanderer.step());
            f64::from(STEPS) / start.elapsed().as_secs_f64()
        })
        .collect();
    rates.sort_by(f64::total_cmp);
    rates[rates.len() * 9 / 10]
}

fn main() {
    benches();
    Criterion::default().configure_from_args().final_summary();
    // `cargo test` wants to know whether it runs, not how fast.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let ours = steps_per_second();
    println!("classic, relative: {:.1} million steps/s", ours / 1e6);
    if let Some(peer) = peers::measure("rules.py").and_then(|answer| answer["steps_per_second"].as_f64()) {
        println!("plain Python: {:.2} million steps/s; Sidestep does {:.0} times as many", peer / 1e6, ours / peer);
    }
}
