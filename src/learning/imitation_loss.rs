//! What imitation descends: the loss of behaviour cloning, and that of pre-training on demonstrations.
//! Which steps make up a batch, and how far each update goes, is in `imitation`.

use super::{
    choice::{argmax, five},
    trained::TrainedNetwork,
};
use crate::tensors::math::{exp, log_softmax};

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
/// Its derivatives by the preferences are (pi_k - [k = a_t]) / N.
pub(super) fn cloning_loss(trained: &mut TrainedNetwork, batch: &Batch) -> f32 {
    let count = batch.actions.len() as f32;
    let mut loss = 0.0;
    let rows = trained.forward_for_loss(&batch.states, batch.actions.len());
    for ((preferences, dz), &action) in rows.zip(&batch.actions) {
        let mut log_pi = five(preferences);
        log_softmax(&mut log_pi);
        for (k, dz) in dz.iter_mut().enumerate() {
            *dz = (exp(log_pi[k]) - f32::from(u8::from(k == action))) / count;
        }
        loss -= log_pi[action];
    }
    loss / count
}

/// What Q(s', .) counts in a target, given the action that followed and epsilon; see `deep_sarsa::Bootstrap`.
pub(super) type Bootstrapping = fn(&[f32], Option<usize>, f32) -> f32;

/// y_t = r_{t+1} + gamma b(s_{t+1}) of every step, with the algorithm's own bootstrap b, for a demonstrator who does not explore:
/// Q(s_{t+1}, a_{t+1}) of the action that was shown next for SARSA, max_a Q(s_{t+1}, a) for Q-learning.
/// Where the episode ended y_t = r_{t+1}; where it was cut off both take max_a Q(s_T, a).
pub(super) fn td_targets(
    trained: &mut TrainedNetwork,
    batch: &Batch,
    gamma: f32,
    bootstrap: Bootstrapping,
) -> Vec<f32> {
    let next = trained.forward(&batch.next_states, batch.actions.len()).zip(&batch.following);
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
///
/// The gradient of a maximum is that of the largest: with a* its action, the derivatives of a step's share are
/// Q(s_t, a_t) - y_t - lambda by Q(s_t, a_t), and lambda by Q(s_t, a*).
pub(super) fn large_margin_loss(
    trained: &mut TrainedNetwork,
    batch: &Batch,
    targets: &[f32],
    margin: f32,
    lambda: f32,
) -> f32 {
    let count = batch.actions.len() as f32;
    let mut loss = 0.0;
    let rows = trained.forward_for_loss(&batch.states, batch.actions.len());
    for ((q, dq), (&chosen, target)) in rows.zip(batch.actions.iter().zip(targets)) {
        let mut raised = five(q).map(|q| q + margin);
        raised[chosen] = q[chosen];
        let rival = argmax(&raised);
        let (td_error, lead) = (q[chosen] - target, raised[rival] - q[chosen]);
        dq[chosen] += (td_error - lambda) / count;
        dq[rival] += lambda / count;
        loss += 0.5 * td_error * td_error + lambda * lead;
    }
    loss / count
}
