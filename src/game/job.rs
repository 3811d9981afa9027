//! Work that takes longer than a frame, on a thread of its own. Whoever began it asks in each frame whether it is done.

use std::thread::{self, JoinHandle};

use super::faults::Fault;

/// Work in the background. When it is dropped, nobody waits for it any more and what comes of it is thrown away.
pub(super) struct BackgroundJob<T>(JoinHandle<T>);

impl<T: Send + 'static> BackgroundJob<T> {
    /// Begins.
    pub fn start(work: impl FnOnce() -> T + Send + 'static) -> Self {
        Self(thread::spawn(work))
    }

    /// Whether [`Self::result`] is there at once.
    pub fn is_done(&self) -> bool {
        self.0.is_finished()
    }

    /// Waits for what comes of it.
    ///
    /// # Errors
    /// If it has panicked.
    pub fn result(self) -> Result<T, Fault> {
        self.0.join().map_err(|payload| Fault::panic(payload.as_ref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_of_a_job_is_there_when_it_is_done_and_a_panic_is_a_fault() {
        let job = BackgroundJob::start(|| 6 * 7);
        while !job.is_done() {
            thread::yield_now();
        }
        assert!(matches!(job.result(), Ok(42)));
        let name = String::from("seed");
        let of_text = BackgroundJob::<()>::start(|| panic!("a plain text"));
        let of_string = BackgroundJob::<()>::start(move || panic!("the {name}"));
        assert!(matches!(of_text.result(), Err(Fault::Panic(text)) if text == "a plain text"));
        assert!(matches!(of_string.result(), Err(Fault::Panic(text)) if text == "the seed"));
    }
}
