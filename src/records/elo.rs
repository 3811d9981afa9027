//! Ratings by Elo (1978): what a result was expected to be, and how far a surprising one moves a person.
//! Whose ratings there are is in `table`; those of opponents are measured, and stand still.

/// The rating of somebody who has not played yet, somewhat below the mean of the opponents.
pub const START: f32 = 1200.0;
/// A difference of this many points is odds of ten to one.
const TENFOLD: f64 = 400.0;
/// How uncertain a newcomer's rating is: its standard deviation, in points.
const UNCERTAINTY: f64 = 300.0;
/// K never falls below this, so that somebody who learns is followed.
const LEAST_K: f64 = 24.0;
/// Rounds after which K has fallen to its least. A rating out of fewer is provisional: one round moves it farther than any later one.
/// Elo's federations say so for about as many games: USCF for 25, FIDE doubles K for 30.
pub const SETTLED: u32 = 27;

/// What a side rated `own` is expected to score against one rated `other`, 0 to 1:
/// E = 1 / (1 + 10^((R_other - R_own) / 400)), a win counting 1 and a draw 1/2.
#[must_use]
pub fn expected_score(own: f32, other: f32) -> f64 {
    1.0 / (1.0 + 10.0_f64.powf((f64::from(other) - f64::from(own)) / TENFOLD))
}

/// K: how many points it costs to lose what was certain to be won, by the rounds rated before.
///
/// K = q / (1/s^2 + (n + 1) q^2/4), q = ln 10 / 400: the step of Glickman (1999) for a rating whose variance was s^2 before n rounds
/// against equals of known rating, each of which tells q^2/4 of it. About 300 in the first round, 60 in the tenth, at least 24.
#[must_use]
pub fn k_factor(rounds: u32) -> f32 {
    let q = std::f64::consts::LN_10 / TENFOLD;
    let known = UNCERTAINTY.powi(-2) + (f64::from(rounds) + 1.0) * q * q / 4.0;
    (q / known).max(LEAST_K) as f32
}

/// The rating after one more round in which somebody rated `own` after `rounds` others scored `score` (1, 1/2 or 0) against `other`:
/// R + K (score - E).
#[must_use]
pub fn after_round(own: f32, rounds: u32, other: f32, score: f64) -> f32 {
    (f64::from(own) + f64::from(k_factor(rounds)) * (score - expected_score(own, other))) as f32
}
