//! The container of weights: safetensors, written here; and what a file is that is none.

use safetensors::SafeTensorError;
use serde_json::{Map, Value, json};

use super::WeightsFault;

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

/// What stands at the beginning of a file of another kind, what that is, and what converts it.
const OTHERS: &[(&[u8], &str, &str)] = &[
    (b"PK", TORCH, TORCH_REMEDY),
    // A pickle of protocol 2 to 5.
    (b"\x80\x02", TORCH, TORCH_REMEDY),
    (b"\x80\x03", TORCH, TORCH_REMEDY),
    (b"\x80\x04", TORCH, TORCH_REMEDY),
    (b"\x80\x05", TORCH, TORCH_REMEDY),
    (b"\x89HDF", "a file of Keras (HDF5)", "safetensors.numpy.save_file, weights as [outputs, inputs]"),
];
const TORCH: &str = "a file of torch.save (a pickle)";
const TORCH_REMEDY: &str = "safetensors.torch.save_file(torch.load(\"FILE\", map_location=\"cpu\"), \"FILE.safetensors\") if it is a \
     state_dict, else with save_file(model.state_dict(), ..)";
const STABLE_BASELINES: &str = "a model of Stable-Baselines3 (a zip)";
const STABLE_BASELINES_REMEDY: &str = "safetensors.torch.save_file(PPO.load(\"FILE\", device=\"cpu\").policy.state_dict(), \"FILE.safetensors\"), or \
     DQN.load or A2C.load";

/// Why a file is no safetensors.
pub(super) fn refusal(bytes: &[u8], error: &SafeTensorError) -> WeightsFault {
    // Damaged safetensors still have their header, whose length stands before it and may look like anything.
    let is_ours = bytes.get(8) == Some(&b'{');
    let other = OTHERS.iter().find(|(start, ..)| bytes.starts_with(start) && !is_ours);
    match other {
        Some((b"PK", ..)) if holds(bytes, b"policy.pth") => {
            WeightsFault::OtherContainer { container: STABLE_BASELINES, remedy: STABLE_BASELINES_REMEDY }
        }
        Some((_, container, remedy)) => WeightsFault::OtherContainer { container, remedy },
        None => WeightsFault::Damaged(error.to_string()),
    }
}

fn holds(bytes: &[u8], name: &[u8]) -> bool {
    bytes.windows(name.len()).any(|window| window == name)
}
