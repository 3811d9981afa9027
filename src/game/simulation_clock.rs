//! How many ticks a frame runs: none (paused), one (step), a rate, or as many as there is time for (turbo).
//!
//! In turbo the lanes are away in the background while the frame is drawn: they leave in `Last` and are back in
//! `First`, so every other system finds them at home. Each frame they run a whole number of ticks, the same for all lanes, whatever the frame rate.

use std::time::{Duration, Instant};

use bevy::prelude::*;

use super::{
    awake::{Awake, AwakeSystems},
    lanes::{Lane, Lanes, RunningLanes},
    step_clock::{FOLLOWED, StepClock},
};
use crate::panels::{Speed, Tab};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<SimulationClock>()
        .add_systems(First, come_home)
        .add_systems(OnEnter(Tab::Train), resume)
        .add_systems(OnExit(Tab::Train), hold)
        .add_systems(
            PreUpdate,
            (|clock: Res<SimulationClock>, mut awake: ResMut<Awake>| awake.0 |= clock.is_running())
                .in_set(AwakeSystems),
        )
        .add_systems(Last, (advance, leave).chain().in_set(SimulationSystems));
}

/// Runs make their steps here, or leave for turbo.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SimulationSystems;

/// Time the lanes get in each frame of turbo: 12 of the 16.7 ms of a frame at 60 frames a second.
const TURBO_SHARE: Duration = Duration::from_millis(12);
/// However long a frame takes, the lanes are away no longer than this, so that keys stay quick.
const LONGEST_AWAY: Duration = Duration::from_millis(100);

/// Play, pause, speed.
#[derive(Resource)]
pub struct SimulationClock {
    /// Whether time runs, as the person wants it.
    pub playing: bool,
    /// Whether it stands all the same, because another screen is shown: the machine is that screen's then.
    is_held: bool,
    /// How fast it runs when it does.
    pub speed: Speed,
    /// Single steps asked for while paused.
    pub single_steps: u32,
    clock: StepClock,
    /// Ticks that fit into a frame of turbo, as measured.
    fits: f64,
    away: Option<TurboJourney>,
    meter: TickMeter,
}

impl Default for SimulationClock {
    fn default() -> Self {
        Self {
            playing: true,
            // Its screen lets it go on.
            is_held: true,
            speed: Speed::default(),
            single_steps: 0,
            clock: StepClock::default(),
            fits: 16.0,
            away: None,
            meter: TickMeter::default(),
        }
    }
}

impl SimulationClock {
    /// Playing at a speed.
    pub fn new(speed: Speed) -> Self {
        Self { speed, ..Self::default() }
    }

    /// How far the eye is between the last two positions of everything, 0 to 1.
    pub fn progress(&self) -> f32 {
        if self.is_running() && self.is_slow() { self.clock.share() } else { 1.0 }
    }

    /// Whether time runs now.
    pub fn is_running(&self) -> bool {
        self.playing && !self.is_held
    }

    /// Ticks a second of wall time, each lane, over the last half second or so.
    pub fn ticks_per_second(&self) -> f32 {
        self.meter.rate
    }

    /// Whether movement between cells can be followed by eye.
    pub fn is_slow(&self) -> bool {
        !self.is_running() || !self.speed.turbo && self.speed.per_second <= FOLLOWED
    }

    /// Whether the lanes run as fast as the machine can.
    pub fn is_turbo(&self) -> bool {
        self.is_running() && self.speed.turbo
    }
}

/// The lanes' journey in turbo.
struct TurboJourney {
    lanes: RunningLanes,
    ticks: u32,
    left: Instant,
}

/// Counts ticks against wall time.
#[derive(Default)]
struct TickMeter {
    since: Option<Instant>,
    ticks: u64,
    rate: f32,
}

impl TickMeter {
    /// Counts ticks in; whether the rate was measured anew.
    fn count(&mut self, ticks: u32) -> bool {
        let now = Instant::now();
        let since = *self.since.get_or_insert(now);
        self.ticks += u64::from(ticks);
        let passed = now - since;
        if passed > Duration::from_millis(500) {
            self.rate = self.ticks as f32 / passed.as_secs_f32();
            self.since = Some(now);
            self.ticks = 0;
            return true;
        }
        false
    }
}

/// Runs the ticks that are due at a rate or by single steps, here and now: they are few.
pub(super) fn advance(mut clock: ResMut<SimulationClock>, mut lanes: ResMut<Lanes>, time: Res<Time>) {
    let mut ticks = std::mem::take(&mut clock.single_steps);
    if clock.is_running() && !clock.speed.turbo {
        let per_second = clock.speed.per_second;
        clock.clock.run(time.delta_secs_f64(), per_second);
        ticks += clock.clock.take_all();
    }
    lanes.run(ticks);
    if !clock.is_turbo() {
        measure(&mut clock, &mut lanes, ticks);
    }
}

pub(super) fn leave(mut clock: ResMut<SimulationClock>, mut lanes: ResMut<Lanes>) {
    if !clock.is_turbo() {
        return;
    }
    let ticks = clock.fits.max(1.0) as u32;
    lanes.all.iter_mut().for_each(Lane::forget_past);
    let lanes = RunningLanes::start(std::mem::take(&mut lanes.all), ticks);
    clock.away = Some(TurboJourney { lanes, ticks, left: Instant::now() });
}

pub(super) fn come_home(mut clock: ResMut<SimulationClock>, mut lanes: ResMut<Lanes>) {
    let Some(away) = clock.away.take() else { return };
    let drawn = away.left.elapsed();
    let (travellers, worked) = away.lanes.wait();
    lanes.all = travellers;
    measure(&mut clock, &mut lanes, away.ticks);

    // The next journey lasts as long as drawing took anyway, but at least the share that turbo is promised.
    let wanted = drawn.clamp(TURBO_SHARE, LONGEST_AWAY).as_secs_f64();
    let fits = f64::from(away.ticks) * wanted / worked.as_secs_f64().max(1e-6);
    clock.fits = fits.clamp(1.0, clock.fits * 2.0);
}

/// The runs go on where they stood when their screen was left.
fn resume(mut clock: ResMut<SimulationClock>) {
    clock.is_held = false;
}

/// Runs stand while another screen than theirs is shown.
fn hold(mut clock: ResMut<SimulationClock>) {
    clock.is_held = true;
}

fn measure(clock: &mut SimulationClock, lanes: &mut Lanes, ticks: u32) {
    if clock.meter.count(ticks) && clock.is_running() {
        for lane in &mut lanes.all {
            lane.note_speed(clock.meter.rate);
        }
    }
}
