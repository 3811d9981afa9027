//! Recordings as other programs see them: size, count, time, content.

use std::{fs, path::Path};

use sidestep::capture::{self, Format, Frame, FrameRecorder, FrameSize, IfTaken, Recorded, RecordingOptions};

use super::{
    capture_scene::frame,
    capture_tools::{Probe, decoded, delays, psnr, rgb, shown},
};

const SMALL: FrameSize = FrameSize { width: 320, height: 180 };
const HD: FrameSize = FrameSize { width: 1280, height: 720 };

fn record(options: &RecordingOptions, frames: &[Frame]) -> Recorded {
    let mut recorder = FrameRecorder::start(options).expect("it starts");
    for frame in frames {
        recorder.frame(frame.clone()).expect("it goes on");
    }
    let recorded = recorder.finish().expect("it ends");
    assert_eq!(recorded.path, options.path);
    assert_eq!(recorded.frames, frames.len() as u64);
    if recorded.path.is_file() {
        assert_eq!(recorded.bytes, fs::metadata(&recorded.path).expect("it is there").len());
    }
    recorded
}

fn scene(size: FrameSize, count: usize) -> Vec<Frame> {
    (0..count).map(|number| frame(size, number)).collect()
}

fn options(folder: &Path, name: &str, size: FrameSize) -> RecordingOptions {
    let path = folder.join(name);
    let format = Format::of(&path).expect("a known ending");
    RecordingOptions::new(path, format, size)
}

#[test]
fn an_mp4_has_every_frame_and_their_time_to_the_frame() {
    let folder = tempfile::tempdir().expect("a folder");
    for (rate, count) in [(30, 1), (30, 67), (60, 90), (24, 25)] {
        let mut options = options(folder.path(), &format!("{rate}-{count}.mp4"), SMALL);
        options.frames_per_second = rate;
        let recorded = record(&options, &scene(SMALL, count));
        let probe = Probe::of(&recorded.path);
        assert_eq!((probe.frames(), probe.size()), (count as u64, SMALL));
        assert_eq!(probe.stream("r_frame_rate"), format!("{rate}/1"));
        let seconds = count as f64 / f64::from(rate);
        // ffprobe prints six decimals
        assert!((probe.seconds() - seconds).abs() < 1e-6, "{} is {seconds}", probe.seconds());
        assert!((recorded.seconds - seconds).abs() < 1e-9);
    }
}

/// A plain H.264 file as PowerPoint, Keynote and browsers know it, that says what its colours mean.
#[test]
fn an_mp4_is_plain_and_says_what_its_colours_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = record(&options(folder.path(), "clip.mp4", SMALL), &scene(SMALL, 20)).path;
    let probe = Probe::of(&path);
    for (entry, value) in [
        ("codec_name", "h264"),
        ("codec_tag_string", "avc1"),
        ("pix_fmt", "yuv420p"),
        ("color_range", "tv"),
        ("color_space", "bt709"),
        ("color_transfer", "bt709"),
        ("color_primaries", "bt709"),
        // written only by files with an index
        ("nb_frames", "20"),
    ] {
        assert_eq!(probe.stream(entry), value, "{entry}");
    }
    let boxes = top_boxes(&fs::read(path).expect("read"));
    assert_eq!(boxes, ["ftyp", "moov", "uuid", "mdat"], "the index comes first, and no fragments are left");
    let files = fs::read_dir(folder.path()).expect("read").count();
    assert_eq!(files, 1, "what it was written to before has taken its place");
}

/// Names of a file's outermost boxes (ISO/IEC 14496-12, 4.2).
fn top_boxes(mut file: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    while let Some((head, _)) = file.split_at_checked(8) {
        let short = u32::from_be_bytes(head[..4].try_into().expect("four"));
        let length = match short {
            1 => u64::from_be_bytes(file[8..16].try_into().expect("eight")),
            short => short.into(),
        };
        names.push(String::from_utf8_lossy(&head[4..]).into_owned());
        file = &file[usize::try_from(length).expect("short")..];
    }
    assert!(file.is_empty());
    names
}

/// The issue of colours, of chroma and of coding at once: what is decoded, against the PNGs of the same run.
#[test]
fn an_mp4_looks_as_the_pngs_of_the_same_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let frames = scene(HD, 75);
    let pngs = record(&options(folder.path(), "frames", HD), &frames).path;
    let clip = record(&options(folder.path(), "clip.mp4", HD), &frames).path;
    let (pngs, clip) = (decoded(&pngs.join("frame-%06d.png"), HD), decoded(&clip, HD));
    assert_eq!((pngs.len(), clip.len()), (75, 75));
    for (number, (png, picture)) in pngs.iter().zip(&clip).enumerate() {
        assert_eq!(png, &rgb(&frames[number]), "a PNG is exact");
        let decibels = psnr(picture, png);
        assert!(decibels >= 38.0, "frame {number}: {decibels:.1} dB");
    }
}

