//! The process that makes a video: started beside the window, heard line by line, asked to stop by closing what it reads from.
//! What it is to make, and what becomes of what it says, is not known here.

use std::{
    ffi::OsString,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, ExitStatus, Stdio},
};

use serde::Deserialize;
use thiserror::Error;

use crate::{
    disk::LabFileError,
    replay::{ReplayError, TapeFault},
};

/// Why no video came of it. What was recorded until then plays.
#[derive(Debug, Error)]
pub(super) enum ClipProcessError {
    /// An episode in memory does not play again.
    #[error(transparent)]
    Tape(#[from] TapeFault),
    /// The files for it cannot be written.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// So can the lab's session.
    #[error(transparent)]
    Lab(#[from] LabFileError),
    /// There is no folder for them.
    #[error("cannot write to the folder for temporary files: {0}. Make room there, or set TMPDIR to another one.")]
    Folder(io::Error),
    /// The program does not start.
    #[error("cannot start {}: {source}. Start Sidestep again: it may have been moved or replaced.", program.display())]
    Start { program: PathBuf, source: io::Error },
    /// It says itself why.
    #[error("{0}")]
    Said(String),
    /// It ended without a word.
    #[error("the program that makes the clip ended by itself ({0}); started from a terminal, Sidestep says there why")]
    Silent(ExitStatus),
}

/// A line that it writes: `sidestep record --json --supervised`.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum ProcessLine {
    /// It has failed.
    Failed { message: String },
    /// It is done.
    Made(FinishedClip),
    /// It would be so.
    Previewed(PreviewedClip),
    /// So many frames are there.
    Frames { frames: u64, of: u64 },
}

/// A video that is there.
#[derive(Debug, Deserialize)]
pub(super) struct FinishedClip {
    /// Where.
    pub file: PathBuf,
    /// What it lasts.
    pub seconds: f64,
    /// Its size.
    pub bytes: u64,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// What a video would be like.
#[derive(Debug, Deserialize)]
pub(super) struct PreviewedClip {
    /// Of its title card, if it has one, and of the game.
    pub pictures: Vec<PathBuf>,
    /// What it lasts.
    pub seconds: f64,
    /// About its size.
    pub bytes: u64,
    /// About how many seconds it takes to make it.
    pub takes: f64,
    /// What the font has not.
    pub missing: String,
    /// Whether some words have no room.
    pub cut: bool,
}

/// The process.
pub(super) struct ClipProcess {
    child: Child,
}

impl ClipProcess {
    /// Starts it, after everything else that runs in order of importance. It goes on until its video is made or what comes with it is
    /// dropped; then it brings its video to an end.
    pub fn start(program: &Path, arguments: Vec<OsString>) -> Result<(Self, Option<ChildStdin>), ClipProcessError> {
        let failed = |source| ClipProcessError::Start { program: program.to_owned(), source };
        if program.is_absolute() {
            program.metadata().map_err(failed)?;
        }
        let start = |mut command: Command| {
            command
                .args(["record", "--json", "--supervised"])
                .args(&arguments)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
        };
        let mut child = start(yielding(program))
            // A system without a command for it.
            .or_else(|_| start(Command::new(program)))
            .map_err(failed)?;
        let handle = child.stdin.take();
        Ok((Self { child }, handle))
    }

    /// Hears it to its end; `frames` is told how many there are, and of how many.
    pub fn hear(self, mut frames: impl FnMut(u64, u64)) -> Result<FinishedClip, ClipProcessError> {
        self.answer(|line| match line {
            ProcessLine::Frames { frames: made, of } => {
                frames(made, of);
                None
            }
            ProcessLine::Made(made) => Some(made),
            ProcessLine::Failed { .. } | ProcessLine::Previewed(_) => None,
        })
    }

    /// Hears what the clip would be like.
    pub fn hear_preview(self) -> Result<PreviewedClip, ClipProcessError> {
        self.answer(|line| if let ProcessLine::Previewed(preview) = line { Some(preview) } else { None })
    }

    fn answer<T>(mut self, mut hear: impl FnMut(ProcessLine) -> Option<T>) -> Result<T, ClipProcessError> {
        let mut answer = None;
        if let Some(output) = self.child.stdout.take() {
            // A line that cannot be read is none of its own.
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                match serde_json::from_str(&line) {
                    Ok(ProcessLine::Failed { message }) => answer = Some(Err(ClipProcessError::Said(message))),
                    Ok(line) => answer = hear(line).map(Ok).or(answer),
                    Err(_) => {}
                }
            }
        }
        let status = self
            .child
            .wait()
            .map_err(|source| ClipProcessError::Start { program: PathBuf::from("sidestep"), source })?;
        answer.unwrap_or(Err(ClipProcessError::Silent(status)))
    }
}

/// The program at a priority below that of the window.
#[cfg(unix)]
fn yielding(program: &Path) -> Command {
    let mut command = Command::new("nice");
    command.args(["-n", "10"]).arg(program);
    command
}

/// The program at a priority below that of the window, and without a window of its own.
#[cfg(windows)]
fn yielding(program: &Path) -> Command {
    use std::os::windows::process::CommandExt;

    const BELOW_NORMAL_PRIORITY_CLASS: u32 = 0x4000;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    let mut command = Command::new(program);
    command.creation_flags(BELOW_NORMAL_PRIORITY_CLASS | CREATE_NO_WINDOW);
    command
}

#[cfg(not(any(unix, windows)))]
fn yielding(program: &Path) -> Command {
    Command::new(program)
}
