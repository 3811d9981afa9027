//! Checkpoints: what is written comes back; what is damaged or foreign is refused with its place and a remedy.

use std::collections::HashMap;

use rand::SeedableRng;
use rand_pcg::Pcg64Mcg;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use sidestep::{
    disk,
    gridworld::Observation,
    learning::{Algorithm, Checkpoint, Metadata, Network, Policy, Said},
    tensors::{
        Activation,
        weights::{WeightsError, WeightsFault},
    },
};

pub fn checkpoint() -> Checkpoint {
    of_algorithm(Algorithm::Reinforce)
}

fn of_algorithm(algorithm: Algorithm) -> Checkpoint {
    let network = Network::new(&[15, 8, 6, 5], &mut Pcg64Mcg::seed_from_u64(1));
    let metadata = Metadata {
        level: Some("classic".to_owned()),
        step: 12_345,
        episode: 678,
        seed: Some(9),
        epsilon: algorithm.has_epsilon().then_some(0.25),
    };
    let observation = Some(Observation::Relative);
    Checkpoint { policy: Policy { algorithm, observation, network, metadata } }
}

fn said(algorithm: Option<Algorithm>, observation: Option<Observation>) -> Said {
    Said { algorithm, observation, ..Said::default() }
}

#[test]
fn what_is_saved_is_loaded() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("deep").join("policy.safetensors");
    for algorithm in Algorithm::ALL {
        let saved = of_algorithm(algorithm);
        disk::save_weights(&path, &saved.to_bytes()).expect("a writable folder");
        let loaded = disk::policy(&path, &Said::default()).expect("what was just written");
        assert_eq!(loaded.policy.network.weights(), saved.policy.network.weights());
        assert_eq!(loaded.policy.network.sizes(), [15, 8, 6, 5]);
        assert_eq!(loaded.policy.metadata, saved.policy.metadata);
        assert_eq!(loaded.policy.algorithm, algorithm);
        assert_eq!(loaded.policy.observation, Some(Observation::Relative));
        // Saying what the file says is no contradiction.
        disk::policy(&path, &said(Some(algorithm), Some(Observation::Relative))).expect("the same again");
    }
}

#[test]
fn early_versions_wrote_the_entropy_of_reinforce_as_exploration() {
    // ln 5 is the greatest entropy of five actions; nothing reads it, so that any value opens.
    for entropy in ["0", "0.7", "1.2290739", "1.609438", "NaN"] {
        let bytes = Parts::with(|parts| {
            let entries = [("algorithm", "reinforce"), ("exploration", entropy)];
            parts
                .metadata
                .get_or_insert_default()
                .extend(entries.map(|(key, value)| (key.to_owned(), value.to_owned())));
        });
        let policy = Checkpoint::from_bytes(&bytes, "early", &Said::default()).expect("it was written so").policy;
        assert_eq!((policy.metadata.epsilon, policy.epsilon()), (None, 0.0));
    }
    let entries = SafeTensors::read_metadata(&checkpoint().to_bytes()).expect("ours").1.metadata().clone();
    assert!(!entries.expect("metadata").contains_key("exploration"), "an entropy is no share of random actions");
}

#[test]
fn epsilon_is_one_percent_where_a_file_does_not_say_it() {
    let of = |bytes: &[u8]| Checkpoint::from_bytes(bytes, "some", &Said::default()).expect("whole").policy;
    assert_eq!(of(&Parts::good().bytes()).epsilon(), 0.01);
    assert_eq!(of(&Parts::entry("exploration", "0.25")).epsilon(), 0.25);
    let mut policy = of(&Parts::good().bytes());
    policy.explore_at_most(0.1);
    assert_eq!(policy.epsilon(), 0.01);
    policy.explore_at_most(0.005);
    assert_eq!(policy.epsilon(), 0.005);
}

