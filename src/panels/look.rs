//! What every panel is handed to draw with, and the few shapes that all of them share.
//! Colours and sizes are the theme's; texts come from the translations.

use bevy_egui::egui::{
    self, Align, Button, Color32, CornerRadius, FontId, Frame, Label, Layout, Margin, Response, RichText, Stroke,
    TextStyle, TextWrapMode, Ui, Widget, WidgetText,
};

use super::{KeyAction, KeyMap};
use crate::{
    language::Texts,
    theme::{TEXT_SIZE, Theme, bold, mix},
};

/// Texts and colours.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// In the language that is spoken.
    pub texts: &'a Texts,
    /// The look that is worn.
    pub theme: &'a Theme,
    /// Which key does what.
    pub keys: &'a KeyMap,
}

impl<'a> Look<'a> {
    /// The text of a key.
    #[must_use]
    pub fn t(&self, key: &'a str) -> &'a str {
        self.texts.t(key)
    }

    /// How the key of an action is written, such as `Ctrl+S`.
    #[must_use]
    pub fn key(&self, ui: &Ui, action: KeyAction) -> String {
        self.keys.written(action, ui.ctx())
    }

    /// Text that explains.
    #[must_use]
    pub fn soft(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).color(self.theme.palette.text_soft)
    }

    /// Small text that explains.
    #[must_use]
    pub fn small(&self, text: impl Into<String>) -> RichText {
        RichText::new(text).small().color(self.theme.palette.text_soft)
    }

    /// The heading of a section, with an icon.
    pub fn heading(&self, ui: &mut Ui, icon: &str, text: &str) -> Response {
        ui.horizontal(|ui| {
            ui.label(RichText::new(icon).color(self.theme.palette.accent).size(self.size(ui) * 1.15));
            ui.label(RichText::new(text).text_style(TextStyle::Heading))
        })
        .inner
    }

    /// In a window much larger than a desk's window texts and buttons grow with it, up to twice their size: it is
    /// looked at from afar.
    pub fn enlarge(&self, ui: &mut Ui) {
        let room = ui.ctx().content_rect().size();
        let factor = (room.x / 1600.0).min(room.y / 1000.0).clamp(1.0, 2.0);
        let style = ui.style_mut();
        style.text_styles.values_mut().for_each(|font| font.size *= factor);
        style.spacing.button_padding *= factor;
        style.spacing.item_spacing *= factor;
        style.spacing.interact_size *= factor;
        style.spacing.icon_width *= factor;
        style.spacing.icon_width_inner *= factor;
    }

    /// Size of body text now.
    #[must_use]
    pub fn size(&self, ui: &Ui) -> f32 {
        ui.style().text_styles.get(&TextStyle::Body).map_or(TEXT_SIZE, |font| font.size)
    }

    /// The semibold font at body size.
    #[must_use]
    pub fn strong_font(&self, ui: &Ui) -> FontId {
        bold(self.size(ui))
    }

    /// A button of an icon and a text. Screen readers are told the text alone.
    pub fn button(&self, ui: &mut Ui, icon: &str, text: &str, hint: &str) -> Response {
        let response = ui.button(format!("{icon}  {text}"));
        name_node(ui, &response, text);
        response.on_hover_text(hint)
    }

    /// The button to press first, at least so wide.
    pub fn primary_button(&self, ui: &mut Ui, icon: &str, text: &str, hint: &str, width: f32) -> Response {
        let p = &self.theme.palette;
        let label = RichText::new(format!("{icon}  {text}")).color(p.on_accent).font(self.strong_font(ui));
        let response = ui.add(Button::new(label).fill(p.accent).min_size([width, self.size(ui) * 2.0].into()));
        name_node(ui, &response, text);
        response.on_hover_text(hint)
    }

    /// A check box whose frame can be seen while it is empty.
    pub fn checkbox(&self, ui: &mut Ui, on: &mut bool, text: &str, help: &str) -> Response {
        ui.scope(|ui| {
            ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::new(1.0, self.theme.palette.text_soft);
            ui.checkbox(on, text)
        })
        .inner
        .on_hover_text(help)
    }

    /// A button that is only an icon. Its name is read by screen readers and shown with `hint` when the pointer rests on it.
    pub fn icon_button(&self, ui: &mut Ui, icon: &str, name: &str, hint: &str, enabled: bool) -> Response {
        let button = Button::new(RichText::new(icon).size(self.size(ui) * 1.2));
        let response = ui.add_enabled(enabled, button);
        named(response, egui::WidgetType::Button, enabled, name, hint)
    }

