//! One heat map: its name, its colour scale, its picture, what is chosen in it.

use bevy_egui::egui::{
    Align, Align2, Button, Color32, Layout, Painter, Pos2, Rect, Response, RichText, Sense, Shape, Stroke, StrokeKind,
    TextStyle, Ui, WidgetInfo, WidgetType, lerp, pos2, vec2,
};
use egui_phosphor::regular as icon;

use super::{Choice, Map};
use crate::{
    panels::{
        Look,
        look::name_node,
        numbers,
        sequence::{
            cell::{Track, quantity::Quantity},
            draw::ramp,
            walk::{arrows, downwards},
        },
    },
    sequence::Part,
};

/// A map to be drawn.
pub(super) struct Chart<'a> {
    pub map: &'a Map,
    pub track: &'a Track,
    /// The units from the top on.
    pub order: &'a [usize],
    /// Whether it has all the room.
    pub is_alone: bool,
}

impl Chart<'_> {
    /// Draws it into all the room; whether it is to have all the room, or to give it back.
    pub fn ui(&self, ui: &mut Ui, look: Look<'_>, choice: &mut Choice) -> bool {
        let room = ui.max_rect();
        ui.spacing_mut().item_spacing.y = 2.0;
        let toggled = self.title(ui, look, choice);
        let edge = look.size(ui) * 0.5;
        let rect = Rect::from_min_max(pos2(room.left() + edge, ui.cursor().top()), room.max);
        let response = ui.allocate_rect(rect, Sense::click_and_drag());
        let (name, _) = Quantity::of_part(self.map.part).texts();
        let name = look.t(name);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, name));
        if let Some(texture) = self.map.id() {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            ui.painter().image(texture, rect, whole, Color32::WHITE);
        }
        self.marks(ui.painter(), look, rect, choice, &response);
        self.steer(ui, &response, choice);
        if let Some(pointer) = response.interact_pointer_pos() {
            response.request_focus();
            let (step, unit) = self.at(rect, pointer);
            (choice.step, choice.unit) = (step, Some(unit));
        }
        if let Some(pointer) = response.hover_pos() {
            let (step, unit) = self.at(rect, pointer);
            let value = self.track.value(self.map.part, step)[unit];
            let text = look.texts.t_with(
                "lab-map-value",
                &[
                    ("name", name.into()),
                    ("step", (step + 1).into()),
                    ("symbol", self.track.symbols[step].text.as_str().into()),
                    ("unit", (unit + 1).into()),
                    ("value", numbers::real(f64::from(value), 4).into()),
                ],
            );
            response.on_hover_text_at_pointer(text);
        }
        toggled
    }

    /// The step and the unit under the pointer.
    fn at(&self, rect: Rect, pointer: Pos2) -> (usize, usize) {
        let share = (pointer - rect.min) / rect.size().max(vec2(1.0, 1.0));
        let place = |share: f32, count: usize| ((share * count as f32).max(0.0) as usize).min(count - 1);
        (place(share.x, self.track.steps()), self.order[place(share.y, self.order.len())])
    }

    fn title(&self, ui: &mut Ui, look: Look<'_>, choice: &mut Choice) -> bool {
        let part = self.map.part;
        let quantity = Quantity::of_part(part);
        let (name, help) = quantity.texts();
        let sign = match (part, quantity.sign(self.track.kind)) {
            (Part::Hidden, _) => "h",
            (Part::Cell, _) => "c",
            (_, sign) => sign,
        };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.spacing_mut().interact_size.y = look.size(ui) * 1.5;
            ui.spacing_mut().button_padding = vec2(5.0, 1.0);
            let icon = if self.is_alone { icon::ARROWS_IN_SIMPLE } else { icon::ARROWS_OUT_SIMPLE };
            let is_pointed = choice.pointed == Some(quantity);
            let sign = RichText::new(sign).font(look.strong_font(ui));
            let title = RichText::new(look.t(name)).text_style(TextStyle::Small);
            let title = ui.add(Button::selectable(is_pointed, (sign, title, RichText::new(icon).small())));
            name_node(ui, &title, look.t(name));
            if title.hovered() {
                choice.pointing = Some(quantity);
            }
            let hint = if self.is_alone { "lab-map-all" } else { "lab-map-alone" };
            let toggled = title.on_hover_text(format!("{}\n{}", look.t(help), look.t(hint))).clicked();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| self.scale(ui, look, quantity));
            toggled
        })
        .inner
    }

    /// The colour scale with its ends.
    fn scale(&self, ui: &mut Ui, look: Look<'_>, quantity: Quantity) {
        ui.spacing_mut().item_spacing.x = 3.0;
        let (from, to) = if quantity.is_share() { (0.0, 1.0) } else { (-self.map.scale, self.map.scale) };
        let decimals = usize::from(self.map.scale.fract() > 0.0);
        let end = |value: f32| numbers::real(f64::from(value), decimals);
        ui.label(look.small(end(to)));
        let rect = ramp(ui, vec2(3.6, 0.6) * look.size(ui), |share| {
            quantity.colour(look.theme, if quantity.is_share() { share } else { share * 2.0 - 1.0 })
        });
        let edge = Stroke::new(1.0, look.theme.palette.outline);
        ui.painter().rect_stroke(rect, 0.0, edge, StrokeKind::Outside);
        ui.label(look.small(end(from)));
    }

    /// The current step and the chosen unit, with a dark and a light line each: seen on every colour.
    fn marks(&self, painter: &Painter, look: Look<'_>, rect: Rect, choice: &Choice, response: &Response) {
        let p = &look.theme.palette;
        let frame = if response.has_focus() { Stroke::new(2.0, p.accent) } else { Stroke::new(1.0, p.outline) };
        painter.rect_stroke(rect, 0.0, frame, StrokeKind::Outside);
        let framed = |area: Rect| {
            let area = area.intersect(rect);
            painter.rect_stroke(area, 0.0, Stroke::new(3.0, p.base), StrokeKind::Outside);
            painter.rect_stroke(area, 0.0, Stroke::new(1.2, p.text), StrokeKind::Outside);
        };
        let x = |step: usize| lerp(rect.x_range(), step as f32 / self.track.steps() as f32);
        let (left, right) = (x(choice.step), x(choice.step + 1));
        framed(Rect::from_x_y_ranges(left..=right, rect.y_range()));
        if let Some(row) = choice.unit.and_then(|unit| self.order.iter().position(|other| *other == unit)) {
            let y = |row: usize| lerp(rect.y_range(), row as f32 / self.order.len() as f32);
            let (top, bottom) = (y(row), y(row + 1));
            framed(Rect::from_x_y_ranges(rect.x_range(), top..=bottom));
            let (tip, size) = (pos2(rect.left() - 1.0, (top + bottom) / 2.0), 5.0);
            let corners = vec![tip, tip + vec2(-size, -size * 0.8), tip + vec2(-size, size * 0.8)];
            painter.add(Shape::convex_polygon(corners, p.accent, Stroke::NONE));
            // The crossing, in words.
            let value = self.track.value(self.map.part, choice.step)[self.order[row]];
            say(painter, look, rect, pos2((left + right) / 2.0, (top + bottom) / 2.0), value);
        }
    }

    /// The arrows, while the map has the focus.
    fn steer(&self, ui: &Ui, response: &Response, choice: &mut Choice) {
        if !response.has_focus() {
            return;
        }
        arrows(ui, response, true, &mut choice.step, self.track.steps());
        choice.walk(self.order, downwards(ui));
    }
}

