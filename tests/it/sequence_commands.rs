//! `sidestep sequence`, as a person or a script runs it.

use std::fs;

use serde_json::Value;
use sidestep::sequence::tasks::TaskKind;

use super::program::{Answer, say, sidestep, text};

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/sequence/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn number(object: &Value, key: &str) -> f64 {
    object[key].as_f64().unwrap_or_else(|| panic!("{key} is a number in {object}"))
}

#[test]
fn a_training_is_written_down_and_tested_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("recall");
    let words = "sequence train --task recall --gap 10 --cell gru --hidden 16 --steps 30 --seed 3 --json --out";
    let mut arguments: Vec<&str> = words.split(' ').collect();
    arguments.push(text(&out));
    let answer = sidestep(&arguments).ok().json();
    assert_eq!([number(&answer, "steps"), number(&answer, "hidden")], [30.0, 16.0]);
    assert!(number(&answer, "seconds") > 0.0 && number(&answer, "loss") > 0.0);
    assert!((0.0..=1.0).contains(&number(&answer, "accuracy")));
    assert_eq!(answer["by"], "gap");
    let points: Vec<u64> = answer["points"]
        .as_array()
        .expect("points")
        .iter()
        .map(|point| point["point"].as_u64().expect("a gap"))
        .collect();
    assert_eq!(points, [1, 5, 10]);

    let csv = fs::read_to_string(out.join("metrics.csv")).expect("written");
    assert_eq!(csv.lines().count(), 31);
    assert!(csv.starts_with("step,loss,accuracy,gradient_norm\n1,"));
    for picture in ["loss.png", "accuracy.png"] {
        let picture = image::open(out.join(picture)).expect("a picture");
        assert_eq!((picture.width(), picture.height()), (1280, 800));
    }

    let evaluated =
        sidestep(&["sequence", "evaluate", "--task", "recall", "--json", "--weights", text(&out)]).ok().json();
    assert_eq!(evaluated["accuracy"], answer["accuracy"], "the same samples");
    assert_eq!(evaluated["points"], answer["points"]);
    let weights = out.join("weights.safetensors");
    let other = sidestep(&["sequence", "evaluate", "--task", "copy", "--weights", text(&weights)]);
    assert_eq!(other.code, Some(2));
    assert!(other.stderr.contains("trained for recall, not copy"), "{}", other.stderr);

    // what is there is not lost
    let again = sidestep(&arguments);
    assert_eq!((again.code, again.json()["error"].as_str()), (Some(1), Some("exists")));
    arguments.push("--force");
    let same = sidestep(&arguments).ok().json();
    assert_eq!(same["loss"], answer["loss"], "the same seed learns the same");
}

#[test]
fn forward_prints_what_pytorch_computes() {
    let expected: Value = serde_json::from_str(&fs::read_to_string(fixture("lstm.json")).expect("read")).expect("JSON");
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("x.json");
    let forward_text = |content: &str| {
        fs::write(&input, content).expect("written");
        sidestep(&[
            "sequence",
            "forward",
            "--cell",
            "lstm",
            "--weights",
            &fixture("lstm.safetensors"),
            "--input",
            text(&input),
            "--json",
        ])
    };
    let forward = |content: &Value| forward_text(&content.to_string());
    let one = forward(&expected["input"]).ok().json();
    let marked = forward_text(&format!("\u{feff}{}", expected["input"])).ok();
    assert_eq!(marked.json(), one, "a byte order mark says nothing");
    let two = forward(&Value::from(vec![expected["input"].clone(), expected["input"].clone()])).ok().json();
    assert_eq!(two["output"][0], two["output"][1]);
    assert_eq!(one["output"][0], two["output"][1]);
    for (step, row) in expected["output"].as_array().expect("steps").iter().enumerate() {
        for (unit, right) in row.as_array().expect("units").iter().enumerate() {
            let found = one["output"][0][step][unit].as_f64().expect("a number");
            assert!((found - right.as_f64().expect("a number")).abs() < 1e-5, "step {step}, unit {unit}");
        }
    }
    assert_eq!(one["layers"][1]["hidden"], one["output"]);
    let layer = one["layers"][0].as_object().expect("parts");
    let names: Vec<&str> = layer.keys().map(String::as_str).collect();
    assert_eq!(names, ["candidate", "cell", "forget_gate", "hidden", "input_gate", "output_gate"]);
    assert_eq!(layer["cell"][0].as_array().map(Vec::len), Some(5));

    for (wrong, words) in [
        (serde_json::json!([]), "the sequence is empty"),
        (serde_json::json!([[1.0, 2.0]]), "has 2 numbers; accepted are 3"),
        (serde_json::json!([[[1, 2, 3]], [[1, 2, 3], [1, 2, 3]]]), "samples of equal length"),
        (serde_json::json!({"x": 1}), "there is an object where an array should begin"),
        (serde_json::json!([1, 2, 3]), "one dimension, [3]"),
        (serde_json::json!([[1, null, 3]]), "number 2 of step 1 of sample 1 is null"),
        (serde_json::json!([[1e300, 0, 0]]), "beyond single precision"),
    ] {
        let answer = forward(&wrong);
        assert_eq!(answer.code, Some(1), "{wrong}");
        assert_eq!(answer.json()["error"], "input");
        assert!(answer.stderr.contains(words), "{wrong}: {}", answer.stderr);
    }
    let nan = forward_text("[[0.5, NaN, 1]]");
    assert!(nan.stderr.contains("line 1, column 8: NaN is no number in JSON"), "{}", nan.stderr);
}

