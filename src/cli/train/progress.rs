//! How far the training is: one bar for all seeds on standard error, drawn only where a person can see it.

use std::time::{Duration, Instant};

use crate::{
    cli::{Bar, decimal, percent, thousands},
    runs::{Gauge, Plan},
};

/// The stretch of time over which steps per second are measured.
const STRETCH: Duration = Duration::from_secs(2);

/// The bar.
pub struct Progress {
    bar: Bar,
    /// Where the present stretch began, and the speed of the last one.
    since: Instant,
    steps: Option<u64>,
    speed: Option<f64>,
}

impl Progress {
    pub fn new(plan: &Plan, quiet: bool) -> Self {
        let total = plan.length.total() * plan.jobs.len() as u64;
        let before: u64 = plan.jobs.iter().map(|job| job.done.min(plan.length.total())).sum();
        let bar = Bar::with_words(total, plan.length.unit(), quiet).from(before);
        Self { bar, since: Instant::now(), steps: None, speed: None }
    }

    /// Draws the bar as the gauges stand.
    pub fn draw(&mut self, gauges: &[Gauge], optimum: Option<f64>) {
        let steps: u64 = gauges.iter().map(|gauge| gauge.steps).sum();
        let before = *self.steps.get_or_insert(steps);
        let elapsed = self.since.elapsed();
        if elapsed >= STRETCH || self.speed.is_none() && elapsed >= STRETCH / 4 {
            self.speed = Some((steps - before) as f64 / elapsed.as_secs_f64());
            (self.since, self.steps) = (Instant::now(), Some(steps));
        }
        let done = gauges.iter().map(|gauge| gauge.done).sum();
        self.bar.draw(done, || message(gauges, optimum, self.speed));
    }
}

/// Return and success lately in the mean over the seeds that have begun, and the speed of all.
fn message(gauges: &[Gauge], optimum: Option<f64>, speed: Option<f64>) -> String {
    let mean = |of: fn(&Gauge) -> f64| {
        let known: Vec<f64> = gauges.iter().map(of).filter(|value| value.is_finite()).collect();
        known.iter().sum::<f64>() / known.len() as f64
    };
    let best = optimum.map_or(String::new(), |optimum| format!(" (optimum {})", decimal(optimum)));
    format!(
        "return {}{best}, success {}, {} steps/s",
        decimal((mean(|gauge| gauge.episode_return) * 100.0).round() / 100.0),
        percent(mean(|gauge| gauge.success)),
        speed.map_or_else(|| "-".to_owned(), |speed| thousands(speed as u64)),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_leaves_out_seeds_that_have_not_begun() {
        let begun = Gauge { done: 5, steps: 100, episode_return: 0.5, success: 1.0 };
        let waiting = Gauge { done: 0, steps: 0, episode_return: f64::NAN, success: f64::NAN };
        let text = message(&[begun, waiting], Some(1.0), Some(12_345.6));
        assert_eq!(text, "return 0.5 (optimum 1), success 100%, 12,345 steps/s");
        assert_eq!(message(&[waiting], None, None), "return -, success -, - steps/s");
    }
}
