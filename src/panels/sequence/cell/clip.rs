//! A walk through a cell as a clip: at the steps that matter one part at a time lights up, with its formula and its
//! numbers; the others pass quickly.

use bevy_egui::egui::{Align2, FontId, Rect, Stroke, TextStyle, Ui, UiBuilder, lerp, pos2, vec2};

use super::{
    Diagram, DiagramForm, LayerPlace, Sort, Track, UnitValues,
    lines::put_in,
    place::{CellSource, ModelHalf},
    quantity::Quantity,
};
use crate::{
    panels::{
        Look,
        sequence::clip::{
            ClipPart, LabClip, result,
            sheet::{LARGE, LEAST, SMALL, Sheet, USUAL},
        },
    },
    sequence::{
        CellKind, Part,
        tasks::{Mark, SampleTarget},
    },
    theme::{bold, mix},
};

/// Seconds that a part stands at least where there is time, and that a step in passing takes at most.
const PART: f64 = 0.85;
const PASSING: f64 = 0.25;
/// The share of the time that steps in passing take at most.
const PASSED: f64 = 0.28;
/// Points of width that a symbol of the input needs, and how near to each other they stand where a page has little height.
const SYMBOL: f32 = 20.0;
const NARROW: f32 = 12.0;

/// The parts in the order in which they follow from each other.
const fn in_order(kind: CellKind) -> &'static [Part] {
    match kind {
        CellKind::Lstm => {
            &[Part::ForgetGate, Part::InputGate, Part::Candidate, Part::Cell, Part::OutputGate, Part::Hidden]
        }
        _ => kind.parts(),
    }
}

/// Where the walk stands until a share of the time has passed.
#[derive(Clone, Copy, Debug, PartialEq)]
struct WalkStop {
    until: f64,
    step: usize,
    /// What is lit; nothing in passing.
    part: Option<usize>,
}

/// The walk over steps with these marks, in so many seconds, through a cell of so many parts.
fn walk(marks: &[Mark], parts: usize, seconds: f64) -> Vec<WalkStop> {
    let steps = marks.len();
    let room = ((1.0 - PASSED) * seconds / (parts as f64 * PART)) as usize;
    let flagged = (0..steps).filter(|step| marks[*step] == Mark::Flagged);
    // What is flagged and what comes last matters most; then any, evenly.
    let evenly = (1..steps).map(|nth| nth * steps / room.clamp(1, steps));
    let mut slow: Vec<usize> = Vec::new();
    for step in flagged.chain([steps - 1, 0]).chain(evenly).chain(0..steps) {
        if slow.len() < room.max(1) && step < steps && !slow.contains(&step) {
            slow.push(step);
        }
    }
    let quick = (steps - slow.len()) as f64;
    let passing = if quick > 0.0 { PASSING.min(PASSED * seconds / quick) } else { 0.0 };
    let standing = (seconds - passing * quick) / (slow.len() * parts) as f64;
    let mut until = 0.0;
    let mut stops = Vec::new();
    for step in 0..steps {
        let lit: Vec<Option<usize>> = if slow.contains(&step) { (0..parts).map(Some).collect() } else { vec![None] };
        for part in lit {
            until += if part.is_some() { standing } else { passing } / seconds;
            stops.push(WalkStop { until, step, part });
        }
    }
    stops
}

/// The cell that is looked into, and the walk through it.
fn walked(clip: &LabClip) -> Option<(Track, Vec<WalkStop>)> {
    let place = LayerPlace { source: CellSource::Model(clip.shown), side: ModelHalf::Reads, layer: 0 };
    let track = Track::of_trace(clip.task().kind, clip.models[clip.shown].trace.as_ref()?, place)?;
    let marks: Vec<Mark> = track.symbols.iter().map(|symbol| symbol.mark).collect();
    let stops = walk(&marks, in_order(track.kind).len(), clip.seconds.max(1.0));
    Some((track, stops))
}

