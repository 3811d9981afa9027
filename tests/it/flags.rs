//! Flags that a command takes but could not follow are refused with the reason; what exists is not written over.

use std::fs;

use super::program::{data, say, sidestep, text};

const POLICY: &str = concat!("policy:", env!("CARGO_MANIFEST_DIR"), "/assets/policies/classic.safetensors");

/// Lines that ask for what does not happen, and why it does not. `@` stands for a folder, `$` for a seat with a policy.
const REFUSED: &[(&str, &[&str])] = &[
    // versus
    ("versus --level classic --seat random --seat random --score-steps 40", &["--mode score", "this is --mode race"]),
    ("versus --level rush --mode hunt --seat random --seat $ --score-steps 40", &["--mode score", "--mode hunt"]),
    ("versus --level classic --seat random --seat random --hunters all", &["--mode hunt", "this is --mode race"]),
    ("versus --level classic --mode score --seat random --seat random --hunters one", &["--mode hunt", "--mode score"]),
    ("versus --level classic --seat random --seat random --algorithm reinforce", &["--algorithm", "policy:FILE"]),
    ("versus --level classic --seat random --seat optimum --observation view", &["--observation", "policy:FILE"]),
    ("versus --level classic --seat random --seat opponent:final --greedy", &["--greedy", "policy:FILE"]),
    ("versus --level classic --seat random --seat script:up --sample", &["--sample", "policy:FILE"]),
    (
        "versus --level classic --mode score --seat random --seat random --set max_steps=50",
        &["max_steps", "--score-steps"],
    ),
    // sequence train
    ("sequence train --task recall --cell gru --forget-bias 2", &["--forget-bias", "gru has no forget gate"]),
    ("sequence train --task recall --cell rnn --forget-bias 2", &["--forget-bias", "rnn has no forget gate"]),
    ("sequence train --task reversal --forget-bias 2", &["--forget-bias", "gru has no forget gate"]),
    ("sequence train --task recall --forget-bias 2 --chrono", &["--chrono", "leave --forget-bias out"]),
    ("sequence train --task recall --cell rnn --chrono", &["--chrono", "rnn has no gates"]),
    ("sequence train --task recall --teacher-forcing 0.5", &["--teacher-forcing", "the task recall has none"]),
    ("sequence train --task adding --teacher-forcing 1", &["--teacher-forcing", "the task adding has none"]),
    ("sequence train --task adding --attention dot", &["attention dot", "a task of two sequences"]),
    ("sequence train --task reversal --length 12-3", &["smaller number first", "3-12"]),
    ("sequence train --task recall --gap 50-10", &["smaller number first", "10-50"]),
    ("sequence train --task recall --length 10", &["has no --length", "use --gap"]),
    ("sequence train --task dates --length 10", &["has no --length", "leave it out"]),
    ("sequence train --task recall --force", &["--out <FOLDER>"]),
    // train
    (
        "train --level classic --algorithm deep-sarsa --episodes 5 --threads 4 --out @/new",
        &["--threads 4", "this is one seed", "--seeds"],
    ),
    (
        "train --level classic --algorithm deep-sarsa --episodes 5 --seed 9223372036854775807 --seeds 2 --out @/new",
        &["2 seeds from 9223372036854775807", "the greatest"],
    ),
    ("train --resume @/run --episodes 5 --level classic", &["--resume", "--level"]),
    ("train --resume @/run --episodes 5 --algorithm reinforce", &["--resume", "--algorithm"]),
    ("train --resume @/run --episodes 5 --preset tuned", &["--resume", "--preset"]),
    ("train --resume @/run --episodes 5 --observation view", &["--resume", "--observation"]),
    ("train --resume @/run --episodes 5 --seed 1", &["--resume", "--seed"]),
    ("train --resume @/run --episodes 5 --seeds 2", &["--resume", "--seeds"]),
    ("train --resume @/run --episodes 5 --force", &["--out <FOLDER>"]),
    (
        "train --level classic --algorithm reinforce --episodes 5 --set epsilon_min=0 --out @/new",
        &["`epsilon_min`", "no meaning for reinforce"],
    ),
    // inspect
    ("inspect --level classic --algorithm deep-sarsa --tick 0", &["--tick", "a whole number from 1"]),
    ("inspect --level classic --algorithm deep-sarsa", &["--tick", "--ticks"]),
    ("inspect --level classic --algorithm deep-sarsa --tick 1 --ticks 1..2", &["--tick", "--ticks"]),
    ("inspect --level classic --algorithm deep-sarsa --tick 1 --every 2", &["--tick <N>", "--every <K>"]),
    ("inspect --level classic --algorithm deep-sarsa --ticks 9..3", &["smaller tick first", "3..9"]),
    ("inspect --level classic --algorithm deep-sarsa --ticks 5", &["two ticks", "100..200"]),
    ("inspect --level classic --algorithm deep-sarsa --tick 1 --weight 0,1,2 --weights 3", &["--weight", "--weights"]),
    ("inspect --level classic --algorithm deep-sarsa --tick 1 --weight 0,1", &["layer, unit and input", "0,3,bias"]),
    ("inspect --level classic --algorithm deep-sarsa --tick 1 --weight 3,0,0", &["no layer 3", "has 3, 0 to 2"]),
    ("inspect --level classic --algorithm deep-sarsa --tick 1 --weight 2,5,0", &["no unit 5", "layer 2 has 5"]),
    ("inspect --level classic --algorithm deep-sarsa --tick 1 --weight 1,0,64", &["no input 64", "0 to 63"]),
    ("inspect --level classic --algorithm deep-sarsa --tick 1 --set baseline=none", &["no meaning for deep-sarsa"]),
    // rollout, evaluate, optimum, levels
    ("rollout --level classic --actions up --greedy", &["--actions", "--greedy"]),
    ("rollout --level classic --actions up --algorithm reinforce", &["--actions", "--algorithm"]),
    ("rollout --level classic --actions up --observation view", &["--observation", "--json"]),
    ("rollout --level classic --actions up --force", &["--out <FILE>"]),
    ("rollout --level classic --actions up --out @/new.mp4", &["ends with .replay", "sidestep record"]),
    ("rollout --level classic --actions up --set gamma=0.9", &["no setting `gamma`", "max_steps"]),
    ("evaluate --level classic --policy @/p --greedy --sample", &["--greedy", "--sample"]),
    ("optimum --level classic --set epsilon_min=0", &["no setting `epsilon_min`"]),
    ("opponents --level classic --force", &["--out <FOLDER>"]),
    // record
    ("record --replay @/a.replay --out @/new.mp4 --algorithm reinforce", &["--algorithm", "give --policy"]),
    ("record --replay @/a.replay --out @/new.mp4 --sample", &["--sample", "give --policy"]),
    ("record --training @/run --out @/new.mp4 --greedy", &["--greedy", "give --policy"]),
    ("record --replay @/a.replay --out @/new.mp4 --level classic", &["--replay", "--level"]),
    ("record --training @/run --out @/new.mp4 --level classic", &["--training", "--level"]),
    ("record --replay @/a.replay --out @/new.mp4 --set max_steps=9", &["--replay", "--set"]),
    ("record --training @/run --out @/new.mp4 --set max_steps=9", &["--training", "--set"]),
    ("record --training @/run --out @/new.mp4 --names A,B", &["--training", "--names"]),
    ("record --policy @/p --level classic --out @/new.mp4 --names A,B", &["--policy", "--names"]),
    ("record --training @/run --out @/new.mp4 --episodes 2", &["--training", "--episodes"]),
    ("record --training @/run --out @/new.mp4 --side-by-side @/a.replay", &["--training", "--side-by-side"]),
    ("record --policy @/p --level classic --out @/new.mp4 --side-by-side @/a.replay", &["--policy", "--side-by-side"]),
    ("record --replay @/a.replay --out @/new.mp4 --seed 1", &["--replay", "--seed"]),
    ("record --replay @/a.replay --out @/new.mp4 --names A,B", &["--side-by-side <FILE>"]),
    ("record --replay @/a.replay --out @/frames --quality high", &["--quality", ".mp4 and .gif"]),
    ("record --replay @/a.replay --out @/new.gif --captions", &["--captions", ".mp4"]),
    ("record --replay @/a.replay --out @/new.mp4 --slides @/talk.pptx", &["--out", "--slides"]),
    ("record --replay @/a.replay --slides @/talk.odp", &["--slides", ".pptx"]),
    ("record --replay @/a.replay --slides @/talk.pptx --no-title", &["--slides", "--no-title"]),
    ("record --replay @/a.replay --out @/new.mp4 --title A --no-title", &["--title", "--no-title"]),
    ("record --training @/run --out @/new.mp4 --caption A", &["--training", "--caption"]),
    ("record --replay @/a.replay --out @/new.mp4 --supervised", &["--json"]),
    ("record --replay @/a.replay --out @/new.mp4 --preview @/new", &["--supervised"]),
    // the window
    ("--lab gap-50 --tab train", &["--lab", "--tab"]),
    ("--lab gap-50 --lanes 2", &["--lab", "--lanes"]),
    ("--lab gap-50 --level classic", &["--lab", "--level"]),
    ("--lab gap-50 --algorithm reinforce", &["--lab", "--algorithm"]),
    ("--lab gap-50 --preset tuned", &["--lab", "--preset"]),
    ("--lab gap-50 --set max_steps=9", &["--lab", "--set"]),
    ("--lab gap-50 --compare-algorithms", &["--lab", "--compare-algorithms"]),
    ("--lab gap-50 --speed 5000", &["--speed 5000", "1000 training steps a second"]),
    ("--compare cliff --lab gap-50", &["--compare", "--lab"]),
    ("--compare cliff --level classic", &["--compare", "--level"]),
    ("--compare cliff --algorithm reinforce", &["--compare", "--algorithm"]),
    ("--compare cliff --activation tanh", &["--compare", "--activation"]),
    ("--compare cliff --preset tuned", &["--compare", "--preset"]),
    ("--compare cliff --lanes 4", &["--compare", "--lanes"]),
    ("--compare cliff --set max_steps=9", &["--compare", "--set"]),
    ("--compare cliff @/a.toml", &["--compare", "FILE"]),
    ("--compare cliff --network actor", &["--network", "FILE"]),
    ("--compare cliff --tab versus", &["--compare", "versus"]),
    ("--compare classic", &["classic", "cliff"]),
    ("--compare-algorithms", &["--lanes <N>"]),
    ("--lanes 1 --compare-algorithms", &["--compare-algorithms", "two --lanes or more"]),
    ("--recording", &["--measure <SECONDS>"]),
    ("--set max_steps=9", &["--set", "--level LEVEL"]),
];

