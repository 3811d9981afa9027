//! What is to be trained: from the arguments to one job for each seed, with everything checked before anything begins.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    thread,
};

use super::{arguments::Arguments, folder};
use crate::{
    arena::{EpisodeRecord, Setup, Simulation, SimulationState},
    cli::{Failure, number::GREATEST_SEED, output::note, settings},
    learning::{Hyperparameters, Preset, preset_observation},
    replay::episodes,
    runs::{self, EPISODES, METRICS, RESUME, Recalled},
};

/// When a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    Episodes(u64),
    Steps(u64),
}

impl Length {
    /// How much there is to do.
    pub fn total(self) -> u64 {
        match self {
            Self::Episodes(total) | Self::Steps(total) => total,
        }
    }

    /// How much of it is done.
    pub fn done(self, simulation: &Simulation) -> u64 {
        match self {
            Self::Episodes(_) => simulation.episodes(),
            Self::Steps(_) => steps(simulation),
        }
    }

    /// What is counted.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Episodes(_) => "episodes",
            Self::Steps(_) => "steps",
        }
    }
}

/// Steps of agents so far: every tick is one of every arena.
pub fn steps(simulation: &Simulation) -> u64 {
    simulation.ticks() * simulation.arena_count() as u64
}

/// One seed's run.
pub struct Job {
    pub setup: Setup,
    pub folder: PathBuf,
    /// The run as it begins, or where it goes on; its worker takes it.
    pub simulation: Mutex<Option<Simulation>>,
    /// What was done before, in the unit of the run's length.
    pub done: u64,
    /// The episodes before.
    pub episodes: Vec<EpisodeRecord>,
    /// The folder of the run that is resumed.
    pub saved: Option<PathBuf>,
}

/// All that is to be done.
pub struct Plan {
    /// At least one.
    pub jobs: Vec<Job>,
    pub length: Length,
    pub threads: usize,
    /// The folder above all jobs; with one job, its own.
    pub out: PathBuf,
}

impl Plan {
    /// Checks the arguments, makes the folders, and reads what is to be resumed.
    ///
    /// # Errors
    /// The first thing that would keep a run from beginning or from being written.
    pub fn new(arguments: &Arguments) -> Result<Self, Failure> {
        let length = match (arguments.episodes, arguments.steps) {
            (Some(episodes), _) => Length::Episodes(episodes),
            (None, Some(steps)) => Length::Steps(steps),
            (None, None) => {
                return Err(Failure::Usage("say how long to train: --episodes N or --steps N".into()));
            }
        };
        let (jobs, out) = match &arguments.resume {
            Some(run) => resumed(arguments, run, length)?,
            None => fresh(arguments)?,
        };
        settings::warn(&jobs[0].setup.level);
        let described = format!("{} = {}", length.unit(), length.total());
        let seeds: Vec<u64> = jobs.iter().map(|job| job.setup.seed).collect();
        for job in &jobs {
            folder::write_settings(&job.folder, &job.setup, &[job.setup.seed], &described)?;
        }
        if jobs.len() > 1 {
            folder::write_settings(&out, &jobs[0].setup, &seeds, &described)?;
        }
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = arguments.threads.map_or(cores, usize::from).min(jobs.len());
        Ok(Self { jobs, length, threads, out })
    }
}

/// Refuses threads that would have nothing to do: a seed trains on one.
fn refuse_idle_threads(arguments: &Arguments, seeds: u64) -> Result<(), Failure> {
    match arguments.threads {
        Some(threads @ 2..) if seeds == 1 => Err(Failure::Usage(format!(
            "--threads {threads} trains {threads} seeds at a time, and this is one seed: leave it out, or give --seeds too"
        ))),
        _ => Ok(()),
    }
}

