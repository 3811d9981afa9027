//! `sidestep rollout`: one episode, every step of it.

use std::{path::PathBuf, sync::Arc};

use clap::builder::{PathBufValueParser, TypedValueParser};
use serde::Serialize;

use super::{Bar, Failure, LevelArguments, Output, PolicyArguments, decimal, note, seed};
use crate::{
    arena::Controller,
    files,
    gridworld::{Action, Cell, GridWorld, Level, Observation, Outcome},
    learning::ActionValues,
    replay::{EXTENSION, Origin, Participant, RecordedDecision},
    runs::Rollout,
};

const EXAMPLES: &str = "\
Examples:
  sidestep rollout --level classic --actions right,right,down,stay
  sidestep rollout --level classic --actions 2,2,1,4 --json
  sidestep rollout --level classic --policy runs/classic --out demo.replay

Actions: up, down, right, left, stay, or 0 to 4 in that order. The first line
is the start, before any action. With --json each line is an object: step,
action, reward, terminated, truncated, observation, agents, obstacles, goals;
cells are [column, row] from the top left; decision is what a policy said before
the action: five values of a kind, q or probabilities. An episode ends with its
last line: actions left over are not played.";

/// What `sidestep rollout` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, group = clap::ArgGroup::new("controller").required(true).args(["actions", "policy"]))]
pub struct Arguments {
    #[command(flatten)]
    level: LevelArguments,

    /// The actions to take, one per step
    #[arg(long, value_name = "ACTION,..", value_delimiter = ',', value_parser = action, conflicts_with_all = ["algorithm", "activation", "network", "greedy", "sample"])]
    actions: Option<Vec<Action>>,

    /// A checkpoint (safetensors) or the folder of a run, to choose the actions
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    #[command(flatten)]
    playing: PolicyArguments,

    /// Where all chance comes from: the same seed plays the same episode
    #[arg(long, value_name = "S", default_value_t = 0, value_parser = seed())]
    seed: u64,

    /// Write the episode to this file, NAME.replay (see: sidestep replay)
    #[arg(long, value_name = "FILE", value_parser = PathBufValueParser::new().try_map(replay_file))]
    out: Option<PathBuf>,

    /// Replace what has that name
    #[arg(long, requires = "out")]
    force: bool,

    /// What --out was called
    #[arg(long, hide = true, value_parser = PathBufValueParser::new().try_map(not_replay))]
    replay: Option<PathBuf>,

    /// Print JSON: one object per step
    #[arg(long)]
    pub json: bool,
}

/// An action by its name or its number.
fn action(text: &str) -> Result<Action, String> {
    let text = text.trim();
    let by_number = text.parse().ok().and_then(Action::from_index);
    by_number
        .map_or_else(|| text.parse().map_err(|_| "actions are up, down, right, left, stay, or 0 to 4".to_owned()), Ok)
}

/// The name of a replay that is to be written; other programs and the window know replays by their ending.
fn replay_file(file: PathBuf) -> Result<PathBuf, String> {
    if file.extension().is_some_and(|ending| ending == EXTENSION) {
        return Ok(file);
    }
    Err(format!("give a name that ends with .{EXTENSION} (a clip is made by: sidestep record)"))
}

/// Elsewhere `--replay` reads a file; here it once wrote one, whatever was there.
fn not_replay(file: PathBuf) -> Result<PathBuf, String> {
    Err(format!("--replay names a replay that is read; to write the episode as one, give --out {}", file.display()))
}

/// One step of an agent in JSON.
#[derive(Serialize)]
pub struct Line<'a> {
    step: u32,
    /// Only where there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    agent: Option<usize>,
    /// `null` at the start.
    action: Option<Action>,
    reward: f32,
    terminated: bool,
    truncated: bool,
    observation: &'a [f32],
    /// What was thought before the action; only where it was thought in numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Thought>,
    agents: &'a [Cell],
    obstacles: Vec<Cell>,
    goals: &'a [Cell],
}

/// What was thought before an action, in JSON.
#[derive(Serialize)]
pub struct Thought {
    /// What its values are.
    pub kind: ActionValues,
    #[serde(flatten)]
    pub decision: RecordedDecision,
}

impl<'a> Line<'a> {
    /// After a step, or at the start. `observation` is what the agent sees now.
    pub fn new(world: &'a GridWorld, agent: usize, last: Option<(Action, Outcome)>, observation: &'a [f32]) -> Self {
        let outcome = last.map_or_else(Outcome::default, |(_, outcome)| outcome);
        Self {
            step: world.steps(),
            agent: (world.agents().len() > 1).then_some(agent),
            action: last.map(|(action, _)| action),
            reward: outcome.reward,
            terminated: outcome.terminated,
            truncated: outcome.truncated,
            observation,
            decision: None,
            agents: world.agents(),
            obstacles: world.obstacles().iter().map(|obstacle| obstacle.cell).collect(),
            goals: world.goals(),
        }
    }

