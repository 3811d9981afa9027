//! What the commands answer: levels, optimum, rollout and evaluate, mostly as JSON.

use std::{fs, path::Path, process::Stdio};

use serde_json::Value;
use sidestep::{
    disk,
    gridworld::{Action, Level},
    learning::{Algorithm, Said},
    tensors::Activation,
};

use super::program::{command, data, say, sidestep, text};

fn number(object: &Value, key: &str) -> f64 {
    object[key].as_f64().unwrap_or_else(|| panic!("{key} is a number in {object}"))
}

#[test]
fn levels_are_listed_shown_and_checked() {
    let listed = say("levels --json").ok();
    let names: Vec<String> =
        listed.lines().iter().map(|level| level["name"].as_str().expect("a name").to_owned()).collect();
    assert_eq!(names, Level::built_in_names());
    assert_eq!(say("levels list --json").ok().stdout, listed.stdout);

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rush.toml");
    fs::write(&file, say("levels show rush --set max_steps=77").ok().stdout).expect("written");
    let checked = sidestep(&["levels", "check", text(&file), "--json"]).ok().json();
    assert_eq!(checked["valid"], true);
    assert_eq!(checked["max_steps"], 77);
    assert_eq!(checked["obstacles"], Level::built_in("rush").expect("built in").obstacles.len());
    assert_eq!(sidestep(&["optimum", "--json", "--level", text(&file)]).ok().json()["level"], "rush");

    let gone = folder.path().join("gone.toml");
    let checked = sidestep(&["levels", "check", text(&gone), text(&file), "--json"]);
    assert_eq!(checked.code, Some(1));
    let lines = checked.lines();
    assert_eq!((&lines[0]["error"], &lines[0]["file"]), (&"level".into(), &text(&gone).into()));
    assert_eq!(lines[1]["valid"], true, "a bad file does not keep the next from being checked");
    assert!(checked.stderr.contains("gone.toml") && checked.stderr.contains("1 of 2 files"), "{}", checked.stderr);
}

#[test]
fn a_goal_that_no_path_leads_to_is_said_wherever_its_level_is_played() {
    let walled = data("unreachable.toml");
    let warning = "no path leads from the start at (0, 0) to a goal";
    let checked = sidestep(&["levels", "check", &walled, "--json"]).ok().json();
    assert_eq!(checked["valid"], true);
    let warnings = checked["warnings"].as_array().expect("a list");
    assert_eq!((warnings.len(), &warnings[0]["kind"]), (1, &Value::from("no-path")));
    assert!(warnings[0]["message"].as_str().expect("words").starts_with(warning), "{checked}");
    let words = sidestep(&["levels", "check", &walled]).ok().stdout;
    assert!(words.contains("a valid level") && words.contains(&format!("warning: {warning}")), "{words}");
    assert_eq!(say("levels show classic --json").ok().json()["warnings"], serde_json::json!([]));

    let folder = tempfile::tempdir().expect("a folder");
    let (out, policy) = (text(folder.path()), data("rlcode-deep-sarsa.safetensors"));
    for words in [
        &["train", "--algorithm", "deep-sarsa", "--episodes", "2", "--set", "max_steps=20", "--out", out][..],
        &["evaluate", "--policy", &policy, "--algorithm", "deep-sarsa", "--episodes", "2"],
        &["rollout", "--actions", "stay"],
        &["optimum"],
        &["versus", "--seat", "random", "--seat", "random", "--pairs", "1"],
    ] {
        let said = sidestep(&[words, &["--level", &walled]].concat()).ok().stderr;
        assert_eq!(said.matches(&format!("note: level unreachable: {warning}")).count(), 1, "{words:?}: {said}");
    }
    let resumed = sidestep(&["train", "--resume", out, "--episodes", "3"]).ok().stderr;
    assert!(resumed.contains(warning), "{resumed}");
    assert_eq!(say("rollout --level classic --actions stay").ok().stderr, "");
}

#[test]
fn the_optimum_of_classic_is_one_in_eight_steps() {
    let answer = say("optimum --level classic --json").ok().json();
    assert_eq!((number(&answer, "optimal_return"), number(&answer, "steps")), (1.0, 8.0));
    assert!(number(&answer, "states") > 25.0 && number(&answer, "seconds") >= 0.0);

    let paced = say("optimum --level classic-paced --json").ok().json();
    assert!((number(&paced, "optimal_return") - 0.2).abs() < 1e-6, "{paced}");
    let overridden = say("optimum --level classic --set rewards.step=-0.1 --json").ok().json();
    assert_eq!(overridden["optimal_return"], paced["optimal_return"]);
    assert!(say("optimum --level classic").ok().stdout.contains("the best possible return is 1, in 8 steps"));
}

