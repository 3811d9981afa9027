//! Samples by chance, with a seed; some are held out: training never sees them.
//! What a sample is, is said by the tasks.

use rand::{RngExt, SeedableRng};

use super::{Difficulty, Sample, SampleTarget, Task, rules::Generator};

/// One sample in so many is held out.
const HELD_OUT: u64 = 10;

/// Samples of the other part in a row after which it is clear that there are none of this one.
const PATIENCE: usize = 1000;

/// To learn from, or to be tested with. Which of the two a sample belongs to is decided by what it is, so that nothing is
/// ever in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// Nine samples in ten.
    Training,
    /// One in ten.
    HeldOut,
}

impl Split {
    fn of(sample: &Sample) -> Self {
        // By the answer, where that is long: a date is held out in all five formats.
        let hash = match (&sample.input, &sample.target) {
            (_, SampleTarget::Tokens(tokens)) => fnv(tokens.iter().map(|&token| token as u64)),
            (input, _) => fnv(input.features().iter().flatten().map(|number| u64::from(number.to_bits()))),
        };
        if hash.is_multiple_of(HELD_OUT) { Self::HeldOut } else { Self::Training }
    }
}

/// Fowler, Noll and Vo's hash, its bits mixed once more, so that the last digits are as good as the first.
fn fnv(words: impl Iterator<Item = u64>) -> u64 {
    let hash = words.fold(0xcbf2_9ce4_8422_2325_u64, |hash, word| (hash ^ word).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16
}

/// An endless row of samples.
#[derive(Clone, Debug)]
pub struct Source {
    task: Task,
    part: Split,
    generator: Generator,
}

impl Source {
    /// The same task, part and seed give the same samples.
    #[must_use]
    pub fn new(task: Task, part: Split, seed: u64) -> Self {
        Self { task, part, generator: Generator::seed_from_u64(seed) }
    }

    /// Held-out samples to look at: others than those that anything is measured on.
    #[must_use]
    pub fn to_look_at(task: Task) -> Self {
        Self::new(task, Split::HeldOut, 0xd1ce)
    }

    /// The same from where another one's chance stood, see [`Self::generator`].
    #[must_use]
    pub const fn resumed(task: Task, part: Split, generator: Generator) -> Self {
        Self { task, part, generator }
    }

    /// Where its chance stands now.
    #[must_use]
    pub fn generator(&self) -> Generator {
        self.generator.clone()
    }

    /// A sample at a difficulty, whether the task trains on that difficulty or not. Where there are so few samples that
    /// none belongs to this part, as in recalling over a gap of two, it is one of the other.
    ///
    /// # Panics
    /// If the task's difficulty has no such difficulty.
    pub fn sample(&mut self, difficulty: usize) -> Sample {
        let Difficulty { measure, least, most, .. } = self.task.kind.difficulty();
        assert!((least..=most).contains(&difficulty), "a {measure} of {difficulty}: there are {least} to {most}");
        let mut refused = 0;
        loop {
            let input = self.task.kind.rules().draw(difficulty, self.task.to, &mut self.generator);
            // a task knows the answer to what it drew; if it did not, another is drawn
            let Some(target) = self.task.kind.target(&input) else {
                continue;
            };
            let sample = Sample { input, target };
            if Split::of(&sample) == self.part || refused == PATIENCE {
                return sample;
            }
            refused += 1;
        }
    }

    /// A batch from the task's whole difficulty: each sample at a difficulty of its own, unless that makes some longer
    /// than others where none can be padded.
    ///
    /// # Panics
    /// If the task is not possible, see [`Task::is_possible`].
    pub fn batch(&mut self, count: usize) -> Vec<Sample> {
        let task = self.task;
        let difficulty = |generator: &mut Generator| generator.random_range(task.from..=task.to);
        let first = difficulty(&mut self.generator);
        (0..count)
            .map(|_| {
                let at = if task.kind.rules().mixes_difficulties() { difficulty(&mut self.generator) } else { first };
                self.sample(at)
            })
            .collect()
    }
}
