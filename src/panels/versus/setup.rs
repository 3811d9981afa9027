//! The choice of a match: rules, level, seats, tempo, and the button that starts it. Whether it can start is told by the game.

use bevy_egui::egui::{DragValue, Frame, Margin, Panel, RichText, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use super::{MatchDraft, VersusCommand, VersusView, ghost, keyed::Keyed, seats, tempo};
use crate::{
    arena::versus::{Hunters, MatchSettings, ModeKind},
    panels::{Direction, KeyAction, LevelChoice, LevelEntry, Look, VersusKey, levels},
};

/// Draws the choice into all the room that `ui` has, with the button below.
pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    draft: &MatchDraft,
    view: &VersusView<'_>,
    problem: Option<&str>,
) -> Vec<VersusCommand> {
    let mut commands = Vec::new();
    let edge = Frame::new().inner_margin(Margin::symmetric(10, 8));
    Panel::bottom("versus_start").frame(edge).show(ui, |ui| {
        if let Some(problem) = problem {
            ui.label(RichText::new(problem).small().color(look.theme.palette.warning));
        }
        let width = ui.available_width();
        ui.vertical_centered(|ui| {
            if problem.is_some() {
                ui.disable();
            }
            if Keyed::new(icon::PLAY, "versus-start", VersusKey::Begin).primary(ui, look, width) {
                commands.push(VersusCommand::Start);
            }
        });
    });
    let mut changed = draft.clone();
    ScrollArea::vertical().id_salt("versus_setup").auto_shrink([false, false]).show(ui, |ui| {
        let margin = Margin { left: 10, right: 12, top: 8, bottom: 10 };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            mode_ui(ui, look, &mut changed);
            ui.add_space(8.0);
            look.heading(ui, icon::MAP_TRIFOLD, look.t("level-title"));
            changed.level = fitting(view.levels, &changed, draft.mode);
            levels::list(ui, look, &mut changed.level, view.levels, Some(changed.mode));
            if let Some(chosen) = levels::chosen(view.levels, &changed.level) {
                levels::card(ui, look, chosen, None);
            }
            ui.add_space(8.0);
            seats::ui(ui, look, &mut changed, view, &mut commands);
            if changed.mode == ModeKind::Race {
                ui.add_space(8.0);
                if let Some(haunted) = ghost::choice(ui, look, &changed, view, &mut commands) {
                    changed = haunted;
                }
            }
            ui.add_space(8.0);
            course_ui(ui, look, &mut changed);
        });
    });
    let changed = changed.settled();
    if changed != *draft {
        commands.push(VersusCommand::Change(changed));
    }
    commands
}

/// The chosen level, or the first on which the mode is offered, where it is not on that one. Who has chosen a level of their own first is
/// told why not.
fn fitting(levels: &[LevelEntry], draft: &MatchDraft, mode_before: ModeKind) -> LevelChoice {
    let is_offered = |entry: &&LevelEntry| entry.refusal(draft.mode).is_none();
    let may_change = draft.mode != mode_before || matches!(draft.level, LevelChoice::BuiltIn(_));
    let stays = !may_change || levels::chosen(levels, &draft.level).is_none_or(|chosen| is_offered(&chosen));
    let other = levels.iter().find(is_offered).filter(|_| !stays);
    other.map_or_else(|| draft.level.clone(), |entry| entry.choice.clone())
}

/// What wins a round.
fn mode_ui(ui: &mut Ui, look: Look<'_>, draft: &mut MatchDraft) {
    look.heading(ui, icon::TROPHY, look.t("mode-title"));
    ui.horizontal_wrapped(|ui| {
        for mode in ModeKind::ALL {
            ui.selectable_value(&mut draft.mode, mode, look.t(mode.key()));
        }
    });
    ui.label(look.small(look.t(draft.mode.help())));
    match draft.mode {
        ModeKind::Race => {}
        ModeKind::Score => {
            let field = DragValue::new(&mut draft.score_steps).range(MatchDraft::SCORE_STEPS);
            look.field(ui, ["score-steps", "score-steps-help"], field);
        }
        ModeKind::Hunt => {
            look.row(ui, look.t("hunters"), look.t("hunters-help"), |ui| {
                // The row runs from right to left.
                for hunters in Hunters::ALL.into_iter().rev() {
                    ui.selectable_value(&mut draft.hunters, hunters, look.t(hunters.key()));
                }
            });
            look.checkbox(ui, &mut draft.practice, look.t("practice"), look.t("practice-help"));
        }
    }
}

/// Rounds, tempo and what else belongs to the match as a whole.
fn course_ui(ui: &mut Ui, look: Look<'_>, draft: &mut MatchDraft) {
    look.heading(ui, icon::TIMER, look.t("course-title"));
    look.row(ui, look.t("pairs"), look.t("pairs-help"), |ui| {
        for pairs in MatchSettings::PAIRS.into_iter().rev() {
            ui.selectable_value(&mut draft.pairs, pairs, pairs.to_string());
        }
    });
    let has_person = draft.has_person();
    ui.horizontal_wrapped(|ui| {
        draft.tempo = tempo::kinds(ui, look, draft.tempo, has_person);
    });
    let (hint, width) = (rate_keys(ui, look), ui.available_width());
    draft.tempo = tempo::rate(ui, look, draft.tempo, &hint, width);
    let key = look.key(ui, KeyAction::Versus(VersusKey::Thinking));
    let help = format!("{}  ·  {key}", look.t("thinking-help"));
    look.checkbox(ui, &mut draft.thinking, look.t("thinking"), &help);
    look.field(ui, ["learner-seed", "versus-seed-help"], DragValue::new(&mut draft.seed).speed(0.2));
}

/// The keys that change the rate.
pub(super) fn rate_keys(ui: &Ui, look: Look<'_>) -> String {
    let key = |direction| look.key(ui, KeyAction::Versus(VersusKey::Tempo(direction)));
    format!("{}  {}", key(Direction::Down), key(Direction::Up))
}
