//! Value iteration over all joint states, in place and backwards in time.
//!
//! `V(s) <- max_a sum_s' p(s' | s, a) [ r(s, a, s') + gamma V(s') ]`, where V of a terminal state is 0. Between two sweeps
//! that maximise, some only follow the best action found (modified policy iteration), which costs a fifth.

use libm::{log, logf};

use super::{
    Meter, Model, OptimumError,
    branches::{Branches, State},
};
use crate::gridworld::Action;

/// The value of each action in one state.
pub(super) fn action_values(model: &Model, values: &[f64], gamma: f64, state: State) -> [f64; Action::COUNT] {
    let mut branches = Branches::default();
    branches.enter(model, state.place);
    branches.list(model, model.after(state.time), state.agent);
    std::array::from_fn(|action| branches.action_value(model, values, gamma, state, action))
}

/// The value of a state and its best action, the first of several.
#[inline]
pub(super) fn best_action(branches: &Branches, model: &Model, values: &[f64], gamma: f64, state: State) -> (f64, u8) {
    let mut best = (f64::NEG_INFINITY, 0);
    for action in 0..Action::COUNT {
        let value = branches.action_value(model, values, gamma, state, action);
        if value > best.0 {
            best = (value, action as u8);
        }
    }
    best
}

/// Values and best actions of all states.
pub(super) struct Solution {
    pub values: Vec<f64>,
    pub policy: Vec<u8>,
}

/// Sweeps that follow the policy after each that improves it.
const FOLLOWING: u32 = 5;
/// From this sweep on each one improves. A policy that is chosen in the middle of a sweep and then followed can go round in
/// circles for ever (Williams and Baird, 1993); sweeps that only maximise cannot.
const IMPROVING_ONLY: u32 = 20 * (FOLLOWING + 1);
/// Values have settled when a sweep that maximises changes none by more than this part of the largest reward.
pub(super) const SETTLED: f64 = 1.0e-10;
/// Actions tie when their values differ by less than this part of the largest reward.
const TIE: f64 = 1.0e-7;
/// Ways to the end have settled at this part of a step.
const SETTLED_LENGTH: f32 = 1.0e-4;
/// Sweeps for the tie-break: a longer one would decide nothing more.
const LENGTH_SWEEPS: u32 = 500;

/// The largest reward.
pub(super) fn scale(model: &Model) -> f64 {
    model.goal_reward.abs().max(model.hit_reward.abs()).max(model.step_reward.abs()).max(1e-9)
}

/// How far a solve is when the values have settled, and when ties are broken; the rest is played. What is left after the
/// values takes about half of the time.
const VALUES: f64 = 0.6;
pub(super) const TIES: f64 = 0.95;

/// Solves all states but those of agents on cells that are `left_out`, whose values are no numbers. `horizon` bounds the length
/// of an episode.
pub(super) fn solve(
    model: &Model,
    gamma: f64,
    left_out: &[bool],
    horizon: f64,
    work: u64,
    meter: &mut Meter,
) -> Result<Solution, OptimumError> {
    let mut values = vec![0.0; model.states()];
    // Below gamma 1 none is, and no visit has to ask.
    let is_any_left_out = left_out.contains(&true);
    if is_any_left_out {
        for (value, _) in values.iter_mut().zip(left_out.iter().cycle()).filter(|(_, left_out)| **left_out) {
            *value = f64::NAN;
        }
    }
    let mut policy = vec![0_u8; values.len()];
    let scale = scale(model);
    let settled = SETTLED * scale;
    let start = meter.outcomes();

    let mut sweeps = 0;
    let mut first_change = None;
    loop {
        let improving = sweeps % (FOLLOWING + 1) == 0 || sweeps >= IMPROVING_ONLY;
        let mut change = 0.0_f64;
        sweep(model, sweeps % 2 == 0, meter, |branches, state| {
            if is_any_left_out && left_out[state.agent] {
                return;
            }
            let index = state.index(model);
            let value = if improving {
                let (value, action) = best_action(branches, model, &values, gamma, state);
                policy[index] = action;
                value
            } else {
                branches.action_value(model, &values, gamma, state, usize::from(policy[index]))
            };
            change = change.max((value - values[index]).abs());
            values[index] = value;
        })?;
        sweeps += 1;
        if improving && change <= settled {
            break;
        }
        let done = meter.outcomes() - start;
        if done > work || !change.is_finite() {
            return Err(OptimumError::Unsettled { sweeps });
        }
        // Changes shrink by about the same factor from sweep to sweep, so their logarithm says how far it is.
        let first = *first_change.get_or_insert(change.max(settled));
        let shrunk = log(first / change.max(settled)) / log(first / settled).max(f64::MIN_POSITIVE);
        meter.reach(VALUES * shrunk.max(done as f64 / work as f64));
    }
    meter.reach(VALUES);
    break_ties(model, gamma, horizon as f32, TIE * scale, &values, &mut policy, meter)?;
    meter.reach(TIES);
    Ok(Solution { values, policy })
}

