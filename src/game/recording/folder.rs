//! Where recordings go, and how they are called.

use std::{
    fs, io,
    path::PathBuf,
    process::{Command, Stdio},
    thread,
};

use bevy::prelude::*;

use super::frame_thread::FrameError;
use crate::{game::Fault, names};

/// Shows the folder that it is given.
const FILE_MANAGER: &str = if cfg!(windows) {
    "explorer"
} else if cfg!(target_os = "macos") {
    "open"
} else {
    "xdg-open"
};

/// The folder of recordings; `None` where the system has no place for them.
#[derive(Resource, Clone, Debug, Default)]
pub struct RecordingFolder(pub Option<PathBuf>);

impl RecordingFolder {
    /// Its usual place: `recordings` in SIDESTEP_DATA if that is set, else `Sidestep` among the person's videos, else among the
    /// program's data.
    pub fn usual() -> Self {
        if let Some(said) = std::env::var_os("SIDESTEP_DATA") {
            return Self(Some(PathBuf::from(said).join("recordings")));
        }
        let videos = directories::UserDirs::new().and_then(|folders| Some(folders.video_dir()?.join("Sidestep")));
        let data =
            || directories::ProjectDirs::from("", "", "sidestep").map(|folders| folders.data_dir().join("recordings"));
        Self(videos.or_else(data))
    }

    /// Shows it in the system's file manager.
    pub(in crate::game) fn open(&self) -> Result<(), Fault> {
        let Some(folder) = &self.0 else { return Err(Fault::recording(FrameError::Folder)) };
        let failed =
            |error: io::Error| Fault::Folder { folder: folder.display().to_string(), finding: error.to_string() };
        fs::create_dir_all(folder).map_err(failed)?;
        let mut manager = Command::new(FILE_MANAGER);
        let mut child = manager.arg(folder).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(failed)?;
        // Nobody else asks how it ended.
        thread::spawn(move || child.wait());
        Ok(())
    }

    /// The path of a new recording of a level, or of something else that has a name. One that is taken is counted up by whoever writes.
    pub(in crate::game) fn path(&self, level: &str, ending: &str) -> Result<PathBuf, FrameError> {
        let folder = self.0.as_ref().ok_or(FrameError::Folder)?;
        let name = names::file_stem(&format!("sidestep-{level}"));
        Ok(folder.join(if ending.is_empty() { name } else { format!("{name}.{ending}") }))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn a_recording_stays_in_its_folder_whatever_its_level_is_called() {
        let folder = RecordingFolder(Some("clips".into()));
        for (level, ending, path) in [
            ("my rush", "mp4", "clips/sidestep-my-rush.mp4"),
            ("../../etc/passwd", "gif", "clips/sidestep-etc-passwd.gif"),
            ("/tmp/x", "", "clips/sidestep-tmp-x"),
        ] {
            assert_eq!(folder.path(level, ending).expect("there is a folder"), Path::new(path));
        }
    }
}
