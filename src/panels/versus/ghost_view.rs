//! The ghost of a race as data: which one is chosen, and how everybody stands beside it. And what a time trial is, in a line.

use std::path::PathBuf;

use bevy_egui::egui::{Pos2, Ui};
use serde::{Deserialize, Serialize};

use crate::{
    arena::{opponents::Rung, versus::Lead},
    panels::{KeyAction, Look, VersusKey},
};

/// Who runs along in a race without being there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GhostChoice {
    /// Nobody.
    #[default]
    None,
    /// The person's best race on the level.
    Best,
    /// A race from a replay file; an empty path where none has been chosen yet.
    File(PathBuf),
    /// A built-in opponent of the level.
    Agent(Rung),
}

impl GhostChoice {
    /// Whether it was recorded on a board of its own, on which all rounds are run then: a time trial.
    #[must_use]
    pub const fn is_recorded(&self) -> bool {
        matches!(self, Self::Best | Self::File(_))
    }

    /// Its name's key.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            Self::None => "ghost-none",
            Self::Best => "ghost-best",
            Self::File(_) => "ghost-file",
            Self::Agent(_) => "ghost-agent",
        }
    }

    /// The key of what is said of it.
    pub(super) const fn help(&self) -> &'static str {
        match self {
            Self::None => "ghost-none-help",
            Self::Best => "ghost-best-help",
            Self::File(_) => "ghost-file-help",
            Self::Agent(_) => "ghost-agent-help",
        }
    }
}

/// How a seat stands beside the ghost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GhostLine {
    /// The seat.
    pub seat: usize,
    /// Where that was seen.
    pub gate: Gate,
    /// By how much it leads.
    pub lead: Lead,
}

/// A place where a seat is compared with the ghost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Half of the way.
    HalfWay,
    /// The end of the round.
    End,
    /// The end of the round before.
    Before,
}

/// The ghost of a match, and how everybody stands beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GhostView<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Whether all rounds have its board.
    pub is_trial: bool,
    /// Whether it runs in this round; the first run of all has none before it.
    pub is_there: bool,
    /// For each seat that is compared, if there is something to say.
    pub lines: Vec<GhostLine>,
    /// Whether more than one seat is compared.
    pub is_shared: bool,
    /// The middle of its piece on the board, and half a cell, in points.
    pub at: Option<(Pos2, f32)>,
}

/// What a time trial is, in a line.
pub(super) fn trial(ui: &mut Ui, look: Look<'_>) {
    let key = look.key(ui, KeyAction::Versus(VersusKey::Restart));
    ui.label(look.small(look.texts.t_with("ghost-trial", &[("key", key.as_str().into())])));
}
