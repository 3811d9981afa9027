//! The strip below the board: the bar, play and pause, single steps, speed, and a button for each kind of marker.

use bevy_egui::egui::{Align, Button, Label, Layout, RichText, Slider, Ui, WidgetInfo, WidgetType, vec2};
use egui_phosphor::regular as icon;

use super::{MarkerKind, ReplayChoices, ReplayCommand, ShownView, scrub};
use crate::panels::{Direction, KeyAction, Look, ReplayKey, add_named, numbers};

/// Draws the strip; returns what was asked for.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &ShownView<'_>, choices: ReplayChoices) -> Vec<ReplayCommand> {
    let mut commands = Vec::new();
    ui.horizontal(|ui| {
        let room = scrub::figures_width(ui, look, view.player.len());
        let width = (ui.available_width() - room - ui.spacing().item_spacing.x).max(60.0);
        commands.extend(scrub::ui(ui, look, view, width).map(ReplayCommand::Seek));
        let (position, len) = (numbers::whole(view.player.position() as u64), numbers::whole(view.player.len() as u64));
        let text = RichText::new(format!("{position} / {len}"));
        ui.with_layout(Layout::bottom_up(Align::Max), |ui| ui.add(Label::new(text).extend()));
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        transport(ui, look, view, &mut commands);
        let key = look.key(ui, KeyAction::Replay(ReplayKey::Repeat));
        if look.icon_toggle(ui, icon::REPEAT, look.t("replay-repeat"), &key, choices.repeat).clicked() {
            commands.push(ReplayCommand::SetRepeat(!choices.repeat));
        }
        speed(ui, look, choices, &mut commands);
        for kind in MarkerKind::ALL {
            let count = view.markers.iter().filter(|marker| kind.is_of(marker)).count();
            if count > 0 {
                jump(ui, look, view, kind, count, &mut commands);
            }
        }
    });
    commands
}

fn transport(ui: &mut Ui, look: Look<'_>, view: &ShownView<'_>, commands: &mut Vec<ReplayCommand>) {
    let key = |ui: &Ui, key: ReplayKey| look.key(ui, KeyAction::Replay(key));
    let (sign, text, command) = if view.playing {
        (icon::PAUSE, "time-pause", ReplayCommand::Pause)
    } else {
        (icon::PLAY, "time-play", ReplayCommand::Play)
    };
    let hint = key(ui, ReplayKey::PlayPause);
    if look.primary_button(ui, sign, look.t(text), &hint, 86.0).clicked() {
        commands.push(command);
    }
    let (begun, ended) = (view.player.position() > 0, view.player.position() == view.player.len());
    for (sign, text, shortcut, enabled, command) in [
        (icon::SKIP_BACK, "replay-first", ReplayKey::First, begun, ReplayCommand::Seek(0)),
        (
            icon::CARET_LEFT,
            "replay-step-back",
            ReplayKey::Step(Direction::Down),
            begun,
            ReplayCommand::Step(Direction::Down),
        ),
        (
            icon::CARET_RIGHT,
            "replay-step-on",
            ReplayKey::Step(Direction::Up),
            !ended,
            ReplayCommand::Step(Direction::Up),
        ),
        (icon::SKIP_FORWARD, "replay-last", ReplayKey::Last, !ended, ReplayCommand::Seek(view.player.len())),
    ] {
        let hint = key(ui, shortcut);
        if look.icon_button(ui, sign, look.t(text), &hint, enabled).clicked() {
            commands.push(command);
        }
    }
}

fn speed(ui: &mut Ui, look: Look<'_>, choices: ReplayChoices, commands: &mut Vec<ReplayCommand>) {
    let mut per_second = choices.per_second;
    // In one piece, so that the figure does not stand alone in the next line.
    let room = vec2(look.size(ui) * 13.0, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        let text_room = look.size(ui) * 6.0;
        ui.spacing_mut().slider_width = (ui.available_width() - text_room).max(40.0);
        let range = ReplayChoices::SLOWEST..=ReplayChoices::FASTEST;
        let response =
            add_named(ui, look.t("speed"), Slider::new(&mut per_second, range).logarithmic(true).show_value(false));
        let key = |direction| look.key(ui, KeyAction::Replay(ReplayKey::Speed(direction)));
        let hint = format!("{}  ·  {}  {}", look.t("replay-speed-help"), key(Direction::Down), key(Direction::Up));
        response.on_hover_text(hint);
        let decimals = usize::from(per_second < 10.0);
        let rate = numbers::real(f64::from(per_second), decimals);
        ui.label(look.texts.t_with("speed-value", &[("rate", rate.into())]));
    });
    if per_second != choices.per_second {
        commands.push(ReplayCommand::SetSpeed(per_second));
    }
}

/// The button of a kind of markers: its shape, how many there are. A click goes to the next one, with Shift to the one before.
fn jump(
    ui: &mut Ui,
    look: Look<'_>,
    view: &ShownView<'_>,
    kind: MarkerKind,
    count: usize,
    commands: &mut Vec<ReplayCommand>,
) {
    let size = look.size(ui);
    // Room for the shape is left by spaces.
    let response = ui.add(Button::new(format!("      {}", numbers::whole(count as u64))));
    let centre = response.rect.left_center() + vec2(ui.spacing().button_padding.x + size * 0.5, 0.0);
    kind.paint(ui.painter(), centre, size * 0.42, kind.colour(look));
    let (name, help) = (kind.key(), kind.help());
    let said = look.texts.t_with("marker-jump", &[("name", look.t(name).into()), ("count", count.into())]);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &said));
    let key = |direction| look.key(ui, KeyAction::Replay(ReplayKey::Jump(Some(kind), direction)));
    let keys = format!("{}  {}", key(Direction::Up), key(Direction::Down));
    let response = response.on_hover_text(format!("{}. {}  ·  {keys}", look.t(name), look.t(help)));
    if response.clicked() {
        let direction = if ui.input(|input| input.modifiers.shift) { Direction::Down } else { Direction::Up };
        commands.extend(view.jump(Some(kind), direction).map(ReplayCommand::Seek));
    }
}
