//! Heat maps over time of every gate, candidate and state: units down, steps across. What is chosen in one is chosen in all.

mod chart;
mod order;
mod texture;
mod toolbar;

use std::sync::Arc;

use bevy_egui::egui::{Rect, Ui, UiBuilder, pos2, vec2};

pub(super) use self::order::Sort;
use self::texture::{Map, Ramps};
use super::{Track, quantity::Quantity};
use crate::{panels::Look, sequence::Part, theme::ThemeMode};

/// What is chosen, here and elsewhere on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Choice {
    pub step: usize,
    /// `None`: the mean of all.
    pub unit: Option<usize>,
    /// What was pointed at in the last frame: it stands out everywhere.
    pub pointed: Option<Quantity>,
    /// What is pointed at in this one.
    pub pointing: Option<Quantity>,
}

/// What was painted.
#[derive(Clone, Debug)]
struct Painted {
    track: Arc<Track>,
    order: Vec<usize>,
    mode: ThemeMode,
}

/// The maps.
#[derive(Clone, Debug, Default)]
pub(super) struct Maps {
    sort: Sort,
    /// The one that has all the room.
    alone: Option<Part>,
    maps: Vec<Map>,
    ramps: Ramps,
    painted: Option<Painted>,
    /// The units from the top on.
    order: Vec<usize>,
}

impl Maps {
    /// Draws them into a height; what is chosen may change.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, track: &Arc<Track>, choice: &mut Choice, height: f32) {
        let top = ui.cursor().top();
        self.sort = self.sort.within(track.kind);
        toolbar::ui(ui, look, track, &mut self.sort, choice);
        self.order = self.sort.order(track, choice.step);
        self.paint(ui, look, track);
        let parts = track.kind.parts();
        self.alone = self.alone.filter(|part| parts.contains(part) && parts.len() > 1);
        let shown: Vec<Part> = self.alone.map_or_else(|| parts.to_vec(), |part| vec![part]);
        let columns = if shown.len() > 1 { 2 } else { 1 };
        let rows = shown.len().div_ceil(columns);
        let room = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height - (ui.cursor().top() - top)));
        let gap = vec2(10.0, 4.0);
        let wide = (room.width() - gap.x * (columns - 1) as f32) / columns as f32;
        let high = ((room.height() - gap.y * (rows - 1) as f32) / rows as f32).max(look.size(ui) * 4.5);
        for (number, part) in shown.iter().enumerate() {
            let (row, column) = (number / columns, number % columns);
            let corner = room.min + vec2((wide + gap.x) * column as f32, (high + gap.y) * row as f32);
            let place = Rect::from_min_size(corner, vec2(wide, high));
            let builder = UiBuilder::new().max_rect(place).id_salt(part.name());
            ui.scope_builder(builder, |ui| self.chart(ui, look, track, *part, choice));
        }
        let bottom = room.top() + (high + gap.y) * rows as f32 - gap.y;
        ui.advance_cursor_after_rect(Rect::from_min_max(room.min, pos2(room.right(), bottom)));
    }

    /// The units from the top on, as they stood in the last frame.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    fn chart(&mut self, ui: &mut Ui, look: Look<'_>, track: &Arc<Track>, part: Part, choice: &mut Choice) {
        let Some(map) = self.maps.iter().find(|map| map.part == part) else {
            return;
        };
        let chart = chart::Chart { map, track, order: &self.order, is_alone: self.alone.is_some() };
        if chart.ui(ui, look, choice) {
            self.alone = if self.alone.is_some() { None } else { Some(part) };
        }
    }

    /// Paints the maps anew, where they have changed.
    fn paint(&mut self, ui: &Ui, look: Look<'_>, track: &Arc<Track>) {
        let mode = look.theme.mode;
        let old = self.painted.as_ref();
        if old.is_some_and(|old| Arc::ptr_eq(&old.track, track) && old.order == self.order && old.mode == mode) {
            return;
        }
        if old.is_none_or(|old| old.mode != mode) {
            self.ramps = Ramps::new(look.theme);
        }
        let parts = track.kind.parts();
        self.maps.retain(|map| parts.contains(&map.part));
        for part in parts {
            if self.maps.iter().all(|map| map.part != *part) {
                self.maps.push(Map::new(*part));
            }
        }
        for map in &mut self.maps {
            map.paint(ui.ctx(), track, &self.order, &self.ramps);
        }
        self.painted = Some(Painted { track: track.clone(), order: self.order.clone(), mode });
    }
}
