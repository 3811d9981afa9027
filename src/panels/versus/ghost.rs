//! The ghost of a race: its choice before, and beside the scoreboard how far ahead of it everybody is. What a ghost is, and where it
//! comes from, is not known here.

use std::path::{Path, PathBuf};

use bevy_egui::egui::{
    Align2, Area, Frame, Id, Label, Margin, Order, Rect, RichText, Sense, Stroke, Ui, WidgetInfo, WidgetType, vec2,
};
use egui_phosphor::regular as icon;

use super::{
    Gate, GhostChoice, GhostLine, GhostView, MatchDraft, SeatChoice, VersusCommand, VersusView, ghost_view::trial,
    ladder, mark,
};
use crate::{
    arena::{
        opponents::Rung,
        versus::{Lead, ModeKind},
    },
    gridworld::{Motion, Obstacle},
    language::{Texts, Value},
    panels::{KeySet, Look, levels},
    theme::{bold, mix},
};

impl MatchDraft {
    /// With a ghost. One that was recorded is raced by people alone, until somebody else is asked to join.
    #[must_use]
    pub fn haunted(mut self, ghost: GhostChoice) -> Self {
        if ghost.is_recorded() && !self.ghost.is_recorded() {
            self.seats.retain(|seat| matches!(seat, SeatChoice::Person(_)));
            if self.seats.is_empty() {
                self.seats.push(SeatChoice::Person(KeySet::Arrows));
            }
        }
        self.ghost = ghost;
        self.settled()
    }

    /// A race against whoever a replay file shows.
    #[must_use]
    pub fn raced_against(mut self, replay: &Path) -> Self {
        self.mode = ModeKind::Race;
        self.haunted(GhostChoice::File(replay.to_owned()))
    }

    /// The fewest seats that the match can have.
    #[must_use]
    pub fn least_seats(&self) -> usize {
        if self.ghost.is_recorded() { 1 } else { 2 }
    }
}

/// The choice of a ghost; answers with another draft.
pub(super) fn choice(
    ui: &mut Ui,
    look: Look<'_>,
    draft: &MatchDraft,
    view: &VersusView<'_>,
    commands: &mut Vec<VersusCommand>,
) -> Option<MatchDraft> {
    look.heading(ui, icon::GHOST, look.t("ghost-title")).on_hover_text(look.t("ghost-help"));
    let mut chosen = draft.ghost.clone();
    let file = if let GhostChoice::File(path) = &draft.ghost { path.clone() } else { PathBuf::new() };
    let agent = if let GhostChoice::Agent(rung) = draft.ghost { rung } else { Rung::Suggested };
    ui.horizontal_wrapped(|ui| {
        for offered in [GhostChoice::None, GhostChoice::Best, GhostChoice::File(file), GhostChoice::Agent(agent)] {
            if matches!(offered, GhostChoice::Agent(_)) && view.ladder.is_empty() {
                continue;
            }
            let (text, help) = (look.t(offered.key()), look.t(offered.help()));
            ui.selectable_value(&mut chosen, offered, text).on_hover_text(help);
        }
    });
    if draft.ghost != GhostChoice::None {
        ui.label(look.small(look.t(draft.ghost.help())));
    }
    match &draft.ghost {
        GhostChoice::File(path) => {
            if let Some(name) = path.file_name() {
                ui.add(Label::new(RichText::new(name.to_string_lossy())).truncate());
            }
            if look.button(ui, icon::FOLDER_OPEN, look.t("ghost-file-choose"), look.t("ghost-file-help")).clicked() {
                commands.push(VersusCommand::ChooseGhost);
            }
        }
        GhostChoice::Agent(rung) => {
            let standing = view.records.standing;
            let index = rung.index(view.ladder, standing.rating);
            if let Some(measured) = index.map(|index| &view.ladder[index]) {
                ui.label(ladder::name(measured, look.texts));
            }
            if let Some(clicked) = ladder::strip(ui, look, view.ladder, standing.rating, index) {
                chosen = GhostChoice::Agent(Rung::After(view.ladder[clicked].episodes));
            }
        }
        GhostChoice::None | GhostChoice::Best => {}
    }
    match view.ghost_run {
        Some((steps, hits)) => {
            ui.label(run(look, steps, hits));
            let level = levels::chosen(view.levels, &draft.level).map(|entry| &entry.level);
            let follows = |obstacle: &Obstacle| matches!(obstacle.motion, Motion::Chase { .. });
            if level.is_some_and(|level| level.obstacles.iter().any(follows)) {
                ui.label(look.small(look.t("ghost-hunters")));
            }
        }
        None if draft.ghost == GhostChoice::Best => drop(ui.label(look.t("ghost-best-none"))),
        None => {}
    }
    if draft.ghost.is_recorded() {
        trial(ui, look);
    }
    (chosen != draft.ghost).then(|| draft.clone().haunted(chosen))
}

