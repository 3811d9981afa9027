//! The table of records: a row for each level, mode and opponent, and what one more match changes in it.
//! How ratings move is in `elo`, how the table is kept on disk in `file`.

use serde::{Deserialize, Serialize};

use super::{SETTLED, START, after_round};

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
    /// The opponent's rating, where it has been measured. Without it the match is counted and not rated.
    pub opponent_rating: Option<f32>,
    /// Whether the person won each of the rounds; `None`: a draw.
    pub rounds: Vec<Option<bool>>,
    /// The fewest steps in which the person reached a goal in one of the rounds, if that happened.
    pub best_steps: Option<u32>,
    /// The person's highest return in one of the rounds.
    pub best_return: Option<f32>,
}

/// All matches against one opponent on one level in one mode.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// The opponent's rating, where it has one: it was measured, or, in the first version's rows, came out of these matches.
    pub rating: Option<f32>,
}

/// How good the person is on one level in one mode, by the rounds against opponents whose rating has been measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// The level's name.
    pub level: String,
    /// The mode's name.
    pub mode: String,
    /// The person's rating.
    pub rating: f32,
    /// Rounds that it comes from.
    pub rounds: u32,
    /// Those that the person won.
    pub won: u32,
}

/// Everything that is kept: rows of what was played, and the person's ratings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Records {
    /// Where the person begins on a level and in a mode without a standing. The first version kept one rating over everything.
    rating: f32,
    rows: Vec<Row>,
    #[serde(default)]
    standings: Vec<Standing>,
}

impl Default for Records {
    fn default() -> Self {
        Self { rating: START, rows: Vec::new(), standings: Vec::new() }
    }
}

impl Records {
    /// Counts one more match, and rates its rounds one after the other.
    pub fn add(&mut self, played: &Played) {
        let Played { level, mode, opponent, won, opponent_rating, rounds, best_steps, best_return } = played;
        if let Some(other) = *opponent_rating
            && !rounds.is_empty()
        {
            let mut standing = self.standing(level, mode);
            for won in rounds {
                let score = won.map_or(0.5, |won| f64::from(u8::from(won)));
                standing.rating = after_round(standing.rating, standing.rounds, other, score);
                standing.rounds = (standing.rounds + 1).min(GAMES - 1);
                standing.won = (standing.won + u32::from(*won == Some(true))).min(standing.rounds);
            }
            match self.standings.iter_mut().find(|known| known.is_of(level, mode)) {
                Some(known) => *known = standing,
                None => self.standings.push(standing),
            }
        }

        let known = self.rows.iter().position(|row| row.is_of(level, opponent) && row.mode == *mode);
        let index = known.unwrap_or_else(|| {
            let [level, mode, opponent] = [level, mode, opponent].map(String::clone);
            self.rows.push(Row { level, mode, opponent, ..Row::default() });
            self.rows.len() - 1
        });
        let row = &mut self.rows[index];
        row.games += 1;
        row.wins += u32::from(*won == Some(true));
        row.draws += u32::from(won.is_none());
        row.streak = if *won == Some(true) { row.streak + 1 } else { 0 };
        row.best_steps = row.best_steps.into_iter().chain(*best_steps).min();
        let best_return = best_return.filter(|best| best.is_finite());
        row.best_return = row.best_return.into_iter().chain(best_return).reduce(f32::max);
        row.rating = opponent_rating.or(row.rating);
    }

    /// The rows, in the order in which they were first played.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How good the person is on a level in a mode; as at the beginning where nothing there has been rated yet.
    #[must_use]
    pub fn standing(&self, level: &str, mode: &str) -> Standing {
        let known = self.standings.iter().find(|standing| standing.is_of(level, mode));
        known.cloned().unwrap_or_else(|| Standing {
            level: level.to_owned(),
            mode: mode.to_owned(),
            rating: self.rating,
            rounds: 0,
            won: 0,
        })
    }

    /// Forgets everything.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The rows as comma-separated values with a header. The last column is the person's rating on the row's level in its mode.
    ///
    /// # Panics
    /// Never: memory can always be written to.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let in_memory = "plain values in memory can be written";
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
        writer.write_record(COLUMNS).expect(in_memory);
        for row in &self.rows {
            let rating = self.standing(&row.level, &row.mode).rating;
            writer.serialize((row, rating)).expect(in_memory);
        }
        let bytes = writer.into_inner().expect(in_memory);
        String::from_utf8(bytes).expect("names and numbers are UTF-8")
    }

    /// What is wrong with a table that was read, if anything: numbers that no sequence of matches leads to.
    pub(super) fn fault(&self) -> Option<String> {
        if !self.rating.is_finite() {
            return Some("the person's rating is not a number".to_owned());
        }
        let of_row = |(index, row): (usize, &Row)| {
            let is_same = |other: &Row| other.is_of(&row.level, &row.opponent) && other.mode == row.mode;
            let twice = || self.rows[..index].iter().any(is_same).then_some("there is another row of it");
            let what = row.fault().or_else(twice)?;
            Some(format!("{} against {} ({}): {what}", row.level, row.opponent, row.mode))
        };
        let of_standing = |(index, standing): (usize, &Standing)| {
            let is_same = |other: &Standing| other.is_of(&standing.level, &standing.mode);
            let twice = || self.standings[..index].iter().any(is_same).then_some("there is another standing of it");
            let what = standing.fault().or_else(twice)?;
            Some(format!("{} ({}): {what}", standing.level, standing.mode))
        };
        let mut rows = self.rows.iter().enumerate();
        rows.find_map(of_row).or_else(|| self.standings.iter().enumerate().find_map(of_standing))
    }
}

impl Standing {
    /// Whether it comes from so few rounds that the next one may move it far.
    #[must_use]
    pub const fn is_provisional(&self) -> bool {
        self.rounds < SETTLED
    }

    fn is_of(&self, level: &str, mode: &str) -> bool {
        self.level == level && self.mode == mode
    }

    fn fault(&self) -> Option<&'static str> {
        if !(1..GAMES).contains(&self.rounds) || self.won > self.rounds {
            return Some("its counts contradict each other");
        }
        (!self.rating.is_finite()).then_some("a value is not a number")
    }
}

impl Row {
    fn is_of(&self, level: &str, opponent: &str) -> bool {
        self.level == level && self.opponent == opponent
    }

    fn fault(&self) -> Option<&'static str> {
        let won_or_drawn = u64::from(self.wins) + u64::from(self.draws);
        if !(1..GAMES).contains(&self.games) || won_or_drawn > self.games.into() || self.streak > self.wins {
            return Some("its counts contradict each other");
        }
        let numbers = self.rating.into_iter().chain(self.best_return);
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
