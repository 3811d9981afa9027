//! Changing a level's settings by name, as `--set rewards.step=-0.1` does.

use super::{Level, LevelError, LevelProblem};
use std::str::FromStr;

/// The settings that have a name.
pub(super) const KEYS: [&str; 10] = [
    "max_steps",
    "hit_ends",
    "on_hit",
    "swap_hits",
    "random_start",
    "random_goal",
    "random_phases",
    "rewards.goal",
    "rewards.hit",
    "rewards.step",
];

impl Level {
    /// The names that [`Level::set`] knows.
    #[must_use]
    pub const fn settings() -> &'static [&'static str] {
        &KEYS
    }

    /// Sets one setting from its text. On an error nothing has changed.
    ///
    /// # Errors
    /// An unknown name, a value of the wrong kind or out of range.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), LevelError> {
        let fail = |problem| LevelError::new(&format!("level `{}`", self.name), key, problem);
        let mut changed = self.clone();
        match key {
            "max_steps" => changed.max_steps = parse(value, "a whole number of steps").map_err(fail)?,
            "hit_ends" => changed.hit_ends = parse(value, SWITCH).map_err(fail)?,
            "on_hit" => changed.on_hit = Some(parse(value, "continue or restart").map_err(fail)?),
            "swap_hits" => changed.swap_hits = parse(value, SWITCH).map_err(fail)?,
            "random_start" => changed.random_start = parse(value, SWITCH).map_err(fail)?,
            "random_goal" => changed.random_goal = parse(value, SWITCH).map_err(fail)?,
            "random_phases" => changed.random_phases = Some(parse(value, SWITCH).map_err(fail)?),
            "rewards.goal" => changed.rewards.goal = parse(value, NUMBER).map_err(fail)?,
            "rewards.hit" => changed.rewards.hit = parse(value, NUMBER).map_err(fail)?,
            "rewards.step" => changed.rewards.step = parse(value, NUMBER).map_err(fail)?,
            _ => return Err(fail(LevelProblem::UnknownSetting)),
        }
        changed.check()?;
        *self = changed;
        Ok(())
    }
}

const SWITCH: &str = "true or false";
const NUMBER: &str = "a number such as -0.1";

fn parse<T: FromStr>(value: &str, expected: &'static str) -> Result<T, LevelProblem> {
    value.trim().parse().map_err(|_| LevelProblem::Value { value: value.to_owned(), expected })
}
