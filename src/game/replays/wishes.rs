//! Carries out what the replay panels and keys ask for, and takes up replay files that were chosen or dropped onto the window.

use bevy::prelude::*;

use super::{
    Keeper, Library, Playback, Screening,
    keeper::{Job, Source},
    library::Drawn,
};
use crate::{
    game::{
        control::Wish,
        dialogs::{OpenDialog, Purpose},
        faults::Fault,
        kinds::{FileKind, OpenFile},
        notices::Announcer,
        preferences::Preferences,
    },
    panels::{
        Command, Tab,
        replay::{ReplayCommand, ReplayPlace},
    },
    replay::{Difference, Header, Replay},
};

pub(super) fn obey(
    mut wishes: MessageReader<Wish>,
    mut screening: ResMut<Screening>,
    library: Res<Library>,
    mut preferences: ResMut<Preferences>,
    mut dialog: ResMut<OpenDialog>,
    keeper: Res<Keeper>,
    mut announcer: Announcer,
) {
    for Wish(wish) in wishes.read() {
        let Command::Replay(wish) = wish else { continue };
        let mut found = Ok(());
        match wish {
            ReplayCommand::Show(place) => show(&mut screening, &library, place),
            ReplayCommand::Play => screening.playback_mut().into_iter().for_each(Playback::play),
            ReplayCommand::Pause => screening.playback_mut().into_iter().for_each(Playback::pause),
            ReplayCommand::Step(direction) => found = with(&mut screening, |playback| playback.step(*direction)),
            ReplayCommand::Seek(position) => found = with(&mut screening, |playback| playback.seek(*position)),
            ReplayCommand::SetSpeed(per_second) => {
                preferences.replays.per_second = *per_second;
                preferences.replays = preferences.replays.settled();
            }
            ReplayCommand::SetRepeat(repeat) => preferences.replays.repeat = *repeat,
            ReplayCommand::SetSort(sort) => preferences.replays.sort = *sort,
            ReplayCommand::Rename(ReplayPlace::Shelf(path), title) => {
                if let Some(entry) = library.entry(path) {
                    keeper.ask(Job::Rename(entry.clone(), title.clone()));
                }
            }
            ReplayCommand::Pin(place, pinned) => pin(&keeper, &library, place, *pinned, &mut announcer),
            ReplayCommand::Delete(ReplayPlace::Shelf(path)) => {
                if let Some(entry) = library.entry(path) {
                    keeper.ask(Job::Delete(entry.clone()));
                }
            }
            ReplayCommand::UndoDelete => {
                if library.deleted > 0 {
                    keeper.ask(Job::Undo);
                }
            }
            ReplayCommand::Open => dialog.ask(Purpose::Replay, ""),
            // What is not on the shelf has no name to change and nothing to delete.
            ReplayCommand::Rename(..) | ReplayCommand::Delete(_) => {}
            // Carried out where films are ordered.
            ReplayCommand::SetFilm(_) | ReplayCommand::Film(_) | ReplayCommand::StopFilm => {}
        }
        if let Err(difference) = found {
            announcer.error(difference);
        }
    }
}

/// Does something to the replay that is shown, if one is.
fn with(
    screening: &mut Screening,
    what: impl FnOnce(&mut Playback) -> Result<(), Difference>,
) -> Result<(), Difference> {
    screening.playback_mut().map_or(Ok(()), what)
}

fn show(screening: &mut Screening, library: &Library, place: &ReplayPlace) {
    match place {
        ReplayPlace::Shelf(path) | ReplayPlace::File(path) => {
            let path = path.clone();
            screening.read(place.clone(), move || Ok(Replay::load(&path)?));
        }
        ReplayPlace::Run(number) => {
            if let Some(episode) = library.episode(*number).cloned() {
                screening.read(place.clone(), move || Ok(episode.replay()?));
            }
        }
    }
}

/// Pins what is on the shelf; puts there what is not.
fn pin(keeper: &Keeper, library: &Library, place: &ReplayPlace, pinned: bool, announcer: &mut Announcer) {
    let replay = match place {
        ReplayPlace::Shelf(path) => {
            if let Some(entry) = library.entry(path) {
                keeper.ask(Job::Pin(entry.clone(), pinned));
            }
            return;
        }
        ReplayPlace::Run(number) => {
            let Some(episode) = library.episode(*number) else {
                return;
            };
            episode.replay().map_err(Fault::from)
        }
        ReplayPlace::File(path) => Replay::load(path).map_err(Fault::from),
    };
    match replay {
        Ok(replay) => keeper.ask(Job::Keep { replay: Box::new(replay), pinned: true }),
        Err(fault) => announcer.error(fault),
    }
}

/// Lists files that are to be shown, and shows the first of them, on this screen.
pub(super) fn take_files(
    mut opened: MessageReader<OpenFile>,
    mut library: ResMut<Library>,
    mut screening: ResMut<Screening>,
    mut preferences: ResMut<Preferences>,
    keeper: Res<Keeper>,
    mut announcer: Announcer,
) {
    let replays = opened.read().filter(|file| file.kind == FileKind::Replay);
    for (number, OpenFile { path, .. }) in replays.enumerate() {
        if number > 0 {
            match Header::load(path) {
                Ok(header) => {
                    let picture = Drawn::default();
                    keeper.ask(Job::Draw(Source::File(path.clone()), picture.clone()));
                    library.list_file(path, header, picture);
                }
                Err(error) => announcer.error(error),
            }
            continue;
        }
        preferences.tab = Tab::Replay;
        let (place, path) = (ReplayPlace::File(path.clone()), path.clone());
        screening.read(place, move || Ok(Replay::load(&path)?));
    }
}
