//! The records of the person at this machine: read at the start, written after every match that counts.
//! How games are counted and rated stands in `records`.

use std::path::PathBuf;

use bevy::{ecs::system::SystemParam, prelude::*};

use super::LiveMatch;
use crate::{
    arena::{Controller, opponents::Rung, versus::Match},
    game::{DataFolder, faults::Fault, notices::Announcer},
    gridworld::Level,
    panels::versus::{MatchDraft, SeatPlayer},
    records::{Played, Records, START},
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<MatchRecords>().add_systems(Startup, read);
}

/// The records as they are now.
#[derive(Resource, Default)]
pub struct MatchRecords {
    /// All of them.
    pub records: Records,
    /// What a reset took away, to bring it back.
    undo: Option<Records>,
}

fn read(folder: Res<DataFolder>, mut records: ResMut<MatchRecords>, mut announcer: Announcer) {
    let Some(path) = records_file(&folder) else { return };
    let (read, aside) = Records::load(&path);
    records.records = read;
    if let Some(aside) = aside {
        announcer.error(Fault::RecordsAside(aside));
    }
}

impl MatchRecords {
    /// Counts a match that is over; the person's rating on that level in that mode before and after, where it counts. A match counts for
    /// the first person at it, against each of the others, and not on a board that is known before; it is rated against those whose rating has been measured on this very level.
    pub fn count(&mut self, live: &LiveMatch) -> Option<[f32; 2]> {
        let game = &live.game;
        let result = game.result().filter(|_| game.settings().board.is_none())?;
        let person = game.controllers().iter().position(|controller| matches!(controller, Controller::Person))?;
        let (level, mode) = (level_name(game), game.settings().mode.kind().name());
        let before = self.records.standing(&level, mode).rating;
        for (seat, player) in live.players.iter().enumerate().filter(|(seat, _)| *seat != person) {
            // Of several winners over the person each beats it; among the others nothing is counted.
            let won = match result.winner {
                Some(winner) if winner == person => Some(true),
                Some(winner) if winner == seat => Some(false),
                None if result.given_up == Some(person) => Some(false),
                _ => None,
            };
            self.records.add(&Played {
                level: level.clone(),
                mode: mode.to_owned(),
                opponent: player.identity.clone(),
                won,
                opponent_rating: measured(&level, player),
                rounds: rounds_between(game, person, seat),
                best_steps: best_steps(game, person),
                best_return: best_return(game, person),
            });
        }
        self.undo = None;
        Some([before, self.records.standing(&level, mode).rating])
    }

    /// Begins with empty records; the old ones can be brought back once.
    pub fn reset(&mut self) {
        self.undo = Some(std::mem::take(&mut self.records));
    }

    /// Whether a reset can be taken back.
    pub fn can_undo(&self) -> bool {
        self.undo.is_some()
    }

    /// Brings back what a reset took away.
    pub fn undo(&mut self) {
        if let Some(records) = self.undo.take() {
            self.records = records;
        }
    }
}

/// The records, to be changed and written.
#[derive(SystemParam)]
pub(super) struct RecordsFile<'w> {
    /// As they are now.
    pub records: ResMut<'w, MatchRecords>,
    folder: Res<'w, DataFolder>,
}

impl RecordsFile<'_> {
    /// The person's rating on a level in the draft's mode.
    pub fn rating(&self, level: &Level, draft: &MatchDraft) -> f32 {
        self.records.records.standing(&level.name, draft.mode.name()).rating
    }

    /// Writes them.
    pub fn write(&self, announcer: &mut Announcer) {
        let Some(path) = records_file(&self.folder) else { return };
        if let Err(refused) = self.records.records.save(&path) {
            announcer.error(refused);
        }
    }
}

fn records_file(folder: &DataFolder) -> Option<PathBuf> {
    folder.0.as_ref().map(|folder| folder.join("records.json"))
}

/// A level that was changed is not the built-in one that has its name.
fn level_name(game: &Match) -> String {
    let settings = game.settings();
    let name = &settings.level.name;
    match Level::built_in(name) {
        Some(built_in) if settings.is_on(&built_in) => name.clone(),
        Some(_) => format!("{name} (edited)"),
        None => name.clone(),
    }
}

/// The rating of a built-in opponent of the level.
fn measured(level: &str, player: &SeatPlayer) -> Option<f32> {
    let rung: Rung = player.identity.parse().ok()?;
    rung.on(level, START).map(|opponent| opponent.measured.rating)
}

/// Whether the person won each of the rounds against another seat; those that a third one won are left out.
fn rounds_between(game: &Match, person: usize, seat: usize) -> Vec<Option<bool>> {
    let winners = game.rounds().iter().filter_map(|round| round.end).map(|end| end.winner);
    let counted = winners.filter(|winner| winner.is_none_or(|winner| winner == person || winner == seat));
    counted.map(|winner| winner.map(|winner| winner == person)).collect()
}

/// The fewest steps to a goal in a round that the seat took.
fn best_steps(game: &Match, seat: usize) -> Option<u32> {
    let won = game.rounds().iter().filter(|round| round.end.is_some_and(|end| end.winner == Some(seat)));
    won.filter_map(|round| round.seats[seat].goal_step).min()
}

fn best_return(game: &Match, seat: usize) -> Option<f32> {
    // The hunter is not paid.
    game.agent_of(seat)?;
    let returns = game.rounds().iter().map(|round| round.seats[seat].episode_return);
    returns.max_by(f32::total_cmp)
}