#[test]
fn a_level_that_is_too_large_for_the_optimum_is_refused_clearly() {
    let answer = say("optimum --level plaza --json");
    assert_eq!(answer.code, Some(1));
    assert_eq!(answer.json()["error"], "too-large");
    assert_eq!(
        answer.json()["message"].as_str().expect("words"),
        answer.stderr.trim().trim_start_matches("sidestep: ")
    );
    assert!(answer.stderr.contains("states"), "{}", answer.stderr);
}

#[test]
fn rollout_plays_what_the_courses_own_program_played() {
    let traces: Value =
        serde_json::from_str(&fs::read_to_string(data("classic-traces.json")).expect("read")).expect("JSON");
    for case in traces["cases"].as_array().expect("cases") {
        let actions: Vec<String> = case["actions"].as_array().expect("actions").iter().map(Value::to_string).collect();
        let played =
            sidestep(&["rollout", "--level", "classic", "--json", "--actions", &actions.join(",")]).ok().lines();
        let steps = case["steps"].as_array().expect("steps");
        assert_eq!(played.len(), steps.len() + 1);
        assert_eq!(floats(&played[0]["observation"]), floats(&case["first_observation"]));
        for (number, (line, step)) in played[1..].iter().zip(steps).enumerate() {
            assert_eq!(line["step"], number + 1);
            assert_eq!(floats(&line["observation"]), floats(&step["observation"]), "step {number} of {actions:?}");
            assert_eq!(line["reward"].as_f64(), step["reward"].as_f64(), "step {number} of {actions:?}");
            assert_eq!(line["terminated"], step["done"], "step {number} of {actions:?}");
        }
    }
}

fn floats(value: &Value) -> Vec<f64> {
    value.as_array().expect("a row").iter().map(|value| value.as_f64().expect("a number")).collect()
}

#[test]
fn a_rollout_begins_with_its_start_and_ends_with_its_episode() {
    let lines = say("rollout --level classic --actions right,2,stay --observation relative-phase --json").ok().lines();
    let start = &lines[0];
    assert_eq!(start["step"], 0);
    assert_eq!(start["action"], Value::Null);
    assert_eq!(start["agents"], serde_json::json!([[0, 0]]));
    assert_eq!(start["obstacles"], serde_json::json!([[0, 1], [1, 2], [2, 3]]));
    assert_eq!(start["goals"], serde_json::json!([[4, 4]]));
    assert_eq!(start["observation"].as_array().expect("a row").len(), 17);
    let actions: Vec<&Value> = lines[1..].iter().map(|line| &line["action"]).collect();
    assert_eq!(actions, ["right", "right", "stay"]);
    assert_eq!(lines[3]["agents"], serde_json::json!([[2, 0]]));

    let cut = say("rollout --level classic --set max_steps=2 --actions stay,stay,stay,stay --json").ok();
    assert_eq!(cut.lines().len(), 3);
    assert_eq!(cut.lines()[2]["truncated"], true);
    assert!(cut.stderr.contains("2 of the 4 actions were not played"), "{}", cut.stderr);
}

#[test]
fn a_policy_is_rolled_out_to_the_goal() {
    let policy = data("rlcode-deep-sarsa.safetensors");
    let lines =
        sidestep(&["rollout", "--level", "classic", "--policy", &policy, "--algorithm", "deep-sarsa", "--json"])
            .ok()
            .lines();
    let last = lines.last().expect("lines");
    assert_eq!(last["terminated"], true);
    assert_eq!(last["agents"], serde_json::json!([[4, 4]]));
    let words =
        sidestep(&["rollout", "--level", "classic", "--policy", &policy, "--algorithm", "deep-sarsa"]).ok().stdout;
    assert!(words.contains("A . . . .") && words.contains("the goal") && words.contains("return 1, 0 hits"), "{words}");
}

