//! Where records and replays are kept.

use std::path::PathBuf;

use bevy::prelude::*;

/// The folder; `None` where the system has no place for it.
#[derive(Resource, Clone, Debug, Default)]
pub struct DataFolder(pub Option<PathBuf>);

impl DataFolder {
    /// Its usual place: SIDESTEP_DATA if that is set, else the system's folder for a user's data.
    pub fn usual() -> Self {
        let said = std::env::var_os("SIDESTEP_DATA").map(PathBuf::from);
        Self(said.or_else(|| {
            directories::ProjectDirs::from("", "", "sidestep").map(|folders| folders.data_dir().to_owned())
        }))
    }
}
