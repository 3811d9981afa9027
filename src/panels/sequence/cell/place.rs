//! Which layer is looked into: of which model, of its encoder or its decoder, or of a cell from a file. Choosing it.

use bevy_egui::egui::{Button, IntoAtoms, Response, RichText, Ui};
use egui_phosphor::regular as icon;

use crate::panels::{
    Look, SequenceCommand, SequenceView,
    look::name_node,
    sequence::{Commands, cell_name},
};

/// Whose cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellSource {
    /// The model of this number.
    Model(usize),
    /// The cell from a file.
    Opened,
}

/// Which half of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ModelHalf {
    /// What reads the input; all that there is but in sequence-to-sequence models.
    Reads,
    /// The decoder.
    Writes,
}

/// A layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LayerPlace {
    pub source: CellSource,
    pub side: ModelHalf,
    /// The bottom one is 0.
    pub layer: usize,
}

impl Default for LayerPlace {
    fn default() -> Self {
        Self { source: CellSource::Model(0), side: ModelHalf::Reads, layer: 0 }
    }
}

impl LayerPlace {
    /// The same as far as there is such a thing, else what is nearest.
    pub fn within(mut self, view: &SequenceView<'_>) -> Self {
        self.source = match self.source {
            CellSource::Opened if view.opened.is_some() => CellSource::Opened,
            CellSource::Opened => CellSource::Model(0),
            CellSource::Model(number) => CellSource::Model(number.min(view.models.len().saturating_sub(1))),
        };
        if self.source == CellSource::Opened || !view.task().kind.translates() {
            self.side = ModelHalf::Reads;
        }
        self.layer = self.layer.min(self.layers(view).saturating_sub(1));
        self
    }

    /// How many layers there are to choose from.
    fn layers(self, view: &SequenceView<'_>) -> usize {
        match self.source {
            CellSource::Opened => view.opened.map_or(0, |opened| opened.layers.len()),
            CellSource::Model(number) => view.models.get(number).map_or(0, |model| model.settings.layers),
        }
    }

    /// The buttons, and those for files of weights.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for (number, model) in view.models.iter().enumerate() {
                let is_on = self.source == CellSource::Model(number);
                let dot = RichText::new("●").color(look.theme.series(number));
                let response = tab(ui, is_on, (dot, RichText::new(&model.name)));
                name_node(ui, &response, &model.name);
                if response.on_hover_text(look.t("lab-look-model-help")).clicked() {
                    self.source = CellSource::Model(number);
                }
            }
            if let Some(opened) = view.opened {
                let file = opened.file.file_name().unwrap_or_default().to_string_lossy();
                let text = format!("{}  {file} · {}", icon::FILE, cell_name(opened.stack.kind()));
                let help = look.texts.t_with(
                    "lab-look-opened-help",
                    &[("file", opened.file.display().to_string().into()), ("features", opened.stack.inputs().into())],
                );
                if tab(ui, self.source == CellSource::Opened, text).on_hover_text(help).clicked() {
                    self.source = CellSource::Opened;
                }
                let (name, hint) = (look.t("lab-close-opened"), look.t("lab-close-opened-help"));
                if look.icon_button(ui, icon::X, name, hint, true).clicked() {
                    commands.push(SequenceCommand::CloseOpened);
                }
            }
            ui.add_space(8.0);
            if self.source != CellSource::Opened && view.task().kind.translates() {
                for (side, name, help) in [
                    (ModelHalf::Reads, "lab-encoder", "lab-encoder-help"),
                    (ModelHalf::Writes, "lab-decoder", "lab-decoder-help"),
                ] {
                    if tab(ui, self.side == side, look.t(name)).on_hover_text(look.t(help)).clicked() {
                        self.side = side;
                    }
                }
                ui.add_space(8.0);
            }
            let layers = self.layers(view);
            if layers > 1 {
                for layer in 0..layers {
                    let name = look.texts.t_with("lab-layer", &[("layer", (layer + 1).into())]);
                    if tab(ui, self.layer == layer, name).on_hover_text(look.t("lab-layer-help")).clicked() {
                        self.layer = layer;
                    }
                }
                ui.add_space(8.0);
            }
            if let CellSource::Model(number) = self.source {
                let (name, hint) = (look.t("lab-save-weights"), look.t("lab-save-weights-help"));
                if look.button(ui, icon::FLOPPY_DISK, name, hint).clicked() {
                    commands.push(SequenceCommand::SaveWeights(number));
                }
            }
            let (name, hint) = (look.t("lab-open-weights"), look.t("lab-open-weights-help"));
            if look.button(ui, icon::FOLDER_OPEN, name, hint).clicked() {
                commands.push(SequenceCommand::Open);
            }
        });
    }
}

/// A button that stays down while it is on.
fn tab<'a>(ui: &mut Ui, is_on: bool, content: impl IntoAtoms<'a>) -> Response {
    ui.add(Button::selectable(is_on, content).frame_when_inactive(true))
}
