//! What a person has reached in matches: games, wins, best results, streaks and ratings, and the file that keeps them.
//! Names and numbers, and the best races as replays; nothing of windows. Where the files lie is said by whoever asks.

mod best_rounds;
mod bradley_terry;
mod elo;
mod file;
mod table;

pub use best_rounds::{BestRounds, Offered, RaceRank};
pub use bradley_terry::{Rated, bradley_terry, performance};
pub use elo::{SETTLED, START, after_round, expected_score, k_factor};
pub use file::RecordsError;
pub use table::{Played, Records, Row, Standing};
