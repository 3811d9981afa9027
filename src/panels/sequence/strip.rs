//! The strip on top of every page: which page, one set of play, pause, step, reset and speed for all models, and files.

use bevy_egui::egui::{Align, Layout, Slider, Ui};
use egui_phosphor::regular as icon;

use super::{Commands, Page, SequenceChoices, SequenceCommand, SequenceView, keyboard};
use crate::panels::{
    KeyAction, Look, SequenceKey, Speed,
    look::add_named,
    numbers,
    replay::{ClipControls, ClipSubject},
};

/// Letters of width from which on all stands in one row.
const WIDE: f32 = 90.0;

pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    view: &SequenceView<'_>,
    (clips, subject): (&mut ClipControls, &ClipSubject<'_>),
    commands: &mut Commands,
) {
    ui.spacing_mut().item_spacing.x = 6.0;
    if ui.available_width() >= look.size(ui) * WIDE {
        ui.horizontal(|ui| {
            pages(ui, look, view, commands);
            ui.separator();
            steering(ui, look, view, commands);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                files(ui, look, view, commands);
                clips.lab_button(ui, look, subject);
            });
        });
    } else {
        ui.horizontal_wrapped(|ui| {
            pages(ui, look, view, commands);
            files(ui, look, view, commands);
            clips.lab_button(ui, look, subject);
        });
        ui.horizontal_wrapped(|ui| steering(ui, look, view, commands));
    }
}

fn pages(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
    for (number, &page) in Page::ALL.iter().enumerate() {
        let key = look.key(ui, KeyAction::Sequence(SequenceKey::Page(number)));
        let text = look.t(page.key());
        let response = ui.selectable_label(page == view.choices.page, text).on_hover_text(key);
        if response.clicked() {
            commands.push(SequenceCommand::Show(page));
        }
    }
}

fn steering(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
    transport(ui, look, view, commands);
    speed(ui, look, view.choices.speed, commands);
    steps(ui, look, view);
}

fn files(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
    for (sign, text, key) in [
        (icon::FILE_CSV, "lab-export-numbers", SequenceKey::Numbers),
        (icon::IMAGE, "lab-export-picture", SequenceKey::Picture),
        (icon::FLOPPY_DISK, "lab-save-session", SequenceKey::Save),
        (icon::FOLDER_OPEN, "lab-open", SequenceKey::Open),
    ] {
        button(ui, look, view, (sign, text, key, true), commands);
    }
}

fn transport(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
    if view.is_over && !view.is_running {
        // The key plays and pauses; what starts over is this button, which says so.
        if look.primary_button(ui, icon::ARROW_CLOCKWISE, look.t("lab-again"), look.t("lab-reset"), 86.0).clicked() {
            commands.push(SequenceCommand::Again);
        }
    } else {
        let (sign, text) = if view.is_running { (icon::PAUSE, "time-pause") } else { (icon::PLAY, "time-play") };
        let hint = look.key(ui, KeyAction::Sequence(SequenceKey::PlayPause));
        if look.primary_button(ui, sign, look.t(text), &hint, 86.0).clicked() {
            commands.extend(keyboard::command(SequenceKey::PlayPause, view));
        }
    }
    for (sign, text, key, enabled) in [
        (icon::SKIP_FORWARD, "lab-step", SequenceKey::Step, !view.is_over),
        (icon::ARROW_CLOCKWISE, "lab-reset", SequenceKey::Reset, true),
        (icon::DICE_FIVE, "lab-new-seed", SequenceKey::NewSeed, true),
        (icon::ARROW_U_UP_LEFT, "lab-undo", SequenceKey::Undo, view.can_undo),
        (icon::ARROW_U_UP_RIGHT, "lab-redo", SequenceKey::Redo, view.can_redo),
    ] {
        button(ui, look, view, (sign, text, key, enabled), commands);
    }
}

/// A button that asks for the same as its key.
fn button(
    ui: &mut Ui,
    look: Look<'_>,
    view: &SequenceView<'_>,
    (sign, text, key, enabled): (&str, &'static str, SequenceKey, bool),
    commands: &mut Commands,
) {
    let hint = look.key(ui, KeyAction::Sequence(key));
    if look.icon_button(ui, sign, look.t(text), &hint, enabled).clicked() {
        commands.extend(keyboard::command(key, view));
    }
}

fn speed(ui: &mut Ui, look: Look<'_>, speed: Speed, commands: &mut Commands) {
    let mut changed = speed;
    let key = look.key(ui, KeyAction::Sequence(SequenceKey::Turbo));
    let toggle = look.icon_toggle(ui, icon::LIGHTNING, look.t("speed-turbo"), &key, speed.turbo);
    if toggle.clicked() {
        changed.turbo = !changed.turbo;
    }
    let width = look.size(ui) * 6.0;
    if ui.available_size_before_wrap().x < width {
        // A slider does not wrap by itself.
        ui.end_row();
    }
    ui.spacing_mut().slider_width = width;
    let slider = Slider::new(&mut changed.per_second, Speed::SLOWEST..=SequenceChoices::FASTEST)
        .logarithmic(true)
        .show_value(false);
    let response = add_named(ui, look.t("speed"), slider);
    if response.changed() {
        changed.turbo = false;
    }
    response.on_hover_text(look.t("lab-speed-help"));
    let value = if speed.turbo {
        look.t("speed-turbo-on").to_owned()
    } else {
        let rate = numbers::rate(f64::from(speed.per_second));
        look.texts.t_with("lab-speed-value", &[("rate", rate.into())])
    };
    ui.label(value);
    if changed != speed {
        commands.push(SequenceCommand::SetSpeed(changed));
    }
}

/// How far the slowest has come, and of how many steps.
fn steps(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>) {
    let slowest = view.models.iter().map(|model| model.steps()).min().unwrap_or(0);
    let text = look.texts.t_with(
        "lab-steps-of",
        &[("step", numbers::whole(slowest).into()), ("steps", numbers::whole(view.choices.stop.steps).into())],
    );
    ui.label(look.soft(text)).on_hover_text(look.t("lab-steps-help"));
}
