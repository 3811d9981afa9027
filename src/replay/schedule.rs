//! Which training episodes are kept for their number: the first, cubes up to 1000, then every 1000th. A rule about numbers alone;
//! the best and the last are chosen in `kept`.

/// Where the cubes end and the thousands begin.
const CUBES: u64 = 1000;

/// The marks 1, 8, 27, .., 1000, 2000, 3000, ..: many while much is learned, few later.
///
/// Where several actors learn at once, only one of them is watched, and its episodes do not meet every mark. Its first one at or after a
/// mark is kept for it; marks that it passed over in one stride count as one, the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    next: u64,
}

impl Default for Schedule {
    fn default() -> Self {
        Self { next: 1 }
    }
}

impl Schedule {
    /// Of a run in which an episode was kept for `mark` last.
    #[must_use]
    pub const fn after(mark: u64) -> Self {
        Self { next: following(mark) }
    }

    /// The mark that the episode of this number is kept for, if it is. Numbers only grow.
    pub const fn take(&mut self, episode: u64) -> Option<u64> {
        if episode < self.next {
            return None;
        }
        let mut mark = self.next;
        if episode >= CUBES {
            mark = episode - episode % CUBES;
        } else {
            while following(mark) <= episode {
                mark = following(mark);
            }
        }
        self.next = following(mark);
        Some(mark)
    }
}

/// The first mark after a number.
const fn following(number: u64) -> u64 {
    if number >= CUBES {
        return (number / CUBES).saturating_add(1).saturating_mul(CUBES);
    }
    let mut root = 1_u64;
    while root.pow(3) <= number {
        root += 1;
    }
    root.pow(3)
}
