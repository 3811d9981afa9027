//! Buttons that carry the key which does the same, so that it is learned by looking.

use bevy_egui::egui::{Button, Response, RichText, Ui, WidgetInfo, WidgetType};

use crate::panels::{KeyAction, Look, VersusKey};

/// A button; the text by its key.
#[derive(Clone, Copy)]
pub(super) struct Keyed<'a> {
    pub sign: &'a str,
    pub text: &'a str,
    /// The key that would do the same now; `None` where it does something else.
    pub key: Option<VersusKey>,
}

impl<'a> Keyed<'a> {
    pub const fn new(sign: &'a str, text: &'a str, key: VersusKey) -> Self {
        Self { sign, text, key: Some(key) }
    }

    /// Draws it; whether it was pressed.
    pub fn ui(self, ui: &mut Ui, look: Look<'_>) -> bool {
        self.shown(ui, look, None, false)
    }

    /// As [`Self::ui`], pressed in where `on` says so; only its sign and its key where `compact`.
    pub fn shown(self, ui: &mut Ui, look: Look<'_>, on: Option<bool>, compact: bool) -> bool {
        let label = if compact { self.sign.to_owned() } else { format!("{}  {}", self.sign, look.t(self.text)) };
        let p = &look.theme.palette;
        let (button, ink) = match on {
            Some(on) => {
                let ink = if on { p.on_selected } else { p.text_soft };
                (Button::selectable(on, label).frame_when_inactive(true), ink)
            }
            None => (Button::new(label), p.text_soft),
        };
        let response = match self.written(ui, look) {
            Some(key) => ui.add(button.shortcut_text(RichText::new(key).small().color(ink))),
            None => ui.add(button),
        };
        self.told(response, look, on)
    }

    /// As [`Self::ui`], as the button to press first, at least so wide.
    pub fn primary(self, ui: &mut Ui, look: Look<'_>, width: f32) -> bool {
        let p = &look.theme.palette;
        let label = RichText::new(format!("{}  {}", self.sign, look.t(self.text)));
        let button = Button::new(label.color(p.on_accent).font(look.strong_font(ui)));
        let button = button.fill(p.accent).min_size([width, look.size(ui) * 2.0].into());
        let response = match self.written(ui, look) {
            Some(key) => ui.add(button.shortcut_text(RichText::new(key).small().color(p.on_accent))),
            None => ui.add(button),
        };
        self.told(response, look, None)
    }

    fn written(self, ui: &Ui, look: Look<'_>) -> Option<String> {
        self.key.map(|key| look.key(ui, KeyAction::Versus(key)))
    }

    fn told(self, response: Response, look: Look<'_>, on: Option<bool>) -> bool {
        let name = look.t(self.text);
        response.widget_info(|| match on {
            Some(on) => WidgetInfo::selected(WidgetType::SelectableLabel, true, on, name),
            None => WidgetInfo::labeled(WidgetType::Button, true, name),
        });
        response.on_hover_text(name).clicked()
    }
}
