//! The match that would be played with what is chosen now: its level, and a board to look at before it begins.

use std::sync::Arc;

use bevy::prelude::*;

use super::{current_match::CurrentMatch, ghost::ChosenGhost};
use crate::{
    arena::{
        Controller,
        versus::{Match, MatchMode, MatchSettings},
    },
    disk,
    game::lanes::Lanes,
    gridworld::Level,
    panels::{LevelChoice, versus::MatchDraft},
};

/// The level of the next match.
#[derive(Resource)]
pub struct MatchLevel {
    /// Where it comes from.
    pub choice: LevelChoice,
    /// What it is.
    pub level: Arc<Level>,
}

impl Default for MatchLevel {
    fn default() -> Self {
        Self {
            choice: LevelChoice::BuiltIn("classic".to_owned()),
            level: Arc::new(Level::built_in("classic").unwrap_or_else(|| Level::empty("classic", 5, 5))),
        }
    }
}

/// A match with the settings and the number of seats that are chosen now, before its first step: what the board shows.
#[derive(Resource, Default)]
pub struct Preview {
    of: Option<(Arc<Level>, MatchMode, usize, u64, u32)>,
    /// The match; `None` where it cannot be played.
    pub game: Option<Match>,
}

/// What the draft says, in the arena's words. A ghost may prescribe the board.
pub fn settings_of(draft: &MatchDraft, level: &Arc<Level>, ghost: &ChosenGhost) -> MatchSettings {
    let mode = draft.mode.with(draft.score_steps, draft.hunters);
    let drawn =
        MatchSettings { level: Arc::new(mode.level(level)), mode, pairs: draft.pairs, seed: draft.seed, board: None };
    let of_two = || Some(Match::new(drawn.clone(), vec![Controller::Random; 2]).ok()?.board());
    MatchSettings { board: ghost.board(draft, of_two), ..drawn }
}

/// Reads the level when another one is chosen. One that cannot be read is named, and the one before stays.
pub(super) fn choose_level(
    mut at: ResMut<MatchLevel>,
    mut current: ResMut<CurrentMatch>,
    mut draft: ResMut<MatchDraft>,
    lanes: Res<Lanes>,
) {
    let wanted = &draft.level;
    let is_same = at.choice == *wanted;
    // An edited level is the training tab's, and may be edited further.
    if is_same && (*wanted != LevelChoice::Edited || Arc::ptr_eq(&at.level, &lanes.setup().level)) {
        return;
    }
    let found = match wanted {
        LevelChoice::BuiltIn(name) => Level::built_in(name).map(Arc::new),
        LevelChoice::Edited => Some(lanes.setup().level.clone()),
        LevelChoice::File(path) => match disk::level(path) {
            Ok(level) => Some(Arc::new(level)),
            Err(error) => {
                current.problem = Some(error.into());
                None
            }
        },
    };
    match found {
        Some(level) => {
            *at = MatchLevel { choice: wanted.clone(), level };
        }
        None => draft.level = at.choice.clone(),
    }
}

/// Sets up the board that shows what would be played.
pub(super) fn lay_out(
    at: Res<MatchLevel>,
    draft: Res<MatchDraft>,
    ghost: Res<ChosenGhost>,
    mut preview: ResMut<Preview>,
) {
    let mode = draft.mode.with(draft.score_steps, draft.hunters);
    let wanted = (at.level.clone(), mode, draft.seats.len(), draft.seed, ghost.version);
    if preview.of.as_ref() == Some(&wanted) {
        return;
    }
    let settings = settings_of(&draft, &at.level, &ghost);
    // Only with a board one may race alone; the ghost that has one may be missing.
    let seats = draft.seats.len().max(if settings.board.is_some() { 1 } else { 2 });
    preview.game = Match::new(settings, vec![Controller::Random; seats]).ok();
    preview.of = Some(wanted);
}
