//! The texts of one language, resolved once when the language is chosen: a lookup in a frame is one hash, no formatting.
//! Only texts that carry numbers or names are put together when asked for.

use std::collections::HashMap;

use bevy_ecs::resource::Resource;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use super::{Language, LanguageError, findings::Findings, particles};

/// What may stand in a text: a number (which chooses plural forms) or a string.
pub use fluent_bundle::FluentValue as Value;

/// The texts of the language that is spoken now.
#[derive(Resource)]
pub struct Texts {
    language: Language,
    /// Texts without variables, finished.
    fixed: HashMap<String, String>,
    /// All texts, for those with variables.
    bundle: FluentBundle<FluentResource>,
    findings: Findings,
}

impl Texts {
    /// The embedded texts of a language.
    ///
    /// # Panics
    /// Never with the files that are embedded: a test parses both.
    #[must_use]
    pub fn new(language: Language) -> Self {
        Self::from_source(language, language.source()).expect("the embedded translations are valid, as the tests check")
    }

    /// Texts from a Fluent source of one's own.
    ///
    /// # Errors
    /// Where the source is not valid Fluent or holds a key twice.
    pub fn from_source(language: Language, source: &str) -> Result<Self, LanguageError> {
        let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| LanguageError::Syntax {
            language,
            reason: errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        })?;
        let keys: Vec<String> = keys(source).map(str::to_owned).collect();
        let identifier: LanguageIdentifier = language.name().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Marks around variables are for mixed writing directions; egui would draw them as boxes.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).map_err(|errors| LanguageError::Twice {
            language,
            reason: errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        })?;
        let mut fixed = HashMap::with_capacity(keys.len());
        for key in keys {
            let Some(pattern) = bundle.get_message(&key).and_then(|message| message.value()) else {
                continue;
            };
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
            // A text with variables cannot be formatted without them: it stays in the bundle.
            if errors.is_empty() {
                fixed.insert(key, text);
            }
        }
        Ok(Self { language, fixed, bundle, findings: Findings::new(language.findings()) })
    }

    /// The language that is spoken.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The text of a key; the key itself where there is none, so that a gap is seen and nothing breaks.
    #[must_use]
    pub fn t<'a>(&'a self, key: &'a str) -> &'a str {
        self.fixed.get(key).map_or(key, String::as_str)
    }

    /// Whether there is a text of this key, with variables or without.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// What another module found wrong, which says it in English, as far as its sentences are known.
    #[must_use]
    pub fn finding(&self, sentence: &str) -> String {
        self.fitted(self.findings.translate(sentence))
    }

    /// The text of a key with its variables filled in.
    #[must_use]
    pub fn t_with(&self, key: &str, values: &[(&'static str, Value<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let arguments: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        self.fitted(self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned())
    }

    /// A text whose gaps have just been filled.
    fn fitted(&self, text: String) -> String {
        if self.language == Language::Korean { particles::fit(text) } else { text }
    }
}

/// The keys of a Fluent source, in its order: an identifier at the start of a line, followed by `=`.
pub(super) fn keys(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let is_key = key.starts_with(|first: char| first.is_ascii_alphabetic())
            && key.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-' || sign == '_');
        is_key.then_some(key)
    })
}

#[cfg(test)]
mod tests {
    use super::{Language, LanguageError, Texts};

    #[test]
    fn texts_are_found_filled_in_and_missing_ones_show_their_key() {
        let source = "plain = Reward\nfilled = { $n ->\n    [one] one step\n   *[other] { $n } steps\n } of { $who }\n";
        let texts = Texts::from_source(Language::English, source).expect("valid");
        assert_eq!(texts.t("plain"), "Reward");
        assert_eq!(texts.t_with("filled", &[("n", 1.into()), ("who", "Ann".into())]), "one step of Ann");
        assert_eq!(texts.t_with("filled", &[("n", 3.into()), ("who", "Ann".into())]), "3 steps of Ann");
        assert_eq!(texts.t("nowhere"), "nowhere");
        assert_eq!(texts.t_with("nowhere", &[]), "nowhere");
    }

    #[test]
    fn broken_sources_are_refused_with_the_place() {
        assert!(matches!(
            Texts::from_source(Language::Korean, "a = { $x ->\n"),
            Err(LanguageError::Syntax { language: Language::Korean, .. })
        ));
        let Err(LanguageError::Twice { reason, .. }) = Texts::from_source(Language::English, "a = 1\na = 2\n") else {
            panic!("a key given twice must be refused")
        };
        assert!(reason.contains('a'), "{reason}");
    }
}
