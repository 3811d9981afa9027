//! REINFORCE's laws, and its updates against differences of the loss as it is written down.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use sidestep::{
    gridworld::Outcome,
    learning::{Algorithm, Baseline, Decision, Hyperparameters, Learner, Preset, Reinforce, Status, Update},
};

use super::reference::{Adam, Mlp, assert_close, flat, softmax};

const LEN: usize = 3;

fn settings(baseline: Baseline) -> Hyperparameters {
    let textbook = Hyperparameters::preset(Algorithm::Reinforce, Preset::Textbook);
    Hyperparameters { hidden: vec![4], baseline, learning_rate: 0.01, ..textbook }
}

/// What the reference needs to know of a step.
#[derive(Clone)]
struct Step {
    row: Vec<f64>,
    action: usize,
    then: f64,
    reward: f64,
}

/// A stage that feeds a learner made-up rows and outcomes and remembers what was finished.
struct Stage {
    learner: Reinforce,
    generator: Pcg64Mcg,
    actors: usize,
    pending: Vec<Option<Step>>,
    running: Vec<Vec<Step>>,
    /// Finished episodes with the row in which they were cut off, if they were.
    finished: Vec<(Vec<Step>, Option<Vec<f64>>)>,
}

impl Stage {
    fn new(hyperparameters: &Hyperparameters, seed: u64) -> Self {
        let actors = hyperparameters.actors;
        Self {
            learner: Reinforce::new(LEN, hyperparameters, seed),
            generator: Pcg64Mcg::seed_from_u64(seed + 1),
            actors,
            pending: vec![None; actors],
            running: vec![Vec::new(); actors],
            finished: Vec::new(),
        }
    }

    fn row(&mut self) -> Vec<f32> {
        (0..LEN).map(|_| self.generator.random_range(-1.0..1.0)).collect()
    }

    /// One tick; `reward` is asked for every step that was made, and may end the episode.
    fn tick(&mut self, mut reward: impl FnMut(usize, &Step) -> Outcome) -> Option<Update> {
        let rows: Vec<f32> = (0..self.actors).flat_map(|_| self.row()).collect();
        let last: Vec<f32> = (0..self.actors).flat_map(|_| self.row()).collect();
        let mut decisions = vec![Decision::default(); self.actors];
        self.learner.decide(&rows, &mut decisions);
        let wide = |row: &[f32]| row.iter().copied().map(f64::from).collect::<Vec<f64>>();
        let mut outcomes = vec![None; self.actors];
        for actor in 0..self.actors {
            if let Some(step) = self.pending[actor].take() {
                let outcome = reward(actor, &step);
                self.running[actor].push(Step { reward: f64::from(outcome.reward), ..step });
                if outcome.terminated || outcome.truncated {
                    let cut = (!outcome.terminated).then(|| wide(&last[actor * LEN..][..LEN]));
                    self.finished.push((std::mem::take(&mut self.running[actor]), cut));
                }
                outcomes[actor] = Some(outcome);
            }
            let (row, action) = (wide(&rows[actor * LEN..][..LEN]), decisions[actor].action.index());
            let then = f64::from(decisions[actor].values[action]).ln();
            self.pending[actor] = Some(Step { row, action, then, reward: 0.0 });
        }
        self.learner.learn(&outcomes, &last)
    }
}

/// Rewards that differ, and episodes of three to seven steps, every third of them cut off.
fn varied(generator: &mut Pcg64Mcg, count: &mut u32) -> Outcome {
    let ends = generator.random_bool(0.2);
    *count += u32::from(ends);
    Outcome {
        reward: generator.random_range(-1.0..1.0),
        terminated: ends && !count.is_multiple_of(3),
        truncated: ends && count.is_multiple_of(3),
        ..Outcome::default()
    }
}

/// Returns that followed each step, beginning with `tail`.
fn returns(steps: &[Step], gamma: f64, tail: f64) -> Vec<f64> {
    let mut following = tail;
    let mut returns: Vec<f64> = steps
        .iter()
        .rev()
        .map(|step| {
            following = step.reward + gamma * following;
            following
        })
        .collect();
    returns.reverse();
    returns
}

