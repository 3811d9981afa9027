//! `sidestep levels`: which boards there are, what one looks like, whether a file is one.

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::{Value, json};

use super::{Failure, Output, Setting, decimal, settings, shortest};
use crate::{
    disk,
    gridworld::{Level, LevelWarning, Rewards},
};

const EXAMPLES: &str = "\
Examples:
  sidestep levels                        all built-in levels
  sidestep levels show rush              one of them, as a level file's text
  sidestep levels show rush > mine.toml  a level of your own to start from
  sidestep levels check mine.toml        what is wrong with it, and where
  sidestep levels check levels/*.toml

A level file is TOML: a map drawn with characters (. free, # wall, A agent,
G goal, a small letter for each obstacle) and settings. Wherever a command
takes --level, a file's path can stand in place of a name.

check warns of what a level's maker cannot have meant, such as a goal that no
path leads to (exit code 0; warnings, a list of kind and message, in JSON).";

/// What `sidestep levels` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    question: Option<Question>,

    /// Print JSON: one object per level
    #[arg(long, global = true)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
enum Question {
    /// List the built-in levels (what happens without a subcommand)
    List,
    /// Show a level as the text of a level file
    Show {
        /// A built-in level or a level file
        level: String,
        /// Override a setting of the level, such as rewards.step=-0.1; may be repeated
        #[arg(long, value_name = "KEY=VALUE")]
        set: Vec<Setting>,
    },
    /// Say whether files are levels that can be played, and if not, what is wrong with them
    Check {
        /// Level files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
}

/// A level in JSON, with what is odd about it.
fn summary(level: &Level) -> Value {
    let Rewards { goal, hit, step } = level.rewards;
    let warning = |warning: &LevelWarning| json!({ "kind": warning.kind(), "message": warning.to_string() });
    json!({
        "name": level.name,
        "about": level.about,
        "width": level.width,
        "height": level.height,
        "agents": level.starts.len(),
        "goals": level.goals.len(),
        "obstacles": level.obstacles.len(),
        "rewards": { "goal": shortest(goal), "hit": shortest(hit), "step": shortest(step) },
        "hit_ends": level.hit_ends,
        "on_hit": level.on_hit,
        "swap_hits": level.swap_hits,
        "max_steps": level.max_steps,
        "random_start": level.random_start,
        "random_goal": level.random_goal,
        "random_phases": level.random_phases,
        "warnings": level.warnings().iter().map(warning).collect::<Vec<_>>(),
    })
}

/// Answers the question.
///
/// # Errors
/// A level that is not there, or a file that is none.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    match arguments.question.as_ref().unwrap_or(&Question::List) {
        Question::List => list(output),
        Question::Show { level, set } => show(&settings::level(level, set)?, output),
        Question::Check { files } => output.each(files, |file, output| check(&disk::level(file)?, file, output)),
    }
}

fn list(output: &mut Output) -> Result<(), Failure> {
    let levels = Level::built_in_names().iter().filter_map(|name| Level::built_in(name));
    if output.json {
        return levels.into_iter().try_for_each(|level| output.object(&summary(&level)));
    }
    output.line(format!("{:<14} {:>7} {:>9} {:>9}  {}", "level", "board", "obstacles", "max steps", "about"))?;
    for level in levels {
        output.line(format!(
            "{:<14} {:>7} {:>9} {:>9}  {}",
            level.name,
            format!("{}x{}", level.width, level.height),
            level.obstacles.len(),
            level.max_steps,
            level.about,
        ))?;
    }
    Ok(())
}

fn show(level: &Level, output: &mut Output) -> Result<(), Failure> {
    if output.json {
        let mut object = summary(level);
        object["toml"] = level.to_toml().into();
        return output.object(&object);
    }
    output.line(level.to_toml().trim_end())
}

fn check(level: &Level, file: &std::path::Path, output: &mut Output) -> Result<(), Failure> {
    if output.json {
        let mut object = summary(level);
        object["file"] = file.display().to_string().into();
        object["valid"] = true.into();
        return output.object(&object);
    }
    let rewards = level.rewards;
    output.line(format!(
        "{}: a valid level, {}: {} x {} cells, {} obstacles, goal {}, hit {}, step {}, at most {} steps",
        file.display(),
        level.name,
        level.width,
        level.height,
        level.obstacles.len(),
        decimal(rewards.goal.into()),
        decimal(rewards.hit.into()),
        decimal(rewards.step.into()),
        level.max_steps,
    ))?;
    level.warnings().iter().try_for_each(|warning| output.line(format!("  warning: {warning}")))
}
