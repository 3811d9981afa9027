//! Pupils: learners of their own that imitate the person's games, one for each level, as long as the program runs. The training screen's
//! learner stays as it is until the person asks for the pupil there.

use std::{
    ops::ControlFlow,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use bevy::prelude::*;

use super::{
    demonstrations::{DemonstrationPool, is_same_board},
    live_match::LiveMatch,
    matchmaking::MatchLevel,
};
use crate::{
    arena::{Controller, Setup, Simulation, play_watched},
    disk,
    game::{
        faults::Fault,
        job::BackgroundJob,
        lanes::{Lanes, RunPlan},
        notices::Announcer,
    },
    gridworld::{Level, Observation},
    learning::{ActionSelection, Checkpoint, Demonstration, Imitation, Policy, Preset, imitate_watched},
    panels::{
        Draft, LevelChoice,
        versus::{LearnedView, PupilStart, TaughtView},
    },
};

/// Episodes of each evaluation, and their seed, which no training uses.
const EPISODES: u32 = 200;
const SEED: u64 = 771_234;
/// What a learner that has been shown how still tries out by itself, at most.
const EXPLORATION: f32 = 0.1;
/// Parts of a training that its progress counts.
const PARTS: u32 = 1000;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Pupils>().add_systems(Update, finish);
}

/// The pupils, and the training under way.
#[derive(Resource, Default)]
pub struct Pupils {
    /// One for each level at most.
    trained: Vec<Pupil>,
    job: Option<BackgroundJob<Result<Pupil, Fault>>>,
    /// How much of it is done, in thousandths.
    progress: Arc<AtomicU32>,
    /// What is saved once a file has been chosen.
    to_save: Option<Arc<Policy>>,
}

/// A pupil.
pub struct Pupil {
    /// Its network.
    pub policy: Arc<Policy>,
    /// What it learned from, and what it came to.
    pub taught: TaughtView,
    /// With which settings, on its level as matches are played there.
    setup: Setup,
    /// Its level as it is chosen from the list.
    level: (LevelChoice, Arc<Level>),
}

impl Pupils {
    /// The pupil of a level.
    pub fn on(&self, level: &Level) -> Option<&Pupil> {
        self.trained.iter().find(|pupil| is_same_board(&pupil.setup.level, level))
    }

    /// How much of a training is done, 0 to 1, while one goes on.
    pub fn progress(&self) -> Option<f32> {
        self.job.as_ref().map(|_| self.progress.load(Ordering::Relaxed) as f32 / PARTS as f32)
    }

    /// Begins to train a pupil from these of the person's games, on the level of the match.
    ///
    /// # Errors
    /// Settings of the training screen that cannot be run on this level.
    pub(super) fn teach(
        &mut self,
        (pool, games): (&DemonstrationPool, &[u64]),
        start: PupilStart,
        live: &LiveMatch,
        at: &MatchLevel,
        lanes: &Lanes,
    ) -> Result<(), Fault> {
        if self.job.is_some() {
            return Ok(());
        }
        let level = live.game.settings().level.clone();
        let (setup, policy) = beginning(start, live, level.clone(), lanes)?;
        let (shown, rounds) = pool.shown(games, setup.observation);
        let listed = if is_same_board(&at.level, &level) {
            (at.choice.clone(), at.level.clone())
        } else {
            (LevelChoice::Edited, level)
        };
        self.progress = Arc::default();
        let progress = self.progress.clone();
        self.job = Some(BackgroundJob::start(move || {
            let report = |done: f32| progress.store((done * PARTS as f32) as u32, Ordering::Relaxed);
            let (policy, learned) = teach(&setup, &policy, &shown, &report)?;
            let steps = shown.iter().map(|shown| shown.actions.len()).sum();
            let taught = TaughtView { shown: (rounds, steps), start, learned };
            Ok(Pupil { policy: Arc::new(policy), taught, setup, level: listed })
        }));
        Ok(())
    }

    /// Notes which pupil is saved once a file is chosen.
    pub fn save_next(&mut self, level: &Level) {
        self.to_save = self.on(level).map(|pupil| pupil.policy.clone());
    }

    /// Saves the pupil that was noted.
    pub(super) fn save(&self, path: &Path) -> Result<(), Fault> {
        let Some(policy) = &self.to_save else { return Ok(()) };
        let checkpoint = Checkpoint { policy: Policy::clone(policy) };
        Ok(disk::save_weights(path, &checkpoint.to_bytes())?)
    }

