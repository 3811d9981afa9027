//! What the norms of gradients come to: how much of the last step's arrives at the first.

use crate::sequence::GradientFlow;

/// What is smaller than the smallest normal number of 32 bits is nothing, or hardly exact.
pub(super) const FLOOR: f64 = f32::MIN_POSITIVE as f64;

/// A layer's norms with the last step first: the place is the number of steps before the end.
pub(super) fn norms(flow: Option<&GradientFlow>, layer: usize) -> Vec<f64> {
    let layer = flow.and_then(|flow| flow.layers.get(layer));
    layer.map_or_else(Vec::new, |norms| norms.iter().rev().map(|&norm| f64::from(norm)).collect())
}

/// Which share of the last step's gradient is left at the first step, and how many steps are between.
pub(super) fn share(norms: &[f64]) -> Option<(f64, usize)> {
    let (last, first) = (norms.first()?, norms.last()?);
    (norms.len() > 1 && *last > 0.0).then(|| (first / last, norms.len() - 1))
}

#[cfg(test)]
mod tests {
    use super::{norms, share};
    use crate::sequence::GradientFlow;

    #[test]
    fn the_share_is_of_the_first_step_by_the_last() {
        let flow = GradientFlow { layers: vec![vec![0.25, 0.5, 2.0], vec![1.0]] };
        assert_eq!(norms(Some(&flow), 0), [2.0, 0.5, 0.25]);
        assert_eq!(share(&norms(Some(&flow), 0)), Some((0.125, 2)));
        assert_eq!(share(&norms(Some(&flow), 1)), None, "one step is no way");
        assert_eq!(share(&norms(Some(&flow), 7)), None);
        assert_eq!(share(&[0.0, 0.0]), None);
    }
}
