//! What files of version 1 do not say: whether the numbers behind a seat's decisions are Q-values or probabilities.
//! Later versions say it, and nothing is guessed.

use super::{Header, Origin, Steps};
use crate::learning::ActionValues;

/// Fills in what each seat's numbers are: by the algorithm where the header names it, else by the numbers themselves.
pub(super) fn infer_values(header: &mut Header, steps: &Steps) {
    let of_run = match &header.kind {
        Origin::Training { run, .. } => run.action_values(),
        Origin::Match { .. } | Origin::Rollout { .. } => None,
    };
    for (number, seat) in header.seats.iter_mut().enumerate() {
        seat.values = of_numbers(steps, number).map(|found| of_run.unwrap_or(found));
    }
}

/// What a seat's numbers look like; `None` where it never thought in numbers. Q-values are never negative and add up to 1 in every step
/// only by an accident that no two steps share.
fn of_numbers(steps: &Steps, seat: usize) -> Option<ActionValues> {
    let mut decisions = steps.iter().filter_map(|step| *step.decisions.get(seat)?).peekable();
    decisions.peek()?;
    let are_probabilities = decisions.all(|decision| {
        let sum: f32 = decision.values.iter().sum();
        (sum - 1.0).abs() < 1e-3 && decision.values.iter().all(|value| *value >= 0.0)
    });
    Some(if are_probabilities { ActionValues::Probabilities } else { ActionValues::Q })
}