/// Runs a learner and, beside it, the loss as its documentation states it with gradients by differences.
fn follows_its_formula(baseline: Baseline, actors: usize, entropy_bonus: f64, clip_norm: f64) {
    let entropy_bonus_decay = 0.99;
    let hyperparameters =
        Hyperparameters { actors, entropy_bonus, entropy_bonus_decay, clip_norm, ..settings(baseline) };
    let mut stage = Stage::new(&hyperparameters, 5);
    let mut policy = Mlp::of(stage.learner.network());
    let mut policy_adam = Adam::new(policy.weights.len());
    // The value network cannot be seen from outside; only its effect could, so this reference leaves it out.
    assert_ne!(baseline, Baseline::Value);
    let (mut generator, mut count, mut updates) = (Pcg64Mcg::seed_from_u64(9), 0, 0);
    while updates < 6 {
        let Some(update) = stage.tick(|_, _| varied(&mut generator, &mut count)) else {
            continue;
        };
        updates += 1;
        let episodes = std::mem::take(&mut stage.finished);
        assert!(episodes.len() >= actors, "an update waits for as many episodes as there are actors");
        let gs: Vec<f64> = episodes.iter().flat_map(|(steps, _)| returns(steps, hyperparameters.gamma, 0.0)).collect();
        let steps: Vec<Step> = episodes.into_iter().flat_map(|(steps, _)| steps).collect();
        assert_eq!(update.samples as usize, steps.len(), "all steps of all finished episodes, none twice");
        let n = steps.len() as f64;
        let mean = gs.iter().sum::<f64>() / n;
        let spread = (gs.iter().map(|g| (g - mean).powi(2)).sum::<f64>() / n).sqrt();
        let weights: Vec<f64> = steps
            .iter()
            .zip(&gs)
            .map(|(step, g)| {
                let advantage = match baseline {
                    Baseline::Whitened if spread < 1e-6 => 0.0,
                    Baseline::Whitened => (g - mean) / spread,
                    _ => *g,
                };
                let now = softmax(&policy.forward(&step.row))[step.action].ln();
                (now - step.then).exp().min(2.0) * advantage
            })
            .collect();
        let beta = entropy_bonus * entropy_bonus_decay.powi(stage.learner.steps() as i32);
        let loss = |mlp: &Mlp| {
            let terms = steps.iter().zip(&weights).map(|(step, weight)| {
                let pi = softmax(&mlp.forward(&step.row));
                let entropy = -pi.iter().map(|p| p * p.ln()).sum::<f64>();
                -weight * pi[step.action].ln() - beta * entropy
            });
            terms.sum::<f64>() / n
        };
        assert_close(&[update.loss], &[loss(&policy)], 1e-4, "loss");
        let gradient = policy.gradient(loss);
        let norm = policy_adam.step(&mut policy, &gradient, 0.01, clip_norm);
        assert_close(&[update.gradient_norm], &[norm], 1e-3, "norm");
        assert_close(&flat(stage.learner.network()), &policy.weights, 1e-3, "weights");
    }
}

#[test]
fn without_a_baseline_updates_follow_the_formula() {
    follows_its_formula(Baseline::None, 1, 0.0, 0.0);
}

#[test]
fn whitened_with_entropy_and_clipping_updates_follow_the_formula() {
    follows_its_formula(Baseline::Whitened, 1, 0.05, 0.1);
}

#[test]
fn with_several_actors_updates_follow_the_formula() {
    follows_its_formula(Baseline::Whitened, 3, 0.01, 0.0);
}

