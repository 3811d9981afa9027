//! What came of a match: who won, every round with returns and regrets, ratings, and what the learner has made of it.

use bevy_egui::egui::{Align, Button, Frame, Label, Layout, Margin, Panel, Response, RichText, ScrollArea, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{
    ResultView, VersusCommand, VersusView, banner, ghost, keyed::Keyed, ladder, lesson, mark, practice,
    pupil::PupilDraft, records,
};
use crate::{
    arena::versus::{How, MatchMode, OptimalRound, Round, SeatRound},
    panels::{Look, VersusKey, look::name_node, numbers},
    records::Standing,
};

/// Draws the result into all the room that `ui` has, with its buttons below.
pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    all: &VersusView<'_>,
    view: &ResultView<'_>,
    pupil: &mut PupilDraft,
) -> Vec<VersusCommand> {
    let mut commands = Vec::new();
    let edge = Frame::new().inner_margin(Margin::symmetric(10, 8));
    Panel::bottom("versus_after").frame(edge).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            if Keyed::new(icon::REPEAT, "rematch", VersusKey::Begin).primary(ui, look, 0.0) {
                commands.push(VersusCommand::Rematch);
            }
            let has_pupil = view.pupil.as_ref().is_some_and(|pupil| pupil.progress.is_none() && pupil.taught.is_some());
            if has_pupil && Keyed::new(icon::STUDENT, "pupil-play", VersusKey::Pupil).primary(ui, look, 0.0) {
                commands.push(VersusCommand::PlayPupil);
            }
            // A step that is looked at goes away first.
            let key = view.lessons.looked_at.is_none().then_some(VersusKey::Back);
            if (Keyed { sign: icon::SLIDERS_HORIZONTAL, text: "versus-change", key }).ui(ui, look) {
                commands.push(VersusCommand::Leave);
            }
        });
    });
    ScrollArea::vertical().id_salt("versus_result").auto_shrink([false, false]).show(ui, |ui| {
        edge.show(ui, |ui| {
            banner::headline(ui, look, view.winner, &view.text);
            if let Some(rating) = view.rating {
                let reason = ladder::reason(all.ladder, all.records.standing, look.texts);
                rating_ui(ui, look, all.records.standing, rating).on_hover_text(reason.unwrap_or_default());
            }
            ui.add_space(6.0);
            look.heading(ui, icon::LIST_NUMBERS, look.t("rounds-title")).on_hover_text(look.t("rounds-help"));
            for (number, round) in view.rounds.iter().enumerate() {
                ui.push_id(("round", number), |ui| {
                    round_ui(ui, look, view, number, round, &mut commands);
                });
            }
            // Where there is no optimum, none is spoken of.
            let paths = if view.has_optimum(view.shown_round) { "rounds-paths" } else { "rounds-paths-alone" };
            // A step that is looked at has ways of its own there.
            if view.lessons.looked_at.is_none() {
                ui.label(look.small(look.t(paths)));
            }
            for practised in &view.practised {
                ui.add_space(6.0);
                ui.push_id(("practised", practised.number), |ui| {
                    commands.extend(practice::ui(ui, look, practised, view.watching.is_some()));
                });
            }
            if let Some(view_of_pupil) = &view.pupil {
                ui.add_space(6.0);
                commands.extend(pupil.ui(ui, look, view_of_pupil, view.is_lost()));
            }
        });
    });
    commands
}

/// What the match has done to the rating.
fn rating_ui(ui: &mut Ui, look: Look<'_>, standing: &Standing, [before, after]: [f32; 2]) -> Response {
    let p = &look.theme.palette;
    let change = f64::from(after) - f64::from(before);
    let colour = if change >= 0.0 { p.good } else { p.error };
    ui.horizontal_wrapped(|ui| {
        ui.label(look.soft(look.t("records-mine"))).on_hover_text(look.t("records-mine-help"));
        let rating = numbers::real(f64::from(after), 0);
        ui.label(RichText::new(rating).font(look.strong_font(ui)));
        ui.label(RichText::new(numbers::signed(change, 0)).color(colour));
        records::provisional(ui, look, standing);
    })
    .response
}

/// A round: a line that lays its paths over the board, with everybody's return, and a table where it lies there.
fn round_ui(
    ui: &mut Ui,
    look: Look<'_>,
    view: &ResultView<'_>,
    number: usize,
    round: &Round,
    commands: &mut Vec<VersusCommand>,
) {
    let is_shown = number == view.shown_round;
    let how = round.end.map(|end| look.t(end.key(round))).unwrap_or_default();
    let title = look.texts.t_with("round-title", &[("round", (number + 1).into()), ("text", how.into())]);
    let row = vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        let (figures, name) = figures(look, view.mode, round);
        ui.label(look.small(figures)).on_hover_text(look.t(name));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if let Some(seat) = round.end.and_then(|end| end.winner) {
                mark::mark(ui, look, seat);
            }
            let button = Button::selectable(is_shown, &title).frame_when_inactive(true).truncate();
            let response = ui.add(button);
            name_node(ui, &response, &title);
            if response.on_hover_text(&title).clicked() && !is_shown {
                commands.push(VersusCommand::ShowRound(number));
            }
        });
    });
    if is_shown {
        if matches!(view.mode, MatchMode::Hunt { .. }) {
            hunt_ui(ui, look, view, round);
        } else {
            table_ui(ui, look, view, round, view.optimal.get(number).map_or(&[], Vec::as_slice));
        }
        if let Some(ghost) = &view.ghost {
            ui.label(look.soft(format!("{}  {}", icon::GHOST, ghost.name)));
            ghost::lines(ui, look, ghost, look.size(ui));
        }
        commands.extend(lesson::ui(ui, look, view.lessons));
        ui.add_space(4.0);
    }
}

