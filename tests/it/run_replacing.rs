//! `--force` takes the place of what is provably a run, and of nothing else; no run is written over what it is made from.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use super::program::{Answer, sidestep, text};

/// The files that a run writes.
const FILES: [&str; 8] = [
    "checkpoint.safetensors",
    "resume.bin",
    "episodes.bin",
    "metrics.csv",
    "settings.toml",
    "level.toml",
    "learning-curve.png",
    "learning-curve.svg",
];

fn say(folder: &Path, words: &str) -> Answer {
    let words = words.replace('@', text(folder));
    sidestep(&words.split_whitespace().collect::<Vec<_>>())
}

/// A new run of five episodes.
const NEW: &str = "train --level classic --algorithm deep-sarsa --set hidden=8 --set actors=1 --set max_steps=40 \
                   --episodes 5 --quiet --out";

fn train(folder: &Path, out: &str) {
    say(folder, &format!("{NEW} {out}")).ok();
}

/// Every file below a folder with its content.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for path in fs::read_dir(folder).expect("there").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() && !path.is_symlink() {
            found.extend(contents(&path));
        } else if path.is_file() {
            found.insert(path.clone(), fs::read(&path).expect("read"));
        }
    }
    found
}

/// The command is refused for this reason, and nothing has changed.
fn refused(folder: &Path, words: &str, reason: &str) {
    let before = contents(folder);
    let answer = say(folder, &format!("{words} --json"));
    assert_ne!(answer.code, Some(0), "{words}");
    assert_eq!(answer.json()["error"], reason, "{words}: {}", answer.stderr);
    let changed: Vec<_> =
        contents(folder).into_iter().filter(|(path, bytes)| before.get(path) != Some(bytes)).collect();
    assert!(changed.is_empty() && contents(folder).len() == before.len(), "{words}");
}

#[test]
fn a_run_is_not_written_over_the_one_that_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    train(at, "@/ms --seeds 2");
    train(at, "@/one");
    fs::create_dir(at.join("aside")).expect("made");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;

        symlink(at.join("ms"), at.join("link")).expect("linked");
        // a run whose seed, and one whose replays, are the other run's
        train(at, "@/seeds --seeds 2");
        fs::remove_dir_all(at.join("seeds/seed-1")).expect("there");
        symlink(at.join("one"), at.join("seeds/seed-1")).expect("linked");
        train(at, "@/replays");
        fs::remove_dir_all(at.join("replays/replays")).expect("there");
        symlink(at.join("one/replays"), at.join("replays/replays")).expect("linked");
    }
    let mut table = vec![
        ("ms/seed-1", "ms"),
        ("ms/seed-1/resume.bin", "ms"),
        ("ms", "ms/seed-1"),
        ("ms", "ms/new/deeper"),
        ("one", "one/new"),
        ("one", "aside/../one/new"),
        ("one", "."),
    ];
    if cfg!(unix) {
        table.extend([("ms/seed-1", "link"), ("link/seed-1", "ms"), ("link", "ms/seed-0"), ("one", "link/../one/x")]);
        table.extend([("one", "seeds"), ("one", "replays")]);
    }
    for (run, out) in table {
        for force in ["--force", ""] {
            refused(at, &format!("train --resume @/{run} --episodes 9 --out @/{out} {force}"), "own-source");
        }
    }
    // In its own folder it goes on, where force has nothing to say.
    for out in ["one", "aside/../one"] {
        refused(at, &format!("train --resume @/one --out @/{out} --episodes 9 --force"), "usage");
    }
    assert_eq!(say(at, "train --resume @/one --episodes 9 --force").code, Some(2));
    say(at, "train --resume @/one --out @/aside/../one --episodes 9 --quiet").ok();
    // Elsewhere it takes the place of another run.
    let before = contents(&at.join("ms/seed-1"));
    say(at, "train --resume @/ms/seed-1 --out @/one --episodes 9 --quiet --force").ok();
    assert!(contents(&at.join("ms/seed-1")) == before);
    assert!(say(at, "train --resume @/one --episodes 9").stderr.contains("9 episodes already"));
}

#[test]
fn a_file_with_a_run_s_name_does_not_make_a_run() {
    for name in FILES.into_iter().chain(["resume.replay", "replays/episode-000001.replay"]) {
        let folder = tempfile::tempdir().expect("a folder");
        let own = folder.path().join("own");
        fs::create_dir_all(own.join(name).parent().expect("own")).expect("made");
        fs::write(own.join(name), "mine").expect("written");
        for force in ["--force", ""] {
            refused(folder.path(), &format!("{NEW} @/own {force}"), "not-of-the-run");
        }
        if FILES.contains(&name) {
            // as the folder of one of several seeds, too
            fs::create_dir(folder.path().join("several")).expect("made");
            fs::rename(&own, folder.path().join("several/seed-1")).expect("moved");
            refused(folder.path(), &format!("{NEW} @/several --seeds 2 --force"), "not-of-the-run");
        }
    }
}

