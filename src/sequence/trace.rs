//! Looking into a model: all that happens while it reads one input and answers, and how gradients reach back in time.

use std::sync::Arc;

use super::{
    DecoderStep, END, Graph, Model, Record, SPECIAL_TOKENS, START, TrainedModel,
    decoding::step_through,
    numbers,
    objective::{largest, last_objective, rows},
    operations::softmax,
    tasks::{Input, InputError, Sample, SampleTarget, TaskKind, TaskShape, is_made_of},
};

/// A decoder that does not end its answer is stopped so many steps after the input's length.
const PATIENCE: usize = 12;

/// One input, read and answered.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The input, step by step, in the task's symbols.
    pub steps: Vec<String>,
    /// What every layer did while reading, the bottom one first; one sample.
    pub layers: Vec<Arc<Record>>,
    /// How the answer was written, where the model translates; else empty.
    pub decoding: Vec<DecoderStep>,
    /// The probability of every class, where it chooses; else empty.
    pub probabilities: Vec<f32>,
    /// What it answered.
    pub answer: SampleTarget,
    /// What would have been right; `None` where the input is none that the task could have given.
    pub target: Option<SampleTarget>,
}

/// How strongly the loss at the last step depends on what was before.
#[derive(Clone, Debug, PartialEq)]
pub struct GradientFlow {
    /// Per layer, the bottom one first, and per step of reading: the Euclidean norm of the last step's loss's gradient by the
    /// hidden state after that step, in the mean over the samples.
    pub layers: Vec<Vec<f32>>,
}

impl TrainedModel {
    /// Reads one input and answers it, with all that happens on the way.
    ///
    /// # Errors
    /// If the input is empty, or not one of the task's form.
    pub fn trace(&self, input: &Input) -> Result<Trace, InputError> {
        let kind = self.settings().task.kind;
        check(kind, input)?;
        let mut trace = Trace {
            steps: kind.steps(input),
            layers: Vec::new(),
            decoding: Vec::new(),
            probabilities: Vec::new(),
            answer: SampleTarget::Tokens(Vec::new()),
            target: kind.target(input),
        };
        match self.model() {
            Model::Classifier(classifier) => {
                let mut graph = Graph::untraced(classifier.device());
                let sample = Sample { input: input.clone(), target: trace.answer.clone() };
                let (answers, run) = classifier.read(&mut graph, rows(&[sample]), 1);
                let mut outputs = numbers(&answers);
                trace.layers = run.records;
                if let TaskShape::Choose { .. } = kind.shape() {
                    softmax(&mut outputs);
                    trace.answer = SampleTarget::Class(largest(&outputs));
                    trace.probabilities = outputs;
                } else {
                    trace.answer = SampleTarget::Number(outputs[0]);
                }
            }
            Model::EncoderDecoder(model) => {
                (trace.layers, trace.decoding) = step_through(model, input.tokens(), input.len() + PATIENCE);
                let said = trace.decoding.iter().map(|step| step.output);
                trace.answer =
                    SampleTarget::Tokens(said.filter_map(|token| token.checked_sub(SPECIAL_TOKENS)).collect());
            }
        }
        Ok(trace)
    }

    /// How gradients reach back through samples of equal length, such as those of one difficulty.
    ///
    /// # Errors
    /// If there is no sample, their lengths differ, or one is not of the task's form.
    pub fn gradient_flow(&self, samples: &[Sample]) -> Result<GradientFlow, InputError> {
        let kind = self.settings().task.kind;
        let first =
            samples.first().ok_or_else(|| InputError::Empty { accepted: "samples of equal length".to_owned() })?;
        for sample in samples {
            check(kind, &sample.input)?;
            if sample.input.len() != first.input.len() {
                return Err(InputError::Lengths { first: first.input.len(), other: sample.input.len() });
            }
        }
        let mut graph = Graph::traced(self.model().device());
        let objective = last_objective(self.model(), &mut graph, samples);
        let mut gradients = graph.backward(objective.loss);
        let batch = samples.len();
        let layers = objective.states.iter().map(|states| {
            let gradient: &[f32] = gradients
                .get_or_alloc_mut(states)
                .expect("memory for a gradient that the backward pass has just filled");
            let hidden = gradient.len() / (batch * first.input.len());
            // the loss is a mean over the batch: a sample's own gradient is so many times larger
            // squared in f64: in f32, gradients below 1e-23 would come out as nothing at all
            let norm = |row: &[f32]| row.iter().map(|&g| (f64::from(g) * batch as f64).powi(2)).sum::<f64>().sqrt();
            let step = |rows: &[f32]| (rows.chunks_exact(hidden).map(norm).sum::<f64>() / batch as f64) as f32;
            gradient.chunks_exact(batch * hidden).map(step).collect()
        });
        Ok(GradientFlow { layers: layers.collect() })
    }
}

/// Whether the task's model can read the input at all.
fn check(kind: TaskKind, input: &Input) -> Result<(), InputError> {
    let fits = match kind.shape() {
        TaskShape::Choose { features, .. } | TaskShape::Say { features } => is_made_of(input, features),
        TaskShape::Translate { source, .. } => {
            let known = source.chars().count();
            input.tokens().len() == input.len() && input.tokens().iter().all(|&token| token < known)
        }
    };
    match (input.is_empty(), fits) {
        (true, _) => Err(InputError::Empty { accepted: format!("one step, as `{kind}` has them") }),
        (_, false) => Err(InputError::Form { task: kind.name() }),
        _ => Ok(()),
    }
}

/// The symbol of a decoder's token: the task's own, or a special token.
#[must_use]
pub fn decoder_symbol(kind: TaskKind, token: usize) -> String {
    match token {
        START => "<start>".to_owned(),
        END => "<end>".to_owned(),
        token => kind.write_target(&SampleTarget::Tokens(vec![token - SPECIAL_TOKENS])),
    }
}
