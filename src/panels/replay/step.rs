//! What everybody did in the step that is shown, and what is known of the replay as a whole.

use std::sync::Arc;

use bevy_egui::egui::{Label, RichText, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{ReplayCommand, ShownView};
use crate::{
    learning::{ActionValues, Algorithm},
    panels::{Bars, KeyAction, Look, ReplayKey, numbers, versus::mark},
    replay::{Player, Replay},
};

/// Draws the step, then the facts; returns what was asked for.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &ShownView<'_>) -> Option<ReplayCommand> {
    let place = look.texts.t_with(
        "replay-step-of",
        &[
            ("step", numbers::whole(view.player.position() as u64).into()),
            ("steps", numbers::whole(view.player.len() as u64).into()),
        ],
    );
    look.heading(ui, icon::LIGHTBULB, &place).on_hover_text(look.t("replay-step-help"));
    if let Some((said, _)) = &view.difference {
        look.card(ui, |ui| {
            let text = format!("{}  {said}", icon::WARNING);
            ui.add(Label::new(RichText::new(text).color(look.theme.palette.error)).wrap());
        });
    }
    if view.player.position() == 0 {
        ui.label(look.soft(look.t("replay-at-start")));
    }
    for number in 0..view.player.replay().header.seats.len() {
        ui.push_id(number, |ui| seat_ui(ui, look, number, view.player));
        ui.add_space(8.0);
    }
    let asked = inspect(ui, look, view);
    ui.add_space(8.0);
    look.heading(ui, icon::FILM_STRIP, look.t("replay-about"));
    ui.add(Label::new(RichText::new(&view.title).font(look.strong_font(ui))).wrap());
    let names = look.size(ui) * 6.5;
    for (name, value) in &view.facts {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().interact_size.y = 0.0;
            ui.allocate_ui(vec2(names, 0.0), |ui| {
                ui.set_min_width(names);
                ui.add(Label::new(look.soft(name)).wrap());
            });
            ui.vertical(|ui| ui.add(Label::new(value).wrap()));
        });
    }
    asked
}

/// The way into the step: each of its numbers. Where there is none, why.
fn inspect(ui: &mut Ui, look: Look<'_>, view: &ShownView<'_>) -> Option<ReplayCommand> {
    let hint =
        view.no_lens.map_or_else(|| look.key(ui, KeyAction::Replay(ReplayKey::Inspect)), |no| look.t(no).to_owned());
    let button = ui.add_enabled_ui(view.no_lens.is_none(), |ui| {
        look.button(ui, icon::MAGNIFYING_GLASS, look.t("lens-open"), &hint).on_disabled_hover_text(&hint)
    });
    button.inner.clicked().then_some(ReplayCommand::Inspect)
}

/// What a seat did in the step that led here. Who steers obstacles is not paid.
fn seat_ui(ui: &mut Ui, look: Look<'_>, number: usize, player: &Player<Arc<Replay>>) {
    let p = &look.theme.palette;
    let (header, last) = (&player.replay().header, player.last());
    let seat = &header.seats[number];
    let made = last.zip(seat.agent);
    let steered = last.filter(|_| seat.agent.is_none()).and_then(|step| step.steering.first());
    let action = made.map(|(step, agent)| step.actions[agent]).or(steered.map(|order| order.direction));
    let decision = last.and_then(|step| *step.decisions.get(number)?);
    let probabilities = seat.values == Some(ActionValues::Probabilities);
    ui.horizontal_wrapped(|ui| {
        mark::mark(ui, look, number);
        ui.label(RichText::new(Algorithm::title_of(&seat.name)).font(look.strong_font(ui)));
        if header.summary.winner == Some(number) {
            ui.label(RichText::new(icon::TROPHY).color(p.goal_line)).on_hover_text(look.t("replay-won"));
        }
        if let Some(decision) = decision {
            let (badge, colour, help) = match (probabilities, decision.greedy) {
                (false, true) => ("decision-greedy", p.good, "decision-greedy-help"),
                (false, false) => ("decision-explored", p.warning, "decision-explored-help"),
                (true, true) => ("decision-likeliest", p.good, "decision-likeliest-help"),
                (true, false) => ("decision-drawn", p.warning, "decision-drawn-help"),
            };
            look.badge(ui, look.t(badge), colour).on_hover_text(look.t(help));
        }
    });
    match (decision, action) {
        (Some(decision), action) => {
            let bars = Bars {
                values: &decision.values,
                probabilities,
                chosen: action,
                colour: mark::colour(look, number),
                below: look.theme.palette.obstacle,
            };
            bars.ui(ui, look);
        }
        (None, Some(action)) => {
            let action = look.t(action.key());
            ui.label(look.texts.t_with("replay-did", &[("action", action.into())]));
        }
        (None, None) => {}
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        if let Some((_, agent)) = made {
            let reward = numbers::signed(f64::from(player.outcomes()[agent].reward), 2);
            figure(ui, look, "replay-reward", &reward, "replay-reward-help");
        }
        if let Some(error) = decision.and_then(|decision| decision.td_error) {
            figure(ui, look, "marker-surprise", &numbers::signed(f64::from(error), 3), "marker-surprise-help");
        }
        let Some(score) = seat.agent.map(|agent| player.scores()[agent]) else { return };
        let total = numbers::signed(f64::from(score.episode_return), 2);
        figure(ui, look, "replay-return", &total, "replay-return-help");
        if score.hits > 0 {
            figure(ui, look, "score-hits", &score.hits.to_string(), "marker-hit-help");
        }
        if score.goals > 0 {
            figure(ui, look, "score-goals", &score.goals.to_string(), "marker-goal-help");
        }
    });
}

/// A small name and its figure.
fn figure(ui: &mut Ui, look: Look<'_>, name: &str, value: &str, help: &str) {
    let response = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(look.small(look.t(name)));
        ui.label(RichText::new(value).font(look.strong_font(ui)));
    });
    response.response.on_hover_text(look.t(help));
}
