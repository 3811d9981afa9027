//! A tick of a learner by temporal differences, with its numbers.

use super::{Bootstrap, TdLearner};
use crate::{
    gridworld::Action,
    learning::{
        DecisionTrace, Draw, Learned, LearnerState, LearnerTrace, LearningTrace, NextTrace, StepTrace, StepsTrace,
        choice::{argmax, epsilon_greedy, five},
        trace::{forward, outputs},
    },
};

impl<B: Bootstrap> TdLearner<B> {
    pub(super) fn traced(&self, before: &LearnerState, is_updated: bool, final_observations: &[f32]) -> LearnerTrace {
        let (network, activation) = before.deciding();
        let epsilon = before.hyperparameters.epsilon_at(before.steps);
        let mut generator = before.generator.clone();
        let decisions = DecisionTrace::all((&network, activation), &self.base.current.observations, |q| {
            let drawn = epsilon_greedy(q, epsilon, &mut generator);
            let index = drawn.explored.then_some(drawn.action);
            let (number, explored, best) = (drawn.number, drawn.explored, Action::ALL[argmax(q)]);
            (Draw::EpsilonGreedy { epsilon, number, explored, index, best }, drawn.action)
        });
        let update = is_updated.then(|| {
            let batch = &self.batch;
            let update = self.base.trained.traced(&before.network, &batch.observations);
            let steps = batch.actors.iter().enumerate().map(|(row, &actor)| {
                let (action, outcome) = (batch.actions[row], batch.outcomes[row]);
                let next = batch.bootstraps[row].map(|value| {
                    let rows = if outcome.truncated { final_observations } else { &self.base.current.observations };
                    let observation = self.base.row(rows, actor).to_vec();
                    let layers = forward(&network, activation, &observation);
                    NextTrace {
                        outputs: five(outputs(&layers)),
                        action: (!outcome.truncated).then(|| Action::ALL[self.base.current.actions[actor]]),
                        rule: B::rule(!outcome.truncated),
                        observation,
                        layers,
                        epsilon,
                        value,
                    }
                });
                let sample = &update.samples[row];
                StepTrace {
                    actor,
                    action: Action::ALL[action],
                    outcome,
                    next,
                    target: batch.targets[row],
                    value: sample.outputs[action],
                    error: batch.errors[row],
                    value_after: sample.outputs_after[action],
                }
            });
            let steps = StepsTrace { gamma: batch.gamma as f32, loss: batch.loss, steps: steps.collect() };
            LearningTrace { number: self.base.updates, learned: Learned::Steps(steps), network: update, value: None }
        });
        LearnerTrace { steps: before.steps, updates: before.updates, network, activation, decisions, update }
    }
}
