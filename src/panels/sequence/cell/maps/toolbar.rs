//! Above the heat maps: which unit is looked at, and in which order they stand.

use bevy_egui::egui::{Slider, Ui};

use super::{Choice, Sort, order::memory_gate};
use crate::{
    panels::{
        Look,
        look::name_node,
        sequence::{
            cell::{Track, quantity::Quantity},
            draw::list,
        },
    },
    sequence::Part,
};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, track: &Track, sort: &mut Sort, choice: &mut Choice) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let mut is_mean = choice.unit.is_none();
        let (name, help) = (look.t("lab-mean-units"), look.t("lab-mean-units-help"));
        if look.checkbox(ui, &mut is_mean, name, help).changed() {
            choice.unit = (!is_mean).then_some(0);
        }
        let name = look.t("lab-unit");
        let mut number = choice.unit.unwrap_or(0) + 1;
        ui.label(look.soft(name)).on_hover_text(look.t("lab-unit-help"));
        ui.spacing_mut().slider_width = look.size(ui) * 6.0;
        let slider = ui.add_enabled(!is_mean, Slider::new(&mut number, 1..=track.units));
        name_node(ui, &slider, name);
        if slider.on_hover_text(look.t("lab-unit-help")).changed() {
            choice.unit = Some(number - 1);
        }
        sorting(ui, look, track, sort);
    });
}

fn sorting(ui: &mut Ui, look: Look<'_>, track: &Track, sort: &mut Sort) {
    let part_now = match *sort {
        Sort::Now(part) | Sort::Mean(part) => part,
        Sort::Number | Sort::Memory => Part::Hidden,
    };
    let name = |sort: Sort| match sort {
        Sort::Number => look.t("lab-sort-number"),
        Sort::Now(_) => look.t("lab-sort-now"),
        Sort::Mean(_) => look.t("lab-sort-mean"),
        Sort::Memory => look.t("lab-sort-memory"),
    };
    ui.label(look.soft(look.t("lab-sort"))).on_hover_text(look.t("lab-sort-help"));
    let all = [Sort::Number, Sort::Now(part_now), Sort::Mean(part_now), Sort::Memory];
    let all = all.into_iter().filter(|other| *other != Sort::Memory || memory_gate(track.kind).is_some());
    ui.spacing_mut().combo_width = look.size(ui) * 6.0;
    let words = [look.t("lab-sort"), look.t("lab-sort-help")];
    *sort = list(ui, "sort of the units", words, *sort, all, name).unwrap_or(*sort);
    if let Sort::Now(part) | Sort::Mean(part) = sort {
        ui.spacing_mut().combo_width = look.size(ui) * 5.0;
        let words = [look.t("lab-sort-part"); 2];
        let name = |part: Part| look.t(Quantity::of_part(part).texts().0);
        let all = track.kind.parts().iter().copied();
        *part = list(ui, "part that units are sorted by", words, *part, all, name).unwrap_or(*part);
    }
}
