//! What a decoder looks at while it writes: the map lights up symbol by symbol, the models' answers grow beside it.

use bevy_egui::egui::{Align2, CornerRadius, FontId, Rect, Stroke, StrokeKind, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{
    ClipPart, LabClip,
    sheet::{LARGE, LEAST, SMALL, Sheet},
    training,
};
use crate::{
    panels::{
        Look,
        sequence::attention::{
            answers::{said, symbol},
            formulas, map,
        },
    },
    sequence::{AttentionKind, Trainee, decoder_symbol},
    theme::{bold, mix},
};

/// The map's letters, points: with them small text can still be read, and a row of the map is as high as a symbol.
const LETTERS: f32 = 22.0;

/// Draws the page.
pub(super) fn draw(ui: &mut Ui, sheet: &Sheet<'_>, clip: &LabClip, passed: f64) {
    let look = sheet.look;
    let model = &clip.models[clip.shown];
    let kind = clip.task().kind;
    let Some(trace) = &model.trace else { return };
    let room = sheet.head(&format!("{} · {}", look.t("lab-attention"), model.name), look.t(kind.help()));
    let rows = passed * trace.decoding.len() as f64;
    let words = told(look, clip, rows.ceil() as usize);
    let room = sheet.foot(room, &words, &training::result(look, clip), passed >= 1.0);
    let (place, beside) = match (sheet.is_wide(), sheet.is_tall()) {
        (true, _) => room.split_left_right_at_fraction(0.68),
        (_, true) => room.split_top_bottom_at_fraction(0.56),
        _ => room.split_top_bottom_at_fraction(0.66),
    };
    let gap = if sheet.is_wide() { vec2(24.0, 0.0) } else { vec2(0.0, if sheet.is_tall() { 24.0 } else { 10.0 }) };
    let place = Rect::from_min_max(place.min, place.max - gap);
    map::lit(&sheet.painter, look, kind, trace, place, rows as f32, LETTERS);
    answers(ui, sheet, clip, rows, beside);
}

/// What is told of a row of the map, counted from 1; before it, what is read.
fn told(look: Look<'_>, clip: &LabClip, row: usize) -> String {
    let Some(trace) = &clip.models[clip.shown].trace else { return String::new() };
    match row.checked_sub(1).and_then(|at| trace.decoding.get(at)) {
        None => look.texts.t_with("lab-clip-reads", &[("input", trace.steps.concat().into())]),
        Some(step) => {
            let kind = clip.task().kind;
            let [heard, written] = [step.input, step.output].map(|token| decoder_symbol(kind, token).into());
            look.texts.t_with("lab-attend-step", &[("step", row.into()), ("heard", heard), ("written", written)])
        }
    }
}

/// What is read, and each symbol that is written.
pub(super) fn parts(look: Look<'_>, clip: &LabClip) -> Vec<ClipPart> {
    let rows = clip.rows();
    let part = |row: usize| {
        let words = told(look, clip, row);
        // A row begins when the one before is whole.
        let from = if row == 0 { 0.0 } else { (row - 1) as f64 / rows as f64 + 1e-9 };
        ClipPart { from, chapter: Some(words.clone()), caption: words }
    };
    (0..=rows).map(part).collect()
}

/// What each model has written so far.
fn answers(ui: &mut Ui, sheet: &Sheet<'_>, clip: &LabClip, rows: f64, room: Rect) {
    let mut sizes = (0..9).map(|less| 1.0 - 0.05 * less as f32);
    // Below a map that has taken most of the height, two stand beside each other.
    let alone = clip.models.iter().map(|model| height(model, room.width(), 0.7)).sum::<f32>();
    let columns = if sheet.is_wide() || alone <= room.height() { 1 } else { 2 };
    let gap = 20.0 * (columns - 1) as f32;
    let width = (room.width() - gap) / columns as f32;
    let row = |models: &[Trainee], size| models.iter().map(|model| height(model, width, size)).fold(0.0, f32::max);
    let high = |size: f32| clip.models.chunks(columns).map(|models| row(models, size)).sum::<f32>();
    // All of them stand above the result, in smaller letters where there are many.
    let size = sizes.clone().find(|size| high(*size) <= room.height()).or(sizes.next_back()).unwrap_or(1.0);
    let mut top = room.top();
    for (first, models) in (0..).step_by(columns).zip(clip.models.chunks(columns)) {
        for (column, model) in models.iter().enumerate() {
            let left = room.left() + column as f32 * (width + gap);
            let place = Rect::from_x_y_ranges(left..=left + width, top..=room.bottom());
            answer(sheet, clip, (first + column, model), (rows, size), place);
        }
        top += row(models, size);
    }
    // How places are scored, and what becomes of the scores.
    let score = formulas::score(clip.models[clip.shown].settings.attention);
    let lines: Vec<&str> = score.into_iter().chain(score.map(|_| formulas::SOFTMAX)).collect();
    if sheet.is_wide() && room.bottom() - top > 150.0 {
        sheet.formulas(ui, room.with_min_y(room.bottom() - 130.0), &lines);
    }
}

/// Points that a model's name and each line of what it writes take, and what a symbol takes of a line.
const LINE: f32 = 44.0;
const SYMBOL: f32 = 30.0;

/// How high an answer is, its name and what it is worth included.
fn height(model: &Trainee, width: f32, size: f32) -> f32 {
    let symbols = model.trace.as_ref().map_or(0, |trace| said(trace).len());
    (2 + symbols.div_ceil(in_a_row(width, size)).max(1)) as f32 * LINE * size
}

fn in_a_row(width: f32, size: f32) -> usize {
    ((width / (SYMBOL * size)) as usize).max(1)
}

/// One of them.
fn answer(sheet: &Sheet<'_>, clip: &LabClip, (number, model): (usize, &Trainee), (rows, size): (f64, f32), room: Rect) {
    let p = &sheet.look.theme.palette;
    let kind = clip.task().kind;
    let painter = &sheet.painter;
    painter.circle_filled(room.min + vec2(9.0, 19.0 * size), 9.0, sheet.look.theme.series(number));
    let at = room.min + vec2(28.0, 0.0);
    let name = sheet.write_within(at, Align2::LEFT_TOP, &model.name, LARGE * size, p.text, room.right() - at.x);
    if model.settings.attention == AttentionKind::None {
        // Said of the model: its name is the same on every page.
        let (at, font) = (name.right_center() + vec2(14.0, 0.0), FontId::proportional(letters(SMALL, size)));
        let words = sheet.look.t("lab-clip-no-attention");
        sheet.write(at, Align2::LEFT_CENTER, words, font, p.text_soft, f32::INFINITY);
    }
    let Some(trace) = &model.trace else { return };
    let (all, side, in_a_row) = (said(trace), vec2(SYMBOL, LINE) * size, in_a_row(room.width(), size));
    let is_over = rows >= clip.rows() as f64;
    let shown = if is_over { all.len() } else { (rows as usize).min(all.len()) };
    let top = room.min + vec2(0.0, side.y);
    for (place, said) in all.iter().enumerate().take(shown) {
        let corner = vec2((place % in_a_row) as f32, (place / in_a_row) as f32) * side;
        let rect = Rect::from_min_size(top + corner, side - vec2(3.0, 4.0));
        let (fill, ink) = if said.is_wrong { (mix(p.raised, p.error, 0.22), p.error) } else { (p.widget, p.text) };
        painter.rect(rect, CornerRadius::same(4), fill, Stroke::NONE, StrokeKind::Inside);
        let text = said.written.map_or_else(|| "_".to_owned(), |token| symbol(kind, token));
        painter.text(rect.center(), Align2::CENTER_CENTER, text, bold(letters(26.0, size)), ink);
        if said.is_wrong {
            // Not by its colour alone.
            painter.hline(rect.x_range().shrink(4.0), rect.bottom() - 4.0, Stroke::new(3.0, p.error));
        }
    }
    if is_over && trace.target.is_some() {
        let wrong = all.iter().filter(|said| said.is_wrong).count();
        let values = [("wrong", wrong.into()), ("all", all.len().into())];
        let (sign, ink, words) = match wrong {
            0 => (icon::CHECK, p.good, sheet.look.t("lab-attend-right").to_owned()),
            _ => (icon::X, p.error, sheet.look.texts.t_with("lab-attend-wrong", &values)),
        };
        let lines = all.len().max(1).div_ceil(in_a_row) as f32;
        let (at, font) = (top + vec2(0.0, lines * side.y + 2.0), FontId::proportional(letters(SMALL, size)));
        sheet.write(at, Align2::LEFT_TOP, &format!("{sign} {words}"), font, ink, room.width());
    }
}

/// Letters of a size that is made smaller, large enough for a room.
const fn letters(points: f32, size: f32) -> f32 {
    (points * size).max(LEAST)
}
