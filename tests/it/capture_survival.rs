//! Recordings that do not end as they should: killed, on a full disk, let go of, into a name that is taken.
//! Linux only: processes are limited and killed as there.
#![cfg(target_os = "linux")]

use std::{
    env, fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use sidestep::capture::{Format, FrameRecorder, FrameSize, IfTaken, RecordingError, RecordingOptions};

use super::{
    capture_scene::frame,
    capture_tools::{Probe, decoded, psnr, rgb},
};

const SIZE: FrameSize = FrameSize { width: 320, height: 180 };
/// Names the file that [`is_the_recording`] writes.
const INTO: &str = "SIDESTEP_TEST_RECORDING";

fn options(path: &Path) -> RecordingOptions {
    RecordingOptions::new(path, Format::of(path).expect("a known ending"), SIZE)
}

/// Whether this process is one that [`recording`] started: then it records until it is killed or starved, says how many frames
/// are encoded, line by line, and the error in the end.
fn is_the_recording() -> bool {
    let Some(path) = env::var_os(INTO).map(PathBuf::from) else {
        return false;
    };
    let mut recorder = FrameRecorder::start(&options(&path)).expect("it starts");
    let error = (1..).find_map(|number| {
        let refused = recorder.frame(frame(SIZE, number - 1)).err();
        println!("encoded: {}", number as u64 - recorder.waiting());
        refused
    });
    println!("error: {}", error.expect("it goes on until there is one"));
    true
}

/// A recording in a process of its own, after the shell command `first`. The process runs the test that starts it, which
/// therefore asks [`is_the_recording`] before anything else.
fn recording(test: &str, path: &Path, first: &str) -> Child {
    let this = env::current_exe().expect("tests are a program");
    Command::new("bash")
        .args(["-c", &format!("{first} exec \"$@\""), "bash"])
        .arg(this)
        .args(["--exact", &format!("capture_survival::{test}"), "--nocapture"])
        .env(INTO, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell")
}

/// What plays of a recording: pictures, each of which is the frame that it should be.
fn plays(path: &Path) -> u64 {
    let source = if path.is_dir() { path.join("frame-%06d.png") } else { path.into() };
    let pictures = decoded(&source, SIZE);
    for (number, picture) in pictures.iter().enumerate() {
        let decibels = psnr(picture, &rgb(&frame(SIZE, number)));
        assert!(decibels >= 32.0, "picture {number} of {}: {decibels:.1} dB", path.display());
    }
    pictures.len() as u64
}

/// Frames that may be encoded and not yet written: less than a quarter of a second in an MP4.
fn pending(path: &Path) -> u64 {
    if Format::of(path) == Some(Format::Mp4) { 7 } else { 0 }
}

#[test]
fn a_killed_recording_plays() {
    if is_the_recording() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (name, after) in [("clip.mp4", 20), ("clip.gif", 20), ("frames", 20), ("later.mp4", 61)] {
        let path = folder.path().join(name);
        let mut process = recording("a_killed_recording_plays", &path, "");
        let output = BufReader::new(process.stdout.take().expect("it is piped"));
        let encoded = output
            .lines()
            .map_while(Result::ok)
            .filter_map(|line| line.rsplit_once("encoded: ").and_then(|(_, count)| count.parse::<u64>().ok()))
            .find(|&count| count >= after)
            .expect("it encodes until it is killed");
        process.kill().expect("SIGKILL");
        process.wait().expect("it is gone");
        let played = plays(&path);
        assert!(played + pending(&path) >= encoded, "{name}: {encoded} were encoded and {played} play");
        if path.is_file() {
            assert_eq!(Probe::of(&path).frames(), played);
        }
    }
}

/// A process may be limited in how large its files grow, which needs no disk of its own to fill.
#[test]
fn where_there_is_no_room_left_what_was_recorded_plays_and_the_message_says_so() {
    if is_the_recording() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["clip.mp4", "clip.gif"] {
        let path = folder.path().join(name);
        let test = "where_there_is_no_room_left_what_was_recorded_plays_and_the_message_says_so";
        let process = recording(test, &path, "trap '' XFSZ; ulimit -f 48;");
        let output = process.wait_with_output().expect("it ends by itself");
        let output = String::from_utf8_lossy(&output.stdout);
        let (_, message) = output.split_once("error: ").unwrap_or_else(|| panic!("no error: {output}"));
        let message = message.lines().next().expect("a line");
        let played = plays(&path);
        assert!(played > 0);
        assert!(message.contains(&format!("plays: {played} frames")), "{played} play: {message}");
        assert!(message.contains(&*path.to_string_lossy()) && message.contains("may not grow larger"), "{message}");
        assert!(fs::metadata(&path).expect("it is there").len() <= 48 * 1024);
    }
}

/// Nothing ends this recording properly: what its file has is what any moment in the middle has.
#[test]
fn a_file_is_whole_while_it_grows() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["clip.mp4", "clip.gif", "frames"] {
        let path = folder.path().join(name);
        let mut recorder = FrameRecorder::start(&options(&path)).expect("it starts");
        for number in 0..30 {
            recorder.frame(frame(SIZE, number)).expect("it goes on");
        }
        while recorder.waiting() > 0 {
            std::thread::yield_now();
        }
        // 30 frames are three fragments of eight, and six that wait for the fourth
        let written = if name == "clip.mp4" { 24 } else { 30 };
        assert_eq!(plays(&path), written, "{name}");
        if path.is_file() {
            let probe = Probe::of(&path);
            assert_eq!((probe.frames(), probe.size()), (written, SIZE));
            assert!((probe.seconds() - written as f64 / 30.0).abs() < 1e-6, "{} s", probe.seconds());
        }
        std::mem::forget(recorder);
    }
}

#[test]
fn a_recording_that_is_let_go_of_is_finished() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["clip.mp4", "clip.gif", "frames"] {
        let path = folder.path().join(name);
        let mut recorder = FrameRecorder::start(&options(&path)).expect("it starts");
        for number in 0..13 {
            recorder.frame(frame(SIZE, number)).expect("it goes on");
        }
        drop(recorder);
        assert_eq!(plays(&path), 13, "{name}");
    }
}