    /// With what was thought before the action.
    pub fn after(self, decision: Option<Thought>) -> Self {
        Self { decision, ..self }
    }
}

/// Plays and prints.
///
/// # Errors
/// A level or a checkpoint that is not there or broken, or that do not fit each other.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    let shows_observations = arguments.policy.is_some() || arguments.json || arguments.out.is_some();
    if arguments.playing.observation.is_some() && !shows_observations {
        return Err(Failure::usage(
            "--observation is what --json prints and --out keeps, and actions need none: give one of these, or leave it out",
        ));
    }
    if let Some(file) = &arguments.out {
        files::refuse_taken(file, arguments.force)?;
    }
    let level = Arc::new(arguments.level.load()?);
    let (controller, observation, steps) = match (&arguments.policy, &arguments.actions) {
        (Some(file), _) => {
            let loaded = arguments.playing.load(file, &level)?;
            (loaded.controller(), loaded.observation, usize::MAX)
        }
        (None, actions) => {
            let actions = actions.clone().unwrap_or_default();
            let (observation, steps) = (arguments.playing.observation.unwrap_or(Observation::Relative), actions.len());
            (Controller::Script(actions), observation, steps)
        }
    };
    let mut rollout = Rollout::begin(&level, &controller, 1, arguments.seed)?;
    let mut printer = Printer { observation, row: vec![0.0; observation.len(&level)], sum: 0.0, hits: 0 };
    printer.step(rollout.world(), None, None, output)?;
    let mut played = 0;
    let mut bar = Bar::beside_output(steps.min(level.max_steps as usize) as u64, "steps");
    while played < steps && !rollout.is_over() {
        rollout.step();
        played += 1;
        bar.at(played as u64);
        let (step, thought) = rollout.last().unzip();
        let thought = controller.action_values().zip(thought.flatten());
        let thought = thought.map(|(kind, decision)| Thought { kind, decision });
        printer.step(rollout.world(), step.map(|step| (step.decision.action, step.outcome)), thought, output)?;
        if output.json {
            // whoever reads along sees each step as it is played
            output.finish()?;
        }
    }
    drop(bar);
    if !output.json {
        output.line(format!("return {}, {} hits, {} steps", decimal(printer.sum), printer.hits, played))?;
    }
    if let Some(file) = &arguments.out {
        let kind = Origin::Rollout { observation: Some(observation.to_string()), seed: arguments.seed };
        let name = arguments.policy.as_ref().map_or_else(String::new, |policy| policy.display().to_string());
        for replay in rollout.replays(&kind, &Participant::of(&controller, &name, Some(0))) {
            let replay = replay.map_err(|fault| {
                Failure::of_file("not-kept", file, format_args!("not written: {fault}. Report this, with the command."))
            })?;
            files::put(file, &replay.to_bytes(&file.display().to_string())?, arguments.force)?;
        }
    }
    if rollout.is_over() && steps != usize::MAX && played < steps {
        note(format_args!(
            "note: the episode ended after {played} steps; {} of the {steps} actions were not played",
            steps - played
        ));
    }
    Ok(())
}

struct Printer {
    observation: Observation,
    row: Vec<f32>,
    sum: f64,
    hits: u32,
}

impl Printer {
    fn step(
        &mut self,
        world: &GridWorld,
        last: Option<(Action, Outcome)>,
        thought: Option<Thought>,
        output: &mut Output,
    ) -> Result<(), Failure> {
        self.observation.write(world, 0, &mut self.row);
        let outcome = last.map_or_else(Outcome::default, |(_, outcome)| outcome);
        let action = last.map(|(action, _)| action);
        self.sum += f64::from(outcome.reward);
        self.hits += outcome.hits;
        if output.json {
            return output.object(&Line::new(world, 0, last, &self.row).after(thought));
        }
        let event = match outcome {
            Outcome { goal: true, .. } => "  the goal",
            Outcome { truncated: true, .. } => "  out of time",
            Outcome { hits: 1.., .. } => "  hit",
            _ => "",
        };
        let action = action.map_or_else(|| "start".to_owned(), |action| action.to_string());
        let line = format!("step {:<4} {action:<6} reward {:<5}{event}", world.steps(), decimal(outcome.reward.into()));
        output.line(line.trim_end())?;
        output.line(board(world))
    }
}

/// The board in characters, as in a level file, with X where the agent and an obstacle meet.
fn board(world: &GridWorld) -> String {
    let level: &Level = world.level();
    let mut text = String::new();
    for y in 0..level.height {
        for x in 0..level.width {
            let cell = Cell { x, y };
            let obstacle = world.obstacles().iter().any(|obstacle| obstacle.cell == cell);
            text.push(match (world.agents().contains(&cell), obstacle) {
                (true, true) => 'X',
                (true, false) => 'A',
                (false, true) => 'o',
                _ if level.is_wall(cell) => '#',
                _ if world.goals().contains(&cell) => 'G',
                _ => '.',
            });
            text.push(' ');
        }
        text.pop();
        text.push('\n');
    }
    text
}