#[test]
fn what_a_flag_asks_for_happens_or_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut wrong = Vec::new();
    for (line, reasons) in REFUSED {
        let line = line.replace('@', text(folder.path())).replace('$', POLICY);
        let answer = say(&line);
        let missing: Vec<&&str> = reasons.iter().filter(|reason| !answer.stderr.contains(**reason)).collect();
        if answer.code != Some(2) || !missing.is_empty() || !answer.stdout.is_empty() {
            wrong.push(format!("{line}\n  code {:?}, without {missing:?}: {}", answer.code, answer.stderr));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 0, "nothing was written");
}

/// What is asked for holds, if only because it could not be otherwise.
#[test]
fn a_flag_that_changes_nothing_but_holds_is_taken() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = folder.path().join("run");
    for line in [
        "rollout --level classic --actions up --seed 7 --observation view --json".to_owned(),
        format!("versus --level classic --pairs 1 --seat random --seat {POLICY} --greedy"),
        format!(
            "train --level classic --algorithm deep-sarsa --set hidden=8 --episodes 1 --threads 1 --out {}",
            text(&run)
        ),
        "sequence train --task recall --gap 3 --hidden 8 --attention none --steps 1".to_owned(),
        "sequence train --task reversal --cell lstm --hidden 8 --forget-bias -1 --teacher-forcing 0.5 --steps 1"
            .to_owned(),
        "sequence train --task recall --gap 3 --cell gru --hidden 8 --chrono --steps 1".to_owned(),
    ] {
        say(&line).ok();
    }
}

