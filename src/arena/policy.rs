//! From a run to a policy and back: what a learner knows as a checkpoint, and a run that starts from one.

use super::{Setup, SetupError, Simulation, setup::check_inputs};
use crate::learning::{Checkpoint, Hyperparameters, Metadata, Policy};

impl Simulation {
    /// What the learner knows now, with where it comes from; `None` if nobody learns.
    pub fn checkpoint(&self) -> Option<Checkpoint> {
        let (setup, learner) = (self.setup()?, self.learner()?);
        let policy = Policy {
            algorithm: setup.algorithm,
            observation: Some(setup.observation),
            network: learner.network().clone(),
            metadata: Metadata {
                level: Some(setup.level.name.clone()),
                step: learner.steps(),
                episode: self.episodes(),
                seed: Some(setup.seed),
                epsilon: setup.algorithm.has_epsilon().then(|| learner.exploration()),
            },
        };
        Some(Checkpoint { policy })
    }

    /// A run that goes on learning from a policy's weights, with fresh moments in its optimiser. Its hidden layers are the policy's,
    /// epsilon is no larger than the policy's was when it was saved, and the entropy bonus is what its schedule has after
    /// as many steps.
    ///
    /// # Errors
    /// A setup that breaks a rule, or a policy that does not fit its level and observation.
    pub fn from_policy(setup: &Setup, policy: &Policy) -> Result<Self, SetupError> {
        check_inputs(policy.network.inputs(), setup.observation, &setup.level)?;
        let Hyperparameters { epsilon_start: start, epsilon_min, epsilon_hold, .. } = setup.hyperparameters;
        // A least epsilon that falls is for a learner that knows nothing yet.
        let least = if epsilon_hold > 0 { epsilon_min.min(policy.epsilon().into()) } else { epsilon_min };
        // Not `clamp`, which panics where somebody has set the least above the start.
        let explored =
            if policy.algorithm.has_epsilon() { f64::from(policy.epsilon()).max(least).min(start) } else { start };
        let setup = Setup {
            algorithm: policy.algorithm,
            hyperparameters: Hyperparameters {
                hidden: policy.network.hidden(),
                epsilon_start: explored,
                epsilon_min: least,
                entropy_bonus: setup.hyperparameters.entropy_bonus_at(policy.metadata.step),
                ..setup.hyperparameters.clone()
            },
            ..setup.clone()
        };
        let mut simulation = Self::new(&setup)?;
        if let Some(learner) = simulation.learner_mut() {
            learner.start_from(&policy.network);
        }
        // Its seed alone does not lead to where it began.
        simulation.provenance = None;
        Ok(simulation)
    }
}
