//! The question at the start whether to go on with what ran when the window was closed. What that is, is known by the game.

use bevy::ecs::message::Message;
use bevy_egui::egui::{Context, Ui};
use egui_phosphor::regular as icon;

use super::{Look, Question, level_name, numbers};
use crate::{
    learning::Algorithm,
    sequence::{SequencePreset, tasks::TaskKind},
};

/// The runs that learned.
#[derive(Clone, Debug, PartialEq)]
pub struct UnfinishedTraining {
    /// The level's name.
    pub level: String,
    /// The algorithm of the first run.
    pub algorithm: Algorithm,
    /// Episodes of the first run.
    pub episodes: u64,
    /// Runs side by side.
    pub lanes: usize,
}

/// The session of the sequence lab.
#[derive(Clone, Debug, PartialEq)]
pub struct UnfinishedLab {
    /// The comparison, if it is one.
    pub preset: Option<SequencePreset>,
    /// What is learned.
    pub task: TaskKind,
    /// How far the slowest model has come, and after how many steps training stops.
    pub steps: [u64; 2],
}

/// What was going on; one of the two at least.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnfinishedView {
    /// Runs that learned.
    pub training: Option<UnfinishedTraining>,
    /// Models side by side.
    pub lab: Option<UnfinishedLab>,
}

/// The answer.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnfinishedCommand {
    /// Go on where it stood.
    Continue,
    /// Begin anew; what was kept stays where it is for now.
    StartFresh,
}

/// Asks while there is something to go on with; returns the answer. Going on takes nothing away, so it has the focus.
pub fn unfinished_question(context: &Context, look: Look<'_>, view: &UnfinishedView) -> Option<UnfinishedCommand> {
    let question = Question {
        id: "unfinished_question",
        title: look.t("unfinished-question"),
        help: look.t("unfinished-question-help"),
        width: 476.0,
        decline: Some([icon::SPARKLE, look.t("unfinished-fresh")]),
    };
    let answer = question.ask(
        context,
        look,
        |ui| what(ui, look, view),
        |ui| look.primary_button(ui, icon::PLAY, look.t("unfinished-continue"), "", 0.0),
    )?;
    Some(if answer { UnfinishedCommand::Continue } else { UnfinishedCommand::StartFresh })
}

/// A line for each.
fn what(ui: &mut Ui, look: Look<'_>, view: &UnfinishedView) {
    if let Some(UnfinishedTraining { level, algorithm, episodes, lanes }) = &view.training {
        let values = [
            ("level", level_name(level, look.texts).into()),
            ("algorithm", algorithm.title().into()),
            ("episodes", (*episodes).into()),
            ("count", numbers::whole(*episodes).into()),
            ("lanes", (*lanes).into()),
        ];
        ui.label(format!("{}  {}", icon::GRADUATION_CAP, look.texts.t_with("unfinished-training", &values)));
    }
    if let Some(UnfinishedLab { preset, task, steps: [step, steps] }) = &view.lab {
        let name = look.t(preset.map_or(task.key(), SequencePreset::key));
        let values =
            [("name", name.into()), ("step", numbers::whole(*step).into()), ("steps", numbers::whole(*steps).into())];
        ui.label(format!("{}  {}", icon::STACK, look.texts.t_with("unfinished-lab", &values)));
    }
    ui.add_space(6.0);
}
