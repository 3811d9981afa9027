//! Which replays there are: those on the shelf, those of the selected run, and a file that was opened. As rows for the list.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use bevy::prelude::*;

use super::{
    Screening,
    keeper::{Drawn, Job, Keeper, Source, Told},
    words,
};
use crate::{
    game::{faults::Fault, lanes::Lanes, notices::Announcer, preferences::Preferences},
    language::Texts,
    panels::{
        Tab,
        replay::{ReplayKind, ReplayPlace, ReplayRow},
    },
    replay::{Entry, Episode, Header},
};

/// All replays that can be shown.
#[derive(Resource, Default)]
pub struct Library {
    /// The list, part by part, the newest first.
    pub rows: Vec<ReplayRow>,
    entries: Vec<Entry>,
    pictures: HashMap<PathBuf, Drawn>,
    episodes: Vec<(Arc<Episode>, Drawn)>,
    /// The number of the best of them.
    best: Option<u64>,
    /// The run whose episodes those are, and its last one.
    run: Option<(Arc<()>, u64)>,
    /// The level that it learns on.
    run_level: String,
    /// Files that were opened and are not on the shelf, the last one first.
    files: Vec<(PathBuf, Header, Drawn)>,
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
    pub fn source(&self, place: &ReplayPlace) -> Option<Source> {
        match place {
            ReplayPlace::Shelf(path) | ReplayPlace::File(path) => Some(Source::File(path.clone())),
            ReplayPlace::Run(number) => {
                let mut episodes = self.episodes.iter().map(|(episode, _)| episode);
                episodes.find(|episode| episode.number == *number).cloned().map(Source::Episode)
            }
        }
    }

    /// The row of a replay.
    pub(super) fn row(&self, place: &ReplayPlace) -> Option<&ReplayRow> {
        self.rows.iter().find(|row| row.place == *place)
    }

    /// Lists a file that was opened.
    pub(super) fn list_file(&mut self, path: &Path, header: Header, picture: Drawn) {
        self.files.retain(|(listed, ..)| listed != path);
        self.files.insert(0, (path.to_owned(), header, picture));
        self.is_dirty = true;
    }
}

/// Takes up what the keeper tells.
pub(super) fn hear(
    keeper: Res<Keeper>,
    mut library: ResMut<Library>,
    mut screening: ResMut<Screening>,
    mut announcer: Announcer,
) {
    for told in keeper.hear() {
        let library = &mut *library;
        library.is_stale |= !matches!(told, Told::Listing(_) | Told::Failed(_) | Told::Nowhere);
        match told {
            Told::Listing(listing) => {
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
                    let picture = || keeper.draw(Source::File(entry.path.clone()));
                    library.pictures.entry(entry.path.clone()).or_insert_with(picture);
                }
                library.entries = listing.entries;
                library.is_dirty = true;
            }
            Told::Changed => {}
            Told::Nowhere => announcer.error(Fault::Nowhere),
            Told::Pinned => announcer.done("notice-replay-kept"),
            Told::Moved { from, to } => {
                if let Some(picture) = library.pictures.remove(&from) {
                    library.pictures.insert(to.clone(), picture);
                }
                screening.moved(&ReplayPlace::Shelf(from), ReplayPlace::Shelf(to));
            }
            Told::Deleted(path) => {
                library.deleted += 1;
                screening.forget(&ReplayPlace::Shelf(path));
                announcer.done("notice-replay-deleted");
            }
            Told::Restored(Some(_)) => {
                library.deleted = library.deleted.saturating_sub(1);
                announcer.done("notice-replay-restored");
            }
            Told::Restored(None) => library.deleted = 0,
            Told::Failed(error) => announcer.error(error),
        }
    }
}

/// Has the shelf listed when its screen comes up, and when something on it has changed while it is.
pub(super) fn list_shelf(
    preferences: Res<Preferences>,
    keeper: Res<Keeper>,
    mut library: ResMut<Library>,
    mut was_shown: Local<bool>,
) {
    let is_shown = preferences.tab == Tab::Replay;
    if is_shown && (!*was_shown || library.is_stale) {
        library.is_stale = false;
        keeper.ask(Job::List);
    }
    *was_shown = is_shown;
}

/// Lists what the selected run remembers. It stands while this screen is shown.
pub(super) fn list_run(
    lanes: Res<Lanes>,
    keeper: Res<Keeper>,
    mut library: ResMut<Library>,
    mut screening: ResMut<Screening>,
) {
    let memory = &lanes.shown().memory;
    let library = &mut *library;
    let is_same_run = library.run.as_ref().is_some_and(|(run, _)| Arc::ptr_eq(run, memory.identity()));
    if is_same_run && library.run.as_ref().is_some_and(|(_, latest)| *latest == memory.latest()) {
        return;
    }
    let mut drawn: HashMap<u64, Drawn> = HashMap::new();
    if is_same_run {
        drawn.extend(library.episodes.drain(..).map(|(episode, picture)| (episode.number, picture)));
    } else {
        // Its number means another episode now.
        screening.forget_run();
    }
    library.episodes = (memory.episodes().into_iter())
        .map(|episode| {
            let picture = drawn.remove(&episode.number);
            (episode.clone(), picture.unwrap_or_else(|| keeper.draw(Source::Episode(episode))))
        })
        .collect();
    library.best = memory.best();
    library.run = Some((memory.identity().clone(), memory.latest()));
    library.run_level.clone_from(&lanes.plan.level.name);
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

fn row(place: ReplayPlace, header: &Header, note: String, picture: &Drawn, texts: &Texts) -> ReplayRow {
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
