//! Where values have no bound. A discount below 1 bounds them all; with gamma 1 costs may never end, and gains neither.

use super::{
    Meter, Model, OptimumError,
    solve::{best_action, sweep},
};

/// For each cell whether it is left out of the solve. A discount bounds the values everywhere; without one they are solved only
/// where the agent, which starts on `start`, can walk: what it would get elsewhere may have no bound.
///
/// # Errors
/// [`OptimumError::EndlessCost`] where the agent gets less than any number, whatever it does.
pub(super) fn left_out(model: &Model, start: u16, gamma: f64) -> Result<Vec<bool>, OptimumError> {
    if gamma < 1.0 {
        return Ok(vec![false; model.cells.len()]);
    }
    let walked = walked(model, start);
    let is_there = |cell: &u16| walked[usize::from(*cell)];
    let ends =
        model.goal_sets.iter().flatten().any(is_there) || (model.hit_ends && model.obstacle_cells.iter().any(is_there));
    if model.step_reward < 0.0 && !ends {
        return Err(OptimumError::EndlessCost);
    }
    Ok(walked.iter().map(|walked| !walked).collect())
}

/// The cells to which a path leads from `start`.
fn walked(model: &Model, start: u16) -> Vec<bool> {
    let mut walked = vec![false; model.cells.len()];
    let mut open = vec![start];
    while let Some(cell) = open.pop() {
        if !std::mem::replace(&mut walked[usize::from(cell)], true) {
            open.extend(model.destinations[usize::from(cell)]);
        }
    }
    walked
}

/// Whether with gamma 1 an agent can be rewarded for ever, at so much a step in the long run.
///
/// One sweep is one period of the obstacles, backwards in time, so that after n sweeps the values are the best returns of about
/// n periods, and the policy is theirs. If in a sweep the values of some states grow, and the policy leads from them only to one
/// another and never to an end, then each further sweep adds as much again, since a sweep is monotone and carries a constant
/// through. If no value grows any more, there is no such place.
///
/// # Errors
/// When the watch wants no more.
pub(super) fn gains_for_ever(
    model: &Model,
    left_out: &[bool],
    settled: f64,
    work: u64,
    meter: &mut Meter,
) -> Result<bool, OptimumError> {
    // On the way, not only at the goal: it comes once.
    if model.step_reward <= 0.0 && (model.hit_reward <= 0.0 || model.hit_ends) {
        return Ok(false);
    }
    let mut values = vec![0.0; model.states()];
    let mut policy = vec![0_u8; values.len()];
    // What the sweep makes of the states at time 0, from which those at the end of the period look ahead.
    let mut next = values.clone();
    let is_first = |index: usize| (index / model.row(0, 1, 0)).is_multiple_of(model.period);
    let mut sweeps = 0_u32;
    while meter.outcomes() < work / 4 {
        sweep(model, true, meter, |branches, state| {
            let index = state.index(model);
            let (value, action) = best_action(branches, model, &values, 1.0, state);
            policy[index] = action;
            *if state.time == 0 { &mut next[index] } else { &mut values[index] } = value;
        })?;
        sweeps += 1;
        let mut grown: Vec<bool> = left_out.iter().map(|left_out| !left_out).cycle().take(values.len()).collect();
        let mut has_grown = false;
        for index in (0..values.len()).filter(|&index| is_first(index)) {
            let growth = next[index] - values[index];
            grown[index] &= growth > settled;
            has_grown |= grown[index];
            // Half of it: what is gained and lost in turns from period to period evens out.
            values[index] += growth / 2.0;
        }
        if !has_grown {
            return Ok(false);
        }
        // Looked at ever more rarely, since it may take some sweeps itself.
        if sweeps.is_power_of_two() && is_closed(model, &policy, grown, meter)? {
            return Ok(true);
        }
    }
    // It would take too long: the values will say whether they settle.
    Ok(false)
}

/// Whether some of the states are such that the policy never leads out of them, nor to the end of the episode.
fn is_closed(model: &Model, policy: &[u8], mut states: Vec<bool>, meter: &mut Meter) -> Result<bool, OptimumError> {
    let (mut is_left, mut has_changed, mut forwards) = (true, true, true);
    while is_left && has_changed {
        (is_left, has_changed, forwards) = (false, false, !forwards);
        sweep(model, forwards, meter, |branches, state| {
            let index = state.index(model);
            if !states[index] {
                return;
            }
            let mut stays = true;
            branches.each(model, state, usize::from(policy[index]), |_, _, next| {
                stays &= next.is_some_and(|next| states[next.index(model)]);
            });
            states[index] = stays;
            (is_left, has_changed) = (is_left | stays, has_changed | !stays);
        })?;
    }
    Ok(is_left)
}
