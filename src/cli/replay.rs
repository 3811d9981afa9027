//! `sidestep replay`: what replays hold, whether they play as they were recorded, and every step of them.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::json;

use super::{
    Bar, Failure, Output, decimal,
    rollout::{Line, Thought},
    thousands,
};
use crate::{
    arena::Provenance,
    gridworld::Observation,
    learning::ActionValues,
    replay::{AgentScore, Header, Origin, Player, Replay},
};

const EXAMPLES: &str = "\
Examples:
  sidestep replay info demo.replay
  sidestep replay verify runs/classic/replays/*.replay
  sidestep replay export demo.replay > demo.jsonl

Replays come from the window, from `sidestep train` (in the run's folder,
replays) and from `sidestep rollout --out`. Playing one makes every step
again by the rules; each is compared with what was recorded.

A training episode also holds what its run was made from, what was changed
while it ran (settings, the level) and the tick at which the episode began:
enough to train the run again, bit for bit, up to there. Not so where the run
began with weights from elsewhere, or was begun by an older version. With --json
info prints all of it.";

/// What `sidestep replay` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    #[command(subcommand)]
    task: Task,

    /// Print JSON: one object per replay
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Say what replays hold
    Info {
        /// Replays
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Play replays and say whether every step leads where it led when it was recorded
    Verify {
        /// Replays
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Print every step as JSON, as `rollout --json` does; where there are several agents, one line for each of them
    Export {
        /// Replays, one after the other
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// What the agent sees: relative, relative-phase, view or view-N [default: as its controller saw it, where the
        /// file says that, else relative]
        #[arg(long, value_name = "OBSERVATION")]
        observation: Option<Observation>,
    },
}

impl Arguments {
    /// Whether the answer is JSON.
    pub const fn json(&self) -> bool {
        self.json || matches!(self.task, Task::Export { .. })
    }
}

/// Does the task.
///
/// # Errors
/// A file that is no replay, or one that does not play as it was recorded.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    match &arguments.task {
        Task::Info { files } => output.each(files, info),
        Task::Verify { files } => verify(files, output),
        Task::Export { files, observation } => {
            output.each(files, |file, output| export(file, *observation, files.len() == 1, output))
        }
    }
}

fn info(file: &Path, output: &mut Output) -> Result<(), Failure> {
    let replay = Replay::load(file)?;
    let (header, level) = (&replay.header, replay.level());
    if output.json {
        let mut object = json!(header);
        object["file"] = file.display().to_string().into();
        object["board"] = json!([level.width, level.height]);
        object["provenance"] = json!(replay.provenance.as_deref());
        return output.object(&object);
    }
    let title = header.title.as_deref().map_or_else(String::new, |title| format!(" ({title})"));
    output.line(format!(
        "{}{title}: {}, {} x {} cells, {} steps",
        file.display(),
        what(header),
        level.width,
        level.height,
        header.summary.steps,
    ))?;
    for (number, (seat, score)) in header.seats.iter().zip(&header.summary.scores).enumerate() {
        let won = if header.summary.winner == Some(number) { ", won" } else { "" };
        let name = if seat.name.is_empty() { &seat.controller } else { &seat.name };
        let thinks = match seat.values {
            Some(ActionValues::Q) => ", Q-values",
            Some(ActionValues::Probabilities) => ", probabilities",
            None => "",
        };
        let AgentScore { episode_return, hits, goals } = score;
        output.line(match seat.agent {
            Some(_) => format!(
                "  {name} ({}{thinks}): return {}, {hits} hits, {}{won}",
                seat.controller,
                decimal(f64::from(*episode_return)),
                match goals {
                    0 => "no goal".to_owned(),
                    1 => "the goal".to_owned(),
                    several => format!("{several} goals"),
                },
            ),
            None => format!("  {name} ({}): steers obstacles{won}", seat.controller),
        })?;
    }
    if let Origin::Training { begin_tick, .. } = header.kind {
        output.line(format!("  {}", place(begin_tick, replay.provenance.as_deref())))?;
    }
    output.line(format!("  recorded by Sidestep {}", header.program_version))
}

/// Where in its run an episode stands, and whether the run can be trained again up to there, in words.
fn place(begin_tick: Option<u64>, provenance: Option<&Provenance>) -> String {
    let tick = begin_tick.map_or_else(String::new, |tick| format!("begins at tick {} of its run; ", thousands(tick)));
    let changes = match provenance.map(|provenance| provenance.changes.len()) {
        None => {
            return format!("{tick}does not hold what its run was made from: it cannot be trained again from its seed");
        }
        Some(0) => String::new(),
        Some(1) => " and 1 change of them".to_owned(),
        Some(several) => format!(" and {several} changes of them"),
    };
    format!("{tick}holds the settings of its run{changes}, to train it again from its seed")
}

/// What was played, in words.
fn what(header: &Header) -> String {
    let level = &header.level;
    match &header.kind {
        Origin::Training { run, episode, .. } => {
            format!("episode {episode} of {} on {level}, seed {}", run.algorithm, run.seed)
        }
        Origin::Match { mode, round, rounds, seed, .. } => {
            format!("round {round} of {rounds} of a {mode} on {level}, seed {seed}")
        }
        Origin::Rollout { seed, .. } => format!("an episode on {level}, seed {seed}"),
    }
}

/// Checks them all, whatever is wrong with some.
fn verify(files: &[PathBuf], output: &mut Output) -> Result<(), Failure> {
    let mut different = 0;
    for file in Bar::over(files, "replays") {
        let checked = Replay::load(file).map_err(Failure::from).and_then(|replay| {
            let same = replay.verify().map_err(Failure::differs(file));
            same.map(|()| replay.steps.len())
        });
        different += usize::from(checked.is_err());
        let name = file.display().to_string();
        match (checked, output.json) {
            (Ok(steps), true) => output.object(&json!({ "file": name, "same": true, "steps": steps }))?,
            (Ok(steps), false) => output.line(format!("{name}: plays as it was recorded, {steps} steps"))?,
            (Err(failure), true) => {
                output.object(&json!({ "file": name, "same": false, "message": failure.to_string() }))?;
            }
            (Err(failure), false) => output.line(failure.to_string())?,
        }
    }
    if different > 0 {
        let message = format_args!("{different} of {} replays are not as they were recorded", files.len());
        return Err(Failure::new("different", message).told());
    }
    Ok(())
}

/// Prints one of the files; where it is `alone` it shows how far it is.
fn export(file: &Path, observation: Option<Observation>, alone: bool, output: &mut Output) -> Result<(), Failure> {
    let replay = Replay::load(file)?;
    let recorded = || replay.header.observation()?.parse().ok();
    let observation = observation.or_else(recorded).unwrap_or(Observation::Relative);
    let mut row = vec![0.0; observation.len(replay.level())];
    let mut player = Player::new(&replay);
    let mut bar = alone.then(|| Bar::beside_output(replay.steps.len() as u64, "steps"));
    let mut steps = 0;
    loop {
        let world = player.world();
        for agent in 0..world.agents().len() {
            observation.write(world, agent, &mut row);
            let last = player.last().map(|step| (step.actions[agent], player.outcomes()[agent]));
            output.object(&Line::new(world, agent, last, &row).after(thought(&player, agent)))?;
        }
        if !player.step().map_err(Failure::differs(file))? {
            return Ok(());
        }
        steps += 1;
        if let Some(bar) = &mut bar {
            bar.at(steps);
        }
    }
}

/// What was thought of an agent's last action.
fn thought(player: &Player<&Replay>, agent: usize) -> Option<Thought> {
    let seats = &player.replay().header.seats;
    let seat = seats.iter().position(|seat| seat.agent == Some(agent))?;
    let decision = (*player.last()?.decisions.get(seat)?)?;
    Some(Thought { kind: seats[seat].values?, decision })
}
