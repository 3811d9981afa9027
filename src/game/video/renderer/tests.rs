//! Frames rendered as `sidestep record` renders them, and what stands before the camera in each.

use std::{collections::HashSet, path::Path, sync::Arc};

use super::*;
use crate::{
    disk,
    game::{
        board::BoardParts,
        video::{Reason, ReturnCurve, SceneBoard, fit, scenes},
    },
    language::Language,
    learning::Said,
    panels::Overlays,
    replay::Replay,
    theme::ThemeMode,
};

const OVERLAYS: Overlays = Overlays { values: true, actions: true, ..Overlays::NONE };

fn replayed(file: &str) -> SceneBoard {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/version-1").join(file);
    SceneBoard::new(Arc::new(Replay::load(&path).expect("it is there")))
}

/// The figures at the ends of the boards' scales, and what is said of the scene.
fn said(world: &mut World) -> (Vec<[String; 2]>, String) {
    let mut ends: Vec<_> = world
        .query::<(&BoardModel, &BoardParts)>()
        .iter(world)
        .map(|(model, parts)| (model.slot, parts.legend))
        .collect();
    ends.sort();
    let figure = |end| world.get::<Text2d>(end).expect("a text").0.clone();
    let figures = ends.into_iter().map(|(_, ends)| ends.map(figure)).collect();
    let mut spans = world.query::<&TextSpan>();
    (figures, spans.iter(world).map(|span| span.0.replace('\n', " ")).collect())
}

fn style((width, height): (u32, u32), language: Language) -> VideoStyle {
    let size = FrameSize { width, height };
    VideoStyle { size, frames_per_second: 4, mode: ThemeMode::Dark, language, overlays: OVERLAYS }
}

/// Whatever is shown, a colour means the same in all of its frames, and it is said whose thoughts colours and arrows are.
#[test]
fn a_clip_with_overlays_has_one_scale_over_its_whole_length_and_a_legend() {
    let texts = Texts::new(Language::English);
    let single = |board| vec![scenes::single(&texts, board, 4.0)];
    let policy = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/policies/classic.safetensors");
    let policy = disk::policy(&policy, &Said::default()).expect("it is there").policy;
    let mut playing = replayed("deep-sarsa.replay");
    let observation = policy.observation.expect("the file says it");
    playing.policy = Some((Arc::new(policy), observation));
    let [learner, other, both] = ["deep-sarsa.replay", "reinforce.replay", "match.replay"].map(replayed);
    let first_seat = both.replay.header.seats[0].name.clone();
    let reel = |replay: &Arc<Replay>| {
        let episodes = vec![(replay.clone(), Vec::new()), (replay.clone(), Vec::new())];
        scenes::reel(&texts, episodes, ReturnCurve::default(), Some(4.0)).expect("it plays").scenes
    };
    for (scenes, who) in [
        (single(learner.clone()), "Deep SARSA"),
        (single(playing), "Deep SARSA"),
        (single(both), &first_seat),
        (reel(&learner.replay), "Deep SARSA"),
        // Of two kinds of numbers, which have no scale in common.
        (vec![scenes::side_by_side(&texts, [learner, other], 4.0)], "Deep SARSA · REINFORCE"),
    ] {
        let script = VideoScript { scenes, ..VideoScript::default() };
        let style = style((640, 360), Language::English);
        let mut video = VideoRenderer::new(script, &style).expect("it can be rendered");
        let mut scales = HashSet::new();
        for frame in 0..video.frames() {
            video.arrange(frame).expect("it plays");
            video.app.render().expect("it is rendered");
            let (figures, words) = said(video.app.world_mut());
            for legend in ["video-legend-values", "video-legend-actions"] {
                let legend = texts.t_with(legend, &[("who", who.into())]);
                assert!(words.contains(&legend), "{legend:?} in {words:?}");
            }
            assert!(figures.iter().all(|[low, high]| !low.is_empty() && low != high), "{who}: {figures:?}");
            scales.insert(figures);
        }
        assert_eq!(scales.len(), 1, "{who}: each board has one scale, from its first frame to its last: {scales:?}");
    }
}

/// In an upright frame with a curve the legend was cut, and the return once it had more digits than at the beginning.
#[test]
fn all_words_of_a_reel_with_overlays_have_room_in_frames_of_usual_shapes() {
    let learner = replayed("deep-sarsa.replay").replay;
    let shapes = [(640, 360), (1280, 720), (360, 640), (540, 960)];
    for (shape, language) in shapes.into_iter().flat_map(|shape| Language::ALL.map(|language| (shape, language))) {
        let texts = Texts::new(language);
        let curve = ReturnCurve { returns: vec![-114.25; 1000], optimum: Some(1.0) };
        let reasons = vec![Reason::FirstWithoutHit, Reason::LargestImprovement];
        let mut script = scenes::reel(&texts, vec![(learner.clone(), reasons)], curve, None).expect("it plays");
        fit(&texts, &mut script, 6.0, 4).expect("it has room");
        let mut video = VideoRenderer::new(script, &style(shape, language)).expect("it can be rendered");
        for frame in 0..video.frames() {
            video.arrange(frame).expect("it plays");
        }
        assert!(!video.has_cut_words(), "{shape:?} in {language}: {}", said(video.app.world_mut()).1);
        let world = video.app.world_mut();
        let mut parents = world.query::<(&Name, &Children)>();
        let line = parents.iter(world).find(|(name, _)| name.as_str() == "Score");
        let first = line.and_then(|(_, lines)| lines.first().copied()).expect("the return has a line");
        let said = texts.t_with("video-return", &[("value", "−114.25".into())]);
        assert!(video.lower_third.follow(world, &[(None, said)]), "{shape:?} in {language}");
        let text = &world.get::<TextSpan>(first).expect("a text").0;
        assert!(text.contains("−114.25"), "{shape:?} in {language}: {text}");
    }
}
