//! The numbers of trainings and traces as tables, with headers in words, written as CSV.
//! Where they are saved, and which of them, is for whoever asks.

use std::{collections::BTreeSet, fmt::Display, sync::Arc};

use super::{
    DecoderStep, GradientFlow, PastRun, Record, Report, Trace, Trainee, decoder_symbol,
    tasks::{TaskKind, TaskShape},
};

/// Rows of text under a header. A cell without a value is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn new(header: impl Iterator<Item = String>) -> Self {
        Self { header: header.collect(), rows: Vec::new() }
    }

    /// Adds a row, filled up to the header's length.
    fn push(&mut self, row: impl Iterator<Item = String>) {
        let rest = std::iter::repeat_with(String::new);
        self.rows.push(row.chain(rest).take(self.header.len()).collect());
    }

    /// As comma-separated values, RFC 4180, the header first.
    ///
    /// # Panics
    /// Never: rows are as long as the header, and memory takes what is written to it.
    #[must_use]
    pub fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in std::iter::once(&self.header).chain(&self.rows) {
            writer.write_record(row).expect("all rows are as long as the header");
        }
        let bytes = writer.into_inner().expect("memory takes what is written to it");
        String::from_utf8(bytes).expect("it was made of strings")
    }
}

/// As short as it can be read back exactly: `0.5`, `2e-13`.
fn number(number: f32) -> String {
    format!("{number:?}")
}

/// What the loss of a task is, with its unit.
fn loss_name(task: TaskKind) -> &'static str {
    match task.shape() {
        TaskShape::Say { .. } => "mean squared error",
        TaskShape::Choose { .. } => "cross-entropy (nats)",
        TaskShape::Translate { .. } => "cross-entropy (nats per symbol)",
    }
}

/// Every training step of one model.
#[must_use]
pub fn steps(reports: &[Report]) -> Table {
    let mut table = Table::new(["step", "loss", "accuracy", "gradient_norm"].into_iter().map(str::to_owned));
    for Report { step, loss, accuracy, gradient_norm, .. } in reports {
        let numbers = [loss, accuracy, gradient_norm].map(ToString::to_string);
        table.push([step.to_string()].into_iter().chain(numbers));
    }
    table
}

/// Loss and accuracy of every training step, of models of one task.
#[must_use]
pub fn curves(task: TaskKind, models: &[&Trainee]) -> Table {
    let columns = models.iter().flat_map(|Trainee { name, .. }| {
        [format!("{name}: {} of the batch", loss_name(task)), format!("{name}: accuracy on the batch (0 to 1)")]
    });
    let mut table = Table::new(["training step".to_owned()].into_iter().chain(columns));
    let steps: BTreeSet<u64> = models.iter().flat_map(|model| model.reports.iter().map(|report| report.step)).collect();
    for step in steps {
        let report = |model: &&Trainee| {
            let at = model.reports.binary_search_by_key(&step, |report| report.step);
            at.map_or([const { String::new() }; 2], |at| {
                [model.reports[at].loss, model.reports[at].accuracy].map(number)
            })
        };
        table.push([step.to_string()].into_iter().chain(models.iter().flat_map(report)));
    }
    table
}

/// Accuracy and loss on held-out samples by gap, length or format, of models of one task.
#[must_use]
pub fn by_difficulty(task: TaskKind, models: &[&Trainee]) -> Table {
    let columns = models.iter().flat_map(|Trainee { name, .. }| {
        [
            format!("{name}: accuracy on held-out samples (0 to 1)"),
            format!("{name}: {}", loss_name(task)),
            format!("{name}: samples"),
        ]
    });
    let mut table = Table::new([task.difficulty().measure.to_string()].into_iter().chain(columns));
    let all: BTreeSet<Option<usize>> =
        models.iter().flat_map(|model| model.by_difficulty().iter().map(|score| score.difficulty)).collect();
    for difficulty in all {
        let score = |model: &&Trainee| {
            let score = model.by_difficulty().iter().find(|score| score.difficulty == difficulty);
            score.map_or([const { String::new() }; 3], |score| {
                [number(score.accuracy), number(score.loss), score.samples.to_string()]
            })
        };
        let name = difficulty.map_or_else(String::new, |difficulty| task.difficulty_text(difficulty));
        table.push([name].into_iter().chain(models.iter().flat_map(score)));
    }
    table
}

/// Every gate, candidate, cell and hidden state of every unit while an input is read, and while an answer is written.
#[must_use]
pub fn parts(task: TaskKind, steps: &[String], layers: &[Arc<Record>], decoding: &[DecoderStep]) -> Table {
    let decoders = decoding.iter().flat_map(|step| &step.layers);
    let units = layers.iter().chain(decoders).map(|record| record.hidden).max();
    let columns = (1..=units.unwrap_or(0)).map(|unit| format!("unit {unit}"));
    let first = ["phase", "step", "symbol", "layer", "part"].map(str::to_owned);
    let mut table = Table::new(first.into_iter().chain(columns));
    for (step, symbol) in steps.iter().enumerate() {
        for (layer, record) in layers.iter().enumerate() {
            let start = ["reading", &(step + 1).to_string(), symbol, &(layer + 1).to_string()];
            push_parts(&mut table, record, step, start);
        }
    }
    for (step, written) in decoding.iter().enumerate() {
        let symbol = decoder_symbol(task, written.output);
        for (layer, record) in written.layers.iter().enumerate() {
            let start = ["writing", &(step + 1).to_string(), &symbol, &(layer + 1).to_string()];
            push_parts(&mut table, record, 0, start);
        }
    }
    table
}

