//! The folder of a run's kept episodes. Which ones are kept is decided in `kept`, how they are recorded in `training`;
//! when the folder is brought up to date, and on which thread, by whoever trains.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{EXTENSION, Episode, EpisodeRecorder, Header, Kept, LAST, Replay, ReplayError, Run, error::in_file};
use crate::{arena::Simulation, files::entries};

/// The folder in the run's.
pub const FOLDER: &str = "replays";
/// In the run's folder, the episode that was being played when the run was saved.
pub const UNDER_WAY: &str = "resume.replay";
/// Episodes kept for their number that wait to be written, at most.
const WAITING: usize = 64;

/// Keeps episodes of a run's first board: in memory until an [`FolderUpdate`] is made.
pub struct Episodes {
    /// The run's folder.
    folder: PathBuf,
    run: Arc<Run>,
    recorder: EpisodeRecorder,
    kept: Kept,
    /// The files that are there, with the number that each is kept for.
    written: BTreeMap<u64, Option<u64>>,
    /// The number of the best episode so far.
    best: Option<u64>,
    /// The number of the file to which the last step's TD error has to be added.
    unfinished: Option<u64>,
}

impl Episodes {
    /// Of a run in its folder. Its first episode, if it has begun already, is not kept.
    #[must_use]
    pub fn begin(folder: &Path, simulation: &Simulation) -> Self {
        Self {
            folder: folder.to_owned(),
            run: Arc::new(simulation.setup().map(Run::from).unwrap_or_default()),
            recorder: EpisodeRecorder::new(simulation),
            kept: Kept::default(),
            written: BTreeMap::new(),
            best: None,
            unfinished: None,
        }
    }

    /// Of a run that was resumed from `saved`, a run's folder, and is written to `folder`, the same or another: goes on as if it had
    /// never been cut. Where the episode that was being played is missing, it is not kept.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn resume(saved: &Path, folder: &Path, simulation: &Simulation) -> Result<Self, ReplayError> {
        let under_way = Replay::load(&saved.join(UNDER_WAY)).ok();
        let number = under_way.as_ref().and_then(|replay| replay.header.episode());
        let recorder = under_way
            .zip(number)
            .and_then(|(replay, number)| EpisodeRecorder::resume(simulation, &replay, number).ok())
            .unwrap_or_else(|| EpisodeRecorder::new(simulation));
        let mut episodes = Self { recorder, ..Self::begin(folder, simulation) };
        // One that has just ended is not counted yet, and what came after the run was saved never happened.
        let end = episodes.recorder.ended().unwrap_or(simulation.episodes() + 1);
        let mut best: Option<(u64, f32)> = None;
        for (number, header) in readable(saved).map_err(in_file(saved))? {
            let (from, to) = (path(saved, number), path(folder, number));
            if number >= end {
                fs::remove_file(&to).or_else(missing).map_err(in_file(&to))?;
                continue;
            }
            if from != to {
                fs::create_dir_all(folder.join(FOLDER)).map_err(in_file(&to))?;
                fs::copy(&from, &to).map_err(in_file(&to))?;
            }
            let episode_return = header.score().episode_return;
            if best.is_none_or(|(_, best)| episode_return > best) {
                best = Some((number, episode_return));
            }
            episodes.written.insert(number, header.mark());
        }
        let last_mark = episodes.written.values().flatten().max();
        episodes.kept = Kept::resume(last_mark.copied(), best.map(|(_, episode_return)| episode_return));
        episodes.best = best.map(|(number, _)| number);
        Ok(episodes)
    }

    /// What the tick that has just been made tells. Where many episodes wait to be written, some of [`Self::update`]'s work comes of it.
    #[inline]
    pub fn listen(&mut self, simulation: &Simulation) -> Option<FolderUpdate> {
        let (number, notes) = self.recorder.listen(simulation)?;
        let spare = self.kept.push(number, &self.run, simulation.provenance(), notes);
        self.recorder.recycle(spare);
        (self.kept.marked().len() > WAITING).then(|| {
            let mut update = FolderUpdate::default();
            self.write_marked(&mut update);
            update
        })
    }

    /// What brings the folder up to date: what is kept and not there is written, what is not kept any more is taken away, and the episode
    /// that is being played is noted. Updates have to be made in their order; that can be done beside the training.
    pub fn update(&mut self, simulation: &Simulation) -> FolderUpdate {
        let mut update = FolderUpdate::default();
        self.write_marked(&mut update);
        let chosen: Vec<Arc<Episode>> = self.kept.best().into_iter().chain(self.kept.last()).cloned().collect();
        let unfinished = self.unfinished.take();
        for episode in chosen {
            if !self.written.contains_key(&episode.number) || unfinished == Some(episode.number) {
                self.write(episode, &mut update);
            }
        }
        self.best = self.kept.best().map(|best| best.number).or(self.best);

        let under_way = self.under_way(simulation);
        if let Some(ended) = under_way.as_ref().filter(|_| self.recorder.ended().is_some()) {
            // What was learned from its last step will be known with the next tick, if there is one; then it is written again.
            self.write(Arc::clone(ended), &mut update);
            self.unfinished = Some(ended.number);
        }
        self.remove_stale(&mut update);
        let path = self.folder.join(UNDER_WAY);
        match under_way {
            Some(under_way) => update.write.push((path, under_way)),
            None => update.remove.push(path),
        }
        update
    }

    fn write_marked(&mut self, update: &mut FolderUpdate) {
        for episode in self.kept.take_marked() {
            self.write(episode, update);
        }
    }

    fn write(&mut self, episode: Arc<Episode>, update: &mut FolderUpdate) {
        self.written.insert(episode.number, episode.mark);
        update.write.push((path(&self.folder, episode.number), episode));
    }

    /// The episode that is being played or has just ended.
    fn under_way(&self, simulation: &Simulation) -> Option<Arc<Episode>> {
        let (notes, ended) = (self.recorder.under_way(), self.recorder.ended());
        let episode = Episode {
            // One that has not ended has no number yet.
            number: ended.unwrap_or_default(),
            mark: ended.and_then(|number| self.kept.schedule().take(number)),
            run: Arc::clone(&self.run),
            provenance: simulation.provenance().cloned(),
            notes: Box::new(notes.clone()),
        };
        (notes.fault().is_none() && !notes.is_empty()).then(|| Arc::new(episode))
    }

    fn remove_stale(&mut self, update: &mut FolderUpdate) {
        let last: BTreeSet<u64> = self.written.keys().rev().take(LAST).copied().collect();
        let best = self.best;
        let stale =
            |number: &u64, mark: &mut Option<u64>| mark.is_none() && best != Some(*number) && !last.contains(number);
        let gone = self.written.extract_if(.., stale);
        update.remove.extend(gone.map(|(number, _)| path(&self.folder, number)));
    }
}

