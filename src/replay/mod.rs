//! What happened, as a file that plays again exactly: replays of episodes and of rounds, recorded while they are played, played back
//! by the rules, kept in folders. No window, thread or clock here; nothing is drawn.
//!
//! ```text
//! Tape, Notes -> Replay -> file -> Replay -> Player
//! ```
//! All of that knows the rules alone, and carries along where a run comes from. What is recorded of simulations and matches, and how they
//! are watched, is in `training`, `rounds` and [`episodes`]; what files of version 1 do not say is inferred in `version_1`.

pub mod episodes;
mod error;
mod file;
mod ghost;
mod header;
mod kept;
mod marker;
mod notes;
mod packed;
mod player;
#[expect(clippy::module_inception, reason = "the module is named for what it holds")]
mod replay;
mod retrace;
mod rounds;
mod schedule;
mod shelf;
mod steps;
mod tape;
mod training;
mod version_1;

pub use episodes::{Episodes, FolderUpdate};
pub use error::{Cause, Difference, ReplayError, ReplayFault};
pub use file::EXTENSION;
pub use ghost::{NoGhost, RecordedGhost};
pub use header::{AgentScore, Header, Origin, Participant, Run, Summary};
pub use kept::{Episode, Kept, LAST};
pub use marker::{Event, Marker};
pub use notes::Notes;
pub use player::Player;
pub use replay::{PROGRAM_VERSION, Replay};
pub use retrace::{InRun, NoRun};
pub use rounds::RoundRecorder;
pub use schedule::Schedule;
pub use shelf::{Entry, Listing, Shelf};
pub use steps::{BoardChange, Intervention, Order, RecordedDecision, Step, Steps};
pub use tape::{LONGEST, Tape, TapeFault};
pub use training::EpisodeRecorder;
