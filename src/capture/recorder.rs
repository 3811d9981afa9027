//! Where frames go in. It hands them to a worker and never holds more than a few: who gives them faster waits, or keeps them.

use std::{
    path::Path,
    sync::mpsc::{SyncSender, sync_channel},
};

use super::{
    Finishing, Format, Frame, FrameSize, Recorded, RecordingError, RecordingOptions, fault::Encoder, gif::Gif,
    mp4::Mp4, png::Pngs, target, worker::Worker,
};

/// Frames that wait at most; one more is being encoded. Enough to bridge a slow picture, 30 MB at 1920x1080.
pub const QUEUE: usize = 3;

/// A recording that takes frames. Dropped, it is finished with what it has, without saying how that went.
#[derive(Debug)]
pub struct FrameRecorder {
    // Dropped in this order: without a sender, the worker comes to its end, which its own drop waits for.
    frames: Option<SyncSender<Frame>>,
    worker: Worker,
    size: FrameSize,
    given: u64,
}

impl FrameRecorder {
    /// Takes the name and starts the thread.
    ///
    /// # Errors
    /// [`RecordingError::Size`], [`RecordingError::Rate`], [`RecordingError::Exists`], [`RecordingError::Unwritable`],
    /// [`RecordingError::Thread`]: nothing is left on the disk then.
    pub fn start(options: &RecordingOptions) -> Result<Self, RecordingError> {
        options.check()?;
        let (sender, frames) = sync_channel(QUEUE);
        let (path, if_taken, rate) = (&options.path, options.if_taken, options.frames_per_second);
        let owned = options.clone();
        let worker = match options.format {
            Format::Mp4 => {
                let (file, place) = target::file(path, if_taken, options.beside)?;
                let at = place.path.clone();
                Worker::start(move || Ok(Box::new(Mp4::new(file, Some(&at), &owned)?)), frames, &place, rate)
            }
            Format::Gif => {
                let (file, place) = target::file(path, if_taken, options.beside)?;
                Worker::start(move || Ok(Box::new(Gif::new(file, &owned))), frames, &place, rate)
            }
            Format::Frames => {
                let place = target::folder(path, if_taken)?;
                let folder = place.path.clone();
                Worker::start(move || Ok(Box::new(Pngs::new(&folder)) as Box<dyn Encoder>), frames, &place, rate)
            }
        }?;
        Ok(Self { frames: Some(sender), worker, size: options.size, given: 0 })
    }

