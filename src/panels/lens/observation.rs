//! What was seen: a row for each number with its formula, tied to the thing on the board that it comes from.

use bevy_egui::egui::{RichText, ScrollArea, Sense, Ui};

use super::{LensCommand, ShownTick, words};
use crate::{
    gridworld::SeenThing,
    lens::{Formula, Subject, number},
    panels::{Look, observation::input_name},
};

pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    shown: &ShownTick<'_>,
    pointed: &[SeenThing],
    points: &mut Vec<SeenThing>,
    asked: &mut Vec<LensCommand>,
) {
    let p = &look.theme.palette;
    let opened = shown.subject();
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for (at, seen) in shown.lens.board().seen.iter().enumerate() {
            let is_marked = opened == Subject::Seen(at) || pointed.iter().any(|thing| seen.source.contains(thing));
            let colour = match (is_marked, seen.value == 0.0) {
                (true, _) => p.accent,
                (false, true) => p.text_soft,
                (false, false) => p.text,
            };
            let row = ui.scope(|ui| {
                ui.horizontal_wrapped(|ui| {
                    let value = RichText::new(format!("{:>6}", number(seen.value))).monospace().color(colour);
                    ui.label(value);
                    ui.label(RichText::new(input_name(look.texts, seen.name)).color(colour));
                    let formula = shown.lens.card(Subject::Seen(at)).map(|card| card.formula);
                    if let Some(formula) = formula.filter(|formula| *formula != Formula::Given) {
                        let worked = format!("= {} = {}", formula.in_symbols(), formula.with_numbers());
                        ui.label(RichText::new(words::signs(&worked)).monospace().color(p.text_soft));
                    }
                });
            });
            let row = row.response.interact(Sense::click());
            if row.hovered() {
                points.clone_from(&seen.source);
            }
            if row.clicked() {
                asked.push(LensCommand::Open(Subject::Seen(at)));
            }
        }
    });
}
