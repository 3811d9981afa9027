//! What is asked of the window as a whole, on whichever screen.

use bevy::ecs::message::Message;

use super::{Settings, Tab};

/// What is asked of the window.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum WindowCommand {
    /// Another screen.
    ShowTab(Tab),
    /// Language, theme, scale and so on.
    SetSettings(Settings),
    /// Open or close the list of keys.
    ToggleHelp,
    /// Open or close the settings.
    ToggleSettings,
    /// Open or close the page about the program.
    ToggleAbout,
    /// Use the whole screen, or a window again.
    ToggleFullscreen,
}
