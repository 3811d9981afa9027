//! How five numbers become an action: the largest, or a draw. Where the numbers come from is the networks' business.

use rand::{Rng, RngExt};

use super::ACTIONS;

/// An action that is random with probability epsilon, else the best.
pub(super) struct EpsilonDraw {
    /// What was held against epsilon.
    pub(super) number: f32,
    /// Whether the action is random.
    pub(super) explored: bool,
    pub(super) action: usize,
}

/// Draws one.
pub(super) fn epsilon_greedy(q: &[f32], epsilon: f32, generator: &mut impl Rng) -> EpsilonDraw {
    let number = generator.random::<f32>();
    let explored = number < epsilon;
    EpsilonDraw { number, explored, action: if explored { generator.random_range(0..ACTIONS) } else { argmax(q) } }
}

/// The index of the largest value, the first of equals; NaN never wins.
pub(super) fn argmax(values: &[f32]) -> usize {
    let mut best = 0;
    for (index, &value) in values.iter().enumerate() {
        if value > values[best] || values[best].is_nan() {
            best = index;
        }
    }
    best
}

/// The action that a uniform number in [0, 1) falls on.
pub(super) fn draw(probabilities: &[f32], uniform: f32) -> usize {
    let mut below = 0.0;
    for (action, probability) in probabilities.iter().enumerate() {
        below += probability;
        if uniform < below {
            return action;
        }
    }
    // Rounding can leave the sum a little under 1.
    argmax(probabilities)
}

/// A row of five as an array.
pub(super) fn five(row: &[f32]) -> [f32; ACTIONS] {
    let mut array = [0.0; ACTIONS];
    array.copy_from_slice(row);
    array
}
