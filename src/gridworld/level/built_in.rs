//! The levels that come with the program, embedded in it.

use super::Level;

macro_rules! embedded {
    ($($name:literal),+) => {
        pub(super) const NAMES: &[&str] = &[$($name),+];
        const TEXTS: &[&str] = &[$(include_str!(concat!("../../../assets/levels/", $name, ".toml"))),+];
    };
}

embedded!["classic", "classic-paced", "cliff", "rush", "plaza", "chase", "harbour"];

impl Level {
    /// The built-in level of that name.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let index = NAMES.iter().position(|known| *known == name)?;
        // They are part of the program and a test reads each, so a failure here is ours and not the caller's.
        Some(Self::from_toml(TEXTS[index], name).expect("built-in levels are valid"))
    }

    /// The names of all built-in levels, from the simplest to the hardest.
    #[must_use]
    pub const fn built_in_names() -> &'static [&'static str] {
        NAMES
    }
}
