//! Both languages are whole: the same keys with the same variables, nothing missing and nothing that nobody shows.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use sidestep::{
    gridworld::Level,
    language::{Language, Texts},
    learning::{HyperparameterKind, PARAMETERS},
    panels::OVERLAYS,
    sequence::tasks::Measure,
};

/// The messages of a Fluent source: key and everything up to the next key.
fn messages(source: &str) -> BTreeMap<String, String> {
    let mut messages: BTreeMap<String, String> = BTreeMap::new();
    let mut last = None;
    for line in source.lines() {
        let starts_key = line.starts_with(|first: char| first.is_ascii_alphabetic());
        match line.split_once('=').filter(|_| starts_key) {
            Some((key, text)) => {
                let key = key.trim().to_owned();
                assert!(messages.insert(key.clone(), text.trim().to_owned()).is_none(), "{key} stands there twice");
                last = Some(key);
            }
            None if line.starts_with('#') || line.trim().is_empty() => last = None,
            None => {
                let key = last.clone().unwrap_or_else(|| panic!("this line belongs to no message: {line}"));
                messages.entry(key).or_default().push_str(line);
            }
        }
    }
    messages
}

/// The variables of a message.
fn variables(text: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '_').collect();
    text.split('$').skip(1).map(name).collect()
}

/// Enums that `named!` writes, each with what its choices are and their names: together the keys of their texts.
fn named(source: &str) -> Vec<(&str, Vec<&str>)> {
    let blocks = source.split("\nnamed! {\n").skip(1).filter_map(|rest| rest.split("\n}").next());
    let names = |block| {
        let mut words = literals(block);
        (words.next().expect("it says what the choices are"), words.collect())
    };
    blocks.map(names).collect()
}

/// All Rust sources of the program, tests within them left out.
fn sources() -> Vec<(String, String)> {
    fn collect(root: &Path, folder: &Path, out: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).expect("the sources can be listed") {
            let path = entry.expect("the sources can be listed").path();
            if path.is_dir() {
                collect(root, &path, out);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("the sources can be read");
                let program = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
                let within = path.strip_prefix(root).expect("it was found under the root");
                out.push((within.display().to_string(), program));
            }
        }
    }
    let mut out = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    collect(&root, &root, &mut out);
    out
}

/// The string literals of a source, but those in attributes.
fn literals(source: &str) -> impl Iterator<Item = &str> {
    let code =
        source.lines().filter(|line| !line.trim_start().starts_with("#[") && !line.trim_start().starts_with("//"));
    code.flat_map(|line| line.split('"').skip(1).step_by(2))
}

