//! One model's thread: it makes the training steps that it is allowed, looks now and then how good the model is, and sends word
//! of both; asked for it, it gives all that its training depends on. How many steps are allowed is decided by the session.

use std::{
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use thiserror::Error;

use crate::sequence::{Evaluation, Report, TrainedModel, Trainer};

/// Looks take at most so large a part of the time: one of so many.
const SHARE: u32 = 5;
/// And are no closer together than this.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// Between two copies of the model that are sent: as often as numbers that change can be read.
const COPY_EVERY: Duration = Duration::from_millis(300);
/// A model that stands for so long is looked at as it stands.
const STANDS: Duration = Duration::from_millis(150);
/// A step and a look of the largest models take less than this: who does not answer any more has ended.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a worker sends.
pub(super) enum News {
    /// A training step, and how long it took.
    Step(Report, Duration),
    /// How good the model is.
    Look(Evaluation),
    /// The model as it is now.
    Copy(Box<TrainedModel>),
}

/// What a worker is told.
enum Order {
    /// It may have made so many steps, those before it was started included.
    Allow(u64),
    /// All that its training depends on is wanted.
    State(Sender<Trainer>),
}

/// A state that was asked for.
pub(super) struct StateAsked(Receiver<Trainer>);

/// The thread of a model has ended unasked.
#[derive(Debug, Error)]
#[error("the training of a model has ended unexpectedly: begin it again, or start the program again")]
pub(super) struct ThreadEnded;

impl StateAsked {
    /// Waits for the end of the step that is being made.
    ///
    /// # Errors
    /// When the thread does not answer.
    pub(super) fn wait(self) -> Result<Trainer, ThreadEnded> {
        self.0.recv_timeout(PATIENCE).map_err(|_| ThreadEnded)
    }
}

/// The thread, and none of a pool's: it goes on for as long as its model is shown. It ends when this is dropped.
pub(super) struct TrainerThread {
    orders: Sender<Order>,
    /// The steps that were allowed last.
    allowed: u64,
    /// Behind a lock, for Bevy's resources are shared between threads.
    news: Mutex<Receiver<News>>,
}

impl TrainerThread {
    /// Starts the thread; it makes no step before it is allowed to. `is_known`: how good the model is has been looked at already.
    pub(super) fn start(trainer: Trainer, is_known: bool) -> Self {
        let (orders, told) = channel();
        let (sender, news) = channel();
        thread::spawn(move || work(trainer, &told, sender, is_known));
        Self { orders, allowed: 0, news: Mutex::new(news) }
    }

    /// Allows so many steps, those before its start included, or fewer than before.
    pub(super) fn allow(&mut self, steps: u64) {
        if self.allowed != steps {
            self.allowed = steps;
            // A thread that has ended takes no orders.
            self.orders.send(Order::Allow(steps)).ok();
        }
    }

    /// Asks for all that the training depends on, at the end of the step that is being made.
    pub(super) fn ask_state(&self) -> StateAsked {
        let (sender, answer) = channel();
        // Where the thread has ended, there is no answer.
        self.orders.send(Order::State(sender)).ok();
        StateAsked(answer)
    }

    /// What has been sent since the last time.
    pub(super) fn news(&mut self) -> Vec<News> {
        let news = self.news.get_mut().unwrap_or_else(PoisonError::into_inner);
        news.try_iter().collect()
    }
}

/// What the thread sends, and when.
struct Reporter {
    sender: Sender<News>,
    /// When it was last looked at, and how long that took.
    looked: Instant,
    look_took: Duration,
    /// Whether the model has been looked at, and copied, as it is now.
    is_known: bool,
    is_copied: bool,
    copied: Instant,
}

impl Reporter {
    fn step(&mut self, report: Report, took: Duration) {
        (self.is_known, self.is_copied) = (false, false);
        // Where nobody listens any more, the next order is to end.
        self.sender.send(News::Step(report, took)).ok();
    }

    fn look(&mut self, trained: &TrainedModel) {
        if !self.is_known {
            let started = Instant::now();
            let look = Evaluation::usual(trained);
            (self.look_took, self.looked, self.is_known) = (started.elapsed(), Instant::now(), true);
            self.sender.send(News::Look(look)).ok();
        }
    }

    fn copy(&mut self, trained: &TrainedModel) {
        if !self.is_copied {
            (self.copied, self.is_copied) = (Instant::now(), true);
            self.sender.send(News::Copy(Box::new(trained.clone()))).ok();
        }
    }

    fn when_due(&mut self, trained: &TrainedModel) {
        if self.looked.elapsed() >= LOOK_EVERY.max(self.look_took * (SHARE - 1)) {
            self.look(trained);
        }
        if self.copied.elapsed() >= COPY_EVERY {
            self.copy(trained);
        }
    }
}

/// Step by step, until nobody is there to give orders.
fn work(mut trainer: Trainer, orders: &Receiver<Order>, sender: Sender<News>, is_known: bool) {
    let mut reporter = Reporter {
        sender,
        looked: Instant::now(),
        look_took: Duration::ZERO,
        is_known,
        is_copied: false,
        copied: Instant::now(),
    };
    reporter.look(trainer.trained());
    reporter.copy(trainer.trained());
    let mut allowed = 0;
    loop {
        let mut patience = STANDS;
        loop {
            // All orders are taken, the last one counts; then it goes on, or stands until there is another.
            let may_step = allowed > trainer.trained().steps() && !trainer.diverged();
            match orders.recv_timeout(if may_step { Duration::ZERO } else { patience }) {
                Ok(Order::Allow(steps)) => allowed = steps,
                // Who does not wait for the answer any more does without.
                Ok(Order::State(asker)) => drop(asker.send(trainer.clone())),
                Err(RecvTimeoutError::Timeout) if may_step => break,
                Err(RecvTimeoutError::Timeout) => {
                    reporter.look(trainer.trained());
                    reporter.copy(trainer.trained());
                    patience = Duration::MAX;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        let started = Instant::now();
        let Some(report) = trainer.step() else { return };
        reporter.step(report, started.elapsed());
        if report.sound {
            reporter.when_due(trainer.trained());
        } else {
            reporter.look(trainer.trained());
            reporter.copy(trainer.trained());
        }
    }
}
