//! How far a recording is: a bar for a person, lines of JSON for a program. What is recorded is not known here.

use std::{
    io, process,
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use serde_json::json;

use super::Arguments;
use crate::cli::{Failure, Output, bar::Bar, interrupt};

/// Between two lines.
const PAUSE: Duration = Duration::from_millis(100);

/// Who is told.
pub(super) enum Progress {
    Person(Bar),
    Program { said: Option<Instant>, of: u64 },
}

impl Progress {
    /// Of so many frames.
    pub fn new(frames: u64, arguments: &Arguments) -> Self {
        if arguments.supervised {
            return Self::Program { said: None, of: frames };
        }
        Self::Person(Bar::new(frames, "frames", arguments.quiet))
    }

    /// So many frames are made.
    ///
    /// # Errors
    /// When standard output cannot be written.
    pub fn at(&mut self, frames: u64, output: &mut Output) -> Result<(), Failure> {
        match self {
            Self::Person(bar) => bar.at(frames),
            Self::Program { said, of } => {
                if said.is_none_or(|said| said.elapsed() >= PAUSE) {
                    output.object(&json!({ "frames": frames, "of": of }))?;
                    output.finish()?;
                    *said = Some(Instant::now());
                }
            }
        }
        Ok(())
    }
}

/// Whether there is something that has to be brought to an end.
static BEGUN: Mutex<bool> = Mutex::new(false);

/// From now on the end of standard input asks to stop, as Ctrl-C does: so does a program that wants no more of it, or has gone.
/// Before [`begin`] there is nothing to stop, and this program ends.
pub(super) fn stop_when_left_alone() {
    thread::spawn(|| {
        // What cannot be read has ended as well.
        let _ = io::copy(&mut io::stdin(), &mut io::sink());
        // Held until the end: nothing begins any more.
        let begun = BEGUN.lock().unwrap_or_else(PoisonError::into_inner);
        if !*begun {
            process::exit(130);
        }
        interrupt::ask();
    });
}

/// The recording begins.
pub(super) fn begin() {
    *BEGUN.lock().unwrap_or_else(PoisonError::into_inner) = true;
}
