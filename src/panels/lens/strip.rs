//! The strip on top: which tick it is, where in it the viewer is, and the ways on and back.

use bevy_egui::egui::{Align, Button, Layout, ProgressBar, RichText, Spinner, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{LensCommand, LensEvent, ShownTick};
use crate::{
    lens::TickPhase,
    panels::{Direction, KeyAction, LensKey, Look, numbers},
};

pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    shown: &ShownTick<'_>,
    reached: Option<f32>,
    asked: &mut Vec<LensCommand>,
) {
    ui.horizontal(|ui| {
        tick(ui, look, shown);
        ui.separator();
        phases(ui, look, shown, asked);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ways(ui, look, asked);
            if let Some(reached) = reached {
                if ui.button(look.t("lens-stop")).clicked() {
                    asked.push(LensCommand::Stop);
                }
                ui.add_sized(vec2(90.0, 14.0), ProgressBar::new(reached));
                ui.add(Spinner::new());
            }
        });
    });
}

fn tick(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>) {
    let (tick, step) = (shown.lens.trace.tick, shown.lens.board().step.number);
    let words = look
        .texts
        .t_with("lens-tick", &[("tick", numbers::whole(tick).into()), ("step", numbers::whole(step.into()).into())]);
    ui.label(RichText::new(words).font(look.strong_font(ui)));
}

/// The five parts of the tick; the one that is looked at says how far it is.
fn phases(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, asked: &mut Vec<LensCommand>) {
    let p = &look.theme.palette;
    for phase in TickPhase::ALL {
        let is_of = |stop: &crate::lens::WalkStop| stop.phase == phase;
        let first = shown.stops.iter().position(is_of);
        let count = shown.stops.iter().filter(|stop| is_of(stop)).count();
        let is_here = shown.stop().phase == phase;
        let name = look.t(phase.key());
        let text = match first {
            Some(first) if is_here && count > 1 => format!("{name} {}/{count}", shown.at - first + 1),
            _ => name.to_owned(),
        };
        let colour = if is_here { p.on_selected } else { p.text };
        let button = ui.add(Button::selectable(is_here, RichText::new(text).color(colour)).frame_when_inactive(true));
        if let Some(first) = first.filter(|_| button.on_hover_text(look.t(phase.help())).clicked()) {
            asked.push(LensCommand::Show(first));
        }
    }
}

/// From right to left.
fn ways(ui: &mut Ui, look: Look<'_>, asked: &mut Vec<LensCommand>) {
    let mut button = |icon: &str, name: &str, key: LensKey, command: LensCommand| {
        let hint = look.key(ui, KeyAction::Lens(key));
        if look.icon_button(ui, icon, look.texts.t(name), &hint, true).clicked() {
            asked.push(command);
        }
    };
    button(icon::X, "key-lens-leave", LensKey::Leave, LensCommand::Leave);
    button(icon::STAR, "key-lens-goal", LensKey::Goal, LensCommand::Find(LensEvent::Goal));
    button(icon::LIGHTNING, "key-lens-hit", LensKey::Hit, LensCommand::Find(LensEvent::Hit));
    button(icon::DICE_FIVE, "key-lens-exploration", LensKey::Exploration, LensCommand::Find(LensEvent::Exploration));
    button(icon::SKIP_FORWARD, "key-lens-tick-on", LensKey::Tick(Direction::Up), LensCommand::Tick(Direction::Up));
    button(icon::CARET_RIGHT, "key-lens-on", LensKey::Walk(Direction::Up), LensCommand::Walk(Direction::Up));
    button(icon::CARET_LEFT, "key-lens-back", LensKey::Walk(Direction::Down), LensCommand::Walk(Direction::Down));
    button(icon::SKIP_BACK, "key-lens-tick-back", LensKey::Tick(Direction::Down), LensCommand::Tick(Direction::Down));
}
