//! The steps of a replay, column by column: small in memory and on disk, and nothing is allocated for a single step.
//! How they came to be is in `tape`, how they are played in `player`.

use derive_more::{From, Into};
use serde::{Deserialize, Serialize};

use crate::gridworld::{Action, Cell, GridWorld, Outcome};

/// All that is needed to make each step once more, and what was thought before it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    pub(super) agents: usize,
    pub(super) seats: usize,
    /// `[steps x agents]`
    pub(super) actions: Vec<Action>,
    /// `[steps x seats]`
    pub(super) decisions: Vec<Option<RecordedDecision>>,
    /// In the order of their steps.
    pub(super) steering: Vec<Order>,
    /// In the order of their steps.
    pub(super) interventions: Vec<Intervention>,
    /// One for each step: what [`check`] said of the world after it.
    pub(super) checks: Vec<u32>,
}

/// One step.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// What each agent did.
    pub actions: &'a [Action],
    /// What each seat thought before it; `None` for who does not think in numbers.
    pub decisions: &'a [Option<RecordedDecision>],
    /// Where obstacles were sent by a player.
    pub steering: &'a [Order],
    /// What was done to the board after the step.
    pub interventions: &'a [Intervention],
}

/// What a seat thought when it chose its action.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct RecordedDecision {
    /// Q-values or probabilities of the five actions.
    pub values: [f32; Action::COUNT],
    /// Whether the action was taken for its value; else it was drawn, to explore.
    pub greedy: bool,
    /// What was learned from the step: target - Q(s, a). `None` where nothing is, or not step by step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub td_error: Option<f32>,
}

/// Where somebody sent an obstacle in a step.
#[derive(Clone, Copy, Debug, From, Into, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u32, u32, Action)", into = "(u32, u32, Action)")]
pub struct Order {
    /// The step, from 0.
    pub step: u32,
    /// The obstacle's number.
    pub obstacle: u32,
    /// Where to.
    pub direction: Action,
}

/// What was done to the board from outside of the rules, after a step.
#[derive(Clone, Copy, Debug, From, Into, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(u32, BoardChange)", into = "(u32, BoardChange)")]
pub struct Intervention {
    /// The step, from 0.
    pub step: u32,
    /// What was done.
    pub change: BoardChange,
}

/// A change of the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BoardChange {
    /// An agent was put somewhere, and plays on or is out.
    Agent {
        /// Its number.
        agent: u32,
        /// Where it stands now.
        cell: Cell,
        /// Whether its episode goes on.
        playing: bool,
    },
    /// A steered obstacle was put somewhere.
    Obstacle {
        /// Its number.
        obstacle: u32,
        /// Where it stands now.
        cell: Cell,
    },
    /// A goal lies elsewhere now.
    Goal {
        /// Its number.
        goal: u32,
        /// Where it lies.
        cell: Cell,
    },
}

impl Steps {
    /// No step yet.
    pub(super) fn none(agents: usize, seats: usize) -> Self {
        Self { agents, seats, ..Self::default() }
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.checks.len()
    }

    /// Whether nothing was done.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.checks.is_empty()
    }

    /// The step of that index, from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Step<'_>> {
        (index < self.len()).then(|| Step {
            actions: &self.actions[index * self.agents..][..self.agents],
            decisions: &self.decisions[index * self.seats..][..self.seats],
            steering: of_step(&self.steering, index, |order| order.step),
            interventions: of_step(&self.interventions, index, |intervention| intervention.step),
        })
    }

    /// All of them, from the first.
    pub fn iter(&self) -> impl Iterator<Item = Step<'_>> {
        (0..self.len()).filter_map(|index| self.get(index))
    }
}

/// The entries of one step in a list that is ordered by steps.
fn of_step<T>(list: &[T], index: usize, step: impl Fn(&T) -> u32) -> &[T] {
    if list.is_empty() {
        return list;
    }
    let begin = list.partition_point(|entry| (step(entry) as usize) < index);
    let end = begin + list[begin..].partition_point(|entry| step(entry) as usize == index);
    &list[begin..end]
}

impl Step<'_> {
    /// Makes the step in a world, with all that was done to it afterwards. `landed` is where the step itself led the agents.
    pub(super) fn make(&self, world: &mut GridWorld, outcomes: &mut [Outcome], landed: &mut [Cell]) {
        for order in self.steering {
            world.steer(order.obstacle as usize, Some(order.direction));
        }
        world.step(self.actions, outcomes);
        landed.copy_from_slice(world.agents());
        for intervention in self.interventions {
            intervention.change.make(world);
        }
    }
}

impl BoardChange {
    /// Does it to a world.
    pub(super) fn make(self, world: &mut GridWorld) {
        match self {
            Self::Agent { agent, cell, playing } => {
                world.revive(agent as usize, cell);
                if !playing {
                    world.retire(agent as usize);
                }
            }
            Self::Obstacle { obstacle, cell } => world.place_obstacle(obstacle as usize, cell),
            Self::Goal { goal, cell } => world.place_goal(goal as usize, cell),
        }
    }
}

/// 32 bits that stand for a world after a step and for what the step led to.
pub(super) fn check(world: &GridWorld, outcomes: &[Outcome]) -> u32 {
    let mut hash = world.fingerprint();
    for outcome in outcomes {
        let flags = u32::from(outcome.goal) | u32::from(outcome.terminated) << 1 | u32::from(outcome.truncated) << 2;
        let counts = u64::from(outcome.hits) << 3 | u64::from(flags);
        hash = (hash ^ u64::from(outcome.reward.to_bits()) << 32 ^ counts).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    (hash ^ hash >> 32) as u32
}
