//! One model's thread: it makes the training steps that it is allowed, looks now and then how good the model is, and sends word
//! of both. How many steps are allowed is decided by the session.

use std::{
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use crate::sequence::{Evaluation, Report, TrainedModel, Trainer};

/// Held-out samples at each difficulty, per look.
const SAMPLES_EACH: usize = 40;
/// Held-out samples over the whole difficulty, per look.
const SAMPLES_OVERALL: usize = 240;
/// Looks take at most so large a part of the time: one of so many.
const SHARE: u32 = 5;
/// And are no closer together than this.
const LOOK_EVERY: Duration = Duration::from_millis(250);
/// Between two copies of the model that are sent: as often as numbers that change can be read.
const COPY_EVERY: Duration = Duration::from_millis(300);
/// A model that stands for so long is looked at as it stands.
const STANDS: Duration = Duration::from_millis(150);

/// What a worker sends.
pub(super) enum News {
    /// A training step, and how long it took.
    Step(Report, Duration),
    /// How good the model is.
    Look(Evaluation),
    /// The model as it is now.
    Copy(Box<TrainedModel>),
}

/// The thread, and none of a pool's: it goes on for as long as its model is shown. It ends when this is dropped.
pub(super) struct TrainerThread {
    /// Takes how many training steps the worker may have made, counted from its start.
    orders: Sender<u64>,
    /// The last order.
    allowed: u64,
    /// Behind a lock, for Bevy's resources are shared between threads.
    news: Mutex<Receiver<News>>,
}

impl TrainerThread {
    /// Starts the thread; it makes no step before it is allowed to.
    pub(super) fn start(trainer: Trainer) -> Self {
        let (orders, told) = channel();
        let (sender, news) = channel();
        thread::spawn(move || work(trainer, &told, sender));
        Self { orders, allowed: 0, news: Mutex::new(news) }
    }

    /// Allows so many steps since the start, or fewer than before.
    pub(super) fn allow(&mut self, steps: u64) {
        if self.allowed != steps {
            self.allowed = steps;
            // A training that is over takes no orders.
            self.orders.send(steps).ok();
        }
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
            let look = Evaluation::of(trained, SAMPLES_OVERALL, SAMPLES_EACH);
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
fn work(mut trainer: Trainer, orders: &Receiver<u64>, sender: Sender<News>) {
    let mut reporter = Reporter {
        sender,
        looked: Instant::now(),
        look_took: Duration::ZERO,
        is_known: false,
        is_copied: false,
        copied: Instant::now(),
    };
    reporter.look(trainer.trained());
    reporter.copy(trainer.trained());
    let mut allowed = 0;
    for made in 0.. {
        let mut patience = STANDS;
        loop {
            // All orders are taken, the last one counts; then it goes on, or stands until there is another.
            let may_step = allowed > made;
            match orders.recv_timeout(if may_step { Duration::ZERO } else { patience }) {
                Ok(steps) => allowed = steps,
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
        if !report.sound {
            reporter.look(trainer.trained());
            reporter.copy(trainer.trained());
            return;
        }
        reporter.when_due(trainer.trained());
    }
}
