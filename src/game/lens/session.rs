//! The tick that is looked at, where in it the viewer is, and the way to other ticks.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use bevy::prelude::Resource;

use super::search::{Looked, Progress, Sought, TracedTick, error_of};
use crate::{
    arena::{Milestones, SimulationState, SteppedBoard, TickTrace},
    game::{faults::Fault, job::BackgroundJob, lanes::Lane},
    lens::{Beside, FollowChoice, Followed, Lens, StopKind, Subject, WalkStop},
    panels::lens::{LensEvent, LensNote, LensProgress},
    replay::{InRun, Replay},
};

/// Ticks that are looked through for the largest error.
const LOOKED_BACK: u64 = 1000;

/// What is looked at; nothing while no tick has been reached.
#[derive(Resource, Default)]
pub struct LensSession {
    shown: Option<VisitedTick>,
    way: Option<Way>,
    milestones: Option<Milestones>,
    /// Whose part of the tick.
    actor: usize,
    /// What the viewer follows in all ticks.
    chosen: FollowChoice,
    /// The last tick that was made before it was opened; of a replay, that of its last step.
    pub made: u64,
    /// Whether it was opened on a step of a replay.
    pub is_of_replay: bool,
    /// What came of the last search, and the tick that was shown then.
    note: Option<(Option<u64>, LensNote)>,
    /// Why no tick is shown.
    pub fault: Option<Fault>,
}

/// A tick, and the place of the viewer in it.
pub struct VisitedTick {
    /// Its numbers, shared with what is worked out of them beside the window.
    pub trace: Arc<TickTrace>,
    /// Its small steps.
    pub stops: Vec<WalkStop>,
    /// Which of them is looked at.
    pub at: usize,
    /// What was opened one out of the other from there on.
    pub opened: Vec<Subject>,
    /// The step of the episode and the weights that it goes along.
    pub followed: Followed,
    /// Whose part of the tick it is.
    pub actor: usize,
    /// The steps that it learned from, by actors.
    past: Vec<Vec<SteppedBoard>>,
    /// The run after it.
    after: Option<Arc<SimulationState>>,
}

/// Where in a tick the viewer arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    First,
    Last,
    /// At the small step of this kind.
    At(StopKind),
    /// At its largest error.
    Error,
}

/// What takes no longer is there at once.
const SOON: Duration = Duration::from_millis(150);

/// A tick that is being looked for.
struct Way {
    begun: Instant,
    job: BackgroundJob<(Milestones, Result<Looked, Fault>)>,
    progress: Told,
    sought: Sought,
    arrival: Arrival,
}

/// How far it is. Once nobody waits for it any more, it ends.
struct Told(Arc<Progress>);

impl Drop for Told {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl VisitedTick {
    fn new(
        TracedTick { trace, past, after }: TracedTick,
        arrival: Arrival,
        actor: usize,
        chosen: &mut FollowChoice,
    ) -> Self {
        let actor = actor.min(trace.boards.len() - 1);
        let lens = Lens { trace: &trace, actor };
        let error = error_of(&trace, actor).filter(|_| arrival == Arrival::Error);
        chosen.step = error.map(|error| error.step).or(chosen.step);
        let followed = lens.followed_as(*chosen);
        let stops = lens.walk_along(&followed);
        let (opened, after) = (Vec::new(), after.map(Arc::new));
        let mut shown = Self { stops, at: 0, opened, followed, actor, past, after, trace: trace.into() };
        match arrival {
            Arrival::First => {}
            Arrival::Last => shown.at = shown.stops.len() - 1,
            Arrival::At(kind) => shown.turn_to(kind),
            Arrival::Error => error.into_iter().for_each(|error| shown.turn_to(error.kind)),
        }
        shown
    }

    /// To the small step of a kind, if there is one.
    fn turn_to(&mut self, kind: StopKind) {
        self.at = self.stops.iter().position(|stop| stop.kind == kind).unwrap_or(self.at);
    }

    /// The number in front.
    pub fn subject(&self) -> Subject {
        self.opened.last().copied().unwrap_or_else(|| self.stops[self.at].subject)
    }

