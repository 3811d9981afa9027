//! `sidestep record check`: clips that ffmpeg makes are told apart, the repairs that are named mend them, and no file is too broken.
//! Linux only: Debian's package ffmpeg makes and mends the clips.
#![cfg(target_os = "linux")]

use std::{fs, path::Path, process::Command};

use serde_json::Value;
use sidestep::capture::{
    Format, Frame, FrameRecorder, FrameSize, RecordingOptions, TimedText,
    check::{CheckError, Program, check},
};
use tempfile::TempDir;

use super::program::{sidestep, text};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// Lets ffmpeg make a clip of a second.
fn make(folder: &TempDir, name: &str, size: &str, more: &str) -> std::path::PathBuf {
    let path = folder.path().join(name);
    let source = format!("testsrc=size={size}:rate=10:duration=1");
    let made = Command::new("ffmpeg")
        .args(["-v", "error", "-f", "lavfi", "-i", &source])
        .args(more.split_whitespace())
        .arg(&path)
        .status();
    assert!(made.expect("ffmpeg is installed").success(), "{name}: {more}");
    path
}

/// A clip of our own.
fn own(folder: &TempDir, name: &str) -> std::path::PathBuf {
    let path = folder.path().join(name);
    let size = FrameSize { width: 32, height: 32 };
    let format = Format::of(&path).expect("a known ending");
    let mut recorder = FrameRecorder::start(&RecordingOptions::new(&path, format, size)).expect("it starts");
    for grey in 0..10 {
        recorder.frame(Frame::new(size, vec![grey * 20; 4096]).expect("a frame")).expect("it goes on");
    }
    recorder.finish().expect("it ends").path
}

/// Where a clip does not fit.
fn unfit(path: &Path) -> Vec<Program> {
    let report = check(path).unwrap_or_else(|error| panic!("{error}"));
    Program::ALL.into_iter().filter(|program| !report.fits(*program)).collect()
}

#[test]
fn clips_fit_where_their_coding_is_known() {
    use Program::{PowerPoint, Slides, Web};
    let folder = folder();
    let everywhere = Program::ALL.to_vec();
    for name in ["own.mp4", "own.gif"] {
        assert_eq!(unfit(&own(&folder, name)), [], "{name}");
    }
    let first = "-movflags +faststart";
    for (name, size, options, expected, said) in [
        ("main.mp4", "320x240", "-c:v libx264 -profile:v main -pix_fmt yuv420p", vec![], "Main"),
        ("ten.mp4", "320x240", "-c:v libx264 -pix_fmt yuv420p10le", everywhere.clone(), "High 10"),
        ("full.mp4", "320x240", "-c:v libx264 -pix_fmt yuv444p", everywhere.clone(), "4:4:4"),
        ("odd.mp4", "321x241", "-c:v libx264 -pix_fmt yuv444p", everywhere.clone(), "321x241 is odd"),
        ("level.mp4", "320x240", "-c:v libx264 -pix_fmt yuv420p -level 5.2", vec![PowerPoint], "level 5.2"),
        (
            "apple.mp4",
            "320x240",
            "-c:v libx265 -pix_fmt yuv420p -tag:v hvc1 -x265-params log-level=none",
            vec![PowerPoint, Slides, Web],
            "HEVC",
        ),
        (
            "hevc.mp4",
            "320x240",
            "-c:v libx265 -pix_fmt yuv420p -tag:v hev1 -x265-params log-level=none",
            everywhere.clone(),
            "hev1",
        ),
        ("part2.mp4", "320x240", "-c:v mpeg4", everywhere.clone(), "MPEG-4 Part 2"),
    ] {
        let path = make(&folder, name, size, &format!("{options} {first}"));
        let report = check(&path).expect("a clip");
        let words: Vec<&str> = report.findings.iter().map(|finding| finding.what.as_str()).collect();
        assert_eq!(unfit(&path), expected, "{name}: {words:?}");
        assert!(words.iter().any(|words| words.contains(said)) || report.coding.contains(said), "{name}: {words:?}");
        assert_eq!((report.frames, report.seconds), (Some(10), Some(1.0)), "{name}");
    }
    let last = make(&folder, "last.mp4", "320x240", "-pix_fmt yuv420p");
    assert_eq!(unfit(&last), [Web], "the index comes last");
    let apart = make(&folder, "apart.mp4", "320x240", "-pix_fmt yuv420p -movflags frag_keyframe+empty_moov");
    fs::write(&apart, without_places(&fs::read(&apart).expect("read"))).expect("written");
    assert_eq!(unfit(&apart), everywhere, "fragments without an index");
    let film = make(&folder, "film.mov", "320x240", "-pix_fmt yuv420p -movflags +faststart");
    assert_eq!(unfit(&film), [Web], "QuickTime's");
    let sound = "-f lavfi -i sine=duration=1 -pix_fmt yuv420p -movflags +faststart -c:a";
    assert_eq!(unfit(&make(&folder, "sound.mp4", "320x240", &format!("{sound} aac"))), []);
    assert_eq!(unfit(&make(&folder, "dolby.mp4", "320x240", &format!("{sound} ac3"))), everywhere);

    let named = folder.path().join("named.mp4");
    fs::rename(own(&folder, "again.gif"), &named).expect("renamed");
    assert_eq!(unfit(&named), everywhere, "its name ends wrongly");
    let large = own(&folder, "large.gif");
    fs::OpenOptions::new().append(true).open(&large).expect("open").set_len(50_000_000).expect("grown");
    assert_eq!(unfit(&large), [Slides]);
}

