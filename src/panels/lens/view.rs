//! What the screen is handed, and what it asks for.

use bevy::ecs::message::Message;

use super::episode::step_of;
use crate::{
    arena::SteppedBoard,
    gridworld::Action,
    lens::{ActionComparison, Agreement, Followed, Lens, Subject, WalkStop},
    panels::{Direction, LensKey},
};

/// A tick that is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct LensView<'a> {
    /// The tick; `None` while the first one is being reached.
    pub shown: Option<ShownTick<'a>>,
    /// How far the tick that was asked for has been reached; `None` where nothing is under way.
    pub reached: Option<LensProgress>,
    /// What came of the last search.
    pub note: Option<LensNote>,
    /// Where the ticks come from.
    pub source: LensSource,
    /// Why no tick is shown, in words.
    pub fault: Option<&'a str>,
    /// The keys that were pressed.
    pub pressed: &'a [LensKey],
}

/// The way to a tick.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LensProgress {
    /// The tick that it has come to.
    pub tick: u64,
    /// The share of the way, 0 to 1.
    pub share: f32,
}

/// What ticks come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LensSource {
    /// The last tick that was made before the lens was opened; of a replay, that of its last step. The lens trains on beyond it.
    pub made: u64,
    /// Whether it is the run of a replay, to which the way back leads.
    pub is_of_replay: bool,
}

/// What came of a search, where that is not plain from the tick that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LensNote {
    /// It did not happen in these ticks.
    NotFound {
        /// What was looked for.
        event: LensEvent,
        /// The first tick that was looked at.
        first: u64,
        /// The last one; before the first where there was none.
        last: u64,
        /// Whether it was stopped there.
        is_stopped: bool,
    },
    /// The largest error of these ticks is shown.
    Largest {
        /// The first of them.
        first: u64,
        /// The last.
        last: u64,
    },
    /// There is no tick before the one that is shown.
    Beginning,
}

/// The tick that is shown, and where in it the viewer is.
#[derive(Clone, Copy, Debug)]
pub struct ShownTick<'a> {
    /// Its numbers.
    pub lens: Lens<'a>,
    /// The steps that the actor learned from; nothing where they are not known.
    pub past: &'a [SteppedBoard],
    /// Its small steps.
    pub stops: &'a [WalkStop],
    /// Which of them is looked at.
    pub at: usize,
    /// What was opened one out of the other from there on, the last in front.
    pub opened: &'a [Subject],
    /// The step and the weights that are followed.
    pub followed: Followed,
    /// Why this action and not another.
    pub why: WhyView<'a>,
}

/// Two actions beside each other.
#[derive(Clone, Copy, Debug, Default)]
pub struct WhyView<'a> {
    /// What is said of them; `None` while that is being worked out.
    pub comparison: Option<&'a ActionComparison>,
    /// What has become of the exact optimum.
    pub optimum: OptimumView<'a>,
    /// How often network and truth name the same obstacle, once that is known.
    pub agreement: Option<Agreement>,
}

/// What has become of the exact optimum, with and without each obstacle.
#[derive(Clone, Copy, Debug)]
pub enum OptimumView<'a> {
    /// It is being solved: how far, 0 to 1.
    Solving(f32),
    /// There is none, and why.
    Refused(&'a str),
    /// It is known.
    Known,
}

impl Default for OptimumView<'_> {
    fn default() -> Self {
        Self::Solving(0.0)
    }
}

impl ShownTick<'_> {
    /// The small step that is looked at.
    pub(super) fn stop(&self) -> WalkStop {
        self.stops[self.at]
    }

    /// The actor after the one whose part is shown, behind the last the first; `None` where there is no other.
    pub(super) fn next_actor(&self) -> Option<usize> {
        let count = self.lens.trace.boards.len();
        (count > 1).then(|| (self.lens.actor + 1) % count)
    }

    /// The step of the episode that the number in front belongs to, or else the one that is followed.
    pub(super) fn step_in_front(&self) -> usize {
        let of_stop = || step_of(self.stop().subject);
        step_of(self.subject()).or_else(of_stop).unwrap_or(self.followed.step)
    }

    /// The number in front.
    pub(super) fn subject(&self) -> Subject {
        self.opened.last().copied().unwrap_or_else(|| self.stop().subject)
    }
}

/// What to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LensEvent {
    /// An obstacle hits.
    Hit,
    /// A goal is reached.
    Goal,
    /// An action that was not the best one is tried.
    Exploration,
    /// The largest TD error or advantage of the run's last ticks.
    LargestError,
}

/// What is asked for on the screen.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LensCommand {
    /// One small step on or back, across ticks as well.
    Walk(Direction),
    /// To the next kind of small step or to the one before, across ticks as well.
    Kind(Direction),
    /// A whole tick on or back.
    Tick(Direction),
    /// To one of the tick's small steps.
    Show(usize),
    /// Open a number of the card in front.
    Open(Subject),
    /// Close what was opened down to so many.
    Close(usize),
    /// One level down: from the network to a layer, a unit, a weight; else to what the number in front is made of first.
    Into,
    /// Close what was opened last.
    Out,
    /// To what stands beside the number in front.
    Beside(Direction),
    /// Follow another step or weight.
    Follow(Followed),
    /// To the next tick in which this happens.
    Find(LensEvent),
    /// Another actor's part of the tick.
    Actor(usize),
    /// These two actions beside each other.
    Compare([Action; 2]),
    /// The first or the second of the two becomes the next action.
    NextAction(usize),
    /// Stop reaching a tick.
    Stop,
    /// Back to the screen that it was opened on.
    Leave,
}
