//! Which languages there are, and which of them the system speaks. The texts themselves are in `texts`.

use crate::names::named;

named! {
    /// A language of the window, by its BCP 47 tag; earlier versions wrote its English name.
    #[derive(Default)]
    Language, "language", {
        /// English, the language for every locale that is not listed.
        #[default]
        #[serde(alias = "english")]
        English = "en",
        /// 한국어.
        #[serde(alias = "korean")]
        Korean = "ko",
    }
}

impl Language {
    /// The language of the system's locale; English where the system does not say or speaks another one.
    #[must_use]
    pub fn of_system() -> Self {
        sys_locale::get_locale().map_or(Self::English, |locale| Self::of_locale(&locale))
    }

    /// The language of a locale name such as `ko-KR`, `ko_KR.UTF-8` or `en`.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['-', '_', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("ko") { Self::Korean } else { Self::English }
    }

    /// Its name in itself, so that a reader finds it whatever the window speaks now.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Korean => "한국어",
        }
    }

    /// What the modules say in English of what is wrong, with its translation (`findings`); nothing where it is spoken already.
    pub(super) const fn findings(self) -> &'static str {
        match self {
            Self::English => "",
            Self::Korean => include_str!("../../assets/lang/ko.findings"),
        }
    }

    /// The embedded Fluent source.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("../../assets/lang/en.ftl"),
            Self::Korean => include_str!("../../assets/lang/ko.ftl"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn what_earlier_versions_wrote_is_read() {
        for (text, language) in [("english", Language::English), ("korean", Language::Korean), ("ko", Language::Korean)]
        {
            assert_eq!(serde_json::from_value::<Language>(text.into()).ok(), Some(language), "{text}");
        }
    }

    #[test]
    fn korean_is_recognised_however_the_system_writes_it() {
        for locale in ["ko", "ko-KR", "ko_KR.UTF-8", "KO-kr", "ko_KR.eucKR@x"] {
            assert_eq!(Language::of_locale(locale), Language::Korean, "{locale}");
        }
        for locale in ["en-GB", "C", "", "kok-IN", "de_CH.UTF-8"] {
            assert_eq!(Language::of_locale(locale), Language::English, "{locale}");
        }
    }
}
