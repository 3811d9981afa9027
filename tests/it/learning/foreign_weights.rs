//! Policies from other programs: found by the names of their layers, they answer what PyTorch computes.

use std::collections::{BTreeMap, HashMap};

use safetensors::{SafeTensors, tensor::TensorView};
use serde::Deserialize;
use sidestep::{
    learning::{Algorithm, Checkpoint, Opened, Said},
    tensors::Activation,
};

#[derive(Deserialize)]
struct Expected {
    policies: Policies,
}

#[derive(Deserialize)]
struct Policies {
    rows: Vec<f32>,
    outputs: BTreeMap<String, BTreeMap<String, Vec<f64>>>,
}

fn expected() -> Policies {
    let text = include_str!("../../fixtures/weights/expected.json");
    serde_json::from_str::<Expected>(text).expect("the script's JSON").policies
}

fn bytes(name: &str) -> Vec<u8> {
    let path = format!("{}/tests/fixtures/weights/{name}.safetensors", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a fixture")
}

fn said(network: Option<&str>) -> Said {
    Said { algorithm: Some(Algorithm::DeepSarsa), network: network.map(str::to_owned), ..Said::default() }
}

fn open(bytes: &[u8], network: Option<&str>) -> Result<Opened, String> {
    Checkpoint::from_bytes(bytes, "x", &said(network)).map_err(|error| error.to_string())
}

/// The largest distance between what the policy says of the rows and what it should.
fn distance(opened: &Opened, rows: &[f32], right: &[f64]) -> f64 {
    let found = opened.policy.network.forward(rows, rows.len() / 15);
    assert_eq!(found.len(), right.len());
    found.iter().zip(right).map(|(found, right)| (f64::from(*found) - right).abs()).fold(0.0, f64::max)
}

/// The file with other names, or without those that get none.
fn renamed(bytes: &[u8], name: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    let tensors = SafeTensors::deserialize(bytes).expect("a fixture");
    let kept: Vec<(String, TensorView<'_>)> =
        tensors.tensors().into_iter().filter_map(|(old, view)| Some((name(&old)?, view))).collect();
    safetensors::serialize(kept, None::<HashMap<String, String>>).expect("consistent")
}

fn without(bytes: &[u8], names: &[&str]) -> Vec<u8> {
    renamed(bytes, |name| (!names.contains(&name)).then(|| name.to_owned()))
}

#[test]
fn every_programs_names_are_found_and_the_values_are_pytorchs() {
    let Policies { rows, outputs } = expected();
    assert_eq!(outputs.len(), 6);
    for (name, right) in &outputs {
        let opened = open(&bytes(name), None).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(opened.policy.network.sizes(), [15, 8, 8, 5], "{name}");
        assert!(distance(&opened, &rows, &right["relu"]) < 1e-5, "{name}");
        assert!(opened.is_activation_assumed, "{name}: nothing says that it is ReLU");

        for (activation, right) in [(Activation::Relu, &right["relu"]), (Activation::Tanh, &right["tanh"])] {
            let said = Said { activation: Some(activation), ..said(None) };
            let opened = Checkpoint::from_bytes(&bytes(name), "x", &said).expect("a policy");
            assert!(distance(&opened, &rows, right) < 1e-5, "{name}, {activation}");
            assert!(!opened.is_activation_assumed);
            // As a file of ours it says it itself.
            let ours = Checkpoint { policy: opened.policy }.to_bytes();
            let again = Checkpoint::from_bytes(&ours, "x", &Said::default()).expect("ours");
            assert!(distance(&again, &rows, right) < 1e-5, "{name}, {activation}");
            assert!(!again.is_activation_assumed && again.left_out.is_empty());
        }
    }
}

#[test]
fn other_ways_to_number_layers_are_read_too() {
    let Policies { rows, outputs } = expected();
    let right = &outputs["fc123"]["relu"];
    // one before, one behind the number; what stands between layers and has no weights is counted or not
    for (pattern, numbers) in [
        ("#.", [0, 2, 4]),
        ("#.", [1, 3, 5]),
        ("#.", [0, 3, 6]),
        ("#.", [0, 2, 5]),
        ("layers.#.linear.", [0, 1, 2]),
        ("module.policy.l#.", [1, 2, 3]),
        ("dense_#.", [0, 1, 2]),
    ] {
        let file = renamed(&bytes("fc123"), |name| {
            let (layer, part) = name.split_once('.')?;
            let at: usize = layer.strip_prefix("fc")?.parse().ok()?;
            Some(pattern.replace('#', &numbers[at - 1].to_string()) + part)
        });
        let opened = open(&file, None).unwrap_or_else(|error| panic!("{pattern} {numbers:?}: {error}"));
        assert!(distance(&opened, &rows, right) < 1e-5, "{pattern} {numbers:?}");
        assert!(opened.left_out.is_empty());
    }
    // the last layer by another name
    for last in ["out", "last.0"] {
        let head = renamed(&bytes("fc123"), |name| Some(name.replace("fc3", last)));
        assert!(distance(&open(&head, None).expect(last), &rows, right) < 1e-5, "{last}");
    }
}

#[test]
fn what_is_not_the_policys_is_named() {
    for (name, left_out) in [
        ("cleanrl-dqn", &[][..]),
        ("cleanrl-ppo", &["critic"]),
        ("sb3-ppo", &["mlp_extractor.value_net", "value_net"]),
        ("sb3-dqn", &["q_net_target.q_net"]),
        ("no-bias", &[]),
    ] {
        assert_eq!(open(&bytes(name), None).expect(name).left_out, left_out, "{name}");
    }
    let scaled = renamed(&bytes("cleanrl-ppo"), |name| Some(name.replace("critic.0.bias", "obs_rms.mean")));
    assert_eq!(open(&scaled, None).expect("a policy").left_out, ["critic", "obs_rms"]);
}

#[test]
fn a_network_is_chosen_by_its_name() {
    let Policies { rows, outputs } = expected();
    let file = bytes("sb3-dqn");
    for name in ["q_net", "q_net.q_net", "q_net."] {
        let opened = open(&file, Some(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(distance(&opened, &rows, &outputs["sb3-dqn"]["relu"]) < 1e-5, "{name}");
    }
    let target = open(&file, Some("q_net_target")).expect("it is there");
    assert!(distance(&target, &rows, &outputs["sb3-dqn"]["relu"]) > 1e-3, "another network");
    let critic = open(&bytes("cleanrl-ppo"), Some("critic")).expect_err("one output");
    assert!(critic.contains("`critic.4.weight` has the shape [1, 8], expected 5 outputs"), "{critic}");
    let unknown = open(&bytes("cleanrl-ppo"), Some("policy")).expect_err("no such");
    assert!(unknown.contains("no network `policy`: there are actor (15-8-8-5), critic (15-8-8-1)"), "{unknown}");

    let twins =
        renamed(&file, |name| Some(name.replace("q_net_target.q_net", "second").replace("q_net.q_net", "first")));
    let several = open(&twins, None).expect_err("two");
    assert!(several.contains("first (15-8-8-5), second (15-8-8-5). Say which with --network NAME"), "{several}");
    assert!(open(&twins, Some("second")).is_ok());
    let none =
        open(&renamed(&bytes("cleanrl-ppo"), |name| (!name.starts_with("actor.4")).then(|| name.to_owned())), None);
    let none = none.expect_err("no five outputs");
    assert!(none.contains("no network with 5 outputs") && none.contains("actor (15-8-8)"), "{none}");
}

#[test]
fn a_missing_tensor_is_named() {
    for (name, gone, named) in [
        ("cleanrl-dqn", &["q_network.network.2.weight", "q_network.network.2.bias"][..], "q_network.network.2.weight"),
        ("cleanrl-dqn", &["q_network.network.0.weight", "q_network.network.0.bias"], "q_network.network.0.weight"),
        ("cleanrl-ppo", &["actor.2.bias"], "actor.2.bias"),
        ("cleanrl-ppo", &["actor.4.weight"], "actor.4.weight"),
        ("fc123", &["fc2.weight", "fc2.bias"], "fc2.weight"),
        ("fc123", &["fc1.weight", "fc1.bias"], "fc1.weight"),
        ("sb3-ppo", &["mlp_extractor.policy_net.0.bias"], "mlp_extractor.policy_net.0.bias"),
        ("sb3-ppo", &["action_net.bias"], "action_net.bias"),
    ] {
        let error = open(&without(&bytes(name), gone), None).expect_err("something is missing");
        assert!(error.contains(&format!("no tensor `{named}`")), "{name} without {gone:?}: {error}");
    }
}
