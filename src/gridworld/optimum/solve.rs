//! Value iteration over all joint states, in place and backwards in time.
//!
//! `V(s) <- max_a sum_s' p(s' | s, a) [ r(s, a, s') + gamma V(s') ]`, where V of a terminal state is 0. Between two sweeps
//! that maximise, some only follow the best action found (modified policy iteration), which costs a fifth.

use super::{OptimumError, model::Model};
use crate::gridworld::Action;

/// A joint state: which goals, the time in the period, the roaming obstacles' joint place, the agent's cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub goals: usize,
    pub time: usize,
    pub place: usize,
    pub agent: usize,
}

impl State {
    /// Its place in the tables; the agent's cell varies fastest, since one state looks at its neighbours there.
    #[inline]
    pub fn index(&self, model: &Model) -> usize {
        let Self {
            goals,
            time,
            place,
            agent,
        } = *self;
        ((goals * model.period + time) * model.places + place) * model.cells.len() + agent
    }
}

/// What chance can make of the roaming obstacles in one step: joint places, their probability, and each one's cells.
#[derive(Default)]
pub(super) struct Branches {
    outcomes: Vec<(usize, f64)>,
    /// For each outcome the cells of all roaming obstacles.
    after: Vec<u16>,
    /// Their cells before.
    before: Vec<u16>,
}

impl Branches {
    /// Lists what can happen in the step that leads to `time` (from the one before), with the agent still on `agent`.
    pub fn list(&mut self, model: &Model, time: usize, place: usize, agent: usize) {
        let cells = model.cells.len();
        let Self {
            outcomes,
            after,
            before,
        } = self;
        before.clear();
        let mut rest = place;
        for _ in &model.roaming {
            before.push((rest % cells) as u16);
            rest /= cells;
        }
        outcomes.clear();
        outcomes.push((0, 1.0));
        let mut unit = 1;
        for (roaming, &cell) in model.roaming.iter().zip(&*before) {
            let stays = [(cell, 1.0)];
            let chance = if model.is_turn(time, roaming.every, roaming.phase) {
                roaming.chance(cell, agent, cells)
            } else {
                &stays[..]
            };
            let known = outcomes.len();
            // The first choice overwrites what is there, each further one adds a copy.
            for &(to, probability) in &chance[1..] {
                for index in 0..known {
                    let (joint, chance) = outcomes[index];
                    outcomes.push((joint + usize::from(to) * unit, chance * probability));
                }
            }
            let (to, probability) = chance[0];
            for (joint, chance) in &mut outcomes[..known] {
                *joint += usize::from(to) * unit;
                *chance *= probability;
            }
            unit *= cells;
        }
        after.clear();
        for &(joint, _) in &*outcomes {
            let mut rest = joint;
            for _ in &model.roaming {
                after.push((rest % cells) as u16);
                rest /= cells;
            }
        }
    }

    /// For one action, each outcome: its probability, the reward, and the state after it, `None` where the episode ends.
    #[inline]
    pub fn each(&self, model: &Model, state: State, action: usize, mut visit: impl FnMut(f64, f64, Option<State>)) {
        let State {
            goals,
            time,
            agent: from,
            ..
        } = state;
        let to = usize::from(model.destinations[from][action]);
        let after_time = if time + 1 == model.period { 0 } else { time + 1 };
        let fixed = model.fixed_hits(after_time, from, action, to);
        let is_goal = model.goal_sets[goals].contains(&(to as u16));
        let gain = model.step_reward + if is_goal { model.goal_reward } else { 0.0 };
        let obstacles = self.before.len();
        for (index, &(place, probability)) in self.outcomes.iter().enumerate() {
            let mut hits = fixed;
            let after = &self.after[index * obstacles..][..obstacles];
            for (&now, &was) in after.iter().zip(&self.before) {
                hits += u32::from(usize::from(now) == to);
                let swapped = usize::from(now) == from && usize::from(was) == to && from != to;
                hits += u32::from(model.swap_hits && swapped);
            }
            let ends = is_goal || (model.hit_ends && hits > 0);
            let next = State {
                goals,
                time: after_time,
                place,
                agent: to,
            };
            visit(
                probability,
                gain + model.hit_reward * f64::from(hits),
                (!ends).then_some(next),
            );
        }
    }

    /// How many outcomes there are.
    pub fn len(&self) -> u64 {
        self.outcomes.len() as u64
    }

    fn action_value(&self, model: &Model, values: &[f64], gamma: f64, state: State, action: usize) -> f64 {
        let mut value = 0.0;
        self.each(model, state, action, |probability, reward, next| {
            let after = next.map_or(0.0, |next| values[next.index(model)]);
            value += probability * (reward + gamma * after);
        });
        value
    }
}

/// The value of each action in one state.
pub(super) fn action_values(model: &Model, values: &[f64], gamma: f64, state: State) -> [f64; Action::COUNT] {
    let mut branches = Branches::default();
    branches.list(model, (state.time + 1) % model.period, state.place, state.agent);
    std::array::from_fn(|action| branches.action_value(model, values, gamma, state, action))
}

/// Values and best actions of all states.
pub(super) struct Solution {
    pub values: Vec<f64>,
    pub policy: Vec<u8>,
}

