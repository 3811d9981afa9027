//! How fast time runs, and steps up and down.

use serde::{Deserialize, Serialize};

/// How fast simulated time runs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Speed {
    /// Steps in a second; counts where `turbo` is off.
    pub per_second: f32,
    /// As many steps as a frame's budget holds.
    pub turbo: bool,
}

impl Speed {
    /// Slowest, steps per second.
    pub const SLOWEST: f32 = 1.0;
    /// Fastest with a rate, steps per second; beyond it there is turbo.
    pub const FASTEST: f32 = 10_000.0;
    /// From one press of the faster key to the next.
    const NOTCH: f32 = 1.584_893_2;

    /// One notch (a fifth of a decade) faster or slower, within the limits.
    #[must_use]
    pub fn changed(self, direction: Direction) -> Self {
        let factor = match direction {
            Direction::Up => Self::NOTCH,
            Direction::Down => 1.0 / Self::NOTCH,
        };
        Self { per_second: (self.per_second * factor).clamp(Self::SLOWEST, Self::FASTEST), ..self }
    }
}

impl Default for Speed {
    fn default() -> Self {
        Self { per_second: 8.0, turbo: false }
    }
}

/// More or less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More, or the next one.
    Up,
    /// Less, or the previous one.
    Down,
}

#[cfg(test)]
mod tests {
    use super::{Direction, Speed};

    #[test]
    fn five_notches_make_a_decade_and_the_limits_hold() {
        let mut speed = Speed { per_second: 10.0, turbo: false };
        for _ in 0..5 {
            speed = speed.changed(Direction::Up);
        }
        assert!((speed.per_second - 100.0).abs() < 0.01, "{speed:?}");
        for _ in 0..100 {
            speed = speed.changed(Direction::Down);
        }
        assert_eq!(speed.per_second, Speed::SLOWEST);
        for _ in 0..100 {
            speed = speed.changed(Direction::Up);
        }
        assert_eq!(speed.per_second, Speed::FASTEST);
    }
}
