//! `sidestep versus`: agents against agents, without a window, as fast as it goes.
//! The rules of a match are in the arena; here are its seats, by their names, and its result.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::{Value, json};

use super::{
    Bar, Failure, LevelArguments, Output, PolicyArguments, decimal, interrupt, named, optimum, seed, shortest,
    thousands, whole,
};
use crate::{
    arena::{
        Controller,
        opponents::{Opponent, Rung, opponents},
        versus::{
            How, Hunters, Match, MatchError, MatchMode, MatchSettings, ModeKind, Round, RoundEnd, SeatRound,
            optimal_round,
        },
    },
    gridworld::{Action, Level, OptimumError, limits},
    names::UnknownName,
    records::START,
    solving::{Optima, Solved},
};

const EXAMPLES: &str = "\
Examples:
  sidestep versus --level classic --seat optimum --seat opponent:middle
  sidestep versus --level classic --seat opponent:strongest --seat policy:runs/classic
  sidestep versus --level rush --mode score --score-steps 100 \\
      --seat policy:runs/rush --seat random --seat random --json
  sidestep versus --level plaza --mode hunt --hunters all \\
      --seat random --seat policy:runs/plaza --pairs 4

Seats: opponent:weakest, opponent:middle, opponent:strongest, opponent:EPISODES
(built in; `sidestep opponents` lists them), opponent:suggested (to a newcomer),
optimum, random, policy:FILE (a checkpoint or the folder of a run) and
script:right,down,.. Two to four of them; in a hunt the first steers obstacles.
With ~SHARE, as in opponent:middle~0.1, a seat errs in that share of its steps:
it does one of the five actions, each as likely as the others.
Race: first on the goal; in the same step, fewer hits. Start, goal and phases
are drawn, the same for all, unless the level has random_phases = false; a hit
leads back to the start, unless it says what hits do. Something has to move on the level. Score: most return in a number of steps, goals come back.
Hunt: touch the agent before it reaches the goal; it wins when time is up. They
begin 4 steps apart; who waits beside the goal for more than 5 turns is sent
back to where it began.
Rounds come in pairs on the same world, with sides swapped. Whoever leads after
the last pair wins; a tie is decided by up to three more, then by fewer hits.
Regret is what the round's exact optimum, alone on the same board from the same
start, gets more; null where it is unknown (optimum_unknown says why). People play in the window: sidestep";

/// How far ahead the optimum looks where steps cost nothing: it should still hurry.
const GAMMA: f64 = 0.99;

/// Steps of a score round, unless said otherwise.
const SCORE_STEPS: u32 = 100;

/// What `sidestep versus` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    level: LevelArguments,

    /// Who plays: opponent:WHICH, optimum, random, policy:FILE, script:ACTION,..; two to four times
    #[arg(long = "seat", value_name = "CONTROLLER", required = true, value_parser = seat)]
    seats: Vec<(String, Seat)>,

    #[command(flatten)]
    playing: PolicyArguments,

    /// How rounds are won
    #[arg(long, default_value_t, value_parser = named::<ModeKind>(ModeKind::NAMES))]
    mode: ModeKind,

    /// Steps of a score round [default: 100]
    #[arg(long, value_name = "N", value_parser = whole(1..=limits::STEPS))]
    score_steps: Option<u32>,

    /// Which obstacles a hunter steers: the one nearest to the agent's way, or all [default: one]
    #[arg(long, value_parser = named::<Hunters>(Hunters::NAMES))]
    hunters: Option<Hunters>,

    /// Pairs of rounds: 1, 2 or 4; a tie is decided by up to three more
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = whole(1..=MatchSettings::PAIRS[2]))]
    pairs: u32,

    /// What earlier versions took.
    #[arg(long, value_name = "N", hide = true)]
    best_of: Option<String>,

    /// Where all chance comes from: the same seed plays the same match
    #[arg(long, value_name = "S", default_value_t = 1, value_parser = seed())]
    seed: u64,

    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
}

/// Who is to sit somewhere.
#[derive(Clone, Debug)]
enum Seat {
    Optimum,
    Random,
    Opponent(Rung),
    Policy(PathBuf),
    Script(Vec<Action>),
    Erring(Box<Self>, f32),
}

