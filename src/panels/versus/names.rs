//! What the choices of a match are called, as keys of texts and, where a name carries another, as finished text.

use super::SeatChoice;
use crate::{
    arena::{
        opponents::Rung,
        versus::{How, Round, RoundEnd},
    },
    language::Texts,
    panels::{KeySet, numbers},
};

impl How {
    /// Key of how a round of so many seats ended: whoever runs alone is first of nobody.
    #[must_use]
    pub const fn key_for(self, seats: usize) -> &'static str {
        match (self, seats) {
            (Self::Goal, 1) => "versus-how-goal-alone",
            (Self::AllOut, 1) => "versus-how-out-alone",
            _ => self.key(),
        }
    }
}

impl RoundEnd {
    /// Key of how this round ended; several on the goal in the same step are told apart by their hits.
    #[must_use]
    pub fn key(self, round: &Round) -> &'static str {
        match (self.how, self.winner) {
            (how, _) if round.seats.len() == 1 => how.key_for(1),
            (How::Goal, None) => "versus-how-together",
            (How::Goal, Some(_)) if round.seats.iter().filter(|seat| seat.goals > 0).count() > 1 => {
                "versus-how-fewer-hits"
            }
            // In a hunt, by an obstacle that nobody steers.
            (How::AllOut, Some(_)) => "versus-how-met-another",
            (how, _) => how.key(),
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
            Self::Pupil => "seat-pupil",
            Self::File(path) => {
                return path
                    .file_stem()
                    .map_or_else(|| texts.t("seat-file").to_owned(), |name| name.to_string_lossy().into_owned());
            }
            Self::Opponent(Rung::After(episodes)) => {
                let written = numbers::whole(*episodes);
                return texts.t_with("opponent-after", &[("episodes", written.as_str().into())]);
            }
            Self::Opponent(Rung::Suggested) => "opponent-suggested",
            Self::Opponent(Rung::Weakest) => "opponent-weakest",
            Self::Opponent(Rung::Middle) => "opponent-middle",
            Self::Opponent(Rung::Strongest) => "opponent-strongest",
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
            Self::Pupil => "seat-pupil-help",
            Self::File(_) => "seat-file-help",
            Self::Opponent(_) => "seat-opponent-help",
            Self::Optimum => "seat-optimum-help",
            Self::Random => "seat-random-help",
        }
    }
}