/// What a step reads.
fn reads(look: Look<'_>, track: &Track, step: usize) -> String {
    let symbol = &track.symbols[step];
    let key = match symbol.mark {
        Mark::Plain => "lab-step-reads",
        Mark::Flagged => "lab-step-flagged",
        Mark::Asks => "lab-step-asks",
    };
    look.texts.t_with(key, &[("step", (step + 1).into()), ("symbol", symbol.text.as_str().into())])
}

/// The steps that the walk stands at, part by part, and those in passing, all that follow each other in one.
pub(in crate::panels::sequence) fn parts(look: Look<'_>, clip: &LabClip) -> Vec<ClipPart> {
    let Some((track, stops)) = walked(clip) else { return Vec::new() };
    let mut from = 0.0;
    let told = stops.chunk_by(|one, other| one.part.or(other.part).is_none()).map(|stops| {
        let (first, last) = (stops[0], stops[stops.len() - 1]);
        let words = reads(look, &track, first.step);
        let caption = match first.part {
            Some(part) => {
                let (name, help) = Quantity::of_part(in_order(track.kind)[part]).texts();
                format!("{words}\n{}: {}", look.t(name), look.t(help))
            }
            None if stops.len() == 1 => words.clone(),
            None => {
                let [from, to] = [first, last].map(|stop| (stop.step + 1).into());
                look.texts.t_with("lab-clip-passed", &[("from", from), ("to", to)])
            }
        };
        let chapter = (first.part == Some(0) || first.step == 0 && first.part.is_none()).then_some(words);
        ClipPart { from: std::mem::replace(&mut from, last.until), chapter, caption }
    });
    told.collect()
}

/// Draws the page.
pub(in crate::panels::sequence) fn draw(ui: &mut Ui, sheet: &Sheet<'_>, clip: &LabClip, passed: f64) {
    let look = sheet.look;
    let Some((track, stops)) = walked(clip) else { return };
    let (model, parts) = (&clip.models[clip.shown], in_order(track.kind));
    let is_over = passed >= 1.0;
    let stop = stops.iter().find(|stop| passed < stop.until).or(stops.last()).copied();
    let Some(WalkStop { step, part, .. }) = stop else { return };
    let lit = part.filter(|_| !is_over).map(|part| Quantity::of_part(parts[part]));
    let unit = Sort::Memory.order(&track, step).first().copied().unwrap_or(0);

    let room = sheet.head(&format!("{} · {}", look.t("lab-cell"), model.name), &reads(look, &track, step));
    let room = room.with_min_y(strip(sheet, &track, step, unit, room));
    let (middle, below) = room.split_top_bottom_at_y(
        room.bottom()
            - if sheet.is_tall() {
                306.0
            } else if sheet.is_wide() {
                138.0
            } else {
                124.0
            },
    );
    let below = below.with_min_y(below.top() + 8.0);
    diagram(ui, sheet, &track, (step, unit), lit, middle);
    if is_over {
        told(sheet, clip, below);
    } else if let Some(quantity) = lit {
        explained(ui, sheet, &track, quantity, (step, unit), below);
    }
}

