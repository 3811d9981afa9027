//! Numbers as CSV: those of the page, and the table of runs.

use std::path::{Path, PathBuf};

use super::{Bench, opened::Opened};
use crate::{
    files,
    game::{dialogs::free_path, faults::Fault},
    panels::sequence::{ModelView, Page, PastRun},
    sequence::tables,
};

/// The numbers of a page, of the model of this number where it shows one; beyond the models stands the opened cell.
pub(super) fn numbers(path: &Path, bench: &Bench, opened: &Opened, page: Page, model: usize) -> Result<(), Fault> {
    let models = bench.views();
    let Some(first) = models.first() else { return Ok(()) };
    let task = first.settings.task.kind;
    let table = match page {
        Page::Training => {
            let curves: Vec<_> = models.iter().map(|model| (model.name, model.reports)).collect();
            let scores = |model: &ModelView<'_>| model.evaluations.last().map(|look| look.points.clone());
            let points: Vec<_> = models.iter().map(|model| scores(model).unwrap_or_default()).collect();
            let points: Vec<_> = models.iter().zip(&points).map(|(model, points)| (model.name, &points[..])).collect();
            if let Some(beside) = beside(path, "by-difficulty") {
                write(&beside, tables::points(task, &points).to_csv().as_bytes())?;
            }
            tables::curves(task, &curves)
        }
        Page::Forgetting => {
            let flows: Vec<_> = models.iter().map(|model| (model.name, model.untrained_flow, model.flow)).collect();
            tables::flow(&flows)
        }
        Page::Cell => match (models.get(model).and_then(|model| model.trace), &opened.0) {
            (Some(trace), _) => tables::parts(task, &trace.steps, &trace.layers, &trace.decoding),
            (None, Some(cell)) => {
                let view = cell.view();
                tables::parts(task, view.steps, view.layers, &[])
            }
            (None, None) => return Ok(()),
        },
        Page::Attention => match models.get(model).and_then(|model| model.trace) {
            Some(trace) => tables::attention(task, trace),
            None => return Ok(()),
        },
    };
    write(path, table.to_csv().as_bytes())
}

/// `name-what.csv` beside `name.csv`, or the next name that is free: the person has agreed to the first file alone.
fn beside(path: &Path, what: &str) -> Option<PathBuf> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    free_path(path.parent()?, &format!("{name}-{what}"), "csv")
}

/// The table of runs.
pub(super) fn runs(path: &Path, past: &[PastRun]) -> Result<(), Fault> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let header = [
        "run",
        "model",
        "task",
        "from",
        "to",
        "cell",
        "attention",
        "hidden",
        "layers",
        "forget_bias",
        "chrono",
        "learning_rate",
        "batch",
        "seed",
        "steps",
        "seconds",
        "accuracy",
        "loss",
        "held_out_samples",
    ];
    let mut rows = vec![header.map(str::to_owned)];
    rows.extend(past.iter().map(|run| {
        let set = &run.settings;
        let score = |of: fn(&crate::sequence::Score) -> String| run.score.as_ref().map_or_else(String::new, of);
        [
            run.number.to_string(),
            run.name.clone(),
            set.task.kind.to_string(),
            set.task.from.to_string(),
            set.task.to.to_string(),
            set.cell.to_string(),
            set.attention.to_string(),
            set.hidden.to_string(),
            set.layers.to_string(),
            set.forget_bias.to_string(),
            set.chrono.to_string(),
            set.learning_rate.to_string(),
            set.batch.to_string(),
            set.seed.to_string(),
            run.steps.to_string(),
            run.seconds.to_string(),
            score(|score| score.accuracy.to_string()),
            score(|score| score.loss.to_string()),
            score(|score| score.samples.to_string()),
        ]
    }));
    let refused = |finding: String| Fault::Write { file: path.display().to_string(), finding };
    for row in rows {
        writer.write_record(row).map_err(|error| refused(error.to_string()))?;
    }
    let text = writer.into_inner().map_err(|error| refused(error.to_string()))?;
    write(path, &text)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    files::write_atomically(path, bytes).map_err(|error| Fault::write(path, &error))
}

/// A model's name as a file's.
pub(super) fn file_name(name: &str) -> String {
    let word = |sign: char| {
        if sign.is_ascii_alphanumeric() { sign.to_ascii_lowercase() } else { '-' }
    };
    let words: String = name.chars().map(word).collect();
    let parts: Vec<&str> = words.split('-').filter(|part| !part.is_empty()).collect();
    parts.join("-")
}
