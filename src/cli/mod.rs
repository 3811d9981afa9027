//! The commands: what a person types in, what a machine reads back (`--json`), and the exit code.
//! Nothing is simulated or learned here: each file reads its arguments, asks the library, and prints.

mod bar;
mod evaluate;
mod failure;
mod flags;
mod inspect;
mod interrupt;
mod levels;
mod number;
mod opponents;
mod optimum;
mod output;
mod policy;
#[cfg(feature = "window")]
mod record;
mod replay;
mod rollout;
mod run_code;
mod sequence;
mod settings;
mod train;
mod versus;
#[cfg(feature = "window")]
mod window;

use std::{process::ExitCode, time::Instant};

use clap::{Parser, Subcommand};

pub use failure::Failure;
// What the commands share.
use bar::Bar;
use number::{GREATEST_SEED, named, real, seed, whole};
use output::{Output, decimal, note, percent, shortest, thousands};
use policy::{PolicyArguments, mode_name};
use settings::{LevelArguments, Setting};

const ABOUT: &str = "Agents learn to sidestep moving obstacles before your eyes";

const EXAMPLES: &str = "\
Examples:
  sidestep                          open the window and watch an agent learn
  sidestep my-level.toml            open the window with a file, or several
  sidestep levels                   which boards there are
  sidestep train --level classic --algorithm deep-sarsa --episodes 1000 \\
      --out runs/classic
  sidestep evaluate --policy runs/classic --level classic
  sidestep optimum --level classic  how good any agent can get
  sidestep sequence train --task recall --cell lstm --steps 1000
  sidestep record --training runs/classic --out reel.mp4
                                    a clip of how it learned

Every command explains itself: sidestep train --help

Exit codes: 0 done, 1 failed (a file, a level, a diverged run), 2 wrong
arguments, 3 no window can be opened, or nothing can render. With --json a
failure is an object on standard output too: {\"error\": kind,
\"message\": words}.";

/// What was typed.
#[derive(Debug, Parser)]
#[command(name = "sidestep", version, about = ABOUT, after_help = EXAMPLES, disable_help_subcommand = true, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// Without one, the window opens.
    #[command(subcommand)]
    command: Option<Command>,

    #[cfg(feature = "window")]
    #[command(flatten)]
    window: window::Arguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Let an agent learn on a level, without a window, as fast as it goes
    Train(train::Arguments),
    /// Play a trained policy for many episodes and say how good it is
    Evaluate(evaluate::Arguments),
    /// Print single ticks of a training with every number: what was seen, decided and learned, and why
    Inspect(inspect::Arguments),
    /// Play one episode and print every step of it
    Rollout(rollout::Arguments),
    /// Look into replays: what they hold, whether they play as recorded, every step of them
    Replay(replay::Arguments),
    /// Make a clip of games or of a whole training, for a talk: MP4, GIF or PNG frames
    #[cfg(feature = "window")]
    Record(Box<record::RecordArguments>),
    /// List the built-in levels, show one, or check a level file
    Levels(levels::Arguments),
    /// List the opponents that come with the program, or make them anew
    Opponents(opponents::Arguments),
    /// Compute how good the best possible agent is on a level, exactly
    Optimum(optimum::Arguments),
    /// Let agents play against each other, without a window
    Versus(versus::Arguments),
    /// Train RNN, LSTM, GRU and attention on small tasks, test them, and look into cells
    Sequence(sequence::Arguments),
}

impl Command {
    fn json(&self) -> bool {
        match self {
            Self::Train(arguments) => arguments.json,
            Self::Evaluate(arguments) => arguments.json,
            Self::Inspect(arguments) => arguments.json,
            Self::Rollout(arguments) => arguments.json,
            Self::Replay(arguments) => arguments.json(),
            #[cfg(feature = "window")]
            Self::Record(arguments) => arguments.json(),
            Self::Levels(arguments) => arguments.json,
            Self::Opponents(arguments) => arguments.json,
            Self::Optimum(arguments) => arguments.json,
            Self::Versus(arguments) => arguments.json,
            Self::Sequence(arguments) => arguments.json(),
        }
    }
}

/// Does what the arguments say; without a command that is to open the window.
pub fn run(arguments: Arguments, program_start: Instant) -> ExitCode {
    let Some(command) = arguments.command else {
        return open(&arguments, program_start).unwrap_or_else(|failure| Output::new(false).fail(&failure));
    };
    let mut output = Output::new(command.json());
    let done = match command {
        Command::Train(arguments) => train::run(arguments, &mut output),
        Command::Evaluate(arguments) => evaluate::run(&arguments, &mut output),
        Command::Inspect(arguments) => inspect::run(&arguments, &mut output),
        Command::Rollout(arguments) => rollout::run(&arguments, &mut output),
        Command::Replay(arguments) => replay::run(&arguments, &mut output),
        #[cfg(feature = "window")]
        Command::Record(arguments) => record::run(&arguments, &mut output),
        Command::Levels(arguments) => levels::run(&arguments, &mut output),
        Command::Opponents(arguments) => opponents::run(&arguments, &mut output),
        Command::Optimum(arguments) => optimum::run(&arguments, &mut output),
        Command::Versus(arguments) => versus::run(&arguments, &mut output),
        Command::Sequence(arguments) => sequence::run(&arguments, &mut output),
    };
    match done.and_then(|()| output.finish()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => output.fail(&failure),
    }
}

#[cfg(feature = "window")]
fn open(arguments: &Arguments, program_start: Instant) -> Result<ExitCode, Failure> {
    Ok(crate::game::open(&arguments.window.options(program_start)?))
}

#[cfg(not(feature = "window"))]
fn open(_: &Arguments, _: Instant) -> Result<ExitCode, Failure> {
    Err(Failure::usage(
        "this program was built without its window: give a command, or build it with `cargo build --release`",
    ))
}
