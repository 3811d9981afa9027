//! A replay: where an episode or a round began, and every step of it. Its file is in `file`, its playing in `player`.

use std::{collections::BTreeSet, sync::Arc};

use super::{AgentScore, Difference, Header, Player, Steps};
use crate::{
    arena::Provenance,
    gridworld::{Cell, GridWorld, Level},
};

/// The version of this program, as replays note it.
pub const PROGRAM_VERSION: &str = env!("CARGO_PKG_VERSION");

/// An episode or a round, to be played again by the rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    /// What it is.
    pub header: Header,
    /// The world before the first step, with its level and its generator.
    pub start: GridWorld,
    /// What happened.
    pub steps: Steps,
    /// Of a training episode, what its run was made from, and what was changed up to then: enough to train the run again up to here. Absent
    /// where that is not known (see [`Provenance`]).
    pub provenance: Option<Arc<Provenance>>,
}

impl Replay {
    /// The level that was played.
    #[must_use]
    pub const fn level(&self) -> &Arc<Level> {
        self.start.level()
    }

    /// Plays it to its end and compares every step with what was recorded, and the end with the summary.
    ///
    /// # Errors
    /// The first step that plays differently.
    pub fn verify(&self) -> Result<(), Difference> {
        let mut player = Player::new(self);
        while player.step()? {}
        let whole = self.header.summary.steps as usize == self.steps.len();
        for (seat, score) in self.header.seats.iter().zip(&self.header.summary.scores) {
            // Compared as bits: a return that is no number is the same one.
            let played = seat.agent.and_then(|agent| player.scores().get(agent).copied()).unwrap_or_default();
            let bits = |score: &AgentScore| (score.episode_return.to_bits(), score.hits, score.goals);
            if !whole || bits(score) != bits(&played) {
                return Err(Difference::new(self, self.steps.len()));
            }
        }
        Ok(())
    }

    /// The obstacles that somebody steered, by their numbers and without repeats, and the seat that steered them: the one without an agent.
    #[must_use]
    pub fn steered(&self) -> (BTreeSet<usize>, usize) {
        let hunter = self.header.seats.iter().position(|seat| seat.agent.is_none());
        (self.steps.steering.iter().map(|order| order.obstacle as usize).collect(), hunter.unwrap_or_default())
    }

    /// For each agent the cells that it stood on, lap by lap, each lap's start first: what a small picture of the whole shows.
    /// Up to the first step that plays differently.
    #[must_use]
    pub fn paths(&self) -> Vec<Vec<Vec<Cell>>> {
        let mut player = Player::new(self);
        let mut paths: Vec<Vec<Vec<Cell>>> = self.start.agents().iter().map(|&cell| vec![vec![cell]]).collect();
        while let Ok(true) = player.step() {
            for (agent, laps) in paths.iter_mut().enumerate() {
                let (landed, now) = (player.agents_landed()[agent], player.world().agents()[agent]);
                let Some(lap) = laps.last_mut() else { continue };
                if lap.last() != Some(&landed) {
                    lap.push(landed);
                }
                if landed != now {
                    laps.push(vec![now]);
                }
            }
        }
        paths
    }
}
