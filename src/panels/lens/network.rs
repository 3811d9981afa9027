//! The network as it is: layers as columns of units, each with its activation, or with the error that reached it.
//! The number in front is highlighted with what it is made of; a click on a unit opens it.

use bevy_egui::egui::{Align2, Color32, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2};

use super::{LensCommand, ShownTick, words};
use crate::{
    gridworld::Action,
    learning::{UnitsTrace, WeightPlace},
    lens::{Pass, StopKind, Subject, TickPhase, Unit},
    panels::{Look, numbers},
    theme::mix,
};

/// Lines that are drawn to what a unit is made of at most: the ones that count most.
const LINES: usize = 16;

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, pass: Pass, asked: &mut Vec<LensCommand>) {
    let Some(numbers) = shown.lens.numbers_of(pass) else { return };
    let is_back = matches!(shown.stop().kind, StopKind::Backward | StopKind::Gradient)
        && shown.stop().phase == TickPhase::Learn
        || matches!(shown.subject(), Subject::Error(_));
    let key = if is_back { "lens-network-back" } else { "lens-network-forward" };
    ui.label(look.soft(look.t(key)));
    let (response, painter) = ui.allocate_painter(ui.available_size(), Sense::click());
    let picture = Picture {
        area: response.rect.shrink2(vec2(8.0, 20.0)),
        painter,
        look,
        shown,
        pass,
        is_back: is_back && numbers.layers.iter().all(|units| !units.error.is_empty()),
        observation: numbers.observation,
        layers: numbers.layers,
    };
    picture.draw(ui);
    let Some(pointer) = response.hover_pos() else { return };
    let Some((column, unit)) = picture.at(pointer) else { return };
    let subject = picture.subject(column, unit);
    let value = picture.value(column, unit);
    response.clone().on_hover_text(format!("{}: {}", words::name(look, subject), numbers::short(value.into())));
    if response.clicked() {
        asked.push(LensCommand::Open(subject));
    }
}

struct Picture<'a> {
    area: Rect,
    painter: Painter,
    look: Look<'a>,
    shown: &'a ShownTick<'a>,
    pass: Pass,
    is_back: bool,
    observation: &'a [f32],
    layers: &'a [UnitsTrace],
}

