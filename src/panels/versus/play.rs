//! The buttons of a match that is played: pause, restart, what the others think, giving up, tones, tempo; and what they think.

use bevy_egui::egui::{RichText, Ui};
use egui_phosphor::regular as icon;

use super::{PlayView, VersusCommand, keyed::Keyed, mark, question::Question, setup, tempo};
use crate::{
    learning::ActionValues,
    panels::{Look, VersusKey, bars::Bars},
};

impl PlayView<'_> {
    /// Whether a person plays, who can give up.
    pub(super) fn has_person(&self) -> bool {
        self.seats.iter().any(|seat| seat.player.keys.is_some())
    }

    /// Whether there is a network to look into, and it is wanted.
    pub(super) fn shows_thoughts(&self) -> bool {
        self.thinking && self.seats.iter().any(|seat| seat.values.is_some())
    }
}

/// The buttons, and the tempo below them.
pub(super) fn strip(
    ui: &mut Ui,
    look: Look<'_>,
    view: &PlayView<'_>,
    muted: Option<bool>,
    question: &mut Option<Question>,
) -> Vec<VersusCommand> {
    // With little room buttons are signs.
    let compact = ui.available_width() < look.size(ui) * 30.0;
    let mut commands = Vec::new();
    let keyed = |ui: &mut Ui, sign, text, key, on| Keyed::new(sign, text, key).shown(ui, look, on, compact);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (sign, text) = if view.paused { (icon::PLAY, "go-on") } else { (icon::PAUSE, "pause") };
        if keyed(ui, sign, text, VersusKey::Pause, None) {
            commands.push(VersusCommand::Pause(!view.paused));
        }
        let restart = if view.is_at_stake { "restart-lost" } else { "restart" };
        if keyed(ui, icon::ARROW_COUNTER_CLOCKWISE, restart, VersusKey::Restart, None) {
            commands.push(VersusCommand::Restart);
        }
        if keyed(ui, icon::BRAIN, "thinking-short", VersusKey::Thinking, Some(view.thinking)) {
            commands.push(VersusCommand::SetThinking(!view.thinking));
        }
        if view.played_on.is_some() {
            if keyed(ui, icon::X, "play-on-back", VersusKey::GiveUp, None) {
                commands.push(VersusCommand::Leave);
            }
        } else if view.has_person() {
            let (asked, text) = view.end_question();
            if keyed(ui, icon::FLAG, text, VersusKey::GiveUp, None) {
                *question = Some(asked);
            }
        } else if keyed(ui, icon::X, "versus-end", VersusKey::GiveUp, None) {
            commands.push(VersusCommand::Leave);
        }
        if let Some(muted) = muted {
            let sign = if muted { icon::SPEAKER_SIMPLE_SLASH } else { icon::SPEAKER_SIMPLE_HIGH };
            if keyed(ui, sign, "mute", VersusKey::Mute, Some(muted)) {
                commands.push(VersusCommand::Mute(!muted));
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let kind = tempo::kinds(ui, look, view.tempo, view.has_person());
        let hint = setup::rate_keys(ui, look);
        let width = (look.size(ui) * 16.0).min(ui.available_width());
        let rate = tempo::rate(ui, look, kind, &hint, width);
        if rate != view.tempo {
            commands.push(VersusCommand::SetTempo(rate));
        }
    });
    commands
}

/// What each network says to the five actions where it stands.
pub(super) fn thoughts(ui: &mut Ui, look: Look<'_>, view: &PlayView<'_>) {
    look.heading(ui, icon::BRAIN, look.t("thinking-title")).on_hover_text(look.t("thinking-help"));
    for seat in &view.seats {
        let Some(values) = &seat.values else { continue };
        let probabilities = seat.player.action_values == ActionValues::Probabilities;
        ui.horizontal_wrapped(|ui| {
            mark::mark(ui, look, seat.seat);
            ui.label(RichText::new(&seat.player.name).font(look.strong_font(ui)));
            let (kind, help) = if probabilities {
                ("decision-probabilities", "decision-probabilities-help")
            } else {
                ("decision-values", "decision-values-help")
            };
            ui.label(look.small(look.t(kind))).on_hover_text(look.t(help));
        });
        let bars = Bars {
            values,
            probabilities,
            chosen: None,
            colour: mark::colour(look, seat.seat),
            below: look.theme.palette.obstacle,
        };
        bars.ui(ui, look);
        ui.add_space(8.0);
    }
}