/// What a ghost did.
fn run(look: Look<'_>, steps: Option<u32>, hits: u32) -> String {
    match steps {
        Some(steps) => look.texts.t_with("ghost-run", &[("steps", steps.into()), ("hits", hits.into())]),
        None => look.t("ghost-run-lost").to_owned(),
    }
}

/// The ghost beside the scoreboard, in letters as large.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &GhostView<'_>, unit: f32) {
    let p = &look.theme.palette;
    let frame = Frame::new()
        .fill(p.raised)
        .stroke(Stroke::new(1.2, mix(p.panel, p.text_soft, 0.6)))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(9, 4));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        let name = format!("{}  {}", icon::GHOST, view.name);
        ui.add(Label::new(RichText::new(name).font(bold(unit * 0.8))).truncate());
        lines(ui, look, view, unit * 0.9);
        if view.lines.is_empty() {
            // Its place is kept for what will be said.
            let said = look.t(if view.is_there { "ghost-runs" } else { "ghost-first" });
            ui.label(look.soft(said).size((unit * 0.8).min(look.size(ui) * 1.4)));
        }
        if view.is_trial {
            trial(ui, look);
        }
    });
}

/// How everybody stands beside the ghost, a line each.
pub(super) fn lines(ui: &mut Ui, look: Look<'_>, view: &GhostView<'_>, size: f32) {
    let p = &look.theme.palette;
    for line in &view.lines {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 5.0;
            if view.is_shared {
                let (response, painter) = ui.allocate_painter(vec2(size, size) * 1.2, Sense::hover());
                mark::paint(&painter, line.seat, response.rect.center(), size * 0.45, mark::colour(look, line.seat));
            }
            // The sign tells what the colour does.
            let (sign, colour) = match line.lead {
                Lead::Both { steps: 1.., .. } | Lead::SeatSoFar | Lead::Seat => (icon::CARET_DOUBLE_UP, p.good),
                Lead::Both { steps: ..=-1, .. } | Lead::Ghost { .. } => (icon::CARET_DOUBLE_DOWN, p.warning),
                Lead::Both { .. } | Lead::Nobody => (icon::EQUALS, p.text),
            };
            let passed = line.gate == Gate::Before;
            let said = line.say(look.texts);
            let (colour, size) = if passed { (p.text_soft, size * 0.8) } else { (colour, size) };
            ui.label(RichText::new(sign).size(size).color(colour));
            let text = RichText::new(&said).font(bold(size)).color(if passed { p.text_soft } else { p.text });
            let response = ui.add(Label::new(text).wrap());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &said));
        });
    }
}

impl GhostLine {
    /// In words.
    fn say(self, texts: &Texts) -> String {
        let counts = |steps: i64, hits: i64| -> [(&str, Value<'_>); 4] {
            let side = |more: i64| {
                if more > 0 {
                    "more"
                } else if more < 0 {
                    "less"
                } else {
                    "same"
                }
            };
            [
                ("side", side(steps).into()),
                ("steps", steps.unsigned_abs().into()),
                ("hitside", side(hits).into()),
                ("hits", hits.unsigned_abs().into()),
            ]
        };
        let said = match (self.gate, self.lead) {
            (Gate::HalfWay, Lead::Both { steps, .. }) => texts.t_with("ghost-half-way", &counts(steps, 0)),
            (Gate::HalfWay, Lead::SeatSoFar) => texts.t("ghost-half-way-first").to_owned(),
            (Gate::HalfWay, _) => texts.t("ghost-half-way-alone").to_owned(),
            (_, Lead::Both { steps, hits }) => texts.t_with("ghost-end", &counts(steps, hits)),
            (_, Lead::Seat | Lead::SeatSoFar) => texts.t("ghost-end-alone").to_owned(),
            (_, Lead::Ghost { step }) => texts.t_with("ghost-end-ghost", &[("step", step.into())]),
            (_, Lead::Nobody) => texts.t("ghost-end-nobody").to_owned(),
        };
        match self.gate {
            Gate::Before => texts.t_with("last-round", &[("said", said.as_str().into())]),
            Gate::HalfWay | Gate::End => said,
        }
    }
}

/// The name of the ghost beside its piece, over the board.
pub(super) fn tag(ui: &Ui, look: Look<'_>, view: &GhostView<'_>, board: Rect) {
    let Some((at, half)) = view.at else { return };
    let p = &look.theme.palette;
    Area::new(Id::new("versus_ghost"))
        .order(Order::Middle)
        .interactable(false)
        .pivot(Align2::CENTER_BOTTOM)
        .fixed_pos(at - vec2(0.0, half * 0.92))
        .constrain_to(board)
        .show(ui.ctx(), |ui| {
            let text = RichText::new(format!("{} {}", icon::GHOST, view.name)).size(look.size(ui) * 0.95).color(p.text);
            let frame = Frame::new().fill(p.raised.gamma_multiply(0.85)).corner_radius(6);
            frame.inner_margin(Margin::symmetric(5, 1)).show(ui, |ui| ui.add(Label::new(text).extend()));
        });
}