/// What was typed, and what it means.
fn seat(text: &str) -> Result<(String, Seat), String> {
    if let Some((controller, share)) = text.rsplit_once('~')
        && let Ok(share) = share.parse::<f32>()
    {
        if !(0.0..=1.0).contains(&share) {
            return Err(format!("`~{share}` is no share of the steps: give a number from 0 to 1"));
        }
        let (_, seat) = self::seat(controller)?;
        return Ok((text.to_owned(), Seat::Erring(Box::new(seat), share)));
    }
    let seat = match text.split_once(':') {
        Some(("opponent", rung)) => rung.parse().map(Seat::Opponent).map_err(|error: UnknownName| error.to_string()),
        Some(("policy", file)) if !file.is_empty() => Ok(Seat::Policy(file.into())),
        Some(("script", actions)) => actions
            .split(',')
            .map(|action| action.trim().parse::<Action>().map_err(|error| error.to_string()))
            .collect::<Result<_, _>>()
            .map(Seat::Script),
        None if text == "optimum" => Ok(Seat::Optimum),
        None if text == "random" => Ok(Seat::Random),
        None if text == "person" => Err("people play in the window: start `sidestep` without a command".to_owned()),
        _ => Err("give opponent:WHICH, optimum, random, policy:FILE, or script:ACTION,.. such as script:right,down"
            .to_owned()),
    };
    Ok((text.to_owned(), seat?))
}

impl Seat {
    /// The file of a policy.
    fn file(&self) -> Option<&Path> {
        match self {
            Self::Policy(file) => Some(file),
            Self::Erring(seat, _) => seat.file(),
            _ => None,
        }
    }

    fn is_optimum(&self) -> bool {
        match self {
            Self::Optimum => true,
            Self::Erring(seat, _) => seat.is_optimum(),
            _ => false,
        }
    }
}

/// Plays the match and prints what came of it.
///
/// # Errors
/// A level or a checkpoint that is not there or broken, or that do not fit each other; seats that the mode has no place for.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    arguments.refuse_spare()?;
    let mode = arguments.mode.with(arguments.score_steps.unwrap_or(SCORE_STEPS), arguments.hunters.unwrap_or_default());
    let own = arguments.level.load()?;
    arguments.mode.check_level(&own).map_err(refused)?;
    let level = Arc::new(mode.level(&own));
    let files: Vec<&Path> = arguments.seats.iter().filter_map(|(_, seat)| seat.file()).collect();
    let mut policies = arguments.playing.load_all(&files, &level)?.into_iter();
    let optima = Arc::new(Optima::new(GAMMA));
    let mut controllers = Vec::new();
    for (_, seat) in &arguments.seats {
        let (seat, errors) = match seat {
            Seat::Erring(seat, share) => (&**seat, Some(*share)),
            seat => (seat, None),
        };
        let controller = match seat {
            Seat::Optimum => Controller::Optima(optima.clone()),
            Seat::Random => Controller::Random,
            Seat::Script(actions) => Controller::Script(actions.clone()),
            Seat::Opponent(rung) => {
                rung.on(&level.name, START).map(Opponent::controller).ok_or_else(|| no_opponent(&level.name))?
            }
            Seat::Policy(_) => policies.next().expect("one was read for each of these seats").controller(),
            Seat::Erring(..) => return Err(Failure::usage("a seat errs in one share of its steps: write ~SHARE once")),
        };
        controllers.push(match errors {
            Some(share) => Controller::Erring(Arc::new(controller), share),
            None => controller,
        });
    }
    let settings = MatchSettings { level, mode, pairs: arguments.pairs, seed: arguments.seed, board: None };
    let rounds = settings.rounds();
    // Worked out here, beside a bar, so that the match finds it.
    let prepare = |levels: Vec<Arc<Level>>| -> Result<(), OptimumError> {
        let mut seats = levels.iter().zip(&arguments.seats).filter(|(_, (_, seat))| seat.is_optimum());
        seats.try_for_each(|(level, _)| solve(&optima, level).map(drop))
    };
    let chance = vec![Controller::Random; controllers.len()];
    prepare(Match::new(settings.clone(), chance).map_err(refused)?.optimum_levels(1))?;
    let mut game = Match::new(settings, controllers).map_err(refused)?;
    let mut bar = Bar::with_words(rounds.into(), "rounds", false);
    loop {
        while !game.step() {
            bar.draw(game.rounds().len() as u64, || format!("step {}", thousands(game.round().steps.into())));
        }
        if game.result().is_some() {
            break;
        }
        prepare(game.optimum_levels_to_come())?;
        game.next_round();
    }
    drop(bar);
    let answer = Answer { arguments, own: &own, game: &game, regrets: regrets(&game, &optima) };
    if output.json { output.object(&answer.json()) } else { answer.print(output) }
}

