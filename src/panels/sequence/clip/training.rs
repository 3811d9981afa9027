//! Models that learn side by side: their curves grow with the clip's time, what each is worth stands beside them.

use bevy_egui::egui::{Align2, FontId, Pos2, Rect, Shape, Stroke, lerp, pos2, vec2};

use super::{
    ClipPart, LabClip,
    sheet::{LARGE, SMALL, Sheet},
};
use crate::{
    panels::{Look, axis::marks, numbers, sequence::training::averaged},
    sequence::{Report, Score, Trainee, tasks::TaskShape},
    theme::mix,
};

/// Always saying 1 in the adding problem has this mean squared error.
const ALWAYS_ONE: f64 = 1.0 / 6.0;

/// What the curves are of.
#[derive(Clone, Copy, PartialEq)]
enum Measured {
    /// The share that is right, of held-out samples and, paler, of every batch.
    Accuracy,
    /// The mean squared error, where a number is said.
    Error,
}

impl Measured {
    fn of(clip: &LabClip) -> Self {
        if matches!(clip.task().kind.shape(), TaskShape::Say { .. }) { Self::Error } else { Self::Accuracy }
    }

    fn score(self, score: &Score) -> f64 {
        f64::from(if self == Self::Error { score.loss } else { score.accuracy })
    }

    fn report(self, report: &Report) -> f32 {
        if self == Self::Error { report.loss } else { report.accuracy }
    }

    /// What the axis reaches up to: twice what comes of learning nothing, or all.
    const fn top(self) -> f64 {
        if matches!(self, Self::Error) { ALWAYS_ONE * 2.0 } else { 1.0 }
    }

    fn written(self, value: f64) -> String {
        if self == Self::Error { numbers::trimmed(value, 4) } else { numbers::percent(value) }
    }

    /// What who has learned nothing comes to, with what that is called.
    fn chance(self, clip: &LabClip) -> Option<(f64, &'static str)> {
        match self {
            Self::Error => Some((ALWAYS_ONE, "lab-clip-always-one")),
            Self::Accuracy => Some((clip.task().kind.shape().chance()?, "lab-clip-guessing")),
        }
    }
}

/// Draws the page.
pub(super) fn draw(sheet: &Sheet<'_>, clip: &LabClip, passed: f64) {
    let look = sheet.look;
    let kind = clip.task().kind;
    let title = clip.preset.map_or_else(|| look.t(kind.key()), |preset| look.t(preset.key()));
    let room = sheet.head(title, look.t(kind.help()));
    let measured = Measured::of(clip);
    let step = passed * clip.steps() as f64;
    let room = sheet.foot(room, &progress(look, clip, step), &result(look, clip), passed >= 1.0);
    let (chart, scores) = if sheet.is_wide() {
        room.split_left_right_at_fraction(0.72)
    } else {
        room.split_top_bottom_at_y(room.bottom() - 190.0)
    };
    curves(sheet, clip, measured, step, chart);
    standings(sheet, clip, measured, step, scores);
}

/// How many of them have been made.
fn so_far(look: Look<'_>, clip: &LabClip, step: f64) -> String {
    let [step, steps] = [step as u64, clip.steps()].map(|count| numbers::whole(count).into());
    look.texts.t_with("lab-steps-of", &[("step", step), ("steps", steps)])
}

fn progress(look: Look<'_>, clip: &LabClip, step: f64) -> String {
    format!("{} · {}", so_far(look, clip, step), clip.origin(look))
}

/// The quarters of the training, each with what the models have come to when it begins.
pub(super) fn parts(look: Look<'_>, clip: &LabClip) -> Vec<ClipPart> {
    let measured = Measured::of(clip);
    let part = |quarter: u8| {
        let from = f64::from(quarter) / 4.0;
        let step = from * clip.steps() as f64;
        let chapter = so_far(look, clip, step);
        let said = |model: &Trainee| format!("{} {}", model.name, value(model, measured, step));
        let models: Vec<String> = clip.models.iter().map(said).collect();
        ClipPart { from, caption: format!("{chapter}\n{}", models.join(" · ")), chapter: Some(chapter) }
    };
    (0..4).map(part).collect()
}

