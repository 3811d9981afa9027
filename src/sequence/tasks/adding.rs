//! The adding problem (Hochreiter and Schmidhuber 1997): numbers pass, two of them are marked, one in each half; their sum is
//! asked for at the end. Written `0.31 0.52* 0.2 0.9*`: a star marks. Always saying 1 has a mean squared error of 1/6.

use rand::RngExt;

use super::{
    About, Difficulty, Input, InputError, Mark, Measure, Rules, SampleTarget, TaskShape, alphabet::read_symbols,
    is_made_of, rules::Generator,
};
use crate::sequence::{AttentionKind, CellKind};

/// The number, and its mark.
const FEATURES: usize = 2;

pub(super) struct Adding;

impl Rules for Adding {
    fn about(&self) -> &'static About {
        &About {
            summary: "the sum of two marked numbers",
            shape: TaskShape::Say { features: FEATURES },
            difficulty: Difficulty { measure: Measure::Length, least: 10, most: 100, usual: [50, 50], every: 10 },
            cell: CellKind::Lstm,
            attention: AttentionKind::None,
            learning_rate: 5e-3,
            batch: 32,
        }
    }

    fn draw(&self, length: usize, _: usize, generator: &mut Generator) -> Input {
        let mut steps: Vec<Vec<f32>> = (0..length).map(|_| vec![generator.random::<f32>(), 0.0]).collect();
        steps[generator.random_range(0..length / 2)][1] = 1.0;
        steps[generator.random_range(length / 2..length)][1] = 1.0;
        Input::Features(steps)
    }

    fn mixes_difficulties(&self) -> bool {
        false
    }

    fn target(&self, input: &Input) -> Option<SampleTarget> {
        if !is_made_of(input, FEATURES) {
            return None;
        }
        let marked: Vec<f32> = input.features().iter().filter(|step| step[1] > 0.5).map(|step| step[0]).collect();
        (marked.len() == 2).then(|| SampleTarget::Number(marked.iter().sum()))
    }

    fn read(&self, text: &str) -> Result<Input, InputError> {
        let accepted =
            || "numbers from 0 to 1 with spaces between, two of them with a star: 0.31 0.52* 0.2 0.9*".to_owned();
        let step = |word: &&str| {
            let (number, mark) = word.strip_suffix('*').map_or((*word, 0.0), |number| (number, 1.0));
            let number = number.parse::<f32>().ok().filter(|number| (0.0..=1.0).contains(number))?;
            Some(vec![number, mark])
        };
        read_symbols(text.split_whitespace(), accepted, step).map(Input::Features)
    }

    fn steps(&self, input: &Input) -> Vec<String> {
        let number = |step: &Vec<f32>| format!("{:.2}{}", step[0], if step[1] > 0.5 { "*" } else { "" });
        input.features().iter().map(number).collect()
    }

    fn mark(&self, symbol: &str) -> Mark {
        if symbol.ends_with('*') { Mark::Flagged } else { Mark::Plain }
    }

    fn separator(&self) -> &'static str {
        " "
    }
}
