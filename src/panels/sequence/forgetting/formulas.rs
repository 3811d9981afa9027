//! The formulas of the page.

use super::formula::number;

/// The gradient of the last step's loss goes back through every step between.
pub(super) const CHAIN: &str = r"\frac{\partial L}{\partial h_t} = \frac{\partial L}{\partial h_T} \prod_{k=t+1}^{T} \frac{\partial h_k}{\partial h_{k-1}}";
pub(super) const RNN: &str =
    r"\text{RNN:}\;\; \frac{\partial h_k}{\partial h_{k-1}} = \operatorname{diag}\left(1 - h_k^2\right) W_{hh}";
pub(super) const RNN_RELU: &str =
    r"\text{RNN, ReLU:}\;\; \frac{\partial h_k}{\partial h_{k-1}} = \operatorname{diag}\left(h_k > 0\right) W_{hh}";
pub(super) const LSTM: &str = r"\text{LSTM:}\;\; \frac{\partial c_k}{\partial c_{k-1}} \approx f_k";
pub(super) const GRU: &str = r"\text{GRU:}\;\; \frac{\partial h_k}{\partial h_{k-1}} \approx z_k";

/// What a forget gate with nothing but its bias keeps over steps: the bias, the gate, the steps, what is left.
pub(super) fn kept(bias: f32, steps: usize) -> String {
    let gate = 1.0 / (1.0 + f64::from(-bias).exp());
    format!(
        r"f \approx \sigma({}) = {} \quad f^{{{steps}}} \approx {}",
        number(f64::from(bias)),
        number(gate),
        number(gate.powi(i32::try_from(steps).unwrap_or(i32::MAX)))
    )
}

#[cfg(test)]
mod tests {
    use super::super::formula::faults;

    #[test]
    fn every_formula_of_the_page_is_understood() {
        for source in [super::CHAIN, super::RNN, super::RNN_RELU, super::LSTM, super::GRU, &super::kept(-1.5, 49)] {
            assert_eq!(faults(source), [""; 0], "{source}");
        }
    }

    #[test]
    fn what_is_kept_is_the_gate_to_the_power_of_the_steps() {
        assert_eq!(super::kept(0.0, 10), r"f \approx \sigma(0) = 0.500 \quad f^{10} \approx 0.000977");
    }
}
