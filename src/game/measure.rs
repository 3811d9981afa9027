//! `sidestep --measure SECONDS`: the window measures itself and prints one JSON object, so that the figures in
//! benches/README.md can be had again.
//! With `--recording` a clip of the window is made meanwhile. What is measured: wall time from the program's start to the first frame, main-thread time of a frame, ticks in the window against ticks without one.

use std::time::{Duration, Instant};

use bevy::prelude::*;
use serde::Serialize;

use super::{Lanes, RunPlan, recording::CameraSystems, simulation_clock};
use crate::panels::RecordingCommand;

/// Frames and ticks before this are not counted: shaders compile and caches fill.
const WARM_UP: Duration = Duration::from_secs(2);
/// How long the ticks without a window are counted.
const HEADLESS: Duration = Duration::from_secs(2);

/// What to measure, and since when the program runs.
#[derive(Resource, Clone, Copy, Debug)]
pub struct MeasureOptions {
    /// How long, after the warm-up.
    pub duration: Duration,
    /// Whether the window is recorded meanwhile.
    pub recording: bool,
    /// When the program started.
    pub program_start: Instant,
}

/// The figures, as printed.
#[derive(Serialize)]
struct Figures {
    lanes: usize,
    actors: usize,
    recording: bool,
    start_to_first_frame_s: f64,
    frames_per_second: f64,
    main_thread_ms_per_frame: f64,
    main_thread_ms_worst: f64,
    ticks_per_second: f64,
    headless_ticks_per_second: f64,
    share_of_headless: f64,
    memory_mb: Option<f64>,
}

/// What has been counted so far.
#[derive(Resource, Default)]
struct Counts {
    first_frame: Option<Duration>,
    began: Option<(Instant, u64)>,
    frame_start: Option<Instant>,
    frames: u32,
    busy: Duration,
    worst: Duration,
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Counts>()
        .add_systems(First, start_frame.after(simulation_clock::come_home).run_if(resource_exists::<MeasureOptions>))
        .add_systems(
            Last,
            (
                end_frame.after(simulation_clock::advance).after(CameraSystems).before(simulation_clock::leave),
                finish.before(simulation_clock::advance),
            )
                .run_if(resource_exists::<MeasureOptions>),
        );
}

fn start_frame(mut counts: ResMut<Counts>) {
    counts.frame_start = Some(Instant::now());
}

fn end_frame(
    mut counts: ResMut<Counts>,
    measure: Res<MeasureOptions>,
    lanes: Res<Lanes>,
    mut recording: MessageWriter<RecordingCommand>,
) {
    let since_start = measure.program_start.elapsed();
    if counts.first_frame.is_none() && measure.recording {
        recording.write(RecordingCommand::Toggle);
    }
    let first = *counts.first_frame.get_or_insert(since_start);
    if since_start < first + WARM_UP {
        return;
    }
    if counts.began.is_none() {
        counts.began = Some((Instant::now(), lanes.shown().simulation.ticks()));
        return;
    }
    if let Some(started) = counts.frame_start {
        let busy = started.elapsed();
        counts.frames += 1;
        counts.busy += busy;
        counts.worst = counts.worst.max(busy);
    }
}

fn finish(counts: Res<Counts>, measure: Res<MeasureOptions>, lanes: Res<Lanes>, mut exit: MessageWriter<AppExit>) {
    let Some((began, ticks)) = counts.began else { return };
    let passed = began.elapsed();
    if passed < measure.duration {
        return;
    }
    let seconds = passed.as_secs_f64();
    let ticks_per_second = (lanes.shown().simulation.ticks() - ticks) as f64 / seconds;
    let headless = headless_ticks_per_second(lanes.plan());
    let figures = Figures {
        lanes: lanes.all.len(),
        actors: lanes.setup().hyperparameters.actors,
        recording: measure.recording,
        start_to_first_frame_s: counts.first_frame.unwrap_or_default().as_secs_f64(),
        frames_per_second: f64::from(counts.frames) / seconds,
        main_thread_ms_per_frame: counts.busy.as_secs_f64() * 1e3 / f64::from(counts.frames.max(1)),
        main_thread_ms_worst: counts.worst.as_secs_f64() * 1e3,
        ticks_per_second,
        headless_ticks_per_second: headless,
        share_of_headless: ticks_per_second / headless,
        memory_mb: resident_memory_mb(),
    };
    match serde_json::to_string(&figures) {
        Ok(json) => println!("{json}"),
        Err(fault) => eprintln!("sidestep: the figures could not be written: {fault}"),
    }
    exit.write(AppExit::Success);
}

/// The same plan without a window, as fast as it goes, while nothing else runs.
fn headless_ticks_per_second(plan: RunPlan) -> f64 {
    let Ok(mut fresh) = Lanes::new(plan) else {
        return f64::NAN;
    };
    let started = Instant::now();
    while started.elapsed() < HEADLESS {
        fresh.run(100);
    }
    fresh.shown().simulation.ticks() as f64 / started.elapsed().as_secs_f64()
}

/// Memory that this process holds, where the system tells (Linux).
fn resident_memory_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
