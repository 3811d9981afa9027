//! The clock of what is played step by step: from the time of frames and a speed to whole steps, and to how far pieces have come
//! between two of them. What a step does is the business of whoever has the clock.

/// Seconds of a frame that count at most: what is missed after a hiccup is not made up for.
const LONGEST_FRAME: f64 = 0.25;
/// Seconds in which a piece glides to its next cell in a single step.
const GLIDE: f32 = 0.12;
/// Steps a second that the eye can follow from cell to cell.
pub const FOLLOWED: f32 = 30.0;

/// Steps that are due, and the time since one was made alone.
#[derive(Clone, Copy, Debug)]
pub struct StepClock {
    /// With the fraction of the next one.
    due: f64,
    since_step: f32,
}

impl Default for StepClock {
    /// All pieces have arrived, and no step is due.
    fn default() -> Self {
        Self { due: 0.0, since_step: GLIDE }
    }
}

impl StepClock {
    /// All pieces have arrived, and the next step begins at once.
    pub fn at_once() -> Self {
        Self { due: 1.0, ..Self::default() }
    }

    /// All pieces have arrived, and the first step is due after so many seconds at a speed, or after a whole step if that is sooner.
    pub fn due_in(seconds: f32, per_second: f32) -> Self {
        Self { due: f64::from(1.0 - seconds * per_second).max(0.0), ..Self::default() }
    }

    /// Time passes at a speed.
    pub fn run(&mut self, seconds: f64, per_second: f32) {
        self.due += f64::from(per_second) * seconds.min(LONGEST_FRAME);
    }

    /// Time passes for the pieces alone.
    pub fn glide(&mut self, seconds: f32) {
        self.since_step += seconds;
    }

    /// Whether a step is due; it counts as made.
    pub fn take(&mut self) -> bool {
        let is_due = self.due >= 1.0;
        self.due -= f64::from(u8::from(is_due));
        is_due
    }

    /// All steps that are due; they count as made.
    pub fn take_all(&mut self) -> u32 {
        let steps = self.due as u32;
        self.due = self.due.fract();
        steps
    }

    /// A single step was made so many seconds ago.
    pub fn stepped(&mut self, ago: f32) {
        self.since_step = ago;
    }

    /// How far time has come towards the next step, 0 to 1.
    pub fn share(&self) -> f32 {
        self.due.clamp(0.0, 1.0) as f32
    }

    /// How far pieces have come to their next cell after a single step, 0 to 1.
    pub fn glided(&self) -> f32 {
        (self.since_step / GLIDE).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_steps_are_due_as_the_speed_says_however_time_is_cut() {
        for frames in [1, 7, 60, 144] {
            let mut clock = StepClock::default();
            let mut steps = 0;
            for _ in 0..frames * 8 {
                clock.run(0.125 / f64::from(frames), 12.0);
                while clock.take() {
                    steps += 1;
                }
            }
            let left = clock.share();
            assert!((f64::from(steps) + f64::from(left) - 12.0).abs() < 1e-6, "{steps} and {left} of 12");
        }
    }

    #[test]
    fn a_hiccup_is_not_made_up_for() {
        let mut clock = StepClock::at_once();
        clock.run(60.0, 8.0);
        assert_eq!((clock.take_all(), clock.share()), (3, 0.0));
        assert!(!clock.take());
    }

    #[test]
    fn after_a_single_step_pieces_glide_and_arrive() {
        let mut clock = StepClock::default();
        assert_eq!(clock.glided(), 1.0);
        clock.stepped(0.0);
        clock.glide(GLIDE / 2.0);
        assert_eq!(clock.glided(), 0.5);
        clock.glide(1.0);
        assert_eq!(clock.glided(), 1.0);
    }
}
