//! The names that a person chooses by, one per variant of an enum: the same in files, flags and messages, and the keys of their
//! texts; and what a name that a person typed is as the name of a file. Which choices there are is said where they are made.

use thiserror::Error;

/// A name that none of the choices has.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{name}` is no {what}: choose one of {known}")]
pub struct UnknownName {
    /// What was to be named, in words.
    pub what: &'static str,
    /// The name that was given.
    pub name: String,
    /// The names that exist, with commas between.
    pub known: String,
}

/// A word as a shell takes it, in quotes where it has to be.
#[must_use]
pub fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_./:=,+@".contains(letter);
    let is_plain = !word.is_empty() && word.chars().all(is_plain);
    if is_plain { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

/// Writes an enum whose variants have one name each. `$what` is what they are, in messages and in the keys of their texts.
macro_rules! named {
    ($(#[$meta:meta])* $type:ident, $what:literal, { $($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $name)] $variant),+
        }

        impl $type {
            /// Every choice, in the order in which they are offered.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$variant),+];
            /// How many there are.
            pub const COUNT: usize = Self::NAMES.len();
            /// The names of [`Self::ALL`], in the same order.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The name in files, flags and messages.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// The key of the text that names it to a person.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($what, "-", $name)),+
                }
            }

            /// The key of the text that explains it.
            #[must_use]
            pub const fn help(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($what, "-", $name, "-help")),+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.name())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::names::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                Self::ALL.into_iter().find(|choice| choice.name() == name).ok_or_else(|| {
                    $crate::names::UnknownName {
                        what: $what,
                        name: name.to_owned(),
                        known: Self::NAMES.join(", "),
                    }
                })
            }
        }
    };
}

pub(crate) use named;

/// The longest stem, in bytes. File systems take names of 255: a number and an extension still have room.
const LONGEST_STEM: usize = 200;
/// The name of what has no name that a file could have.
const UNNAMED: &str = "unnamed";
/// Names of devices on Windows, which are devices with any extension, too.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// The stem of the file that is called after `name`: one part of a path on every system, never hidden, a device or empty.
/// An extension may be put behind it.
///
/// Letters, digits and most signs stay. What separates folders, extensions or words, or is forbidden on Windows, becomes a dash;
/// what cannot be seen is left out.
#[must_use]
pub fn file_stem(name: &str) -> String {
    let mut stem = String::new();
    for character in name.chars().filter(|&character| !is_invisible(character)) {
        let is_dash = character.is_control() || character.is_whitespace() || r#"-./\<>:"|?*"#.contains(character);
        let character = if is_dash { '-' } else { character };
        if stem.len() + character.len_utf8() > LONGEST_STEM {
            break;
        }
        // None at the start, and one between two words.
        if character != '-' || !(stem.is_empty() || stem.ends_with('-')) {
            stem.push(character);
        }
    }
    stem.truncate(stem.trim_end_matches('-').len());
    match stem.as_str() {
        "" => UNNAMED.to_owned(),
        device if is_device(device) => format!("_{device}"),
        _ => stem,
    }
}

/// Whether Windows opens a device by this name. COM and LPT are numbered by digits and by superscripts.
fn is_device(stem: &str) -> bool {
    let is_numbered = |port: &str| {
        stem.split_at_checked(3).is_some_and(|(letters, rest)| {
            let mut digits = rest.chars();
            letters.eq_ignore_ascii_case(port)
                && matches!((digits.next(), digits.next()), (Some('0'..='9' | '\u{b9}' | '\u{b2}' | '\u{b3}'), None))
        })
    };
    DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) || is_numbered("COM") || is_numbered("LPT")
}

/// Whether a character shows nothing itself but hides, joins or reorders those around it: Unicode's marks of direction, its
/// characters of no width, tags and soft hyphens.
#[must_use]
pub const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use std::path::{Component, Path};

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_becomes_one_part_of_a_path() {
        for (name, stem) in [
            ("classic", "classic"),
            ("my rush", "my-rush"),
            ("내 첫 레벨!", "내-첫-레벨!"),
            ("../../etc/passwd", "etc-passwd"),
            ("/etc/passwd", "etc-passwd"),
            ("C:\\Windows\\system32", "C-Windows-system32"),
            ("v1.5", "v1-5"),
            (".bashrc", "bashrc"),
            ("--force", "force"),
            ("end. . .", "end"),
            ("con", "_con"),
            ("NUL.tar.gz", "NUL-tar-gz"),
            ("Com7", "_Com7"),
            ("LPT\u{b9}", "_LPT\u{b9}"),
            ("COM", "COM"),
            ("COM10", "COM10"),
            ("what?", "what"),
            ("a\u{0}b\tc\nd", "a-b-c-d"),
            ("exe\u{202e}gnp", "exegnp"),
            ("a\u{200b}\u{2066}b\u{2028}c", "ab-c"),
            ("", UNNAMED),
            (" . ", UNNAMED),
            ("\u{200f}", UNNAMED),
        ] {
            assert_eq!(file_stem(name), stem, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_characters() {
        // Three bytes each.
        assert_eq!(file_stem(&"가".repeat(100)), "가".repeat(66));
        assert_eq!(file_stem(&format!("con{}x", "\u{3000}".repeat(300))), "con-x");
        assert_eq!(file_stem(&format!("{}-b", "a".repeat(199))), "a".repeat(199));
    }

    proptest! {
        #[test]
        fn every_name_is_safe_on_every_system(name in "(CON|nul|com1|\\.\\.|/|\\\\|[ .:\u{202e}\u{200b}\n가-힣]|\\PC|.){0,80}") {
            let stem = file_stem(&name);
            prop_assert!((1..=LONGEST_STEM).contains(&stem.len()), "{stem:?}");
            prop_assert!(!stem.chars().any(|character| character.is_control() || is_invisible(character)), "{stem:?}");
            prop_assert!(!stem.contains(['.', '/', '\\', '<', '>', ':', '"', '|', '?', '*', ' ']), "{stem:?}");
            prop_assert!(!stem.starts_with('-') && !stem.ends_with('-') && !is_device(&stem), "{stem:?}");
            let path = Path::new(&stem);
            prop_assert!(path.components().eq([Component::Normal(stem.as_ref())]), "{stem:?}");
            prop_assert_eq!(file_stem(&stem), stem, "a name that is safe stays");
        }
    }
}
