//! `sidestep record --slides`: a presentation with a clip on each slide, read part by part.
//! Linux only: Debian's packages mesa-vulkan-drivers, libvulkan1 and ffmpeg have what it needs.
#![cfg(target_os = "linux")]

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};

use serde_json::Value;
use sidestep::{
    capture::{
        Frame, FrameSize,
        check::{Program, check},
        slides::{Slide, presentation},
    },
    files::checksum,
};
use tempfile::TempDir;

use super::program::{Answer, command, sidestep, text};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// The files of a ZIP whose files are stored, by its directory (PKWARE's APPNOTE, 4.3).
fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let number = |at: usize, length: usize| {
        bytes[at..at + length].iter().rev().fold(0, |sum, &byte| sum << 8 | usize::from(byte))
    };
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let (count, mut at) = (number(end + 10, 2), number(end + 16, 4));
    let mut files = BTreeMap::new();
    for _ in 0..count {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (length, name) = (number(at + 24, 4), number(at + 28, 2));
        let (entry, called) = (number(at + 42, 4), bytes[at + 46..at + 46 + name].to_vec());
        assert_eq!(&bytes[entry..entry + 4], b"PK\x03\x04");
        assert_eq!(bytes[entry + 4..entry + 30], bytes[at + 6..at + 32], "both headers say the same");
        let begins = entry + 30 + name;
        let contents = bytes[begins..begins + length].to_vec();
        assert_eq!(checksum(&contents) as usize, number(at + 16, 4));
        files.insert(String::from_utf8(called).expect("a name"), contents);
        at += 46 + name;
    }
    assert_eq!(at, end);
    files
}

/// The names of a part's elements in order; panics where it is no well-formed XML.
fn elements(xml: &str) -> Vec<String> {
    let mut open = Vec::new();
    let mut all = Vec::new();
    for piece in xml.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag ends");
        assert!(!text.contains('&') || text.split('&').skip(1).all(|entity| entity.contains(';')), "{text}");
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if tag.starts_with('?') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let name = tag.split(|letter: char| letter.is_whitespace() || letter == '/').next().expect("a name").to_owned();
        all.push(name.clone());
        if !tag.ends_with('/') {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} is open");
    all
}