#[test]
fn what_exists_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["clip.mp4", "clip.gif", "frames"] {
        let path = folder.path().join(name);
        let precious = if name == "frames" {
            fs::create_dir(&path).expect("made");
            path.join("frame-000001.png")
        } else {
            path.clone()
        };
        fs::write(&precious, "precious").expect("written");
        let refused = FrameRecorder::start(&options(&path)).map(|_| ());
        let Err(error @ RecordingError::Exists { .. }) = refused else { panic!("{refused:?}") };
        assert!(error.to_string().contains(&*path.to_string_lossy()), "{error}");

        let mut numbered = options(&path);
        numbered.if_taken = IfTaken::Number;
        let mut recorder = FrameRecorder::start(&numbered).expect("another name");
        let other = recorder.path().to_owned();
        assert!(other.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("-2")), "{}", other.display());
        recorder.frame(frame(SIZE, 0)).expect("it goes on");
        recorder.finish().expect("it ends");
        assert_eq!(plays(&other), 1);
        assert_eq!(fs::read(&precious).expect("read"), b"precious");
    }
}

#[test]
fn what_cannot_begin_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = |change: &dyn Fn(&mut RecordingOptions)| {
        let mut options = options(&folder.path().join("clip.mp4"));
        change(&mut options);
        FrameRecorder::start(&options).map(|_| ()).expect_err("it cannot begin")
    };
    let tiny = FrameSize { width: 8, height: 8 };
    assert!(matches!(start(&|options| options.size = tiny), RecordingError::Size { .. }));
    let none = FrameSize { width: 0, height: 720 };
    for format in [Format::Mp4, Format::Gif, Format::Frames] {
        let error = start(&|options| (options.size, options.format) = (none, format));
        assert!(matches!(error, RecordingError::Size { .. }));
    }
    for rate in [0, 241] {
        assert!(matches!(start(&|options| options.frames_per_second = rate), RecordingError::Rate { .. }));
    }
    assert_eq!(fs::read_dir(&folder).expect("read").count(), 0);

    let empty = FrameRecorder::start(&options(&folder.path().join("clip.mp4"))).expect("it starts").finish();
    assert!(matches!(empty, Err(RecordingError::NoFrames { .. })));
    assert_eq!(fs::read_dir(&folder).expect("read").count(), 0, "no frames, no file");

    fs::write(folder.path().join("note"), "").expect("written");
    let inside = start(&|options| options.path = folder.path().join("note/clip.mp4"));
    assert!(matches!(inside, RecordingError::Unwritable { .. }), "{inside}");
}
