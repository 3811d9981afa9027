//! Whether races are a contest, level by level: whether seats are fair, how often matches are drawn, how far one comes with keys that are
//! pressed without looking, and whether somebody who follows the suggested opponent wins about half of the rounds:
//! `cargo bench --bench contest -- [LEVEL]..`. A table, and one JSON object for each level. `cargo test --bench contest` plays a hundredth
//! of it.

use std::sync::Arc;

use serde_json::json;
use sidestep::{
    arena::{
        Controller,
        opponents::{FixedKeys, Measurements, Opponent, Rung, ladder, opponents},
        versus::{Match, MatchMode, MatchSettings},
    },
    gridworld::Level,
    records::{Played, Records, START, performance},
    runs::opponents::{Search, Tally, best_fixed_keys, duel, in_parallel},
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
/// A 99% interval is so many standard errors wide to either side.
const NORMAL_99: f64 = 2.576;

struct Bench {
    level: Arc<Level>,
    rungs: &'static [Opponent],
    /// What everything is divided by.
    less: usize,
}

impl Bench {
    fn count(&self, full: usize) -> usize {
        (full / self.less).max(1)
    }

    /// Plays as the strongest opponent without exploring, and errs.
    fn player(&self, share: f32) -> Controller {
        let best = &self.rungs[self.rungs.len() - 1];
        let good = Controller::Policy { policy: best.policy.clone(), observation: best.observation, sample: false };
        if share > 0.0 { Controller::Erring(Arc::new(good), share) } else { good }
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

    /// The mean score in rounds 11 to 30 of players who err in this share, and follow the suggestion from match to match; and which
    /// shares of these rounds were against the weakest and the strongest opponent.
    fn follow(&self, share: f32) -> [f64; 3] {
        let player = self.player(share);
        let rounds = in_parallel(self.count(PLAYERS), |number| {
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
        let all: Vec<(f64, usize)> = rounds.into_iter().flatten().collect();
        let mean = |of: &dyn Fn(&(f64, usize)) -> f64| all.iter().map(of).sum::<f64>() / all.len() as f64;
        let at = |end: usize| mean(&|(_, rung)| f64::from(u8::from(*rung == end)));
        [mean(&|(score, _)| *score), at(0), at(self.rungs.len() - 1)]
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // As cargo says it: `cargo test` runs benches without.
    let less = if arguments.iter().any(|argument| argument == "--bench") { 1 } else { 100 };
    let named: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    println!("{} rounds a pair of opponents, a newcomer at {START}", Measurements::ROUNDS);
    for name in Level::built_in_names() {
        if !named.is_empty() && !named.iter().any(|wanted| wanted == name) {
            continue;
        }
        let level = Level::built_in(name).expect("built in").for_race();
        let bench = Bench { level: Arc::new(level), rungs: opponents(name), less };
        let [seat, half, drawn] = bench.fairness();
        println!("{name}: seat 0 wins {seat:.3} +- {half:.3} of decided rounds; {drawn:.3} of matches are drawn");
        let keys = bench.fixed_keys();
        println!("{name}: fixed keys win {:.3} against the opponent after {} episodes", keys.wins, keys.opponent);
        let followed = SHARES.map(|share| bench.follow(share));
        for (share, [score, weakest, strongest]) in SHARES.iter().zip(followed) {
            println!(
                "{name}: errs in {share:.2}, scores {score:.3} in rounds 11 to 30; {weakest:.2} of them against the weakest, \
                 {strongest:.2} against the strongest opponent"
            );
        }
        let players: Vec<_> = SHARES
            .iter()
            .zip(followed)
            .map(|(share, [score, weakest, strongest])| {
                json!({ "errors": share, "score": score, "weakest": weakest, "strongest": strongest })
            })
            .collect();
        println!(
            "{}",
            json!({
                "level": name, "seat": seat, "interval": half, "drawn_matches": drawn,
                "fixed_keys": keys, "players": players,
            })
        );
    }
}
