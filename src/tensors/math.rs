//! exp, ln, powers and softmax whose results are the same bits on every machine: the standard library's are the platform's,
//! which round differently. Addition, multiplication, division and square roots are exact everywhere; tanh and the logistic
//! function are in `activation`. Under all of this is the `libm` crate, which uses no instruction that a machine may lack.

/// e^x.
#[must_use]
pub fn exp(x: f32) -> f32 {
    libm::expf(x)
}

/// The natural logarithm.
#[must_use]
pub fn ln(x: f32) -> f32 {
    libm::logf(x)
}

/// base^exponent of a base above 0, to 1e-13 of the true value: an eighth of the time of `libm::pow`, which is exact.
#[must_use]
pub fn pow(base: f64, exponent: u64) -> f64 {
    if base == 1.0 { 1.0 } else { libm::exp(exponent as f64 * libm::log(base)) }
}

/// The largest of some numbers; NaN never wins. The sign of `f32::max(0.0, -0.0)` depends on the machine, this one's does not.
#[must_use]
pub fn largest(numbers: &[f32]) -> f32 {
    numbers.iter().fold(f32::NEG_INFINITY, |largest, &x| if x > largest { x } else { largest })
}

/// p_k = exp(z_k) / sum_j exp(z_j) in place, shifted by the largest z so that nothing overflows.
pub fn softmax(z: &mut [f32]) {
    let largest = largest(z);
    let mut sum = 0.0;
    for z in z.iter_mut() {
        *z = exp(*z - largest);
        sum += *z;
    }
    z.iter_mut().for_each(|z| *z /= sum);
}

/// ln p_k = z_k - ln sum_j exp(z_j) in place, which stays finite where p_k is rounded to 0.
pub fn log_softmax(z: &mut [f32]) {
    let largest = largest(z);
    z.iter_mut().for_each(|z| *z -= largest);
    let sum: f32 = z.iter().map(|z| exp(*z)).sum();
    let ln_sum = ln(sum);
    z.iter_mut().for_each(|z| *z -= ln_sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_what_the_library_computes() {
        let close = |found: f64, right: f64| assert!((found - right).abs() <= 2e-7 * right.abs(), "{found} {right}");
        for step in -1740..=1770 {
            let x = step as f32 / 20.0;
            close(exp(x).into(), f64::from(x).exp());
            let positive = exp(x);
            if (positive - 1.0).abs() > 0.1 {
                close(ln(positive).into(), f64::from(positive).ln());
            }
        }
        for count in [0, 1, 7, 1000, 123_456] {
            close(pow(0.9999, count), 0.9999_f64.powf(count as f64));
        }
        assert_eq!([pow(0.9, 1_000_000), pow(1.0, u64::MAX), pow(0.5, 0)], [0.0, 1.0, 1.0]);
    }

    #[test]
    fn their_bits_are_these() {
        let bits = [exp(1.0), exp(-3.7), exp(20.3), ln(2.0), ln(0.001), ln(1e30)].map(f32::to_bits);
        assert_eq!(bits, [0x402d_f854, 0x3cca_88fe, 0x4e1c_242b, 0x3f31_7218, 0xc0dd_0c55, 0x428a_27b5]);
        let bits = [pow(0.9, 17), pow(0.9999, 123_456)].map(f64::to_bits);
        assert_eq!(bits, [0x3fc5_58c7_65f2_9523, 0x3ed2_3aa8_0267_70f9]);
    }

    #[test]
    fn a_softmax_bears_large_and_hopeless_numbers() {
        let mut p = [1000.0, 999.0, -1000.0];
        softmax(&mut p);
        let first = 1.0 / (1.0 + (-1.0_f32).exp());
        assert!((p[0] - first).abs() < 1e-6 && (p[1] + first - 1.0).abs() < 1e-6 && p[2] == 0.0, "{p:?}");
        let mut log_p = [1000.0, 999.0, -1000.0];
        log_softmax(&mut log_p);
        assert!((log_p[0] - first.ln()).abs() < 1e-6 && (log_p[2] + 2000.0 - first.ln()).abs() < 1e-3, "{log_p:?}");
    }
}
