//! Looking into models: traces of the input and gradients back in time are worked out in the background, a job at a time, and taken in
//! when they are done.

use std::sync::Arc;

use bevy::prelude::*;

use super::{TrainingSession, input::TypedInput, model::SessionModel};
use crate::{
    game::{Announcer, BackgroundJob},
    panels::{Page, SequenceChoices, WhatIf},
    sequence::{
        GradientFlow, Trace, TrainedModel, TrainingSettings,
        tasks::{Input, Sample, Source, Split, Task},
    },
};

/// Samples over which gradients are averaged.
const FLOW_SAMPLES: usize = 16;
/// Samples that are drawn at most to find that many of one length.
const FLOW_DRAWN: usize = 400;
/// Where their samples come from: held-out ones that no input of the pages is.
const FLOW_SEED: u64 = 0xf10;

/// The question that a job answers. Nothing is asked twice.
#[derive(Clone, PartialEq)]
struct InspectionQuery {
    /// Which models the session has.
    generation: u64,
    page: Page,
    /// Training steps of their copies.
    steps: Vec<Option<u64>>,
    input: Option<Input>,
    what_if: WhatIf,
}

/// What was found out about one model.
enum InspectionResult {
    Nothing,
    Trace(Option<Arc<Trace>>),
    /// Of the model, and of one that has learned nothing.
    Flows([Option<GradientFlow>; 2]),
}

/// The job that is under way, and what was answered last.
#[derive(Resource, Default)]
pub(super) struct Inspection {
    under_way: Option<(InspectionQuery, BackgroundJob<Vec<Option<InspectionResult>>>)>,
    answered: Option<InspectionQuery>,
}

/// Takes in what has been found, and asks anew where something has changed.
pub(super) fn look(
    mut looking: ResMut<Inspection>,
    mut session: ResMut<TrainingSession>,
    input: Res<TypedInput>,
    choices: Res<SequenceChoices>,
    mut announcer: Announcer,
) {
    let question = InspectionQuery {
        generation: session.generation,
        page: choices.page,
        steps: session.models.iter().map(|model| Some(model.copy.as_ref()?.steps())).collect(),
        input: input.read().cloned(),
        what_if: choices.what_if,
    };
    if let Some((asked, job)) = looking.under_way.take_if(|(_, job)| job.is_done()) {
        if let Some(found) = announcer.ok(job.result())
            && asked.generation == question.generation
        {
            take_in(&mut session, found);
        }
        looking.answered = Some(asked);
    }
    if looking.under_way.is_some() || looking.answered.as_ref() == Some(&question) {
        return;
    }
    let untrained = |model: &SessionModel| untrained(model.trainee.settings, choices.what_if);
    let subjects: Vec<_> = session.models.iter().map(|model| Some((model.copy.clone()?, untrained(model)))).collect();
    let asked = question.clone();
    let job = BackgroundJob::start(move || {
        let found = |subject: Option<(TrainedModel, TrainingSettings)>| {
            let (trained, untrained) = subject?;
            Some(find_out(&question, &trained, untrained))
        };
        subjects.into_iter().map(found).collect()
    });
    looking.under_way = Some((asked, job));
}

/// The settings of the model that has learned nothing, with biases that are tried.
fn untrained(settings: TrainingSettings, what_if: WhatIf) -> TrainingSettings {
    let WhatIf { on, forget_bias, chrono } = what_if;
    if on { TrainingSettings { forget_bias, chrono, ..settings } } else { settings }
}

/// In the background.
fn find_out(question: &InspectionQuery, trained: &TrainedModel, untrained: TrainingSettings) -> InspectionResult {
    match question.page {
        // The curves need nothing but what the models' threads send.
        Page::Training => InspectionResult::Nothing,
        Page::Cell | Page::Attention => {
            // Where the input does not fit, that has been said beside the field.
            let trace = question.input.as_ref().and_then(|input| trained.trace(input).ok());
            InspectionResult::Trace(trace.map(Arc::new))
        }
        Page::Forgetting => {
            let samples = samples(trained.settings().task);
            let flow = |trained: &TrainedModel| trained.gradient_flow(&samples).ok();
            InspectionResult::Flows([flow(trained), TrainedModel::new(untrained).ok().as_ref().and_then(flow)])
        }
    }
}

/// Held-out samples of one length, at the task's greatest difficulty.
fn samples(task: Task) -> Vec<Sample> {
    let mut source = Source::new(task, Split::HeldOut, FLOW_SEED);
    let first = source.sample(task.to);
    let length = first.input.len();
    let others = std::iter::repeat_with(|| source.sample(task.to)).take(FLOW_DRAWN);
    std::iter::once(first).chain(others.filter(|sample| sample.input.len() == length)).take(FLOW_SAMPLES).collect()
}

fn take_in(session: &mut TrainingSession, found: Vec<Option<InspectionResult>>) {
    for (model, found) in session.models.iter_mut().zip(found) {
        let model = &mut model.trainee;
        match found {
            Some(InspectionResult::Trace(trace)) => model.trace = trace,
            Some(InspectionResult::Flows(flows)) => [model.flow, model.untrained_flow] = flows,
            Some(InspectionResult::Nothing) | None => {}
        }
    }
}