/// The optimum of a level, kept or worked out beside a bar.
fn solve(optima: &Optima, level: &Arc<Level>) -> Solved {
    optima.of_or(level, || optimum::solve(level, GAMMA, false).map(Arc::new))
}

/// By round and seat, what the optimum gets more; else why that is not known.
fn regrets(game: &Match, optima: &Optima) -> Result<Vec<Vec<Option<f64>>>, String> {
    if matches!(game.settings().mode, MatchMode::Hunt { .. }) {
        return Err("it does not know where steered obstacles go".to_owned());
    }
    interrupt::catch("the match is reported without regret");
    let round = |round: &Round| {
        let regret = |(seat, level): (usize, Arc<Level>)| {
            let best = optimal_round(game.settings(), round, seat, &*solve(optima, &level)?);
            Ok(best.map(|best| shortest(best.episode_return - round.seats[seat].episode_return)))
        };
        game.optimum_levels(round.number).into_iter().enumerate().map(regret).collect()
    };
    let regrets: Result<_, OptimumError> = game.rounds().iter().map(round).collect();
    regrets.map_err(|unknown| unknown.to_string())
}

impl Arguments {
    /// Refuses flags that this match has no use for.
    fn refuse_spare(&self) -> Result<(), Failure> {
        let mode = self.mode.name();
        let refused = |what: &str| Err(Failure::usage(format_args!("{what}; this is --mode {mode}")));
        if self.best_of.is_some() {
            return Err(Failure::usage(
                "--best-of is gone: a match is pairs of rounds, so write --pairs 1, --pairs 2 or --pairs 4",
            ));
        }
        if self.score_steps.is_some() && self.mode != ModeKind::Score {
            return refused("--score-steps is the length of a round of --mode score");
        }
        if self.mode == ModeKind::Score && self.level.set.iter().any(|setting| setting.key() == "max_steps") {
            return refused("--set max_steps has no effect on a round that --score-steps ends");
        }
        if self.hunters.is_some() && self.mode != ModeKind::Hunt {
            return refused("--hunters says who is steered in --mode hunt");
        }
        let has_policy = self.seats.iter().any(|(_, seat)| seat.file().is_some());
        if has_policy { Ok(()) } else { self.playing.refuse("seat one with --seat policy:FILE") }
    }
}

/// Which opponents there are instead.
fn no_opponent(level: &str) -> Failure {
    let known: Vec<String> = opponents(level).iter().map(|known| known.rung().to_string()).collect();
    if known.is_empty() {
        return Failure::usage(format_args!("level {level} has no built-in opponents"));
    }
    let known = known.join(", ");
    Failure::usage(format_args!("level {level} has no opponent after so many episodes: choose one of {known}"))
}

/// A match that the arguments do not make is their fault.
fn refused(error: MatchError) -> Failure {
    match error {
        MatchError::Level(error) => error.into(),
        MatchError::Setup(error) => error.into(),
        error => Failure::usage(error),
    }
}

/// A match that has been played, and how it compares with the optimum or why that is not known.
struct Answer<'a> {
    arguments: &'a Arguments,
    /// The level as it is outside of matches.
    own: &'a Level,
    game: &'a Match,
    regrets: Result<Vec<Vec<Option<f64>>>, String>,
}