/// The targets of a part's relations.
fn targets(xml: &str) -> Vec<&str> {
    xml.split("Target=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// All parts are well formed, every relation leads to a part, and every part is of a known type.
fn verified(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let files = unpacked(bytes);
    let types = String::from_utf8(files["[Content_Types].xml"].clone()).expect("text");
    for (name, contents) in &files {
        if !name.ends_with(".xml") && !name.ends_with(".rels") {
            continue;
        }
        let xml = std::str::from_utf8(contents).expect("UTF-8");
        assert!(!xml.contains("${"), "{name} has a gap");
        elements(xml);
        if let Some((folder, owner)) = name.strip_suffix(".rels").and_then(|name| name.split_once("_rels/")) {
            assert!(owner.is_empty() || files.contains_key(&format!("{folder}{owner}")), "{name}");
            for target in targets(xml) {
                let path = Path::new(folder).join(target);
                let mut parts = Vec::new();
                for part in path.iter().map(|part| part.to_string_lossy()) {
                    if part == ".." { parts.pop().map_or((), drop) } else { parts.push(part.into_owned()) }
                }
                assert!(files.contains_key(&parts.join("/")), "{name}: {target}");
            }
        } else if name != "[Content_Types].xml" {
            assert!(types.contains(&format!("PartName=\"/{name}\"")), "{name}");
        }
    }
    files
}

fn part(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files.get(name).unwrap_or_else(|| panic!("no {name}")).clone()).expect("text")
}

#[test]
fn slides_play_by_themselves_loop_where_asked_and_keep_every_sign() {
    let slide = |loops: bool, size: FrameSize| Slide {
        title: "A < B & \"C\" \u{1} {alt}".into(),
        clip: b"clip".to_vec(),
        seconds: 7.25,
        loops,
        poster: Frame::new(size, vec![20; size.bytes() as usize]).expect("a frame"),
        alt: "목표 \"도착\"\n<끝>".into(),
        notes: vec!["첫 줄 & more".into(), "sidestep record --title 'a<b'".into()],
    };
    let slides = [slide(true, FrameSize { width: 64, height: 36 }), slide(false, FrameSize { width: 36, height: 64 })];
    let files = verified(&presentation("Talk & more", "ko-KR", &slides).expect("made"));
    for (number, looped) in [(1, true), (2, false)] {
        let xml = part(&files, &format!("ppt/slides/slide{number}.xml"));
        let names = elements(&xml);
        for name in ["p:timing", "a:videoFile", "p14:media", "p:video", "p:cmd"] {
            assert_eq!(names.iter().filter(|known| *known == name).count(), 1, "{name}");
        }
        // It begins after what was before, which is nothing: by itself.
        assert!(
            xml.contains("nodeType=\"afterEffect\"")
                && xml.contains("cmd=\"playFrom(0.0)\"")
                && xml.contains("dur=\"7250\"")
        );
        assert_eq!(xml.contains("repeatCount=\"indefinite\""), looped);
        assert!(xml.contains("<a:t>A &lt; B &amp; &quot;C&quot;   {alt}</a:t>"), "{xml}");
        assert!(
            xml.contains("descr=\"목표 &quot;도착&quot;&#10;&lt;끝&gt;\"") && xml.contains("lang=\"ko-KR\""),
            "{xml}"
        );
        let notes = part(&files, &format!("ppt/notesSlides/notesSlide{number}.xml"));
        assert!(notes.contains("첫 줄 &amp; more") && notes.contains("'a&lt;b'"), "{notes}");
    }
    assert!(part(&files, "ppt/presentation.xml").contains("sldSz cx=\"12192000\" cy=\"6858000\""), "16:9");
    assert!(
        part(&files, "ppt/theme/theme1.xml").contains("<a:lt1><a:srgbClr val=\"141414\"/>"),
        "the clip's background"
    );
}

/// Where the clip lies on its slide.
fn place(xml: &str) -> [u64; 4] {
    let picture = xml.split("<p:pic>").nth(1).expect("a clip");
    [" x=\"", " y=\"", " cx=\"", " cy=\""].map(|name| {
        let number = picture.split(name).nth(1).and_then(|rest| rest.split('"').next());
        number.and_then(|number| number.parse().ok()).expect("a number")
    })
}

fn record(slides: &Path, more: &[&str]) -> Answer {
    let policy = format!("{}/assets/policies/classic.safetensors", env!("CARGO_MANIFEST_DIR"));
    let mut arguments =
        vec!["record", "--policy", &policy, "--level", "classic", "--slides", text(slides), "--json", "--quiet"];
    arguments.extend(["--size", "160x90", "--fps", "10"]);
    if !more.contains(&"--length") {
        arguments.extend(["--speed", "20"]);
    }
    arguments.extend(more);
    sidestep(&arguments)
}

/// The last frame of a clip as it is decoded, in RGB.
fn last_frame(clip: &Path) -> Vec<u8> {
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-sseof", "-0.15", "-i"])
        .arg(clip)
        .args(["-update", "1", "-pix_fmt", "rgb24", "-f", "rawvideo", "-"])
        .output()
        .expect("ffmpeg is installed");
    let frame = 160 * 90 * 3;
    output.stdout[output.stdout.len() - frame..].to_vec()
}

/// Each slide is a clip of its own: of the length that was asked for, under the title, with its own game in its words.
#[test]
fn title_length_and_words_are_those_of_each_slide() {
    let folder = folder();
    let path = folder.path().join("talk.pptx");
    let more = ["--episodes", "2", "--title", "Tests & talks", "--length", "4", "--language", "en"];
    record(&path, &more).ok();
    let files = verified(&fs::read(&path).expect("there"));
    for number in 1..=2 {
        let clip = folder.path().join(format!("clip{number}.mp4"));
        fs::write(&clip, &files[&format!("ppt/media/clip{number}.mp4")]).expect("written");
        assert_eq!(check(&clip).expect("a clip").seconds, Some(4.0), "each is as long as asked");
        let xml = part(&files, &format!("ppt/slides/slide{number}.xml"));
        assert!(xml.contains(&format!("<a:t>Tests &amp; talks · Episode {number} of 2</a:t>")), "{xml}");
        let other = format!("Episode {} of 2", 3 - number);
        assert!(xml.contains("goal after") && !xml.contains(&other), "its own game: {xml}");
        // The poster is the frame at which it ends, when nothing moves any more.
        let poster = &files[&format!("ppt/media/poster{number}.png")];
        let poster = image::load_from_memory(poster).expect("a PNG").to_rgb8().into_raw();
        let shown = last_frame(&clip);
        let error: f64 = shown.iter().zip(&poster).map(|(one, other)| f64::from(one.abs_diff(*other)).powi(2)).sum();
        assert!(error / (poster.len() as f64) < 40.0, "{}", error / poster.len() as f64);
    }
}

/// Who stops it has the slides that are whole, and nothing where none is.
#[test]
fn what_is_stopped_leaves_whole_slides_or_none() {
    let folder = folder();
    let policy = format!("{}/assets/policies/classic.safetensors", env!("CARGO_MANIFEST_DIR"));
    for (name, whole) in [("none.pptx", 0), ("one.pptx", 1)] {
        let path = folder.path().join(name);
        let words = ["record", "--policy", &policy, "--level", "classic", "--slides", text(&path), "--json"];
        let more = ["--episodes", "3", "--size", "160x90", "--fps", "30", "--speed", "0.5", "--supervised"];
        let mut recording = command(&[&words[..], &more].concat());
        recording.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut recording = recording.spawn().expect("the program starts");
        let mut lines = BufReader::new(recording.stdout.take().expect("piped")).lines().map(|line| line.expect("text"));
        // Each clip begins with its frame 0.
        let begun = lines.by_ref().filter(|line| line.contains("\"frames\":0,")).nth(whole);
        assert!(begun.is_some(), "clip {whole} begins");
        drop(recording.stdin.take());
        let rest: Vec<String> = lines.collect();
        let output = recording.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        if whole == 0 {
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert!(said.contains("nothing was written") && !path.exists(), "{said}");
            continue;
        }
        let answer: Value = serde_json::from_str(rest.last().expect("an answer")).expect("an object");
        assert_eq!(answer["slides"].as_array().map(Vec::len), Some(whole), "{answer}");
        assert_eq!(answer["stopped"], true);
        let files = verified(&fs::read(&path).expect("there"));
        assert!(files.contains_key("ppt/media/clip1.mp4") && !files.contains_key("ppt/media/clip2.mp4"));
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing half-written");
}

#[test]
fn each_game_becomes_a_slide_with_its_clip_poster_words_and_command() {
    let folder = folder();
    let path = folder.path().join("talk.pptx");
    let answer = record(&path, &["--episodes", "2", "--language", "ko", "--loop"]).ok().json();
    assert_eq!(answer["slides"].as_array().map(Vec::len), Some(2), "{answer}");
    let bytes = fs::read(&path).expect("there");
    let files = verified(&bytes);
    for number in 1..=2 {
        let clip = folder.path().join(format!("clip{number}.mp4"));
        fs::write(&clip, &files[&format!("ppt/media/clip{number}.mp4")]).expect("written");
        let report = check(&clip).expect("a clip");
        assert!(report.fits(Program::PowerPoint) && report.fits(Program::Keynote), "{report:?}");
        let poster =
            image::load_from_memory(&files[&format!("ppt/media/poster{number}.png")]).expect("a PNG").to_rgb8();
        assert_eq!((poster.width(), poster.height()), (160, 90));
        let xml = part(&files, &format!("ppt/slides/slide{number}.xml"));
        let [x, y, width, height] = place(&xml);
        assert!(x + width <= 12_192_000 && y + height <= 6_858_000, "on the slide");
        assert!((width * 9).abs_diff(height * 16) <= 16, "in its own shape");
        assert!(xml.contains(&format!("에피소드 {number}")) && xml.contains("repeatCount=\"indefinite\""), "{xml}");
        assert!(xml.contains("목표 도착"), "the result is in the alt text: {xml}");
        let notes = part(&files, &format!("ppt/notesSlides/notesSlide{number}.xml"));
        for said in ["sidestep record --policy", "--episodes 2", "160x90", "목표 도착"] {
            assert!(notes.contains(said), "{said}: {notes}");
        }
    }

    // What is there stays; where it may, the next one counts up.
    let answer = record(&path, &[]);
    assert!(answer.code == Some(1) && answer.stderr.contains("talk.pptx"), "{}", answer.stderr);
    assert_eq!(fs::read(&path).expect("there"), bytes);
    let answer = record(&path, &["--count-up", "--title", "One & only"]).ok().json();
    assert_eq!(answer["file"], text(&folder.path().join("talk-2.pptx")));
    let files = verified(&fs::read(folder.path().join("talk-2.pptx")).expect("there"));
    let xml = part(&files, "ppt/slides/slide1.xml");
    assert!(xml.contains("<a:t>One &amp; only</a:t>") && !xml.contains("repeatCount"), "{xml}");
    let answer = record(&folder.path().join("talk.odp"), &[]);
    assert!(answer.code == Some(2) && answer.stderr.contains(".pptx"), "{}", answer.stderr);
}
