//! How a formula stands in the panel: its name, the formula, and the same with its numbers; then what its letters mean.

use bevy_egui::egui::{CollapsingHeader, Label, RichText, Ui};

use crate::panels::{Look, numbers};

/// A formula with its numbers. `name` and `help` are keys.
pub(super) fn line(ui: &mut Ui, look: Look<'_>, name: &str, formula: &str, values: &str, help: &str) {
    let response = ui
        .horizontal_wrapped(|ui| {
            ui.label(RichText::new(look.texts.t(name)).font(look.strong_font(ui)));
            ui.label(look.small(formula));
            // In one piece: it goes to the next line as a whole.
            ui.add(Label::new(values).extend());
        })
        .response;
    response.on_hover_text(look.texts.t(help));
}

/// The letters of the formulas above, by name, each with the key of its explanation under the pointer.
pub(super) fn letters<const N: usize>(ui: &mut Ui, look: Look<'_>, letters: [(String, &str); N]) {
    ui.horizontal_wrapped(|ui| {
        for (letter, help) in letters {
            ui.label(look.small(letter)).on_hover_text(look.texts.t(help));
        }
    });
}

/// Where the study notes slip: folded, for those who have them at hand.
pub(super) fn remark(ui: &mut Ui, look: Look<'_>, text: &str) {
    if look.texts.has(text) {
        let header = CollapsingHeader::new(look.small(look.t("notes-remark"))).id_salt(text);
        header.show_unindented(ui, |ui| ui.label(look.small(look.texts.t(text))));
    }
}

/// A measured value.
pub(super) fn real(number: f32) -> String {
    numbers::real(f64::from(number), 3)
}

/// The same as a result, with its sign.
pub(super) fn signed(number: f32) -> String {
    numbers::signed(f64::from(number), 3)
}

/// What may be very small: a loss, an error in it.
pub(super) fn short(number: f32) -> String {
    numbers::short(f64::from(number))
}

/// What a person has set, such as gamma: no zeros at its end.
pub(super) fn set(number: f64) -> String {
    numbers::trimmed(number, 6)
}

/// A negative number in brackets, as it is written after an operator.
pub(super) fn bracketed(written: String) -> String {
    if written.starts_with('−') { format!("({written})") } else { written }
}

#[cfg(test)]
mod tests {
    use super::{bracketed, real};

    #[test]
    fn negative_numbers_stand_in_brackets() {
        assert_eq!([-0.5, 0.5].map(|number| bracketed(real(number))), ["(−0.500)", "0.500"]);
    }
}
