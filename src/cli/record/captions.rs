//! `--captions`: the file beside a clip that says what is shown when. What it says is decided in `game::video`.

use std::{io, path::Path};

use crate::{
    capture::{Recorded, RecordingOptions, web_vtt},
    cli::Failure,
    files::{self, FileError},
};

/// Writes the captions of a clip that was recorded with these options beside it.
///
/// # Errors
/// Something has got that name meanwhile, or the file system refuses.
pub(super) fn write(options: &RecordingOptions, recorded: &Recorded) -> Result<(), Failure> {
    let path = &recorded.path.with_extension("vtt");
    let text = web_vtt(&options.words.captions, recorded.frames, options.frames_per_second);
    files::write_new(path, text.as_bytes()).map_err(|refused| match refused.kind() {
        io::ErrorKind::AlreadyExists => taken(path),
        _ => FileError::writing(path)(refused).into(),
    })
}

/// A name that nothing is written to.
pub(super) fn taken(path: &Path) -> Failure {
    Failure::of_file("exists", path, "it exists already and stays as it is: give another name, or move it away")
}
