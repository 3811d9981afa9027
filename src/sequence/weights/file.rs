//! A safetensors file, opened: its names, its metadata, and its numbers where their shape and type are right.

use std::collections::HashMap;

use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use super::{LARGEST, error::WeightsError};
use crate::tensors::{self, NotFinite};

pub(super) struct File<'a> {
    pub name: &'a str,
    pub metadata: HashMap<String, String>,
    tensors: SafeTensors<'a>,
}

impl<'a> File<'a> {
    pub fn open(bytes: &'a [u8], name: &'a str) -> Result<Self, WeightsError> {
        if bytes.len() as u64 > LARGEST {
            return Err(WeightsError::TooLarge { file: name.to_owned(), found: bytes.len() as u64, most: LARGEST });
        }
        let container = |error: safetensors::SafeTensorError| WeightsError::Container {
            file: name.to_owned(),
            what: error.to_string(),
        };
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(container)?;
        Ok(Self {
            name,
            metadata: header.metadata().clone().unwrap_or_default(),
            tensors: SafeTensors::deserialize(bytes).map_err(container)?,
        })
    }

    /// The names of all tensors, sorted.
    pub fn names(&self) -> Vec<&str> {
        let mut names = self.tensors.names();
        names.sort_unstable();
        names
    }

    /// An entry of the metadata, if it is there.
    pub fn entry<T: std::str::FromStr>(&self, key: &'static str, expected: &str) -> Result<Option<T>, WeightsError> {
        let Some(value) = self.metadata.get(key) else {
            return Ok(None);
        };
        value.parse().map(Some).map_err(|_| WeightsError::Metadata {
            file: self.name.to_owned(),
            key,
            what: format!("it is `{value}`, expected {expected}"),
        })
    }

    /// Refuses tensors of other names.
    pub fn only(&self, known: &[String]) -> Result<(), WeightsError> {
        match self.names().into_iter().find(|name| !known.iter().any(|known| known == name)) {
            None => Ok(()),
            Some(stray) => Err(WeightsError::Stray {
                file: self.name.to_owned(),
                tensor: stray.to_owned(),
                accepted: format!("by the file's settings there are {}", known.join(", ")),
            }),
        }
    }

    /// A tensor's shape, if it is there.
    pub fn shape(&self, name: &str) -> Option<Vec<usize>> {
        self.tensors.tensor(name).ok().map(|view| view.shape().to_vec())
    }

    /// A tensor of float32.
    pub fn tensor(&self, name: &str) -> Result<TensorView<'a>, WeightsError> {
        let view = self.tensors.tensor(name).map_err(|_| WeightsError::Missing {
            file: self.name.to_owned(),
            tensor: name.to_owned(),
            found: self.names().join(", "),
            accepted: "Cells are read by the names that PyTorch gives them: weight_ih_l0, weight_hh_l0, bias_ih_l0, \
                       bias_hh_l0, and so on for layer 1"
                .to_owned(),
        })?;
        if view.dtype() == Dtype::F32 {
            return Ok(view);
        }
        Err(WeightsError::Dtype {
            file: self.name.to_owned(),
            tensor: name.to_owned(),
            found: format!("{:?}", view.dtype()),
        })
    }

    /// A tensor's numbers, row by row, if it has the shape; `because` says why it should.
    pub fn numbers(&self, name: &str, shape: &[usize], because: &str) -> Result<Vec<f32>, WeightsError> {
        let view = self.tensor(name)?;
        if view.shape() != shape {
            return Err(WeightsError::Shape {
                file: self.name.to_owned(),
                tensor: name.to_owned(),
                found: view.shape().to_vec(),
                expected: format!("{shape:?}, {because}"),
            });
        }
        tensors::numbers(&view).map_err(|NotFinite { found, at }| WeightsError::NotFinite {
            file: self.name.to_owned(),
            tensor: name.to_owned(),
            found,
            at,
        })
    }
}
