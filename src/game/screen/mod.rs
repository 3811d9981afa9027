//! What is drawn on every screen: the bar on top, and the windows over the panels. The panels of each screen are drawn in its own
//! folder.

mod commands;
pub mod frame;
mod modifiers;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use super::{
    DrawSystems, Notices, RecordingFolder, appearance,
    board::BoardLayout,
    recording::{ClipRecorder, HiddenPart},
    train::ui::{TrainScene, top_bar_view},
};
use crate::{
    language::Texts,
    panels::{KeyAction, Look, RecordingChoice, RecordingCommand, Settings, Tab, WindowCommand, keys},
    theme::{self, Theme},
};
use commands::Windows;
use frame::{PressedKeys, ScreenArea, root};

/// What carries out the messages; it needs no display.
pub(super) use commands::plugin as commands_plugin;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<PressedKeys>()
        .init_resource::<ScreenArea>()
        .add_plugins((appearance::plugin, modifiers::plugin))
        .add_systems(Startup, spawn_camera)
        .add_systems(
            EguiPrimaryContextPass,
            ((read_keys, draw_bar).chain().in_set(DrawSystems::Bar), draw_windows.in_set(DrawSystems::Windows)),
        );
}

fn spawn_camera(mut commands: Commands) {
    // Shapes on the boards and egui's smooth their own edges: several samples a pixel would only cost time.
    commands.spawn((Name::new("Camera"), Camera2d, Msaa::Off));
}

/// What is asked for outside the panels of a screen.
#[derive(SystemParam)]
struct Asked<'w> {
    window: MessageWriter<'w, WindowCommand>,
    recording: MessageWriter<'w, RecordingCommand>,
}

fn read_keys(
    mut contexts: EguiContexts,
    tab: Res<State<Tab>>,
    settings: Res<Settings>,
    windows: Res<Windows>,
    mut pressed: ResMut<PressedKeys>,
    mut asked: Asked,
) -> Result {
    // A key that is being given to an action does nothing else.
    pressed.0 = match windows.settings.is_listening() {
        true => Vec::new(),
        false => keys::pressed(contexts.ctx_mut()?, &settings.keys, **tab),
    };
    for action in &pressed.0 {
        match action {
            KeyAction::ShowTab(tab) => drop(asked.window.write(WindowCommand::ShowTab(*tab))),
            KeyAction::Help => drop(asked.window.write(WindowCommand::ToggleHelp)),
            KeyAction::Settings => drop(asked.window.write(WindowCommand::ToggleSettings)),
            KeyAction::Fullscreen => drop(asked.window.write(WindowCommand::ToggleFullscreen)),
            KeyAction::Record => drop(asked.recording.write(RecordingCommand::Toggle)),
            KeyAction::Still => drop(asked.recording.write(RecordingCommand::TakeStill)),
            KeyAction::CopyStill => drop(asked.recording.write(RecordingCommand::CopyStill)),
            _ => {}
        }
    }
    Ok(())
}

fn draw_bar(
    mut contexts: EguiContexts,
    scene: TrainScene,
    tab: Res<State<Tab>>,
    recorder: Res<ClipRecorder>,
    (texts, theme, settings): (Res<Texts>, Res<Theme>, Res<Settings>),
    (mut windows, mut area, notices): (ResMut<Windows>, ResMut<ScreenArea>, Res<Notices>),
    mut asked: Asked,
) -> Result {
    let context = contexts.ctx_mut()?;
    // egui takes new fonts at the start of the next pass.
    if !context.fonts(|fonts| fonts.definitions().families.contains_key(&egui::FontFamily::Name(theme::BOLD.into()))) {
        return Ok(());
    }
    let look = Look { texts: &texts, theme: &theme, keys: &settings.keys };
    let mut ui = root(context, "bar", context.viewport_rect());
    let frame = egui::Frame::new().fill(theme.palette.panel).inner_margin(egui::Margin::symmetric(12, 7));
    egui::Panel::top("top").frame(frame).show(&mut ui, |ui| {
        let (window, recording) = windows.top_bar.ui(ui, look, &top_bar_view(&scene, **tab, &recorder, &theme));
        asked.window.write_batch(window);
        asked.recording.write_batch(recording);
    });
    let mut free = ui.available_rect_before_wrap();
    if !tab.has_board() {
        free.max.y -= notices.0.height();
    }
    area.0 = Some(free);
    Ok(())
}

fn draw_windows(
    mut contexts: EguiContexts,
    (texts, theme, settings): (Res<Texts>, Res<Theme>, Res<Settings>),
    (clip, folder, recorder): (Res<RecordingChoice>, Res<RecordingFolder>, Res<ClipRecorder>),
    (mut windows, mut notices): (ResMut<Windows>, ResMut<Notices>),
    (tab, area): (Res<State<Tab>>, Res<ScreenArea>),
    (mut hidden, mut layout): (ResMut<HiddenPart>, ResMut<BoardLayout>),
    mut asked: Asked,
) -> Result {
    let context = contexts.ctx_mut()?;
    let look = Look { texts: &texts, theme: &theme, keys: &settings.keys };
    let Windows { top_bar, help, settings: settings_window, about } = &mut *windows;
    if help.ui(context, look) {
        asked.window.write(WindowCommand::SetSettings(Settings { key_hint: true, ..settings.clone() }));
    }
    let changed = settings_window.ui(context, look, &settings);
    asked.window.write_batch(changed.map(WindowCommand::SetSettings));
    about.ui(context, look);
    let folder = folder.0.as_ref().map_or_else(String::new, |folder| folder.display().to_string());
    asked.recording.write_batch(top_bar.recording.choices(context, look, *clip, &folder));
    hidden.0 = top_bar.recording.buttons;
    let place = place_of_notices(context, **tab, &area, &layout, recorder.records_board(*clip));
    notices.0.ui(context, look, place);
    layout.is_pointer_taken = context.is_pointer_over_egui();
    Ok(())
}

/// Over the boards, or beside them while a clip of them is recorded; where there are none, below the screen, which has left room for them.
fn place_of_notices(
    context: &egui::Context,
    tab: Tab,
    area: &ScreenArea,
    layout: &BoardLayout,
    is_recorded: bool,
) -> egui::Rect {
    let window = context.content_rect();
    let boards = layout.viewport.filter(|_| tab.has_board());
    match (boards, area.0) {
        (Some(boards), Some(area)) if is_recorded => {
            let (left, right) = (boards.min.x - area.min.x, area.max.x - boards.max.x);
            if left > right { area.with_max_x(boards.min.x) } else { area.with_min_x(boards.max.x) }
        }
        (Some(Rect { min, max }), _) => egui::Rect::from_min_max(egui::pos2(min.x, min.y), egui::pos2(max.x, max.y)),
        (None, Some(area)) => window.with_min_y(area.top()),
        (None, None) => window,
    }
}
