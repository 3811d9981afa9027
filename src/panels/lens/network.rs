//! The network as it is: layers as columns of units, each with its activation, or with the error that reached it. What is in front (a
//! layer, a unit with what counts most in it, a weight with its two ends) has its numbers beside it, and the rest is dimmed. A click on
//! a column's name opens the layer, one on a unit opens the unit, one beside them closes what was opened last.

use bevy_egui::egui::{
    Align2, Color32, CursorIcon, FontId, Painter, Pos2, Rect, Sense, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2,
};

use super::{
    LensCommand, ShownTick, now, words,
    zoom::{Front, Spot, Zoom},
};
use crate::{
    gridworld::Action,
    lens::{Flow, Pass, StopKind, Subject},
    panels::{Look, numbers},
    theme::mix,
};

/// Lines that are drawn to what a unit is made of at most: the ones that count most.
const LINES: usize = 16;
/// Units with their numbers in a layer, or of what a unit is made of.
const NUMBERS: usize = 7;

pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    shown: &ShownTick<'_>,
    pass: Pass,
    zoom: &mut Zoom,
    asked: &mut Vec<LensCommand>,
) {
    let Some(flow) = flow(shown, pass) else { return };
    let mut caption = match flow {
        Flow::Back => look.t("lens-network-back").to_owned(),
        Flow::Forward => {
            let passes = look.t(now::passes_on(shown.lens.trace.learner.activation));
            format!("{} {passes}", look.t("lens-network-forward"))
        }
    };
    if let (Some(step), Some(_)) = (pass.at(), shown.lens.episode()) {
        // What is followed may be a sum of which the picture shows a part.
        let is_sum = matches!(shown.subject(), Subject::Weight(..));
        let key = if is_sum { "lens-network-step-of-sum" } else { "lens-network-step" };
        let of_step = look.texts.t_with(key, &[("step", step.into())]);
        caption = format!("{of_step} {caption}");
    }
    ui.label(look.soft(caption));
    let columns: Vec<&[f32]> = (0..).map_while(|layer| shown.lens.layer_numbers(pass, flow, layer)).collect();
    let font = TextStyle::Small.resolve(ui.style());
    let (response, painter) = ui.allocate_painter(ui.available_size(), Sense::click());
    let area = response.rect.shrink2(vec2(8.0, 0.0)).with_min_y(response.rect.top() + font.size * 1.8);
    let mut picture = Picture { area, painter, font, look, shown, pass, flow, columns, spots: Vec::new() };
    let counts: Vec<usize> = picture.columns.iter().map(|column| column.len()).collect();
    let front = picture.front();
    let line = picture.font.size * 1.25;
    picture.spots = zoom.columns(ui, front.columns(&counts, area, line));
    let places = picture.places();
    picture.draw(ui, &front, &places);
    let Some(pointer) = response.hover_pos() else { return };
    if let Some((column, unit)) = at(&places, pointer) {
        let subject = shown.lens.unit_in(pass, flow, column, unit);
        let value = picture.columns[column][unit];
        let said = format!("{}: {}", words::name(look, subject), numbers::short(value.into()));
        let layer = Subject::Layer(pass, flow, column);
        if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text_at_pointer(said).clicked() {
            asked.extend([LensCommand::Close(0), LensCommand::Open(layer), LensCommand::Open(subject)]);
        }
    } else if let Some(column) = picture.title_at(&places, pointer) {
        let layer = Subject::Layer(pass, flow, column);
        let said = words::name(look, layer);
        if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text_at_pointer(said).clicked() {
            asked.extend([LensCommand::Close(0), LensCommand::Open(layer)]);
        }
    } else if response.clicked() {
        asked.push(LensCommand::Out);
    }
}

/// Which of its numbers a pass shows: errors only where it has some.
fn flow(shown: &ShownTick<'_>, pass: Pass) -> Option<Flow> {
    let flow = shown.lens.flow(shown.stop(), shown.opened);
    let has_errors = shown.lens.layer_numbers(pass, Flow::Back, 1).is_some_and(|errors| !errors.is_empty());
    shown.lens.layer_numbers(pass, Flow::Forward, 0)?;
    Some(if has_errors { flow } else { Flow::Forward })
}

struct Picture<'a> {
    area: Rect,
    painter: Painter,
    font: FontId,
    look: Look<'a>,
    shown: &'a ShownTick<'a>,
    pass: Pass,
    flow: Flow,
    /// The numbers of each column: what went in, then layer by layer.
    columns: Vec<&'a [f32]>,
    spots: Vec<Vec<Spot>>,
}

