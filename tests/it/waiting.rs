//! What commands do while a person waits: nothing that was learned waits for an optimum, and Ctrl-C is heard at any time.

use std::{
    fs,
    process::{Child, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::program::{command, data, say, sidestep, text};

/// With these settings the optimum of `two-walkers.toml` takes minutes: its values settle very slowly.
const SLOW: [&str; 4] = ["--set", "rewards.step=1", "--set", "gamma=0.999999"];

fn wait(what: &str, is_so: impl Fn() -> bool) {
    let patience = Instant::now();
    while !is_so() {
        assert!(patience.elapsed() < Duration::from_secs(60), "{what}");
        sleep(Duration::from_millis(10));
    }
}

fn start(words: &[&str]) -> Child {
    command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts")
}

fn interrupt(child: &Child) {
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
}

/// The JSON that a program printed which ended well, and what it said beside.
fn answer(child: Child) -> (Value, String) {
    let Output { status, stdout, stderr } = child.wait_with_output().expect("it ends");
    let stderr = String::from_utf8_lossy(&stderr).into_owned();
    assert_eq!(status.code(), Some(0), "{stderr}");
    (serde_json::from_slice(&stdout).expect("one object"), stderr)
}

#[cfg(unix)]
#[test]
fn a_run_is_written_before_its_optimum_is_waited_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let level = data("two-walkers.toml");
    let train = |out: &str, more: &[&str]| {
        let words = [
            "train",
            "--level",
            &level,
            "--algorithm",
            "deep-sarsa",
            "--set",
            "hidden=8",
            "--set",
            "actors=1",
            "--json",
            "--out",
        ];
        start(&[&words[..], &[out], &SLOW, more].concat())
    };
    // The training is short, and over: what is left is the optimum.
    let out = folder.path().join("short");
    let child = train(text(&out), &["--episodes", "3"]);
    wait("the curve is drawn", || out.join("learning-curve.png").exists());
    for file in ["checkpoint.safetensors", "resume.bin", "metrics.csv", "learning-curve.svg", "replays"] {
        assert!(out.join(file).exists(), "{file}");
    }
    interrupt(&child);
    let (trained, _) = answer(child);
    assert_eq!((&trained["interrupted"], &trained["episodes"]), (&Value::from(false), &Value::from(3)));
    assert_eq!(trained["optimal_return"], Value::Null);
    assert_eq!(trained["optimum_unknown"], "the computation of the exact optimum was stopped");
    assert!(!fs::read_to_string(out.join("learning-curve.svg")).expect("drawn").contains("optimum"));

    // Who stops the training does not want to wait for the optimum either.
    let out = folder.path().join("long");
    let child = train(text(&out), &["--episodes", "100000000"]);
    wait("an episode was noted", || {
        fs::read_to_string(out.join("metrics.csv")).is_ok_and(|text| text.lines().count() > 1)
    });
    interrupt(&child);
    let (trained, _) = answer(child);
    assert_eq!((&trained["interrupted"], &trained["optimal_return"]), (&Value::from(true), &Value::Null));
    assert!(out.join("resume.bin").exists());
}

#[test]
fn a_curve_gets_its_optimum_however_late_that_is_known() {
    let folder = tempfile::tempdir().expect("a folder");
    let level = data("two-walkers.toml");
    let words = [
        "train",
        "--level",
        &level,
        "--algorithm",
        "deep-sarsa",
        "--episodes",
        "1",
        "--set",
        "gamma=0.99",
        "--json",
        "--out",
    ];
    let trained = sidestep(&[&words[..], &[text(folder.path())]].concat()).ok().json();
    // Two walkers cost somebody who takes care next to nothing.
    let optimal_return = trained["optimal_return"].as_f64().expect("it is known");
    assert!((0.9..1.0).contains(&optimal_return), "{optimal_return}");
    assert_eq!(trained["optimum_unknown"], Value::Null);
    let svg = fs::read_to_string(folder.path().join("learning-curve.svg")).expect("drawn");
    assert!(svg.contains("optimum"), "{svg}");
    let words = ["optimum", "--json", "--level", &level];
    assert_eq!(sidestep(&words).ok().json()["optimal_return"], trained["optimal_return"]);
}

#[test]
fn what_is_unknown_says_why() {
    let policy = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/policies/plaza.safetensors");
    let evaluate = ["evaluate", "--level", "plaza", "--episodes", "3", "--policy", policy];
    let evaluated = sidestep(&[&evaluate[..], &["--json"]].concat()).ok().json();
    assert_eq!((&evaluated["optimal_return"], &evaluated["interrupted"]), (&Value::Null, &Value::from(false)));
    let words = sidestep(&evaluate).ok().stdout;
    let versus = "versus --level plaza --pairs 1 --seat random --seat opponent:final";
    let played = say(&format!("{versus} --json")).ok().json();
    assert_eq!(played["rounds"][0]["seats"][1]["regret"], Value::Null);
    let regretted = say(versus).ok().stdout;
    for why in [
        evaluated["optimum_unknown"].as_str().expect("words"),
        played["optimum_unknown"].as_str().expect("words"),
        &words,
        &regretted,
    ] {
        assert!(why.contains("too many for an exact optimum"), "{why}");
    }
    let known = say("versus --level classic --pairs 1 --seat random --seat opponent:final --json").ok().json();
    assert_eq!(known["optimum_unknown"], Value::Null);
    let hunt = say("versus --level classic --mode hunt --pairs 1 --seat script:stay --seat random --json").ok().json();
    assert_eq!(hunt["optimum_unknown"], "it does not know where steered obstacles go");
}

/// Whether a process has said that it wants to hear of Ctrl-C itself.
#[cfg(target_os = "linux")]
fn hears(child: &Child) -> bool {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).expect("Linux says it");
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).expect("a set of signals");
    // Bit 1 is SIGINT.
    u64::from_str_radix(caught.trim(), 16).expect("in hexadecimal") & 2 != 0
}

