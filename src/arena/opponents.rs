//! The opponents that come with the program: for each built-in level a ladder of snapshots of one training run, embedded in it, each with
//! what it was measured at. How they are made is in `runs/opponents`, what they are good for in assets/opponents.

use std::{
    fmt,
    str::FromStr,
    sync::{Arc, LazyLock},
};

use serde::{Deserialize, Serialize};

use super::Controller;
use crate::{
    gridworld::Observation,
    learning::{Checkpoint, Policy, Said},
    names::UnknownName,
};

/// Opponents of a level.
pub const RUNGS: usize = 9;

/// A trained opponent on the level that it was trained on.
#[derive(Clone, Debug)]
pub struct Opponent {
    /// The level's name.
    pub level: String,
    /// Its network.
    pub policy: Arc<Policy>,
    /// What it sees.
    pub observation: Observation,
    /// What it is and how good.
    pub measured: Measured,
}

impl Opponent {
    /// It plays as it did at that moment of its run: epsilon-greedy, with the epsilon of then.
    #[must_use]
    pub fn controller(&self) -> Controller {
        Controller::Policy { policy: Arc::clone(&self.policy), observation: self.observation, sample: true }
    }

    /// Which one of its level it is.
    #[must_use]
    pub const fn rung(&self) -> Rung {
        Rung::After(self.measured.episodes)
    }
}

/// Which of a level's opponents is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Rung {
    /// The one whose rating is nearest to the person's.
    Suggested,
    /// The lowest on the ladder.
    Weakest,
    /// Half way up.
    Middle,
    /// The end of the training run.
    Strongest,
    /// The one after so many episodes of its training run.
    After(u64),
}

impl Rung {
    /// The names of those that every level has.
    pub const NAMES: &'static str = "weakest, middle, strongest, suggested";

    /// Where it stands on a ladder, from 0, the weakest; `rating` is the person's. `None` where there is no such opponent.
    ///
    /// Suggested is the one that the person is expected to beat about half the time: the expected score is nearest to 1/2 where the
    /// ratings are nearest to each other.
    #[must_use]
    pub fn index(self, ladder: &[Measured], rating: f32) -> Option<usize> {
        let distance = |rung: &usize| (ladder[*rung].rating - rating).abs();
        let last = ladder.len().checked_sub(1)?;
        match self {
            Self::Suggested => (0..=last).min_by(|one, other| distance(one).total_cmp(&distance(other))),
            Self::Weakest => Some(0),
            Self::Middle => Some(ladder.len() / 2),
            Self::Strongest => Some(last),
            Self::After(episodes) => ladder.iter().position(|measured| measured.episodes == episodes),
        }
    }

    /// The opponent on the level of that name; `rating` is the person's. `None` where there is no such one.
    #[must_use]
    pub fn on(self, level: &str, rating: f32) -> Option<&'static Opponent> {
        opponents(level).get(self.index(ladder(level), rating)?)
    }
}

impl fmt::Display for Rung {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Suggested => formatter.pad("suggested"),
            Self::Weakest => formatter.pad("weakest"),
            Self::Middle => formatter.pad("middle"),
            Self::Strongest => formatter.pad("strongest"),
            Self::After(episodes) => episodes.fmt(formatter),
        }
    }
}

impl FromStr for Rung {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Ok(match name {
            "suggested" => Self::Suggested,
            // Three opponents a level had these names.
            "weakest" | "early" => Self::Weakest,
            "middle" => Self::Middle,
            "strongest" | "final" => Self::Strongest,
            _ => Self::After(name.parse().map_err(|_| UnknownName {
                what: "opponent",
                name: name.to_owned(),
                known: format!("{}, or its number of episodes, such as 340", Self::NAMES),
            })?),
        })
    }
}

impl From<Rung> for String {
    fn from(rung: Rung) -> Self {
        rung.to_string()
    }
}

impl TryFrom<String> for Rung {
    type Error = UnknownName;

    fn try_from(name: String) -> Result<Self, UnknownName> {
        name.parse()
    }
}

/// What an opponent is, and what it came to when it was measured.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Episodes that its training run had finished.
    pub episodes: u64,
    /// Steps of agents that it had learned from.
    pub training_steps: u64,
    /// The share of its steps that it explores, 0 to 1.
    pub epsilon: f32,
    /// Elo's points out of a round robin of the level's opponents, whose mean is [`Measurements::MEAN`].
    pub rating: f32,
    /// Half of the rating's 95% interval, in points.
    pub interval: f32,
    /// Mean undiscounted return of [`Measurements::EPISODES`] episodes on the level as a race is run on it, played as in a match.
    #[serde(rename = "return")]
    pub episode_return: f32,
    /// The share of these episodes in which a goal was reached within the level's `max_steps`.
    pub success: f32,
    /// Their mean length, in steps.
    pub steps: f32,
    /// Mean number of obstacles met in one of them.
    pub hits: f32,
}

