//! The settings of a run while they are being chosen. What a run is made of once it goes is the arena's business.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::{
    gridworld::{Level, Observation},
    learning::{Algorithm, Compared, Comparison, HyperparameterSpec, Hyperparameters, PARAMETERS, Preset, Recipe},
    names::named,
};

/// Everything that is chosen before a run starts, but the level's content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Which level.
    pub level: LevelChoice,
    /// Which algorithm learns.
    pub algorithm: Algorithm,
    /// The preset that the settings were taken from last.
    pub preset: Preset,
    /// What the agent sees.
    pub observation: Observation,
    /// The settings of the algorithm.
    pub hyperparameters: Hyperparameters,
    /// Where all chance comes from.
    #[serde(with = "seed")]
    pub seed: u64,
    /// How many simulations learn side by side, 1 to [`Draft::MOST_LANES`].
    pub lanes: usize,
    /// What they differ in.
    pub lanes_differ: LanesDiffer,
}

impl Draft {
    /// Most simulations side by side.
    pub const MOST_LANES: usize = 64;

    /// What a preset sets on a level.
    #[must_use]
    pub fn of_preset(algorithm: Algorithm, preset: Preset, choice: LevelChoice, level: &Level) -> Self {
        let Recipe { observation, hyperparameters, steps: _ } = Recipe::new(algorithm, preset, level);
        Self {
            level: choice,
            algorithm,
            preset,
            observation,
            hyperparameters,
            seed: 1,
            lanes: 1,
            lanes_differ: LanesDiffer::Seeds,
        }
    }

    /// A comparison of algorithms, one lane for each.
    #[must_use]
    pub fn of_comparison(comparison: Comparison, seed: u64) -> Self {
        let Compared { level, algorithm, count, preset, observation, hyperparameters } = comparison.compared();
        Self {
            level: LevelChoice::BuiltIn(level.to_owned()),
            algorithm,
            preset,
            observation,
            hyperparameters,
            seed,
            lanes: count,
            lanes_differ: LanesDiffer::SameSettings,
        }
    }

    /// Takes over what another algorithm or preset sets on a level; level, seed and lanes stay.
    pub fn choose_preset(&mut self, algorithm: Algorithm, preset: Preset, level: &Level) {
        self.algorithm = algorithm;
        self.preset = preset;
        let Recipe { observation, hyperparameters, steps: _ } = Recipe::new(algorithm, preset, level);
        (self.observation, self.hyperparameters) = (observation, hyperparameters);
    }

    /// Takes over what has changed in the run from `before` to `now`, and keeps every other choice that waits for its restart.
    pub fn follow(&mut self, before: &Self, now: &Self) {
        let Self { level, algorithm, preset, observation, hyperparameters, seed, lanes, lanes_differ } = self;
        take(level, &before.level, &now.level);
        take(algorithm, &before.algorithm, &now.algorithm);
        take(preset, &before.preset, &now.preset);
        take(observation, &before.observation, &now.observation);
        take(seed, &before.seed, &now.seed);
        take(lanes, &before.lanes, &now.lanes);
        take(lanes_differ, &before.lanes_differ, &now.lanes_differ);
        for HyperparameterSpec { key, .. } in PARAMETERS {
            let value = now.hyperparameters.get(key);
            if value != before.hyperparameters.get(key)
                && let Some(value) = value
            {
                // It comes from settings that are in force, so it is within its range.
                let taken = hyperparameters.set(key, &value);
                debug_assert!(taken.is_ok(), "{key} = {value}");
            }
        }
    }

    /// The settings that the algorithm heeds and that differ from those of the preset on this level.
    pub fn changed(&self, level: &Level) -> impl Iterator<Item = &'static HyperparameterSpec> {
        let preset = Recipe::new(self.algorithm, self.preset, level).hyperparameters;
        PARAMETERS.iter().filter(move |parameter| {
            parameter.concerns(self.algorithm) && preset.get(parameter.key) != self.hyperparameters.get(parameter.key)
        })
    }

    /// Whether the settings are those of the preset on this level.
    #[must_use]
    pub fn is_preset(&self, level: &Level) -> bool {
        self.observation == Recipe::new(self.algorithm, self.preset, level).observation
            && self.changed(level).next().is_none()
    }

    /// Whether a run of `running` would have to start again to become this one: something differs that does not act at once.
    #[must_use]
    pub fn needs_restart(&self, running: &Self) -> bool {
        let Self { level, algorithm, preset: _, observation, hyperparameters, seed, lanes, lanes_differ } = self;
        *level != running.level
            || *algorithm != running.algorithm
            || *observation != running.observation
            || *seed != running.seed
            || *lanes != running.lanes
            || (*lanes > 1 && *lanes_differ != running.lanes_differ)
            || PARAMETERS.iter().any(|parameter| {
                !parameter.live
                    && parameter.concerns(*algorithm)
                    && hyperparameters.get(parameter.key) != running.hyperparameters.get(parameter.key)
            })
    }
}

/// A seed in the file of preferences. TOML's numbers end at `i64::MAX`: a greater one is written as the negative number of the same
/// bits.
pub(crate) mod seed {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(crate) fn serialize<S: Serializer>(seed: &u64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(seed.cast_signed())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
        i64::deserialize(deserializer).map(i64::cast_unsigned)
    }
}

fn take<T: Clone + PartialEq>(mine: &mut T, before: &T, now: &T) {
    if before != now {
        *mine = now.clone();
    }
}

/// Where a level comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LevelChoice {
    /// One of the embedded ones, by name.
    BuiltIn(String),
    /// A file.
    File(PathBuf),
    /// The board as it was edited in this window, not saved yet.
    Edited,
}

named! {
    /// What simulations side by side differ in.
    #[derive(Default)]
    LanesDiffer, "lanes-differ", {
        /// The n-th has the seed plus n: how much is luck?
        #[default]
        Seeds = "seeds",
        /// They take the algorithms in turn, each with its own preset, pairwise on one seed: which learns better?
        Algorithms = "algorithms",
        /// They take the algorithms that heed the same settings in turn, all with the chosen ones, pairwise on one seed: what does the
        /// algorithm alone change?
        SameSettings = "same-settings",
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, LevelChoice};
    use crate::{
        gridworld::Level,
        learning::{Algorithm, Preset},
    };

    #[test]
    fn following_a_run_keeps_what_waits_for_a_restart() {
        let choice = LevelChoice::BuiltIn("classic".to_owned());
        let level = Level::built_in("classic").expect("it is built in");
        let before = Draft::of_preset(Algorithm::DeepSarsa, Preset::Tuned, choice, &level);
        let mut draft = before.clone();
        draft.hyperparameters.hidden = vec![8];
        draft.lanes = 4;
        let mut now = before.clone();
        now.seed = 99;
        now.hyperparameters.gamma = 0.5;
        draft.follow(&before, &now);
        assert_eq!((draft.seed, draft.hyperparameters.gamma), (99, 0.5));
        assert_eq!((draft.lanes, draft.hyperparameters.hidden.as_slice()), (4, [8].as_slice()));
        assert!(draft.needs_restart(&now));
    }
}
