//! Whether races are a contest, level by level: whether seats are fair, how often matches are drawn, how far one comes with keys that are
//! pressed without looking, and whether somebody who follows the suggested opponent wins about half of the rounds:
//! `cargo bench --bench contest -- [LEVEL]..`. A table, and one JSON object for each level; it fails where a floor does not hold.
//! `cargo test --bench contest` plays a hundredth of it, which is too little to judge by.
//!
//! Simulated players do what is best and err in some of the steps. What is best is said by the exact optimum of the round where that is
//! worked out in a moment, else by the strongest opponent's policy without exploring. They follow the suggested opponent, which is to
//! leave them about half of the points. Where half of them have met an end of the ladder in the rounds that count, they are not held to
//! that: nobody is stronger there, or nobody weaker, to be suggested, which the screen says.

use std::{process::ExitCode, sync::Arc};

use serde::Serialize;
use serde_json::json;
use sidestep::{
    arena::{
        Controller,
        opponents::{FixedKeys, Measurements, Opponent, Rung, ladder, opponents},
        versus::{Match, MatchMode, MatchSettings, ModeKind},
    },
    gridworld::{Budget, Level, Optimum},
    records::{Played, Records, START, performance},
    runs::opponents::{Search, Tally, best_fixed_keys, duel, in_parallel},
    solving::Optima,
};

/// Equal players err in this share of their steps.
const ERRORS: f32 = 0.1;
/// Pairs of rounds between them, and matches of two pairs.
const PAIRS: usize = 5000;
const MATCHES: usize = 2500;
/// Shares of the steps in which simulated players err, how many of each there are, and the rounds that count.
const SHARES: [f32; 6] = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5];
const PLAYERS: usize = 200;
const ROUNDS: std::ops::Range<usize> = 10..30;
/// Whoever learns keys by heart plays against the opponent suggested to somebody who errs in this share of the steps.
const BY_HEART: f32 = 0.2;
/// How far ahead the optimum looks, as in the window; and how many states a round's has at most that is worked out in a moment.
const GAMMA: f64 = 0.99;
const STATES: u64 = 20_000;
/// The floors: the 99% interval of a seat's share of the decided rounds lies in here, so many matches are drawn at most, so many rounds
/// are won at most by keys that are pressed without looking, and a player's mean score lies in here.
const SEAT: std::ops::RangeInclusive<f64> = 0.47..=0.53;
const DRAWN: f64 = 0.15;
const BY_KEYS: f32 = 0.35;
const SCORE: std::ops::RangeInclusive<f64> = 0.4..=0.6;
/// A 99% interval is so many standard errors wide to either side.
const NORMAL_99: f64 = 2.576;

struct Bench {
    level: Arc<Level>,
    rungs: &'static [Opponent],
    /// What plays best.
    best: Controller,
    /// What everything is divided by.
    less: usize,
}

impl Bench {
    fn count(&self, full: usize) -> usize {
        (full / self.less).max(1)
    }

    fn new(name: &str, less: usize) -> Self {
        let level = Arc::new(Level::built_in(name).expect("built in").for_race());
        let rungs = opponents(name);
        let strongest = &rungs[rungs.len() - 1];
        let policy =
            Controller::Policy { policy: strongest.policy.clone(), observation: strongest.observation, sample: false };
        let settings = MatchSettings { level: level.clone(), mode: MatchMode::Race, pairs: 1, seed: 1, board: None };
        let first = Match::new(settings, vec![Controller::Random; 2]).expect("it is a match").optimum_levels(1);
        let small = Budget { states: STATES, ..Budget::default() };
        let best = match Optimum::solve(&first[0], GAMMA, small) {
            Ok(_) => Controller::Optima(Arc::new(Optima::new(GAMMA))),
            Err(_) => policy,
        };
        Self { level, rungs, best, less }
    }

    /// Does what is best, and errs in this share of the steps.
    fn player(&self, share: f32) -> Controller {
        if share > 0.0 { Controller::Erring(Arc::new(self.best.clone()), share) } else { self.best.clone() }
    }

