//! What is to be trained: one job for each seed, with everything checked before anything begins.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    EPISODES, METRICS, RESUME, Recalled, RunError,
    folder::{self},
    history::{self},
    settings, space,
};
use crate::{
    arena::{EpisodeRecord, Setup, Simulation, SimulationState},
    files::{self, FileError},
    replay::episodes,
};

/// When a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// After so many episodes over all actors, counted from the run's beginning.
    Episodes(u64),
    /// After so many steps of agents, counted from the run's beginning.
    Steps(u64),
}

impl Length {
    /// How much there is to do.
    #[must_use]
    pub const fn total(self) -> u64 {
        match self {
            Self::Episodes(total) | Self::Steps(total) => total,
        }
    }

    /// How much of it is done.
    pub(super) fn done(self, simulation: &Simulation) -> u64 {
        match self {
            Self::Episodes(_) => simulation.episodes(),
            Self::Steps(_) => steps(simulation),
        }
    }

    /// What is counted.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Episodes(_) => "episodes",
            Self::Steps(_) => "steps",
        }
    }
}

/// Steps of agents so far: every tick is one of every arena.
pub(super) fn steps(simulation: &Simulation) -> u64 {
    simulation.ticks() * simulation.arena_count() as u64
}

/// One seed's run.
pub struct Job {
    /// What it is made from.
    pub setup: Setup,
    /// What was done before, in the unit of the run's length.
    pub done: u64,
    pub(super) folder: PathBuf,
    /// The run as it begins, or where it goes on.
    pub(super) simulation: Simulation,
    /// The episodes before.
    pub(super) episodes: Vec<EpisodeRecord>,
    /// The folder of the run that is resumed.
    pub(super) saved: Option<PathBuf>,
}

/// All that is to be done.
pub struct Plan {
    /// One for each seed, one at least.
    pub jobs: Vec<Job>,
    /// When each ends.
    pub length: Length,
    /// The folder above all jobs; with one job, its own.
    pub(super) out: PathBuf,
}

/// Whom to tell what a person has to know: a sentence.
pub type Tell<'a> = &'a mut dyn FnMut(&str);

impl Plan {
    /// Runs that begin at the beginning, one for each setup, in a folder that is made ready; with `force` in the place of the run that
    /// is there. `sources` are the files that they are made from.
    ///
    /// # Errors
    /// The first thing that would keep a run from beginning or from being written.
    pub fn fresh(
        setups: Vec<Setup>,
        length: Length,
        out: &Path,
        force: bool,
        sources: &[PathBuf],
        tell: Tell<'_>,
    ) -> Result<Self, RunError> {
        let several = setups.len() > 1;
        let job = |setup: Setup| {
            let simulation = Simulation::new(&setup)?;
            let folder = if several { folder::seed_folder(out, setup.seed) } else { out.to_owned() };
            Ok(Job { setup, done: 0, folder, simulation, episodes: Vec::new(), saved: None })
        };
        let jobs = setups.into_iter().map(job).collect::<Result<Vec<_>, RunError>>()?;
        let plan = Self { jobs, length, out: out.to_owned() };
        space::prepare(out, &plan.folders(), force, sources, tell)?;
        Ok(plan)
    }

    /// Runs that go on where they were saved: in their folder, or in another one.
    ///
    /// # Errors
    /// As [`Self::fresh`], and where there is nothing left to do.
    pub fn resumed(
        saved: Saved,
        length: Length,
        out: Option<&Path>,
        force: bool,
        tell: Tell<'_>,
    ) -> Result<Self, RunError> {
        let Saved { path, above, runs } = saved;
        if runs.iter().any(|(_, simulation)| simulation.has_other_numerics()) {
            tell(&format!(
                "{} was saved by another version of the program, which calculated differently: the run goes on where it stopped, but is no longer equal to one that was never stopped",
                path.display()
            ));
        }
        let several = runs.iter().any(|(folder, _)| *folder != above);
        let job = |(folder, simulation): (PathBuf, Simulation)| {
            // A saved run always learns.
            let setup = simulation.setup()?.clone();
            let (done, saved) = (length.done(&simulation), Some(folder.clone()));
            Some(Job { setup, done, folder, simulation, episodes: Vec::new(), saved })
        };
        let jobs: Vec<Job> = runs.into_iter().filter_map(job).collect();
        if jobs.iter().all(|job| job.done >= length.total()) {
            let done = jobs.iter().map(|job| job.done).max().unwrap_or(0);
            return Err(RunError::LongEnough { path, done, unit: length.unit() });
        }
        // A state of another name, such as the window saves, does not make the folder around it a run's.
        let is_alone = path.is_file() && path.file_name().is_none_or(|name| name != RESUME);
        let in_place = match out {
            None if is_alone => return Err(RunError::NoFolder { path }),
            None => true,
            Some(out) => !is_alone && out.exists() && same(out, &above),
        };
        if in_place && force {
            return Err(RunError::ReplacesItself);
        }
        let mut plan = Self { jobs, length, out: out.unwrap_or(&above).to_owned() };
        if !in_place {
            for job in &mut plan.jobs {
                job.folder = if several { folder::seed_folder(&plan.out, job.setup.seed) } else { plan.out.clone() };
            }
            let sources = if is_alone { read_beside(&path, &above)? } else { vec![above] };
            space::prepare(&plan.out, &plan.folders(), force, &sources, tell)?;
        }
        for job in &mut plan.jobs {
            if let Some(saved) = &job.saved {
                let Recalled { episodes, notes } = history::recall(saved, &job.simulation, in_place)?;
                job.episodes = episodes;
                notes.iter().for_each(|said| tell(said));
            }
        }
        if in_place && several {
            let written: Vec<_> = plan.jobs.iter().map(|job| (job.setup.seed, job.episodes.as_slice())).collect();
            history::set_changed_aside(&plan.out, &written)?.iter().for_each(|said| tell(said));
        }
        Ok(plan)
    }

