//! What the signs on obstacles mean: a button, and under it each sign with its words.

use std::f32::consts::FRAC_PI_4;

use bevy_egui::egui::{Color32, Painter, Popup, Pos2, Sense, Stroke, Ui, Vec2, vec2};
use egui_phosphor::regular as icon;

use super::Look;
use crate::theme::mix;

/// A sign on an obstacle.
#[derive(Clone, Copy)]
enum Sign {
    /// Where it goes.
    Chevron,
    /// Chance decides.
    Dots,
    /// It stays.
    Cross,
}

/// Each sign, whether it is bright, and the key of what it means.
const SIGNS: [(Sign, bool, &str); 4] = [
    (Sign::Chevron, true, "legend-next"),
    (Sign::Chevron, false, "legend-later"),
    (Sign::Dots, true, "legend-chance"),
    (Sign::Cross, false, "legend-still"),
];

/// The button.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>) {
    let button = look.icon_button(ui, icon::LIST_BULLETS, look.t("legend-title"), "", true);
    Popup::menu(&button).show(|ui| {
        ui.set_max_width(look.size(ui) * 24.0);
        for (sign, is_bright, meaning) in SIGNS {
            ui.horizontal(|ui| {
                let side = look.size(ui) * 1.8;
                let (response, painter) = ui.allocate_painter(Vec2::splat(side), Sense::hover());
                paint(&painter, look, response.rect.center(), side, sign, is_bright);
                ui.label(look.t(meaning));
            });
        }
    });
}

/// As the board paints it.
fn paint(painter: &Painter, look: Look<'_>, at: Pos2, side: f32, sign: Sign, is_bright: bool) {
    let body = look.theme.palette.obstacle;
    painter.circle_filled(at, side * 0.46, body);
    let colour = if is_bright { Color32::WHITE } else { mix(body, Color32::BLACK, 0.55) };
    let stroke = Stroke::new(side * 0.08, colour);
    let arm = side * 0.16;
    match sign {
        Sign::Chevron => {
            let tip = at + vec2(arm * 0.7, 0.0);
            for up in [-1.0, 1.0] {
                painter.line_segment([tip, tip + vec2(-arm, arm * up)], stroke);
            }
        }
        Sign::Dots => {
            for quarter in 0..4u8 {
                let towards = Vec2::angled(f32::from(quarter) * 2.0 * FRAC_PI_4);
                painter.circle_filled(at + towards * arm, side * 0.05, colour);
            }
        }
        Sign::Cross => {
            for turn in [FRAC_PI_4, 3.0 * FRAC_PI_4] {
                let half = Vec2::angled(turn) * arm;
                painter.line_segment([at - half, at + half], stroke);
            }
        }
    }
}
