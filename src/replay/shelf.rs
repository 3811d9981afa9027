//! A folder of kept replays: bounded, oldest out first, pinned ones stay, what was deleted can be brought back.
//! What is in the files is in `file`; what is kept, and when, is the business of whoever owns the shelf.
//!
//! ```text
//! game-000017.replay           kept until it is among the oldest
//! pinned/game-000012.replay    kept until somebody deletes it
//! deleted/000003-game-..       the last ones that somebody deleted
//! ```
//! Files of other names are listed if they are replays, and otherwise left alone: only a person's request removes or changes them.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

use super::{EXTENSION, Header, Replay, ReplayError, error::in_file};
use crate::files::{beside, entries, is_taken};

const PINNED: &str = "pinned";
const DELETED: &str = "deleted";
/// Deleted replays that can be brought back.
const UNDOS: usize = 20;
/// Longest title, in characters.
const TITLE: usize = 100;

/// A folder of replays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    folder: PathBuf,
    most: usize,
}

/// A replay on a shelf, by its header.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its file.
    pub path: PathBuf,
    /// Whether it stays for good.
    pub pinned: bool,
    /// What it says about itself.
    pub header: Header,
}

/// What stands on a shelf.
#[derive(Debug, Default)]
pub struct Listing {
    /// The replays, latest first; others than the shelf's own come last, by name.
    pub entries: Vec<Entry>,
    /// Files that should be replays and cannot be read as such.
    pub unreadable: Vec<ReplayError>,
}