#[test]
fn sizes_may_be_odd() {
    let folder = tempfile::tempdir().expect("a folder");
    let odd = FrameSize { width: 321, height: 181 };
    let even = FrameSize { width: 322, height: 182 };
    let frames = scene(odd, 9);
    let mp4 = record(&options(folder.path(), "clip.mp4", odd), &frames).path;
    assert_eq!(Probe::of(&mp4).size(), even);
    for (picture, frame) in decoded(&mp4, even).iter().zip(&frames) {
        let rows = picture.chunks_exact(322 * 3).take(181);
        let inside: Vec<u8> = rows.flat_map(|row| row[..321 * 3].to_vec()).collect();
        assert!(psnr(&inside, &rgb(frame)) >= 30.0);
    }
    let gif = record(&options(folder.path(), "clip.gif", odd), &frames).path;
    assert_eq!(Probe::of(&gif).size(), odd);
    let pngs = record(&options(folder.path(), "frames", odd), &frames).path;
    assert_eq!(decoded(&pngs.join("frame-%06d.png"), odd).len(), 9);
}

#[test]
fn a_gif_has_every_frame_and_their_time_and_loops() {
    let folder = tempfile::tempdir().expect("a folder");
    let frames = scene(SMALL, 60);
    let path = record(&options(folder.path(), "clip.gif", SMALL), &frames).path;
    let probe = Probe::of(&path);
    assert_eq!((probe.frames(), probe.size()), (60, SMALL));
    let delays = delays(&path);
    assert_eq!(delays.len(), 60);
    assert!(delays.iter().all(|delay| [3, 4].contains(delay)));
    assert_eq!(delays.iter().sum::<u64>(), 200);
    let file = fs::read(&path).expect("read");
    let forever = b"NETSCAPE2.0\x03\x01\x00\x00\x00";
    assert!(file.windows(forever.len()).any(|bytes| bytes == forever));
    let (by_ffmpeg, by_imagemagick) = (decoded(&path, SMALL), shown(&path, SMALL));
    assert_eq!(by_ffmpeg, by_imagemagick);
    for (picture, frame) in by_ffmpeg.iter().zip(&frames) {
        let decibels = psnr(picture, &rgb(frame));
        assert!(decibels >= 38.0, "{decibels:.1} dB");
    }
}

/// After a title in two colours the whole picture changes, which the title's palette cannot show; then nothing moves.
#[test]
fn a_gif_finds_new_colours_and_stands_still() {
    let folder = tempfile::tempdir().expect("a folder");
    let title = |pixel: usize| {
        if pixel.is_multiple_of(7) { [250, 240, 200, 255] } else { [20, 20, 60, 255] }
    };
    let title = Frame::new(SMALL, (0..320 * 180).flat_map(title).collect()).expect("a frame");
    let hues = |pixel: usize| [(pixel % 320) as u8, (pixel / 320) as u8, (pixel % 320 / 4 + pixel / 640) as u8, 255];
    let hues = Frame::new(SMALL, (0..320 * 180).flat_map(hues).collect()).expect("a frame");
    let frames = [title, hues.clone(), hues];
    let path = record(&options(folder.path(), "clip.gif", SMALL), &frames).path;
    let pictures = decoded(&path, SMALL);
    assert_eq!(pictures, shown(&path, SMALL));
    assert_eq!(pictures[0], rgb(&frames[0]), "two colours are exact");
    let decibels = psnr(&pictures[1], &rgb(&frames[1]));
    assert!(decibels >= 30.0, "24 bits in 255 colours: {decibels:.1} dB");
    assert_eq!(pictures[2], pictures[1]);
}

#[test]
fn a_still_is_exact() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("still.png");
    let frame = frame(HD, 40);
    for name in ["still.png", "still-2.png"] {
        let finishing = capture::still(&path, IfTaken::Number, frame.clone()).expect("it starts");
        let recorded = finishing.wait().expect("written");
        assert_eq!(recorded.path, folder.path().join(name));
        assert_eq!(decoded(&recorded.path, HD), [rgb(&frame)]);
    }
}

/// Ten seconds in 1280x720 of something like the game's board.
#[test]
fn ten_seconds_fit_into_a_slide() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut recorders = ["clip.mp4", "clip.gif"]
        .map(|name| FrameRecorder::start(&options(folder.path(), name, HD)).expect("it starts"));
    for number in 0..300 {
        let frame = frame(HD, number);
        for recorder in &mut recorders {
            recorder.frame(frame.clone()).expect("it goes on");
        }
    }
    let [mp4, gif] = recorders.map(|recorder| recorder.finish().expect("it ends").bytes);
    assert!(mp4 <= 1_500_000, "{mp4} bytes of MP4");
    assert!(gif <= 4_000_000, "{gif} bytes of GIF");
}
