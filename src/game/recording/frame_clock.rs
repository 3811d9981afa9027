//! The clock of a recording: a frame of the window is a frame of the clip, and lasts exactly so long in the window's time.
//! A slow machine records slowly, but the clip is smooth; a fast one waits until the next frame is due.

use std::{
    thread,
    time::{Duration, Instant},
};

use bevy::{prelude::*, time::TimeUpdateStrategy};

use super::ClipRecorder;

/// The end of a frame: here the window waits until the next one is due.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct FrameClockSystems;

pub(super) fn plugin(app: &mut App) {
    // After the runs have left for turbo: they use the time that is waited here.
    app.add_systems(PreUpdate, set_clock)
        .add_systems(Last, wait.in_set(FrameClockSystems).after(crate::game::simulation_clock::SimulationSystems));
}

/// Window time stands under the recording's clock from its first frame to its last.
fn set_clock(mut commands: Commands, recorder: Res<ClipRecorder>, mut is_set: Local<bool>) {
    match (&recorder.running, *is_set) {
        (Some(running), false) => {
            let frame = Duration::from_secs_f64(1.0 / f64::from(running.rate.per_second()));
            commands.insert_resource(TimeUpdateStrategy::ManualDuration(frame));
            *is_set = true;
        }
        (None, true) => {
            commands.insert_resource(TimeUpdateStrategy::Automatic);
            *is_set = false;
        }
        _ => {}
    }
}

fn wait(recorder: Res<ClipRecorder>, mut due: Local<Option<Instant>>) {
    let Some(running) = &recorder.running else {
        *due = None;
        return;
    };
    let frame = Duration::from_secs_f64(1.0 / f64::from(running.rate.per_second()));
    let now = Instant::now();
    let next = due.map_or(now, |due| due + frame);
    if next > now {
        thread::sleep(next - now);
        *due = Some(next);
    } else {
        // What was missed is not made up for.
        *due = Some(now);
    }
}