/// Without the box at its end that says where fragments are.
fn without_places(bytes: &[u8]) -> &[u8] {
    let at = bytes.windows(4).rposition(|kind| kind == b"mfra").expect("ffmpeg writes one") - 4;
    &bytes[..at]
}

#[test]
fn the_repair_mends_it() {
    let folder = folder();
    let apart = make(&folder, "frag ments.mp4", "320x240", "-pix_fmt yuv420p -movflags frag_keyframe+empty_moov");
    fs::write(&apart, without_places(&fs::read(&apart).expect("read"))).expect("written");
    let cut = make(&folder, "cut.mp4", "320x240", "-pix_fmt yuv420p -movflags +faststart");
    let bytes = fs::read(&cut).expect("read");
    fs::write(&cut, &bytes[..bytes.len() - 500]).expect("written");
    let large = own(&folder, "large.gif");
    fs::OpenOptions::new().append(true).open(&large).expect("open").set_len(50_000_000).expect("grown");
    for path in [
        make(&folder, "last.mp4", "320x240", "-pix_fmt yuv420p"),
        make(&folder, "odd.mp4", "321x241", "-c:v libx264 -pix_fmt yuv444p"),
        make(&folder, "it's ten.mp4", "320x240", "-c:v libx264 -pix_fmt yuv420p10le -movflags +faststart"),
        apart,
        cut,
        large,
    ] {
        let report = check(&path).expect("a clip");
        let repair = report.repair(&path).expect("there is something to mend");
        let mended = Command::new("sh").args(["-c", &repair]).output().expect("a shell");
        assert!(mended.status.success(), "{repair}: {}", String::from_utf8_lossy(&mended.stderr));
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert_eq!(unfit(&path.with_file_name(format!("{stem}-mended.mp4"))), [], "{repair}");
    }
}

#[test]
fn a_file_that_is_cut_or_changed_anywhere_is_answered() {
    let folder = folder();
    let broken = folder.path().join("broken");
    for (name, ending) in [("whole.mp4", "mp4"), ("whole.gif", "gif")] {
        let bytes = fs::read(own(&folder, name)).expect("read");
        let broken = broken.with_extension(ending);
        for length in 0..bytes.len() {
            fs::write(&broken, &bytes[..length]).expect("written");
            let fits = check(&broken).is_ok_and(|report| Program::ALL.into_iter().all(|program| report.fits(program)));
            assert!(!fits, "{name} ends after {length} of {} bytes, and fits", bytes.len());
        }
        for at in 0..bytes.len() {
            for flip in [0xff, 0x01, 0x80] {
                let mut changed = bytes.clone();
                changed[at] ^= flip;
                fs::write(&broken, &changed).expect("written");
                match check(&broken) {
                    Ok(report) => assert!(report.size.width > 0),
                    Err(error) => assert!(error.to_string().contains("broken."), "{error}"),
                }
            }
        }
    }
}

