//! Plays a replay: forwards, backwards, to any step. Every step is made by the rules and compared with what was recorded;
//! when the next one is made is the business of whoever watches.

use std::ops::Deref;

use super::{AgentScore, Difference, Replay, Step, steps::check};
use crate::gridworld::{Cell, GridWorld, Outcome};

/// Keyframes of a replay at most.
const KEYFRAMES: usize = 256;
/// Steps between two keyframes at least.
const STRIDE: usize = 32;

/// A replay that is being played. It owns its replay or borrows it: `Player<Arc<Replay>>`, `Player<&Replay>`.
pub struct Player<R> {
    replay: R,
    /// How many steps have been made.
    position: usize,
    moment: Keyframe,
    /// The moments at multiples of `stride`, as far as was ever played.
    keyframes: Vec<Keyframe>,
    stride: usize,
}

/// All there is to see between two steps.
#[derive(Clone)]
struct Keyframe {
    world: GridWorld,
    /// Where the agents stood before the step.
    before: Vec<Cell>,
    /// Where the step led them, before anything was done to the board.
    landed: Vec<Cell>,
    outcomes: Vec<Outcome>,
    scores: Vec<AgentScore>,
}

impl<R: Deref<Target = Replay>> Player<R> {
    /// Before the first step.
    pub fn new(replay: R) -> Self {
        let agents = replay.start.agents();
        let moment = Keyframe {
            world: replay.start.clone(),
            before: agents.to_vec(),
            landed: agents.to_vec(),
            outcomes: vec![Outcome::default(); agents.len()],
            scores: vec![AgentScore::default(); agents.len()],
        };
        Self {
            position: 0,
            keyframes: vec![moment.clone()],
            stride: replay.steps.len().div_ceil(KEYFRAMES).max(STRIDE),
            moment,
            replay,
        }
    }

    /// What is played.
    pub fn replay(&self) -> &Replay {
        &self.replay
    }

    /// The same, as it is held.
    pub const fn held(&self) -> &R {
        &self.replay
    }

    /// Steps in the replay.
    pub fn len(&self) -> usize {
        self.replay.steps.len()
    }

    /// Whether there is no step in it.
    pub fn is_empty(&self) -> bool {
        self.replay.steps.is_empty()
    }

    /// How many steps have been made: 0 at the start, [`Self::len`] at the end.
    pub const fn position(&self) -> usize {
        self.position
    }

    /// The world as it is now.
    pub const fn world(&self) -> &GridWorld {
        &self.moment.world
    }

    /// Where the agents stood before the last step.
    pub fn agents_before(&self) -> &[Cell] {
        &self.moment.before
    }

    /// Where the last step led the agents; they stand elsewhere now only where one was put back for another lap.
    pub fn agents_landed(&self) -> &[Cell] {
        &self.moment.landed
    }

    /// What the last step led to, by agent; nothing at the start.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.moment.outcomes
    }

    /// What each agent has got so far.
    pub fn scores(&self) -> &[AgentScore] {
        &self.moment.scores
    }

    /// The step that led here; `None` at the start.
    pub fn last(&self) -> Option<Step<'_>> {
        self.replay.steps.get(self.position.checked_sub(1)?)
    }

    /// The step that comes, with what is thought now; `None` at the end.
    pub fn next(&self) -> Option<Step<'_>> {
        self.replay.steps.get(self.position)
    }

    /// Makes the next step; `false` at the end.
    ///
    /// # Errors
    /// When it does not lead where it was recorded to lead. The player stays where it was.
    pub fn step(&mut self) -> Result<bool, Difference> {
        let steps = &self.replay.steps;
        let Some(step) = steps.get(self.position) else {
            return Ok(false);
        };
        self.moment.make(step);
        if check(&self.moment.world, &self.moment.outcomes) != steps.checks[self.position] {
            let difference = Difference::new(&self.replay, self.position + 1);
            self.rewind(self.position);
            return Err(difference);
        }
        self.position += 1;
        if self.position == self.keyframes.len() * self.stride {
            self.keyframes.push(self.moment.clone());
        }
        Ok(true)
    }

    /// Goes to where `position` steps have been made, or to the end.
    ///
    /// # Errors
    /// When a step on the way does not lead where it was recorded to lead. The player stands before that step then.
    pub fn seek(&mut self, position: usize) -> Result<(), Difference> {
        let position = position.min(self.len());
        let keyframe = (position / self.stride).min(self.keyframes.len() - 1);
        if position < self.position || keyframe * self.stride > self.position {
            self.moment.clone_from(&self.keyframes[keyframe]);
            self.position = keyframe * self.stride;
        }
        while self.position < position {
            self.step()?;
        }
        Ok(())
    }

    /// Makes the steps up to `position` again, which have all been made and found true before.
    fn rewind(&mut self, position: usize) {
        let keyframe = position / self.stride;
        self.moment.clone_from(&self.keyframes[keyframe]);
        for index in keyframe * self.stride..position {
            if let Some(step) = self.replay.steps.get(index) {
                self.moment.make(step);
            }
        }
    }
}

impl Keyframe {
    /// One step on.
    fn make(&mut self, step: Step<'_>) {
        self.before.copy_from_slice(self.world.agents());
        step.make(&mut self.world, &mut self.outcomes, &mut self.landed);
        for (score, outcome) in self.scores.iter_mut().zip(&self.outcomes) {
            score.add(outcome);
        }
    }
}
