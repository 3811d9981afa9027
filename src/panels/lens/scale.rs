//! Numbers on a line: the draw against epsilon or on the cumulated probabilities, Q(s, a) and its target, the parts of a reward.

use bevy_egui::egui::{Align2, Color32, FontId, Painter, Rect, Sense, Stroke, TextStyle, Ui, pos2, vec2};

use super::{ShownTick, words};
use crate::{
    gridworld::Action,
    learning::{ActionValues, Draw},
    lens::StopKind,
    panels::{Look, bars::Bars, numbers},
    theme::mix,
};

/// How the action was drawn.
pub(super) fn draw(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>) {
    let p = &look.theme.palette;
    let decision = shown.lens.decision();
    let line = Line::new(ui, [0.0, 1.0]);
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
                if to - from > 0.08 {
                    line.inside(f32::midpoint(from, *to), &words::action_name(look, action), p.text);
                }
                from = *to;
            }
            line.mark(*number, &format!("u = {}", numbers::short((*number).into())), p.accent, false);
        }
    }
    ui.add_space(12.0);
    let probabilities = shown.lens.trace.setup.algorithm.action_values() == ActionValues::Probabilities;
    let values = match &decision.draw {
        Draw::Probabilities { probabilities, .. } => probabilities,
        Draw::EpsilonGreedy { .. } => &decision.outputs,
    };
    Bars { values, probabilities, chosen: Some(decision.action), colour: p.accent }.ui(ui, look);
}

/// Q(s, a), what it is moved towards, and where it came to.
pub(super) fn target(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>) {
    let p = &look.theme.palette;
    let Some(step) = shown.lens.learned_step() else { return };
    let action = words::action_name(look, step.action);
    let reward = step.outcome.reward;
    let all = [step.value, step.target, step.value_after, reward, 0.0];
    let least = all.into_iter().fold(f32::INFINITY, f32::min);
    let most = all.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let room = ((most - least) * 0.12).max(1e-3);
    ui.label(look.texts.t_with("lens-target-picture", &[("action", action.into())]));
    let written = |number: f32| numbers::signed(number.into(), 4);
    let line = Line::new(ui, [least - room, most + room]);
    line.stretch(step.value, step.target, mix(p.panel, p.accent, 0.35));
    line.mark(step.value, &format!("Q {}", written(step.value)), p.text, true);
    line.mark(step.target, &format!("y {}", written(step.target)), p.good, false);
    let line = Line::new(ui, [least - room, most + room]);
    line.stretch(0.0, reward, mix(p.panel, p.series[1], 0.5));
    line.stretch(reward, step.target, mix(p.panel, p.series[2], 0.5));
    line.mark(reward, &format!("r {}", written(reward)), p.text, true);
    line.mark(step.target, &format!("y {}", written(step.target)), p.good, false);
    // Nobody knows before the weights have moved.
    if shown.stop().kind != StopKind::ValueAfter {
        return;
    }
    let line = Line::new(ui, [least - room, most + room]);
    line.stretch(step.value, step.value_after, mix(p.panel, p.accent, 0.6));
    line.mark(step.value, &format!("Q {}", written(step.value)), p.text, true);
    line.mark(step.value_after, &format!("{} {}", look.t("lens-after"), written(step.value_after)), p.accent, false);
}

/// The reward by its parts.
pub(super) fn reward(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>) {
    let p = &look.theme.palette;
    let parts = &shown.lens.board().step.agents[0].reward;
    let report = &shown.lens.board().report;
    let pieces = [
        ("lens-step-reward", parts.step, p.text_soft),
        ("lens-hits-reward", parts.hit * parts.hits as f32, p.hit),
        ("lens-goal-reward", parts.goal, p.goal),
    ];
    let ends = |numbers: &[f32]| {
        let least = numbers.iter().copied().fold(0.0_f32, f32::min);
        let most = numbers.iter().copied().fold(0.0_f32, f32::max);
        let room = ((most - least) * 0.15).max(0.05);
        [least - room, most + room]
    };
    for (key, value, colour) in pieces {
        ui.label(look.t(key));
        let line = Line::new(ui, ends(&[parts.step, parts.hit * parts.hits as f32, parts.goal, parts.value]));
        line.stretch(0.0, value, colour);
        line.mark(value, &numbers::signed(value.into(), 3), p.text, false);
    }
    ui.label(look.t("lens-return-after"));
    let line = Line::new(ui, ends(&[report.return_before, report.return_after]));
    line.stretch(0.0, report.return_before, mix(p.panel, p.text_soft, 0.5));
    line.stretch(report.return_before, report.return_after, mix(p.panel, p.accent, 0.6));
    line.mark(report.return_after, &numbers::signed(report.return_after.into(), 3), p.accent, false);
}

/// A line with numbers on it.
struct Line {
    painter: Painter,
    area: Rect,
    ends: [f32; 2],
    font: FontId,
}

impl Line {
    fn new(ui: &mut Ui, ends: [f32; 2]) -> Self {
        let font = TextStyle::Body.resolve(ui.style());
        let height = font.size * 4.6;
        let (response, painter) = ui.allocate_painter(vec2(ui.available_width(), height), Sense::hover());
        let area = response.rect.shrink2(vec2(48.0, font.size * 1.7));
        let colour = ui.visuals().widgets.noninteractive.fg_stroke.color;
        painter.hline(area.x_range(), area.bottom(), Stroke::new(1.0, colour));
        let line = Self { painter, area, ends, font };
        if ends[0] < 0.0 && ends[1] > 0.0 {
            let zero = line.x(0.0);
            line.painter.vline(zero, area.y_range(), Stroke::new(1.0, colour.gamma_multiply(0.5)));
        }
        line
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

    fn inside(&self, value: f32, text: &str, colour: Color32) {
        let at = pos2(self.x(value), self.area.center().y);
        self.painter.text(at, Align2::CENTER_CENTER, text, self.font.clone(), colour);
    }

    /// A mark with its text below or above the line.
    fn mark(&self, value: f32, text: &str, colour: Color32, is_below: bool) {
        let x = self.x(value);
        self.painter.vline(x, self.area.y_range().expand(4.0), Stroke::new(2.0, colour));
        let (y, align) = match is_below {
            true => (self.area.bottom() + 5.0, Align2::CENTER_TOP),
            false => (self.area.top() - 5.0, Align2::CENTER_BOTTOM),
        };
        self.painter.text(pos2(x, y), align, text, self.font.clone(), colour);
    }
}
