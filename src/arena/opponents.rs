//! The opponents that come with the program: for each built-in level three snapshots of one training run, embedded in it,
//! each with what it was measured at. How they are made is in `runs/opponents`, what they are good for in assets/opponents.

use std::{
    str::FromStr,
    sync::{Arc, LazyLock},
};

use serde::{Deserialize, Serialize};

use super::Controller;
use crate::{
    gridworld::Observation,
    learning::{Checkpoint, Policy, Said},
    names::named,
};

named! {
    /// How far a built-in opponent had come in its training run.
    Strength, "strength", {
        /// It finds the goal more often than not.
        Early = "early",
        /// Half way.
        Middle = "middle",
        /// The end of the run.
        Final = "final",
    }
}

/// A trained opponent on the level that it was trained on.
#[derive(Clone, Debug)]
pub struct Opponent {
    /// The level's name.
    pub level: String,
    /// Which snapshot it is.
    pub strength: Strength,
    /// Its network.
    pub policy: Arc<Policy>,
    /// What it sees.
    pub observation: Observation,
    /// How good it was when it was measured.
    pub measured: Measured,
}

impl Opponent {
    /// It plays as it was measured: greedily.
    #[must_use]
    pub fn controller(&self) -> Controller {
        Controller::Policy { policy: Arc::clone(&self.policy), observation: self.observation, sample: false }
    }
}

/// What so many episodes of greedy play on the level as it is came to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measured {
    /// Mean undiscounted return.
    #[serde(rename = "return")]
    pub episode_return: f32,
    /// The share of episodes in which a goal was reached within the level's `max_steps`.
    pub success: f32,
    /// Mean length of an episode, in steps.
    pub steps: f32,
    /// Mean number of obstacles met in an episode.
    pub hits: f32,
    /// Episodes played.
    pub episodes: u32,
    /// Their seed.
    pub seed: u64,
    /// Steps of agents that it had learned from.
    pub training_steps: u64,
}

/// The file beside the opponents that says what they were measured at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measurements {
    version: u32,
    opponents: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Entry {
    level: String,
    strength: Strength,
    #[serde(flatten)]
    measured: Measured,
}

impl Default for Measurements {
    fn default() -> Self {
        Self { version: Self::VERSION, opponents: Vec::new() }
    }
}

impl Measurements {
    const VERSION: u32 = 1;

    /// The opponents of a level, weakest first.
    pub fn of_level(&self, level: &str) -> impl Iterator<Item = (Strength, Measured)> {
        let entries = self.opponents.iter().filter(move |entry| entry.level == level);
        entries.map(|entry| (entry.strength, entry.measured))
    }

    /// Replaces what was measured on a level; the others keep their order.
    pub fn set_level(&mut self, level: &str, measured: impl IntoIterator<Item = (Strength, Measured)>) {
        let at = self.opponents.iter().position(|entry| entry.level == level).unwrap_or(self.opponents.len());
        self.opponents.retain(|entry| entry.level != level);
        let entries =
            measured.into_iter().map(|(strength, measured)| Entry { level: level.to_owned(), strength, measured });
        self.opponents.splice(at..at, entries);
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
        let read: Self = toml::from_str(text).map_err(|error| error.message().to_owned())?;
        if read.version == Self::VERSION {
            Ok(read)
        } else {
            Err(format!("it has version {}, this program reads {}", read.version, Self::VERSION))
        }
    }
}

/// The opponents that come with the built-in level of that name, weakest first; none for other levels.
#[must_use]
pub fn opponents(level: &str) -> &'static [Opponent] {
    let mut levels = OPPONENTS.chunk_by(|one, next| one.level == next.level);
    levels.find(|of_one| of_one[0].level == level).unwrap_or_default()
}

/// One of them.
#[must_use]
pub fn opponent(level: &str, strength: Strength) -> Option<&'static Opponent> {
    opponents(level).iter().find(|opponent| opponent.strength == strength)
}

/// All of them, level by level; read when the first is asked for.
static OPPONENTS: LazyLock<Vec<Opponent>> = LazyLock::new(|| {
    // A test reads them all.
    let embedded = "opponents are part of the program";
    let measurements: Measurements = include_str!("../../assets/opponents/measured.toml").parse().expect(embedded);
    let read = |&(level, strength, bytes): &(&str, Strength, &[u8])| {
        let policy = Checkpoint::from_bytes(bytes, level, &Said::default()).expect(embedded).policy;
        let mut measured = measurements.of_level(level);
        Opponent {
            level: level.to_owned(),
            strength,
            observation: policy.observation.expect(embedded),
            policy: Arc::new(policy),
            measured: measured.find(|(of, _)| *of == strength).expect(embedded).1,
        }
    };
    EMBEDDED.iter().map(read).collect()
});

macro_rules! embedded {
    ($($level:literal),+) => {
        &[$(
            ($level, Strength::Early, include_bytes!(concat!("../../assets/opponents/", $level, "-early.safetensors"))),
            ($level, Strength::Middle, include_bytes!(concat!("../../assets/opponents/", $level, "-middle.safetensors"))),
            ($level, Strength::Final, include_bytes!(concat!("../../assets/opponents/", $level, "-final.safetensors"))),
        )+]
    };
}

/// Level, strength, and the file's content; weakest first.
const EMBEDDED: &[(&str, Strength, &[u8])] =
    embedded!["classic", "classic-paced", "cliff", "rush", "plaza", "chase", "harbour"];