#[test]
fn names_and_shapes_are_pytorchs() {
    let bytes = checkpoint().to_bytes();
    let tensors = SafeTensors::deserialize(&bytes).expect("what was just written");
    let mut shapes: Vec<(String, Vec<usize>)> =
        tensors.tensors().into_iter().map(|(name, view)| (name, view.shape().to_vec())).collect();
    shapes.sort();
    let expected = [
        ("0.bias", vec![8]),
        ("0.weight", vec![8, 15]),
        ("2.bias", vec![6]),
        ("2.weight", vec![6, 8]),
        ("4.bias", vec![5]),
        ("4.weight", vec![5, 6]),
    ];
    assert_eq!(shapes, expected.map(|(name, shape)| (name.to_owned(), shape)));
    assert!(bytes == checkpoint().to_bytes(), "the same policy is the same file");
}

/// A file to be damaged: tensors with shape and values, and metadata.
#[derive(Clone)]
struct Parts {
    tensors: Vec<(String, Vec<usize>, Vec<f32>)>,
    metadata: Option<HashMap<String, String>>,
    dtype: Dtype,
}

impl Parts {
    fn good() -> Self {
        let tensor = |name: &str, shape: &[usize]| (name.to_owned(), shape.to_vec(), vec![0.5; shape.iter().product()]);
        let metadata = [("algorithm", "deep-sarsa"), ("observation", "relative"), ("version", "1")];
        Self {
            tensors: vec![
                tensor("0.weight", &[8, 15]),
                tensor("0.bias", &[8]),
                tensor("2.weight", &[5, 8]),
                tensor("2.bias", &[5]),
            ],
            metadata: Some(metadata.map(|(key, value)| (key.to_owned(), value.to_owned())).into()),
            dtype: Dtype::F32,
        }
    }

    fn with(change: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut parts = Self::good();
        change(&mut parts);
        parts.bytes()
    }

    fn entry(key: &str, value: &str) -> Vec<u8> {
        Self::with(|parts| {
            parts.metadata.get_or_insert_default().insert(key.to_owned(), value.to_owned());
        })
    }

    fn tensor(name: &str, shape: &[usize]) -> Vec<u8> {
        Self::with(|parts| {
            parts.tensors.retain(|(found, ..)| found != name);
            parts.tensors.push((name.to_owned(), shape.to_vec(), vec![0.5; shape.iter().product()]));
        })
    }

    fn without(name: &str) -> Vec<u8> {
        Self::with(|parts| parts.tensors.retain(|(found, ..)| found != name))
    }

    fn bytes(&self) -> Vec<u8> {
        let size = self.dtype.bitsize() / 8;
        let data: Vec<(String, Vec<usize>, Vec<u8>)> = self
            .tensors
            .iter()
            .map(|(name, shape, values)| {
                let bytes = if self.dtype == Dtype::F32 {
                    values.iter().flat_map(|value| value.to_le_bytes()).collect()
                } else {
                    vec![0; values.len() * size]
                };
                (name.clone(), shape.clone(), bytes)
            })
            .collect();
        let views = data.iter().map(|(name, shape, bytes)| {
            (name.clone(), TensorView::new(self.dtype, shape.clone(), bytes).expect("a consistent tensor"))
        });
        safetensors::serialize(views, self.metadata.clone()).expect("a consistent file")
    }
}

fn refusal(bytes: &[u8], said: &Said) -> WeightsError {
    Checkpoint::from_bytes(bytes, "some.safetensors", said).expect_err("damaged on purpose")
}

#[test]
fn the_undamaged_parts_are_accepted() {
    let loaded = Checkpoint::from_bytes(&Parts::good().bytes(), "good", &Said::default()).expect("undamaged");
    assert_eq!(loaded.policy.network.sizes(), [15, 8, 5]);
    assert_eq!(loaded.policy.metadata, Metadata::default(), "what is not said has a default");
}

