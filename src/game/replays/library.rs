//! Which replays there are: those on the shelf, those of the selected run, and files that were opened.

use std::{collections::HashMap, path::Path, sync::Arc};

use bevy::prelude::*;

use super::{
    ShownReplay,
    store_thread::{ReplaySource, StoreReply, StoreRequest, StoreThread},
};
use crate::{
    game::{Announcer, Fault, Lanes},
    panels::{ReplayDetails, ReplayItem, ReplayPlace, Thumbnail},
    replay::{Entry, Header},
};

/// All replays that can be shown.
#[derive(Resource, Default)]
pub struct Library {
    /// The replays; of each part of the list the newest first.
    pub items: Vec<ReplayItem>,
    /// The run whose episodes are listed, and its last one.
    run: Option<(Arc<()>, u64)>,
    /// Replays that were deleted since the start and can be brought back.
    pub deleted: usize,
    /// Files that were named already as unreadable.
    named: Vec<String>,
    /// Whether the shelf is not what it was when it was listed.
    is_stale: bool,
}

impl Library {
    /// The entry of a replay on the shelf; `None` for one that is elsewhere.
    pub(super) fn entry(&self, place: &ReplayPlace) -> Option<Entry> {
        match (place, &self.item(place)?.details) {
            (ReplayPlace::Shelf(path), ReplayDetails::File { header, pinned }) => {
                Some(Entry { path: path.clone(), pinned: *pinned, header: Header::clone(header) })
            }
            _ => None,
        }
    }

    /// What a replay is read from; `None` for an episode that is not in memory any more.
    pub fn source(&self, place: &ReplayPlace) -> Option<ReplaySource> {
        match place {
            ReplayPlace::Shelf(path) | ReplayPlace::File(path) => Some(ReplaySource::File(path.clone())),
            ReplayPlace::Run(_) => match &self.item(place)?.details {
                ReplayDetails::Episode { episode, .. } => Some(ReplaySource::Episode(episode.clone())),
                ReplayDetails::File { .. } => None,
            },
        }
    }

    /// A replay in the list.
    pub(super) fn item(&self, place: &ReplayPlace) -> Option<&ReplayItem> {
        self.items.iter().find(|item| item.place == *place)
    }

    /// Lists a file that was opened.
    pub(super) fn list_file(&mut self, path: &Path, header: Header, picture: Thumbnail) {
        let place = ReplayPlace::File(path.to_owned());
        self.items.retain(|item| item.place != place);
        let details = ReplayDetails::File { header: Box::new(header), pinned: false };
        self.items.insert(0, ReplayItem { place, details, picture });
    }

    /// Takes a part off the list; the pictures that it had.
    fn take(&mut self, is_part: fn(&ReplayPlace) -> bool) -> HashMap<ReplayPlace, Thumbnail> {
        self.items.extract_if(.., |item| is_part(&item.place)).map(|item| (item.place, item.picture)).collect()
    }
}

/// Takes up what the thread of the store reports.
pub(super) fn hear(
    store: Res<StoreThread>,
    mut library: ResMut<Library>,
    mut shown: ResMut<ShownReplay>,
    mut announcer: Announcer,
) {
    for told in store.hear() {
        let library = &mut *library;
        library.is_stale |= !matches!(told, StoreReply::Listing(_) | StoreReply::Failed(_) | StoreReply::Nowhere);
        match told {
            StoreReply::Listing(listing) => {
                for error in listing.unreadable {
                    let said = error.to_string();
                    // Once is enough: it lies there still.
                    if !library.named.contains(&said) {
                        library.named.push(said);
                        announcer.error(error);
                    }
                }
                let mut drawn = library.take(|place| matches!(place, ReplayPlace::Shelf(_)));
                library.items.extend(listing.entries.into_iter().map(|Entry { path, pinned, header }| {
                    let place = ReplayPlace::Shelf(path.clone());
                    let picture = drawn.remove(&place).unwrap_or_else(|| store.draw(ReplaySource::File(path)));
                    let details = ReplayDetails::File { header: Box::new(header), pinned };
                    ReplayItem { place, details, picture }
                }));
            }
            StoreReply::Changed => {}
            StoreReply::Nowhere => announcer.error(Fault::Nowhere),
            StoreReply::Pinned => announcer.done("notice-replay-kept"),
            StoreReply::Moved { from, to } => {
                let (from, to) = (ReplayPlace::Shelf(from), ReplayPlace::Shelf(to));
                for item in library.items.iter_mut().filter(|item| item.place == from) {
                    item.place = to.clone();
                }
                shown.moved(&from, to);
            }
            StoreReply::Deleted(path) => {
                library.deleted += 1;
                shown.forget(&ReplayPlace::Shelf(path));
                announcer.done("notice-replay-deleted");
            }
            StoreReply::Restored(Some(_)) => {
                library.deleted = library.deleted.saturating_sub(1);
                announcer.done("notice-replay-restored");
            }
            StoreReply::Restored(None) => library.deleted = 0,
            StoreReply::Failed(error) => announcer.error(error),
        }
    }
}

/// The shelf may have changed while another screen was shown.
pub(super) fn look_again(mut library: ResMut<Library>) {
    library.is_stale = true;
}

/// Has the shelf listed when something on it has changed.
pub(super) fn list_shelf(store: Res<StoreThread>, mut library: ResMut<Library>) {
    if library.is_stale {
        library.is_stale = false;
        store.ask(StoreRequest::List);
    }
}

/// Lists what the selected run remembers. It stands while this screen is shown.
pub(super) fn list_run(
    lanes: Res<Lanes>,
    store: Res<StoreThread>,
    mut library: ResMut<Library>,
    mut shown: ResMut<ShownReplay>,
) {
    let memory = &lanes.shown().memory;
    let library = &mut *library;
    let is_same_run = library.run.as_ref().is_some_and(|(run, _)| Arc::ptr_eq(run, memory.identity()));
    if is_same_run && library.run.as_ref().is_some_and(|(_, latest)| *latest == memory.latest()) {
        return;
    }
    let mut drawn = library.take(|place| matches!(place, ReplayPlace::Run(_)));
    if !is_same_run {
        // Its numbers mean other episodes now.
        drawn.clear();
        shown.forget_run();
    }
    let (best, level) = (memory.best(), &lanes.setup().level.name);
    library.items.extend(memory.episodes().into_iter().map(|episode| {
        let place = ReplayPlace::Run(episode.number);
        let picture = drawn.remove(&place).unwrap_or_else(|| store.draw(ReplaySource::Episode(episode.clone())));
        let is_best = best == Some(episode.number);
        ReplayItem { place, details: ReplayDetails::Episode { episode, level: level.clone(), is_best }, picture }
    }));
    library.run = Some((memory.identity().clone(), memory.latest()));
}
