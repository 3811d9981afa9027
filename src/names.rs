//! The names that a person chooses by, one per variant of an enum: the same in files, flags and messages.
//! Which choices there are is said where they are made.

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

/// Writes an enum whose variants have one name each.
macro_rules! named {
    ($(#[$meta:meta])* $type:ident, $what:literal, { $($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $type {
            $($(#[$doc])* #[serde(rename = $name)] $variant),+
        }

        impl $type {
            /// Every choice, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The names of [`Self::ALL`], in the same order.
            pub const NAMES: &'static [&'static str] = &[$($name),+];

            /// The name in files, flags and messages.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
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
                Self::ALL.iter().copied().find(|choice| choice.name() == name).ok_or_else(|| {
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
