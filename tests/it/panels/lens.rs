//! The lens's screen: it shows each small step whole in both languages, and a click opens what it stands for.

use std::{ops::ControlFlow, sync::Arc};

use bevy_egui::egui::{Shape, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    arena::{Setup, Simulation, SteppedBoard, TickTrace},
    gridworld::{Action, Budget, Cell, LeaveOneOut, Level, Motion, Observation, Obstacle},
    language::Language,
    learning::{Algorithm, Preset},
    lens::{ActionComparison, Agreement, Followed, Lens, StopKind, Subject, WalkStop, in_brackets},
    panels::{
        Direction, LensKey,
        lens::{LensCommand, LensScreen, LensView, OptimumView, ShownTick, WhyView},
    },
    theme::ThemeMode,
};

use super::{Stage, check_texts, check_widgets, illegible, stage_in, text};

/// The screen and what it is shown.
pub struct Page {
    screen: LensScreen,
    trace: TickTrace,
    stops: Vec<WalkStop>,
    at: usize,
    /// What was opened.
    pub opened: Vec<Subject>,
    followed: Followed,
    pressed: Vec<LensKey>,
    comparison: Option<ActionComparison>,
    /// Boards as of the steps that it learned from.
    past: Vec<SteppedBoard>,
}

/// A tick of a short training in which something is learned, on a level whose episodes are cut off after 30 steps.
pub fn ticks(
    algorithm: Algorithm,
    preset: Preset,
    level: &str,
    observation: Observation,
    settings: &[(&str, &str)],
) -> TickTrace {
    let mut level = Level::built_in(level).expect("built in");
    level.max_steps = 30;
    let mut setup = Setup::preset(Arc::new(level), algorithm, preset, 3);
    setup.observation = observation;
    for (key, value) in settings {
        setup.hyperparameters.set(key, value).expect("a value of its kind");
    }
    learned(&setup)
}

/// The first tick after 40 in which an update is made.
fn learned(setup: &Setup) -> TickTrace {
    let mut simulation = Simulation::new(setup).expect("it can run");
    loop {
        let before = simulation.state().expect("it learns");
        simulation.tick();
        let (trace, _) = before.trace().expect("a state of its own");
        if trace.learner.update.is_some() && trace.tick > 40 {
            return trace;
        }
    }
}

fn optimum(trace: &TickTrace) -> LeaveOneOut {
    let (world, gamma) = (&trace.boards[0].board, trace.setup.hyperparameters.gamma);
    LeaveOneOut::solve(world, 0, gamma, Budget::default(), &mut |_| ControlFlow::Continue(())).expect("it is small")
}

fn tick(algorithm: Algorithm) -> TickTrace {
    ticks(algorithm, Preset::Tuned, "classic", Observation::View { size: 3 }, &[])
}

/// Long and wide: an episode of 64 steps with three wide layers.
fn large() -> TickTrace {
    let mut field = Level::empty("long", 9, 9);
    field.max_steps = 64;
    let mut long = Setup::preset(Arc::new(field), Algorithm::Reinforce, Preset::Textbook, 3);
    long.hyperparameters.set("hidden", "256,128,256").expect("widths");
    long.hyperparameters.set("baseline", "value").expect("a baseline");
    learned(&long)
}

/// The screen with a tick in it.
pub fn page(mode: ThemeMode, language: Language, size: [f32; 2], trace: TickTrace) -> Harness<'static, Stage<Page>> {
    let lens = Lens { trace: &trace, actor: 0 };
    let (stops, followed) = (lens.walk(), lens.followed());
    // Other boards than this one would take a while.
    let optimum = (trace.setup.level.name == "classic").then(|| optimum(&trace));
    let comparison = Some(lens.compare(lens.action_and_rival(), optimum.as_ref()));
    let (screen, opened, pressed) = (LensScreen::default(), Vec::new(), Vec::new());
    // Enough for every step, so that Learn shows a board of its own.
    let stepped = SteppedBoard { board: lens.board().board.clone(), step: lens.board().step.clone() };
    let past = vec![stepped; lens.episode().map_or(1, |episode| episode.actions.len())];
    let page = Page { screen, trace, stops, at: 0, opened, followed, pressed, comparison, past };
    stage_in(mode, language, size, page, |ui, look, page| {
        let pressed = std::mem::take(&mut page.pressed);
        let lens = Lens { trace: &page.trace, actor: 0 };
        let Page { stops, opened, followed, at, past, .. } = page;
        let agreement = Some(Agreement { states: 100, compared: 87, agreeing: 12 });
        let why = WhyView { comparison: page.comparison.as_ref(), optimum: OptimumView::Known, agreement };
        let shown = ShownTick { lens, past, stops, at: *at, opened, followed: *followed, why };
        let view = LensView { shown: Some(shown), pressed: &pressed, ..LensView::default() };
        page.screen.ui(ui, look, &view).0
    })
}

