//! What a round teaches: the step that cost most, in a sentence, with the keys to look at it and to play on from there; and what came of that.

use bevy_egui::egui::{Label, RichText, Ui};
use egui_phosphor::regular as icon;

use super::{VersusCommand, keyed::Keyed, mark};
use crate::{
    arena::versus::{CostlyStep, SeatRound},
    panels::{Look, VersusKey, numbers},
};

/// What a round teaches who sat on a seat.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The seat.
    pub seat: usize,
    /// Who sat there; `None` for the only person of the match.
    pub who: Option<String>,
    /// The step that cost it most; `None` where none cost anything.
    pub costly: Option<CostlyStep>,
    /// Whether the exact optimum says so, and not what an opponent expects.
    pub by_optimum: bool,
}

/// What the round in view teaches.
#[derive(Clone, Copy, Debug, Default)]
pub struct LessonsView<'a> {
    /// For each seat that it teaches something.
    pub lessons: &'a [Lesson],
    /// The seat whose costliest step lies on the board.
    pub looked_at: Option<usize>,
    /// The round that it is about, from 1.
    pub round: u32,
}

/// A practice that goes on from the costliest step of a round.
#[derive(Clone, Copy, Debug)]
pub struct PlayedOnView<'a> {
    /// Whose step it was.
    pub seat: usize,
    /// Its number in the round, from 1.
    pub from: u32,
    /// What that seat did in the round.
    pub before: &'a SeatRound,
}

impl LessonsView<'_> {
    /// What the key to look asks for: the costliest step of the first seat, of the next one, and after the last none.
    pub(super) fn look_next(&self) -> Option<VersusCommand> {
        let costly = self.lessons.iter().filter(|lesson| lesson.costly.is_some()).map(|lesson| lesson.seat);
        let next = costly.clone().find(|seat| self.looked_at.is_none_or(|looked_at| *seat > looked_at));
        (next.is_some() || self.looked_at.is_some()).then_some(VersusCommand::Look(next))
    }

    /// Which moment the board shows, where a step is looked at.
    pub(super) fn caption(&self, look: Look<'_>) -> Option<String> {
        let seat = self.looked_at?;
        let costly = self.lessons.iter().find(|lesson| lesson.seat == seat)?.costly.as_ref()?;
        let said = [("round", self.round.into()), ("step", (costly.step + 1).into())];
        Some(look.texts.t_with("lesson-moment", &said))
    }

    /// What the key to play on asks for: from the step that is looked at, else from the first seat's.
    pub(super) fn play_on(&self) -> Option<VersusCommand> {
        let first = || self.lessons.iter().find(|lesson| lesson.costly.is_some()).map(|lesson| lesson.seat);
        self.looked_at.or_else(first).map(VersusCommand::PlayOn)
    }
}

/// Draws the lessons of a round; nothing where there are none.
pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: LessonsView<'_>) -> Vec<VersusCommand> {
    let mut commands = Vec::new();
    let Some(first) = view.lessons.first() else { return commands };
    let title = look.texts.t_with("lesson-title", &[("round", view.round.into())]);
    look.heading(ui, icon::LIGHTBULB, &title);
    for lesson in view.lessons {
        ui.horizontal_top(|ui| {
            mark::mark(ui, look, lesson.seat);
            ui.add(Label::new(sentence(look, lesson)).wrap());
        });
        if lesson.costly.is_some() {
            ui.push_id(("lesson", lesson.seat), |ui| buttons(ui, look, view, lesson.seat, &mut commands));
        }
    }
    if view.looked_at.is_some() {
        ui.label(look.small(look.t("lesson-ways")));
    }
    ui.label(look.small(look.t(if first.by_optimum { "lesson-by-optimum" } else { "lesson-by-opponent" })));
    commands
}

fn buttons(ui: &mut Ui, look: Look<'_>, view: LessonsView<'_>, seat: usize, commands: &mut Vec<VersusCommand>) {
    let is_open = view.looked_at == Some(seat);
    let (looks, plays) = (VersusCommand::Look((!is_open).then_some(seat)), VersusCommand::PlayOn(seat));
    ui.horizontal_wrapped(|ui| {
        let key = (view.look_next().as_ref() == Some(&looks)).then_some(VersusKey::Look);
        if (Keyed { sign: icon::EYE, text: "lesson-look", key }).shown(ui, look, Some(is_open), false) {
            commands.push(looks);
        }
        let key = (view.play_on().as_ref() == Some(&plays)).then_some(VersusKey::PlayOn);
        if (Keyed { sign: icon::ARROW_U_DOWN_LEFT, text: "play-on", key }).ui(ui, look) {
            commands.push(plays);
        }
    });
}

/// What the step was, what would have been better, and by how much.
fn sentence(look: Look<'_>, lesson: &Lesson) -> String {
    let Some(costly) = &lesson.costly else {
        return look.t(if lesson.by_optimum { "lesson-flawless" } else { "lesson-nothing-better" }).to_owned();
    };
    // Steps that cost nothing but time are worth little under a discount.
    let decimals = if costly.cost < 0.1 { 3 } else { 2 };
    let cost = numbers::real(costly.cost.into(), decimals);
    let said = look.texts.t_with(
        "lesson-step",
        &[
            ("step", (costly.step + 1).into()),
            ("who", lesson.who.as_deref().unwrap_or(look.t("lesson-you")).into()),
            ("action", costly.action.name().into()),
            ("hits", costly.hits.into()),
            ("better", costly.better.name().into()),
            ("cost", cost.as_str().into()),
        ],
    );
    match costly.delay {
        Some(steps) => format!("{said} {}", look.texts.t_with("lesson-delay", &[("steps", steps.into())])),
        None => said,
    }
}

/// That it is practice, and from where.
pub(super) fn practice_badge(ui: &mut Ui, look: Look<'_>, practice: PlayedOnView<'_>) {
    let text = look.texts.t_with("play-on-badge", &[("step", practice.from.into())]);
    look.badge(ui, text, look.theme.palette.warning);
}

/// What came of a practice that is over, beside what came of the round; again or back.
pub(super) fn practice_over(
    ui: &mut Ui,
    look: Look<'_>,
    practice: PlayedOnView<'_>,
    now: &SeatRound,
) -> Vec<VersusCommand> {
    for (text, played) in [("play-on-now", now), ("play-on-before", practice.before)] {
        let goal = played.goal_step.map_or_else(|| "–".to_owned(), |step| step.to_string());
        let total = numbers::signed(played.episode_return.into(), 2);
        let said = look.texts.t_with(
            text,
            &[("goal", goal.as_str().into()), ("hits", played.hits.into()), ("return", total.as_str().into())],
        );
        ui.label(RichText::new(said));
    }
    let mut commands = Vec::new();
    ui.horizontal_wrapped(|ui| {
        if Keyed::new(icon::ARROW_U_DOWN_LEFT, "play-on-again", VersusKey::PlayOn).primary(ui, look, 0.0) {
            commands.push(VersusCommand::PlayOn(practice.seat));
        }
        if Keyed::new(icon::X, "play-on-back", VersusKey::Back).ui(ui, look) {
            commands.push(VersusCommand::Leave);
        }
    });
    commands
}
