//! Reads what a checkpoint's container holds, and says exactly what is wrong where it is no network of ours.
//! The container itself and what the file means as a whole are in `checkpoint`.

use std::collections::HashMap;

use safetensors::{Dtype, SafeTensors, tensor::TensorView};

use super::{
    checkpoint::{EPSILON, VERSION},
    checkpoint_error::CheckpointError,
    network::{ACTIONS, Network},
    parameters::LAYERS,
};
use crate::tensors::{self, NotFinite};

/// What every message needs.
pub(super) struct Reader<'a> {
    pub(super) file: &'a str,
}

pub(super) type Entries = HashMap<String, String>;

impl Reader<'_> {
    pub(super) fn version(&self, entries: &Entries) -> Result<(), CheckpointError> {
        match self.entry(entries, "version", "a whole number")? {
            Some(found) if found > VERSION => {
                Err(CheckpointError::Version { file: self.file.to_owned(), found, known: VERSION })
            }
            _ => Ok(()),
        }
    }

    /// An entry of the metadata, if it is there.
    pub(super) fn entry<T: std::str::FromStr>(
        &self,
        entries: &Entries,
        key: &'static str,
        expected: &str,
    ) -> Result<Option<T>, CheckpointError> {
        let Some(value) = entries.get(key) else {
            return Ok(None);
        };
        value.parse().map(Some).map_err(|_| CheckpointError::Metadata {
            file: self.file.to_owned(),
            key,
            value: value.clone(),
            expected: expected.to_owned(),
        })
    }

    pub(super) fn epsilon(&self, entries: &Entries) -> Result<Option<f32>, CheckpointError> {
        let expected = "a number from 0 to 1";
        let epsilon: Option<f32> = self.entry(entries, EPSILON, expected)?;
        match epsilon {
            Some(found) if !(0.0..=1.0).contains(&found) => Err(CheckpointError::Metadata {
                file: self.file.to_owned(),
                key: EPSILON,
                value: found.to_string(),
                expected: expected.to_owned(),
            }),
            _ => Ok(epsilon),
        }
    }

    /// The layers 0, 2, 4, ... as far as there are any; nothing else may be in the file.
    pub(super) fn network(&self, tensors: &SafeTensors<'_>) -> Result<Network, CheckpointError> {
        let mut sizes: Vec<usize> = Vec::new();
        let mut weights = Vec::new();
        while tensors.len() > 2 * weights.len() {
            let (weight_name, bias_name) =
                (format!("{}.weight", 2 * weights.len()), format!("{}.bias", 2 * weights.len()));
            let weight = self.tensor(tensors, &weight_name)?;
            let &[outputs, inputs] = weight.shape() else {
                return Err(self.shape(&weight_name, &weight, "two dimensions, [outputs, inputs]"));
            };
            let fits = sizes.last().is_none_or(|&last| last == inputs);
            if outputs == 0 || inputs == 0 || !fits {
                let expected = sizes.last().map_or("[outputs, inputs], both at least 1".to_owned(), |last| {
                    format!("[outputs, {last}], as the layer before has {last} outputs")
                });
                return Err(self.shape(&weight_name, &weight, &expected));
            }
            let bias = self.tensor(tensors, &bias_name)?;
            if bias.shape() != [outputs] {
                return Err(self.shape(&bias_name, &bias, &format!("[{outputs}]")));
            }
            if sizes.is_empty() {
                sizes.push(inputs);
            }
            sizes.push(outputs);
            weights.push((self.numbers(&weight_name, &weight)?, self.numbers(&bias_name, &bias)?));
            if weights.len() > LAYERS + 1 {
                return Err(CheckpointError::TooDeep { file: self.file.to_owned(), most: LAYERS + 1 });
            }
        }
        match sizes.last() {
            None => Err(CheckpointError::Missing { file: self.file.to_owned(), tensor: "0.weight".to_owned() }),
            Some(&ACTIONS) => Ok(Network::from_weights(&sizes, weights)),
            Some(&outputs) => Err(CheckpointError::Shape {
                file: self.file.to_owned(),
                tensor: format!("{}.weight", 2 * (weights.len() - 1)),
                found: vec![outputs, sizes[sizes.len() - 2]],
                expected: format!("{ACTIONS} outputs in the last layer, one per action"),
            }),
        }
    }

    fn tensor<'a>(&self, tensors: &SafeTensors<'a>, name: &str) -> Result<TensorView<'a>, CheckpointError> {
        let view = tensors.tensor(name).map_err(|_| self.missing(tensors, name))?;
        if view.dtype() == Dtype::F32 {
            return Ok(view);
        }
        let (tensor, found) = (name.to_owned(), format!("{:?}", view.dtype()));
        Err(CheckpointError::Dtype { file: self.file.to_owned(), tensor, found })
    }

    /// Either a layer lacks a part, or there are other tensors instead.
    fn missing(&self, tensors: &SafeTensors<'_>, name: &str) -> CheckpointError {
        let layer_name = |name: &str| {
            name.split_once('.').is_some_and(|(index, part)| {
                index.parse::<usize>().is_ok_and(|index| index % 2 == 0) && (part == "weight" || part == "bias")
            })
        };
        let mut strays: Vec<&str> = tensors.names().into_iter().filter(|name| !layer_name(name)).collect();
        strays.sort_unstable();
        match strays.first() {
            Some(stray) => CheckpointError::Stray { file: self.file.to_owned(), tensor: (*stray).to_owned() },
            None => CheckpointError::Missing { file: self.file.to_owned(), tensor: name.to_owned() },
        }
    }

    fn shape(&self, name: &str, view: &TensorView<'_>, expected: &str) -> CheckpointError {
        CheckpointError::Shape {
            file: self.file.to_owned(),
            tensor: name.to_owned(),
            found: view.shape().to_vec(),
            expected: expected.to_owned(),
        }
    }

    fn numbers(&self, name: &str, view: &TensorView<'_>) -> Result<Vec<f32>, CheckpointError> {
        tensors::numbers(view).map_err(|NotFinite { found, at }| CheckpointError::NotFinite {
            file: self.file.to_owned(),
            tensor: name.to_owned(),
            found,
            at,
        })
    }
}