impl Answer<'_> {
    fn winner(&self) -> Option<usize> {
        self.game.result().and_then(|result| result.winner)
    }

    /// What the optimum gets more than a seat, where that is known.
    fn regret(&self, round: &Round, seat: usize) -> Option<f64> {
        *self.regrets.as_ref().ok()?.get(round.number as usize - 1)?.get(seat)?
    }

    /// What the mode changed in the level, in words.
    fn changed(&self) -> Option<String> {
        let level = &self.game.settings().level;
        let restart = (level.on_hit != self.own.on_hit && level.restarts()).then_some("a hit leads back to the start");
        let phases = level.draws_phases() && !self.own.draws_phases();
        let phases = phases.then_some("obstacles begin each pair of rounds at random points of their ways");
        let is_drawn = level.random_start && !self.own.random_start;
        let drawn = is_drawn.then_some("start and goal are drawn for each pair of rounds, the same for all");
        let changed: Vec<&str> = drawn.into_iter().chain(restart).chain(phases).collect();
        (!changed.is_empty()).then(|| format!("in this {}: {}", self.arguments.mode, changed.join("; ")))
    }

    fn json(&self) -> Value {
        let rounds = self.game.rounds().iter().map(|round| {
            let seats = round.seats.iter().enumerate().map(|(seat, played)| {
                json!({
                    "episode_return": shortest(played.episode_return),
                    "regret": self.regret(round, seat),
                    "hits": played.hits,
                    "goals": played.goals,
                    "goal_step": played.goal_step,
                    "steps": played.actions.len(),
                })
            });
            json!({
                "round": round.number,
                "winner": round.end.and_then(|end| end.winner),
                "how": round.end.map(|end| end.how),
                "steps": round.steps,
                "seats": seats.collect::<Vec<_>>(),
            })
        });
        let level = &self.game.settings().level;
        json!({
            "level": level.name,
            "on_hit": level.on_hit,
            "random_phases": level.random_phases,
            "mode": self.arguments.mode,
            "pairs": self.arguments.pairs,
            "seed": self.arguments.seed,
            "seats": self.arguments.seats.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            "winner": self.winner(),
            "by_hits": self.game.result().is_some_and(|result| result.by_hits),
            "wins": self.game.wins(),
            "optimum_unknown": self.regrets.as_ref().err(),
            "rounds": rounds.collect::<Vec<_>>(),
        })
    }

    fn print(&self, output: &mut Output) -> Result<(), Failure> {
        let Arguments { mode, pairs, seed, seats, .. } = self.arguments;
        let level = &self.game.settings().level.name;
        let pairs = if *pairs == 1 { "one pair".to_owned() } else { format!("{pairs} pairs") };
        output.line(format!("{mode} on {level}, {pairs} of rounds, seed {seed}"))?;
        if let Some(changed) = self.changed() {
            output.line(changed)?;
        }
        for round in self.game.rounds() {
            output.line(format!("round {}: {} in {} steps", round.number, outcome(round), round.steps))?;
            for (seat, played) in round.seats.iter().enumerate() {
                let regret = self.regret(round, seat);
                let regret = regret.map_or_else(String::new, |regret| format!("  regret {}", decimal(regret)));
                // What decides stands here, and nothing that could say otherwise.
                let (figures, hits) = (figures(*mode, played), played.hits);
                output.line(format!("  seat {seat}  {figures}  {hits} hits{regret}"))?;
            }
        }
        for (seat, ((name, _), wins)) in seats.iter().zip(self.game.wins()).enumerate() {
            let won = match self.game.result() {
                Some(result) if result.winner != Some(seat) => "",
                Some(result) if result.by_hits => "  wins the match by fewer hits",
                _ => "  wins the match",
            };
            output.line(format!("seat {seat} ({name}): {wins} rounds{won}"))?;
        }
        if self.winner().is_none() {
            output.line("the match is drawn")?;
        }
        match &self.regrets {
            Err(unknown) => output.line(format!("no regret, the optimum is unknown: {unknown}")),
            Ok(_) => Ok(()),
        }
    }
}

/// What a seat is judged by beside its hits.
fn figures(mode: ModeKind, played: &SeatRound) -> String {
    match (mode, played.goal_step) {
        (ModeKind::Score, _) => {
            format!("return {:>8}  {} goals", decimal(shortest(played.episode_return)), played.goals)
        }
        (_, Some(step)) => format!("on the goal in step {step}"),
        (_, None) => format!("not on the goal, {} steps", played.actions.len()),
    }
}

/// How a round that is over ended, in words.
fn outcome(round: &Round) -> String {
    let Some(RoundEnd { winner, how }) = round.end else { return "not played to its end".to_owned() };
    let by = match how {
        How::Goal if winner.is_none() => "on the goal in the same step, with as many hits",
        How::Goal if round.seats.iter().filter(|seat| seat.goals > 0).count() > 1 => {
            "on the goal in the same step, by fewer hits"
        }
        How::Goal => "by reaching the goal",
        How::Points => "by points",
        How::Caught => "by catching",
        How::Escaped => "by escaping",
        How::TimeUp => "when time was up",
        How::AllOut => "when everybody was out",
        How::GivenUp => "by giving up",
    };
    winner.map_or_else(|| format!("drawn {by}"), |seat| format!("seat {seat} {by}"))
}
