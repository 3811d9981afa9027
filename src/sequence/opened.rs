//! A file of weights whose content is not known: one of our models, or a cell that somebody trained elsewhere, with what it
//! reads and what it does with that.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{CellFile, CellKind, Cells, Record, Stack, TrainedModel};
use crate::tensors::weights::{WeightsError, WeightsFault};

/// Steps that are read at most: what asks for more is looked into with the command.
const MOST_STEPS: usize = 200;

/// A cell and what it reads.
#[derive(Clone, Debug)]
pub struct OpenedCell {
    /// Its file.
    pub file: PathBuf,
    /// Its layers.
    pub stack: Stack,
    /// Whether it was trained to read a sequence from its end.
    reads_backwards: bool,
    /// Whether nothing says that its activation is tanh.
    pub is_activation_assumed: bool,
    /// What it reads: numbers separated by blanks or commas, a line or a semicolon per step.
    pub text: String,
    /// What is wrong with that, in words.
    pub error: Option<String>,
    /// The steps, as they are written.
    pub steps: Vec<String>,
    /// What every layer did, the bottom one first; one sample. Empty where the input cannot be read.
    pub layers: Vec<Arc<Record>>,
}

/// What a file of weights holds.
#[derive(Clone, Debug)]
pub enum WeightsContent {
    /// One of our models.
    Model(Box<TrainedModel>),
    /// A cell.
    Cell(OpenedCell),
}

/// What the bytes of a file of weights hold, whatever it is: some of its cells, where that is said. Which cell it is, is told by its shape.
///
/// # Errors
/// If it is damaged, or holds neither a model nor cells, or several of them and none is named.
///
/// # Panics
/// Never: there are cells, and each was refused with a reason.
pub fn open_weights(path: &Path, bytes: &[u8], network: Option<&str>) -> Result<WeightsContent, WeightsError> {
    let name = path.display().to_string();
    let mut refused = None;
    if network.is_none() {
        match TrainedModel::from_bytes(bytes, &name) {
            Ok(trained) => return Ok(WeightsContent::Model(Box::new(trained))),
            Err(error) if matches!(error.fault, WeightsFault::Unsaid { .. }) => refused = Some(error),
            Err(error) => return Err(error),
        }
    }
    let cells = CellFile { network };
    let (mut unfit, mut other) = (None, None);
    // A file from elsewhere does not say its cell: of those with the same shape the first is PyTorch's own.
    for kind in [CellKind::Lstm, CellKind::Gru, CellKind::GruResetBefore, CellKind::Rnn, CellKind::RnnRelu] {
        match cells.from_bytes(bytes, &name, kind) {
            Ok(cells) => return Ok(WeightsContent::Cell(OpenedCell::new(path, cells))),
            Err(error) if is_of_another_cell(&error) => unfit = Some(error),
            Err(error) => other = Some(error),
        }
    }
    // Whatever kind it was taken for, something was found.
    Err(other.or(refused).or(unfit).expect("each kind was refused with a reason"))
}

/// Whether the file says by its shapes or its metadata that it holds another kind of cell.
fn is_of_another_cell(error: &WeightsError) -> bool {
    matches!(error.fault, WeightsFault::OtherCell { .. } | WeightsFault::Contradiction { key: "cell", .. })
}

impl OpenedCell {
    /// Cells of a file, reading a first input.
    #[must_use]
    pub fn new(file: &Path, cells: Cells) -> Self {
        let mut cell = Self {
            file: file.to_owned(),
            is_activation_assumed: cells.stack.layers()[0].kind() == CellKind::Rnn && !cells.is_kind_known,
            stack: cells.stack,
            reads_backwards: cells.reads_backwards,
            text: String::new(),
            error: None,
            steps: Vec::new(),
            layers: Vec::new(),
        };
        // A knock on the first input, then silence: what remains of it is memory.
        let quiet = vec!["0"; cell.stack.inputs()];
        let mut knock = quiet.clone();
        knock[0] = "1";
        let rows: Vec<String> =
            std::iter::once(knock).chain(std::iter::repeat_n(quiet, 11)).map(|row| row.join(" ")).collect();
        cell.read(&rows.join("\n"));
        cell
    }

    /// Lets it read what the person has written.
    pub fn read(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        match numbers(text, self.stack.inputs()) {
            Ok(mut steps) => {
                // Steps are shown in the order in which the cell reads them.
                if self.reads_backwards {
                    steps.reverse();
                }
                let written = |row: &Vec<f32>| match row.as_slice() {
                    [number] => number.to_string(),
                    row => format!("{}…", row[0]),
                };
                self.steps = steps.iter().map(written).collect();
                self.layers = self.stack.trace(&[steps]);
                self.error = None;
            }
            Err(error) => {
                self.error = Some(error);
                self.steps.clear();
                self.layers.clear();
            }
        }
    }
}

/// Rows of so many numbers: a line or a semicolon ends one, blanks or commas stand between numbers.
fn numbers(text: &str, features: usize) -> Result<Vec<Vec<f32>>, String> {
    let accepted = format!("accepted are {features} numbers per step, with blanks between, a line per step");
    let rows = text.split(['\n', ';']).map(str::trim).filter(|row| !row.is_empty());
    let steps: Vec<Vec<f32>> = rows
        .enumerate()
        .map(|(step, row)| {
            let words = row.split([' ', ',', '\t']).filter(|word| !word.is_empty());
            let read = |word: &str| {
                let number: Option<f32> = word.parse().ok().filter(|number: &f32| number.is_finite());
                number.ok_or_else(|| format!("step {}: `{word}` is no number; {accepted}", step + 1))
            };
            let row = words.map(read).collect::<Result<Vec<f32>, _>>()?;
            if row.len() == features {
                Ok(row)
            } else {
                Err(format!("step {}: {} numbers; {accepted}", step + 1, row.len()))
            }
        })
        .collect::<Result<_, _>>()?;
    match steps.len() {
        0 => Err(format!("the sequence is empty; {accepted}")),
        1..=MOST_STEPS => Ok(steps),
        steps => Err(format!("{steps} steps; up to {MOST_STEPS} are read here")),
    }
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn rows_of_numbers_are_read_however_they_are_written_and_else_named() {
        let wanted = vec![vec![1.0, 2.0], vec![-0.5, 0.0]];
        for text in ["1 2\n-0.5 0", "1,2;-0.5,0", " 1\t2 ;\n -.5, 0 \n"] {
            assert_eq!(numbers(text, 2), Ok(wanted.clone()), "{text}");
        }
        for (text, named) in [
            ("1 2\n3", "step 2: 1 numbers"),
            ("1 x", "`x` is no number"),
            ("1 1e99", "`1e99` is no number"),
            (" \n", "empty"),
        ] {
            let error = numbers(text, 2).expect_err(text);
            assert!(error.contains(named), "{text}: {error}");
        }
        assert!(numbers(&"1\n".repeat(201), 1).is_err());
    }
}
