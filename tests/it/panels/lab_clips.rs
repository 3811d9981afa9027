//! The lab's pages as clips: a room can read them, and there is nothing to press.

use std::sync::Arc;

use bevy_egui::egui::{Shape, epaint::TextShape, vec2};
use sidestep::{
    language::Language,
    panels::{
        SequenceCommand,
        sequence::{ClipMoment, ClipPage, LabClip, model_names},
    },
    sequence::{AttentionKind, SequencePreset, Trainee, tasks::Source},
};

use super::{operable, stage};

/// The smallest letters, in points of a frame that is 720 high.
const LEAST: f32 = 18.0;

fn clip(preset: SequencePreset, page: ClipPage, shown: Option<usize>) -> LabClip {
    let state = preset.trained().expect("it comes with the program");
    let settings = state.settings();
    let input = Source::to_look_at(settings[0].task).sample(settings[0].task.telling()).input;
    let models = model_names(&settings).into_iter().zip(&state.models).map(|(name, model)| {
        let trace = model.trainer.trained.trace(&input).expect("the task's own input");
        Trainee { trace: Some(Arc::new(trace)), ..model.trainee(name) }
    });
    let attends = settings.iter().position(|model| model.attention != AttentionKind::None);
    LabClip {
        page,
        models: models.collect(),
        shown: shown.or(attends).unwrap_or(0),
        preset: Some(preset),
        is_recorded: true,
        seconds: 14.0,
        card: None,
    }
}

fn texts<'a>(shape: &'a Shape, found: &mut Vec<&'a TextShape>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
        Shape::Text(text) => found.push(text),
        _ => {}
    }
}

#[test]
fn all_letters_are_large_stay_in_the_frame_and_nothing_is_to_be_pressed() {
    let pages = SequencePreset::ALL.map(|preset| (preset, ClipPage::Training, None)).into_iter();
    let cells = (0..3).map(|model| (SequencePreset::Gap50, ClipPage::Cell, Some(model)));
    let adding = [(SequencePreset::Adding, ClipPage::Cell, Some(1))];
    let attention = [SequencePreset::Bottleneck, SequencePreset::Dates, SequencePreset::Scores];
    let attention = attention.map(|preset| (preset, ClipPage::Attention, None));
    let mut wrong = Vec::new();
    for (preset, page, shown) in pages.chain(cells).chain(adding).chain(attention) {
        for language in Language::ALL {
            let scene = (clip(preset, page, shown), ClipMoment::default());
            let size = vec2(1280.0, 720.0);
            let mut harness = stage(language, size, scene, |ui, look, (clip, moment): &mut (LabClip, ClipMoment)| {
                clip.ui(ui, look, *moment);
                Vec::<SequenceCommand>::new()
            });
            for passed in [0.0, 0.05, 0.3, 0.6, 0.95, 1.0] {
                harness.state_mut().panel.1.passed = passed;
                harness.run_steps(2);
                let what = format!("{preset} {page} {shown:?} {language} at {passed}");
                assert_eq!(operable(&harness).len(), 0, "{what}");
                let frame = harness.ctx.content_rect();
                for clipped in &harness.output().shapes {
                    let mut found = Vec::new();
                    texts(&clipped.shape, &mut found);
                    for text in found.into_iter().filter(|text| !text.galley.text().trim().is_empty()) {
                        let said = text.galley.text();
                        let sizes = text.galley.job.sections.iter().map(|section| section.format.font_id.size);
                        let least = sizes.fold(f32::INFINITY, f32::min);
                        if least < LEAST {
                            wrong.push(format!("{what}: {said} has {least} points"));
                        }
                        let rect = text.visual_bounding_rect();
                        if !frame.expand(1.0).contains_rect(rect) {
                            wrong.push(format!("{what}: {said} leaves the frame: {rect:?}"));
                        }
                    }
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}
