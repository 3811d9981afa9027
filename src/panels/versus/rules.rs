//! How to play, in a few lines: the rule, who steers with which keys, and what a hit costs here.

use bevy_egui::egui::{RichText, Ui};
use egui_phosphor::regular as icon;

use super::{HuntersTurn, MatchDraft, SeatChoice, Tempo, VersusView, ghost_view::trial, mark};
use crate::{
    arena::versus::{HUNTER, Hunters, MatchMode, MatchSettings, ModeKind},
    gridworld::Level,
    panels::{KeyAction, KeySet, Look, VersusKey, help::steering_keys, levels, look::key_cap, numbers},
};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, draft: &MatchDraft, view: &VersusView<'_>) {
    look.heading(ui, icon::SCROLL, look.t("rules-title"));
    let chosen = levels::chosen(view.levels, &draft.level);
    let people = draft.seats.iter().enumerate().filter_map(|(seat, choice)| match choice {
        SeatChoice::Person(keys) => Some((seat, *keys)),
        _ => None,
    });
    let mode = draft.mode.with(draft.score_steps, draft.hunters);
    tasks(ui, look, mode, people, draft.has_single_person());
    ui.label(look.t(wins(draft.mode, draft.seats.len())));
    if let Some(entry) = chosen {
        of_level(ui, look, mode, &mode.level(&entry.level), (view.turn, draft.ghost.is_recorded()));
        // Elsewhere they decide nothing.
        if draft.mode == ModeKind::Score {
            let rewards = &entry.level.rewards;
            let written = |reward: f32, decimals| numbers::signed(f64::from(reward), decimals);
            ui.label(look.small(look.texts.t_with(
                "rules-rewards",
                &[
                    ("goal", written(rewards.goal, 1).into()),
                    ("hit", written(rewards.hit, 1).into()),
                    ("step", written(rewards.step, 2).into()),
                ],
            )));
        }
    }
    if draft.ghost.is_recorded() {
        trial(ui, look);
    } else if draft.mode != ModeKind::Hunt {
        ui.label(look.small(look.t("rules-sides")));
    }
    if draft.tempo == Tempo::TurnBased {
        ui.label(look.small(look.t("tempo-turns-help")));
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        let end = if draft.ghost.is_recorded() { "trial-end" } else { "give-up" };
        for (key, text) in
            [(VersusKey::Pause, "pause"), (VersusKey::Thinking, "thinking-short"), (VersusKey::GiveUp, end)]
        {
            let written = look.key(ui, KeyAction::Versus(key));
            key_cap(ui, look, &written);
            ui.label(look.small(look.t(text)));
            ui.add_space(4.0);
        }
    });
}

/// The key of what wins a round of so many seats: whoever runs a time trial alone has the ghost to beat.
pub(super) const fn wins(mode: ModeKind, seats: usize) -> &'static str {
    if seats == 1 { "trial-help" } else { mode.help() }
}

/// What the people have to do: each with the mark of its piece and the keys that steer it.
pub(super) fn tasks(
    ui: &mut Ui,
    look: Look<'_>,
    mode: MatchMode,
    people: impl Iterator<Item = (usize, KeySet)>,
    is_alone: bool,
) {
    for (seat, keys) in people {
        let task = match (mode, seat) {
            (MatchMode::Race, _) => "task-race",
            (MatchMode::Score { .. }, _) => "task-score",
            (MatchMode::Hunt { hunters: Hunters::One }, HUNTER) => "task-hunter",
            (MatchMode::Hunt { hunters: Hunters::All }, HUNTER) => "task-hunters",
            (MatchMode::Hunt { .. }, _) => "task-runner",
        };
        ui.horizontal_wrapped(|ui| {
            mark::mark(ui, look, seat);
            if is_alone {
                ui.label(RichText::new(look.t("task-you")).font(look.strong_font(ui)));
            }
            ui.label(RichText::new(look.t(task)).font(look.strong_font(ui)));
        });
        ui.horizontal_wrapped(|ui| {
            ui.label(look.small(look.t("rules-steers")));
            steering_keys(ui, look, keys);
        });
    }
}

/// What happens on this level, as the mode is played there, that nobody would guess. In a time trial nothing is drawn.
pub(super) fn of_level(
    ui: &mut Ui,
    look: Look<'_>,
    mode: MatchMode,
    played: &Level,
    (turn, is_trial): (Option<HuntersTurn>, bool),
) {
    if let MatchMode::Hunt { hunters } = mode {
        if let Some(turn) = turn {
            ui.label(turn.rule(look));
        }
        ui.label(look.texts.t_with("rules-time", &[("steps", played.max_steps.into())]));
        if hunters == Hunters::One && played.obstacles.len() > 1 {
            ui.label(look.small(look.t(if played.hit_ends { "rules-others-end" } else { "rules-others-pass" })));
        }
        ui.label(look.small(look.texts.t_with("rules-apart", &[("steps", MatchSettings::APART.into())])));
        ui.label(look.small(look.texts.t_with("rules-linger", &[("turns", MatchSettings::WAIT.into())])));
    }
    let is_drawn = mode == MatchMode::Race && played.random_start && !is_trial;
    let draws_phases = played.draws_phases() && !is_trial;
    let rules = [(is_drawn, "rules-drawn"), (played.restarts(), "rules-restart"), (draws_phases, "rules-phases")];
    for (holds, key) in rules {
        if holds {
            ui.label(look.small(look.t(key)));
        }
    }
}
