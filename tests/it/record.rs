//! `sidestep record`: what it writes is decoded by other programs; it is killed, stopped, refused, and run where nothing can render.
//! Linux only: Debian's packages mesa-vulkan-drivers, libvulkan1, ffmpeg and imagemagick have what it needs.
#![cfg(target_os = "linux")]

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use sidestep::{capture::FrameSize, replay::Replay};
use tempfile::TempDir;

use super::{
    capture_tools::{Probe, decoded, delays, psnr, shown},
    program::{Answer, command, sidestep, text},
};

const SIZE: FrameSize = FrameSize { width: 320, height: 180 };
/// Software rendering on a busy machine is slow: this is when we give up, not how long it takes.
const PATIENCE: Duration = Duration::from_secs(180);

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn policy() -> String {
    format!("{}/assets/policies/classic.safetensors", env!("CARGO_MANIFEST_DIR"))
}

/// Records episodes of the built-in policy on `classic`, small and quick.
fn arguments<'a>(policy: &'a str, out: &'a Path, more: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec!["record", "--policy", policy, "--level", "classic", "--out", text(out), "--json"];
    arguments.extend(["--size", "320x180", "--speed", "8", "--language", "en", "--quiet"]);
    arguments.extend(more);
    arguments
}

fn record(out: &Path, more: &[&str]) -> Answer {
    sidestep(&arguments(&policy(), out, more))
}

fn number(object: &Value, key: &str) -> u64 {
    object[key].as_u64().unwrap_or_else(|| panic!("{key} is a number in {object}"))
}

/// The PNG frames of a folder, RGB, in the order of their names.
fn pictures(folder: &Path) -> Vec<Vec<u8>> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    files
        .iter()
        .map(|file| {
            let picture = image::open(file).expect("a PNG").to_rgb8();
            assert_eq!((picture.width(), picture.height()), (SIZE.width, SIZE.height));
            picture.into_raw()
        })
        .collect()
}

fn colours(picture: &[u8]) -> usize {
    picture.chunks_exact(3).collect::<HashSet<_>>().len()
}

#[test]
fn frames_are_complete_move_and_come_out_the_same_again() {
    let folder = folder();
    let [one, again] = ["one", "again"].map(|name| folder.path().join(name));
    let answer = record(&one, &["--fps", "24", "--overlay", "values,trail"]).ok().json();
    let pictures_of_one = pictures(&one);
    assert_eq!(pictures_of_one.len() as u64, number(&answer, "frames"));

    // A title for 2.2 seconds, half a second, eight steps of an eighth of a second, 1.2 seconds.
    let parts = [2.2_f64, 0.5, 1.0, 1.2].map(|seconds| (seconds * 24.0).round() as usize);
    assert_eq!(pictures_of_one.len(), parts.iter().sum::<usize>());
    let moving = &pictures_of_one[parts[0] + parts[1]..][..parts[2]];
    let different: HashSet<&Vec<u8>> = moving.iter().collect();
    assert_eq!(different.len(), moving.len(), "no frame of a moving board comes twice");
    for picture in &pictures_of_one {
        assert!(colours(picture) > 20, "a picture has {} colours only", colours(picture));
    }

    record(&again, &["--fps", "24", "--overlay", "values,trail"]).ok();
    assert!(pictures_of_one == pictures(&again), "the same command makes the same pictures");
}

#[test]
fn an_mp4_has_its_size_its_frames_and_what_was_rendered() {
    let folder = folder();
    let (clip, frames) = (folder.path().join("clip.mp4"), folder.path().join("frames"));
    let answer = record(&clip, &["--fps", "30"]).ok().json();
    record(&frames, &["--fps", "30"]).ok();
    let originals = pictures(&frames);

    let probe = Probe::of(&clip);
    assert_eq!(probe.size(), SIZE);
    assert_eq!(probe.stream("codec_name"), "h264");
    assert_eq!(probe.stream("pix_fmt"), "yuv420p");
    assert_eq!(probe.frames(), originals.len() as u64);
    assert_eq!(number(&answer, "frames"), originals.len() as u64);
    assert!((probe.seconds() - originals.len() as f64 / 30.0).abs() < 1e-3);
    for (index, (decoded, original)) in decoded(&clip, SIZE).iter().zip(&originals).enumerate() {
        let ratio = psnr(decoded, original);
        assert!(ratio > 30.0, "frame {index} has {ratio:.1} dB only");
    }
}

