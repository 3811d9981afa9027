//! What the policy gradient learns from an episode: returns, baseline, advantages, probabilities, loss.

use super::{Formula, Lens, Net, OfAction, OfStep, Operand, Parts, Pass, Subject, Unit, card::FormulaPart};
use crate::{
    gridworld::Action,
    learning::{Baseline, EpisodesTrace, Learned},
};

impl Lens<'_> {
    fn episodes(&self) -> Option<&EpisodesTrace> {
        match &self.trace.learner.update.as_ref()?.learned {
            Learned::Episodes(episodes) => Some(episodes),
            Learned::Steps(_) => None,
        }
    }

    /// A number of a step as an operand.
    fn at(&self, of: OfStep, step: usize) -> Option<Operand> {
        let (symbol, value, _) = self.of_step(of, step)?;
        Some(Operand::new(symbol, value, Subject::Episode(of, step)))
    }

    fn at_action(&self, of: OfAction, step: usize, action: Action) -> Option<Operand> {
        let (symbol, value) = self.action_number(of, step, action)?;
        Some(Operand::new(symbol, value, Subject::EpisodeAction(of, step, action)))
    }

    pub(super) fn of_step(&self, of: OfStep, t: usize) -> Option<Parts> {
        let (episode, trace) = (self.episode()?, self.episodes()?);
        let shares;
        let column = match of {
            OfStep::Reward => &episode.rewards,
            OfStep::Return => &episode.returns,
            OfStep::Baseline => &episode.baseline,
            OfStep::Advantage => &episode.advantages,
            OfStep::LogProbability => &episode.log_probabilities,
            OfStep::LogProbabilityThen => &episode.log_probabilities_then,
            OfStep::Ratio => &episode.ratios,
            OfStep::Entropy => &episode.entropies,
            OfStep::Share => {
                shares = self.shares()?;
                &shares
            }
        };
        let (value, action) = (*column.get(t)?, episode.actions[t]);
        let (symbol, formula) = match of {
            OfStep::Reward => (format!("r{}", t + 1), Formula::Given),
            OfStep::Return => {
                let next = if t + 1 < episode.returns.len() {
                    self.given_return(t + 1)?
                } else {
                    Operand::new("tail", episode.tail, Subject::Tail)
                };
                let gamma = Operand::new("gamma", episode.gamma, Subject::Gamma);
                let operands = [self.at(OfStep::Reward, t)?, gamma, next];
                (format!("G{t}"), Formula::new(["", " + ", " * ", ""], operands))
            }
            OfStep::Baseline => (
                format!("b{t}"),
                match trace.kind {
                    Baseline::None => Formula::Given,
                    Baseline::Whitened => {
                        Formula::new(["", ""], [Operand::new("mean", trace.mean, Subject::MeanReturn)])
                    }
                    Baseline::Value => {
                        let last = self.pass(Pass::Value(t))?.layers.len() - 1;
                        Formula::new(["", ""], self.sum_of(Unit { pass: Pass::Value(t), layer: last, unit: 0 }))
                    }
                },
            ),
            OfStep::Advantage => {
                let difference = [self.given_return(t)?, self.at(OfStep::Baseline, t)?];
                let formula = match trace.kind {
                    Baseline::Whitened if trace.deviation > 0.0 && value != 0.0 => {
                        let [g, b] = difference;
                        let deviation = Operand::new("sigma", trace.deviation, Subject::Deviation);
                        Formula::new(["(", " - ", ") / ", ""], [g, b, deviation])
                    }
                    // All returns are equal.
                    Baseline::Whitened => Formula::Given,
                    _ => Formula::new(["", " - ", ""], difference),
                };
                (format!("A{t}"), formula)
            }
            OfStep::LogProbability => {
                let formula = Formula::new(["", ""], self.at_action(OfAction::LogPolicy, t, action));
                (format!("log pi(a{t}|s{t})"), formula)
            }
            OfStep::LogProbabilityThen => (format!("log pi(a{t}|s{t}) then"), Formula::Given),
            OfStep::Ratio => {
                let operands = [self.at(OfStep::LogProbability, t)?, self.at(OfStep::LogProbabilityThen, t)?];
                (format!("ratio{t}"), Formula::new(["min(exp(", " - ", "), 2)"], operands))
            }
            OfStep::Entropy => {
                let mut parts = vec![FormulaPart::Signs("0".to_owned())];
                for action in Action::ALL {
                    parts.push(FormulaPart::Signs(" - ".to_owned()));
                    parts.extend(self.at_action(OfAction::Probability, t, action).map(FormulaPart::Operand));
                    parts.push(FormulaPart::Signs(" * ".to_owned()));
                    parts.extend(self.at_action(OfAction::LogPolicy, t, action).map(FormulaPart::Operand));
                }
                (format!("H{t}"), Formula::Parts(parts))
            }
            OfStep::Share => (format!("|g{t}|"), Formula::Given),
        };
        Some((symbol, value, formula))
    }

    /// How large each step's own part of the gradient is.
    #[must_use]
    pub fn shares(&self) -> Option<Vec<f32>> {
        let samples = self.network(Net::Policy)?.samples.iter().skip(self.first_sample()?);
        Some(samples.take(self.episode()?.actions.len()).map(|sample| sample.share).collect())
    }

    /// The return of a step, without what it comes from: its own card has that.
    fn given_return(&self, t: usize) -> Option<Operand> {
        let value = *self.episode()?.returns.get(t)?;
        Some(Operand::new(format!("G{t}"), value, Subject::Episode(OfStep::Return, t)))
    }

    fn action_number(&self, of: OfAction, t: usize, action: Action) -> Option<(String, f32)> {
        let episode = self.episode()?;
        let (column, symbol) = match of {
            OfAction::Probability => (&episode.probabilities, format!("pi({action}|s{t})")),
            OfAction::LogPolicy => (&episode.log_policy, format!("log pi({action}|s{t})")),
            OfAction::ReturnError => (&episode.return_errors, format!("return error({action})")),
            OfAction::EntropyError => (&episode.entropy_errors, format!("entropy error({action})")),
            OfAction::ProbabilityAfter => (&episode.probabilities_after, format!("pi({action}|s{t}) after")),
        };
        Some((symbol, column.get(t)?[action.index()]))
    }

    pub(super) fn of_action(&self, of: OfAction, t: usize, action: Action) -> Option<Parts> {
        let (symbol, value) = self.action_number(of, t, action)?;
        let formula = match of {
            OfAction::Probability => self.softmax(Pass::Sample(t), action)?,
            OfAction::LogPolicy => Formula::new(["log(", ")"], self.at_action(OfAction::Probability, t, action)),
            OfAction::ReturnError => {
                let is_taken = if self.episode()?.actions[t] == action { "1" } else { "0" };
                let operands = [
                    self.at(OfStep::Ratio, t)?,
                    self.at(OfStep::Advantage, t)?,
                    self.at_action(OfAction::Probability, t, action)?,
                    self.step_count()?,
                ];
                Formula::new(["", " * ", " * (", &format!(" - {is_taken}) / "), ""], operands)
            }
            OfAction::EntropyError => {
                let operands = [
                    Operand::new("beta", self.episodes()?.entropy_bonus, Subject::EntropyBonus),
                    self.at_action(OfAction::Probability, t, action)?,
                    self.at_action(OfAction::LogPolicy, t, action)?,
                    self.at(OfStep::Entropy, t)?,
                    self.step_count()?,
                ];
                Formula::new(["", " * ", " * (", " + ", ") / ", ""], operands)
            }
            OfAction::ProbabilityAfter => Formula::Given,
        };
        Some((symbol, value, formula))
    }

    pub(super) fn of_episode(&self, subject: Subject) -> Option<Parts> {
        let (trace, episode) = (self.episodes()?, self.episode()?);
        let given = |symbol: &str, value: f32| Some((symbol.to_owned(), value, Formula::Given));
        match subject {
            Subject::Tail => given("tail", episode.tail),
            Subject::MeanReturn => given("mean", trace.mean),
            Subject::Deviation => given("sigma", trace.deviation),
            Subject::PolicyLoss => given("L pi", trace.policy_loss),
            Subject::MeanEntropy => given("H", trace.entropy),
            Subject::EntropyBonus => given("beta", trace.entropy_bonus),
            Subject::ValueLoss => given("L V", trace.value_loss?),
            Subject::Loss => {
                let operands = [
                    Operand::new("L pi", trace.policy_loss, Subject::PolicyLoss),
                    Operand::new("beta", trace.entropy_bonus, Subject::EntropyBonus),
                    Operand::new("H", trace.entropy, Subject::MeanEntropy),
                ];
                Some(("L".to_owned(), trace.loss, Formula::new(["", " - ", " * ", ""], operands)))
            }
            _ => None,
        }
    }

    /// What the error of an output of the policy or of the value baseline is; nothing where temporal differences give it.
    pub(super) fn episode_error(&self, unit: Unit) -> Option<Formula> {
        match unit.pass {
            Pass::Sample(t) => {
                let action = *Action::ALL.get(unit.unit)?;
                let operands = [
                    self.at_action(OfAction::ReturnError, t, action)?,
                    self.at_action(OfAction::EntropyError, t, action)?,
                ];
                Some(Formula::new(["", " + ", ""], operands))
            }
            Pass::Value(t) => {
                let operands = [self.sum_of(unit)?, self.given_return(t)?, self.step_count()?];
                Some(Formula::new(["(", " - ", ") / ", ""], operands))
            }
            Pass::Decision | Pass::Next => None,
        }
    }
}
