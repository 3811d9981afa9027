//! How things move between two states: pure functions of a share of time.
//! No clock here; callers say how far along they are.

use std::f32::consts::{PI, TAU};

use bevy::math::Vec2;

use crate::gridworld::Cell;

/// The share of a move after which its pieces have as good as arrived.
pub const ARRIVED: f32 = 0.7;

/// Starts and ends gently: 3t^2 - 2t^3; outside 0..1 it stays at the ends.
pub fn ease_in_out(share: f32) -> f32 {
    let t = share.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Starts fast and comes to rest: 1 - (1 - t)^3.
pub fn ease_out(share: f32) -> f32 {
    let rest = 1.0 - share.clamp(0.0, 1.0);
    1.0 - rest * rest * rest
}

/// There and back again: 0 at both ends, 1 in the middle.
pub fn there_and_back(share: f32) -> f32 {
    (share.clamp(0.0, 1.0) * PI).sin()
}

/// A slow breath between -1 and 1, `period` seconds long.
pub fn breath(seconds: f32, period: f32) -> f32 {
    (seconds * TAU / period).sin()
}

/// The middle of a cell in board coordinates (cells, y downwards).
pub fn centre(cell: Cell) -> Vec2 {
    Vec2::new(cell.x as f32 + 0.5, cell.y as f32 + 0.5)
}

/// Between the middles of two cells, eased. Cells that do not touch are a jump (a new episode), not a journey.
pub fn between(from: Cell, to: Cell, progress: f32) -> Vec2 {
    let apart = (from.x - to.x).abs().max((from.y - to.y).abs());
    if apart > 1 {
        return centre(to);
    }
    centre(from).lerp(centre(to), ease_in_out(progress))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easings_start_at_zero_end_at_one_and_never_turn_back() {
        for ease in [ease_in_out, ease_out] {
            assert_eq!(ease(-1.0), 0.0);
            assert_eq!(ease(0.0), 0.0);
            assert_eq!(ease(1.0), 1.0);
            assert_eq!(ease(2.0), 1.0);
            let mut last = 0.0;
            for step in 1..=100 {
                let now = ease(step as f32 / 100.0);
                assert!(now >= last);
                last = now;
            }
        }
    }

    #[test]
    fn a_move_ends_in_the_middles_and_a_jump_is_no_journey() {
        let (here, there) = (Cell { x: 1, y: 1 }, Cell { x: 2, y: 1 });
        assert_eq!(between(here, there, 0.0), Vec2::new(1.5, 1.5));
        assert_eq!(between(here, there, 0.5), Vec2::new(2.0, 1.5));
        assert_eq!(between(here, there, 1.0), Vec2::new(2.5, 1.5));
        let far = Cell { x: 9, y: 9 };
        assert_eq!(between(here, far, 0.1), Vec2::new(9.5, 9.5));
    }
}