/// The unit that a weight leads to and the one that it comes from, as columns and places; a bias comes from none.
#[derive(Clone, Copy)]
struct Ends {
    input: Option<(usize, usize)>,
    unit: (usize, usize),
}

/// Where each unit is drawn, by columns.
type Places = Vec<Vec<Rect>>;

impl<'a> Picture<'a> {
    /// The number that the picture has in front: the last one that stands in the network.
    fn subject(&self) -> Option<Subject> {
        let stop = self.shown.stop();
        let is_overview = matches!(stop.kind, StopKind::Forward | StopKind::Backward);
        let own = (!is_overview).then_some(stop.subject);
        let is_shown = |subject: &Subject| {
            matches!(subject, Subject::Layer(..) | Subject::Weight(..)) || column_of(*subject).is_some()
        };
        self.shown.opened.iter().rev().copied().chain(own).find(is_shown)
    }

    /// The ends of the weight in front.
    fn weight(&self) -> Option<Ends> {
        let Some(Subject::Weight(_, place, _)) = self.subject() else { return None };
        let has = |column: usize, unit: usize| self.columns.get(column).is_some_and(|units| unit < units.len());
        let is_here = has(place.layer + 1, place.unit) && place.input.is_none_or(|input| has(place.layer, input));
        is_here
            .then(|| Ends { input: place.input.map(|input| (place.layer, input)), unit: (place.layer + 1, place.unit) })
    }

    fn front(&self) -> Front {
        if let Some(Ends { input, unit }) = self.weight() {
            return Front { marked: input.into_iter().chain([unit]).collect(), ..Front::default() };
        }
        match self.subject() {
            Some(Subject::Layer(_, _, column)) if column < self.columns.len() => {
                let numbers = self.columns[column];
                let mut units: Vec<usize> = (0..numbers.len()).collect();
                units.sort_by(|one, other| numbers[*other].abs().total_cmp(&numbers[*one].abs()));
                let marked = units.iter().take(NUMBERS).map(|unit| (column, *unit)).collect();
                Front { marked, column: Some(column), ..Front::default() }
            }
            Some(subject) => {
                let Some(unit) = column_of(subject) else { return Front::default() };
                let parts: Vec<_> = self.parts(subject).into_iter().filter_map(|(part, _)| column_of(part)).collect();
                let marked = parts.iter().take(NUMBERS).copied().chain([unit]).collect();
                Front { marked, lit: parts, column: None }
            }
            None => Front::default(),
        }
    }

    /// What counts most in a unit's sum or error.
    fn parts(&self, subject: Subject) -> Vec<(Subject, f32)> {
        let card = self.shown.lens.card(subject);
        let mut parts = card.map(|card| self.shown.lens.parts_of(&card)).unwrap_or_default();
        parts.truncate(LINES);
        parts
    }

    /// The last column leaves room for its words.
    fn places(&self) -> Places {
        let width = (self.area.width() * 0.09).clamp(14.0, 34.0);
        let room = self.area.width() - width - 110.0;
        let last = (self.columns.len() - 1) as f32;
        let column = |(column, spots): (usize, &Vec<Spot>)| {
            let x = self.area.left() + room * column as f32 / last;
            let total: f32 = spots.iter().map(|spot| spot.height).sum();
            let mut y = self.area.center().y - total / 2.0;
            let place = |spot: &Spot| {
                let top = y;
                y += spot.height;
                Rect::from_min_size(pos2(x, top), vec2(width, spot.height)).shrink2(vec2(0.0, spot.height * 0.08))
            };
            spots.iter().map(place).collect()
        };
        self.spots.iter().enumerate().map(column).collect()
    }

    fn draw(&self, ui: &Ui, front: &Front, places: &Places) {
        let p = &self.look.theme.palette;
        let ends = self.weight();
        self.lines(places);
        let largest = |numbers: &[f32]| numbers.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
        for (column, (numbers, places)) in self.columns.iter().zip(places).enumerate() {
            let most = largest(numbers);
            for (unit, (place, spot)) in places.iter().zip(&self.spots[column]).enumerate() {
                let (value, largest) = match self.passed_on(ends, column, unit) {
                    Some(passed_on) => (passed_on[unit], largest(passed_on)),
                    None => (numbers[unit], most),
                };
                let share = if largest > 0.0 { (value.abs() / largest).sqrt() } else { 0.0 };
                let colour = mix(p.widget, p.signed[usize::from(value > 0.0)], share.min(1.0));
                self.painter.rect_filled(*place, 2, mix(p.panel, colour, spot.light));
            }
            self.title(column, places[0].left());
        }
        let outputs = self.outputs(ui, places);
        for &(column, unit) in &front.marked {
            let is_input = ends.is_some_and(|ends| ends.input == Some((column, unit)));
            // The outputs have their numbers anyway, and what comes in stands beside the weight's line.
            if column + 1 < self.columns.len() && !is_input {
                let name = self.end_name(ends, column, unit);
                self.number(places[column][unit].right_center() + vec2(4.0, 0.0), Align2::LEFT_CENTER, &name, p.text);
            }
        }
        if let Some((column, unit)) = self.unit_in_front() {
            let place = places[column][unit].expand(2.0);
            self.painter.rect_stroke(place, 3, Stroke::new(2.5, p.accent), StrokeKind::Outside);
        }
        if let Some(ends) = ends {
            self.followed(ends, places, &outputs);
        }
    }

