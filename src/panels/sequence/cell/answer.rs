//! What the model answered, against what is right.

use bevy_egui::egui::{
    Align, Align2, Color32, CornerRadius, FontFamily, FontId, Label, Rect, RichText, Sense, TextStyle, Ui,
    text::{LayoutJob, TextFormat},
    vec2,
};
use egui_phosphor::regular as icon;

use super::{super::draw::bar, CellSource, LayerPlace, place::ModelHalf, track::short_symbol};
use crate::{
    panels::{Look, SequenceView, numbers},
    sequence::{
        CLOSE, Trace,
        tasks::{SampleTarget, TaskKind},
    },
};

/// More choices than these are drawn as narrow columns.
const FEW: usize = 6;

/// Draws the line.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, place: LayerPlace, step: usize) {
    let CellSource::Model(number) = place.source else {
        ui.label(look.small(look.t("lab-opened-no-answer")));
        return;
    };
    let Some(trace) = view.models.get(number).and_then(|model| model.trace.as_ref()) else {
        return;
    };
    let kind = view.task().kind;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 7.0;
        ui.label(look.soft(look.t("lab-answer"))).on_hover_text(look.t("lab-answer-help"));
        said(ui, look, kind, trace);
        if let (SampleTarget::Number(said), Some(SampleTarget::Number(right))) = (&trace.answer, &trace.target) {
            ui.label(look.soft(look.t("lab-off-by")));
            ui.label(numbers::real(f64::from((said - right).abs()), 3));
        }
        ui.add_space(6.0);
        match place.side {
            ModelHalf::Reads if !trace.probabilities.is_empty() => {
                let names = (0..trace.probabilities.len()).map(|class| kind.write_target(&SampleTarget::Class(class)));
                bars(ui, look, &names.collect::<Vec<_>>(), &trace.probabilities);
            }
            ModelHalf::Writes => {
                if let Some(step) = trace.decoding.get(step) {
                    ui.label(look.soft(look.t("lab-says"))).on_hover_text(look.t("lab-says-help"));
                    ui.label(RichText::new(short_symbol(kind, step.output)).font(look.strong_font(ui)));
                    let names = (0..step.probabilities.len()).map(|token| short_symbol(kind, token));
                    bars(ui, look, &names.collect::<Vec<_>>(), &step.probabilities);
                }
            }
            ModelHalf::Reads => {}
        }
    });
}

/// The answer, whether it is right, and what is.
fn said(ui: &mut Ui, look: Look<'_>, kind: TaskKind, trace: &Trace) {
    let p = &look.theme.palette;
    let answer = kind.write_target(&trace.answer);
    let Some(target) = &trace.target else {
        ui.label(RichText::new(&answer).font(look.strong_font(ui)));
        ui.label(look.small(look.t("lab-no-target")));
        return;
    };
    let right = kind.write_target(target);
    let is_right = match (&trace.answer, target) {
        (SampleTarget::Number(said), SampleTarget::Number(right)) => (said - right).abs() < CLOSE,
        (said, right) => said == right,
    };
    let job = compared(ui, look, &answer, &right, is_right, trace);
    ui.add(Label::new(job));
    let (sign, colour, name) = if is_right {
        (icon::CHECK_CIRCLE, p.good, "lab-answer-right")
    } else {
        (icon::X_CIRCLE, p.error, "lab-answer-wrong")
    };
    let mark = RichText::new(sign).color(colour).size(look.size(ui) * 1.2);
    ui.label(mark).on_hover_text(look.t(name));
    ui.label(look.soft(look.t("lab-target")));
    ui.label(RichText::new(right).font(look.strong_font(ui)));
}

/// The answer, of many symbols those in another colour that are not right.
fn compared(ui: &Ui, look: Look<'_>, answer: &str, right: &str, is_right: bool, trace: &Trace) -> LayoutJob {
    let p = &look.theme.palette;
    let colour = |is_right: bool| if is_right { p.good } else { p.error };
    let font = look.strong_font(ui);
    let format =
        |is_right: bool| TextFormat { valign: Align::Center, ..TextFormat::simple(font.clone(), colour(is_right)) };
    let mut job = LayoutJob::default();
    if matches!(trace.answer, SampleTarget::Tokens(_)) {
        let mut expected = right.chars();
        for letter in answer.chars() {
            let fits = expected.next() == Some(letter);
            job.append(&letter.to_string(), 0.0, format(fits));
        }
        if answer.is_empty() {
            job.append("–", 0.0, format(is_right));
        }
    } else {
        job.append(answer, 0.0, format(is_right));
    }
    job
}

/// Probabilities as bars: a few with their numbers, many as narrow columns.
fn bars(ui: &mut Ui, look: Look<'_>, names: &[String], probabilities: &[f32]) {
    let p = &look.theme.palette;
    let size = look.size(ui);
    let round = CornerRadius::same(2);
    let likeliest = probabilities.iter().copied().fold(0.0, f32::max);
    let colour = |share: f32| -> Color32 { if share >= likeliest { p.accent } else { p.text_soft } };
    if names.len() <= FEW {
        for (name, &share) in names.iter().zip(probabilities) {
            ui.label(name);
            let (rect, _) = ui.allocate_exact_size(vec2(size * 4.0, size * 0.8), Sense::hover());
            bar(ui.painter(), look, rect, share, colour(share));
            ui.label(look.small(numbers::percent(f64::from(share))));
            ui.add_space(6.0);
        }
        return;
    }
    let (wide, high) = (size * 1.25, size * 1.1);
    let small = TextStyle::Small.resolve(ui.style()).size;
    for (name, &share) in names.iter().zip(probabilities) {
        let (rect, response) = ui.allocate_exact_size(vec2(wide, high + small * 1.2), Sense::hover());
        let track = Rect::from_min_size(rect.min, vec2(wide, high)).shrink2(vec2(2.0, 0.0));
        let top = track.bottom() - track.height() * share.clamp(0.0, 1.0);
        ui.painter().rect_filled(track, round, p.widget);
        ui.painter().rect_filled(track.with_min_y(top), round, colour(share));
        let font = FontId::new(small, FontFamily::Proportional);
        let at = rect.center_bottom();
        ui.painter().text(at, Align2::CENTER_BOTTOM, name, font, colour(share));
        response.on_hover_text(format!("{name}  {}", numbers::percent(f64::from(share))));
    }
}
