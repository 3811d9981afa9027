//! A match while it is being chosen: level, rules, seats, tempo. What a match is made of once it goes is the arena's business.

use std::path::PathBuf;

use bevy::ecs::resource::Resource;
use serde::{Deserialize, Serialize};

use super::GhostChoice;
use crate::{
    arena::{
        opponents::{Rung, ladder},
        versus::{Hunters, MatchSettings, ModeKind},
    },
    panels::{KeySet, LevelChoice},
};

/// What is chosen before a match; kept between starts.
#[derive(Resource, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MatchDraft {
    /// Where it is played.
    pub level: LevelChoice,
    /// What wins a round.
    pub mode: ModeKind,
    /// Steps of a round that is played for points ([`MatchDraft::SCORE_STEPS`]).
    pub score_steps: u32,
    /// What the hunter steers.
    pub hunters: Hunters,
    /// Pairs of rounds: one of [`MatchSettings::PAIRS`].
    pub pairs: u32,
    /// Who plays: [`MatchDraft::least_seats`] to [`MatchDraft::MOST_SEATS`], exactly two in a hunt, where the first is the hunter.
    pub seats: Vec<SeatChoice>,
    /// How time runs.
    pub tempo: Tempo,
    /// Who runs along in a race without being there.
    pub ghost: GhostChoice,
    /// Whether it is shown what the others think.
    pub thinking: bool,
    /// Whether a hunted agent goes on learning between rounds.
    pub practice: bool,
    /// Where all chance comes from.
    #[serde(with = "crate::panels::draft::seed")]
    pub seed: u64,
}

impl Default for MatchDraft {
    fn default() -> Self {
        Self {
            level: LevelChoice::BuiltIn("classic".to_owned()),
            mode: ModeKind::Race,
            score_steps: 100,
            hunters: Hunters::One,
            pairs: 2,
            seats: vec![SeatChoice::Person(KeySet::Arrows), SeatChoice::Opponent(Rung::Suggested)],
            tempo: Tempo::default(),
            ghost: GhostChoice::None,
            thinking: false,
            practice: false,
            seed: 1,
        }
    }
}

impl MatchDraft {
    /// Most seats of a match.
    pub const MOST_SEATS: usize = 4;
    /// Shortest and longest round that is played for points, in steps.
    pub const SCORE_STEPS: std::ops::RangeInclusive<u32> = 10..=1000;

    /// Whether a person plays.
    #[must_use]
    pub fn has_person(&self) -> bool {
        self.seats.iter().any(|seat| matches!(seat, SeatChoice::Person(_)))
    }

    /// Whether one person plays, and no other does.
    pub(super) fn has_single_person(&self) -> bool {
        self.seats.iter().filter(|seat| matches!(seat, SeatChoice::Person(_))).count() == 1
    }

    /// The draft with every choice within its range and fitting the others: what a person has just chosen stays, what does
    /// not go with it any more gives way.
    #[must_use]
    pub fn settled(mut self) -> Self {
        self.score_steps = self.score_steps.clamp(*Self::SCORE_STEPS.start(), *Self::SCORE_STEPS.end());
        if !MatchSettings::PAIRS.contains(&self.pairs) {
            self.pairs = Self::default().pairs;
        }
        if self.mode != ModeKind::Race {
            self.ghost = GhostChoice::None;
        }
        let most = if self.mode == ModeKind::Hunt { 2 } else { Self::MOST_SEATS };
        self.seats.truncate(most);
        while self.seats.len() < self.least_seats() {
            self.seats.push(SeatChoice::Opponent(Rung::Suggested));
        }
        if self.mode == ModeKind::Hunt && !self.seats[0].can_hunt() {
            // The other one may be the person who wants to hunt.
            self.seats.swap(0, 1);
            if !self.seats[0].can_hunt() {
                self.seats[0] = SeatChoice::Person(KeySet::Arrows);
            }
        }
        self.part_keys();
        if let LevelChoice::BuiltIn(level) = &self.level {
            // Other levels have opponents after other numbers of episodes.
            let is_there = |episodes: u64| ladder(level).iter().any(|measured| measured.episodes == episodes);
            for seat in &mut self.seats {
                if matches!(seat, SeatChoice::Opponent(Rung::After(episodes)) if !is_there(*episodes)) {
                    *seat = SeatChoice::Opponent(Rung::Suggested);
                }
            }
            match self.ghost {
                GhostChoice::Agent(_) if ladder(level).is_empty() => self.ghost = GhostChoice::None,
                GhostChoice::Agent(Rung::After(episodes)) if !is_there(episodes) => {
                    self.ghost = GhostChoice::Agent(Rung::Suggested);
                }
                _ => {}
            }
        }
        self.tempo = match self.tempo {
            Tempo::RealTime { per_second } if per_second.is_finite() => {
                Tempo::RealTime { per_second: per_second.clamp(Tempo::SLOWEST, Tempo::FASTEST) }
            }
            Tempo::TurnBased if self.has_person() => Tempo::TurnBased,
            Tempo::Turbo if !self.has_person() => Tempo::Turbo,
            _ => Tempo::default(),
        };
        self
    }

