//! Numbers as CSV: those of the page, and the table of runs.

use std::path::{Path, PathBuf};

use super::{TrainingSession, commands::OpenedFile};
use crate::{
    files,
    game::{Fault, dialogs::free_path},
    panels::Page,
    sequence::tables::{self, Table},
};

/// The numbers of a page, of the model of this number where it shows one; beyond the models stands the opened cell.
pub(super) fn numbers(
    path: &Path,
    session: &TrainingSession,
    opened: &OpenedFile,
    page: Page,
    model: usize,
) -> Result<(), Fault> {
    let models = session.trainees();
    let Some(first) = models.first() else { return Ok(()) };
    let task = first.settings.task.kind;
    let trace = models.get(model).and_then(|model| model.trace.as_ref());
    let table = match (page, trace, &opened.0) {
        (Page::Training, ..) => {
            if let Some(beside) = beside(path, "by-difficulty") {
                write(&beside, &tables::by_difficulty(task, &models))?;
            }
            tables::curves(task, &models)
        }
        (Page::Forgetting, ..) => tables::flow(&models),
        (Page::Cell, Some(trace), _) => tables::parts(task, &trace.steps, &trace.layers, &trace.decoding),
        (Page::Cell, None, Some(cell)) => tables::parts(task, &cell.steps, &cell.layers, &[]),
        (Page::Attention, Some(trace), _) => tables::attention(task, trace),
        (Page::Cell | Page::Attention, None, _) => return Ok(()),
    };
    write(path, &table)
}

/// `name-what.csv` beside `name.csv`, or the next name that is free: the person has agreed to the first file alone.
fn beside(path: &Path, what: &str) -> Option<PathBuf> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    free_path(path.parent()?, &format!("{name}-{what}"), "csv")
}

/// Writes a table as CSV.
pub(super) fn write(path: &Path, table: &Table) -> Result<(), Fault> {
    files::write_atomically(path, table.to_csv().as_bytes()).map_err(|error| Fault::write(path, &error))
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
