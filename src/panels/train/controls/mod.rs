//! The left panel: time, level, learner, settings, files. It keeps a draft of the next run beside the one that runs.
//! Starting, stepping and files are the game's business.

mod learner;
mod level;
mod parameters;
mod transport;

use std::sync::Arc;

use bevy_egui::egui::{Frame, Margin, Panel, RichText, ScrollArea, Ui};
use egui_phosphor::regular as icon;

use super::{RunCodeCommand, SaveWhat, TrainCommand};
use crate::{
    gridworld::Level,
    panels::{Draft, KeyAction, LevelChoice, LevelEntry, Look, Speed},
};

/// What the panel shows of the run that runs.
#[derive(Clone, Copy, Debug)]
pub struct ControlsView<'a> {
    /// Whether time runs.
    pub playing: bool,
    /// How fast.
    pub speed: Speed,
    /// What the run was started with, live changes included.
    pub running: &'a Draft,
    /// Whether a reset can be taken back.
    pub can_undo_reset: bool,
}

/// Letters of height from which on the buttons for files stand below the settings and are not scrolled with them.
const LOW: f32 = 18.0;

/// The panel: the draft, and the levels it can choose from.
#[derive(Clone, Debug)]
pub struct Controls {
    draft: Draft,
    levels: Vec<LevelEntry>,
    /// The run as it was last looked at.
    followed: Draft,
}

impl Controls {
    /// A panel whose draft is what runs, on this level.
    #[must_use]
    pub fn new(draft: Draft, level: &Arc<Level>) -> Self {
        let levels = Level::built_in_names()
            .iter()
            .filter_map(|name| {
                let level = Arc::new(Level::built_in(name)?);
                Some(LevelEntry::new(LevelChoice::BuiltIn((*name).to_owned()), level))
            })
            .collect();
        let mut controls = Self { followed: draft.clone(), draft, levels };
        controls.know(level);
        controls.settle();
        controls
    }

    /// The settings as they are being chosen.
    #[must_use]
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// Shows other settings. Their level must be known.
    pub fn set_draft(&mut self, draft: Draft) {
        self.draft = draft;
        self.settle();
    }

    /// Follows a run that was changed elsewhere (a loaded file, an undone reset, an edited board), every frame if need be:
    /// what has changed in it changes in the draft, and other choices go on waiting for their restart.
    pub fn follow(&mut self, running: &Draft, level: &Arc<Level>) {
        if self.followed != *running {
            self.draft.follow(&self.followed, running);
            self.followed = running.clone();
        }
        self.know(level);
    }

    /// Lists the level that runs.
    fn know(&mut self, level: &Arc<Level>) {
        let choice = &self.followed.level;
        match self.levels.iter_mut().find(|entry| entry.choice == *choice) {
            Some(entry) if Arc::ptr_eq(&entry.level, level) => {}
            Some(entry) => *entry = LevelEntry::new(choice.clone(), Arc::clone(level)),
            None => self.levels.push(LevelEntry::new(choice.clone(), Arc::clone(level))),
        }
    }

    /// The levels that can be chosen.
    #[must_use]
    pub fn levels(&self) -> &[LevelEntry] {
        &self.levels
    }

    /// The level that is chosen.
    #[must_use]
    pub fn level(&self) -> &Arc<Level> {
        &self.entry().level
    }

    /// The command that starts the draft.
    #[must_use]
    pub fn apply(&self) -> TrainCommand {
        TrainCommand::Apply(Box::new(self.draft.clone()), Arc::clone(self.level()))
    }

    fn entry(&self) -> &LevelEntry {
        self.levels.iter().find(|entry| entry.choice == self.draft.level).unwrap_or(&self.levels[0])
    }

    /// Lets the draft name a level that exists.
    fn settle(&mut self) {
        self.draft.level = self.entry().choice.clone();
        self.draft.lanes = self.draft.lanes.clamp(1, Draft::MOST_LANES);
    }