impl Shelf {
    /// The shelf in a folder, which need not be there yet, for so many replays that are not pinned.
    #[must_use]
    pub const fn new(folder: PathBuf, most: usize) -> Self {
        Self { folder, most }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts a replay on the shelf; the oldest ones that are not pinned make room for it. Its file.
    ///
    /// # Errors
    /// What the file system answers; all that was there is there still.
    pub fn put(&self, replay: &Replay) -> Result<PathBuf, ReplayError> {
        let file = self.folder.display().to_string();
        let bytes = replay.to_bytes(&file)?;
        let path = self.write_new(&bytes).map_err(in_file(&self.folder))?;
        let mut own = own_files(&self.folder).map_err(in_file(&self.folder))?;
        own.sort();
        let excess = own.len().saturating_sub(self.most.max(1));
        for (_, old) in own.iter().take(excess) {
            fs::remove_file(old).map_err(in_file(old))?;
        }
        Ok(path)
    }

    /// Writes a file of the next number that nothing else has the name of: another program may have taken it just now.
    fn write_new(&self, bytes: &[u8]) -> io::Result<PathBuf> {
        use io::Write;

        fs::create_dir_all(&self.folder)?;
        let mut file = beside(&self.folder)?;
        file.as_file().write_all(bytes)?;
        file.as_file().sync_all()?;
        for number in self.next_number()?.. {
            let path = self.folder.join(name_of(number));
            match file.persist_noclobber(&path) {
                Ok(_) => return Ok(path),
                Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => file = refused.file,
                Err(refused) => return Err(refused.error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// One more than any number that was given and can be seen.
    fn next_number(&self) -> io::Result<u64> {
        let mut own = own_files(&self.folder)?;
        own.extend(own_files(&self.folder.join(PINNED))?);
        let deleted = deletions(&self.folder.join(DELETED))?;
        let deleted = deleted.iter().filter_map(|deletion| number_of(&deletion.name));
        let greatest = own.iter().map(|(number, _)| *number).chain(deleted).max();
        Ok(greatest.unwrap_or(0) + 1)
    }

    /// Everything on the shelf.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn list(&self) -> Result<Listing, ReplayError> {
        let mut listing = Listing::default();
        for (folder, pinned) in [(self.folder.clone(), false), (self.folder.join(PINNED), true)] {
            for path in files(&folder).map_err(in_file(&folder))? {
                if path.extension() != Some(OsStr::new(EXTENSION)) {
                    continue;
                }
                match Header::load(&path) {
                    Ok(header) => listing.entries.push(Entry { path, pinned, header }),
                    Err(error) => listing.unreadable.push(error),
                }
            }
        }
        let order = |entry: &Entry| {
            let number = number_of(file_name(&entry.path));
            (std::cmp::Reverse(number), entry.path.clone())
        };
        listing.entries.sort_by_cached_key(order);
        Ok(listing)
    }

    /// Gives a replay a title, or takes it away where it is blank. The entry as it is now.
    ///
    /// # Errors
    /// A file that cannot be read or written; it is as it was then.
    pub fn rename(&self, entry: &Entry, title: &str) -> Result<Entry, ReplayError> {
        let title: String = title.trim().chars().filter(|character| !character.is_control()).take(TITLE).collect();
        let header = Header { title: (!title.is_empty()).then_some(title), ..Header::load(&entry.path)? };
        header.replace_in(&entry.path)?;
        Ok(Entry { header, ..entry.clone() })
    }

    /// Keeps a replay for good, or lets it grow old again. The entry as it is now.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn pin(&self, entry: &Entry, pinned: bool) -> Result<Entry, ReplayError> {
        if pinned == entry.pinned {
            return Ok(entry.clone());
        }
        let folder = if pinned { self.folder.join(PINNED) } else { self.folder.clone() };
        let path = self.bring(&entry.path, &folder, file_name(&entry.path)).map_err(in_file(&entry.path))?;
        Ok(Entry { path, pinned, header: entry.header.clone() })
    }

    /// Takes a replay off the shelf; the last ones can be brought back with [`Self::undo`].
    ///
    /// # Errors
    /// What the file system answers.
    pub fn delete(&self, entry: &Entry) -> Result<(), ReplayError> {
        let folder = self.folder.join(DELETED);
        let deleted = deletions(&folder).map_err(in_file(&folder))?;
        let number = deleted.last().map_or(1, |deletion| deletion.number + 1);
        let place = if entry.pinned { PINNED } else { "kept" };
        let name = format!("{number:06}-{place}-{}", file_name(&entry.path));
        self.bring(&entry.path, &folder, &name).map_err(in_file(&entry.path))?;
        let excess = (deleted.len() + 1).saturating_sub(UNDOS);
        for oldest in deleted.iter().take(excess) {
            fs::remove_file(&oldest.path).map_err(in_file(&oldest.path))?;
        }
        Ok(())
    }

    /// Brings back what was deleted last: its file; `None` where there is nothing to bring back.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn undo(&self) -> Result<Option<PathBuf>, ReplayError> {
        let folder = self.folder.join(DELETED);
        let Some(last) = deletions(&folder).map_err(in_file(&folder))?.pop() else {
            return Ok(None);
        };
        let place = if last.pinned { self.folder.join(PINNED) } else { self.folder.clone() };
        let path = self.bring(&last.path, &place, &last.name).map_err(in_file(&last.path))?;
        Ok(Some(path))
    }

    /// Moves a file into a folder of the shelf: under its name, or, where that is taken, under the next number.
    fn bring(&self, from: &Path, folder: &Path, name: &str) -> io::Result<PathBuf> {
        fs::create_dir_all(folder)?;
        let wanted = folder.join(name);
        let to = if is_taken(&wanted) {
            let mut numbered = (self.next_number()?..).map(|number| folder.join(name_of(number)));
            numbered.find(|path| !is_taken(path)).unwrap_or(wanted)
        } else {
            wanted
        };
        fs::rename(from, &to)?;
        Ok(to)
    }
}

/// A replay that was deleted.
struct Deletion {
    number: u64,
    pinned: bool,
    /// Its name before.
    name: String,
    path: PathBuf,
}

/// The deleted replays in a folder, oldest deletion first.
fn deletions(folder: &Path) -> io::Result<Vec<Deletion>> {
    let read = |path: PathBuf| {
        let (number, rest) = file_name(&path).split_once('-')?;
        let (place, name) = rest.split_once('-')?;
        Some(Deletion {
            number: number.parse().ok()?,
            pinned: match place {
                PINNED => true,
                "kept" => false,
                _ => return None,
            },
            name: name.to_owned(),
            path,
        })
    };
    let mut deleted: Vec<Deletion> = files(folder)?.into_iter().filter_map(read).collect();
    deleted.sort_by_key(|deletion| deletion.number);
    Ok(deleted)
}

/// The files in a folder; none where there is no such folder.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let is_file = |path: &PathBuf| path.symlink_metadata().is_ok_and(|found| found.is_file());
    Ok(entries(folder)?.into_iter().filter(is_file).collect())
}

/// The shelf's own files in a folder, with their numbers.
fn own_files(folder: &Path) -> io::Result<Vec<(u64, PathBuf)>> {
    let numbered = |path: PathBuf| Some((number_of(file_name(&path))?, path));
    Ok(files(folder)?.into_iter().filter_map(numbered).collect())
}

fn name_of(number: u64) -> String {
    format!("game-{number:06}.{EXTENSION}")
}

/// The number of the shelf's own file of this name; `None` for other files.
fn number_of(name: &str) -> Option<u64> {
    let digits = name.strip_prefix("game-")?.strip_suffix(EXTENSION)?.strip_suffix('.')?;
    let number = digits.parse().ok()?;
    (name_of(number) == name).then_some(number)
}

fn file_name(path: &Path) -> &str {
    path.file_name().and_then(OsStr::to_str).unwrap_or_default()
}
