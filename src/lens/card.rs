//! A number with its formula: once in symbols, once with the numbers, and each operand to be opened in turn.

use super::Subject;

/// A number as it stands in a formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Operand {
    /// Its symbol.
    pub symbol: String,
    /// Its value.
    pub value: f32,
    /// What opens it; nothing where it is given.
    pub subject: Option<Subject>,
}

impl Operand {
    pub(super) fn new(symbol: impl Into<String>, value: f32, subject: Subject) -> Self {
        Self { symbol: symbol.into(), value, subject: Some(subject) }
    }

    /// One that is given.
    pub(super) fn given(symbol: impl Into<String>, value: f32) -> Self {
        Self { symbol: symbol.into(), value, subject: None }
    }
}

/// A part of a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum FormulaPart {
    /// Signs and functions: `+ - * / ^ ( ) ,` and `exp`, `log`, `sqrt`, `max`, `min`, `tanh`, `abs`.
    Signs(String),
    /// A number.
    Operand(Operand),
}

/// How a number comes about.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// It is given, or comes from outside of the tick.
    Given,
    /// It is no number but a list of them.
    Listed(Vec<Operand>),
    /// Operands between signs.
    Parts(Vec<FormulaPart>),
    /// factor * (first + sum of products), largest product first.
    Products {
        /// What the sum is multiplied with.
        factor: Option<Operand>,
        /// What it begins with.
        first: Option<Operand>,
        /// The two factors of each product.
        terms: Vec<[Operand; 2]>,
    },
}

impl Formula {
    /// A formula of operands and signs: the signs stand around and between the operands, one more than these.
    pub(super) fn new<const S: usize>(signs: [&str; S], operands: impl IntoIterator<Item = Operand>) -> Self {
        let mut operands = operands.into_iter();
        let mut parts = Vec::new();
        for sign in signs {
            if !sign.is_empty() {
                parts.push(FormulaPart::Signs(sign.to_owned()));
            }
            parts.extend(operands.next().map(FormulaPart::Operand));
        }
        Self::Parts(parts)
    }

    /// Operands with the same sign between them, in brackets with a function before them.
    pub(super) fn listed(
        before: &str,
        sign: &str,
        operands: impl IntoIterator<Item = Operand>,
        behind: &str,
    ) -> Vec<FormulaPart> {
        let mut parts = vec![FormulaPart::Signs(before.to_owned())];
        for (index, operand) in operands.into_iter().enumerate() {
            if index > 0 {
                parts.push(FormulaPart::Signs(sign.to_owned()));
            }
            parts.push(FormulaPart::Operand(operand));
        }
        parts.push(FormulaPart::Signs(behind.to_owned()));
        parts
    }

    /// A sum of products, largest first.
    pub(super) fn products(factor: Option<Operand>, first: Option<Operand>, mut terms: Vec<[Operand; 2]>) -> Self {
        let size = |[one, other]: &[Operand; 2]| (one.value * other.value).abs();
        terms.sort_by(|one, other| size(other).total_cmp(&size(one)));
        Self::Products { factor, first, terms }
    }

    /// The operands in their order.
    #[must_use]
    pub fn operands(&self) -> Vec<&Operand> {
        match self {
            Self::Given => Vec::new(),
            Self::Listed(operands) => operands.iter().collect(),
            Self::Parts(parts) => parts
                .iter()
                .filter_map(|part| match part {
                    FormulaPart::Operand(operand) => Some(operand),
                    FormulaPart::Signs(_) => None,
                })
                .collect(),
            Self::Products { factor, first, terms } => {
                factor.iter().chain(first).chain(terms.iter().flatten()).collect()
            }
        }
    }

    /// The formula in symbols.
    #[must_use]
    pub fn in_symbols(&self) -> String {
        self.written(|operand| operand.symbol.clone())
    }

    /// The formula with the numbers; negative ones stand in brackets.
    #[must_use]
    pub fn with_numbers(&self) -> String {
        self.written(|operand| in_brackets(operand.value))
    }

    fn written(&self, write: impl Fn(&Operand) -> String) -> String {
        match self {
            Self::Given | Self::Listed(_) => String::new(),
            Self::Parts(parts) => parts
                .iter()
                .map(|part| match part {
                    FormulaPart::Signs(signs) => signs.clone(),
                    FormulaPart::Operand(operand) => write(operand),
                })
                .collect(),
            Self::Products { factor, first, terms } => {
                let products = terms.iter().map(|[one, other]| format!("{} * {}", write(one), write(other)));
                let sum: Vec<String> = first.iter().map(&write).chain(products).collect();
                let sum = if sum.is_empty() { "0".to_owned() } else { sum.join(" + ") };
                match factor {
                    Some(factor) => format!("{} * ({sum})", write(factor)),
                    None => sum,
                }
            }
        }
    }
}

/// A number that was opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Which one.
    pub subject: Subject,
    /// Its symbol.
    pub symbol: String,
    /// Its value.
    pub value: f32,
    /// How it comes about.
    pub formula: Formula,
}

impl Card {
    /// The number on one line: its symbol, its formula, the same with the numbers, its value. Of a sum of products the `most` largest
    /// are written out.
    #[must_use]
    pub fn worked(&self, most: usize) -> String {
        let worked = match &self.formula {
            Formula::Given | Formula::Listed(_) => Vec::new(),
            Formula::Parts(_) => vec![self.formula.in_symbols(), self.formula.with_numbers()],
            Formula::Products { factor, first, terms } if terms.len() > most => {
                let (written, rest) = terms.split_at(most);
                let rest_value = rest.iter().map(|[one, other]| one.value * other.value).sum();
                let written = Formula::Products { factor: None, first: first.clone(), terms: written.to_vec() };
                let sum = format!("{} + {} of {} others", written.with_numbers(), in_brackets(rest_value), rest.len());
                let factor = factor.as_ref().map(|factor| in_brackets(factor.value));
                vec![factor.map_or_else(|| sum.clone(), |factor| format!("{factor} * ({sum})"))]
            }
            Formula::Products { .. } => vec![self.formula.with_numbers()],
        };
        let mut written = vec![self.symbol.clone()];
        written.extend(worked);
        written.push(number(self.value));
        // A number that only has another name is not written twice.
        written.dedup();
        written.join(" = ")
    }
}

/// A number with all of its digits, so that it is read back as the same one; a tiny one without all of its zeros.
#[must_use]
pub fn number(value: f32) -> String {
    if value.abs() < 1e-4 && value != 0.0 { format!("{value:e}") } else { value.to_string() }
}

/// The same in brackets where it is negative.
#[must_use]
pub fn in_brackets(value: f32) -> String {
    if value < 0.0 { format!("({})", number(value)) } else { number(value) }
}