/// Many obstacles on a board of many cells.
fn crowd() -> TickTrace {
    let mut level = Level::empty("crowd", 32, 32);
    level.max_steps = 30;
    level.obstacles = (0..64).map(|at| Obstacle::new(Cell::new(at % 8 * 4, 1 + at / 8 * 4), Motion::PatrolX)).collect();
    let mut setup = Setup::preset(Arc::new(level), Algorithm::DeepSarsa, Preset::Textbook, 3);
    setup.hyperparameters.set("hidden", "16").expect("a width");
    learned(&setup)
}

#[test]
fn every_small_step_is_whole_in_both_languages() {
    let rush = ticks(Algorithm::DeepSarsa, Preset::Tuned, "rush", Observation::RelativePhase, &[("hidden", "16")]);
    for trace in Algorithm::ALL.map(tick).into_iter().chain([large(), crowd(), rush]) {
        let algorithm = format!("{} on {}", trace.setup.algorithm, trace.setup.level.name);
        for (mode, language) in [(ThemeMode::Dark, Language::English), (ThemeMode::Light, Language::Korean)] {
            let mut harness = page(mode, language, [1280.0, 680.0], trace.clone());
            let mut kinds: Vec<StopKind> = Vec::new();
            for at in 0..harness.state().panel.stops.len() {
                let kind = harness.state().panel.stops[at].kind;
                if kinds.contains(&kind) {
                    continue;
                }
                kinds.push(kind);
                harness.state_mut().panel.at = at;
                harness.run_steps(3);
                let what = format!("{algorithm} {language:?} {kind}");
                // A sentence with numbers of its own; a text that is missing would show its key.
                assert!(
                    !painted(&harness).iter().any(|text| text.contains("now-") || text.contains("lens-")),
                    "{what}"
                );
                check_texts(&harness, &what);
                check_widgets(&harness, 1280.0, &what);
                // Points that are at least 18 pixels at scale 1.5.
                let found = illegible(&harness, 12.0);
                assert!(found.is_empty(), "{what}: {}", found.join("\n"));
            }
        }
    }
}

/// All texts in view.
fn painted(harness: &Harness<'_, Stage<Page>>) -> Vec<String> {
    fn texts(shape: &Shape, found: &mut Vec<String>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, found)),
            Shape::Text(text) => found.push(text.galley.text().to_owned()),
            _ => {}
        }
    }
    let mut found = Vec::new();
    harness.output().shapes.iter().for_each(|clipped| texts(&clipped.shape, &mut found));
    found
}

/// Opens what stands one level down from the number in front, as the key does.
fn down(harness: &mut Harness<'_, Stage<Page>>) -> Subject {
    let page = &mut harness.state_mut().panel;
    let lens = Lens { trace: &page.trace, actor: 0 };
    let inner = lens.down(page.stops[page.at], &page.opened).expect("there is a level below");
    page.opened.push(inner);
    inner
}

