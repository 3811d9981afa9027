//! What a recording of the window shows, and so is called after.

use bevy::{ecs::system::SystemParam, prelude::*};

use crate::{
    game::{Lanes, replays::ShownReplay, versus::MatchLevel},
    panels::Tab,
};

/// Where the window is, and what each of its screens shows.
#[derive(SystemParam)]
pub(super) struct Subject<'w> {
    tab: Res<'w, State<Tab>>,
    lanes: Res<'w, Lanes>,
    matches: Option<Res<'w, MatchLevel>>,
    replays: Option<Res<'w, ShownReplay>>,
}

impl Subject<'_> {
    /// Its name: that of the level on the board; the screen's own where no level is shown.
    pub fn name(&self) -> String {
        let replayed = || Some(self.replays.as_ref()?.playback()?.player().world().level().name.clone());
        let level = match **self.tab {
            Tab::Train | Tab::Lens => Some(self.lanes.setup().level.name.clone()),
            Tab::Versus => self.matches.as_ref().map(|matches| matches.level.name.clone()),
            Tab::Replay => replayed(),
            Tab::Sequence => None,
        };
        level.unwrap_or_else(|| self.tab.name().to_owned())
    }
}