    /// Seat 0's share of the decided rounds between two of the middle opponent, half of its 99% interval, and the share of matches that
    /// are drawn.
    fn fairness(&self) -> [f64; 3] {
        let equal = Controller::Erring(Arc::new(self.rungs[self.rungs.len() / 2].controller()), ERRORS);
        let parts = in_parallel(self.count(PAIRS), |pair| {
            duel(&self.level, [&equal, &equal], 1, 880_000_000 + pair as u64).expect("they fit")
        });
        let wins = |seat: usize| parts.iter().map(|tally| f64::from(tally.wins[seat])).sum::<f64>();
        let decided = wins(0) + wins(1);
        let share = wins(0) / decided.max(1.0);
        let half = NORMAL_99 * (share * (1.0 - share) / decided.max(1.0)).sqrt();
        let drawn = in_parallel(self.count(MATCHES), |number| {
            let mut game = self.game([&equal, &equal], 2, 881_000_000 + number as u64);
            loop {
                while !game.step() {}
                if !game.next_round() {
                    break f64::from(u8::from(game.result().is_some_and(|result| result.winner.is_none())));
                }
            }
        });
        [share, half, drawn.iter().sum::<f64>() / drawn.len() as f64]
    }

    fn game(&self, players: [&Controller; 2], pairs: u32, seed: u64) -> Match {
        let settings = MatchSettings { level: self.level.clone(), mode: MatchMode::Race, pairs, seed, board: None };
        Match::new(settings, players.map(Clone::clone).into()).expect("they fit")
    }

    /// What the best keys win that are pressed without looking, and against whom.
    fn fixed_keys(&self) -> FixedKeys {
        let erring = self.player(BY_HEART);
        let pairs = self.count(100) as u32;
        let tallies = in_parallel(self.rungs.len(), |rung| {
            let opponent = self.rungs[rung].controller();
            duel(&self.level, [&erring, &opponent], pairs, 882_000_000 + rung as u64 * 1000).expect("they fit")
        });
        let measured = ladder(&self.level.name);
        let ratings: Vec<f64> = measured.iter().map(|measured| measured.rating.into()).collect();
        let own = performance(tallies.iter().map(Tally::points).sum(), &ratings, f64::from(2 * pairs));
        let opponent = Rung::Suggested.on(&self.level.name, own as f32).expect("every built-in level has some");
        let whole = Search::default();
        let search = Search {
            sequences: self.count(whole.sequences),
            pairs: self.count(whole.pairs as usize) as u32,
            other_pairs: self.count(whole.other_pairs as usize) as u32,
        };
        let (keys, wins) =
            best_fixed_keys(&self.level, &opponent.controller(), &self.player(0.0), search).expect("they fit");
        let keys = keys.iter().map(|key| key.name()).collect::<Vec<_>>().join(",");
        FixedKeys { opponent: opponent.measured.episodes, wins, keys }
    }

    /// What players score in rounds 11 to 30 who err in this share, and follow the suggestion from match to match.
    fn follow(&self, share: f32) -> Followed {
        let player = self.player(share);
        let players = in_parallel(self.count(PLAYERS), |number| {
            let mut records = Records::default();
            let mut scores = Vec::new();
            let name = &self.level.name;
            while scores.len() < ROUNDS.end {
                let rating = records.standing(name, "race").rating;
                let rung = Rung::Suggested.index(ladder(name), rating).expect("every built-in level has some");
                let opponent = &self.rungs[rung];
                let seed = 883_000_000 + (number * 100 + scores.len()) as u64;
                let mut game = self.game([&player, &opponent.controller()], 2, seed);
                loop {
                    while !game.step() {}
                    if !game.next_round() {
                        break;
                    }
                }
                let won: Vec<Option<bool>> = game
                    .rounds()
                    .iter()
                    .map(|round| round.end.and_then(|end| end.winner).map(|winner| winner == 0))
                    .collect();
                records.add(&Played {
                    level: name.clone(),
                    mode: "race".to_owned(),
                    opponent: opponent.rung().to_string(),
                    opponent_rating: Some(opponent.measured.rating),
                    rounds: won.clone(),
                    ..Played::default()
                });
                scores.extend(won.iter().map(|won| (won.map_or(0.5, |won| f64::from(u8::from(won))), rung)));
            }
            scores[ROUNDS].to_vec()
        });
        let top = self.rungs.len() - 1;
        let rounds = players.iter().flatten();
        let score = rounds.clone().map(|(score, _)| score).sum::<f64>() / rounds.count() as f64;
        let met = |end: usize| players.iter().filter(|player| player.iter().any(|(_, rung)| *rung == end)).count();
        Followed { errors: share, players: players.len(), score, met_weakest: met(0), met_strongest: met(top) }
    }