/// Among actions of the same value takes the one with the shorter expected way to the end.
fn break_ties(
    model: &Model,
    gamma: f64,
    horizon: f32,
    tie: f64,
    values: &[f64],
    policy: &mut [u8],
    meter: &mut Meter,
) -> Result<(), OptimumError> {
    // First the set of best actions as bits, in the policy's own place.
    sweep(model, true, meter, |branches, state| {
        let q: [f64; Action::COUNT] =
            std::array::from_fn(|action| branches.action_value(model, values, gamma, state, action));
        let best = q.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let bits =
            (0..Action::COUNT).filter(|&action| q[action] >= best - tie).fold(0, |bits, action| bits | 1 << action);
        policy[state.index(model)] = bits;
    })?;
    // Then the shortest way by such actions, from above: who never arrives keeps the horizon.
    let mut lengths = vec![horizon; values.len()];
    let length_of = |lengths: &[f32], branches: &Branches, state: State, action: usize| {
        let mut length = 1.0;
        branches.each(model, state, action, |probability, _, next| {
            length += probability as f32 * next.map_or(0.0, |next| lengths[next.index(model)]);
        });
        length.min(horizon)
    };
    for sweeps in 0..LENGTH_SWEEPS {
        let mut change = 0.0_f32;
        sweep(model, sweeps % 2 == 0, meter, |branches, state| {
            let index = state.index(model);
            let best =
                bits(policy[index]).map(|action| length_of(&lengths, branches, state, action)).fold(horizon, f32::min);
            change = change.max(lengths[index] - best);
            lengths[index] = best;
        })?;
        if change <= SETTLED_LENGTH {
            break;
        }
        let shrunk = logf(horizon / change) / logf(horizon / SETTLED_LENGTH);
        let swept = f64::from(sweeps) / f64::from(LENGTH_SWEEPS);
        meter.reach(VALUES + (TIES - VALUES) * swept.max(shrunk.into()));
    }
    sweep(model, true, meter, |branches, state| {
        let index = state.index(model);
        let mut best = (f32::INFINITY, 0);
        for action in bits(policy[index]) {
            let length = length_of(&lengths, branches, state, action);
            if length < best.0 - 10.0 * SETTLED_LENGTH {
                best = (length, action);
            }
        }
        policy[index] = best.1 as u8;
    })
}

fn bits(set: u8) -> impl Iterator<Item = usize> {
    (0..Action::COUNT).filter(move |action| set & (1 << action) != 0)
}

/// A sweep: visits all states that are not the same as another, later times first so that values are carried all the way
/// back, and every other time (`forwards` or not) in the opposite order, so that they are carried all over the board.
///
/// # Errors
/// When the watch wants no more.
pub(super) fn sweep(
    model: &Model,
    forwards: bool,
    meter: &mut Meter,
    mut visit: impl FnMut(&Branches, State),
) -> Result<(), OptimumError> {
    let mut branches = Branches::default();
    let cells = model.cells.len();
    let places = model.places.count();
    for goals in 0..model.goal_sets.len() {
        for time in (0..model.period).rev() {
            for index in 0..places {
                let place = if forwards { index } else { places - 1 - index };
                branches.enter(model, place);
                let mut outcomes = 0;
                for index in 0..cells {
                    let agent = if forwards { index } else { cells - 1 - index };
                    branches.list(model, model.after(time), agent);
                    outcomes += branches.len();
                    visit(&branches, State { goals, time, place, agent });
                }
                meter.count(outcomes)?;
            }
        }
    }
    Ok(())
}
