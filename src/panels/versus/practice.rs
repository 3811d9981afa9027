//! What a hunted agent learned between rounds: how often the recorded hunts caught it before and after, and a film of one of them.

use bevy_egui::egui::Ui;
use egui_phosphor::regular as icon;

use super::{
    VersusCommand,
    before_after::{self, BeforeAfter},
    keyed::Keyed,
};
use crate::panels::{Look, VersusKey};

/// How the recorded hunts of a match fared before and after a practice.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PracticeView {
    /// Its number, to be asked for.
    pub number: usize,
    /// Rounds that had been played.
    pub after_round: u32,
    /// Recorded hunts that were played again.
    pub hunts: usize,
    /// Episodes of each measurement.
    pub episodes: u32,
    /// Share of the episodes in which the agent was caught, before and after.
    pub caught: [f32; 2],
}

/// What is watched just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WatchView {
    /// Whether the agent has practised.
    pub is_after: bool,
    /// Steps made.
    pub step: usize,
    /// At the end, whether it is caught.
    pub caught: Option<bool>,
}

/// The figures of one practice, and a button to watch a hunt with the agent before and after.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &PracticeView, is_watched: bool) -> Option<VersusCommand> {
    let title = look.texts.t_with("practised-title", &[("round", view.after_round.into())]);
    look.heading(ui, icon::BARBELL, &title);
    let figure = BeforeAfter {
        name: look.t("practised-caught"),
        values: view.caught,
        range: [0.0, 1.0],
        written: before_after::share,
    };
    before_after::ui(ui, look, "practised", &[figure]);
    let said = [("hunts", view.hunts.into()), ("episodes", view.episodes.into())];
    ui.label(look.small(look.texts.t_with("practised-episodes", &said)));
    let (sign, text, command) = if is_watched {
        (icon::STOP, "practised-stop", VersusCommand::StopWatching)
    } else {
        (icon::EYE, "practised-watch", VersusCommand::WatchPractice(view.number))
    };
    Keyed::new(sign, text, VersusKey::Watch).ui(ui, look).then_some(command)
}

impl WatchView {
    /// What is watched, in words.
    pub(super) fn caption(self, look: Look<'_>) -> String {
        let when = look.t(if self.is_after { "watch-after" } else { "watch-before" });
        let what = match self.caught {
            Some(true) => look.t("callout-caught").to_owned(),
            Some(false) => look.t("watch-not-caught").to_owned(),
            None => look.texts.t_with("watch-step", &[("step", self.step.into())]),
        };
        format!("{when}  ·  {what}")
    }
}
