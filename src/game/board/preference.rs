//! What the numbers of a cell say: which action is liked how much, which ones are optimal, how warm a cell is.
//! Pure functions over five numbers; nothing is drawn here.

use crate::{gridworld::Action, learning::ActionValues};

/// Optimal values this close (relative to their size) count as equal: several actions may be optimal.
const TIE: f32 = 1e-4;

/// How strongly each action is preferred, 0 to 1, the best one 1. Probabilities are set in relation to the largest;
/// Q-values by their place between the worst and the best, squared so that near-misses stand out less. All equal: all 0.
pub fn preferences(values: &[f32; 5], kind: ActionValues) -> [f32; 5] {
    let (least, high) = bounds(values);
    let low = match kind {
        ActionValues::Q => least,
        ActionValues::Probabilities => 0.0,
    };
    let span = high - low;
    let told_apart = span.is_finite() && high - least > f32::EPSILON * high.abs().max(1e-3);
    values.map(|value| {
        if !told_apart || !value.is_finite() {
            return 0.0;
        }
        let share = ((value - low) / span).clamp(0.0, 1.0);
        match kind {
            ActionValues::Q => share * share,
            ActionValues::Probabilities => share,
        }
    })
}

/// The action with the largest value, the first among equals; `None` where nothing is preferred (all equal, or not a number).
pub fn best_action(values: &[f32; 5]) -> Option<Action> {
    let preferred = preferences(values, ActionValues::Q);
    let mut best = None;
    let mut most = 0.0;
    for (index, strength) in preferred.into_iter().enumerate() {
        if strength > most {
            most = strength;
            best = Action::from_index(index);
        }
    }
    best
}

/// Which actions are optimal, ties included.
pub fn optimal_actions(values: &[f32; 5]) -> [bool; 5] {
    let (_, high) = bounds(values);
    let tolerance = TIE * high.abs().max(1.0);
    values.map(|value| value >= high - tolerance)
}

/// Whether the agent's choice is none of the optimal ones. Where it prefers nothing there is no choice to fault.
pub fn differs(values: &[f32; 5], optimum: &[f32; 5]) -> bool {
    best_action(values).is_some_and(|action| !optimal_actions(optimum)[action.index()])
}

/// How warm a cell is: the best Q-value, or for probabilities how sure the policy is
/// (1 - entropy / ln 5: 0 for a coin with five sides, 1 for a certainty).
pub fn warmth(values: &[f32; 5], kind: ActionValues) -> f32 {
    match kind {
        ActionValues::Q => bounds(values).1,
        ActionValues::Probabilities => {
            let entropy: f32 = values.iter().filter(|p| **p > 0.0).map(|p| -p * p.ln()).sum();
            1.0 - entropy / (values.len() as f32).ln()
        }
    }
}

fn bounds(values: &[f32; 5]) -> (f32, f32) {
    values
        .iter()
        .filter(|value| value.is_finite())
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_action_is_preferred_most() {
        let q = [0.1, 0.9, 0.5, -0.3, 0.0];
        let liked = preferences(&q, ActionValues::Q);
        assert_eq!(liked[1], 1.0);
        assert_eq!(liked[3], 0.0);
        assert!(liked[2] > liked[0] && liked[0] > liked[4]);
        assert_eq!(best_action(&q), Some(Action::Down));
    }

    #[test]
    fn probabilities_keep_their_proportions() {
        let liked = preferences(&[0.5, 0.25, 0.25, 0.0, 0.0], ActionValues::Probabilities);
        assert_eq!(liked, [1.0, 0.5, 0.5, 0.0, 0.0]);
    }

    #[test]
    fn nothing_is_preferred_among_equals_or_nonsense() {
        assert_eq!(preferences(&[0.2; 5], ActionValues::Q), [0.0; 5]);
        assert_eq!(preferences(&[0.2; 5], ActionValues::Probabilities), [0.0; 5]);
        assert_eq!(best_action(&[f32::NAN; 5]), None);
        assert_eq!(best_action(&[0.0; 5]), None);
    }

    #[test]
    fn ties_are_all_optimal_and_choosing_one_is_no_difference() {
        let optimum = [0.5, 0.9, 0.900_01, 0.2, 0.0];
        assert_eq!(optimal_actions(&optimum), [false, true, true, false, false]);
        assert!(!differs(&[0.0, 1.0, 0.0, 0.0, 0.0], &optimum));
        assert!(!differs(&[0.0, 0.0, 1.0, 0.0, 0.0], &optimum));
        assert!(differs(&[1.0, 0.0, 0.0, 0.0, 0.0], &optimum));
        assert!(!differs(&[0.0; 5], &optimum));
    }

    #[test]
    fn warmth_is_the_best_value_or_how_sure_the_policy_is() {
        assert_eq!(warmth(&[0.1, 0.7, 0.3, 0.0, -1.0], ActionValues::Q), 0.7);
        assert!(warmth(&[0.2; 5], ActionValues::Probabilities).abs() < 1e-5);
        assert_eq!(warmth(&[0.0, 0.0, 1.0, 0.0, 0.0], ActionValues::Probabilities), 1.0);
    }
}
