//! Plays an optimal policy from the start by carrying the probability of each state forward: exact, without drawing anything.

use super::{
    Meter, Model, OptimumError,
    branches::{Branches, State},
    solve::{Solution, TIES},
};
use crate::gridworld::Level;

/// What the policy gets from the start.
#[derive(Default)]
pub(super) struct Played {
    /// Expected undiscounted return.
    pub total: f64,
    /// Expected discounted return without a time limit.
    pub discounted: f64,
    /// Expected length, in steps.
    pub steps: f64,
}

/// States that are less likely than this are no longer followed.
const NEGLIGIBLE: f64 = 1.0e-13;

/// Plays all goals and starts that can be drawn; stops early once `work` outcomes were looked at, which only endless episodes need.
///
/// # Errors
/// When the watch wants no more.
pub(super) fn play(
    model: &Model,
    solution: &Solution,
    level: &Level,
    work: u64,
    meter: &mut Meter,
) -> Result<Played, OptimumError> {
    let mut played = Played::default();
    let end = meter.outcomes() + work;
    let share = 1.0 / model.goal_sets.len() as f64;
    let roaming = level.obstacles.iter().filter(|obstacle| obstacle.motion.is_random());
    let place = model.places.rank_of(roaming.filter_map(|obstacle| model.number(obstacle.at)));
    for goals in 0..model.goal_sets.len() {
        meter.reach(TIES + (1.0 - TIES) * share * goals as f64);
        let starts = starts(model, level, goals);
        let chance = share / starts.len() as f64;
        let mut states = Vec::new();
        for agent in starts {
            let state = State { goals, time: 0, place, agent };
            played.discounted += chance * solution.values[state.index(model)];
            states.push((state, chance));
        }
        play_on(model, solution, level.max_steps, states, &mut played, meter, end)?;
    }
    Ok(played)
}

/// The cells on which the agent can start with these goals; each is as likely as the others.
fn starts(model: &Model, level: &Level, goals: usize) -> Vec<usize> {
    let number = |cell| model.number(cell).map(usize::from);
    if level.random_start {
        let goal_cells: Vec<_> = model.goal_sets[goals].iter().map(|&goal| model.cells[usize::from(goal)]).collect();
        let drawn: Vec<usize> = level.start_cells(&level.reachable(), &goal_cells).filter_map(number).collect();
        if !drawn.is_empty() {
            return drawn;
        }
    }
    level.starts.iter().take(1).copied().filter_map(number).collect()
}

fn play_on(
    model: &Model,
    solution: &Solution,
    max_steps: u32,
    mut states: Vec<(State, f64)>,
    played: &mut Played,
    meter: &mut Meter,
    end: u64,
) -> Result<(), OptimumError> {
    let cells = model.cells.len();
    let mut branches = Branches::default();
    // Where in `after` a (place, cell) is, plus one; cleared by going through `after`.
    let mut found = vec![0_u32; model.places.count() * cells];
    let mut after: Vec<(State, f64)> = Vec::new();
    for _ in 0..max_steps {
        if states.is_empty() || meter.outcomes() > end {
            break;
        }
        for &(state, chance) in &states {
            let action = usize::from(solution.policy[state.index(model)]);
            branches.enter(model, state.place);
            branches.list(model, model.after(state.time), state.agent);
            meter.count(branches.len())?;
            played.steps += chance;
            branches.each(model, state, action, |probability, reward, next| {
                played.total += chance * probability * reward;
                let Some(next) = next.filter(|_| chance * probability > NEGLIGIBLE) else {
                    return;
                };
                let slot = &mut found[next.place * cells + next.agent];
                if *slot == 0 {
                    after.push((next, 0.0));
                    *slot = after.len() as u32;
                }
                after[*slot as usize - 1].1 += chance * probability;
            });
        }
        for (state, _) in &after {
            found[state.place * cells + state.agent] = 0;
        }
        std::mem::swap(&mut states, &mut after);
        after.clear();
    }
    Ok(())
}