/// Keys that are put together from a name when they are needed, or stand in a table. Where one choice of several has a text, each
/// has.
fn composed() -> BTreeSet<String> {
    let known = messages(Language::English.source());
    let sources = sources();
    let choices = sources.iter().flat_map(|(_, source)| named(source)).flat_map(|(what, names)| {
        ["", "-short", "-help", "-target", "-notes"]
            .map(|ending| names.iter().map(|name| format!("{what}-{name}{ending}")).collect::<Vec<_>>())
    });
    let choices = choices.filter(|keys| keys.iter().any(|key| known.contains_key(key))).flatten();
    let parameters = PARAMETERS.iter().flat_map(|parameter| {
        let options = if let HyperparameterKind::Choice(options) = parameter.kind { options } else { &[] };
        let key = parameter.key;
        let options = options.iter().map(|option| format!("choice-{option}"));
        [format!("param-{key}"), format!("param-{key}-help")].into_iter().chain(options)
    });
    let levels =
        Level::built_in_names().iter().flat_map(|name| [format!("level-{name}"), format!("level-{name}-about")]);
    let measures = Measure::ALL.map(|measure| format!("lab-by-{measure}"));
    let explorations = ["epsilon", "entropy", "advantage", "error"]
        .iter()
        .flat_map(|name| ["", "-short", "-help"].map(|ending| format!("plot-{name}{ending}")));
    let overlays = OVERLAYS.iter().flat_map(|overlay| [overlay.text.to_owned(), format!("{}-help", overlay.text)]);
    let composed = parameters.chain(levels).chain(choices).chain(measures).chain(explorations);
    composed.chain(overlays).collect()
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_variables() {
    let [english, korean] = Language::ALL.map(|language| messages(language.source()));
    let keys = |messages: &BTreeMap<String, String>| messages.keys().cloned().collect::<BTreeSet<_>>();
    let (in_english, in_korean) = (keys(&english), keys(&korean));
    let missing: Vec<_> = in_english.symmetric_difference(&in_korean).collect();
    assert!(missing.is_empty(), "in one language only: {missing:?}");
    for (key, text) in &english {
        assert_eq!(variables(text), variables(&korean[key]), "variables of {key}");
    }
}

#[test]
fn every_key_that_the_program_asks_for_has_a_text() {
    let known = messages(Language::English.source());
    let mut missing = Vec::new();
    for (path, source) in sources() {
        let choices: Vec<&str> =
            named(&source).into_iter().flat_map(|(what, names)| names.into_iter().chain([what])).collect();
        // What is asked for directly.
        for call in [".t(", ".t_with("] {
            for rest in source.split(call).skip(1) {
                let Some(literal) = rest.trim_start().strip_prefix('"') else {
                    continue;
                };
                let key = literal.split('"').next().unwrap_or_default();
                if !known.contains_key(key) {
                    missing.push(format!("{key} in {path}"));
                }
            }
        }
        // Panels hold keys in tables, too: there, every literal of the form of a key is one.
        if Path::new(&path).starts_with("panels") {
            let form = |word: &str| {
                word.contains('-')
                    && word
                        .split('-')
                        .all(|part| !part.is_empty() && part.chars().all(|sign| sign.is_ascii_lowercase()))
            };
            missing.extend(
                literals(&source)
                    .filter(|word| form(word) && !known.contains_key(*word) && !choices.contains(word))
                    .map(|key| format!("{key} in {path}")),
            );
        }
    }
    missing.extend(composed().into_iter().filter(|key| !known.contains_key(key)));
    assert!(missing.is_empty(), "no text for {missing:#?}");
}

/// Gaps without their names: `{} is {}; choose another`.
fn without_names(sentence: &str) -> String {
    let mut parts = sentence.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "{}" + part.split_once('}').map_or(part, |(_, rest)| rest))
}

/// What errors say, as the code has it.
fn said_by_errors(source: &str) -> impl Iterator<Item = String> {
    source.split("#[error(").skip(1).filter_map(|rest| {
        let text = rest.trim_start().strip_prefix('"')?;
        let text = text.replace("\\\"", "\u{1}");
        let literal = text.split('"').next()?.replace('\u{1}', "\"").replace("\\\n", " ");
        Some(literal.split_whitespace().collect::<Vec<_>>().join(" "))
    })
}

/// What the window says after "fault" comes from these.
const FINDINGS: [&str; 18] = [
    "gridworld/level/error.rs",
    "files.rs",
    "files/text.rs",
    "learning/hyperparameters.rs",
    "learning/imitation.rs",
    "learning/state.rs",
    "arena/setup.rs",
    "arena/resume.rs",
    "arena/versus/settings.rs",
    "arena/versus/practise.rs",
    "capture/error.rs",
    "game/video/error.rs",
    "game/clips/process.rs",
    "replay/error.rs",
    "replay/tape.rs",
    "tensors/weights/error.rs",
    "sequence/settings.rs",
    "sequence/tasks/alphabet.rs",
];

