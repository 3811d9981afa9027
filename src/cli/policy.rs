//! A trained policy from its file, with what the file does not say said by flags.

use std::{path::Path, sync::Arc};

use clap::Args;

use super::{Failure, named, note};
use crate::{
    arena::Controller,
    disk,
    files::FileError,
    gridworld::{Level, Observation},
    learning::{ActionSelection, Algorithm, Opened, Policy, Said},
    runs::CHECKPOINT,
    tensors::{
        Activation,
        weights::{WeightsError, WeightsFault},
    },
};

/// How a policy is played.
#[derive(Debug, Args)]
pub struct PolicyArguments {
    /// The algorithm that the weights were trained with, where the file does not say it
    #[arg(long, value_parser = named::<Algorithm>(Algorithm::NAMES))]
    pub algorithm: Option<Algorithm>,

    /// What the agent sees: relative, relative-phase, view or view-N; where the file does not say it
    #[arg(long, value_name = "OBSERVATION")]
    pub observation: Option<Observation>,

    /// The activation between the layers: relu or tanh (Stable-Baselines3's and CleanRL's PPO); where the file does not say it
    #[arg(long, value_parser = named::<Activation>(Activation::NAMES))]
    pub activation: Option<Activation>,

    /// Which of several networks in the file chooses the actions: what the names of its tensors begin with, such as actor
    #[arg(long, value_name = "NAME")]
    pub network: Option<String>,

    /// Always take the best action (the default where a network gives Q-values)
    #[arg(long, conflicts_with = "sample")]
    pub greedy: bool,

    /// Draw actions from the policy's probabilities (the default where it gives them)
    #[arg(long)]
    pub sample: bool,
}

/// A policy with all that is needed to play it.
pub struct Loaded {
    pub policy: Arc<Policy>,
    pub observation: Observation,
    pub mode: ActionSelection,
    /// Whether the file is from elsewhere.
    is_foreign: bool,
}

impl Loaded {
    /// Who steers when this policy plays.
    pub fn controller(&self) -> Controller {
        Controller::Policy {
            policy: Arc::clone(&self.policy),
            observation: self.observation,
            sample: self.mode == ActionSelection::Sample,
        }
    }
}

impl PolicyArguments {
    /// Refuses what is said about a policy where none is played; `remedy` says how to play one.
    ///
    /// # Errors
    /// The first flag that was given.
    pub fn refuse(&self, remedy: &str) -> Result<(), Failure> {
        let given = self.of_the_file().into_iter().chain([("greedy", self.greedy), ("sample", self.sample)]);
        match given.into_iter().find(|(_, given)| *given) {
            None => Ok(()),
            Some((flag, _)) => Err(Failure::usage(format_args!(
                "--{flag} says how a policy is played, and none is played here: {remedy}"
            ))),
        }
    }

    /// The flags that say what a file may not say itself, and whether they were given.
    const fn of_the_file(&self) -> [(&'static str, bool); 4] {
        let Self { algorithm, observation, activation, network, greedy: _, sample: _ } = self;
        [
            ("algorithm", algorithm.is_some()),
            ("observation", observation.is_some()),
            ("activation", activation.is_some()),
            ("network", network.is_some()),
        ]
    }

    /// Reads a checkpoint, to be played on `level`.
    ///
    /// # Errors
    /// A file that is missing, damaged or no checkpoint; an algorithm or an observation that nobody says.
    pub fn load(&self, file: &Path, level: &Level) -> Result<Loaded, Failure> {
        self.read(file, level, disk::policy)
    }

    /// Reads the checkpoints of several seats. What is said about a file holds for those from elsewhere, which do not say
    /// it themselves.
    ///
    /// # Errors
    /// As [`Self::load`], and if something is said that no file leaves open.
    pub fn load_all(&self, files: &[&Path], level: &Level) -> Result<Vec<Loaded>, Failure> {
        if let [file] = files {
            return Ok(vec![self.load(file, level)?]);
        }
        let read = |file: &&Path| self.read(file, level, disk::foreign_policy);
        let loaded = files.iter().map(read).collect::<Result<Vec<Loaded>, Failure>>()?;
        match self.of_the_file().into_iter().find(|(_, is_given)| *is_given) {
            Some((flag, _)) if !loaded.iter().any(|loaded| loaded.is_foreign) => Err(Failure::usage(format_args!(
                "--{flag} is for files from elsewhere, and these say it themselves: leave --{flag} out"
            ))),
            _ => Ok(loaded),
        }
    }

    fn read(
        &self,
        file: &Path,
        level: &Level,
        load: fn(&Path, &Said) -> Result<Opened, WeightsError>,
    ) -> Result<Loaded, Failure> {
        // a run's folder is as good as the checkpoint in it
        let inside = file.join(CHECKPOINT);
        let file = if file.is_dir() { &inside } else { file };
        let said = Said {
            algorithm: self.algorithm,
            observation: self.observation,
            activation: self.activation,
            network: self.network.clone(),
        };
        let opened = load(file, &said).map_err(|error| match error.fault {
            WeightsFault::Io(source) => FileError::reading(file)(source).into(),
            _ => Failure::new("checkpoint", error),
        })?;
        remark(&opened, file);
        let Opened { policy, is_foreign, .. } = opened;
        let observation = match policy.observation {
            Some(observation) => observation,
            None => infer(policy.network.inputs(), level, file)?,
        };
        let mode = match (self.greedy, self.sample) {
            (true, _) => ActionSelection::Greedy,
            (_, true) => ActionSelection::Sample,
            _ => policy.algorithm.spec().evaluation,
        };
        Ok(Loaded { policy: Arc::new(policy), observation, mode, is_foreign })
    }
}

/// Says what the file left open and what of it is not played.
fn remark(opened: &Opened, file: &Path) {
    let file = file.display();
    if !opened.left_out.is_empty() {
        note(format_args!("note: {file}: not read: {}", opened.left_out.join(", ")));
    }
    if opened.is_activation_assumed {
        note(format_args!(
            "note: {file}: it does not say what stands between its layers, and is played with ReLU; if that was tanh, as \
             PPO and A2C have it in Stable-Baselines3 and CleanRL, give --activation tanh"
        ));
    }
}

/// The one observation that has as many numbers on this level as the network has inputs.
fn infer(inputs: usize, level: &Level, file: &Path) -> Result<Observation, Failure> {
    let views = (3..=31).step_by(2).map(|size| Observation::View { size });
    let known: Vec<Observation> =
        [Observation::Relative, Observation::RelativePhase].into_iter().chain(views).collect();
    let mut fitting = known.iter().filter(|observation| observation.len(level) == inputs);
    match (fitting.next(), fitting.next()) {
        (Some(observation), None) => Ok(*observation),
        (Some(first), Some(second)) => Err(Failure::usage(format_args!(
            "{}: its network has {inputs} inputs, which could be {first} or {second} on level {}: say which with --observation",
            file.display(),
            level.name,
        ))),
        (None, _) => Err(Failure::usage(format_args!(
            "{}: its network has {inputs} inputs, but on level {} relative has {}, relative-phase {} and view {}: play it on the level that it was trained for",
            file.display(),
            level.name,
            Observation::Relative.len(level),
            Observation::RelativePhase.len(level),
            Observation::VIEW.len(level),
        ))),
    }
}

/// The mode's name in JSON.
pub fn mode_name(mode: ActionSelection) -> &'static str {
    match mode {
        ActionSelection::Greedy => "greedy",
        ActionSelection::Sample => "sample",
    }
}