/// Jobs that begin at the beginning.
fn fresh(arguments: &Arguments) -> Result<(Vec<Job>, PathBuf), Failure> {
    let (Some(level_name), Some(algorithm), Some(out)) = (&arguments.level, arguments.algorithm, &arguments.out) else {
        return Err(Failure::Usage("say what to train: --level, --algorithm and --out, or --resume".into()));
    };
    let preset = arguments.preset.unwrap_or(Preset::Tuned);
    let mut hyperparameters = Hyperparameters::preset(algorithm, preset);
    let mut level = settings::level(level_name, &[])?;
    settings::apply(&arguments.set, &mut level, algorithm, &mut hyperparameters)?;
    let level = Arc::new(level);
    let observation = arguments.observation.unwrap_or_else(|| preset_observation(algorithm, preset));
    let (first, count) = (arguments.seed.unwrap_or(0), arguments.seeds.unwrap_or(1));
    if first > GREATEST_SEED - (count - 1) {
        return Err(Failure::Usage(format!("{count} seeds from {first} go beyond the greatest, {GREATEST_SEED}")));
    }
    refuse_idle_threads(arguments, count)?;
    let seeds = first..first + count;

    let mut simulations = Vec::new();
    for seed in seeds {
        let setup =
            Setup { level: Arc::clone(&level), algorithm, observation, hyperparameters: hyperparameters.clone(), seed };
        simulations.push((Simulation::new(&setup)?, setup));
    }
    let several = simulations.len() > 1;
    let jobs: Vec<Job> = simulations
        .into_iter()
        .map(|(simulation, setup)| Job {
            folder: if several { runs::seed_folder(out, setup.seed) } else { out.clone() },
            setup,
            simulation: Mutex::new(Some(simulation)),
            done: 0,
            episodes: Vec::new(),
            saved: None,
        })
        .collect();
    let source = PathBuf::from(level_name);
    let sources = if source.is_file() { vec![source] } else { Vec::new() };
    folder::prepare(out, &folders_of(&jobs, out), arguments.force, &sources)?;
    Ok((jobs, out.clone()))
}

/// The folders that are written into: that of all, and those of single seeds.
fn folders_of(jobs: &[Job], out: &Path) -> Vec<PathBuf> {
    let own = jobs.iter().map(|job| job.folder.clone()).filter(|folder| folder != out);
    std::iter::once(out.to_owned()).chain(own).collect()
}

/// Jobs that go on where `run`, a file or a folder, was saved.
fn resumed(arguments: &Arguments, run: &Path, length: Length) -> Result<(Vec<Job>, PathBuf), Failure> {
    let (above, saved) = saved_runs(run)?;
    refuse_idle_threads(arguments, saved.len() as u64)?;
    let several = saved.iter().any(|saved| saved.folder != above);
    let mut jobs = Vec::new();
    for Saved { folder, state } in saved {
        let mut simulation = load(&state)?;
        // a saved run always learns
        let Some(setup) = simulation.setup() else { continue };
        let mut hyperparameters = setup.hyperparameters.clone();
        settings::apply_live(&arguments.set, setup.algorithm, &mut hyperparameters)?;
        simulation.set_live(&hyperparameters);
        let Some(setup) = simulation.setup().cloned() else {
            continue;
        };
        let done = length.done(&simulation);
        jobs.push(Job {
            setup,
            saved: Some(folder.clone()),
            folder,
            simulation: Mutex::new(Some(simulation)),
            done,
            episodes: Vec::new(),
        });
    }
    if jobs.iter().all(|job| job.done >= length.total()) {
        let most = jobs.iter().map(|job| job.done).max().unwrap_or(0);
        return Err(Failure::Usage(format!(
            "{} has {most} {unit} already: --{unit} counts from the run's beginning, so ask for more than that",
            run.display(),
            unit = length.unit(),
        )));
    }
    // A state of another name, such as the window saves, does not make the folder around it a run's.
    let is_alone = run.is_file() && run.file_name().is_none_or(|name| name != RESUME);
    let in_place = match &arguments.out {
        None if is_alone => {
            return Err(Failure::Usage(format!("say where {} is to go on: --out FOLDER", run.display())));
        }
        None => true,
        Some(out) => !is_alone && out.exists() && same(out, &above),
    };
    if in_place && arguments.force {
        return Err(Failure::Usage(
            "--force would replace the run that is to go on: leave it out, or give another folder to --out".into(),
        ));
    }
    let out = arguments.out.clone().unwrap_or_else(|| above.clone());
    if !in_place {
        for job in &mut jobs {
            job.folder = if several { runs::seed_folder(&out, job.setup.seed) } else { out.clone() };
        }
        let sources = if is_alone { read_beside(run, &above)? } else { vec![above] };
        folder::prepare(&out, &folders_of(&jobs, &out), arguments.force, &sources)?;
    }
    for job in &mut jobs {
        recall(job, in_place)?;
    }
    if in_place && several {
        let written: Vec<_> = jobs.iter().map(|job| (job.setup.seed, job.episodes.as_slice())).collect();
        runs::set_changed_aside(&out, &written)?.iter().for_each(tell);
    }
    Ok((jobs, out))
}

