//! The input of `sidestep sequence forward`: a JSON array, read so that whatever is wrong is named with its place.

use std::path::Path;

use serde_json::Value;

use crate::{cli::Failure, files};

/// `[batch][steps][numbers]`
pub type SampleBatch = Vec<Vec<Vec<f32>>>;

const ACCEPTED: &str = "accepted is a JSON array of numbers, [steps][features] or [batch][steps][features]";

/// Reads a file for cells that take so many numbers at each step.
///
/// # Errors
/// A file that cannot be read, or that is no such array; samples of different lengths.
pub fn read(path: &Path, features: usize) -> Result<SampleBatch, Failure> {
    let bytes = files::read(path)?;
    parse(bytes, features).map_err(|what| Failure::of_file("input", path, what))
}

fn parse(bytes: Vec<u8>, features: usize) -> Result<SampleBatch, String> {
    let value = json(bytes)?;
    let Value::Array(items) = &value else {
        return Err(format!("there is {} where an array should begin; {ACCEPTED}", kind(&value)));
    };
    let is_batch = items.iter().any(|item| matches!(item, Value::Array(rows) if rows.iter().any(Value::is_array)));
    let samples: Vec<&Value> = if is_batch { items.iter().collect() } else { vec![&value] };
    if !items.is_empty() && items.iter().all(Value::is_number) {
        return Err(format!(
            "the array has one dimension, [{}]; {ACCEPTED}. If these are steps of one feature, write [[1], [2], ..]; \
             if they are one step, write [[1, 2, ..]]",
            items.len()
        ));
    }
    let batch: SampleBatch = samples
        .iter()
        .enumerate()
        .map(|(sample, steps)| {
            let steps = array(steps, || format!("sample {}", sample + 1), "an array of steps")?;
            let row = |(step, row)| numbers(row, &format!("step {} of sample {}", step + 1, sample + 1), features);
            steps.iter().enumerate().map(row).collect()
        })
        .collect::<Result<_, _>>()?;
    let first = batch.first().map_or(0, Vec::len);
    if first == 0 {
        return Err(format!("the sequence is empty; {ACCEPTED}, with one step or more"));
    }
    match batch.iter().position(|sample| sample.len() != first) {
        None => Ok(batch),
        Some(at) => Err(format!(
            "sample {} has {} steps, sample 1 has {first}; accepted are samples of equal length",
            at + 1,
            batch[at].len()
        )),
    }
}

/// The file's text as JSON.
fn json(bytes: Vec<u8>) -> Result<Value, String> {
    let text = files::text(bytes).map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        match word_at(&text, error.line(), error.column()) {
            Some(word) if is_not_finite(word) => {
                format!("{place}: {word} is no number in JSON; accepted are finite numbers")
            }
            _ => format!("this is no JSON: {error}; {ACCEPTED}"),
        }
    })
}

/// The word that a place, counted from 1 in bytes, stands in.
fn word_at(text: &str, line: usize, column: usize) -> Option<&str> {
    let line = text.lines().nth(line.checked_sub(1)?)?;
    let (before, after) = line.split_at_checked(column.checked_sub(1)?)?;
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '+';
    let from = before.trim_end_matches(is_letter).len();
    let to = line.len() - after.trim_start_matches(is_letter).len();
    line.get(from..to)
}

/// Whether it is how Python or JavaScript writes a number that JSON does not have.
fn is_not_finite(word: &str) -> bool {
    ["nan", "inf", "infinity"].contains(&word.trim_start_matches(['-', '+']).to_ascii_lowercase().as_str())
}

fn array<'a>(value: &'a Value, place: impl Fn() -> String, expected: &str) -> Result<&'a Vec<Value>, String> {
    value.as_array().ok_or_else(|| format!("{} is {}, expected {expected}; {ACCEPTED}", place(), kind(value)))
}

