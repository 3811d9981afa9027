//! The match that is on, as all of its screen know it.

use bevy::prelude::*;

use super::{
    Cue, LiveMatch,
    practice::{Practice, PracticeReport},
    seat_players::SeatFault,
    watching::Watching,
};

/// The match that is on, and what stands around it.
#[derive(Resource, Default)]
pub struct CurrentMatch {
    /// The match; `None` while one is being chosen.
    pub live: Option<LiveMatch>,
    /// Why no match can begin.
    pub problem: Option<SeatFault>,
    /// The round whose ways are shown after the match, from 0.
    pub shown_round: usize,
    /// Whether a gamepad is connected, in builds that heed it.
    pub(super) has_gamepad: bool,
    pub(super) practice: Practice,
    /// What the practices of this match came to.
    pub practised: Vec<PracticeReport>,
    /// The recorded hunt that is watched now.
    pub(super) watching: Option<Watching>,
    /// The match that waits while a moment of it is played on from.
    pub aside: Option<LiveMatch>,
}

impl CurrentMatch {
    /// Rounds won by each seat in the match: also while it waits for a practice, in which none can be won.
    pub fn wins(&self) -> &[u32] {
        self.aside.as_ref().or(self.live.as_ref()).map_or(&[], |live| live.game.wins())
    }

    /// Whether a match is on whose time runs, or whose end is still to be seen.
    pub fn is_playing(&self) -> bool {
        let live = self.live.as_ref();
        self.watching.is_some() || live.is_some_and(|live| !live.paused && !live.shows_report())
    }
}

/// Something happened in the match that is worth a flash or a sound.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cued(pub Cue);
