//! `sidestep train`: what it writes, that a run is the same run however it is cut, and that nothing is lost.

use std::{
    fs,
    path::Path,
    process::Stdio,
    thread::sleep,
    time::{Duration, Instant},
};

use serde_json::Value;
use sidestep::{
    gridworld::Level,
    learning::{Algorithm, Hyperparameters, Preset, Recipe, preset_observation},
};

use super::program::{Answer, command, data, say, sidestep, text};

/// Trains on `classic` with small settings.
fn train(out: &Path, words: &str) -> Answer {
    let start = [
        "train",
        "--level",
        "classic",
        "--algorithm",
        "deep-sarsa",
        "--set",
        "hidden=16",
        "--json",
        "--out",
        text(out),
    ];
    sidestep(&[&start[..], &words.split_whitespace().collect::<Vec<_>>()].concat())
}

fn go_on(run: &Path, words: &str) -> Answer {
    let start = ["train", "--json", "--resume", text(run)];
    sidestep(&[&start[..], &words.split_whitespace().collect::<Vec<_>>()].concat())
}

fn bytes(folder: &Path, file: &str) -> Vec<u8> {
    fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{}: {error}", folder.join(file).display()))
}

/// What was learned, bit for bit, and all that was noted on the way.
#[derive(PartialEq)]
struct Learned {
    /// The checkpoint's header; its entries have no order.
    header: Value,
    weights: Vec<u8>,
    resume: Vec<u8>,
    metrics: Vec<u8>,
}

fn learned(folder: &Path) -> Learned {
    let checkpoint = bytes(folder, "checkpoint.safetensors");
    let (length, rest) = checkpoint.split_first_chunk().expect("a safetensors file begins with the header's length");
    let (header, weights) = rest.split_at(u64::from_le_bytes(*length) as usize);
    Learned {
        header: serde_json::from_slice(header).expect("a header"),
        weights: weights.to_vec(),
        resume: bytes(folder, "resume.bin"),
        metrics: bytes(folder, "metrics.csv"),
    }
}

#[test]
fn a_run_writes_all_that_it_promises() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("runs/first");
    let answer = train(&out, "--episodes 40 --seed 5").ok().json();
    assert_eq!(answer["episodes"], 40);
    assert_eq!(answer["seeds"], serde_json::json!([5]));
    assert_eq!(answer["optimal_return"], 1.0);
    assert_eq!(answer["interrupted"], false);
    for key in ["steps", "seconds", "steps_per_second", "return_last_100", "success_last_100", "hit_free_last_100"] {
        assert!(answer[key].is_number(), "{key} in {answer}");
    }

    let metrics = String::from_utf8(bytes(&out, "metrics.csv")).expect("UTF-8");
    assert!(
        metrics
            .starts_with("seed,episode,tick,arena,return,length,goal,hits,truncated,loss,td_error,exploration\n5,1,")
    );
    assert_eq!(metrics.lines().count(), 41);
    let steps: u64 = metrics
        .lines()
        .skip(1)
        .map(|row| row.split(',').nth(5).expect("length").parse::<u64>().expect("a number"))
        .sum();
    assert_eq!(answer["steps"], steps, "with one actor every step belongs to an episode");

    let settings: toml::Table = String::from_utf8(bytes(&out, "settings.toml")).expect("UTF-8").parse().expect("TOML");
    assert_eq!(settings["hyperparameters"]["hidden"].as_str(), Some("16"));
    let preset = Hyperparameters::preset(Algorithm::DeepSarsa, Preset::Tuned);
    assert_eq!(settings["hyperparameters"]["gamma"].as_float(), Some(preset.gamma), "what was not set is the preset's");
    let level = out.join("level.toml");
    assert_eq!(sidestep(&["levels", "check", text(&level), "--json"]).ok().json()["name"], "classic");
    assert!(image::load_from_memory(&bytes(&out, "learning-curve.png")).is_ok());
    assert!(String::from_utf8(bytes(&out, "learning-curve.svg")).expect("UTF-8").contains("Deep SARSA on classic"));

    let evaluation = sidestep(&["evaluate", "--policy", text(&out), "--level", "classic", "--episodes", "5", "--json"]);
    assert_eq!(
        evaluation.ok().json()["observation"],
        preset_observation(Algorithm::DeepSarsa, Preset::Tuned).to_string()
    );
}

#[test]
fn the_preset_says_how_long_to_train_and_the_report_who_is_optimal() {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, out) = (folder.path().join("corridor.toml"), folder.path().join("run"));
    let mut level = Level::empty("corridor", 3, 1);
    level.max_steps = 20;
    fs::write(&file, level.to_toml()).expect("written");
    let words = ["train", "--level", text(&file), "--algorithm", "deep-sarsa", "--set", "hidden=4", "--json"];
    let answer = sidestep(&[&words[..], &["--seed", "7", "--seeds", "2", "--out", text(&out)]].concat()).ok().json();
    assert_eq!(answer["steps"], 2 * Recipe::NEAR_STEPS);
    let runs = answer["runs"].as_array().expect("a run for each seed");
    let optimal = runs.iter().filter(|run| run["exactly_optimal"] == true).count();
    assert_eq!(answer["exactly_optimal"], optimal);
    for run in runs {
        let is_shortest = run["greedy_return"] == 1.0 && run["greedy_length"] == 2.0;
        assert_eq!(run["exactly_optimal"], is_shortest, "{run}");
    }
    assert!(answer["worst_seed"] == 7 || answer["worst_seed"] == 8, "{answer}");
}

