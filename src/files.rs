//! Writing files so that nothing that existed is lost: beside, flushed, then renamed over the old one.
//! What the bytes mean is the business of the rooms that call this.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
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
    let mut beside = beside(folder)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|refused| refused.error)?;
    Ok(())
}

/// A new file in `folder` that is gone unless it is persisted. Temporary files are for their owner's eyes alone; this one is
/// to become an ordinary file, with the permissions that the user's umask gives those.
///
/// # Errors
/// Whatever the file system answers.
pub fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// The most files that are set aside under one name.
const ASIDE: u32 = 1000;

/// Moves a file that cannot be used out of the way, to the first free `NAME.damaged-N.EXTENSION` beside it; where it is now.
///
/// # Errors
/// Whatever the file system answers, or that there are too many already; the file lies where it was then.
pub fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let named = |number: u32| {
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        path.with_extension(format!("damaged-{number}.{extension}").trim_end_matches('.'))
    };
    let aside = (1..=ASIDE)
        .map(named)
        // A link that leads nowhere is taken, too.
        .find(|aside| aside.symlink_metadata().is_err())
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
                let aside = set_aside(&file).expect("set aside");
                assert_eq!(aside, folder.path().join(expected));
                assert_eq!(fs::read_to_string(aside).expect("read"), content);
                assert!(!file.exists());
            }
        }
        assert!(set_aside(&folder.path().join("missing")).is_err());
    }

    #[test]
    fn what_cannot_be_written_leaves_the_old_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, b"old").expect("written");
        assert!(write_atomically(&file.join("inside"), b"new").is_err(), "a file is no folder");
        assert_eq!(fs::read(&file).expect("read"), b"old");
    }
}
