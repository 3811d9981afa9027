//! The map of all looks, what was written downwards and what was read across, under the current step's scores and weights.

use bevy_egui::egui::{
    Align2, Color32, CornerRadius, FontId, Mesh, Painter, Pos2, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, WidgetType, pos2, vec2,
};

use super::super::draw::ramp;
use crate::{
    panels::{Look, numbers},
    sequence::{DecoderStep, Trace, decoder_symbol, tasks::TaskKind},
    theme::{bold, mix, small_size},
};

/// A cell's sides in points: smaller ones are scrolled instead.
const CELLS: std::ops::RangeInclusive<f32> = 14.0..=72.0;
/// Cells are wider than high at most so many times.
const FLAT: f32 = 2.4;
/// Cells of this width have their weight written in them, and at least so many letters' heights.
const WRITTEN: f32 = 40.0;
const WRITTEN_LETTERS: f32 = 2.7;

/// Where everything is.
struct Places {
    /// Room for the symbols that were written, to the left.
    left: f32,
    cell: Vec2,
    /// Where there is room for them above the weights.
    scores: Option<Rect>,
    weights: Rect,
    symbols: Rect,
    cells: Rect,
}

/// Draws the map with the current step, which is brought into view where it has moved; returns the step that was clicked.
pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    kind: TaskKind,
    trace: &Trace,
    (step, has_moved): (usize, bool),
    height: f32,
) -> Option<usize> {
    let decoding = &trace.decoding;
    if decoding.iter().any(|step| step.weights.len() != trace.steps.len()) || decoding.is_empty() {
        return None;
    }
    let scale = look.size(ui) * 1.6;
    let room = vec2(ui.available_width(), height - scale - ui.spacing().item_spacing.y);
    let clicked = ScrollArea::both()
        .id_salt("attention map")
        .max_height(room.y.max(120.0))
        .show(ui, |ui| {
            let corner = ui.cursor().min;
            let (size, places) =
                arrange(ui.painter(), look, kind, trace, Rect::from_min_size(corner, room), (look.size(ui), true));
            let (whole, response) = ui.allocate_exact_size(size, Sense::click());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, look.t("lab-attend-map")));
            if has_moved && step < decoding.len() {
                // Downwards only: where it looks is the person's choice.
                let row = places.row(step);
                let seen = ui.clip_rect();
                ui.scroll_to_rect(Rect::from_x_y_ranges(seen.shrink(1.0).x_range(), row.y_range()), None);
            }
            let painter = ui.painter_at(whole);
            paint(&painter, look, kind, trace, &places, (step, f32::INFINITY), look.size(ui));
            let at = response.hover_pos().and_then(|pointer| places.at(pointer));
            let at = at.filter(|[row, column]| *row < decoding.len() && *column < trace.steps.len());
            let clicked = response.clicked();
            if let Some(cell) = at {
                response.on_hover_text_at_pointer(under_pointer(look, kind, trace, cell));
            }
            at.filter(|_| clicked).map(|[row, _]| row)
        })
        .inner;
    legend(ui, look, scale);
    clicked
}

/// The map at a moment of a clip, as large as there is room: so many of its rows are lit, the last of them in part.
/// Letters have this size. Where cells would not fit below scores and weights, the weights stand alone.
pub(in crate::panels::sequence) fn lit(
    painter: &Painter,
    look: Look<'_>,
    kind: TaskKind,
    trace: &Trace,
    room: Rect,
    rows: f32,
    size: f32,
) {
    if trace.decoding.iter().all(|step| step.weights.len() == trace.steps.len()) {
        let all = arrange(painter, look, kind, trace, room, (size, true));
        let fits = all.0.y <= room.height();
        let (_, places) = if fits { all } else { arrange(painter, look, kind, trace, room, (size, false)) };
        // Before the first row there is no current one.
        let step = (rows.ceil() as usize).min(trace.decoding.len()).wrapping_sub(1);
        paint(painter, look, kind, trace, &places, (step, rows), size);
    }
}

/// The map with its current step; rows after the first so many are still dark.
fn paint(
    painter: &Painter,
    look: Look<'_>,
    kind: TaskKind,
    trace: &Trace,
    places: &Places,
    (step, rows): (usize, f32),
    size: f32,
) {
    cells(painter, look, trace, places, rows, size);
    grid(painter, look, places, [trace.decoding.len(), trace.steps.len()]);
    symbols(painter, look, kind, trace, places, (step, rows), size);
    if let Some(current) = trace.decoding.get(step) {
        bars(painter, look, current, places, size);
    }
}

impl Places {
    /// The row and the column under a point.
    fn at(&self, point: Pos2) -> Option<[usize; 2]> {
        let inside = self.cells.contains(point);
        let by = point - self.cells.min;
        inside.then(|| [(by.y / self.cell.y) as usize, (by.x / self.cell.x) as usize])
    }

    fn row(&self, row: usize) -> Rect {
        let top = self.cells.top() + row as f32 * self.cell.y;
        Rect::from_min_size(pos2(self.cells.left(), top), vec2(self.cells.width(), self.cell.y))
    }

