//! Two models' answers to the same input, side by side, with what is wrong in them marked.

use bevy_egui::egui::{
    CornerRadius, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, vec2,
};
use egui_phosphor::regular as icon;

use super::super::{
    SequenceView,
    draw::{dot, list},
};
use crate::{
    panels::Look,
    sequence::{
        Trace, Trainee,
        tasks::{SampleTarget, TaskKind},
    },
    theme::mix,
};

/// Symbols of the right answer that are written out.
const SHOWN: usize = 24;

/// One symbol of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::panels::sequence) struct Said {
    /// What was written; `None` where the answer is over too early.
    pub written: Option<usize>,
    /// What would have been right; `None` where nothing should stand, or nobody knows.
    right: Option<usize>,
    pub is_wrong: bool,
}

/// The cards of two models; returns which were chosen instead, where they were.
pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    view: &SequenceView<'_>,
    (shown, beside): (usize, Option<usize>),
    step: usize,
) -> [Option<usize>; 2] {
    let mut chosen = [None, None];
    let models = [(shown, beside, Some(step))].into_iter().chain(beside.map(|beside| (beside, Some(shown), None)));
    ui.columns(1 + usize::from(beside.is_some()), |columns| {
        for ((ui, chosen), (at, other, step)) in columns.iter_mut().zip(&mut chosen).zip(models) {
            look.card(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.horizontal_wrapped(|ui| {
                    dot(ui, look, at);
                    *chosen = choice(ui, look, view, at, other.filter(|_| step.is_none()));
                    if let Some(trace) = &view.models[at].trace {
                        verdict(ui, look, view, trace);
                    }
                });
                answer(ui, look, view, view.models[at], step);
            });
        }
    });
    chosen
}

/// The list of models; that beside another one, `shown`, leaves it out. Where the one that is shown is chosen anew, the other
/// may change places with it.
fn choice(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, at: usize, shown: Option<usize>) -> Option<usize> {
    let words = match shown {
        None => ["lab-attend-shown", "lab-attend-shown-help"],
        Some(_) => ["lab-attend-beside", "lab-attend-beside-help"],
    };
    let all = (0..view.models.len()).filter(|number| Some(*number) != shown);
    list(ui, ("attention model", shown.is_some()), words.map(|key| look.t(key)), at, all, |number| {
        &*view.models[number].name
    })
}

/// Whether the answer is right.
fn verdict(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, trace: &Trace) {
    let p = &look.theme.palette;
    if trace.target.is_none() {
        let help = look.t("lab-attend-unknown-help");
        ui.label(look.soft(look.t("lab-attend-unknown"))).on_hover_text(help);
        return;
    }
    let said = said(trace);
    let wrong = said.iter().filter(|said| said.is_wrong).count();
    let (sign, colour, text) = if wrong == 0 {
        (icon::CHECK, p.good, look.t("lab-attend-right").to_owned())
    } else {
        let values = [("wrong", wrong.into()), ("all", said.len().into())];
        (icon::X, p.error, look.texts.t_with("lab-attend-wrong", &values))
    };
    ui.label(RichText::new(format!("{sign} {text}")).color(colour));
    if wrong > 0
        && let Some(target) = &trace.target
    {
        let right = view.task().kind.write_target(target);
        let is_long = right.chars().count() > SHOWN;
        let short: String = right.chars().take(SHOWN).chain(is_long.then_some('…')).collect();
        let text = look.texts.t_with("lab-attend-target", &[("answer", short.into())]);
        let response = ui.label(look.soft(text));
        if is_long {
            response.on_hover_text(right);
        }
    }
}

/// The answer beside what is right, place by place.
pub(in crate::panels::sequence) fn said(trace: &Trace) -> Vec<Said> {
    let written = trace.answer.tokens();
    let right = trace.target.as_ref().map(SampleTarget::tokens);
    let places = written.len().max(right.map_or(0, <[usize]>::len));
    (0..places)
        .map(|at| {
            let (written, expected) = (written.get(at).copied(), right.and_then(|right| right.get(at).copied()));
            Said { written, right: expected, is_wrong: right.is_some() && written != expected }
        })
        .collect()
}

