//! `sidestep evaluate`: how good a trained policy is, over many episodes, beside the exact optimum.

use std::{path::PathBuf, sync::Arc, time::Instant};

use serde::Serialize;

use super::{
    Bar, Failure, LevelArguments, Output, PolicyArguments, decimal, interrupt, mode_name, optimum, output, percent,
    real, seed, shortest, thousands, whole,
};
use crate::{
    arena,
    curves::statistics::{Interval, mean, mean_interval, rate_interval},
    gridworld::OptimumError,
};

const EXAMPLES: &str = "\
Examples:
  sidestep evaluate --policy runs/classic --level classic
  sidestep evaluate --policy runs/paced/seed-0/checkpoint.safetensors \\
      --level classic-paced --sample --episodes 1000 --json
  sidestep evaluate --policy weights.safetensors --algorithm deep-sarsa \\
      --level classic

Success: a goal was reached within max_steps. Hit-free: reached without meeting
an obstacle. Regret: what the exact optimum gets more than this policy.
Intervals are 95%: Wilson's for rates, Student's t for means. Ctrl-C ends the
evaluation early: what was played is reported (exit code 0), with an optimum of
null that says why in optimum_unknown.

Policies that were trained elsewhere load too (Linear layers with ReLU or tanh
between, saved as safetensors, such as CleanRL's and Stable-Baselines3's): say
their --algorithm, and --activation tanh where it is not ReLU.";

/// What `sidestep evaluate` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A checkpoint (safetensors) or the folder of a run
    #[arg(long, value_name = "FILE")]
    policy: PathBuf,

    #[command(flatten)]
    playing: PolicyArguments,

    #[command(flatten)]
    level: LevelArguments,

    /// How many episodes to play
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = whole(1..=u32::MAX))]
    episodes: u32,

    /// Where all chance comes from: the same seed plays the same episodes
    #[arg(long, value_name = "S", default_value_t = 0, value_parser = seed())]
    seed: u64,

    /// What a reward one step later is worth, 0 to 1; the optimum is computed for it
    #[arg(long, value_name = "GAMMA", default_value_t = 0.99, value_parser = real(0.0..=1.0))]
    gamma: f64,

    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

#[derive(Serialize)]
struct Answer {
    level: String,
    algorithm: String,
    observation: String,
    mode: &'static str,
    seed: u64,
    episodes: usize,
    return_mean: f64,
    return_ci95: Option<Interval>,
    return_min: f64,
    return_max: f64,
    length_mean: f64,
    length_ci95: Option<Interval>,
    success_rate: f64,
    success_rate_ci95: Option<Interval>,
    hit_free_rate: f64,
    hit_free_rate_ci95: Option<Interval>,
    optimal_return: Option<f64>,
    /// Why there is no optimum.
    optimum_unknown: Option<String>,
    regret_mean: Option<f64>,
    regret_ci95: Option<Interval>,
    seconds: f64,
    /// Ended early, by Ctrl-C.
    interrupted: bool,
}

/// Plays the episodes and prints what came of them.
///
/// # Errors
/// A level or a checkpoint that is not there or broken, or that do not fit each other.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let level = Arc::new(arguments.level.load()?);
    let loaded = arguments.playing.load(&arguments.policy, &level)?;
    interrupt::catch("what was played is reported");
    let start = Instant::now();
    let mut bar = Bar::new(arguments.episodes.into(), "episodes", false);
    let episodes =
        arena::play_watched(&level, &loaded.controller(), arguments.episodes, arguments.seed, &mut |played| {
            bar.at(played as u64);
            interrupt::flow()
        })?;
    drop(bar);
    let seconds = start.elapsed().as_secs_f64();

    let optimum =
        if interrupt::came() { Err(OptimumError::Stopped) } else { optimum::solve(&level, arguments.gamma, false) };
    let returns: Vec<f64> = episodes.iter().map(|episode| shortest(episode.episode_return)).collect();
    let lengths: Vec<f64> = episodes.iter().map(|episode| episode.length.into()).collect();
    let successes = episodes.iter().filter(|episode| episode.goal).count();
    let hit_free = episodes.iter().filter(|episode| episode.hit_free()).count();
    let optimal_return = optimum.as_ref().ok().map(|optimum| optimum.optimal_return);
    let return_ci95 = mean_interval(&returns);
    let return_mean = mean(&returns);
    let answer = Answer {
        level: level.name.clone(),
        algorithm: loaded.policy.algorithm.to_string(),
        observation: loaded.observation.to_string(),
        mode: mode_name(loaded.mode),
        seed: arguments.seed,
        episodes: episodes.len(),
        return_mean,
        return_ci95,
        return_min: returns.iter().copied().fold(f64::INFINITY, f64::min),
        return_max: returns.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        length_mean: mean(&lengths),
        length_ci95: mean_interval(&lengths),
        success_rate: successes as f64 / episodes.len() as f64,
        success_rate_ci95: rate_interval(successes, episodes.len()),
        hit_free_rate: hit_free as f64 / episodes.len() as f64,
        hit_free_rate_ci95: rate_interval(hit_free, episodes.len()),
        optimal_return,
        optimum_unknown: optimum.as_ref().err().map(ToString::to_string),
        regret_mean: optimal_return.map(|optimal| optimal - return_mean),
        regret_ci95: optimal_return
            .zip(return_ci95)
            .map(|(optimal, interval)| Interval { low: optimal - interval.high, high: optimal - interval.low }),
        seconds,
        interrupted: episodes.len() < arguments.episodes as usize,
    };
    if output.json { output.object(&answer) } else { print(&answer, output) }
}

fn print(answer: &Answer, output: &mut Output) -> Result<(), Failure> {
    let means = |interval| output::interval(interval, decimal);
    let rates = |interval| output::interval(interval, percent);
    output.line(format!(
        "{} on {}, {} ({}), {} episodes in {:.2} s{}",
        answer.algorithm,
        answer.level,
        answer.mode,
        answer.observation,
        thousands(answer.episodes as u64),
        answer.seconds,
        if answer.interrupted { ", stopped before the end" } else { "" },
    ))?;
    output.line(format!(
        "  return     {:>8}{}  from {} to {}",
        decimal(answer.return_mean),
        means(answer.return_ci95),
        decimal(answer.return_min),
        decimal(answer.return_max),
    ))?;
    match (answer.optimal_return, answer.regret_mean) {
        (Some(optimal), Some(regret)) => {
            output.line(format!(
                "  optimum    {:>8}  regret {}{}",
                decimal(optimal),
                decimal(regret),
                means(answer.regret_ci95)
            ))?;
        }
        _ => {
            let why = answer.optimum_unknown.as_deref().unwrap_or_default();
            output.line(format!("  optimum     unknown  {why}"))?;
        }
    }
    output.line(format!("  length     {:>8}{}", decimal(answer.length_mean), means(answer.length_ci95)))?;
    output.line(format!("  success    {:>8}{}", percent(answer.success_rate), rates(answer.success_rate_ci95)))?;
    output.line(format!("  hit-free   {:>8}{}", percent(answer.hit_free_rate), rates(answer.hit_free_rate_ci95)))
}
