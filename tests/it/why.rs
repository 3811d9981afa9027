//! "Why this and not that": the obstacle that counts most in truth, held against values that are worked out here from steps of the
//! rules alone; what the network is said to think, against its own answers.

use std::{collections::HashMap, ops::ControlFlow, sync::Arc};

use sidestep::{
    arena::{Setup, Simulation, TickTrace},
    gridworld::{Action, Budget, Cell, GridWorld, LeaveOneOut, Level, Motion, Outcome},
    learning::{Algorithm, Preset},
    lens::{Lens, ObstacleEffect},
};

/// What decides about the rest of an episode: where everybody stands, and what each obstacle is about to do.
type Key = (Cell, Vec<(Cell, (i32, i32), u32)>);

fn key(world: &GridWorld) -> Key {
    let described = world.level().obstacles.iter();
    let obstacles = world.obstacles().iter().zip(described).map(|(state, described)| {
        let direction = if described.motion.is_random() { (0, 0) } else { state.direction };
        (state.cell, direction, state.steps_until_move)
    });
    (world.agents()[0], obstacles.collect())
}

/// Probability, reward, and the state after it; none where the episode ends.
type Branch = (f64, f64, Option<usize>);

/// Q*(s, .) of every state that can come up, by value iteration over steps that the rules make.
struct Values {
    states: HashMap<Key, usize>,
    branches: Vec<[Vec<Branch>; Action::COUNT]>,
    best: Vec<f64>,
    gamma: f64,
}

impl Values {
    fn of(level: Level, gamma: f64) -> Self {
        let mut level = level;
        // Values know no time limit.
        level.max_steps = 100_000;
        let start = GridWorld::new(Arc::new(level), 0);
        let mut values = Self { states: HashMap::new(), branches: Vec::new(), best: Vec::new(), gamma };
        values.states.insert(key(&start), 0);
        let mut open = vec![start];
        while let Some(world) = open.pop() {
            let branches = Action::ALL.map(|action| values.branches(&world, action, &mut open));
            let at = values.states[&key(&world)];
            if values.branches.len() <= at {
                values.branches.resize(at + 1, Default::default());
            }
            values.branches[at] = branches;
        }
        values.best = vec![0.0; values.branches.len()];
        loop {
            let mut change = 0.0_f64;
            for state in 0..values.best.len() {
                let best = values.of_actions(state).into_iter().fold(f64::NEG_INFINITY, f64::max);
                change = change.max((best - values.best[state]).abs());
                values.best[state] = best;
            }
            if change < 1e-10 {
                return values;
            }
        }
    }

    /// One step for each way in which chance can fall: an obstacle that it moves is steered there.
    fn branches(&mut self, world: &GridWorld, action: Action, open: &mut Vec<GridWorld>) -> Vec<Branch> {
        let mut ways: Vec<(f64, GridWorld)> = vec![(1.0, world.clone())];
        for (index, described) in world.level().obstacles.iter().enumerate() {
            let Motion::Chase { probability } = described.motion else { continue };
            if world.obstacles()[index].steps_until_move > 1 {
                continue;
            }
            let direction = world.next_direction(index);
            let chased = Action::ALL.into_iter().find(|action| action.delta() == direction);
            let moves: f64 = probability.to_string().parse().expect("a number");
            ways = ways
                .into_iter()
                .flat_map(|(share, way)| {
                    [(moves, chased), (1.0 - moves, Some(Action::Stay))].map(|(chance, order)| {
                        let mut way = way.clone();
                        way.steer(index, order);
                        (share * chance, way)
                    })
                })
                .collect();
        }
        let step = |(share, mut world): (f64, GridWorld)| {
            let mut outcome = [Outcome::default()];
            world.step(&[action], &mut outcome);
            let reward: f64 = outcome[0].reward.to_string().parse().expect("a number");
            let next = (!outcome[0].terminated).then(|| {
                let count = self.states.len();
                *self.states.entry(key(&world)).or_insert_with(|| {
                    open.push(world.clone());
                    count
                })
            });
            (share, reward, next)
        };
        ways.into_iter().map(step).collect()
    }

    fn of_actions(&self, state: usize) -> [f64; Action::COUNT] {
        let of =
            |(share, reward, next): &Branch| share * (reward + self.gamma * next.map_or(0.0, |next| self.best[next]));
        std::array::from_fn(|action| self.branches[state][action].iter().map(of).sum())
    }

