//! Why one action and not another: what network and exact optimum say of all actions and of two of them, and which obstacle makes the
//! difference.

use bevy_egui::egui::{
    Align2, Button, Color32, Grid, Label, ProgressBar, Rect, RichText, ScrollArea, Sense, Stroke, TextStyle, Ui,
    WidgetType, pos2, vec2,
};

use super::{LensCommand, OptimumView, ShownTick, WhyView, card::opening};
use crate::{
    gridworld::Action,
    learning::ActionValues,
    lens::{ActionComparison, ActionDifference, in_brackets, number},
    panels::{KeyAction, LensKey, Look, action_icon, named, numbers},
};

/// Obstacles whose effects are drawn: those with the largest.
const ROWS: usize = 6;

/// The colours of the two actions, and of their ways on the board.
pub(super) fn colours(look: Look<'_>) -> [Color32; 2] {
    let p = &look.theme.palette;
    [p.accent, p.series[2]]
}

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, asked: &mut Vec<LensCommand>) {
    let WhyView { comparison, optimum, agreement } = shown.why;
    let Some(comparison) = comparison else {
        ui.label(look.soft(look.t("why-working")));
        return;
    };
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        actions(ui, look, comparison, asked);
        ui.add_space(10.0);
        match (&comparison.truth, optimum) {
            (Some(_), _) => {}
            (None, OptimumView::Solving(share)) => {
                ui.label(look.soft(look.t("why-solving")));
                ui.add_sized(vec2(220.0, 14.0), ProgressBar::new(share));
            }
            (None, OptimumView::Refused(reason)) => {
                let reason = look.texts.finding(reason);
                let said = look.texts.t_with("why-no-optimum", &[("reason", reason.into())]);
                ui.add(Label::new(look.soft(said)).wrap());
            }
            (None, OptimumView::Known) => _ = ui.label(look.soft(look.t("why-working"))),
        }
        effects(ui, look, comparison);
        if let Some(agreement) = agreement {
            ui.add_space(8.0);
            let said = [
                ("states", agreement.states.into()),
                ("compared", agreement.compared.into()),
                ("agreeing", agreement.agreeing.into()),
            ];
            ui.add(Label::new(look.soft(look.texts.t_with("why-agreement", &said))).wrap());
        }
    });
}

/// All actions with what is said of them; two of them are chosen.
fn actions(ui: &mut Ui, look: Look<'_>, comparison: &ActionComparison, asked: &mut Vec<LensCommand>) {
    let colours = colours(look);
    let is_policy = comparison.kind == ActionValues::Probabilities;
    let truth = comparison.truth.as_ref();
    ui.spacing_mut().item_spacing.y = 3.0;
    Grid::new("why_actions").num_columns(5).spacing(vec2(12.0, 4.0)).show(ui, |ui| {
        ui.label("");
        ui.label("");
        ui.label("");
        ui.label(look.soft(look.t(if is_policy { "why-preference" } else { "why-network" })));
        ui.label(look.soft(look.t("why-optimum")));
        ui.end_row();
        for action in Action::ALL {
            for (place, key) in [LensKey::This, LensKey::That].into_iter().enumerate() {
                let is_chosen = comparison.actions[place] == action;
                let letter = RichText::new(["A", "B"][place]).strong();
                let letter = if is_chosen { letter.color(look.theme.palette.base) } else { letter };
                let button =
                    Button::new(letter).fill(if is_chosen { colours[place] } else { look.theme.palette.widget });
                let name = look
                    .texts
                    .t_with(["why-choose-this", "why-choose-that"][place], &[("action", look.t(action.key()).into())]);
                let response = ui.add_enabled(comparison.actions[1 - place] != action, button.selected(is_chosen));
                let hint = look.key(ui, KeyAction::Lens(key));
                if named(response, WidgetType::Button, true, &name, &hint).clicked() {
                    let mut actions = comparison.actions;
                    actions[place] = action;
                    asked.push(LensCommand::Compare(actions));
                }
            }
            ui.label(format!("{} {}", action_icon(action), look.t(action.key())));
            ui.label(numbers::signed(comparison.network.all[action.index()].into(), 3));
            ui.label(truth.map_or_else(String::new, |truth| numbers::signed(truth.all[action.index()].into(), 3)));
            ui.end_row();
        }
    });
}

