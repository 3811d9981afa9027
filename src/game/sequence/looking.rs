//! Looking into models: traces of the input and gradients back in time are worked out in the background, a job at a time, and taken in
//! when they are done.

use std::sync::Arc;

use bevy::prelude::*;

use super::{bench::Bench, input::TypedInput, learner::Learner};
use crate::{
    game::{job::Job, notices::Announcer, preferences::Preferences},
    panels::sequence::{Page, WhatIf},
    sequence::{
        GradientFlow, Settings, Trace, Trained,
        tasks::{DataPart, Input, Sample, Source, Task},
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
struct Question {
    /// Which models are on the bench.
    generation: u64,
    page: Page,
    /// Training steps of their copies.
    steps: Vec<Option<u64>>,
    input: Option<Input>,
    what_if: WhatIf,
}

/// What is asked of one model.
struct Subject {
    trained: Trained,
    untrained: Settings,
}

/// What was found out about one model.
#[derive(Default)]
struct Found {
    trace: Option<Arc<Trace>>,
    flow: Option<GradientFlow>,
    untrained: Option<GradientFlow>,
}

/// The job that is under way, and what was answered last.
#[derive(Resource, Default)]
pub(super) struct Looking {
    under_way: Option<(Question, Job<Vec<Option<Found>>>)>,
    answered: Option<Question>,
}

/// Takes in what has been found, and asks anew where something has changed.
pub(super) fn look(
    mut looking: ResMut<Looking>,
    mut bench: ResMut<Bench>,
    input: Res<TypedInput>,
    preferences: Res<Preferences>,
    mut announcer: Announcer,
) {
    let choices = &preferences.sequence;
    let question = Question {
        generation: bench.generation,
        page: choices.page,
        steps: bench.models.iter().map(|model| Some(model.copy.as_ref()?.steps())).collect(),
        input: input.read().cloned(),
        what_if: choices.what_if,
    };
    if let Some((asked, job)) = looking.under_way.take_if(|(_, job)| job.is_done()) {
        match job.result() {
            Ok(found) if asked.generation == question.generation => take_in(&mut bench, found, &asked),
            Ok(_) => {}
            Err(fault) => announcer.error(fault),
        }
        looking.answered = Some(asked);
    }
    if looking.under_way.is_some() || looking.answered.as_ref() == Some(&question) {
        return;
    }
    let subjects: Vec<Option<Subject>> = bench.models.iter().map(|model| subject(model, choices.what_if)).collect();
    let asked = question.clone();
    let job = Job::start(move || {
        let subject = |subject: Option<Subject>| Some(find_out(&question, &subject?));
        subjects.into_iter().map(subject).collect()
    });
    looking.under_way = Some((asked, job));
}

fn subject(model: &Learner, what_if: WhatIf) -> Option<Subject> {
    let untrained = if what_if.on {
        Settings { forget_bias: what_if.forget_bias, chrono: what_if.chrono, ..model.trainee.settings }
    } else {
        model.trainee.settings
    };
    let trained = model.copy.clone()?;
    Some(Subject { trained, untrained })
}

/// In the background.
fn find_out(question: &Question, subject: &Subject) -> Found {
    let Subject { trained, untrained } = subject;
    match question.page {
        // The curves need nothing but what the models' threads send.
        Page::Training => Found::default(),
        Page::Cell | Page::Attention => {
            let input = question.input.as_ref();
            Found {
                // Where the input does not fit, that has been said beside the field.
                trace: input.and_then(|input| trained.trace(input).ok()).map(Arc::new),
                ..Found::default()
            }
        }
        Page::Forgetting => {
            let samples = samples(trained.settings().task);
            let untrained = Trained::new(*untrained).ok();
            Found {
                flow: trained.gradient_flow(&samples).ok(),
                untrained: untrained.and_then(|untrained| untrained.gradient_flow(&samples).ok()),
                ..Found::default()
            }
        }
    }
}

/// Held-out samples of one length, at the task's greatest difficulty.
fn samples(task: Task) -> Vec<Sample> {
    let mut source = Source::new(task, DataPart::HeldOut, FLOW_SEED);
    let first = source.sample(task.to);
    let length = first.input.len();
    let others = std::iter::repeat_with(|| source.sample(task.to)).take(FLOW_DRAWN);
    std::iter::once(first).chain(others.filter(|sample| sample.input.len() == length)).take(FLOW_SAMPLES).collect()
}

fn take_in(bench: &mut Bench, found: Vec<Option<Found>>, asked: &Question) {
    for (model, found) in bench.models.iter_mut().zip(found) {
        let (model, found) = (&mut model.trainee, found.unwrap_or_default());
        match asked.page {
            Page::Training => {}
            Page::Cell | Page::Attention => model.trace = found.trace,
            Page::Forgetting => (model.flow, model.untrained_flow) = (found.flow, found.untrained),
        }
    }
}