/// The symbols in a row, or more where they are many.
fn answer(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, model: &Trainee, step: Option<usize>) {
    let Some(trace) = &model.trace else {
        ui.label(look.soft(look.t("lab-attend-none")));
        return;
    };
    let kind = view.task().kind;
    let all = said(trace);
    let spoken: String =
        all.iter().map(|said| said.written.map_or_else(|| "_".to_owned(), |token| symbol(kind, token))).collect();
    let size = look.size(ui);
    ScrollArea::vertical().id_salt(("answer", &model.name)).max_height(size * 5.2).show(ui, |ui| {
        let row = ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
            if all.is_empty() {
                ui.label(look.soft(look.t("lab-attend-empty")));
            }
            for (at, said) in all.iter().enumerate() {
                draw(ui, look, kind, *said, step == Some(at));
            }
        });
        row.response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &spoken));
    });
}

pub(in crate::panels::sequence) fn symbol(kind: TaskKind, token: usize) -> String {
    kind.write_target(&SampleTarget::Tokens(vec![token]))
}

fn draw(ui: &mut Ui, look: Look<'_>, kind: TaskKind, said: Said, is_current: bool) {
    let p = &look.theme.palette;
    let size = look.size(ui) * 1.2;
    let (place, response) = ui.allocate_exact_size(vec2(size * 1.35, size * 1.6), Sense::hover());
    let (fill, ink) = if said.is_wrong { (mix(p.raised, p.error, 0.22), p.error) } else { (p.widget, p.text) };
    let painter = ui.painter();
    painter.rect_filled(place, CornerRadius::same(3), fill);
    let text = said.written.map_or_else(|| "_".to_owned(), |token| symbol(kind, token));
    let galley = painter.layout_no_wrap(text, crate::theme::bold(size), ink);
    painter.galley(place.center() - galley.size() / 2.0, galley, ink);
    if said.is_wrong {
        // not by its colour alone
        let line = [place.left_bottom() + vec2(4.0, -4.0), place.right_bottom() + vec2(-4.0, -4.0)];
        painter.line_segment(line, Stroke::new(2.0, p.error));
    }
    if is_current {
        painter.rect_stroke(place, CornerRadius::same(3), Stroke::new(2.0, p.accent), StrokeKind::Inside);
    }
    if said.is_wrong {
        let text = match said.right {
            Some(right) => {
                let right = symbol(kind, right);
                look.texts.t_with("lab-attend-should", &[("symbol", right.into())])
            }
            None => look.t("lab-attend-too-many").to_owned(),
        };
        response.on_hover_text(text);
    }
}

#[cfg(test)]
mod tests {
    use super::{Said, said};
    use crate::sequence::{Trace, tasks::SampleTarget};

    #[test]
    fn wrong_missing_and_superfluous_symbols_are_told_apart() {
        let trace = |answer: &[usize], target: Option<&[usize]>| Trace {
            steps: Vec::new(),
            layers: Vec::new(),
            decoding: Vec::new(),
            probabilities: Vec::new(),
            answer: SampleTarget::Tokens(answer.to_vec()),
            target: target.map(|target| SampleTarget::Tokens(target.to_vec())),
        };
        let places = |written: Option<usize>, right: Option<usize>, is_wrong| Said { written, right, is_wrong };
        assert_eq!(
            said(&trace(&[1, 2], Some(&[1, 3, 4]))),
            [places(Some(1), Some(1), false), places(Some(2), Some(3), true), places(None, Some(4), true)]
        );
        assert_eq!(said(&trace(&[1], Some(&[]))), [places(Some(1), None, true)]);
        assert_eq!(said(&trace(&[1], None)), [places(Some(1), None, false)], "nobody knows");
    }
}
