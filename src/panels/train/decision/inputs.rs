//! The numbers that the network is given, each with its name: folded, for they are many.

use bevy_egui::egui::{CollapsingHeader, Label, ScrollArea, Ui};

use super::view::DecisionView;
use crate::panels::{Look, input_help, input_name, numbers};

/// Most lines before the list scrolls.
const LINES: f32 = 9.0;

/// `title` is the key of its heading, which says how many they are.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &DecisionView<'_>, observation: &[f32], title: &str) {
    let header = look.soft(look.texts.t_with(title, &[("count", observation.len().into())]));
    CollapsingHeader::new(header).id_salt(title).show(ui, |ui| {
        let labels = view.setup.observation.labels(&view.setup.level);
        let height = look.size(ui) * 1.3;
        let list = ScrollArea::vertical().id_salt("inputs").max_height(LINES * height).auto_shrink([false, true]);
        ui.spacing_mut().item_spacing.y = 2.0;
        list.show_rows(ui, height, labels.len().min(observation.len()), |ui, rows| {
            for row in rows {
                let (number, name) =
                    (numbers::signed(f64::from(observation[row]), 3), input_name(look.texts, labels[row]));
                let help = format!("{name}: {number}\n{}", look.t(input_help(view.setup.observation, labels[row])));
                ui.add(Label::new(look.small(format!("{number}   {name}"))).truncate()).on_hover_text(help);
            }
        });
    });
}