/// The part of a picture between two corners, row by row.
fn part(picture: &[u8], (from, to): ((u32, u32), (u32, u32))) -> Vec<u8> {
    let at = |x: u32, y: u32| ((y * SIZE.width + x) * 3) as usize;
    (from.1..to.1).flat_map(|y| picture[at(from.0, y)..at(to.0, y)].to_vec()).collect()
}

#[test]
fn the_title_card_shows_the_board_and_leaves_before_the_scene_comes() {
    let folder = folder();
    let frames = folder.path().join("frames");
    record(&frames, &["--fps", "20"]).ok();
    let pictures = pictures(&frames);
    let (title, fade) = (44, 3);
    // The board stands at the right all the while, the words beside it.
    let words = |frame: usize| part(&pictures[frame], ((0, 0), (120, 180)));
    assert!(colours(&part(&pictures[0], ((140, 0), (320, 180)))) > 20, "the card shows the board");
    let [card, scene] = [words(0), words(title + fade)];
    assert!(colours(&card) > 3 && colours(&scene) > 3 && card != scene, "both say something, and not the same");
    let background = &pictures[0][..3];
    let is_of = |frame: &[u8], whole: &[u8]| {
        let mut pixels = frame.chunks_exact(3).zip(whole.chunks_exact(3));
        pixels.all(|(pixel, whole)| pixel == background || whole != background)
    };
    for frame in 0..title {
        assert!(is_of(&words(frame), &card), "frame {frame} shows the card's words alone");
    }
    for frame in title..title + fade {
        assert!(is_of(&words(frame), &scene), "frame {frame} shows the scene's words alone");
    }
    assert!(words(title - 1) != card && words(title) != scene, "it fades");
}

#[test]
fn words_stay_in_the_frame_and_what_has_no_room_is_said() {
    let folder = folder();
    let title = "A title that goes on and on until nobody can read it any more ".repeat(12);
    let caption = "움직이는 장애물 사이를 지나 목표까지 가는 길을 배우는 에이전트의 아주 긴 이야기 ".repeat(20);
    let frames = folder.path().join("frames");
    let answer = record(&frames, &["--fps", "2", "--title", &title, "--caption", &caption]).ok();
    assert!(answer.stderr.contains("some words have no room in 320x180"), "{}", answer.stderr);
    let pictures = pictures(&frames);
    let edge = |picture: &[u8], (width, height): (u32, u32)| {
        [((0, 0), (width, 3)), ((0, 0), (3, height)), ((0, height - 3), (width, height))]
            .map(|place| colours(&part(picture, place)))
    };
    // The board stands at the right.
    assert_eq!(edge(&pictures[0], (120, 180)), [1; 3], "the title card's words end before the frame does");
    let last = pictures.last().expect("there are some");
    assert_eq!(edge(last, (120, 180)), [1; 3], "the caption ends before the frame does");
    assert!(colours(&part(last, ((0, 0), (120, 180)))) > 3, "there is one");

    let out = folder.path().join("boxes");
    let answer = record(&out, &["--fps", "1", "--title", "日本の rush 😀", "--no-title"]);
    assert_eq!(answer.code, Some(2), "no title and a title");
    let answer = record(&out, &["--fps", "1", "--title", "日本の rush 😀"]).ok();
    for letter in ['日', '本', 'の', '😀'] {
        assert!(answer.stderr.contains(letter), "{letter}: {}", answer.stderr);
    }
}

#[test]
fn the_size_that_is_said_is_the_file_s() {
    let folder = folder();
    let clip = folder.path().join("clip.mp4");
    let answer = record(&clip, &["--fps", "1", "--size", "641x361"]);
    // The last of two sizes would be taken in silence otherwise.
    assert_eq!(answer.code, Some(2), "{}", answer.stderr);
    let policy = policy();
    let words = ["record", "--policy", &policy, "--level", "classic", "--out", text(&clip), "--json", "--quiet"];
    let answer = sidestep(&[&words[..], &["--fps", "1", "--size", "641x361"]].concat()).ok().json();
    let size = Probe::of(&clip).size();
    assert_eq!((number(&answer, "width"), number(&answer, "height")), (size.width.into(), size.height.into()));
    assert_eq!(size, FrameSize { width: 642, height: 362 });
}

#[test]
fn a_gif_has_its_size_its_times_and_moves() {
    let folder = folder();
    let clip = folder.path().join("clip.gif");
    let answer = record(&clip, &["--fps", "20", "--theme", "light", "--caption", "길을 비켜요"]).ok().json();
    let pictures = shown(&clip, SIZE);
    assert_eq!(pictures.len(), delays(&clip).len());
    assert_eq!(delays(&clip).iter().sum::<u64>(), number(&answer, "frames") * 5);
    assert!(pictures.iter().collect::<HashSet<_>>().len() > 10);
    assert!(pictures.iter().all(|picture| colours(picture) > 10));
}

