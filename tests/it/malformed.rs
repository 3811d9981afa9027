//! Wrong arguments and broken files: each is answered with what is wrong, where, and what to do; never with a panic.

use std::{fs, path::Path};

use sidestep::tensors::weights::to_safetensors;

use super::program::{data, sidestep, text};

/// Exit code, and words that the message holds, for a line of arguments. `@` stands for a folder of broken files.
const TABLE: &[(&str, i32, &[&str])] = &[
    // arguments
    ("fly", 2, &["unrecognized subcommand 'fly'"]),
    ("train", 2, &["--level <LEVEL>", "--algorithm <ALGORITHM>", "--out <FOLDER>"]),
    ("train --resume @/new", 2, &["--episodes N", "--steps N"]),
    (
        "train --level classic --algorithm q --episodes 5 --out @/new",
        2,
        &["invalid value 'q'", "deep-sarsa, reinforce"],
    ),
    ("train --level classic --algorithm deep-sarsa --episodes 0 --out @/new", 2, &["'0'", "--episodes"]),
    ("train --level classic --algorithm deep-sarsa --episodes -5 --out @/new", 2, &["-5"]),
    ("train --level classic --algorithm deep-sarsa --episodes 5 --steps 5 --out @/new", 2, &["cannot be used with"]),
    ("train --level classic --algorithm deep-sarsa --episodes 5 --preset best --out @/new", 2, &["textbook, tuned"]),
    ("train --level classic --algorithm deep-sarsa --episodes 5 --observation all --out @/new", 2, &["relative-phase"]),
    ("train --level classic --algorithm deep-sarsa --episodes 5 --seeds 0 --out @/new", 2, &["'0'", "--seeds"]),
    (
        "train --level classic --algorithm deep-sarsa --episodes 5 --set gama=1 --out @/new",
        2,
        &["no setting `gama`", "gamma", "rewards.step"],
    ),
    ("train --level classic --algorithm deep-sarsa --episodes 5 --set gamma --out @/new", 2, &["rewards.step=-0.1"]),
    (
        "train --level classic --algorithm deep-sarsa --episodes 5 --set gamma=NaN --out @/new",
        2,
        &["a number from 0 to 1"],
    ),
    (
        "train --level classic --algorithm deep-sarsa --episodes 5 --set hidden=0 --out @/new",
        2,
        &["hidden", "such as 64,64"],
    ),
    ("train --level classic --algorithm deep-sarsa --episodes 5 --set actors=65 --out @/new", 2, &["from 1 to 64"]),
    (
        "train --level classic --algorithm deep-sarsa --episodes 5 --set baseline=none --out @/new",
        2,
        &["no meaning for deep-sarsa"],
    ),
    (
        "train --level classic --algorithm deep-sarsa --episodes 5 --set max_steps=-1 --out @/new",
        2,
        &["max_steps", "`-1` is not"],
    ),
    ("train --resume @/nowhere --episodes 5", 1, &["nowhere", "no run to resume"]),
    ("train --resume @/noise --episodes 5", 1, &["noise", "no resume state"]),
    ("train --resume @/empty --episodes 5", 1, &["empty", "no resume state"]),
    ("train --resume @/noise --level classic --episodes 5", 2, &["cannot be used with"]),
    ("evaluate --level classic", 2, &["--policy <FILE>"]),
    ("evaluate --level classic --policy @/noise --greedy --sample", 2, &["cannot be used with"]),
    ("evaluate --level classic --policy @/noise --episodes 0", 2, &["'0'"]),
    ("evaluate --level classic --policy @/noise --gamma 2", 2, &["a number from 0 to 1"]),
    ("rollout --level classic", 2, &["--actions <ACTION,..>", "--policy <FILE>"]),
    ("rollout --level classic --actions up,sideways", 2, &["sideways", "up, down, right, left, stay"]),
    ("rollout --level classic --actions 5", 2, &["0 to 4"]),
    ("optimum", 2, &["--level <LEVEL>"]),
    ("optimum --level clasic", 2, &["no level `clasic`", "classic-paced"]),
    ("optimum --level classic --set speed=3", 2, &["no setting `speed`", "max_steps"]),
    ("levels show clasic", 2, &["no level `clasic`"]),
    // level files
    ("levels check @/nowhere.toml", 1, &["nowhere.toml", "cannot be read"]),
    ("levels check @/noise", 1, &["noise"]),
    ("levels check @/empty", 1, &["empty"]),
    ("levels check @/nogoal.toml", 1, &["nogoal.toml", "0 goals (each a `G` on the map"]),
    ("levels check @/utf16.toml", 1, &["utf16.toml", "UTF-16 (little-endian", "save it as UTF-8"]),
    ("optimum --level @/cp949.toml", 1, &["cp949.toml", "line 2", "CP949", "save it as UTF-8"]),
    ("levels check @/ragged.toml", 1, &["ragged.toml", "make them equal"]),
    ("optimum --level @/ragged.toml", 1, &["ragged.toml", "make them equal"]),
    ("levels check @/version.toml", 1, &["version.toml", "version 9", "version = 1"]),
    ("levels check @/unknown.toml", 1, &["unknown.toml", "colour"]),
    // checkpoints
    ("evaluate --level classic --policy @/nowhere", 1, &["nowhere"]),
    ("evaluate --level classic --policy @/noise", 1, &["noise", "safetensors"]),
    ("evaluate --level classic --policy @/empty", 1, &["empty", "safetensors"]),
    ("evaluate --level classic --policy @/cut.safetensors", 1, &["cut.safetensors", "cut short"]),
    ("evaluate --level classic --policy @/foreign.safetensors", 1, &["foreign.safetensors", "--algorithm"]),
    ("evaluate --level rush --policy @/foreign.safetensors --algorithm deep-sarsa", 2, &["15 inputs", "level rush"]),
    ("evaluate --level classic --policy @/foreign.safetensors --algorithm deep-sarsa --observation view", 1, &["15"]),
    ("rollout --level classic --policy @/noise", 1, &["noise", "safetensors"]),
    ("evaluate --level classic --policy @/torch.pt", 1, &["torch.pt", "torch.save", "safetensors.torch.save_file"]),
    ("sequence forward --cell gru --input @/empty --weights @/torch.pt", 1, &["torch.pt", "not safetensors"]),
    (
        "evaluate --level classic --algorithm deep-sarsa --policy @/two.safetensors",
        1,
        &["first (15-5), second (15-5)", "--network NAME"],
    ),
    (
        "rollout --level classic --algorithm deep-sarsa --policy @/two.safetensors --network third",
        1,
        &["no network `third`", "first (15-5)"],
    ),
    ("rollout --level classic --actions up --network first", 2, &["cannot be used with"]),
    ("rollout --level classic --actions up --activation tanh", 2, &["cannot be used with"]),
    // folders that cannot be written
    ("train --level classic --algorithm deep-sarsa --episodes 5 --out @/noise/run", 1, &["cannot write", "noise"]),
    ("train --level classic --algorithm deep-sarsa --episodes 5 --out @/noise", 1, &["cannot write", "noise"]),
];