    fn difference(&self, world: &GridWorld, [this, that]: [Action; 2]) -> f64 {
        let values = self.of_actions(self.states[&key(world)]);
        values[this.index()] - values[that.index()]
    }
}

fn solve(simulation: &Simulation, gamma: f64) -> LeaveOneOut {
    let world = simulation.grid_world(0);
    LeaveOneOut::solve(world, 0, gamma, Budget::default(), &mut |_| ControlFlow::Continue(())).expect("it is small")
}

/// Ticks of a training, `every` ticks apart.
fn ticks(setup: &Setup, count: usize, every: usize) -> Vec<TickTrace> {
    let mut simulation = Simulation::new(setup).expect("it can run");
    let mut traces = Vec::new();
    while traces.len() < count {
        (1..every).for_each(|_| simulation.tick());
        let (trace, after) = simulation.state().and_then(|state| state.trace()).expect("it learns");
        traces.push(trace);
        simulation = after;
        simulation.drain_episodes();
    }
    traces
}

fn setup(level: &str, algorithm: Algorithm) -> Setup {
    let level = Arc::new(Level::built_in(level).expect("built in"));
    let mut setup = Setup::preset(level, algorithm, Preset::Tuned, 11);
    setup.hyperparameters.set("hidden", "12").expect("a width");
    setup.hyperparameters.actors = 1;
    setup
}

fn the_obstacle_that_counts_in_truth_is_found(name: &str) {
    let setup = setup(name, Algorithm::DeepSarsa);
    let (level, gamma) = (Level::clone(&setup.level), setup.hyperparameters.gamma);
    let optimum = solve(&Simulation::new(&setup).expect("it can run"), gamma);
    let all = Values::of(level.clone(), gamma);
    let without: Vec<Values> = (0..level.obstacles.len())
        .map(|obstacle| {
            let mut level = level.clone();
            level.obstacles.remove(obstacle);
            Values::of(level, gamma)
        })
        .collect();
    let mut found = 0;
    for (number, trace) in ticks(&setup, 100, 7).iter().enumerate() {
        let lens = Lens { trace, actor: 0 };
        let world = &lens.board().board;
        // Each pair of different actions in turn.
        let this = Action::ALL[number % 5];
        let that = Action::ALL[(number % 5 + 1 + number / 5 % 4) % 5];
        let comparison = lens.compare([this, that], Some(&optimum));
        let truth = comparison.truth.as_ref().expect("the level has an optimum");
        let place = format!("{name}, tick {}, {this} and {that}", trace.tick);
        let expected = all.difference(world, [this, that]);
        assert!((truth.value - expected).abs() < 2e-6, "{place}: {} and not {expected}", truth.value);
        let mut largest: Option<(usize, f64)> = None;
        for (obstacle, values) in without.iter().enumerate() {
            let left = values.difference(&world.without_obstacle(obstacle), [this, that]);
            let effect = truth.obstacles[obstacle];
            assert_eq!(effect.cell, world.obstacles()[obstacle].cell);
            assert!((effect.without - left).abs() < 2e-6, "{place}: obstacle {obstacle}, {effect:?} and not {left}");
            let size = (expected - left).abs();
            if size > largest.map_or(0.0, |(_, largest)| largest) + 1e-6 {
                largest = Some((obstacle, size));
            }
        }
        let named = truth.largest().map(|effect| effect.obstacle);
        assert_eq!(named, largest.map(|(obstacle, _)| obstacle), "{place}: {truth:?}");
        found += usize::from(named.is_some());
    }
    assert!(found >= 20, "{name}: an obstacle counts in {found} of 100 states only");
}

#[test]
fn on_classic_the_obstacle_that_counts_in_truth_is_found() {
    the_obstacle_that_counts_in_truth_is_found("classic");
}

#[test]
fn on_rush_the_obstacle_that_counts_in_truth_is_found() {
    the_obstacle_that_counts_in_truth_is_found("rush");
}

#[test]
fn on_chase_the_obstacle_that_counts_in_truth_is_found() {
    the_obstacle_that_counts_in_truth_is_found("chase");
}

