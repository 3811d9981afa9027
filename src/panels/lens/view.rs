//! What the screen is handed, and what it asks for.

use bevy::ecs::message::Message;

use crate::{
    lens::{Followed, Lens, Subject, WalkStop},
    panels::{Direction, LensKey},
};

/// A tick that is looked at.
#[derive(Clone, Copy, Debug)]
pub struct LensView<'a> {
    /// The tick; `None` while the first one is being reached.
    pub shown: Option<ShownTick<'a>>,
    /// How far the tick that was asked for has been reached, 0 to 1; `None` where nothing is under way.
    pub reached: Option<f32>,
    /// The keys that were pressed.
    pub pressed: &'a [LensKey],
}

/// The tick that is shown, and where in it the viewer is.
#[derive(Clone, Copy, Debug)]
pub struct ShownTick<'a> {
    /// Its numbers.
    pub lens: Lens<'a>,
    /// Its small steps.
    pub stops: &'a [WalkStop],
    /// Which of them is looked at.
    pub at: usize,
    /// What was opened one out of the other from there on, the last in front.
    pub opened: &'a [Subject],
    /// The step and the weights that are followed.
    pub followed: Followed,
}

impl ShownTick<'_> {
    /// The small step that is looked at.
    pub(super) fn stop(&self) -> WalkStop {
        self.stops[self.at]
    }

    /// The number in front.
    pub(super) fn subject(&self) -> Subject {
        self.opened.last().copied().unwrap_or_else(|| self.stop().subject)
    }
}

/// What to look for in the ticks that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LensEvent {
    /// An obstacle hits.
    Hit,
    /// A goal is reached.
    Goal,
    /// An action that was not the best one is tried.
    Exploration,
}

/// What is asked for on the screen.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum LensCommand {
    /// One small step on or back, across ticks as well.
    Walk(Direction),
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
    /// Stop reaching a tick.
    Stop,
    /// Back to the training screen.
    Leave,
}
