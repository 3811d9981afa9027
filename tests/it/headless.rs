//! The window's program without a window and a renderer: what stories about it have in common.

use std::time::Duration;

use bevy::{
    asset::AssetPlugin, image::ImagePlugin, prelude::*, state::app::StatesPlugin, text::TextPlugin,
    time::TimeUpdateStrategy,
};
use sidestep::{
    game::{self, Lanes, Preferences, PreferencesFile, RunPlan, Start, WindowOptions},
    language::{Language, Texts},
    panels::Tab,
};

/// Frames last 1/60 s.
const FRAME: Duration = Duration::from_micros(16_667);

/// An app with all that meshes and texts need, and nothing else.
pub fn bare() -> App {
    let mut app = App::new();
    app.add_plugins((MinimalPlugins, StatesPlugin, AssetPlugin::default(), ImagePlugin::default(), TextPlugin))
        .init_asset::<Mesh>();
    app
}

/// The program as the command line opens it, in its second frame: what was asked for is there. Time stands but for what runs by itself.
pub fn opened(options: &WindowOptions, preferences: Preferences) -> App {
    let start = Start::of(options, preferences).unwrap_or_else(|error| panic!("{error}"));
    let mut app = bare();
    app.insert_resource(TimeUpdateStrategy::ManualDuration(FRAME)).insert_resource(PreferencesFile(None));
    start.put_into(&mut app);
    app.add_plugins(game::plugin);
    app.update();
    app.update();
    app
}

/// The program in English, with nothing kept from the last time, before its first frame. What `prepare` puts into it is there
/// before the game begins.
pub fn game(plan: RunPlan, prepare: impl FnOnce(&mut App)) -> App {
    let mut app = bare();
    app.insert_resource(TimeUpdateStrategy::ManualDuration(FRAME))
        .insert_resource(Texts::new(Language::English))
        .insert_resource(PreferencesFile(None))
        .insert_resource(Lanes::new(plan).expect("the preset is sound"));
    prepare(&mut app);
    app.add_plugins(game::plugin);
    app
}

/// One frame, in which another screen comes up.
pub fn show(app: &mut App, tab: Tab) {
    NextState::set_if_neq(&mut app.world_mut().resource_mut::<NextState<Tab>>(), tab);
    app.update();
}