/// The symbols as they are read, and below them the memory of the unit so far; where it ends.
fn strip(sheet: &Sheet<'_>, track: &Track, step: usize, unit: usize, room: Rect) -> f32 {
    const HIGH: f32 = 32.0;
    let (bars, least) = if sheet.is_wide() || sheet.is_tall() { (44.0, SYMBOL) } else { (24.0, NARROW) };
    let p = &sheet.look.theme.palette;
    let steps = track.steps();
    let in_a_row = ((room.width() / least) as usize).clamp(1, steps);
    let width = (room.width() / in_a_row as f32).min(44.0);
    let memory = if track.kind.has_cell_state() { Quantity::Cell } else { Quantity::Hidden };
    let part = if track.kind.has_cell_state() { Part::Cell } else { Part::Hidden };
    for (at, symbol) in track.symbols.iter().enumerate() {
        let corner = vec2((at % in_a_row) as f32 * width, (at / in_a_row) as f32 * (HIGH + bars + 6.0));
        let cell = Rect::from_min_size(room.min + corner, vec2(width, HIGH));
        let fill = match symbol.mark {
            _ if at == step => p.selected,
            Mark::Plain => p.base,
            Mark::Flagged => mix(p.base, p.warning, 0.35),
            Mark::Asks => mix(p.base, p.accent, 0.35),
        };
        sheet.painter.rect_filled(cell.shrink2(vec2(1.0, 0.0)), 3.0, fill);
        let ink = if at == step { p.on_selected } else { p.text };
        let font = if at == step { bold(SMALL) } else { FontId::proportional(LEAST) };
        let text = sheet.painter.layout_no_wrap(symbol.text.clone(), font, ink);
        let number = symbol.text.trim_end_matches('*').parse::<f32>().ok();
        if text.size().x <= width.max(SYMBOL) {
            sheet.painter.galley(cell.center() - text.size() / 2.0, text, ink);
        } else if let Some(number) = number.filter(|number| (0.0..=1.0).contains(number)) {
            let bar = cell.shrink2(vec2(width * 0.25, 4.0));
            sheet.painter.rect_filled(bar.with_min_y(lerp(bar.bottom()..=bar.top(), number)), 0.0, ink);
        }
        let middle = cell.bottom() + 2.0 + bars / 2.0;
        sheet.painter.hline(cell.x_range(), middle, Stroke::new(1.0, p.outline));
        if at <= step {
            let value = track.value(part, at).get(unit).copied().unwrap_or_default();
            let top = middle - value.clamp(-1.0, 1.0) * bars / 2.0;
            let bar = Rect::from_x_y_ranges(cell.shrink2(vec2(1.5, 0.0)).x_range(), top.min(middle)..=top.max(middle));
            sheet.painter.rect_filled(bar, 0.0, memory.colour(sheet.look.theme, value));
        }
    }
    let rows = steps.div_ceil(in_a_row) as f32;
    let name = sheet.look.t(memory.texts().0).to_owned();
    let values = [("name", name.into()), ("sign", memory.sign(track.kind).into()), ("unit", (unit + 1).into())];
    let words = sheet.look.texts.t_with("lab-clip-memory", &values);
    let at = room.min + vec2(0.0, rows * (HIGH + bars + 6.0));
    let words = sheet.write(at, Align2::LEFT_TOP, &words, FontId::proportional(LEAST), p.text_soft, room.width());
    words.bottom() + 6.0
}

/// The cell with what flows in it, one of its parts lit.
fn diagram(ui: &mut Ui, sheet: &Sheet<'_>, track: &Track, at: (usize, usize), lit: Option<Quantity>, room: Rect) {
    let (step, unit) = at;
    let moment = UnitValues::of(track, step, Some(unit));
    let room = room.shrink2(vec2(0.0, 6.0));
    // So large that its small letters are large enough for a room as well.
    let letters = (room.width() / 46.0).clamp(21.0, 23.0);
    let diagram = Diagram {
        kind: track.kind,
        moment: &moment,
        input: &track.symbols[step].text,
        states: track.rms_before(step),
        pointed: lit,
        form: DiagramForm::of(room.size(), letters),
    };
    sheet.painter.rect_filled(room, 8.0, sheet.look.theme.palette.raised);
    ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
        ui.style_mut().text_styles.insert(TextStyle::Body, FontId::proportional(letters));
        diagram.ui(ui, sheet.look, room.height());
    });
}