#[test]
fn a_rollout_writes_its_replay_where_nothing_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("one.replay");
    let rollout = |more: &[&str]| {
        sidestep(&[&["rollout", "--level", "classic", "--actions", "right,down", "--json"][..], more].concat())
    };

    // The flag that reads a replay in `record` wrote over one here.
    fs::write(&file, "somebody's").expect("written");
    let refused = rollout(&["--replay", text(&file)]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains(&format!("give --out {}", text(&file))), "{}", refused.stderr);
    assert!(!say("rollout --help").ok().stdout.contains("--replay <"), "it is no choice any more");

    let refused = rollout(&["--out", text(&file)]);
    assert_eq!((refused.code, refused.json()["error"].as_str()), (Some(1), Some("exists")), "{}", refused.stderr);
    assert!(refused.stderr.contains("one.replay") && refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(&file).expect("read"), "somebody's");

    assert_eq!(rollout(&["--out", text(&file), "--force"]).ok().lines().len(), 3);
    let verified = sidestep(&["replay", "verify", text(&file), "--json"]).ok().json();
    assert_eq!(verified["same"], true);
    rollout(&["--out", text(&folder.path().join("new/folder/two.replay"))]).ok();
}

/// A name that leads nowhere is somebody's name all the same.
#[cfg(unix)]
#[test]
fn a_link_is_not_written_through() {
    let folder = tempfile::tempdir().expect("a folder");
    let (link, target) = (folder.path().join("link.replay"), folder.path().join("target.replay"));
    std::os::unix::fs::symlink(&target, &link).expect("linked");
    let words = ["rollout", "--level", "classic", "--actions", "right", "--out", text(&link)];
    assert_eq!(sidestep(&words).code, Some(1));
    assert!(!target.exists());
    fs::write(&target, "somebody's").expect("written");
    assert_eq!(sidestep(&words).code, Some(1));
    assert_eq!(fs::read_to_string(&target).expect("read"), "somebody's");
}

