//! Files without loss: written beside, flushed, then renamed; what is there is replaced only where that is asked for.
//! What the bytes mean is the business of the rooms that call this; the encoding of text is in `text`.

mod text;

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use flate2::Crc;
use tempfile::NamedTempFile;
use thiserror::Error;

pub use text::{NotText, text};

/// A file that the file system refuses, or whose name is taken.
#[derive(Debug, Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("cannot read {}: {source}. {}", path.display(), reading_remedy(source))]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// It cannot be written.
    #[error("cannot write {}: {source}. {}", path.display(), remedy(source))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// Something has its name, and stays.
    #[error("{} exists already and stays as it is: give another name to --out, or replace it (--force)", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
}

/// What a person does about a file that cannot be read.
fn reading_remedy(refused: &io::Error) -> &'static str {
    match refused.kind() {
        io::ErrorKind::IsADirectory => "It is a folder: give the name of a file.",
        _ => "Check that it exists and that you may read it.",
    }
}

/// What a person does about a file that cannot be written.
fn remedy(refused: &io::Error) -> &'static str {
    match refused.kind() {
        io::ErrorKind::IsADirectory => "It is a folder: give the name of a file.",
        io::ErrorKind::NotADirectory => "A part of its path is a file: choose another folder.",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "Free some space, or choose another place.",
        io::ErrorKind::FileTooLarge => "Choose a place where files may be larger.",
        _ => "Choose a folder that you may write to and that has room.",
    }
}

impl FileError {
    /// What the file system answers when this path is read, with the path.
    pub fn reading(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Read { path, source }
    }

    /// What the file system answers when this path is written, with the path.
    pub fn writing(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Write { path, source }
    }
}

/// A file's bytes.
///
/// # Errors
/// When it cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(FileError::reading(path))
}

/// A file's bytes; `None` if there is no such file.
///
/// # Errors
/// When it is there and cannot be read.
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, FileError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(FileError::reading(path)(error)),
    }
}

/// What lies in a folder, in no order; nothing where there is no such folder.
///
/// # Errors
/// When it is there and cannot be read.
pub fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        entries => entries?.map(|entry| Ok(entry?.path())).collect(),
    }
}

/// The CRC-32 of some bytes: it notices every change of up to 32 neighbouring bits.
#[must_use]
pub fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// Appends the checksum of all that is there, little-endian.
pub fn seal(bytes: &mut Vec<u8>) {
    bytes.extend(checksum(bytes).to_le_bytes());
}

/// What was sealed, if it is as it was.
#[must_use]
pub fn unsealed(bytes: &[u8]) -> Option<&[u8]> {
    let (whole, sum) = bytes.split_last_chunk::<4>()?;
    (checksum(whole) == u32::from_le_bytes(*sum)).then_some(whole)
}

/// Writes a file in one piece; with `force` in place of what has its name.
///
/// # Errors
/// When the name is taken and `force` does not say that it may go, and when the file system refuses.
pub fn put(path: &Path, bytes: &[u8], force: bool) -> Result<(), FileError> {
    let written = if force { write_atomically(path, bytes) } else { write_new(path, bytes) };
    written.map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists if !force => FileError::Exists { path: path.to_owned() },
        _ => FileError::writing(path)(source),
    })
}

/// Refuses a name that is taken, before there is anything to write.
///
/// # Errors
/// When something has that name, be it a link that leads nowhere, and `force` does not say that it may go.
pub fn refuse_taken(path: &Path, force: bool) -> Result<(), FileError> {
    if is_taken(path) && !force {
        return Err(FileError::Exists { path: path.to_owned() });
    }
    Ok(())
}

/// Writes `bytes` to `path` in one piece: a reader sees the old file or the new one, never half of it. Where the path is a
/// link to a file, that file is replaced and the link stays.
///
/// # Errors
/// Whatever the file system answers (missing folder, full disk, no permission); the old file is untouched then.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = match path.symlink_metadata() {
        Ok(found) if found.is_symlink() => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
        _ => path.to_owned(),
    };
    written_beside(&target, bytes)?.persist(&target).map_err(|refused| refused.error)?;
    Ok(())
}

/// As [`write_atomically`], but only where there is nothing yet.
///
/// # Errors
/// As there; `AlreadyExists` where there is something, be it a link that leads nowhere.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    written_beside(path, bytes)?.persist_noclobber(path).map_err(|refused| refused.error)?;
    Ok(())
}

/// Whether anything has this name, be it a link that leads nowhere.
#[must_use]
pub fn is_taken(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// A new file with these bytes, flushed, in the folder of `path`, which is made if it is not there.
fn written_beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(|refused| match refused.kind() {
        // A file where the folder should be; `AlreadyExists` speaks of the file that is to be written.
        io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
        _ => refused,
    })?;
    let beside = beside(folder)?;
    // Written through the file itself: the wrapper's errors name the temporary file, which nobody has heard of.
    beside.as_file().write_all(bytes)?;
    beside.as_file().sync_all()?;
    Ok(beside)
}

/// A new file in `folder` that is gone unless it is persisted. It has the permissions that the user's umask gives to files.
///
/// # Errors
/// Whatever the file system answers.
pub fn beside(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().make_in(folder, |path| File::create_new(path))
}

/// A file that could not be used and was moved out of the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where it was.
    pub file: PathBuf,
    /// Where it is now; `None` if it could not be renamed and lies where it was. Nothing may be saved over it then.
    pub aside: Option<PathBuf>,
    /// What is wrong with it, in words.
    pub finding: String,
}

impl SetAside {
    /// Moves the file at `path`, with which something is wrong, out of the way.
    #[must_use]
    pub fn of(path: &Path, finding: String) -> Self {
        Self { file: path.to_owned(), aside: set_aside_as(path, "damaged").ok(), finding }
    }
}

