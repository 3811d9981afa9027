//! What the training screen asks for. Who carries it out, and whether it can be, is not known here.

use std::sync::Arc;

use bevy::ecs::message::Message;
use serde::{Deserialize, Serialize};

use crate::{
    gridworld::{Level, MotionKind},
    learning::{Comparison, Hyperparameters},
    panels::{Draft, Overlays, Speed},
};

/// What is asked of the runs and of their boards.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum TrainCommand {
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
    /// Something about the code of a run.
    RunCode(RunCodeCommand),
    /// Save what the plots show.
    ExportCurves(CurveFile),
    /// Show the decisions of this lane, counted from 0.
    SelectLane(usize),
    /// What the board shows.
    SetOverlays(Overlays),
    /// What a click on the board does.
    SetTool(EditTool),
    /// Take the last edit of the board back.
    UndoEdit,
    /// Look into the last tick with the lens.
    Inspect,
}

/// What is done with the code of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunCodeCommand {
    /// Put the code of the run in view on the clipboard.
    Copy,
    /// Read the code on the clipboard, and ask whether to begin its run.
    Paste,
    /// Begin the run of the pasted code.
    Begin,
    /// Leave the pasted code alone.
    Dismiss,
}

/// The seed of a reset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SeedChoice {
    /// The same one: the same run again.
    Same,
    /// Another one.
    New,
}

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
