//! What a recording of the window shows, and so is called after.

use bevy::{ecs::system::SystemParam, prelude::*};

use crate::{
    game::{Lanes, lens::LensSession, replays::ShownReplay, versus::MatchLevel},
    panels::{SequenceChoices, Tab},
    sequence::SequencePreset,
};

/// Where the window is, and what each of its screens shows.
#[derive(SystemParam)]
pub(super) struct Subject<'w> {
    tab: Res<'w, State<Tab>>,
    lanes: Res<'w, Lanes>,
    matches: Option<Res<'w, MatchLevel>>,
    replays: Option<Res<'w, ShownReplay>>,
    lab: Option<Res<'w, SequenceChoices>>,
    lens: Option<Res<'w, LensSession>>,
}

impl Subject<'_> {
    /// Its name: that of the level on the board, of the lens's run with the tick, or of the lab's comparison; the screen's own where
    /// none is shown.
    pub fn name(&self) -> String {
        let replayed = || Some(self.replays.as_ref()?.playback()?.player().world().level().name.clone());
        let shown = match **self.tab {
            Tab::Train => Some(self.lanes.setup().level.name.clone()),
            Tab::Lens => self.lens.as_ref().and_then(|lens| lens.name()),
            Tab::Versus => self.matches.as_ref().map(|matches| matches.level.name.clone()),
            Tab::Replay => replayed(),
            Tab::Sequence => {
                self.lab.as_ref().and_then(|lab| lab.preset).map(|preset| SequencePreset::name(preset).to_owned())
            }
        };
        shown.unwrap_or_else(|| self.tab.name().to_owned())
    }
}
