//! Why one action and not another: what the network says of both, what they are worth in truth, which obstacle makes the difference,
//! and where the exact optimum would go after each of them.

use std::ops::Add;

use serde::Serialize;

use crate::{
    arena::TickTrace,
    gridworld::{Action, Cell, GridWorld, LeaveOneOut, Outcome},
    learning::ActionValues,
};

/// How much an obstacle counts for the difference between two actions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ObstacleEffect {
    /// Its number, from 0, in the level's order.
    pub obstacle: usize,
    /// Where it stands.
    pub cell: Cell,
    /// On how many cells it can stand.
    pub cells: usize,
    /// The difference between the two actions without it: in truth if it were not there; in the network the mean over all cells on
    /// which it can stand, the rest unchanged.
    pub without: f64,
    /// The difference with it, minus that.
    pub effect: f64,
}

/// What is said of two actions.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActionDifference {
    /// What each of all actions is worth: Q(s, a), or the preference z of the action, so that the difference of two is
    /// ln(pi(a|s) / pi(b|s)).
    pub all: [f32; Action::COUNT],
    /// The same of the two.
    pub values: [f32; 2],
    /// The first's minus the second's.
    pub value: f64,
    /// What each obstacle has to do with that, in the level's order; those of which nothing is known are left out.
    pub obstacles: Vec<ObstacleEffect>,
}

/// A way over the board: where the exact optimum goes after an action, obstacles going on as they would have here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Its cells, from where the agent stands.
    pub cells: Vec<Cell>,
    /// Hits on it.
    pub hits: u32,
    /// Whether it ends on a goal.
    pub reaches_goal: bool,
}

/// Two actions in one state.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActionComparison {
    /// This one, and that one.
    pub actions: [Action; 2],
    /// What the network's numbers are.
    pub kind: ActionValues,
    /// What the network says.
    pub network: ActionDifference,
    /// What is true: expected discounted returns if the best is done afterwards. `None` where no exact optimum is known.
    pub truth: Option<ActionDifference>,
    /// The optimum's ways after each of them.
    pub ways: Option<[Way; 2]>,
}

/// How often the obstacle that counts most for the network is the one that counts most in truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// States that were looked at; in each, the network's best action beside its second best.
    pub states: usize,
    /// Those in which an obstacle counts in truth.
    pub compared: usize,
    /// Those of them in which the network has the same one.
    pub agreeing: usize,
}

impl Add for Agreement {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            states: self.states + other.states,
            compared: self.compared + other.compared,
            agreeing: self.agreeing + other.agreeing,
        }
    }
}

/// Effects that differ by less are equal: what single precision leaves of values around 1.
const EQUAL: f64 = 1e-6;
/// Steps that a way is followed at most.
const WAY: usize = 100;

impl ActionDifference {
    fn new(
        all: [f32; Action::COUNT],
        actions: [Action; 2],
        obstacles: impl IntoIterator<Item = (usize, Cell, usize, f64)>,
    ) -> Self {
        let values = actions.map(|action| all[action.index()]);
        let value = f64::from(values[0]) - f64::from(values[1]);
        let of = |(obstacle, cell, cells, without)| ObstacleEffect {
            obstacle,
            cell,
            cells,
            without,
            effect: value - without,
        };
        Self { all, values, value, obstacles: obstacles.into_iter().map(of).collect() }
    }

    /// The obstacle with the largest effect, whichever way it goes, the first of equals; `None` where none has any.
    #[must_use]
    pub fn largest(&self) -> Option<&ObstacleEffect> {
        let mut largest: Option<&ObstacleEffect> = None;
        for effect in &self.obstacles {
            if effect.effect.abs() > largest.map_or(0.0, |largest| largest.effect.abs()) + EQUAL {
                largest = Some(effect);
            }
        }
        largest
    }
}