#[test]
fn evaluate_finds_the_courses_weights_as_good_as_they_are() {
    let policy = data("rlcode-deep-sarsa.safetensors");
    let words = ["evaluate", "--level", "classic", "--algorithm", "deep-sarsa", "--episodes", "50", "--policy"];
    let answer = sidestep(&[&words[..], &[&policy, "--json"]].concat()).ok().json();
    assert_eq!(answer["observation"], "relative", "15 inputs on classic are that");
    assert_eq!(answer["mode"], "greedy");
    assert_eq!(answer["episodes"], 50);
    for (key, expected) in [
        ("return_mean", 1.0),
        ("return_min", 1.0),
        ("return_max", 1.0),
        ("success_rate", 1.0),
        ("hit_free_rate", 1.0),
        ("optimal_return", 1.0),
        ("regret_mean", 0.0),
    ] {
        assert_eq!(number(&answer, key), expected, "{key}");
    }
    assert!(number(&answer, "length_mean") <= 10.0, "{answer}");
    assert_eq!(answer["return_ci95"], serde_json::json!([1.0, 1.0]));
    let rate = floats(&answer["hit_free_rate_ci95"]);
    assert!(
        (rate[0] - 0.928_65).abs() < 1e-4 && (rate[1] - 1.0).abs() < 1e-12,
        "Wilson's interval of 50 in 50: {rate:?}"
    );
    assert!(sidestep(&[&words[..], &[&policy]].concat()).ok().stdout.contains("hit-free       100%"));
}

fn foreign(name: &str) -> String {
    format!("{}/tests/fixtures/weights/{name}.safetensors", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn policies_of_other_programs_play_as_they_are_said_to_be() {
    for name in ["cleanrl-dqn", "cleanrl-ppo", "fc123", "sb3-ppo", "sb3-dqn", "no-bias"] {
        let words = ["evaluate", "--level", "classic", "--algorithm", "reinforce", "--episodes", "2", "--json"];
        let answer = sidestep(&[&words[..], &["--policy", &foreign(name)]].concat()).ok();
        assert_eq!(answer.json()["observation"], "relative", "{name}");
        assert!(answer.stderr.contains("is played with ReLU") && answer.stderr.contains("--activation tanh"), "{name}");
    }
    let policy = foreign("sb3-ppo");
    let words = ["rollout", "--level", "classic", "--algorithm", "deep-sarsa", "--set", "max_steps=1", "--json"];
    let play = |more: &[&str]| sidestep(&[&words[..], &["--policy", &policy], more].concat()).ok();
    for activation in Activation::ALL {
        let answer = play(&["--activation", activation.name()]);
        let said = Said { algorithm: Some(Algorithm::DeepSarsa), activation: Some(activation), ..Said::default() };
        let network = disk::policy(Path::new(&policy), &said).expect("a policy").policy.network;
        let seen: Vec<f32> =
            floats(&answer.lines()[0]["observation"]).into_iter().map(|number| number as f32).collect();
        let values = network.forward(&seen, 1);
        let best = (0..5).max_by(|&one, &other| values[one].total_cmp(&values[other])).expect("five");
        assert_eq!(answer.lines()[1]["action"], Action::ALL[best].name(), "{activation}");
        assert!(!answer.stderr.contains("ReLU"), "{}", answer.stderr);
        assert!(answer.stderr.contains("not read: mlp_extractor.value_net, value_net"), "{}", answer.stderr);
    }
    let critic = sidestep(&[&words[..], &["--policy", &foreign("cleanrl-ppo"), "--network", "critic"]].concat());
    assert_eq!((critic.code, critic.json()["error"].as_str()), (Some(1), Some("checkpoint")));
}

#[test]
fn a_sampled_evaluation_depends_on_its_seed_alone() {
    let policy = data("rlcode-reinforce.safetensors");
    let evaluate = |seed: &str| {
        let words = ["evaluate", "--level", "classic-paced", "--algorithm", "reinforce", "--episodes", "200", "--json"];
        let mut answer = sidestep(&[&words[..], &["--seed", seed, "--policy", &policy]].concat()).ok().json();
        answer["seconds"] = Value::Null;
        answer
    };
    let answer = evaluate("1");
    assert_eq!(answer["mode"], "sample");
    assert_eq!(answer, evaluate("1"));
    assert_ne!(answer["return_mean"], evaluate("2")["return_mean"]);
    let (mean, interval) = (number(&answer, "return_mean"), floats(&answer["return_ci95"]));
    assert!(interval[0] < mean && mean < interval[1]);
    assert!((number(&answer, "regret_mean") - (0.2 - mean)).abs() < 1e-6, "{answer}");
    assert!(number(&answer, "hit_free_rate") < number(&answer, "success_rate"), "{answer}");
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    for words in [&["levels"][..], &["rollout", "--level", "harbour", "--actions", "stay,stay,stay", "--json"]] {
        let mut child = command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("ends");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &*stderr), (Some(0), ""), "{words:?}");
    }
}

#[test]
fn help_teaches_by_example() {
    for command in ["", "train", "evaluate", "rollout", "replay", "levels", "optimum", "versus"] {
        let help = say(&format!("{command} --help")).ok().stdout;
        assert!(help.contains("Examples:") && help.contains("sidestep "), "{command}: {help}");
    }
}