impl Picture<'_> {
    /// The numbers of a column: what went in, then layer by layer.
    fn column(&self, column: usize) -> &[f32] {
        match column.checked_sub(1) {
            None => self.observation,
            Some(layer) if self.is_back => &self.layers[layer].error,
            Some(layer) => &self.layers[layer].activation,
        }
    }

    fn value(&self, column: usize, unit: usize) -> f32 {
        self.column(column)[unit]
    }

    fn subject(&self, column: usize, unit: usize) -> Subject {
        match column.checked_sub(1) {
            None => Subject::Input(self.pass, unit),
            Some(layer) => {
                let at = Unit { pass: self.pass, layer, unit };
                match (self.is_back, layer + 1 == self.layers.len()) {
                    (true, _) => Subject::Error(at),
                    (false, true) => Subject::Sum(at),
                    (false, false) => Subject::Activation(at),
                }
            }
        }
    }

    /// Where a unit is drawn. The last column leaves room for its words.
    fn place(&self, column: usize, unit: usize) -> Rect {
        let count = self.column(column).len() as f32;
        let columns = self.layers.len() as f32;
        let height = (self.area.height() / count).min(self.area.height() / 9.0);
        let width = (self.area.width() * 0.09).clamp(14.0, 34.0);
        let room = self.area.width() - width - 110.0;
        let x = self.area.left() + room * column as f32 / columns;
        let top = self.area.center().y - height * count / 2.0;
        Rect::from_min_size(pos2(x, top + height * unit as f32), vec2(width, height)).shrink2(vec2(0.0, height * 0.08))
    }

    fn colour(&self, value: f32, largest: f32) -> Color32 {
        let p = &self.look.theme.palette;
        let share = if largest > 0.0 { (value.abs() / largest).sqrt() } else { 0.0 };
        mix(p.widget, p.signed[usize::from(value > 0.0)], share.min(1.0))
    }

    fn draw(&self, ui: &Ui) {
        let p = &self.look.theme.palette;
        self.lines();
        for column in 0..=self.layers.len() {
            let numbers = self.column(column);
            let largest = numbers.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
            for (unit, &value) in numbers.iter().enumerate() {
                let place = self.place(column, unit);
                self.painter.rect_filled(place, 2, self.colour(value, largest));
            }
            self.title(ui, column);
        }
        let font = TextStyle::Body.resolve(ui.style());
        let last = self.layers.len();
        for (unit, &value) in self.column(last).iter().enumerate() {
            let place = self.place(last, unit);
            let at = place.right_center() + vec2(6.0, 0.0);
            let name = Action::ALL.get(unit).filter(|_| self.column(last).len() == Action::COUNT);
            let name = name.map_or_else(|| "V".to_owned(), |action| words::action_name(self.look, *action));
            let is_chosen = self.shown.lens.chosen_in(self.pass) == Some(unit);
            let colour = if is_chosen { p.accent } else { p.text };
            let text = format!("{name} {}", numbers::short(value.into()));
            self.painter.text(at, Align2::LEFT_CENTER, text, font.clone(), colour);
        }
        if let Some((column, unit)) = self.in_front() {
            let place = self.place(column, unit).expand(2.0);
            self.painter.rect_stroke(place, 3, Stroke::new(2.5, p.accent), StrokeKind::Outside);
        }
    }

    fn title(&self, ui: &Ui, column: usize) {
        let font = TextStyle::Small.resolve(ui.style());
        let place = self.place(column, 0);
        let count = self.column(column).len();
        let at = pos2(place.left(), self.area.top() - 18.0);
        let text = match column {
            0 => format!("x ({count})"),
            column if column == self.layers.len() => self.shown.lens.outputs_symbol(self.pass).to_owned(),
            column => format!("h{column} ({count})"),
        };
        self.painter.text(at, Align2::LEFT_TOP, text, font, self.look.theme.palette.text_soft);
    }

    /// The unit that is in front, as column and number.
    fn in_front(&self) -> Option<(usize, usize)> {
        match self.shown.subject() {
            Subject::Sum(unit) | Subject::Activation(unit) | Subject::Error(unit) if unit.pass == self.pass => {
                Some((unit.layer + 1, unit.unit))
            }
            Subject::Input(pass, at) if pass == self.pass => Some((0, at)),
            Subject::Weight(_, WeightPlace { layer, unit, .. }, _) => Some((layer + 1, unit)),
            _ => None,
        }
    }

    /// From the unit in front to what it is made of: the parts of its sum, or the errors above.
    fn lines(&self) {
        let p = &self.look.theme.palette;
        let Some((column, unit)) = self.in_front() else { return };
        if let Subject::Weight(_, WeightPlace { input, layer, .. }, _) = self.shown.subject() {
            if let Some(input) = input {
                let (from, to) = (self.place(layer, input).right_center(), self.place(column, unit).left_center());
                self.painter.line_segment([from, to], Stroke::new(3.0, p.accent));
            }
            return;
        }
        let Some(card) = self.shown.lens.card(self.shown.subject()) else { return };
        let terms = self.shown.lens.parts_of(&card);
        let largest = terms.iter().map(|(_, size)| size.abs()).fold(0.0_f32, f32::max);
        for (other, size) in terms.iter().take(LINES) {
            let Some((from, at)) = column_of(*other) else { continue };
            let share = if largest > 0.0 { size.abs() / largest } else { 0.0 };
            let colour = mix(p.panel, p.signed[usize::from(*size > 0.0)], 0.25 + 0.75 * share);
            let ends = match from < column {
                true => [self.place(from, at).right_center(), self.place(column, unit).left_center()],
                false => [self.place(column, unit).right_center(), self.place(from, at).left_center()],
            };
            self.painter.line_segment(ends, Stroke::new(0.5 + 3.0 * share, colour));
        }
    }

    /// The unit under the pointer.
    fn at(&self, pointer: Pos2) -> Option<(usize, usize)> {
        let near = |column: usize, unit: usize| self.place(column, unit).expand2(vec2(3.0, 1.0)).contains(pointer);
        (0..=self.layers.len()).find_map(|column| {
            (0..self.column(column).len()).find(|&unit| near(column, unit)).map(|unit| (column, unit))
        })
    }
}

/// Where a part of a unit's sum stands.
const fn column_of(subject: Subject) -> Option<(usize, usize)> {
    match subject {
        Subject::Activation(unit) | Subject::Error(unit) | Subject::Sum(unit) => Some((unit.layer + 1, unit.unit)),
        Subject::Input(_, at) | Subject::Seen(at) => Some((0, at)),
        _ => None,
    }
}