#[test]
fn whatever_is_found_wrong_can_be_said_in_korean() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lang/ko.findings");
    let known = fs::read_to_string(file).expect("it is there");
    let lines: Vec<&str> = known.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let gaps = |text: &str| -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0.to_owned())).collect()
    };
    for pair in lines.chunks(2) {
        let translation = pair[1].strip_prefix("= ").unwrap_or_else(|| panic!("{} has no translation", pair[0]));
        assert_eq!(gaps(pair[0]), gaps(translation), "{}", pair[0]);
    }
    let known: BTreeSet<String> = lines.iter().step_by(2).map(|sentence| without_names(sentence)).collect();
    // These only put others together.
    let frames = ["{}: {}: {}", "{}: {}", "{}"];
    let mut count = 0;
    for (path, source) in sources().into_iter().filter(|(path, _)| FINDINGS.contains(&path.as_str())) {
        for said in said_by_errors(&source) {
            count += 1;
            let said = without_names(&said);
            assert!(known.contains(&said) || frames.contains(&&*said), "{path}: no Korean for {said}");
        }
    }
    assert!(count > 60, "{count} were found");
}

#[test]
fn every_text_is_shown_somewhere() {
    let sources = sources();
    let asked: BTreeSet<&str> = sources.iter().flat_map(|(_, source)| literals(source)).collect();
    let composed = composed();
    let known = messages(Language::English.source());
    let unused: Vec<_> = known.keys().filter(|key| !asked.contains(key.as_str()) && !composed.contains(*key)).collect();
    assert!(unused.is_empty(), "nobody shows {unused:?}");
}

#[test]
fn means_say_how_many_episodes_they_are_of() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for (key, variable) in [
            ("top-return-help", "episodes"),
            ("plot-return", "episodes"),
            ("plot-rates", "episodes"),
            ("video-curve", "window"),
        ] {
            for episodes in [5, 37, 100] {
                let text = texts.t_with(key, &[(variable, episodes.into())]);
                assert!(text.contains(&episodes.to_string()), "{text}");
                assert_eq!(text.contains("100"), episodes == 100, "{text}");
            }
        }
    }
}

#[test]
fn every_text_of_both_languages_can_be_put_together() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        for (key, text) in messages(language.source()) {
            let names = variables(&text);
            let shown = if names.is_empty() {
                texts.t(&key).to_owned()
            } else {
                // Leaked so that names live as long as the call wants; a test run ends soon.
                let values: Vec<(&'static str, _)> =
                    names.iter().map(|name| (&*name.clone().leak(), 2.into())).collect();
                texts.t_with(&key, &values)
            };
            assert!(!shown.is_empty() && !shown.contains(['{', '}', '$']), "{key} in {language} is shown as {shown}");
        }
    }
}

/// The space may be one that does not break, or narrow.
#[test]
fn no_percent_sign_has_a_space_before_it() {
    let spaced = |text: &str| {
        text.match_indices('%').any(|(place, _)| {
            let before = &text[..place];
            let number = before.trim_end();
            number.len() < before.len() && number.ends_with(|sign: char| sign.is_ascii_digit() || sign == '}')
        })
    };
    assert!(["97.5 %", "{:.0}\u{a0}%", "{ $share } %"].into_iter().all(spaced), "they would be found");
    for (path, source) in sources() {
        let found = literals(&source).find(|text| spaced(text));
        assert_eq!(found, None, "{path}");
    }
    for language in Language::ALL {
        for (key, text) in messages(language.source()) {
            assert!(!spaced(&text), "{language}: {key} = {text}");
        }
    }
}

#[test]
fn korean_sentences_end_with_a_full_stop_and_a_run_has_one_name() {
    for (key, text) in messages(Language::Korean.source()) {
        for line in text.lines().map(str::trim_end) {
            let is_open = line.ends_with("니다") || line.ends_with("세요");
            assert!(!is_open, "{key} lacks its full stop: {line}");
        }
        // A run is 학습; 실행 is also an executable, and what a person does with it.
        assert!(!text.contains("실행") || key == "learner-lanes", "{key}: {text}");
    }
}
