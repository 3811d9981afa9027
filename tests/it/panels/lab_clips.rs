//! The lab's pages as clips: a room can read them, and there is nothing to press.

use std::sync::Arc;

use bevy_egui::egui::{Rect, Shape, accesskit::Role, epaint::TextShape, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use sidestep::{
    language::{Language, Texts},
    panels::{
        ClipChoice, ClipCommand, ClipKind, ClipOrder, ClipPreviewView, ClipProgress, ClipView, SequenceChoices,
        SequenceCommand, SequenceKey, SequenceScreen, SequenceView,
        sequence::{ClipMoment, ClipPage, LabClip, Page, model_names},
    },
    sequence::{AttentionKind, SequencePreset, Trainee, tasks::Source},
    theme::ThemeMode,
};

use super::{Asked, Stage, check_overlaps, check_texts, check_widgets, operable, press, says, stage, text};

static NO_PREVIEW: ClipPreviewView = ClipPreviewView { forecast: None, is_made: false, failure: None };

/// Nothing is known of clips, and none is made.
pub fn no_clips() -> ClipView<'static> {
    ClipView {
        choice: ClipChoice::default(),
        preview: &NO_PREVIEW,
        making: None,
        no_clip: None,
        no_reel: None,
        no_lab: None,
        run_has_optimum: false,
        folder: "/home/somebody/Videos/Sidestep",
    }
}

/// The smallest letters, in points of a frame that is 720 high.
const LEAST: f32 = 18.0;

