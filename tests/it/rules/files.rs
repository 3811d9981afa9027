//! Level files: what is written is read back, from text and from disk, and settings by name.

use super::strategies::levels;
use proptest::prelude::*;
use sidestep::{
    disk,
    gridworld::{Cell, Level, Motion},
};
use std::io::Write;

proptest! {
    #[test]
    fn a_level_reads_back_as_it_was_written(level in levels(8, true)) {
        let text = level.to_toml();
        let read = Level::from_toml(&text, "drawn.toml");
        prop_assert_eq!(read.as_ref(), Ok(&level), "{}", text);
        let json = serde_json::to_string(&level).expect("a level has a JSON form");
        prop_assert_eq!(serde_json::from_str::<Level>(&json).expect("and is read back"), level);
    }
}

#[test]
fn built_in_levels_read_back_and_keep_their_marks() {
    for name in Level::built_in_names() {
        let level = Level::built_in(name).expect("it names itself");
        assert_eq!(Level::from_toml(&level.to_toml(), name), Ok(level));
    }
    let plaza = Level::built_in("plaza").expect("it is built in").to_toml();
    assert_eq!(plaza.matches("[[obstacle]]").count(), 1, "eight alike walkers share a mark:\n{plaza}");
}

#[test]
fn a_path_may_name_its_corners_only() {
    let text = r#"
        version = 1
        name = "ring"
        map = """
        A . . .
        . . . .
        . . . G
        """
        max_steps = 10
        [[obstacle]]
        at = [3, 1]
        motion = "loop"
        path = [[1, 0], [3, 0], [3, 1], [1, 1]]
    "#;
    let level = Level::from_toml(text, "ring.toml").expect("it is a level");
    let path = [(1, 0), (2, 0), (3, 0), (3, 1), (2, 1), (1, 1)].map(Cell::from).to_vec();
    assert_eq!(level.obstacles[0].motion, Motion::Loop { path });
}

#[test]
fn a_file_is_loaded_and_a_missing_one_named() {
    let mut file = tempfile::NamedTempFile::new().expect("there is room for a file");
    let level = Level::built_in("rush").expect("it is built in");
    file.write_all(level.to_toml().as_bytes()).expect("there is room for a level");
    assert_eq!(disk::level(file.path()), Ok(level));

    let missing = file.path().with_extension("missing");
    let refused = disk::level(&missing).expect_err("it is not there").to_string();
    assert!(refused.contains("missing") && refused.contains("classic"), "{refused}");
}

#[test]
fn a_file_in_another_encoding_is_told_which() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("level.toml");
    let load = |bytes: &[u8]| {
        std::fs::write(&file, bytes).expect("written");
        disk::level(&file)
    };
    let level = Level::built_in("rush").expect("it is built in");
    let text = level.to_toml();
    assert_eq!(load(format!("\u{feff}{text}").as_bytes()), Ok(level), "Windows' Notepad begins files with a mark");

    let utf_16: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    // "장애물", obstacle, as Korean editors on Windows have saved it.
    let cp949 = [b"version = 1\nname = \"\xC0\xE5\xBE\xD6\xB9\xB0\"\n", text.as_bytes()].concat();
    for (bytes, parts) in [
        (&utf_16[..], ["UTF-16 (little-endian, with a byte-order mark)", "save it as UTF-8"]),
        (&utf_16[2..], ["UTF-16 (little-endian, without a byte-order mark)", "save it as UTF-8"]),
        (&cp949, ["line 2 is not UTF-8", "CP949 (Korean Windows)"]),
        (&[0, 1, 2, 0xff], ["binary data", "UTF-8"]),
        (&vec![b'#'; 2 << 20], ["too many for a level", "keep it under"]),
    ] {
        let refused = load(bytes).expect_err("it is not UTF-8").to_string();
        assert!(refused.contains("level.toml") && !refused.contains("path"), "{refused}");
        assert!(parts.iter().all(|part| refused.contains(part)), "{refused}");
    }
}

#[test]
fn settings_are_set_by_name_or_refused_and_left() {
    let mut level = Level::built_in("classic").expect("it is built in");
    for (key, value) in [("rewards.step", "-0.1"), ("max_steps", "500"), ("hit_ends", "true"), ("rewards.goal", "2")] {
        level.set(key, value).expect(key);
    }
    assert_eq!((level.rewards.step, level.rewards.goal), (-0.1, 2.0));
    assert_eq!((level.max_steps, level.hit_ends), (500, true));
    for key in Level::settings() {
        let value = if key.starts_with("rewards") {
            "0.5"
        } else if *key == "max_steps" {
            "9"
        } else if *key == "on_hit" {
            "restart"
        } else {
            "false"
        };
        level.set(key, value).expect(key);
    }
    let before = level.clone();
    for (key, value, part) in [
        ("rewards.stp", "1", "known are max_steps"),
        ("max_steps", "0", "use 1 to 1000000"),
        ("max_steps", "-3", "a whole number"),
        ("hit_ends", "yes", "true or false"),
        ("hit_ends", "true", "nobody restarts"),
        ("on_hit", "stop", "continue or restart"),
        ("rewards.goal", "NaN", "out of range"),
        ("rewards.hit", "-1e9", "out of range"),
        ("rewards.hit", "much", "not a number"),
    ] {
        let refused = level.set(key, value).expect_err(key).to_string();
        assert!(refused.contains(key) && refused.contains(part), "{refused}");
        assert_eq!(level, before);
    }
}

#[test]
fn settings_for_contests_are_written_where_something_is_said_only() {
    let mut level = Level::built_in("rush").expect("it is built in");
    let plain = level.to_toml();
    assert!(!plain.contains("on_hit") && !plain.contains("random_phases"), "earlier versions read it");
    level.set("on_hit", "restart").expect("a hit does not end it");
    level.set("random_phases", "true").expect("it is a switch");
    let text = level.to_toml();
    assert!(text.contains("on_hit = \"restart\"\nrandom_phases = true\n"), "{text}");
    assert_eq!(Level::from_toml(&text, "rush.toml").as_ref(), Ok(&level));
    level.set("on_hit", "continue").expect("it can be said, too");
    level.set("random_phases", "false").expect("it is a switch");
    assert_eq!(Level::from_toml(&level.to_toml(), "rush.toml"), Ok(level));
}
