//! What this program is, its version and licences, as a window.

use bevy_egui::egui::{self, Context, RichText};
use egui_phosphor::regular as icon;

use super::Look;

/// The window about the program.
#[derive(Clone, Copy, Debug, Default)]
pub struct AboutWindow {
    /// Whether it is shown.
    pub open: bool,
}

impl AboutWindow {
    /// Draws the window if it is open.
    pub fn ui(&mut self, context: &Context, look: Look<'_>) {
        let Self { open } = self;
        let width = (context.content_rect().width() - 60.0).min(420.0);
        look.window(icon::INFO, look.t("about-title"), "about_window").open(open).show(context, |ui| {
            ui.set_width(width);
            ui.label(
                RichText::new(concat!("Sidestep ", env!("CARGO_PKG_VERSION"))).text_style(egui::TextStyle::Heading),
            );
            ui.label(look.t("about-what"));
            ui.add_space(4.0);
            ui.label(look.soft(look.t("about-licence")));
            ui.label(look.soft(look.t("about-fonts")));
            ui.label(look.soft(look.t("about-course")));
        });
    }
}
