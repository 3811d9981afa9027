//! The screen of a match while it is played: the board keeps its place and is never covered, and what stands beside it is read from afar.

use bevy::prelude::{Rect, Vec2, default};
use bevy_egui::egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    game::board::{self, BoardLayout, BoardModel, Placement},
    gridworld::Level,
    panels::VersusCommand,
};

use super::{
    Stage,
    matches::{Hall, Scene},
    press,
    versus::{asked, dark, type_key},
};
use crate::headless;

/// A click in the middle of the board.
fn click_board(harness: &mut Harness<'_, Stage<Hall>>) -> Vec<VersusCommand> {
    let at = harness.state().panel.board.center();
    harness.hover_at(at);
    harness.run_steps(1);
    for pressed in [true, false] {
        harness.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.run_steps(1);
    }
    asked(harness)
}

#[test]
fn what_is_waited_for_is_skipped_by_key_and_click() {
    for scene in [Scene::Countdown, Scene::Between, Scene::Farewell] {
        let mut harness = dark([1280.0, 720.0], 2, scene);
        assert_eq!(type_key(&mut harness, Key::Enter), [VersusCommand::NextRound], "{scene:?}");
        assert_eq!(click_board(&mut harness), [VersusCommand::NextRound], "{scene:?}");
    }
    let mut harness = dark([1280.0, 720.0], 2, Scene::Between);
    assert!(harness.query_by_label_contains("is first at the goal").is_some());
    for scene in [Scene::Running, Scene::Practice] {
        harness.state_mut().panel.scene = scene;
        harness.run_steps(2);
        assert_eq!(type_key(&mut harness, Key::Enter), [], "{scene:?}");
        assert_eq!(click_board(&mut harness), [], "{scene:?}");
    }
}

#[test]
fn the_board_keeps_its_place_from_the_countdown_to_the_report() {
    for size in [[1280.0, 720.0], [800.0, 600.0], [1280.0 / 1.8, 720.0 / 1.8], [3840.0, 2160.0]] {
        for seats in [2, 4] {
            let mut harness = dark(size, seats, Scene::Countdown);
            let board = harness.state().panel.board;
            let scenes = [Scene::Running, Scene::Paused, Scene::Between, Scene::Practice, Scene::Farewell, Scene::Won];
            for scene in scenes {
                harness.state_mut().panel.scene = scene;
                harness.state_mut().panel.paused = scene == Scene::Paused;
                harness.run_steps(3);
                assert_eq!(harness.state().panel.board, board, "{size:?}, {seats} seats, {scene:?}");
            }
            assert!(board.width() > 0.48 * size[0], "{size:?}: {board:?}");
        }
    }
}

#[test]
fn every_level_fills_the_room_beside_the_panel() {
    let size = Vec2::new(1280.0, 720.0);
    let harness = dark(size.into(), 2, Scene::Running);
    let room = harness.state().panel.board;
    for &name in Level::built_in_names() {
        let level = Level::built_in(name).expect("it is built in");
        let mut app = headless::bare();
        let viewport = Some(Rect::new(room.left(), room.top(), room.right(), room.bottom()));
        app.add_plugins(board::plugin).insert_resource(BoardLayout { viewport, window: size, ..default() });
        let model = BoardModel { width: level.width, height: level.height, ..default() };
        let board = app.world_mut().spawn(model).id();
        app.update();
        let place = app.world().get::<Placement>(board).expect("a board has a place");
        let filled = (place.extent().x / room.width()).max(place.extent().y / room.height());
        assert!(filled > 0.86, "{name} fills {filled} of its room");
        assert!(name != "harbour" || place.cell >= 36.0, "its cells have {} pixels", place.cell);
    }
}

#[test]
fn the_countdown_and_the_end_of_a_round_leave_the_board_free() {
    for scene in [Scene::Countdown, Scene::Running, Scene::Paused, Scene::Between, Scene::Farewell] {
        let harness = dark([1280.0, 720.0], 2, scene);
        let board = harness.state().panel.board.shrink(1.0);
        for clipped in &harness.output().shapes {
            let whole = clipped.shape.visual_bounding_rect();
            let painted = whole.intersect(clipped.clip_rect).intersect(board);
            // The ground of the window lies under it.
            if whole.contains_rect(board) {
                continue;
            }
            assert!(!painted.is_positive(), "{scene:?}: {:?} lies on the board at {painted:?}", clipped.shape);
        }
    }
}

#[test]
fn the_scoreboard_says_hits_rounds_and_time_in_letters_that_are_read_from_afar() {
    for size in [[1280.0, 720.0], [3840.0, 2160.0]] {
        let harness = dark(size, 2, Scene::Running);
        for said in ["Hits: 0", "Hits: 1", "1 round won", "0 rounds won"] {
            assert!(harness.query_by_label(said).is_some(), "{said}");
        }
        let large = |said: &str| {
            let node = harness.query_all_by_label(said).next().unwrap_or_else(|| panic!("{said} is there"));
            node.rect().height() / size[1]
        };
        // A thirtieth of the screen's height: from three metres on a screen of 40 cm, what 4.5 mm are at arm's length.
        for said in ["86 steps left", "Hits: 1", "1 round won"] {
            assert!(large(said) >= 1.0 / 36.0, "{size:?}: {said} has {} of the height", large(said));
        }
    }
}

#[test]
fn a_match_is_restarted_at_once_at_any_time_and_it_is_said_when_that_counts() {
    for scene in [Scene::Countdown, Scene::Running, Scene::Paused, Scene::Turn, Scene::Between, Scene::Farewell] {
        let mut harness = dark([1280.0, 720.0], 2, scene);
        assert_eq!(type_key(&mut harness, Key::F5), [VersusCommand::Restart], "{scene:?}");
        let counts = matches!(scene, Scene::Between | Scene::Farewell);
        press(&mut harness, if counts { "Restart (counts as lost)" } else { "Restart" });
        assert_eq!(asked(&mut harness), [VersusCommand::Restart], "{scene:?}");
    }
    let mut harness = dark([1280.0, 720.0], 2, Scene::Won);
    assert_eq!(type_key(&mut harness, Key::F5), [VersusCommand::Rematch]);
}

#[test]
fn tones_are_switched_off_where_it_is_seen() {
    let mut harness = dark([1280.0, 720.0], 2, Scene::Running);
    press(&mut harness, "Mute");
    assert_eq!(asked(&mut harness), [VersusCommand::Mute(true)]);
    harness.state_mut().panel.muted = true;
    harness.run_steps(2);
    press(&mut harness, "Mute");
    assert_eq!(asked(&mut harness), [VersusCommand::Mute(false)]);
}
