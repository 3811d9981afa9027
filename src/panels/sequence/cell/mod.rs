//! What one cell does with an input, step by step: a strip to walk along, the diagram with its numbers, the formulas with theirs,
//! and heat maps of all that the cell keeps. All of it is read from what was computed elsewhere.

mod answer;
pub(super) mod clip;
mod diagram;
mod lines;
mod maps;
mod moment;
mod opened;
mod place;
mod quantity;
mod strip;
mod track;

use std::sync::Arc;

use bevy_egui::egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use self::{
    diagram::{Diagram, DiagramForm},
    maps::{Choice, Maps, Sort},
    moment::UnitValues,
    opened::OpenedInput,
    place::{CellSource, LayerPlace},
    track::Track,
};
use super::{
    Commands, SequenceView,
    input::InputLine,
    walk::{Walk, downwards},
};
use crate::{panels::Look, sequence::tasks::Mark};

/// The page.
#[derive(Clone, Debug, Default)]
pub struct CellPage {
    place: LayerPlace,
    had_opened: bool,
    input: InputLine,
    opened: OpenedInput,
    track: Option<Arc<Track>>,
    walk: Walk,
    choice: Choice,
    maps: Maps,
    /// How high the formulas were in the last frame.
    lines: f32,
}

impl CellPage {
    /// Draws the page into all the room that there is.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, commands: &mut Commands) {
        self.follow_opened(view);
        let room = ui.available_height();
        let area = ScrollArea::vertical().auto_shrink(false);
        area.show(ui, |ui| {
            let top = ui.cursor().top();
            self.place.ui(ui, look, view, commands);
            self.place = self.place.within(view);
            match (self.place.source, view.opened) {
                (CellSource::Opened, Some(opened)) => self.opened.ui(ui, look, opened, commands),
                _ => self.input.ui(ui, look, view, commands),
            }
            let is_first = self.track.is_none();
            let is_elsewhere = self.track.as_ref().is_none_or(|track| !track.is_at(self.place));
            self.track = Track::of(view, self.place, self.track.take());
            let Some(track) = self.track.clone() else {
                ui.add_space(look.size(ui));
                ui.label(look.soft(look.t(self.why_nothing(view))));
                return;
            };
            if is_first {
                self.choice.step = begin(&track);
            }
            if is_elsewhere {
                self.choice.unit = Sort::Memory.order(&track, self.choice.step).first().copied();
            }
            self.walk(ui, view, &track);
            strip::ui(ui, look, &track, &mut self.walk, &mut self.choice.step);
            answer::ui(ui, look, view, self.place, self.choice.step);
            ui.add_space(2.0);
            let rest = room - (ui.cursor().top() - top);
            self.inside(ui, look, &track, rest);
        });
    }

    /// The number of the model that is looked into; one more than the last model's while a cell from a file is.
    #[must_use]
    pub fn model(&self, view: &SequenceView<'_>) -> usize {
        match self.place.within(view).source {
            CellSource::Model(number) => number,
            CellSource::Opened => view.models.len(),
        }
    }

    /// A cell that was just opened is what its owner wants to see.
    fn follow_opened(&mut self, view: &SequenceView<'_>) {
        let has_opened = view.opened.is_some();
        if has_opened && !self.had_opened {
            self.place.source = CellSource::Opened;
        }
        self.had_opened = has_opened;
        self.place = self.place.within(view);
    }

    /// Keys and time.
    fn walk(&mut self, ui: &Ui, view: &SequenceView<'_>, track: &Track) {
        let steps = track.steps();
        let Choice { step, .. } = &mut self.choice;
        // A long input does not take for ever, a short one can be followed.
        let seconds_per_step = (10.0 / steps as f64).clamp(0.12, 0.6);
        self.walk.follow(ui, view, step, steps, seconds_per_step);
        if !ui.ctx().egui_wants_keyboard_input() {
            self.choice.walk(self.maps.order(), downwards(ui));
        }
        self.choice.unit = self.choice.unit.map(|unit| unit.min(track.units - 1));
    }

    /// Diagram, formulas and maps: side by side where there is room, else one below the other.
    fn inside(&mut self, ui: &mut Ui, look: Look<'_>, track: &Arc<Track>, height: f32) {
        let size = look.size(ui);
        let width = ui.available_width();
        self.choice.pointed = self.choice.pointing.take();
        let before = self.choice;
        if width < size * 72.0 {
            self.drawing(ui, look, track, size * 19.0);
            self.maps.ui(ui, look, track, &mut self.choice, size * 34.0);
        } else {
            let height = height.max(size * 28.0);
            let gap = 12.0;
            let corner = ui.cursor().min;
            let left = Rect::from_min_size(corner, vec2((width * 0.5).floor() - gap / 2.0, height));
            let right = Rect::from_min_max(pos2(left.right() + gap, corner.y), corner + vec2(width, height));
            let drawn = ui.scope_builder(UiBuilder::new().max_rect(left).id_salt("diagram"), |ui| {
                // The card's own margins.
                let rest = height - self.lines - 28.0;
                self.drawing(ui, look, track, rest.max(size * 15.0));
            });
            let maps = ui.scope_builder(UiBuilder::new().max_rect(right).id_salt("maps"), |ui| {
                self.maps.ui(ui, look, track, &mut self.choice, height);
            });
            ui.advance_cursor_after_rect(drawn.response.rect.union(maps.response.rect));
        }
        if self.choice.step != before.step {
            self.walk.stop();
        }
    }

    /// The card of the diagram and the formulas.
    fn drawing(&mut self, ui: &mut Ui, look: Look<'_>, track: &Track, height: f32) {
        let Choice { step, unit, pointed, .. } = self.choice;
        let moment = UnitValues::of(track, step, unit);
        let diagram = Diagram {
            kind: track.kind,
            moment: &moment,
            input: &track.symbols[step].text,
            states: track.rms_before(step),
            pointed,
            form: DiagramForm::Wide,
        };
        look.card(ui, |ui| {
            let in_diagram = diagram.ui(ui, look, height);
            let top = ui.cursor().top();
            let in_lines = lines::ui(ui, look, track.kind, &moment, pointed);
            self.lines = ui.min_rect().bottom() - top;
            self.choice.pointing = in_diagram.or(in_lines);
        });
    }

    /// Why there is nothing to be seen, and what to do.
    fn why_nothing(&self, view: &SequenceView<'_>) -> &'static str {
        match (self.place.source, view.input_error) {
            (CellSource::Opened, _) => "lab-opened-nothing",
            (CellSource::Model(_), Some(_)) => "lab-cell-bad-input",
            (CellSource::Model(_), None) => "lab-cell-nothing-yet",
        }
    }
}

/// Where the walk begins: at what is to be remembered, else at the end, where all has been read.
fn begin(track: &Track) -> usize {
    let flagged = track.symbols.iter().position(|symbol| symbol.mark == Mark::Flagged);
    flagged.unwrap_or(track.steps() - 1)
}