    /// Lets the training screen go on from the pupil of a level. What ran there can be brought back.
    pub(super) fn adopt(&self, level: &Level, lanes: &mut Lanes) -> Result<(), Fault> {
        let Some(pupil) = self.on(level) else { return Ok(()) };
        let (choice, level) = pupil.level.clone();
        let simulation = Simulation::from_policy(&Setup { level, ..pupil.setup.clone() }, &pupil.policy)?;
        let setup = simulation.setup().cloned().unwrap_or_else(|| pupil.setup.clone());
        let draft = Draft { level: choice, ..RunPlan::of_setup(setup, lanes.plan().draft).draft };
        lanes.adopt(draft, simulation);
        Ok(())
    }
}

/// What a pupil can start from after this match.
pub(super) fn starts(live: &LiveMatch, lanes: &Lanes) -> Vec<PupilStart> {
    let offered = |start: &PupilStart| match start {
        PupilStart::Fresh => true,
        PupilStart::Opponent => opponent(live).is_some(),
        PupilStart::Learner => is_same_board(&lanes.setup().level, &live.game.settings().level),
    };
    PupilStart::ALL.into_iter().filter(offered).collect()
}

/// The first network that played.
fn opponent(live: &LiveMatch) -> Option<(&Arc<Policy>, Observation)> {
    live.game.controllers().iter().find_map(|controller| match controller.without_errors() {
        Controller::Policy { policy, observation, .. } => Some((policy, *observation)),
        _ => None,
    })
}

/// With what a pupil begins to learn.
fn beginning(start: PupilStart, live: &LiveMatch, level: Arc<Level>, lanes: &Lanes) -> Result<(Setup, Policy), Fault> {
    match (start, opponent(live)) {
        (PupilStart::Opponent, Some((policy, observation))) => {
            let preset = Setup::preset(level, policy.algorithm, Preset::Tuned, lanes.setup().seed);
            Ok((Setup { observation, ..preset }, Policy::clone(policy)))
        }
        (PupilStart::Learner, _) => {
            let lane = lanes.shown();
            let checkpoint = lane.simulation.checkpoint().expect("every lane learns");
            Ok((Setup { level, ..lane.setup().clone() }, checkpoint.policy))
        }
        _ => {
            let setup = Setup { level, ..lanes.setup().clone() };
            let checkpoint = Simulation::new(&setup)?.checkpoint().expect("a run made from a setup has a learner");
            Ok((setup, checkpoint.policy))
        }
    }
}

/// Imitates what is shown, and measures before and after. The same arguments give the same pupil, bit for bit.
fn teach(
    setup: &Setup,
    start: &Policy,
    shown: &[Demonstration],
    report: &dyn Fn(f32),
) -> Result<(Policy, LearnedView), Fault> {
    let settings = Imitation { exploration: EXPLORATION, ..Imitation::default() };
    let before = measure(start, setup, &|done| report(done / 3.0))?;
    let mut watch = |update: u32| report((1.0 + update as f32 / settings.updates as f32) / 3.0);
    let imitated = imitate_watched(start, shown, setup.hyperparameters.gamma, &settings, setup.seed, &mut watch)
        .map_err(|fault| Fault::Lesson { finding: fault.to_string() })?;
    let after = measure(&imitated.policy, setup, &|done| report((2.0 + done) / 3.0))?;
    let learned = LearnedView {
        episode_return: (before.0, after.0),
        success: (before.1, after.1),
        agreement: (imitated.agreement_before, imitated.agreement_after),
        episodes: EPISODES,
    };
    Ok((imitated.policy, learned))
}

/// Mean return, and the share of episodes that reached a goal.
fn measure(policy: &Policy, setup: &Setup, report: &dyn Fn(f32)) -> Result<(f32, f32), Fault> {
    let sample = policy.algorithm.spec().evaluation == ActionSelection::Sample;
    let controller = Controller::Policy { policy: Arc::new(policy.clone()), observation: setup.observation, sample };
    let mut watch = |played: usize| {
        report(played as f32 / EPISODES as f32);
        ControlFlow::Continue(())
    };
    let episodes = play_watched(&setup.level, &controller, EPISODES, SEED, &mut watch)?;
    let count = episodes.len().max(1) as f32;
    let total: f32 = episodes.iter().map(|episode| episode.episode_return).sum();
    let successes = episodes.iter().filter(|episode| episode.goal).count();
    Ok((total / count, successes as f32 / count))
}

fn finish(mut pupils: ResMut<Pupils>, mut announcer: Announcer) {
    // Nothing has changed while nobody is done.
    let Some(job) = pupils.bypass_change_detection().job.take_if(|job| job.is_done()) else { return };
    match job.result().flatten() {
        Ok(pupil) => {
            pupils.trained.retain(|other| !is_same_board(&other.setup.level, &pupil.setup.level));
            pupils.trained.push(pupil);
            announcer.done("notice-pupil-taught");
        }
        Err(fault) => announcer.error(fault),
    }
}
