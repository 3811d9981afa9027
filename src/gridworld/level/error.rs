//! What can be wrong with a level, where, and what to do about it.

use super::{built_in, limits};
use crate::{files::NotText, gridworld::Cell};
use thiserror::Error;

/// A level that cannot be used: which file, which place in it, what is wrong and how to mend it.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{file}: {place}: {problem}")]
pub struct LevelError {
    /// The file, or the level's name where it did not come from a file.
    pub file: String,
    /// The line, the setting or the cell of the map.
    pub place: String,
    /// What is wrong there.
    pub problem: LevelProblem,
}

impl LevelError {
    pub(super) fn new(file: &str, place: impl Into<String>, problem: LevelProblem) -> Self {
        Self { file: file.to_owned(), place: place.into(), problem }
    }

    /// Of a file that cannot be read, for this reason.
    #[must_use]
    pub fn unreadable(file: &str, reason: &str) -> Self {
        Self::new(file, "the file", LevelProblem::Unreadable { reason: reason.to_owned() })
    }
}

/// What is wrong with a level; each message ends with the remedy.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum LevelProblem {
    /// The file could not be read.
    #[error("cannot be read ({reason}); check the path, or name a built-in level: {}", built_in::NAMES.join(", "))]
    Unreadable {
        /// The file system's answer.
        reason: String,
    },
    /// The file is larger than any level.
    #[error("{bytes} bytes are too many for a level; keep it under {} bytes", limits::FILE)]
    FileTooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not text in UTF-8.
    #[error(transparent)]
    Encoding(#[from] NotText),
    /// Not TOML, an unknown or missing key, or a value of the wrong type.
    #[error("{message}; compare with `sidestep levels show classic`")]
    Syntax {
        /// The TOML reader's message.
        message: String,
    },
    /// A file of another version.
    #[error(
        "version {found} of the level format is unknown; write `version = 1`, or use the program that wrote this file"
    )]
    Version {
        /// The version that the file names.
        found: i64,
    },
    /// The map has no rows.
    #[error("the map is empty; draw at least one row, `.` for a free cell, `A` for the agent, `G` for the goal")]
    EmptyMap,
    /// A row of another length.
    #[error("this row has {found} cells and the first has {expected}; make them equal")]
    RaggedMap {
        /// Cells in this row.
        found: usize,
        /// Cells in the first row.
        expected: usize,
    },
    /// Too wide or too high.
    #[error("a board of {width} x {height} cells is out of bounds; use 1 to {side} cells a side", side = limits::SIDE)]
    BoardSize {
        /// Columns.
        width: usize,
        /// Rows.
        height: usize,
    },
    /// A character that means nothing.
    #[error(
        "`{found}` means nothing here; use `.` free, `#` wall, `A` agent, `G` goal, and a small letter or a digit for an obstacle's mark"
    )]
    UnknownMark {
        /// The character.
        found: char,
    },
    /// A mark on the map without its obstacle, or the other way round, or a mark that cannot be one.
    #[error("mark `{mark}` {what}")]
    Mark {
        /// The mark.
        mark: String,
        /// What is wrong, and the remedy.
        what: &'static str,
    },
    /// A hit cannot both end the episode and let it go on.
    #[error(
        "a hit ends the episode (`hit_ends = true`), so that nobody restarts; write `hit_ends = false` or leave `on_hit` out"
    )]
    HitEndsAndRestarts,
    /// Too few or too many of something.
    #[error("{found} {what}; use {min} to {max}")]
    Count {
        /// Of what.
        what: &'static str,
        /// How many.
        found: usize,
        /// At least.
        min: usize,
        /// At most.
        max: usize,
    },
    /// A cell that is off the board or a wall.
    #[error("{cell} is {what}; choose a free cell of the board")]
    NotFree {
        /// The cell.
        cell: Cell,
        /// Why it is not free.
        what: &'static str,
    },
    /// An agent would start on a goal.
    #[error("an agent starts on the goal at {cell}; move one of them")]
    StartOnGoal {
        /// The cell.
        cell: Cell,
    },
    /// Two goals on one cell.
    #[error("two goals lie on {cell}; remove one")]
    SameGoal {
        /// The cell.
        cell: Cell,
    },
    /// A number out of its range.
    #[error("{found} is out of range; use {min} to {max}")]
    Range {
        /// The number.
        found: String,
        /// At least.
        min: String,
        /// At most.
        max: String,
    },
    /// Something that a motion needs or does not know.
    #[error("{what}")]
    Motion {
        /// What is wrong, and the remedy.
        what: String,
    },
    /// A name with line breaks, or too long.
    #[error("use up to {max} characters, none of them a line break or a control character")]
    Wording {
        /// Most characters.
        max: usize,
    },
    /// A character that hides, joins or reorders others.
    #[error("it holds the invisible character U+{code:04X}, which changes how text is shown; remove it")]
    Invisible {
        /// Its number in Unicode.
        code: u32,
    },
    /// A name in which nothing can be seen.
    #[error("a level needs a name that can be seen; write one, such as `name = \"my level\"`")]
    Nameless,
    /// A setting that does not exist.
    #[error("unknown setting; known are {}", super::set::KEYS.join(", "))]
    UnknownSetting,
    /// A setting's value that does not read as what it should be.
    #[error("`{value}` is not {expected}")]
    Value {
        /// As given.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
}

impl LevelProblem {
    pub(super) fn motion(what: impl Into<String>) -> Self {
        Self::Motion { what: what.into() }
    }
}
