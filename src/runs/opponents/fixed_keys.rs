//! The best sequence of keys that somebody can press without looking, in races against one opponent: found on some rounds, tried on
//! others. Where it wins often, a race is learned by heart rather than played.

use std::sync::Arc;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;

use super::duel::{duel, in_parallel};
use crate::{
    arena::{
        Controller,
        versus::{Match, MatchError, MatchMode, MatchSettings},
    },
    gridworld::{Action, Cell, GridWorld, Level, Outcome},
};

/// How many sequences are tried, on how many pairs of rounds, and of how many other pairs the best one's figure is the mean.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    /// Sequences.
    pub sequences: usize,
    /// Pairs of rounds that they are compared on.
    pub pairs: u32,
    /// Other pairs of rounds.
    pub other_pairs: u32,
}

impl Default for Search {
    fn default() -> Self {
        Self { sequences: 20_000, pairs: 100, other_pairs: 500 }
    }
}

/// Keys of a sequence at most.
const KEYS: usize = 60;
/// The best so far, out of which others are made.
const KEPT: usize = 20;
/// Sequences that are tried at once: what has been found so far is looked at between them.
const BATCH: usize = 100;
/// Where the worlds of the rounds come from, that it is found on and that it is tried on, and the choice of sequences.
const SEED: u64 = 771_000_000;
const OTHER_SEED: u64 = 772_000_000;
const CHOICE: u64 = 773;

/// A round against an opponent that was played while the other seat stood still. Where no obstacle follows agents, it plays the same
/// whatever that one does.
struct Known {
    /// As it began.
    world: GridWorld,
    /// The agent that the sequence steers.
    agent: usize,
    /// The opponent's hits after each step; the last is the step that ended the round.
    hits: Vec<u32>,
    /// Whether it ended on the goal.
    arrived: bool,
}

/// The best sequence that was found, and the share of the other rounds that it wins, 0 to 1. `good` is somebody from whom ways are
/// taken.
///
/// # Errors
/// A level that breaks a rule, or a controller that does not fit it.
pub fn best_fixed_keys(
    level: &Arc<Level>,
    opponent: &Controller,
    good: &Controller,
    search: Search,
) -> Result<(Vec<Action>, f32), MatchError> {
    let mut rounds = Vec::new();
    let mut ways = Vec::new();
    for pair in 0..search.pairs {
        let begin = |player: &Controller| {
            let seed = SEED + u64::from(pair);
            let settings = MatchSettings { level: level.clone(), mode: MatchMode::Race, pairs: 1, seed, board: None };
            Match::new(settings, vec![player.clone(), Controller::Script(Vec::new())])
        };
        play(&mut begin(opponent)?, |game| rounds.push(Known::play(level, game)));
        play(&mut begin(good)?, |game| {
            while !game.step() {}
            ways.push(game.round().seats[0].actions.clone());
        });
    }
    let mut generator = Pcg64Mcg::seed_from_u64(CHOICE);
    let mut best: Vec<(usize, Vec<Action>)> = Vec::new();
    for tried in (0..search.sequences).step_by(BATCH) {
        let batch: Vec<Vec<Action>> = (tried..(tried + BATCH).min(search.sequences))
            .map(|number| candidate(number, &best, &ways, level, &mut generator))
            .collect();
        let least = if best.len() == KEPT { best[KEPT - 1].0 } else { 0 };
        let wins = in_parallel(batch.len(), |index| wins(&batch[index], &rounds, least));
        for (keys, wins) in batch.into_iter().zip(wins) {
            if best.iter().all(|(_, known)| *known != keys) {
                let at = best.partition_point(|(more, _)| *more >= wins);
                best.insert(at, (wins, keys));
                best.truncate(KEPT);
            }
        }
    }
    let keys = best.into_iter().next().map(|(_, keys)| keys).unwrap_or_default();
    let tally = duel(level, [&Controller::Script(keys.clone()), opponent], search.other_pairs, OTHER_SEED)?;
    Ok((keys, (f64::from(tally.wins[0]) / f64::from(tally.rounds().max(1))) as f32))
}

/// Both rounds of a pair.
fn play(game: &mut Match, mut each: impl FnMut(&mut Match)) {
    for _ in 0..2 {
        each(game);
        game.next_round();
    }
}

