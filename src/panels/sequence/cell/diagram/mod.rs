//! The diagram of a cell at one step, with the numbers that flow in it. What stands where is in the plans; what the numbers are
//! is handed in.

mod cells;
mod plan;
mod wires;

use bevy_egui::egui::{
    Align2, Color32, FontId, Painter, Pos2, Rect, RichText, Sense, Shape as Drawn, Stroke, StrokeKind, TextStyle, Ui,
    Vec2, WidgetInfo, WidgetType, emath::RectTransform, pos2, vec2,
};

use self::plan::{Beside, Flow, Ghost, Label, Node, NodeShape, Place, Plan};
use super::{UnitValues, moment::written, quantity::Quantity};
use crate::{
    panels::{
        Look, numbers,
        sequence::{cell_name, formula},
    },
    sequence::CellKind,
    theme::{bold, mix},
};

/// Letters of an input that are shown beside its wire.
const LETTERS: usize = 9;

/// What is drawn.
pub(super) struct Diagram<'a> {
    pub kind: CellKind,
    pub moment: &'a UnitValues,
    /// What the step reads.
    pub input: &'a str,
    /// How large the old state is: the root of its mean square over all units.
    pub states: f32,
    /// What is pointed at elsewhere.
    pub pointed: Option<Quantity>,
    /// How signs share the room with their numbers.
    pub form: DiagramForm,
}

/// Where numbers stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DiagramForm {
    /// Beside their signs.
    Wide,
    /// In gates below their signs: there is little width, and little height.
    Narrow,
    /// Below their signs, also where wires begin and end: there is more height than width.
    Tall,
}

impl DiagramForm {
    /// What letters of this height need.
    pub fn of(room: Vec2, letters: f32) -> Self {
        if room.x >= letters * 46.0 {
            Self::Wide
        } else if room.y < letters * 22.0 {
            Self::Narrow
        } else {
            Self::Tall
        }
    }

    fn has_high_gates(self) -> bool {
        self != Self::Wide
    }
}

/// What lies under the pointer.
#[derive(Clone, Copy)]
enum Target {
    Flow(Flow),
    Ghost(&'static Ghost),
}

impl Diagram<'_> {
    /// Draws it so high, as wide as there is room; returns the quantity that is pointed at.
    pub fn ui(&self, ui: &mut Ui, look: Look<'_>, height: f32) -> Option<Quantity> {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, cell_name(self.kind)));
        if !ui.is_rect_visible(rect) {
            return None;
        }
        let mut sheet = Sheet::new(ui, look, self, rect);
        sheet.paint();
        let target = response.hover_pos().and_then(|pointer| sheet.target_at(pointer));
        match target? {
            Target::Flow(flow) => {
                response.on_hover_ui_at_pointer(|ui| self.explain(ui, look, flow));
                flow.quantity()
            }
            Target::Ghost(ghost) => {
                let text = look.texts.t_with(
                    "lab-ghost",
                    &[
                        ("cell", cell_name(ghost.owner).into()),
                        ("own", cell_name(self.kind).into()),
                        ("part", look.t(ghost.name).into()),
                    ],
                );
                response.on_hover_text_at_pointer(text);
                None
            }
        }
    }

    fn explain(&self, ui: &mut Ui, look: Look<'_>, flow: Flow) {
        let Some(quantity) = flow.quantity() else {
            ui.label(RichText::new(look.t("lab-part-input")).font(look.strong_font(ui)));
            ui.label(format!("xₜ = {}", self.input));
            ui.label(look.small(look.t("lab-part-input-help")));
            return;
        };
        explain(ui, look, self.kind, quantity, self.moment);
        if flow == Flow::States {
            ui.label(look.small(look.t("lab-all-units-help")));
        }
    }
}

