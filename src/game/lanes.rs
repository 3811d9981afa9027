//! The runs that the window shows, side by side: each lane is a simulation of its own with what a viewer wants to know of it.
//! How many ticks they run in a frame is the business of `simulation_clock`.

use std::{
    collections::VecDeque,
    iter, mem, panic, slice,
    sync::Arc,
    time::{Duration, Instant},
};

use bevy::prelude::*;

use super::{
    BackgroundJob,
    board::{FlashKind, Trail, flashes},
    job::CORES,
    replays::EpisodeMemory,
};
use crate::{
    arena::{self, Setup, SetupError, Simulation},
    gridworld::{Cell, Level},
    learning::{Algorithm, Comparison, Hyperparameters, Preset},
    panels::{Draft, LanesDiffer, LevelChoice},
};

/// Points of the curve of speeds at most.
const SPEEDS: usize = 1024;

/// Resets that can be taken back at most: each keeps its runs whole.
const REMEMBERED: usize = 8;

/// What is to be run: what was chosen in the controls, and the level itself.
#[derive(Clone, Debug)]
pub struct RunPlan {
    /// The choices.
    pub draft: Draft,
    /// The board and its rules.
    pub level: Arc<Level>,
}

impl RunPlan {
    /// A comparison of algorithms.
    ///
    /// # Panics
    /// Never: a test makes every comparison.
    pub fn of_comparison(comparison: Comparison, seed: u64) -> Self {
        let level = Level::built_in(comparison.compared().level).expect("comparisons take place on built-in levels");
        Self { draft: Draft::of_comparison(comparison, seed), level: Arc::new(level) }
    }

    /// One run of this setup; what a setup does not say stays as it is in `now`.
    pub(super) fn of_setup(setup: Setup, now: Draft) -> Self {
        let Setup { level, algorithm, observation, hyperparameters, seed } = setup;
        let choice = match Level::built_in(&level.name) {
            Some(built_in) if built_in == *level => LevelChoice::BuiltIn(built_in.name),
            _ => LevelChoice::Edited,
        };
        let mut draft = Draft { level: choice, algorithm, observation, hyperparameters, seed, lanes: 1, ..now };
        // The one from which the fewest settings differ.
        let changed = |preset: &Preset| Draft { preset: *preset, ..draft.clone() }.changed(&level).count();
        draft.preset = Preset::ALL.into_iter().min_by_key(changed).unwrap_or(draft.preset);
        Self { draft, level }
    }

    /// The setup of every lane.
    pub fn setups(&self) -> Vec<Setup> {
        (0..self.draft.lanes.clamp(1, Draft::MOST_LANES)).map(|lane| self.setup_of(lane)).collect()
    }

    /// A fresh run for each lane.
    ///
    /// # Errors
    /// A setup that breaks a rule.
    pub fn build(&self) -> Result<Vec<Lane>, SetupError> {
        self.setups().iter().map(Lane::new).collect()
    }

    fn setup_of(&self, lane: usize) -> Setup {
        let draft = &self.draft;
        let chosen = |seed| Setup {
            level: self.level.clone(),
            algorithm: draft.algorithm,
            observation: draft.observation,
            hyperparameters: draft.hyperparameters.clone(),
            seed,
        };
        match draft.lanes_differ {
            LanesDiffer::Seeds => chosen(draft.seed.wrapping_add(lane as u64)),
            LanesDiffer::Algorithms => {
                let (algorithm, round) = turn(&Algorithm::ALL, draft.algorithm, lane);
                let seed = draft.seed.wrapping_add(round);
                if algorithm == draft.algorithm {
                    chosen(seed)
                } else {
                    Setup::preset(self.level.clone(), algorithm, draft.preset, seed)
                }
            }
            LanesDiffer::SameSettings => {
                let alike: Vec<Algorithm> = draft.algorithm.alike().collect();
                let (algorithm, round) = turn(&alike, draft.algorithm, lane);
                Setup { algorithm, ..chosen(draft.seed.wrapping_add(round)) }
            }
        }
    }
}

/// Whose turn it is when the algorithms take turns from `first` on, and the how many-th round it is, from 0: the lanes of a round
/// share a seed, so that they differ in the algorithm alone.
fn turn(algorithms: &[Algorithm], first: Algorithm, lane: usize) -> (Algorithm, u64) {
    let start = algorithms.iter().position(|&algorithm| algorithm == first).unwrap_or(0);
    (algorithms[(start + lane) % algorithms.len()], (lane / algorithms.len()) as u64)
}

/// One run and what a viewer wants to know of it.
pub struct Lane {
    /// The run.
    pub simulation: Simulation,
    /// The episodes of the first board that are kept.
    pub memory: EpisodeMemory,
    /// The way of the first board's agent in this episode.
    pub trail: Trail,
    /// States from before its last ticks, while it runs slowly enough to be watched.
    past: arena::RecentStates,
    /// Steps per second over the episodes, as `[episode, steps per second]`.
    speeds: Vec<[f64; 2]>,
    /// What the last tick brought on the first board, until a viewer takes it.
    pub event: Option<(FlashKind, Cell)>,
}

