//! From the arguments to what is to be trained.

use std::{
    path::{Path, PathBuf},
    thread,
};

use super::Arguments;
use crate::{
    arena::Setup,
    cli::{Failure, GREATEST_SEED, note, run_code, settings},
    learning::{Preset, Recipe},
    runs::{Length, Plan, Saved},
};

/// What is trained, and on how many threads: everything is checked, the folders are made, and what is resumed is read.
///
/// # Errors
/// The first thing that would keep a run from beginning or from being written.
pub fn of(arguments: &Arguments) -> Result<(Plan, usize), Failure> {
    let length = match (arguments.episodes, arguments.steps) {
        (Some(episodes), _) => Some(Length::Episodes(episodes)),
        (None, steps) => steps.map(Length::Steps),
    };
    let plan = match &arguments.resume {
        Some(run) => {
            let length = length.ok_or_else(|| {
                Failure::usage("say how long the run that is resumed is to be: --episodes N or --steps N")
            })?;
            resumed(arguments, run, length)?
        }
        None => fresh(arguments, length)?,
    };
    settings::warn(&plan.setup().level);
    plan.describe(&mut tell)?;
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let threads = arguments.threads.map_or(cores, usize::from).min(plan.jobs.len());
    Ok((plan, threads))
}

fn tell(said: &str) {
    note(format_args!("note: {said}"));
}

/// Refuses threads that would have nothing to do: a seed trains on one.
fn refuse_idle_threads(arguments: &Arguments, seeds: u64) -> Result<(), Failure> {
    match arguments.threads {
        Some(threads @ 2..) if seeds == 1 => Err(Failure::usage(format_args!(
            "--threads {threads} trains {threads} seeds at a time, and this is one seed: leave it out, or give --seeds too"
        ))),
        _ => Ok(()),
    }
}

/// Runs that begin at the beginning.
fn fresh(arguments: &Arguments, length: Option<Length>) -> Result<Plan, Failure> {
    let Some(out) = &arguments.out else {
        return Err(Failure::usage("say where to write the run: --out FOLDER"));
    };
    let (setup, steps) = match &arguments.run {
        Some(code) => {
            let setup = run_code::setup(code, arguments.level.as_deref())?;
            let Recipe { steps, .. } = Recipe::new(setup.algorithm, Preset::Tuned, &setup.level);
            (setup, steps)
        }
        None => chosen(arguments)?,
    };
    let length = length.unwrap_or(Length::Steps(steps));
    let (first, count) = (setup.seed, arguments.seeds.unwrap_or(1));
    if first > GREATEST_SEED - (count - 1) {
        return Err(Failure::usage(format_args!("{count} seeds from {first} go beyond the greatest, {GREATEST_SEED}")));
    }
    refuse_idle_threads(arguments, count)?;
    let setups = (first..first + count).map(|seed| Setup { seed, ..setup.clone() }).collect();
    let source = arguments.level.as_deref().map(PathBuf::from).filter(|level| level.is_file());
    Ok(Plan::fresh(setups, length, out, arguments.force, source.as_slice(), &mut tell)?)
}

/// What is said by single flags, and for how many steps the preset trains it.
fn chosen(arguments: &Arguments) -> Result<(Setup, u64), Failure> {
    let (Some(level_name), Some(algorithm)) = (&arguments.level, arguments.algorithm) else {
        return Err(Failure::usage("say what to train: --level and --algorithm, --run, or --resume"));
    };
    let preset = arguments.preset.unwrap_or(Preset::Tuned);
    let seed = arguments.seed.unwrap_or(0);
    settings::setup(level_name, algorithm, preset, arguments.observation, seed, &arguments.set)
}

/// Runs that go on where `run`, a file or a folder, was saved.
fn resumed(arguments: &Arguments, run: &Path, length: Length) -> Result<Plan, Failure> {
    let mut saved = Saved::open(run)?;
    refuse_idle_threads(arguments, saved.simulations().len() as u64)?;
    for simulation in saved.simulations() {
        // A saved run always learns.
        let Some(setup) = simulation.setup() else { continue };
        let mut hyperparameters = setup.hyperparameters.clone();
        settings::apply_live(&arguments.set, setup.algorithm, &mut hyperparameters)?;
        simulation.set_live(&hyperparameters);
    }
    Ok(Plan::resumed(saved, length, arguments.out.as_deref(), arguments.force, &mut tell)?)
}
