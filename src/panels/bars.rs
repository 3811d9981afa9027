//! The five actions with their Q-values or probabilities as bars: for the decision panel, and for what others think in a match.

use bevy_egui::egui::{
    self, Align2, Color32, CornerRadius, Rect, Sense, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2,
};
use egui_phosphor::regular as icon;

use super::{Look, numbers};
use crate::{gridworld::Action, theme::mix};

/// What a network says to the five actions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bars<'a> {
    /// Q-values or probabilities, by the actions' numbers.
    pub values: &'a [f32; Action::COUNT],
    /// Whether they are probabilities.
    pub probabilities: bool,
    /// The action that was taken, where one is to be marked.
    pub chosen: Option<Action>,
    /// Of the bars above zero.
    pub colour: Color32,
    /// Of those below zero.
    pub below: Color32,
}

impl Bars<'_> {
    /// Draws a bar for each action.
    pub fn ui(&self, ui: &mut Ui, look: Look<'_>) {
        let best = best(self.values);
        let scale = Scale::of(self.values, self.probabilities);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for action in Action::ALL {
                bar(ui, look, self, action, best == Some(action), scale);
            }
        });
    }
}

/// The action of the highest value; none where a value is not a number.
fn best(values: &[f32; Action::COUNT]) -> Option<Action> {
    if values.iter().any(|value| value.is_nan()) {
        return None;
    }
    Action::ALL.into_iter().reduce(
        |best, other| {
            if values[other.index()] > values[best.index()] { other } else { best }
        },
    )
}

/// From which to which value the bars reach; zero is always among them.
#[derive(Clone, Copy)]
struct Scale {
    low: f32,
    high: f32,
}

impl Scale {
    fn of(values: &[f32], probabilities: bool) -> Self {
        if probabilities {
            return Self { low: 0.0, high: 1.0 };
        }
        let finite = || values.iter().copied().filter(|value| value.is_finite());
        // A small stretch at least, so that values of an untrained network do not look large.
        Self { low: finite().fold(0.0, f32::min), high: finite().fold(0.1, f32::max) }
    }

    /// Where a value lies, 0 to 1.
    fn share(self, value: f32) -> f32 {
        if value.is_finite() { ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0) } else { 0.0 }
    }
}

fn bar(ui: &mut Ui, look: Look<'_>, bars: &Bars<'_>, action: Action, best: bool, scale: Scale) {
    let p = &look.theme.palette;
    let value = bars.values[action.index()];
    let chosen = bars.chosen == Some(action);
    let size = look.size(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size * 1.55), Sense::hover());
    let painter = ui.painter_at(rect.expand(2.0));
    if chosen {
        painter.rect(rect, CornerRadius::same(5), p.widget, Stroke::new(1.4, p.accent), StrokeKind::Inside);
    }
    let font = TextStyle::Body.resolve(ui.style());
    let ink = if chosen { p.text } else { p.text_soft };
    let name = look.t(action.key());
    painter.text(rect.left_center() + vec2(7.0, 0.0), Align2::LEFT_CENTER, action_icon(action), font.clone(), ink);
    painter.text(rect.left_center() + vec2(10.0 + size * 1.3, 0.0), Align2::LEFT_CENTER, name, font, ink);

    let written =
        if bars.probabilities { numbers::percent(f64::from(value)) } else { numbers::signed(f64::from(value), 3) };
    let number_font = if best { look.strong_font(ui) } else { TextStyle::Body.resolve(ui.style()) };
    painter.text(
        rect.right_center() - vec2(7.0, 0.0),
        Align2::RIGHT_CENTER,
        &written,
        number_font,
        if best { p.text } else { ink },
    );

    let track = Rect::from_min_max(
        pos2(rect.left() + size * 5.6, rect.center().y - size * 0.32),
        pos2(rect.right() - size * 5.2, rect.center().y + size * 0.32),
    );
    if track.width() > 8.0 {
        let x = |share: f32| egui::lerp(track.x_range(), share);
        let (zero, end) = (x(scale.share(0.0)), x(scale.share(value)));
        painter.rect_filled(track, CornerRadius::same(3), p.base);
        let filled = Rect::from_x_y_ranges(zero.min(end)..=zero.max(end).max(zero.min(end) + 1.0), track.y_range());
        let colour = if chosen || bars.chosen.is_none() { bars.colour } else { mix(p.panel, bars.colour, 0.55) };
        painter.rect_filled(
            filled,
            CornerRadius::same(3),
            if value < 0.0 { mix(p.panel, bars.below, if chosen { 1.0 } else { 0.6 }) } else { colour },
        );
        painter.vline(zero, track.expand(1.0).y_range(), Stroke::new(1.0, p.outline));
    }
    let said = look.texts.t_with(
        if chosen { "decision-bar-chosen" } else { "decision-bar" },
        &[("action", name.into()), ("value", written.into())],
    );
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, &said));
    response.on_hover_text(said);
}

/// The arrow of an action.
pub(super) const fn action_icon(action: Action) -> &'static str {
    match action {
        Action::Up => icon::ARROW_UP,
        Action::Down => icon::ARROW_DOWN,
        Action::Right => icon::ARROW_RIGHT,
        Action::Left => icon::ARROW_LEFT,
        Action::Stay => icon::DOT_OUTLINE,
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, Scale, best};

    #[test]
    fn the_best_action_is_the_first_of_the_highest_and_none_where_a_value_is_no_number() {
        assert_eq!(best(&[0.0, 0.5, 0.5, -1.0, 0.2]), Some(Action::Down));
        assert_eq!(best(&[0.0, f32::NAN, 0.5, -1.0, 0.2]), None);
    }

    #[test]
    fn bars_start_at_zero_whatever_the_signs() {
        let scale = Scale::of(&[-1.0, 0.5, f32::NAN], false);
        assert!((scale.share(0.0) - 2.0 / 3.0).abs() < 1e-6);
        assert_eq!((scale.share(-1.0), scale.share(0.5)), (0.0, 1.0));
        assert_eq!(Scale::of(&[0.2, 0.8], true).share(0.5), 0.5);
    }
}
