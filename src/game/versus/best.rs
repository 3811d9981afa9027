//! The person's best races: each race that a person has run is offered for them in the background, as it may take an optimum to tell how
//! good it was. What is better, and the files, are the records' business.

use std::sync::Arc;

use bevy::prelude::*;

use super::{current_match::CurrentMatch, ghost::ChosenGhost, live_match::LiveMatch};
use crate::{
    arena::{Controller, versus::MatchMode},
    game::{
        DataFolder,
        faults::Fault,
        job::BackgroundJob,
        notices::{Announcer, Notice},
    },
    gridworld::Level,
    records::{BestRounds, Offered},
    replay::{RecordedGhost, Replay, ReplayError},
    solving::Optima,
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<BestRaces>().add_systems(Startup, begin).add_systems(Update, keep);
}

/// The best races, and those that may become it.
#[derive(Resource, Default)]
pub struct BestRaces {
    kept: Option<BestRounds>,
    waiting: Vec<(Replay, Arc<Optima>)>,
    job: Option<BackgroundJob<(Replay, Result<Offered, ReplayError>)>>,
}

fn begin(folder: Res<DataFolder>, mut best: ResMut<BestRaces>) {
    best.kept = folder.0.as_ref().map(|folder| BestRounds::new(folder.join("best")));
}

impl BestRaces {
    /// The person's best race on a level, as races are run on it.
    pub(super) fn of(&self, level: &Level, announcer: &mut Announcer) -> Option<RecordedGhost> {
        self.kept.as_ref()?.of(level).unwrap_or_else(|aside| {
            announcer.error(Fault::BestAside(aside));
            None
        })
    }

    /// Offers the rounds of a match that have ended. Where several people share the keyboard nobody knows whose best it would be.
    pub(super) fn offer(&mut self, live: &LiveMatch, replays: &[Replay]) {
        let people = live.game.controllers().iter().filter(|controller| matches!(controller, Controller::Person));
        if self.kept.is_some() && live.game.settings().mode == MatchMode::Race && people.count() == 1 {
            self.waiting.extend(replays.iter().map(|replay| (replay.clone(), live.optima.clone())));
        }
    }
}

/// Offers one race after the other, and tells of the best.
fn keep(
    mut best: ResMut<BestRaces>,
    mut chosen: ResMut<ChosenGhost>,
    mut current: ResMut<CurrentMatch>,
    mut announcer: Announcer,
) {
    if best.job.is_none() && best.waiting.is_empty() {
        return;
    }
    let best = &mut *best;
    if let Some(job) = best.job.take_if(|job| job.is_done()) {
        match job.result() {
            Ok((replay, Ok(offered))) => {
                if let Some(aside) = offered.aside {
                    announcer.error(Fault::BestAside(aside));
                }
                if let (Some(rank), Ok(ghost)) = (offered.best, replay.ghost()) {
                    announcer.tell(Notice::Best { level: replay.header.level, excess: rank.excess, hits: rank.hits });
                    chosen.forget();
                    let ghost = Arc::new(ghost);
                    let CurrentMatch { live, aside, .. } = &mut *current;
                    for live in live.iter_mut().chain(aside) {
                        let LiveMatch { ghost: running, game, .. } = live;
                        running.iter_mut().for_each(|running| running.improve(&ghost, game));
                    }
                }
            }
            Ok((_, Err(refused))) => announcer.error(refused),
            Err(fault) => announcer.error(fault),
        }
    }
    if let (None, Some(kept)) = (&best.job, best.kept.clone())
        && !best.waiting.is_empty()
    {
        let (replay, optima) = best.waiting.remove(0);
        best.job = Some(BackgroundJob::start(move || {
            let offered = kept.offer(&replay, &optima);
            (replay, offered)
        }));
    }
}
