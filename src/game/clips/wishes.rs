//! Carries out what is asked for about films, and tells the person where one lies or why there is none.

use bevy::prelude::*;

use super::{ClipProgram, Workshop, helper::Made, job::FilmJob, material::Material, order};
use crate::{
    game::{
        control::Wish,
        faults::Fault,
        lanes::Lanes,
        notices::Announcer,
        preferences::Preferences,
        recording::{RecordingFolder, clip_said},
        replays::{Library, Screening, Source},
    },
    language::Texts,
    panels::{
        Command,
        replay::{FilmKind, FilmOrder, ReplayCommand, ReplayPlace},
    },
    theme::Theme,
};

pub(super) fn obey(
    mut wishes: MessageReader<Wish>,
    mut workshop: ResMut<Workshop>,
    mut preferences: ResMut<Preferences>,
    mut announcer: Announcer,
    (program, folder, theme): (Res<ClipProgram>, Res<RecordingFolder>, Option<Res<Theme>>),
    (lanes, library, screening): (Res<Lanes>, Res<Library>, Res<Screening>),
) {
    for Wish(wish) in wishes.read() {
        let Command::Replay(wish) = wish else { continue };
        match wish {
            ReplayCommand::SetFilm(choice) => preferences.film = choice.settled(),
            ReplayCommand::Film(order) if workshop.0.is_none() => {
                let Some((name, material)) = material(order, &lanes, &library, &screening) else {
                    continue;
                };
                match folder.path(&name, order.choice.format.ending()) {
                    Ok(out) => {
                        let mode = theme.as_ref().map(|theme| theme.mode).unwrap_or_default();
                        let arguments = order::arguments(order, &out, mode, announcer.texts.language());
                        workshop.0 = Some(FilmJob::begin(program.0.clone(), order.kind, material, arguments));
                    }
                    Err(fault) => announcer.error(Fault::Recording(fault.to_string())),
                }
            }
            ReplayCommand::StopFilm => workshop.0.iter().for_each(FilmJob::stop),
            _ => {}
        }
    }
}

/// What the film is called, and what it is made of; `None` where there is nothing to make it of.
fn material(order: &FilmOrder, lanes: &Lanes, library: &Library, screening: &Screening) -> Option<(String, Material)> {
    if order.kind == FilmKind::Reel {
        let name = format!("{}-reel", lanes.plan.level.name);
        return (lanes.shown().memory.latest() > 0).then(|| (name, Material::of_run(lanes.shown())));
    }
    let (place, playback) = screening.shown.as_ref()?;
    let replay = playback.player().replay();
    let shown = match place {
        // It may have left the run's memory while it is looked at.
        ReplayPlace::Run(_) => Source::Replay(Box::new(replay.clone())),
        place => library.source(place)?,
    };
    let beside = order.beside.as_ref().and_then(|place| library.source(place));
    Some((replay.header.level.clone(), Material::Replays(shown, beside)))
}

/// Tells what came of a film.
pub(super) fn finish(mut workshop: ResMut<Workshop>, mut announcer: Announcer) {
    let Some(job) = workshop.bypass_change_detection().0.take_if(|job| job.is_done()) else {
        return;
    };
    match job.wait() {
        Ok(Some(made)) => announcer.say_done(&said(&made, &announcer.texts)),
        Ok(None) => {}
        Err(fault) => announcer.error(fault),
    }
}

fn said(made: &Made, texts: &Texts) -> String {
    let key = if made.stopped { "notice-film-stopped" } else { "notice-recorded" };
    clip_said(key, &made.file, made.seconds, made.bytes, texts)
}
