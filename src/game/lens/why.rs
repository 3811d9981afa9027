//! Why one action and not another: worked out beside the window, so that no frame waits for it. The exact optima of the run are solved
//! once.

use std::{
    ops::ControlFlow,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

use bevy::prelude::*;

use super::session::LensSession;
use crate::{
    arena::{ResumeError, Simulation, SimulationState, TickTrace},
    game::{faults::Fault, job::BackgroundJob, notices::Announcer},
    gridworld::{Action, Budget, GridWorld, LeaveOneOut, OptimumError},
    lens::{ActionComparison, Agreement, Lens},
    panels::lens::{LensCommand, OptimumView, WhyView},
};

/// States of the run after the tick in which network and truth are held against each other.
const STATES: u64 = 100;

/// The two actions that are compared, and what is known of them.
#[derive(Resource, Default)]
pub struct WhySession {
    /// The tick and actor that it is about.
    about: Option<(u64, usize)>,
    actions: Option<[Action; 2]>,
    comparison: Option<Compared>,
    agreement: Option<Agreement>,
    optimum: Option<Arc<LeaveOneOut>>,
    refused: Option<String>,
    job: Option<(BackgroundJob<Done>, Arc<Progress>)>,
}

/// A comparison, and whether the optimum was asked, too.
struct Compared {
    comparison: ActionComparison,
    with_optimum: bool,
}

#[derive(Default)]
struct Progress {
    share: AtomicU32,
    is_stopped: AtomicBool,
}

/// What came of a job, and the tick and actor that it was begun for.
struct Done {
    about: (u64, usize),
    what: What,
}

enum What {
    Solved(Result<Arc<LeaveOneOut>, OptimumError>),
    Compared(Compared),
    Agreed(Result<Agreement, ResumeError>),
}

impl Drop for WhySession {
    fn drop(&mut self) {
        if let Some((_, progress)) = &self.job {
            progress.is_stopped.store(true, Ordering::Relaxed);
        }
    }
}

impl WhySession {
    /// Whether something is being worked out.
    pub const fn is_under_way(&self) -> bool {
        self.job.is_some()
    }

    /// What the screen is handed.
    pub fn view(&self) -> WhyView<'_> {
        let optimum = match (&self.optimum, &self.refused, &self.job) {
            (Some(_), ..) => OptimumView::Known,
            (None, Some(reason), _) => OptimumView::Refused(reason),
            (None, None, Some((_, progress))) => {
                OptimumView::Solving(f32::from_bits(progress.share.load(Ordering::Relaxed)))
            }
            (None, None, None) => OptimumView::default(),
        };
        let comparison = self.comparison.as_ref().map(|compared| &compared.comparison);
        WhyView { comparison, optimum, agreement: self.agreement }
    }

    /// Another action takes this place of the two.
    fn next(&mut self, place: usize) {
        let Some(Compared { comparison, .. }) = &self.comparison else { return };
        let mut actions = comparison.actions;
        let other = actions[1 - place];
        let following = (1..Action::COUNT).map(|by| Action::ALL[(actions[place].index() + by) % Action::COUNT]);
        actions[place] = following.into_iter().find(|action| *action != other).unwrap_or(other);
        self.choose(actions);
    }

    fn choose(&mut self, actions: [Action; 2]) {
        if actions[0] != actions[1] {
            self.actions = Some(actions);
        }
    }

    fn take(&mut self, done: Done) -> Result<(), Fault> {
        let is_current = self.about == Some(done.about);
        match done.what {
            What::Solved(Ok(optimum)) => self.optimum = Some(optimum),
            What::Solved(Err(OptimumError::Stopped)) => {}
            What::Solved(Err(error)) => self.refused = Some(error.to_string()),
            What::Compared(compared) if is_current => self.comparison = Some(compared),
            What::Agreed(agreement) if is_current => {
                self.agreement = Some(agreement.map_err(|error| Fault::Lens { finding: error.to_string() })?);
            }
            What::Compared(_) | What::Agreed(_) => {}
        }
        Ok(())
    }

    /// Begins what is missing: first what the network says, then the optimum, then both together, then how often they agree.
    fn go_on(&mut self, session: &LensSession) {
        let Some(shown) = session.shown() else { return };
        let about = (shown.trace.tick, shown.lens().actor);
        if self.about != Some(about) {
            (self.about, self.actions, self.comparison, self.agreement) = (Some(about), None, None, None);
        }
        if self.job.is_some() {
            return;
        }
        let (trace, actor) = (shown.trace.clone(), about.1);
        let board = &shown.lens().board().board;
        let optimum =
            self.optimum.take_if(|optimum| !optimum.is_about(board, 0)).map_or_else(|| self.optimum.clone(), |_| None);
        let actions = self.actions.unwrap_or_else(|| shown.lens().action_and_rival());
        let is_compared = self.comparison.as_ref().is_some_and(|Compared { comparison, with_optimum }| {
            comparison.actions == actions && (*with_optimum || optimum.is_none())
        });
        let progress = Arc::new(Progress::default());
        let job = if !is_compared {
            start(about, move || {
                let lens = Lens { trace: &trace, actor };
                let comparison = lens.compare(actions, optimum.as_deref());
                What::Compared(Compared { comparison, with_optimum: optimum.is_some() })
            })
        } else if optimum.is_none() && self.refused.is_none() {
            let (world, gamma) = (board.clone(), trace.setup.hyperparameters.gamma);
            let told = progress.clone();
            start(about, move || What::Solved(solve(&world, gamma, &told).map(Arc::new)))
        } else if let (None, Some(optimum), Some(after)) = (self.agreement, optimum, shown.after()) {
            let after = SimulationState::clone(after);
            start(about, move || What::Agreed(agree(&trace, actor, &optimum, after)))
        } else {
            return;
        };
        self.job = Some((job, progress));
    }
}