    /// Where the weight in front comes from, colour and number are of what came through it, whichever way the picture runs.
    fn passed_on(&self, ends: Option<Ends>, column: usize, unit: usize) -> Option<&[f32]> {
        ends.filter(|ends| ends.input == Some((column, unit)))?;
        self.shown.lens.layer_numbers(self.pass, Flow::Forward, column)
    }

    /// The number of a unit; at the ends of a weight with its symbol.
    fn end_name(&self, ends: Option<Ends>, column: usize, unit: usize) -> String {
        let numbers = self.passed_on(ends, column, unit).unwrap_or(self.columns[column]);
        let number = numbers::short(numbers[unit].into());
        let Some(Ends { unit: end, .. }) = ends else { return number };
        let symbol = match (column, self.flow) {
            (0, _) => "x",
            (_, Flow::Back) if end == (column, unit) => "e",
            _ => "h",
        };
        format!("{symbol} {number}")
    }

    /// The weight in front: what comes in above or below its end, on the side to which the line does not go, and its own number
    /// beside the line.
    fn followed(&self, ends: Ends, places: &Places, outputs: &[Rect]) {
        let p = &self.look.theme.palette;
        let Ends { input: Some((from, input)), unit: (column, unit) } = ends else { return };
        let (start, end) = (places[from][input], places[column][unit]);
        let line = [start.right_center(), end.left_center()];
        let (at, align) = match line[1].y > line[0].y {
            true => (start.left_top() - vec2(0.0, 3.0), Align2::LEFT_BOTTOM),
            false => (start.left_bottom() + vec2(0.0, 3.0), Align2::LEFT_TOP),
        };
        let name = self.number(at, align, &self.end_name(Some(ends), from, input), p.text);
        let Some(card) = self.shown.lens.card(self.shown.subject()) else { return };
        // Its symbol and its number on two lines, as there is little room between two layers.
        let said = format!("{}\n{}", words::symbol(&card.symbol), numbers::short(card.value.into()));
        let size = self.painter.layout_no_wrap(said.clone(), self.font.clone(), p.accent).size();
        let on_line: Vec<Pos2> = (0..=40_u8).map(|at| line[0].lerp(line[1], f32::from(at) / 40.0)).collect();
        let sides = [Align2::LEFT_BOTTOM, Align2::RIGHT_BOTTOM, Align2::LEFT_TOP, Align2::RIGHT_TOP];
        let beside = || [0.5, 0.4, 0.6, 0.3, 0.7].into_iter().flat_map(|share| sides.map(|side| (share, side)));
        // Farther above or below where the line is nearly level.
        let places = [6.0, 30.0, 54.0].into_iter().flat_map(|away| beside().map(move |place| (place, away)));
        let aside = |((share, side), away): ((f32, Align2), f32)| {
            side.anchor_size(line[0].lerp(line[1], share) - side.to_sign() * vec2(6.0, away), size)
        };
        let clear = [name, start.expand(3.0), end.expand(3.0)];
        let is_clear = |place: &Rect| {
            let place = place.expand(2.0);
            let is_off_line = !on_line.iter().any(|at| place.contains(*at));
            is_off_line
                && self.area.contains_rect(place)
                && !clear.iter().chain(outputs).any(|other| place.intersects(*other))
        };
        let middle = || Align2::CENTER_CENTER.anchor_size(line[0].lerp(line[1], 0.5), size);
        let place = places.map(aside).find(is_clear).unwrap_or_else(middle);
        self.number(place.min, Align2::LEFT_TOP, &said, p.accent);
    }

    /// A text on a ground of its own, and where it is.
    fn number(&self, at: Pos2, align: Align2, text: &str, colour: Color32) -> Rect {
        let galley = self.painter.layout_no_wrap(text.to_owned(), self.font.clone(), colour);
        let place = align.anchor_size(at, galley.size());
        self.painter.rect_filled(place.expand2(vec2(2.0, 0.0)), 2, self.look.theme.palette.panel);
        self.painter.galley(place.min, galley, colour);
        place
    }

