//! The table of records: a row for each level, mode and opponent, and what one more match changes in it.
//! How ratings move is in `elo`, how the table is kept on disk in `file`.

use serde::{Deserialize, Serialize};

use super::{RatedPlayer, START, after_game};

/// A match that has been played to its end, as the person saw it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Played {
    /// The level's name.
    pub level: String,
    /// The mode's name.
    pub mode: String,
    /// Who the person played against.
    pub opponent: String,
    /// Whether the person won; `None`: a draw.
    pub won: Option<bool>,
    /// The fewest steps in which the person reached a goal in one of the rounds, if that happened.
    pub best_steps: Option<u32>,
    /// The person's highest return in one of the rounds.
    pub best_return: Option<f32>,
}

/// All matches against one opponent on one level in one mode.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The level's name.
    pub level: String,
    /// The mode's name.
    pub mode: String,
    /// Who the person played against.
    pub opponent: String,
    /// Matches played to their end.
    pub games: u32,
    /// Those that the person won.
    pub wins: u32,
    /// Those that were drawn.
    pub draws: u32,
    /// The person's fewest steps to a goal in a round.
    pub best_steps: Option<u32>,
    /// The person's highest return in a round.
    pub best_return: Option<f32>,
    /// Matches won in a row until now.
    pub streak: u32,
    /// The opponent's rating: one for each level (the same weights are another opponent elsewhere), over all modes.
    pub rating: f32,
}

/// Everything that is kept: the person's rating, and the rows with the opponents'.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Records {
    rating: f32,
    rows: Vec<Row>,
}

impl Default for Records {
    fn default() -> Self {
        Self { rating: START, rows: Vec::new() }
    }
}

impl Records {
    /// Counts one more match.
    pub fn add(&mut self, played: &Played) {
        let Played { level, mode, opponent, won, best_steps, best_return } = played;
        let (person, other) = (self.person(), self.opponent(level, opponent));
        let score = match won {
            Some(true) => 1.0,
            None => 0.5,
            Some(false) => 0.0,
        };
        let (rating, opponents_rating) = after_game(person, other, score);
        self.rating = rating;

        let known = self.rows.iter().position(|row| row.is_of(level, opponent) && row.mode == *mode);
        let index = known.unwrap_or_else(|| {
            self.rows.push(Row::new(level, mode, opponent));
            self.rows.len() - 1
        });
        let row = &mut self.rows[index];
        row.games += 1;
        row.wins += u32::from(*won == Some(true));
        row.draws += u32::from(won.is_none());
        row.streak = if *won == Some(true) { row.streak + 1 } else { 0 };
        row.best_steps = better(row.best_steps, *best_steps, u32::min);
        let best_return = best_return.filter(|best| best.is_finite());
        row.best_return = better(row.best_return, best_return, f32::max);
        for row in self.rows.iter_mut().filter(|row| row.is_of(level, opponent)) {
            row.rating = opponents_rating;
        }
    }

    /// The rows, in the order in which they were first played.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The person's rating, over all levels, modes and opponents.
    #[must_use]
    pub fn rating(&self) -> f32 {
        self.rating
    }

    /// An opponent's rating on a level; that of a newcomer if they never met there.
    #[must_use]
    pub fn opponent_rating(&self, level: &str, opponent: &str) -> f32 {
        self.opponent(level, opponent).rating
    }

    /// Forgets everything.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The rows as comma-separated values with a header. The last column is the person's rating, the same in each row.
    ///
    /// # Panics
    /// Never: memory can always be written to.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let in_memory = "plain values in memory can be written";
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
        writer.write_record(COLUMNS).expect(in_memory);
        for row in &self.rows {
            writer.serialize((row, self.rating)).expect(in_memory);
        }
        let bytes = writer.into_inner().expect(in_memory);
        String::from_utf8(bytes).expect("names and numbers are UTF-8")
    }

    fn person(&self) -> RatedPlayer {
        RatedPlayer { rating: self.rating, games: self.rows.iter().map(|row| row.games).fold(0, u32::saturating_add) }
    }

    fn opponent(&self, level: &str, opponent: &str) -> RatedPlayer {
        let mut side = RatedPlayer { rating: START, games: 0 };
        for row in self.rows.iter().filter(|row| row.is_of(level, opponent)) {
            side = RatedPlayer { rating: row.rating, games: side.games.saturating_add(row.games) };
        }
        side
    }

    /// What is wrong with a table that was read, if anything: numbers that no sequence of matches leads to.
    pub(super) fn fault(&self) -> Option<String> {
        if !self.rating.is_finite() {
            return Some("the person's rating is not a number".to_owned());
        }
        self.rows.iter().enumerate().find_map(|(index, row)| {
            let what = row.fault().or_else(|| {
                let mut others = self.rows[..index].iter().filter(|other| other.is_of(&row.level, &row.opponent));
                others.find_map(|other| {
                    if other.mode == row.mode {
                        Some("there is another row of it")
                    } else {
                        (other.rating != row.rating).then_some("the opponent has two ratings")
                    }
                })
            })?;
            Some(format!("{} against {} ({}): {what}", row.level, row.opponent, row.mode))
        })
    }
}

impl Row {
    fn new(level: &str, mode: &str, opponent: &str) -> Self {
        Self {
            level: level.to_owned(),
            mode: mode.to_owned(),
            opponent: opponent.to_owned(),
            games: 0,
            wins: 0,
            draws: 0,
            best_steps: None,
            best_return: None,
            streak: 0,
            rating: START,
        }
    }

    fn is_of(&self, level: &str, opponent: &str) -> bool {
        self.level == level && self.opponent == opponent
    }

    fn fault(&self) -> Option<&'static str> {
        let won_or_drawn = u64::from(self.wins) + u64::from(self.draws);
        if !(1..GAMES).contains(&self.games) || won_or_drawn > self.games.into() || self.streak > self.wins {
            return Some("its counts contradict each other");
        }
        let numbers = [self.rating].into_iter().chain(self.best_return);
        numbers.into_iter().any(|number| !number.is_finite()).then_some("a value is not a number")
    }
}

/// No person plays so many matches; counts below this have room for one more.
const GAMES: u32 = 1 << 30;

/// The header of [`Records::to_csv`].
const COLUMNS: [&str; 11] = [
    "level",
    "mode",
    "opponent",
    "games",
    "wins",
    "draws",
    "best_steps",
    "best_return",
    "streak",
    "rating",
    "person_rating",
];

/// The better of two results, where there are any.
fn better<T>(one: Option<T>, other: Option<T>, best: impl Fn(T, T) -> T) -> Option<T> {
    match (one, other) {
        (Some(one), Some(other)) => Some(best(one, other)),
        (one, other) => one.or(other),
    }
}
