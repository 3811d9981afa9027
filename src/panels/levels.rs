//! A level to choose: the list, and a card with a small picture, a sentence and its size. Which ones there are is not known here.

use std::sync::Arc;

use bevy_egui::egui::{ComboBox, RichText, Ui};

use super::{LevelChoice, Look, name_node, numbers, preview::preview};
use crate::{
    arena::versus::{MatchSettings, ModeKind, NotOffered},
    gridworld::{Level, LevelWarning},
    language::Texts,
};

/// A level that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelEntry {
    /// Where it comes from.
    pub choice: LevelChoice,
    /// What it is.
    pub level: Arc<Level>,
    /// What is odd about it.
    pub warnings: Vec<LevelWarning>,
    /// The modes of matches that are not offered on it, and why.
    refused: Vec<(ModeKind, NotOffered)>,
}

impl LevelEntry {
    /// A level that can be chosen.
    #[must_use]
    pub fn new(choice: LevelChoice, level: Arc<Level>) -> Self {
        let refused = |mode: ModeKind| Some((mode, mode.refusal(&level)?));
        Self {
            warnings: level.warnings(),
            refused: ModeKind::ALL.into_iter().filter_map(refused).collect(),
            choice,
            level,
        }
    }

    /// Why a mode is not offered on it, if it is not.
    #[must_use]
    pub fn refusal(&self, mode: ModeKind) -> Option<NotOffered> {
        self.refused.iter().find(|(refused, _)| *refused == mode).map(|(_, why)| *why)
    }
}

/// Warnings on a card at most: the others are seen when these are mended.
const MOST_WARNINGS: usize = 3;

/// The level that is chosen; the first where the choice is not among them.
pub(super) fn chosen<'a>(levels: &'a [LevelEntry], choice: &LevelChoice) -> Option<&'a LevelEntry> {
    levels.iter().find(|entry| entry.choice == *choice).or_else(|| levels.first())
}

/// The list of levels, as wide as there is room; with a mode, levels on which it is not offered are greyed out and say why.
pub(super) fn list(
    ui: &mut Ui,
    look: Look<'_>,
    choice: &mut LevelChoice,
    levels: &[LevelEntry],
    mode: Option<ModeKind>,
) {
    let text = chosen(levels, choice).map(|entry| name(look, entry)).unwrap_or_default();
    let list =
        ComboBox::from_id_salt("level").width(ui.available_width()).selected_text(text).truncate().show_ui(ui, |ui| {
            for entry in levels {
                ui.horizontal(|ui| {
                    preview(ui, look, &entry.level, look.size(ui) * 2.0);
                    let refusal = mode.and_then(|mode| entry.refusal(mode)).map(|why| refusal_text(look.texts, why));
                    ui.add_enabled_ui(refusal.is_none(), |ui| {
                        ui.selectable_value(choice, entry.choice.clone(), name(look, entry))
                            .on_hover_text(about(look, entry))
                            .on_disabled_hover_text(refusal.unwrap_or_default());
                    });
                });
            }
        });
    name_node(ui, &list.response, look.t("level-title"));
}

/// What a level is like and what is odd about it, and a note where there is something to say.
pub(super) fn card(ui: &mut Ui, look: Look<'_>, entry: &LevelEntry, note: Option<&str>) {
    look.card(ui, |ui| {
        ui.horizontal_top(|ui| {
            preview(ui, look, &entry.level, look.size(ui) * 6.0);
            ui.vertical(|ui| {
                let about = about(look, entry);
                if !about.is_empty() {
                    ui.label(about);
                }
                ui.label(look.small(facts(look, entry)));
                if let Some(note) = note {
                    ui.label(look.small(note));
                }
            });
        });
        for warning in entry.warnings.iter().take(MOST_WARNINGS) {
            let text = RichText::new(warning_text(look.texts, warning)).small().color(look.theme.palette.warning);
            ui.label(text);
        }
    });
}

/// What is odd about a level, in words.
#[must_use]
pub fn warning_text(texts: &Texts, warning: &LevelWarning) -> String {
    match warning {
        LevelWarning::NoPath { start } => texts.t_with("level-no-path", &[("cell", start.to_string().into())]),
        LevelWarning::OnlyThroughObstacle { start } => {
            texts.t_with("level-only-through-obstacle", &[("cell", start.to_string().into())])
        }
        LevelWarning::TooFar { start, steps, max_steps } => texts.t_with(
            "level-too-far",
            &[("cell", start.to_string().into()), ("steps", (*steps).into()), ("most", (*max_steps).into())],
        ),
        LevelWarning::GoalOutOfReach { goal } => {
            texts.t_with("level-goal-out-of-reach", &[("cell", goal.to_string().into())])
        }
        LevelWarning::NeverMoves { at } => texts.t_with("level-never-moves", &[("cell", at.to_string().into())]),
    }
}

/// Why a mode is not offered on a level, in words.
#[must_use]
pub fn refusal_text(texts: &Texts, refusal: NotOffered) -> String {
    texts.t_with(refusal.key(), &[("steps", MatchSettings::APART.into())])
}

/// A level's name in the person's language; its own where it is not built in.
#[must_use]
pub fn level_name(name: &str, texts: &Texts) -> String {
    if Level::built_in_names().contains(&name) { texts.t(&format!("level-{name}")).to_owned() } else { name.to_owned() }
}

/// How the level is called.
pub(super) fn name(look: Look<'_>, entry: &LevelEntry) -> String {
    match &entry.choice {
        LevelChoice::BuiltIn(name) => look.t(&format!("level-{name}")).to_owned(),
        LevelChoice::File(path) => {
            let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            look.texts.t_with("level-file", &[("name", entry.level.name.as_str().into()), ("file", file.into())])
        }
        LevelChoice::Edited => {
            let name = level_name(&entry.level.name, look.texts);
            look.texts.t_with("level-edited", &[("name", name.into())])
        }
    }
}

/// What it is about; the file's own words where it is not built in.
fn about(look: Look<'_>, entry: &LevelEntry) -> String {
    match &entry.choice {
        LevelChoice::BuiltIn(name) => look.t(&format!("level-{name}-about")).to_owned(),
        LevelChoice::File(_) | LevelChoice::Edited => entry.level.about.clone(),
    }
}

/// Its size and rewards in one line.
fn facts(look: Look<'_>, entry: &LevelEntry) -> String {
    let level = &entry.level;
    look.texts.t_with(
        "level-facts",
        &[
            ("width", level.width.into()),
            ("height", level.height.into()),
            ("obstacles", level.obstacles.len().into()),
            ("steps", level.max_steps.into()),
            ("goal", numbers::signed(f64::from(level.rewards.goal), 1).into()),
            ("hit", numbers::signed(f64::from(level.rewards.hit), 1).into()),
            ("step", numbers::signed(f64::from(level.rewards.step), 2).into()),
        ],
    )
}
