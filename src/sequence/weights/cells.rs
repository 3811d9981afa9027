//! Somebody's own cells: those of a PyTorch `nn.RNN`, `nn.LSTM` or `nn.GRU`, of a single `nn.LSTMCell` and its like, or of one
//! of our models. How large they are and how many layers there are is read from the file.

use std::collections::BTreeMap;

use dfdx::prelude::Cpu;

use super::settings;
use crate::{
    sequence::{CellKind, RecurrentCell, Stack},
    tensors::{
        self,
        weights::{Found, WeightsError, WeightsFault, WeightsFile, choose},
    },
};

/// More layers than anybody stacks: what asks for more is no file of cells.
const LAYERS: usize = 16;
const ACCEPTED: &str = "Cells are read by the names that PyTorch gives them: weight_ih_l0, weight_hh_l0, bias_ih_l0, \
                        bias_hh_l0, and so on for layer 1; without _l0 those of an nn.LSTMCell";

/// Which of a file's cells are meant.
#[derive(Clone, Copy, Debug, Default)]
pub struct CellFile<'a> {
    /// What stands before their names, such as `encoder`, and of cells of two directions `forward` or `reverse`; `None`:
    /// the only ones.
    pub network: Option<&'a str>,
}

/// Cells that were read from a file.
#[derive(Clone, Debug)]
pub struct Cells {
    /// The layers.
    pub stack: Stack,
    /// Whether they were trained to read a sequence from its end.
    pub reads_backwards: bool,
    /// Whether the file itself says of which kind they are.
    pub is_kind_known: bool,
}

impl CellFile<'_> {
    /// Reads the cells of a file's content; `name` is its name for messages. Other tensors of the file are left alone.
    ///
    /// # Errors
    /// If it is damaged, holds no cells or several, or they are not of this kind.
    pub fn from_bytes(self, bytes: &[u8], name: &str, kind: CellKind) -> Result<Cells, WeightsError> {
        self.parse(bytes, kind).map_err(|fault| fault.in_file(name))
    }

    fn parse(self, bytes: &[u8], kind: CellKind) -> Result<Cells, WeightsFault> {
        let file = WeightsFile::open(bytes)?;
        // Cells can be read whatever has become of the metadata.
        let trained = settings(&file).ok().flatten();
        if let Some(trained) = trained.filter(|trained| trained.cell != kind) {
            return Err(WeightsFault::Contradiction {
                key: "cell",
                found: trained.cell.to_string(),
                said: kind.to_string(),
                remedy: format!("say --cell {}", trained.cell),
            });
        }
        let found = find(&file);
        if found.is_empty() {
            return Err(file.missing("weight_ih_l0", ACCEPTED));
        }
        let place = choose(found, self.network)?.place;
        Ok(Cells {
            stack: stack(&file, &place, kind)?,
            reads_backwards: place.is_reverse,
            is_kind_known: trained.is_some(),
        })
    }
}

/// Where cells stand in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// What stands before the names of their tensors, such as `encoder.`.
    prefix: String,
    /// Whether layers have numbers: those of an `nn.LSTMCell` have none.
    is_numbered: bool,
    /// Whether there are cells of two directions.
    has_both: bool,
    /// Which of them these are.
    is_reverse: bool,
}

impl Place {
    /// The name of a layer's tensor.
    fn tensor(&self, part: &str, layer: usize) -> String {
        let number = if self.is_numbered { format!("_l{layer}") } else { String::new() };
        let direction = if self.is_reverse { "_reverse" } else { "" };
        format!("{}{part}{number}{direction}", self.prefix)
    }

    fn name(&self) -> String {
        let direction = match (self.has_both, self.is_reverse) {
            (false, _) => "",
            (true, false) => "forward",
            (true, true) => "reverse",
        };
        match format!("{}{direction}", self.prefix).trim_end_matches('.') {
            "" => self.tensor("weight_ih", 0),
            name => name.to_owned(),
        }
    }

    /// How many layers the file has any tensor of.
    fn layers(&self, file: &WeightsFile<'_>) -> usize {
        let own = file.names().iter().filter_map(|name| Part::of(name)).filter(|part| part.is_of(self));
        own.map(|part| part.layer.unwrap_or(0).saturating_add(1)).max().unwrap_or(0)
    }
}

/// What the name of a cell's tensor says.
struct Part<'a> {
    prefix: &'a str,
    layer: Option<usize>,
    is_reverse: bool,
}

impl<'a> Part<'a> {
    fn of(name: &'a str) -> Option<Self> {
        let (prefix, own) = name.split_at(name.rfind('.').map_or(0, |dot| dot + 1));
        let parts = ["weight_ih", "weight_hh", "weight_hr", "bias_ih", "bias_hh"];
        let rest = parts.iter().find_map(|part| own.strip_prefix(part))?;
        let (rest, is_reverse) = rest.strip_suffix("_reverse").map_or((rest, false), |rest| (rest, true));
        let layer = match rest.strip_prefix("_l") {
            Some(number) => Some(number.parse().ok()?),
            None if rest.is_empty() => None,
            None => return None,
        };
        Some(Self { prefix, layer, is_reverse })
    }

    fn is_of(&self, place: &Place) -> bool {
        self.prefix == place.prefix && self.layer.is_some() == place.is_numbered && self.is_reverse == place.is_reverse
    }
}

