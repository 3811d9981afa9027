//! The hint in the first match: what is to be done, with which piece and keys, and what wins. It goes away once the keys are known.

use bevy_egui::egui::{Frame, Margin, Stroke, Ui};

use super::{PlayView, Tempo, rules};
use crate::{panels::Look, theme::mix};

/// What the hint says besides what the match says itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HintView {
    /// Whether a gamepad steers, too.
    pub has_gamepad: bool,
}

/// Draws the hint, while there is one; only what is done with which keys where it is not `whole`.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &PlayView<'_>, whole: bool) {
    let Some(HintView { has_gamepad }) = view.hint else { return };
    let p = &look.theme.palette;
    let frame = Frame::new()
        .fill(mix(p.raised, p.accent, 0.1))
        .stroke(Stroke::new(1.5, p.accent))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(10, 7));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let people = || view.seats.iter().filter_map(|seat| Some((seat.seat, seat.player.keys?)));
        rules::tasks(ui, look, view.mode, people(), people().count() == 1);
        if has_gamepad {
            ui.label(look.small(look.t("hint-gamepad")));
        }
        if !whole {
            if let Some(turn) = view.turn {
                ui.label(turn.rule(look));
            }
            return;
        }
        ui.label(look.small(look.t(match view.tempo {
            Tempo::TurnBased => "hint-turns",
            _ => "hint-real-time",
        })));
        ui.label(look.t(rules::wins(view.mode.kind(), view.seats.len())));
        let is_trial = view.ghost.as_ref().is_some_and(|ghost| ghost.is_trial);
        rules::of_level(ui, look, view.mode, view.level, (view.turn, is_trial));
    });
}
