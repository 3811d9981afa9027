//! The lens's screen: it shows each small step whole in both languages, and a click opens what it stands for.

use std::sync::Arc;

use bevy_egui::egui::accesskit::Role;
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    arena::{Setup, Simulation, TickTrace},
    gridworld::Level,
    language::Language,
    learning::{Algorithm, Preset},
    lens::{Lens, StopKind, Subject, WalkStop},
    panels::{
        Direction, LensKey,
        lens::{LensCommand, LensScreen, LensView, ShownTick},
    },
    theme::ThemeMode,
};

use super::{Stage, check_texts, check_widgets, illegible, stage_in, text};

/// The screen and what it is shown.
struct Page {
    screen: LensScreen,
    trace: TickTrace,
    stops: Vec<WalkStop>,
    at: usize,
    opened: Vec<Subject>,
    pressed: Vec<LensKey>,
}

/// A tick of a short training in which something is learned.
fn tick(algorithm: Algorithm) -> TickTrace {
    let mut level = Level::built_in("classic").expect("built in");
    level.max_steps = 30;
    let setup = Setup::preset(Arc::new(level), algorithm, Preset::Tuned, 3);
    let mut simulation = Simulation::new(&setup).expect("it can run");
    loop {
        let before = simulation.state().expect("it learns");
        simulation.tick();
        let (trace, _) = before.trace().expect("a state of its own");
        if trace.learner.update.is_some() && trace.tick > 40 {
            return trace;
        }
    }
}

fn page(mode: ThemeMode, language: Language, size: [f32; 2], trace: TickTrace) -> Harness<'static, Stage<Page>> {
    let stops = Lens { trace: &trace, actor: 0 }.walk();
    let page = Page { screen: LensScreen::default(), trace, stops, at: 0, opened: Vec::new(), pressed: Vec::new() };
    stage_in(mode, language, size, page, |ui, look, page| {
        let pressed = std::mem::take(&mut page.pressed);
        let lens = Lens { trace: &page.trace, actor: 0 };
        let shown = ShownTick { lens, stops: &page.stops, at: page.at, opened: &page.opened };
        let view = LensView { shown: Some(shown), reached: None, pressed: &pressed };
        page.screen.ui(ui, look, &view).0
    })
}

#[test]
fn every_small_step_is_whole_in_both_languages() {
    for algorithm in Algorithm::ALL {
        let trace = tick(algorithm);
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
                check_texts(&harness, &what);
                check_widgets(&harness, 1280.0, &what);
                // Points that are at least 18 pixels at scale 1.5.
                let found = illegible(&harness, 12.0);
                assert!(found.is_empty(), "{what}: {}", found.join("\n"));
            }
        }
    }
}

#[test]
fn keys_and_parts_of_the_tick_ask_for_what_they_say() {
    let mut harness = page(ThemeMode::Dark, Language::English, [1280.0, 680.0], tick(Algorithm::DeepSarsa));
    harness.state_mut().panel.pressed = vec![LensKey::Walk(Direction::Up), LensKey::Into, LensKey::Leave];
    harness.run_steps(1);
    let asked: Vec<LensCommand> = harness.state_mut().taken();
    assert_eq!(asked, [LensCommand::Walk(Direction::Up), LensCommand::Into, LensCommand::Leave]);

    let learn = text(Language::English, "phase-learn");
    harness.get_by_role_and_label(Role::Button, &learn).click();
    harness.run_steps(2);
    let asked: Vec<LensCommand> = harness.state_mut().taken();
    let first = harness.state().panel.stops.iter().position(|stop| stop.kind == StopKind::NextValue);
    assert_eq!(asked, [LensCommand::Show(first.expect("the episode goes on"))]);
}
