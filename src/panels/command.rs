//! What panels ask for. Who carries it out, and whether it can be, is not known here.

use std::sync::Arc;

use bevy::state::state::States;
use serde::{Deserialize, Serialize};

use super::{ClipChoice, Draft, Overlays, ReplayCommand, SequenceCommand, Settings, VersusCommand};
use crate::{
    gridworld::{Level, MotionKind},
    learning::{Comparison, Hyperparameters},
    names::named,
};

/// One wish of the person at the window.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Let time run.
    Play,
    /// Let time stand.
    Pause,
    /// One step, then stand.
    Step,
    /// Start the run again from nothing.
    Reset(SeedChoice),
    /// Take the last reset (or restart with other settings) back.
    UndoReset,
    /// How fast time runs.
    SetSpeed(Speed),
    /// Start a run with these settings on this level.
    Apply(Box<Draft>, Arc<Level>),
    /// Start this comparison with this seed, and show what comes of it.
    Compare(Comparison, u64),
    /// Take over the settings that act at once; the others of them are to be left alone.
    SetLive(Box<Hyperparameters>),
    /// Choose a file and open it: a level, a checkpoint or a saved run.
    Open,
    /// Choose a file name and save.
    Save(SaveWhat),
    /// Save what the plots show.
    ExportCurves(CurveFile),
    /// Show the decisions of this lane.
    SelectLane(Lane),
    /// What the board shows.
    SetOverlays(Overlays),
    /// What a click on the board does.
    SetTool(EditTool),
    /// Take the last edit of the board back.
    UndoEdit,
    /// Language, theme, scale and so on.
    SetSettings(Settings),
    /// Another screen.
    ShowTab(Tab),
    /// Open or close the list of keys.
    ToggleHelp,
    /// Open or close the settings.
    ToggleSettings,
    /// Open or close the page about the program.
    ToggleAbout,
    /// Begin a clip of the window, or end it.
    ToggleRecording,
    /// Take a picture of the window.
    TakeStill,
    /// What is recorded, and into what.
    SetClip(ClipChoice),
    /// Use the whole screen, or a window again.
    ToggleFullscreen,
    /// Something about a match.
    Versus(VersusCommand),
    /// Something about a replay.
    Replay(ReplayCommand),
    /// Something in the sequence lab.
    Sequence(SequenceCommand),
}

/// The seed of a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SeedChoice {
    /// The same one: the same run again.
    Same,
    /// Another one.
    New,
}

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

/// A simulation among those shown side by side, counted from 0.
pub type Lane = usize;

/// What can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveWhat {
    /// The network, for evaluation and play.
    Policy,
    /// The whole run, to go on with it.
    Run,
    /// The board as it is now.
    Level,
}

/// How curves are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CurveFile {
    /// A picture.
    Png,
    /// Numbers.
    Csv,
}

/// What a click on a cell of the board does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum EditTool {
    /// Nothing: the board is only looked at.
    #[default]
    Look,
    /// Puts a wall there, or takes it away.
    Wall,
    /// Moves the agent's start there.
    Start,
    /// Moves the goal there.
    Goal,
    /// Puts an obstacle there that moves so.
    Obstacle(MotionKind),
    /// Clears the cell.
    Erase,
}

impl EditTool {
    /// One of each, with the motion that a new window has.
    pub const ALL: [Self; 6] =
        [Self::Look, Self::Wall, Self::Start, Self::Goal, Self::Obstacle(MotionKind::PatrolX), Self::Erase];

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Look => "tool-look",
            Self::Wall => "tool-wall",
            Self::Start => "tool-start",
            Self::Goal => "tool-goal",
            Self::Obstacle(_) => "tool-obstacle",
            Self::Erase => "tool-erase",
        }
    }
}

named! {
    /// A screen of the window; Bevy's state says which one is shown.
    #[derive(Default, States)]
    Tab, "tab", {
        /// Watching agents learn.
        #[default]
        #[serde(alias = "Train")]
        Train = "train",
        /// Playing against them.
        #[serde(alias = "Versus")]
        Versus = "versus",
        /// What happened, once more.
        #[serde(alias = "Replay")]
        Replay = "replay",
        /// Recurrent networks, trained and looked into.
        #[serde(alias = "Sequence")]
        Sequence = "sequence",
    }
}

impl Tab {
    /// Its icon.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Train => egui_phosphor::regular::GRADUATION_CAP,
            Self::Versus => egui_phosphor::regular::GAME_CONTROLLER,
            Self::Replay => egui_phosphor::regular::FILM_STRIP,
            Self::Sequence => egui_phosphor::regular::GRAPH,
        }
    }
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