/// What is lit: its name, what it is for, its formula and that with numbers.
fn explained(ui: &mut Ui, sheet: &Sheet<'_>, track: &Track, quantity: Quantity, at: (usize, usize), room: Rect) {
    let p = &sheet.look.theme.palette;
    let (name, help) = quantity.texts();
    let (left, right) =
        if sheet.is_tall() { room.split_top_bottom_at_fraction(0.46) } else { room.split_left_right_at_fraction(0.4) };
    let title = sheet.write(left.min, Align2::LEFT_TOP, sheet.look.t(name), bold(LARGE), p.accent, left.width() - 24.0);
    let (font, at_help) = (FontId::proportional(SMALL), title.left_bottom() + vec2(0.0, 4.0));
    sheet.write(at_help, Align2::LEFT_TOP, sheet.look.t(help), font, p.text, left.width() - 24.0);
    sheet.formulas(ui, right, &[quantity.formula(track.kind)]);
    let words = put_in(track.kind, quantity, &UnitValues::of(track, at.0, Some(at.1)));
    let numbers = pos2(right.left(), right.top() + 52.0);
    sheet.write(numbers, Align2::LEFT_TOP, &format!("→ {words}"), bold(USUAL), p.accent, right.width());
}

/// What the model says at the end, and whether that is right.
pub(in crate::panels::sequence) fn answer(look: Look<'_>, clip: &LabClip) -> String {
    let kind = clip.task().kind;
    let Some(trace) = &clip.models[clip.shown].trace else { return String::new() };
    let mut words = format!("{}: {}", look.t("lab-answer"), kind.write_target(&trace.answer));
    if let Some(target) = &trace.target {
        let is_number = matches!(target, SampleTarget::Number(_));
        if trace.answer == *target {
            words += &format!(" · {}", look.t("lab-answer-right"));
        } else {
            // Numbers are never equal: how near they are is seen.
            let wrong = if is_number { String::new() } else { format!(" · {}", look.t("lab-answer-wrong")) };
            words += &format!("{wrong} · {}: {}", look.t("lab-target"), kind.write_target(target));
        }
    }
    words
}

/// The answer, and how often all of them are right.
fn told(sheet: &Sheet<'_>, clip: &LabClip, room: Rect) {
    let (p, look) = (&sheet.look.theme.palette, sheet.look);
    let above = sheet.write(room.min, Align2::LEFT_TOP, &answer(look, clip), bold(LARGE), p.accent, room.width());
    let at = above.left_bottom() + vec2(0.0, 8.0);
    sheet.write(at, Align2::LEFT_TOP, &result(look, clip), bold(USUAL), p.text, room.width());
}

#[cfg(test)]
mod tests {
    use super::{PART, walk};
    use crate::sequence::tasks::Mark;

    #[test]
    fn a_walk_visits_every_step_and_stands_where_something_is_to_be_remembered() {
        let mut marks = vec![Mark::Plain; 51];
        (marks[7], marks[50]) = (Mark::Flagged, Mark::Asks);
        for (parts, seconds) in [(1, 15.0), (4, 15.0), (6, 15.0), (6, 60.0), (6, 3.0)] {
            let stops = walk(&marks, parts, seconds);
            let mut steps: Vec<usize> = stops.iter().map(|stop| stop.step).collect();
            assert!(steps.is_sorted());
            steps.dedup();
            assert_eq!(steps, (0..51).collect::<Vec<_>>());
            assert!(stops.windows(2).all(|pair| pair[0].until < pair[1].until));
            assert!((stops.last().expect("there are stops").until - 1.0).abs() < 1e-6);
            let slow = |step: usize| stops.iter().filter(|stop| stop.step == step && stop.part.is_some()).count();
            assert_eq!(slow(7), parts, "the flagged step is gone through");
            if seconds > 10.0 {
                assert_eq!(slow(50), parts, "and so is the last one");
                let all = stops.iter().filter(|stop| stop.part.is_some()).count();
                assert!((1.0 - super::PASSED) * seconds / all as f64 >= PART * 0.99);
            }
        }
        assert_eq!(walk(&[Mark::Plain], 4, 15.0).len(), 4, "an input of one step");
    }
}