/// A recording that would take minutes.
fn long_recording(clip: &Path) -> Child {
    let (policy, more) = (policy(), ["--episodes", "500", "--no-title"]);
    let mut recording = command(&arguments(&policy, clip, &more));
    recording.stdout(Stdio::piped()).spawn().expect("the program starts")
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "{what} did not happen");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_killed_recording_plays() {
    let folder = folder();
    let clip = folder.path().join("clip.mp4");
    let mut recording = long_recording(&clip);
    wait_until("a second of the clip", || clip.metadata().is_ok_and(|file| file.len() > 20_000));
    recording.kill().expect("it runs");
    recording.wait().expect("it is gone");

    // Without any remark.
    let probe = Probe::of(&clip);
    assert_eq!(probe.size(), SIZE);
    assert!(probe.frames() >= 8, "{} frames", probe.frames());
    assert_eq!(decoded(&clip, SIZE).len() as u64, probe.frames());
}

#[test]
fn an_interrupted_recording_is_finished() {
    let folder = folder();
    let clip = folder.path().join("clip.mp4");
    let recording = long_recording(&clip);
    wait_until("a second of the clip", || clip.metadata().is_ok_and(|file| file.len() > 20_000));
    let killed = Command::new("kill").args(["-INT", &recording.id().to_string()]).status();
    assert!(killed.expect("kill runs").success());
    let output = recording.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("an object");
    assert_eq!(answer["stopped"], true);
    assert_eq!(Probe::of(&clip).frames(), number(&answer, "frames"));
}

/// A program that starts it and has gone before anything was recorded.
#[test]
fn left_alone_before_it_begins_it_leaves_nothing() {
    let folder = folder();
    let clip = folder.path().join("clip.mp4");
    let answer = record(&clip, &["--supervised"]);
    assert_eq!((answer.code, answer.stdout.as_str()), (Some(130), ""));
    assert!(!clip.exists());
}

#[test]
fn a_file_that_exists_is_not_touched() {
    let folder = folder();
    let clip = folder.path().join("clip.mp4");
    fs::write(&clip, "a talk's only copy").expect("written");
    let answer = record(&clip, &[]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.stderr.contains("clip.mp4"), "{}", answer.stderr);
    assert_eq!(answer.json()["error"], "recording");
    let answer = record(&clip, &["--count-up"]).ok().json();
    assert_eq!(answer["file"], text(&folder.path().join("clip-2.mp4")));
    assert_eq!(fs::read_to_string(&clip).expect("still there"), "a talk's only copy");
}

