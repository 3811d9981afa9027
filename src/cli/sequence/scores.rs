//! How good a model is, point by point, for `train` and `evaluate` alike.

use serde::Serialize;

use crate::{
    cli::{
        Failure, Output,
        bar::Bar,
        output::{decimal, percent},
    },
    sequence::{Score, Trained, tasks::Measure},
};

/// Samples that the overall accuracy is measured on, unless said otherwise.
pub const SAMPLES: u32 = 1000;

/// A model's scores as they are printed.
#[derive(Serialize)]
pub struct Scores {
    #[serde(flatten)]
    overall: Score,
    by: Measure,
    points: Vec<Point>,
}

/// The scores at one point.
#[derive(Serialize)]
struct Point {
    #[serde(flatten)]
    score: Score,
    /// The point in words, where it is not a number: a date's format.
    label: String,
}

impl Scores {
    /// Tests a model; a fifth of the samples at each point.
    pub fn of(trained: &Trained, samples: u32, quiet: bool) -> Self {
        let task = trained.settings().task;
        let samples = samples as usize;
        let (points, at_a_point) = (task.points(), samples.div_ceil(5));
        let mut bar = Bar::new((samples + points.len() * at_a_point) as u64, "samples", quiet);
        let overall = trained.evaluate_watched(None, samples, &mut |tested| bar.at(tested as u64));
        let mut before = samples;
        let test = |point: usize| {
            let score =
                trained.evaluate_watched(Some(point), at_a_point, &mut |tested| bar.at((before + tested) as u64));
            before += at_a_point;
            Point { score, label: task.kind.point(point) }
        };
        Self { overall, points: points.into_iter().map(test).collect(), by: task.kind.difficulty().measure }
    }

    /// For people.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn print(&self, output: &mut Output) -> Result<(), Failure> {
        output.line(format!(
            "  held out: accuracy {}, loss {} ({} samples)",
            percent(self.overall.accuracy.into()),
            decimal(self.overall.loss.into()),
            self.overall.samples
        ))?;
        for Point { score, label } in &self.points {
            output.line(format!(
                "  {} {:<20} {:>6}  loss {}",
                self.by,
                label,
                percent(score.accuracy.into()),
                decimal(score.loss.into())
            ))?;
        }
        Ok(())
    }
}
