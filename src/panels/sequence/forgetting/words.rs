//! The picture in words: for every model, how much of the last step's gradient arrives at the first.

use bevy_egui::egui::{Label, RichText, Ui};
use egui_phosphor::regular as icon;

use super::{
    super::{SequenceView, draw::dot, formula::written},
    reach::{norms, share},
};
use crate::{panels::Look, sequence::Trainee, theme::bold};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, layer: usize) {
    look.heading(ui, icon::CHAT_TEXT, look.t("lab-reach-words"));
    for (number, model) in view.models.iter().enumerate() {
        let Some(words) = sentence(look, view, model, layer) else {
            continue;
        };
        ui.horizontal(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            dot(ui, look, number);
            ui.label(RichText::new(&model.name).font(bold(look.size(ui))));
        });
        ui.add(Label::new(words).wrap());
    }
    if view.models.iter().any(|model| model.flow.is_some() && model.steps() > 0) {
        ui.label(look.soft(look.t("lab-reach-loss")));
    }
    // A decoder's gradients reach its encoder by other ways, too.
    let remark = if view.task().kind.translates() { "lab-why-translates" } else { "lab-reach-remark" };
    ui.label(look.soft(look.t(remark)));
}

/// What a model's curves say; `None` where there are none yet.
fn sentence(look: Look<'_>, view: &SequenceView<'_>, model: &Trainee, layer: usize) -> Option<String> {
    let is_tried = view.choices.what_if.on;
    let now = share(&norms(model.flow.as_ref(), layer));
    let before = share(&norms(model.untrained_flow.as_ref(), layer));
    let (_, steps) = now.or(before)?;
    let number = |found: Option<(f64, usize)>| found.map(|(share, _)| written(share));
    let values = |share: String| [("share", share.into()), ("steps", steps.into())];
    Some(match (number(now), number(before)) {
        (Some(now), Some(before)) => {
            let [share, steps] = values(now);
            let key = if is_tried { "lab-reach-both-tried" } else { "lab-reach-both" };
            look.texts.t_with(key, &[share, steps, ("before", before.into())])
        }
        (Some(now), None) => look.texts.t_with("lab-reach-only-now", &values(now)),
        (None, Some(before)) if is_tried => look.texts.t_with("lab-reach-only-tried", &values(before)),
        (None, Some(before)) => look.texts.t_with("lab-reach-only-before", &values(before)),
        (None, None) => return None,
    })
}
