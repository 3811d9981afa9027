//! Numbers on a line: the draw against epsilon or on the cumulated probabilities, Q(s, a) and its target, the parts of a reward.

use bevy_egui::egui::{Align2, Color32, FontId, Painter, Rect, Sense, Stroke, TextStyle, Ui, pos2, vec2};

use super::{ShownTick, words};
use crate::{
    gridworld::Action,
    learning::{ActionValues, Draw, NextRule},
    lens::StopKind,
    panels::{Look, bars::Bars, numbers},
    theme::mix,
};

/// How the action was drawn.
pub(super) fn draw(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>) {
    let p = &look.theme.palette;
    let decision = shown.lens.decision();
    let mut line = Line::new(ui, [0.0, 1.0]);
    match &decision.draw {
        Draw::EpsilonGreedy { epsilon, number, .. } => {
            line.stretch(0.0, *epsilon, mix(p.panel, p.warning, 0.5));
            line.stretch(*epsilon, 1.0, mix(p.panel, p.good, 0.4));
            line.mark(*epsilon, &format!("ε = {}", numbers::short((*epsilon).into())), p.text, true);
            line.mark(*number, &format!("u = {}", numbers::short((*number).into())), p.accent, false);
        }
        Draw::Probabilities { cumulated, number, .. } => {
            let mut from = 0.0;
            for (action, to) in Action::ALL.into_iter().zip(cumulated) {
                let share = if action == decision.action { 0.4 } else { 0.15 };
                let colour = mix(p.panel, p.series[action.index()], share);
                line.stretch(from, *to, colour);
                line.inside([from, *to], &words::action_name(look, action), p.text);
                from = *to;
            }
            line.mark(*number, &format!("u = {}", numbers::short((*number).into())), p.accent, false);
        }
    }
    line.zero();
    ui.add_space(12.0);
    let probabilities = shown.lens.trace.setup.algorithm.action_values() == ActionValues::Probabilities;
    let values = match &decision.draw {
        Draw::Probabilities { probabilities, .. } => probabilities,
        Draw::EpsilonGreedy { .. } => &decision.outputs,
    };
    // Numbers that may be below zero have the colours of the network's picture.
    let [below, above] = p.signed;
    let colour = if probabilities { p.accent } else { above };
    Bars { values, probabilities, chosen: Some(decision.action), colour, below }.ui(ui, look);
}

/// What is expected in s', with the value that is taken.
pub(super) fn next_value(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>) {
    let Some(next) = shown.lens.learned_step().and_then(|step| step.next.as_ref()) else { return };
    ui.label(look.t(if next.action.is_some() { "lens-next-values" } else { "lens-next-values-cut" }));
    let largest = next.outputs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let best = || Action::ALL.into_iter().find(|action| next.outputs[action.index()] == largest);
    let chosen = if next.rule == NextRule::Executed { next.action } else { best() };
    let [below, colour] = look.theme.palette.signed;
    Bars { values: &next.outputs, probabilities: false, chosen, colour, below }.ui(ui, look);
}

/// What the target is made of; once that is known, how far Q(s, a) is from it, and where it came to.
pub(super) fn target(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>) {
    let p = &look.theme.palette;
    let Some(step) = shown.lens.learned_step() else { return };
    let reward = step.outcome.reward;
    let all = [step.value, step.target, step.value_after, reward];
    let line = |ui: &mut Ui| Line::new(ui, Line::around(&all));
    let title = |ui: &mut Ui, key| {
        let action = words::action_name(look, step.action);
        ui.label(look.texts.t_with(key, &[("action", action.into())]));
    };
    let written = |number: f32| numbers::signed(number.into(), 4);
    let kind = shown.stop().kind;
    title(ui, "lens-target-parts");
    let mut parts = line(ui);
    parts.stretch(0.0, reward, mix(p.panel, p.series[1], 0.5));
    parts.stretch(reward, step.target, mix(p.panel, p.series[2], 0.5));
    parts.mark(reward, &format!("r {}", written(reward)), p.text, true);
    parts.mark(step.target, &format!("y {}", written(step.target)), p.good, false);
    parts.zero();
    if kind != StopKind::Target {
        title(ui, "lens-target-picture");
        let mut error = line(ui);
        error.stretch(step.value, step.target, mix(p.panel, p.accent, 0.35));
        error.inside([step.value, step.target], &format!("δ {}", written(step.error)), p.text);
        error.mark(step.value, &format!("Q {}", written(step.value)), p.text, true);
        error.mark(step.target, &format!("y {}", written(step.target)), p.good, false);
        error.zero();
    }
    // Nobody knows before the weights have moved.
    if kind == StopKind::ValueAfter {
        title(ui, "lens-value-moved");
        let mut moved = line(ui);
        moved.stretch(step.value, step.value_after, mix(p.panel, p.accent, 0.6));
        moved.mark(step.value, &format!("Q {}", written(step.value)), p.text, true);
        moved.mark(
            step.value_after,
            &format!("{} {}", look.t("lens-after"), written(step.value_after)),
            p.accent,
            false,
        );
        moved.zero();
    }
}