    /// Along another step or weight.
    fn follow(&mut self, followed: Followed) {
        self.followed = followed;
        self.stops = self.lens().walk_along(&followed);
    }

    /// The run after the tick; nothing where it could not be kept.
    pub(super) const fn after(&self) -> Option<&Arc<SimulationState>> {
        self.after.as_ref()
    }

    /// The steps that the viewer's actor learned from, the episode's first one first; nothing where they are not known.
    #[must_use]
    pub fn past(&self) -> &[SteppedBoard] {
        self.past.get(self.actor).map_or(&[], Vec::as_slice)
    }

    /// The tick as the viewer's actor took part in it.
    pub fn lens(&self) -> Lens<'_> {
        Lens { trace: &self.trace, actor: self.actor }
    }

    /// The same small step of another actor's part, or the first.
    fn of_actor(&mut self, actor: usize, chosen: FollowChoice) {
        let kind = self.stops[self.at].kind;
        self.actor = actor.min(self.trace.boards.len() - 1);
        self.follow(self.lens().followed_as(chosen));
        self.at = 0;
        self.opened.clear();
        self.turn_to(kind);
    }
}

impl LensSession {
    /// A session that begins with the last tick of a run; with its next one where it has made none, or where its last one
    /// cannot be made again.
    pub(super) fn of_run(lane: &Lane) -> Self {
        let (simulation, past) = (&lane.simulation, lane.past());
        let made = simulation.ticks();
        let mut session = Self { milestones: Milestones::of(simulation, past).ok(), made, ..Self::default() };
        let is_lost = simulation.provenance().is_none() && past.first().is_none_or(|first| first >= made);
        session.reach(if made == 0 || is_lost { made + 1 } else { made }, Arrival::First);
        session
    }

    /// A session that begins with the tick that made a step of a replay, counted from 1.
    pub(super) fn of_replay(InRun { provenance, begin }: InRun, replay: Arc<Replay>, step: usize) -> Self {
        let made = begin + replay.steps.len() as u64;
        let milestones = Some(Milestones::new(provenance));
        let mut session = Self { milestones, made, is_of_replay: true, actor: Replay::ACTOR, ..Self::default() };
        session.set_out(Sought::Replayed { tick: begin + step as u64, replay, step }, Arrival::First);
        session
    }

