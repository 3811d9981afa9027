//! Files that a command writes where a person says: what is there already is replaced only with `--force`.

use std::{io, path::Path};

use super::Failure;
use crate::files;

/// Refuses a name that is taken, before there is anything to write.
///
/// # Errors
/// When something has that name, be it a link that leads nowhere, and `force` does not say that it may go.
pub fn refuse_taken(path: &Path, force: bool) -> Result<(), Failure> {
    if files::is_taken(path) && !force {
        return Err(Failure::Exists { path: path.to_owned() });
    }
    Ok(())
}

/// Writes a file in one piece; with `force` in place of what has its name.
///
/// # Errors
/// As [`refuse_taken`], should the name have been taken meanwhile, and when the file system refuses.
pub fn put(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    let written = if force { files::write_atomically(path, bytes) } else { files::write_new(path, bytes) };
    written.map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists if !force => Failure::Exists { path: path.to_owned() },
        _ => Failure::Write { path: path.to_owned(), source },
    })
}
