//! How far the training is, in a bar.

use std::time::{Duration, Instant};

use indicatif::ProgressBar;

use crate::{
    cli::{
        bar::bar,
        output::{decimal, percent},
    },
    sequence::Report,
};

/// How often the bar is drawn anew.
const FRAME: Duration = Duration::from_millis(100);

/// The bar.
pub struct Progress {
    bar: ProgressBar,
    drawn: Instant,
}

impl Progress {
    pub fn new(steps: u64, quiet: bool) -> Self {
        let template = "{bar:40.blue} {percent:>3}%  {human_pos}/{human_len} steps, {eta} left\n{wide_msg}";
        let bar = bar(steps, template, quiet);
        Self { bar, drawn: Instant::now() }
    }

    /// Draws it as the training stands, if it is time to.
    pub fn draw(&mut self, report: &Report) {
        if self.drawn.elapsed() < FRAME {
            return;
        }
        self.drawn = Instant::now();
        self.bar.set_position(report.step);
        self.bar.set_message(format!(
            "loss {}, right {} of the batch",
            decimal(report.loss.into()),
            percent(report.accuracy.into())
        ));
    }

    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