/// What the program prints of a fixture's cells, with these words behind it, and the last layer's states.
fn forward(name: &str, words: &str) -> (Answer, Vec<f64>) {
    let expected: Value = serde_json::from_str(include_str!("../fixtures/weights/expected.json")).expect("JSON");
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("x.json");
    fs::write(&input, expected["cells"]["input"].to_string()).expect("written");
    let weights = format!("{}/tests/fixtures/weights/{name}.safetensors", env!("CARGO_MANIFEST_DIR"));
    let fixed = ["sequence", "forward", "--json", "--input", text(&input), "--weights", &weights];
    let answer = sidestep(&fixed.into_iter().chain(words.split_whitespace()).collect::<Vec<_>>());
    let output = if answer.code == Some(0) { answer.json()["output"][0].clone() } else { Value::Null };
    let steps = output.as_array().into_iter().flatten();
    let numbers = steps.flat_map(|step| step.as_array().expect("units").clone());
    let numbers = numbers.map(|number| number.as_f64().expect("a number")).collect();
    (answer, numbers)
}

#[test]
fn cells_of_pytorch_are_told_apart_by_flags() {
    let expected: Value = serde_json::from_str(include_str!("../fixtures/weights/expected.json")).expect("JSON");
    let right = &expected["cells"]["outputs"];
    for (name, words, right, noted) in [
        ("lstmcell", "--cell lstm", &right["lstmcell"], ""),
        ("gru-bidir", "--cell gru --network forward", &right["gru-bidir"]["forward"], ""),
        ("gru-bidir", "--cell gru --network reverse", &right["gru-bidir"]["reverse"], ""),
        ("rnn", "--cell rnn", &right["rnn"]["tanh"], "run with tanh"),
        ("rnn", "--cell rnn --activation tanh", &right["rnn"]["tanh"], ""),
        ("rnn", "--cell rnn --activation relu", &right["rnn"]["relu"], ""),
        ("rnn", "--cell rnn-relu", &right["rnn"]["relu"], ""),
    ] {
        let (answer, found) = forward(name, words);
        let answer = answer.ok();
        let right: Vec<f64> = serde_json::from_value(right.clone()).expect("numbers");
        assert_eq!(found.len(), right.len(), "{name} {words}");
        for (found, right) in found.iter().zip(&right) {
            assert!((found - right).abs() < 1e-5, "{name} {words}: {found} for {right}");
        }
        let is_right = if noted.is_empty() { answer.stderr.is_empty() } else { answer.stderr.contains(noted) };
        assert!(is_right, "{name} {words}: {}", answer.stderr);
    }
    for (name, words, code, said) in [
        ("gru-bidir", "--cell gru", 1, "forward (3-4), reverse (3-4). Say which with --network"),
        ("gru-bidir", "--cell gru --network backward", 1, "no network `backward`"),
        ("lstmcell", "--cell lstm --activation relu", 2, "leave --activation out"),
        ("rnn", "--cell rnn-relu --activation tanh", 2, "leave --activation out"),
    ] {
        let (answer, _) = forward(name, words);
        assert_eq!(answer.code, Some(code), "{name} {words}");
        assert!(answer.stderr.contains(said), "{name} {words}: {}", answer.stderr);
    }
}

#[test]
fn arguments_that_cannot_be_are_refused() {
    for (words, said) in [
        ("--task recall --hidden 4", "give a whole number from 8 to 128"),
        ("--task recall --gap 200", "give one from 1 to 100"),
        ("--task recall --length 5", "use --gap"),
        ("--task dates --gap 5", "leave it out"),
        ("--task adding --attention dot", "a task of two sequences"),
        ("--task sorting", &TaskKind::NAMES.join(", ")),
        ("--task copy --length 12-3", "give the smaller number first: 3-12"),
    ] {
        let answer = say(&format!("sequence train --steps 1 {words}"));
        assert_eq!(answer.code, Some(2), "{words}: {}", answer.stderr);
        assert!(answer.stderr.contains(said), "{words}: {}", answer.stderr);
    }
    let answer = say("sequence evaluate --weights /nonexistent.safetensors --json");
    assert_eq!((answer.code, answer.json()["error"].as_str()), (Some(1), Some("weights")));
    let short = say("sequence train --task adding --length 10 --cell rnn --hidden 8 --steps 2").ok();
    assert!(short.stdout.contains("held out: accuracy"), "{}", short.stdout);
}