/// What is read of a run whose state lies beside anybody's files: itself, and what tells of its episodes.
fn read_beside(run: &Path, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut read = vec![run.to_owned(), folder.join(EPISODES), folder.join(METRICS)];
    read.extend(episodes::files(folder).map_err(|source| Failure::Read { path: folder.to_owned(), source })?);
    read.retain(|file| file.exists());
    Ok(read)
}

/// Gives a job the episodes that its run had played when it was saved.
fn recall(job: &mut Job, in_place: bool) -> Result<(), Failure> {
    let simulation = job.simulation.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let (Some(saved), Some(simulation)) = (&job.saved, simulation) {
        let Recalled { episodes, notes } = runs::recall(saved, simulation, in_place)?;
        job.episodes = episodes;
        notes.iter().for_each(tell);
    }
    Ok(())
}

fn tell(said: &String) {
    note(format_args!("note: {said}"));
}

/// A run that was saved: the folder of its files, and its state.
struct Saved {
    folder: PathBuf,
    state: PathBuf,
}

impl Saved {
    fn in_folder(folder: PathBuf) -> Self {
        Self { state: folder.join(RESUME), folder }
    }
}

/// The saved runs that `run` means, at least one, and the folder above them (with one run, its own).
fn saved_runs(run: &Path) -> Result<(PathBuf, Vec<Saved>), Failure> {
    if run.is_file() {
        let parent = run.parent().filter(|parent| !parent.as_os_str().is_empty());
        let folder = parent.map_or_else(|| PathBuf::from("."), Path::to_owned);
        return Ok((folder.clone(), vec![Saved { folder, state: run.to_owned() }]));
    }
    let own = Saved::in_folder(run.to_owned());
    if own.state.is_file() {
        return Ok((run.to_owned(), vec![own]));
    }
    let mut seeds: Vec<Saved> = runs::seed_folders(run)?.into_iter().map(Saved::in_folder).collect();
    seeds.retain(|saved| saved.state.is_file());
    if seeds.is_empty() {
        let source = io::Error::new(
            io::ErrorKind::NotFound,
            "there is no run to resume; give the folder that `train` wrote, or its resume.bin",
        );
        return Err(Failure::Read { path: run.to_owned(), source });
    }
    Ok((run.to_owned(), seeds))
}

fn load(path: &Path) -> Result<Simulation, Failure> {
    let bytes = fs::read(path).map_err(|source| Failure::Read { path: path.to_owned(), source })?;
    SimulationState::from_bytes(&bytes)
        .and_then(Simulation::from_state)
        .map_err(|source| Failure::Resume { path: path.to_owned(), source: Box::new(source) })
}

/// Whether two names lead to the same folder.
fn same(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
