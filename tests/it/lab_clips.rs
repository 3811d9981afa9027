//! `sidestep record --lab`: the lab's pages as clips, by the program itself. Linux only, as `record`.
#![cfg(target_os = "linux")]

use std::{collections::HashSet, fs, path::Path};

use tempfile::TempDir;

use super::program::{Answer, sidestep, text};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn record(what: &str, out: &Path, more: &[&str]) -> Answer {
    let mut arguments = vec!["record", "--lab", what, "--out", text(out), "--size", "320x180", "--fps", "2"];
    arguments.extend(["--language", "en", "--quiet", "--json"]);
    arguments.extend(more);
    sidestep(&arguments)
}

/// The frames of a folder in their order, as they were written.
fn frames(folder: &Path) -> Vec<Vec<u8>> {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    files.iter().map(|file| fs::read(file).expect("a frame")).collect()
}

/// Title 2.2 s, half a second until it has cleared away, half a second of rest; the result stands for two seconds.
#[test]
fn every_page_moves_with_the_clip_s_time_comes_out_the_same_again_and_ends_on_its_result() {
    let folder = folder();
    // Curves grow in every frame; a part of the cell, and a symbol that is written, stand for a second.
    for (what, page, different) in [("gap-50", "training", 28), ("gap-50", "cell", 14), ("dates", "attention", 11)] {
        let [one, again] = ["one", "again"].map(|name| folder.path().join(format!("{page}-{name}")));
        let answer = record(what, &one, &["--page", page]).ok().json();
        assert_eq!(answer["frames"], 40, "twenty seconds at two frames a second");
        let pictures = frames(&one);
        assert_eq!(pictures.len(), 40);
        assert_eq!(pictures[0], pictures[3], "{page}: the title stands");
        let moving: HashSet<&Vec<u8>> = pictures[7..35].iter().collect();
        assert!(moving.len() >= different, "{page}: {} of the moving frames differ", moving.len());
        let result = &pictures[36..];
        assert!(result.iter().all(|frame| *frame == result[0]), "{page}: the result stands");
        assert!(result[0] != pictures[34], "{page}: and it is there only at the end");
        record(what, &again, &["--page", page]).ok();
        assert!(pictures == frames(&again), "{page}: the same command makes the same frames");
    }
}

#[test]
fn a_task_stands_for_its_main_comparison_and_a_session_is_a_source() {
    let folder = folder();
    let [task, comparison, session] = ["task", "comparison", "session"].map(|name| folder.path().join(name));
    record("recall", &task, &["--no-title"]).ok();
    record("gap-50", &comparison, &["--no-title"]).ok();
    let file = format!("{}/assets/lab/gap-50.lab", env!("CARGO_MANIFEST_DIR"));
    record(&file, &session, &["--no-title"]).ok();
    let frames = [task, comparison, session].map(|folder| frames(&folder));
    assert!(frames[0] == frames[1] && frames[1] == frames[2]);
}

#[test]
fn what_cannot_be_shown_is_refused_with_what_can() {
    let folder = folder();
    let out = folder.path().join("clip");
    let session = format!("{}/assets/lab/gap-5.lab", env!("CARGO_MANIFEST_DIR"));
    for (what, more, words) in [
        ("gap-51", &[][..], "gap-50, gap-5, adding-50"),
        ("gap-50", &["--page", "attention"], "bottleneck, dates, scores"),
        ("gap-50", &["--model", "gru"], "--page cell or attention"),
        ("gap-50", &["--page", "cell", "--model", "4"], "1 (RNN), 2 (LSTM), 3 (GRU)"),
        ("bottleneck", &["--model", "1"], "no attention to show"),
        ("gap-50", &["--page", "forgetting"], "training, cell, attention"),
        ("gap-50", &["--length", "5"], "give 10 seconds or more"),
        ("gap-50", &["--loop"], "--loop"),
        ("gap-50", &["--from", "3"], "--from"),
        ("gap-50", &["--caption", "x"], "--caption"),
        ("gap-50", &["--speed", "4"], "--speed"),
        ("gap-50", &["--overlay", "values"], "--overlay"),
        ("gap-50", &["--level", "classic"], "--level"),
        (session.as_str(), &["--seed", "2"], "a file is shown as it is"),
        ("Cargo.toml", &[], "no session"),
    ] {
        let answer = record(what, &out, more);
        assert_ne!(answer.code, Some(0), "{what} {more:?}");
        assert!(answer.stderr.contains(words), "{what} {more:?}: {}", answer.stderr);
        assert!(!out.exists(), "{what} {more:?}");
    }
}
