//! "Learn from me": the person's games become demonstrations for the learner of the training tab, which then goes on from there.
//! How is learned from demonstrations stands in `learning`; here is from which games, on which thread, and where the result goes.

use std::sync::Arc;

use bevy::prelude::*;

use super::{live_match::LiveMatch, matchmaking::MatchLevel};
use crate::{
    arena::{
        Controller, Setup, Simulation, evaluate,
        versus::{MatchMode, MatchSettings, Round, demonstrations},
    },
    game::{
        faults::Fault,
        job::BackgroundJob,
        lanes::{Lanes, RunPlan},
        notices::Announcer,
    },
    gridworld::Level,
    learning::{Demonstration, Imitation, Policy, imitate},
    panels::{Draft, versus::LearnedView},
};

/// Rounds that are remembered at most; the oldest go first.
const REMEMBERED: usize = 200;
/// Episodes of each evaluation, and their seed, which no training uses.
const EPISODES: u32 = 200;
const SEED: u64 = 771_234;
/// What a learner that has been shown how still tries out by itself, at most.
const EXPLORATION: f32 = 0.1;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<DemonstrationPool>().add_systems(Update, finish);
}

/// The rounds that people have played since the start of the program, and the imitation under way.
#[derive(Resource, Default)]
pub struct DemonstrationPool {
    rounds: Vec<(MatchSettings, Round, usize)>,
    job: Option<BackgroundJob<Result<ImitationResult, Fault>>>,
    /// What the last imitation came to.
    pub learned: Option<LearnedView>,
}

struct ImitationResult {
    draft: Draft,
    simulation: Simulation,
    learned: LearnedView,
}

impl DemonstrationPool {
    /// Keeps the last round, if a person played it on foot.
    pub fn remember(&mut self, live: &LiveMatch) {
        let settings = live.game.settings();
        let Some(round) = live.game.rounds().last().filter(|_| !matches!(settings.mode, MatchMode::Hunt { .. })) else {
            return;
        };
        for (seat, controller) in live.game.controllers().iter().enumerate() {
            if matches!(controller, Controller::Person) && !round.seats[seat].actions.is_empty() {
                self.rounds.push((settings.clone(), round.clone(), seat));
            }
        }
        let surplus = self.rounds.len().saturating_sub(REMEMBERED);
        self.rounds.drain(..surplus);
    }

    /// Rounds on this level that a learner can be shown.
    pub fn on(&self, level: &Level) -> usize {
        self.rounds.iter().filter(|(settings, ..)| settings.is_on(level)).count()
    }

    /// Whether a learner is imitating now.
    pub const fn is_running(&self) -> bool {
        self.job.is_some()
    }

    /// Lets the learner imitate them of the training tab: as it is where it learns on this level already, else to a fresh one
    /// with the same settings.
    pub fn give(&mut self, at: &MatchLevel, lanes: &Lanes) -> Result<(), Fault> {
        if self.is_running() {
            return Ok(());
        }
        let level = at.level.clone();
        let plan =
            RunPlan { draft: Draft { level: at.choice.clone(), lanes: 1, ..lanes.plan().draft }, level: level.clone() };
        let as_it_is = (*lanes.setup().level == *level).then(|| lanes.shown()).and_then(|lane| {
            let checkpoint = lane.simulation.checkpoint()?;
            Some((lane.setup().clone(), checkpoint.policy))
        });
        let (setup, policy) = match as_it_is {
            Some(known) => known,
            None => fresh(&plan)?,
        };
        let shown: Vec<Demonstration> = self
            .rounds
            .iter()
            .filter(|(settings, ..)| settings.is_on(&level))
            .flat_map(|(settings, round, seat)| demonstrations(settings, round, *seat, setup.observation))
            .collect();
        self.job = Some(BackgroundJob::start(move || teach(plan.draft, &setup, policy, &shown)));
        Ok(())
    }
}

/// A learner that knows nothing yet.
fn fresh(plan: &RunPlan) -> Result<(Setup, Policy), Fault> {
    let setup = plan.setups().swap_remove(0);
    let simulation = Simulation::new(&setup)?;
    let checkpoint = simulation.checkpoint().expect("a run made from a setup has a learner");
    Ok((setup, checkpoint.policy))
}

fn teach(draft: Draft, setup: &Setup, mut policy: Policy, shown: &[Demonstration]) -> Result<ImitationResult, Fault> {
    let gamma = setup.hyperparameters.gamma;
    let before = measure(&policy, setup)?;
    let imitated = imitate(&policy, shown, gamma, &Imitation::default(), setup.seed)
        .map_err(|fault| Fault::Lesson { finding: fault.to_string() })?;
    policy = imitated.policy;
    policy.explore_at_most(EXPLORATION);
    let after = measure(&policy, setup)?;
    let simulation = Simulation::from_policy(setup, &policy)?;
    Ok(ImitationResult {
        draft,
        simulation,
        learned: LearnedView {
            episode_return: (before.0, after.0),
            success: (before.1, after.1),
            agreement: (imitated.agreement_before, imitated.agreement_after),
            episodes: EPISODES,
        },
    })
}

/// Mean return, and the share of episodes that reached a goal.
fn measure(policy: &Policy, setup: &Setup) -> Result<(f32, f32), Fault> {
    let mode = policy.algorithm.spec().evaluation;
    let policy = Arc::new(policy.clone());
    let episodes = evaluate(&policy, setup.observation, &setup.level, EPISODES, SEED, mode)?;
    let count = episodes.len().max(1) as f32;
    let total: f32 = episodes.iter().map(|episode| episode.episode_return).sum();
    let successes = episodes.iter().filter(|episode| episode.goal).count();
    Ok((total / count, successes as f32 / count))
}

fn finish(mut pool: ResMut<DemonstrationPool>, mut lanes: ResMut<Lanes>, mut announcer: Announcer) {
    let Some(job) = pool.job.take_if(|job| job.is_done()) else { return };
    match job.result().flatten() {
        Ok(imitation) => {
            lanes.adopt(imitation.draft, imitation.simulation);
            pool.learned = Some(imitation.learned);
            if imitation.learned.is_worse() {
                announcer.note("notice-learned-worse");
            } else {
                announcer.done("notice-learned");
            }
        }
        Err(fault) => announcer.error(fault),
    }
}
