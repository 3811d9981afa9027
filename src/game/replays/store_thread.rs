//! Works on the shelf on a thread of its own, so that no disk holds up a frame: one thing after the other, in the order asked for.
//! Small pictures are made in between. What becomes of what it tells is decided in `library`.

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver, Sender, TryRecvError},
    },
    thread::{self, JoinHandle},
};

use bevy::prelude::*;

use crate::{
    game::{DataFolder, Fault},
    panels::{Picture, Thumbnail},
    replay::{Entry, Episode, Listing, Replay, ReplayError, Shelf},
};

/// Replays on the shelf that are not pinned; the oldest ones make room.
const MOST: usize = 200;

/// Something to be done.
pub(super) enum StoreRequest {
    /// Put a replay on the shelf, for good or until it is old.
    Keep { replay: Box<Replay>, pinned: bool },
    /// Give a replay a title.
    Rename(Entry, String),
    /// Keep it for good, or let it grow old.
    Pin(Entry, bool),
    /// Take it off the shelf.
    Delete(Entry),
    /// Bring back what was deleted last.
    Undo,
    /// Tell what is there.
    List,
    /// Make a small picture.
    Draw(ReplaySource, Thumbnail),
}

/// What a replay is read from.
pub enum ReplaySource {
    /// A file.
    File(PathBuf),
    /// An episode that its run remembers.
    Episode(Arc<Episode>),
    /// What is there already.
    Replay(Box<Replay>),
}

impl ReplaySource {
    /// The replay.
    ///
    /// # Errors
    /// A file that cannot be read, or an episode that would not play again.
    pub fn replay(&self) -> Result<Replay, Fault> {
        match self {
            Self::File(path) => Ok(Replay::load(path)?),
            Self::Episode(episode) => Ok(episode.replay()?),
            Self::Replay(replay) => Ok(Replay::clone(replay)),
        }
    }
}

/// Something that was done, or could not be.
pub(super) enum StoreReply {
    /// What is there.
    Listing(Listing),
    /// A replay that a person wanted to keep is on the shelf.
    Pinned,
    /// A replay's file is somewhere else now.
    Moved { from: PathBuf, to: PathBuf },
    /// Another title, or a replay more that nobody asked for.
    Changed,
    /// It is off the shelf.
    Deleted(PathBuf),
    /// What was deleted is back; `None` where there was nothing.
    Restored(Option<PathBuf>),
    /// There is no place to keep anything.
    Nowhere,
    /// It could not be done.
    Failed(ReplayError),
}

/// The one who works on the shelf: a thread of its own, as it lives as long as the window and what it was asked for is
/// done even at its end.
#[derive(Resource, Default)]
pub struct StoreThread {
    jobs: Option<Sender<StoreRequest>>,
    told: Option<Mutex<Receiver<StoreReply>>>,
    worker: Option<JoinHandle<()>>,
}

/// Goes to work, once it is known where the shelf is.
pub(super) fn begin(mut store: ResMut<StoreThread>, folder: Res<DataFolder>) {
    let shelf = folder.0.as_ref().map(|folder| Shelf::new(folder.join("replays"), MOST));
    let (jobs, asked) = mpsc::channel();
    let (tell, told) = mpsc::channel();
    store.jobs = Some(jobs);
    store.told = Some(Mutex::new(told));
    store.worker = Some(thread::spawn(move || work(shelf.as_ref(), &asked, &tell)));
}

impl StoreThread {
    /// Keeps a replay until it is among the oldest.
    pub fn keep(&self, replay: Replay) {
        let replay = Box::new(replay);
        self.ask(StoreRequest::Keep { replay, pinned: false });
    }

    pub(super) fn ask(&self, job: StoreRequest) {
        if let Some(jobs) = &self.jobs {
            // Whoever has gone can be asked nothing: that is at the end of the program.
            let _ = jobs.send(job);
        }
    }

    /// Has a small picture made.
    pub(super) fn draw(&self, source: ReplaySource) -> Thumbnail {
        let picture = Thumbnail::default();
        self.ask(StoreRequest::Draw(source, picture.clone()));
        picture
    }

    /// What has been told since the last time.
    pub(super) fn hear(&self) -> Vec<StoreReply> {
        let Some(told) = &self.told else { return Vec::new() };
        told.lock().unwrap_or_else(PoisonError::into_inner).try_iter().collect()
    }
}

impl Drop for StoreThread {
    /// What was asked for is done before the program ends.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(worker) = self.worker.take() {
            // A fault in it has been told already.
            let _ = worker.join();
        }
    }
}

fn work(shelf: Option<&Shelf>, asked: &Receiver<StoreRequest>, tell: &Sender<StoreReply>) {
    let mut pictures = VecDeque::new();
    loop {
        let job =
            if pictures.is_empty() { asked.recv().map_err(|_| TryRecvError::Disconnected) } else { asked.try_recv() };
        let told = match job {
            Ok(StoreRequest::Draw(source, place)) => {
                pictures.push_back((source, place));
                continue;
            }
            Ok(job) => match shelf {
                Some(shelf) => do_it(shelf, job).unwrap_or_else(|error| Some(StoreReply::Failed(error))),
                // Only who asked for it is told.
                None => matches!(job, StoreRequest::Keep { pinned: true, .. }).then_some(StoreReply::Nowhere),
            },
            Err(TryRecvError::Empty) => {
                if let Some((source, place)) = pictures.pop_front() {
                    draw(&source, &place);
                }
                continue;
            }
            Err(TryRecvError::Disconnected) => return,
        };
        if let Some(told) = told {
            // At the end nobody listens any more, and there is work all the same.
            let _ = tell.send(told);
        }
    }
}

fn do_it(shelf: &Shelf, job: StoreRequest) -> Result<Option<StoreReply>, ReplayError> {
    Ok(Some(match job {
        StoreRequest::Keep { replay, pinned: false } => {
            shelf.put(&replay)?;
            StoreReply::Changed
        }
        StoreRequest::Keep { replay, pinned: true } => {
            let path = shelf.put(&replay)?;
            let entry = Entry { path, pinned: false, header: replay.header };
            shelf.pin(&entry, true)?;
            StoreReply::Pinned
        }
        StoreRequest::Rename(entry, title) => {
            shelf.rename(&entry, &title)?;
            StoreReply::Changed
        }
        StoreRequest::Pin(entry, pinned) => StoreReply::Moved { to: shelf.pin(&entry, pinned)?.path, from: entry.path },
        StoreRequest::Delete(entry) => {
            shelf.delete(&entry)?;
            StoreReply::Deleted(entry.path)
        }
        StoreRequest::Undo => StoreReply::Restored(shelf.undo()?),
        StoreRequest::List => StoreReply::Listing(shelf.list()?),
        StoreRequest::Draw(..) => return Ok(None),
    }))
}

/// Fills a picture's place, unless nobody looks at it any more. A file that cannot be read has no picture: it is named when it is listed
/// or opened.
fn draw(source: &ReplaySource, place: &Thumbnail) {
    if Arc::strong_count(place) > 1
        && let Ok(replay) = source.replay()
    {
        place.get_or_init(|| Picture::of(&replay));
    }
}
