//! From names and `--set key=value` to a level and hyperparameters.
//! What the settings mean is said where they live, in the rules and the learners.

use std::{path::Path, str::FromStr, sync::Arc};

use clap::Args;

use super::{Failure, note};
use crate::{
    arena::Setup,
    disk,
    gridworld::{Level, LevelError, LevelProblem, Observation},
    learning::{Algorithm, HyperparameterSpec, Hyperparameters, PARAMETERS, Preset, Recipe, SettingError},
};

/// One `key=value`.
#[derive(Clone, Debug)]
pub struct Setting {
    key: String,
    value: String,
}

impl Setting {
    /// What is set.
    pub fn key(&self) -> &str {
        &self.key
    }
}

impl FromStr for Setting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((key, value)) if !key.trim().is_empty() => {
                Ok(Self { key: key.trim().to_owned(), value: value.trim().to_owned() })
            }
            _ => Err("give a setting and its value, such as rewards.step=-0.1".to_owned()),
        }
    }
}

/// A level with its settings overridden, as most commands take it.
#[derive(Debug, Args)]
pub struct LevelArguments {
    /// A built-in level (see: sidestep levels) or a level file
    #[arg(long, value_name = "LEVEL")]
    pub level: String,

    /// Override a setting of the level, such as rewards.step=-0.1 or max_steps=500; may be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<Setting>,
}

impl LevelArguments {
    /// The level, ready to be played.
    ///
    /// # Errors
    /// An unknown name, a broken file, an unknown setting or a value that it cannot have.
    pub fn load(&self) -> Result<Level, Failure> {
        let level = level(&self.level, &self.set)?;
        warn(&level);
        Ok(level)
    }
}

/// Says what is odd about a level that somebody is about to play.
pub fn warn(level: &Level) {
    for warning in level.warnings() {
        note(format_args!("note: level {}: {warning}", level.name));
    }
}

/// The level of that name or file with all of `settings` applied.
///
/// # Errors
/// As for [`LevelArguments::load`].
pub fn level(name: &str, settings: &[Setting]) -> Result<Level, Failure> {
    changed(find(name)?, settings)
}

/// The level with all of `settings` applied.
///
/// # Errors
/// An unknown setting or a value that it cannot have.
pub fn changed(mut level: Level, settings: &[Setting]) -> Result<Level, Failure> {
    for setting in settings {
        level.set(&setting.key, &setting.value).map_err(refused)?;
    }
    Ok(level)
}

/// The built-in level or level file of that name.
///
/// # Errors
/// An unknown name, a broken file.
pub fn find(name: &str) -> Result<Level, Failure> {
    if let Some(level) = Level::built_in(name) {
        return Ok(level);
    }
    let path = Path::new(name);
    let looks_like_a_file = path.components().count() > 1 || path.extension().is_some() || path.exists();
    if !looks_like_a_file {
        let known = Level::built_in_names().join(", ");
        return Err(Failure::usage(format_args!(
            "there is no level `{name}`: built in are {known}; or give the path of a level file, such as my-level.toml"
        )));
    }
    Ok(disk::level(path)?)
}

/// What single flags say of a run, and for how many steps the preset trains it.
///
/// # Errors
/// An unknown level, a setting that neither level nor learner has, a value that it cannot have.
pub fn setup(
    level_name: &str,
    algorithm: Algorithm,
    preset: Preset,
    observation: Option<Observation>,
    seed: u64,
    settings: &[Setting],
) -> Result<(Setup, u64), Failure> {
    let mut level = level(level_name, &[])?;
    // The preset looks at the level as it is played, so that settings of the level come first.
    apply(settings, &mut level, algorithm, &mut Hyperparameters::default())?;
    let Recipe { observation: usual, mut hyperparameters, steps } = Recipe::new(algorithm, preset, &level);
    apply(settings, &mut level, algorithm, &mut hyperparameters)?;
    let observation = observation.unwrap_or(usual);
    Ok((Setup { level: Arc::new(level), algorithm, observation, hyperparameters, seed }, steps))
}

/// Applies settings of the level and of the learner, told apart by their names.
///
/// # Errors
/// A name that neither has, a setting of the other algorithm, a value out of range.
pub fn apply(
    settings: &[Setting],
    level: &mut Level,
    algorithm: Algorithm,
    hyperparameters: &mut Hyperparameters,
) -> Result<(), Failure> {
    for setting in settings {
        if HyperparameterSpec::named(&setting.key).is_some() {
            apply_one(setting, algorithm, hyperparameters)?;
        } else if Level::settings().contains(&setting.key.as_str()) {
            level.set(&setting.key, &setting.value).map_err(refused)?;
        } else {
            return Err(Failure::usage(format_args!(
                "there is no setting `{}`: {algorithm} has {}; a level has {}",
                setting.key,
                keys_of(algorithm, |_| true),
                Level::settings().join(", "),
            )));
        }
    }
    Ok(())
}

