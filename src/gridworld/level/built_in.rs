//! The levels that come with the program, embedded in it.

use super::Level;

const LEVELS: [(&str, &str); 7] = [
    ("classic", include_str!("../../../assets/levels/classic.toml")),
    ("classic-paced", include_str!("../../../assets/levels/classic-paced.toml")),
    ("cliff", include_str!("../../../assets/levels/cliff.toml")),
    ("rush", include_str!("../../../assets/levels/rush.toml")),
    ("plaza", include_str!("../../../assets/levels/plaza.toml")),
    ("chase", include_str!("../../../assets/levels/chase.toml")),
    ("harbour", include_str!("../../../assets/levels/harbour.toml")),
];

pub(super) const NAMES: [&str; LEVELS.len()] = {
    let mut names = [""; LEVELS.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = LEVELS[index].0;
        index += 1;
    }
    names
};

impl Level {
    /// The built-in level of that name.
    #[must_use]
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, text) = LEVELS.into_iter().find(|(known, _)| *known == name)?;
        // They are part of the program and a test reads each, so a failure here is ours and not the caller's.
        Some(Self::from_toml(text, name).expect("built-in levels are valid"))
    }

    /// The names of all built-in levels, from the simplest to the hardest.
    #[must_use]
    pub const fn built_in_names() -> &'static [&'static str] {
        &NAMES
    }
}
