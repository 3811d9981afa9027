//! An exact optimum that is solved on a thread of its own for as long as somebody wants it: that may be minutes, and
//! commands have no engine's pool.
//! Optima that are wanted again and again are kept here, too. The solver itself, which knows no threads, is in the rules.

use std::{
    collections::VecDeque,
    ops::ControlFlow,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use crate::gridworld::{Budget, Level, Optimum, OptimumError};

/// The optimum, or why there is none.
pub type Solved = Result<Arc<Optimum>, OptimumError>;

/// A solve that goes on. Dropping it breaks the solve off.
#[derive(Debug)]
pub struct Solving(Arc<State>);

#[derive(Debug, Default)]
struct State {
    /// Filled by the thread, once.
    solved: OnceLock<Solved>,
    /// How far it is, 0 to 1: the bits of an `f64`.
    share: AtomicU64,
}

impl Solving {
    /// Begins to solve a level.
    #[must_use]
    pub fn start(level: Arc<Level>, gamma: f64) -> Self {
        let state = Arc::new(State::default());
        // Weak: the thread sees by it whether anybody still waits.
        let waiting = Arc::downgrade(&state);
        thread::spawn(move || {
            let solved = Optimum::solve_watched(&level, gamma, Budget::default(), &mut |share| {
                let Some(state) = waiting.upgrade() else {
                    return ControlFlow::Break(());
                };
                state.share.store(share.to_bits(), Ordering::Relaxed);
                ControlFlow::Continue(())
            });
            if let Some(state) = waiting.upgrade() {
                // Nobody else sets it.
                let _ = state.solved.set(solved.map(Arc::new));
            }
        });
        Self(state)
    }

    /// What came of it, once it is over.
    #[must_use]
    pub fn solved(&self) -> Option<&Solved> {
        self.0.solved.get()
    }

    /// The optimal return, once it is known.
    #[must_use]
    pub fn optimal_return(&self) -> Option<f64> {
        self.solved()?.as_ref().ok().map(|optimum| optimum.optimal_return)
    }

    /// How far it is, 0 to 1, as far as one can know before it is over.
    #[must_use]
    pub fn share(&self) -> f64 {
        f64::from_bits(self.0.share.load(Ordering::Relaxed))
    }
}

/// Optima for one discount by their levels, each worked out once, by whoever needs it first: those of the rounds of matches.
#[derive(Debug)]
pub struct Optima {
    gamma: f64,
    solved: Mutex<VecDeque<(Arc<Level>, Solved)>>,
}

impl Optima {
    /// Most that are kept; the oldest goes first. One takes up to 36 MB.
    const KEPT: usize = 16;

    /// None yet.
    #[must_use]
    pub const fn new(gamma: f64) -> Self {
        Self { gamma, solved: Mutex::new(VecDeque::new()) }
    }

    /// What came of a level, if it has been solved.
    #[must_use]
    pub fn known(&self, level: &Level) -> Option<Solved> {
        let solved = self.solved.lock().unwrap_or_else(PoisonError::into_inner);
        solved.iter().find(|(known, _)| **known == *level).map(|(_, solved)| solved.clone())
    }

    /// The optimum of a level; one that is not known is worked out on this thread.
    ///
    /// # Errors
    /// As [`Optimum::solve`].
    pub fn of(&self, level: &Arc<Level>) -> Solved {
        self.of_or(level, || Optimum::solve(level, self.gamma, Budget::default()).map(Arc::new))
    }

    /// The optimum of a level; one that is not known is what `solve` makes of it.
    ///
    /// # Errors
    /// As `solve`.
    pub fn of_or(&self, level: &Arc<Level>, solve: impl FnOnce() -> Solved) -> Solved {
        self.known(level).unwrap_or_else(|| {
            let solved = solve();
            self.keep(level.clone(), solved.clone());
            solved
        })
    }

    /// Keeps what came of a level; nothing comes of a solve that was broken off.
    pub fn keep(&self, level: Arc<Level>, outcome: Solved) {
        if matches!(outcome, Err(OptimumError::Stopped)) {
            return;
        }
        let mut solved = self.solved.lock().unwrap_or_else(PoisonError::into_inner);
        solved.push_back((level, outcome));
        if solved.len() > Self::KEPT {
            solved.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    fn wait(what: &str, is_so: impl Fn() -> bool) {
        let patience = Instant::now();
        while !is_so() {
            assert!(patience.elapsed() < Duration::from_secs(60), "{what}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn what_is_solved_is_found() {
        let level = Arc::new(Level::built_in("classic").expect("it is built in"));
        let solving = Solving::start(level, 0.99);
        wait("it is solved", || solving.solved().is_some());
        assert_eq!(solving.optimal_return(), Some(1.0));
    }

    #[test]
    fn an_optimum_is_solved_once_and_the_oldest_is_forgotten() {
        let optima = Optima::new(0.9);
        let levels: Vec<Arc<Level>> =
            (2..3 + Optima::KEPT as i32).map(|width| Arc::new(Level::empty("row", width, 1))).collect();
        for level in &levels {
            assert!(optima.known(level).is_none());
            let solved = optima.of(level).expect("it is small");
            let again = optima.of_or(&Arc::new(Level::clone(level)), || panic!("it is known")).expect("as before");
            assert!(Arc::ptr_eq(&solved, &again));
            assert_eq!(solved.steps, f64::from(level.width - 1));
        }
        assert_eq!(levels.iter().filter(|level| optima.known(level).is_none()).count(), levels.len() - Optima::KEPT);
        assert!(optima.known(&levels[0]).is_none());
        assert_eq!(optima.of_or(&levels[0], || Err(OptimumError::Stopped)).err(), Some(OptimumError::Stopped));
        assert!(optima.of(&levels[0]).is_ok(), "what was broken off is begun again");
    }

    #[test]
    fn nobody_solves_on_what_nobody_waits_for() {
        // With such a discount this would take minutes.
        let mut level = Level::built_in("chase").expect("it is built in");
        level.rewards.step = 1.0;
        let level = Arc::new(level);
        let solving = Solving::start(level.clone(), 0.999_999_9);
        wait("it is under way", || solving.share() > 0.0);
        assert!(solving.solved().is_none());
        assert_eq!(Arc::strong_count(&level), 2, "the thread has it");
        drop(solving);
        wait("the thread ends", || Arc::strong_count(&level) == 1);
    }
}
