//! Ctrl-C: the first asks a command to come to an end, the second ends the program at once.

use std::{
    ops::ControlFlow,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use super::note;

/// Whether a person asked to stop. One per process, as Ctrl-C is.
static STOP: AtomicBool = AtomicBool::new(false);

/// What the command does when it is asked to stop.
static WHAT: Mutex<&str> = Mutex::new("");

/// From now on Ctrl-C does not end the program but sets [`came`]; `what` the command then does is told to the person.
/// A later call changes the words.
pub fn catch(what: &'static str) {
    *WHAT.lock().unwrap_or_else(PoisonError::into_inner) = what;
    // An error means that somebody else handles Ctrl-C already: then it ends the program as it always does.
    let _ = ctrlc::set_handler(move || {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
        let what = *WHAT.lock().unwrap_or_else(PoisonError::into_inner);
        note(format_args!("\nstopping: {what} (Ctrl-C again ends at once)"));
    });
}

/// Asks for the same by other means.
#[cfg(feature = "window")]
pub fn ask() {
    STOP.store(true, Ordering::SeqCst);
}

/// Whether it came.
pub fn came() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// The same for those who are watched while they work: they break off once it came.
pub fn flow() -> ControlFlow<()> {
    if came() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}
