//! Where the study notes slip, said beside the formula, with this step's own numbers.

use bevy_egui::egui::Ui;
use egui_phosphor::regular as icon;

use super::{super::formula, formulas, map::visible};
use crate::{panels::Look, sequence::Trace};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, trace: Option<&Trace>, at: usize) {
    look.card(ui, |ui| {
        look.heading(ui, icon::NOTE_PENCIL, look.t("notes-remark"));
        formula::show(ui, look, formulas::SLIP);
        ui.label(look.soft(look.t("lab-attend-slip")));
        let step = trace.and_then(|trace| trace.decoding.get(at));
        if let Some((trace, step)) = trace.zip(step)
            && let Some((place, share)) = without_exp(&step.scores)
            && let (Some(symbol), Some(weight)) = (trace.steps.get(place), step.weights.get(place))
        {
            let number = |number: f32| formula::written(f64::from(number));
            let values = [
                ("place", (place + 1).into()),
                ("read", visible(symbol).to_owned().into()),
                ("wrong", number(share).into()),
                ("right", number(*weight).into()),
            ];
            ui.label(look.soft(look.texts.t_with("lab-attend-slip-here", &values)));
        }
    });
}

/// The place whose share of the scores' plain sum is the least, where that is less than nothing.
fn without_exp(scores: &[f32]) -> Option<(usize, f32)> {
    let sum: f32 = scores.iter().sum();
    let shares = scores.iter().map(|score| score / sum).enumerate();
    shares.filter(|(_, share)| share.is_finite() && *share < 0.0).min_by(|one, other| one.1.total_cmp(&other.1))
}

#[cfg(test)]
mod tests {
    use super::without_exp;

    #[test]
    fn a_share_without_exp_can_be_negative_and_only_then_is_it_told() {
        assert_eq!(without_exp(&[3.0, -1.0, 0.0]), Some((1, -0.5)));
        assert_eq!(without_exp(&[-3.0, 1.0]), Some((1, -0.5)), "the sum is negative");
        assert_eq!(without_exp(&[1.0, 2.0]), None);
        assert_eq!(without_exp(&[1.0, -1.0]), None, "the sum is nothing");
        assert_eq!(without_exp(&[]), None);
    }
}
