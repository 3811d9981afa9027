//! A file of weights, opened: its container, its metadata, and its numbers where their type and shape are right.
//! Which tensors make a network is known by those who read one; how one of several is chosen is in `choice`.

mod choice;
mod container;
mod error;
mod order;

use std::{collections::HashMap, str::FromStr};

use safetensors::{Dtype, SafeTensors};

pub use choice::{Found, choose, networks};
pub use container::to_safetensors;
pub use error::{WeightsError, WeightsFault};
pub use order::{Numbered, natural};

use container::refusal;

/// Bytes of a file at most. No network of ours is larger; somebody's own may be as large.
pub const LARGEST: u64 = 64 << 20;
/// So many names are listed in a message.
const LISTED: usize = 12;

/// A file of weights. Methods answer with a [`WeightsFault`]; who knows the file's name adds it.
pub struct WeightsFile<'a> {
    metadata: HashMap<String, String>,
    tensors: SafeTensors<'a>,
    /// In natural order: layer 10 comes after layer 9.
    names: Vec<String>,
}

impl<'a> WeightsFile<'a> {
    /// Opens a file's content.
    ///
    /// # Errors
    /// If it is too large, no safetensors, or damaged.
    pub fn open(bytes: &'a [u8]) -> Result<Self, WeightsFault> {
        if bytes.len() as u64 > LARGEST {
            return Err(WeightsFault::TooLarge { found: bytes.len() as u64, most: LARGEST });
        }
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(|error| refusal(bytes, &error))?;
        let tensors = SafeTensors::deserialize(bytes).map_err(|error| refusal(bytes, &error))?;
        let mut names: Vec<String> = tensors.names().into_iter().map(str::to_owned).collect();
        names.sort_by(|one, other| natural(one, other));
        Ok(Self { metadata: header.metadata().clone().unwrap_or_default(), tensors, names })
    }

    /// The names of all tensors, in natural order.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The names of all tensors for a message.
    #[must_use]
    pub fn listed(&self) -> String {
        listed(self.names.iter().map(String::as_str))
    }

    /// An entry of the metadata as it stands there.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.metadata.get(key).map(String::as_str)
    }

    /// An entry of the metadata, if it is there; `expected` says in words what it should be.
    ///
    /// # Errors
    /// If it is something else.
    pub fn entry<T: FromStr>(&self, key: &'static str, expected: &str) -> Result<Option<T>, WeightsFault> {
        let Some(value) = self.text(key) else {
            return Ok(None);
        };
        let what = || format!("it is `{value}`, expected {expected}");
        value.parse().map(Some).map_err(|_| WeightsFault::Metadata { key, what: what() })
    }

    /// Refuses what a later program wrote; `known` is the newest version of the metadata that this one reads.
    ///
    /// # Errors
    /// If the file's version is larger, or no number.
    pub fn check_version(&self, known: u64) -> Result<(), WeightsFault> {
        match self.entry("version", "a whole number")? {
            Some(found) if found > known => Err(WeightsFault::Version { found, known }),
            _ => Ok(()),
        }
    }

    /// Whether there is a tensor of this name.
    #[must_use]
    pub fn contains(&self, name: &str) -> bool {
        self.shape(name).is_some()
    }

    /// A tensor's shape, if it is there.
    #[must_use]
    pub fn shape(&self, name: &str) -> Option<Vec<usize>> {
        self.tensors.tensor(name).ok().map(|view| view.shape().to_vec())
    }

    /// A tensor's shape; `accepted` says what would be read.
    ///
    /// # Errors
    /// If there is no such tensor.
    pub fn shape_of(&self, name: &str, accepted: &str) -> Result<Vec<usize>, WeightsFault> {
        self.shape(name).ok_or_else(|| self.missing(name, accepted))
    }

    /// There should be a tensor of this name.
    #[must_use]
    pub fn missing(&self, name: &str, accepted: &str) -> WeightsFault {
        let found = if self.names.is_empty() { "none".to_owned() } else { self.listed() };
        WeightsFault::Missing { tensor: name.to_owned(), found, accepted: accepted.to_owned() }
    }

    /// A tensor's numbers, row by row. In words, `expected` says which shape it should have and `accepted` what would be read
    /// where there is no such tensor.
    ///
    /// # Errors
    /// If there is no such tensor, it has another shape, or it holds something else than finite float32 numbers.
    pub fn numbers(
        &self,
        name: &str,
        shape: &[usize],
        expected: &str,
        accepted: &str,
    ) -> Result<Vec<f32>, WeightsFault> {
        let view = self.tensors.tensor(name).map_err(|_| self.missing(name, accepted))?;
        let tensor = name.to_owned();
        if view.dtype() != Dtype::F32 {
            return Err(WeightsFault::Dtype { tensor, found: format!("{:?}", view.dtype()) });
        }
        if view.shape() != shape {
            return Err(WeightsFault::Shape { tensor, found: view.shape().to_vec(), expected: expected.to_owned() });
        }
        let (numbers, _) = view.data().as_chunks::<4>();
        let numbers: Vec<f32> = numbers.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
        match numbers.iter().position(|number| !number.is_finite()) {
            None => Ok(numbers),
            Some(at) => Err(WeightsFault::NotFinite { tensor, found: numbers[at], at }),
        }
    }
}

/// Names with commas between, the first few of many.
fn listed<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> String {
    let count = names.len();
    let text = names.take(LISTED).collect::<Vec<_>>().join(", ");
    if count > LISTED { format!("{text} and {} more", count - LISTED) } else { text }
}