#[test]
fn the_network_opens_to_a_layer_a_unit_and_a_weight() {
    for (mode, language) in [(ThemeMode::Dark, Language::English), (ThemeMode::Light, Language::Korean)] {
        for kind in [StopKind::Forward, StopKind::Backward] {
            let mut harness = page(mode, language, [1280.0, 680.0], tick(Algorithm::DeepSarsa));
            let stops = &harness.state().panel.stops;
            let at = stops.iter().position(|stop| stop.kind == kind).expect("it learns");
            harness.state_mut().panel.at = at;
            harness.run_steps(4);
            let whole = painted(&harness);
            let mut pictures = vec![whole.clone()];
            for _ in 0..3 {
                let inner = down(&mut harness);
                harness.run_steps(4);
                let what = format!("{language:?} {kind} {inner:?}");
                check_texts(&harness, &what);
                let found = illegible(&harness, 12.0);
                assert!(found.is_empty(), "{what}: {}", found.join("\n"));
                assert!(!pictures.contains(&painted(&harness)), "{what} looks like a level before it");
                pictures.push(painted(&harness));
            }
            let opened = &harness.state().panel.opened;
            assert!(matches!(opened[0], Subject::Layer(..)), "{opened:?}");
            assert!(matches!(opened[1], Subject::Sum(_) | Subject::Error(_)), "{opened:?}");
            harness.state_mut().panel.opened.clear();
            harness.run_steps(4);
            assert_eq!(painted(&harness), whole, "up again it looks as before");
        }
    }
}

#[test]
fn a_click_on_a_unit_opens_it_in_its_layer() {
    let mut harness = page(ThemeMode::Dark, Language::English, [1280.0, 680.0], tick(Algorithm::DeepSarsa));
    harness.state_mut().panel.at = 1;
    harness.run_steps(2);
    // The output column's first unit stands left of its words.
    let name = text(Language::English, "action-up");
    let place = harness.output().shapes.iter().find_map(|clipped| match &clipped.shape {
        Shape::Text(text) if text.galley.text().starts_with(&format!("{name} ")) => Some(text.visual_bounding_rect()),
        _ => None,
    });
    let unit = place.expect("it is named").left_center() - vec2(20.0, 0.0);
    harness.hover_at(unit);
    harness.run_steps(1);
    harness.drag_at(unit);
    harness.drop_at(unit);
    harness.run_steps(2);
    let asked: Vec<LensCommand> = harness.state_mut().taken();
    let [LensCommand::Close(0), LensCommand::Open(layer), LensCommand::Open(Subject::Sum(unit))] = asked[..] else {
        panic!("{asked:?}");
    };
    assert!(matches!(layer, Subject::Layer(..)) && unit.unit == 0, "{asked:?}");
}

#[test]
fn both_targets_stand_side_by_side_and_the_one_that_is_used_says_so() {
    for algorithm in [Algorithm::DeepSarsa, Algorithm::DeepQLearning] {
        let trace = tick(algorithm);
        let step = Lens { trace: &trace, actor: 0 }.learned_step().expect("it learned from one").clone();
        let next = step.next.expect("the episode goes on");
        let most = next.outputs.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let executed = next.outputs[next.action.expect("one is executed").index()];
        let mut harness = page(ThemeMode::Dark, Language::English, [1280.0, 680.0], trace);
        let stops = &harness.state().panel.stops;
        harness.state_mut().panel.at = stops.iter().position(|stop| stop.kind == StopKind::Target).expect("it learns");
        harness.run_steps(3);
        let painted = painted(&harness);
        let has = |text: &str| painted.iter().any(|painted| painted == text);
        assert!(has(&in_brackets(executed)) && has(&in_brackets(most)), "{painted:?}");
        let of = |name: &str| painted.iter().position(|text| text == name).expect("both are named");
        let used = of(&text(Language::English, "lens-compare-used"));
        let names = [Algorithm::DeepSarsa, Algorithm::DeepQLearning].map(|algorithm| of(algorithm.title()));
        // The word stands behind the name that it is said of.
        let behind = names.iter().rposition(|name| *name < used).expect("behind one of them");
        assert_eq!(behind, usize::from(algorithm == Algorithm::DeepQLearning));
        let same = text(Language::English, "lens-compare-same");
        let ends = same.split(": ").last().expect("a sentence");
        assert_eq!(painted.iter().any(|text| text.ends_with(ends)), most == executed, "{painted:?}");
    }
}

