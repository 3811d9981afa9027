//! The tick that is looked at, where in it the viewer is, and the way to other ticks.

use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use bevy::prelude::Resource;

use crate::{
    arena::{Milestones, ResumeError, Simulation, SimulationState, TickTrace},
    game::{faults::Fault, job::BackgroundJob},
    lens::{Beside, Followed, Lens, Subject, WalkStop},
    panels::lens::LensEvent,
};

/// Ticks that are looked through for an event at most.
const FAR: u64 = 100_000;

/// What is looked at; nothing while no tick has been reached.
#[derive(Resource, Default)]
pub(super) struct LensSession {
    shown: Option<Shown>,
    way: Option<Way>,
    milestones: Option<Milestones>,
}

/// A tick, and the place of the viewer in it.
pub(super) struct Shown {
    pub(super) trace: TickTrace,
    pub(super) stops: Vec<WalkStop>,
    pub(super) at: usize,
    pub(super) opened: Vec<Subject>,
    /// The step of the episode and the weights that it goes along.
    pub(super) followed: Followed,
    /// The run after it.
    after: Option<SimulationState>,
}

/// Where in a tick the viewer arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    First,
    Last,
}

/// A tick that is being reached in the background.
struct Way {
    job: BackgroundJob<(Milestones, Result<Option<TickTraced>, ResumeError>)>,
    progress: Arc<Progress>,
    arrival: Arrival,
}

#[derive(Default)]
struct Progress {
    done: AtomicU64,
    wanted: AtomicU64,
    is_stopped: AtomicBool,
}

struct TickTraced {
    trace: TickTrace,
    after: Option<SimulationState>,
}

impl Shown {
    fn new(traced: TickTraced, arrival: Arrival) -> Self {
        let lens = Lens { trace: &traced.trace, actor: 0 };
        let followed = lens.followed();
        let stops = lens.walk_along(&followed);
        let at = if arrival == Arrival::First { 0 } else { stops.len() - 1 };
        Self { trace: traced.trace, stops, at, opened: Vec::new(), followed, after: traced.after }
    }

    /// The number in front.
    pub(super) fn subject(&self) -> Subject {
        self.opened.last().copied().unwrap_or_else(|| self.stops[self.at].subject)
    }

    /// To what stands beside the number in front.
    pub(super) fn beside(&mut self, is_next: bool) {
        match self.lens().beside(self.stops[self.at], &self.opened, self.followed, is_next) {
            Some(Beside::Number(subject)) => {
                self.opened.pop();
                self.opened.push(subject);
            }
            Some(Beside::Follow(followed)) => self.follow(followed),
            None => {}
        }
    }

    /// Along another step or weight from here on.
    pub(super) fn follow(&mut self, followed: Followed) {
        self.followed = followed;
        self.stops = self.lens().walk_along(&followed);
    }

    /// The tick as the viewer's actor took part in it.
    pub(super) const fn lens(&self) -> Lens<'_> {
        Lens { trace: &self.trace, actor: 0 }
    }
}

impl LensSession {
    /// A session that begins with the last tick of a run; with its next one where it has made none, or cannot be trained again.
    /// `near` is the run before its last tick, where a state from shortly before that was kept.
    pub(super) fn begin(simulation: &Simulation, near: Option<Simulation>) -> Self {
        let milestones = simulation.provenance().map(|provenance| Milestones::new(provenance.clone()));
        let mut session = Self { shown: None, way: None, milestones };
        let is_reached = near.is_some() || simulation.ticks() == 0 || session.milestones.is_none();
        if is_reached {
            let before = near.as_ref().unwrap_or(simulation).state();
            let traced = before.ok().and_then(|state| trace(&state).ok());
            session.shown = traced.map(|traced| Shown::new(traced, Arrival::First));
        } else {
            session.reach(simulation.ticks(), Arrival::First);
        }
        session
    }

    pub(super) const fn shown(&self) -> Option<&Shown> {
        self.shown.as_ref()
    }

    pub(super) const fn shown_mut(&mut self) -> Option<&mut Shown> {
        self.shown.as_mut()
    }

