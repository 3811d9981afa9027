//! Which replays there are: those on the shelf, those of the selected run, and a file that was opened. As rows for the list.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use bevy::prelude::*;

use super::{
    ShownReplay,
    store_thread::{ReplaySource, StoreReply, StoreRequest, StoreThread, Thumbnail},
    words,
};
use crate::{
    game::{faults::Fault, lanes::Lanes, notices::Announcer},
    language::Texts,
    panels::replay::{ReplayKind, ReplayPlace, ReplayRow},
    replay::{Entry, Episode, Header},
};

/// All replays that can be shown.
#[derive(Resource, Default)]
pub struct Library {
    /// The list, part by part, the newest first.
    pub rows: Vec<ReplayRow>,
    entries: Vec<Entry>,
    pictures: HashMap<PathBuf, Thumbnail>,
    episodes: Vec<(Arc<Episode>, Thumbnail)>,
    /// The number of the best of them.
    best: Option<u64>,
    /// The run whose episodes those are, and its last one.
    run: Option<(Arc<()>, u64)>,
    /// The level that it learns on.
    run_level: String,
    /// Files that were opened and are not on the shelf, the last one first.
    files: Vec<(PathBuf, Header, Thumbnail)>,
    /// Replays that were deleted since the start and can be brought back.
    pub deleted: usize,
    /// Files that were named already as unreadable.
    named: Vec<String>,
    /// Whether the shelf is not what it was when it was listed.
    is_stale: bool,
    /// Whether the rows are not what the parts are.
    is_dirty: bool,
}

impl Library {
    /// The entry of a replay on the shelf; `None` for one that is elsewhere.
    pub(super) fn entry(&self, place: &ReplayPlace) -> Option<Entry> {
        let ReplayPlace::Shelf(path) = place else { return None };
        self.entries.iter().find(|entry| entry.path == *path).cloned()
    }

    /// What a replay is read from; `None` for an episode that is not in memory any more.
    pub fn source(&self, place: &ReplayPlace) -> Option<ReplaySource> {
        match place {
            ReplayPlace::Shelf(path) | ReplayPlace::File(path) => Some(ReplaySource::File(path.clone())),
            ReplayPlace::Run(number) => {
                let mut episodes = self.episodes.iter().map(|(episode, _)| episode);
                episodes.find(|episode| episode.number == *number).cloned().map(ReplaySource::Episode)
            }
        }
    }

    /// The row of a replay.
    pub(super) fn row(&self, place: &ReplayPlace) -> Option<&ReplayRow> {
        self.rows.iter().find(|row| row.place == *place)
    }

    /// Lists a file that was opened.
    pub(super) fn list_file(&mut self, path: &Path, header: Header, picture: Thumbnail) {
        self.files.retain(|(listed, ..)| listed != path);
        self.files.insert(0, (path.to_owned(), header, picture));
        self.is_dirty = true;
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
                library.pictures.retain(|path, _| listing.entries.iter().any(|entry| entry.path == *path));
                for entry in &listing.entries {
                    let picture = || store.draw(ReplaySource::File(entry.path.clone()));
                    library.pictures.entry(entry.path.clone()).or_insert_with(picture);
                }
                library.entries = listing.entries;
                library.is_dirty = true;
            }
            StoreReply::Changed => {}
            StoreReply::Nowhere => announcer.error(Fault::Nowhere),
            StoreReply::Pinned => announcer.done("notice-replay-kept"),
            StoreReply::Moved { from, to } => {
                if let Some(picture) = library.pictures.remove(&from) {
                    library.pictures.insert(to.clone(), picture);
                }
                shown.moved(&ReplayPlace::Shelf(from), ReplayPlace::Shelf(to));
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
    let mut drawn: HashMap<u64, Thumbnail> = HashMap::new();
    if is_same_run {
        drawn.extend(library.episodes.drain(..).map(|(episode, picture)| (episode.number, picture)));
    } else {
        // Its number means another episode now.
        shown.forget_run();
    }
    library.episodes = (memory.episodes().into_iter())
        .map(|episode| {
            let picture = drawn.remove(&episode.number);
            (episode.clone(), picture.unwrap_or_else(|| store.draw(ReplaySource::Episode(episode))))
        })
        .collect();
    library.best = memory.best();
    library.run = Some((memory.identity().clone(), memory.latest()));
    library.run_level.clone_from(&lanes.setup().level.name);
    library.is_dirty = true;
}

/// Writes the rows anew when something in them has changed, or the language.
pub(super) fn write_rows(mut library: ResMut<Library>, texts: Res<Texts>) {
    if !library.is_dirty && !texts.is_changed() {
        return;
    }
    let library = &mut *library;
    library.is_dirty = false;
    library.rows.clear();
    for (path, header, picture) in &library.files {
        let place = ReplayPlace::File(path.clone());
        library.rows.push(row(place, header, String::new(), picture, &texts));
    }
    for (episode, picture) in &library.episodes {
        let place = ReplayPlace::Run(episode.number);
        let note = if library.best == Some(episode.number) { texts.t("replay-best") } else { "" };
        library.rows.push(ReplayRow {
            place,
            kind: ReplayKind::Training,
            title: None,
            name: words::episode(episode.number, &texts),
            level: words::level(&library.run_level, &texts),
            note: note.to_owned(),
            episode_return: episode.notes.episode_return(),
            steps: episode.notes.len() as u32,
            pinned: false,
            picture: picture.clone(),
        });
    }
    for entry in &library.entries {
        let Some(picture) = library.pictures.get(&entry.path) else {
            continue;
        };
        let place = ReplayPlace::Shelf(entry.path.clone());
        let note = words::note(&entry.header, &texts);
        let mut row = row(place, &entry.header, note, picture, &texts);
        row.pinned = entry.pinned;
        library.rows.push(row);
    }
}

fn row(place: ReplayPlace, header: &Header, note: String, picture: &Thumbnail, texts: &Texts) -> ReplayRow {
    ReplayRow {
        place,
        kind: ReplayKind::of(&header.kind),
        title: header.title.clone(),
        name: words::name(header, texts),
        level: words::level(&header.level, texts),
        note,
        episode_return: header.score().episode_return,
        steps: header.summary.steps,
        pinned: false,
        picture: picture.clone(),
    }
}
