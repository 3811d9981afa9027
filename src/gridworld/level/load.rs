//! Reading a level from disk. The only place in the rules that knows a file system.

use super::{Level, LevelError, LevelProblem, limits};
use crate::files;
use std::{fs::File, io::Read, path::Path};

impl Level {
    /// Reads a level file.
    ///
    /// # Errors
    /// When it cannot be read, or is no level that can be played: file, place and remedy.
    pub fn load(path: &Path) -> Result<Self, LevelError> {
        let name = path.display().to_string();
        let failed = |problem| LevelError::new(&name, "the file", problem);
        let unreadable = |error: std::io::Error| failed(LevelProblem::Unreadable { reason: error.to_string() });
        let mut bytes = Vec::new();
        // One byte more than allowed is enough to know that it is too large: a device or a huge file is not read to its end.
        File::open(path)
            .map_err(unreadable)?
            .take(limits::FILE as u64 + 1)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        if bytes.len() > limits::FILE {
            return Err(failed(LevelProblem::FileTooLarge { bytes: bytes.len() }));
        }
        let text = files::text(bytes).map_err(|error| failed(error.into()))?;
        Self::from_toml(&text, &name)
    }
}