impl Known {
    fn play(level: &Arc<Level>, game: &mut Match) -> Self {
        let mut world = GridWorld::with_agents(level.clone(), game.round().seed, 2);
        for (agent, &start) in game.round().starts.iter().enumerate() {
            world.begin_at(agent, start);
        }
        let mut hits = Vec::new();
        loop {
            let is_over = game.step();
            hits.push(game.round().seats[0].hits);
            if is_over {
                let agent = game.agent_of(1).unwrap_or(1);
                return Self { world, agent, hits, arrived: game.round().seats[0].goal_step.is_some() };
            }
        }
    }

    /// Whether these keys win the round; `world` is any of the level.
    fn is_won(&self, keys: &[Action], world: &mut GridWorld) -> bool {
        world.copy_from(&self.world);
        let mut outcomes = [Outcome::default(); 2];
        let mut hits = 0;
        for (&key, &opponents_hits) in keys.iter().zip(&self.hits) {
            let mut actions = [Action::Stay; 2];
            actions[self.agent] = key;
            world.step(&actions, &mut outcomes);
            hits += outcomes[self.agent].hits;
            let is_last = world.steps() as usize == self.hits.len();
            if outcomes[self.agent].goal {
                // In the same step, fewer hits win.
                return !(is_last && self.arrived) || hits < opponents_hits;
            }
            if is_last || world.is_over(self.agent) {
                break;
            }
        }
        false
    }
}

/// How many of the rounds are won; fewer, once it is clear that they are not more than `least`.
fn wins(keys: &[Action], rounds: &[Known], least: usize) -> usize {
    let Some(first) = rounds.first() else { return 0 };
    let mut world = first.world.clone();
    let mut won = 0;
    for (played, round) in rounds.iter().enumerate() {
        if won + rounds.len() - played <= least {
            break;
        }
        won += usize::from(round.is_won(keys, &mut world));
    }
    won
}

/// A sequence to be tried: the ways of somebody good first, then shortest ways, then changes of the best so far.
fn candidate(
    number: usize,
    best: &[(usize, Vec<Action>)],
    ways: &[Vec<Action>],
    level: &Level,
    generator: &mut Pcg64Mcg,
) -> Vec<Action> {
    let mut keys = if let Some(way) = ways.get(number) {
        way.clone()
    } else if number < 10 * ways.len() || best.is_empty() {
        // Keys that are left when it arrives, or when a hit has led it back, are a second attempt.
        [shortest(level, generator), shortest(level, generator)].concat()
    } else {
        changed(best, ways, generator)
    };
    keys.truncate(KEYS);
    keys
}

/// A way from the first start to the first goal that never leads away from it, walls and obstacles aside; it waits once, or not.
fn shortest(level: &Level, generator: &mut Pcg64Mcg) -> Vec<Action> {
    let cell = |cells: &[Cell]| cells.first().copied().unwrap_or_default();
    let (from, to) = (cell(&level.starts), cell(&level.goals));
    let mut keys = vec![if to.x < from.x { Action::Left } else { Action::Right }; from.x.abs_diff(to.x) as usize];
    keys.resize(from.distance(to) as usize, if to.y < from.y { Action::Up } else { Action::Down });
    if generator.random_range(0..3) == 0 {
        keys.push(Action::Stay);
    }
    for index in (1..keys.len()).rev() {
        keys.swap(index, generator.random_range(0..=index));
    }
    keys
}

/// One of the best, changed in one to three places.
fn changed(best: &[(usize, Vec<Action>)], ways: &[Vec<Action>], generator: &mut Pcg64Mcg) -> Vec<Action> {
    let mut keys = best[generator.random_range(0..best.len())].1.clone();
    for _ in 0..generator.random_range(1..=3) {
        let at = generator.random_range(0..=keys.len());
        let action = Action::ALL[generator.random_range(0..Action::COUNT)];
        match generator.random_range(0..6) {
            0 => keys.insert(at, action),
            1 if at < keys.len() => drop(keys.remove(at)),
            2 if at < keys.len() => keys[at] = action,
            3 if at + 1 < keys.len() => keys.swap(at, at + 1),
            4 => {
                let other = &best[generator.random_range(0..best.len())].1;
                keys.truncate(at);
                keys.extend(other.iter().skip(at));
            }
            _ => keys.extend_from_slice(&ways[generator.random_range(0..ways.len())]),
        }
    }
    keys
}
