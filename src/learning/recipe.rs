//! What a preset sets on a level: settings, observation and length of training, by features of the level alone.
//! What the settings do is in the algorithms; how many steps were trained is counted by whoever trains.

use super::{Algorithm, Hyperparameters, Preset, preset_observation};
use crate::gridworld::{Level, Observation};

/// The longest shortest path, in steps, up to which a level without chance is learned from what lies next to the agent.
const NEAR: u32 = 8;
/// gamma = 1 - SHARE / distance: the goal is worth about e^-SHARE of its reward at the start, however far it is.
const SHARE: f64 = 0.8;

/// A preset on a level.
///
/// `textbook` is the course's on every level. `tuned` looks at two features of it: whether chance plays a part
/// ([`Level::has_chance`]), and the distance d, which is the length of the shortest path from a start to a goal
/// ([`Level::distance`]; the longest one where several are possible).
///
/// | | near: d <= 8, no chance | else |
/// |---|---|---|
/// | gamma | the algorithm's | 1 - 0.8 / d: a detour costs something, but the goal is still worth the way |
/// | observation | `view-3` | `view-7` |
/// | actors | 1 | 16 |
/// | learning rate, epsilon, entropy bonus | `preset` in the algorithm's file | `far` there |
/// | steps | [`Recipe::NEAR_STEPS`] | [`Recipe::FAR_STEPS`] |
///
/// Nothing in it knows a level's name or its optimum. What it reaches is measured in `benches/README.md`.
#[derive(Clone, Debug, PartialEq)]
pub struct Recipe {
    /// What the agent sees.
    pub observation: Observation,
    /// The algorithm's settings.
    pub hyperparameters: Hyperparameters,
    /// For how many steps of agents to train.
    pub steps: u64,
}

impl Recipe {
    /// Steps of training on a near level, and with the textbook's settings.
    pub const NEAR_STEPS: u64 = 400_000;
    /// Steps of training on any other level.
    pub const FAR_STEPS: u64 = 1_500_000;

    /// What the preset sets on this level.
    #[must_use]
    pub fn new(algorithm: Algorithm, preset: Preset, level: &Level) -> Self {
        let near = Self {
            observation: preset_observation(algorithm, preset),
            hyperparameters: Hyperparameters::preset(algorithm, preset),
            steps: Self::NEAR_STEPS,
        };
        let distance = level.distance().max(1);
        if preset == Preset::Textbook || (distance <= NEAR && !level.has_chance()) {
            return near;
        }
        Self {
            observation: Observation::View { size: 7 },
            hyperparameters: Hyperparameters {
                gamma: 1.0 - SHARE / f64::from(distance.max(NEAR)),
                ..(algorithm.spec().far)(near.hyperparameters)
            },
            steps: Self::FAR_STEPS,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tuned(level: &Level) -> Recipe {
        Recipe::new(Algorithm::FIRST, Preset::Tuned, level)
    }

    #[test]
    fn the_discount_follows_the_distance() {
        let gamma = |side| tuned(&Level::empty("empty", side, side)).hyperparameters.gamma;
        assert_eq!(gamma(3), gamma(5), "near levels have one discount");
        assert_eq!(gamma(11), 1.0 - 0.8 / 20.0);
        assert!(gamma(6) < gamma(7) && gamma(7) < gamma(30));
    }

    #[test]
    fn chance_asks_for_the_larger_recipe() {
        let mut level = Level::empty("empty", 4, 4);
        assert_eq!(tuned(&level).steps, Recipe::NEAR_STEPS);
        level.random_start = true;
        let recipe = tuned(&level);
        assert_eq!((recipe.steps, recipe.hyperparameters.actors), (Recipe::FAR_STEPS, 16));
        assert_eq!(recipe.observation, Observation::View { size: 7 });
    }

    #[test]
    fn the_textbook_and_the_name_of_a_level_change_nothing() {
        for name in Level::built_in_names() {
            let level = Level::built_in(name).expect("it is built in");
            for algorithm in Algorithm::ALL {
                let recipe = |preset, level: &Level| Recipe::new(algorithm, preset, level);
                let textbook = recipe(Preset::Textbook, &level);
                assert_eq!(textbook.hyperparameters, Hyperparameters::preset(algorithm, Preset::Textbook));
                let mut renamed = level.clone();
                renamed.name = "another".to_owned();
                assert_eq!(recipe(Preset::Tuned, &level), recipe(Preset::Tuned, &renamed));
                recipe(Preset::Tuned, &level).hyperparameters.check().expect("settings within their ranges");
            }
        }
    }
}
