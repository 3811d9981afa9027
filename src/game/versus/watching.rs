//! A recorded hunt as it is watched: the agent before it practised, then the same hunt with the agent afterwards.

use bevy::prelude::*;

use super::{current_match::CurrentMatch, practice::PracticeReport};
use crate::{
    arena::versus::{HUNTER, Rehearsal},
    game::board::{AgentView, BoardModel},
    panels::versus::WatchView,
};

/// Steps a second.
const PACE: f32 = 4.0;
/// Steps for which an end stays.
const REST: f32 = 6.0;

/// What is watched, and how far it is.
pub(super) struct Watching {
    /// The report's number.
    report: usize,
    /// Steps since the beginning of the first of the two films.
    steps: f32,
}

impl Watching {
    /// From the beginning.
    pub const fn of(report: usize) -> Self {
        Self { report, steps: 0.0 }
    }

    /// The film that is shown, whether it is the one after practice, and how many steps of it have passed; `None` at the end of both.
    fn moment<'a>(&self, reports: &'a [PracticeReport]) -> Option<(&'a Rehearsal, bool, f32)> {
        let PracticeReport { before, after, .. } = reports.get(self.report)?;
        let length = |rehearsal: &Rehearsal| rehearsal.film.len() as f32 + REST;
        let late = self.steps - length(before);
        if late < 0.0 {
            return Some((before, false, self.steps));
        }
        (late < length(after)).then_some((after, true, late))
    }

    /// In words and numbers.
    pub fn view(&self, reports: &[PracticeReport]) -> Option<WatchView> {
        let (rehearsal, is_after, steps) = self.moment(reports)?;
        let last = rehearsal.film.len() - 1;
        let step = (steps as usize).min(last);
        Some(WatchView { is_after, step, caught: (step == last).then_some(rehearsal.is_caught_in_film) })
    }

    /// Shows the board as it is now.
    pub fn fill(&self, reports: &[PracticeReport], model: &mut BoardModel) {
        let Some((rehearsal, _, steps)) = self.moment(reports) else { return };
        let film = &rehearsal.film;
        let now = (steps.ceil() as usize).min(film.len() - 1);
        let (world, before) = (&film[now], &film[now.saturating_sub(1)]);
        let progress = if steps.ceil() as usize > now { 1.0 } else { 1.0 - (steps.ceil() - steps) };
        let (from, to) = (before.agents()[0], world.agents()[0]);
        let agent = AgentView {
            from,
            to,
            facing: (to.x - from.x, to.y - from.y),
            seat: HUNTER + 1,
            won: None,
            alive: true,
            trail: Vec::new(),
        };
        model.show(world, progress, [agent]);
        model.mark_steered(rehearsal.steered.iter().copied(), HUNTER);
        model.paths.clear();
        model.values = None;
    }
}

/// Lets the film run; it ends by itself, and with the match.
pub(super) fn watch(time: Res<Time>, mut current: ResMut<CurrentMatch>) {
    let CurrentMatch { watching, practised, live, .. } = &mut *current;
    let Some(watched) = watching else { return };
    watched.steps += time.delta_secs() * PACE;
    let match_id = practised.get(watched.report).map(|report| report.match_id);
    let is_of_this_match = live.as_ref().is_some_and(|live| match_id == Some(live.id()));
    if !is_of_this_match || watched.moment(practised).is_none() {
        *watching = None;
    }
}