impl Lane {
    /// A run before its first tick.
    ///
    /// # Errors
    /// A setup that breaks a rule.
    pub fn new(setup: &Setup) -> Result<Self, SetupError> {
        Simulation::new(setup).map(Self::of)
    }

    /// A run that was made elsewhere: resumed, or with loaded weights.
    pub fn of(simulation: Simulation) -> Self {
        Self {
            memory: EpisodeMemory::of(&simulation),
            simulation,
            trail: Trail::default(),
            past: arena::RecentStates::default(),
            speeds: Vec::new(),
            event: None,
        }
    }

    /// What it was made from, with its level and hyperparameters as they are now.
    pub fn setup(&self) -> &Setup {
        self.simulation.setup().expect("lanes are made from a setup, and only of what learns")
    }

    /// Steps per second over the episodes, as `[episode, steps per second]`, oldest first.
    pub fn speeds(&self) -> &[[f64; 2]] {
        &self.speeds
    }

    /// Notes how fast it runs now, in ticks a second; every second point is dropped when there are too many.
    pub(super) fn note_speed(&mut self, ticks_per_second: f32) {
        if self.speeds.len() >= SPEEDS {
            let mut number = 0;
            self.speeds.retain(|_| {
                number += 1;
                number % 2 == 0
            });
        }
        let steps_per_second = f64::from(ticks_per_second) * self.simulation.arena_count() as f64;
        self.speeds.push([self.simulation.episodes() as f64, steps_per_second]);
    }

    /// One tick of this run.
    pub fn tick(&mut self) {
        if self.simulation.is_over(0) {
            self.trail.clear();
        }
        self.simulation.tick();
        self.memory.listen(&self.simulation);
        if let Some(&cell) = self.simulation.agents_before(0).first() {
            self.trail.push(cell);
        }
    }

    /// States from before its last ticks; none where they were too fast to be watched.
    pub const fn past(&self) -> &arena::RecentStates {
        &self.past
    }

    /// Forgets the states from before its last ticks, as those that follow are too fast to be kept.
    pub(super) fn forget_past(&mut self) {
        self.past.clear();
    }

    /// Notes what the last tick brought, for a flash.
    fn note_event(&mut self) {
        let outcome = self.simulation.steps_made().next().map(|step| step.outcome);
        self.event = flashes(outcome.as_slice(), self.simulation.grid_world(0).agents()).next();
    }
}

/// All lanes in the window.
#[derive(Resource)]
pub struct Lanes {
    /// What no setup says.
    pub(super) chosen: Chosen,
    /// In the order of their numbers, one at least.
    pub all: Vec<Lane>,
    /// The one whose decisions and settings the panels show.
    pub selected: usize,
    /// What resets took away, the last one at the end, to bring it back.
    undo: VecDeque<(Chosen, Vec<Lane>)>,
}

/// What was chosen for lanes besides their setups.
#[derive(Clone)]
pub(super) struct Chosen {
    /// Where their level comes from.
    pub level: LevelChoice,
    preset: Preset,
    /// What they differ in.
    pub lanes_differ: LanesDiffer,
}

impl From<Draft> for Chosen {
    fn from(Draft { level, preset, lanes_differ, .. }: Draft) -> Self {
        Self { level, preset, lanes_differ }
    }
}

impl Lanes {
    /// Fresh lanes for a plan.
    ///
    /// # Errors
    /// A setup that breaks a rule.
    pub fn new(plan: RunPlan) -> Result<Self, SetupError> {
        let all = plan.build()?;
        Ok(Self::of(plan, all))
    }

    /// Lanes that were made from a plan elsewhere, one at least.
    pub(super) fn of(plan: RunPlan, all: Vec<Lane>) -> Self {
        Self { chosen: plan.draft.into(), all, selected: 0, undo: VecDeque::new() }
    }

    /// The setup of the first lane, from which the others differ.
    pub fn setup(&self) -> &Setup {
        self.all[0].setup()
    }

    /// What runs, as it is now: the plan that would lead to it.
    pub fn plan(&self) -> RunPlan {
        let Setup { level, algorithm, observation, hyperparameters, seed } = self.setup().clone();
        let Chosen { level: choice, preset, lanes_differ } = self.chosen.clone();
        let lanes = self.all.len();
        let draft = Draft { level: choice, algorithm, preset, observation, hyperparameters, seed, lanes, lanes_differ };
        RunPlan { draft, level }
    }

    /// Starts the plan over. What was there can be brought back.
    ///
    /// # Errors
    /// A setup that breaks a rule; what runs goes on then.
    pub fn restart(&mut self, plan: RunPlan) -> Result<(), SetupError> {
        let fresh = plan.build()?;
        self.replace(plan.draft.into(), fresh);
        Ok(())
    }

    /// Puts one run that was made elsewhere in the place of all lanes. What was there can be brought back.
    pub fn adopt(&mut self, draft: Draft, simulation: Simulation) {
        self.replace(draft.into(), vec![Lane::of(simulation)]);
    }