/// The numbers of one step.
fn numbers(row: &Value, place: &str, features: usize) -> Result<Vec<f32>, String> {
    let row = array(row, || place.to_owned(), &format!("an array of {features} numbers"))?;
    let number = |(at, value): (usize, &Value)| match value.as_f64() {
        Some(number) if (number as f32).is_finite() => Ok(number as f32),
        Some(number) => Err(format!(
            "number {} of {place} is {number:e}, beyond single precision; accepted are those up to 3e38",
            at + 1
        )),
        None => Err(format!("number {} of {place} is {}; {ACCEPTED}, all of them finite", at + 1, kind(value))),
    };
    let numbers = row.iter().enumerate().map(number).collect::<Result<Vec<f32>, _>>()?;
    if numbers.len() == features {
        return Ok(numbers);
    }
    Err(format!("{place} has {} numbers; accepted are {features}, which the weights ask for", numbers.len()))
}

/// What it is, in words.
const fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn sequences_and_batches_are_read_with_or_without_a_byte_order_mark() {
        let sequence = vec![vec![vec![1.0, -2.5], vec![0.0, 3e4]]];
        for text in ["[[1, -2.5], [0, 3e4]]", "[[[1, -2.5], [0, 3e4]]]", "\u{feff}[[1, -2.5],\n[0, 3e4]]\n"] {
            assert_eq!(parse(text.into(), 2), Ok(sequence.clone()), "{text}");
        }
        assert_eq!(parse(b"[[[1]], [[2]]]".to_vec(), 1), Ok(vec![vec![vec![1.0]], vec![vec![2.0]]]));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let table: &[(&[u8], &[&str])] = &[
            (b"[0.5, 0.25]", &["one dimension, [2]", "[steps][features]", "[[1], [2], ..]", "[[1, 2, ..]]"]),
            (b"{\"x\": [[1, 2]]}", &["there is an object", "[batch][steps][features]"]),
            (b"7", &["there is a number"]),
            (b"null", &["there is null"]),
            (b"", &["no JSON", "line 1 column 0"]),
            (b"[[1, 2],\n [3, NaN]]", &["line 2, column 6: NaN is no number in JSON", "finite"]),
            (b"[[1, nan]]", &["nan is no number in JSON"]),
            (b"[[1, -Infinity]]", &["line 1, column 7: -Infinity is no number in JSON"]),
            (b"[[1, Infinity]]", &["Infinity is no number in JSON"]),
            (b"[[1, 2], [null, 3]]", &["number 1 of step 2 of sample 1 is null", "finite"]),
            (b"[[[1, 2]], [[1, \"3\"]]]", &["number 2 of step 1 of sample 2 is a text"]),
            (b"[[[[1, 2]]]]", &["number 1 of step 1 of sample 1 is an array"]),
            (b"[[1, 2], 3]", &["step 2 of sample 1 is a number, expected an array of 2 numbers"]),
            (b"[[[1, 2]], [3, 4]]", &["step 1 of sample 2 is a number"]),
            (b"[[[1, 2]], null]", &["sample 2 is null, expected an array of steps"]),
            (b"[[1, 2, 3]]", &["step 1 of sample 1 has 3 numbers; accepted are 2"]),
            (b"[[1, 2]\n[3, 4]]", &["no JSON", "line 2 column 1"]),
            (b"[[1e300, 0]]", &["number 1 of step 1 of sample 1 is 1e300", "3e38"]),
            (b"[[[1, 2]], [[1, 2], [3, 4]]]", &["sample 2 has 2 steps, sample 1 has 1"]),
            (b"[]", &["the sequence is empty"]),
            (b"[[]]", &["step 1 of sample 1 has 0 numbers"]),
            (b"[[[1, 2]], []]", &["sample 2 has 0 steps"]),
            (b"\xff\xfe[\0[\0", &["UTF-16", "UTF-8"]),
            (b"[[1, 2]]\n\xe9", &["line 2 is not UTF-8"]),
        ];
        for (bytes, words) in table {
            let message = parse(bytes.to_vec(), 2).expect_err("no input");
            for words in *words {
                assert!(message.contains(words), "{}: `{words}` in {message}", String::from_utf8_lossy(bytes));
            }
        }
    }
}