    /// Draws the panel into all the room that `ui` has.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &ControlsView<'_>) -> Vec<TrainCommand> {
        let mut commands = Vec::new();
        let pending = self.draft.needs_restart(view.running);
        Panel::top("controls_time").frame(edge(10)).show(ui, |ui| transport::ui(ui, look, view, &mut commands));
        // Below only where the settings keep some room; else behind them.
        let has_room = ui.available_height() >= look.size(ui) * LOW;
        if has_room || pending {
            Panel::bottom("controls_files").frame(edge(10)).show(ui, |ui| {
                if pending {
                    self.pending_ui(ui, look, view, &mut commands);
                    ui.add_space(2.0);
                }
                if has_room {
                    files_ui(ui, look, &mut commands);
                }
            });
        }
        ScrollArea::vertical().id_salt("controls_scroll").auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 10, right: 12, top: 8, bottom: 10 }).show(ui, |ui| {
                let before = Arc::clone(self.level());
                let Self { draft, levels, followed: _ } = self;
                level::ui(ui, look, draft, levels, view, &mut commands);
                let level = Arc::clone(self.level());
                let draft = &mut self.draft;
                if level != before && draft.is_preset(&before) {
                    // A preset stays one: it sets what it has for the other level.
                    draft.choose_preset(draft.algorithm, draft.preset, &level);
                }
                ui.add_space(8.0);
                learner::ui(ui, look, draft, &level, view, &mut commands);
                ui.add_space(8.0);
                parameters::ui(ui, look, draft, view, &mut commands);
                if !has_room {
                    ui.add_space(8.0);
                    files_ui(ui, look, &mut commands);
                }
            });
        });
        commands
    }

    /// What is to be done with changes that do not act at once.
    fn pending_ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &ControlsView<'_>, commands: &mut Vec<TrainCommand>) {
        ui.label(RichText::new(look.t("pending-note")).small().color(look.theme.palette.warning));
        ui.horizontal_wrapped(|ui| {
            let (text, help) = (look.t("pending-apply"), look.t("pending-apply-help"));
            if look.primary_button(ui, icon::ARROWS_CLOCKWISE, text, help, 0.0).clicked() {
                commands.push(self.apply());
            }
            if ui.button(look.t("pending-discard")).on_hover_text(look.t("pending-discard-help")).clicked() {
                self.set_draft(view.running.clone());
            }
        });
    }
}

/// The frame of the parts above and below the scrolled one.
fn edge(side: i8) -> Frame {
    Frame::new().inner_margin(Margin::symmetric(side, 8))
}

fn files_ui(ui: &mut Ui, look: Look<'_>, commands: &mut Vec<TrainCommand>) {
    ui.horizontal_wrapped(|ui| {
        let key = look.key(ui, KeyAction::Open);
        let hint = format!("{}  ·  {key}", look.t("file-open-help"));
        if look.button(ui, icon::FOLDER_OPEN, look.t("file-open"), &hint).clicked() {
            commands.push(TrainCommand::Open);
        }
        for (what, text, help) in [
            (SaveWhat::Policy, "file-save-policy", "file-save-policy-help"),
            (SaveWhat::Run, "file-save-run", "file-save-run-help"),
        ] {
            let key = look.key(ui, KeyAction::Save(what));
            let hint = format!("{}  ·  {key}", look.t(help));
            if look.button(ui, icon::FLOPPY_DISK, look.t(text), &hint).clicked() {
                commands.push(TrainCommand::Save(what));
            }
        }
        for (sign, action, text, help, command) in [
            (icon::COPY, KeyAction::CopyRunCode, "run-code-copy", "run-code-copy-help", RunCodeCommand::Copy),
            (
                icon::CLIPBOARD_TEXT,
                KeyAction::PasteRunCode,
                "run-code-paste",
                "run-code-paste-help",
                RunCodeCommand::Paste,
            ),
        ] {
            let hint = format!("{}  ·  {}", look.t(help), look.key(ui, action));
            if look.button(ui, sign, look.t(text), &hint).clicked() {
                commands.push(TrainCommand::RunCode(command));
            }
        }
    });
}
