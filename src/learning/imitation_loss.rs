//! What imitation descends: the loss of behaviour cloning, and that of pre-training on demonstrations.
//! Which steps make up a batch, and how far each update goes, is in `imitation`.

use dfdx::prelude::*;

use super::{
    choice::argmax,
    network::{ACTIONS, Network},
    trained::Loss,
};

/// What was done in the state that a step led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Following {
    /// Nothing: the step ended the episode.
    End,
    /// The action with this index.
    Action(usize),
    /// Nothing, though the episode would have gone on.
    CutOff,
}

/// Demonstrated steps, row by row.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// s, `[steps x size]`.
    pub(super) states: Vec<f32>,
    /// a.
    pub(super) actions: Vec<usize>,
    /// r.
    pub(super) rewards: Vec<f32>,
    /// s', `[steps x size]`.
    pub(super) next_states: Vec<f32>,
    /// a'.
    pub(super) following: Vec<Following>,
}

/// Behaviour cloning, the cross-entropy of the demonstrated actions (Pomerleau 1991): 1/N sum_t - log pi(a_t|s_t).
pub(super) fn cloning_loss(network: &Network, batch: &Batch) -> Loss {
    let count = batch.actions.len();
    let actions = indices(network, batch.actions.clone());
    let log_pi = network.forward_traced(&batch.states, count).log_softmax::<Axis<1>>();
    -log_pi.select::<(usize,), _>(actions).mean()
}

/// What Q(s', .) counts in a target, given the action that followed and epsilon; see `deep_sarsa::Bootstrap`.
pub(super) type Bootstrapping = fn(&[f32], Option<usize>, f32) -> f32;

/// y_t = r_{t+1} + gamma b(s_{t+1}) of every step, with the algorithm's own bootstrap b, for a demonstrator who does not explore:
/// Q(s_{t+1}, a_{t+1}) of the action that was shown next for SARSA, max_a Q(s_{t+1}, a) for Q-learning.
/// Where the episode ended y_t = r_{t+1}; where it was cut off both take max_a Q(s_T, a).
pub(super) fn td_targets(network: &Network, batch: &Batch, gamma: f32, bootstrap: Bootstrapping) -> Vec<f32> {
    let next = network.forward(&batch.next_states, batch.actions.len());
    let next = next.chunks_exact(ACTIONS).zip(&batch.following);
    next.zip(&batch.rewards)
        .map(|((q, following), reward)| match *following {
            Following::End => *reward,
            Following::Action(action) => reward + gamma * bootstrap(q, Some(action), 0.0),
            Following::CutOff => reward + gamma * bootstrap(q, None, 0.0),
        })
        .collect()
}

/// Pre-training on demonstrations as in DQfD (Hester et al. 2018):
///
/// 1/N sum_t [ 1/2 (y_t - Q(s_t, a_t))^2 + lambda ( max_a [ Q(s_t, a) + l(a_t, a) ] - Q(s_t, a_t) ) ]
///
/// with y_t from [`td_targets`], a constant, and l(a_t, a) = margin, but 0 for a = a_t. Without the
/// margin nothing would be said of actions that were never shown, and some of them would seem better by chance.
///
/// DQfD's n-step returns, weight decay and prioritised memory are left out: there is one short pass over few steps here, and
/// its rewards are learned from in full later.
pub(super) fn large_margin_loss(network: &Network, batch: &Batch, targets: Vec<f32>, margin: f32, lambda: f32) -> Loss {
    let count = batch.actions.len();
    let device = &network.device;
    let targets: Tensor<(usize,), f32, Cpu> = device.tensor_from_vec(targets, (count,));

    let q = network.forward_traced(&batch.states, count);
    // The gradient of a maximum is that of the largest, so that the maximum's action may be found beforehand.
    let (rivals, margins) = rivals(&q.as_vec(), &batch.actions, margin);
    let margins: Tensor<(usize,), f32, Cpu> = device.tensor_from_vec(margins, (count,));
    let rival = q.with_empty_tape().select::<(usize,), _>(indices(network, rivals));
    let chosen = q.select::<(usize,), _>(indices(network, batch.actions.clone()));
    let lead = rival + margins - chosen.with_empty_tape();
    let td_error = chosen - targets;
    (td_error.square() * 0.5 + lead * lambda).mean()
}

/// Per step the action with the largest Q(s, a) + l(a_t, a), and that action's l.
fn rivals(q: &[f32], actions: &[usize], margin: f32) -> (Vec<usize>, Vec<f32>) {
    let rival = |(q, &chosen): (&[f32], &usize)| {
        let mut raised = [0.0; ACTIONS];
        for (action, (raised, q)) in raised.iter_mut().zip(q).enumerate() {
            *raised = q + if action == chosen { 0.0 } else { margin };
        }
        let rival = argmax(&raised);
        (rival, if rival == chosen { 0.0 } else { margin })
    };
    q.chunks_exact(ACTIONS).zip(actions).map(rival).unzip()
}

fn indices(network: &Network, actions: Vec<usize>) -> Tensor<(usize,), usize, Cpu> {
    let count = actions.len();
    network.device.tensor_from_vec(actions, (count,))
}