    /// The outputs by their names, and where these stand.
    fn outputs(&self, ui: &Ui, places: &Places) -> Vec<Rect> {
        let p = &self.look.theme.palette;
        let font = TextStyle::Body.resolve(ui.style());
        let last = self.columns.len() - 1;
        let output = |(unit, &value): (usize, &f32)| {
            let at = places[last][unit].right_center() + vec2(6.0, 0.0);
            let name = Action::ALL.get(unit).filter(|_| self.columns[last].len() == Action::COUNT);
            let name = name.map_or_else(|| "V".to_owned(), |action| words::action_name(self.look, *action));
            let is_chosen = self.shown.lens.chosen_in(self.pass) == Some(unit);
            let colour = match (is_chosen, self.spots[last][unit].light > 0.9) {
                (true, _) => p.accent,
                (false, true) => p.text,
                (false, false) => p.text_soft,
            };
            let text = format!("{name} {}", numbers::short(value.into()));
            self.painter.text(at, Align2::LEFT_CENTER, text, font.clone(), colour)
        };
        self.columns[last].iter().enumerate().map(output).collect()
    }

    fn title(&self, column: usize, left: f32) {
        let p = &self.look.theme.palette;
        let symbol = words::symbol(&self.shown.lens.layer_symbol(self.pass, self.flow, column));
        let text = match column + 1 == self.columns.len() {
            true => symbol,
            false => format!("{symbol} ({})", self.columns[column].len()),
        };
        let is_front = matches!(self.subject(), Some(Subject::Layer(_, _, front)) if front == column);
        let colour = if is_front { p.accent } else { p.text_soft };
        self.painter.text(pos2(left, self.title_top()), Align2::LEFT_TOP, text, self.font.clone(), colour);
    }

    fn title_top(&self) -> f32 {
        self.area.top() - self.font.size * 1.6
    }

    fn title_at(&self, places: &Places, pointer: Pos2) -> Option<usize> {
        let is_here = |column: &Vec<Rect>| (column[0].left()..column[0].left() + 70.0).contains(&pointer.x);
        (pointer.y < self.area.top()).then(|| places.iter().position(is_here)).flatten()
    }

    /// The unit with a ring: the one in front; in the overview the output that counts.
    fn unit_in_front(&self) -> Option<(usize, usize)> {
        match self.subject() {
            Some(Subject::Weight(..)) => self.weight().map(|ends| ends.unit),
            Some(subject) => column_of(subject),
            None => column_of(self.shown.stop().subject),
        }
        .filter(|(column, unit)| self.columns.get(*column).is_some_and(|units| *unit < units.len()))
    }

    /// From the unit in front to what it is made of: the parts of its sum, or the errors above; of a weight its own line.
    fn lines(&self, places: &Places) {
        let p = &self.look.theme.palette;
        if let Some(Ends { input, unit: (column, unit) }) = self.weight() {
            if let Some((from, input)) = input {
                let ends = [places[from][input].right_center(), places[column][unit].left_center()];
                self.painter.line_segment(ends, Stroke::new(3.0, p.accent));
            }
            return;
        }
        let subject = self.subject().unwrap_or(self.shown.stop().subject);
        let Some((column, unit)) = column_of(subject) else { return };
        let terms = self.parts(subject);
        let largest = terms.iter().map(|(_, size)| size.abs()).fold(0.0_f32, f32::max);
        for (other, size) in terms {
            let Some((from, at)) = column_of(other) else { continue };
            let share = if largest > 0.0 { size.abs() / largest } else { 0.0 };
            let colour = mix(p.panel, p.signed[usize::from(size > 0.0)], 0.25 + 0.75 * share);
            let ends = match from < column {
                true => [places[from][at].right_center(), places[column][unit].left_center()],
                false => [places[column][unit].right_center(), places[from][at].left_center()],
            };
            self.painter.line_segment(ends, Stroke::new(0.5 + 3.0 * share, colour));
        }
    }
}

/// The unit under the pointer.
fn at(places: &Places, pointer: Pos2) -> Option<(usize, usize)> {
    let near = |place: &Rect| place.expand2(vec2(3.0, 1.0)).contains(pointer);
    places.iter().enumerate().find_map(|(column, units)| Some((column, units.iter().position(near)?)))
}

/// Where a number of a unit stands.
const fn column_of(subject: Subject) -> Option<(usize, usize)> {
    match subject {
        Subject::Activation(unit) | Subject::Error(unit) | Subject::Sum(unit) => Some((unit.layer + 1, unit.unit)),
        Subject::Input(_, at) | Subject::Seen(at) => Some((0, at)),
        _ => None,
    }
}
