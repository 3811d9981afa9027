//! `sidestep record --lab`: the lab's pages as clips, by the program itself. Linux only, as `record`.
#![cfg(target_os = "linux")]

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use sidestep::capture::FrameSize;
use tempfile::TempDir;

use super::{
    capture_tools::shown,
    program::{Answer, sidestep, text},
};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn record(what: &str, out: &Path, more: &[&str]) -> Answer {
    made(what, &["--out", text(out)], more)
}

fn made(what: &str, out: &[&str], more: &[&str]) -> Answer {
    let rate: &[&str] = if more.contains(&"--fps") { &[] } else { &["--fps", "2"] };
    let usual = ["--size", "320x180", "--language", "en", "--quiet", "--json"];
    sidestep(&[&["record", "--lab", what], out, &usual, rate, more].concat())
}

/// The files of a folder in their order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    files
}

/// The frames of a folder as they were written.
fn frames(folder: &Path) -> Vec<Vec<u8>> {
    files(folder).iter().map(|file| fs::read(file).expect("a frame")).collect()
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
        ("gap-50", &["--read", "abC?"], "--page cell or attention"),
        ("gap-50", &["--page", "cell", "--read", "a1?"], "--read a1?: "),
        ("gap-50", &["--from", "3"], "--from cannot be used with --lab: a page is shown whole"),
        ("gap-50", &["--caption", "x"], "--caption cannot be used with --lab: a page says itself what it shows"),
        ("gap-50", &["--speed", "4"], "--speed cannot be used with --lab: a page has no steps a second"),
        ("gap-50", &["--overlay", "values"], "--overlay cannot be used with --lab: it is for games on a board"),
        ("gap-50", &["--level", "classic"], "--level cannot be used with --lab: it is for games on a board"),
        (session.as_str(), &["--seed", "2"], "a file is shown as it is"),
        ("Cargo.toml", &[], "no session"),
    ] {
        let answer = record(what, &out, more);
        assert_ne!(answer.code, Some(0), "{what} {more:?}");
        assert!(answer.stderr.contains(words), "{what} {more:?}: {}", answer.stderr);
        assert!(!out.exists(), "{what} {more:?}");
    }
}

/// Beginnings and titles of a clip's chapters, as ffprobe reads them.
fn chapters(clip: &Path) -> Vec<(f64, String)> {
    let said = Command::new("ffprobe").args(["-v", "error", "-show_chapters", "-of", "json"]).arg(clip).output();
    let said: Value = serde_json::from_slice(&said.expect("ffprobe is installed").stdout).expect("JSON");
    let chapters = said["chapters"].as_array().expect("chapters").iter();
    let words = |chapter: &Value, name: &str| chapter[name].as_str().expect("text").to_owned();
    chapters
        .map(|chapter| (words(chapter, "start_time").parse().expect("a time"), words(&chapter["tags"], "title")))
        .collect()
}

#[test]
fn chapters_are_the_parts_of_what_moves_and_captions_say_what_is_shown() {
    let folder = folder();
    for (what, page, names, said) in [
        ("gap-50", "training", &["step 0 of 1,000", "step 250 of 1,000", "step 750 of 1,000"][..], "LSTM 100.0%"),
        ("gap-50", "cell", &["Step 1 reads C: flagged, this is to be remembered", "Step 51 reads ?"], "Forget gate: "),
        ("dates", "attention", &["Step 1: hears <start>, writes 2", "Step 11: "], "It reads 17"),
    ] {
        let clip = folder.path().join(format!("{page}.mp4"));
        let answer = record(what, &clip, &["--page", page, "--captions"]).ok().json();
        let chapters = chapters(&clip);
        assert_eq!(chapters[0].0, 0.0, "{page}");
        let result = chapters.last().expect("chapters");
        assert_eq!((result.0, result.1.as_str()), (17.5, "Result"), "{page}: what moves has arrived, then it stands");
        for name in names {
            let found = chapters.iter().filter(|(_, chapter)| chapter.starts_with(name)).count();
            assert_eq!(found, 1, "{page}: {name} in {chapters:?}");
        }
        assert!(chapters.windows(2).all(|pair| pair[1].0 - pair[0].0 >= 1.0), "{page}: {chapters:?}");
        let file = clip.with_extension("vtt");
        assert_eq!(answer["captions"], text(&file));
        let captions = fs::read_to_string(file).expect("captions");
        assert!(captions.contains(said) && captions.contains("Accuracy after 1,000 steps"), "{page}: {captions}");
        let plain = folder.path().join(format!("{page}-plain.mp4"));
        record(what, &plain, &["--page", page]).ok();
        assert_eq!(self::chapters(&plain), chapters, "{page}: chapters come unasked");
        assert!(!plain.with_extension("vtt").exists(), "{page}: captions do not");
    }
}