/// What each has come to.
pub(in crate::panels::sequence) fn result(look: Look<'_>, clip: &LabClip) -> String {
    let measured = Measured::of(clip);
    let texts = look.texts;
    let key = if measured == Measured::Error { "lab-clip-after-error" } else { "lab-clip-after" };
    let steps = texts.t_with(key, &[("steps", numbers::whole(clip.steps()).into())]);
    let said = |model: &Trainee| format!("{} {}", model.name, value(model, measured, f64::INFINITY));
    let chance = measured.chance(clip).map(|(value, key)| guessed(look, measured, value, key));
    // A line ends between models, never within one.
    let models = clip.models.iter().map(said).chain(chance).map(|words| words.replace(' ', "\u{a0}"));
    format!("{steps}: {}", models.collect::<Vec<_>>().join("\u{a0}· "))
}

fn guessed(look: Look<'_>, measured: Measured, value: f64, key: &str) -> String {
    look.texts.t_with(key, &[("value", measured.written(value).into())])
}

/// The line of those who have learned nothing.
fn dashes(sheet: &Sheet<'_>, path: [Pos2; 2]) {
    let stroke = Stroke::new(2.5, sheet.look.theme.palette.text_soft);
    sheet.painter.extend(Shape::dashed_line(&path, stroke, 10.0, 8.0));
}

/// What a model was worth when it was last tested.
fn value(model: &Trainee, measured: Measured, step: f64) -> String {
    let tested = model.evaluations.iter().rfind(|tested| tested.step as f64 <= step);
    tested.map_or_else(|| "–".to_owned(), |tested| measured.written(measured.score(&tested.overall)))
}

/// Name and worth of each, one below the other, or beside.
fn standings(sheet: &Sheet<'_>, clip: &LabClip, measured: Measured, step: f64, room: Rect) {
    let p = &sheet.look.theme.palette;
    let count = clip.models.len() as f32;
    for (number, model) in clip.models.iter().enumerate() {
        let place = if sheet.is_wide() {
            let height = (room.height() / count).min(140.0);
            Rect::from_min_size(room.min + vec2(34.0, number as f32 * height), vec2(room.width() - 34.0, height))
        } else {
            let width = room.width() / count;
            Rect::from_min_size(room.min + vec2(number as f32 * width, 34.0), vec2(width - 16.0, room.height()))
        };
        let colour = sheet.look.theme.series(number);
        sheet.painter.circle_filled(place.min + vec2(9.0, 19.0), 9.0, colour);
        let at = place.min + vec2(28.0, 0.0);
        let name = sheet.write_within(at, Align2::LEFT_TOP, &model.name, LARGE, p.text, place.right() - at.x);
        let worth = value(model, measured, step);
        let at = pos2(at.x, name.bottom() + 2.0);
        sheet.write_within(at, Align2::LEFT_TOP, &worth, 44.0, colour, place.right() - at.x);
    }
    if let Some((value, key)) = measured.chance(clip) {
        let at = if sheet.is_wide() {
            pos2(room.left() + 34.0, room.bottom() - 84.0)
        } else {
            room.left_bottom() - vec2(0.0, 18.0)
        };
        dashes(sheet, [at, at + vec2(46.0, 0.0)]);
        let text = guessed(sheet.look, measured, value, key);
        let (font, width) = (FontId::proportional(SMALL), room.right() - at.x);
        if sheet.is_wide() {
            sheet.write(at + vec2(0.0, 12.0), Align2::LEFT_TOP, &text, font, p.text_soft, width);
        } else {
            sheet.write(at + vec2(58.0, 0.0), Align2::LEFT_CENTER, &text, font, p.text_soft, width);
        }
    }
}

