//! What temporal differences learn from a step: target, error, loss.

use super::{Formula, Lens, Net, Operand, Parts, Pass, Subject, Unit, card::FormulaPart};
use crate::{
    gridworld::Action,
    learning::{Learned, NextRule},
};

impl Lens<'_> {
    pub(super) fn temporal_difference(&self, subject: Subject) -> Option<Parts> {
        let step = self.learned_step()?;
        let value = Operand::new(format!("Q(s, {})", step.action), step.value, Subject::Value);
        Some(match subject {
            Subject::LearnedReward => ("r".to_owned(), step.outcome.reward, Formula::Given),
            Subject::NextValue => {
                let next = step.next.as_ref()?;
                (self.next_symbol()?, next.value, self.next_value(next.rule, next.epsilon, next.action)?)
            }
            Subject::NextBy(rule) => {
                let (next, (symbol, value)) = (step.next.as_ref()?, self.next_by(rule)?);
                (symbol, value, self.next_value(rule, next.epsilon, next.action)?)
            }
            Subject::TargetBy(rule) => {
                let reward = Operand::new("r", step.outcome.reward, Subject::LearnedReward);
                if step.next.is_none() {
                    return Some(("y".to_owned(), step.outcome.reward, Formula::new(["", ""], [reward])));
                }
                let ((symbol, value), gamma) = (self.next_by(rule)?, self.learned_steps()?.gamma);
                let target = step.outcome.reward + gamma * value;
                let gamma = Operand::new("gamma", gamma, Subject::Gamma);
                let next = Operand::new(symbol, value, Subject::NextBy(rule));
                ("y".to_owned(), target, Formula::new(["", " + ", " * ", ""], [reward, gamma, next]))
            }
            Subject::Target => {
                let reward = Operand::new("r", step.outcome.reward, Subject::LearnedReward);
                let formula = match &step.next {
                    None => Formula::new(["", ""], [reward]),
                    Some(next) => {
                        let gamma = Operand::new("gamma", self.learned_steps()?.gamma, Subject::Gamma);
                        let next = Operand::new(self.next_symbol()?, next.value, Subject::NextValue);
                        Formula::new(["", " + ", " * ", ""], [reward, gamma, next])
                    }
                };
                ("y".to_owned(), step.target, formula)
            }
            Subject::Value => {
                let formula = Formula::new(["", ""], self.output(Pass::Sample(0), step.action));
                (value.symbol, step.value, formula)
            }
            Subject::TdError => {
                let target = Operand::new("y", step.target, Subject::Target);
                ("delta".to_owned(), step.error, Formula::new(["", " - ", ""], [target, value]))
            }
            Subject::ValueAfter => (format!("Q(s, {}) after", step.action), step.value_after, Formula::Given),
            _ => return None,
        })
    }

    fn next_symbol(&self) -> Option<String> {
        let rule = self.learned_step()?.next.as_ref()?.rule;
        self.next_by(rule).map(|(symbol, _)| symbol)
    }

    /// What s' is worth by a rule, with its symbol; `None` where no action was taken in s' that the rule asks for.
    fn next_by(&self, rule: NextRule) -> Option<(String, f32)> {
        let next = self.learned_step()?.next.as_ref()?;
        let most = next.outputs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        Some(match rule {
            NextRule::Executed => {
                let action = next.action?;
                (format!("Q(s', {action})"), next.outputs[action.index()])
            }
            NextRule::Largest => ("max Q(s', .)".to_owned(), most),
            NextRule::Expected => {
                let mean = next.outputs.iter().sum::<f32>() / next.outputs.len() as f32;
                ("E[Q(s', .)]".to_owned(), (1.0 - next.epsilon) * most + next.epsilon * mean)
            }
        })
    }

    fn next_value(&self, rule: NextRule, epsilon: f32, action: Option<Action>) -> Option<Formula> {
        let all: Option<Vec<Operand>> = Action::ALL.iter().map(|action| self.output(Pass::Next, *action)).collect();
        let all = all?;
        Some(match rule {
            NextRule::Executed => Formula::new(["", ""], self.output(Pass::Next, action?)),
            NextRule::Largest => Formula::Parts(Formula::listed("max(", ", ", all, ")")),
            NextRule::Expected => {
                let epsilon = || FormulaPart::Operand(Operand::given("epsilon", epsilon));
                let mut parts = vec![FormulaPart::Signs("(1 - ".to_owned()), epsilon()];
                parts.extend(Formula::listed(") * max(", ", ", all.clone(), ") + "));
                parts.push(epsilon());
                parts.extend(Formula::listed(" * (", " + ", all, ") / "));
                parts.push(FormulaPart::Operand(Operand::new("|A|", Action::COUNT as f32, Subject::ActionCount)));
                Formula::Parts(parts)
            }
        })
    }

    /// What both kinds of updates have.
    pub(super) fn of_update(&self, subject: Subject) -> Option<Parts> {
        match (&self.trace.learner.update.as_ref()?.learned, subject) {
            (Learned::Steps(steps), Subject::Gamma) => Some(("gamma".to_owned(), steps.gamma, Formula::Given)),
            (Learned::Episodes(_), Subject::Gamma) => Some(("gamma".to_owned(), self.episode()?.gamma, Formula::Given)),
            (Learned::Steps(steps), Subject::Loss) => {
                let errors = steps.steps.iter().map(|step| match step.actor == self.actor {
                    true => Operand::new("delta", step.error, Subject::TdError),
                    false => Operand::given(format!("delta[actor {}]", step.actor), step.error),
                });
                let mut parts = Formula::listed("(", "^2 + ", errors, "^2) / (2 * ");
                parts.extend([FormulaPart::Operand(self.step_count()?), FormulaPart::Signs(")".to_owned())]);
                Some(("L".to_owned(), steps.loss, Formula::Parts(parts)))
            }
            (_, Subject::StepCount) => self.step_count().map(|count| (count.symbol, count.value, Formula::Given)),
            (Learned::Episodes(_), Subject::Loss) => self.of_episode(subject),
            _ => None,
        }
    }

    /// N: how many steps, of all actors, the update learned from.
    pub(super) fn step_count(&self) -> Option<Operand> {
        let steps = self.network(Net::Policy)?.samples.len();
        Some(Operand::new("N", steps as f32, Subject::StepCount))
    }

    /// What an output's error is; nothing where the policy gradient gives it.
    pub(super) fn step_error(&self, unit: Unit) -> Option<Formula> {
        let step = self.learned_step()?;
        if unit.unit != step.action.index() {
            // Only the action that was taken is compared with a target.
            return Some(Formula::Given);
        }
        let error = Operand::new("delta", step.error, Subject::TdError);
        Some(Formula::new(["-", " / ", ""], [error, self.step_count()?]))
    }
}
