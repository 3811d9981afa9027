//! Why the agent does what it does: what it sees, what each action is worth to it, the step that it made last, and what it learned.
//! All of it comes from the simulation; nothing is computed anew but words and the entropy of what is shown.

mod episode;
mod formula;
mod inputs;
mod last_step;
mod seen;
mod step;
mod values;
mod view;

use bevy_egui::egui::{CollapsingHeader, RichText, Ui};
use egui_phosphor::regular as icon;

use crate::{
    learning::UpdateTrace,
    panels::{KeyAction, Look, Tab, TrainCommand},
};

pub use seen::{Thing, Window, things};
pub use view::DecisionView;

/// The panel. It remembers nothing but what egui keeps.
#[derive(Clone, Debug, Default)]
pub struct DecisionPanel;

impl DecisionPanel {
    /// Draws the decision, or a note where there is none yet; returns what was asked for.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: Option<&DecisionView<'_>>) -> Vec<TrainCommand> {
        let Self = self;
        let mut asked = Vec::new();
        let Some((view, moment)) = view.and_then(|view| Some((view, view.moment()?))) else {
            look.heading(ui, icon::LIGHTBULB, look.t("decision-title"));
            ui.label(look.soft(look.t("decision-none")));
            return asked;
        };
        let is_over = view.ended && moment.decision.is_none();
        ui.horizontal_wrapped(|ui| {
            look.heading(ui, icon::LIGHTBULB, look.t("decision-title"));
            if !is_over {
                values::badges(ui, look, view, &moment);
            }
        });
        if is_over {
            ui.label(look.soft(look.t("decision-ended")));
        } else {
            values::ui(ui, look, view, &moment);
        }
        ui.add_space(2.0);
        let key = look.key(ui, KeyAction::ShowTab(Tab::Lens));
        if look.button(ui, icon::MAGNIFYING_GLASS, look.t("lens-open"), &key).clicked() {
            asked.push(TrainCommand::Inspect);
        }
        ui.scope(|ui| {
            // Lines of text, not of buttons.
            ui.spacing_mut().interact_size.y = 0.0;
            ui.spacing_mut().item_spacing.y = 4.0;
            let sees = CollapsingHeader::new(look.soft(look.t("decision-sees"))).default_open(true);
            sees.id_salt("decision_sees").show_unindented(ui, |ui| seen::ui(ui, look, view, moment.observation));
            inputs::ui(ui, look, view, moment.observation, "decision-numbers");
            if let Some(last) = view.last {
                section(ui, look, "decision-last");
                last_step::ui(ui, look, view, last);
            }
            section(ui, look, "decision-learned");
            match view.update {
                None => _ = ui.label(look.small(look.t("decision-no-update"))),
                Some(UpdateTrace::Step(learned)) => step::ui(ui, look, view, learned),
                Some(UpdateTrace::Episode(learned)) => episode::ui(ui, look, view, learned),
            }
        });
        asked
    }
}

/// A heading within the panel.
fn section(ui: &mut Ui, look: Look<'_>, key: &str) {
    ui.add_space(4.0);
    ui.separator();
    ui.label(RichText::new(look.texts.t(key)).font(look.strong_font(ui)));
}