    /// The file that is being written, or the folder; with [`IfTaken::Number`](super::IfTaken::Number) not always what was
    /// asked for.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.worker.path()
    }

    /// Frames that were given and not yet encoded: [`QUEUE`] and one at most.
    #[must_use]
    pub fn waiting(&self) -> u64 {
        self.given.saturating_sub(self.worker.encoded())
    }

    /// Adds a frame; waits for a place in the queue if there is none.
    ///
    /// # Errors
    /// [`RecordingError::FrameSize`], after which the recording goes on without that frame; [`RecordingError::Stopped`] or
    /// [`RecordingError::Encoder`], which an earlier frame may have met with, and [`RecordingError::Over`] ever after.
    pub fn frame(&mut self, frame: Frame) -> Result<(), RecordingError> {
        self.check(&frame)?;
        let Some(frames) = &self.frames else {
            return Err(self.over());
        };
        match frames.send(frame) {
            Ok(()) => {
                self.given += 1;
                Ok(())
            }
            Err(_) => Err(self.over()),
        }
    }

    /// Takes no more frames and lets the worker come to its end meanwhile.
    #[must_use = "dropped, it waits, and nobody learns how it ended"]
    pub fn close(self) -> Finishing {
        let Self { frames, worker, size: _, given } = self;
        drop(frames);
        Finishing::new(worker, given)
    }

    /// Takes no more frames and waits until all are written.
    ///
    /// # Errors
    /// As [`Finishing::wait`].
    pub fn finish(self) -> Result<Recorded, RecordingError> {
        self.close().wait()
    }

    fn check(&self, frame: &Frame) -> Result<(), RecordingError> {
        if frame.size() == self.size {
            return Ok(());
        }
        Err(RecordingError::FrameSize { expected: self.size, given: frame.size() })
    }

    /// Why the worker takes no more frames. It does so only after an error.
    fn over(&mut self) -> RecordingError {
        self.frames = None;
        match self.worker.join() {
            Err(error) => error,
            Ok(recorded) => RecordingError::Over { path: recorded.path },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{self, Receiver, TrySendError};

    use super::*;
    use crate::capture::{IfTaken, fault::Fault};

    const SIZE: FrameSize = FrameSize { width: 1, height: 1 };

    /// Takes a frame only when it is told to.
    struct OnCommand(Receiver<Result<(), Fault>>);

    impl Encoder for OnCommand {
        fn encode(&mut self, _: &Frame) -> Result<(), Fault> {
            self.0.recv().unwrap_or(Ok(()))
        }

        fn finish(&mut self) -> Result<u64, Fault> {
            Ok(0)
        }

        fn kept(&self) -> u64 {
            1
        }
    }

    fn on_command() -> (FrameRecorder, mpsc::Sender<Result<(), Fault>>, tempfile::TempDir) {
        let folder = tempfile::tempdir().expect("a folder");
        let (_, place) = target::file(&folder.path().join("clip"), IfTaken::Refuse, &[]).expect("a file");
        let ((sender, frames), (commands, obeyed)) = (sync_channel(QUEUE), mpsc::channel());
        let worker = Worker::start(move || Ok(Box::new(OnCommand(obeyed))), frames, &place, 30).expect("a thread");
        let recorder = FrameRecorder { frames: Some(sender), worker, size: SIZE, given: 0 };
        (recorder, commands, folder)
    }

    fn frame() -> Frame {
        Frame::new(SIZE, vec![0; 4]).expect("a pixel")
    }

    #[test]
    fn no_more_frames_are_held_than_the_queue_has_places() {
        let (mut recorder, commands, _folder) = on_command();
        let bound = QUEUE as u64 + 1;
        // Whenever the worker gets to taking the first one off the queue, that many fit and not one more.
        for _ in 0..bound {
            recorder.frame(frame()).expect("a place, sooner or later");
        }
        let full = recorder.frames.as_ref().expect("it is not over").try_send(frame());
        assert_eq!(full, Err(TrySendError::Full(frame())));
        assert_eq!(recorder.waiting(), bound);
        commands.send(Ok(())).expect("it listens");
        recorder.frame(frame()).expect("one is done, so that there is a place");
        assert!(recorder.waiting() <= bound);
        drop(commands);
        let recorded = recorder.finish().expect("nothing failed");
        assert_eq!(recorded.frames, bound + 1);
    }

    #[test]
    fn closing_does_not_wait_and_dropping_does() {
        let (mut recorder, commands, folder) = on_command();
        recorder.frame(frame()).expect("a place");
        let finishing = recorder.close();
        assert_eq!(finishing.progress(), (0, 1));
        assert!(!finishing.is_done());
        commands.send(Ok(())).expect("it listens");
        drop(finishing);
        assert!(commands.send(Ok(())).is_err(), "the worker is gone");
        assert!(folder.path().join("clip").exists());
    }

    #[test]
    fn an_error_is_told_once_and_then_it_is_over() {
        let (mut recorder, commands, _folder) = on_command();
        commands.send(Err(std::io::Error::from(std::io::ErrorKind::StorageFull).into())).expect("it listens");
        let first = std::iter::repeat_with(|| recorder.frame(frame())).find_map(Result::err);
        let Some(error @ RecordingError::Stopped { frames: 1, .. }) = first else { panic!("{first:?}") };
        assert!(error.to_string().contains("the disk is full") && error.to_string().contains("1 frames"), "{error}");
        assert!(matches!(recorder.frame(frame()), Err(RecordingError::Over { .. })));
        assert!(matches!(recorder.finish(), Err(RecordingError::Over { .. })));
    }

    #[test]
    fn a_frame_of_another_size_is_left_out() {
        let (mut recorder, commands, _folder) = on_command();
        drop(commands);
        let wide = FrameSize { width: 2, height: 1 };
        let wrong = Frame::new(wide, vec![0; 8]).expect("two pixels");
        assert!(matches!(recorder.frame(wrong), Err(RecordingError::FrameSize { .. })));
        recorder.frame(frame()).expect("it goes on");
        assert_eq!(recorder.finish().expect("nothing failed").frames, 1);
    }
}
