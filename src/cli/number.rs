//! Numbers and names that flags take: from their text, or refused with the range or the choices that they have.

use std::{fmt::Display, ops::RangeInclusive, str::FromStr};

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::names::UnknownName;

/// The greatest seed that a command takes: runs keep theirs in TOML, whose numbers end here.
pub const GREATEST_SEED: u64 = i64::MAX as u64;

/// A seed.
pub fn seed() -> impl TypedValueParser<Value = u64> {
    whole(0..=GREATEST_SEED)
}

/// A whole number.
pub fn whole<T: Number>(range: RangeInclusive<T>) -> impl TypedValueParser<Value = T> {
    number("a whole number", range)
}

/// A number, possibly with decimals; NaN is in no range.
pub fn real<T: Number>(range: RangeInclusive<T>) -> impl TypedValueParser<Value = T> {
    number("a number", range)
}

/// A choice by its name; clap lists the names in its help and its errors.
pub fn named<T>(names: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = UnknownName> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names.iter().copied()).try_map(|name| name.parse())
}

fn number<T: Number>(kind: &'static str, range: RangeInclusive<T>) -> impl TypedValueParser<Value = T> {
    move |text: &str| {
        let found = text.trim().parse().ok().filter(|number| range.contains(number));
        found.ok_or_else(|| format!("give {kind} from {} to {}", range.start(), range.end()))
    }
}

/// What can stand in a range and be read from text.
pub trait Number: FromStr + PartialOrd + Display + Clone + Send + Sync + 'static {}

impl<T: FromStr + PartialOrd + Display + Clone + Send + Sync + 'static> Number for T {}
