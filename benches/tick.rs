//! How long a whole learning tick takes (observe, decide, update, step), what share of it is the ECS's, how long an
//! update of REINFORCE takes, and how both compare with the same work in PyTorch: `cargo bench --bench tick`, see
//! `benches/peers/README.md`.

#[path = "peers/run.rs"]
mod peers;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use criterion::{Criterion, Throughput};
use sidestep::{
    arena::{Setup, Simulation},
    gridworld::{GridWorld, Level, Outcome},
    learning::{Algorithm, Baseline, Decision, DeepSarsa, Hyperparameters, Learner, Preset, Reinforce},
};

fn setup(preset: Preset, actors: usize) -> Setup {
    let level = Arc::new(Level::built_in("classic").expect("classic is built in"));
    let mut setup = Setup::preset(level, Algorithm::DeepSarsa, preset, 0);
    setup.hyperparameters.actors = actors;
    setup
}

/// The same calls as a simulation's tick, made one after the other without entities, systems or records.
struct ByHand {
    setup: Setup,
    learner: DeepSarsa,
    worlds: Vec<GridWorld>,
    size: usize,
    observations: Vec<f32>,
    decisions: Vec<Decision>,
    outcomes: Vec<Option<Outcome>>,
    final_observations: Vec<f32>,
}

impl ByHand {
    fn new(setup: &Setup) -> Self {
        let (actors, size) = (setup.hyperparameters.actors, setup.observation.len(&setup.level));
        let world = |seed| GridWorld::with_agents(Arc::clone(&setup.level), seed, 1);
        Self {
            learner: DeepSarsa::new(size, &setup.hyperparameters, setup.seed),
            worlds: (0..actors as u64).map(world).collect(),
            size,
            observations: vec![0.0; actors * size],
            decisions: vec![Decision::default(); actors],
            outcomes: vec![None; actors],
            final_observations: vec![0.0; actors * size],
            setup: setup.clone(),
        }
    }

    fn tick(&mut self) {
        let observation = self.setup.observation;
        for (world, row) in self.worlds.iter_mut().zip(self.observations.chunks_exact_mut(self.size)) {
            if world.is_over(0) {
                world.reset();
            }
            observation.write(world, 0, row);
        }
        self.learner.decide(&self.observations, &mut self.decisions);
        self.learner.learn(&self.outcomes, &self.final_observations);
        for (actor, world) in self.worlds.iter_mut().enumerate() {
            let mut outcome = [Outcome::default()];
            world.step(&[self.decisions[actor].action], &mut outcome);
            self.outcomes[actor] = Some(outcome[0]);
            if outcome[0].truncated {
                observation.write(world, 0, &mut self.final_observations[actor * self.size..][..self.size]);
            }
        }
    }
}

/// Ticks before anything is measured: the learner has left its first random steps.
const WARM_UP: u32 = 5_000;

fn warm(setup: &Setup) -> (Simulation, ByHand) {
    let mut simulation = Simulation::new(setup).expect("the presets are sound");
    let mut by_hand = ByHand::new(setup);
    for _ in 0..WARM_UP {
        simulation.tick();
        by_hand.tick();
    }
    (simulation, by_hand)
}

fn ticks(criterion: &mut Criterion) {
    for actors in [1, 16] {
        let (mut simulation, mut by_hand) = warm(&setup(Preset::Textbook, actors));
        let mut group = criterion.benchmark_group(format!("Deep SARSA tick, 15-30-30-5, actors {actors}"));
        group.throughput(Throughput::Elements(actors as u64)).measurement_time(Duration::from_secs(3));
        group.bench_function("through the ECS", |bencher| {
            bencher.iter(|| simulation.tick());
            simulation.drain_episodes();
        });
        group.bench_function("by hand", |bencher| bencher.iter(|| by_hand.tick()));
        group.finish();
    }
}

/// Seconds per tick.
fn time(count: u32, mut tick: impl FnMut()) -> f64 {
    let start = Instant::now();
    (0..count).for_each(|_| tick());
    start.elapsed().as_secs_f64() / f64::from(count)
}

/// Of many short stretches, the time that a tenth of them stayed under: what else the machine does should not count.
fn undisturbed(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 10]
}

/// Both ways in turns, so that a busy moment of the machine meets both; the ticks per second with one textbook actor.
fn compare() -> f64 {
    println!("network        actors    ticks/s   steps/s learned   by hand ticks/s   share of the ECS");
    let mut textbook = 0.0;
    for (preset, actors) in [(Preset::Textbook, 1), (Preset::Textbook, 16), (Preset::Tuned, 1), (Preset::Tuned, 16)] {
        let setup = setup(preset, actors);
        let (mut simulation, mut by_hand) = warm(&setup);
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for _ in 0..1000 {
            with.push(time(50, || simulation.tick()));
            simulation.drain_episodes();
            without.push(time(50, || by_hand.tick()));
        }
        let widths: Vec<String> = [setup.observation.len(&setup.level)]
            .iter()
            .chain(&setup.hyperparameters.hidden)
            .chain(&[5])
            .map(ToString::to_string)
            .collect();
        let (with, without) = (1.0 / undisturbed(with), 1.0 / undisturbed(without));
        println!(
            "{:<14} {actors:>6} {with:>10.0} {:>17.0} {without:>17.0} {:>17.1}%",
            widths.join("-"),
            with * actors as f64,
            (1.0 - with / without) * 100.0,
        );
        if (preset, actors) == (Preset::Textbook, 1) {
            textbook = with;
        }
    }
    textbook
}

/// Seconds of one update of REINFORCE (15-30-30-5, no baseline, an entropy bonus) from an episode of 50 steps that has
/// just ended: returns, loss, gradient, Adam.
fn reinforce_update() -> f64 {
    const LENGTH: usize = 50;
    const INPUTS: usize = 15;
    let hyperparameters = Hyperparameters {
        hidden: vec![30, 30],
        baseline: Baseline::None,
        entropy_bonus: 0.01,
        ..Hyperparameters::preset(Algorithm::Reinforce, Preset::Textbook)
    };
    let mut learner = Reinforce::new(INPUTS, &hyperparameters, 0);
    let mut seconds = Vec::new();
    let mut outcome = None;
    for step in 0..5000 * LENGTH {
        let row: [f32; INPUTS] = std::array::from_fn(|k| (1.7 * (step % LENGTH * INPUTS + k) as f32).sin());
        learner.decide(&row, &mut [Decision::default()]);
        let start = Instant::now();
        let updated = learner.learn(&[outcome], &row).is_some();
        if updated {
            seconds.push(start.elapsed().as_secs_f64());
        }
        let (reward, terminated) = ((0.3 * step as f32).sin(), step % LENGTH == LENGTH - 1);
        outcome = Some(Outcome { reward, terminated, ..Outcome::default() });
    }
    undisturbed(seconds)
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    ticks(&mut criterion);
    criterion.final_summary();
    // `cargo test` wants to know whether it runs, not how fast
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    let ours = compare();
    if let Some(peer) = peers::measure("deep_sarsa.py").and_then(|answer| answer["ticks_per_second"].as_f64()) {
        println!("PyTorch, one thread: {peer:.0} ticks/s; Sidestep does {:.1} times as many", ours / peer);
    }
    let ours = 1.0 / reinforce_update();
    println!("REINFORCE, 15-30-30-5, T = 50: {ours:.0} updates/s");
    if let Some(peer) = peers::measure("reinforce.py").and_then(|answer| answer["updates_per_second"].as_f64()) {
        println!("PyTorch, one thread: {peer:.0} updates/s; Sidestep does {:.1} times as many", ours / peer);
    }
}