/// How good the best sequence of keys is that is pressed without looking, in races against the opponent that is suggested to a player
/// who errs in a fifth of the steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FixedKeys {
    /// The opponent: episodes of its training run.
    pub opponent: u64,
    /// The share of other rounds that the sequence won than those that it was found on, 0 to 1.
    pub wins: f32,
    /// The sequence, as `--seat script:` takes it.
    pub keys: String,
}

impl FixedKeys {
    /// A level where such a sequence wins more than this share of rounds is learned by heart rather than played.
    pub const MOST: f32 = 0.35;
}

/// What was measured on one level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// The level's name.
    pub level: String,
    /// What each but the weakest opponent scored against each weaker one, weakest first: a share of [`Measurements::ROUNDS`] points,
    /// a draw being half of one.
    pub scores: Vec<Vec<f32>>,
    /// The best sequence of keys that was found.
    pub fixed_keys: FixedKeys,
    /// The opponents, weakest first.
    pub opponents: Vec<Measured>,
}

/// The file beside the opponents that says what they were measured at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measurements {
    version: u32,
    ladders: Vec<Ladder>,
}

/// The version alone, which every layout has.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

impl Default for Measurements {
    fn default() -> Self {
        Self { version: Self::VERSION, ladders: Vec::new() }
    }
}

impl Measurements {
    const VERSION: u32 = 2;
    /// Rounds that every two opponents of a level have played against each other.
    pub const ROUNDS: u32 = 500;
    /// The mean rating of a level's opponents.
    pub const MEAN: f64 = 1300.0;
    /// Episodes that each opponent has played alone.
    pub const EPISODES: u32 = 1000;

    /// What was measured on a level.
    #[must_use]
    pub fn of_level(&self, level: &str) -> Option<&Ladder> {
        self.ladders.iter().find(|ladder| ladder.level == level)
    }

    /// Replaces what was measured on a level; the others keep their order.
    pub fn set_level(&mut self, measured: Ladder) {
        match self.ladders.iter_mut().find(|ladder| ladder.level == measured.level) {
            Some(ladder) => *ladder = measured,
            None => self.ladders.push(measured),
        }
    }

    /// The file's text.
    ///
    /// # Errors
    /// A number that TOML cannot hold: a seed or a count beyond i64.
    pub fn to_toml(&self) -> Result<String, toml::ser::Error> {
        toml::to_string(self)
    }
}

impl FromStr for Measurements {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let said = |error: toml::de::Error| error.message().to_owned();
        let Versioned { version } = toml::from_str(text).map_err(said)?;
        if version == Self::VERSION {
            toml::from_str(text).map_err(said)
        } else {
            Err(format!("it has version {version}, this program reads {}", Self::VERSION))
        }
    }
}

/// The opponents that come with the built-in level of that name, weakest first; none for other levels.
#[must_use]
pub fn opponents(level: &str) -> &'static [Opponent] {
    let mut levels = OPPONENTS.chunk_by(|one, next| one.level == next.level);
    levels.find(|of_one| of_one[0].level == level).unwrap_or_default()
}

/// What the opponents of the built-in level of that name were measured at, weakest first; nothing for other levels.
#[must_use]
pub fn ladder(level: &str) -> &'static [Measured] {
    MEASUREMENTS.of_level(level).map_or(&[], |ladder| &ladder.opponents)
}

/// How good keys that are pressed without looking are in a race on the built-in level of that name.
#[must_use]
pub fn fixed_keys(level: &str) -> Option<&'static FixedKeys> {
    MEASUREMENTS.of_level(level).map(|ladder| &ladder.fixed_keys)
}

// A test reads them all.
const READ: &str = "opponents are part of the program";

static MEASUREMENTS: LazyLock<Measurements> =
    LazyLock::new(|| include_str!("../../assets/opponents/measured.toml").parse().expect(READ));

/// All of them, level by level; read when the first is asked for.
static OPPONENTS: LazyLock<Vec<Opponent>> = LazyLock::new(|| {
    let read = |level: &str, rung: usize, bytes: &[u8]| {
        let policy = Checkpoint::from_bytes(bytes, level, &Said::default()).expect(READ).policy;
        Opponent {
            level: level.to_owned(),
            observation: policy.observation.expect(READ),
            policy: Arc::new(policy),
            measured: MEASUREMENTS.of_level(level).expect(READ).opponents[rung],
        }
    };
    let ladders = EMBEDDED.iter();
    ladders.flat_map(|(level, files)| files.iter().enumerate().map(|(rung, bytes)| read(level, rung, bytes))).collect()
});

macro_rules! embedded {
    ($($level:literal),+) => {
        &[$(($level, rungs!($level, 1 2 3 4 5 6 7 8 9))),+]
    };
}

macro_rules! rungs {
    ($level:literal, $($number:literal)+) => {
        [$(include_bytes!(concat!("../../assets/opponents/", $level, "-", $number, ".safetensors"))),+]
    };
}

/// A level and the content of its files, weakest first.
const EMBEDDED: &[(&str, [&[u8]; RUNGS])] =
    embedded!["classic", "classic-paced", "cliff", "rush", "plaza", "chase", "harbour"];
