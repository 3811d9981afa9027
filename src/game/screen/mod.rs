//! The screens: the bar on top, the panels of the tab that is shown, and the windows over them. Panels draw what they are handed
//! and answer with wishes; which data each tab's panels are handed stands in a file of its own.

mod replays;
mod sequence;
mod train;
mod versus;

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use super::{
    appearance,
    board::BoardLayout,
    clips::CurrentClip,
    control::{Wish, command_of},
    editing::{Edits, Pointer, Tool},
    lanes::Lanes,
    notices::Notices,
    optima::CurrentOptimum,
    recording::{ClipRecorder, HiddenPart, RecordingFolder},
    replays::showing::ReplayScene,
    sequence::showing::LabScene,
    simulation_clock::SimulationClock,
    versus::showing::MatchScene,
    view::ShownOverlays,
    window::PanelWidths,
};
use crate::{
    language::Texts,
    panels::{
        About, ClipChoice, Command, Controls, Help, KeyAction, Look, ReplayScreen, SequenceScreen, Settings,
        SettingsWindow, Tab, TopBar, TrainScreen, keys, versus::VersusScreen,
    },
    theme::{self, Theme},
};

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(appearance::plugin)
        .add_systems(Startup, (spawn_camera, make_panels))
        .add_systems(EguiPrimaryContextPass, draw);
}

fn spawn_camera(mut commands: Commands) {
    // Shapes on the boards and egui's smooth their own edges: several samples a pixel would only cost time.
    commands.spawn((Name::new("Camera"), Camera2d, Msaa::Off));
}

/// What the panels remember between frames.
#[derive(Resource)]
pub(super) struct Panels {
    top_bar: TopBar,
    train: TrainScreen,
    versus: VersusScreen,
    replay: ReplayScreen,
    sequence: SequenceScreen,
    help: Help,
    settings: SettingsWindow,
    about: About,
}

fn make_panels(mut commands: Commands, lanes: Res<Lanes>) {
    commands.insert_resource(Panels {
        top_bar: TopBar::default(),
        train: TrainScreen::new(Controls::new(lanes.plan.draft.clone(), &lanes.plan.level)),
        versus: VersusScreen::default(),
        replay: ReplayScreen::default(),
        sequence: SequenceScreen::default(),
        help: Help::default(),
        settings: SettingsWindow::default(),
        about: About::default(),
    });
}

/// Everything that is drawn, but nothing that is changed by drawing.
#[derive(SystemParam)]
pub(super) struct Scene<'w> {
    lanes: Res<'w, Lanes>,
    clock: Res<'w, SimulationClock>,
    optimum: Res<'w, CurrentOptimum>,
    tool: Res<'w, Tool>,
    edits: Res<'w, Edits>,
    texts: Res<'w, Texts>,
    theme: Res<'w, Theme>,
    game: MatchScene<'w>,
    studio: Res<'w, ClipRecorder>,
    recordings: Res<'w, RecordingFolder>,
    clip: Res<'w, CurrentClip>,
    replays: ReplayScene<'w>,
    lab: LabScene<'w>,
    tab: Res<'w, State<Tab>>,
    settings: Res<'w, Settings>,
    overlays: Res<'w, ShownOverlays>,
    clip_choice: Res<'w, ClipChoice>,
}

/// What others need to know of where the panels are.
#[derive(SystemParam)]
pub(super) struct Places<'w> {
    layout: ResMut<'w, BoardLayout>,
    pointer: ResMut<'w, Pointer>,
    hidden: ResMut<'w, HiddenPart>,
    widths: ResMut<'w, PanelWidths>,
}

/// What every tab is drawn from.
struct Frame<'a> {
    look: Look<'a>,
    scene: &'a Scene<'a>,
    /// What the keys ask for that were pressed.
    pressed: &'a [KeyAction],
}

pub(super) fn draw(
    mut contexts: EguiContexts,
    scene: Scene,
    mut panels: ResMut<Panels>,
    mut notices: ResMut<Notices>,
    mut places: Places,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let context = contexts.ctx_mut()?.clone();
    // egui takes new fonts at the start of the next pass.
    if !context.fonts(|fonts| fonts.definitions().families.contains_key(&egui::FontFamily::Name(theme::BOLD.into()))) {
        return Ok(());
    }
    let (tab, settings) = (**scene.tab, &*scene.settings);
    let look = Look { texts: &scene.texts, theme: &scene.theme, keys: &settings.keys };
    if tab == Tab::Versus && scene.game.wants_the_keyboard() {
        // A button that was clicked keeps the focus, and would be pressed again by the keys that steer.
        context.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
    // A key that is being given to an action does nothing else.
    let pressed =
        if panels.settings.is_listening() { Vec::new() } else { keys::pressed(&context, &settings.keys, tab) };
    let mut commands: Vec<Command> = pressed
        .iter()
        .filter_map(|&action| command_of(action, &scene.lanes, &scene.clock, scene.overlays.0, scene.tool.0))
        .collect();

    let mut root = egui::Ui::new(
        context.clone(),
        "root".into(),
        egui::UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(context.viewport_rect()),
    );
    let panel_fill = egui::Frame::new().fill(scene.theme.palette.panel);
    egui::Panel::top("top").frame(panel_fill.inner_margin(egui::Margin::symmetric(12, 7))).show(&mut root, |ui| {
        commands.extend(panels.top_bar.ui(ui, look, &train::top_bar_view(&scene)));
    });
    panels.train.controls.follow(&scene.lanes.plan.draft, &scene.lanes.plan.level);
    let frame = Frame { look, scene: &scene, pressed: &pressed };
    let free = match tab {
        Tab::Train => train::draw(&mut root, &frame, &mut panels.train, &mut places.widths, &mut commands),
        Tab::Versus => {
            let Panels { versus: screen, train, .. } = &mut *panels;
            versus::draw(&mut root, &frame, train.controls.levels(), screen, &mut commands)
        }
        Tab::Replay => replays::draw(&mut root, &frame, &mut panels.replay, &mut commands),
        Tab::Sequence => sequence::draw(&mut root, &frame, &mut panels.sequence, &mut commands),
    };

    let Panels { top_bar, help, settings: settings_window, about, .. } = &mut *panels;
    for command in &commands {
        match command {
            Command::ToggleHelp => help.open ^= true,
            Command::ToggleSettings => settings_window.open ^= true,
            Command::ToggleAbout => about.open ^= true,
            _ => {}
        }
    }
    help.ui(&context, look);
    commands.extend(settings_window.ui(&context, look, settings));
    about.ui(&context, look);
    let folder = scene.recordings.0.as_ref().map_or_else(String::new, |folder| folder.display().to_string());
    commands.extend(top_bar.recording.choices(&context, look, *scene.clip_choice, &folder));
    places.hidden.0 = top_bar.recording.buttons;
    notices.0.ui(&context, look);

    places.layout.viewport = Some(Rect::new(free.min.x, free.min.y, free.max.x, free.max.y));
    places.pointer.is_taken = context.is_pointer_over_egui();
    wishes.write_batch(commands.into_iter().map(Wish));
    Ok(())
}