    /// Puts lanes that were made from a plan elsewhere, one at least, in the place of all. What was there can be brought back.
    pub(super) fn replace(&mut self, chosen: Chosen, lanes: Vec<Lane>) {
        let before = self.exchange(chosen, lanes);
        if self.undo.len() == REMEMBERED {
            self.undo.pop_front();
        }
        self.undo.push_back(before);
    }

    /// Puts other lanes there, and returns those that were.
    fn exchange(&mut self, chosen: Chosen, lanes: Vec<Lane>) -> (Chosen, Vec<Lane>) {
        let before = (mem::replace(&mut self.chosen, chosen), mem::replace(&mut self.all, lanes));
        self.selected = self.selected.min(self.all.len() - 1);
        before
    }

    /// Whether there is something to bring back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Brings back what the last reset or load took away, and with each further call what was there before. What runs now comes
    /// after the oldest of them, so that none is lost.
    pub fn undo(&mut self) {
        if let Some((chosen, lanes)) = self.undo.pop_back() {
            let before = self.exchange(chosen, lanes);
            self.undo.push_front(before);
        }
    }

    /// Whether the lanes are there to compare algorithms, rather than seeds.
    pub fn differ_in_algorithm(&self) -> bool {
        self.chosen.lanes_differ != LanesDiffer::Seeds
    }

    /// The colour of each lane, counted from 0: one for each algorithm where they differ in that, else one for each lane.
    pub fn colours(&self) -> Vec<usize> {
        if !self.differ_in_algorithm() {
            return (0..self.all.len()).collect();
        }
        let mut seen: Vec<Algorithm> = Vec::new();
        let colour = |lane: &Lane| {
            let algorithm = lane.setup().algorithm;
            seen.iter().position(|other| *other == algorithm).unwrap_or_else(|| {
                seen.push(algorithm);
                seen.len() - 1
            })
        };
        self.all.iter().map(colour).collect()
    }

    /// The lane that the panels show.
    pub fn shown(&self) -> &Lane {
        &self.all[self.selected]
    }

    /// The hyperparameters that act at once, to every lane with the same algorithm; to all where they share their settings.
    pub fn set_live(&mut self, hyperparameters: &Hyperparameters) {
        let algorithm = self.setup().algorithm;
        let all = self.chosen.lanes_differ == LanesDiffer::SameSettings;
        for lane in self.all.iter_mut().filter(|lane| all || lane.setup().algorithm == algorithm) {
            lane.simulation.set_live(hyperparameters);
            lane.memory.note_settings(&lane.simulation);
        }
    }

    /// The same number of ticks on every lane, here and now.
    pub(super) fn run(&mut self, ticks: u32) {
        if ticks > 0 {
            self.all.iter_mut().for_each(|lane| lane.past.keep(&lane.simulation));
        }
        match self.all.as_mut_slice() {
            _ if ticks == 0 => {}
            [only] => run(slice::from_mut(only), ticks),
            _ => self.all = RunningLanes::start(mem::take(&mut self.all), ticks).wait().0,
        }
    }

    /// Puts an edited level under all lanes as they run.
    ///
    /// # Errors
    /// A level that breaks a rule, or one that a learner's network does not fit: that needs a restart.
    pub fn replace_level(&mut self, level: &Arc<Level>) -> Result<(), SetupError> {
        for lane in &mut self.all {
            lane.simulation.replace_level(level)?;
            lane.memory.note_level(&lane.simulation);
        }
        Ok(())
    }
}

/// The same number of ticks on every lane.
fn run(lanes: &mut [Lane], ticks: u32) {
    for lane in lanes {
        for _ in 0..ticks {
            lane.tick();
        }
        lane.note_event();
        // The curves live in the simulation; the single records are for files and replays.
        drop(lane.simulation.drain_episodes());
    }
}

/// Lanes that run in the background, shared out over the machine's cores. They share nothing, so the result does not
/// depend on how.
pub(super) struct RunningLanes(Vec<BackgroundJob<(Vec<Lane>, Duration)>>);

impl RunningLanes {
    /// Starts the same number of ticks on every lane.
    pub fn start(lanes: Vec<Lane>, ticks: u32) -> Self {
        let share = lanes.len().div_ceil(*CORES).max(1);
        let mut rest = lanes.into_iter();
        let shares =
            iter::from_fn(|| Some(rest.by_ref().take(share).collect::<Vec<_>>()).filter(|some| !some.is_empty()));
        let job = |mut lanes: Vec<Lane>| {
            BackgroundJob::start(move || {
                let started = Instant::now();
                run(&mut lanes, ticks);
                (lanes, started.elapsed())
            })
        };
        Self(shares.map(job).collect())
    }

    /// Waits for the lanes, in their order; with them the time that the slowest share of them took.
    pub fn wait(self) -> (Vec<Lane>, Duration) {
        let (mut lanes, mut longest) = (Vec::new(), Duration::ZERO);
        for job in self.0 {
            let (share, took) = job.join().unwrap_or_else(|fault| panic::resume_unwind(fault));
            lanes.extend(share);
            longest = longest.max(took);
        }
        (lanes, longest)
    }
}