fn break_things(folder: &Path) {
    let write = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).expect("written");
    write("empty", b"");
    let noise: Vec<u8> = (0..5000_u32).map(|index| (index.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    write("noise", &noise);
    let level =
        |map: &str, more: &str| format!("version = 1\nname = \"x\"\nmax_steps = 9\nmap = '''\n{map}\n'''\n{more}");
    write("ragged.toml", level("A . .\n. G", "").as_bytes());
    write("nogoal.toml", level("A . .", "").as_bytes());
    let utf_16: Vec<u8> = level("A G", "").encode_utf16().flat_map(u16::to_le_bytes).collect();
    write("utf16.toml", &utf_16);
    write("cp949.toml", b"version = 1\nname = \"\xB9\xCC\xB7\xCE\"\n");
    write("version.toml", level("A G", "").replace("version = 1", "version = 9").as_bytes());
    write("unknown.toml", level("A G", "colour = 1\n").as_bytes());
    let foreign = fs::read(data("rlcode-deep-sarsa.safetensors")).expect("read");
    write("foreign.safetensors", &foreign);
    write("cut.safetensors", &foreign[..foreign.len() / 2]);
    write("torch.pt", b"PK\x03\x04\0\0\x08\x08\0\0archive/data.pklFB\x80\x02ccollections");
    let layer = |name: &str| (format!("{name}.0.weight"), vec![5, 15], vec![0.5; 75]);
    write("two.safetensors", &to_safetensors(serde_json::Map::new(), ["first", "second"].map(layer)));
}

#[test]
fn every_fault_is_answered_in_words() {
    let folder = tempfile::tempdir().expect("a folder");
    break_things(folder.path());
    let mut faults = Vec::new();
    for (line, code, words) in TABLE {
        let line = line.replace('@', text(folder.path()));
        let answer = sidestep(&line.split_whitespace().collect::<Vec<_>>());
        let missing: Vec<&&str> = words.iter().filter(|word| !answer.stderr.contains(**word)).collect();
        let panicked = answer.stderr.contains("panicked");
        if answer.code != Some(*code) || !missing.is_empty() || panicked || !answer.stdout.is_empty() {
            faults
                .push(format!("{line}\n  code {:?} for {code}, without {missing:?}\n  {}", answer.code, answer.stderr));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(!folder.path().join("new").exists(), "a refused training leaves no folder");
}

#[test]
fn with_json_a_fault_is_an_object_too() {
    let folder = tempfile::tempdir().expect("a folder");
    break_things(folder.path());
    let noise = folder.path().join("noise");
    for (words, kind) in [
        (&["levels", "check", text(&noise), "--json"][..], "level"),
        (&["evaluate", "--level", "classic", "--policy", text(&noise), "--json"], "checkpoint"),
        (&["train", "--resume", text(&noise), "--episodes", "5", "--json"], "resume"),
        (&["optimum", "--level", "clasic", "--json"], "usage"),
    ] {
        let answer = sidestep(words);
        assert_eq!(answer.json()["error"], kind, "{words:?}");
        assert!(answer.stderr.contains(answer.json()["message"].as_str().expect("words")), "{words:?}");
    }
}
