//! What each round of a match teaches the people who played it: worked out in the background once the round is over.
//! How the costliest step is found is the arena's business; here is when, which of them is looked at, and the practice that goes on from it.

use bevy::prelude::*;

use std::sync::Arc;

use super::{CurrentMatch, LiveMatch, MatchPhase};
use crate::{
    arena::versus::{CostlyStep, Critic, HUNTER, Match, MatchMode, MatchSettings, Round, costliest_step},
    game::job::BackgroundJob,
    gridworld::Optimum,
    panels::versus::{Lesson, LessonsView, SeatPlayer},
    solving::Optima,
};

/// What the rounds of a match teach.
#[derive(Default)]
pub struct Lessons {
    /// By round, as far as they are worked out.
    rounds: Vec<Vec<Lesson>>,
    job: Option<BackgroundJob<Vec<Lesson>>>,
    /// The seat whose costliest step lies on the board.
    pub looked_at: Option<usize>,
}

/// Where an unrated practice goes on from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlayedOn {
    /// The round of the match that waits, from 0.
    pub round: usize,
    /// Whose costliest step it is.
    pub seat: usize,
    /// Steps of the round before it.
    pub step: u32,
}

/// Works out what the rounds that are over teach, one after the other.
pub(super) fn work_out(mut current: ResMut<CurrentMatch>) {
    if let Some(live) = current.live.as_mut().filter(|live| live.played_on.is_none()) {
        live.lessons.work_out(&live.game, &live.players, &live.optima);
    }
}

impl Lessons {
    fn work_out(&mut self, game: &Match, players: &[SeatPlayer], optima: &Arc<Optima>) {
        if let Some(job) = self.job.take_if(|job| job.is_done()) {
            // One that went wrong teaches nothing.
            self.rounds.push(job.result().unwrap_or_default());
        }
        let Some(round) = game.rounds().get(self.rounds.len()).filter(|_| self.job.is_none()) else { return };
        let levels = game.optimum_levels(round.number);
        let (settings, round, optima) = (game.settings().clone(), round.clone(), optima.clone());
        let people: Vec<usize> = (0..players.len()).filter(|&seat| players[seat].keys.is_some()).collect();
        let name = |seat: usize| (seat, (people.len() != 1).then(|| players[seat].name.clone()));
        let seats: Vec<_> = match people[..] {
            [] => (0..players.len()).map(name).collect(),
            _ => people.iter().copied().map(name).collect(),
        };
        self.job = Some(BackgroundJob::start(move || {
            let lesson = |(seat, who): (usize, Option<String>)| {
                // Most are known, as the round was prepared for.
                let optimum = levels.get(seat).and_then(|level| optima.of(level).ok());
                lesson(&settings, &round, (seat, who), optimum.as_deref())
            };
            seats.into_iter().filter_map(lesson).collect()
        }));
    }

    /// What a round teaches.
    pub(super) fn of(&self, round: usize) -> LessonsView<'_> {
        let lessons = self.rounds.get(round).map_or(&[][..], Vec::as_slice);
        LessonsView { lessons, looked_at: self.looked_at, round: round as u32 + 1 }
    }

    fn costly(&self, round: usize, seat: usize) -> Option<&CostlyStep> {
        self.rounds.get(round)?.iter().find(|lesson| lesson.seat == seat)?.costly.as_ref()
    }
}

/// `None` where nobody can say what a step was worth.
fn lesson(
    settings: &MatchSettings,
    round: &Round,
    (seat, who): (usize, Option<String>),
    optimum: Option<&Optimum>,
) -> Option<Lesson> {
    let is_hunter = matches!(settings.mode, MatchMode::Hunt { .. }) && seat == HUNTER;
    if is_hunter || round.seats[seat].actions.is_empty() {
        return None;
    }
    let critic = Critic::of(settings, optimum)?;
    let by_optimum = matches!(critic, Critic::Optimum(_));
    Some(Lesson { seat, who, costly: costliest_step(settings, round, seat, critic), by_optimum })
}

impl CurrentMatch {
    /// The round that is spoken of: the chosen one after the match, before that the last one that has ended.
    pub(super) fn round_in_view(&self) -> usize {
        match &self.live {
            Some(live) if live.phase != MatchPhase::Over => live.game.rounds().len().saturating_sub(1),
            _ => self.shown_round,
        }
    }

    /// The step that is looked at, and whose it was.
    pub(super) fn moment(&self) -> Option<(usize, &CostlyStep)> {
        let lessons = &self.live.as_ref()?.lessons;
        let seat = lessons.looked_at?;
        Some((seat, lessons.costly(self.round_in_view(), seat)?))
    }

    /// Lays a seat's costliest step over the board, or takes it away again; the time of the match stands meanwhile. In the middle of a round
    /// it goes on only when it is asked to.
    pub(super) fn look_at(&mut self, seat: Option<usize>) {
        let Some(live) = &mut self.live else { return };
        live.lessons.looked_at = seat;
        if seat.is_some() && live.phase != MatchPhase::Over {
            live.pause(true);
        } else if matches!(live.phase, MatchPhase::RoundOver(_)) {
            live.pause(false);
        }
    }

    /// Begins an unrated practice from a seat's costliest step, or begins it again. The match waits for its end.
    pub(super) fn play_on(&mut self, seat: usize) {
        let again = self.live.as_ref().and_then(|live| live.played_on);
        let round = again.map_or_else(|| self.round_in_view(), |again| again.round);
        let Some(waiting) = self.aside.as_ref().or(self.live.as_ref()) else { return };
        let Some(step) = waiting.lessons.costly(round, seat).map(|costly| costly.step) else { return };
        match waiting.game.play_on(&waiting.game.rounds()[round], step) {
            Ok(game) => {
                let mut practice = LiveMatch::new(game, waiting.players.clone(), waiting.optima.clone());
                practice.played_on = Some(PlayedOn { round, seat, step });
                let before = self.live.replace(practice);
                self.aside = self.aside.take().or(before);
            }
            Err(fault) => self.problem = Some(Box::new(fault).into()),
        }
    }

    /// Ends a practice and goes back to the match that waits for it, as it was; `false` where none does.
    pub(super) fn go_back(&mut self) -> bool {
        if let Some(waiting) = self.aside.take() {
            self.live = Some(waiting);
            return true;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        arena::{Controller, versus::Hunters},
        gridworld::Level,
    };

    /// A seat that has nothing to learn gets no lesson, rather than one that praises it.
    #[test]
    fn hunters_and_rounds_without_a_step_have_no_lesson() {
        for mode in [MatchMode::Race, MatchMode::Hunt { hunters: Hunters::One }] {
            let level = Arc::new(mode.level(&Level::built_in("classic").expect("built in")));
            let settings = MatchSettings { level, mode, pairs: 1, seed: 1, board: None };
            let begin = || Match::new(settings.clone(), vec![Controller::Random; 2]).expect("they fit");
            let taught = |round: &Round| [0, 1].map(|seat| lesson(&settings, round, (seat, None), None).is_some());
            let mut given_up = begin();
            given_up.give_up(0);
            assert_eq!(taught(given_up.round()), [false; 2], "{mode:?} without a step");
            let mut played = begin();
            while !played.step() {}
            let hunts = mode != MatchMode::Race;
            assert_eq!(taught(played.round()), [!hunts, true], "{mode:?} to its end");
        }
    }
}