/// Sweeps that follow the policy after each that improves it.
const FOLLOWING: u32 = 5;
/// Values have settled when a sweep that maximises changes none by more than this part of the largest reward.
const SETTLED: f64 = 1.0e-10;
/// Actions tie when their values differ by less than this part of the largest reward.
const TIE: f64 = 1.0e-7;
/// Ways to the end have settled at this part of a step.
const SETTLED_LENGTH: f32 = 1.0e-4;
/// Sweeps for the tie-break: a longer one would decide nothing more.
const LENGTH_SWEEPS: u32 = 500;

/// Solves all states. `horizon` bounds the length of an episode.
pub(super) fn solve(model: &Model, gamma: f64, horizon: f64, work: u64) -> Result<Solution, OptimumError> {
    let count = model.goal_sets.len() * model.period * model.places * model.cells.len();
    let mut values = vec![0.0_f64; count];
    let mut policy = vec![0_u8; count];
    let scale = model
        .goal_reward
        .abs()
        .max(model.hit_reward.abs())
        .max(model.step_reward.abs())
        .max(1e-9);

    let mut done = 0;
    let mut sweeps = 0;
    loop {
        let improving = sweeps % (FOLLOWING + 1) == 0;
        let mut change = 0.0_f64;
        for_each_state(model, &mut done, |branches, state| {
            let index = state.index(model);
            let value = if improving {
                let (mut best, mut best_action) = (f64::NEG_INFINITY, 0);
                for action in 0..Action::COUNT {
                    let value = branches.action_value(model, &values, gamma, state, action);
                    if value > best {
                        (best, best_action) = (value, action);
                    }
                }
                policy[index] = best_action as u8;
                best
            } else {
                branches.action_value(model, &values, gamma, state, usize::from(policy[index]))
            };
            change = change.max((value - values[index]).abs());
            values[index] = value;
        });
        sweeps += 1;
        if improving && change <= SETTLED * scale {
            break;
        }
        if done > work || !change.is_finite() {
            return Err(OptimumError::Unsettled { sweeps });
        }
    }
    break_ties(model, gamma, horizon as f32, TIE * scale, &values, &mut policy);
    Ok(Solution { values, policy })
}

/// Among actions of the same value takes the one with the shorter expected way to the end.
fn break_ties(model: &Model, gamma: f64, horizon: f32, tie: f64, values: &[f64], policy: &mut [u8]) {
    // First the set of best actions as bits, in the policy's own place.
    let mut done = 0;
    for_each_state(model, &mut done, |branches, state| {
        let q: [f64; Action::COUNT] =
            std::array::from_fn(|action| branches.action_value(model, values, gamma, state, action));
        let best = q.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let bits = (0..Action::COUNT)
            .filter(|&action| q[action] >= best - tie)
            .fold(0, |bits, action| bits | 1 << action);
        policy[state.index(model)] = bits;
    });
    // Then the shortest way by such actions, from above: who never arrives keeps the horizon.
    let mut lengths = vec![horizon; values.len()];
    let length_of = |lengths: &[f32], branches: &Branches, state: State, action: usize| {
        let mut length = 1.0;
        branches.each(model, state, action, |probability, _, next| {
            length += probability as f32 * next.map_or(0.0, |next| lengths[next.index(model)]);
        });
        length.min(horizon)
    };
    for _ in 0..LENGTH_SWEEPS {
        let mut change = 0.0_f32;
        for_each_state(model, &mut done, |branches, state| {
            let index = state.index(model);
            let best = bits(policy[index])
                .map(|action| length_of(&lengths, branches, state, action))
                .fold(horizon, f32::min);
            change = change.max(lengths[index] - best);
            lengths[index] = best;
        });
        if change <= SETTLED_LENGTH {
            break;
        }
    }
    for_each_state(model, &mut done, |branches, state| {
        let index = state.index(model);
        let mut best = (f32::INFINITY, 0);
        for action in bits(policy[index]) {
            let length = length_of(&lengths, branches, state, action);
            if length < best.0 - 10.0 * SETTLED_LENGTH {
                best = (length, action);
            }
        }
        policy[index] = best.1 as u8;
    });
}

fn bits(set: u8) -> impl Iterator<Item = usize> {
    (0..Action::COUNT).filter(move |action| set & (1 << action) != 0)
}

/// Goes through all states, later times first so that a sweep carries values all the way back; counts outcomes into `done`.
fn for_each_state(model: &Model, done: &mut u64, mut visit: impl FnMut(&Branches, State)) {
    let mut branches = Branches::default();
    let follows_agent = model.roaming.iter().any(|roaming| roaming.chases);
    for goals in 0..model.goal_sets.len() {
        for time in (0..model.period).rev() {
            let after = (time + 1) % model.period;
            for place in 0..model.places {
                for agent in 0..model.cells.len() {
                    if agent == 0 || follows_agent {
                        branches.list(model, after, place, agent);
                    }
                    *done += branches.len();
                    visit(
                        &branches,
                        State {
                            goals,
                            time,
                            place,
                            agent,
                        },
                    );
                }
            }
        }
    }
}
