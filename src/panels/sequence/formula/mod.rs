//! Formulas, typeset: a small subset of LaTeX is laid out with the window's own fonts. Which formulas there are is said where
//! they are shown.
//!
//! Known: letters, digits, `^` and `_`, `\frac`, `\tilde`, `\hat`, `\bar`, `\left( .. \right)`, `\text`, `\mathrm`, `\mathbf`,
//! `\operatorname`, `\quad`, `\\`, and the signs of `symbols`. What is unknown is shown by its name, in the colour of errors.

mod compose;
mod lines;
mod parse;
mod plain;
mod set;
mod symbols;

use bevy_egui::egui::{Response, Sense, Ui, WidgetInfo, WidgetType, vec2};

pub(super) use self::plain::{power, written};

use self::{compose::Composer, set::Set};
use crate::panels::{Look, numbers};

/// Formulas are so much larger than the text around them: their scripts have to be read, too.
const SIZE: f32 = 1.12;

/// Shows a formula a little larger than body text, in as many lines as the room asks for. Screen readers are told its source.
pub(super) fn show(ui: &mut Ui, look: Look<'_>, source: &str) -> Response {
    let composer = Composer { painter: ui.painter(), ink: look.theme.palette.text, unknown: look.theme.palette.error };
    let lines = lines::set(&composer, &parse::parse(source), SIZE * look.size(ui), ui.available_width());
    let between = look.size(ui) * 0.35;
    let width = lines.iter().map(|line| line.width).fold(0.0, f32::max);
    let height: f32 = lines.iter().map(Set::height).sum::<f32>();
    let (place, response) =
        ui.allocate_exact_size(vec2(width, height + between * lines.len().saturating_sub(1) as f32), Sense::hover());
    let mut top = place.left_top();
    for line in &lines {
        line.paint(ui.painter(), top + vec2(0.0, line.ascent), look.theme.palette.text);
        top.y += line.height() + between;
    }
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, source));
    response
}

/// A number as a formula's source, three digits of it: `0.0123`, `2.0 \cdot 10^{-13}`.
pub(super) fn number(number: f64) -> String {
    raised(numbers::short(number).replace('−', "-"))
}

/// The same of a number that is written: `2e-13` becomes `2 \cdot 10^{-13}`.
pub(super) fn raised(written: String) -> String {
    match written.split_once('e') {
        Some((digits, power)) => format!("{digits} \\cdot 10^{{{power}}}"),
        None => written,
    }
}

/// What would not be shown as it is meant: commands that are not known, braces without a partner, signs without a glyph.
/// The tests of whoever shows formulas ask for it.
#[cfg(test)]
pub(super) fn faults(source: &str) -> Vec<String> {
    use bevy_egui::egui::{Color32, Context, RawInput};

    let parsed = parse::parse(source);
    let mut faults = Vec::new();
    let mut signs = Vec::new();
    parse::visit(&parsed, &mut |node| match node {
        parse::Node::Unknown(name) => faults.push(name.clone()),
        parse::Node::Sign(sign) => signs.push(sign.clone()),
        _ => {}
    });
    let context = Context::default();
    crate::theme::install_fonts(&context);
    let mut output = context.run_ui(RawInput::default(), |ui| {
        // egui tells missing signs by what it shows for them; a font whose own sign that is lacks none of its others
        let picture = |text: &str, face: symbols::Face| {
            let galley = ui.painter().layout_no_wrap(text.to_owned(), face.font(14.0), Color32::WHITE);
            let glyphs = galley.rows.iter().flat_map(|row| row.row.glyphs.iter());
            glyphs.map(|glyph| glyph.uv_rect).collect::<Vec<_>>()
        };
        for sign in &signs {
            let missing = picture("\u{10fffd}", sign.face);
            if picture(&sign.text, sign.face).iter().any(|glyph| missing.contains(glyph)) {
                faults.push(sign.text.clone());
            }
        }
    });
    output.textures_delta.clear();
    faults
}

#[cfg(test)]
mod tests {
    use super::{faults, number};

    #[test]
    fn numbers_are_written_with_powers_of_ten() {
        assert_eq!([0.5, -1.25e-12, 3e20].map(number), ["0.500", "-1.2 \\cdot 10^{-12}", "3.0 \\cdot 10^{20}"]);
        for value in [0.0, -0.25, 2e-13, f64::INFINITY] {
            assert_eq!(faults(&number(value)), [""; 0], "{value}");
        }
    }
}
