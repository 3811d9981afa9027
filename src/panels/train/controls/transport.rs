//! Play, pause, step, reset and speed. What they do to time is the game's business.

use bevy_egui::egui::{Label, Slider, Ui};
use egui_phosphor::regular as icon;

use super::ControlsView;
use crate::panels::{KeyAction, Look, SeedChoice, Speed, TrainCommand, add_named, numbers};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &ControlsView<'_>, commands: &mut Vec<TrainCommand>) {
    let key = |action: KeyAction| look.key(ui, action);
    let (play, step) = (key(KeyAction::PlayPause), key(KeyAction::Step));
    let (same, new) = (key(KeyAction::Reset(SeedChoice::Same)), key(KeyAction::Reset(SeedChoice::New)));
    let undo = key(KeyAction::UndoReset);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (sign, text, command) = if view.playing {
            (icon::PAUSE, "time-pause", TrainCommand::Pause)
        } else {
            (icon::PLAY, "time-play", TrainCommand::Play)
        };
        if look.primary_button(ui, sign, look.t(text), &play, 86.0).clicked() {
            commands.push(command);
        }
        for (sign, text, key, enabled, command) in [
            (icon::SKIP_FORWARD, "time-step", step, true, TrainCommand::Step),
            (icon::ARROW_CLOCKWISE, "time-reset-same", same, true, TrainCommand::Reset(SeedChoice::Same)),
            (icon::DICE_FIVE, "time-reset-new", new, true, TrainCommand::Reset(SeedChoice::New)),
            (icon::ARROW_U_UP_LEFT, "time-undo-reset", undo, view.can_undo_reset, TrainCommand::UndoReset),
        ] {
            if look.icon_button(ui, sign, look.t(text), &key, enabled).clicked() {
                commands.push(command);
            }
        }
    });
    speed_ui(ui, look, view.speed, commands);
}

fn speed_ui(ui: &mut Ui, look: Look<'_>, speed: Speed, commands: &mut Vec<TrainCommand>) {
    let mut changed = speed;
    let turbo_key = look.key(ui, KeyAction::ToggleTurbo);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if look.icon_toggle(ui, icon::LIGHTNING, look.t("speed-turbo"), &turbo_key, speed.turbo).clicked() {
            changed.turbo = !changed.turbo;
        }
        let value = if speed.turbo {
            look.t("speed-turbo-on").to_owned()
        } else {
            look.texts.t_with("speed-value", &[("rate", numbers::rate(f64::from(speed.per_second)).into())])
        };
        // The text's room is set aside first, so that the slider does not change its length with it.
        let text_room = look.size(ui) * 7.0 + 12.0;
        let room = ui.available_size_before_wrap().x;
        // Where it would be too short, the text stands below it.
        ui.spacing_mut().slider_width = if room < text_room + 60.0 { room - 4.0 } else { room - text_room };
        let slider =
            Slider::new(&mut changed.per_second, Speed::SLOWEST..=Speed::FASTEST).logarithmic(true).show_value(false);
        let response = add_named(ui, look.t("speed"), slider);
        if response.changed() {
            // Whoever moves the slider wants that speed.
            changed.turbo = false;
        }
        response.on_hover_text(look.t("speed-help"));
        ui.add(Label::new(value).extend());
    });
    if changed != speed {
        commands.push(TrainCommand::SetSpeed(changed));
    }
}
