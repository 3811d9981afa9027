//! What stands between layers: ReLU, tanh and the logistic function, the latter two in a form that the compiler turns into
//! vector instructions. Which network uses which is said there.

use fearless_simd::{Select, Simd, SimdBase, SimdFloat, f32x8};

use crate::names::named;

named! {
    /// The function between two layers.
    Activation, "activation", {
        /// max(0, x).
        Relu = "relu",
        /// The hyperbolic tangent.
        Tanh = "tanh",
    }
}

impl Activation {
    /// The function of every number, in place.
    #[inline(always)]
    pub fn apply(self, numbers: &mut [f32]) {
        match self {
            // not `max`, whose 0 may have either sign
            Self::Relu => numbers.iter_mut().for_each(|x| *x = if *x > 0.0 { *x } else { 0.0 }),
            Self::Tanh => tanh_all(numbers),
        }
    }

    /// Turns gradients by the function's values into those by its arguments, in place, given the values.
    #[inline(always)]
    pub fn back(self, gradients: &mut [f32], values: &[f32]) {
        let pairs = gradients.iter_mut().zip(values);
        match self {
            // at exactly 0 it is shut, as in dfdx and PyTorch
            Self::Relu => pairs.for_each(|(d, &y)| *d = if y > 0.0 { *d } else { 0.0 }),
            Self::Tanh => pairs.for_each(|(d, &y)| *d *= 1.0 - y * y),
        }
    }

    /// [`Self::apply`] of eight numbers before they are stored. In place, ReLU becomes a store under a mask, which takes
    /// some processors twenty times as long.
    #[inline(always)]
    pub(super) fn of<S: Simd>(self, mut x: f32x8<S>) -> f32x8<S> {
        let zero = f32x8::splat(x.witness(), 0.0);
        match self {
            Self::Relu => x.simd_gt(zero).select(x, zero),
            Self::Tanh => {
                tanh_all(&mut *x);
                x
            }
        }
    }

    /// [`Self::back`] of eight gradients before they are stored.
    #[inline(always)]
    pub(super) fn back_of<S: Simd>(self, gradient: f32x8<S>, y: f32x8<S>) -> f32x8<S> {
        let zero = f32x8::splat(y.witness(), 0.0);
        match self {
            Self::Relu => y.simd_gt(zero).select(gradient, zero),
            Self::Tanh => gradient * (1.0 - y * y),
        }
    }
}

/// Beyond this tanh is 1 to the last bit of an `f32`, and the quotient below leaves its range.
const BOUND: f32 = 7.998_811_7;

/// tanh(x) as a quotient of polynomials, to 3e-7 of the true value. The library's own is exact to the last bit, but is
/// called number by number: four times the cost of everything else in a cell's step.
///
/// Coefficients: the minimax approximation of the Eigen library (`generic_fast_tanh_float`).
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let x = x.clamp(-BOUND, BOUND);
    let x2 = x * x;
    let mut p = -2.760_768_5e-16 * x2 + 2.000_188e-13;
    p = p * x2 - 8.604_672e-11;
    p = p * x2 + 5.122_297e-8;
    p = p * x2 + 1.485_722_4e-5;
    p = p * x2 + 6.372_619_3e-4;
    p = p * x2 + 4.893_525e-3;
    let mut q = 1.198_258_4e-6 * x2 + 1.185_347_1e-4;
    q = q * x2 + 2.268_434_6e-3;
    q = q * x2 + 4.893_525e-3;
    (x * p / q).clamp(-1.0, 1.0)
}

/// 1 / (1 + exp(-x)).
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// [`tanh`] of every number, in place.
#[inline(always)]
pub fn tanh_all(numbers: &mut [f32]) {
    numbers.iter_mut().for_each(|x| *x = tanh(*x));
}

/// [`sigmoid`] of every number, in place.
pub fn sigmoid_all(numbers: &mut [f32]) {
    numbers.iter_mut().for_each(|x| *x = sigmoid(*x));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_what_the_library_computes() {
        for step in -40_000_i32..=40_000 {
            let x = f64::from(step) / 2000.0;
            let narrow = x as f32;
            let close =
                |found: f32, right: f64| assert!((f64::from(found) - right).abs() < 4e-7, "{x}: {found} {right}");
            close(tanh(narrow), x.tanh());
            close(sigmoid(narrow), 1.0 / (1.0 + (-x).exp()));
        }
        assert_eq!([tanh(0.0), sigmoid(0.0)], [0.0, 0.5]);
        assert!(tanh(1e30) > 0.999_999 && tanh(-1e30) < -0.999_999 && tanh(f32::INFINITY) <= 1.0);
        assert!((tanh(1e-4) / 1e-4 - 1.0).abs() < 1e-6, "small numbers keep their digits");
    }
}
