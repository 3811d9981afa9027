//! Work for the window that takes longer than a frame, on a pool of Bevy's. Whoever began it asks in each frame
//! whether it is done.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::LazyLock,
    thread,
};

use bevy::tasks::{Task, TaskPool, TaskPoolBuilder, block_on};

use super::Fault;

/// Jobs that may last for seconds, one of each at a time: reading a replay, looking into models, practice, imitation,
/// a clip, what a round teaches.
const LONG_JOBS: usize = 6;

/// How many runs can go on at once.
pub(super) static CORES: LazyLock<usize> = LazyLock::new(|| thread::available_parallelism().map_or(1, usize::from));

/// Threads for turbo on every core, and for all long jobs beside it: none of them may stall turbo, which each frame
/// waits for. Bevy's own pool for this has one thread on two cores, and compiles pipelines on it, too.
static POOL: LazyLock<TaskPool> = LazyLock::new(|| {
    TaskPoolBuilder::new().num_threads(*CORES + LONG_JOBS).thread_name("Sidestep job".to_owned()).build()
});

/// Work in the background. When it is dropped, nobody waits for it any more and what comes of it is thrown away.
pub(super) struct BackgroundJob<T>(Task<thread::Result<T>>);

impl<T: Send + 'static> BackgroundJob<T> {
    /// Begins.
    pub fn start(work: impl FnOnce() -> T + Send + 'static) -> Self {
        // What the work was given is its own: nobody sees it half done after a panic.
        Self(POOL.spawn(async { catch_unwind(AssertUnwindSafe(work)) }))
    }

    /// Whether [`Self::result`] is there at once.
    pub fn is_done(&self) -> bool {
        self.0.is_finished()
    }

    /// Waits for what comes of it; a panic as its payload.
    pub fn join(self) -> thread::Result<T> {
        block_on(self.0)
    }

    /// Waits for what comes of it.
    ///
    /// # Errors
    /// If it has panicked.
    pub fn result(self) -> Result<T, Fault> {
        self.join().map_err(|payload| Fault::panic(payload.as_ref()))
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
