//! What came of a match, for the result screen: each round beside what the exact optimum would have done in it.
//! Who has won is the arena's to say.

use super::LiveMatch;
use crate::arena::versus::{OptimalRound, Round, optimal_round};

/// The comparison of all rounds, and what became of the ratings.
#[derive(Clone, Debug, Default)]
pub struct MatchReport {
    /// Per round and seat: the optimum in the same world from the same start; `None` where there is none to compare with.
    pub optimal: Vec<Vec<Option<OptimalRound>>>,
    /// The person's rating before and after; `None` where the match does not count.
    pub rating: Option<[f32; 2]>,
}

impl MatchReport {
    /// Plays every round once more with the optimum on each seat: in a score round lap after lap, and not at all in a hunt.
    pub fn of(live: &LiveMatch) -> Self {
        let optimal = |round: &Round, seat: usize| {
            let optimum = live.optimum(round.number, seat)?;
            optimal_round(live.game.settings(), round, seat, &optimum)
        };
        let rounds = live.game.rounds().iter();
        let optimal = rounds.map(|round| (0..round.seats.len()).map(|seat| optimal(round, seat)).collect()).collect();
        Self { optimal, rating: None }
    }
}
