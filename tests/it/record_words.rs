//! Chapters and captions of clips, as ffmpeg reads them, and the captions' file.
//! Linux only: Debian's packages mesa-vulkan-drivers, libvulkan1 and ffmpeg have what it needs.
#![cfg(target_os = "linux")]

use std::{fs, path::Path, process::Command};

use serde_json::Value;
use sidestep::capture::{
    ClipWords, Format, Frame, FrameRecorder, FrameSize, RecordingOptions, TimedText,
    check::{Program, check},
    web_vtt,
};
use tempfile::TempDir;

use super::program::{Answer, sidestep, text};

const SIZE: FrameSize = FrameSize { width: 64, height: 64 };

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// What ffprobe says of it.
fn probed(path: &Path) -> Value {
    let output = Command::new("ffprobe")
        .args(["-v", "error", "-show_chapters", "-show_streams", "-of", "json"])
        .arg(path)
        .output()
        .expect("ffprobe is installed");
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("ffprobe speaks JSON")
}

/// Beginnings and titles of its chapters.
fn chapters(probed: &Value) -> Vec<(f64, String)> {
    let chapters = probed["chapters"].as_array().expect("chapters");
    let number = |value: &Value| value.as_str().and_then(|text| text.parse().ok()).expect("a number");
    let one =
        |chapter: &Value| (number(&chapter["start_time"]), chapter["tags"]["title"].as_str().expect("a title").into());
    chapters.iter().map(one).collect()
}

/// The captions' track as ffmpeg writes it out.
fn track(path: &Path) -> String {
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-i"])
        .arg(path)
        .args(["-map", "0:s:0", "-f", "webvtt", "-"])
        .output()
        .expect("ffmpeg is installed");
    String::from_utf8(output.stdout).expect("text")
}

fn cue(first: u64, end: u64, text: &str) -> TimedText {
    TimedText { first, end, text: text.into() }
}

fn words() -> ClipWords {
    ClipWords {
        chapters: vec![cue(0, 30, "Title"), cue(30, 60, "에피소드 27"), cue(60, 90, "Goal")],
        captions: vec![cue(0, 30, "classic"), cue(45, 60, "에피소드 27\nQ-learning"), cue(60, 80, "Goal in 9 steps")],
        language: Some("kor"),
    }
}

fn record(path: &Path, frames: usize, words: ClipWords) {
    let options = RecordingOptions { words, ..RecordingOptions::new(path, Format::Mp4, SIZE) };
    let mut recorder = FrameRecorder::start(&options).expect("it starts");
    for number in 0..frames {
        let frame = Frame::new(SIZE, vec![(number % 200) as u8; 64 * 64 * 4]).expect("a frame");
        recorder.frame(frame).expect("it goes on");
    }
    let recorded = recorder.finish().expect("it ends");
    assert_eq!(recorded.bytes, fs::metadata(path).expect("there").len());
}

#[test]
fn players_read_chapters_and_captions_and_the_pictures_are_as_without() {
    let folder = folder();
    let (path, plain) = (folder.path().join("clip.mp4"), folder.path().join("plain.mp4"));
    record(&path, 90, words());
    record(&plain, 90, ClipWords::default());
    let probed = probed(&path);
    let expected =
        [(0.0, "Title"), (1.0, "에피소드 27"), (2.0, "Goal")].map(|(start, title)| (start, title.to_owned()));
    assert_eq!(chapters(&probed), expected);
    let streams = probed["streams"].as_array().expect("streams");
    assert_eq!(streams[0]["codec_name"], "h264");
    assert_eq!(streams[0]["nb_frames"], "90");
    let captions =
        streams.iter().find(|stream| stream["codec_name"] == "mov_text" && stream["codec_tag_string"] == "tx3g");
    let captions = captions.expect("a track of captions");
    assert_eq!(captions["disposition"]["default"], 0, "off until it is asked for");
    assert_eq!(captions["tags"]["language"], "kor");
    assert_eq!(track(&path).trim(), web_vtt(&words().captions, 90, 30).trim().replace("00:00:0", "00:0"));

    let pictures = |path: &Path| {
        let output = Command::new("ffmpeg")
            .args(["-v", "error", "-i"])
            .arg(path)
            .args(["-map", "0:v", "-f", "md5", "-"])
            .output();
        output.expect("ffmpeg is installed").stdout
    };
    assert_eq!(pictures(&path), pictures(&plain));
    for path in [path, plain] {
        let report = check(&path).expect("a clip");
        assert!(Program::ALL.into_iter().all(|program| report.fits(program)), "{report:?}");
    }
}