/// A clip of our own in which something moves, with captions where there is room for them.
fn lively(folder: &TempDir, name: &str) -> std::path::PathBuf {
    let path = folder.path().join(name);
    let size = FrameSize { width: 96, height: 64 };
    let format = Format::of(&path).expect("a known ending");
    let mut options = RecordingOptions::new(&path, format, size);
    let said = |first, text: &str| TimedText { first, end: first + 5, text: text.into() };
    options.words.captions = vec![said(0, "Episode 1"), said(5, "목표 도착")];
    let mut recorder = FrameRecorder::start(&options).expect("it starts");
    let mut generator = 1_u32;
    for shift in 0..10 {
        let pixels = (0..96 * 64).flat_map(|at: u32| {
            generator = generator.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (x, y) = (at % 96, at / 96);
            let grey =
                u8::try_from(((x + 4 * shift) / 7 * 40 + y / 5 * 30 + generator / (1 << 27)) % 256).expect("a byte");
            [grey, grey / 2, 255 - grey, 255]
        });
        recorder.frame(Frame::new(size, pixels.collect()).expect("a frame")).expect("it goes on");
    }
    recorder.finish().expect("it ends").path
}

/// Where the contents of the first box of a kind lie.
fn within(bytes: &[u8], kind: &[u8; 4]) -> std::ops::Range<usize> {
    let at = bytes.windows(4).position(|four| four == kind).expect("it is there");
    let number = |from: usize, length: usize| {
        bytes[from..from + length].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
    };
    match number(at - 4, 4) {
        // A long one has its length behind its kind.
        1 => at + 12..at - 4 + number(at + 4, 8),
        length => at + 4..at - 4 + length,
    }
}

/// What a copy that went wrong does to pictures, an index that is right does not show.
#[test]
fn damaged_pictures_do_not_fit() {
    let folder = folder();
    let fits = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        check(&path).is_ok_and(|report| report.findings.is_empty())
    };
    let gif = fs::read(lively(&folder, "lively.gif")).expect("read");
    assert!(fits("lively.gif", &gif), "all of its pictures are decoded");
    let whole = fs::read(lively(&folder, "lively.mp4")).expect("read");
    let fits = |bytes: &[u8]| fits("lively.mp4", bytes);
    assert!(fits(&whole));
    let data = within(&whole, b"mdat");
    assert!(data.len() > 2000, "{}", data.len());
    for at in data.clone().step_by(64).filter(|at| at + 64 <= data.end) {
        for fill in [0x00, 0xff, 0x5a] {
            let mut bytes = whole.clone();
            bytes[at..at + 64].fill(fill);
            assert!(!fits(&bytes), "64 bytes of {fill} at {at} of {data:?}");
        }
    }
    for at in data.clone().step_by(97) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        assert!(!fits(&bytes), "a bit at {at} of {data:?}");
    }
}

