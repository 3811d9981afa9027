//! The formulas of the page, in the symbols of the lab: h the decoder's state, s the encoder's states, y what is written.

use super::super::formula::{number, raised};
use crate::sequence::AttentionKind;

/// How a place is scored.
pub(in crate::panels::sequence) const fn score(kind: AttentionKind) -> Option<&'static str> {
    match kind {
        AttentionKind::None => None,
        AttentionKind::Dot => Some(r"e_{tj} = h_t^\top s_j"),
        AttentionKind::General => Some(r"e_{tj} = h_t^\top W s_j"),
        AttentionKind::Concat => Some(r"e_{tj} = v^\top \tanh\left(W [h_t; s_j]\right)"),
        AttentionKind::Additive => Some(r"e_{tj} = v^\top \tanh\left(W h_{t-1} + U s_j\right)"),
    }
}

/// Where the decoder's state comes from.
pub(super) const fn state(kind: AttentionKind) -> &'static str {
    match kind {
        AttentionKind::Additive => r"h_t = \operatorname{cell}([y_{t-1}; c_t],\, h_{t-1})",
        _ => r"h_t = \operatorname{cell}(y_{t-1},\, h_{t-1})",
    }
}

pub(in crate::panels::sequence) const SOFTMAX: &str = r"a_{tj} = \frac{\exp(e_{tj})}{\sum_k \exp(e_{tk})}";
pub(super) const CONTEXT: &str = r"c_t = \sum_j a_{tj} s_j";
pub(super) const COMBINED: &str = r"\tilde{h}_t = \tanh\left(W_c [c_t; h_t]\right)";
/// What is said next, with attention and without.
pub(super) const OUTPUT: &str = r"p_t = \operatorname{softmax}(W_s \tilde{h}_t)";
pub(super) const OUTPUT_ALONE: &str = r"p_t = \operatorname{softmax}(W_s h_t)";
/// Softmax as the study notes draw it, and as it is.
pub(super) const SLIP: &str = r"\frac{S_j}{\sum_k S_k} \quad \ne \quad \frac{\exp(S_j)}{\sum_k \exp(S_k)}";

/// The score of one place, in numbers. Places and steps count from 1.
pub(super) fn scored(step: usize, place: usize, score: f32) -> String {
    format!("e_{{{step},{place}}} = {}", number(f64::from(score)))
}

/// The softmax of one place, in numbers.
pub(super) fn weighed(step: usize, place: usize, scores: &[f32], weight: f32) -> String {
    let sum: f64 = scores.iter().map(|score| f64::from(*score).exp()).sum();
    // Score and sum to four places or digits, so that whoever computes it finds the weight.
    let score = scores.get(place - 1).copied().unwrap_or(0.0);
    format!(r"a_{{{step},{place}}} = \frac{{\exp({score:.4})}}{{{}}} = {}", precise(sum), number(f64::from(weight)))
}

/// A number of four digits.
fn precise(number: f64) -> String {
    if (1e-3..1e5).contains(&number) {
        return format!("{number:.3}");
    }
    raised(format!("{number:.3e}"))
}

#[cfg(test)]
mod tests {
    use super::super::super::formula::faults;
    use super::*;

    #[test]
    fn every_formula_of_the_page_is_understood() {
        let scores = AttentionKind::ALL.iter().filter_map(|kind| score(*kind));
        let states = AttentionKind::ALL.iter().map(|kind| state(*kind));
        let fixed = [SOFTMAX, CONTEXT, COMBINED, OUTPUT, OUTPUT_ALONE, SLIP];
        for source in scores.chain(states).chain(fixed) {
            assert_eq!(faults(source), [""; 0], "{source}");
        }
        for source in [scored(3, 12, -4.25), weighed(3, 2, &[-1.0, 2e-7], 0.731)] {
            assert_eq!(faults(&source), [""; 0], "{source}");
        }
    }

    #[test]
    fn numbers_stand_where_the_symbols_stood() {
        assert_eq!(scored(1, 2, -0.5), "e_{1,2} = -0.500");
        assert_eq!(weighed(1, 1, &[0.0, 0.0], 0.5), r"a_{1,1} = \frac{\exp(0.0000)}{2.000} = 0.500");
        assert_eq!(precise(530_049_871.0), r"5.300 \cdot 10^{8}");
    }
}
