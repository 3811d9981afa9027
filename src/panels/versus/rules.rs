//! How to play, in a few lines: the rule, who steers with which keys, and what a hit costs here.

use bevy_egui::egui::{RichText, Ui};
use egui_phosphor::regular as icon;

use super::{MatchDraft, SeatChoice, Tempo, VersusView, mark};
use crate::{
    arena::versus::ModeKind,
    panels::{KeyAction, Look, VersusKey, help::steering_keys, levels, look::key_cap, numbers},
};

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, draft: &MatchDraft, view: &VersusView<'_>) {
    look.heading(ui, icon::SCROLL, look.t("rules-title"));
    ui.label(look.t(draft.mode.help()));
    if let Some(entry) = levels::chosen(view.levels, &draft.level) {
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
    if let Some(entry) = levels::chosen(view.levels, &draft.level) {
        let played = draft.mode.with(draft.score_steps, draft.hunters).level(&entry.level);
        for (holds, key) in [(played.restarts(), "rules-restart"), (played.draws_phases(), "rules-phases")] {
            if holds {
                ui.label(look.small(look.t(key)));
            }
        }
    }
    if draft.mode != ModeKind::Hunt {
        ui.label(look.small(look.t("rules-sides")));
    }
    if draft.tempo == Tempo::TurnBased {
        ui.label(look.small(look.t("tempo-turns-help")));
    }
    for (seat, choice) in draft.seats.iter().enumerate() {
        let SeatChoice::Person(keys) = choice else { continue };
        ui.horizontal_wrapped(|ui| {
            mark::mark(ui, look, seat);
            let steers = match (draft.mode, seat) {
                (ModeKind::Hunt, 0) => look.t("rules-steers-hunters"),
                _ => look.t("rules-steers"),
            };
            ui.label(RichText::new(steers));
            steering_keys(ui, look, *keys);
        });
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        for (key, text) in
            [(VersusKey::Pause, "pause"), (VersusKey::Thinking, "thinking-short"), (VersusKey::GiveUp, "give-up")]
        {
            let written = look.key(ui, KeyAction::Versus(key));
            key_cap(ui, look, &written);
            ui.label(look.small(look.t(text)));
            ui.add_space(4.0);
        }
    });
}
