//! What the choices of a match are called, as keys of texts and, where a name carries another, as finished text.

use super::{HuntersChoice, ModeChoice, SeatChoice, StrengthChoice};
use crate::{language::Texts, panels::KeySet};

impl ModeChoice {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Race, Self::Score, Self::Hunt];

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Race => "mode-race",
            Self::Score => "mode-score",
            Self::Hunt => "mode-hunt",
        }
    }

    /// Key of its rule in a sentence.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Race => "mode-race-rule",
            Self::Score => "mode-score-rule",
            Self::Hunt => "mode-hunt-rule",
        }
    }
}

impl HuntersChoice {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::One, Self::All];

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::One => "hunters-one",
            Self::All => "hunters-all",
        }
    }
}

impl StrengthChoice {
    /// Key of the name of an opponent that is so strong.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Early => "seat-opponent-early",
            Self::Middle => "seat-opponent-middle",
            Self::Final => "seat-opponent-final",
        }
    }
}

impl SeatChoice {
    /// Its name in the language that is spoken; a network has its file's name.
    #[must_use]
    pub fn name(&self, texts: &Texts) -> String {
        let key = match self {
            Self::Person(KeySet::Arrows) => "seat-person-arrows",
            Self::Person(KeySet::Wasd) => "seat-person-wasd",
            Self::Person(KeySet::Ijkl) => "seat-person-ijkl",
            Self::Learner => "seat-learner",
            Self::File(path) => {
                return path
                    .file_stem()
                    .map_or_else(|| texts.t("seat-file").to_owned(), |name| name.to_string_lossy().into_owned());
            }
            Self::Opponent(strength) => strength.key(),
            Self::Optimum => "seat-optimum",
            Self::Random => "seat-random",
        };
        texts.t(key).to_owned()
    }

    /// Key of a sentence about it.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Person(_) => "seat-person-help",
            Self::Learner => "seat-learner-help",
            Self::File(_) => "seat-file-help",
            Self::Opponent(_) => "seat-opponent-help",
            Self::Optimum => "seat-optimum-help",
            Self::Random => "seat-random-help",
        }
    }
}
