//! A training run with looks at how well it plays, and which of those looks become opponents.
//! What is trained is in `recipe`, what becomes of the chosen ones above.

use std::sync::Arc;

use super::duel::round_robin;
use crate::{
    arena::{Controller, Setup, Simulation, opponents::RUNGS},
    learning::{Learner, Policy, Status},
    records::bradley_terry,
    runs::RunError,
};

/// Looks in a run; the last is its end. Early ones are closer together: look k is at (k / LOOKS)^2 of the run.
const LOOKS: u64 = 80;
/// Pairs of rounds that every two looks play, and where their worlds come from.
const PAIRS: u32 = 8;
const SEED: u64 = 774_000_000;
/// The weakest opponent is about as strong as somebody who plays as at the end of the run but errs in this share of the steps.
const BEGINNER: f32 = 0.5;
/// Points between two opponents at least, where the run has so many: the better one scores 60%.
const APART: f64 = 75.0;

/// The policy at one moment of a run; it carries its epsilon.
#[derive(Clone)]
pub(super) struct Snapshot {
    pub policy: Arc<Policy>,
    /// Episodes that the run had finished.
    pub episodes: u64,
}

impl Snapshot {
    /// Plays as the agent did at that moment.
    pub fn controller(&self, setup: &Setup) -> Controller {
        Controller::Policy { policy: self.policy.clone(), observation: setup.observation, sample: true }
    }
}

/// Trains for so many steps of agents, and looks; `watch` is told how many were made.
///
/// # Errors
/// A setup that breaks a rule, or weights that explode.
pub(super) fn climb(setup: &Setup, steps: u64, watch: &mut dyn FnMut(u64)) -> Result<Vec<Snapshot>, RunError> {
    let mut simulation = Simulation::new(setup)?;
    let ticks = steps / simulation.arena_count() as u64;
    let mut looks = Vec::new();
    for tick in 1..=ticks {
        simulation.tick();
        watch(tick * simulation.arena_count() as u64);
        let next = looks.len() as u64 + 1;
        if tick * LOOKS * LOOKS < ticks * next * next {
            continue;
        }
        // Nobody reads them: only what is learned matters here.
        simulation.drain_episodes();
        if let Some(Status::Diverged { step, what }) = simulation.learner().map(Learner::status) {
            return Err(RunError::NoOpponents {
                level: setup.level.name.clone(),
                what: format!("{what} at step {step} of the run"),
            });
        }
        // A simulation that was made from a setup always learns.
        let Some(checkpoint) = simulation.checkpoint() else { continue };
        looks.push(Snapshot { policy: Arc::new(checkpoint.policy), episodes: simulation.episodes() });
    }
    Ok(looks)
}

/// The looks that become opponents, weakest first; `None` where the run has too few that lead up to its end.
///
/// # Errors
/// A policy that does not fit the setup.
pub(super) fn choose(setup: &Setup, mut looks: Vec<Snapshot>) -> Result<Option<Vec<Snapshot>>, RunError> {
    // Nobody is named after no episode at all, or two after the same number.
    looks.dedup_by_key(|look| look.episodes);
    looks.retain(|look| look.episodes > 0);
    let Some(last) = looks.last() else { return Ok(None) };
    let mut players: Vec<Controller> = looks.iter().map(|look| look.controller(setup)).collect();
    players.push(Controller::Erring(Arc::new(last.controller(setup)), BEGINNER));
    let points = round_robin(&setup.level, &players, PAIRS, SEED)?;
    let mut ratings: Vec<f64> =
        bradley_terry(&points, f64::from(2 * PAIRS), 0.0).iter().map(|rated| rated.rating).collect();
    let beginner = ratings.pop().unwrap_or_default();
    let chosen = evenly(&ratings, beginner);
    Ok(chosen.map(|chosen| chosen.into_iter().map(|index| looks[index].clone()).collect()))
}

/// Which of the rated looks are as evenly apart as can be, from the one that is nearest to `beginner` up to the last. Each is better
/// than all looks before it: learned longer, it plays better.
fn evenly(ratings: &[f64], beginner: f64) -> Option<Vec<usize>> {
    let (&top, before) = ratings.split_last()?;
    let mut best = f64::NEG_INFINITY;
    let mut climbing = Vec::new();
    for (index, &rating) in before.iter().enumerate() {
        if rating > best && rating < top - APART / 2.0 {
            climbing.push(index);
        }
        best = best.max(rating);
    }
    let steps = RUNGS - 1;
    let lowest = beginner.min(top - APART * steps as f64);
    let off = |place: usize| (ratings[climbing[place]] - lowest).abs();
    // As many as are still to come have to be left.
    let first = (0..=climbing.len().checked_sub(steps)?).min_by(|one, other| off(*one).total_cmp(&off(*other)))?;
    let low = ratings[climbing[first]];
    let mut chosen = vec![first];
    for step in 1..steps {
        let wanted = low + (top - low) * step as f64 / steps as f64;
        let room = chosen[step - 1] + 1..=climbing.len() - (steps - step);
        let distance = |place: usize| (ratings[climbing[place]] - wanted).abs();
        chosen.push(room.min_by(|one, other| distance(*one).total_cmp(&distance(*other)))?);
    }
    let mut chosen: Vec<usize> = chosen.into_iter().map(|place| climbing[place]).collect();
    chosen.push(before.len());
    Some(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rungs_are_even_and_rise() {
        // Fifty points a look, one of which falls back, up to a plateau.
        let mut ratings: Vec<f64> = (0..24).map(|look| f64::from(look) * 50.0).collect();
        ratings[7] = 100.0;
        ratings.extend([1160.0, 1155.0, 1170.0, 1175.0]);
        let chosen = evenly(&ratings, 310.0).expect("enough");
        assert_eq!(chosen, [6, 8, 10, 13, 15, 17, 19, 21, 27]);
        // A beginner above them all: as far down as even steps of 75 points lead.
        let lowest = evenly(&ratings, 2000.0).expect("enough")[0];
        assert_eq!(lowest, 11, "the first of two that are nearest to 1175 - 8 x 75 = 575");
        // Nobody is weak enough: from the first.
        assert_eq!(evenly(&ratings, -100.0).expect("enough")[0], 0);
    }

    #[test]
    fn a_run_that_hardly_climbs_has_no_ladder() {
        assert_eq!(evenly(&[], 0.0), None);
        assert_eq!(evenly(&[0.0, 100.0, 50.0, 200.0, 1000.0], 0.0), None);
        assert_eq!(evenly(&[500.0; 40], 0.0), None, "nobody is below its end");
    }
}
