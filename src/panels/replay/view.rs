//! What the replay screen is handed to draw, and what it asks for. Filled and carried out by the game.

use std::sync::Arc;

use bevy::ecs::message::Message;

use super::{ClipView, MarkerKind, ReplayChoices, ReplayItem, ReplayPlace, ReplaySort, clip_controls::ClipSubject};
use crate::{
    panels::{Direction, Overlays, ReplayKey},
    replay::{Marker, Player, Replay},
};

/// What the screen shows.
#[derive(Clone, Copy)]
pub struct ReplayView<'a> {
    /// All replays there are, part by part, the newest first.
    pub items: &'a [ReplayItem],
    /// The replay that is shown or being read.
    pub selected: Option<&'a ReplayPlace>,
    /// The replay that is shown; `None` where none is.
    pub shown: Option<&'a ShownView<'a>>,
    /// Whether one is being read.
    pub loading: bool,
    /// Whether a replay was deleted that can be brought back.
    pub can_undo: bool,
    /// What is chosen.
    pub choices: ReplayChoices,
    /// What the board shows.
    pub overlays: Overlays,
    /// Whether the exact optimum of the level is known.
    pub has_optimum: bool,
    /// Clips of replays: how they are made, and the one that is.
    pub clips: ClipView<'a>,
    /// What was pressed since the last frame, in order.
    pub pressed: &'a [ReplayKey],
}

impl<'a> ReplayView<'a> {
    /// What clips are made of here.
    pub(super) const fn clip_subject(&self) -> ClipSubject<'a> {
        let Self { clips, items, selected, has_optimum, .. } = *self;
        ClipSubject { clips, items, selected, has_optimum, page: None }
    }
}

/// A replay that is being shown.
pub struct ShownView<'a> {
    /// What it is called.
    pub title: String,
    /// What is known of it: names and values.
    pub facts: Vec<(String, String)>,
    /// Whether time runs.
    pub playing: bool,
    /// Who played, where the replay stands, and what each did in the step that led here.
    pub player: &'a Player<Arc<Replay>>,
    /// The moments that are worth a jump, in the order of their steps.
    pub markers: &'a [Marker],
    /// Why it does not play as it was recorded, in words, and the first step that does not.
    pub difference: Option<(String, usize)>,
    /// Why its steps cannot be looked into.
    pub no_lens: Option<&'static str>,
}

/// What the screen asks for.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum ReplayCommand {
    /// Show this one, from its start.
    Show(ReplayPlace),
    /// Let time run; from the start where it stands at the end.
    Play,
    /// Let time stand.
    Pause,
    /// One step, forwards or backwards, then stand.
    Step(Direction),
    /// To where so many steps have been made.
    Seek(usize),
    /// Steps a second.
    SetSpeed(f32),
    /// Whether the end is followed by the start.
    SetRepeat(bool),
    /// The order of the list.
    SetSort(ReplaySort),
    /// Give one on the shelf a name, or take it away where it is blank.
    Rename(ReplayPlace, String),
    /// Keep it for good, or let it grow old again. One that is not on the shelf is put there.
    Pin(ReplayPlace, bool),
    /// Take it off the shelf.
    Delete(ReplayPlace),
    /// Bring back what was deleted last.
    UndoDelete,
    /// Choose a file and show it.
    Open,
    /// Look into the step that led to where it stands, at the start into the first one.
    Inspect,
    /// What the board shows.
    SetOverlays(Overlays),
}

impl ShownView<'_> {
    /// Where the next or the previous marker of a kind, or of any, is; behind the last one comes the first.
    #[must_use]
    pub fn jump(&self, kind: Option<MarkerKind>, direction: Direction) -> Option<usize> {
        let steps = || {
            let wanted = self.markers.iter().filter(move |marker| kind.is_none_or(|kind| kind.is_of(marker)));
            wanted.map(|marker| marker.step)
        };
        match direction {
            Direction::Up => steps().find(|step| *step > self.player.position()).or_else(|| steps().next()),
            Direction::Down => steps().rfind(|step| *step < self.player.position()).or_else(|| steps().next_back()),
        }
    }
}
