//! Numbers to and from safetensors. Which tensors a file must hold, and what its metadata means, is said by the networks.

use safetensors::tensor::TensorView;
use serde_json::{Map, Value, json};

/// A number in a file that is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NotFinite {
    /// The value: infinite or NaN.
    pub found: f32,
    /// Its place, row by row.
    pub at: usize,
}

/// A file's content: the metadata, and per tensor its name, its shape and its numbers row by row.
///
/// Written here and not by the safetensors library, which shuffles the metadata: equal weights are equal files.
#[must_use]
pub fn to_safetensors(
    metadata: Map<String, Value>,
    tensors: impl IntoIterator<Item = (String, Vec<usize>, Vec<f32>)>,
) -> Vec<u8> {
    let mut header = Map::from_iter([("__metadata__".to_owned(), Value::from(metadata))]);
    let mut data: Vec<u8> = Vec::new();
    for (name, shape, values) in tensors {
        let from = data.len();
        data.extend(values.iter().flat_map(|value| value.to_le_bytes()));
        header.insert(name, json!({ "dtype": "F32", "shape": shape, "data_offsets": [from, data.len()] }));
    }
    let mut header = Value::from(header).to_string();
    // The data begins at a multiple of eight bytes.
    header.extend(std::iter::repeat_n(' ', header.len().next_multiple_of(8) - header.len()));
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend(header.into_bytes());
    bytes.extend(data);
    bytes
}

/// The numbers of a float32 tensor.
///
/// # Errors
/// The first that is infinite or NaN.
pub fn numbers(view: &TensorView<'_>) -> Result<Vec<f32>, NotFinite> {
    let numbers: Vec<f32> =
        view.data().chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
    match numbers.iter().position(|number| !number.is_finite()) {
        None => Ok(numbers),
        Some(at) => Err(NotFinite { found: numbers[at], at }),
    }
}