fn push_parts(table: &mut Table, record: &Record, step: usize, start: [&str; 4]) {
    for part in record.kind.parts() {
        let first = start.into_iter().chain([part.name()]).map(str::to_owned);
        table.push(first.chain(record.value(*part, step, 0).iter().copied().map(number)));
    }
}

/// What the decoder wrote, step by step, and how it looked at each place of the input; without attention only what it wrote.
#[must_use]
pub fn attention(task: TaskKind, trace: &Trace) -> Table {
    let mut header = ["decoder step", "input", "output", "probability of the output"].map(str::to_owned).to_vec();
    let attends = trace.decoding.iter().any(|step| !step.weights.is_empty());
    let places = || trace.steps.iter().enumerate().filter(|_| attends);
    for quantity in ["score", "weight"] {
        header.extend(places().map(|(at, symbol)| format!("{quantity} of input step {}: {symbol}", at + 1)));
    }
    let mut table = Table::new(header.into_iter());
    for (at, step) in trace.decoding.iter().enumerate() {
        let first = [
            (at + 1).to_string(),
            decoder_symbol(task, step.input),
            decoder_symbol(task, step.output),
            step.probabilities.get(step.output).copied().map_or_else(String::new, number),
        ];
        table.push(first.into_iter().chain(step.scores.iter().chain(&step.weights).copied().map(number)));
    }
    table
}

/// The norms of the last step's loss's gradient by the hidden states, layer by layer, the last step first.
#[must_use]
pub fn flow(models: &[&Trainee]) -> Table {
    let columns = models.iter().flat_map(|Trainee { name, .. }| {
        ["before training", "now"].map(|when| format!("{name}: norm of the gradient by the hidden state, {when}"))
    });
    let first = ["layer", "steps before the end"].map(str::to_owned);
    let mut table = Table::new(first.into_iter().chain(columns));
    let flows: Vec<_> = models.iter().flat_map(|model| [&model.untrained_flow, &model.flow]).collect();
    let layers = flows.iter().copied().flatten().map(|flow| flow.layers.len()).max().unwrap_or(0);
    for layer in 0..layers {
        let norms = |flow: &&Option<GradientFlow>| flow.as_ref().and_then(|flow| flow.layers.get(layer).cloned());
        let columns: Vec<Vec<f32>> = flows.iter().map(norms).map(Option::unwrap_or_default).collect();
        for lag in 0..columns.iter().map(Vec::len).max().unwrap_or(0) {
            let first = [(layer + 1).to_string(), lag.to_string()];
            let at = |column: &Vec<f32>| column.iter().rev().nth(lag).copied().map_or_else(String::new, number);
            table.push(first.into_iter().chain(columns.iter().map(at)));
        }
    }
    table
}

