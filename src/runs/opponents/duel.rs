//! Rounds of races between two controllers, by the hundred: who won how many. What follows from it is said by whoever asks.

use std::{num::NonZero, sync::Arc, thread};

use crate::{
    arena::{
        Controller,
        versus::{Match, MatchError, MatchMode, MatchSettings},
    },
    gridworld::Level,
};

/// What came of some rounds between two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rounds that each of them won.
    pub wins: [u32; 2],
    /// Rounds that nobody won.
    pub drawn: u32,
}

impl Tally {
    /// Points of the first, a draw being half of one.
    #[must_use]
    pub fn points(&self) -> f64 {
        f64::from(self.wins[0]) + f64::from(self.drawn) / 2.0
    }

    /// Rounds played.
    #[must_use]
    pub const fn rounds(&self) -> u32 {
        self.wins[0] + self.wins[1] + self.drawn
    }
}

/// Plays so many pairs of rounds of a race on a level as it is.
///
/// # Errors
/// A level that breaks a rule, or a controller that does not fit it.
pub fn duel(level: &Arc<Level>, players: [&Controller; 2], pairs: u32, seed: u64) -> Result<Tally, MatchError> {
    let mut tally = Tally::default();
    for pair in 0..pairs {
        let seed = seed + u64::from(pair);
        let settings = MatchSettings { level: level.clone(), mode: MatchMode::Race, pairs: 1, seed, board: None };
        let mut game = Match::new(settings, players.map(Clone::clone).into())?;
        loop {
            while !game.step() {}
            match game.round().end.and_then(|end| end.winner) {
                Some(winner) => tally.wins[winner] += 1,
                None => tally.drawn += 1,
            }
            // What would decide a tie counts as little as what has decided it.
            if game.rounds().len() == 2 || !game.next_round() {
                break;
            }
        }
    }
    Ok(tally)
}

/// What each player scored against each other one in so many pairs of rounds.
///
/// # Errors
/// As for [`duel`].
pub fn round_robin(
    level: &Arc<Level>,
    players: &[Controller],
    pairs: u32,
    seed: u64,
) -> Result<Vec<Vec<f64>>, MatchError> {
    let count = players.len();
    let duels: Vec<[usize; 2]> = (0..count).flat_map(|one| (0..one).map(move |other| [one, other])).collect();
    let tallies = in_parallel(duels.len(), |index| {
        let seed = seed + index as u64 * u64::from(pairs);
        duel(level, duels[index].map(|player| &players[player]), pairs, seed)
    });
    let mut points = vec![vec![0.0; count]; count];
    for (&[one, other], tally) in duels.iter().zip(tallies) {
        let tally = tally?;
        points[one][other] = tally.points();
        points[other][one] = f64::from(tally.rounds()) - tally.points();
    }
    Ok(points)
}

/// What `work` makes of 0 to `count`, in this order, on all processors.
pub fn in_parallel<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let work = &work;
    let mut made: Vec<Vec<T>> = thread::scope(|scope| {
        let handles: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || (first..count).step_by(threads).map(work).collect()))
            .collect();
        // A thread that panics is a bug, and the test or the command that found it should end with its message.
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    made.iter_mut().for_each(|of_thread| of_thread.reverse());
    (0..count).filter_map(|index| made[index % threads].pop()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_comes_back_in_order() {
        assert_eq!(in_parallel(23, |index| index * index), (0..23).map(|index| index * index).collect::<Vec<_>>());
        assert!(in_parallel(0, |index| index).is_empty());
    }

    #[test]
    fn who_walks_beats_who_stands() {
        let level = Arc::new(Level::built_in("rush").expect("built in").for_race());
        let players = [Controller::Random, Controller::Script(Vec::new())];
        let points = round_robin(&level, &players, 5, 1).expect("they fit");
        assert_eq!(points[0][1] + points[1][0], 10.0);
        assert!(points.iter().enumerate().all(|(player, scored)| scored[player] == 0.0), "{points:?}");
        assert_eq!(points, round_robin(&level, &players, 5, 1).expect("they fit"), "the same again");
    }
}
