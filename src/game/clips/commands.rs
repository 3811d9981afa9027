//! Carries out what is asked for about videos, and tells the person where one lies or why there is none.

use std::{ffi::OsString, path::PathBuf};

use bevy::{ecs::system::SystemParam, prelude::*};

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

/// All that a clip is made of and with.
#[derive(SystemParam)]
pub(super) struct ClipMaterial<'w> {
    program: Res<'w, ClipProgram>,
    folder: Res<'w, RecordingFolder>,
    theme: Option<Res<'w, Theme>>,
    texts: Res<'w, Texts>,
    lanes: Res<'w, Lanes>,
    library: Res<'w, Library>,
    shown: Res<'w, ShownReplay>,
}

impl ClipMaterial<'_> {
    /// The program that makes it.
    pub fn program(&self) -> PathBuf {
        self.program.0.clone()
    }

    /// What is asked for, as the program takes it; `None` where there is nothing to make it of.
    pub fn of(&self, order: &ClipOrder) -> Option<Result<(ClipSource, Vec<OsString>), Fault>> {
        let (name, source) = self.source(order)?;
        let mode = self.theme.as_ref().map(|theme| theme.mode).unwrap_or_default();
        let out = self.folder.path(&name, order.choice.format.ending());
        let arguments = out.map(|out| arguments::arguments(order, &out, mode, self.texts.language()));
        let arguments = arguments.map_err(|fault| Fault::Recording(fault.to_string()));
        Some(arguments.map(|arguments| (source, arguments)))
    }

    /// What the video is called, and what it is made of.
    fn source(&self, order: &ClipOrder) -> Option<(String, ClipSource)> {
        if order.kind == ClipKind::Reel {
            let lane = self.lanes.shown();
            let name = format!("{}-reel", self.lanes.setup().level.name);
            return (lane.memory.latest() > 0).then(|| (name, ClipSource::of_run(lane)));
        }
        let (place, playback) = self.shown.shown.as_ref()?;
        let replay = playback.player().replay();
        let shown = match place {
            // It may have left the run's memory while it is looked at.
            ReplayPlace::Run(_) => ReplaySource::Replay(Box::new(replay.clone())),
            place => self.library.source(place)?,
        };
        let beside = order.beside.as_ref().and_then(|place| self.library.source(place));
        Some((replay.header.level.clone(), ClipSource::Replays(shown, beside)))
    }
}

pub(super) fn carry_out(
    mut asked: MessageReader<ClipCommand>,
    mut clip: ResMut<CurrentClip>,
    mut chosen: ResMut<ClipChoice>,
    mut announcer: Announcer,
    material: ClipMaterial,
) {
    for command in asked.read() {
        match command {
            ClipCommand::SetChoice(choice) => *chosen = choice.settled(),
            ClipCommand::Make(order) if clip.0.is_none() => match material.of(order) {
                Some(Ok((source, arguments))) => {
                    clip.0 = Some(ClipJob::begin(material.program(), order.kind, source, arguments));
                }
                Some(Err(fault)) => announcer.error(fault),
                None => {}
            },
            // One at a time.
            ClipCommand::Make(_) => {}
            ClipCommand::Stop => clip.0.iter().for_each(ClipJob::stop),
            ClipCommand::OpenFolder => {
                if let Err(fault) = material.folder.open() {
                    announcer.error(fault);
                }
            }
        }
    }
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
