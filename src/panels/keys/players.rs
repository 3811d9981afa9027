//! The three sets of keys that people steer with: up to three share one keyboard.

use serde::{Deserialize, Serialize};

/// The keys of one person, named by what they are before anybody changes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeySet {
    /// The arrows, and Space to stay.
    Arrows,
    /// W, A, S, D, and Q to stay.
    Wasd,
    /// I, J, K, L, and U to stay.
    Ijkl,
}

impl KeySet {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Arrows, Self::Wasd, Self::Ijkl];

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Arrows => "keys-arrows",
            Self::Wasd => "keys-wasd",
            Self::Ijkl => "keys-ijkl",
        }
    }

    /// Its name in the file of the settings.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::Arrows => "arrows",
            Self::Wasd => "wasd",
            Self::Ijkl => "ijkl",
        }
    }
}