#[test]
fn each_damage_has_its_message() {
    let good = Parts::good().bytes();
    let table: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("empty", Vec::new(), &["no whole safetensors file"]),
        (
            "a file of torch.save",
            [b"PK\x03\x04", &[0; 40][..], b"archive/data.pkl"].concat(),
            &["torch.save", "not safetensors", "safetensors.torch.save_file", "state_dict"],
        ),
        (
            "an old file of torch.save",
            b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.".to_vec(),
            &["torch.save", "not safetensors"],
        ),
        (
            "a zip of Stable-Baselines3",
            [b"PK\x03\x04", &[0; 40][..], b"policy.pth"].concat(),
            &["Stable-Baselines3", ".policy.state_dict()"],
        ),
        ("a file of Keras", b"\x89HDF\r\n\x1a\n".repeat(9), &["Keras"]),
        ("text", b"hello, I am no checkpoint at all".to_vec(), &["no whole safetensors file"]),
        ("cut in the weights", good[..good.len() - 5].to_vec(), &["no whole safetensors file", "copy it again"]),
        ("cut in the header", good[..40].to_vec(), &["no whole safetensors file"]),
        ("too long", [&good[..], &[0; 16]].concat(), &["no whole safetensors file"]),
        ("absurd header length", [&u64::MAX.to_le_bytes()[..], &good[8..]].concat(), &["no whole safetensors file"]),
        ("no tensors", Parts::with(|parts| parts.tensors.clear()), &["no tensor `0.weight`"]),
        (
            "no first weight",
            Parts::without("0.weight"),
            &["no tensor `0.weight`", "there are 0.bias, 2.bias, 2.weight"],
        ),
        ("no bias", Parts::without("2.bias"), &["no tensor `2.bias`"]),
        (
            "a gap",
            Parts::with(|parts| parts.tensors.retain(|(name, ..)| !name.starts_with('0'))),
            &["no tensor `0.weight`"],
        ),
        ("no weight", Parts::without("2.weight"), &["no tensor `2.weight`"]),
        (
            "a gap in the middle",
            Parts::with(|parts| {
                for tensor in &mut parts.tensors[2..] {
                    tensor.0 = tensor.0.replace('2', "4");
                }
            }),
            &["no tensor `2.weight`"],
        ),
        ("an odd layer", Parts::tensor("1.weight", &[8]), &["`1.weight` cannot be read", "no Linear layer"]),
        (
            "a batch norm",
            Parts::tensor("4.running_mean", &[5]),
            &["`4.running_mean` cannot be read", "no Linear layer"],
        ),
        ("a layer norm beside", Parts::tensor("norm.weight", &[8]), &["`norm.weight` cannot be read"]),
        ("a convolution beside", Parts::tensor("conv.weight", &[4, 1, 3, 3]), &["`conv.weight` cannot be read"]),
        ("flat weights", Parts::tensor("0.weight", &[120]), &["`0.weight` has the shape [120]", "[outputs, inputs]"]),
        ("no outputs", Parts::tensor("0.weight", &[0, 15]), &["`0.weight` has the shape [0, 15]", "at least 1"]),
        (
            "layers that do not chain",
            Parts::tensor("2.weight", &[5, 9]),
            &["`2.weight`", "[5, 9]", "expected [outputs, 8]"],
        ),
        ("transposed", Parts::tensor("2.weight", &[8, 5]), &["`2.weight`", "expected [outputs, 8]"]),
        ("a bias too long", Parts::tensor("2.bias", &[6]), &["`2.bias` has the shape [6], expected [5]"]),
        (
            "four actions",
            Parts::with(|parts| {
                parts.tensors[2] = ("2.weight".to_owned(), vec![4, 8], vec![0.0; 32]);
                parts.tensors[3] = ("2.bias".to_owned(), vec![4], vec![0.0; 4]);
            }),
            &["`2.weight` has the shape [4, 8]", "5 outputs in the last layer"],
        ),
        (
            "half precision",
            Parts::with(|parts| parts.dtype = Dtype::F16),
            &["`0.weight` holds F16 numbers", "model.float()"],
        ),
        ("double precision", Parts::with(|parts| parts.dtype = Dtype::F64), &["`0.weight` holds F64 numbers"]),
        (
            "NaN",
            Parts::with(|parts| parts.tensors[2].2[7] = f32::NAN),
            &["`2.weight` holds NaN at position 7", "diverged"],
        ),
        ("infinity", Parts::with(|parts| parts.tensors[1].2[0] = f32::INFINITY), &["`0.bias` holds inf at position 0"]),
        (
            "no metadata",
            Parts::with(|parts| parts.metadata = None),
            &["--algorithm deep-sarsa or --algorithm reinforce"],
        ),
        (
            "another algorithm",
            Parts::entry("algorithm", "dqn"),
            &["metadata's `algorithm` is damaged: it is `dqn`", "deep-sarsa or reinforce"],
        ),
        (
            "another observation",
            Parts::entry("observation", "pixels"),
            &["metadata's `observation` is damaged: it is `pixels`"],
        ),
        (
            "another activation",
            Parts::entry("activation", "gelu"),
            &["`activation` is damaged: it is `gelu`", "relu or tanh"],
        ),
        (
            "no number",
            Parts::entry("step", "many"),
            &["metadata's `step` is damaged: it is `many`, expected a whole number"],
        ),
        ("a negative seed", Parts::entry("seed", "-1"), &["metadata's `seed` is damaged: it is `-1`"]),
        (
            "exploration",
            Parts::entry("exploration", "2"),
            &["metadata's `exploration` is damaged: it is `2`", "from 0 to 1"],
        ),
        ("no exploration", Parts::entry("exploration", "NaN"), &["metadata's `exploration` is damaged: it is `NaN`"]),
        ("a later version", Parts::entry("version", "2"), &["version 2", "reads up to 1", "newer Sidestep"]),
        ("a huge version", Parts::entry("version", "99999999999999999999"), &["metadata's `version`"]),
        (
            "too many layers",
            Parts::with(|parts| {
                parts.tensors = (0..40)
                    .flat_map(|layer| {
                        [
                            (format!("{}.weight", 2 * layer), vec![5, 5], vec![0.0; 25]),
                            (format!("{}.bias", 2 * layer), vec![5], vec![0.0; 5]),
                        ]
                    })
                    .collect();
            }),
            &["at most 9 layers", "another model"],
        ),
        ("too large", vec![0; (64 << 20) + 1], &["67108865 bytes", "67108864 at most"]),
    ];
    for (name, bytes, expected) in table {
        let message = refusal(&bytes, &Said::default()).to_string();
        assert!(message.starts_with("some.safetensors: "), "{name}: {message}");
        for part in expected {
            assert!(message.contains(part), "{name}: `{part}` is not in `{message}`");
        }
    }
}