    /// A switch that is only an icon.
    pub fn icon_toggle(&self, ui: &mut Ui, icon: &str, name: &str, hint: &str, on: bool) -> Response {
        let response =
            ui.add(Button::selectable(on, RichText::new(icon).size(self.size(ui) * 1.2)).frame_when_inactive(true));
        response.widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, on, name));
        tooltip(response, name, hint)
    }

    /// A small rounded label with a coloured ground.
    pub fn badge(&self, ui: &mut Ui, text: impl Into<String>, colour: Color32) -> Response {
        let panel = self.theme.palette.panel;
        Frame::new()
            .fill(mix(panel, colour, 0.18))
            .stroke(Stroke::new(1.0, mix(panel, colour, 0.6)))
            .corner_radius(CornerRadius::same(6))
            .inner_margin(Margin::symmetric(6, 1))
            .show(ui, |ui| {
                // As high as its text, not as a button.
                ui.spacing_mut().interact_size.y = 0.0;
                ui.add(Label::new(RichText::new(text).color(self.theme.palette.text).small()).extend())
            })
            .inner
    }

    /// A row of a widget that has no text of its own; its name and its help are given by their keys.
    pub fn field(&self, ui: &mut Ui, [name, help]: [&str; 2], widget: impl Widget) -> Response {
        let name = self.texts.t(name);
        self.row(ui, name, self.texts.t(help), |ui| add_named(ui, name, widget))
    }

    /// A card: a group that lies a little above the panel.
    pub fn card<R>(&self, ui: &mut Ui, content: impl FnOnce(&mut Ui) -> R) -> R {
        Frame::new()
            .fill(self.theme.palette.raised)
            .stroke(Stroke::new(1.0, mix(self.theme.palette.panel, self.theme.palette.outline, 0.6)))
            .corner_radius(CornerRadius::same(8))
            .inner_margin(Margin::same(10))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                content(ui)
            })
            .inner
    }

    /// A line of a name on the left and a widget at the right edge; the name explains itself under the pointer
    /// and gives way where there is little room.
    pub fn row<R>(&self, ui: &mut Ui, name: impl Into<WidgetText>, help: &str, widget: impl FnOnce(&mut Ui) -> R) -> R {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let inner = widget(ui);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let response = ui.add(egui::Label::new(name).truncate().sense(egui::Sense::hover()));
                    if !help.is_empty() {
                        response.on_hover_text(help);
                    }
                });
                inner
            })
            .inner
        })
        .inner
    }
}

/// Adds a widget that has no text of its own (a slider, a field), with the name that stands beside it.
pub fn add_named(ui: &mut Ui, name: &str, widget: impl Widget) -> Response {
    let response = ui.add(widget);
    name_node(ui, &response, name);
    response
}

/// Gives a widget that has no text of its own (a slider, a field, a list) the name that stands beside it, for screen readers.
pub fn name_node(ui: &Ui, response: &Response, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
}

/// How wide a text is on one line, in points.
pub(super) fn width(ui: &Ui, text: RichText) -> f32 {
    WidgetText::from(text).into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body).size().x
}

/// A key as it looks on a keyboard.
pub fn key_cap(ui: &mut Ui, look: Look<'_>, text: &str) -> Response {
    let p = &look.theme.palette;
    Frame::new()
        .fill(p.widget)
        .stroke(Stroke::new(1.0, p.outline))
        .corner_radius(4)
        .inner_margin(Margin::symmetric(6, 1))
        .show(ui, |ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.add(Label::new(RichText::new(text).small()).extend())
        })
        .response
}

/// Gives a widget a name for screen readers, and a tooltip.
pub fn named(response: Response, kind: egui::WidgetType, enabled: bool, name: &str, hint: &str) -> Response {
    response.widget_info(|| egui::WidgetInfo::labeled(kind, enabled, name));
    tooltip(response, name, hint)
}

/// A tooltip of a name and, where there is one, its key or an explanation.
fn tooltip(response: Response, name: &str, hint: &str) -> Response {
    let text = if hint.is_empty() { name.to_owned() } else { format!("{name}  ·  {hint}") };
    response.on_hover_text(text.clone()).on_disabled_hover_text(text)
}
