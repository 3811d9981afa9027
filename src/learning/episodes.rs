//! What REINFORCE remembers of episodes: those that are running, one per actor, and those that are finished and wait.
//! Returns are computed here; what is learned from them is in `reinforce`.

use std::mem;

use serde::{Deserialize, Serialize};

/// The longest stretch that is learned from at once. A longer episode is cut here as if it were truncated, so that an
/// agent that hides in a level without a time limit still learns, and memory stays bounded.
pub(super) const LONGEST: usize = 1000;

/// Steps in the order in which they were made: s_t, a_t, log pi(a_t|s_t) when it was chosen, and r_{t+1}.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Steps {
    pub(super) observations: Vec<f32>,
    pub(super) actions: Vec<usize>,
    pub(super) log_probabilities: Vec<f32>,
    /// Rewards while the episode runs; the returns that followed once it is finished.
    pub(super) returns: Vec<f32>,
    /// The rewards of what is finished: no update needs them, who looks at one does. Early versions did not write
    /// them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) rewards: Vec<f32>,
}

/// With which gamma the returns of an episode were summed up, and what was taken for the rest where it was cut off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Ending {
    pub(super) gamma: f32,
    pub(super) tail: f32,
}

impl Ending {
    /// States of early versions do not tell: of what had ended before they were saved.
    const FORGOTTEN: Self = Self { gamma: f32::NAN, tail: f32::NAN };
}

impl Steps {
    pub(super) fn len(&self) -> usize {
        self.actions.len()
    }

    fn clear(&mut self) {
        self.observations.clear();
        self.actions.clear();
        self.log_probabilities.clear();
        self.returns.clear();
        self.rewards.clear();
    }

    fn append(&mut self, other: &Self) {
        self.observations.extend_from_slice(&other.observations);
        self.actions.extend_from_slice(&other.actions);
        self.log_probabilities.extend_from_slice(&other.log_probabilities);
        self.returns.extend_from_slice(&other.returns);
    }

    fn fits(&self, size: usize, actions: usize) -> bool {
        let count = self.len();
        self.observations.len() == count * size
            && self.log_probabilities.len() == count
            && self.returns.len() == count
            && self.actions.iter().all(|&action| action < actions)
    }
}

/// The memory of all actors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Episodes {
    running: Vec<Steps>,
    finished: Steps,
    /// Which actor each finished episode was, and how many steps it had.
    origins: Vec<(usize, usize)>,
    /// How each of them ended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    endings: Vec<Ending>,
}

impl Episodes {
    pub(super) fn new(actors: usize) -> Self {
        Self {
            running: vec![Steps::default(); actors],
            finished: Steps::default(),
            origins: Vec::new(),
            endings: Vec::new(),
        }
    }

    pub(super) fn fits(&self, actors: usize, size: usize, actions: usize) -> bool {
        self.running.len() == actors
            && self.running.iter().chain([&self.finished]).all(|steps| steps.fits(size, actions))
            && self.origins.iter().all(|&(actor, _)| actor < actors)
            && self.origins.iter().map(|&(_, steps)| steps).sum::<usize>() == self.finished.len()
    }

    /// The same with NaN for what an early version did not write.
    pub(super) fn filled(mut self) -> Self {
        self.finished.rewards.resize(self.finished.len(), f32::NAN);
        self.endings.resize(self.origins.len(), Ending::FORGOTTEN);
        self
    }

    /// One more step of an actor's running episode; its length now.
    pub(super) fn push(
        &mut self,
        actor: usize,
        row: &[f32],
        action: usize,
        log_probability: f32,
        reward: f32,
    ) -> usize {
        let steps = &mut self.running[actor];
        steps.observations.extend_from_slice(row);
        steps.actions.push(action);
        steps.log_probabilities.push(log_probability);
        steps.returns.push(reward);
        steps.len()
    }

    /// Ends an actor's episode: G_t = r_{t+1} + gamma G_{t+1}, beginning with `tail`, the value of what was cut off.
    pub(super) fn finish(&mut self, actor: usize, gamma: f32, tail: f32) {
        let steps = &mut self.running[actor];
        self.finished.rewards.extend_from_slice(&steps.returns);
        let mut following = tail;
        for reward in steps.returns.iter_mut().rev() {
            following = *reward + gamma * following;
            *reward = following;
        }
        self.origins.push((actor, steps.len()));
        self.endings.push(Ending { gamma, tail });
        self.finished.append(steps);
        steps.clear();
    }

    /// How many episodes wait to be learned from.
    pub(super) fn finished_count(&self) -> usize {
        self.origins.len()
    }

    /// Hands the waiting episodes over: their steps with the returns, one episode after the other, and which actor
    /// each episode was and how many steps it had, and how it ended. What was in the buffers is forgotten; they take
    /// turns with its own.
    pub(super) fn take_finished(
        &mut self,
        steps: &mut Steps,
        origins: &mut Vec<(usize, usize)>,
        endings: &mut Vec<Ending>,
    ) {
        steps.clear();
        origins.clear();
        endings.clear();
        mem::swap(&mut self.finished, steps);
        mem::swap(&mut self.origins, origins);
        mem::swap(&mut self.endings, endings);
    }
}
