//! Writing files so that nothing that existed is lost: beside, flushed, then renamed over the old one.
//! What the bytes mean is the business of the rooms that call this.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

/// Writes `bytes` to `path` in one piece: a reader sees the old file or the new one, never half of it.
///
/// # Errors
/// Whatever the file system answers (missing folder, full disk, no permission); the old file is untouched then.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|refused| refused.error)?;
    Ok(())
}