    fn column(&self, column: usize) -> f32 {
        self.cells.left() + (column as f32 + 0.5) * self.cell.x
    }
}

/// A symbol as it is shown: a space can be seen.
pub(super) fn visible(symbol: &str) -> &str {
    if symbol == " " { "·" } else { symbol }
}

/// How large everything is, and where, from the place's corner on: with letters of this size, with scores or without.
fn arrange(
    painter: &Painter,
    look: Look<'_>,
    kind: TaskKind,
    trace: &Trace,
    place: Rect,
    (size, has_scores): (f32, bool),
) -> (Vec2, Places) {
    let room = place.size();
    let width = |text: String, font: FontId| painter.layout_no_wrap(text, font, Color32::WHITE).size().x;
    let written = trace.decoding.iter().map(|step| width(decoder_symbol(kind, step.output), bold(size)) + size * 1.2);
    let names = ["lab-attend-score", "lab-attend-weight"].map(|key| width(look.t(key).to_owned(), small(size)));
    let left = written.chain(names).fold(0.0, f32::max) + size * 0.6;
    let (rows, columns) = (trace.decoding.len() as f32, trace.steps.len() as f32);
    let (bars, symbols) = (size * 3.6, size * 1.6);
    // With the gap below them.
    let scores = if has_scores { bars + size * 0.5 } else { 0.0 };
    let head = scores + bars + symbols;
    let side = |room: f32, count: f32| ((room - 2.0) / count).clamp(*CELLS.start(), *CELLS.end());
    let (across, down) = (side(room.x - left, columns), side(room.y - head, rows));
    let cell = vec2(across.min(down * FLAT), down.min(across));
    let wide = cell.x * columns;
    let corner = place.min;
    let part = |top: f32, height: f32| Rect::from_min_size(corner + vec2(left, top), vec2(wide, height));
    let places = Places {
        left,
        cell,
        scores: has_scores.then(|| part(0.0, bars)),
        weights: part(scores, bars),
        symbols: part(scores + bars, symbols),
        cells: part(head, cell.y * rows),
    };
    (vec2(left + wide + 2.0, head + cell.y * rows + 2.0), places)
}

fn small(size: f32) -> FontId {
    FontId::proportional(small_size(size))
}

fn grid(painter: &Painter, look: Look<'_>, places: &Places, [rows, columns]: [usize; 2]) {
    if places.cell.min_elem() < 12.0 {
        return;
    }
    let stroke = Stroke::new(1.0, look.theme.palette.panel);
    let cells = places.cells;
    for row in 1..rows {
        painter.hline(cells.x_range(), cells.top() + row as f32 * places.cell.y, stroke);
    }
    for column in 1..columns {
        painter.vline(cells.left() + column as f32 * places.cell.x, cells.y_range(), stroke);
    }
}

/// The weights as colours, and in numbers where cells have room for them; those in view only.
fn cells(painter: &Painter, look: Look<'_>, trace: &Trace, places: &Places, rows: f32, size: f32) {
    let view = painter.clip_rect();
    let has_numbers = places.cell.x >= WRITTEN.max(WRITTEN_LETTERS * size) && places.cell.y >= size * 1.4;
    let mut mesh = Mesh::default();
    let mut written = Vec::new();
    for (row, step) in trace.decoding.iter().enumerate() {
        let place = places.row(row);
        if !place.intersects(view) {
            continue;
        }
        for (column, weight) in step.weights.iter().enumerate() {
            let centre = pos2(places.column(column), place.center().y);
            let cell = Rect::from_center_size(centre, places.cell);
            if cell.intersects(view) {
                // It is quickly there, and stands.
                let light = (3.0 * (rows - row as f32)).clamp(0.0, 1.0);
                let colour = mix(look.theme.palette.base, look.theme.value_colour(*weight), light);
                mesh.add_colored_rect(cell, colour);
                written.extend((has_numbers && light == 1.0).then(|| (centre, *weight, look.theme.ink_on(colour))));
            }
        }
    }
    painter.add(mesh);
    for (centre, weight, ink) in written {
        let text = numbers::real(f64::from(weight), 2);
        painter.text(centre, Align2::CENTER_CENTER, text, small(size), ink);
    }
}