impl ActionComparison {
    pub(super) fn of(
        trace: &TickTrace,
        world: &GridWorld,
        actions: [Action; 2],
        optimum: Option<&LeaveOneOut>,
    ) -> Self {
        let optimum = optimum.filter(|optimum| optimum.is_about(world, 0));
        let truth = optimum.and_then(|optimum| of_truth(world, actions, optimum));
        let ways = optimum.filter(|_| truth.is_some()).map(|optimum| actions.map(|action| way(optimum, world, action)));
        let network = of_network(trace, world, actions);
        Self { actions, kind: trace.setup.algorithm.action_values(), network, truth, ways }
    }
}

fn of_truth(world: &GridWorld, actions: [Action; 2], optimum: &LeaveOneOut) -> Option<ActionDifference> {
    let all = optimum.values(world, 0)?;
    let effects = world.obstacles().iter().enumerate().filter_map(|(obstacle, state)| {
        let values = optimum.values_without(world, 0, obstacle)?;
        let [this, that] = actions.map(|action| f64::from(values[action.index()]));
        let cells = world.level().obstacles[obstacle].possible_cells(world.level()).len();
        Some((obstacle, state.cell, cells, this - that))
    });
    Some(ActionDifference::new(all, actions, effects))
}

fn of_network(trace: &TickTrace, world: &GridWorld, actions: [Action; 2]) -> ActionDifference {
    let all = answer(trace, world);
    let mut moved = world.clone();
    let mut obstacles = Vec::new();
    for (obstacle, state) in world.obstacles().iter().enumerate() {
        let cells = world.level().obstacles[obstacle].possible_cells(world.level());
        let mut sum = 0.0;
        for cell in &cells {
            moved.place_obstacle(obstacle, *cell);
            let values = answer(trace, &moved);
            let [this, that] = actions.map(|action| f64::from(values[action.index()]));
            sum += this - that;
        }
        moved.play_from(world);
        obstacles.push((obstacle, state.cell, cells.len(), sum / cells.len() as f64));
    }
    ActionDifference::new(all, actions, obstacles)
}

/// What the network of the tick says of a board.
fn answer(trace: &TickTrace, world: &GridWorld) -> [f32; Action::COUNT] {
    let mut row = vec![0.0; trace.setup.observation.len(world.level())];
    trace.setup.observation.write(world, 0, &mut row);
    trace.learner.answer(&row)
}

impl Agreement {
    pub(super) fn of<'w>(
        trace: &TickTrace,
        optimum: &LeaveOneOut,
        worlds: impl IntoIterator<Item = &'w GridWorld>,
    ) -> Self {
        let mut agreement = Self::default();
        for world in worlds {
            let [best, second, ..] = ranked(&answer(trace, world));
            let comparison = ActionComparison::of(trace, world, [best, second], Some(optimum));
            let Some(truth) = &comparison.truth else { continue };
            agreement.states += 1;
            if let Some(largest) = truth.largest() {
                let of_network = comparison.network.largest();
                agreement.compared += 1;
                agreement.agreeing += usize::from(of_network.is_some_and(|other| other.obstacle == largest.obstacle));
            }
        }
        agreement
    }
}

/// The actions, that with the largest output first.
pub(super) fn ranked(outputs: &[f32; Action::COUNT]) -> [Action; Action::COUNT] {
    let mut actions: [Action; Action::COUNT] = std::array::from_fn(|index| Action::ALL[index]);
    actions.sort_by(|one, other| outputs[other.index()].total_cmp(&outputs[one.index()]));
    actions
}

fn way(optimum: &LeaveOneOut, world: &GridWorld, first: Action) -> Way {
    let mut world = world.clone();
    let mut way = Way { cells: vec![world.agents()[0]], hits: 0, reaches_goal: false };
    let mut action = first;
    while !world.is_over(0) && way.cells.len() <= WAY {
        let mut outcome = [Outcome::default()];
        world.step(&[action], &mut outcome);
        way.cells.push(world.agents()[0]);
        way.hits += outcome[0].hits;
        way.reaches_goal |= outcome[0].goal;
        action = optimum.optimum().action(&world, 0);
    }
    way
}
