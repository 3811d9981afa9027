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
        sequence::{TrainingSession, TypedInput},
    },
    language::Texts,
    panels::{
        SequenceChoices,
        replay::{ClipChoice, ClipCommand, ClipKind, ClipOrder},
    },
    sequence::SequencePreset,
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
    session: ResMut<'w, TrainingSession>,
    lab: Res<'w, SequenceChoices>,
    input: Res<'w, TypedInput>,
}

impl ClipMaterial<'_> {
    /// The program that makes it.
    pub fn program(&self) -> PathBuf {
        self.program.0.clone()
    }

    /// What is asked for, as the program takes it; `None` where there is nothing to make it of.
    pub fn of(&mut self, order: &ClipOrder) -> Option<Result<(ClipSource, Vec<OsString>), Fault>> {
        let (name, source) = match self.source(order)? {
            Ok(made) => made,
            Err(fault) => return Some(Err(fault)),
        };
        let mode = self.theme.as_ref().map(|theme| theme.mode).unwrap_or_default();
        let ending = if order.choice.slides { "pptx" } else { order.choice.format.ending() };
        let out = self.folder.path(&name, ending);
        let arguments = out.map(|out| arguments::arguments(order, &out, mode, self.texts.language()));
        let arguments = arguments.map_err(|fault| Fault::Recording(fault.to_string()));
        Some(arguments.map(|arguments| (source, arguments)))
    }

    /// What the video is called, and what it is made of.
    fn source(&mut self, order: &ClipOrder) -> Option<Result<(String, ClipSource), Fault>> {
        if order.kind == ClipKind::Reel {
            let lane = self.lanes.shown();
            let name = format!("{}-reel", self.lanes.setup().level.name);
            return (lane.memory.latest() > 0).then(|| Ok((name, ClipSource::of_run(lane))));
        }
        if order.kind == ClipKind::Lab {
            let (page, model) = order.page?;
            let task = self.session.trainees().first()?.settings.task.kind;
            let name = format!("{}-{page}", self.lab.preset.map_or(task.name(), SequencePreset::name));
            // It is asked for the state that saving asks for: models stand between two of their steps.
            let state = self.session.state(&self.lab);
            let input = self.input.read().map(|_| self.input.text.clone());
            return Some(state.map(|state| (name, ClipSource::Lab(Box::new(state), page, model, input))));
        }
        // It may have left the run's memory or the shelf while it is looked at.
        let replay = self.shown.playback()?.player().replay();
        let shown = ReplaySource::Replay(Box::new(replay.clone()));
        let beside = order.beside.as_ref().and_then(|place| self.library.source(place));
        Some(Ok((replay.header.level.clone(), ClipSource::Replays(shown, beside))))
    }
}

pub(super) fn carry_out(
    mut asked: MessageReader<ClipCommand>,
    mut clip: ResMut<CurrentClip>,
    mut chosen: ResMut<ClipChoice>,
    mut announcer: Announcer,
    mut material: ClipMaterial,
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
