//! `sidestep versus`: agents against agents, without a window, as fast as it goes.
//! The rules of a match are in the arena; here are its seats, by their names, and its result.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::{Value, json};

use super::{
    Failure, Output,
    bar::Bar,
    interrupt,
    number::{named, seed, whole},
    optimum,
    output::{decimal, shortest, thousands},
    policy::PolicyArguments,
    settings::LevelArguments,
};
use crate::{
    arena::{
        Controller,
        opponents::{Opponent, Strength, opponent},
        versus::{How, Hunters, Match, MatchError, MatchMode, MatchSettings, ModeKind, Round, RoundEnd, optimal_round},
    },
    gridworld::{Action, Optimum, limits},
    names::UnknownName,
    solving::Solved,
};

const EXAMPLES: &str = "\
Examples:
  sidestep versus --level classic --seat optimum --seat opponent:middle
  sidestep versus --level classic --seat opponent:final --seat policy:runs/classic
  sidestep versus --level rush --mode score --score-steps 100 \\
      --seat policy:runs/rush --seat random --seat random --json
  sidestep versus --level plaza --mode hunt --hunters all \\
      --seat random --seat policy:runs/plaza --pairs 4

Seats: opponent:early, opponent:middle, opponent:final (built in), optimum,
random, policy:FILE (a checkpoint or the folder of a run) and
script:right,down,.. Two to four of them; in a hunt the first steers obstacles.
With ~SHARE, as in opponent:final~0.1, a seat errs in that share of its steps:
it does one of the five actions, each as likely as the others.
Race: first on the goal. Score: most return in a number of steps, goals come
back. Hunt: touch the agent before it reaches the goal or the time is up.
Rounds come in pairs on the same world, with sides swapped. Whoever leads after
the last pair wins; a tie is decided by up to three more, then by fewer hits. Regret is what the
exact optimum, alone on the same board from the same start, gets more; null
where it is unknown (optimum_unknown says why). People play in the window: sidestep";

/// Steps of a score round, unless said otherwise.
const SCORE_STEPS: u32 = 100;

/// What `sidestep versus` takes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    #[command(flatten)]
    level: LevelArguments,

    /// Who plays: opponent:STRENGTH, optimum, random, policy:FILE, script:ACTION,..; two to four times
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
    Opponent(Strength),
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
        Some(("opponent", strength)) => {
            strength.parse().map(Seat::Opponent).map_err(|error: UnknownName| error.to_string())
        }
        Some(("policy", file)) if !file.is_empty() => Ok(Seat::Policy(file.into())),
        Some(("script", actions)) => actions
            .split(',')
            .map(|action| action.trim().parse::<Action>().map_err(|error| error.to_string()))
            .collect::<Result<_, _>>()
            .map(Seat::Script),
        None if text == "optimum" => Ok(Seat::Optimum),
        None if text == "random" => Ok(Seat::Random),
        None if text == "person" => Err("people play in the window: start `sidestep` without a command".to_owned()),
        _ => Err("give opponent:STRENGTH, optimum, random, policy:FILE, or script:ACTION,.. such as script:right,down"
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
}

