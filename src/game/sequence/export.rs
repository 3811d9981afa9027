//! Numbers as CSV: those of the page, and the table of runs.

use std::path::Path;

use super::{Bench, opened::Opened};
use crate::{
    files,
    game::{faults::Fault, notices::Notices},
    language::Texts,
    panels::{
        MessageKind,
        sequence::{Page, PastRun},
    },
};

/// The numbers of a page, of the model of this number where it shows one.
pub(super) fn numbers(_path: &Path, _bench: &Bench, _opened: &Opened, _page: Page, _model: usize) -> Result<(), Fault> {
    Ok(())
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
    let refused = |finding: String| Fault::Write {
        file: path.display().to_string(),
        finding,
    };
    for row in rows {
        writer.write_record(row).map_err(|error| refused(error.to_string()))?;
    }
    let text = writer.into_inner().map_err(|error| refused(error.to_string()))?;
    write(path, &text)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    files::write_atomically(path, bytes).map_err(|error| Fault::write(path, &error))
}

/// Tells the person where something lies.
pub(super) fn say_saved(path: &Path, notices: &mut Notices, texts: &Texts) {
    let file = path.display().to_string();
    notices.push(
        MessageKind::Done,
        &texts.t_with("notice-saved", &[("file", file.into())]),
    );
}

/// A model's name as a file's.
pub(super) fn file_name(name: &str) -> String {
    let word = |sign: char| {
        if sign.is_ascii_alphanumeric() {
            sign.to_ascii_lowercase()
        } else {
            '-'
        }
    };
    let words: String = name.chars().map(word).collect();
    let parts: Vec<&str> = words.split('-').filter(|part| !part.is_empty()).collect();
    parts.join("-")
}
