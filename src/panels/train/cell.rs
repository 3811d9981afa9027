//! The cell under the pointer: what the agent would make of each action there.

use bevy_egui::egui::{Id, PopupAnchor, Tooltip, Ui};

use crate::{
    gridworld::{Action, Cell},
    learning::ActionValues,
    panels::{Bars, Look},
};

/// What is shown of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellView {
    /// Where it is.
    pub cell: Cell,
    /// Q-values or probabilities of the five actions, with the agent there and the obstacles where they are now.
    pub values: [f32; Action::COUNT],
    /// Which of the two.
    pub kind: ActionValues,
}

impl CellView {
    /// Draws it beside the pointer.
    pub fn ui(&self, ui: &Ui, look: Look<'_>) {
        let id = Id::new("cell_under_pointer");
        Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, PopupAnchor::Pointer).gap(14.0).show(|ui| {
            ui.set_width(look.size(ui) * 16.0);
            let probabilities = self.kind == ActionValues::Probabilities;
            let kind = look.t(if probabilities { "decision-probabilities" } else { "decision-values" });
            let place =
                [("column", (self.cell.x + 1).into()), ("row", (self.cell.y + 1).into()), ("kind", kind.into())];
            ui.label(look.small(look.texts.t_with("cell-values", &place)));
            Bars {
                values: &self.values,
                probabilities,
                chosen: None,
                colour: look.theme.palette.accent,
                below: look.theme.palette.obstacle,
            }
            .ui(ui, look);
        });
    }
}