/// All cells of a file.
fn find(file: &WeightsFile<'_>) -> Vec<Found<Place>> {
    // per prefix and way of naming, whether there are tensors of the reverse direction
    let mut cells: BTreeMap<(&str, bool), bool> = BTreeMap::new();
    for part in file.names().iter().filter_map(|name| Part::of(name)) {
        *cells.entry((part.prefix, part.layer.is_some())).or_default() |= part.is_reverse;
    }
    let places = cells.into_iter().flat_map(|((prefix, is_numbered), has_both)| {
        let directions = if has_both { &[false, true][..] } else { &[false] };
        directions.iter().map(move |&is_reverse| Place { prefix: prefix.to_owned(), is_numbered, has_both, is_reverse })
    });
    places.map(|place| Found { name: place.name(), sizes: sizes(file, &place), place }).collect()
}

/// The inputs and the units of every layer.
fn sizes(file: &WeightsFile<'_>, place: &Place) -> String {
    let columns = |tensor: String| match file.shape(&tensor).as_deref() {
        Some([_, columns]) => columns.to_string(),
        _ => "?".to_owned(),
    };
    let layers = (0..place.layers(file).min(LAYERS)).map(|layer| columns(place.tensor("weight_hh", layer)));
    [columns(place.tensor("weight_ih", 0))].into_iter().chain(layers).collect::<Vec<_>>().join("-")
}

/// Reads all layers.
fn stack(file: &WeightsFile<'_>, place: &Place, kind: CellKind) -> Result<Stack, WeightsFault> {
    let device = tensors::device();
    let count = place.layers(file).max(1);
    let refused = |tensor, accepted: String| Err(WeightsFault::Stray { tensor, accepted });
    if count > LAYERS {
        return refused(place.tensor("weight_ih", count - 1), format!("accepted are up to {LAYERS} layers"));
    }
    if count > 1 && place.has_both {
        let accepted =
            "it reads both directions of the layer below; accepted are cells of two directions with one layer";
        return refused(place.tensor("weight_ih", 1), accepted.to_owned());
    }
    // Cells that were made with bias=False have none: that is the same as zeros. Of others every one is there.
    let has_bias =
        (0..count).any(|at| ["bias_ih", "bias_hh"].iter().any(|part| file.contains(&place.tensor(part, at))));
    let mut layers: Vec<RecurrentCell> = Vec::new();
    for at in 0..count {
        let projection = place.tensor("weight_hr", at);
        if file.contains(&projection) {
            let accepted = "it projects the state; accepted are cells without (proj_size=0)";
            return refused(projection, accepted.to_owned());
        }
        let names = ["weight_ih", "weight_hh", "bias_ih", "bias_hh"].map(|part| place.tensor(part, at));
        layers.push(layer(file, &device, kind, names, has_bias, layers.last())?);
    }
    Ok(Stack { layers })
}

/// One layer, whose input has as many numbers as the layer below has units.
fn layer(
    file: &WeightsFile<'_>,
    device: &Cpu,
    kind: CellKind,
    [weight_ih, weight_hh, bias_ih, bias_hh]: [String; 4],
    has_bias: bool,
    below: Option<&RecurrentCell>,
) -> Result<RecurrentCell, WeightsFault> {
    let first = file.shape_of(&weight_ih, ACCEPTED)?;
    let found = file.shape_of(&weight_hh, ACCEPTED)?;
    let gates = kind.gates();
    let hidden = match found[..] {
        [rows, columns] if columns > 0 && gates.checked_mul(columns) == Some(rows) => columns,
        _ => {
            let (other, cell) = (other_cell(&found), kind.name());
            return Err(WeightsFault::OtherCell { tensor: weight_hh, other, found, cell, gates });
        }
    };
    let rows = gates * hidden;
    let (inputs, because) = match below {
        Some(below) => (below.hidden(), "the second number being the units of the layer below"),
        None => {
            let inputs = if first.len() == 2 { first[1].max(1) } else { 1 };
            (inputs, "the first number being that of weight_hh, the second any number of inputs")
        }
    };
    let numbers = |name: &str, shape: &[usize], because: &str| {
        file.numbers(name, shape, &format!("{shape:?}, {because}"), ACCEPTED)
    };
    let same = "as many rows as weight_hh has";
    let bias = |name: &str| if has_bias { numbers(name, &[rows], same) } else { Ok(vec![0.0; rows]) };
    let weights = [
        numbers(&weight_ih, &[rows, inputs], because)?,
        numbers(&weight_hh, &[rows, hidden], same)?,
        bias(&bias_ih)?,
        bias(&bias_hh)?,
    ];
    Ok(RecurrentCell::from_weights(device, kind, [inputs, hidden], weights))
}

/// Which cell recurrent weights of such a shape could be.
fn other_cell(found: &[usize]) -> String {
    let fitting: Vec<&str> = match *found {
        [rows, columns] => {
            let fits = |kind: &&CellKind| kind.gates().checked_mul(columns) == Some(rows);
            CellKind::ALL.iter().filter(fits).map(|kind| kind.name()).collect()
        }
        _ => Vec::new(),
    };
    if fitting.is_empty() {
        "No cell has such a shape: accepted are those of PyTorch's RNN, LSTM and GRU".to_owned()
    } else {
        format!("They could be those of {}: say so with --cell", fitting.join(" or "))
    }
}