#[test]
fn a_short_run_of_either_algorithm_is_opened_by_all_that_read_it() {
    let folder = tempfile::tempdir().expect("a folder");
    // REINFORCE's policy is still near its greatest entropy, ln 5 = 1.61 nats.
    for algorithm in Algorithm::NAMES {
        let out = folder.path().join(algorithm);
        let run = text(&out);
        let words = ["train", "--level", "rush", "--algorithm", algorithm, "--seed", "5", "--out", run, "--episodes"];
        sidestep(&[&words[..], &["130"]].concat()).ok();
        for more in [&["evaluate", "--episodes", "2", "--policy", run][..], &["rollout", "--policy", run]] {
            sidestep(&[more, &["--level", "rush", "--json"]].concat()).ok();
        }
        let seat = format!("policy:{run}");
        sidestep(&["versus", "--level", "rush", "--seat", &seat, "--seat", "random", "--pairs", "1", "--json"]).ok();
    }
}

#[test]
fn means_are_of_as_many_episodes_as_are_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("short");
    let answer = train(&out, "--episodes 5").ok().json();
    assert_eq!((&answer["last_100_episodes"], &answer["runs"][0]["last_100_episodes"]), (&5.into(), &5.into()));
    let curve = String::from_utf8(bytes(&out, "learning-curve.svg")).expect("UTF-8");
    assert!(curve.contains("mean of the last 5 episodes") && !curve.contains("last 100"));

    let words = say(&format!("train --resume {} --episodes 7 --quiet", text(&out))).ok().stdout;
    assert!(words.contains("last 7 episodes: return"), "{words}");
    let answer = train(&folder.path().join("long"), "--episodes 110").ok().json();
    assert_eq!(answer["last_100_episodes"], 100);
}

#[test]
fn steps_end_a_run_too_and_actors_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let answer = train(folder.path(), "--steps 1000 --set actors=4").ok().json();
    assert_eq!(answer["steps"], 1000);
}

#[test]
fn a_resumed_run_is_the_uninterrupted_one() {
    for words in ["", "--set actors=3", "--level classic-paced"] {
        let folder = tempfile::tempdir().expect("a folder");
        let (whole, cut, moved) = (folder.path().join("whole"), folder.path().join("cut"), folder.path().join("moved"));
        let begin = |out: &Path, episodes: u32| {
            if words.starts_with("--level") {
                let words =
                    ["train", "--level", "classic-paced", "--algorithm", "reinforce", "--out", text(out), "--episodes"];
                sidestep(&[&words[..], &[&episodes.to_string()]].concat()).ok();
            } else {
                train(out, &format!("{words} --episodes {episodes}")).ok();
            }
        };
        begin(&whole, 60);
        begin(&cut, 25);
        // into another folder, from the file; then in place, from the folder
        sidestep(&["train", "--resume", text(&cut.join("resume.bin")), "--episodes", "40", "--out", text(&moved)]).ok();
        go_on(&moved, "--episodes 60").ok();
        assert!(learned(&whole) == learned(&moved), "{words}");
    }
}

#[test]
fn a_run_of_an_older_version_goes_on_and_says_that_it_is_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let older = data("version-1/deep-sarsa.run");
    let said = sidestep(&["train", "--resume", &older, "--episodes", "40", "--out", text(folder.path())]).ok().stderr;
    assert!(said.contains("deep-sarsa.run was saved by another version of the program"), "{said}");
    let said = go_on(folder.path(), "--episodes 45").ok().stderr;
    assert!(!said.contains("another version"), "{said}");
}

#[test]
fn a_run_that_is_long_enough_already_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    train(folder.path(), "--episodes 10").ok();
    let answer = go_on(folder.path(), "--episodes 10");
    assert_eq!(answer.code, Some(2));
    assert!(answer.stderr.contains("10 episodes already"), "{}", answer.stderr);
}

