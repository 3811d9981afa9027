//! The screens of the window.

use bevy::state::state::States;

use crate::names::named;

named! {
    /// A screen of the window; Bevy's state says which one is shown.
    #[derive(Default, States)]
    Tab, "tab", {
        /// Watching agents learn.
        #[default]
        #[serde(alias = "Train")]
        Train = "train",
        /// Playing against them.
        #[serde(alias = "Versus")]
        Versus = "versus",
        /// What happened, once more.
        #[serde(alias = "Replay")]
        Replay = "replay",
        /// Recurrent networks, trained and looked into.
        #[serde(alias = "Sequence")]
        Sequence = "sequence",
        /// One tick of training, number by number.
        Lens = "lens",
    }
}

impl Tab {
    /// Whether boards are shown on it.
    #[must_use]
    pub const fn has_board(self) -> bool {
        !matches!(self, Self::Sequence | Self::Lens)
    }

    /// Its icon.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Train => egui_phosphor::regular::GRADUATION_CAP,
            Self::Versus => egui_phosphor::regular::GAME_CONTROLLER,
            Self::Replay => egui_phosphor::regular::FILM_STRIP,
            Self::Sequence => egui_phosphor::regular::GRAPH,
            Self::Lens => egui_phosphor::regular::MAGNIFYING_GLASS,
        }
    }
}
