//! Somebody's own cells: those of a PyTorch `nn.RNN`, `nn.LSTM` or `nn.GRU`, or of one of our models. How large they are and how
//! many layers there are is read from the file.

use std::path::Path;

use dfdx::prelude::Cpu;

use super::{error::WeightsError, file::File, read};
use crate::{
    sequence::{cell::Cell, kind::CellKind, stack::Stack},
    tensors,
};

/// More layers than anybody stacks: what asks for more is no file of cells.
const LAYERS: usize = 16;
const FIRST: &str = "weight_ih_l0";

/// Where cells stand in a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct CellFile<'a> {
    /// What stands before their names, such as `encoder.`; `None`: whatever does, if only one thing does.
    pub prefix: Option<&'a str>,
}

impl CellFile<'_> {
    /// Reads the cells of a file.
    ///
    /// # Errors
    /// As [`Self::from_bytes`], and if it cannot be read.
    pub fn load(self, path: &Path, kind: CellKind) -> Result<Stack, WeightsError> {
        self.from_bytes(&read(path)?, &path.display().to_string(), kind)
    }

    /// Reads the cells of a file's content; `name` is its name for messages. Other tensors of the file are left alone.
    ///
    /// # Errors
    /// If it is damaged, holds no cells or several, or they are not of this kind.
    pub fn from_bytes(self, bytes: &[u8], name: &str, kind: CellKind) -> Result<Stack, WeightsError> {
        let file = File::open(bytes, name)?;
        let prefix = self.find(&file)?;
        let device = tensors::device();
        let mut layers: Vec<Cell> = Vec::new();
        while layers.is_empty() || file.shape(&format!("{prefix}weight_ih_l{}", layers.len())).is_some() {
            let at = layers.len();
            let reverse = format!("{prefix}weight_ih_l{at}_reverse");
            let projection = format!("{prefix}weight_hr_l{at}");
            for (stray, accepted) in [
                (reverse, "it reads backwards; accepted are cells that read in one direction (bidirectional=False)"),
                (projection, "it projects the state; accepted are cells without (proj_size=0)"),
            ] {
                if file.shape(&stray).is_some() {
                    return Err(WeightsError::Stray {
                        file: name.to_owned(),
                        tensor: stray,
                        accepted: accepted.to_owned(),
                    });
                }
            }
            if at == LAYERS {
                return Err(WeightsError::Stray {
                    file: name.to_owned(),
                    tensor: format!("{prefix}weight_ih_l{LAYERS}"),
                    accepted: format!("accepted are up to {LAYERS} layers"),
                });
            }
            layers.push(layer(&file, &device, &prefix, kind, (at, layers.last()))?);
        }
        Ok(Stack { layers })
    }

    /// What stands before the names of the cells.
    fn find(self, file: &File<'_>) -> Result<String, WeightsError> {
        if let Some(prefix) = self.prefix {
            return Ok(prefix.to_owned());
        }
        let prefixes: Vec<&str> = file.names().into_iter().filter_map(|name| name.strip_suffix(FIRST)).collect();
        match prefixes.as_slice() {
            [] => Ok(String::new()),
            [prefix] => Ok((*prefix).to_owned()),
            several => Err(WeightsError::Several { file: file.name.to_owned(), prefixes: several.join(", ") }),
        }
    }
}

/// One layer, whose input has as many numbers as the layer below has units.
fn layer(
    file: &File<'_>,
    device: &Cpu,
    prefix: &str,
    kind: CellKind,
    (at, below): (usize, Option<&Cell>),
) -> Result<Cell, WeightsError> {
    let name = |part: &str| format!("{prefix}{part}_l{at}");
    let (weight_ih, weight_hh) = (name("weight_ih"), name("weight_hh"));
    let found = file.tensor(&weight_hh)?.shape().to_vec();
    let gates = kind.gates();
    let hidden = match found[..] {
        [rows, columns] if columns > 0 && rows == gates * columns => columns,
        _ => {
            return Err(WeightsError::OtherCell {
                file: file.name.to_owned(),
                tensor: weight_hh,
                other: other_cell(&found),
                found,
                kind,
                gates,
            });
        }
    };
    let rows = gates * hidden;
    let (inputs, because) = match below {
        Some(below) => (below.hidden(), "the second number being the units of the layer below"),
        None => {
            let found = file.tensor(&weight_ih)?.shape().to_vec();
            let inputs = if found.len() == 2 { found[1].max(1) } else { 1 };
            (inputs, "the first number being that of weight_hh, the second any number of inputs")
        }
    };
    let same = "as many rows as weight_hh has";
    // cells that were made with bias=False have none: that is the same as zeros
    let bias = |name: String| match file.shape(&name) {
        None => Ok(vec![0.0; rows]),
        Some(_) => file.numbers(&name, &[rows], same),
    };
    let weights = [
        file.numbers(&weight_ih, &[rows, inputs], because)?,
        file.numbers(&weight_hh, &[rows, hidden], same)?,
        bias(name("bias_ih"))?,
        bias(name("bias_hh"))?,
    ];
    Ok(Cell::from_weights(device, kind, [inputs, hidden], weights))
}

/// Which cell recurrent weights of such a shape could be.
fn other_cell(found: &[usize]) -> String {
    let fitting: Vec<&str> = match *found {
        [rows, columns] => {
            CellKind::ALL.iter().filter(|kind| rows == kind.gates() * columns).map(|kind| kind.name()).collect()
        }
        _ => Vec::new(),
    };
    if fitting.is_empty() {
        "No cell has such a shape: accepted are those of PyTorch's RNN, LSTM and GRU".to_owned()
    } else {
        format!("They could be those of {}: say so with --cell", fitting.join(" or "))
    }
}