/// The reward by its parts. A part that brought nothing is said, not drawn.
pub(super) fn reward(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>) {
    let p = &look.theme.palette;
    let parts = &shown.lens.board().step.agents[0].reward;
    let pieces = [
        ("lens-step-reward", parts.step, p.text_soft),
        ("lens-hits-reward", parts.hit * parts.hits as f32, p.hit),
        ("lens-goal-reward", parts.goal, p.goal),
        ("lens-reward", parts.value, p.accent),
    ];
    let ends = Line::around(&pieces.map(|(_, value, _)| value));
    for (key, value, colour) in pieces {
        if value == 0.0 {
            ui.label(format!("{}: 0", look.t(key)));
            ui.add_space(6.0);
            continue;
        }
        ui.label(look.t(key));
        let mut line = Line::new(ui, ends);
        line.stretch(0.0, value, mix(p.panel, colour, 0.7));
        line.mark(value, &numbers::signed(value.into(), 3), p.text, false);
        line.zero();
    }
}

/// The return of the episode: before this step, and with it once it has been made.
pub(super) fn return_so_far(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>) {
    let p = &look.theme.palette;
    let report = &shown.lens.board().report;
    let is_made = shown.stop().kind == StopKind::ReturnSoFar;
    let written = |number: f32| numbers::signed(number.into(), 3);
    let said = |key: &str, number: f32| format!("{}: {}", look.t(key), written(number));
    if !is_made {
        ui.label(said("lens-return-before", report.return_before));
        return;
    }
    ui.label(look.t("lens-return-after"));
    let mut line = Line::new(ui, Line::around(&[report.return_before, report.return_after]));
    line.stretch(0.0, report.return_before, mix(p.panel, p.text_soft, 0.5));
    line.stretch(report.return_before, report.return_after, mix(p.panel, p.accent, 0.6));
    line.mark(
        report.return_before,
        &format!("{} {}", look.t("lens-before"), written(report.return_before)),
        p.text,
        true,
    );
    line.mark(
        report.return_after,
        &format!("{} {}", look.t("lens-after"), written(report.return_after)),
        p.accent,
        false,
    );
    line.zero();
}

/// A line with numbers on it.
struct Line {
    painter: Painter,
    area: Rect,
    ends: [f32; 2],
    font: FontId,
    /// Of the line itself.
    colour: Color32,
    /// Where something is written.
    written: Vec<Rect>,
}

impl Line {
    /// From where to where a line reaches on which these numbers and zero have room.
    fn around(numbers: &[f32]) -> [f32; 2] {
        let least = numbers.iter().copied().fold(0.0_f32, f32::min);
        let most = numbers.iter().copied().fold(0.0_f32, f32::max);
        let room = ((most - least) * 0.12).max(1e-3);
        [least - room, most + room]
    }

    fn new(ui: &mut Ui, ends: [f32; 2]) -> Self {
        let font = TextStyle::Body.resolve(ui.style());
        let height = font.size * 4.6;
        let (response, painter) = ui.allocate_painter(vec2(ui.available_width(), height), Sense::hover());
        let area = response.rect.shrink2(vec2(48.0, font.size * 1.7));
        let colour = ui.visuals().widgets.noninteractive.fg_stroke.color;
        painter.hline(area.x_range(), area.bottom(), Stroke::new(1.0, colour));
        Self { painter, area, ends, font, colour, written: Vec::new() }
    }

    /// Where zero is, once everything else is drawn: named unless something else is written there.
    fn zero(&self) {
        let (x, colour) = (self.x(0.0), self.colour);
        self.painter.vline(x, self.area.y_range().expand(2.0), Stroke::new(1.0, colour));
        let galley = self.painter.layout_no_wrap("0".to_owned(), self.font.clone(), colour);
        let place = Align2::CENTER_TOP.anchor_size(pos2(x, self.area.bottom() + 5.0), galley.size());
        if !self.written.iter().any(|other| other.expand(3.0).intersects(place)) {
            self.painter.galley(place.min, galley, colour);
        }
    }

    fn x(&self, value: f32) -> f32 {
        let share = (value - self.ends[0]) / (self.ends[1] - self.ends[0]);
        self.area.left() + share.clamp(0.0, 1.0) * self.area.width()
    }

    fn stretch(&self, from: f32, to: f32, colour: Color32) {
        let (from, to) = (self.x(from), self.x(to));
        let bar = Rect::from_two_pos(pos2(from, self.area.top()), pos2(to, self.area.bottom()));
        self.painter.rect_filled(bar, 2, colour);
    }

    /// A text in a stretch, where it has room.
    fn inside(&self, [from, to]: [f32; 2], text: &str, colour: Color32) {
        let galley = self.painter.layout_no_wrap(text.to_owned(), self.font.clone(), colour);
        let at = pos2(f32::midpoint(self.x(from), self.x(to)), self.area.center().y);
        if galley.size().x + 8.0 < (self.x(to) - self.x(from)).abs() {
            self.painter.galley(Align2::CENTER_CENTER.anchor_size(at, galley.size()).min, galley, colour);
        }
    }

    /// A mark with its text below or above the line.
    fn mark(&mut self, value: f32, text: &str, colour: Color32, is_below: bool) {
        let x = self.x(value);
        self.painter.vline(x, self.area.y_range().expand(4.0), Stroke::new(2.0, colour));
        let (y, align) = match is_below {
            true => (self.area.bottom() + 5.0, Align2::CENTER_TOP),
            false => (self.area.top() - 5.0, Align2::CENTER_BOTTOM),
        };
        self.written.push(self.painter.text(pos2(x, y), align, text, self.font.clone(), colour));
    }
}