#[test]
fn equal_returns_never_make_nan() {
    for baseline in Baseline::ALL {
        for entropy_bonus in [0.0, 0.01] {
            for value in [0.0, -1.0, 1.0] {
                let mut stage = Stage::new(&Hyperparameters { entropy_bonus, ..settings(baseline) }, 1);
                let mut updates = 0;
                while updates < 20 {
                    // Episodes of one step: one return, which equals itself.
                    let outcome = Outcome { reward: value, terminated: true, ..Outcome::default() };
                    if let Some(update) = stage.tick(|_, _| outcome) {
                        assert!(update.loss.is_finite() && update.gradient_norm.is_finite(), "{baseline}, {value}");
                        updates += 1;
                    }
                }
                assert_eq!(stage.learner.status(), &Status::Learning);
                assert!(flat(stage.learner.network()).iter().all(|w| w.is_finite()));
            }
        }
    }
}

#[test]
fn one_actor_learns_after_every_episode() {
    let mut stage = Stage::new(&settings(Baseline::Whitened), 1);
    let (mut generator, mut count) = (Pcg64Mcg::seed_from_u64(2), 0);
    for _ in 0..500 {
        let updated = stage.tick(|_, _| varied(&mut generator, &mut count)).is_some();
        assert_eq!(updated, !stage.finished.is_empty());
        stage.finished.clear();
    }
    assert_eq!(stage.learner.updates(), u64::from(count));
}

#[test]
fn a_truncated_episode_is_worth_what_followed_only_where_a_value_is_known() {
    // One step, cut off at once: its return is the reward plus the worth of the rest.
    let target = |baseline| {
        let mut stage = Stage::new(&settings(baseline), 3);
        let cut = Outcome { reward: 0.5, truncated: true, ..Outcome::default() };
        loop {
            if let Some(update) = stage.tick(|_, _| cut) {
                break update.td_target;
            }
        }
    };
    assert_eq!(target(Baseline::None), 0.5);
    assert_eq!(target(Baseline::Whitened), 0.5);
    let bootstrapped = target(Baseline::Value);
    assert!(bootstrapped != 0.5 && (bootstrapped - 0.5).abs() < 1.0, "0.5 + gamma V(s_T): {bootstrapped}");
}

#[test]
fn an_episode_without_end_is_learned_from_in_pieces() {
    let mut stage = Stage::new(&settings(Baseline::Whitened), 4);
    let mut sizes = Vec::new();
    for step in 0..3100 {
        let reward = Outcome { reward: (step % 7) as f32, ..Outcome::default() };
        sizes.extend(stage.tick(|_, _| reward).map(|update| update.samples));
    }
    assert_eq!(sizes, [1000, 1000, 1000]);
    assert_eq!(stage.learner.status(), &Status::Learning);
}

#[test]
fn actions_are_drawn_as_often_as_their_probabilities_say() {
    let mut learner = Reinforce::new(LEN, &settings(Baseline::None), 11);
    let (mut counts, mut decisions) = ([0_u32; 5], [Decision::default()]);
    let draws = 20_000;
    for _ in 0..draws {
        learner.decide(&[0.9, -0.4, 0.2], &mut decisions);
        counts[decisions[0].action.index()] += 1;
    }
    for (count, probability) in counts.iter().zip(decisions[0].values) {
        let share = *count as f32 / draws as f32;
        assert!((share - probability).abs() < 0.015, "{share} of the draws at probability {probability}");
    }
    assert!((decisions[0].values.iter().sum::<f32>() - 1.0).abs() < 1e-6);
}

#[test]
fn the_entropy_bonus_keeps_a_policy_undecided() {
    let entropy_after = |entropy_bonus| {
        let mut stage = Stage::new(&Hyperparameters { entropy_bonus, ..settings(Baseline::None) }, 6);
        for _ in 0..600 {
            stage.tick(|_, step| {
                let reward = f32::from(u8::from(step.action == 2));
                Outcome { reward, terminated: true, ..Outcome::default() }
            });
        }
        stage.learner.exploration()
    };
    let (without, with) = (entropy_after(0.0), entropy_after(1.0));
    assert!(without < 0.2 && with > 1.0, "entropy {without} without, {with} with");
}
