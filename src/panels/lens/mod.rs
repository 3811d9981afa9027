//! One tick of training, walked through: the board and what is seen of it, the network and what it answers, what is learned and which
//! weights move. Every number opens down to what it was computed from.

mod board;
mod card;
mod compare;
mod episode;
mod keyboard;
mod network;
mod note;
mod now;
mod observation;
mod picture;
mod scale;
mod strip;
mod view;
mod why;
mod words;
mod zoom;

use bevy::ecs::resource::Resource;
use bevy_egui::egui::{CentralPanel, Frame, Margin, Panel, Rect, Ui};
use egui_phosphor::regular as icon;

use super::{KeyAction, LensKey, Look};
use crate::gridworld::SeenThing;

pub use view::{LensCommand, LensEvent, LensNote, LensProgress, LensSource, LensView, OptimumView, ShownTick, WhyView};

/// What the screen remembers from frame to frame: what the pointer rests on, and how far a picture has moved.
#[derive(Resource, Clone, Debug, Default)]
pub struct LensScreen {
    /// A thing on the board, or what a number that was seen comes from.
    pointed: Vec<SeenThing>,
    /// The network's picture on its way.
    zoom: zoom::Zoom,
}

impl LensScreen {
    /// Draws the screen; returns what was asked for, and where the page is (in points).
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &LensView<'_>) -> (Vec<LensCommand>, Rect) {
        let mut asked = keyboard::commands(view);
        let page = ui.available_rect_before_wrap();
        let fill = Frame::new().fill(look.theme.palette.panel);
        match &view.shown {
            Some(shown) => {
                Panel::top("lens_strip")
                    .frame(fill.inner_margin(Margin::symmetric(12, 6)))
                    .show(ui, |ui| strip::ui(ui, look, (view, shown), &mut asked));
                self.page(ui, look, shown, &mut asked);
            }
            None => _ = CentralPanel::default().frame(fill).show(ui, |ui| wait(ui, look, view, &mut asked)),
        }
        (asked, page)
    }

    fn page(&mut self, ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, asked: &mut Vec<LensCommand>) {
        let fill = Frame::new().fill(look.theme.palette.panel).inner_margin(Margin::same(12));
        let width = ui.available_width();
        let pointed = std::mem::take(&mut self.pointed);
        Panel::left("lens_board")
            .frame(fill)
            .resizable(false)
            .exact_size((width * 0.25).clamp(220.0, 520.0))
            .show(ui, |ui| board::ui(ui, look, shown, &pointed, &mut self.pointed));
        Panel::right("lens_card")
            .frame(fill)
            .resizable(false)
            .exact_size((width * 0.34).clamp(320.0, 760.0))
            .show(ui, |ui| card::ui(ui, look, shown, asked));
        CentralPanel::default().frame(fill).show(ui, |ui| {
            picture::ui(ui, look, shown, &pointed, self, asked);
        });
    }
}

/// While the first tick is being reached, and where it was not.
fn wait(ui: &mut Ui, look: Look<'_>, view: &LensView<'_>, asked: &mut Vec<LensCommand>) {
    ui.vertical_centered(|ui| {
        ui.set_max_width(look.size(ui) * 36.0);
        ui.add_space(ui.available_height() * 0.35);
        if let Some(reached) = view.reached {
            ui.label(look.t("lens-reaching"));
            strip::progress(ui, look, reached, 320.0, asked);
        } else {
            ui.label(look.soft(view.fault.unwrap_or(look.t("lens-no-tick"))));
            let hint = look.key(ui, KeyAction::Lens(LensKey::Leave));
            if look.button(ui, icon::X, look.t(strip::back(view)), &hint).clicked() {
                asked.push(LensCommand::Leave);
            }
        }
    });
}
