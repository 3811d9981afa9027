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
    let boards = layout.viewport.filter(|_| tab.has_board());
    let boards = boards.map(|Rect { min, max }| egui::Rect::from_min_max(min.to_array().into(), max.to_array().into()));
    let is_recorded = recorder.records_board(*clip);
    if let Some(place) = place_of_notices(context.content_rect(), area.0, boards, is_recorded) {
        notices.0.ui(context, look, place);
    }
    layout.is_pointer_taken = context.is_pointer_over_egui();
    Ok(())
}

/// The least room that a message is read in, points.
const LEAST_OF_NOTICES: egui::Vec2 = egui::vec2(180.0, 90.0);

/// Over the boards, or beside them while a clip or a picture of them is taken, on the side with the most room: without any, they wait.
/// Where there are no boards, below the screen, which has left room for them.
fn place_of_notices(
    window: egui::Rect,
    screen: Option<egui::Rect>,
    boards: Option<egui::Rect>,
    is_recorded: bool,
) -> Option<egui::Rect> {
    let screen = screen.unwrap_or(window);
    let Some(boards) = boards else { return Some(window.with_min_y(screen.top())) };
    if !is_recorded {
        return Some(boards);
    }
    let beside = [
        screen.with_max_x(boards.left()),
        screen.with_min_x(boards.right()),
        screen.with_max_y(boards.top()),
        screen.with_min_y(boards.bottom()),
    ];
    let fits = |place: &egui::Rect| place.width() >= LEAST_OF_NOTICES.x && place.height() >= LEAST_OF_NOTICES.y;
    beside.into_iter().filter(fits).max_by(|one, other| one.area().total_cmp(&other.area()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is recorded is the boards' place: a message over it would be in the clip for good.
    #[test]
    fn messages_stand_beside_boards_that_are_recorded() {
        let rect =
            |left, top, right, bottom| egui::Rect::from_min_max(egui::pos2(left, top), egui::pos2(right, bottom));
        let window = rect(0.0, 0.0, 1280.0, 720.0);
        let screen = rect(0.0, 48.0, 1280.0, 720.0);
        for (boards, has_room) in [
            (rect(320.0, 48.0, 960.0, 720.0), true),
            (rect(0.0, 48.0, 900.0, 720.0), true),
            (rect(380.0, 48.0, 1280.0, 720.0), true),
            (rect(0.0, 48.0, 1280.0, 560.0), true),
            (rect(0.0, 300.0, 1280.0, 720.0), true),
            (screen, false),
            (rect(100.0, 60.0, 1180.0, 680.0), false),
        ] {
            let place = place_of_notices(window, Some(screen), Some(boards), true);
            assert_eq!(place.is_some(), has_room, "{boards:?}");
            if let Some(place) = place {
                assert!(screen.contains_rect(place) && !place.intersect(boards).is_positive(), "{place:?}");
            }
            assert_eq!(place_of_notices(window, Some(screen), Some(boards), false), Some(boards));
        }
        assert_eq!(place_of_notices(window, Some(screen), None, true), Some(screen), "nothing of a board is recorded");
    }
}
