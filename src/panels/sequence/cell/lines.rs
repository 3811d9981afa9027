//! The formulas of a cell, each with this step's numbers put in.

use bevy_egui::egui::{CornerRadius, Frame, Label, Margin, RichText, Ui, vec2};

use super::{UnitValues, diagram::explain, moment::written, quantity::Quantity};
use crate::{
    panels::{Look, sequence::formula},
    sequence::CellKind,
};

/// Draws the lines; returns the quantity that is pointed at.
pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    kind: CellKind,
    moment: &UnitValues,
    pointed: Option<Quantity>,
) -> Option<Quantity> {
    let mut found = None;
    let width = ui.available_width();
    ui.spacing_mut().item_spacing = vec2(6.0, 0.0);
    for quantity in kind.parts().iter().map(|part| Quantity::of_part(*part)) {
        let is_pointed = pointed == Some(quantity);
        // Nothing is filled with the colour that is there already: its round corners would show.
        let frame = if is_pointed {
            Frame::new().fill(look.theme.palette.selected).corner_radius(CornerRadius::same(4))
        } else {
            Frame::new()
        };
        let line = frame.inner_margin(Margin::symmetric(4, 1)).show(ui, |ui| {
            ui.set_width(width - 8.0);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().interact_size.y = 0.0;
                formula::show(ui, look, quantity.formula(kind));
                let text = RichText::new(format!("→ {}", put_in(kind, quantity, moment)));
                let colour = if is_pointed { look.theme.palette.on_selected } else { look.theme.palette.accent };
                ui.add(Label::new(text.color(colour)));
            });
        });
        let response = line.response;
        if response.hovered() {
            found = Some(quantity);
        }
        response.on_hover_ui_at_pointer(|ui| explain(ui, look, kind, quantity, moment));
    }
    if let Some(remark) = remark(kind) {
        ui.add_space(4.0);
        ui.add(Label::new(look.small(look.t(remark))).wrap());
    }
    if moment.is_mean {
        ui.add_space(4.0);
        ui.add(Label::new(look.small(look.t("lab-mean-help"))).wrap());
    }
    found
}

/// Where the study notes write it otherwise.
const fn remark(kind: CellKind) -> Option<&'static str> {
    match kind {
        CellKind::Rnn | CellKind::RnnRelu | CellKind::Lstm => None,
        CellKind::Gru => Some("lab-remark-gru"),
        CellKind::GruResetBefore => Some("lab-remark-gru-before"),
    }
}

/// The right side of a formula with numbers for its letters. Of means only sums can be taken: products are shown as their means.
pub(super) fn put_in(kind: CellKind, quantity: Quantity, moment: &UnitValues) -> String {
    let value = moment.value(quantity);
    let is = written(value);
    let of = |quantity| moment.value(quantity);
    let product = |one, other| format!("{} · {}", written(of(one)), factor(of(other)));
    let sum = |one: String, other: String| format!("{one} + {other} = {is}");
    let both = |one: [Quantity; 2], other: [Quantity; 2]| sum(product(one[0], one[1]), product(other[0], other[1]));
    match (quantity, kind) {
        (Quantity::Cell, _) | (Quantity::Hidden, CellKind::Gru | CellKind::GruResetBefore) if moment.is_mean => {
            sum(written(of(Quantity::Kept)), factor(of(Quantity::Written)))
        }
        _ if moment.is_mean => is,
        (Quantity::Cell, _) => {
            both([Quantity::ForgetGate, Quantity::CellBefore], [Quantity::InputGate, Quantity::Candidate])
        }
        (Quantity::Hidden, CellKind::Lstm) => {
            let (o, c) = (written(of(Quantity::OutputGate)), written(of(Quantity::Cell)));
            format!("{o} · tanh({c}) = {is}")
        }
        (Quantity::Hidden, CellKind::Gru | CellKind::GruResetBefore) => {
            both([Quantity::UpdateGate, Quantity::HiddenBefore], [Quantity::WriteShare, Quantity::Candidate])
        }
        (Quantity::Candidate, CellKind::Gru) => {
            let inner = atanh(value).map(|sum| {
                let rest = written(sum - of(Quantity::Reset));
                format!("{rest} + {}", product(Quantity::ResetGate, Quantity::FromState))
            });
            around("tanh", inner, &is)
        }
        // where it is shut, nothing tells how far below 0 the sum was
        (Quantity::Hidden, CellKind::RnnRelu) => around("ReLU", (value > 0.0).then(|| is.clone()), &is),
        _ if quantity.is_share() => around("σ", logit(value).map(written), &is),
        _ => around("tanh", atanh(value).map(written), &is),
    }
}

/// A function of its argument, which is left out where it is too large to be told from its value.
fn around(name: &str, argument: Option<String>, is: &str) -> String {
    argument.map_or_else(|| is.to_owned(), |argument| format!("{name}({argument}) = {is}"))
}

/// What a gate was before its sigmoid; `None` where it is 0 or 1 to the last digit.
fn logit(share: f32) -> Option<f32> {
    let sum = (share / (1.0 - share)).ln();
    sum.is_finite().then_some(sum)
}

/// What a candidate was before its tanh.
fn atanh(value: f32) -> Option<f32> {
    let sum = value.atanh();
    sum.is_finite().then_some(sum)
}

/// A number behind another one: in brackets where it begins with a minus.
fn factor(value: f32) -> String {
    let text = written(value);
    if text.starts_with('−') { format!("({text})") } else { text }
}

#[cfg(test)]
mod tests {
    use super::{atanh, factor, logit};
    use crate::{
        panels::sequence::{cell::quantity::Quantity, formula::faults},
        sequence::CellKind,
    };

    #[test]
    fn what_stood_before_a_gate_is_found_again() {
        for sum in [-6.0_f32, -0.5, 0.0, 3.0] {
            let share = 1.0 / (1.0 + (-sum).exp());
            assert!((logit(share).expect("it is finite") - sum).abs() < 1e-3);
        }
        assert_eq!((logit(1.0), logit(0.0), atanh(-1.0)), (None, None, None));
        assert_eq!((factor(-0.3), factor(0.3)), ("(−0.30)".to_owned(), "0.30".to_owned()));
    }

    #[test]
    fn every_part_of_a_cell_has_a_formula_that_is_understood() {
        for kind in CellKind::ALL {
            for part in kind.parts() {
                assert_eq!(faults(Quantity::of_part(*part).formula(kind)), [""; 0], "{kind}: {part}");
            }
        }
    }
}
