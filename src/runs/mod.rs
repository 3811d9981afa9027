//! The folder of a training run: what it consists of, its episodes, and how they are found again when the run goes on.
//! How a run is trained is no business of this module.
//!
//! The episodes stand in [`EPISODES`], which only this program writes; [`METRICS`] is written from it, for people.

mod error;
mod folder;
mod history;
mod log;
mod metrics;
pub mod reel;
mod table;

pub use error::RunError;
pub use folder::{
    CHECKPOINT, CURVE_PNG, CURVE_SVG, EPISODES, FILES, LEVEL, METRICS, RESUME, SETTINGS, has_settings, overlap,
    resolved, run_folders, saved_level, seed_folder, seed_folders,
};
pub use history::{Recalled, by_episode, recall, returns, set_changed_aside};
pub use log::EpisodeLog;
pub use metrics::{Metrics, join};