    /// What the first run is made from: the others differ in their seed.
    #[must_use]
    pub fn setup(&self) -> &Setup {
        &self.jobs[0].setup
    }

    /// Writes into every folder what its runs are made from.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn describe(&self, tell: Tell<'_>) -> Result<(), RunError> {
        let length = format!("{} = {}", self.length.unit(), self.length.total());
        for job in &self.jobs {
            let code = job.simulation.code().map_or_else(String::new, |(code, gives)| {
                format!("\nrun_code = \"{code}\"\nrun_code_gives = \"{}\"", gives.name())
            });
            settings::write(&job.folder, &job.setup, &[job.setup.seed], &format!("{length}{code}"), tell)?;
        }
        if self.jobs.len() > 1 {
            let seeds: Vec<u64> = self.jobs.iter().map(|job| job.setup.seed).collect();
            settings::write(&self.out, self.setup(), &seeds, &length, tell)?;
        }
        Ok(())
    }

    /// The folders that are written into: that of all, and those of single seeds.
    fn folders(&self) -> Vec<PathBuf> {
        let own = self.jobs.iter().map(|job| job.folder.clone()).filter(|folder| *folder != self.out);
        std::iter::once(self.out.clone()).chain(own).collect()
    }
}

/// Runs that were saved, one at least.
pub struct Saved {
    /// What a person named: a folder or a state's file.
    path: PathBuf,
    /// The folder above all; with one run, its own.
    above: PathBuf,
    /// Each with its folder.
    runs: Vec<(PathBuf, Simulation)>,
}

impl Saved {
    /// The saved runs that a path means: one, or those of several seeds.
    ///
    /// # Errors
    /// When there is none, or a state cannot be read.
    pub fn open(path: &Path) -> Result<Self, RunError> {
        if path.is_file() {
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
            let above = parent.map_or_else(|| PathBuf::from("."), Path::to_owned);
            let run = (above.clone(), load(path)?);
            return Ok(Self { path: path.to_owned(), above, runs: vec![run] });
        }
        let is_one = path.join(RESUME).is_file();
        let mut folders = if is_one {
            vec![path.to_owned()]
        } else {
            folder::seed_folders(path).map_err(FileError::reading(path))?
        };
        folders.retain(|folder| folder.join(RESUME).is_file());
        if folders.is_empty() {
            let what = "there is no run to resume; give the folder that `train` wrote, or its resume.bin";
            return Err(FileError::reading(path)(io::Error::new(io::ErrorKind::NotFound, what)).into());
        }
        let open = |folder: PathBuf| load(&folder.join(RESUME)).map(|simulation| (folder, simulation));
        let runs = folders.into_iter().map(open).collect::<Result<_, RunError>>()?;
        Ok(Self { path: path.to_owned(), above: path.to_owned(), runs })
    }

    /// The runs, to change their settings before they go on.
    pub fn simulations(&mut self) -> impl ExactSizeIterator<Item = &mut Simulation> {
        self.runs.iter_mut().map(|(_, simulation)| simulation)
    }
}

fn load(state: &Path) -> Result<Simulation, RunError> {
    SimulationState::from_bytes(&files::read(state)?)
        .and_then(Simulation::from_state)
        .map_err(|source| RunError::Resume { path: state.to_owned(), source: Box::new(source) })
}

/// What is read of a run whose state lies beside anybody's files: itself, and what tells of its episodes.
fn read_beside(run: &Path, folder: &Path) -> Result<Vec<PathBuf>, RunError> {
    let mut read = vec![run.to_owned(), folder.join(EPISODES), folder.join(METRICS)];
    read.extend(episodes::files(folder).map_err(FileError::reading(folder))?);
    read.retain(|file| file.exists());
    Ok(read)
}

/// Whether two names lead to the same folder.
fn same(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().zip(other.canonicalize().ok()).is_some_and(|(one, other)| one == other)
}
