//! Carries out what the replay panels and keys ask for, and takes up replay files that were chosen or dropped onto the window.

use bevy::prelude::*;

use super::{
    Library, Playback, ReplayOverlays, ShownReplay, StoreThread,
    store_thread::{ReplaySource, StoreRequest},
};
use crate::{
    game::{Announcer, FileKind, OpenDialog, OpenFile, Purpose, lens::LensTarget},
    panels::{ReplayChoices, ReplayCommand, ReplayPlace, Tab},
    replay::{Difference, Header},
};

pub(super) fn carry_out(
    mut asked: MessageReader<ReplayCommand>,
    mut shown: ResMut<ShownReplay>,
    library: Res<Library>,
    (mut choices, mut overlays): (ResMut<ReplayChoices>, ResMut<ReplayOverlays>),
    (mut dialog, mut lens, mut tab): (ResMut<OpenDialog>, ResMut<LensTarget>, ResMut<NextState<Tab>>),
    store: Res<StoreThread>,
    mut announcer: Announcer,
) {
    for command in asked.read() {
        let mut found = Ok(());
        match command {
            ReplayCommand::Show(place) => {
                if let Some(source) = library.source(place) {
                    shown.read(place.clone(), source);
                }
            }
            ReplayCommand::Play => shown.playback_mut().into_iter().for_each(Playback::play),
            ReplayCommand::Pause => shown.playback_mut().into_iter().for_each(Playback::pause),
            ReplayCommand::Step(direction) => found = with(&mut shown, |playback| playback.step(*direction)),
            ReplayCommand::Seek(position) => found = with(&mut shown, |playback| playback.seek(*position)),
            ReplayCommand::SetSpeed(per_second) => {
                choices.per_second = *per_second;
                *choices = choices.settled();
            }
            ReplayCommand::SetRepeat(repeat) => choices.repeat = *repeat,
            ReplayCommand::SetSort(sort) => choices.sort = *sort,
            ReplayCommand::Rename(place, title) => {
                if let Some(entry) = library.entry(place) {
                    store.ask(StoreRequest::Rename(entry, title.clone()));
                }
            }
            ReplayCommand::Pin(place, pinned) => pin(&store, &library, place, *pinned, &mut announcer),
            ReplayCommand::Delete(place) => {
                if let Some(entry) = library.entry(place) {
                    store.ask(StoreRequest::Delete(entry));
                }
            }
            ReplayCommand::UndoDelete => {
                if library.deleted > 0 {
                    store.ask(StoreRequest::Undo);
                }
            }
            ReplayCommand::Open => dialog.ask(Purpose::Replay, ""),
            ReplayCommand::SetOverlays(chosen) => overlays.0 = *chosen,
            ReplayCommand::Inspect => {
                if let Some((playback, run)) =
                    shown.playback_mut().and_then(|playback| playback.in_run().ok().map(|run| (playback, run)))
                {
                    playback.pause();
                    let player = playback.player();
                    lens.0 = Some((run, player.held().clone(), player.position().max(1)));
                    NextState::set_if_neq(&mut tab, Tab::Lens);
                }
            }
        }
        announcer.ok(found);
    }
}

/// Does something to the replay that is shown, if one is.
fn with(shown: &mut ShownReplay, what: impl FnOnce(&mut Playback) -> Result<(), Difference>) -> Result<(), Difference> {
    shown.playback_mut().map_or(Ok(()), what)
}

/// Pins what is on the shelf; puts there what is not.
fn pin(store: &StoreThread, library: &Library, place: &ReplayPlace, pinned: bool, announcer: &mut Announcer) {
    if let Some(entry) = library.entry(place) {
        return store.ask(StoreRequest::Pin(entry, pinned));
    }
    let source = library.source(place).filter(|_| !matches!(place, ReplayPlace::Shelf(_)));
    if let Some(replay) = source.and_then(|source| announcer.ok(source.replay())) {
        store.ask(StoreRequest::Keep { replay: Box::new(replay), pinned: true });
    }
}

/// Lists files that are to be shown, and shows the first of them, on this screen.
pub(super) fn take_files(
    mut opened: MessageReader<OpenFile>,
    mut library: ResMut<Library>,
    mut shown: ResMut<ShownReplay>,
    mut tab: ResMut<NextState<Tab>>,
    store: Res<StoreThread>,
    mut announcer: Announcer,
) {
    let replays = opened.read().filter(|file| file.kind == FileKind::Replay);
    for (number, OpenFile { path, .. }) in replays.enumerate() {
        if number > 0 {
            if let Some(header) = announcer.ok(Header::load(path)) {
                let picture = store.draw(ReplaySource::File(path.clone()));
                library.list_file(path, header, picture);
            }
            continue;
        }
        NextState::set_if_neq(&mut tab, Tab::Replay);
        shown.read(ReplayPlace::File(path.clone()), ReplaySource::File(path.clone()));
    }
}
