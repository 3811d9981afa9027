//! Run codes: what is written is read, nothing that is damaged is, and a code from earlier gives the run that it gave
//! then.

use std::{fs, sync::Arc};

use proptest::prelude::*;
use sidestep::{
    arena::{CodedLevel, Gives, NUMERICS, RunCode, RunCodeError, Setup, Simulation},
    gridworld::{Cell, Level, Observation},
    learning::{Algorithm, Baseline, HyperparameterKind, Hyperparameters, PARAMETERS, Preset},
};

use crate::{
    program::{say, text},
    rules::strategies::levels,
};

/// Most characters of a code.
const LONGEST: usize = 200;

fn built_in(name: &str) -> Arc<Level> {
    Arc::new(Level::built_in(name).expect("it is built in"))
}

fn read(text: &str) -> Result<Setup, RunCodeError> {
    text.parse::<RunCode>()?.setup(None)
}

/// A value that a parameter can have: round, or with all of its digits.
fn value(kind: HyperparameterKind) -> BoxedStrategy<String> {
    match kind {
        HyperparameterKind::Real { min, max, .. } => {
            let round = (0..=1000_u32).prop_map(move |share| min + (max - min) * f64::from(share) / 1000.0);
            prop_oneof![round, min..=max].prop_map(|value| value.to_string()).boxed()
        }
        HyperparameterKind::Integer { min, max } => (min..=max).prop_map(|value| value.to_string()).boxed(),
        HyperparameterKind::Choice(names) => prop::sample::select(names).prop_map(str::to_owned).boxed(),
        HyperparameterKind::Widths => prop::collection::vec(1..=1024_usize, 0..=8)
            .prop_map(|widths| widths.iter().map(usize::to_string).collect::<Vec<_>>().join(","))
            .boxed(),
    }
}

/// Settings of a preset, of which some are changed.
fn settings(algorithm: Algorithm) -> impl Strategy<Value = Hyperparameters> {
    let values: Vec<_> = PARAMETERS.iter().map(|parameter| prop::option::of(value(parameter.kind))).collect();
    (prop::sample::select(&Preset::ALL), values).prop_map(move |(preset, values)| {
        let mut settings = Hyperparameters::preset(algorithm, preset);
        for (parameter, value) in PARAMETERS.iter().zip(values) {
            if let Some(value) = value {
                settings.set(parameter.key, &value).expect("it is of its kind and in its range");
            }
        }
        settings
    })
}

fn observations() -> impl Strategy<Value = Observation> {
    let view = (1..=15_usize).prop_map(|half| Observation::View { size: 2 * half + 1 });
    prop_oneof![Just(Observation::Relative), Just(Observation::RelativePhase), view]
}

fn setups(level: impl Strategy<Value = Level>) -> impl Strategy<Value = Setup> {
    (level, prop::sample::select(&Algorithm::ALL), observations(), any::<u64>()).prop_flat_map(
        |(level, algorithm, observation, seed)| {
            let level = Arc::new(level);
            settings(algorithm).prop_map(move |hyperparameters| Setup {
                level: level.clone(),
                algorithm,
                observation,
                hyperparameters,
                seed,
            })
        },
    )
}