#[test]
fn without_anything_to_render_on_the_remedy_is_said() {
    let folder = folder();
    let clip = folder.path().join("clip.mp4");
    let output = command(&arguments(&policy(), &clip, &[]))
        .env("WGPU_BACKEND", "vulkan")
        .env("VK_DRIVER_FILES", "/dev/null")
        .env("VK_ICD_FILENAMES", "/dev/null")
        .output()
        .expect("the program starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("apt-get install mesa-vulkan-drivers") && !said.contains("panicked"), "{said}");
    assert!(!clip.exists());
}

/// As a service or over ssh it runs without a desktop session, and libraries of one must not complain.
#[test]
fn without_a_desktop_session_nothing_is_said() {
    let folder = folder();
    let clip = folder.path().join("clip.mp4");
    let mut program = command(&arguments(&policy(), &clip, &[]));
    for name in ["XDG_RUNTIME_DIR", "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        program.env_remove(name);
    }
    let output = program.output().expect("the program starts");
    assert_eq!((output.status.code(), &*String::from_utf8_lossy(&output.stderr)), (Some(0), ""));
    assert!(clip.exists());
}

#[test]
fn arguments_that_make_no_sense_are_answered() {
    let folder = folder();
    let (policy, out) = (policy(), folder.path().join("clip.mp4"));
    let out = text(&out);
    for (words, expected) in [
        (vec!["--out", out], "<--replay <FILE>...|--policy <FILE>|--training <FOLDER>|--lab <WHAT>>"),
        (vec!["--policy", &policy, "--out", out], "--level"),
        (vec!["--policy", &policy, "--level", "classic"], "--out"),
        (vec!["--policy", &policy, "--level", "clasic", "--out", out], "there is no level `clasic`"),
        (vec!["--policy", &policy, "--level", "classic", "--out", "clip.avi"], "ends with .mp4 or .gif"),
        (vec!["--policy", &policy, "--level", "classic", "--out", out, "--size", "10"], "such as 1280x720"),
        (vec!["--policy", &policy, "--level", "classic", "--out", out, "--speed", "0"], "steps per second"),
        (vec!["--policy", &policy, "--level", "classic", "--out", out, "--overlay", "heat"], "values"),
        (vec!["--policy", &policy, "--level", "classic", "--out", out, "--theme", "blue"], "choose one of dark, light"),
        (vec!["--policy", &policy, "--level", "classic", "--out", out, "--quality", "best"], "standard"),
        (vec!["--policy", &policy, "--level", "classic", "--out", out, "--language", "de"], "choose one of en, ko"),
        (vec!["--policy", &policy, "--level", "classic", "--out", out, "--fps", "0"], "from 1 to 240"),
        (vec!["--replay", "a.replay", "--out", out, "--greedy"], "give --policy"),
        (vec!["--replay", "a.replay", "--out", out, "--episodes", "3"], "cannot be used with"),
        (vec!["--training", "run", "--out", out, "--caption", "Hm"], "--caption"),
        (vec!["--training", "run", "--out", out, "--length", "20", "--speed", "8"], "cannot be used with"),
        (vec!["--training", "run", "--out", out, "--from", "3"], "cannot be used with"),
        (vec!["--replay", "a.replay", "b.replay", "--out", out, "--to", "3"], "one replay"),
        (vec!["--replay", "a.replay", "--out", out, "--length", "half"], "give seconds, 1 to 3600"),
    ] {
        let answer = sidestep(&[vec!["record"], words.clone()].concat());
        assert_eq!(answer.code, Some(2), "{words:?}: {}", answer.stderr);
        assert!(answer.stderr.contains(expected), "{words:?}: {}", answer.stderr);
    }
    let answer = sidestep(&["record", "--replay", "nowhere.replay", "--out", out]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.stderr.contains("nowhere.replay"), "{}", answer.stderr);
    assert!(!Path::new(out).exists());
}

#[test]
fn what_is_missing_in_replays_is_said() {
    let folder = folder();
    let [plain, out] = ["plain.replay", "frames"].map(|name| folder.path().join(name));
    sidestep(&["rollout", "--level", "classic", "--actions", "right", "--out", text(&plain)]).ok();
    let small = ["--out", text(&out), "--size", "64x64", "--fps", "1", "--no-title", "--quiet"];
    let words = ["record", "--replay", text(&plain), "--overlay", "trail,values"];
    let answer = sidestep(&[&words[..], &small].concat()).ok();
    assert!(answer.stderr.contains("--overlay values draws nothing"), "{}", answer.stderr);

    // Every file that is damaged is named, not the first alone.
    let files = ["gone.replay", "lost.replay"].map(|name| folder.path().join(name));
    let words = ["record", "--out", "none", "--replay", text(&files[0]), text(&plain), text(&files[1])];
    let answer = sidestep(&words);
    assert_eq!(answer.code, Some(1));
    for part in ["gone.replay", "lost.replay", "2 of 3 files"] {
        assert!(answer.stderr.contains(part), "{part}: {}", answer.stderr);
    }
}

#[test]
fn a_training_becomes_a_reel_and_its_episodes_clips() {
    let folder = folder();
    let run = folder.path().join("run");
    let run = text(&run);
    sidestep(&[
        "train",
        "--level",
        "classic",
        "--algorithm",
        "deep-sarsa",
        "--episodes",
        "30",
        "--out",
        run,
        "--quiet",
    ])
    .ok();
    let small = ["--size", "320x180", "--quiet", "--json", "--fps", "10"];

    let reel = folder.path().join("reel.mp4");
    let answer = sidestep(&[&["record", "--training", run, "--out", text(&reel)][..], &small].concat());
    let answer = answer.ok().json();
    assert_eq!(Probe::of(&reel).frames(), number(&answer, "frames"));

    // As long as a reel is, with the beginning, the end and what happened between them.
    assert_eq!(number(&answer, "frames"), 200, "{answer}");
    let scenes = answer["scenes"].as_array().expect("scenes");
    let reasons = |scene: &Value| scene["reasons"].to_string();
    assert!(scenes.len() > 2 && reasons(&scenes[0]).contains("first"), "{answer}");
    assert!(scenes.last().is_some_and(|scene| scene["episode"] == 30 && reasons(scene).contains("last")), "{answer}");
    let speeds = scenes.iter().map(|scene| scene["steps_per_second"].as_f64().expect("a number"));
    assert!(speeds.into_iter().all(|speed| (1.0..=10.0).contains(&speed)), "{answer}");
    let none = folder.path().join("none.mp4");
    let answer = sidestep(&["record", "--training", run, "--out", text(&none), "--length", "3"]);
    assert!(answer.code == Some(2) && answer.stderr.contains("give --length 4.9 or more"), "{}", answer.stderr);
    assert!(!none.exists());

    // A short one has beginning and end; what has no room is said.
    let clip = |name: &str, more: &[&str]| {
        let path = folder.path().join(name);
        sidestep(&[&["record", "--training", run, "--out", text(&path)][..], &small, more].concat()).ok()
    };
    for (name, length, episodes, said) in
        [("eight.mp4", "8", vec![1, 30], ""), ("six.mp4", "6", vec![30], "give --length 7.6 or more")]
    {
        let answer = clip(name, &["--length", length]);
        let shown = answer.json();
        let shown = shown["scenes"].as_array().expect("scenes").iter().map(|scene| number(scene, "episode"));
        assert_eq!(shown.collect::<Vec<_>>(), episodes, "{length} s");
        assert!(answer.stderr.contains(said) && answer.stderr.is_empty() == said.is_empty(), "{}", answer.stderr);
    }
    // A file for a folder, a folder for a file, and a file as a folder.
    let within = reel.join("clip.mp4");
    for (source, out, said) in [
        (["--replay", run], &none, "it is a folder: give a file"),
        (["--training", text(&reel)], &none, "it is a file: give a folder"),
        (["--training", run], &within, "a part of its path is a file"),
    ] {
        let answer = sidestep(&[&["record", "--out", text(out)][..], &source].concat());
        assert!(answer.code == Some(1) && answer.stderr.contains(said), "{}", answer.stderr);
    }

    let [first, last] = ["000001", "000030"].map(|number| format!("{run}/replays/episode-{number}.replay"));
    let longest = [&first, &last].map(|file| Replay::load(Path::new(file)).expect("kept").steps.len());
    let longest = *longest.iter().max().expect("two") as f64;
    let clip = folder.path().join("clip.gif");
    let beside = ["record", "--replay", &first, "--side-by-side", &last, "--names", "Before,After"];
    let answer = sidestep(&[&beside[..], &["--out", text(&clip), "--speed", "50"], &small].concat());
    let answer = answer.ok().json();
    let expected = 22.0 + 5.0 + (longest * 10.0 / 50.0).ceil() + 12.0;
    assert_eq!(number(&answer, "frames"), expected as u64);

    // A stretch of one that begins with what was got before it, holds its end and comes back to its beginning.
    let steps = Replay::load(Path::new(&first)).expect("kept").steps.len();
    let [from, beyond] = [steps - 4, steps + 1].map(|step| step.to_string());
    let looping = folder.path().join("loop.mp4");
    let words = ["record", "--replay", &first, "--out", text(&looping), "--loop", "--length", "6", "--no-title"];
    let answer = sidestep(&[&words[..], &["--from", &from], &small].concat()).ok().json();
    assert_eq!(number(&answer, "frames"), 60);
    let shown = &answer["scenes"][0]["boards"][0];
    assert_eq!((number(shown, "from"), number(shown, "to")), ((steps - 4) as u64, steps as u64));
    let pictures = decoded(&looping, SIZE);
    assert!(psnr(&pictures[59], &pictures[0]) >= 35.0, "the last frame is the first one");
    let held = &pictures[57];
    assert!(pictures[48..57].iter().all(|picture| psnr(picture, held) >= 35.0), "the result is held for a second");
    assert!(psnr(held, &pictures[0]) < 35.0, "and is another picture");
    for (more, expected) in [
        (["--from", &beyond, "--fps", "1"], "is beyond that"),
        (["--to", &beyond, "--fps", "1"], "is beyond that"),
        (["--from", "3", "--to", "3"], "is not before --to 3"),
    ] {
        let answer = sidestep(&[&["record", "--replay", &first, "--out", text(&none)][..], &more].concat());
        assert!(answer.code == Some(2) && answer.stderr.contains(expected), "{}", answer.stderr);
    }

    // A single byte in another place, and it is no clip but a message.
    let mut bytes = fs::read(&last).expect("kept");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let broken = folder.path().join("broken.replay");
    fs::write(&broken, bytes).expect("written");
    let answer = sidestep(&["record", "--replay", text(&broken), "--out", text(&none)]);
    assert_eq!(answer.code, Some(1));
    assert!(answer.stderr.contains("broken.replay") && !none.exists(), "{}", answer.stderr);
}