/// What is quicker than its words keeps those of the frames that it has; one chapter is none.
#[test]
fn words_end_with_the_clip() {
    let folder = folder();
    let path = folder.path().join("stopped.mp4");
    record(&path, 50, words());
    let probed = probed(&path);
    assert_eq!(chapters(&probed).len(), 2);
    assert!(!track(&path).contains("Goal"));
    let short = folder.path().join("short.mp4");
    record(&short, 20, words());
    assert!(chapters(&self::probed(&short)).is_empty());
}

fn clip(out: &Path, more: &[&str]) -> Answer {
    let policy = format!("{}/assets/policies/classic.safetensors", env!("CARGO_MANIFEST_DIR"));
    let mut arguments =
        vec!["record", "--policy", &policy, "--level", "classic", "--out", text(out), "--json", "--quiet"];
    arguments.extend(["--size", "128x96", "--speed", "4", "--fps", "10"]);
    arguments.extend(more);
    sidestep(&arguments)
}

#[test]
fn captions_are_written_beside_the_clip_where_they_are_asked_for() {
    let folder = folder();
    let (out, vtt) = (folder.path().join("two.mp4"), folder.path().join("two.vtt"));
    let answer = clip(&out, &["--episodes", "2", "--language", "ko", "--captions"]).ok().json();
    assert_eq!(answer["captions"], text(&vtt));
    let names: Vec<String> = chapters(&probed(&out)).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names.len(), 3, "the title and two episodes: {names:?}");
    assert!(names[1].contains("에피소드 1") && names[2].contains("에피소드 2"), "{names:?}");
    let said = fs::read_to_string(&vtt).expect("captions");
    assert!(said.starts_with("WEBVTT\n\n00:00:00.000 --> ") && said.contains("목표 도착"), "{said}");
    assert!(said.matches(" --> ").count() >= 5, "title, twice what it is and what came of it: {said}");
    assert!(track(&out).contains("목표 도착"));

    // Where nobody asks, there are none, and a single game has where its goal was reached.
    let plain = folder.path().join("one.mp4");
    let answer = clip(&plain, &["--language", "en"]).ok().json();
    assert!(answer["captions"].is_null() && !folder.path().join("one.vtt").exists());
    let found = probed(&plain);
    assert!(chapters(&found).iter().any(|(_, name)| name.starts_with("Goal, step ")), "{found}");
    assert!(found["streams"].as_array().expect("streams").iter().all(|stream| stream["codec_name"] != "mov_text"));

    // What is there stays, and no clip is made.
    let kept = folder.path().join("kept.vtt");
    fs::write(&kept, "mine").expect("written");
    let refused = folder.path().join("kept.mp4");
    let answer = clip(&refused, &["--captions"]);
    assert!(answer.code == Some(1) && answer.stderr.contains("kept.vtt"), "{}", answer.stderr);
    assert_eq!(fs::read_to_string(&kept).expect("read"), "mine");
    assert!(!refused.exists());
    // Counted up, clip and captions have one name that neither of them takes from another file.
    let answer = clip(&refused, &["--captions", "--count-up"]).ok().json();
    let [next, said] = ["kept-2.mp4", "kept-2.vtt"].map(|name| folder.path().join(name));
    assert_eq!((answer["file"].as_str(), answer["captions"].as_str()), (Some(text(&next)), Some(text(&said))));
    assert!(next.exists() && said.exists() && !refused.exists());
    let answer = clip(&folder.path().join("clip.gif"), &["--captions"]);
    assert!(answer.code == Some(2) && answer.stderr.contains("--captions is for .mp4"), "{}", answer.stderr);
}
