//! The replay screen: which replays there are, and the one that is played. It plays nothing itself: the game does.

mod choices;
mod clip;
mod clip_controls;
mod clip_preview;
mod item;
mod keyboard;
mod list;
mod marker;
mod marker_shape;
mod picture;
mod place;
mod player;
mod row;
mod scrub;
mod step;
mod view;
mod words;

pub use choices::{ReplayChoices, ReplayKind, ReplaySort};
pub use clip::{
    ClipChoice, ClipCommand, ClipForecast, ClipKind, ClipOrder, ClipPreviewView, ClipProgress, ClipView, PREVIEW_WIDTH,
};
pub use item::{ReplayDetails, ReplayItem, Thumbnail};
pub use marker::MarkerKind;
pub use picture::Picture;
pub use place::ReplayPlace;
pub use view::{ReplayCommand, ReplayView, ShownView};
pub use words::{called, facts, mode_text, now};

use bevy::ecs::resource::Resource;
use bevy_egui::egui::{Align, Frame, Layout, Margin, Panel, Rect, ScrollArea, Ui};

use super::{Look, overlay_panel};
pub(super) use clip_controls::{ClipControls, ClipSubject};
use list::List;

/// A panel among those that share a side in a small window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum ReplaySide {
    #[default]
    List,
    Step,
}

/// The screen.
#[derive(Resource, Clone, Debug, Default)]
pub struct ReplayScreen {
    list: List,
    side: ReplaySide,
    clips: ClipControls,
}

impl ReplayScreen {
    /// Points of width from which on list and step have a side each.
    const WIDE: f32 = 1000.0;

    /// The clip that would be made as the open dialog stands.
    #[must_use]
    pub const fn clip_order(&self) -> Option<&ClipOrder> {
        self.clips.order()
    }

    /// Draws the screen; returns what was asked for, and where the board belongs (in points). What is asked for about
    /// clips goes into `clips`.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &ReplayView<'_>,
        clips: &mut Vec<ClipCommand>,
    ) -> (Vec<ReplayCommand>, Rect) {
        let mut commands = self.press_all(view, look.texts);
        for kind in view.pressed.iter().filter_map(|key| key.clip()) {
            self.clips.toggle(kind, &view.clip_subject());
        }
        if ui.available_width() >= Self::WIDE {
            self.wide(ui, look, view, (&mut commands, clips));
        } else {
            self.narrow(ui, look, view, (&mut commands, clips));
        }
        let board = ui.available_rect_before_wrap();
        if view.shown.is_none() {
            nothing_shown(ui, look, view);
        }
        clips.extend(self.clips.window(ui, look, &view.clip_subject()));
        give_keys_back(ui);
        (commands, board)
    }

    fn wide(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &ReplayView<'_>,
        (commands, clips): (&mut Vec<ReplayCommand>, &mut Vec<ClipCommand>),
    ) {
        let Self { list, side: _, clips: controls } = self;
        let size = look.size(ui);
        let padded = Frame::new().fill(look.theme.palette.panel).inner_margin(Margin::symmetric(10, 8));
        let most = (ui.available_width() * 0.4).max(size * 24.0);
        let left = Panel::left("replay_left").resizable(true).default_size(size * 24.0);
        let left = left.size_range(size * 18.0..=most).frame(padded);
        let asked = left.show(ui, |ui| listed(ui, look, view, list, (controls, &mut *clips))).inner;
        commands.extend(asked);
        let Some(shown) = view.shown else { return };
        let right = Panel::right("replay_right").resizable(true).default_size(size * 24.0);
        let right = right.size_range(size * 19.0..=most).frame(padded);
        right.show(ui, |ui| {
            let scroll = ScrollArea::vertical().id_salt("replay_step").auto_shrink([false, false]);
            commands.extend(scroll.show(ui, |ui| step::ui(ui, look, shown)).inner);
        });
        let strip = Panel::bottom("replay_strip").frame(padded);
        strip.show(ui, |ui| {
            let asked = player::ui(ui, look, shown, view.choices);
            commands.extend(asked);
            switches(ui, look, view, commands);
        });
    }

    fn narrow(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &ReplayView<'_>,
        (commands, clips): (&mut Vec<ReplayCommand>, &mut Vec<ClipCommand>),
    ) {
        let Self { list, side, clips: controls } = self;
        let panel = Frame::new().fill(look.theme.palette.panel);
        let margin = Frame::new().inner_margin(Margin::symmetric(10, 6));
        let width = (ui.available_width() * 0.45).clamp(160.0, look.size(ui) * 22.0);
        let left = Panel::left("replay_side").exact_size(width).frame(panel);
        left.show(ui, |ui| {
            Panel::top("replay_side_choice").frame(margin).show(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    for (choice, name) in [(ReplaySide::List, "side-replays"), (ReplaySide::Step, "side-decision")] {
                        ui.selectable_value(side, choice, look.t(name));
                    }
                });
            });
            margin.show(ui, |ui| match (*side, view.shown) {
                (ReplaySide::Step, Some(shown)) => {
                    let scroll = ScrollArea::vertical().id_salt("replay_step").auto_shrink([false, false]);
                    scroll.show(ui, |ui| {
                        switches(ui, look, view, commands);
                        commands.extend(step::ui(ui, look, shown));
                    });
                }
                _ => commands.extend(listed(ui, look, view, list, (controls, &mut *clips))),
            });
        });
        let Some(shown) = view.shown else { return };
        let strip = Panel::bottom("replay_strip").frame(panel.inner_margin(Margin::symmetric(8, 5)));
        let asked = strip.show(ui, |ui| player::ui(ui, look, shown, view.choices)).inner;
        commands.extend(asked);
    }
}

