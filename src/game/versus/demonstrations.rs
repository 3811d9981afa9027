//! The rounds that people have played on foot since the start of the program: what a pupil can learn from.
//! How it learns from them is in `pupil`.

use bevy::prelude::*;

use super::live_match::LiveMatch;
use crate::{
    arena::{
        Controller,
        versus::{MatchMode, MatchSettings, Round, demonstrations},
    },
    gridworld::{Level, Observation},
    learning::Demonstration,
    panels::versus::PersonGame,
};

/// Rounds that are remembered at most; the oldest go first.
const REMEMBERED: usize = 200;

/// The rounds that people have played on foot since the start of the program.
#[derive(Resource, Default)]
pub struct DemonstrationPool {
    games: Vec<Remembered>,
    /// How many there have been.
    count: u64,
}

struct Remembered {
    number: u64,
    match_id: u64,
    settings: MatchSettings,
    round: Round,
    seat: usize,
}

impl DemonstrationPool {
    /// Keeps the last round, if a person played it on foot: a hunter's steps are an obstacle's.
    pub fn remember(&mut self, live: &LiveMatch) {
        let settings = live.game.settings();
        let Some(round) = live.game.rounds().last().filter(|_| !matches!(settings.mode, MatchMode::Hunt { .. })) else {
            return;
        };
        let (match_id, round_number) = (live.id(), round.number);
        // Whoever gives up between two rounds ends the one before a second time.
        if self.games.iter().any(|game| (game.match_id, game.round.number) == (match_id, round_number)) {
            return;
        }
        for (seat, controller) in live.game.controllers().iter().enumerate() {
            if matches!(controller, Controller::Person) && !round.seats[seat].actions.is_empty() {
                let (settings, round) = (settings.clone(), round.clone());
                self.count += 1;
                self.games.push(Remembered { number: self.count, match_id, settings, round, seat });
            }
        }
        let surplus = self.games.len().saturating_sub(REMEMBERED);
        self.games.drain(..surplus);
    }

    /// The rounds that a pupil can learn from after this match: those on its level, oldest first. None where no person played it on foot.
    pub fn offered(&self, live: &LiveMatch) -> Vec<PersonGame> {
        let (level, this_match) = (&live.game.settings().level, live.id());
        if !self.games.iter().any(|game| game.match_id == this_match) {
            return Vec::new();
        }
        let mut matches: Vec<u64> = Vec::new();
        let games = self.games.iter().filter(|game| is_same_board(&game.settings.level, level));
        let games = games.map(|game| {
            if matches.last() != Some(&game.match_id) {
                matches.push(game.match_id);
            }
            PersonGame {
                number: game.number,
                of_match: matches.len(),
                is_of_this_match: game.match_id == this_match,
                round: game.round.number,
                seat: game.seat,
                steps: game.round.seats[game.seat].actions.len(),
                won: game.round.end.is_some_and(|end| end.winner == Some(game.seat)),
            }
        });
        games.collect()
    }

    /// What these rounds show to who sees the world like this, and how many rounds they are.
    pub(super) fn shown(&self, numbers: &[u64], observation: Observation) -> (Vec<Demonstration>, usize) {
        let games = || self.games.iter().filter(|game| numbers.contains(&game.number));
        let shown = games().flat_map(|game| demonstrations(&game.settings, &game.round, game.seat, observation));
        (shown.collect(), games().count())
    }
}

/// Whether two levels are one and the same but for what a race changes in it.
pub(super) fn is_same_board(one: &Level, other: &Level) -> bool {
    one.for_race() == other.for_race()
}
