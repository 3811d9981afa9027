//! How good a model is, difficulty by difficulty, for `train` and `evaluate` alike.

use serde::Serialize;

use crate::{
    cli::{Bar, Failure, Output, decimal, percent},
    sequence::{Score, TrainedModel, tasks::Measure},
};

/// Samples that the overall accuracy is measured on, unless said otherwise.
pub const SAMPLES: u32 = 1000;

/// A model's scores as they are printed.
#[derive(Serialize)]
pub struct Scores {
    #[serde(flatten)]
    overall: Score,
    by: Measure,
    #[serde(rename = "points")]
    difficulties: Vec<DifficultyScore>,
}

/// The scores at one difficulty.
#[derive(Serialize)]
struct DifficultyScore {
    #[serde(flatten)]
    score: Score,
    /// The difficulty in words, where it is not a number: a date's format.
    label: String,
}

impl Scores {
    /// Tests a model; a fifth of the samples at each difficulty.
    pub fn of(trained: &TrainedModel, samples: u32, quiet: bool) -> Self {
        let task = trained.settings().task;
        let samples = samples as usize;
        let (difficulties, at_each) = (task.difficulties(), samples.div_ceil(5));
        let mut bar = Bar::new((samples + difficulties.len() * at_each) as u64, "samples", quiet);
        let overall = trained.evaluate_watched(None, samples, &mut |tested| bar.at(tested as u64));
        let mut before = samples;
        let test = |difficulty: usize| {
            let score =
                trained.evaluate_watched(Some(difficulty), at_each, &mut |tested| bar.at((before + tested) as u64));
            before += at_each;
            DifficultyScore { score, label: task.kind.difficulty_text(difficulty) }
        };
        Self { overall, difficulties: difficulties.into_iter().map(test).collect(), by: task.kind.difficulty().measure }
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
        for DifficultyScore { score, label } in &self.difficulties {
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
