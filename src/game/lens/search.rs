//! The way to a tick, in the background: the run is trained again up to it, and looked through where it is not known which one it is.

use std::{
    ops::{ControlFlow, RangeInclusive},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use crate::{
    arena::{Milestones, RecentStates, ResumeError, Retraining, Simulation, SimulationState, SteppedBoard, TickTrace},
    game::faults::Fault,
    lens::{LearnedError, Lens},
    panels::lens::LensEvent,
    replay::Replay,
};

/// Ticks that are looked through for an event at most.
const FAR: u64 = 100_000;

/// What is looked for.
#[derive(Clone)]
pub(super) enum Sought {
    /// A tick, counted from 1.
    Tick(u64),
    /// The tick that follows a state of the run.
    Following(Arc<SimulationState>),
    /// The next tick, from this one on, in which something happens to the actor.
    Next(LensEvent, u64),
    /// The tick with the actor's largest error among these.
    Largest(RangeInclusive<u64>),
    /// The tick that made a step of a replay, counted from 1.
    Replayed { tick: u64, replay: Arc<Replay>, step: usize },
}

/// A tick, the steps that it learned from, and the run after it.
pub(super) struct TracedTick {
    pub trace: TickTrace,
    /// For each actor, first step first; nothing where they cannot be made again.
    pub past: Vec<Vec<SteppedBoard>>,
    pub after: Option<SimulationState>,
}

/// What came of looking.
pub(super) struct Looked {
    pub found: Option<TracedTick>,
    /// The last tick that was looked at.
    pub last: u64,
    pub is_stopped: bool,
}

/// How far it has come.
#[derive(Default)]
pub(super) struct Progress {
    begun: AtomicU64,
    done: AtomicU64,
    wanted: AtomicU64,
    is_stopped: AtomicBool,
}

impl Progress {
    /// Of a search that is about to begin.
    pub fn of(sought: &Sought) -> Self {
        Self { begun: u64::MAX.into(), wanted: (*sought.ticks().end()).into(), ..Self::default() }
    }

    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// The tick that it has come to, and the share of the way, 0 to 1.
    pub fn reached(&self) -> (u64, f32) {
        let [begun, done, wanted] =
            [&self.begun, &self.done, &self.wanted].map(|number| number.load(Ordering::Relaxed));
        let way = |from: u64| from.saturating_sub(begun) as f32;
        (done, (way(done) / way(wanted).max(1.0)).min(1.0))
    }

    fn tell(&self, done: u64) -> ControlFlow<()> {
        self.begun.fetch_min(done, Ordering::Relaxed);
        self.done.store(done, Ordering::Relaxed);
        self.go_on()
    }

    fn go_on(&self) -> ControlFlow<()> {
        if self.is_stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Sought {
    /// The ticks that are looked through, to the last one at most.
    pub fn ticks(&self) -> RangeInclusive<u64> {
        match self {
            Self::Following(state) => state.ticks() + 1..=state.ticks() + 1,
            Self::Tick(tick) | Self::Replayed { tick, .. } => *tick..=*tick,
            Self::Next(_, from) => *from..=from + (FAR - 1),
            Self::Largest(ticks) => ticks.clone(),
        }
    }

    /// Looks for it in a run. `told` is told the ticks that are done, and says whether to go on.
    pub fn look(&self, milestones: &mut Milestones, actor: usize, told: &Progress) -> Result<Looked, Fault> {
        let mut looked = self.found(milestones, actor, told)?;
        if let Some(found) = &mut looked.found {
            found.past = past_of(&found.trace, milestones, told).unwrap_or_default();
        }
        Ok(looked)
    }

    fn found(&self, milestones: &mut Milestones, actor: usize, told: &Progress) -> Result<Looked, Fault> {
        if let Self::Following(state) = self {
            let before = milestones.settle(SimulationState::clone(state)).map_err(fault)?;
            return Looked::behind(&before).map_err(fault);
        }
        let ticks = self.ticks();
        let train = milestones.train(ticks.start() - 1, &mut |done| told.tell(done));
        let Some(mut run) = train.map_err(fault)? else { return Ok(Looked::stopped(0)) };
        let looked = match self {
            Self::Tick(_) | Self::Following(_) | Self::Replayed { .. } => Looked::at(&mut run),
            Self::Next(event, _) => next(&mut run, ticks, told, |simulation| happens(simulation, *event, actor)),
            Self::Largest(_) => largest(&mut run, ticks, told, actor),
        };
        let looked = looked.map_err(fault)?;
        if let (Self::Replayed { replay, step, tick }, Some(found)) = (self, &looked.found)
            && !replay.is_made_by(*step, &found.trace)
        {
            return Err(Fault::LensStep { tick: *tick });
        }
        Ok(looked)
    }
}

impl Looked {
    const fn stopped(last: u64) -> Self {
        Self { found: None, last, is_stopped: true }
    }

    /// The next tick of a run.
    fn at(run: &mut Retraining) -> Result<Self, ResumeError> {
        Self::behind(&run.settled()?.state()?)
    }

    /// The tick behind a state.
    fn behind(before: &SimulationState) -> Result<Self, ResumeError> {
        let found = TracedTick::after(before)?;
        Ok(Self { last: found.trace.tick, found: Some(found), is_stopped: false })
    }
}

impl TracedTick {
    /// The tick that follows a state.
    pub fn after(before: &SimulationState) -> Result<Self, ResumeError> {
        let (trace, after) = before.trace()?;
        Ok(Self { trace, past: Vec::new(), after: after.state().ok() })
    }
}

/// The steps that a tick learned from, by actors; `None` where they cannot be reached, or it was stopped.
fn past_of(trace: &TickTrace, milestones: &mut Milestones, told: &Progress) -> Option<Vec<Vec<SteppedBoard>>> {
    let lens = |actor| Lens { trace, actor };
    let ticks: Vec<_> = (0..trace.boards.len()).map(|actor| lens(actor).learned_ticks()).collect();
    let first = ticks.iter().filter(|ticks| !ticks.is_empty()).map(|ticks| ticks.start).min()?;
    let mut past = vec![Vec::new(); ticks.len()];
    let mut run = milestones.train(first.checked_sub(1)?, &mut |_| told.go_on()).ok()??;
    for tick in first..trace.tick {
        let boards = run.tick_on_boards().ok()?;
        for ((past, ticks), board) in past.iter_mut().zip(&ticks).zip(boards) {
            if ticks.contains(&tick) {
                past.push(board);
            }
        }
    }
    for (actor, past) in past.iter_mut().enumerate() {
        if !lens(actor).has_learned_on(past) {
            past.clear();
        }
    }
    Some(past)
}

/// The first of these ticks after which the run is wanted.
fn next(
    run: &mut Retraining,
    ticks: RangeInclusive<u64>,
    told: &Progress,
    is_wanted: impl Fn(&Simulation) -> bool,
) -> Result<Looked, ResumeError> {
    let last = *ticks.end();
    let mut recent = RecentStates::new(32, 16);
    for tick in ticks {
        if told.tell(tick).is_break() {
            return Ok(Looked::stopped(tick - 1));
        }
        recent.keep(run.settled()?);
        run.tick()?;
        if is_wanted(run.simulation())
            && let Some(before) = recent.at(tick - 1)?
        {
            let found = TracedTick::after(&before.state()?)?;
            return Ok(Looked { found: Some(found), last: tick, is_stopped: false });
        }
    }
    Ok(Looked { found: None, last, is_stopped: false })
}

/// Of these ticks the one with the largest error.
fn largest(
    run: &mut Retraining,
    ticks: RangeInclusive<u64>,
    told: &Progress,
    actor: usize,
) -> Result<Looked, ResumeError> {
    let last = *ticks.end();
    let (mut found, mut most) = (None, -1.0);
    for tick in ticks {
        if told.tell(tick).is_break() {
            return Ok(Looked::stopped(tick - 1));
        }
        let traced = TracedTick::after(&run.settled()?.state()?)?;
        run.tick()?;
        let error = error_of(&traced.trace, actor).map_or(-1.0, |error| error.value.abs());
        // Of equal ones the first; what is no number is none.
        if error > most {
            (found, most) = (Some(traced), error);
        }
    }
    Ok(Looked { found, last, is_stopped: false })
}

/// What an actor learned from most in a tick.
pub(super) fn error_of(trace: &TickTrace, actor: usize) -> Option<LearnedError> {
    Lens { trace, actor }.largest_error()
}

/// Whether the last tick of a run has brought it to an actor.
fn happens(simulation: &Simulation, event: LensEvent, actor: usize) -> bool {
    let outcome = || Some(simulation.steps_made().find(|step| step.arena as usize == actor)?.outcome);
    match event {
        LensEvent::Hit => outcome().is_some_and(|outcome| outcome.hits > 0),
        LensEvent::Goal => outcome().is_some_and(|outcome| outcome.goal),
        LensEvent::Exploration => simulation.decision(actor).is_some_and(|record| !record.decision.greedy),
        LensEvent::LargestError => false,
    }
}

fn fault(error: ResumeError) -> Fault {
    Fault::Lens { finding: error.to_string() }
}
