//! Shapes and fields that several pages of the lab have.

use bevy_egui::egui::{
    Align2, AsIdSalt, Color32, ComboBox, CornerRadius, FontId, Painter, Rect, Sense, Ui, Vec2, WidgetInfo, WidgetText,
    WidgetType, lerp, vec2,
};
use egui_plot::{HoverPosition, Plot, PlotPoint};

use super::SequenceView;
use crate::{
    panels::{Look, look::name_node, numbers},
    theme::small_size,
};

/// A dot in a model's colour.
pub(super) fn dot(ui: &mut Ui, look: Look<'_>, model: usize) {
    let size = look.size(ui);
    let (place, _) = ui.allocate_exact_size(vec2(size * 0.8, size), Sense::hover());
    ui.painter().circle_filled(place.center(), size * 0.34, look.theme.series(model));
}

/// A colour scale, its colours being those of the shares from 0 to 1; where it is.
pub(super) fn ramp(ui: &mut Ui, size: Vec2, colour: impl Fn(f32) -> Color32) -> Rect {
    const PIECES: usize = 48;
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let x = |piece: usize| lerp(rect.x_range(), piece as f32 / PIECES as f32);
    for piece in 0..PIECES {
        let place = Rect::from_x_y_ranges(x(piece)..=x(piece + 1), rect.y_range());
        ui.painter().rect_filled(place, 0.0, colour(piece as f32 / (PIECES - 1) as f32));
    }
    rect
}

/// A share as a bar, filled from the left.
pub(super) fn bar(painter: &Painter, look: Look<'_>, ground: Rect, share: f32, colour: Color32) {
    let round = CornerRadius::same(2);
    painter.rect_filled(ground, round, look.theme.palette.widget);
    let filled = Rect::from_min_size(ground.min, ground.size() * vec2(share.clamp(0.0, 1.0), 1.0));
    painter.rect_filled(filled, round, colour);
}

/// A plot that stands still, with exact values under the pointer.
pub(super) fn plot<'a>(look: Look<'_>, name: &'static str, height: f32) -> Plot<'a> {
    Plot::new(name)
        .height(height)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_drag(false)
        .allow_zoom(false)
        .grid_color(look.theme.palette.outline)
        .cursor_color(look.theme.palette.text_soft)
}

/// Where the pointer is in a plot.
pub(super) const fn pointed(hover: &HoverPosition<'_>) -> PlotPoint {
    let (HoverPosition::NearDataPoint { position, .. } | HoverPosition::Elsewhere { position }) = hover;
    *position
}

/// The accuracy of every model at the gap, length or format under the pointer, `by` being its name.
pub(super) fn accuracies(view: &SequenceView<'_>, by: &str, hover: &HoverPosition<'_>) -> Option<String> {
    let x = pointed(hover).x;
    let all = view.models.iter().flat_map(|model| model.by_difficulty());
    let far = |difficulty: usize| (difficulty as f64 - x).abs();
    let nearest = all.filter_map(|score| score.difficulty).min_by(|one, other| far(*one).total_cmp(&far(*other)))?;
    let mut lines = vec![format!("{by} {}", view.task().kind.difficulty_text(nearest))];
    for model in view.models {
        let here = model.by_difficulty().iter().find(|score| score.difficulty == Some(nearest));
        lines.extend(here.map(|score| format!("{}   {}", model.name, numbers::percent(f64::from(score.accuracy)))));
    }
    Some(lines.join("\n"))
}

/// A group of bars for each format: their names are too long for an axis.
pub(super) fn by_format(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>) {
    let size = look.size(ui);
    let kind = view.task().kind;
    for difficulty in view.task().difficulties() {
        let name = kind.difficulty_text(difficulty);
        ui.label(look.small(&name));
        for (number, model) in view.models.iter().enumerate() {
            let Some(score) = model.by_difficulty().iter().find(|score| score.difficulty == Some(difficulty)) else {
                continue;
            };
            let percent = numbers::percent(f64::from(score.accuracy));
            let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), size * 1.05), Sense::hover());
            let said = format!("{name}, {}: {percent}", model.name);
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
            let font = FontId::proportional(small_size(size));
            let (right, ink) = (place.right_center(), look.theme.palette.text);
            ui.painter().text(right, Align2::RIGHT_CENTER, percent, font, ink);
            let ground = place.with_max_x(place.right() - size * 4.4).shrink2(vec2(0.0, 2.0));
            bar(ui.painter(), look, ground, score.accuracy, look.theme.series(number));
            response.on_hover_text(said);
        }
    }
}

/// A drop-down list, with its name for screen readers and an explanation where there is one; what was chosen now.
pub(super) fn list<T: Copy + PartialEq, S: Into<WidgetText>>(
    ui: &mut Ui,
    salt: impl AsIdSalt,
    [name, help]: [&str; 2],
    chosen: T,
    all: impl IntoIterator<Item = T>,
    text: impl Fn(T) -> S,
) -> Option<T> {
    let mut clicked = None;
    let list = ComboBox::from_id_salt(salt).selected_text(text(chosen)).show_ui(ui, |ui| {
        for one in all {
            if ui.selectable_label(chosen == one, text(one)).clicked() {
                clicked = Some(one);
            }
        }
    });
    name_node(ui, &list.response, name);
    if !help.is_empty() {
        list.response.on_hover_text(help);
    }
    clicked
}
