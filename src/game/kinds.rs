//! What a file is, by what stands in it: one answer for files that are dropped onto the window, chosen in a dialog or named on the
//! command line. Reading a file whole, and saying what is wrong in it, is the business of the room that it belongs to.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use bevy::prelude::*;
use thiserror::Error;

use super::{Announcer, FileChosen, LabFile, Purpose};
use crate::{
    arena::SimulationState,
    gridworld::limits,
    panels::Tab,
    replay::{self, Replay},
    runs::{CHECKPOINT, RESUME, seed_folders},
    sequence::{LAB_EXTENSION, LabState, WEIGHTS_FILE},
};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<OpenFile>().add_systems(Update, sort);
}

/// What a file can be opened as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A level: TOML with a map.
    Level,
    /// A policy's network: safetensors.
    Checkpoint,
    /// A run to go on with: the window's `.run`, or `resume.bin` of `train`.
    Run,
    /// A replay.
    Replay,
    /// A sequence model, or cells: safetensors.
    Weights,
    /// A session of the sequence lab.
    Lab,
}

impl FileKind {
    /// The screen that shows it.
    #[must_use]
    pub const fn tab(self) -> Tab {
        match self {
            Self::Level | Self::Checkpoint | Self::Run => Tab::Train,
            Self::Replay => Tab::Replay,
            Self::Weights | Self::Lab => Tab::Sequence,
        }
    }

    /// What the ending of a name promises.
    fn promised(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "toml" => Some(Self::Level),
            // Those that only PyTorch reads: the reader of checkpoints says how to save them.
            "safetensors" | "pt" | "pth" => Some(Self::Checkpoint),
            "run" | "bin" => Some(Self::Run),
            replay::EXTENSION => Some(Self::Replay),
            LAB_EXTENSION => Some(Self::Lab),
            _ => None,
        }
    }

    /// What the beginning of a file shows.
    fn shown(bytes: &[u8]) -> Option<Self> {
        if Replay::is_begun_by(bytes) {
            return Some(Self::Replay);
        }
        if LabState::is_begun_by(bytes) {
            return Some(Self::Lab);
        }
        if SimulationState::is_begun_by(bytes) {
            return Some(Self::Run);
        }
        if let Some(header) = safetensors_header(bytes) {
            return Some(if holds_cells(header) { Self::Weights } else { Self::Checkpoint });
        }
        let table: toml::Table = str::from_utf8(bytes).ok()?.parse().ok()?;
        table.contains_key("map").then_some(Self::Level)
    }
}

/// A file that is to be shown, and what it is.
#[derive(Message, Clone, Debug, PartialEq, Eq)]
pub struct OpenFile {
    /// What it is.
    pub kind: FileKind,
    /// Where it is; inside the folder, where that of a run was named.
    pub path: PathBuf,
    /// Which of several networks or cells in it is meant, where that was said.
    pub network: Option<String>,
}

impl OpenFile {
    /// A file of a kind, of which nothing more was said.
    #[must_use]
    pub const fn new(kind: FileKind, path: PathBuf) -> Self {
        Self { kind, path, network: None }
    }

    /// Whether there can be several networks in it.
    #[must_use]
    pub const fn has_networks(&self) -> bool {
        matches!(self.kind, FileKind::Checkpoint | FileKind::Weights)
    }
}

/// What a message calls a file that the person has just chosen.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// Why a file cannot be opened as anything.
#[derive(Debug, Error)]
pub enum KindError {
    /// The file system refuses.
    #[error("cannot read {}: {source}. Check that it exists and that you may read it.", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the file system says.
        source: io::Error,
    },
    /// Nothing that Sidestep reads.
    #[error(
        "{} is neither a level (.toml), nor a checkpoint (.safetensors), nor a saved run (.run, or the folder of one), \
         nor a replay (.replay), nor weights of a sequence model (.safetensors), nor a session of the sequence lab (.lab)",
        path.display()
    )]
    Unknown {
        /// The file or folder.
        path: PathBuf,
    },
    /// A folder of several runs.
    #[error("{} holds several runs: open one of {runs}", path.display())]
    Several {
        /// The folder.
        path: PathBuf,
        /// The names of the folders in it.
        runs: String,
    },
}