impl Choice {
    /// To a unit further down in the maps, or up.
    pub fn walk(&mut self, order: &[usize], down: isize) {
        if down == 0 {
            return;
        }
        let row = self.unit.and_then(|unit| order.iter().position(|other| *other == unit));
        let row = row.map_or(0, |row| row.saturating_add_signed(down).min(order.len() - 1));
        self.unit = order.get(row).copied();
    }
}

/// The chosen number, beside its pixel.
fn say(painter: &Painter, look: Look<'_>, rect: Rect, at: Pos2, value: f32) {
    let p = &look.theme.palette;
    let font = TextStyle::Small.resolve(&painter.ctx().global_style());
    let text = painter.layout_no_wrap(numbers::real(f64::from(value), 2), font, p.text);
    let size = text.size() + vec2(6.0, 0.0);
    let align = if at.x < rect.center().x { Align2::LEFT_CENTER } else { Align2::RIGHT_CENTER };
    let away = if at.x < rect.center().x { 8.0 } else { -8.0 };
    let mut place = align.anchor_size(at + vec2(away, 0.0), size);
    place = place.translate(vec2(0.0, (rect.top() - place.top()).max(0.0)));
    place = place.translate(vec2(0.0, (rect.bottom() - place.bottom()).min(0.0)));
    painter.rect(place, 3.0, p.raised, Stroke::new(1.0, p.outline), StrokeKind::Outside);
    painter.galley(place.min + vec2(3.0, 0.0), text, p.text);
}
