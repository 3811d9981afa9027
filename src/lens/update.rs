//! How the error runs back through the layers, and how it moves a weight.

use super::{Factor, Formula, Lens, Moved, Net, Operand, Parts, Subject, Unit, decide::weight_symbol};
use crate::{learning::WeightPlace, tensors::Activation};

impl Lens<'_> {
    /// dL/dz: given by the loss behind the last layer, before that f'(z) * sum of weight * error above.
    pub(super) fn error(&self, unit: Unit) -> Option<Parts> {
        let numbers = self.pass(unit.pass)?;
        let units = numbers.layers.get(unit.layer)?;
        let value = *units.error.get(unit.unit)?;
        let symbol = self.error_symbol(unit);
        let Some(above) = numbers.layers.get(unit.layer + 1) else {
            let formula = self.step_error(unit).or_else(|| self.episode_error(unit))?;
            return Some((symbol, value, formula));
        };
        let net = unit.pass.net();
        let term = |(row, &error): (usize, &f32)| {
            let place = WeightPlace { layer: unit.layer + 1, unit: row, input: Some(unit.unit) };
            let weight = numbers.network[unit.layer + 1].weights[row][unit.unit];
            let unit = Unit { layer: unit.layer + 1, unit: row, ..unit };
            [
                Self::weight_before(net, place, weight),
                Operand::new(self.error_symbol(unit), error, Subject::Error(unit)),
            ]
        };
        let terms = above.error.iter().enumerate().map(term).collect();
        let activation = units.activation[unit.unit];
        let slope = match self.trace.learner.activation {
            Activation::Relu => f32::from(u8::from(units.sum[unit.unit] > 0.0)),
            Activation::Tanh => 1.0 - activation * activation,
        };
        Some((symbol, value, Formula::products(Some(Operand::given("f'(z)", slope)), None, terms)))
    }

    pub(super) fn moved(&self, net: Net, place: WeightPlace, moved: Moved) -> Option<Parts> {
        let Some(update) = self.network(net) else {
            let layer = self.trace.learner.network.get(place.layer).filter(|_| moved == Moved::Before)?;
            let weight = match place.input {
                Some(input) => *layer.weights.get(place.unit)?.get(input)?,
                None => *layer.bias.get(place.unit)?,
            };
            return Some((weight_symbol(place), weight, Formula::Given));
        };
        let weight = update.weight(place)?;
        let number = |moved: Moved| match moved {
            Moved::Gradient => ("g", weight.gradient),
            Moved::Clipped => ("g clipped", weight.clipped),
            Moved::FirstBefore => ("m before", weight.m_before),
            Moved::First => ("m", weight.m),
            Moved::FirstCorrected => ("m corrected", weight.m_corrected),
            Moved::SecondBefore => ("v before", weight.v_before),
            Moved::Second => ("v", weight.v),
            Moved::SecondCorrected => ("v corrected", weight.v_corrected),
            Moved::Step => ("step", weight.step),
            Moved::Before => ("w", weight.before),
            Moved::After => ("w after", weight.after),
        };
        let of = |moved: Moved| {
            let (symbol, value) = number(moved);
            Operand::new(symbol, value, Subject::Weight(net, place, moved))
        };
        let factor = |factor: Factor| {
            let (symbol, value) = self.factor_number(net, factor)?;
            Some(Operand::new(symbol, value, Subject::Update(net, factor)))
        };
        let adam = &update.adam;
        let average = |decay: f32, name: &str, before: Moved, signs: &str| {
            let decay = || Operand::given(name, decay);
            let operands = [decay(), of(before), decay(), of(Moved::Clipped)];
            Formula::new(["", " * ", " + (1 - ", ") * ", signs], operands)
        };
        let formula = match moved {
            Moved::Gradient => Formula::products(None, None, self.gradient_terms(net, place)?),
            Moved::Clipped => Formula::new(["", " * ", ""], [of(Moved::Gradient), factor(Factor::Clip)?]),
            Moved::First => average(adam.beta_1, "beta1", Moved::FirstBefore, ""),
            Moved::Second => average(adam.beta_2, "beta2", Moved::SecondBefore, "^2"),
            Moved::FirstCorrected => {
                Formula::new(["", " / ", ""], [of(Moved::First), factor(Factor::FirstCorrection)?])
            }
            Moved::SecondCorrected => {
                Formula::new(["", " / ", ""], [of(Moved::Second), factor(Factor::SecondCorrection)?])
            }
            Moved::Step => Formula::new(
                ["", " * ", " / (sqrt(", ") + ", ")"],
                [
                    factor(Factor::LearningRate)?,
                    of(Moved::FirstCorrected),
                    of(Moved::SecondCorrected),
                    Operand::given("epsilon", adam.epsilon),
                ],
            ),
            Moved::After => Formula::new(["", " - ", ""], [of(Moved::Before), of(Moved::Step)]),
            Moved::FirstBefore | Moved::SecondBefore | Moved::Before => Formula::Given,
        };
        let (symbol, value) = number(moved);
        let symbol = match moved {
            Moved::Before => weight_symbol(place),
            Moved::After => format!("{} after", weight_symbol(place)),
            _ => symbol.to_owned(),
        };
        Some((symbol, value, formula))
    }

    /// The unit's error times what came through the weight, for each row that the update learned from.
    fn gradient_terms(&self, net: Net, place: WeightPlace) -> Option<Vec<[Operand; 2]>> {
        let update = self.network(net)?;
        let first = self.first_sample()?;
        let mine = match self.episode() {
            Some(episode) => episode.actions.len(),
            None => 1,
        };
        let term = |(row, (error, x)): (usize, (f32, f32))| {
            let at = row.checked_sub(first).filter(|at| *at < mine);
            let Some(pass) = at.map(|at| net.pass(at)) else {
                let sign = self.row_sign(row).unwrap_or_default();
                let through = match place.input {
                    Some(input) if place.layer == 0 => format!("x{input}{sign}"),
                    Some(input) => format!("h{},{input}{sign}", place.layer),
                    None => "1".to_owned(),
                };
                let error = Operand::given(format!("e{},{}{sign}", place.layer + 1, place.unit), error);
                return [error, Operand::given(through, x)];
            };
            let unit = Unit { pass, layer: place.layer, unit: place.unit };
            let through = match place.input {
                Some(input) => self.input_of(pass, place.layer, input, x),
                None => Operand::given("1", x),
            };
            [Operand::new(self.error_symbol(unit), error, Subject::Error(unit)), through]
        };
        Some(update.terms(place).into_iter().enumerate().map(term).collect())
    }

    fn factor_number(&self, net: Net, factor: Factor) -> Option<(&'static str, f32)> {
        let update = self.network(net)?;
        Some(match factor {
            Factor::Norm => ("|g|", update.gradient_norm),
            Factor::ClipNorm => ("clip norm", update.clip_norm),
            Factor::Clip => ("clip", update.adam.clip_factor),
            Factor::LearningRate => ("alpha", update.adam.learning_rate),
            Factor::FirstCorrection => ("1 - beta1^t", update.adam.correction_1 as f32),
            Factor::SecondCorrection => ("1 - beta2^t", update.adam.correction_2 as f32),
        })
    }

    pub(super) fn factor(&self, net: Net, factor: Factor) -> Option<Parts> {
        let (symbol, value) = self.factor_number(net, factor)?;
        let of = |factor: Factor| {
            let (symbol, value) = self.factor_number(net, factor)?;
            Some(Operand::new(symbol, value, Subject::Update(net, factor)))
        };
        let formula = match factor {
            Factor::Clip if value < 1.0 => Formula::new(["", " / ", ""], [of(Factor::ClipNorm)?, of(Factor::Norm)?]),
            _ => Formula::Given,
        };
        Some((symbol.to_owned(), value, formula))
    }

    pub(super) fn error_symbol(&self, unit: Unit) -> String {
        format!("e{},{}{}", unit.layer + 1, unit.unit, self.step_sign(unit.pass))
    }
}

impl Net {
    /// The pass of one of the rows that it learned from.
    #[must_use]
    pub const fn pass(self, at: usize) -> super::Pass {
        match self {
            Self::Policy => super::Pass::Sample(at),
            Self::Value => super::Pass::Value(at),
        }
    }
}