/// How much each obstacle counts for the difference: the largest, in the level's order.
fn effects(ui: &mut Ui, look: Look<'_>, comparison: &ActionComparison) {
    let p = &look.theme.palette;
    let of = |difference: Option<&ActionDifference>, obstacle: usize| {
        let mut effects = difference.into_iter().flat_map(|difference| &difference.obstacles);
        effects.find(|effect| effect.obstacle == obstacle).map(|effect| effect.effect as f32)
    };
    let truth = comparison.truth.as_ref();
    let both = |obstacle| [of(Some(&comparison.network), obstacle), of(truth, obstacle)];
    let size = |obstacle| both(obstacle).into_iter().flatten().fold(0.0_f32, |most, effect| most.max(effect.abs()));
    let mut obstacles: Vec<usize> = comparison.network.obstacles.iter().map(|effect| effect.obstacle).collect();
    if obstacles.is_empty() {
        return;
    }
    obstacles.sort_by(|one, other| size(*other).total_cmp(&size(*one)));
    obstacles.truncate(ROWS);
    obstacles.sort_unstable();
    ui.add_space(10.0);
    ui.add(Label::new(look.soft(look.t("why-effects"))).wrap());
    let colours = [p.series[0], p.series[1]];
    let largest = [Some(&comparison.network), truth].map(|difference| Some(difference?.largest()?.obstacle));
    // A bar fills its half where the effect is as large as the difference, or as the largest effect where that is more.
    let differences = [Some(comparison.network.value), truth.map(|truth| truth.value)];
    let mut most = [0, 1].map(|of| {
        let of_all = obstacles.iter().filter_map(|obstacle| both(*obstacle)[of]);
        let difference = differences[of].unwrap_or_default() as f32;
        of_all.chain([difference]).fold(1e-6_f32, |most, effect| most.max(effect.abs()))
    });
    // Returns and what is expected of them are of one kind; preferences are not.
    if comparison.kind == ActionValues::Q {
        most = [most[0].max(most[1]); 2];
    }
    let font = TextStyle::Body.resolve(ui.style());
    let row = |ui: &mut Ui| ui.allocate_painter(vec2(ui.available_width(), font.size * 1.7), Sense::hover());
    let columns = |rect: Rect| (rect.left() + font.size * 6.5, (rect.width() - font.size * 6.5) / 2.0);
    let (response, painter) = row(ui);
    let (left, half) = columns(response.rect);
    for (place, (head, difference)) in ["why-for-network", "why-in-truth"].into_iter().zip(differences).enumerate() {
        let Some(difference) = difference else { continue };
        let at = pos2(left + half * place as f32, response.rect.center().y);
        let said = look.texts.t_with(head, &[("difference", numbers::short(difference).into())]);
        painter.text(at, Align2::LEFT_CENTER, said, font.clone(), p.text_soft);
    }
    for obstacle in obstacles {
        let (response, painter) = row(ui);
        let rect = response.rect;
        let name = look.texts.t_with("why-obstacle", &[("number", (obstacle + 1).into())]);
        painter.text(rect.left_center(), Align2::LEFT_CENTER, name, font.clone(), p.text);
        let (left, half) = columns(rect);
        for (place, effect) in both(obstacle).into_iter().enumerate() {
            let Some(effect) = effect else { continue };
            let from = left + half * place as f32;
            let track = Rect::from_x_y_ranges(
                from..=from + half - font.size * 5.2,
                rect.center().y - font.size * 0.35..=rect.center().y + font.size * 0.35,
            );
            let middle = track.center().x;
            let end = middle + effect / most[place] * track.width() / 2.0;
            painter.rect_filled(track, 2, p.base);
            painter.rect_filled(
                Rect::from_two_pos(pos2(middle, track.top()), pos2(end, track.bottom())),
                2,
                colours[place],
            );
            painter.vline(middle, track.y_range(), Stroke::new(1.0, p.outline));
            let is_largest = largest[place] == Some(obstacle);
            let font = if is_largest { look.strong_font(ui) } else { font.clone() };
            let at = pos2(track.right() + 6.0, rect.center().y);
            painter.text(
                at,
                Align2::LEFT_CENTER,
                numbers::short(effect.into()),
                font,
                if is_largest { p.text } else { p.text_soft },
            );
        }
    }
}

/// The card of the comparison: the difference between the two, and what the obstacle that counts most adds to it.
pub(super) fn difference(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, asked: &mut Vec<LensCommand>) {
    let Some(comparison) = shown.why.comparison else { return };
    look.card(ui, |ui| {
        let is_policy = comparison.kind == ActionValues::Probabilities;
        let heads = [
            (if is_policy { "why-preference" } else { "why-network" }, Some(&comparison.network), true),
            ("why-optimum", comparison.truth.as_ref(), false),
        ];
        for (head, difference, is_of_network) in heads {
            let Some(difference) = difference else { continue };
            ui.label(RichText::new(look.t(head)).font(look.strong_font(ui)));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.label(RichText::new("A − B = ").monospace());
                for (place, value) in difference.values.into_iter().enumerate() {
                    let output = is_of_network.then(|| shown.lens.output_of(comparison.actions[place]));
                    opening(ui, look, &in_brackets(value), output, asked);
                    let sign =
                        if place == 0 { " − ".to_owned() } else { format!(" = {}", number(difference.value as f32)) };
                    ui.label(RichText::new(sign).monospace());
                }
            });
            if let Some(largest) = difference.largest() {
                let said = [("obstacle", (largest.obstacle + 1).into()), ("cells", largest.cells.into())];
                let key = if is_of_network { "why-effect-network" } else { "why-effect-truth" };
                ui.add(Label::new(look.soft(look.texts.t_with(key, &said))).wrap());
                let [with, without, effect] =
                    [difference.value, largest.without, largest.effect].map(|number| number as f32);
                let worked = format!("{} − {} = {}", number(with), in_brackets(without), number(effect));
                ui.add(Label::new(RichText::new(worked).monospace()).wrap());
            }
            ui.add_space(8.0);
        }
    });
}