#[test]
fn one_s_own_level_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let [level, other] = ["rush", "cliff"].map(|name| say(at, &format!("levels show {name}")).ok().stdout);
    fs::create_dir(at.join("own")).expect("made");
    fs::write(at.join("own/level.toml"), &level).expect("written");
    for force in ["--force", ""] {
        let new = NEW.replace("classic", "@/own/level.toml");
        refused(at, &format!("{new} @/own {force}"), "own-source");
    }
    // A level of another name may lie beside the run that it is for.
    fs::rename(at.join("own/level.toml"), at.join("own/mine.toml")).expect("renamed");
    say(at, &format!("{} @/own", NEW.replace("classic", "@/own/mine.toml"))).ok();
    refused(at, &format!("{} @/own --force", NEW.replace("classic", "@/own/level.toml")), "own-source");

    // What somebody has made of a run's level is set aside, whether the run goes on or is replaced.
    for (number, words) in
        ["train --resume @/own --episodes 9 --quiet", &format!("{NEW} @/own --force")].iter().enumerate()
    {
        fs::write(at.join("own/level.toml"), &other).expect("written");
        let said = say(at, words).ok().stderr;
        let aside = format!("level.changed-{}.toml", number + 1);
        assert!(said.contains(&aside), "{said}");
        assert_eq!(fs::read_to_string(at.join("own").join(aside)).expect("kept"), other);
    }
    assert_eq!(fs::read_to_string(at.join("own/mine.toml")).expect("kept"), level);
    // A level that only looks different is the run's.
    let spaced = fs::read_to_string(at.join("own/level.toml")).expect("read") + "\n# a remark\n";
    fs::write(at.join("own/level.toml"), &spaced).expect("written");
    assert_eq!(say(at, "train --resume @/own --episodes 9 --quiet").ok().stderr, "");
    assert_eq!(fs::read_to_string(at.join("own/level.toml")).expect("kept"), spaced);
}

#[test]
fn only_the_seeds_that_a_run_names_are_its_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    train(at, "@/runs/seed-7");
    let other = contents(&at.join("runs/seed-7"));
    // Among the seeds of a run of several it would be taken for one of them.
    for force in ["--force", ""] {
        refused(at, &format!("{NEW} @/runs --seeds 2 {force}"), "not-of-the-run");
    }
    train(at, "@/runs");
    train(at, "@/runs --force");
    assert!(contents(&at.join("runs/seed-7")) == other);

    train(at, "@/ms --seeds 2");
    fs::write(at.join("ms/seed-1/notes.txt"), "mine").expect("written");
    fs::write(at.join("ms/replays.txt"), "mine").expect("written");
    refused(at, &format!("{NEW} @/ms"), "run-exists");
    train(at, "@/ms --force");
    let left = contents(&at.join("ms"));
    assert_eq!(left[&at.join("ms/seed-1/notes.txt")], b"mine");
    assert_eq!(left[&at.join("ms/replays.txt")], b"mine");
    assert!(!at.join("ms/seed-0").exists() && !at.join("ms/seed-1/resume.bin").exists());
}

#[test]
fn a_state_beside_other_files_goes_on_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    train(at, "@/one");
    fs::create_dir(at.join("mine")).expect("made");
    for name in ["level.toml", "metrics.csv", "checkpoint.safetensors"] {
        fs::write(at.join("mine").join(name), "mine").expect("written");
    }
    fs::copy(at.join("one/resume.bin"), at.join("mine/saved.run")).expect("copied");
    let before = contents(&at.join("mine"));
    refused(at, "train --resume @/mine/saved.run --episodes 9", "usage");
    refused(at, "train --resume @/mine/saved.run --episodes 9 --out @/mine --force", "own-source");
    say(at, "train --resume @/mine/saved.run --episodes 9 --out @/mine/on --quiet").ok();
    fs::remove_dir_all(at.join("mine/on")).expect("there");
    assert!(contents(&at.join("mine")) == before);
}

#[test]
fn seeds_end_where_settings_can_name_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let most = i64::MAX;
    refused(folder.path(), &format!("{NEW} @/out --seed {most} --seeds 2"), "usage");
    train(folder.path(), &format!("@/out --seed {most}"));
    train(folder.path(), &format!("@/out --seed {most} --force"));
}

#[test]
fn a_sequence_model_replaces_its_like_alone() {
    const LEARN: &str = "sequence train --task recall --gap 5 --steps 2 --hidden 8 --quiet --out";
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    train(at, "@/run");
    for (force, reason) in [("--force", "not-of-the-run"), ("", "exists")] {
        refused(at, &format!("{LEARN} @/run {force}"), reason);
    }
    for name in ["weights.safetensors", "metrics.csv", "loss.png", "accuracy.png"] {
        fs::create_dir(at.join(name)).expect("made");
        fs::write(at.join(name).join(name), "mine").expect("written");
        for (force, reason) in [("--force", "not-of-the-run"), ("", "exists")] {
            refused(at, &format!("{LEARN} @/{name} {force}"), reason);
        }
    }
    say(at, &format!("{LEARN} @/model")).ok();
    refused(at, &format!("{LEARN} @/model"), "exists");
    say(at, &format!("{LEARN} @/model --force")).ok();
    for force in ["--force", ""] {
        refused(at, &format!("{NEW} @/model {force}"), "not-of-the-run");
    }
}
