//! Carries out what is asked of the window as a whole.

use bevy::prelude::*;

use crate::{
    game::{ControlSystems, WindowState},
    panels::{AboutWindow, Help, Settings, SettingsWindow, Tab, TopBar, WindowCommand},
};

/// The bar on top, and the windows inside the window.
#[derive(Resource, Default)]
pub(super) struct Windows {
    pub top_bar: TopBar,
    pub help: Help,
    pub settings: SettingsWindow,
    pub about: AboutWindow,
}

pub(in crate::game) fn plugin(app: &mut App) {
    app.add_message::<WindowCommand>().init_resource::<Windows>().add_systems(Update, carry_out.in_set(ControlSystems));
}

fn carry_out(
    mut asked: MessageReader<WindowCommand>,
    mut windows: ResMut<Windows>,
    mut settings: ResMut<Settings>,
    mut window: ResMut<WindowState>,
    mut tab: ResMut<NextState<Tab>>,
) {
    for command in asked.read() {
        match command {
            WindowCommand::ShowTab(chosen) => NextState::set_if_neq(&mut tab, *chosen),
            WindowCommand::SetSettings(chosen) => settings.clone_from(chosen),
            WindowCommand::ToggleHelp => windows.help.open ^= true,
            WindowCommand::ToggleSettings => windows.settings.open ^= true,
            WindowCommand::ToggleAbout => windows.about.open ^= true,
            WindowCommand::ToggleFullscreen => window.fullscreen ^= true,
        }
    }
}
