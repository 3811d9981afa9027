//! What a replay says about itself without being played: where it comes from, who played, how it ended.
//! The steps themselves are in `steps`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    gridworld::Outcome,
    learning::{ActionValues, Algorithm},
};

/// The discount of an optimum where nobody has learned with one.
const GAMMA: f64 = 0.99;

/// The first part of a replay: all that a list of replays shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// The name that a person gave it.
    pub title: Option<String>,
    /// The level's name.
    pub level: String,
    /// What was played.
    pub kind: Origin,
    /// Who played.
    pub seats: Vec<Participant>,
    /// How it ended.
    pub summary: Summary,
    /// When it was recorded, in seconds since 1970; `None` where that is nobody's business, as in training.
    pub recorded: Option<u64>,
    /// The version of the program that wrote it.
    pub program_version: String,
}

/// What was played.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// An episode of a learner.
    Training {
        /// What it learned by.
        run: Run,
        /// The episode's number in its run, from 1, over all actors.
        episode: u64,
        /// The number in the schedule that it is kept for; `None` where it is among the best or the last.
        mark: Option<u64>,
        /// Ticks that the run had made when it began: its first step was made in the next one. Files of version 1 do not say it.
        #[serde(default)]
        begin_tick: Option<u64>,
    },
    /// A round of a match.
    Match {
        /// The match's rules.
        mode: String,
        /// The round's number, from 1.
        round: u32,
        /// Rounds of the match, but for those that decide a tie; of earlier versions, rounds at most.
        #[serde(rename = "best_of")]
        rounds: u32,
        /// The match's seed.
        seed: u64,
        /// The same for all rounds of a match.
        match_id: u64,
        /// By what the round ended.
        how: Option<String>,
    },
    /// One episode of a controller that does not learn.
    Rollout {
        /// What the controller saw; `None` for one that does not look.
        observation: Option<String>,
        /// Where chance came from.
        seed: u64,
    },
}

/// A training run, as text: replays of all algorithms are read alike.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The algorithm's name.
    pub algorithm: String,
    /// The observation's name.
    pub observation: String,
    /// The algorithm's settings, as `--set` takes them.
    pub hyperparameters: BTreeMap<String, String>,
    /// Where all chance came from.
    pub seed: u64,
}

impl Run {
    /// What its algorithm says of the actions; `None` for an algorithm that this program does not know.
    #[must_use]
    pub fn action_values(&self) -> Option<ActionValues> {
        self.algorithm.parse().ok().map(Algorithm::action_values)
    }
}

/// Somebody who played.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// The name to show.
    pub name: String,
    /// What kind of controller it is: person, optimum, random, policy, learner, script.
    #[serde(rename = "pilot")]
    pub controller: String,
    /// The identity of its policy: the fingerprint of the weights, in hexadecimal.
    pub policy: Option<String>,
    /// Its agent's number on the board; `None` for who steers obstacles.
    pub agent: Option<usize>,
    /// What the numbers behind its decisions are; `None` for who does not think in numbers. Files of version 1 do not say it: where one is
    /// read as a whole it is inferred.
    #[serde(default)]
    pub values: Option<ActionValues>,
}

/// How it ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// What each seat got, in the order of [`Header::seats`]; nothing for who steers obstacles.
    pub scores: Vec<AgentScore>,
    /// Steps.
    pub steps: u32,
    /// The seat that won; `None` where there was nothing to win, or nobody did.
    pub winner: Option<usize>,
}

/// What an agent got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AgentScore {
    /// Undiscounted sum of the rewards, added up in the order of the steps.
    pub episode_return: f32,
    /// Obstacles met.
    pub hits: u32,
    /// Goals reached.
    pub goals: u32,
}

impl AgentScore {
    /// Adds what a step led to.
    pub(super) fn add(&mut self, outcome: &Outcome) {
        self.episode_return += outcome.reward;
        self.hits += outcome.hits;
        self.goals += u32::from(outcome.goal);
    }
}

impl Header {
    /// What the first seat got, which is all there is to say about a single agent.
    #[must_use]
    pub fn score(&self) -> AgentScore {
        self.summary.scores.first().copied().unwrap_or_default()
    }

    /// The number of a training episode in its run.
    #[must_use]
    pub const fn episode(&self) -> Option<u64> {
        match self.kind {
            Origin::Training { episode, .. } => Some(episode),
            Origin::Match { .. } | Origin::Rollout { .. } => None,
        }
    }

    /// The number in the schedule that a training episode is kept for.
    #[must_use]
    pub const fn mark(&self) -> Option<u64> {
        match self.kind {
            Origin::Training { mark, .. } => mark,
            Origin::Match { .. } | Origin::Rollout { .. } => None,
        }
    }

    /// The discount that an optimum is comparable with: what was learned with, or, where nothing was, one that lets it hurry.
    #[must_use]
    pub fn gamma(&self) -> f64 {
        match &self.kind {
            Origin::Training { run, .. } => run.hyperparameters.get("gamma").and_then(|gamma| gamma.parse().ok()),
            Origin::Match { .. } | Origin::Rollout { .. } => None,
        }
        .unwrap_or(GAMMA)
    }

    /// The seat of an agent: its colour; the agent's own number where nobody sits there.
    #[must_use]
    pub fn seat_of(&self, agent: usize) -> usize {
        self.seats.iter().position(|seat| seat.agent == Some(agent)).unwrap_or(agent)
    }

    /// The observation that the controller saw by, where one is known.
    #[must_use]
    pub fn observation(&self) -> Option<&str> {
        match &self.kind {
            Origin::Training { run, .. } => Some(&run.observation),
            Origin::Rollout { observation, .. } => observation.as_deref(),
            Origin::Match { .. } => None,
        }
    }
}