proptest! {
    #[test]
    fn every_run_on_a_built_in_level_fits_and_comes_back(
        setup in setups(prop::sample::select(Level::built_in_names()).prop_map(|name| Level::clone(&built_in(name)))),
    ) {
        let code = RunCode::of(&setup).to_string();
        prop_assert!(code.len() <= LONGEST, "{} characters: {code}", code.len());
        prop_assert!(code.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'), "{code}");
        prop_assert_eq!(read(&code).expect(&code), setup);
    }

    #[test]
    fn every_run_on_a_level_of_ones_own_comes_back_or_says_what_it_needs(setup in setups(levels(8, true))) {
        let code = RunCode::of(&setup);
        let text = code.to_string();
        prop_assert!(text.len() <= LONGEST, "{} characters: {text}", text.len());
        let read: RunCode = text.parse().expect(&text);
        prop_assert_eq!(&read, &code);
        let given = matches!(read.level, CodedLevel::Needed { .. }).then(|| setup.level.clone());
        prop_assert_eq!(read.setup(given).expect(&text), setup);
    }

    #[test]
    fn nothing_that_is_typed_panics(text in ".{0,80}", code in "[1-9A-HJ-NP-Za-km-z]{0,60}") {
        prop_assert!(text.parse::<RunCode>().is_err());
        prop_assert!(["sidestep1_", &code].concat().parse::<RunCode>().is_err());
    }
}

/// A run whose settings all take the most room.
fn longest() -> Setup {
    let algorithm = Algorithm::Reinforce;
    let mut setup = Setup::preset(built_in("harbour"), algorithm, Preset::Tuned, u64::MAX);
    setup.observation = Observation::View { size: 31 };
    for parameter in PARAMETERS {
        let value = match parameter.kind {
            HyperparameterKind::Real { min, max, .. } => (min + (max - min) / 3.0).to_string(),
            HyperparameterKind::Integer { max, .. } => max.to_string(),
            HyperparameterKind::Choice(names) => names[names.len() - 1].to_owned(),
            HyperparameterKind::Widths => ["1023"; 8].join(","),
        };
        setup.hyperparameters.set(parameter.key, &value).expect("it is in its range");
    }
    setup
}

#[test]
fn the_longest_code_of_a_built_in_level_fits() {
    let code = RunCode::of(&longest()).to_string();
    assert!(code.len() <= LONGEST, "{} characters: {code}", code.len());
    assert_eq!(read(&code).expect("it is whole"), longest());
}

#[test]
fn an_edited_built_in_level_fits_into_the_code() {
    for name in Level::built_in_names() {
        let mut level = Level::clone(&built_in(name));
        let free = level.cells().filter(|cell| !level.is_wall(*cell)).find(|&cell| {
            let mut with_wall = level.clone();
            with_wall.set_wall(cell, true);
            with_wall.check().is_ok()
        });
        level.set_wall(free.expect("there is a free cell"), true);
        level.rewards.step = -0.1;
        let mut setup = Setup::preset(Arc::new(level), Algorithm::DeepSarsa, Preset::Tuned, 7);
        let code = RunCode::of(&setup);
        assert!(matches!(code.level, CodedLevel::Here(_)), "{name}: {code}");
        // What is said about it does not come along.
        let mut level = Level::clone(&setup.level);
        level.about = String::new();
        setup.level = Arc::new(level);
        assert_eq!(read(&code.to_string()).expect("it is whole"), setup, "{name}");
    }
}

/// A level that no code has room for.
fn large() -> Level {
    let mut level = Level::empty("the large one", 60, 60);
    let cells: Vec<Cell> = level.cells().collect();
    for cell in cells.into_iter().filter(|cell| (cell.x * 7 + cell.y * 13) % 5 == 1) {
        level.set_wall(cell, true);
    }
    level
}

#[test]
fn a_level_that_does_not_fit_is_asked_for_and_told_from_others() {
    let level = Arc::new(large());
    level.check().expect("it can be played");
    let setup = Setup::preset(level.clone(), Algorithm::DeepSarsa, Preset::Tuned, 7);
    let code: RunCode = RunCode::of(&setup).to_string().parse().expect("it is whole");
    let asked = code.setup(None).expect_err("its level is missing").to_string();
    assert!(asked.contains("`the large one`") && asked.contains("give the level's file"), "{asked}");
    assert_eq!(code.setup(Some(level.clone())).expect("that is it"), setup);
    let mut renamed = Level::clone(&level);
    renamed.name = "renamed".to_owned();
    code.setup(Some(Arc::new(renamed))).expect("what it is called does not matter");
    let mut other = Level::clone(&level);
    other.max_steps += 1;
    let refused = code.setup(Some(Arc::new(other))).expect_err("another one").to_string();
    assert!(refused.contains("is another one"), "{refused}");

    let own = RunCode::of(&Setup::preset(built_in("rush"), Algorithm::DeepSarsa, Preset::Tuned, 7));
    let refused = own.setup(Some(level)).expect_err("one too many").to_string();
    assert!(refused.contains("has its own level, `rush`"), "{refused}");
}

#[test]
fn no_damage_gives_another_run() {
    let setups = [Setup::preset(built_in("classic"), Algorithm::DeepSarsa, Preset::Tuned, 7), longest()];
    for whole in setups.map(|setup| RunCode::of(&setup)) {
        let code = whole.to_string();
        let is_lost_or_same = |text: &str| text.parse::<RunCode>().map_or(true, |read| read == whole);
        for place in 0..code.len() {
            let (before, rest) = code.split_at(place);
            let after = &rest[1..];
            for other in "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0OIl_-. é".chars() {
                let longer = format!("{before}{other}{rest}");
                assert!(is_lost_or_same(&longer), "{longer}");
                let replaced = format!("{before}{other}{after}");
                assert!(replaced == code || replaced.parse::<RunCode>().is_err(), "{replaced}");
            }
            assert!(format!("{before}{after}").parse::<RunCode>().is_err(), "without character {place} of {code}");
            assert!(before.parse::<RunCode>().is_err(), "{before}");
            if let Some(next) = after.chars().next() {
                let swapped = format!("{before}{next}{}{}", &rest[..1], &after[1..]);
                assert!(is_lost_or_same(&swapped), "{swapped}");
            }
        }
    }
}

#[test]
fn a_code_is_found_where_people_put_it() {
    let setup = Setup::preset(built_in("rush"), Algorithm::Reinforce, Preset::Textbook, 41);
    let code = RunCode::of(&setup).to_string();
    let (one, two) = code.split_at(20);
    for text in [
        format!("  {code}\n"),
        format!("`{code}`"),
        format!("Try <{code}>, it is fast."),
        format!("sidestep train --run {code} --episodes 500"),
        format!("{one}\n{two}"),
        format!("> {one}\r\n> {two}\r\n"),
        format!("my sidestep run: {one}\u{200b}\u{ad} {two}"),
    ] {
        assert_eq!(read(&text).expect(&text), setup, "{text}");
    }
}

#[test]
fn what_is_no_code_is_told_what_is_wrong() {
    let code = RunCode::of(&Setup::preset(built_in("rush"), Algorithm::DeepSarsa, Preset::Tuned, 7)).to_string();
    for (text, expected) in [
        ("", "this is no run code"),
        ("runs/classic", "this is no run code"),
        ("sidestep_1", "this is no run code"),
        (&code[..code.len() - 1], "is damaged"),
        (&code.replace("sidestep1", "sidestep2"), "later version"),
        (&"sidestep1_".repeat(100_000), "is damaged"),
    ] {
        let told = text.parse::<RunCode>().expect_err(expected).to_string();
        assert!(told.contains(expected), "{told}");
    }
}

/// Written by the first version that had codes. They must open for ever, and mean this.
#[test]
fn codes_from_earlier_give_the_runs_that_they_gave() {
    let tuned = Setup {
        level: built_in("classic"),
        algorithm: Algorithm::DeepSarsa,
        observation: Observation::View { size: 3 },
        hyperparameters: Hyperparameters {
            hidden: vec![64, 64],
            learning_rate: 0.002,
            learning_rate_decay: 0.9999,
            learning_rate_min: 0.00001,
            gamma: 0.9,
            epsilon_start: 1.0,
            epsilon_decay: 0.9998,
            epsilon_min: 0.002,
            epsilon_hold: 0,
            baseline: Baseline::Whitened,
            entropy_bonus: 0.0,
            entropy_bonus_decay: 1.0,
            entropy_bonus_min: 0.0,
            clip_norm: 0.0,
            actors: 1,
        },
        seed: 7,
    };
    let course = Setup {
        level: built_in("classic-paced"),
        algorithm: Algorithm::Reinforce,
        observation: Observation::Relative,
        hyperparameters: Hyperparameters {
            hidden: vec![30, 30],
            learning_rate: 0.001,
            learning_rate_decay: 1.0,
            gamma: 0.99,
            epsilon_decay: 0.9999,
            epsilon_min: 0.01,
            ..tuned.hyperparameters.clone()
        },
        seed: 0,
    };
    let mut level = Level::clone(&built_in("harbour"));
    level.name = "깊은 harbour".to_owned();
    level.about = String::new();
    level.set_wall(Cell::new(0, 15), true);
    level.rewards.step = -0.02;
    let own = Setup {
        level: Arc::new(level),
        algorithm: Algorithm::DeepQLearning,
        observation: Observation::RelativePhase,
        hyperparameters: Hyperparameters {
            hidden: vec![],
            gamma: 1.0 / 3.0,
            baseline: Baseline::Value,
            entropy_bonus: 0.01,
            clip_norm: 0.5,
            actors: 16,
            ..tuned.hyperparameters.clone()
        },
        seed: 1_234_567,
    };
    let setups = [tuned, course, own];
    let made = setups.each_ref().map(|setup| RunCode { numerics: 1, ..RunCode::of(setup) }.to_string());
    let codes = [
        "sidestep1_QP5w6zZUNwHTPueVMg6ntXLkryBQZbM275QGpJP",
        "sidestep1_R9un74ywcZf264",
        "sidestep1_RxRhc7gpndqNMXYSisdxphZwUvKpweTjEZkePBvMsePBY2zniSKwf5rL8g3BWBAbDgWipRXAWDczySUxX93yzYgS2Q\
         pmccDx4MwhfnKLSk9rqQbWk424Dn1LNb9hUe4AY3ZY9SFpy1dyWSJRnx7B8uVW9YPwgPmRbRPPk1Q4fBJLZBeC",
    ];
    assert_eq!(made, codes);
    for (code, setup) in made.iter().zip(setups) {
        let read: RunCode = code.parse().expect("it is whole");
        assert_eq!((read.numerics, read.setup(None).expect("it can start")), (1, setup));
    }
}

#[test]
fn another_version_s_numerics_are_known() {
    let setup = Setup::preset(built_in("classic"), Algorithm::DeepSarsa, Preset::Tuned, 7);
    let code = RunCode::of(&setup);
    assert!(code.is_exact());
    let later: RunCode = RunCode { numerics: NUMERICS + 1, ..code }.to_string().parse().expect("it is whole");
    assert!(!later.is_exact());
    assert_eq!(later.setup(None).expect("its settings are known"), setup);
}

fn weights(simulation: &Simulation) -> Vec<(Vec<f32>, Vec<f32>)> {
    simulation.learner().expect("it learns").network().weights()
}

#[test]
fn a_code_gives_the_same_run_and_says_how_much_of_it() {
    let mut level = Level::clone(&built_in("rush"));
    level.rewards.step = -0.01;
    let mut setup = Setup::preset(Arc::new(level), Algorithm::DeepSarsa, Preset::Tuned, 5);
    setup.hyperparameters.actors = 2;
    let mut run = Simulation::new(&setup).expect("it can start");
    let again = |run: &Simulation| {
        let (code, gives) = run.code().expect("it learns");
        let setup = code.to_string().parse::<RunCode>().expect("it is whole").setup(None).expect("it can start");
        (Simulation::new(&setup).expect("it can start"), gives)
    };
    for _ in 0..500 {
        run.tick();
    }
    let (mut copy, gives) = again(&run);
    assert_eq!(gives, Gives::Run);
    for _ in 0..500 {
        copy.tick();
    }
    assert_eq!(weights(&copy), weights(&run));

    let changed = Hyperparameters { gamma: 0.5, ..setup.hyperparameters.clone() };
    run.set_live(&changed);
    let (copy, gives) = again(&run);
    assert_eq!(gives, Gives::Beginning);
    assert_eq!(copy.setup().expect("it learns").hyperparameters, setup.hyperparameters, "as they were at first");

    let policy = run.checkpoint().expect("it learns").policy;
    let taught = Simulation::from_policy(&setup, &policy).expect("it fits");
    assert_eq!(again(&taught).1, Gives::Settings);
}

/// The code that a training printed in its last line but one, as a person copies it.
fn printed(stdout: &str) -> String {
    let (_, code) = stdout.split_once("run code: ").expect(stdout);
    code.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn what_train_prints_gives_the_same_weights_to_somebody_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    let file = |run: &str, name: &str| fs::read(path(run).join(name)).expect("train wrote it");
    let one = format!(
        "train --level rush --algorithm deep-sarsa --preset textbook --observation view-5 --seed 3 --episodes 20 --quiet \
         --set rewards.step=-0.05 --set hidden=16 --set actors=2 --out {}",
        text(&path("one")),
    );
    let code = printed(&say(&one).ok().stdout);
    let settings: toml::Table =
        String::from_utf8(file("one", "settings.toml")).expect("UTF-8").parse().expect("it is TOML");
    assert_eq!(settings["run_code"].as_str(), Some(code.as_str()));
    assert_eq!(settings["run_code_gives"].as_str(), Some("run"));

    let again = format!("train --run {code} --episodes 20 --quiet --json --out {}", text(&path("again")));
    let answer = say(&again).ok().json();
    assert_eq!(answer["runs"][0]["run_code"], code);
    assert_eq!(answer["runs"][0]["run_code_gives"], "run");
    for name in ["checkpoint.safetensors", "metrics.csv"] {
        assert_eq!(file("one", name), file("again", name), "{name}");
    }

    // Several seeds begin with the code's.
    let several =
        format!("train --run {code} --seeds 2 --episodes 20 --quiet --json --out {}", text(&path("several")),);
    let answer = say(&several).ok().json();
    assert_eq!(answer["seeds"], serde_json::json!([3, 4]));
    assert_eq!(file("several/seed-3", "checkpoint.safetensors"), file("one", "checkpoint.safetensors"));

    // What is changed later is not in the code of the run that goes on.
    let resume = format!("train --resume {} --set gamma=0.5 --episodes 25 --quiet", text(&path("one")));
    let stdout = say(&resume).ok().stdout;
    assert_eq!(printed(&stdout), format!("{code} (as it began: it was changed while it ran)"));
}

#[test]
fn flags_that_contradict_a_code_are_refused_with_the_reason() {
    let setup = Setup::preset(built_in("rush"), Algorithm::DeepSarsa, Preset::Tuned, 7);
    let code = RunCode::of(&setup).to_string();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("large.toml");
    fs::write(&file, large().to_toml()).expect("there is room for a level");
    let needy = RunCode::of(&Setup { level: Arc::new(large()), ..setup }).to_string();
    let (out, file) = (text(folder.path()).to_owned() + "/out", text(&file).to_owned());
    let damaged = code.replacen("sidestep1_", "sidestep1_2", 1);
    let train = format!("train --episodes 1 --quiet --out {out} --run");
    for (line, expected) in [
        (format!("{train} {code} --seed 1"), "--seed"),
        (format!("{train} {code} --set gamma=1"), "--set"),
        (format!("{train} {code} --algorithm reinforce"), "--algorithm"),
        (format!("{train} {code} --preset tuned"), "--preset"),
        (format!("{train} {code} --observation view"), "--observation"),
        (format!("{train} {code} --resume {out}"), "--resume"),
        (format!("{train} {code} --level rush"), "has its own level, `rush`: leave the other one out"),
        (format!("{train} {needy}"), "give the level's file: --level FILE"),
        (format!("{train} {needy} --level rush"), "is another one"),
        (format!("{train} {damaged}"), "is damaged"),
        (format!("--run {code} --seed 1"), "--seed"),
        (format!("--run {code} --lanes 2"), "--lanes"),
        (format!("--run {code} --tab versus"), "--tab"),
        (format!("--run {code} {file}"), "[FILE]"),
        (format!("--run {code} --level rush"), "has its own level"),
        (format!("--run {needy}"), "--level FILE"),
        (format!("--run {damaged}"), "is damaged"),
    ] {
        let answer = say(&line);
        assert_eq!(answer.code, Some(2), "{line}: {}", answer.stderr);
        assert!(answer.stderr.contains(expected), "{line}: {}", answer.stderr);
    }
    say(&format!("{train} {needy} --level {file}")).ok();
}