/// What a quantity is: name, formula, number.
pub(super) fn explain(ui: &mut Ui, look: Look<'_>, kind: CellKind, quantity: Quantity, moment: &UnitValues) {
    let (name, help) = quantity.texts();
    ui.label(RichText::new(look.t(name)).font(look.strong_font(ui)));
    formula::show(ui, look, quantity.formula(kind));
    let value = moment.value(quantity);
    if !value.is_nan() {
        let value = numbers::real(f64::from(value), 4);
        ui.label(if moment.is_mean {
            look.texts.t_with("lab-mean-is", &[("value", value.into())])
        } else {
            format!("= {value}")
        });
    }
    ui.label(look.small(look.t(help)));
}

/// The sheet that it is drawn on.
struct Sheet<'a> {
    painter: Painter,
    look: Look<'a>,
    diagram: &'a Diagram<'a>,
    plan: &'static Plan,
    place: RectTransform,
    /// Size of the letters.
    size: f32,
    ground: Color32,
    targets: Vec<(Rect, Target)>,
}

impl<'a> Sheet<'a> {
    fn new(ui: &Ui, look: Look<'a>, diagram: &'a Diagram<'a>, rect: Rect) -> Self {
        let body = look.size(ui);
        let size = body * (rect.height() / (body * 20.0)).min(rect.width() / (body * 46.0)).clamp(1.0, 1.5);
        let [left, right] = if diagram.form == DiagramForm::Tall { [1.0, 1.0] } else { [6.0, 4.9] };
        let room = Rect::from_min_max(rect.min + size * vec2(left, 0.6), rect.max - size * vec2(right, 0.9));
        let unit = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        Self {
            painter: ui.painter_at(rect),
            look,
            diagram,
            plan: cells::plan(diagram.kind),
            place: RectTransform::from_to(unit, room),
            size,
            ground: look.theme.palette.raised,
            targets: Vec::new(),
        }
    }

    fn at(&self, [x, y]: Place) -> Pos2 {
        self.place.transform_pos(pos2(x, y))
    }

    fn small(&self) -> FontId {
        let small = TextStyle::Small.resolve(&self.painter.ctx().global_style());
        FontId::proportional(small.size.max(self.size * 0.86))
    }

    fn soft(&self) -> Color32 {
        self.look.theme.palette.text_soft
    }

    fn paint(&mut self) {
        for path in self.plan.ghost_wires {
            let path: Vec<Pos2> = path.iter().map(|place| self.at(*place)).collect();
            let stroke = Stroke::new(1.0, mix(self.ground, self.soft(), 0.55));
            self.painter.extend(Drawn::dashed_line(&path, stroke, 4.0, 4.0));
        }
        for wire in self.plan.wires {
            self.paint_wire(wire);
        }
        for ghost in self.plan.ghosts {
            self.paint_ghost(ghost);
        }
        for node in self.plan.nodes {
            self.paint_node(node);
        }
        for label in self.plan.labels {
            self.paint_label(label);
        }
    }

    /// Half the size of a node.
    fn half(&self, shape: NodeShape) -> Vec2 {
        match shape {
            NodeShape::Gate if self.diagram.form.has_high_gates() => vec2(self.size * 1.45, self.size * 1.35),
            NodeShape::Gate => vec2(self.size * 2.3, self.size * 0.95),
            NodeShape::Operation("tanh") => vec2(self.size * 1.35, self.size * 0.72),
            NodeShape::Operation(_) => Vec2::splat(self.size * 0.82),
        }
    }