/// The list, and below it what can be made of what is in it.
fn listed(
    ui: &mut Ui,
    look: Look<'_>,
    view: &ReplayView<'_>,
    list: &mut List,
    (controls, clips): (&mut ClipControls, &mut Vec<ClipCommand>),
) -> Vec<ReplayCommand> {
    let is_low = ui.available_height() < look.size(ui) * LOW;
    let mut commands = Vec::new();
    if !is_low {
        let below = Panel::bottom("replay_clips").frame(Frame::new().inner_margin(Margin::symmetric(0, 6)));
        clips.extend(below.show(ui, |ui| controls.buttons(ui, look, &view.clip_subject())).inner);
        commands = list.head(ui, look, view);
    }
    let scroll = ScrollArea::vertical().id_salt("replays").auto_shrink([false, false]);
    scroll.show(ui, |ui| {
        if is_low {
            commands.extend(list.head(ui, look, view));
        }
        commands.extend(list.rows(ui, look, view));
        if is_low {
            clips.extend(controls.buttons(ui, look, &view.clip_subject()));
        }
    });
    commands
}

/// Letters of height from which on the list alone is scrolled, and not what stands above and below it as well.
const LOW: f32 = 19.0;

/// What the board shows besides who stands where.
fn switches(ui: &mut Ui, look: Look<'_>, view: &ReplayView<'_>, commands: &mut Vec<ReplayCommand>) {
    let mut overlays = view.overlays;
    overlay_panel::switches(ui, look, &mut overlays, view.has_optimum, false);
    if overlays != view.overlays {
        commands.push(ReplayCommand::SetOverlays(overlays));
    }
}

/// What to do where no board is.
fn nothing_shown(ui: &mut Ui, look: Look<'_>, view: &ReplayView<'_>) {
    let width = (ui.available_width() - 24.0).min(look.size(ui) * 28.0);
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.add_space(ui.available_height() * 0.35);
        if view.loading {
            ui.spinner();
        } else {
            ui.set_max_width(width.max(60.0));
            ui.label(look.soft(look.t("replay-choose")));
        }
    });
}

/// The keys play, whatever was clicked last; only a field that is written in keeps them.
fn give_keys_back(ui: &Ui) {
    let was_clicked = ui.input(|input| input.pointer.any_released());
    let [title, caption] = clip_controls::field_ids();
    let fields = [list::words_id(), row::name_id(), title, caption];
    ui.memory_mut(|memory| {
        if let Some(focused) = memory.focused().filter(|id| was_clicked && !fields.contains(id)) {
            memory.surrender_focus(focused);
        }
    });
}
