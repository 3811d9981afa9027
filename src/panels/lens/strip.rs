//! The strip on top: which tick it is, where in it the viewer is, and the ways on and back.

use bevy_egui::egui::{Align, Button, ComboBox, Label, Layout, ProgressBar, RichText, TextWrapMode, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{LensCommand, LensEvent, LensProgress, LensView, ShownTick, note};
use crate::{
    learning::ActionValues,
    lens::{Net, Subject, TickPhase, WalkStop, kinds},
    panels::{Direction, KeyAction, LensKey, Look, name_node, numbers},
};

pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    (view, shown): (&LensView<'_>, &ShownTick<'_>),
    asked: &mut Vec<LensCommand>,
) {
    ui.horizontal(|ui| {
        tick(ui, look, shown);
        ui.separator();
        phases(ui, look, shown, asked);
        part(ui, look, shown, asked);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ways(ui, look, view, asked));
    });
    ui.horizontal_wrapped(|ui| {
        jumps(ui, look, shown, asked);
        actor(ui, look, shown, asked);
        if let Some(reached) = view.reached {
            progress(ui, look, reached, 90.0, asked);
        } else {
            let words = note::words(look, view).join(" ");
            ui.add(Label::new(look.soft(words)).wrap());
        }
    });
}

/// How far the tick has been reached that was asked for, and the button that stops it.
pub(super) fn progress(
    ui: &mut Ui,
    look: Look<'_>,
    LensProgress { tick, share }: LensProgress,
    width: f32,
    asked: &mut Vec<LensCommand>,
) {
    ui.add_sized(vec2(width, 18.0), ProgressBar::new(share));
    if look.button(ui, icon::STOP, look.t("lens-stop"), "").clicked() {
        asked.push(LensCommand::Stop);
    }
    ui.label(look.soft(look.texts.t_with("lens-at-tick", &[("tick", numbers::whole(tick).into())])));
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
        let is_of = |stop: &WalkStop| stop.phase == phase;
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

/// What the small steps of this part of the tick are about, to be chosen from.
fn part(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, asked: &mut Vec<LensCommand>) {
    let mut starts = kinds(shown.stops);
    starts.retain(|start| shown.stops[*start].phase == shown.stop().phase);
    let Some(here) = starts.iter().copied().rfind(|start| *start <= shown.at).filter(|_| starts.len() > 1) else {
        return;
    };
    // Both networks have steps of the same kinds.
    let text = |at: usize| {
        let WalkStop { kind, subject, .. } = shown.stops[at];
        let is_of_value = match subject {
            Subject::Weight(net, ..) => net == Net::Value,
            Subject::Error(unit) => unit.pass.net() == Net::Value,
            _ => false,
        };
        format!("{}{}", look.t(kind.key()), if is_of_value { look.t("lens-of-value-network") } else { "" })
    };
    let list = ComboBox::from_id_salt("lens_part").wrap_mode(TextWrapMode::Extend).height(look.size(ui) * 36.0);
    let list = list.selected_text(text(here)).show_ui(ui, |ui| {
        for start in starts {
            if ui.selectable_label(start == here, text(start)).clicked() {
                asked.push(LensCommand::Show(start));
            }
        }
    });
    name_node(ui, &list.response, look.t("lens-part"));
    list.response.on_hover_text(look.t("lens-part"));
}

/// From right to left.
fn ways(ui: &mut Ui, look: Look<'_>, view: &LensView<'_>, asked: &mut Vec<LensCommand>) {
    let mut button = |icon: &str, name: &str, key: LensKey, command: LensCommand| {
        let hint = look.key(ui, KeyAction::Lens(key));
        if look.icon_button(ui, icon, look.texts.t(name), &hint, true).clicked() {
            asked.push(command);
        }
    };
    let (on, before) = (Direction::Up, Direction::Down);
    button(icon::X, back(view), LensKey::Leave, LensCommand::Leave);
    button(icon::SKIP_FORWARD, "key-lens-tick-on", LensKey::Tick(on), LensCommand::Tick(on));
    button(icon::CARET_DOUBLE_RIGHT, "key-lens-kind-on", LensKey::Kind(on), LensCommand::Kind(on));
    button(icon::CARET_RIGHT, "key-lens-on", LensKey::Walk(on), LensCommand::Walk(on));
    button(icon::CARET_LEFT, "key-lens-back", LensKey::Walk(before), LensCommand::Walk(before));
    button(icon::CARET_DOUBLE_LEFT, "key-lens-kind-back", LensKey::Kind(before), LensCommand::Kind(before));
    button(icon::SKIP_BACK, "key-lens-tick-back", LensKey::Tick(before), LensCommand::Tick(before));
}

/// Where the way out leads.
pub(super) const fn back(view: &LensView<'_>) -> &'static str {
    if view.source.is_of_replay { "lens-leave-replay" } else { "lens-leave-train" }
}

/// To other ticks of the run, by what happens in them.
fn jumps(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, asked: &mut Vec<LensCommand>) {
    let largest = match shown.lens.trace.setup.algorithm.action_values() {
        ActionValues::Q => "lens-jump-error",
        ActionValues::Probabilities => "lens-jump-advantage",
    };
    let jumps = [
        (icon::LIGHTNING, "lens-jump-hit", LensKey::Hit, LensEvent::Hit),
        (icon::STAR, "lens-jump-goal", LensKey::Goal, LensEvent::Goal),
        (icon::DICE_FIVE, "lens-jump-exploration", LensKey::Exploration, LensEvent::Exploration),
        (icon::CHART_BAR, largest, LensKey::LargestError, LensEvent::LargestError),
    ];
    for (icon, name, key, event) in jumps {
        let help = if event == LensEvent::LargestError { "lens-jump-error-help" } else { "lens-jump-help" };
        let hint = format!("{}  ·  {}", look.key(ui, KeyAction::Lens(key)), look.t(help));
        if look.button(ui, icon, look.t(name), &hint).clicked() {
            asked.push(LensCommand::Find(event));
        }
    }
}

/// Whose part of the tick it is, where several learn together.
fn actor(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, asked: &mut Vec<LensCommand>) {
    let Some(next) = shown.next_actor() else { return };
    let values = [("actor", (shown.lens.actor + 1).into()), ("count", shown.lens.trace.boards.len().into())];
    let hint = format!("{}  ·  {}", look.key(ui, KeyAction::Lens(LensKey::Actor)), look.t("key-lens-actor"));
    if look.button(ui, icon::ROBOT, &look.texts.t_with("lens-actor", &values), &hint).clicked() {
        asked.push(LensCommand::Actor(next));
    }
}
