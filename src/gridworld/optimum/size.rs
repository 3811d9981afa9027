//! How many joint states a level has, counted before any of them is stored.

use crate::gridworld::{Level, Motion};

/// The cost of an optimum.
pub(super) struct Size {
    /// Steps after which the obstacles that know no chance, and everybody's cadence, begin again.
    pub period: u64,
    /// Joint states.
    pub states: u64,
    /// Outcomes of chance over all states.
    pub outcomes: u64,
}

impl Size {
    pub fn of(level: &Level) -> Self {
        let cells = level.cells().filter(|&cell| !level.is_wall(cell)).count() as u64;
        let (mut period, mut places, mut branches) = (1_u64, 1_u64, 1_u64);
        for obstacle in &level.obstacles {
            let moves = if obstacle.motion.is_random() { 1 } else { obstacle.way(level).count() as u64 };
            period = least_common_multiple(period, moves * u64::from(obstacle.every));
            match obstacle.motion {
                Motion::Walk { .. } => (places, branches) = (places.saturating_mul(cells), branches.saturating_mul(5)),
                Motion::Chase { .. } => (places, branches) = (places.saturating_mul(cells), branches.saturating_mul(2)),
                _ => {}
            }
        }
        let goal_sets = if level.random_goal {
            binomial(level.goal_cells(&level.reachable()).count() as u64, level.goals.len() as u64).max(1)
        } else {
            1
        };
        let states = [period, places, goal_sets].into_iter().fold(cells, u64::saturating_mul);
        Self { period, states, outcomes: states.saturating_mul(branches) }
    }
}

fn least_common_multiple(a: u64, b: u64) -> u64 {
    let (mut divisor, mut rest) = (a, b);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    (a / divisor.max(1)).saturating_mul(b)
}

/// `n` choose `k`, as far as it fits.
fn binomial(n: u64, k: u64) -> u64 {
    if k > n {
        return 0;
    }
    let mut chosen = 1_u128;
    for i in 0..k.min(n - k) {
        chosen = chosen * u128::from(n - i) / u128::from(i + 1);
        if chosen > u128::from(u64::MAX) {
            return u64::MAX;
        }
    }
    chosen as u64
}
