//! Starting and stopping, and telling the person where a recording lies or why there is none.

use std::path::Path;

use bevy::prelude::*;

use super::{
    Running, STILL, Studio,
    darkroom::{Darkroom, DevelopError},
    folder::RecordingFolder,
};
use crate::{
    capture::{Finishing, FrameSize, IfTaken, Recorded, RecordingOptions},
    game::{control::Wish, faults::Fault, lanes::Lanes, notices::Announcer, preferences::Preferences},
    language::Texts,
    panels::{ClipChoice, Command},
};

pub(super) fn obey(
    mut wishes: MessageReader<Wish>,
    mut studio: ResMut<Studio>,
    mut preferences: ResMut<Preferences>,
    folder: Res<RecordingFolder>,
    lanes: Res<Lanes>,
    mut announcer: Announcer,
) {
    for Wish(wish) in wishes.read() {
        let done = match wish {
            Command::ToggleRecording if studio.is_recording() => stop(&mut studio),
            Command::ToggleRecording => start(&mut studio, preferences.clip, &folder, &lanes),
            Command::TakeStill => {
                studio.stills += 1;
                Ok(())
            }
            Command::SetClip(choice) => {
                preferences.clip = *choice;
                Ok(())
            }
            _ => continue,
        };
        if let Err(fault) = done {
            announcer.error(Fault::Recording(fault.to_string()));
        }
    }
}

fn start(studio: &mut Studio, choice: ClipChoice, folder: &RecordingFolder, lanes: &Lanes) -> Result<(), DevelopError> {
    let size = choice.size.frame();
    let path = folder.path(&lanes.plan.level.name, choice.format.ending())?;
    let any = FrameSize { width: 16, height: 16 };
    let options = RecordingOptions {
        frames_per_second: choice.rate.per_second(),
        quality: choice.quality,
        if_taken: IfTaken::Number,
        ..RecordingOptions::new(path, choice.format, size.unwrap_or(any))
    };
    studio.running = Some(Running { darkroom: Darkroom::open(options, size), rate: choice.rate, shots: 0 });
    Ok(())
}

fn stop(studio: &mut Studio) -> Result<(), DevelopError> {
    if let Some(running) = studio.running.take() {
        studio.finishing.extend(running.darkroom.close()?);
    }
    Ok(())
}

/// Says where a recording lies when it is done; stops one that has failed.
pub(super) fn finish(mut studio: ResMut<Studio>, mut announcer: Announcer) {
    if studio.running.as_ref().is_some_and(|running| running.darkroom.has_failed())
        && let Err(fault) = stop(&mut studio)
    {
        announcer.error(Fault::Recording(fault.to_string()));
    }
    let (done, rest): (Vec<Finishing>, Vec<Finishing>) =
        std::mem::take(&mut studio.bypass_change_detection().finishing).into_iter().partition(Finishing::is_done);
    studio.bypass_change_detection().finishing = rest;
    for finishing in done {
        match finishing.wait() {
            Ok(recorded) => announcer.say_done(&said(&recorded, &announcer.texts)),
            Err(fault) => announcer.error(Fault::Recording(fault.to_string())),
        }
    }
}

fn said(recorded: &Recorded, texts: &Texts) -> String {
    let Recorded { path, seconds, bytes, .. } = recorded;
    if path.extension().is_some_and(|ending| ending == STILL) {
        return texts.t_with("notice-still", &[("file", path.display().to_string().into())]);
    }
    clip_said("notice-recorded", path, *seconds, *bytes, texts)
}

/// What is said of a clip that is there.
pub(in crate::game) fn clip_said(key: &str, file: &Path, seconds: f64, bytes: u64, texts: &Texts) -> String {
    let tenths = |value: f64| format!("{value:.1}").into();
    let file = file.display().to_string().into();
    texts.t_with(key, &[("file", file), ("seconds", tenths(seconds)), ("megabytes", tenths(bytes as f64 / 1e6))])
}
