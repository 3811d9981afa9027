//! What a person's keys ask for, step by step: nothing that was pressed is lost, and a key that is held goes on.
//! Which key stands for which action is said by the key map.

use crate::gridworld::Action;

/// From this share of a step on, a further key is meant for the step after: the person was a little early.
const EARLY: f32 = 0.5;
/// Two keys that follow each other so quickly, in seconds, are a turn; the second is no change of mind about the first.
const TURN: f32 = 0.15;

/// The keys of one seat.
///
/// Of several keys pressed in one step the last counts. A key that is pressed in the second half of a step that has one
/// already, or right after it, is kept for the next step instead, so that turning a corner in time does not cost the step
/// before it. (From three and a third steps a second on, every further key is one or the other: none is dropped.)
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keypresses {
    /// For the step to come.
    next: Option<Action>,
    /// When it was pressed.
    pressed_at: f32,
    /// For the one after it.
    early: Option<Action>,
    /// Held down now, in the order in which they were pressed.
    held: Vec<Action>,
}

impl Keypresses {
    /// A key went down when `share` of the present step (0 to 1) had passed, `now` on a clock in seconds.
    pub fn press(&mut self, action: Action, share: f32, now: f32) {
        self.held.retain(|held| *held != action);
        self.held.push(action);
        let is_a_turn = now - self.pressed_at < TURN;
        self.pressed_at = now;
        if self.next.is_some() && (share >= EARLY || is_a_turn) {
            self.early = Some(action);
        } else {
            self.next = Some(action);
            self.early = None;
        }
    }

    /// A key came up again.
    pub fn release(&mut self, action: Action) {
        self.held.retain(|held| *held != action);
    }

    /// What the person wants in the step that is made now: what was pressed, else what is held, else nothing.
    pub fn take(&mut self) -> Option<Action> {
        let pressed = self.next.take();
        self.next = self.early.take();
        pressed.or_else(|| self.held.last().copied())
    }

    /// What was pressed and not used yet, without what is held: for a world that waits.
    pub fn take_pressed(&mut self) -> Option<Action> {
        let pressed = self.next.take();
        self.next = self.early.take();
        pressed
    }

    /// Whether something was pressed that no step has used yet.
    pub const fn is_waiting(&self) -> bool {
        self.next.is_some()
    }

    /// Forgets everything: the window has lost the keyboard, or a round begins.
    pub fn forget(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Action::{Down, Left, Right, Up};

    #[test]
    fn of_several_keys_in_a_slow_step_the_last_counts() {
        let mut keys = Keypresses::default();
        for (action, share, now) in [(Up, 0.0, 5.0), (Left, 0.2, 5.2), (Right, 0.4, 5.4)] {
            keys.press(action, share, now);
            keys.release(action);
        }
        assert_eq!(keys.take(), Some(Right));
        assert_eq!(keys.take(), None, "a tap is one step");
    }

    #[test]
    fn an_early_key_is_kept_for_the_next_step() {
        let mut keys = Keypresses::default();
        keys.press(Right, 0.2, 5.2);
        keys.release(Right);
        keys.press(Down, 0.8, 5.8);
        keys.release(Down);
        assert_eq!([keys.take(), keys.take(), keys.take()], [Some(Right), Some(Down), None]);
    }

    #[test]
    fn two_keys_in_quick_succession_are_a_turn() {
        let mut keys = Keypresses::default();
        keys.press(Right, 0.1, 5.01);
        keys.release(Right);
        keys.press(Down, 0.4, 5.05);
        keys.release(Down);
        assert_eq!([keys.take(), keys.take(), keys.take()], [Some(Right), Some(Down), None]);
    }

    #[test]
    fn a_key_alone_counts_however_late_it_comes() {
        let mut keys = Keypresses::default();
        keys.press(Up, 0.99, 5.99);
        keys.release(Up);
        assert_eq!([keys.take(), keys.take()], [Some(Up), None]);
    }

    #[test]
    fn what_is_held_goes_on_and_the_latest_of_two_leads() {
        let mut keys = Keypresses::default();
        keys.press(Right, 0.1, 5.1);
        assert_eq!([keys.take(), keys.take()], [Some(Right), Some(Right)]);
        keys.press(Down, 0.1, 7.1);
        assert_eq!([keys.take(), keys.take()], [Some(Down), Some(Down)]);
        keys.release(Down);
        assert_eq!(keys.take(), Some(Right));
        keys.release(Right);
        assert_eq!(keys.take(), None);
    }

    #[test]
    fn a_world_that_waits_is_moved_by_presses_alone() {
        let mut keys = Keypresses::default();
        keys.press(Up, 0.0, 5.0);
        assert!(keys.is_waiting());
        assert_eq!(keys.take_pressed(), Some(Up));
        assert_eq!(keys.take_pressed(), None, "it is still held, but was pressed once");
    }
}
