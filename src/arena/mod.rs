//! The simulation: arenas, agents and learners as entities of one Bevy `World`, advanced by one schedule, [`Tick`].
//! No window, thread, file or clock here: whoever owns a [`Simulation`] says when it ticks.
//!
//! ```text
//! Observe -> Decide -> Learn -> Step -> Report
//! ```

mod components;
mod controllers;
mod evaluate;
mod history;
mod learners;
pub mod opponents;
mod policy;
mod provenance;
mod reach;
mod record;
mod report;
mod resume;
mod run_code;
mod seats;
mod setup;
mod simulation;
mod tick;
mod trace;
pub mod versus;

pub use controllers::Controller;
pub use evaluate::{evaluate, play, play_watched};
pub use history::{Bucket, History, Metric};
pub use provenance::{Change, Changed, Provenance, Retraining};
pub use reach::{Milestones, RecentStates};
pub use record::{DecisionRecord, EpisodeEnded, EpisodeRecord, LearnerUpdated, Outlook, StepMade};
pub use resume::{ResumeError, SimulationState};
pub use run_code::{CodedLevel, Gives, RunCode, RunCodeError};
pub use setup::{NUMERICS, Setup, SetupError};
pub use simulation::Simulation;
pub use tick::{Tick, TickSet};
pub use trace::{BoardTrace, ReportTrace, SteppedBoard, TickTrace};