    /// What is shown, for a file's name: the run and the tick.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        let TickTrace { tick, setup, .. } = &*self.shown.as_ref()?.trace;
        Some(format!("{}-{}-seed-{}-tick-{tick}", setup.level.name, setup.algorithm, setup.seed))
    }

    /// The tick that is shown, where one has been reached.
    pub const fn shown(&self) -> Option<&VisitedTick> {
        self.shown.as_ref()
    }

    pub(super) const fn shown_mut(&mut self) -> Option<&mut VisitedTick> {
        self.shown.as_mut()
    }

    /// Whether a tick is being reached.
    pub const fn is_under_way(&self) -> bool {
        self.way.is_some()
    }

    /// How far.
    pub fn progress(&self) -> Option<LensProgress> {
        let (tick, share) = self.way.as_ref()?.progress.0.reached();
        Some(LensProgress { tick, share })
    }

    /// Whether it takes so long that a person wants to see how far it is.
    pub(super) fn takes_long(&self) -> bool {
        self.way.as_ref().is_some_and(|way| way.begun.elapsed() > SOON)
    }

    /// What came of the last search, as long as the tick is shown that was shown then.
    pub fn note(&self) -> Option<LensNote> {
        let tick = self.shown.as_ref().map(|shown| shown.trace.tick);
        self.note.filter(|(then, _)| *then == tick).map(|(_, note)| note)
    }

    /// Stops reaching a tick; what is shown stays.
    pub(super) fn stop(&self) {
        if let Some(way) = &self.way {
            way.progress.0.stop();
        }
    }

    /// Sets out for a tick, counted from 1.
    pub(super) fn reach(&mut self, tick: u64, arrival: Arrival) {
        if tick == 0 {
            self.tell(LensNote::Beginning);
            return;
        }
        // The next tick is at hand, but a whole episode of updates takes longer than a frame to explain.
        let after =
            self.shown.as_ref().filter(|shown| tick == shown.trace.tick + 1).and_then(|shown| shown.after.clone());
        self.set_out(after.map_or(Sought::Tick(tick), Sought::Following), arrival);
    }

    /// Sets out for the next tick in which something happens, or for the largest error of the run's last ticks.
    pub(super) fn find(&mut self, event: LensEvent) {
        let next = self.shown.as_ref().map_or(1, |shown| shown.trace.tick + 1);
        let (sought, arrival) = match event {
            LensEvent::Hit | LensEvent::Goal => (Sought::Next(event, next), Arrival::At(StopKind::Reward)),
            LensEvent::Exploration => (Sought::Next(event, next), Arrival::At(StopKind::Draw)),
            LensEvent::LargestError => {
                // Of a run that cannot be trained again from its seed, what was kept.
                let kept = self.milestones.as_ref().map_or(1, Milestones::first);
                let last = self.made.max(kept);
                (Sought::Largest(last.saturating_sub(LOOKED_BACK - 1).max(kept)..=last), Arrival::Error)
            }
        };
        self.set_out(sought, arrival);
    }

    /// To what stands beside the number in front.
    pub(super) fn beside(&mut self, is_next: bool) {
        let Some(shown) = &mut self.shown else { return };
        match shown.lens().beside(shown.stops[shown.at], &shown.opened, shown.followed, is_next) {
            Some(Beside::Number(subject)) => {
                shown.opened.pop();
                shown.opened.push(subject);
            }
            Some(Beside::Follow(followed)) => self.follow(followed),
            None => {}
        }
    }

    /// Along another step or weight from here on, in other ticks as well.
    pub(super) fn follow(&mut self, followed: Followed) {
        if let Some(shown) = &mut self.shown {
            self.chosen.turn(shown.followed, followed);
            shown.follow(followed);
        }
    }

    /// Another actor's part of the tick.
    pub(super) fn turn_to(&mut self, actor: usize) {
        self.actor = actor;
        self.note = None;
        if let Some(shown) = &mut self.shown {
            shown.of_actor(actor, self.chosen);
        }
    }

    fn set_out(&mut self, sought: Sought, arrival: Arrival) {
        let Some(mut milestones) = self.milestones.take() else { return };
        let progress = Arc::new(Progress::of(&sought));
        let (told, wanted, actor) = (progress.clone(), sought.clone(), self.actor);
        let job = BackgroundJob::start(move || {
            let looked = wanted.look(&mut milestones, actor, &told);
            (milestones, looked)
        });
        self.way = Some(Way { begun: Instant::now(), job, progress: Told(progress), sought, arrival });
    }

    /// Takes what was found, when it is there.
    ///
    /// # Errors
    /// What went wrong on the way.
    pub(super) fn arrive(&mut self) -> Result<(), Fault> {
        let Some(Way { job, sought, arrival, .. }) = self.way.take_if(|way| way.job.is_done()) else { return Ok(()) };
        let (milestones, looked) = job.result()?;
        self.milestones = Some(milestones);
        let Looked { found, last, is_stopped } = match looked {
            // The page says it where there is nothing else on it.
            Err(fault) if self.shown.is_none() => {
                self.fault = Some(fault);
                return Ok(());
            }
            looked => looked?,
        };
        let first = *sought.ticks().start();
        let event = match sought {
            Sought::Next(event, _) => Some(event),
            Sought::Largest(_) => Some(LensEvent::LargestError),
            Sought::Tick(_) | Sought::Following(_) | Sought::Replayed { .. } => None,
        };
        let is_found = found.is_some();
        if let Some(found) = found {
            self.shown = Some(VisitedTick::new(found, arrival, self.actor, &mut self.chosen));
        }
        match event {
            Some(LensEvent::LargestError) if is_found => self.tell(LensNote::Largest { first, last }),
            Some(event) if !is_found => self.tell(LensNote::NotFound { event, first, last, is_stopped }),
            _ => {}
        }
        Ok(())
    }

    fn tell(&mut self, note: LensNote) {
        self.note = Some((self.shown.as_ref().map(|shown| shown.trace.tick), note));
    }
}