#[test]
fn the_network_is_asked_with_each_obstacle_on_each_of_its_cells() {
    for algorithm in [Algorithm::DeepSarsa, Algorithm::Reinforce] {
        let setup = setup("rush", algorithm);
        for trace in ticks(&setup, 5, 31) {
            let lens = Lens { trace: &trace, actor: 0 };
            let [this, that] = lens.action_and_rival();
            assert_eq!(this, lens.decision().action);
            assert_ne!(this, that);
            let comparison = lens.compare([this, that], None);
            assert_eq!((&comparison.truth, &comparison.ways), (&None, &None));
            let outputs = lens.decision().outputs;
            assert_eq!(comparison.network.values, [outputs[this.index()], outputs[that.index()]]);
            let board = &lens.board().board;
            for &ObstacleEffect { obstacle, cells, without, .. } in &comparison.network.obstacles {
                let described = &board.level().obstacles[obstacle];
                // The patrols of this level go from edge to edge.
                let line = board.level().cells().filter(|cell| match described.motion {
                    Motion::PatrolX => cell.y == described.at.y,
                    _ => cell.x == described.at.x,
                });
                let line: Vec<Cell> = line.filter(|cell| !board.level().is_wall(*cell)).collect();
                assert_eq!(cells, line.len());
                let mut sum = 0.0;
                for cell in line {
                    let mut moved = board.clone();
                    moved.place_obstacle(obstacle, cell);
                    let mut row = vec![0.0; setup.observation.len(board.level())];
                    setup.observation.write(&moved, 0, &mut row);
                    let answer = trace.learner.answer(&row);
                    sum += f64::from(answer[this.index()]) - f64::from(answer[that.index()]);
                }
                assert!((sum / cells as f64 - without).abs() < 1e-6);
            }
        }
    }
}

#[test]
fn a_way_is_one_step_and_then_the_optimums() {
    let setup = setup("classic", Algorithm::DeepSarsa);
    let optimum = solve(&Simulation::new(&setup).expect("it can run"), setup.hyperparameters.gamma);
    let trace = &ticks(&setup, 1, 1)[0];
    let lens = Lens { trace, actor: 0 };
    let best = optimum.optimum().action(&lens.board().board, 0);
    let ways = lens.compare([best, Action::Stay], Some(&optimum)).ways.expect("there is an optimum");
    let start = lens.board().board.agents()[0];
    assert_eq!(ways[0].cells[..2], [start, start.offset(best.delta())]);
    assert_eq!(ways[1].cells[..2], [start, start]);
    // In eight steps without a hit, by the optimum of this level.
    assert_eq!(ways[0].cells.len(), 9);
    assert!(ways.iter().all(|way| way.reaches_goal && way.hits == 0), "{ways:?}");
    assert_eq!(ways[0].cells.last(), Some(&lens.board().board.goals()[0]));
}

#[test]
fn episodes_that_are_other_games_are_solved_one_by_one() {
    let mut setup = setup("classic", Algorithm::DeepSarsa);
    setup.level = Arc::new(setup.level.for_race());
    let traces = ticks(&setup, 40, 25);
    let (mut solved, mut optimum): (usize, Option<LeaveOneOut>) = (0, None);
    for trace in &traces {
        let world = &trace.boards[0].board;
        let known = optimum.take().filter(|optimum| optimum.is_about(world, 0));
        let known = known.unwrap_or_else(|| {
            solved += 1;
            let mut go_on = |_| ControlFlow::Continue(());
            LeaveOneOut::solve(world, 0, setup.hyperparameters.gamma, Budget::default(), &mut go_on).expect("small")
        });
        let truth = Lens { trace, actor: 0 }.compare([Action::Up, Action::Right], Some(&known)).truth;
        // What it says is what a solve of this very moment says.
        let mut go_on = |_| ControlFlow::Continue(());
        let fresh = LeaveOneOut::solve(world, 0, setup.hyperparameters.gamma, Budget::default(), &mut go_on);
        let fresh = Lens { trace, actor: 0 }.compare([Action::Up, Action::Right], fresh.ok().as_ref()).truth;
        let near = |one: f64, other: f64| (one - other).abs() < 2e-6;
        let (truth, fresh) = (truth.expect("it is about this world"), fresh.expect("so is this"));
        assert!(near(truth.value, fresh.value), "tick {}: {truth:?}, {fresh:?}", trace.tick);
        optimum = Some(known);
    }
    assert!((2..40).contains(&solved), "{solved} episodes were solved in 40 states");
}
