//! What a decoder looks at while it writes: the map lights up symbol by symbol, the models' answers grow beside it.

use bevy_egui::egui::{Align2, CornerRadius, FontId, Rect, Stroke, StrokeKind, Ui, pos2, vec2};
use egui_phosphor::regular as icon;

use super::{
    LabClip,
    sheet::{LARGE, SMALL, Sheet},
    training,
};
use crate::{
    panels::sequence::attention::{
        answers::{said, symbol},
        formulas, map,
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
    let current = (rows.ceil() as usize).checked_sub(1).and_then(|at| Some((at, trace.decoding.get(at)?)));
    let words = match current {
        None => look.texts.t_with("lab-clip-reads", &[("input", trace.steps.concat().into())]),
        Some((at, step)) => {
            let [heard, written] = [step.input, step.output].map(|token| decoder_symbol(kind, token).into());
            look.texts.t_with("lab-attend-step", &[("step", (at + 1).into()), ("heard", heard), ("written", written)])
        }
    };
    let room = sheet.foot(room, &words, &training::result(sheet, clip), passed >= 1.0);
    let (place, beside) =
        if sheet.is_wide() { room.split_left_right_at_fraction(0.68) } else { room.split_top_bottom_at_fraction(0.62) };
    map::lit(&sheet.painter, look, kind, trace, place.with_max_x(place.right() - 24.0), rows as f32, LETTERS);
    answers(ui, sheet, clip, rows, beside);
}

/// What each model has written so far.
fn answers(ui: &mut Ui, sheet: &Sheet<'_>, clip: &LabClip, rows: f64, room: Rect) {
    let mut at = room.min;
    for (number, model) in clip.models.iter().enumerate() {
        at.y = answer(sheet, clip, (number, model), rows, Rect::from_min_max(at, room.max));
    }
    // How places are scored, and what becomes of the scores.
    let score = formulas::score(clip.models[clip.shown].settings.attention);
    let lines: Vec<&str> = score.into_iter().chain(score.map(|_| formulas::SOFTMAX)).collect();
    if sheet.is_wide() && room.bottom() - at.y > 150.0 {
        sheet.formulas(ui, Rect::from_min_max(pos2(at.x, room.bottom() - 130.0), room.max), &lines);
    }
}

/// One of them; where the next begins.
fn answer(sheet: &Sheet<'_>, clip: &LabClip, (number, model): (usize, &Trainee), rows: f64, room: Rect) -> f32 {
    let p = &sheet.look.theme.palette;
    let kind = clip.task().kind;
    let painter = &sheet.painter;
    painter.circle_filled(room.min + vec2(9.0, 19.0), 9.0, sheet.look.theme.series(number));
    let name = match model.settings.attention {
        AttentionKind::None => {
            format!("{} · {}", model.name, sheet.look.t("lab-clip-no-attention"))
        }
        _ => model.name.clone(),
    };
    let at = room.min + vec2(28.0, 0.0);
    let name = sheet.write_within(at, Align2::LEFT_TOP, &name, LARGE, p.text, room.right() - at.x);
    let top = name.bottom() + 8.0;
    let Some(trace) = &model.trace else { return top };
    let (all, side) = (said(trace), vec2(30.0, 40.0));
    let in_a_row = ((room.width() / side.x) as usize).max(1);
    let is_over = rows >= clip.rows() as f64;
    let shown = if is_over { all.len() } else { (rows as usize).min(all.len()) };
    for (place, said) in all.iter().enumerate().take(shown) {
        let corner = vec2((place % in_a_row) as f32 * side.x, (place / in_a_row) as f32 * (side.y + 4.0));
        let rect = Rect::from_min_size(pos2(room.left(), top) + corner, side - vec2(3.0, 0.0));
        let (fill, ink) = if said.is_wrong { (mix(p.raised, p.error, 0.22), p.error) } else { (p.widget, p.text) };
        painter.rect(rect, CornerRadius::same(4), fill, Stroke::NONE, StrokeKind::Inside);
        let text = said.written.map_or_else(|| "_".to_owned(), |token| symbol(kind, token));
        painter.text(rect.center(), Align2::CENTER_CENTER, text, bold(26.0), ink);
        if said.is_wrong {
            // Not by its colour alone.
            painter.hline(rect.x_range().shrink(4.0), rect.bottom() - 4.0, Stroke::new(3.0, p.error));
        }
    }
    let lines = all.len().max(1).div_ceil(in_a_row) as f32;
    let below = top + lines * (side.y + 4.0) + 2.0;
    if is_over && trace.target.is_some() {
        let wrong = all.iter().filter(|said| said.is_wrong).count();
        let values = [("wrong", wrong.into()), ("all", all.len().into())];
        let (sign, ink, words) = match wrong {
            0 => (icon::CHECK, p.good, sheet.look.t("lab-attend-right").to_owned()),
            _ => (icon::X, p.error, sheet.look.texts.t_with("lab-attend-wrong", &values)),
        };
        let at = pos2(room.left(), below);
        sheet.write(at, Align2::LEFT_TOP, &format!("{sign} {words}"), FontId::proportional(SMALL), ink, room.width());
    }
    below + 44.0
}
