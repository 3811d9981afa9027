//! Ctrl-C: the first asks a command to come to an end, the second ends the program at once.

use std::sync::atomic::{AtomicBool, Ordering};

use super::output::note;

/// Whether a person asked to stop. One per process, as Ctrl-C is.
static STOP: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C does not end the program but sets [`came`]; `what` the command then does is told to the person.
pub fn catch(what: &'static str) {
    // An error means that somebody else handles Ctrl-C already: then it ends the program as it always does.
    let _ = ctrlc::set_handler(move || {
        if STOP.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
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
