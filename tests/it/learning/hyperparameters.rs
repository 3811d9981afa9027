//! Settings: every one by its name, its range and its effect; presets; schedules.

use proptest::prelude::*;
use sidestep::{
    gridworld::Observation,
    learning::{
        Algorithm, Baseline, DeepSarsa, HyperparameterKind, Hyperparameters, Learner, PARAMETERS, Preset, SettingError,
        preset_observation,
    },
};

#[test]
fn the_table_lists_every_field_and_nothing_else() {
    let value = serde_json::to_value(Hyperparameters::default()).expect("plain data");
    let mut fields: Vec<&str> = value.as_object().expect("a struct").keys().map(String::as_str).collect();
    let mut keys: Vec<&str> = PARAMETERS.iter().map(|parameter| parameter.key).collect();
    fields.sort_unstable();
    keys.sort_unstable();
    assert_eq!(fields, keys);
}

#[test]
fn the_textbook_is_the_courses() {
    let sarsa = Hyperparameters::preset(Algorithm::DeepSarsa, Preset::Textbook);
    assert_eq!(sarsa.hidden, [30, 30]);
    assert_eq!((sarsa.learning_rate, sarsa.learning_rate_decay, sarsa.gamma), (1e-3, 1.0, 0.99));
    assert_eq!((sarsa.epsilon_start, sarsa.epsilon_decay, sarsa.epsilon_min), (1.0, 0.9999, 0.01));
    assert_eq!((sarsa.clip_norm, sarsa.actors), (0.0, 1));
    let reinforce = Hyperparameters::preset(Algorithm::Reinforce, Preset::Textbook);
    assert_eq!(reinforce.hidden, [24, 24]);
    assert_eq!((reinforce.learning_rate, reinforce.gamma), (1e-3, 0.99));
    assert_eq!((reinforce.baseline, reinforce.entropy_bonus), (Baseline::Whitened, 0.0));
    assert_eq!(preset_observation(Algorithm::DeepSarsa, Preset::Textbook), Observation::Relative);
    assert_eq!(Hyperparameters::default(), Hyperparameters::preset(Algorithm::DeepSarsa, Preset::Tuned));
}

#[test]
fn every_preset_is_in_range_and_comes_back_from_text_and_json() {
    for (&algorithm, &preset) in Algorithm::ALL.iter().flat_map(|a| Preset::ALL.iter().map(move |p| (a, p))) {
        let settings = Hyperparameters::preset(algorithm, preset);
        settings.check().expect("a preset");
        let mut copy = Hyperparameters { hidden: vec![1], actors: 64, ..Hyperparameters::default() };
        for parameter in PARAMETERS {
            copy.set(parameter.key, &settings.get(parameter.key).expect("a key of the table")).expect("its own value");
        }
        assert_eq!(copy, settings);
        let text = serde_json::to_string(&settings).expect("plain data");
        assert_eq!(serde_json::from_str::<Hyperparameters>(&text).expect("what was just written"), settings);
    }
}

#[test]
fn one_knob_turns_one_setting() {
    for parameter in PARAMETERS {
        let mut settings = Hyperparameters::default();
        let other = match parameter.kind {
            HyperparameterKind::Real { min, max, .. } => ((min + max) / 2.0).to_string(),
            HyperparameterKind::Integer { max, .. } => max.to_string(),
            HyperparameterKind::Choice(names) => {
                let now = settings.get(parameter.key).expect("a key of the table");
                (*names.iter().find(|name| **name != now).expect("two choices or more")).to_owned()
            }
            HyperparameterKind::Widths => "7,9".to_owned(),
        };
        settings.set(parameter.key, &other).expect("in range");
        let changed: Vec<&str> = PARAMETERS
            .iter()
            .map(|parameter| parameter.key)
            .filter(|key| settings.get(key) != Hyperparameters::default().get(key))
            .collect();
        assert_eq!(changed, [parameter.key]);
        assert_eq!(settings.get(parameter.key), Some(other));
    }
}

