//! Clips and reels as the window makes them: by the real program, beside it, decoded by another one.
//! Linux only: Debian's packages mesa-vulkan-drivers, libvulkan1, ffmpeg and imagemagick have what it needs.
#![cfg(target_os = "linux")]

use std::{
    fs,
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use bevy::prelude::Mut;
use bevy_egui::egui::Context;
use sidestep::{
    capture::{Format, FrameSize},
    game::{
        clips::{ClipPreview, ClipProgram, CurrentClip},
        recording::RecordingFolder,
    },
    language::{Language, Texts},
    panels::{
        SequenceCommand, Tab,
        replay::{ClipChoice, ClipCommand, ClipKind, ClipOrder, ReplayPlace},
        sequence::ClipPage,
    },
    sequence::SequencePreset,
};

use super::{
    capture_tools::{Probe, delays},
    headless,
    replays::Story,
};

const SIZE: FrameSize = FrameSize { width: 1280, height: 720 };

/// Clips are made at a low priority, and a busy machine is slow: this is when we give up, not how long it takes.
const PATIENCE: Duration = Duration::from_secs(300);

/// A window with a place for recordings and the real program to make them.
fn story() -> Story {
    let mut story = Story::new();
    let folder = RecordingFolder(Some(story.folder.path().join("recordings")));
    story.app.insert_resource(folder);
    story.app.insert_resource(ClipProgram(env!("CARGO_BIN_EXE_sidestep").into()));
    story
}

/// As fast as possible.
fn order(kind: ClipKind, format: Format) -> ClipOrder {
    ClipOrder {
        kind,
        choice: ClipChoice {
            format,
            clip_speed: ClipChoice::FASTEST,
            reel_length: ClipChoice::SHORTEST,
            ..ClipChoice::default()
        },
        title: String::new(),
        caption: String::new(),
        beside: None,
        page: None,
    }
}

impl Story {
    fn make(&mut self, order: ClipOrder) {
        self.ask(ClipCommand::Make(Box::new(order)));
        assert!(self.is_making(), "{:?}", self.said());
    }

    fn is_making(&self) -> bool {
        self.app.world().resource::<CurrentClip>().progress().is_some()
    }

    /// Frames until it is made; what the window says then.
    fn made(&mut self) -> String {
        let started = Instant::now();
        while self.is_making() {
            assert!(started.elapsed() < PATIENCE, "the clip is not made: {:?}", self.said());
            self.app.update();
            thread::sleep(Duration::from_millis(10));
        }
        self.said().pop().expect("it says what came of it")
    }

    /// Frames until there is something of it.
    fn begun(&mut self) {
        let started = Instant::now();
        let progress = |story: &Self| story.app.world().resource::<CurrentClip>().progress();
        while progress(self).is_some_and(|progress| progress.done == 0.0) {
            assert!(started.elapsed() < PATIENCE, "the clip is not begun: {:?}", self.said());
            self.app.update();
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Why there is no preview of an order.
    fn previewed(&mut self, order: &ClipOrder, shown: &ReplayPlace) -> String {
        let started = Instant::now();
        preview(self).want(Some(order), Some(shown));
        while !preview(self).is_made() {
            assert!(started.elapsed() < PATIENCE, "the preview is not made: {:?}", self.said());
            self.app.update();
            thread::sleep(Duration::from_millis(10));
        }
        let texts = Texts::new(Language::Korean);
        preview(self).view(&Context::default(), &texts).failure.expect("it fails")
    }

    fn recording(&self, name: &str) -> PathBuf {
        self.folder.path().join("recordings").join(name)
    }

    fn first_of_run(&self) -> ReplayPlace {
        let mut places = self.items().iter().map(|row| row.place.clone());
        places.rfind(|place| matches!(place, ReplayPlace::Run(_))).expect("an episode was kept")
    }
}

#[test]
fn a_run_becomes_a_reel_with_its_curve() {
    let mut story = story();
    story.train(10);
    story.make(order(ClipKind::Reel, Format::Mp4));
    story.ask(ClipCommand::Make(Box::new(order(ClipKind::Reel, Format::Mp4))));
    let said = story.made();
    assert!(said.contains("sidestep-classic-reel.mp4"), "{said}");
    let probe = Probe::of(&story.recording("sidestep-classic-reel.mp4"));
    assert_eq!(probe.size(), SIZE);
    // The title for two seconds, and at least the first episode and the last, a second and a half each.
    assert!(probe.seconds() > 5.0, "{} s", probe.seconds());
    assert!(!story.recording("sidestep-classic-reel-2.mp4").exists(), "one at a time");
}

#[test]
fn replays_from_memory_and_from_the_shelf_become_clips_under_fresh_names() {
    let mut story = story();
    story.train(10);
    let place = story.first_of_run();
    story.show(&place);
    story.make(order(ClipKind::Clip, Format::Gif));
    let said = story.made();
    assert!(said.contains("sidestep-classic.gif"), "{said}");
    let clip = story.recording("sidestep-classic.gif");
    assert!(!delays(&clip).is_empty());
    let before = fs::read(&clip).expect("it is there");

    story.play_round();
    let kept = story.shelf(1);
    story.show(&kept[0].place);
    let beside = order(ClipKind::Clip, Format::Gif);
    story.make(ClipOrder {
        beside: Some(place),
        title: "--Before, and after".to_owned(),
        caption: "-1".to_owned(),
        ..beside
    });
    let said = story.made();
    assert!(said.contains("sidestep-classic-2.gif"), "{said}");
    assert!(!delays(&story.recording("sidestep-classic-2.gif")).is_empty());
    assert_eq!(fs::read(&clip).expect("it is there still"), before);
}

fn preview(story: &mut Story) -> Mut<'_, ClipPreview> {
    story.app.world_mut().resource_mut()
}

#[test]
fn a_preview_says_how_long_and_about_how_large_the_clip_will_be() {
    let mut story = story();
    story.train(10);
    let place = story.first_of_run();
    story.show(&place);
    let slow = order(ClipKind::Clip, Format::Mp4);
    let wanted = ClipOrder { choice: ClipChoice::default(), ..slow };
    let started = Instant::now();
    preview(&mut story).want(Some(&wanted), Some(&place));
    while !preview(&mut story).is_made() {
        assert!(started.elapsed() < PATIENCE, "the preview is not made: {:?}", story.said());
        story.app.update();
        thread::sleep(Duration::from_millis(10));
    }
    let view = preview(&mut story).view(&Context::default(), &Texts::new(Language::English));
    assert_eq!(view.failure, None);
    let forecast = view.forecast.expect("it is made");
    assert!(forecast.card.is_some() && forecast.game.is_some(), "there are pictures");
    assert!(!story.recording("sidestep-classic.mp4").exists(), "nothing is kept of it");

    story.make(wanted);
    story.made();
    let clip = story.recording("sidestep-classic.mp4");
    assert!((Probe::of(&clip).seconds() - forecast.seconds).abs() < 0.01, "{} s", forecast.seconds);
    let bytes = fs::metadata(&clip).expect("it is there").len();
    assert!((bytes / 3..bytes * 3).contains(&forecast.bytes), "about {} bytes were {bytes}", forecast.bytes);

    // Without a dialog nothing is kept; what goes wrong is said.
    preview(&mut story).want(None, None);
    story.app.update();
    assert!(!preview(&mut story).is_made());
    story.app.insert_resource(ClipProgram("/nonexistent/sidestep".into()));
    preview(&mut story).want(Some(&order(ClipKind::Clip, Format::Gif)), Some(&place));
    while !preview(&mut story).is_made() {
        story.app.update();
        thread::sleep(Duration::from_millis(10));
    }
    let view = preview(&mut story).view(&Context::default(), &Texts::new(Language::English));
    assert!(view.forecast.is_none() && view.failure.is_some_and(|failure| failure.contains("/nonexistent/sidestep")));
}

#[test]
fn a_clip_that_is_stopped_plays() {
    let mut story = story();
    story.train(60);
    let slow = order(ClipKind::Reel, Format::Mp4);
    let choice = ClipChoice { reel_length: ClipChoice::LONGEST, ..slow.choice };
    story.make(ClipOrder { choice, ..slow });
    story.begun();
    story.ask(ClipCommand::Stop);
    let said = story.made();
    assert!(said.starts_with("Stopped."), "{said}");
    assert!(Probe::of(&story.recording("sidestep-classic-reel.mp4")).frames() > 0);
}

#[test]
fn the_end_of_the_window_is_the_end_of_its_clip() {
    let mut story = story();
    story.train(60);
    story.make(order(ClipKind::Reel, Format::Mp4));
    story.begun();
    let Story { app, folder } = story;
    drop(app);
    assert!(Probe::of(&folder.path().join("recordings/sidestep-classic-reel.mp4")).frames() > 0);
}

#[test]
fn what_goes_wrong_is_said_in_words() {
    let mut story = story();
    story.train(10);
    // A place that is none.
    let file = story.folder.path().join("file");
    fs::write(&file, "").expect("the folder is ours");
    story.app.insert_resource(RecordingFolder(Some(file.join("recordings"))));
    story.make(order(ClipKind::Reel, Format::Mp4));
    let said = story.made();
    assert!(said.contains("could not be made") && said.contains("recordings"), "{said}");
    // Before it is asked for, the dialog says the same, in the person's language.
    story.app.insert_resource(Texts::new(Language::Korean));
    let place = story.first_of_run();
    story.show(&place);
    assert_eq!(
        story.previewed(&order(ClipKind::Clip, Format::Mp4), &place),
        format!(
            "녹화하지 못했습니다.\n쓸 수 없습니다(폴더가 아닙니다(os error 20)): {}. 경로 가운데에 파일이 있으니 다른 폴더를 고르세요",
            file.join("recordings/sidestep-classic.mp4").display()
        )
    );
    // One that is to be beside it has been deleted.
    story.app.insert_resource(RecordingFolder(Some(story.folder.path().join("recordings"))));
    story.play_round();
    let gone = story.shelf(1)[0].place.clone();
    let ReplayPlace::Shelf(path) = &gone else { panic!("it lies on the shelf: {gone:?}") };
    fs::remove_file(path).expect("the folder is ours");
    let beside = ClipOrder { beside: Some(gone.clone()), ..order(ClipKind::Clip, Format::Mp4) };
    let said = story.previewed(&beside, &place);
    assert!(said.contains(&*path.to_string_lossy()) && said.contains("파일이나 폴더가 없습니다(os error 2)"), "{said}");
    story.app.insert_resource(Texts::new(Language::English));
    // A program that is gone.
    story.app.insert_resource(ClipProgram("/nonexistent/sidestep".into()));
    story.make(order(ClipKind::Reel, Format::Mp4));
    let said = story.made();
    assert!(said.contains("/nonexistent/sidestep"), "{said}");
    // Nowhere to put it, and nothing to make it of.
    story.app.insert_resource(RecordingFolder(None));
    story.ask(ClipCommand::Make(Box::new(order(ClipKind::Reel, Format::Mp4))));
    assert!(story.said().pop().expect("it is said").contains("SIDESTEP_DATA"));
    assert!(!story.is_making());

    let mut fresh = self::story();
    headless::show(&mut fresh.app, Tab::Replay);
    for kind in ClipKind::ALL {
        fresh.ask(ClipCommand::Make(Box::new(order(kind, Format::Mp4))));
        assert!(!fresh.is_making(), "{kind:?}");
    }
}

#[test]
fn the_page_of_the_lab_that_is_shown_becomes_a_clip_and_a_slide() {
    let mut story = story();
    headless::show(&mut story.app, Tab::Sequence);
    let lab = |slides, page| ClipOrder {
        page: Some((page, 1)),
        choice: ClipChoice { slides, captions: true, ..order(ClipKind::Lab, Format::Mp4).choice },
        ..order(ClipKind::Lab, Format::Mp4)
    };
    story.app.world_mut().write_message(SequenceCommand::Trained(SequencePreset::Gap50));
    story.app.update();
    story.app.update();
    story.make(lab(false, ClipPage::Cell));
    assert!(story.made().contains("sidestep-gap-50-cell.mp4"));
    let clip = story.recording("sidestep-gap-50-cell.mp4");
    let probe = Probe::of(&clip);
    assert_eq!((probe.size(), probe.frames()), (SIZE, 300), "ten seconds");
    let captions = fs::read_to_string(clip.with_extension("vtt")).expect("captions beside it");
    assert!(captions.contains("LSTM"), "{captions}");
    story.make(lab(true, ClipPage::Training));
    assert!(story.made().contains("sidestep-gap-50-training.pptx"));
    let slides = fs::read(story.recording("sidestep-gap-50-training.pptx")).expect("slides");
    assert!(slides.starts_with(b"PK"), "a presentation is a ZIP");
}