#[test]
fn keys_and_parts_of_the_tick_ask_for_what_they_say() {
    let mut harness = page(ThemeMode::Dark, Language::English, [1280.0, 680.0], tick(Algorithm::DeepSarsa));
    harness.state_mut().panel.pressed =
        vec![LensKey::Walk(Direction::Up), LensKey::Kind(Direction::Down), LensKey::Leave];
    harness.run_steps(1);
    let asked: Vec<LensCommand> = harness.state_mut().taken();
    assert_eq!(asked, [LensCommand::Walk(Direction::Up), LensCommand::Kind(Direction::Down), LensCommand::Leave]);

    let learn = text(Language::English, "phase-learn");
    harness.get_by_role_and_label(Role::Button, &learn).click();
    harness.run_steps(2);
    let asked: Vec<LensCommand> = harness.state_mut().taken();
    let first = harness.state().panel.stops.iter().position(|stop| stop.kind == StopKind::NextValue);
    assert_eq!(asked, [LensCommand::Show(first.expect("the episode goes on"))]);

    // A kind of small step is chosen from a list, and passed over with buttons.
    let find = |harness: &Harness<'_, Stage<Page>>, kind| {
        harness.state().panel.stops.iter().position(|stop| stop.kind == kind).expect("it learns")
    };
    harness.state_mut().panel.at = find(&harness, StopKind::TdError);
    harness.run_steps(2);
    harness.get_by_label(&text(Language::English, "lens-part")).click();
    harness.run_steps(4);
    harness.get_by_label(&text(Language::English, "stop-moments")).click();
    harness.run_steps(2);
    harness.get_by_label(&text(Language::English, "key-lens-kind-on")).click();
    harness.run_steps(2);
    let asked: Vec<LensCommand> = harness.state_mut().taken();
    let moments = find(&harness, StopKind::Moments);
    assert_eq!(asked, [LensCommand::Show(moments), LensCommand::Kind(Direction::Up)]);
}

#[test]
fn the_followed_step_of_the_episode_comes_into_view() {
    let mut harness = page(ThemeMode::Dark, Language::English, [1280.0, 680.0], tick(Algorithm::Reinforce));
    let page = &mut harness.state_mut().panel;
    let lens = Lens { trace: &page.trace, actor: 0 };
    let last = lens.episode().expect("it learned from one").actions.len() - 1;
    page.followed.step = last;
    page.stops = lens.walk_along(&page.followed);
    page.at = page.stops.iter().position(|stop| stop.kind == StopKind::Advantage).expect("it learns");
    assert!(last > 10);
    harness.run_steps(4);
    let painted = painted(&harness);
    assert!(painted.contains(&last.to_string()) && !painted.contains(&"1".to_owned()), "{painted:?}");
}

#[test]
fn two_actions_are_chosen_by_keys_and_by_mouse_and_the_sentences_have_their_numbers() {
    let trace = tick(Algorithm::DeepSarsa);
    let mut harness = page(ThemeMode::Dark, Language::English, [1280.0, 680.0], trace.clone());
    let why = harness.state().panel.stops.iter().position(|stop| stop.kind == StopKind::Why).expect("it is there");
    harness.state_mut().panel.at = why;
    harness.state_mut().panel.pressed = vec![LensKey::This, LensKey::That];
    harness.run_steps(2);
    let asked: Vec<LensCommand> = harness.state_mut().taken();
    assert_eq!(asked, [LensCommand::NextAction(0), LensCommand::NextAction(1)]);

    let [this, that] = harness.state().panel.comparison.as_ref().expect("compared").actions;
    let third = Action::ALL.into_iter().find(|action| ![this, that].contains(action)).expect("there are five");
    let name = format!("Action B: {}", text(Language::English, third.key()));
    harness.get_by_role_and_label(Role::Button, &name).click();
    harness.run_steps(2);
    let asked: Vec<LensCommand> = harness.state_mut().taken();
    assert_eq!(asked, [LensCommand::Compare([this, third])]);

    // The value of an action in truth stands in the sentence as it stands in the table.
    let lens = Lens { trace: &trace, actor: 0 };
    let truth = lens.compare([this, that], Some(&optimum(&trace))).truth.expect("it is known");
    let said = format!("is worth {:.3} and", truth.values[0]).replace('-', "\u{2212}");
    assert!(harness.query_by_label_contains(&said).is_some(), "{said}");
}