/// The curves, as far as they have come.
fn curves(sheet: &Sheet<'_>, clip: &LabClip, measured: Measured, step: f64, room: Rect) {
    let p = &sheet.look.theme.palette;
    let small = || FontId::proportional(SMALL);
    let above = if measured == Measured::Error { "lab-squared-error" } else { "lab-clip-accuracy" };
    let name = sheet.write(room.min, Align2::LEFT_TOP, sheet.look.t(above), small(), p.text_soft, room.width());
    let plot = Rect::from_min_max(pos2(room.left() + 84.0, name.bottom() + 20.0), room.max - vec2(14.0, 66.0));
    let (steps, top) = (clip.steps() as f64, measured.top());
    let at = |step: f64, value: f64| {
        let [across, up] = [step / steps.max(1.0), value / top].map(|share| share as f32);
        pos2(lerp(plot.x_range(), across), lerp(plot.bottom()..=plot.top(), up))
    };
    sheet.painter.rect_filled(plot.expand(10.0), 4.0, p.base);
    let line = Stroke::new(1.0, p.outline);
    for mark in marks((0.0, top)) {
        let place = at(0.0, mark.value);
        sheet.painter.hline(plot.x_range(), place.y, line);
        let text = match measured {
            Measured::Accuracy => format!("{:.0}%", mark.value * 100.0),
            Measured::Error => numbers::trimmed(mark.value, 2),
        };
        sheet.write(place - vec2(18.0, 0.0), Align2::RIGHT_CENTER, &text, small(), p.text_soft, f32::INFINITY);
    }
    for mark in marks((0.0, steps)) {
        let place = at(mark.value, 0.0);
        let text = numbers::whole(mark.value as u64);
        sheet.write(place + vec2(0.0, 14.0), Align2::CENTER_TOP, &text, small(), p.text_soft, f32::INFINITY);
    }
    let axis = sheet.look.t("lab-clip-steps");
    sheet.write(room.center_bottom(), Align2::CENTER_BOTTOM, axis, small(), p.text_soft, f32::INFINITY);
    if let Some((value, _)) = measured.chance(clip) {
        dashes(sheet, [at(0.0, value), at(steps, value)]);
    }
    let within = sheet.painter.with_clip_rect(plot.expand(10.0));
    for (number, model) in clip.models.iter().enumerate() {
        let made = model.reports.partition_point(|report| report.step as f64 <= step);
        let batches = averaged(&model.reports[..made], |report| measured.report(report));
        let batches: Vec<Pos2> = batches.into_iter().map(|[step, value]| at(step, value)).collect();
        let colour = sheet.look.theme.series(number);
        within.line(batches, Stroke::new(1.5, mix(p.base, colour, 0.4)));
    }
    for (number, model) in clip.models.iter().enumerate() {
        let tests = tested(model, measured, step);
        let path: Vec<Pos2> = tests.into_iter().map(|[step, value]| at(step, value)).collect();
        let colour = sheet.look.theme.series(number);
        if let Some(end) = path.last() {
            within.circle_filled(*end, 7.0, colour);
        }
        within.line(path, Stroke::new(4.0, colour));
    }
}

/// The tests up to a step, and the way to the next one as far as the step has come.
fn tested(model: &Trainee, measured: Measured, step: f64) -> Vec<[f64; 2]> {
    let places = model.evaluations.iter().map(|tested| [tested.step as f64, measured.score(&tested.overall)]);
    let mut path: Vec<[f64; 2]> = Vec::new();
    for place in places {
        if place[0] <= step {
            path.push(place);
            continue;
        }
        if let Some(last) = path.last().copied() {
            let share = (step - last[0]) / (place[0] - last[0]);
            path.push([step, last[1] + (place[1] - last[1]) * share]);
        }
        break;
    }
    path
}