fn clip(preset: SequencePreset, page: ClipPage, shown: Option<usize>) -> LabClip {
    let state = preset.trained().expect("it comes with the program");
    let settings = state.settings();
    let input = Source::to_look_at(settings[0].task).sample(settings[0].task.telling()).input;
    let models = model_names(&settings).into_iter().zip(&state.models).map(|(name, model)| {
        let trace = model.trainer.trained().trace(&input).expect("the task's own input");
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
fn all_letters_are_large_stay_in_the_frame_lie_on_no_others_and_nothing_is_to_be_pressed() {
    let pages = SequencePreset::ALL.map(|preset| (preset, ClipPage::Training, None)).into_iter();
    let cells = (0..3).map(|model| (SequencePreset::Gap50, ClipPage::Cell, Some(model)));
    let adding = [(SequencePreset::Adding, ClipPage::Cell, Some(1))];
    let attention = [SequencePreset::Bottleneck, SequencePreset::Dates, SequencePreset::Scores];
    let attention = attention.map(|preset| (preset, ClipPage::Attention, None));
    let mut wrong = Vec::new();
    let shown: Vec<_> = pages.chain(cells).chain(adding).chain(attention).collect();
    // Whatever its pixels, a frame has 720 points at its shorter side.
    let sizes = [[1280.0, 720.0], [720.0, 1280.0], [720.0, 720.0], [900.0, 720.0], [720.0, 900.0]];
    let frames = sizes.into_iter().flat_map(|size| shown.iter().map(move |shown| (size, *shown)));
    for ([width, height], (preset, page, shown)) in frames {
        for language in Language::ALL {
            let scene = (clip(preset, page, shown), ClipMoment::default());
            let size = vec2(width, height);
            let mut harness = stage(language, size, scene, |ui, look, (clip, moment): &mut (LabClip, ClipMoment)| {
                clip.ui(ui, look, *moment);
                Vec::<SequenceCommand>::new()
            });
            for passed in [0.0, 0.05, 0.3, 0.6, 0.95, 1.0] {
                harness.state_mut().panel.1.passed = passed;
                harness.run_steps(2);
                let what = format!("{preset} {page} {shown:?} {language} {width}x{height}");
                assert_eq!(operable(&harness).len(), 0, "{what} at {passed}");
                let frame = harness.ctx.content_rect();
                let mut places: Vec<(String, Rect)> = Vec::new();
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
                        let ink = rect.shrink(2.0);
                        // The letters of a formula stand as close to each other as they like.
                        let is_word = |text: &str| text.chars().count() > 3;
                        let other = places
                            .iter()
                            .find(|(other, place)| place.intersects(ink) && (is_word(other) || is_word(said)));
                        if let Some((other, _)) = other {
                            wrong.push(format!("{what}: {said} lies on {other}"));
                        }
                        places.push((said.to_owned(), ink));
                    }
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// The lab's screen with models that were trained before.
struct Window {
    screen: SequenceScreen,
    choices: SequenceChoices,
    models: Vec<Trainee>,
    clip: ClipChoice,
    making: Option<ClipProgress>,
    pressed: Vec<SequenceKey>,
}

fn window(language: Language, size: [f32; 2], preset: SequencePreset, page: Page) -> Harness<'static, Stage<Window>> {
    let models = clip(preset, ClipPage::Training, None).models;
    let settings = models.iter().map(|model| model.settings).collect();
    let window = Window {
        screen: SequenceScreen::default(),
        choices: SequenceChoices { models: settings, page, preset: Some(preset), ..SequenceChoices::default() },
        models,
        clip: ClipChoice::default(),
        making: None,
        pressed: Vec::new(),
    };
    stage(language, size, window, |ui, look, window| {
        let models: Vec<&Trainee> = window.models.iter().collect();
        let pressed = std::mem::take(&mut window.pressed);
        let view = SequenceView {
            choices: &window.choices,
            models: &models,
            is_running: false,
            is_over: true,
            can_undo: false,
            can_redo: false,
            input: "abCa?",
            input_error: None,
            opened: None,
            past: &[],
            clips: ClipView { choice: window.clip, making: window.making, ..no_clips() },
            pressed: &pressed,
        };
        let mut clips = Vec::new();
        let (commands, _) = window.screen.ui(ui, look, &view, &mut clips);
        for command in &clips {
            if let ClipCommand::SetChoice(choice) = command {
                window.clip = *choice;
            }
        }
        commands.into_iter().map(Asked::from).chain(clips.into_iter().map(Asked::from)).collect()
    })
}

fn open(harness: &mut Harness<'_, Stage<Window>>) {
    harness.state_mut().panel.pressed.push(SequenceKey::Clip);
    harness.run_steps(3);
}

/// What was asked for about clips, but for how they are made.
fn ordered(harness: &mut Harness<'_, Stage<Window>>) -> Vec<ClipCommand> {
    let taken: Vec<ClipCommand> = harness.state_mut().taken();
    taken.into_iter().filter(|command| !matches!(command, ClipCommand::SetChoice(_))).collect()
}

#[test]
fn the_page_that_is_shown_opens_the_window_of_choices_and_is_what_is_ordered() {
    let name = text(Language::English, "video-lab");
    for (preset, page, shown) in [
        (SequencePreset::Gap50, Page::Training, (ClipPage::Training, 0)),
        (SequencePreset::Gap50, Page::Cell, (ClipPage::Cell, 0)),
        (SequencePreset::Dates, Page::Attention, (ClipPage::Attention, 1)),
    ] {
        let mut harness = window(Language::English, [1280.0, 720.0], preset, page);
        press(&mut harness, &name);
        let choice =
            ClipChoice { theme: Some(ThemeMode::Dark), language: Some(Language::English), ..ClipChoice::default() };
        let order = ClipOrder {
            kind: ClipKind::Lab,
            choice,
            title: String::new(),
            caption: String::new(),
            beside: None,
            page: Some(shown),
        };
        assert_eq!(harness.state().panel.screen.clip_order(), Some(&order), "{page:?}: what the preview is of");
        press(&mut harness, &text(Language::English, "video-make"));
        assert_eq!(ordered(&mut harness), [ClipCommand::Make(Box::new(order))], "{page:?}");
        assert_eq!(harness.state().panel.screen.clip_order(), None, "{page:?}: the window has closed");
    }
}

#[test]
fn a_slide_has_a_title_and_no_card_and_captions_need_a_file_that_has_room_for_them() {
    let mut harness = window(Language::English, [1280.0, 720.0], SequencePreset::Gap50, Page::Cell);
    open(&mut harness);
    let choice = |harness: &Harness<'_, Stage<Window>>| harness.state().panel.clip;
    let is_free = |harness: &Harness<'_, Stage<Window>>, name: &str| {
        let role = if name == "GIF" { Role::Button } else { Role::CheckBox };
        !harness.get_by_role_and_label(role, name).accesskit_node().is_disabled()
    };
    let check = |harness: &mut Harness<'_, Stage<Window>>, name: &str| {
        harness.get_by_role_and_label(Role::CheckBox, name).click();
        harness.run_steps(4);
    };
    check(&mut harness, "Captions");
    assert!(choice(&harness).captions);
    press(&mut harness, "GIF");
    harness.run_steps(2);
    assert!(!is_free(&harness, "Captions") && !choice(&harness).has_captions(), "a GIF has no room for them");
    check(&mut harness, "On a slide");
    assert!(choice(&harness).slides && choice(&harness).has_captions());
    assert!(is_free(&harness, "Captions") && !is_free(&harness, "GIF"), "on a slide lies an MP4");
    assert!(!is_free(&harness, &text(Language::English, "video-title-help")), "whose title stands above it");
    check(&mut harness, "On a slide");
    assert!(
        is_free(&harness, "GIF") && choice(&harness).format == sidestep::capture::Format::Gif,
        "the choice is kept"
    );
}

#[test]
fn a_page_of_which_there_is_no_clip_says_why() {
    for (preset, page, reason) in [
        (SequencePreset::Gap50, Page::Forgetting, "video-lab-no-page"),
        (SequencePreset::Gap50, Page::Attention, "video-lab-no-attention"),
        (SequencePreset::Gap50, Page::Training, "video-lab-untrained"),
    ] {
        let mut harness = window(Language::English, [1280.0, 720.0], preset, page);
        if reason == "video-lab-untrained" {
            harness.state_mut().panel.models[1].evaluations.truncate(1);
        }
        open(&mut harness);
        assert!(harness.state().panel.screen.clip_order().is_none(), "{page:?}");
        let name = text(Language::English, "video-lab");
        let button = harness.get_by_role_and_label(Role::Button, &name);
        assert!(button.accesskit_node().is_disabled(), "{page:?}");
        button.hover();
        harness.run_steps(60);
        let reason = text(Language::English, reason);
        assert!(harness.output().shapes.iter().any(|shape| says(&shape.shape, &reason)), "{page:?}: {reason}");
    }
}

#[test]
fn a_clip_of_a_page_says_how_far_it_is_and_can_be_stopped_in_every_window() {
    for language in Language::ALL {
        for size in [[1280.0, 675.0], [900.0, 560.0], [1920.0, 1000.0]] {
            let mut harness = window(language, size, SequencePreset::Gap50, Page::Training);
            harness.state_mut().panel.making =
                Some(ClipProgress { kind: ClipKind::Lab, done: 0.25, seconds_left: Some(75.0), stopping: false });
            harness.run_steps(3);
            let what = format!("{language} at {size:?}");
            check_widgets(&harness, size[0], &what);
            check_texts(&harness, &what);
            check_overlaps(&harness, &what);
            let left = Texts::new(language).t_with("video-left", &[("time", "1:15".into())]);
            assert!(harness.output().shapes.iter().any(|shape| says(&shape.shape, &left)), "{what}: {left}");
            open(&mut harness);
            assert!(harness.state().panel.screen.clip_order().is_none(), "{what}: one at a time");
            press(&mut harness, &text(language, "video-stop"));
            assert_eq!(ordered(&mut harness), [ClipCommand::Stop], "{what}");
        }
    }
}