    fn paint_node(&mut self, node: &Node) {
        let rect = Rect::from_center_size(self.at(node.at), self.half(node.shape) * 2.0);
        let value = self.diagram.moment.value(node.quantity);
        let p = &self.look.theme.palette;
        let is_pointed = self.diagram.pointed == Some(node.quantity);
        let edge =
            if is_pointed { Stroke::new((self.size * 0.2).max(2.5), p.accent) } else { Stroke::new(1.0, p.text_soft) };
        match node.shape {
            NodeShape::Gate => {
                let fill = node.quantity.colour(self.look.theme, value);
                let ink = self.look.theme.ink_on(fill);
                self.painter.rect(rect, self.size * 0.45, fill, edge, StrokeKind::Middle);
                let (sign, size) = match node.quantity {
                    // An RNN's state comes right out of it. A word is smaller than a letter, so that the number has room.
                    Quantity::Hidden => {
                        ("tanh", self.size * if self.diagram.form.has_high_gates() { 1.0 } else { 0.8 })
                    }
                    quantity => (quantity.sign(self.diagram.kind), self.size),
                };
                let sign = self.painter.layout_no_wrap(sign.to_owned(), bold(size), ink);
                let number = self.painter.layout_no_wrap(written(value), self.small(), ink);
                let (one, other) = (sign.size(), number.size());
                let [first, second] = if self.diagram.form.has_high_gates() {
                    [vec2(one.x, one.y + other.y) / -2.0, vec2(-other.x, one.y - other.y) / 2.0]
                } else {
                    let gap = self.size * 0.3;
                    let left = (one.x + gap + other.x) / -2.0;
                    [vec2(left, one.y / -2.0), vec2(left + one.x + gap, other.y / -2.0)]
                };
                self.painter.galley(rect.center() + first, sign, ink);
                self.painter.galley(rect.center() + second, number, ink);
            }
            NodeShape::Operation(sign) => {
                self.painter.rect(rect, rect.height() / 2.0, p.widget, edge, StrokeKind::Middle);
                let font = if sign.chars().count() > 1 { self.small() } else { bold(self.size * 1.1) };
                self.painter.text(rect.center(), Align2::CENTER_CENTER, sign, font, p.text);
            }
        }
        self.targets.push((rect, Target::Flow(Flow::Number(node.quantity))));
    }

    fn paint_ghost(&mut self, ghost: &'static Ghost) {
        let shape = if ghost.is_gate { NodeShape::Gate } else { NodeShape::Operation(ghost.sign) };
        let rect = Rect::from_center_size(self.at(ghost.at), self.half(shape) * 2.0);
        self.painter.rect_filled(rect, 0.0, self.ground);
        let corner = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
        let stroke = Stroke::new(1.0, mix(self.ground, self.soft(), 0.7));
        self.painter.extend(Drawn::dashed_line(&corner, stroke, 4.0, 3.0));
        let text = format!("{} –", ghost.sign);
        let text = if ghost.is_gate { &text } else { ghost.sign };
        let colour = mix(self.ground, self.soft(), 0.8);
        self.painter.text(rect.center(), Align2::CENTER_CENTER, text, self.small(), colour);
        self.targets.push((rect, Target::Ghost(ghost)));
    }

    fn paint_label(&mut self, label: &Label) {
        let p = &self.look.theme.palette;
        let moment = self.diagram.moment;
        let (sign, value) = match label.flow.quantity() {
            None => ("xₜ", shortened(self.diagram.input)),
            Some(quantity) => (quantity.sign(self.diagram.kind), written(moment.value(quantity))),
        };
        let gap = self.size * 0.4;
        let (sign, font) = if label.signed { (sign, bold(self.size)) } else { ("", self.small()) };
        let sign = self.painter.layout_no_wrap(sign.to_owned(), font, self.soft());
        let value = self.painter.layout_no_wrap(value, self.small(), p.text);
        let is_stacked = label.signed && self.diagram.form == DiagramForm::Tall;
        let lead = if label.signed { sign.size().x + gap } else { 0.0 };
        let size = if is_stacked {
            vec2(sign.size().x.max(value.size().x), sign.size().y + value.size().y)
        } else {
            vec2(lead + value.size().x, sign.size().y.max(value.size().y))
        };
        let at = self.at(label.at);
        // Of a node it stands clear: between nodes that are near each other there is no room.
        let node = self.plan.nodes.iter().find(|node| node.at == label.at);
        let away = self.size * 0.45 + node.map_or(0.0, |node| self.half(node.shape).x);
        let rect = match label.beside {
            // Within the diagram's width; where something comes in from above, below the wire.
            Beside::Left if is_stacked => Rect::from_min_size(at - vec2(0.0, size.y + away), size),
            Beside::Right if is_stacked && label.at[1] > cells::TOP => {
                let below = away + self.half(NodeShape::Operation("×")).y;
                Rect::from_min_size(at + vec2(-size.x, below), size)
            }
            Beside::Right if is_stacked => Rect::from_min_size(at - size - vec2(0.0, away), size),
            Beside::Left => Rect::from_min_size(at - vec2(size.x + away, size.y / 2.0), size),
            Beside::Right => Rect::from_min_size(at + vec2(away, -size.y / 2.0), size),
            Beside::Above => Rect::from_min_size(at - vec2(size.x / 2.0, size.y + away), size),
            // Nodes are nearer than their numbers are wide.
            Beside::Below if self.diagram.form == DiagramForm::Narrow => {
                let below = self.half(NodeShape::Operation("×")).y + self.size * 0.15;
                Rect::from_min_size(at + vec2(-size.x / 2.0, below), size)
            }
            Beside::Below => Rect::from_min_size(at + vec2(-size.x / 2.0, away), size),
        };
        if !label.signed {
            self.painter.rect_filled(rect.expand(1.0), 0.0, self.ground);
        }
        let middle = rect.center().y;
        let [sign_at, value_at] = if is_stacked {
            [rect.min, pos2(rect.left(), rect.bottom() - value.size().y)]
        } else {
            [pos2(rect.left(), middle - sign.size().y / 2.0), pos2(rect.left() + lead, middle - value.size().y / 2.0)]
        };
        self.painter.galley(sign_at, sign, p.text);
        self.painter.galley(value_at, value, p.text);
        self.targets.push((rect.expand(2.0), Target::Flow(label.flow)));
    }

