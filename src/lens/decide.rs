//! What was seen, what the network computed from it, and how that became an action.

use super::{
    Formula, Lens, Net, Operand, Parts, Pass, Subject, Unit,
    card::FormulaPart,
    subject::{Moved, PassNumbers},
};
use crate::{
    gridworld::Action,
    learning::{ActionValues, Draw, WeightPlace},
    tensors::Activation,
};

impl Lens<'_> {
    pub(super) fn forward(&self, subject: Subject) -> Option<Parts> {
        match subject {
            Subject::Seen(at) => {
                let seen = self.board().seen.get(at)?;
                Some((format!("x{at}"), seen.value, written(&seen.formula, &seen.operands)))
            }
            Subject::Input(Pass::Decision, at) => self.forward(Subject::Seen(at)),
            Subject::Input(pass, at) => {
                Some((self.input_symbol(pass, at), *self.pass(pass)?.observation.get(at)?, Formula::Given))
            }
            Subject::Sum(unit) => {
                let numbers = self.pass(unit.pass)?;
                let sum = *numbers.layers.get(unit.layer)?.sum.get(unit.unit)?;
                Some((self.sum_symbol(unit), sum, self.weighted_sum(unit, &numbers)))
            }
            Subject::Activation(unit) => self.activation(unit),
            _ => None,
        }
    }

    fn activation(&self, unit: Unit) -> Option<Parts> {
        let numbers = self.pass(unit.pass)?;
        let units = numbers.layers.get(unit.layer)?;
        let value = *units.activation.get(unit.unit)?;
        let z = self.sum_of(unit)?;
        let formula = if unit.layer + 1 == numbers.layers.len() {
            Formula::new(["", ""], [z])
        } else {
            match self.trace.learner.activation {
                Activation::Relu => Formula::new(["max(0, ", ")"], [z]),
                Activation::Tanh => Formula::new(["tanh(", ")"], [z]),
            }
        };
        Some((self.activation_symbol(unit), value, formula))
    }

    /// bias + sum of weight * what goes in.
    fn weighted_sum(&self, unit: Unit, numbers: &PassNumbers<'_>) -> Formula {
        let Unit { pass, layer, unit: row } = unit;
        let (net, weights) = (pass.net(), &numbers.network[layer]);
        let term = |(input, (&weight, &x)): (usize, (&f32, &f32))| {
            let place = WeightPlace { layer, unit: row, input: Some(input) };
            let weight = Self::weight_before(net, place, weight);
            [weight, self.input_of(pass, layer, input, x)]
        };
        let terms = weights.weights[row].iter().zip(numbers.inputs_of(layer)).enumerate().map(term).collect();
        let bias = Self::weight_before(net, WeightPlace { layer, unit: row, input: None }, weights.bias[row]);
        Formula::products(None, Some(bias), terms)
    }

    /// A weight as a pass took it.
    pub(super) fn weight_before(net: Net, place: WeightPlace, value: f32) -> Operand {
        let symbol = weight_symbol(place);
        Operand::new(symbol, value, Subject::Weight(net, place, Moved::Before))
    }

    /// What an input of a layer is.
    pub(super) fn input_of(&self, pass: Pass, layer: usize, input: usize, value: f32) -> Operand {
        if layer == 0 {
            Operand::new(self.input_symbol(pass, input), value, Subject::Input(pass, input))
        } else {
            let unit = Unit { pass, layer: layer - 1, unit: input };
            Operand::new(self.activation_symbol(unit), value, Subject::Activation(unit))
        }
    }

    pub(super) fn input_symbol(&self, pass: Pass, at: usize) -> String {
        if pass == Pass::Next { format!("x'{at}") } else { format!("x{at}{}", self.step_sign(pass)) }
    }

    pub(super) fn activation_symbol(&self, unit: Unit) -> String {
        format!("h{},{}{}", unit.layer + 1, unit.unit, self.step_sign(unit.pass))
    }

    /// z of a unit as an operand.
    pub(super) fn sum_of(&self, unit: Unit) -> Option<Operand> {
        let value = *self.pass(unit.pass)?.layers.get(unit.layer)?.sum.get(unit.unit)?;
        Some(Operand::new(self.sum_symbol(unit), value, Subject::Sum(unit)))
    }

    /// z, or Q(s, a) and V(s) behind the last layer.
    pub(super) fn sum_symbol(&self, unit: Unit) -> String {
        let layers = self.pass(unit.pass).map_or(0, |numbers| numbers.layers.len());
        if unit.layer + 1 != layers {
            return format!("z{},{}{}", unit.layer + 1, unit.unit, self.step_sign(unit.pass));
        }
        let action = Action::ALL.get(unit.unit).map_or_else(String::new, Action::to_string);
        match (unit.pass, self.trace.setup.algorithm.action_values()) {
            (Pass::Value(t), _) => format!("V(s{t})"),
            (Pass::Next, ActionValues::Q) => format!("Q(s', {action})"),
            (_, ActionValues::Q) => format!("Q(s, {action})"),
            (_, ActionValues::Probabilities) => format!("z({action}){}", self.step_sign(unit.pass)),
        }
    }

    /// The output of an action in a pass.
    pub(super) fn output(&self, pass: Pass, action: Action) -> Option<Operand> {
        let last = self.pass(pass)?.layers.len().checked_sub(1)?;
        self.sum_of(Unit { pass, layer: last, unit: action.index() })
    }

    pub(super) fn drawn(&self, subject: Subject) -> Option<Parts> {
        match (&self.decision().draw, subject) {
            (Draw::EpsilonGreedy { epsilon, .. }, Subject::Epsilon) => {
                Some(("epsilon".to_owned(), *epsilon, Formula::Given))
            }
            (Draw::EpsilonGreedy { number, .. } | Draw::Probabilities { number, .. }, Subject::Drawn) => {
                Some(("u".to_owned(), *number, Formula::Given))
            }
            (Draw::Probabilities { probabilities, .. }, Subject::Probability(action)) => {
                let formula = self.softmax(Pass::Decision, action)?;
                Some((format!("pi({action}|s)"), probabilities[action.index()], formula))
            }
            (Draw::Probabilities { probabilities, cumulated, .. }, Subject::Cumulated(action)) => {
                let up_to = Action::ALL.iter().take(action.index() + 1).zip(probabilities).map(|(action, value)| {
                    Operand::new(format!("pi({action}|s)"), *value, Subject::Probability(*action))
                });
                let parts = Formula::Parts(Formula::listed("", " + ", up_to, ""));
                Some((format!("F({action})"), cumulated[action.index()], parts))
            }
            _ => None,
        }
    }

    /// exp(z(a)) / (exp(z(up)) + ..).
    pub(super) fn softmax(&self, pass: Pass, action: Action) -> Option<Formula> {
        let all: Option<Vec<Operand>> = Action::ALL.iter().map(|action| self.output(pass, *action)).collect();
        let mut parts = vec![
            FormulaPart::Signs("exp(".to_owned()),
            FormulaPart::Operand(self.output(pass, action)?),
            FormulaPart::Signs(") / ".to_owned()),
        ];
        parts.extend(Formula::listed("(exp(", ") + exp(", all?, "))"));
        Some(Formula::Parts(parts))
    }
}

/// w of layer, unit and input, each counted from 0; b where there is no input.
pub(super) fn weight_symbol(place: WeightPlace) -> String {
    match place.input {
        Some(input) => format!("w{},{},{input}", place.layer + 1, place.unit),
        None => format!("b{},{}", place.layer + 1, place.unit),
    }
}

/// A formula that names its operands.
fn written(formula: &str, operands: &[(String, f32)]) -> Formula {
    if operands.is_empty() {
        return Formula::Given;
    }
    let mut parts = Vec::new();
    let mut rest = formula;
    while !rest.is_empty() {
        let is_of_name = |letter: char| letter.is_alphanumeric() || letter == '_';
        let starts_name = rest.starts_with(|letter: char| letter.is_alphabetic());
        let end = rest.find(|letter| is_of_name(letter) != starts_name).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end.max(1));
        parts.push(match operands.iter().find(|(name, _)| name == word) {
            Some((name, value)) => FormulaPart::Operand(Operand::given(name.clone(), *value)),
            None => FormulaPart::Signs(word.to_owned()),
        });
        rest = behind;
    }
    Formula::Parts(parts)
}
