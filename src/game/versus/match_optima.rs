//! The exact optima of the rounds of a match, worked out in the background before a round needs them.
//! What they are of is the arena's to say, how they are kept is in `solving`.

use std::sync::Arc;

use bevy::prelude::*;

use super::{current_match::CurrentMatch, live_match::LiveMatch, matchmaking::Preview};
use crate::{
    arena::Controller,
    gridworld::Level,
    solving::{Optima, Solving},
};

/// How far ahead an optimum looks where steps cost nothing: it should still hurry.
const GAMMA: f64 = 0.99;

/// What is known, and what is being worked out.
#[derive(Resource)]
pub struct MatchOptima {
    /// What is known.
    pub optima: Arc<Optima>,
    /// Which moment `wanted` is of: the match's seed, the round, and whether the match is over.
    moment: Option<(u64, u32, bool)>,
    /// The levels of the rounds that are played now and next, or of the first round of the match that is being chosen.
    wanted: Vec<Arc<Level>>,
    /// What is being worked out of them.
    solving: Vec<(Arc<Level>, Solving)>,
}

impl Default for MatchOptima {
    fn default() -> Self {
        Self { optima: Arc::new(Optima::new(GAMMA)), moment: None, wanted: Vec::new(), solving: Vec::new() }
    }
}

impl MatchOptima {
    /// Whether all that are wanted exist; `None` while that is not known.
    pub fn exist(&self) -> Option<bool> {
        let known: Vec<_> = self.wanted.iter().map(|level| self.optima.known(level)).collect();
        if known.iter().flatten().any(Result::is_err) {
            return Some(false);
        }
        known.iter().all(Option::is_some).then_some(true)
    }

    /// Whether the next round finds the optima that play in it, so that no frame has to wait for them.
    pub fn are_ready(&self, live: &LiveMatch) -> bool {
        let plays = |(controller, _): &(&Controller, _)| matches!(controller.without_errors(), Controller::Optima(_));
        let levels = live.game.optimum_levels_to_come();
        let mut seats = live.game.controllers().iter().zip(&levels).filter(plays);
        seats.all(|(_, level)| self.optima.known(level).is_some())
    }

    /// Goes on working out these, and on nothing else.
    fn work(&mut self) {
        let Self { optima, wanted, solving, .. } = self;
        solving.retain(|(level, solve)| {
            if let Some(solved) = solve.solved() {
                optima.keep(level.clone(), solved.clone());
            }
            solve.solved().is_none() && wanted.contains(level)
        });
        for level in wanted {
            if optima.known(level).is_none() && !solving.iter().any(|(solved, _)| solved == level) {
                solving.push((level.clone(), Solving::start(level.clone(), GAMMA)));
            }
        }
    }
}

/// Asks for the optima of the rounds at hand.
pub(super) fn ask(preview: Res<Preview>, current: Res<CurrentMatch>, mut asked: ResMut<MatchOptima>) {
    let asked = asked.bypass_change_detection();
    let game = current.live.as_ref().map(|live| &live.game);
    let moment = game.map(|game| (game.settings().seed, game.round().number, game.result().is_some()));
    if moment != asked.moment || (game.is_none() && preview.is_changed()) {
        asked.moment = moment;
        asked.wanted = match (game, &preview.game) {
            (Some(game), _) => [game.optimum_levels(game.round().number), game.optimum_levels_to_come()].concat(),
            (None, Some(game)) => game.optimum_levels(1),
            (None, None) => Vec::new(),
        };
    }
    asked.work();
}