#[test]
fn what_cannot_be_is_refused_with_what_can() {
    let table = [
        ("gamma", "1.5", "give a number from 0 to 1"),
        ("gamma", "NaN", "give a number from 0 to 1"),
        ("gamma", "much", "give a number from 0 to 1"),
        ("learning_rate", "-0.1", "give a number from 0 to 1"),
        ("learning_rate", "inf", "give a number from 0 to 1"),
        ("actors", "0", "give a whole number from 1 to 64"),
        ("actors", "65", "give a whole number from 1 to 64"),
        ("actors", "2.5", "give a whole number from 1 to 64"),
        ("baseline", "whitend", "give one of none, whitened, value"),
        ("hidden", "64,0", "up to 8 widths from 1 to 1024"),
        ("hidden", "64,wide", "up to 8 widths from 1 to 1024"),
        ("hidden", "1,1,1,1,1,1,1,1,1", "up to 8 widths from 1 to 1024"),
        ("hidden", "99999999999999999999", "up to 8 widths from 1 to 1024"),
    ];
    for (key, value, expected) in table {
        let mut settings = Hyperparameters::default();
        let refused = settings.set(key, value).expect_err(value);
        assert!(matches!(&refused, SettingError::Value { key: found, .. } if found == key));
        assert!(refused.to_string().contains(expected), "{key}={value}: {refused}");
        assert!(refused.to_string().contains(&format!("`{value}`")), "{refused}");
        assert_eq!(settings, Hyperparameters::default(), "nothing has changed");
    }
    let unknown = Hyperparameters::default().set("learningrate", "1").expect_err("no such key").to_string();
    assert!(unknown.contains("`learningrate`") && unknown.contains("learning_rate,"), "{unknown}");
    let broken = Hyperparameters { gamma: f64::NAN, ..Hyperparameters::default() };
    assert!(broken.check().expect_err("NaN").to_string().contains("gamma"));
}

#[test]
fn hidden_layers_can_be_left_out() {
    let mut settings = Hyperparameters::default();
    settings.set("hidden", "").expect("a linear map");
    assert!(settings.hidden.is_empty());
    assert_eq!(DeepSarsa::new(4, &settings, 1).network().sizes(), [4, 5]);
    assert_eq!(settings.get("hidden"), Some(String::new()));
}

#[test]
fn only_live_settings_act_at_once() {
    let mut learner = DeepSarsa::new(4, &Hyperparameters::default(), 1);
    let mut asked =
        Hyperparameters { hidden: vec![3], actors: 9, baseline: Baseline::None, ..Hyperparameters::default() };
    for parameter in PARAMETERS.iter().filter(|parameter| parameter.live) {
        let value = if matches!(parameter.kind, HyperparameterKind::Integer { .. }) { "9" } else { "0.95" };
        asked.set(parameter.key, value).expect("live settings are numbers");
    }
    learner.set_live(&asked);
    for parameter in PARAMETERS {
        let default = Hyperparameters::default();
        let expected = if parameter.live { &asked } else { &default };
        assert_eq!(learner.hyperparameters().get(parameter.key), expected.get(parameter.key), "{}", parameter.key);
    }
    assert!((learner.exploration() - 0.95).abs() < 1e-6);
}

proptest! {
    #[test]
    fn schedules_fall_to_their_floor_and_never_below(
        start in 0.0_f64..1.0, decay in 0.9_f64..=1.0, least in 0.0_f64..1.0, count in 0_u64..1_000_000,
    ) {
        let settings = Hyperparameters {
            epsilon_start: start, epsilon_decay: decay, epsilon_min: least, epsilon_hold: 0,
            learning_rate: start, learning_rate_decay: decay, learning_rate_min: least,
            entropy_bonus: start, entropy_bonus_decay: decay, entropy_bonus_min: least,
            ..Hyperparameters::default()
        };
        let (now, later) = (settings.epsilon_at(count), settings.epsilon_at(count + 1));
        prop_assert!(later <= now && now <= start as f32);
        prop_assert!(now >= least.min(start) as f32);
        prop_assert_eq!(settings.epsilon_at(0), start as f32);
        prop_assert_eq!(settings.learning_rate_at(count), now);
        prop_assert_eq!(settings.entropy_bonus_at(count) as f32, now);
    }

    #[test]
    fn a_held_epsilon_falls_to_nothing_in_as_many_steps_again(least in 0.01_f64..1.0, half in 1_000_u64..1_000_000) {
        let hold = 2 * half;
        let settings = Hyperparameters {
            epsilon_decay: 0.9, epsilon_min: least, epsilon_hold: hold as usize, ..Hyperparameters::default()
        };
        prop_assert_eq!(settings.epsilon_at(hold), least as f32);
        prop_assert!((settings.epsilon_at(hold + half) - (least / 2.0) as f32).abs() < 1e-6);
        prop_assert_eq!(settings.epsilon_at(2 * hold), 0.0);
        prop_assert_eq!(settings.epsilon_at(9 * hold), 0.0);
        prop_assert_eq!(Hyperparameters { epsilon_hold: 0, ..settings }.epsilon_at(9 * hold), least as f32);
    }

    #[test]
    fn no_text_makes_set_panic(key in "[a-z_]{0,20}", value in "\\PC{0,30}", pick in 0..PARAMETERS.len()) {
        let mut settings = Hyperparameters::default();
        let _ = settings.set(&key, &value);
        let _ = settings.set(PARAMETERS[pick].key, &value);
        prop_assert!(settings.check().is_ok());
    }
}
