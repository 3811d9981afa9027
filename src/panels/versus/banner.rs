//! What is said in the panel beside the board while a match is played: the countdown, the pause, what came of a round. The board
//! itself stays in view.

use bevy_egui::egui::{Label, RichText, Sense, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{PlayView, VersusCommand, keyed::Keyed, lesson, mark, practice};
use crate::{
    panels::{Look, VersusKey},
    theme::bold,
};

impl PlayView<'_> {
    /// Whether something is waited for that a person need not wait for.
    pub(super) fn can_skip(&self) -> bool {
        let is_resting = self.round_over.as_ref().is_some_and(|round| round.is_resting);
        !self.paused && !self.practising && (is_resting || self.countdown.is_some())
    }
}

/// That the countdown waits for whoever reads the hint below.
pub(super) fn awaited(ui: &mut Ui, look: Look<'_>) -> Vec<VersusCommand> {
    let begins = ui.vertical_centered(|ui| {
        let begins = Keyed::new(icon::PLAY, "begin", VersusKey::Begin).primary(ui, look, 0.0);
        ui.label(look.soft(look.t("begin-help")));
        begins
    });
    if begins.inner { vec![VersusCommand::NextRound] } else { Vec::new() }
}

/// Draws what there is to say, with numbers as large as `unit` says; returns what was asked for.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &PlayView<'_>, unit: f32) -> Vec<VersusCommand> {
    ui.vertical_centered(|ui| {
        // What stands below keeps its place. While a hint is there it is nearer.
        let lines = if view.hint.is_some() { 3.0 } else { 6.0 };
        ui.set_min_height(look.size(ui) * lines);
        if let Some(played_on) = view.played_on {
            lesson::practice_badge(ui, look, played_on);
        }
        if view.paused {
            return paused(ui, look, view.is_left);
        }
        if view.practising {
            ui.spinner();
            ui.label(look.soft(look.t("practising")));
        } else if let Some(count) = view.countdown {
            let text = if count == 0 { look.t("countdown-go").to_owned() } else { count.to_string() };
            let size = (unit * 2.4).min(look.size(ui) * (lines - 1.0));
            ui.label(RichText::new(text).font(bold(size)).color(look.theme.palette.text));
        }
        if let Some(seat) = view.waits_for.and_then(|seat| view.seats.get(seat)) {
            let waits = look.texts.t_with("waits-for", &[("name", seat.player.name.as_str().into())]);
            mark::mark(ui, look, seat.seat);
            ui.add(Label::new(RichText::new(waits).color(look.theme.palette.warning)).truncate());
        }
        match &view.round_over {
            Some(round) if round.is_resting => headline(ui, look, round.winner, &round.text),
            // What came of the round before, in passing.
            Some(round) => {
                let said = round.text.replace('\n', "  ·  ");
                ui.label(look.soft(look.texts.t_with("last-round", &[("said", said.as_str().into())])));
            }
            None => {}
        }
        match view.played_on.filter(|_| view.round_over.is_some()) {
            Some(played_on) => lesson::practice_over(ui, look, played_on, &view.round.seats[played_on.seat]),
            None => Vec::new(),
        }
    })
    .inner
}

/// What the last round taught, and the practice after it.
pub(super) fn lessons(ui: &mut Ui, look: Look<'_>, view: &PlayView<'_>) -> Vec<VersusCommand> {
    let mut commands = lesson::ui(ui, look, view.lessons);
    if let Some(practised) = &view.practised {
        commands.extend(practice::ui(ui, look, practised, view.watching.is_some()));
    }
    commands
}

/// That time stands while a step of the last round is looked at, and how it goes on.
pub(super) fn looked(ui: &mut Ui, look: Look<'_>, view: &PlayView<'_>) -> Vec<VersusCommand> {
    ui.vertical_centered(|ui| paused(ui, look, view.is_left)).inner
}

fn paused(ui: &mut Ui, look: Look<'_>, is_left: bool) -> Vec<VersusCommand> {
    title(ui, look, look.t("paused"));
    if is_left {
        ui.label(look.soft(look.t("paused-left")));
    }
    let goes_on = Keyed::new(icon::PLAY, "go-on", VersusKey::Pause).primary(ui, look, 0.0);
    if goes_on { vec![VersusCommand::Pause(false)] } else { Vec::new() }
}

/// Who won, with the seat's mark, and in words how.
pub(super) fn headline(ui: &mut Ui, look: Look<'_>, winner: Option<usize>, text: &str) {
    let size = look.size(ui) * 1.5;
    let Some(seat) = winner else {
        return title(ui, look, text);
    };
    ui.vertical_centered(|ui| {
        let side = size * 1.8;
        let (response, painter) = ui.allocate_painter(vec2(side, side), Sense::hover());
        mark::paint(&painter, seat, response.rect.center(), side * 0.42, mark::colour(look, seat));
        title(ui, look, text);
    });
}

fn title(ui: &mut Ui, look: Look<'_>, text: &str) {
    let size = look.size(ui) * 1.5;
    ui.label(RichText::new(text).font(bold(size)).color(look.theme.palette.text));
}
