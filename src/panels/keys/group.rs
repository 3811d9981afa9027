//! The groups in which keys are listed, and the screens on which each acts. Which keys they are is in `bindings`.

use super::KeySet;
use crate::panels::Tab;

/// The groups of the list on F1, with the keys of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Time.
    Run,
    /// What the board shows.
    View,
    /// Changing the board.
    Edit,
    /// Files.
    Files,
    /// A match.
    Versus,
    /// Steering.
    Player(KeySet),
    /// A replay.
    Replay,
    /// The sequence lab.
    Sequence,
    /// The lens.
    Lens,
    /// The window.
    Window,
}

impl Group {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 12] = [
        Self::Run,
        Self::View,
        Self::Edit,
        Self::Files,
        Self::Versus,
        Self::Player(KeySet::Arrows),
        Self::Player(KeySet::Wasd),
        Self::Player(KeySet::Ijkl),
        Self::Replay,
        Self::Sequence,
        Self::Lens,
        Self::Window,
    ];

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Run => "keys-run",
            Self::View => "keys-view",
            Self::Edit => "keys-edit",
            Self::Files => "keys-files",
            Self::Versus => "keys-versus",
            Self::Player(set) => set.key(),
            Self::Replay => "keys-replay",
            Self::Sequence => "keys-sequence",
            Self::Lens => "keys-lens",
            Self::Window => "keys-window",
        }
    }

    /// The screens on which its keys do something.
    #[must_use]
    pub const fn tabs(self) -> &'static [Tab] {
        match self {
            Self::Run | Self::Edit | Self::Files => &[Tab::Train],
            Self::View => &[Tab::Train, Tab::Replay],
            Self::Versus | Self::Player(_) => &[Tab::Versus],
            Self::Replay => &[Tab::Replay],
            Self::Sequence => &[Tab::Sequence],
            Self::Lens => &[Tab::Lens],
            Self::Window => &Tab::ALL,
        }
    }
}
