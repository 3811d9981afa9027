//! Means, moving averages and 95% intervals of what episodes gave, as plain functions over slices.
//! How they are drawn or printed is decided elsewhere.

use derive_more::Into;
use serde::Serialize;

/// The standard normal quantile for a two-sided 95% interval.
const NORMAL_975: f64 = 1.959_963_984_540_054;

/// Student's t quantiles for a two-sided 95% interval, 1 to 30 degrees of freedom.
const STUDENT_975: [f64; 30] = [
    12.706_205, 4.302_653, 3.182_446, 2.776_445, 2.570_582, 2.446_912, 2.364_624, 2.306_004, 2.262_157, 2.228_139,
    2.200_985, 2.178_813, 2.160_369, 2.144_787, 2.131_450, 2.119_905, 2.109_816, 2.100_922, 2.093_024, 2.085_963,
    2.079_614, 2.073_873, 2.068_658, 2.063_899, 2.059_539, 2.055_529, 2.051_831, 2.048_407, 2.045_230, 2.042_272,
];

/// A two-sided 95% interval; printed as `[low, high]` in JSON.
#[derive(Clone, Copy, Debug, Into, PartialEq, Serialize)]
#[serde(into = "(f64, f64)")]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The arithmetic mean; NaN of nothing.
pub fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// The standard deviation of a sample (n - 1 below); NaN of fewer than two values.
pub fn standard_deviation(values: &[f64]) -> f64 {
    let centre = mean(values);
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    (squares / (values.len() as f64 - 1.0)).sqrt()
}

/// The 97.5% quantile of Student's t distribution.
///
/// Tabulated up to 30 degrees of freedom; beyond, the expansion around the normal quantile
/// (Abramowitz and Stegun 26.7.5), which is off by less than 1e-5 there.
///
/// # Panics
/// With 0 degrees of freedom there is no such distribution; callers have two values or more.
pub fn student_975(degrees_of_freedom: usize) -> f64 {
    assert!(degrees_of_freedom > 0, "an interval needs two values");
    if let Some(quantile) = STUDENT_975.get(degrees_of_freedom - 1) {
        return *quantile;
    }
    let (z, n) = (NORMAL_975, degrees_of_freedom as f64);
    z + (z.powi(3) + z) / (4.0 * n) + (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / (96.0 * n * n)
}

/// The 95% interval of a mean, `mean +- t s / sqrt(n)`; `None` for fewer than two values.
pub fn mean_interval(values: &[f64]) -> Option<Interval> {
    if values.len() < 2 {
        return None;
    }
    let centre = mean(values);
    let half = student_975(values.len() - 1) * standard_deviation(values) / (values.len() as f64).sqrt();
    Some(Interval { low: centre - half, high: centre + half })
}

/// Wilson's 95% interval of a rate: `hits` of `trials`. Unlike the plain one it stays inside 0 to 1 and says
/// something when all or none succeeded. `None` for no trials.
pub fn rate_interval(hits: usize, trials: usize) -> Option<Interval> {
    if trials == 0 {
        return None;
    }
    let (n, z) = (trials as f64, NORMAL_975);
    let rate = hits as f64 / n;
    let centre = rate + z * z / (2.0 * n);
    let half = z * (rate * (1.0 - rate) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    Some(Interval { low: ((centre - half) / scale).max(0.0), high: ((centre + half) / scale).min(1.0) })
}

/// The mean of the last `window` values at each place; of all there are, at the beginning. Values that are NaN are left out.
pub fn moving_average(values: &[f32], window: usize) -> Vec<f64> {
    let window = window.max(1);
    let (mut sum, mut known) = (0.0, 0_usize);
    values
        .iter()
        .enumerate()
        .map(|(at, &value)| {
            if !value.is_nan() {
                sum += f64::from(value);
                known += 1;
            }
            if let Some(gone) = at.checked_sub(window).map(|gone| values[gone]).filter(|gone| !gone.is_nan()) {
                sum -= f64::from(gone);
                known -= 1;
            }
            sum / known as f64
        })
        .collect()
}

/// The value below which a `share` (0 to 1) of the sorted values lie, interpolated; NaN of nothing.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    if sorted.is_empty() {
        return f64::NAN;
    }
    let place = share.clamp(0.0, 1.0) * (sorted.len() - 1) as f64;
    let (below, above) = (place.floor() as usize, place.ceil() as usize);
    sorted[below] + (sorted[above] - sorted[below]) * (place - below as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-4
    }

    #[test]
    fn the_interval_of_a_mean_is_the_textbooks() {
        // 1..=10: mean 5.5, s = 3.02765, t(9) = 2.262157, half width 2.16585
        let values: Vec<f64> = (1..=10).map(f64::from).collect();
        let interval = mean_interval(&values).expect("ten values");
        assert!(close(interval.low, 3.33415) && close(interval.high, 7.66585), "{interval:?}");
        assert_eq!(mean_interval(&[1.0]), None);
    }

    #[test]
    fn equal_values_leave_no_doubt() {
        assert_eq!(mean_interval(&[1.0; 50]), Some(Interval { low: 1.0, high: 1.0 }));
    }

    #[test]
    fn students_quantile_is_continued_beyond_the_table() {
        // published values: t(40) = 2.021075, t(100) = 1.983972, t(1000) = 1.962339
        assert!(close(student_975(40), 2.021_075));
        assert!(close(student_975(100), 1.983_972));
        assert!(close(student_975(1000), 1.962_339));
        for degrees in 1..200 {
            assert!(student_975(degrees) > student_975(degrees + 1), "falls at {degrees}");
        }
    }

    #[test]
    fn wilsons_interval_is_the_published_one() {
        // Wilson 1927 as computed by R's binom.confint(8, 10, methods = "wilson")
        let interval = rate_interval(8, 10).expect("ten trials");
        assert!(close(interval.low, 0.490_162) && close(interval.high, 0.943_318), "{interval:?}");
        let all = rate_interval(10, 10).expect("ten trials");
        assert!(close(all.low, 0.722_467) && close(all.high, 1.0), "{all:?}");
        assert_eq!(rate_interval(0, 0), None);
    }

    #[test]
    fn a_moving_average_forgets_what_left_the_window() {
        assert_eq!(moving_average(&[4.0, 0.0, 2.0, 4.0], 2), vec![4.0, 2.0, 1.0, 3.0]);
        assert_eq!(moving_average(&[], 100), Vec::<f64>::new());
    }

    #[test]
    fn a_moving_average_is_over_what_is_known() {
        let nan = f32::NAN;
        let average = moving_average(&[nan, 1.0, nan, 3.0, nan, nan, 5.0], 2);
        assert!(average[0].is_nan() && average[5].is_nan());
        assert_eq!((&average[1..5], average[6]), (&[1.0, 1.0, 3.0, 3.0][..], 5.0));
    }

    #[test]
    fn quantiles_lie_between_their_neighbours() {
        assert_eq!(quantile(&[0.0, 1.0, 2.0, 3.0, 4.0], 0.5), 2.0);
        assert_eq!(quantile(&[0.0, 1.0], 0.25), 0.25);
        assert!(quantile(&[], 0.5).is_nan());
    }
}