    /// Nodes and labels lie above wires: what was drawn last is meant.
    fn target_at(&self, pointer: Pos2) -> Option<Target> {
        let found = self.targets.iter().rev().find(|(rect, _)| rect.contains(pointer));
        found.map(|(_, target)| *target)
    }
}

/// The beginning of what a step reads, where it is long.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    let begin: String = text.chars().take(LETTERS - 1).collect();
    format!("{begin}…")
}

#[cfg(test)]
mod tests {
    use bevy_egui::egui::{Context, RawInput, UiBuilder};

    use super::*;
    use crate::{
        language::{Language, Texts},
        panels::KeyMap,
        theme::{Theme, install_fonts},
    };

    #[test]
    fn numbers_stand_clear_of_nodes_and_of_each_other() {
        let (texts, theme, keys) = (Texts::new(Language::English), Theme::default(), KeyMap::default());
        let look = Look { texts: &texts, theme: &theme, keys: &keys };
        let values = UnitValues::all(-0.88);
        let context = Context::default();
        install_fonts(&context);
        for kind in CellKind::ALL {
            let windows = [[14.0, 700.0, 290.0], [14.0, 1240.0, 420.0], [23.0, 1190.0, 300.0], [21.0, 632.0, 600.0]];
            for [letters, wide, high] in windows {
                let form = DiagramForm::of(vec2(wide, high), letters);
                let diagram = Diagram { kind, moment: &values, input: "C", states: 0.5, pointed: None, form };
                let mut places = Vec::new();
                let mut draw = |ui: &mut Ui| {
                    let rect = Rect::from_min_size(Pos2::ZERO, vec2(wide, high));
                    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                        ui.style_mut().text_styles.insert(TextStyle::Body, FontId::proportional(letters));
                        let mut sheet = Sheet::new(ui, look, &diagram, rect);
                        sheet.paint();
                        // Wires, which are hidden where a number stands on them, come first.
                        let count = sheet.plan.nodes.len() + sheet.plan.labels.len();
                        let targets = sheet.targets.iter().rev().take(count);
                        places = targets.map(|(rect, _)| *rect).collect();
                    });
                };
                for _ in 0..2 {
                    let _ = context.run_ui(RawInput::default(), &mut draw);
                }
                for (number, one) in places.iter().enumerate() {
                    let over = places[number + 1..].iter().find(|other| one.shrink(2.0).intersects(other.shrink(2.0)));
                    assert!(over.is_none(), "{kind:?} in {wide} by {high}: {one:?} and {over:?}");
                }
            }
        }
    }
}
