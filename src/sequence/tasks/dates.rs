//! Dates: a day from 1950 to 2049, given in one of five ways, Korean ones among them, is written as 1998-03-03. It shows
//! alignment, which a person can read off, and how fast it is learned; not a limit of capacity.

use rand::RngExt;

use super::{About, Difficulty, Input, Measure, Rules, SampleTarget, TaskShape, alphabet, rules::Generator};
use crate::sequence::{AttentionKind, CellKind};

/// Every symbol of the five formats.
const SOURCE: &str = "0123456789 ,./ADFJMNOSabceghilmnoprstuvy년월일";
const TARGET: &str = "0123456789-";
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const YEARS: std::ops::RangeInclusive<usize> = 1950..=2049;
const FORMATS: usize = 5;

pub(super) struct Dates;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Date {
    year: usize,
    month: usize,
    day: usize,
}

impl Date {
    fn days_of(year: usize, month: usize) -> usize {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    fn exists(self) -> bool {
        YEARS.contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=Self::days_of(self.year, self.month)).contains(&self.day)
    }

    fn iso(self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// One of the five ways; the day must exist.
    fn write(self, format: usize) -> String {
        let Self { year, month, day } = self;
        let name = MONTHS[month - 1];
        match format {
            0 => format!("{day} {name} {year}"),
            1 => format!("{} {day}, {year}", &name[..3]),
            2 => format!("{day:02}/{month:02}/{year}"),
            3 => format!("{year}년 {month}월 {day}일"),
            _ => format!("{year}. {month}. {day}."),
        }
    }

    /// The date that a text stands for, if it is written in one of the five ways.
    fn read(text: &str) -> Option<Self> {
        let numbers: Vec<usize> =
            text.split(|symbol: char| !symbol.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
        let named = MONTHS.iter().position(|name| text.contains(&name[..3])).map(|at| at + 1);
        let date = match (numbers.as_slice(), named) {
            (&[day, year], Some(month)) => Self { year, month, day },
            (&[year, month, day], None) if year > 31 => Self { year, month, day },
            (&[day, month, year], None) => Self { year, month, day },
            _ => return None,
        };
        (date.exists() && (0..FORMATS).any(|format| date.write(format) == text)).then_some(date)
    }
}

impl Rules for Dates {
    fn about(&self) -> &'static About {
        &About {
            summary: "five ways of writing a date, to ISO",
            shape: TaskShape::Translate { source: SOURCE, target: TARGET },
            difficulty: Difficulty {
                measure: Measure::Format,
                least: 0,
                most: FORMATS - 1,
                usual: [0, FORMATS - 1],
                every: 1,
            },
            cell: CellKind::Gru,
            attention: AttentionKind::General,
            learning_rate: 5e-3,
            batch: 64,
        }
    }

    fn draw(&self, format: usize, _: usize, generator: &mut Generator) -> Input {
        let (year, month) = (generator.random_range(YEARS), generator.random_range(1..=12));
        let day = generator.random_range(1..=Date::days_of(year, month));
        // the alphabet has every symbol of every format, which a test goes through
        Input::Tokens(alphabet::encode(SOURCE, &Date { year, month, day }.write(format)).unwrap_or_default())
    }

    fn target(&self, input: &Input) -> Option<SampleTarget> {
        let date = Date::read(&alphabet::decode(SOURCE, input.tokens()))?;
        alphabet::encode(TARGET, &date.iso()).ok().map(SampleTarget::Tokens)
    }

    /// What a date is written in has up to 17 symbols.
    fn memory(&self, _: usize) -> usize {
        17
    }

    fn difficulty_text(&self, format: usize) -> String {
        let example = Date { year: 1998, month: 3, day: 9 };
        example.write(format)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_written_and_read_in_every_way() {
        let mut days = 0;
        for year in YEARS {
            for month in 1..=12 {
                for day in 1..=Date::days_of(year, month) {
                    days += 1;
                    let date = Date { year, month, day };
                    for format in 0..FORMATS {
                        let text = date.write(format);
                        assert_eq!(Date::read(&text), Some(date), "{text}");
                        alphabet::encode(SOURCE, &text).expect("all symbols are known");
                    }
                }
            }
        }
        assert_eq!(days, 36_525, "a century has so many days");
        for wrong in ["31/02/1998", "29 February 1999", "1. 2. 3.", "3 1998", "Mar 3 1998"] {
            assert_eq!(Date::read(wrong), None, "{wrong}");
        }
    }
}