#[test]
fn a_lab_training_replaces_none_of_its_files_without_being_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let words = ["sequence", "train", "--task", "recall", "--gap", "3", "--hidden", "8", "--steps", "1", "--json"];
    for name in ["weights.safetensors", "metrics.csv", "loss.png", "accuracy.png"] {
        let out = folder.path().join(name.replace('.', "-"));
        fs::create_dir(&out).expect("made");
        fs::write(out.join(name), "somebody's").expect("written");
        let refused = sidestep(&[&words[..], &["--out", text(&out)]].concat());
        assert_eq!((refused.code, refused.json()["error"].as_str()), (Some(1), Some("exists")), "{}", refused.stderr);
        assert!(refused.stderr.contains(name) && refused.stderr.contains("--force"), "{}", refused.stderr);
        assert_eq!(fs::read_to_string(out.join(name)).expect("read"), "somebody's");
        assert_eq!(fs::read_dir(&out).expect("read").count(), 1, "nothing was written beside");
        let refused = sidestep(&[&words[..], &["--out", text(&out), "--force"]].concat());
        assert_eq!(refused.json()["error"], "not-of-the-run", "no model of ours proves that it may go");
        assert_eq!(fs::read_to_string(out.join(name)).expect("read"), "somebody's");
    }
}

/// The target, not the temporary file beside it, which nobody has heard of.
#[test]
fn a_save_that_fails_names_what_was_to_be_saved() {
    // A name of its own: temporary files have others.
    let folder = tempfile::Builder::new().prefix("saves-").tempdir().expect("a folder");
    let file = folder.path().join("plain");
    fs::write(&file, "").expect("written");
    let inside = file.join("one.replay");
    let is_folder = folder.path().join("folder.replay");
    fs::create_dir(&is_folder).expect("made");
    let policy = data("rlcode-deep-sarsa.safetensors");
    let rollout = ["rollout", "--level", "classic", "--policy", &policy, "--algorithm", "deep-sarsa", "--out"];
    let mut cases = vec![
        ([&rollout[..], &[text(&inside)]].concat(), "one.replay: not a directory. A part of its path is a file"),
        ([&rollout[..], &[text(&is_folder), "--force"]].concat(), "folder.replay: Is a directory"),
    ];
    if cfg!(target_os = "linux") {
        // Not even root may make files there.
        let train =
            ["train", "--level", "classic", "--algorithm", "reinforce", "--episodes", "1", "--out", "/proc/self"];
        let lab = ["sequence", "train", "--task", "recall", "--steps", "1", "--out", "/proc/self"];
        cases.extend([
            ([&rollout[..], &["/proc/self/one.replay"]].concat(), "/proc/self/one.replay"),
            (train.to_vec(), "/proc/self"),
            (lab.to_vec(), "/proc/self"),
        ]);
    }
    for (words, named) in cases {
        let refused = sidestep(&words);
        assert_eq!(refused.code, Some(1), "{words:?}: {}", refused.stderr);
        let said = refused.stderr;
        assert!(said.contains("cannot write") && said.contains(named) && !said.contains(".tmp"), "{words:?}: {said}");
    }
    assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 2, "nothing is left beside");
}
