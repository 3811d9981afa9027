//! The first minute of a fresh window: slow enough to see what the agent does, then ever faster until it has learned the level, then slow
//! again to show what it learned. It ends as soon as the person takes the speed in hand.

use bevy::prelude::*;

use crate::{
    arena::Metric,
    game::{Lanes, SimulationClock},
    panels::Speed,
};

/// Seconds at the first, slow speed.
const SLOW: f32 = 5.0;
/// Steps per second, slow and fast.
const WATCHING: f32 = 6.0;
const LEARNING: f32 = 1500.0;
/// From one second to the next while it gets faster.
const QUICKENING: f32 = 1.5;
/// The last hundred episodes that count as learned: a goal, unhurt, in this share of them.
const LEARNED: f32 = 0.97;

/// The opening is on, for so many seconds.
#[derive(Resource)]
pub struct Opening {
    seconds: f32,
    set: Option<Speed>,
    /// The person's own speed: the opening's are not kept.
    pub chosen: Speed,
}

impl Opening {
    /// Before its first second; `chosen` is the person's own speed.
    pub const fn new(chosen: Speed) -> Self {
        Self { seconds: 0.0, set: None, chosen }
    }
}

/// The person has learned enough of the opening: it is over.
pub fn end(commands: &mut Commands) {
    commands.remove_resource::<Opening>();
}

pub(super) fn conduct(
    mut commands: Commands,
    mut opening: ResMut<Opening>,
    mut clock: ResMut<SimulationClock>,
    lanes: Res<Lanes>,
    time: Res<Time>,
) {
    if opening.set.is_some_and(|set| set != clock.speed) {
        return end(&mut commands);
    }
    if !clock.is_running() {
        return;
    }
    opening.seconds += time.delta_secs();
    let history = lanes.shown().simulation.history();
    let is_learned = history.episodes() >= 100 && history.recent(Metric::HitFree).is_some_and(|share| share >= LEARNED);
    let per_second = if is_learned || opening.seconds < SLOW {
        WATCHING
    } else {
        (WATCHING * QUICKENING.powf(opening.seconds - SLOW)).min(LEARNING)
    };
    clock.speed = Speed { per_second, turbo: false };
    opening.set = Some(clock.speed);
    if is_learned {
        end(&mut commands);
    }
}