    /// Measures everything and says it; what breaks a floor.
    fn measure(&self) -> Vec<String> {
        let name = &self.level.name;
        let mut broken = Vec::new();
        let [seat, half, drawn] = self.fairness();
        println!("{name}: seat 0 wins {seat:.3} +- {half:.3} of decided rounds; {drawn:.3} of matches are drawn");
        if !SEAT.contains(&(seat - half)) || !SEAT.contains(&(seat + half)) {
            broken.push(format!("{name}: the interval of seat 0's share leaves {SEAT:?}"));
        }
        if drawn > DRAWN {
            broken.push(format!("{name}: more than {DRAWN} of the matches are drawn"));
        }
        let keys = self.fixed_keys();
        println!("{name}: fixed keys win {:.3} against the opponent after {} episodes", keys.wins, keys.opponent);
        if keys.wins > BY_KEYS {
            broken.push(format!("{name}: fixed keys win more than {BY_KEYS}"));
        }
        let by =
            if matches!(self.best, Controller::Optima(_)) { "the round's optimum" } else { "the strongest policy" };
        println!("{name}: players do what {by} does");
        let followed = SHARES.map(|share| self.follow(share));
        for player in &followed {
            let Followed { errors, players, score, met_weakest, met_strongest } = player;
            println!(
                "{name}: errs in {errors:.2}: {players} score {score:.3}; {met_weakest} met the weakest and {met_strongest} the \
                 strongest opponent in rounds 11 to 30"
            );
            if !SCORE.contains(score) && 2 * met_weakest.max(met_strongest) < *players {
                broken.push(format!("{name}: who errs in {errors:.2} scores {score:.3}, not in {SCORE:?}"));
            }
        }
        println!(
            "{}",
            json!({
                "level": name, "seat": seat, "interval": half, "drawn_matches": drawn,
                "fixed_keys": keys, "by": by, "players": followed,
            })
        );
        broken
    }
}

/// What came of players who follow the suggestion.
#[derive(Serialize)]
struct Followed {
    /// The share of the steps in which they err.
    errors: f32,
    players: usize,
    /// Their mean score in the rounds that count.
    score: f64,
    /// Players who met the weakest and the strongest opponent in them.
    met_weakest: usize,
    met_strongest: usize,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // As cargo says it: `cargo test` runs benches without.
    let less = if arguments.iter().any(|argument| argument == "--bench") { 1 } else { 100 };
    let named: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    println!("{} rounds a pair of opponents, a newcomer at {START}", Measurements::ROUNDS);
    let is_wanted = |name: &&&str| named.is_empty() || named.iter().any(|wanted| wanted == *name);
    let is_offered =
        |name: &&&str| Level::built_in(name).is_some_and(|level| ModeKind::Race.check_level(&level).is_ok());
    let levels = Level::built_in_names().iter().filter(is_offered).filter(is_wanted);
    let broken: Vec<String> = levels.flat_map(|name| Bench::new(name, less).measure()).collect();
    if less > 1 {
        return ExitCode::SUCCESS;
    }
    broken.iter().for_each(|floor| println!("does not hold: {floor}"));
    if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
