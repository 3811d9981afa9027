//! Carries out what is asked for about videos, and tells the person where one lies or why there is none.

use bevy::prelude::*;

use super::{ClipProgram, CurrentClip, arguments, job::ClipJob, process::FinishedClip, source::ClipSource};
use crate::{
    game::{
        faults::Fault,
        lanes::Lanes,
        notices::{Announcer, Notice},
        recording::RecordingFolder,
        replays::{Library, ReplaySource, ShownReplay},
    },
    language::Texts,
    panels::replay::{ClipChoice, ClipCommand, ClipKind, ClipOrder, ReplayPlace},
    theme::Theme,
};

pub(super) fn carry_out(
    mut asked: MessageReader<ClipCommand>,
    mut clip: ResMut<CurrentClip>,
    mut chosen: ResMut<ClipChoice>,
    mut announcer: Announcer,
    (program, folder, theme, texts): (Res<ClipProgram>, Res<RecordingFolder>, Option<Res<Theme>>, Res<Texts>),
    (lanes, library, shown): (Res<Lanes>, Res<Library>, Res<ShownReplay>),
) {
    for command in asked.read() {
        match command {
            ClipCommand::SetChoice(choice) => *chosen = choice.settled(),
            ClipCommand::Make(order) if clip.0.is_none() => {
                let Some((name, material)) = material(order, &lanes, &library, &shown) else {
                    continue;
                };
                match folder.path(&name, order.choice.format.ending()) {
                    Ok(out) => {
                        let mode = theme.as_ref().map(|theme| theme.mode).unwrap_or_default();
                        let arguments = arguments::arguments(order, &out, mode, texts.language());
                        clip.0 = Some(ClipJob::begin(program.0.clone(), order.kind, material, arguments));
                    }
                    Err(fault) => announcer.error(Fault::Recording(fault.to_string())),
                }
            }
            // One at a time.
            ClipCommand::Make(_) => {}
            ClipCommand::Stop => clip.0.iter().for_each(ClipJob::stop),
        }
    }
}

/// What the video is called, and what it is made of; `None` where there is nothing to make it of.
fn material(order: &ClipOrder, lanes: &Lanes, library: &Library, shown: &ShownReplay) -> Option<(String, ClipSource)> {
    if order.kind == ClipKind::Reel {
        let name = format!("{}-reel", lanes.setup().level.name);
        return (lanes.shown().memory.latest() > 0).then(|| (name, ClipSource::of_run(lanes.shown())));
    }
    let (place, playback) = shown.shown.as_ref()?;
    let replay = playback.player().replay();
    let shown = match place {
        // It may have left the run's memory while it is looked at.
        ReplayPlace::Run(_) => ReplaySource::Replay(Box::new(replay.clone())),
        place => library.source(place)?,
    };
    let beside = order.beside.as_ref().and_then(|place| library.source(place));
    Some((replay.header.level.clone(), ClipSource::Replays(shown, beside)))
}

/// Tells what came of a video.
pub(super) fn finish(mut clip: ResMut<CurrentClip>, mut announcer: Announcer) {
    let Some(job) = clip.bypass_change_detection().0.take_if(|job| job.is_done()) else {
        return;
    };
    match job.wait() {
        Ok(Some(FinishedClip { file, seconds, bytes, stopped })) => {
            let key = if stopped { "notice-clip-stopped" } else { "notice-recorded" };
            announcer.tell(Notice::Clip { key, file, seconds, bytes });
        }
        Ok(None) => {}
        Err(fault) => announcer.error(fault),
    }
}