/// Plays the match and prints what came of it.
///
/// # Errors
/// A level or a checkpoint that is not there or broken, or that do not fit each other; seats that the mode has no place for.
pub fn run(arguments: &Arguments, output: &mut Output) -> Result<(), Failure> {
    arguments.refuse_spare()?;
    let mode = arguments.mode.with(arguments.score_steps.unwrap_or(SCORE_STEPS), arguments.hunters.unwrap_or_default());
    let level = Arc::new(mode.level(&arguments.level.load()?));
    let files: Vec<&Path> = arguments.seats.iter().filter_map(|(_, seat)| seat.file()).collect();
    let mut policies = arguments.playing.load_all(&files, &level)?.into_iter();
    // Whoever plays it needs it before the match; for the regret alone it can wait.
    let mut solved: Option<Solved> = None;
    let solve = || optimum::solve(&level, 0.99, false).map(Arc::new);
    let mut controllers = Vec::new();
    for (_, seat) in &arguments.seats {
        let (seat, errors) = match seat {
            Seat::Erring(seat, share) => (&**seat, Some(*share)),
            seat => (seat, None),
        };
        let controller = match seat {
            Seat::Optimum => Controller::Optimum(solved.get_or_insert_with(solve).clone()?),
            Seat::Random => Controller::Random,
            Seat::Script(actions) => Controller::Script(actions.clone()),
            Seat::Opponent(strength) => opponent(&level.name, *strength)
                .map(Opponent::controller)
                .ok_or_else(|| Failure::usage(format_args!("level {} has no built-in opponents", level.name)))?,
            Seat::Policy(_) => policies.next().expect("one was read for each of these seats").controller(),
            Seat::Erring(..) => return Err(Failure::usage("a seat errs in one share of its steps: write ~SHARE once")),
        };
        controllers.push(match errors {
            Some(share) => Controller::Erring(Arc::new(controller), share),
            None => controller,
        });
    }
    let settings = MatchSettings { level: level.clone(), mode, pairs: arguments.pairs, seed: arguments.seed };
    let rounds = settings.rounds();
    let mut game = Match::new(settings, controllers).map_err(refused)?;
    let mut bar = Bar::with_words(rounds.into(), "rounds", false);
    loop {
        while !game.step() {
            bar.draw(game.rounds().len() as u64, || format!("step {}", thousands(game.round().steps.into())));
        }
        if !game.next_round() {
            break;
        }
    }
    drop(bar);
    let optimum = if matches!(mode, MatchMode::Hunt { .. }) {
        Err("it does not know where steered obstacles go".to_owned())
    } else {
        interrupt::catch("the match is reported without regret");
        solved.unwrap_or_else(solve).map_err(|unknown| unknown.to_string())
    };
    let answer = Answer { arguments, game: &game, optimum };
    if output.json { output.object(&answer.json()) } else { answer.print(output) }
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

/// A match that the arguments do not make is their fault.
fn refused(error: MatchError) -> Failure {
    match error {
        MatchError::Level(error) => error.into(),
        MatchError::Setup(error) => error.into(),
        error => Failure::usage(error),
    }
}

/// A match that has been played, and the optimum to hold it against or why there is none.
struct Answer<'a> {
    arguments: &'a Arguments,
    game: &'a Match,
    optimum: Result<Arc<Optimum>, String>,
}

impl Answer<'_> {
    fn winner(&self) -> Option<usize> {
        self.game.result().and_then(|result| result.winner)
    }

    /// What the optimum gets more than a seat, where that is known.
    fn regret(&self, round: &Round, seat: usize) -> Option<f64> {
        let best = optimal_round(self.game.settings(), round, seat, self.optimum.as_deref().ok()?)?;
        Some(shortest(best.episode_return - round.seats[seat].episode_return))
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
        json!({
            "level": self.game.settings().level.name,
            "mode": self.arguments.mode,
            "pairs": self.arguments.pairs,
            "seed": self.arguments.seed,
            "seats": self.arguments.seats.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            "winner": self.winner(),
            "by_hits": self.game.result().is_some_and(|result| result.by_hits),
            "wins": self.game.wins(),
            "optimum_unknown": self.optimum.as_ref().err(),
            "rounds": rounds.collect::<Vec<_>>(),
        })
    }

    fn print(&self, output: &mut Output) -> Result<(), Failure> {
        let Arguments { mode, pairs, seed, seats, .. } = self.arguments;
        let level = &self.game.settings().level.name;
        let pairs = if *pairs == 1 { "one pair".to_owned() } else { format!("{pairs} pairs") };
        output.line(format!("{mode} on {level}, {pairs} of rounds, seed {seed}"))?;
        for round in self.game.rounds() {
            output.line(format!("round {}: {} in {} steps", round.number, outcome(round), round.steps))?;
            for (seat, played) in round.seats.iter().enumerate() {
                let regret = self.regret(round, seat);
                let regret = regret.map_or_else(String::new, |regret| format!("  regret {}", decimal(regret)));
                output.line(format!(
                    "  seat {seat}  return {:>8}  {} hits  {} goals{regret}",
                    decimal(shortest(played.episode_return)),
                    played.hits,
                    played.goals,
                ))?;
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
        match &self.optimum {
            Err(unknown) => output.line(format!("no regret, the optimum is unknown: {unknown}")),
            Ok(_) => Ok(()),
        }
    }
}

/// How a round that is over ended, in words.
fn outcome(round: &Round) -> String {
    let Some(RoundEnd { winner, how }) = round.end else { return "not played to its end".to_owned() };
    let by = match how {
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
