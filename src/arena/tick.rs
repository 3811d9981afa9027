//! The schedule `Tick` and the order of its sets: the only way that simulated time advances.
//! What happens in a set stands in the files beside.

use bevy_ecs::{
    prelude::*,
    schedule::{ScheduleLabel, SingleThreadedExecutor},
};

use super::{controllers, learners, report};

/// One step of every arena.
#[derive(ScheduleLabel, Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tick;

/// The five parts of a tick, in their order.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TickSet {
    /// Boards whose episode is over begin a new one; every decider's observations are written.
    Observe,
    /// Each decider answers all of its agents: the action that will be executed, with the values behind it.
    Decide,
    /// Learners now have s, a, r, s' and the very a' that will be executed, as SARSA asks.
    Learn,
    /// Obstacles move, then agents.
    Step,
    /// Ended episodes are summed up and announced.
    Report,
}

/// The schedule with all of its systems. It runs thousands of times a second, where the single-threaded executor costs
/// 0.3 us a run and the multi-threaded one 99 us.
pub(super) fn schedule() -> Schedule {
    let mut schedule = Schedule::new(Tick);
    schedule.set_executor(SingleThreadedExecutor::new());
    schedule
        .configure_sets((TickSet::Observe, TickSet::Decide, TickSet::Learn, TickSet::Step, TickSet::Report).chain());
    learners::add_systems(&mut schedule);
    controllers::add_systems(&mut schedule);
    report::add_systems(&mut schedule);
    schedule
}