/// Applies settings of a learner that is under way: only those that act at once.
///
/// # Errors
/// A name that is none of those, or a value out of range.
pub fn apply_live(
    settings: &[Setting],
    algorithm: Algorithm,
    hyperparameters: &mut Hyperparameters,
) -> Result<(), Failure> {
    for setting in settings {
        if !HyperparameterSpec::named(&setting.key).is_some_and(|parameter| parameter.live) {
            return Err(Failure::usage(format_args!(
                "`{}` cannot change in a run that is resumed: start a new run for it, or set one of {}",
                setting.key,
                keys_of(algorithm, |parameter| parameter.live),
            )));
        }
        apply_one(setting, algorithm, hyperparameters)?;
    }
    Ok(())
}

fn apply_one(setting: &Setting, algorithm: Algorithm, hyperparameters: &mut Hyperparameters) -> Result<(), Failure> {
    if HyperparameterSpec::named(&setting.key).is_some_and(|parameter| !parameter.concerns(algorithm)) {
        return Err(Failure::usage(format_args!(
            "`{}` has no meaning for {algorithm}: set one of {}",
            setting.key,
            keys_of(algorithm, |_| true),
        )));
    }
    hyperparameters.set(&setting.key, &setting.value).map_err(|error: SettingError| Failure::usage(error))
}

/// Those of an algorithm's settings that are wanted, with commas between.
fn keys_of(algorithm: Algorithm, is_wanted: fn(&HyperparameterSpec) -> bool) -> String {
    let own = PARAMETERS.iter().filter(|parameter| parameter.concerns(algorithm) && is_wanted(parameter));
    own.map(|parameter| parameter.key).collect::<Vec<_>>().join(", ")
}

/// A `--set` that a level refuses is the fault of the arguments, not of the level's file.
fn refused(error: LevelError) -> Failure {
    let LevelError { file, place, problem } = error;
    match problem {
        LevelProblem::UnknownSetting => {
            Failure::usage(format_args!("there is no setting `{place}`: a level has {}", Level::settings().join(", ")))
        }
        problem => Failure::usage(format_args!("--set {place}: {problem} ({file})")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(text: &str) -> Setting {
        text.parse().expect("key=value")
    }

    fn applied(text: &str, algorithm: Algorithm) -> Result<(Level, Hyperparameters), String> {
        let mut level = Level::built_in("classic").expect("built in");
        let mut hyperparameters = Hyperparameters::preset(algorithm, Preset::Tuned);
        apply(&[setting(text)], &mut level, algorithm, &mut hyperparameters).map_err(|failure| failure.to_string())?;
        Ok((level, hyperparameters))
    }

    #[test]
    fn a_setting_finds_its_owner() {
        let (level, _) = applied("rewards.step=-0.1", Algorithm::DeepSarsa).expect("a level's");
        assert_eq!(level.rewards.step, -0.1);
        let (_, hyperparameters) = applied("hidden = 8,16", Algorithm::DeepSarsa).expect("a learner's");
        assert_eq!(hyperparameters.hidden, [8, 16]);
    }

    #[test]
    fn refusals_name_what_there_is() {
        for (text, algorithm, expected) in [
            ("gama=0.9", Algorithm::DeepSarsa, "deep-sarsa has hidden, learning_rate"),
            ("gama=0.9", Algorithm::DeepSarsa, "a level has max_steps"),
            ("gamma=2", Algorithm::DeepSarsa, "a number from 0 to 1"),
            ("entropy_bonus=0.1", Algorithm::DeepSarsa, "has no meaning for deep-sarsa"),
            ("max_steps=soon", Algorithm::Reinforce, "max_steps: `soon` is not a whole number"),
        ] {
            let message = applied(text, algorithm).expect_err(text);
            assert!(message.contains(expected), "{text}: {message}");
        }
        assert!("gamma".parse::<Setting>().is_err());
        assert!("=1".parse::<Setting>().is_err());
    }

    #[test]
    fn a_misspelt_level_is_answered_with_the_names() {
        let message = level("clasic", &[]).expect_err("misspelt").to_string();
        assert!(message.contains("there is no level `clasic`") && message.contains("classic-paced"), "{message}");
    }
}