/// Clips of other programs, too, and what stands beside pictures.
#[test]
fn samples_that_are_not_what_the_index_says_do_not_fit() {
    let folder = folder();
    let said = |bytes: &[u8]| {
        let path = folder.path().join("changed.mp4");
        fs::write(&path, bytes).expect("written");
        let report = check(&path).expect("a clip");
        report.findings.iter().map(|finding| finding.what.clone()).collect::<Vec<_>>().join("; ")
    };
    let own = fs::read(lively(&folder, "own.mp4")).expect("read");
    assert_eq!(said(&own), "");
    let change = |bytes: &[u8], at: usize, to: &[u8]| {
        let mut bytes = bytes.to_vec();
        bytes[at..at + to.len()].copy_from_slice(to);
        said(&bytes)
    };
    // Which samples are keyframes: version and flags, how many, the first one.
    let keys = within(&own, b"stss").start;
    assert!(change(&own, keys + 8, &2_u32.to_be_bytes()).contains("picture 2"), "named as a keyframe");
    // Places in eight bytes, first those of pictures.
    let places = within(&own, b"co64").start;
    assert!(change(&own, places + 8, &[0; 8]).contains("lies outside"), "within the index");
    let caption = own.windows(9).position(|bytes| bytes == b"Episode 1").expect("a caption");
    assert!(change(&own, caption - 2, &[200]).contains("text 1"), "longer than it is");

    let first = "-pix_fmt yuv420p -movflags +faststart";
    for (name, options, fragment) in [
        ("high.mp4", format!("-c:v libx264 {first}"), false),
        ("hevc.mp4", format!("-c:v libx265 -tag:v hvc1 -x265-params log-level=none {first}"), false),
        ("apart.mp4", "-c:v libx264 -pix_fmt yuv420p -movflags frag_keyframe+empty_moov".to_owned(), true),
    ] {
        let bytes = fs::read(make(&folder, name, "320x240", &options)).expect("read");
        assert!(!said(&bytes).contains("picture"), "{name}: {}", said(&bytes));
        let data = within(&bytes, b"mdat");
        assert!(change(&bytes, data.start, &[1]).contains("picture 1"), "{name}: a unit longer than its picture");
        assert!(change(&bytes, data.end - 600, &[0; 512]).contains("picture"), "{name}: a part that is lost");
        if fragment {
            let run = within(&bytes, b"trun").start;
            assert!(change(&bytes, run + 8, &[0x7f]).contains("lies outside"), "{name}: a run elsewhere");
        }
    }
}

#[test]
fn what_is_no_clip_is_said_to_be_none() {
    let folder = folder();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    };
    for (name, bytes, said) in [
        ("a.webm", &b"\x1a\x45\xdf\xa3 and more"[..], "WebM"),
        ("talk.pptx", b"PK\x03\x04 and more", "ZIP"),
        ("empty.mp4", b"", "no MP4"),
        ("zeros.mp4", &[0; 100], "no MP4"),
    ] {
        let error = check(&write(name, bytes)).expect_err("no clip");
        assert!(matches!(error, CheckError::Foreign { .. }) && error.to_string().contains(said), "{error}");
    }
    assert!(matches!(check(&folder.path().join("missing.mp4")), Err(CheckError::Read { .. })));
    assert!(check(folder.path()).is_err(), "a folder");
}

#[test]
fn the_command_says_it_to_people_and_to_programs() {
    let folder = folder();
    let (good, late) = (own(&folder, "own.mp4"), make(&folder, "late.mp4", "320x240", "-pix_fmt yuv420p"));
    let answer = sidestep(&["record", "check", text(&good)]).ok();
    assert!(answer.stdout.contains("fits PowerPoint, Keynote, Google Slides, the web"), "{}", answer.stdout);
    let answer = sidestep(&["record", "check", text(&good), text(&late)]);
    assert_eq!(answer.code, Some(1));
    for said in
        ["fits PowerPoint, Keynote, Google Slides\n", "does not fit the web: its index comes last", "repair: ffmpeg"]
    {
        assert!(answer.stdout.contains(said), "{said}: {}", answer.stdout);
    }
    let answer = sidestep(&["record", "check", "--json", text(&late)]);
    let object: Value = answer.json();
    assert_eq!(object["fits"]["powerpoint"], true);
    assert_eq!(object["fits"]["web"], false);
    assert_eq!(object["findings"][0]["programs"][0], "web");
    assert!(object["repair"].as_str().is_some_and(|repair| repair.contains("faststart")), "{object}");
    let answer = sidestep(&["record", "check", "--json", text(&folder.path().join("none.mp4"))]);
    assert_eq!((answer.code, answer.json()["error"].as_str()), (Some(1), Some("clip")));
    let answer = sidestep(&["record", "--replay", "a.replay", "--out", "b.mp4", "check"]);
    assert!(answer.stderr.contains("check"), "a task and a clip do not go together: {}", answer.stderr);
    assert_eq!(answer.code, Some(2));
}