fn start(about: (u64, usize), work: impl FnOnce() -> What + Send + 'static) -> BackgroundJob<Done> {
    BackgroundJob::start(move || Done { about, what: work() })
}

fn solve(world: &GridWorld, gamma: f64, told: &Progress) -> Result<LeaveOneOut, OptimumError> {
    LeaveOneOut::solve(world, 0, gamma, Budget::default(), &mut |share| {
        told.share.store((share as f32).to_bits(), Ordering::Relaxed);
        if told.is_stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
}

/// How often network and truth agree in the states that follow in the run, as the network of this tick sees them.
fn agree(
    trace: &TickTrace,
    actor: usize,
    optimum: &LeaveOneOut,
    after: SimulationState,
) -> Result<Agreement, ResumeError> {
    let mut simulation = Simulation::from_state(after)?;
    let mut worlds = Vec::new();
    for _ in 0..STATES {
        if !simulation.is_over(actor) {
            worlds.push(simulation.grid_world(actor).clone());
        }
        simulation.tick();
        simulation.drain_episodes();
    }
    Ok(Lens { trace, actor }.agreement(optimum, &worlds))
}

pub(super) fn carry_out(mut commands: MessageReader<LensCommand>, mut why: ResMut<WhySession>) {
    for command in commands.read() {
        match *command {
            LensCommand::Compare(actions) => why.choose(actions),
            LensCommand::NextAction(place) => why.next(place),
            _ => {}
        }
    }
}

/// What was worked out is taken, and what is missing is begun.
pub(super) fn follow(mut why: ResMut<WhySession>, session: Res<LensSession>, mut announcer: Announcer) {
    let done = why.job.take_if(|(job, _)| job.is_done());
    if let Some((job, _)) = done {
        let taken = job.result().and_then(|done| why.take(done));
        if let Err(fault) = taken {
            announcer.error(fault);
        }
    }
    why.go_on(&session);
}
