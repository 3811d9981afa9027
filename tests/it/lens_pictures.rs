//! Back after on restores the lens's picture, corner by corner, and every number of the tick.

use std::sync::Arc;

use bevy_egui::egui::{
    Shape,
    epaint::{Primitive, Vertex},
};
use egui_kittest::Harness;
use sidestep::{
    arena::{SteppedBoard, TickTrace},
    language::Language,
    learning::Algorithm,
    lens::{Followed, Lens, WalkStop},
    panels::{
        Direction,
        lens::{LensCommand, LensScreen, LensView, OptimumView, ShownTick, WhyView},
    },
    theme::ThemeMode,
};

use crate::{
    lens_session::Story,
    panels::{Stage, stage_in},
};

/// The screen, and what the session shows.
struct Page {
    screen: LensScreen,
    trace: Arc<TickTrace>,
    stops: Vec<WalkStop>,
    at: usize,
    followed: Followed,
    past: Vec<SteppedBoard>,
}

/// What the session shows: the tick, every number of it, and how it is drawn.
struct Shown {
    tick: u64,
    numbers: String,
    texts: String,
    /// Place and colour of every corner of every triangle. Where in the font's texture a letter lies is left out: that is put in
    /// order anew when it is full.
    corners: Vec<u32>,
}

fn picture(harness: &mut Harness<'static, Stage<Page>>, story: &Story) -> Shown {
    let shown = story.session().shown().expect("a tick is shown");
    let page = &mut harness.state_mut().panel;
    (page.trace, page.stops, page.at) = (shown.trace.clone(), shown.stops.clone(), shown.at);
    (page.followed, page.past) = (shown.followed, shown.past().to_vec());
    // Whatever moves comes to rest.
    harness.run_steps(16);
    let shapes = &harness.output().shapes;
    let mut texts = String::new();
    shapes.iter().for_each(|clipped| read(&clipped.shape, &mut texts));
    let mut corners = Vec::new();
    for clipped in harness.ctx.tessellate(shapes.clone(), 1.0) {
        let Primitive::Mesh(mesh) = clipped.primitive else { continue };
        for Vertex { pos, uv: _, color } in mesh.vertices {
            corners.extend([pos.x.to_bits(), pos.y.to_bits(), u32::from_le_bytes(color.to_array())]);
        }
    }
    assert!(corners.len() > 1000 && texts.len() > 100, "something is drawn");
    let numbers = format!("{:?} {:?}", shown.stops[shown.at], shown.trace);
    Shown { tick: shown.trace.tick, numbers, texts, corners }
}

/// All that is written in a shape.
fn read(shape: &Shape, texts: &mut String) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| read(shape, texts)),
        Shape::Text(text) => texts.push_str(text.galley.text()),
        _ => {}
    }
}

#[test]
fn back_after_on_restores_the_picture_and_every_number() {
    for (algorithm, baseline) in [
        (Algorithm::DeepSarsa, "none"),
        (Algorithm::DeepQLearning, "none"),
        (Algorithm::Reinforce, "none"),
        (Algorithm::Reinforce, "value"),
    ] {
        let settings = [("hidden", "12"), ("baseline", baseline)];
        let mut story = Story::new(algorithm, &settings);
        // To one tick behind the first update of an episode.
        while story.simulation().episodes() == 0 {
            story.train(1);
        }
        story.train(2);
        story.open();
        for _ in 0..3 {
            story.go(LensCommand::Tick(Direction::Down));
        }
        let shown = story.session().shown().expect("a tick is shown");
        let (trace, stops) = (shown.trace.clone(), shown.stops.clone());
        let page =
            Page { screen: LensScreen::default(), trace, stops, at: 0, followed: shown.followed, past: Vec::new() };
        let size = [1280.0, 680.0];
        let mut harness = stage_in(ThemeMode::Dark, Language::English, size, page, |ui, look, page| {
            let lens = Lens { trace: &page.trace, actor: 0 };
            let comparison = lens.compare(lens.action_and_rival(), None);
            let optimum = OptimumView::Refused("no optimum");
            let why = WhyView { comparison: Some(&comparison), optimum, agreement: None };
            let Page { stops, at, followed, past, .. } = page;
            let shown = ShownTick { lens, past, stops, at: *at, opened: &[], followed: *followed, why };
            page.screen.ui(ui, look, &LensView { shown: Some(shown), ..LensView::default() }).0
        });
        let (first, last) = (story.tick(), story.tick() + 3);
        let mut before = Vec::new();
        while story.tick() <= last {
            before.push(picture(&mut harness, &story));
            story.go(LensCommand::Walk(Direction::Up));
        }
        let is_learned = |shown: &Shown| shown.numbers.contains("Advantage") || shown.numbers.contains("TdError");
        assert!(before.iter().any(is_learned), "{algorithm}: an update is among them");
        for then in before.iter().rev() {
            story.go(LensCommand::Walk(Direction::Down));
            let now = picture(&mut harness, &story);
            let place = format!("{algorithm} {settings:?} tick {}: {}", then.tick, &then.numbers[..60]);
            assert!(now.tick == then.tick && now.numbers == then.numbers, "{place}: other numbers");
            assert!(now.texts == then.texts && now.corners == then.corners, "{place}: another picture");
        }
        assert_eq!(story.tick(), first);
    }
}
