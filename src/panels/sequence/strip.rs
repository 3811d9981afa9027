//! The strip on top of every page: which page, one set of play, pause, step, reset and speed for all models, and files.

use bevy_egui::egui::{Align, Layout, Slider, Ui};
use egui_phosphor::regular as icon;

use super::{ModelView, Page, SequenceChoices, SequenceCommand, SequenceView};
use crate::panels::{KeyAction, Look, SequenceKey, Speed, look::name_node, numbers};

/// Letters of width from which on all stands in one row.
const WIDE: f32 = 82.0;

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Vec<SequenceCommand>) {
    ui.spacing_mut().item_spacing.x = 6.0;
    let is_wide = ui.available_width() >= look.size(ui) * WIDE;
    ui.horizontal(|ui| {
        pages(ui, look, view, commands);
        if is_wide {
            ui.separator();
            steering(ui, look, view, commands);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| files(ui, look, commands));
    });
    if !is_wide {
        ui.horizontal(|ui| steering(ui, look, view, commands));
    }
}

fn pages(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Vec<SequenceCommand>) {
    for (number, page) in Page::ALL.into_iter().enumerate() {
        let key = look.key(ui, KeyAction::Sequence(SequenceKey::Page(number)));
        let text = look.t(page.key());
        let response = ui.selectable_label(page == view.choices.page, text).on_hover_text(key);
        if response.clicked() {
            commands.push(SequenceCommand::Show(page));
        }
    }
}

fn steering(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Vec<SequenceCommand>) {
    transport(ui, look, view, commands);
    speed(ui, look, view.choices.speed, commands);
    steps(ui, look, view);
}

fn files(ui: &mut Ui, look: Look<'_>, commands: &mut Vec<SequenceCommand>) {
    for (sign, text, key, command) in [
        (icon::FILE_CSV, "lab-export-numbers", SequenceKey::Numbers, SequenceCommand::ExportNumbers(0)),
        (icon::IMAGE, "lab-export-picture", SequenceKey::Picture, SequenceCommand::ExportPicture),
        (icon::FOLDER_OPEN, "lab-open", SequenceKey::Open, SequenceCommand::OpenWeights),
    ] {
        let hint = look.key(ui, KeyAction::Sequence(key));
        if look.icon_button(ui, sign, look.t(text), &hint, true).clicked() {
            commands.push(command);
        }
    }
}

fn transport(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Vec<SequenceCommand>) {
    let key = |key: SequenceKey| look.key(ui, KeyAction::Sequence(key));
    let (play, step) = (key(SequenceKey::PlayPause), key(SequenceKey::Step));
    let (reset, seed, undo) = (key(SequenceKey::Reset), key(SequenceKey::NewSeed), key(SequenceKey::Undo));
    let (sign, text, command) = if view.is_running {
        (icon::PAUSE, "time-pause", SequenceCommand::Pause)
    } else if view.is_over {
        (icon::ARROW_CLOCKWISE, "lab-again", SequenceCommand::Play)
    } else {
        (icon::PLAY, "time-play", SequenceCommand::Play)
    };
    if look.primary_button(ui, sign, look.t(text), &play, 86.0).clicked() {
        commands.push(command);
    }
    let going = !view.is_over;
    for (sign, text, key, enabled, command) in [
        (icon::SKIP_FORWARD, "lab-step", step, going, SequenceCommand::Step),
        (icon::ARROW_CLOCKWISE, "lab-reset", reset, true, SequenceCommand::Reset),
        (icon::DICE_FIVE, "lab-new-seed", seed, true, SequenceCommand::NewSeed),
        (icon::ARROW_U_UP_LEFT, "lab-undo", undo, view.can_undo, SequenceCommand::Undo),
    ] {
        if look.icon_button(ui, sign, look.t(text), &key, enabled).clicked() {
            commands.push(command);
        }
    }
}

fn speed(ui: &mut Ui, look: Look<'_>, speed: Speed, commands: &mut Vec<SequenceCommand>) {
    let mut changed = speed;
    let key = look.key(ui, KeyAction::Sequence(SequenceKey::Turbo));
    let toggle = look.icon_toggle(ui, icon::LIGHTNING, look.t("speed-turbo"), &key, speed.turbo);
    if toggle.clicked() {
        changed.turbo = !changed.turbo;
    }
    ui.spacing_mut().slider_width = look.size(ui) * 6.0;
    let slider = Slider::new(&mut changed.per_second, Speed::SLOWEST..=SequenceChoices::FASTEST)
        .logarithmic(true)
        .show_value(false);
    let response = ui.add(slider);
    name_node(ui, &response, look.t("speed"));
    if response.changed() {
        changed.turbo = false;
    }
    response.on_hover_text(look.t("lab-speed-help"));
    let value = if speed.turbo {
        look.t("speed-turbo-on").to_owned()
    } else {
        let rate = numbers::rate(f64::from(speed.per_second));
        look.texts.t_with("speed-value", &[("rate", rate.into())])
    };
    ui.label(value);
    if changed != speed {
        commands.push(SequenceCommand::SetSpeed(changed));
    }
}

/// How far the slowest has come, and of how many steps.
fn steps(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>) {
    let slowest = view.models.iter().map(ModelView::steps).min().unwrap_or(0);
    let text = look.texts.t_with(
        "lab-steps-of",
        &[("step", numbers::whole(slowest).into()), ("steps", numbers::whole(view.choices.stop.steps).into())],
    );
    ui.label(look.soft(text)).on_hover_text(look.t("lab-steps-help"));
}
