//! Flagged recall: many symbols pass, one of them is flagged; at the end the model is asked which. It has to be carried over
//! the gap, past symbols that look the same. Written `abDcab?`: capitals are flagged, the question mark asks.

use rand::RngExt;

use super::{
    About, Difficulty, Input, InputError, Mark, Measure, Rules, SampleTarget, TaskShape,
    alphabet::read_symbols,
    is_made_of,
    rules::{Generator, ones},
};
use crate::sequence::{AttentionKind, CellKind};

/// The symbols, one-hot in as many features; then the flag, and the question.
const SYMBOLS: &str = "abcd";
const CLASSES: usize = 4;
const FLAG: usize = 4;
const ASK: usize = 5;
const FEATURES: usize = 6;

pub(super) struct Recall;

impl Rules for Recall {
    fn about(&self) -> &'static About {
        &About {
            summary: "which symbol was flagged, many steps ago",
            shape: TaskShape::Choose { features: FEATURES, classes: CLASSES },
            // At one gap alone a plain RNN could learn it by counting, and the lesson would be inverted; so all gaps up to
            // the longest are trained on.
            difficulty: Difficulty { measure: Measure::Gap, least: 1, most: 100, usual: [1, 50], every: 5 },
            cell: CellKind::Lstm,
            attention: AttentionKind::None,
            learning_rate: 5e-3,
            batch: 32,
        }
    }

    fn draw(&self, gap: usize, longest: usize, generator: &mut Generator) -> Input {
        let asked = longest.max(gap);
        let mut steps: Vec<Vec<f32>> =
            (0..asked).map(|_| ones(FEATURES, &[generator.random_range(0..CLASSES)])).collect();
        steps[asked - gap][FLAG] = 1.0;
        steps.push(ones(FEATURES, &[ASK]));
        Input::Features(steps)
    }

    fn target(&self, input: &Input) -> Option<SampleTarget> {
        if !is_made_of(input, FEATURES) {
            return None;
        }
        let (asked, before) = input.features().split_last()?;
        let mut flagged = before.iter().filter(|step| step[FLAG] > 0.5);
        match (asked[ASK] > 0.5, flagged.next(), flagged.next()) {
            (true, Some(step), None) => step[..CLASSES].iter().position(|&one| one > 0.5).map(SampleTarget::Class),
            _ => None,
        }
    }

    fn read(&self, text: &str) -> Result<Input, InputError> {
        let accepted = || "a b c d, one of them as a capital (flagged), and ? at the end".to_owned();
        let step = |&symbol: &char| match (SYMBOLS.find(symbol.to_ascii_lowercase()), symbol) {
            (None, '?') => Some(ones(FEATURES, &[ASK])),
            (Some(class), _) if symbol.is_ascii_uppercase() => Some(ones(FEATURES, &[class, FLAG])),
            (Some(class), _) => Some(ones(FEATURES, &[class])),
            (None, _) => None,
        };
        read_symbols(text.trim().chars(), accepted, step).map(Input::Features)
    }

    fn steps(&self, input: &Input) -> Vec<String> {
        let symbol = |step: &Vec<f32>| match step[..CLASSES].iter().position(|&one| one > 0.5) {
            Some(class) if step[FLAG] > 0.5 => self.class(class).to_ascii_uppercase(),
            Some(class) => self.class(class),
            None => "?".to_owned(),
        };
        input.features().iter().map(symbol).collect()
    }

    fn mark(&self, symbol: &str) -> Mark {
        match symbol {
            "?" => Mark::Asks,
            symbol if symbol.chars().all(|letter| letter.is_ascii_uppercase()) => Mark::Flagged,
            _ => Mark::Plain,
        }
    }

    fn class(&self, class: usize) -> String {
        SYMBOLS.chars().nth(class).map_or_else(|| "?".to_owned(), String::from)
    }
}
