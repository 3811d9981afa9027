//! `sidestep replay`, `rollout --out`, and the replays that `train` leaves in its folder.

use std::{collections::BTreeMap, fs, path::Path};

use sidestep::{
    gridworld::Level,
    replay::{Replay, episodes},
};

use super::program::{say, sidestep, text};

fn policy(level: &str) -> String {
    format!("{}/assets/policies/{level}.safetensors", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn an_exported_replay_is_what_the_rollout_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in Level::built_in_names() {
        let (file, policy) = (folder.path().join(format!("{name}.replay")), policy(name));
        for controller in [
            &["--policy", &policy][..],
            &["--policy", &policy, "--sample", "--seed", "4"],
            &["--actions", "right,right,down,stay,up,left", "--seed", "9"],
            &["--actions", "0,1,2", "--observation", "view-5"],
        ] {
            let words =
                [&["rollout", "--level", name, "--json", "--force", "--out", text(&file)][..], controller].concat();
            let printed = sidestep(&words).ok().stdout;
            assert_eq!(sidestep(&["replay", "export", text(&file)]).ok().stdout, printed, "{words:?}");
            let verified = sidestep(&["replay", "verify", text(&file), "--json"]).ok().json();
            assert_eq!(verified["same"], true);
            assert_eq!(verified["steps"], printed.lines().count() - 1);
        }
    }
}

#[test]
fn info_says_who_played_what() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("one.replay");
    say(&format!("rollout --level classic --policy {} --out {}", policy("classic"), text(&file))).ok();
    let info = sidestep(&["replay", "info", text(&file), "--json"]).ok().json();
    assert_eq!(info["level"], "classic");
    assert_eq!(info["board"], serde_json::json!([5, 5]));
    assert_eq!(info["seats"][0]["pilot"], "policy");
    assert_eq!(info["seats"][0]["policy"].as_str().map(str::len), Some(16), "{info}");
    assert_eq!(info["summary"]["scores"][0]["goals"], 1);
    assert_eq!(info["program_version"], env!("CARGO_PKG_VERSION"));
    let words = sidestep(&["replay", "info", text(&file)]).ok().stdout;
    assert!(words.contains("an episode on classic") && words.contains("return 1, 0 hits, the goal"), "{words}");
}

#[test]
fn verify_checks_all_files_and_fails_if_one_is_bad() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    say(&format!("rollout --level classic --actions 2,2,1 --out {}", text(&at("good.replay")))).ok();
    let mut bytes = fs::read(at("good.replay")).expect("written");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(at("damaged.replay"), &bytes).expect("written");
    let mut edited = Replay::load(&at("good.replay")).expect("whole");
    let mut level = Level::clone(edited.level());
    level.rewards.step = -1.0;
    edited.start.replace_level(level.into());
    edited.save(&at("edited.replay")).expect("written");

    let files = ["damaged.replay", "edited.replay", "gone.replay", "good.replay"].map(at);
    let files: Vec<&str> = files.iter().map(|file| text(file)).collect();
    let answer = sidestep(&[&["replay", "verify", "--json"][..], &files].concat());
    assert_eq!(answer.code, Some(1));
    let same: Vec<bool> = answer.lines().iter().map(|line| line["same"] == true).collect();
    assert_eq!(same, [false, false, false, true], "{}", answer.stdout);
    assert!(answer.lines()[1]["message"].as_str().expect("words").contains("step 1 of 3"), "{}", answer.stdout);
    assert!(answer.stderr.contains("3 of 4 replays"), "{}", answer.stderr);

    // The other two go on behind a bad file as well, and say of each what is wrong.
    let told = sidestep(&[&["replay", "info"][..], &files].concat());
    assert_eq!(told.code, Some(1));
    assert!(told.stdout.contains("edited.replay:") && told.stdout.contains("good.replay:"), "{}", told.stdout);
    for part in ["damaged.replay: the replay is damaged", "gone.replay: ", "2 of 4 files"] {
        assert!(told.stderr.contains(part), "{part}: {}", told.stderr);
    }
    let told = sidestep(&[&["replay", "info", "--json"][..], &files].concat());
    let errors: Vec<bool> = told.lines().iter().map(|line| line["error"] == "replay").collect();
    assert_eq!(errors, [true, false, true, false], "{}", told.stdout);
    let exported = sidestep(&[&["replay", "export"][..], &files].concat());
    assert_eq!(exported.code, Some(1));
    let steps = exported.lines().iter().filter(|line| line["step"].is_u64()).count();
    assert_eq!(steps, 1 + 4, "the start of the edited one, all of the good one: {}", exported.stdout);
    assert!(exported.stderr.contains("3 of 4 files"), "{}", exported.stderr);

    let exported = sidestep(&["replay", "export", text(&at("edited.replay"))]);
    assert_eq!(exported.code, Some(1));
    assert_eq!(exported.lines().len(), 2, "the start, which is true, and the failure: {}", exported.stdout);
    assert_eq!(exported.lines()[1]["error"], "different");
}

fn replays(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = episodes::files(folder).expect("the run's folder");
    let name = |path: &Path| path.file_name().expect("a file").to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read(path).expect("read"))).collect()
}

#[test]
fn a_training_leaves_its_episodes_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let train = |out: &Path, words: &str| {
        let start =
            format!("train --level classic --algorithm deep-sarsa --set hidden=16 --quiet --out {} ", text(out));
        say(&(start + words))
    };
    train(&at("whole"), "--episodes 130").ok();
    let kept = episodes::list(&at("whole")).expect("kept");
    let numbers: Vec<u64> = kept.keys().copied().filter(|&number| number <= 80).collect();
    assert!([1, 8, 27, 64].iter().all(|mark| numbers.contains(mark)), "{numbers:?}");
    assert!((81..=130).all(|number| kept.contains_key(&number)), "the last fifty");
    assert!(numbers.len() <= 5, "marks, and the best if it is not among them: {numbers:?}");
    let files: Vec<String> =
        kept.keys().map(|&number| text(&episodes::path(&at("whole"), number)).to_owned()).collect();
    let words = [vec!["replay".to_owned(), "verify".to_owned()], files].concat();
    sidestep(&words).ok();

    // A run that was cut and went on keeps the same ones; into another folder it takes them along.
    train(&at("cut"), "--episodes 70").ok();
    say(&format!("train --resume {} --episodes 100 --quiet", text(&at("cut")))).ok();
    say(&format!("train --resume {} --episodes 130 --quiet --out {}", text(&at("cut")), text(&at("moved")))).ok();
    assert!(replays(&at("whole")) == replays(&at("moved")));
    assert!(episodes::path(&at("cut"), 64).is_file(), "what was resumed is as it was");

    // Another run in the folder takes the old one's replays away, and only those.
    let mine = at("whole").join("replays/mine.replay");
    fs::write(&mine, "mine").expect("written");
    assert_eq!(train(&at("whole"), "--episodes 5").code, Some(1), "a run is there");
    train(&at("whole"), "--episodes 5 --force").ok();
    assert_eq!(episodes::list(&at("whole")).expect("kept").len(), 5);
    assert_eq!(fs::read(&mine).expect("there"), b"mine");

    // Several seeds keep their own.
    train(&at("seeds"), "--episodes 3 --seeds 2").ok();
    for seed in ["seed-0", "seed-1"] {
        assert_eq!(episodes::list(&at("seeds").join(seed)).expect("kept").len(), 3);
    }
}
