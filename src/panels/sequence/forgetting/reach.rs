//! What the norms of gradients come to: how much of the last step's arrives at the first.

use crate::{panels::numbers, sequence::GradientFlow};

/// What is smaller than the smallest normal number of 32 bits is nothing, or hardly exact.
pub(super) const FLOOR: f64 = f32::MIN_POSITIVE as f64;

/// A layer's norms with the last step first: the place is the number of steps before the end.
pub(super) fn norms(flow: Option<&GradientFlow>, layer: usize) -> Vec<f64> {
    let layer = flow.and_then(|flow| flow.layers.get(layer));
    layer.map_or_else(Vec::new, |norms| {
        norms.iter().rev().map(|&norm| f64::from(norm)).collect()
    })
}

/// Which share of the last step's gradient is left at the first step, and how many steps are between.
pub(super) fn share(norms: &[f64]) -> Option<(f64, usize)> {
    let (last, first) = (norms.first()?, norms.last()?);
    (norms.len() > 1 && *last > 0.0).then(|| (first / last, norms.len() - 1))
}

/// Two or three digits of a number, small ones with a power of ten: `2.3·10⁻⁵`.
pub(super) fn written(number: f64) -> String {
    let short = numbers::short(number);
    match short.split_once('e') {
        Some((digits, exponent)) => format!("{digits}·{}", power(exponent)),
        None => short,
    }
}

/// A power of ten: `10⁻¹²`.
pub(super) fn power(exponent: &str) -> String {
    let raised = exponent.chars().map(|sign| match sign {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        digit => digit
            .to_digit(10)
            .and_then(|digit| char::from_u32(0x2070 + digit))
            .unwrap_or(digit),
    });
    "10".chars().chain(raised).collect()
}

#[cfg(test)]
mod tests {
    use super::{norms, power, share, written};
    use crate::{panels::numbers, sequence::GradientFlow};

    #[test]
    fn the_share_is_of_the_first_step_by_the_last() {
        let flow = GradientFlow {
            layers: vec![vec![0.25, 0.5, 2.0], vec![1.0]],
        };
        assert_eq!(norms(Some(&flow), 0), [2.0, 0.5, 0.25]);
        assert_eq!(share(&norms(Some(&flow), 0)), Some((0.125, 2)));
        assert_eq!(share(&norms(Some(&flow), 1)), None, "one step is no way");
        assert_eq!(share(&norms(Some(&flow), 7)), None);
        assert_eq!(share(&[0.0, 0.0]), None);
    }

    #[test]
    fn powers_are_raised() {
        assert_eq!(["0", "1", "-12", "-30"].map(power), ["10⁰", "10¹", "10⁻¹²", "10⁻³⁰"]);
        assert_eq!([2.3e-5, 0.5, 0.0].map(written), ["2.3·10⁻⁵", "0.500", "0"]);
    }
}