/// What was read over the columns, what was written beside the rows, and a frame around the current step.
fn symbols(
    painter: &Painter,
    look: Look<'_>,
    kind: TaskKind,
    trace: &Trace,
    places: &Places,
    (step, rows): (usize, f32),
    size: f32,
) {
    let p = &look.theme.palette;
    let style = |is_special| if is_special { (bold(size), p.accent) } else { (FontId::proportional(size), p.text) };
    let most = trace.decoding.get(step).and_then(|step| largest(&step.weights));
    for (column, symbol) in trace.steps.iter().enumerate() {
        let (font, ink) = style(most == Some(column));
        let galley = painter.layout_no_wrap(visible(symbol).to_owned(), font, ink);
        if galley.size().x <= places.cell.x + 1.0 {
            let centre = pos2(places.column(column), places.symbols.center().y);
            painter.galley(centre - galley.size() / 2.0, galley, ink);
        }
    }
    for (row, decoding) in trace.decoding.iter().enumerate().take_while(|(row, _)| (*row as f32) < rows) {
        let is_current = row == step;
        let (font, ink) = style(is_current);
        let galley = painter.layout_no_wrap(decoder_symbol(kind, decoding.output), font, ink);
        let place = places.row(row);
        if galley.size().y <= places.cell.y + 4.0 || is_current {
            let at = pos2(place.left() - size * 0.5 - galley.size().x, place.center().y - galley.size().y / 2.0);
            painter.galley(at, galley, ink);
        }
        if is_current {
            painter.rect_stroke(place, CornerRadius::ZERO, Stroke::new(2.4, p.accent), StrokeKind::Outside);
        }
    }
}

/// The current step's scores, and what softmax makes of them.
fn bars(painter: &Painter, look: Look<'_>, step: &DecoderStep, places: &Places, size: f32) {
    let p = &look.theme.palette;
    let name = |key, place: Rect, top: bool| {
        let (anchor, y) = if top { (Align2::RIGHT_TOP, place.top()) } else { (Align2::RIGHT_CENTER, place.center().y) };
        painter.text(pos2(place.left() - size * 0.5, y), anchor, look.t(key), small(size), p.text_soft);
    };
    name("lab-attend-weight", places.weights, false);
    let width = (places.cell.x.min(48.0) * 0.7).max(2.0);
    let bar = |column: usize, from: f32, to: f32, colour: Color32| {
        let x = places.column(column);
        let place = Rect::from_min_max(pos2(x - width / 2.0, from.min(to)), pos2(x + width / 2.0, from.max(to)));
        painter.rect_filled(place, CornerRadius::ZERO, colour);
    };
    // Numbers stand over the bars: over all where they have room, else over the largest weight's.
    let full = places.weights.height() - size;
    let number = |column: usize, value: f32, bottom: f32| {
        let galley = painter.layout_no_wrap(numbers::real(f64::from(value), 2), small(size), p.text);
        let half = galley.size().x / 2.0;
        let x = places.column(column).clamp(places.cells.left() + half - places.left, places.cells.right() - half);
        painter.galley(pos2(x - half, bottom - galley.size().y), galley, p.text);
    };
    let most = largest(&step.weights);
    let has_number = |column: usize| places.cell.x >= WRITTEN.max(WRITTEN_LETTERS * size) || most == Some(column);
    let line = Stroke::new(1.0, p.outline);
    if let Some(scores) = places.scores {
        name("lab-attend-score", scores, false);
        let finite = || step.scores.iter().copied().filter(|score| score.is_finite());
        let (low, high) = (finite().fold(0.0, f32::min), finite().fold(0.0, f32::max));
        let span = (high - low).max(f32::MIN_POSITIVE);
        let y = |score: f32| scores.bottom() - (score - low) / span * full;
        for (column, score) in step.scores.iter().enumerate().filter(|(_, score)| score.is_finite()) {
            bar(column, y(0.0), y(*score), mix(p.base, p.text_soft, 0.8));
            if has_number(column) {
                number(column, *score, y(score.max(0.0)));
            }
        }
        painter.hline(scores.x_range(), y(0.0), line);
    }
    painter.hline(places.weights.x_range(), places.weights.bottom(), line);
    for (column, weight) in step.weights.iter().enumerate() {
        let top = places.weights.bottom() - weight * full;
        bar(column, places.weights.bottom(), top, p.accent);
        if has_number(column) {
            number(column, *weight, top);
        }
    }
}

fn largest(numbers: &[f32]) -> Option<usize> {
    let best = |one: &(usize, &f32), other: &(usize, &f32)| one.1.total_cmp(other.1);
    numbers.iter().enumerate().max_by(best).map(|(at, _)| at)
}

fn under_pointer(look: Look<'_>, kind: TaskKind, trace: &Trace, [row, column]: [usize; 2]) -> String {
    let step = &trace.decoding[row];
    let symbol = trace.steps.get(column).map_or("", |symbol| visible(symbol));
    let number =
        |numbers: &[f32]| numbers.get(column).map_or_else(String::new, |number| numbers::short(f64::from(*number)));
    look.texts.t_with(
        "lab-attend-cell",
        &[
            ("step", (row + 1).into()),
            ("written", decoder_symbol(kind, step.output).into()),
            ("place", (column + 1).into()),
            ("read", symbol.to_owned().into()),
            ("score", number(&step.scores).into()),
            ("weight", number(&step.weights).into()),
        ],
    )
}

/// Which colour is which weight.
fn legend(ui: &mut Ui, look: Look<'_>, height: f32) {
    ui.horizontal(|ui| {
        ui.set_height(height);
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(look.small(look.t("lab-attend-weight")));
        ui.label(look.small("0"));
        ramp(ui, vec2(8.0, 0.7) * look.size(ui), |weight| look.theme.value_colour(weight));
        ui.label(look.small("1"));
    });
}
