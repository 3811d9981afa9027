//! A tick of REINFORCE, with its numbers.

use super::{Reinforce, rho};
use crate::{
    gridworld::{Action, Outcome},
    learning::{
        ACTIONS, Baseline, CutOff, DecisionTrace, Draw, EpisodeTrace, EpisodesTrace, Learned, LearnerState,
        LearnerTrace, LearningTrace, NetworkUpdate,
        choice::{draw, five},
        state::Memory,
        trace::forward,
    },
    tensors::math::{exp, log_softmax, softmax},
};

impl Reinforce {
    pub(super) fn traced(
        &self,
        before: &LearnerState,
        outcomes: &[Option<Outcome>],
        is_updated: bool,
        final_observations: &[f32],
    ) -> LearnerTrace {
        use rand::RngExt as _;
        let (network, activation) = before.deciding();
        let mut generator = before.generator.clone();
        let decisions = DecisionTrace::all((&network, activation), &self.base.current.observations, |preferences| {
            let probabilities = probabilities(preferences);
            let number = generator.random::<f32>();
            let mut sum = 0.0;
            let cumulated = probabilities.map(|probability| {
                sum += probability;
                sum
            });
            (Draw::Probabilities { probabilities, cumulated, number }, draw(&probabilities, number))
        });
        let update = is_updated.then(|| {
            let batch = &self.batch;
            let update = self.base.trained.traced(&before.network, &batch.steps.observations);
            let value = self.value.as_ref().zip(match &before.memory {
                Memory::Reinforce { value, .. } => value.as_deref(),
                Memory::Nothing => None,
            });
            let value = value.map(|(value, before)| value.traced(before, &batch.steps.observations));
            let mut first = 0;
            let episodes = batch.origins.iter().enumerate().map(|(place, &(actor, length))| {
                let steps = first..first + length;
                first += length;
                let mut episode = self.traced_episode(place, actor, steps, &update, value.as_ref());
                let outcome = outcomes[actor].filter(|outcome| !outcome.terminated);
                let is_last = !batch.origins[place + 1..].iter().any(|&(other, _)| other == actor);
                if let (Some(outcome), Some(value), true) = (outcome, &value, is_last) {
                    let rows = if outcome.truncated { final_observations } else { &self.base.current.observations };
                    let observation = self.base.row(rows, actor).to_vec();
                    let layers = forward(&value.layers, activation, &observation);
                    // An episode that ended before this tick was cut off elsewhere.
                    let cut_off = CutOff { observation, layers };
                    episode.cut_off =
                        Some(cut_off).filter(|cut_off| cut_off.value().to_bits() == episode.tail.to_bits());
                }
                episode
            });
            let episodes: Vec<EpisodeTrace> = episodes.collect();
            let (mean, deviation) = super::spread(&batch.steps.returns);
            let shares = episodes.iter().flat_map(|episode| {
                let weights =
                    episode.ratios.iter().zip(&episode.advantages).map(|(ratio, advantage)| ratio * advantage);
                weights.zip(&episode.log_probabilities).map(|(weight, log_probability)| weight * log_probability)
            });
            let learned = EpisodesTrace {
                kind: self.base.hyperparameters.baseline,
                mean,
                deviation,
                entropy_bonus: batch.entropy_bonus,
                steps_learned: self.base.steps,
                policy_loss: -shares.sum::<f32>() / batch.steps.len() as f32,
                entropy: self.entropy,
                loss: batch.loss,
                value_loss: batch.value_loss,
                episodes,
            };
            LearningTrace { number: self.base.updates, learned: Learned::Episodes(learned), network: update, value }
        });
        LearnerTrace { steps: before.steps, updates: before.updates, network, activation, decisions, update }
    }

    fn traced_episode(
        &self,
        place: usize,
        actor: usize,
        steps: std::ops::Range<usize>,
        policy: &NetworkUpdate,
        value: Option<&NetworkUpdate>,
    ) -> EpisodeTrace {
        let batch = &self.batch;
        let (count, beta) = (batch.steps.len() as f32, batch.entropy_bonus);
        let mean = super::spread(&batch.steps.returns).0;
        let ending = batch.endings[place];
        let mut episode =
            EpisodeTrace { actor, first: steps.start, gamma: ending.gamma, tail: ending.tail, ..Default::default() };
        for step in steps {
            let (action, then) = (batch.steps.actions[step], batch.steps.log_probabilities[step]);
            let mut log_pi = five(&policy.samples[step].outputs);
            log_softmax(&mut log_pi);
            let pi = log_pi.map(exp);
            let entropy = -pi.iter().zip(log_pi).map(|(pi, log_pi)| pi * log_pi).sum::<f32>();
            let ratio = rho(log_pi[action], then);
            let weight = ratio * batch.advantages[step];
            let chosen = |k: usize| f32::from(u8::from(k == action));
            episode.actions.push(Action::ALL[action]);
            episode.rewards.push(batch.steps.rewards[step]);
            episode.returns.push(batch.steps.returns[step]);
            episode.baseline.push(match (value, self.base.hyperparameters.baseline) {
                (Some(value), _) => value.samples[step].outputs[0],
                (None, Baseline::Whitened) => mean,
                (None, _) => 0.0,
            });
            episode.advantages.push(batch.advantages[step]);
            episode.probabilities.push(pi);
            episode.log_policy.push(log_pi);
            episode.log_probabilities.push(log_pi[action]);
            episode.log_probabilities_then.push(then);
            episode.ratios.push(ratio);
            episode.entropies.push(entropy);
            let by_return = std::array::from_fn(|k| weight * (pi[k] - chosen(k)) / count);
            let by_entropy = std::array::from_fn(|k| beta * pi[k] * (log_pi[k] + entropy) / count);
            episode.return_errors.push(by_return);
            episode.entropy_errors.push(by_entropy);
            episode.probabilities_after.push(probabilities(&five(&policy.samples[step].outputs_after)));
        }
        episode
    }
}

fn probabilities(preferences: &[f32; ACTIONS]) -> [f32; ACTIONS] {
    let mut pi = *preferences;
    softmax(&mut pi);
    pi
}