/// Trainings that are over, with their settings and what came of them.
#[must_use]
pub fn runs(past: &[PastRun]) -> Table {
    let header = "run model task from to cell attention hidden layers forget_bias chrono learning_rate batch seed steps \
                  seconds accuracy loss held_out_samples";
    let mut table = Table::new(header.split_whitespace().map(str::to_owned));
    for PastRun { number, name, settings: set, steps, seconds, score, .. } in past {
        let columns: [&dyn Display; 16] = [
            number,
            name,
            &set.task.kind,
            &set.task.from,
            &set.task.to,
            &set.cell,
            &set.attention,
            &set.hidden,
            &set.layers,
            &set.forget_bias,
            &set.chrono,
            &set.learning_rate,
            &set.batch,
            &set.seed,
            steps,
            seconds,
        ];
        let score =
            score.iter().flat_map(|score| -> [&dyn Display; 3] { [&score.accuracy, &score.loss, &score.samples] });
        table.push(columns.into_iter().chain(score).map(ToString::to_string));
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sequence::{
        AttentionKind, CellKind, Evaluation, Part, Score, TrainedModel, TrainingSettings,
        tasks::{Source, Split, Task},
    };

    /// The header and the rows, as another program reads them.
    fn read_back(table: &Table) -> (Vec<String>, Vec<Vec<String>>) {
        let text = table.to_csv();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let header = cells(reader.headers().expect("there is one"));
        let rows = reader.records().map(|row| cells(&row.expect("rows are as long as the header")));
        (header, rows.collect())
    }

    fn report(step: u64, loss: f32, accuracy: f32) -> Report {
        Report { step, loss, accuracy, gradient_norm: 1.0, sound: true }
    }

    fn named(name: &str) -> Trainee {
        Trainee::new(name.to_owned(), TrainingSettings::default())
    }

    fn model(kind: TaskKind, attention: AttentionKind) -> TrainedModel {
        let settings = TrainingSettings { hidden: 8, layers: 2, attention, ..TrainingSettings::usual(kind) };
        TrainedModel::new(settings).expect("the settings are possible")
    }

    #[test]
    fn curves_of_models_that_stopped_at_different_steps_share_their_rows() {
        let long = vec![report(1, 1.5, 0.25), report(2, 0.1, 1.0)];
        let short = Trainee { reports: long[..1].to_vec(), ..named("RNN, \"h8\"") };
        let table = curves(TaskKind::Adding, &[&Trainee { reports: long, ..named("LSTM") }, &short]);
        let (header, rows) = read_back(&table);
        assert_eq!(
            header,
            [
                "training step",
                "LSTM: mean squared error of the batch",
                "LSTM: accuracy on the batch (0 to 1)",
                "RNN, \"h8\": mean squared error of the batch",
                "RNN, \"h8\": accuracy on the batch (0 to 1)"
            ]
        );
        assert_eq!(rows, [["1", "1.5", "0.25", "1.5", "0.25"], ["2", "0.1", "1.0", "", ""]]);
    }

    #[test]
    fn points_are_written_as_the_task_names_them() {
        let score = |difficulty, accuracy| Score { difficulty: Some(difficulty), loss: 0.5, accuracy, samples: 40 };
        let last = Evaluation { step: 1, overall: score(0, 1.0), by_difficulty: vec![score(3, 0.975), score(1, 1.0)] };
        let (header, rows) =
            read_back(&by_difficulty(TaskKind::Dates, &[&Trainee { evaluations: vec![last], ..named("GRU") }]));
        assert_eq!(header[0], "format");
        assert_eq!(rows, [["Mar 9, 1998", "1.0", "0.5", "40"], ["1998년 3월 9일", "0.975", "0.5", "40"]]);
    }

    #[test]
    fn every_part_of_every_layer_and_step_has_a_row_with_its_units() {
        let trained = model(TaskKind::Reversal, AttentionKind::Dot);
        let input = TaskKind::Reversal.read("407").expect("digits");
        let trace = trained.trace(&input).expect("it can be read");
        let (header, rows) = read_back(&parts(TaskKind::Reversal, &trace.steps, &trace.layers, &trace.decoding));
        assert_eq!(header[..6], ["phase", "step", "symbol", "layer", "part", "unit 1"]);
        assert_eq!(header.len(), 5 + 8);
        let gru = CellKind::Gru.parts().len();
        assert_eq!(rows.len(), (3 + trace.decoding.len()) * 2 * gru);
        let found = rows
            .iter()
            .find(|row| row[..5] == ["reading", "2", "0", "2", "update_gate"])
            .expect("the second step of the upper layer");
        let units: Vec<f32> = found[5..].iter().map(|unit| unit.parse().expect("a number")).collect();
        assert_eq!(units, trace.layers[1].value(Part::UpdateGate, 1, 0), "exactly as it was");
    }

    #[test]
    fn attention_has_a_score_and_a_weight_for_each_place_and_nothing_without_it() {
        let input = TaskKind::Reversal.read("4071").expect("digits");
        let trace = model(TaskKind::Reversal, AttentionKind::Dot).trace(&input).expect("readable");
        let (header, rows) = read_back(&attention(TaskKind::Reversal, &trace));
        assert_eq!(header.len(), 4 + 2 * 4);
        assert_eq!(header[4], "score of input step 1: 4");
        assert_eq!(header[11], "weight of input step 4: 1");
        assert_eq!(rows.len(), trace.decoding.len());
        assert_eq!(rows[0][1], "<start>");
        let weights: f32 = rows[0][8..].iter().map(|weight| weight.parse::<f32>().expect("a number")).sum();
        assert!((weights - 1.0).abs() < 1e-5, "{weights}");

        let trace = model(TaskKind::Reversal, AttentionKind::None).trace(&input).expect("readable");
        assert_eq!(read_back(&attention(TaskKind::Reversal, &trace)).0.len(), 4);
    }

    #[test]
    fn gradients_are_told_from_the_last_step_backwards() {
        let trained = model(TaskKind::Recall, AttentionKind::None);
        let task = Task::usual(TaskKind::Recall);
        let samples: Vec<_> = {
            let mut source = Source::new(task, Split::HeldOut, 1);
            (0..3).map(|_| source.sample(10)).collect()
        };
        let now = trained.gradient_flow(&samples).expect("they are equally long");
        let (header, rows) = read_back(&flow(&[&Trainee { flow: Some(now.clone()), ..named("LSTM") }]));
        assert_eq!(header[1], "steps before the end");
        let steps = now.layers[0].len();
        assert_eq!(rows.len(), 2 * steps);
        assert_eq!(rows[0][..3], ["1", "0", ""]);
        let last: f32 = rows[0][3].parse().expect("a number");
        assert_eq!(last.to_bits(), now.layers[0][steps - 1].to_bits());
    }
}
