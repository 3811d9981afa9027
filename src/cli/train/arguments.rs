//! What `sidestep train` takes, and how it explains itself.

use std::path::PathBuf;

use clap::{ArgGroup, Args};

use crate::{
    arena::RunCode,
    cli::{Setting, named, seed, whole},
    gridworld::Observation,
    learning::{Algorithm, PARAMETERS, Preset},
};

const EXAMPLES: &str = "\
Examples:
  sidestep train --level classic --algorithm deep-sarsa --out runs/classic
  sidestep train --level classic-paced --algorithm reinforce --episodes 2500 \\
      --seeds 10 --out runs/paced
  sidestep train --level rush --algorithm deep-sarsa --steps 2000000 \\
      --set actors=16 --set hidden=128,128 --out runs/rush
  sidestep train --resume runs/classic --episodes 2000
  sidestep train --run sidestep1_CODE --episodes 1000 --out runs/again

The folder holds, for one seed:
  checkpoint.safetensors    the network: for evaluate, the window, and PyTorch
  resume.bin, .replay       everything that going on exactly needs (--resume)
  episodes.bin              every episode, for --resume and record --training
  metrics.csv               the same as a table, one row per episode; yours to
                            edit: a changed one is set aside, not written over
  settings.toml, level.toml what the run was made from
  learning-curve.png, .svg  return per episode, moving average, exact optimum
  replays/                  episodes to play again (see: sidestep replay): 1, 8,
                            27, .., 1000, then every 1000th, the best so far,
                            and the last 50; with several actors, the first's
With --seeds each seed has a folder of its own, seed-0, seed-1, ..; above them
stand all metrics, and one learning curve: the mean over the seeds with its 95%
confidence band.

Settings (--set) are those of the level (see: sidestep levels show LEVEL) and
the learner's. Every algorithm has
OF_ALL_ALGORITHMS
and beside these
OF_EACH_ALGORITHM

The same settings and seed give the same weights, bit for bit, however many
threads or seeds run beside. Ctrl-C saves and ends (exit code 0), a second one
ends at once; long runs are saved every minute. The exact optimum is computed
beside the training; when that takes longer, Ctrl-C leaves it out. A folder
that holds a run already is left alone unless --force or --resume say
otherwise. --force takes the place of a run and of nothing else: own files
stay, and where one has the name of a run's file, the folder is refused.

The run code that is printed in the end, and stands in settings.toml, is all
that a run is made from but its length: --run gives the same run to somebody
else, here or in the window, where Ctrl+Shift+C copies the code of a run. In
--json run_code_gives is \"run\", or else how much of it the code gives: the
\"beginning\" of a run whose settings were changed while it ran, the
\"settings\" of one that began with weights from elsewhere.

return_last_100 and its like in --json are means over the last 100 episodes, or
over all where there are fewer: last_100_episodes says how many they are of.";

fn examples() -> String {
    let own = |algorithm: &Algorithm| format!("  {algorithm:<18}{}", algorithm.spec().hyperparameters.join(", "));
    let common: Vec<&str> =
        PARAMETERS.iter().filter(|parameter| parameter.common).map(|parameter| parameter.key).collect();
    let common: Vec<String> = common.chunks(4).map(|line| format!("  {}", line.join(", "))).collect();
    EXAMPLES
        .replace("OF_ALL_ALGORITHMS", &common.join(",\n"))
        .replace("OF_EACH_ALGORITHM", &Algorithm::ALL.iter().map(own).collect::<Vec<_>>().join("\n"))
}

/// What `sidestep train` takes.
#[derive(Debug, Args)]
#[command(after_help = examples(), group = ArgGroup::new("length").args(["episodes", "steps"]))]
pub struct Arguments {
    /// A built-in level (see: sidestep levels) or a level file
    #[arg(long, required_unless_present_any = ["resume", "run"], conflicts_with = "resume")]
    pub level: Option<String>,

    /// The algorithm that learns
    #[arg(long, value_parser = named::<Algorithm>(Algorithm::NAMES), required_unless_present_any = ["resume", "run"], conflicts_with = "resume")]
    pub algorithm: Option<Algorithm>,

    /// The code of a run: everything but its length. With --level only where the code asks for a level's file
    #[arg(
        long,
        value_name = "CODE",
        conflicts_with_all = ["algorithm", "preset", "observation", "seed", "set", "resume"],
    )]
    pub run: Option<RunCode>,

    /// How many episodes to train for, counted from the run's beginning [default: as many steps as the preset
    /// has for the level]
    #[arg(long, value_name = "N", value_parser = whole(1..=u64::MAX))]
    pub episodes: Option<u64>,

    /// How many steps to train for, counted over all actors from the run's beginning
    #[arg(long, value_name = "N", value_parser = whole(1..=u64::MAX))]
    pub steps: Option<u64>,

    /// The settings to learn with: the course's, or the one that was found to work well here [default: tuned]
    #[arg(long, value_parser = named::<Preset>(Preset::NAMES), conflicts_with = "resume")]
    pub preset: Option<Preset>,

    /// What the agent sees: relative, relative-phase, view or view-N [default: the preset's]
    #[arg(long, value_name = "OBSERVATION", conflicts_with = "resume")]
    pub observation: Option<Observation>,

    /// Where all chance comes from [default: 0]
    #[arg(long, value_name = "S", value_parser = seed(), conflicts_with = "resume")]
    pub seed: Option<u64>,

    /// Train with K seeds in parallel: S, S+1, .. counted from --seed
    #[arg(long, value_name = "K", value_parser = whole(1..=1000_u64), conflicts_with = "resume")]
    pub seeds: Option<u64>,

    /// How many seeds to train at a time [default: as many as there are processor cores]
    #[arg(long, value_name = "T", value_parser = whole(1..=u16::MAX))]
    pub threads: Option<u16>,

    /// Override a setting of the level or the learner, such as rewards.step=-0.1 or hidden=64,64; may be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<Setting>,

    /// Go on with a run: its folder, its resume.bin, or with --out a run that the window saved
    #[arg(long, value_name = "RUN")]
    pub resume: Option<PathBuf>,

    /// Write the run to this folder, which is made if it is not there [default with --resume: that run's folder]
    #[arg(long, value_name = "FOLDER", required_unless_present = "resume")]
    pub out: Option<PathBuf>,

    /// Replace the run that the folder holds
    #[arg(long, requires = "out")]
    pub force: bool,

    /// No progress bar
    #[arg(long)]
    pub quiet: bool,

    /// Print one JSON object at the end
    #[arg(long)]
    pub json: bool,
}
