//! Starting and stopping, and telling the person where a recording lies or why there is none.

use bevy::prelude::*;

use super::{
    ClipRecorder, RunningClip, STILL, StillTarget,
    folder::RecordingFolder,
    frame_thread::{FrameError, FrameThread},
    subject::Subject,
};
use crate::{
    capture::{Finishing, FrameSize, IfTaken, Recorded, RecordingOptions},
    game::{Announcer, Fault, Notice},
    panels::{RecordingChoice, RecordingCommand},
};

pub(super) fn carry_out(
    mut asked: MessageReader<RecordingCommand>,
    mut recorder: ResMut<ClipRecorder>,
    mut chosen: ResMut<RecordingChoice>,
    folder: Res<RecordingFolder>,
    subject: Subject,
    mut announcer: Announcer,
) {
    for command in asked.read() {
        let mut done = Ok(());
        match command {
            RecordingCommand::Toggle if recorder.is_recording() => done = stop(&mut recorder),
            RecordingCommand::Toggle => done = start(&mut recorder, *chosen, &folder, &subject),
            RecordingCommand::TakeStill => recorder.stills.push(StillTarget::File),
            RecordingCommand::CopyStill => recorder.stills.push(StillTarget::Clipboard),
            RecordingCommand::Set(choice) => *chosen = *choice,
        }
        announcer.ok(done.map_err(Fault::recording));
    }
}

fn start(
    recorder: &mut ClipRecorder,
    choice: RecordingChoice,
    folder: &RecordingFolder,
    subject: &Subject,
) -> Result<(), FrameError> {
    let size = choice.size.frame();
    let path = folder.path(&subject.name(), choice.format.ending())?;
    let any = FrameSize { width: 16, height: 16 };
    let options = RecordingOptions {
        frames_per_second: choice.rate.per_second(),
        quality: choice.quality,
        if_taken: IfTaken::Number,
        ..RecordingOptions::new(path, choice.format, size.unwrap_or(any))
    };
    recorder.running =
        Some(RunningClip { frame_thread: FrameThread::open(options, size), rate: choice.rate, pictures: 0 });
    Ok(())
}

fn stop(recorder: &mut ClipRecorder) -> Result<(), FrameError> {
    if let Some(running) = recorder.running.take() {
        recorder.finishing.extend(running.frame_thread.close()?);
    }
    Ok(())
}

/// Says where a recording lies when it is done; stops one that has failed.
pub(super) fn finish(mut recorder: ResMut<ClipRecorder>, mut announcer: Announcer) {
    if recorder.running.as_ref().is_some_and(|running| running.frame_thread.has_failed()) {
        announcer.ok(stop(&mut recorder).map_err(Fault::recording));
    }
    let (done, rest): (Vec<Finishing>, Vec<Finishing>) =
        std::mem::take(&mut recorder.bypass_change_detection().finishing).into_iter().partition(Finishing::is_done);
    recorder.bypass_change_detection().finishing = rest;
    for finishing in done {
        match finishing.wait() {
            Ok(Recorded { path, .. }) if path.extension().is_some_and(|ending| ending == STILL) => {
                announcer.done_with("notice-still", &path);
            }
            Ok(Recorded { path: file, seconds, bytes, .. }) => {
                announcer.tell(Notice::Clip { key: "notice-recorded", file, seconds, bytes });
            }
            Err(fault) => announcer.error(Fault::recording(fault)),
        }
    }
}
