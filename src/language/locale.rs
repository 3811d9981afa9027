//! Which languages there are, and which of them the system speaks. The texts themselves are in `texts`.

use serde::{Deserialize, Serialize};

/// A language of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English, the language for every locale that is not listed.
    #[default]
    English,
    /// 한국어.
    Korean,
}

impl Language {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::English, Self::Korean];

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

    /// BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Korean => "ko",
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

impl std::fmt::Display for Language {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.own_name())
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

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