#[cfg(target_os = "linux")]
#[test]
fn an_evaluation_that_is_stopped_reports_what_was_played() {
    let policy = data("rlcode-deep-sarsa.safetensors");
    let words = ["evaluate", "--level", "classic", "--algorithm", "deep-sarsa", "--json", "--policy", &policy];
    let child = start(&[&words[..], &["--episodes", "4000000000"]].concat());
    wait("it listens", || hears(&child));
    interrupt(&child);
    let (evaluated, stderr) = answer(child);
    assert!(stderr.contains("what was played is reported"), "{stderr}");
    assert_eq!(evaluated["interrupted"], true);
    // As many boards play side by side, and each plays its episode to the end.
    assert!(evaluated["episodes"].as_u64().expect("a number") >= 64, "{evaluated}");
    assert_eq!((&evaluated["return_mean"], &evaluated["success_rate"]), (&Value::from(1.0), &Value::from(1.0)));
    assert_eq!(evaluated["optimal_return"], Value::Null);
    assert_eq!(evaluated["optimum_unknown"], "the computation of the exact optimum was stopped");
}

#[test]
fn returns_without_bound_are_refused() {
    for (words, why) in [
        ("optimum --level classic --gamma 1 --set rewards.step=0.1 --json", "rewarded for ever"),
        ("optimum --level chase --gamma 1 --set rewards.step=0.1 --json", "rewarded for ever"),
    ] {
        let refused = say(words);
        assert_eq!((refused.code, refused.json()["error"].as_str()), (Some(1), Some("optimum")), "{words}");
        assert!(refused.stderr.contains(why), "{words}: {}", refused.stderr);
    }
    let walled = data("unreachable.toml");
    let words = ["optimum", "--level", &walled, "--gamma", "1", "--set", "rewards.step=-0.1"];
    let refused = sidestep(&words);
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("no path leads to a goal, and every step costs"), "{}", refused.stderr);
}
