//! When obstacles that are steered move: slow ones move on some steps only, and a hunter should see on which.

use std::f32::consts::TAU;

use bevy_egui::egui::{Painter, Pos2, Response, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType, vec2};

use super::mark;
use crate::{
    arena::versus::{HUNTER, Match},
    panels::Look,
};

/// Dots of a ring that is not whole.
const DOTS: u8 = 8;

/// How often the obstacles of a hunt move that are steered, where it is not in each step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HuntersTurn {
    /// Steps from one move to the next; `None` where that differs between them.
    pub every: Option<u32>,
    /// Whether one of them moves in the next step.
    pub is_next: bool,
}

impl HuntersTurn {
    /// Of a match as it stands; `None` where nobody hunts, and where all of the obstacles that are steered move in each step.
    #[must_use]
    pub fn of(game: &Match) -> Option<Self> {
        let world = game.simulation().grid_world(0);
        let steered = game.hunted_obstacles();
        let paces = || steered.iter().map(|&obstacle| world.level().obstacles[obstacle].every);
        let (most, least) = (paces().max()?, paces().min()?);
        let is_next = steered.iter().any(|&obstacle| world.obstacles()[obstacle].steps_until_move <= 1);
        (most > 1).then_some(Self { every: (most == least).then_some(most), is_next })
    }

    /// The rule, in a sentence.
    pub(super) fn rule(self, look: Look<'_>) -> String {
        match self.every {
            Some(every) => look.texts.t_with("rules-slow", &[("every", every.into())]),
            None => look.t("rules-slow-mixed").to_owned(),
        }
    }

    /// Its ring, as it is on the board: whole where it moves in the next step, else of dots.
    pub(super) fn ui(self, ui: &mut Ui, look: Look<'_>, side: f32) -> Response {
        let (response, painter) = ui.allocate_painter(vec2(side, side), Sense::hover());
        self.paint(&painter, look, response.rect.center(), side * 0.4);
        let said = look.t(self.key());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, said));
        response.on_hover_text(said)
    }

    /// The key of what its ring says.
    pub(super) const fn key(self) -> &'static str {
        if self.is_next { "turn-next" } else { "turn-later" }
    }

    fn paint(self, painter: &Painter, look: Look<'_>, centre: Pos2, radius: f32) {
        let colour = mark::colour(look, HUNTER);
        if self.is_next {
            painter.circle_stroke(centre, radius, Stroke::new((radius * 0.3).max(2.0), colour));
            return;
        }
        for dot in 0..DOTS {
            let at = centre + Vec2::angled(TAU * f32::from(dot) / f32::from(DOTS)) * radius;
            painter.circle_filled(at, (radius * 0.15).max(1.0), colour);
        }
    }
}
