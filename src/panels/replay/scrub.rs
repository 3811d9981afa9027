//! The bar over all steps: where the replay stands, what is worth a jump, where it stops being true. Dragging it seeks.

use bevy_egui::egui::{
    Color32, CornerRadius, EventFilter, Key, Rect, Response, Sense, Stroke, Ui, WidgetInfo, lerp, pos2, vec2,
};

use super::{MarkerKind, ShownView};
use crate::{
    learning::Algorithm,
    panels::{Look, numbers},
    replay::{Event, Marker},
    theme::mix,
};

/// Draws the bar, so many points wide; where to go, if that was asked for.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &ShownView<'_>, width: f32) -> Option<usize> {
    let size = look.size(ui);
    let row = size * 0.72;
    let height = row * MarkerKind::ROWS as f32 + size * 1.1;
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click_and_drag());
    let track = Rect::from_min_max(
        pos2(rect.left() + size * 0.6, rect.bottom() - size * 0.75),
        pos2(rect.right() - size * 0.6, rect.bottom() - size * 0.35),
    );
    let bar = Bar { track, len: view.player.len() };
    if ui.is_rect_visible(rect) {
        bar.paint(ui, look, view, &response);
        bar.paint_markers(ui, look, view.markers, row);
    }
    response.widget_info(|| WidgetInfo::slider(true, view.player.position() as f64, look.t("replay-position")));
    let pointed = response.hover_pos().map(|pointer| bar.step_at(pointer.x));
    let wanted = sought(ui, &bar, view, &response);
    if let Some(step) = pointed {
        response.on_hover_text_at_pointer(said(look, view, &bar, step));
    }
    wanted.filter(|step| *step != view.player.position())
}

/// Where the pointer or the arrows on the focused bar lead.
fn sought(ui: &Ui, bar: &Bar, view: &ShownView<'_>, response: &Response) -> Option<usize> {
    if response.has_focus() {
        let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let pressed = |key| ui.input(|input| input.num_presses(key));
        let (back, on) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight));
        if back + on > 0 {
            return Some((view.player.position() + on).saturating_sub(back).min(view.player.len()));
        }
    }
    let pointer = response.interact_pointer_pos()?;
    Some(bar.step_at(pointer.x))
}

/// What stands under the pointer.
fn said(look: Look<'_>, view: &ShownView<'_>, bar: &Bar, step: usize) -> String {
    // Several steps share a point where the replay is long.
    let reach = (5.0 / bar.track.width().max(1.0) * view.player.len() as f32).ceil() as usize;
    let near = |marker: &&Marker| marker.step.abs_diff(step) <= reach;
    let first = view.markers.partition_point(|marker| marker.step + reach < step);
    let nearest = view.markers[first..].iter().take_while(near).min_by_key(|marker| marker.step.abs_diff(step));
    let place = look.texts.t_with(
        "replay-step-of",
        &[("step", numbers::whole(step as u64).into()), ("steps", numbers::whole(view.player.len() as u64).into())],
    );
    let Some(nearest) = nearest else { return place };
    let mut lines = vec![place];
    for marker in view.markers[first..].iter().take_while(near).filter(|marker| marker.step == nearest.step) {
        let name = MarkerKind::of(marker).key();
        let seats = &view.player.replay().header.seats;
        let who = seats.get(marker.seat).filter(|_| seats.len() > 1);
        let mut line = format!("{} · {}", numbers::whole(marker.step as u64), look.t(name));
        if let Event::Surprise(error) = marker.event {
            line += &format!(" {}", numbers::signed(f64::from(error), 3));
        }
        if let Some(seat) = who {
            line += &format!(" · {}", Algorithm::title_of(&seat.name));
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// The geometry of the bar.
struct Bar {
    track: Rect,
    len: usize,
}

impl Bar {
    fn x(&self, step: usize) -> f32 {
        let share = step as f32 / self.len.max(1) as f32;
        lerp(self.track.x_range(), share.min(1.0))
    }

    fn step_at(&self, x: f32) -> usize {
        let share = (x - self.track.left()) / self.track.width().max(1.0);
        (share.clamp(0.0, 1.0) * self.len as f32).round() as usize
    }

    fn paint(&self, ui: &Ui, look: Look<'_>, view: &ShownView<'_>, response: &Response) {
        let p = &look.theme.palette;
        let painter = ui.painter();
        let round = CornerRadius::same(3);
        let now = self.x(view.player.position());
        painter.rect_filled(self.track, round, p.widget);
        let done = Rect::from_x_y_ranges(self.track.left()..=now, self.track.y_range());
        painter.rect_filled(done, round, p.accent);
        if let Some((_, step)) = &view.difference {
            // Beyond it nothing is known.
            let from = self.x(step.saturating_sub(1));
            let untrue = Rect::from_x_y_ranges(from..=self.track.right(), self.track.y_range());
            painter.rect_filled(untrue, round, mix(p.panel, p.error, 0.75));
        }
        let radius = self.track.height() * 0.95;
        let centre = pos2(now, self.track.center().y);
        let edge: Color32 = if response.has_focus() { p.text } else { p.panel };
        painter.circle(centre, radius, p.accent, Stroke::new(2.0, edge));
    }

    fn paint_markers(&self, ui: &Ui, look: Look<'_>, markers: &[Marker], row: f32) {
        let painter = ui.painter();
        let radius = row * 0.44;
        let mut last = [f32::NEG_INFINITY; MarkerKind::ALL.len()];
        for marker in markers {
            let kind = MarkerKind::of(marker);
            let x = self.x(marker.step);
            // Those that would lie upon one another are one.
            let last = &mut last[kind as usize];
            if x - *last < radius {
                continue;
            }
            *last = x;
            let y = self.track.top() - row * (kind.row() as f32 + 0.6);
            kind.paint(painter, pos2(x, y), radius, kind.colour(look));
            let tick = Stroke::new(1.0, mix(look.theme.palette.panel, kind.colour(look), 0.5));
            if kind != MarkerKind::Explored {
                painter.vline(x, y + radius..=self.track.top(), tick);
            }
        }
    }
}

/// So wide that the longest position fits: the room of the figures beside the bar.
pub(super) fn figures_width(ui: &Ui, look: Look<'_>, len: usize) -> f32 {
    let digits = numbers::whole(len as u64).chars().count();
    (2 * digits + 3) as f32 * look.size(ui) * 0.56
}