#[test]
fn several_seeds_are_the_single_seeds_on_any_number_of_threads() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = |name: &str| folder.path().join(name);
    let answer = train(&out("one-thread"), "--episodes 30 --seed 7 --seeds 3 --threads 1").ok().json();
    assert_eq!(answer["seeds"], serde_json::json!([7, 8, 9]));
    assert_eq!(answer["runs"].as_array().expect("runs").len(), 3);
    assert_eq!(answer["return_last_100_ci95"].as_array().expect("an interval").len(), 2);
    train(&out("three-threads"), "--episodes 30 --seed 7 --seeds 3 --threads 3").ok();
    for seed in 7..10 {
        let name = format!("seed-{seed}");
        train(&out(&name), &format!("--episodes 30 --seed {seed}")).ok();
        for together in ["one-thread", "three-threads"] {
            assert!(learned(&out(together).join(&name)) == learned(&out(&name)), "{name} of {together}");
        }
    }
    let metrics = String::from_utf8(bytes(&out("three-threads"), "metrics.csv")).expect("UTF-8");
    assert_eq!(metrics.lines().count(), 91);
    assert_eq!(metrics.matches("seed").count(), 1, "one header");
    assert!(
        String::from_utf8(bytes(&out("three-threads"), "learning-curve.svg"))
            .expect("UTF-8")
            .contains("mean of 3 seeds")
    );

    go_on(&out("three-threads"), "--episodes 40").ok();
    go_on(&out("seed-8"), "--episodes 40").ok();
    assert!(learned(&out("three-threads").join("seed-8")) == learned(&out("seed-8")));
}

#[test]
fn a_run_that_is_there_is_not_overwritten_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    train(folder.path(), "--episodes 10 --seeds 2").ok();
    fs::write(folder.path().join("notes.txt"), "mine").expect("written");
    let before = learned(&folder.path().join("seed-1"));
    let refused = train(folder.path(), "--episodes 5");
    assert_eq!(refused.code, Some(1));
    assert_eq!(refused.json()["error"], "run-exists");
    assert!(refused.stderr.contains("--force") && refused.stderr.contains("--resume"), "{}", refused.stderr);
    assert!(learned(&folder.path().join("seed-1")) == before);

    train(folder.path(), "--episodes 5 --force").ok();
    assert!(!folder.path().join("seed-1").exists(), "nothing of the old run is left");
    assert_eq!(bytes(folder.path(), "notes.txt"), b"mine");
}

#[test]
fn live_settings_change_in_a_resumed_run_and_others_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    train(folder.path(), "--episodes 10").ok();
    let refused = go_on(folder.path(), "--episodes 20 --set hidden=32");
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("`hidden` cannot change"), "{}", refused.stderr);
    go_on(folder.path(), "--episodes 20 --set gamma=0.9").ok();
    let settings = String::from_utf8(bytes(folder.path(), "settings.toml")).expect("UTF-8");
    assert!(settings.contains("gamma = 0.9\n"), "{settings}");
}

/// Starts a training that would take for ever, interrupts it when episodes were noted in `watched`, and returns its answer.
#[cfg(unix)]
fn interrupted(words: &[&str], watched: &Path) -> Value {
    let words =
        [&["train", "--level", "classic", "--algorithm", "deep-sarsa", "--episodes", "100000000", "--json"], words]
            .concat();
    let child = command(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let begun = || fs::read_to_string(watched.join("metrics.csv")).is_ok_and(|text| text.lines().count() > 3);
    let patience = Instant::now();
    while !begun() {
        assert!(patience.elapsed() < Duration::from_secs(60), "no episode was noted");
        sleep(Duration::from_millis(20));
    }
    let sent = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    let output = child.wait_with_output().expect("it ends");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    assert!(stderr.contains("saving what was learned"), "{stderr}");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("one object");
    assert_eq!(answer["interrupted"], true);
    answer
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_a_run_that_can_be_used_and_resumed() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = text(folder.path());
    let answer = interrupted(&["--out", out], folder.path());
    let episodes = answer["episodes"].as_u64().expect("a number");
    let evaluation = sidestep(&["evaluate", "--policy", out, "--level", "classic", "--episodes", "3", "--json"]);
    assert_eq!(evaluation.ok().json()["episodes"], 3);
    let more = go_on(folder.path(), &format!("--episodes {}", episodes + 10)).ok().json();
    assert_eq!(more["episodes"], episodes + 10);
    let rows = String::from_utf8(bytes(folder.path(), "metrics.csv")).expect("UTF-8").lines().count() as u64;
    assert_eq!(rows, episodes + 11, "no row is lost and none is there twice");
}

#[cfg(unix)]
#[test]
fn seeds_that_had_not_begun_when_the_interrupt_came_are_resumed_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let (together, alone) = (folder.path().join("together"), folder.path().join("alone"));
    let words = ["--set", "hidden=16", "--seeds", "3", "--threads", "1", "--out", text(&together)];
    let answer = interrupted(&words, &together.join("seed-0"));
    let episodes = answer["runs"][0]["episodes"].as_u64().expect("a number");
    assert_eq!((&answer["runs"][1]["episodes"], &answer["runs"][2]["steps"]), (&Value::from(0), &Value::from(0)));

    let words = format!("--episodes {}", episodes + 5);
    let answer = go_on(&together, &words).ok().json();
    assert_eq!(answer["seeds"], serde_json::json!([0, 1, 2]));
    train(&alone, &format!("{words} --seed 1")).ok();
    assert!(learned(&together.join("seed-1")) == learned(&alone));
}