/// The most files that are set aside under one name.
const ASIDE: u32 = 1000;

/// Moves a file out of the way for a reason in one word: to the first free `NAME.REASON-N.EXTENSION` beside it; where it is
/// now.
///
/// # Errors
/// Whatever the file system answers, or that there are too many already; the file lies where it was then.
pub fn set_aside_as(path: &Path, reason: &str) -> io::Result<PathBuf> {
    let named = |number: u32| {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        path.with_extension(format!("{reason}-{number}.{extension}").trim_end_matches('.'))
    };
    let aside = (1..=ASIDE)
        .map(named)
        .find(|aside| !is_taken(aside))
        .ok_or_else(|| io::Error::new(io::ErrorKind::AlreadyExists, "too many files were set aside here"))?;
    fs::rename(path, &aside)?;
    Ok(aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_is_as_others_are() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("new/deep/file");
        write_atomically(&path, b"first").expect("written");
        write_atomically(&path, b"second").expect("written again");
        assert_eq!(fs::read(&path).expect("read"), b"second");
        assert_eq!(fs::read_dir(folder.path().join("new/deep")).expect("read").count(), 1, "nothing is left beside");

        let plain = folder.path().join("plain");
        fs::write(&plain, b"").expect("written");
        let permissions = |path: &Path| fs::metadata(path).expect("there").permissions();
        assert_eq!(permissions(&path), permissions(&plain));
    }

    #[test]
    fn what_is_set_aside_takes_a_free_name() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, first, second) in
            [("a.json", "a.damaged-1.json", "a.damaged-2.json"), ("plain", "plain.damaged-1", "plain.damaged-2")]
        {
            let file = folder.path().join(name);
            for (content, expected) in [("one", first), ("two", second)] {
                fs::write(&file, content).expect("written");
                let aside = set_aside_as(&file, "damaged").expect("set aside");
                assert_eq!(aside, folder.path().join(expected));
                assert_eq!(fs::read_to_string(aside).expect("read"), content);
                assert!(!file.exists());
            }
        }
        assert!(set_aside_as(&folder.path().join("missing"), "damaged").is_err());
    }

    #[test]
    fn what_cannot_be_written_leaves_the_old_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, b"old").expect("written");
        for refused in [write_atomically(&file.join("inside"), b"new"), write_new(&file.join("inside"), b"new")] {
            assert_eq!(refused.expect_err("a file is no folder").kind(), io::ErrorKind::NotADirectory);
        }
        assert_eq!(fs::read(&file).expect("read"), b"old");
        fs::create_dir(folder.path().join("taken")).expect("made");
        assert!(write_atomically(&folder.path().join("taken"), b"new").is_err(), "a folder is no file");
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 2, "nothing is left beside");
    }

    #[test]
    fn what_is_there_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("new/file");
        write_new(&file, b"first").expect("there was nothing");
        assert!(is_taken(&file) && !is_taken(&folder.path().join("other")));
        let refused = write_new(&file, b"second").expect_err("it is taken");
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&file).expect("read"), b"first");
        assert_eq!(fs::read_dir(folder.path().join("new")).expect("read").count(), 1, "nothing is left beside");
    }

    #[test]
    fn errors_name_the_file_and_say_what_to_do() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        assert!(read_if_there(&file).expect("it may be missing").is_none());
        put(&file, b"first", false).expect("the name is free");
        put(&file, b"second", true).expect("it may go");
        assert_eq!(read_if_there(&file).expect("read"), Some(b"second".to_vec()));
        for (refused, remedy) in [
            (put(&file, b"third", false), "--force"),
            (refuse_taken(&file, false), "--force"),
            (put(&file.join("inside"), b"", true), "choose another folder"),
            (put(folder.path(), b"", true), "give the name of a file"),
            (read(&folder.path().join("missing")).map(drop), "Check that it exists"),
        ] {
            let message = refused.expect_err(remedy).to_string();
            assert!(message.contains(remedy) && message.contains(&*folder.path().to_string_lossy()), "{message}");
        }
        refuse_taken(&file, true).expect("it may go");
        assert_eq!(read(&file).expect("read"), b"second");
    }

    /// A settings file is often a link into a folder under version control.
    #[cfg(unix)]
    #[test]
    fn links_are_followed_or_refused() {
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        fs::write(path("file"), "old").expect("written");
        symlink("file", path("link")).expect("linked");
        write_atomically(&path("link"), b"new").expect("written");
        assert_eq!(fs::read(path("file")).expect("read"), b"new");
        assert!(path("link").symlink_metadata().expect("there").is_symlink());

        symlink("nowhere", path("broken")).expect("linked");
        for link in ["link", "broken"] {
            let refused = write_new(&path(link), b"newer").expect_err("it is taken");
            assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
        }
        assert_eq!(fs::read(path("file")).expect("read"), b"new");
        assert!(!path("nowhere").exists());
    }

    /// No space, no permission, no folder: whoever reads the error has heard of the target only.
    #[cfg(target_os = "linux")]
    #[test]
    fn no_error_names_the_temporary_file() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("taken")).expect("made");
        let refused = [
            // Not even root may make files there.
            write_atomically(Path::new("/proc/self/file"), b"new").expect_err("no permission"),
            write_atomically(&folder.path().join("taken"), b"new").expect_err("a folder"),
            write_atomically(&folder.path().join("x".repeat(300)), b"new").expect_err("too long"),
            beside(&folder.path().join("missing")).expect_err("no folder"),
        ];
        for refused in refused {
            assert!(refused.raw_os_error().is_some(), "{refused}");
        }
    }
}
