//! How fast recordings are encoded and how large they become, at 1280x720, of frames such as the window shows:
//! `cargo bench --bench capture`.

#[path = "../tests/it/capture_scene.rs"]
mod scene;

use std::{path::Path, time::Instant};

use criterion::{BatchSize, Criterion, Throughput};
use sidestep::capture::{Format, Frame, FrameRecorder, FrameSize, Quality, Recorded, RecordingOptions};

const SIZE: FrameSize = FrameSize { width: 1280, height: 720 };
/// Two seconds.
const CLIP: usize = 60;

fn frames(count: usize) -> Vec<Frame> {
    (0..count).map(|number| scene::frame(SIZE, number)).collect()
}

/// Start to finish, through the queue, onto the disk.
fn record(folder: &Path, (name, format): (&str, Format), quality: Quality, frames: Vec<Frame>) -> Recorded {
    let mut options = RecordingOptions::new(folder.join(name), format, SIZE);
    options.quality = quality;
    let mut recorder = FrameRecorder::start(&options).expect("it starts");
    for frame in frames {
        recorder.frame(frame).expect("it goes on");
    }
    recorder.finish().expect("it ends")
}

fn formats(criterion: &mut Criterion) {
    let clip = frames(CLIP);
    let mut group = criterion.benchmark_group(format!("Encoding {SIZE}, frames"));
    group.throughput(Throughput::Elements(CLIP as u64)).sample_size(10);
    for target in [("clip.mp4", Format::Mp4), ("clip.gif", Format::Gif), ("frames", Format::Frames)] {
        group.bench_function(target.0, |bencher| {
            bencher.iter_batched(
                || (clip.clone(), tempfile::tempdir().expect("a folder")),
                |(clip, folder)| (record(folder.path(), target, Quality::Standard, clip), folder),
                BatchSize::PerIteration,
            );
        });
    }
    group.finish();
}

/// Ten seconds, once per setting: what a clip takes on a disk, and what one run of it took.
fn sizes() {
    println!("format    quality        bytes   frames/s");
    let frames = frames(300);
    for target in [("clip.mp4", Format::Mp4), ("clip.gif", Format::Gif)] {
        for quality in [Quality::Small, Quality::Standard, Quality::High] {
            let folder = tempfile::tempdir().expect("a folder");
            let frames = frames.clone();
            let start = Instant::now();
            let recorded = record(folder.path(), target, quality, frames);
            let rate = recorded.frames as f64 / start.elapsed().as_secs_f64();
            let quality = format!("{quality:?}");
            println!("{:<9} {quality:<9} {:>10} {rate:>10.0}", target.0, recorded.bytes);
        }
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    formats(&mut criterion);
    criterion.final_summary();
    // `cargo test` wants to know whether it runs, not how fast
    if std::env::args().any(|argument| argument == "--bench") {
        sizes();
    }
}