#[test]
fn the_models_read_what_is_asked_for() {
    let folder = folder();
    let clip = folder.path().join("clip.mp4");
    record("gap-50", &clip, &["--page", "cell", "--model", "gru", "--read", "abDcc?", "--captions"]).ok();
    let names: Vec<String> = chapters(&clip).into_iter().map(|(_, name)| name).collect();
    assert!(names.contains(&"Step 3 reads D: flagged, this is to be remembered".to_owned()), "{names:?}");
    let captions = fs::read_to_string(clip.with_extension("vtt")).expect("captions");
    assert!(captions.contains("Step 6 reads ?") && captions.contains("Answer: d"), "{captions}");
}

#[test]
fn a_clip_that_loops_ends_on_its_first_frame_and_lasts_no_longer() {
    let folder = folder();
    let out = folder.path().join("loop");
    record("gap-50", &out, &["--loop", "--fps", "10"]).ok();
    let frames = frames(&out);
    assert_eq!(frames.len(), 200);
    assert!(frames[199] == frames[0], "the first frame is back");
    assert!(frames[197] != frames[198] && frames[198] != frames[199], "in two frames");
    assert!(frames[178..198].iter().all(|frame| *frame == frames[197]), "the result stands for two seconds");
}

#[test]
fn a_page_of_the_lab_is_a_slide_that_says_its_models() {
    let folder = folder();
    let slides = folder.path().join("talk.pptx");
    let answer = made("dates", &["--slides", text(&slides)], &["--page", "attention", "--loop"]).ok().json();
    assert_eq!(answer["slides"].as_array().map(Vec::len), Some(1));
    let title = answer["slides"][0].as_str().expect("a title");
    assert!(title.contains("Attention · GRU · general"), "{title}");
    // A stored ZIP: its texts stand in it as they are.
    let bytes = fs::read(&slides).expect("slides");
    let bytes = String::from_utf8_lossy(&bytes);
    for said in ["repeatCount=\"indefinite\"", "GRU · general, seed 1: ", "Step 1: hears", "--page attention"] {
        assert!(bytes.contains(said), "{said}");
    }
    let refused = made("dates", &["--slides", text(&slides)], &[]);
    assert!(refused.stderr.contains("exists already"), "{}", refused.stderr);
}

#[test]
fn a_preview_shows_the_card_and_the_page_as_they_are_in_the_clip() {
    let folder = folder();
    let (out, preview) = (folder.path().join("clip"), folder.path().join("preview"));
    let mut child = Command::new(env!("CARGO_BIN_EXE_sidestep"))
        .args(["record", "--lab", "gap-50", "--page", "cell", "--out", text(&out), "--size", "320x180", "--fps", "2"])
        .args(["--language", "en", "--json", "--supervised", "--preview", text(&preview)])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    // It goes on as long as this is open.
    let held = child.stdin.take();
    let said = child.wait_with_output().expect("it ends");
    drop(held);
    let answer: Value = serde_json::from_slice(&said.stdout).expect("one object");
    assert!(!out.exists(), "nothing is made but pictures");
    let pixels = |file: &Path| shown(file, FrameSize { width: 320, height: 180 });
    let pictures = answer["pictures"].as_array().expect("pictures").iter();
    let pictures: Vec<_> = pictures.map(|file| pixels(Path::new(file.as_str().expect("a path")))).collect();
    record("gap-50", &out, &["--page", "cell"]).ok();
    let frames = files(&out);
    assert!(pictures == [pixels(&frames[0]), pixels(&frames[30])], "the title, and three quarters through");
    assert_eq!(answer["seconds"], 20.0);
}