#[test]
fn what_the_user_says_fills_gaps_but_contradicts_nothing() {
    let bare = Parts::with(|parts| parts.metadata = None);
    let loaded =
        Checkpoint::from_bytes(&bare, "bare", &said(Some(Algorithm::Reinforce), None)).expect("said by the user");
    assert_eq!((loaded.policy.algorithm, loaded.policy.observation), (Algorithm::Reinforce, None));
    let view = Observation::View { size: 7 };
    let loaded =
        Checkpoint::from_bytes(&bare, "bare", &said(Some(Algorithm::DeepSarsa), Some(view))).expect("said by the user");
    assert_eq!(loaded.policy.observation, Some(view));

    let good = Parts::good().bytes();
    let early = Checkpoint::from_bytes(&good, "early", &Said::default()).expect("as early versions wrote it");
    assert!(!early.is_activation_assumed, "they had ReLU");
    let tanh = Said { activation: Some(Activation::Tanh), ..Said::default() };
    let message = refusal(&good, &tanh).to_string();
    assert!(message.contains("the activation is relu, not tanh: leave --activation out"), "{message}");
    assert!(Checkpoint::from_bytes(&Parts::entry("activation", "tanh"), "x", &tanh).is_ok());
    let message = refusal(&good, &said(Some(Algorithm::Reinforce), None)).to_string();
    assert!(message.contains("the algorithm is deep-sarsa, not reinforce: leave --algorithm out"), "{message}");
    let message = refusal(&good, &said(None, Some(view))).to_string();
    assert!(message.contains("the observation is relative, not view-7: leave --observation out"), "{message}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let missing = disk::policy(std::path::Path::new("/no/such/policy"), &Said::default()).expect_err("not there");
    assert!(matches!(missing.fault, WeightsFault::Io(_)));
    assert!(missing.to_string().starts_with("/no/such/policy: "), "{missing}");
}