    /// With `choice` on a seat. Whoever steered with its keys takes those that this seat had, or others that are free.
    #[must_use]
    pub fn seated(mut self, seat: usize, choice: SeatChoice) -> Self {
        if seat >= self.seats.len() {
            return self;
        }
        let before = std::mem::replace(&mut self.seats[seat], choice);
        let now = self.seats[seat].clone();
        let is_same_person = |other: &SeatChoice| matches!(now, SeatChoice::Person(_)) && *other == now;
        let rival = (0..self.seats.len()).find(|other| *other != seat && is_same_person(&self.seats[*other]));
        if let Some(rival) = rival {
            let is_free = |keys: &KeySet| !self.seats.contains(&SeatChoice::Person(*keys));
            self.seats[rival] = match before {
                SeatChoice::Person(keys) => SeatChoice::Person(keys),
                _ => KeySet::ALL.into_iter().find(is_free).map_or(SeatChoice::Random, SeatChoice::Person),
            };
        }
        self.settled()
    }

    /// Two people do not steer with the same keys: the later one takes keys that are free.
    fn part_keys(&mut self) {
        for seat in 1..self.seats.len() {
            let (before, rest) = self.seats.split_at_mut(seat);
            let SeatChoice::Person(keys) = &mut rest[0] else {
                continue;
            };
            let is_taken = |keys: KeySet| before.contains(&SeatChoice::Person(keys));
            if is_taken(*keys) {
                match KeySet::ALL.into_iter().find(|keys| !is_taken(*keys)) {
                    Some(free) => *keys = free,
                    None => rest[0] = SeatChoice::Random,
                }
            }
        }
    }
}

/// Who sits on a seat.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SeatChoice {
    /// A person with these keys.
    Person(KeySet),
    /// The learner of the training screen as it is now.
    Learner,
    /// The pupil that has learned from the person on the level, while the program runs.
    Pupil,
    /// A network from a file; an empty path where none has been chosen yet.
    File(PathBuf),
    /// A built-in opponent.
    Opponent(Rung),
    /// The exact optimum.
    Optimum,
    /// A random walker.
    Random,
}

impl SeatChoice {
    /// Whether it can steer obstacles: networks and the optimum know only how to walk to a goal.
    #[must_use]
    pub const fn can_hunt(&self) -> bool {
        matches!(self, Self::Person(_) | Self::Random)
    }
}

/// How time runs in a match.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tempo {
    /// By itself.
    RealTime {
        /// Steps in a second, [`Tempo::SLOWEST`] to [`Tempo::FASTEST`].
        per_second: f32,
    },
    /// A step when every person has pressed a key.
    TurnBased,
    /// As fast as the computer can; for agents among themselves.
    Turbo,
}

impl Tempo {
    /// Slowest, steps per second.
    pub const SLOWEST: f32 = 1.0;
    /// Fastest, steps per second.
    pub const FASTEST: f32 = 12.0;
}

impl Default for Tempo {
    fn default() -> Self {
        Self::RealTime { per_second: 4.0 }
    }
}
