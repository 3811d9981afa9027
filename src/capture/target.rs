//! The place that a recording is made in: taken without ever overwriting, given back if nothing was recorded.

use std::{
    ffi::OsString,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use super::{IfTaken, RecordingError};
use crate::files;

/// Where a recording is made.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The file or folder.
    pub(super) path: PathBuf,
    /// Whether it is there for this recording's sake only.
    made: bool,
}

/// A new file at `path`, or at the next free name: one under which there is no file with one of the endings `beside` either.
pub(super) fn file(path: &Path, if_taken: IfTaken, beside: &[&str]) -> Result<(File, Place), RecordingError> {
    claim(path, if_taken, beside, |path| Ok((File::create_new(path)?, true)))
}

/// An empty folder at `path`, or at the next free name.
pub(super) fn folder(path: &Path, if_taken: IfTaken) -> Result<Place, RecordingError> {
    let empty = |path: &Path| fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none());
    let ((), place) = claim(path, if_taken, &[], |path| match fs::create_dir(path) {
        Err(_) if empty(path) => Ok(((), false)),
        made => Ok((made?, true)),
    })?;
    Ok(place)
}

impl Place {
    /// Takes away what a recording without frames leaves: an empty file or an empty folder.
    pub(super) fn give_back(&self) {
        if self.made {
            // If it cannot be removed, it stays: nothing worse.
            let _ = fs::remove_file(&self.path).or_else(|_| fs::remove_dir(&self.path));
        }
    }
}

fn claim<T>(
    path: &Path,
    if_taken: IfTaken,
    beside: &[&str],
    make: impl Fn(&Path) -> io::Result<(T, bool)>,
) -> Result<(T, Place), RecordingError> {
    let unwritable = |source| RecordingError::Unwritable { path: path.into(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(unwritable)?;
    }
    for number in 1_u32.. {
        let Some(candidate) = numbered(path, number) else { break };
        let mut others = beside.iter().map(|ending| candidate.with_extension(ending));
        if let Some(path) = others.find(|other| files::is_taken(other)) {
            match if_taken {
                IfTaken::Refuse => return Err(RecordingError::Exists { path }),
                IfTaken::Number => continue,
            }
        }
        match make(&candidate) {
            Ok((target, new)) => {
                let place = Place { path: candidate, made: new };
                return Ok((target, place));
            }
            Err(_) if candidate.symlink_metadata().is_ok() => {
                if if_taken == IfTaken::Refuse {
                    break;
                }
            }
            Err(source) => return Err(unwritable(source)),
        }
    }
    Err(RecordingError::Exists { path: path.into() })
}

/// `clip.mp4`, `clip-2.mp4`, `clip-3.mp4`, ...; nothing if the path has no name of its own to count up (`..`).
#[must_use]
pub fn numbered(path: &Path, number: u32) -> Option<PathBuf> {
    if number == 1 {
        return Some(path.into());
    }
    let mut name = OsString::from(path.file_stem()?);
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    Some(path.with_file_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_counted_up_and_nothing_is_opened_twice() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/clip.mp4");
        for name in ["clip.mp4", "clip-2.mp4", "clip-3.mp4"] {
            let (_, place) = file(&path, IfTaken::Number, &[]).expect("a free name");
            assert_eq!(place.path, path.with_file_name(name));
        }
        assert!(matches!(file(&path, IfTaken::Refuse, &[]), Err(RecordingError::Exists { .. })));
        // A clip and its captions have one name.
        for (captions, expected) in [("clip-4.vtt", "clip-5.mp4"), ("clip-6.vtt", "clip-7.mp4")] {
            fs::write(path.with_file_name(captions), "").expect("written");
            let (_, place) = file(&path, IfTaken::Number, &["vtt"]).expect("a free name");
            assert_eq!(place.path, path.with_file_name(expected));
        }
        let clip = path.with_file_name("clip-6.mp4");
        let refused = file(&clip, IfTaken::Refuse, &["vtt"]);
        assert!(matches!(refused, Err(RecordingError::Exists { path }) if path.ends_with("clip-6.vtt")));
        assert!(!clip.exists(), "nothing is begun");
        assert!(matches!(folder_of(&path), Err(RecordingError::Exists { .. })), "a file is no folder");
    }

    fn folder_of(path: &Path) -> Result<Place, RecordingError> {
        super::folder(path, IfTaken::Refuse)
    }

    #[test]
    fn an_empty_folder_that_was_there_stays() {
        let outer = tempfile::tempdir().expect("a folder");
        let (old, new) = (outer.path().join("old"), outer.path().join("new"));
        fs::create_dir(&old).expect("made");
        folder_of(&old).expect("it is empty").give_back();
        folder_of(&new).expect("it is new").give_back();
        assert!(old.is_dir() && !new.exists());
        fs::write(old.join("note"), "").expect("written");
        assert!(matches!(folder_of(&old), Err(RecordingError::Exists { .. })));
    }

    #[test]
    fn what_cannot_be_made_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let file_above = folder.path().join("note");
        fs::write(&file_above, "").expect("written");
        let inside = file(&file_above.join("clip.mp4"), IfTaken::Number, &[]);
        assert!(matches!(inside, Err(RecordingError::Unwritable { .. })));
        assert!(matches!(file(Path::new("/.."), IfTaken::Number, &[]), Err(RecordingError::Exists { .. })));
    }
}
