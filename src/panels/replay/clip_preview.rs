//! What a clip will be like, beside its choices: pictures of it, its length and about its size.

use bevy_egui::egui::{Color32, CornerRadius, Label, Rect, ScrollArea, Sense, Spinner, Ui, UiBuilder, pos2, vec2};
use egui_phosphor::regular as icon;

use super::clip::{ClipPreviewView, PREVIEW_WIDTH};
use crate::{
    capture::FrameSize,
    panels::{Look, name_node, numbers},
};

/// Draws it; `shows_card` says which of the pictures is looked at, `picture_name` what the other one is called.
pub(super) fn preview(
    ui: &mut Ui,
    look: Look<'_>,
    view: &ClipPreviewView,
    size: Option<FrameSize>,
    (shows_card, picture_name): (&mut bool, &str),
) {
    ui.set_width(PREVIEW_WIDTH);
    let forecast = view.forecast.as_ref();
    let shape = size.map_or(9.0 / 16.0, |size| size.height as f32 / size.width as f32);
    let (rect, response) = ui.allocate_exact_size(PREVIEW_WIDTH * vec2(1.0, shape), Sense::hover());
    name_node(ui, &response, look.t("video-preview"));
    ui.painter().rect_filled(rect, CornerRadius::same(4), look.theme.palette.base);
    let card = forecast.and_then(|forecast| forecast.card);
    if let Some(picture) = card.filter(|_| *shows_card).or(forecast.and_then(|forecast| forecast.game)) {
        // That of earlier choices is paler.
        let tint = if view.is_made { Color32::WHITE } else { Color32::WHITE.gamma_multiply(0.4) };
        ui.painter().image(picture.id, rect, Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0)), tint);
    }
    if !view.is_made {
        Spinner::new().paint_at(ui, Rect::from_center_size(rect.center(), vec2(28.0, 28.0)));
    } else if let Some(failure) = &view.failure {
        let text = look.small(format!("{}  {failure}", icon::WARNING_CIRCLE)).color(look.theme.palette.error);
        let mut place = ui.new_child(UiBuilder::new().max_rect(rect.shrink(8.0)));
        // However long the paths in it are.
        ScrollArea::vertical().show(&mut place, |ui| ui.add(Label::new(text).wrap()));
    }
    ui.horizontal(|ui| {
        ui.add_enabled_ui(card.is_some(), |ui| {
            ui.selectable_value(shows_card, true, look.t("video-preview-card"));
        });
        ui.selectable_value(shows_card, false, picture_name);
    });
    let known = forecast.filter(|_| view.is_made);
    let said = known.map_or_else(
        || look.t("video-preview-waits").to_owned(),
        |forecast| {
            let values = [
                ("seconds", numbers::real(forecast.seconds, 1).into()),
                ("megabytes", megabytes(forecast.bytes).into()),
                ("takes", numbers::real(forecast.takes.ceil(), 0).into()),
            ];
            look.texts.t_with("video-forecast", &values)
        },
    );
    if view.failure.is_none() {
        ui.label(said);
    }
    if let Some(forecast) = known {
        let warn = |ui: &mut Ui, text: String| ui.label(look.small(format!("{}  {text}", icon::WARNING)));
        if forecast.is_cut {
            warn(ui, look.t("video-cut").to_owned());
        }
        if !forecast.missing.is_empty() {
            warn(ui, look.texts.t_with("video-missing", &[("letters", forecast.missing.as_str().into())]));
        }
    }
}

/// Two digits that say something.
fn megabytes(bytes: u64) -> String {
    let megabytes = bytes as f64 / 1e6;
    numbers::real(megabytes.max(0.01), if megabytes < 1.0 { 2 } else { usize::from(megabytes < 10.0) })
}
