//! What a hunted agent learned between rounds: how often the recorded hunts caught it before and after, and a film of one of them.

use bevy_egui::egui::{Align2, Area, Frame, Id, Label, Margin, Order, Rect, RichText, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{
    VersusCommand,
    before_after::{self, BeforeAfter},
};
use crate::{
    panels::{KeyAction, Look, VersusKey, numbers},
    theme::bold,
};

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
        written: view.caught.map(|share| numbers::percent(f64::from(share))),
    };
    before_after::ui(ui, look, "practised", &[figure]);
    let said = [("hunts", view.hunts.into()), ("episodes", view.episodes.into())];
    ui.label(look.small(look.texts.t_with("practised-episodes", &said)));
    let key = look.key(ui, KeyAction::Versus(VersusKey::Watch));
    let (sign, text, command) = if is_watched {
        (icon::STOP, "practised-stop", VersusCommand::StopWatching)
    } else {
        (icon::EYE, "practised-watch", VersusCommand::WatchPractice(view.number))
    };
    look.button(ui, sign, look.t(text), &key).clicked().then_some(command)
}

/// What is watched, in words at the board's upper edge.
pub(super) fn caption(ui: &Ui, look: Look<'_>, watched: WatchView, board: Rect) {
    let p = &look.theme.palette;
    let when = look.t(if watched.is_after { "watch-after" } else { "watch-before" });
    let what = match watched.caught {
        Some(true) => look.t("callout-caught").to_owned(),
        Some(false) => look.t("watch-not-caught").to_owned(),
        None => look.texts.t_with("watch-step", &[("step", watched.step.into())]),
    };
    let frame = Frame::new().fill(p.raised).corner_radius(10).inner_margin(Margin::symmetric(12, 5));
    Area::new(Id::new("versus_watched"))
        .order(Order::Foreground)
        .interactable(false)
        .pivot(Align2::CENTER_TOP)
        .fixed_pos(board.center_top() + vec2(0.0, 6.0))
        .constrain_to(board)
        .show(ui.ctx(), |ui| {
            let text = format!("{when}  ·  {what}");
            let text = RichText::new(text).font(bold(look.size(ui) * 1.2)).color(p.text);
            frame.show(ui, |ui| ui.add(Label::new(text).extend()));
        });
}