/// What decides a round: of a hunt the step in which it ended; else by seat returns where points count, or the step on
/// the goal and the hits. And what that is called.
fn figures(look: Look<'_>, mode: MatchMode, round: &Round) -> (String, &'static str) {
    let written = |figure: fn(&SeatRound) -> String| round.seats.iter().map(figure).collect::<Vec<_>>().join(" / ");
    let race = |seat: &SeatRound| {
        let step = seat.goal_step.map_or_else(|| "–".to_owned(), |step| step.to_string());
        format!("{step} {}{}", icon::LIGHTNING, seat.hits)
    };
    match mode {
        MatchMode::Race => (written(race), "result-race"),
        MatchMode::Score { .. } => (written(|seat| signed(seat.episode_return)), "result-return"),
        MatchMode::Hunt { .. } => (at_step(look, round.steps), "result-hunt"),
    }
}

/// Who hunted whom, and whether and when the runner was caught: rewards and goals decide nothing in a hunt.
fn hunt_ui(ui: &mut Ui, look: Look<'_>, view: &ResultView<'_>, round: &Round) {
    for (seat, (player, role)) in view.players.iter().zip(["seat-hunter", "seat-runner"]).enumerate() {
        ui.horizontal(|ui| {
            mark::mark(ui, look, seat);
            ui.label(look.soft(look.t(role)));
            ui.add(Label::new(&player.name).truncate());
        });
    }
    let key = match round.end.map(|end| end.how) {
        Some(How::Caught) => "result-caught",
        Some(How::Escaped) => "result-escaped",
        Some(How::TimeUp) => "result-time-up",
        Some(How::AllOut) => "result-met-another",
        _ => "result-given-up",
    };
    ui.label(look.texts.t_with(key, &[("step", round.steps.into())]));
}

/// What everybody did in a round, and what the optimum would have got: a line of figures under each name.
fn table_ui(ui: &mut Ui, look: Look<'_>, view: &ResultView<'_>, round: &Round, optimal: &[Option<OptimalRound>]) {
    let compares = optimal.iter().any(Option::is_some);
    let is_by_points = matches!(view.mode, MatchMode::Score { .. });
    let columns = ["result-return", "result-regret", "result-steps", "score-hits", "score-goals"];
    // In a race returns decide nothing, and could contradict who has won.
    let is_told = |name: &&str| match *name {
        "result-return" | "score-goals" => is_by_points,
        "result-regret" => compares,
        _ => true,
    };
    let columns: Vec<_> = columns.into_iter().filter(is_told).collect();
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.columns(columns.len(), |cells| {
        for (cell, name) in cells.iter_mut().zip(&columns) {
            cell.add(Label::new(look.small(look.t(name))).wrap());
        }
    });
    for (number, (player, row)) in view.players.iter().zip(&round.seats).enumerate() {
        ui.horizontal(|ui| {
            mark::mark(ui, look, number);
            ui.add(Label::new(&player.name).truncate());
        });
        let regret = optimal.get(number).and_then(Option::as_ref).map_or_else(
            || "–".to_owned(),
            |optimal| numbers::real(f64::from(optimal.episode_return - row.episode_return), 2),
        );
        ui.columns(columns.len(), |cells| {
            for (cell, name) in cells.iter_mut().zip(&columns) {
                match *name {
                    "result-return" => cell.label(signed(row.episode_return)),
                    "result-regret" => cell.label(&regret).on_hover_text(look.t("result-regret-help")),
                    "result-steps" => cell.label(row.actions.len().to_string()),
                    "score-hits" => cell.label(row.hits.to_string()),
                    _ => cell.label(row.goals.to_string()),
                };
            }
        });
    }
    optimum_ui(ui, look, optimal, is_by_points);
}

/// When something happened.
fn at_step(look: Look<'_>, step: u32) -> String {
    look.texts.t_with("watch-step", &[("step", step.into())])
}

/// A return with its sign.
fn signed(episode_return: f32) -> String {
    numbers::signed(f64::from(episode_return), 2)
}

/// What the optimum would have got, or in how many steps it would have been there: one figure where it is the same
/// from every start.
fn optimum_ui(ui: &mut Ui, look: Look<'_>, optimal: &[Option<OptimalRound>], is_by_points: bool) {
    let figure = |seat: &OptimalRound| match is_by_points {
        true => signed(seat.episode_return),
        false => look.texts.t_with("result-optimum-steps", &[("steps", seat.steps.into())]),
    };
    let mut written: Vec<String> = optimal.iter().flatten().map(figure).collect();
    written.dedup();
    if written.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(look.t("seat-optimum")).color(look.theme.palette.optimum));
        ui.label(written.join(" / "));
    });
}
