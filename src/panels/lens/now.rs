//! What happens at a small step, in a sentence or two with the numbers of this tick: what, why, and which way.

use super::{ShownTick, words};
use crate::{
    gridworld::Action,
    language::Value,
    learning::{ActionValues, Baseline, Draw, Learned, NextRule},
    lens::{Factor, Lens, Net, OfAction, OfStep, StopKind, Subject, WalkStop},
    panels::{Look, numbers},
    tensors::Activation,
};

/// A text with what is filled in.
struct Said<'a> {
    key: &'static str,
    values: Vec<(&'static str, Value<'a>)>,
}

impl Said<'_> {
    const fn new(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }

    fn number(mut self, name: &'static str, value: f32) -> Self {
        self.values.push((name, numbers::short(value.into()).into()));
        self
    }

    fn count(mut self, name: &'static str, count: usize) -> Self {
        self.values.push((name, count.into()));
        self
    }

    fn action(mut self, look: Look<'_>, action: Action) -> Self {
        self.values.push(("action", words::action_name(look, action).into()));
        self
    }
}

/// What is said of the small step that is looked at; nothing where its numbers are missing.
pub(super) fn sentence(look: Look<'_>, shown: &ShownTick<'_>) -> Option<String> {
    let stop = shown.stop();
    if stop.kind == StopKind::Why {
        return why(look, shown);
    }
    let said = Told { look, lens: &shown.lens, stop }.said()?;
    Some(look.texts.t_with(said.key, &said.values))
}

/// What the network says of the two actions that are compared, and behind it what is true.
fn why(look: Look<'_>, shown: &ShownTick<'_>) -> Option<String> {
    let gamma = shown.lens.trace.setup.hyperparameters.gamma;
    let write = |number| numbers::real(number, 3);
    let (of_network, of_truth) = look.texts.reasons(shown.why.comparison?, gamma, write);
    Some([of_network].into_iter().chain(of_truth).collect::<Vec<_>>().join("\n\n"))
}

struct Told<'a> {
    look: Look<'a>,
    lens: &'a Lens<'a>,
    stop: WalkStop,
}

impl<'a> Told<'a> {
    fn value(&self, subject: Subject) -> Option<f32> {
        self.lens.card(subject).map(|card| card.value)
    }