/// Work on a run's folder.
#[derive(Debug, Default)]
#[must_use = "the folder changes when it is made"]
pub struct FolderUpdate {
    write: Vec<(PathBuf, Arc<Episode>)>,
    remove: Vec<PathBuf>,
}

impl FolderUpdate {
    /// Writes and removes the files.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn make(self) -> Result<(), ReplayError> {
        for (path, episode) in self.write {
            // What something else than the rules moved is not kept.
            if let Ok(replay) = episode.replay() {
                replay.save(&path)?;
            }
        }
        for path in self.remove {
            fs::remove_file(&path).or_else(missing).map_err(in_file(&path))?;
        }
        Ok(())
    }
}

/// The kept episodes of a run's folder, by their number.
///
/// # Errors
/// When the folder is there and cannot be read, or a file with such a name is no replay.
pub fn list(folder: &Path) -> Result<BTreeMap<u64, Header>, ReplayError> {
    let files = files(folder).map_err(in_file(folder))?;
    let numbered = files.iter().filter_map(|path| Some((number_of(path)?, path)));
    numbered.map(|(number, path)| Ok((number, Header::load(path)?))).collect()
}

/// The same without those that cannot be read: they do not keep a run from going on, and are left where they are.
fn readable(folder: &Path) -> io::Result<BTreeMap<u64, Header>> {
    let header = |path: PathBuf| Some((number_of(&path)?, Header::load(&path).ok()?));
    Ok(files(folder)?.into_iter().filter_map(header).collect())
}

/// All files that keeping episodes has written into a run's folder.
///
/// # Errors
/// When the folder is there and cannot be read.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let under_way = folder.join(UNDER_WAY);
    let mut files: Vec<PathBuf> = under_way.is_file().then_some(under_way).into_iter().collect();
    files.extend(entries(&folder.join(FOLDER))?.into_iter().filter(|path| number_of(path).is_some()));
    Ok(files)
}

/// The file of an episode in a run's folder.
#[must_use]
pub fn path(folder: &Path, number: u64) -> PathBuf {
    folder.join(FOLDER).join(format!("episode-{number:06}.{EXTENSION}"))
}

/// The number of the episode whose file has this name; `None` for other files.
fn number_of(path: &Path) -> Option<u64> {
    let name = path.file_name()?.to_str()?;
    let digits = name.strip_prefix("episode-")?.strip_suffix(".replay")?;
    let ours = digits.len() >= 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| ours)
}

/// A file that is not there needs no removing.
fn missing(error: io::Error) -> io::Result<()> {
    if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) }
}