    /// Whether a tick is being reached.
    pub(super) const fn is_under_way(&self) -> bool {
        self.way.is_some()
    }

    /// How far, 0 to 1.
    pub(super) fn reached(&self) -> Option<f32> {
        let progress = &self.way.as_ref()?.progress;
        let [done, wanted] = [&progress.done, &progress.wanted].map(|number| number.load(Ordering::Relaxed));
        Some(done as f32 / wanted.max(1) as f32)
    }

    /// Stops reaching a tick; what is shown stays.
    pub(super) fn stop(&self) {
        if let Some(way) = &self.way {
            way.progress.is_stopped.store(true, Ordering::Relaxed);
        }
    }

    /// Sets out for a tick, counted from 1.
    pub(super) fn reach(&mut self, tick: u64, arrival: Arrival) {
        if tick == 0 || self.way.is_some() {
            return;
        }
        // The next tick is at hand.
        if let Some(shown) = &mut self.shown
            && tick == shown.trace.tick + 1
            && let Some(traced) = shown.after.take().and_then(|state| trace(&state).ok())
        {
            self.shown = Some(Shown::new(traced, arrival));
            return;
        }
        self.set_out(tick, arrival, |_| true);
    }

    /// Sets out for the next tick in which something happens.
    pub(super) fn find(&mut self, event: LensEvent) {
        let next = self.shown.as_ref().map_or(1, |shown| shown.trace.tick + 1);
        if self.way.is_none() {
            self.set_out(next, Arrival::First, move |simulation| happens(simulation, event));
        }
    }

    fn set_out(&mut self, tick: u64, arrival: Arrival, is_wanted: impl Fn(&Simulation) -> bool + Send + 'static) {
        let Some(mut milestones) = self.milestones.take() else { return };
        let progress = Arc::new(Progress::default());
        progress.wanted.store(tick, Ordering::Relaxed);
        let told = progress.clone();
        let job = BackgroundJob::start(move || {
            let traced = search(&mut milestones, tick..=tick + FAR, &is_wanted, &told);
            (milestones, traced)
        });
        self.way = Some(Way { job, progress, arrival });
    }

    /// Takes what was reached, when it is there.
    ///
    /// # Errors
    /// What went wrong on the way.
    pub(super) fn arrive(&mut self) -> Result<(), Fault> {
        let Some(way) = self.way.take_if(|way| way.job.is_done()) else { return Ok(()) };
        let (milestones, traced) = way.job.result()?;
        self.milestones = Some(milestones);
        if let Some(traced) = traced.map_err(|error| Fault::Lens { finding: error.to_string() })? {
            self.shown = Some(Shown::new(traced, way.arrival));
        }
        Ok(())
    }
}

/// The first of these ticks that is wanted.
fn search(
    milestones: &mut Milestones,
    ticks: std::ops::RangeInclusive<u64>,
    is_wanted: &dyn Fn(&Simulation) -> bool,
    told: &Progress,
) -> Result<Option<TickTraced>, ResumeError> {
    let mut watch = |done: u64| {
        told.done.store(done, Ordering::Relaxed);
        if told.is_stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let Some(mut simulation) = milestones.reach(ticks.start() - 1, &mut watch)? else { return Ok(None) };
    for tick in ticks {
        if watch(tick).is_break() {
            break;
        }
        let before = simulation.state()?;
        simulation.tick();
        if is_wanted(&simulation) {
            return trace(&before).map(Some);
        }
    }
    Ok(None)
}

fn trace(before: &SimulationState) -> Result<TickTraced, ResumeError> {
    let (trace, after) = before.trace()?;
    Ok(TickTraced { trace, after: after.state().ok() })
}

/// Whether the last tick of a run has brought it.
fn happens(simulation: &Simulation, event: LensEvent) -> bool {
    let outcome = simulation.steps_made().next().map(|step| step.outcome);
    match event {
        LensEvent::Hit => outcome.is_some_and(|outcome| outcome.hits > 0),
        LensEvent::Goal => outcome.is_some_and(|outcome| outcome.goal),
        LensEvent::Exploration => simulation.decision(0).is_some_and(|record| !record.decision.greedy),
    }
}
