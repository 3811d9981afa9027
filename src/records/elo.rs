//! Ratings by Elo (1978): what a result was expected to be, and how far a surprising one moves both sides.
//! Whose ratings there are is in `table`.

/// The rating of somebody who has not played yet.
pub const START: f32 = 1200.0;
/// A difference of this many points is odds of ten to one.
const TENFOLD: f64 = 400.0;
/// Games after which a rating is taken to be settled.
const SETTLED: u32 = 20;

/// What a side rated `own` is expected to score against one rated `other`, 0 to 1:
/// E = 1 / (1 + 10^((R_other - R_own) / 400)), a win counting 1 and a draw 1/2.
#[must_use]
pub fn expected_score(own: f32, other: f32) -> f64 {
    1.0 / (1.0 + 10.0_f64.powf((f64::from(other) - f64::from(own)) / TENFOLD))
}

/// K: how many points it costs to lose what was certain to be won, by the games played before. 32 in the first 20, so
/// that a newcomer finds its place; 16 from then on.
#[must_use]
pub const fn k_factor(games: u32) -> f32 {
    if games < SETTLED { 32.0 } else { 16.0 }
}

/// One side of a game, before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RatedPlayer {
    /// The rating.
    pub rating: f32,
    /// The games that it comes from.
    pub games: u32,
}

/// Both ratings after a game in which `one` scored `score` (1, 1/2 or 0): R + K (score - E).
///
/// Each side has its own K. Where both are equal, what one side gains is what the other loses.
#[must_use]
pub fn after_game(one: RatedPlayer, other: RatedPlayer, score: f64) -> (f32, f32) {
    let surprise = score - expected_score(one.rating, other.rating);
    let moved =
        |side: RatedPlayer, surprise: f64| (f64::from(side.rating) + f64::from(k_factor(side.games)) * surprise) as f32;
    (moved(one, surprise), moved(other, -surprise))
}
