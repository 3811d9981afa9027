//! The losses: cross-entropy for choices, squared error for numbers.

use dfdx::prelude::*;

use crate::sequence::{Graph, Matrix, numbers};

/// Turns scores into probabilities in place: p = exp(x) / sum exp(x), the largest score taken off first, which changes
/// nothing but keeps exp in range.
pub fn softmax(row: &mut [f32]) {
    let largest = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for value in row.iter_mut() {
        *value = (*value - largest).exp();
        sum += *value;
    }
    row.iter_mut().for_each(|value| *value /= sum);
}

/// L = - mean of log p(target), p = softmax(logits), over the rows that have a target; the probabilities, row by row, too.
///
/// # Panics
/// If no row has a target, or one is not among the classes.
pub fn cross_entropy(
    graph: &mut Graph,
    logits: &Matrix,
    targets: &[Option<usize>],
) -> (Tensor<Rank0, f32, Cpu>, Vec<f32>) {
    let classes = logits.shape().1;
    let count = targets.iter().flatten().count();
    assert!(count > 0, "no target, no loss");
    let mut probabilities = numbers(logits);
    let mut sum = 0.0;
    for (row, target) in probabilities.chunks_exact_mut(classes).zip(targets) {
        softmax(row);
        if let Some(target) = target {
            sum -= f64::from(row[*target].max(f32::MIN_POSITIVE).ln());
        }
    }
    let loss = graph.device().tensor((sum / count as f64) as f32);
    let (logits, result) = (logits.clone(), loss.clone());
    let (targets, kept) = (targets.to_vec(), probabilities.clone());
    graph.backward_op(move |gradients| {
        // d logits = (p - one-hot target) / count
        let scale = gradients.get_or_alloc_mut(&result)?[0] / count as f32;
        let d_logits = gradients.get_or_alloc_mut(&logits)?;
        let rows = d_logits.chunks_exact_mut(classes).zip(kept.chunks_exact(classes));
        for ((into, probabilities), target) in rows.zip(targets) {
            let Some(target) = target else { continue };
            for (d, p) in into.iter_mut().zip(probabilities) {
                *d += p * scale;
            }
            into[target] -= scale;
        }
        Ok(())
    });
    (loss, probabilities)
}

/// L = mean of (y - target)^2.
pub fn mean_squared_error(graph: &mut Graph, y: &Matrix, targets: &[f32]) -> Tensor<Rank0, f32, Cpu> {
    let errors: Vec<f32> = numbers(y).iter().zip(targets).map(|(y, target)| y - target).collect();
    let count = errors.len() as f32;
    let loss = graph.device().tensor(errors.iter().map(|error| error * error).sum::<f32>() / count);
    let (y, result) = (y.clone(), loss.clone());
    graph.backward_op(move |gradients| {
        let scale = 2.0 * gradients.get_or_alloc_mut(&result)?[0] / count;
        for (d, error) in gradients.get_or_alloc_mut(&y)?.iter_mut().zip(errors) {
            *d += error * scale;
        }
        Ok(())
    });
    loss
}