/// Looks into a file, or the folder of a run, to tell what it is. What it promises by its name counts only where its content says
/// nothing: then the reader of that kind says what is wrong.
///
/// # Errors
/// A file that cannot be read, or that is nothing of ours; a folder of several runs.
pub fn look_into(path: &Path) -> Result<OpenFile, KindError> {
    let unreadable = |source| KindError::Read { path: path.to_owned(), source };
    if fs::metadata(path).map_err(unreadable)?.is_dir() {
        return look_into_folder(path);
    }
    let mut bytes = Vec::new();
    // No level is larger, and other kinds show themselves sooner.
    File::open(path).and_then(|file| file.take(limits::FILE as u64).read_to_end(&mut bytes)).map_err(unreadable)?;
    let kind = FileKind::shown(&bytes).or_else(|| FileKind::promised(path));
    match kind {
        Some(kind) => Ok(OpenFile::new(kind, path.to_owned())),
        None => Err(KindError::Unknown { path: path.to_owned() }),
    }
}

/// What `train` and `sequence train` have left in a folder: a run rather than its network alone.
fn look_into_folder(folder: &Path) -> Result<OpenFile, KindError> {
    for name in [RESUME, CHECKPOINT, WEIGHTS_FILE] {
        let inside = folder.join(name);
        if inside.is_file() {
            return look_into(&inside);
        }
    }
    let runs = seed_folders(folder).map_err(|source| KindError::Read { path: folder.to_owned(), source })?;
    match runs.as_slice() {
        [] => Err(KindError::Unknown { path: folder.to_owned() }),
        [run] => look_into_folder(run),
        several => {
            let names = several.iter().map(|run| run.display().to_string());
            let runs = names.collect::<Vec<_>>().join(", ");
            Err(KindError::Several { path: folder.to_owned(), runs })
        }
    }
}

/// The header of a safetensors file: its length in eight bytes, then JSON; nothing but a brace where it is damaged or cut off.
fn safetensors_header(bytes: &[u8]) -> Option<serde_json::Map<String, serde_json::Value>> {
    /// The longest that the format allows, in bytes.
    const LONGEST: u64 = 100_000_000;
    let (length, rest) = bytes.split_first_chunk()?;
    let length = u64::from_le_bytes(*length);
    if length > LONGEST || rest.first() != Some(&b'{') {
        return None;
    }
    let header = rest.get(..length as usize).and_then(|header| serde_json::from_slice(header).ok());
    Some(header.unwrap_or_default())
}

/// Whether tensors are those of recurrent cells, or the metadata is that of a sequence model; else they may be a policy's.
fn holds_cells(header: serde_json::Map<String, serde_json::Value>) -> bool {
    let is_cell = |name: &String| name.contains("weight_ih") || name.contains("weight_hh");
    header.get("__metadata__").is_some_and(|metadata| metadata.get("settings").is_some()) || header.keys().any(is_cell)
}

/// Tells what the files are that the person has chosen to open.
pub(super) fn sort(
    mut chosen: MessageReader<FileChosen>,
    mut opened: MessageWriter<OpenFile>,
    mut announcer: Announcer,
) {
    for FileChosen { purpose, path } in chosen.read() {
        let found = match purpose {
            Purpose::Open => look_into(path),
            Purpose::Replay => Ok(OpenFile::new(FileKind::Replay, path.clone())),
            // What is no session is read as weights: their reader says what is wrong with it.
            Purpose::Lab(LabFile::Open) => match look_into(path) {
                Ok(file) if file.kind == FileKind::Lab => Ok(file),
                _ => Ok(OpenFile::new(FileKind::Weights, path.clone())),
            },
            _ => continue,
        };
        if let Some(file) = announcer.ok(found) {
            opened.write(file);
        }
    }
}
