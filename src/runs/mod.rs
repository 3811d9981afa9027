//! Training runs: a plan becomes jobs, one for each seed, which are trained on threads of their own; the folder of a run, its episodes, and
//! how they are found again when it goes on. Opponents are made here, and episodes of a policy are recorded.
//! Who asks for it, and how it is told, is no business of this module.
//!
//! The episodes stand in [`EPISODES`], which only this program writes; [`METRICS`] is written from it, for people.

mod error;
mod folder;
mod greedy;
mod history;
mod log;
mod metrics;
pub mod opponents;
mod plan;
pub mod reel;
mod replays;
mod rollout;
mod settings;
mod space;
mod table;
mod train;
mod trained;
mod worker;

pub use error::RunError;
pub use folder::{CHECKPOINT, CURVE_PNG, CURVE_SVG, EPISODES, LEVEL, METRICS, RESUME, SETTINGS, seed_folders};
pub use greedy::Greedy;
pub use history::{Firsts, Recalled, by_episode, firsts, recall, returns};
pub use metrics::Metrics;
pub use plan::{Job, Length, Plan, Saved, Tell};
pub use rollout::Rollout;
pub use train::Gauge;
pub use trained::{Finished, Lately, TrainedRuns};