    fn said(&self) -> Option<Said<'a>> {
        match self.stop.kind {
            StopKind::Observation => Some(Said::new("now-observation").count("count", self.lens.board().seen.len())),
            StopKind::Forward => self.forward(),
            StopKind::Draw => self.draw(),
            StopKind::Why => None,
            StopKind::NoUpdate => Some(Said::new(match self.lens.trace.setup.algorithm.action_values() {
                ActionValues::Q => "now-no-update-first",
                ActionValues::Probabilities => "now-no-update-waits",
            })),
            StopKind::NextValue => self.next_value(),
            StopKind::Target => self.target(),
            StopKind::TdError => self.td_error(),
            StopKind::Loss => self.loss(),
            StopKind::Return => self.discounted_return(),
            StopKind::Baseline => self.baseline(),
            StopKind::Advantage => self.advantage(),
            StopKind::Probability => self.probability(),
            StopKind::StepError => self.step_error(),
            StopKind::Backward => self.backward(),
            StopKind::Gradient => self.gradient(),
            StopKind::Moments => self.moments(),
            StopKind::WeightStep => self.weight_step(),
            StopKind::ValueAfter => self.value_after(),
            StopKind::PolicyAfter => self.policy_after(),
            StopKind::ValueLoss => self.value_loss(),
            StopKind::Reward => self.reward(),
            StopKind::ReturnSoFar => self.return_so_far(),
        }
    }

    fn forward(&self) -> Option<Said<'a>> {
        let outputs = &self.lens.decision().outputs;
        let best = Action::ALL.into_iter().max_by(|one, other| outputs[one.index()].total_cmp(&outputs[other.index()]));
        let key = match self.lens.trace.setup.algorithm.action_values() {
            ActionValues::Q => "now-forward-values",
            ActionValues::Probabilities => "now-forward-preferences",
        };
        Some(Said::new(key).action(self.look, best?).number("value", outputs[best?.index()]))
    }

    fn draw(&self) -> Option<Said<'a>> {
        let decision = self.lens.decision();
        let said = match &decision.draw {
            Draw::EpsilonGreedy { epsilon, number, explored, .. } => {
                let key = if *explored { "now-draw-explored" } else { "now-draw-greedy" };
                Said::new(key).number("epsilon", *epsilon).number("u", *number)
            }
            Draw::Probabilities { probabilities, number, .. } => Said::new("now-draw-probability")
                .number("u", *number)
                .number("probability", probabilities[decision.action.index()]),
        };
        Some(said.action(self.look, decision.action))
    }

    fn next_value(&self) -> Option<Said<'a>> {
        let next = self.lens.learned_step()?.next.as_ref()?;
        let best = (0..Action::COUNT).max_by(|one, other| next.outputs[*one].total_cmp(&next.outputs[*other]));
        let (key, action) = match next.rule {
            NextRule::Executed => ("now-next-executed", next.action?),
            NextRule::Largest => ("now-next-largest", Action::ALL[best?]),
            NextRule::Expected => ("now-next-expected", Action::ALL[best?]),
        };
        Some(Said::new(key).action(self.look, action).number("value", next.value))
    }

    fn target(&self) -> Option<Said<'a>> {
        let step = self.lens.learned_step()?;
        let said = match &step.next {
            Some(next) => Said::new("now-target")
                .number("gamma", self.value(Subject::Gamma)?)
                .number("next", next.value)
                .number("target", step.target),
            None => Said::new("now-target-ended"),
        };
        Some(said.number("reward", step.outcome.reward).action(self.look, step.action))
    }

    fn td_error(&self) -> Option<Said<'a>> {
        let step = self.lens.learned_step()?;
        let key = match step.error {
            error if error > 0.0 => "now-error-better",
            error if error < 0.0 => "now-error-worse",
            _ => "now-error-none",
        };
        let said = Said::new(key).number("target", step.target).number("value", step.value);
        Some(said.number("error", step.error.abs()).action(self.look, step.action))
    }

    fn loss(&self) -> Option<Said<'a>> {
        let update = self.lens.trace.learner.update.as_ref()?;
        Some(match &update.learned {
            Learned::Steps(trace) => {
                let step = self.lens.learned_step()?;
                let key = if step.error < 0.0 { "now-loss-falls" } else { "now-loss-rises" };
                let slope = -step.error / trace.steps.len() as f32;
                Said::new(key).number("loss", trace.loss).number("slope", slope).action(self.look, step.action)
            }
            Learned::Episodes(trace) => Said::new("now-loss-policy")
                .number("policy", trace.policy_loss)
                .number("bonus", trace.entropy_bonus)
                .count("count", update.network.samples.len()),
        })
    }

    /// The step of the episode that the small step is about.
    const fn t(&self) -> Option<usize> {
        match self.stop.subject {
            Subject::Episode(_, t) | Subject::EpisodeAction(_, t, _) => Some(t),
            Subject::Error(unit) | Subject::Sum(unit) | Subject::Activation(unit) => unit.pass.at(),
            _ => None,
        }
    }

    fn discounted_return(&self) -> Option<Said<'a>> {
        let (episode, t) = (self.lens.episode()?, self.t()?);
        let said = match episode.returns.get(t + 1) {
            Some(next) => Said::new("now-return").number("next", *next).count("later", t + 1).count("left", t),
            None if episode.tail != 0.0 => Said::new("now-return-cut").number("next", episode.tail),
            None => Said::new("now-return-last"),
        };
        let said = said.count("step", t).number("reward", episode.rewards[t]).number("gamma", episode.gamma);
        Some(said.number("return", episode.returns[t]).action(self.look, episode.actions[t]))
    }

    fn baseline_of_update(&self) -> Option<Baseline> {
        match &self.lens.trace.learner.update.as_ref()?.learned {
            Learned::Episodes(trace) => Some(trace.kind),
            Learned::Steps(_) => None,
        }
    }

    fn baseline(&self) -> Option<Said<'a>> {
        let (episode, t) = (self.lens.episode()?, self.t()?);
        let key = match self.baseline_of_update()? {
            Baseline::None => "now-baseline-none",
            Baseline::Whitened => "now-baseline-mean",
            Baseline::Value => "now-baseline-value",
        };
        let count = self.lens.network(Net::Policy)?.samples.len();
        Some(Said::new(key).count("step", t).count("count", count).number("baseline", episode.baseline[t]))
    }

    fn advantage(&self) -> Option<Said<'a>> {
        let (episode, t) = (self.lens.episode()?, self.t()?);
        let (advantage, is_whitened) = (episode.advantages[t], self.baseline_of_update()? == Baseline::Whitened);
        let key = match (advantage, is_whitened) {
            (0.0, _) => "now-advantage-none",
            (advantage, true) if advantage > 0.0 => "now-advantage-above-deviation",
            (_, true) => "now-advantage-below-deviation",
            (advantage, false) if advantage > 0.0 => "now-advantage-above",
            (_, false) => "now-advantage-below",
        };
        let said = Said::new(key).count("step", t).number("return", episode.returns[t]);
        let said = said.number("baseline", episode.baseline[t]).number("advantage", advantage);
        Some(said.action(self.look, episode.actions[t]))
    }

    fn probability(&self) -> Option<Said<'a>> {
        let (episode, t) = (self.lens.episode()?, self.t()?);
        let action = episode.actions[t];
        let said = Said::new("now-probability").count("step", t).action(self.look, action);
        let said = said.number("probability", episode.probabilities[t][action.index()]);
        Some(said.number("log", episode.log_probabilities[t]))
    }

    fn step_error(&self) -> Option<Said<'a>> {
        let (episode, t) = (self.lens.episode()?, self.t()?);
        let key = match episode.advantages[t] {
            0.0 => "now-step-error-none",
            advantage if advantage > 0.0 => "now-step-error-likelier",
            _ => "now-step-error-rarer",
        };
        let action = episode.actions[t];
        let said = Said::new(key).count("step", t).action(self.look, action);
        Some(said.number("error", episode.return_errors[t][action.index()]))
    }

    fn backward(&self) -> Option<Said<'a>> {
        let Subject::Error(unit) = self.stop.subject else { return None };
        let error = self.value(self.stop.subject)?;
        Some(match (unit.pass.net(), self.lens.episode()) {
            (Net::Value, _) => Said::new("now-backward-value").count("step", self.t()?).number("error", error),
            (Net::Policy, Some(_)) => {
                let action = *Action::ALL.get(unit.unit)?;
                Said::new("now-backward-policy")
                    .count("step", self.t()?)
                    .number("error", error)
                    .action(self.look, action)
            }
            (Net::Policy, None) => {
                let action = *Action::ALL.get(unit.unit)?;
                Said::new("now-backward-step").number("error", error).action(self.look, action)
            }
        })
    }

    fn gradient(&self) -> Option<Said<'a>> {
        let Subject::Weight(net, place, _) = self.stop.subject else { return None };
        let update = self.lens.network(net)?;
        let (gradient, terms) = (update.weight(place)?.gradient, update.terms(place));
        let said = match &terms[..] {
            [(error, through)] => {
                let key = match gradient {
                    0.0 => "now-gradient-none",
                    gradient if gradient > 0.0 => "now-gradient-falls",
                    _ => "now-gradient-rises",
                };
                Said::new(key).number("error", *error).number("through", *through)
            }
            _ => {
                let key = match gradient {
                    0.0 => "now-gradient-none",
                    gradient if gradient > 0.0 => "now-gradients-fall",
                    _ => "now-gradients-rise",
                };
                Said::new(key).count("count", terms.len())
            }
        };
        Some(said.number("gradient", gradient))
    }

    fn moments(&self) -> Option<Said<'a>> {
        let Subject::Weight(net, place, _) = self.stop.subject else { return None };
        let weight = self.lens.network(net)?.weight(place)?;
        let key = if weight.m * weight.clipped < 0.0 { "now-moments-against" } else { "now-moments-along" };
        let said = Said::new(key).number("gradient", weight.clipped).number("before", weight.m_before);
        let said = said.number("moment", weight.m).number("corrected", weight.m_corrected);
        let factor = self.value(Subject::Update(net, Factor::FirstCorrection))?;
        Some(said.number("factor", factor).number("size", weight.v_corrected.sqrt()))
    }

    fn weight_step(&self) -> Option<Said<'a>> {
        let Subject::Weight(net, place, _) = self.stop.subject else { return None };
        let weight = self.lens.network(net)?.weight(place)?;
        let rate = self.value(Subject::Update(net, Factor::LearningRate))?;
        let key = match weight.step {
            0.0 => "now-step-rests",
            step if step > 0.0 => "now-step-falls",
            _ => "now-step-rises",
        };
        let said = Said::new(key).number("rate", rate).number("mean", weight.m_corrected);
        let said = said.number("size", weight.v_corrected.sqrt()).number("share", (weight.step / rate).abs());
        Some(said.number("step", weight.step.abs()).number("before", weight.before).number("after", weight.after))
    }

    fn value_after(&self) -> Option<Said<'a>> {
        let step = self.lens.learned_step()?;
        let is_nearer = (step.target - step.value_after).abs() < (step.target - step.value).abs();
        let key = if is_nearer { "now-value-nearer" } else { "now-value-farther" };
        let said = Said::new(key).number("before", step.value).number("after", step.value_after);
        Some(said.number("target", step.target).action(self.look, step.action))
    }

    fn policy_after(&self) -> Option<Said<'a>> {
        let Subject::EpisodeAction(_, t, action) = self.stop.subject else { return None };
        let before = self.value(Subject::EpisodeAction(OfAction::Probability, t, action))?;
        let after = self.value(Subject::EpisodeAction(OfAction::ProbabilityAfter, t, action))?;
        let advantage = self.value(Subject::Episode(OfStep::Advantage, t))?;
        let key = if advantage * (after - before) > 0.0 { "now-policy-as-asked" } else { "now-policy-against" };
        let said = Said::new(key).count("step", t).action(self.look, action).number("advantage", advantage);
        Some(said.number("before", before).number("after", after))
    }

    fn value_loss(&self) -> Option<Said<'a>> {
        let update = self.lens.trace.learner.update.as_ref()?;
        let samples = update.value.as_ref()?.samples.len();
        Some(Said::new("now-value-loss").number("loss", self.value(Subject::ValueLoss)?).count("count", samples))
    }

    fn reward(&self) -> Option<Said<'a>> {
        let parts = &self.lens.board().step.agents[0].reward;
        let key = match (parts.hits > 0, parts.goal != 0.0) {
            (true, _) => "now-reward-hit",
            (false, true) => "now-reward-goal",
            (false, false) => "now-reward-step",
        };
        let said = Said::new(key).count("hits", parts.hits as usize).number("hit", parts.hit);
        Some(said.number("step", parts.step).number("goal", parts.goal).number("reward", parts.value))
    }

    fn return_so_far(&self) -> Option<Said<'a>> {
        let report = &self.lens.board().report;
        let key = if report.ended { "now-report-ended" } else { "now-report-goes-on" };
        let said = Said::new(key).number("before", report.return_before);
        Some(said.number("reward", self.value(Subject::Reward)?).number("after", report.return_after))
    }
}

/// What the units between the layers pass on: the rest of the sentence that a network's picture begins with.
pub(super) const fn passes_on(activation: Activation) -> &'static str {
    match activation {
        Activation::Relu => "now-passes-above-zero",
        Activation::Tanh => "now-passes-squeezed",
    }
}
