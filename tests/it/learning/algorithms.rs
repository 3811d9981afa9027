//! The table of algorithms: whole, and the only place that tells them apart.

use std::{collections::BTreeSet, fs, path::Path};

use sidestep::learning::{
    ActionValues, Algorithm, HyperparameterSpec, Hyperparameters, PARAMETERS, Preset, preset_observation,
};

#[test]
fn every_setting_is_heeded_by_somebody_and_no_row_names_an_unknown_one() {
    for algorithm in Algorithm::ALL {
        for key in algorithm.spec().hyperparameters {
            let parameter =
                HyperparameterSpec::named(key).unwrap_or_else(|| panic!("{algorithm} heeds `{key}`: no such setting"));
            assert!(!parameter.common, "{algorithm} need not name {key}: every algorithm heeds it");
        }
    }
    for parameter in PARAMETERS {
        let concerns = Algorithm::ALL.iter().any(|&algorithm| parameter.concerns(algorithm));
        assert!(concerns, "nobody heeds {}", parameter.key);
    }
}

#[test]
fn a_learner_is_made_restored_and_evaluated_as_its_row_says() {
    for algorithm in Algorithm::ALL {
        for preset in Preset::ALL {
            let hyperparameters = Hyperparameters { hidden: vec![4], ..Hyperparameters::preset(algorithm, preset) };
            let learner = algorithm.learner(3, &hyperparameters, 1);
            assert_eq!((learner.algorithm(), learner.hyperparameters()), (algorithm, &hyperparameters));
            assert_eq!(learner.network().sizes(), [3, 4, 5]);

            let restored = algorithm.restore(&learner.state()).expect("its own state");
            assert_eq!(restored.state(), learner.state());
            for other in Algorithm::ALL.into_iter().filter(|other| *other != algorithm) {
                assert!(other.restore(&learner.state()).is_err(), "{other} takes {algorithm}'s state");
            }

            let mut values = [[0.0; 5]];
            learner.evaluate(&[0.3, -0.2, 0.9], 1, &mut values);
            let adds_up = (values[0].iter().sum::<f32>() - 1.0).abs() < 1e-5 && values[0].iter().all(|p| *p > 0.0);
            assert_eq!(adds_up, algorithm.action_values() == ActionValues::Probabilities, "{algorithm}: {values:?}");
            assert!(!preset_observation(algorithm, preset).to_string().is_empty());
        }
    }
}

#[test]
fn titles_and_names_lead_to_each_other() {
    let titles: BTreeSet<&str> = Algorithm::ALL.iter().map(|algorithm| algorithm.title()).collect();
    assert_eq!(titles.len(), Algorithm::ALL.len(), "titles differ");
    for algorithm in Algorithm::ALL {
        assert_eq!(Algorithm::title_of(algorithm.name()), algorithm.title());
    }
    assert_eq!(Algorithm::title_of("of-a-later-version"), "of-a-later-version");
}

/// Every Rust file under a folder.
fn sources(folder: &Path, out: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("the sources can be listed") {
        let path = entry.expect("the sources can be listed").path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
}

/// Who may name an algorithm, to make something with it: the recipe of the opponents that come with the program.
const MAKES: &str = "runs/opponents/recipe.rs";

/// Where a source, its unit tests left out, names one of the algorithms.
fn named(source: &str) -> Vec<String> {
    let program = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: Vec<&str> = program.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code: String = code.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    for (at, _) in code.match_indices("Algorithm::") {
        let rest = code[at + "Algorithm::".len()..].trim_start();
        let name: String = rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '_').collect();
        // `Algorithm::{self, ..}` and `Algorithm::*` would hide what is named.
        let imports = name.is_empty();
        let variant = name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.contains(|sign: char| sign.is_ascii_lowercase());
        if imports || variant {
            found.push(rest.chars().take(60).collect());
        }
    }
    found
}

#[test]
fn only_the_learners_tell_algorithms_apart() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let outside = files.iter().filter(|file| !file.starts_with(root.join("learning")) && !file.ends_with(MAKES));
    let mut found = Vec::new();
    for file in outside {
        let source = fs::read_to_string(file).expect("the sources can be read");
        found.extend(named(&source).into_iter().map(|place| format!("{}: {place}", file.display())));
    }
    assert!(found.is_empty(), "ask Algorithm::spec() instead:\n{}", found.join("\n"));
}

#[test]
fn an_algorithm_that_is_named_is_found() {
    for naming in [
        "if setup.algorithm == Algorithm::DeepSarsa { 1 }",
        "match algorithm { learning::Algorithm::Reinforce => 1, _ => 2 }",
        "matches!(algorithm, Algorithm::DeepSarsa | Algorithm::Reinforce)",
        "Setup { algorithm: Algorithm::DeepSarsa, seed: 1 }",
        "use crate::learning::Algorithm::{self, DeepSarsa};",
        "use crate::learning::Algorithm::*;",
    ] {
        assert!(!named(naming).is_empty(), "{naming}");
    }
    for asking in [
        "for &algorithm in Algorithm::ALL {}",
        "Algorithm::NAMES.join(\" or \")",
        "Algorithm::title_of(name)",
        "Draft::of_preset(Algorithm::FIRST, Preset::Tuned, choice)",
        "// as Algorithm::DeepSarsa does",
        "1\n#[cfg(test)]\nmod tests { fn f() { Algorithm::DeepSarsa; } }",
    ] {
        assert!(named(asking).is_empty(), "{asking}");
    }
}
