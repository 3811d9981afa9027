//! Boards from outside: a headless app gets models, and the entities that would be drawn are looked at.

use bevy::prelude::*;
use sidestep::{
    game::board::{
        self, AgentView, BoardLayout, BoardModel, BoardOptions, BoardPalette, BoardParts, BoardPicker, CellValues,
        Flash, FlashKind, ObstacleView, Placement, ShapeMaterial, ValueRange,
    },
    gridworld::{Cell, MotionKind},
    learning::ActionValues,
    panels::Overlays,
};

use crate::headless;

/// An app without window and renderer.
fn app() -> App {
    let mut app = headless::bare();
    app.add_plugins(board::plugin);
    app.insert_resource(BoardLayout {
        viewport: Some(Rect::new(200.0, 50.0, 1000.0, 750.0)),
        window: Vec2::new(1200.0, 800.0),
        ..default()
    });
    app
}

fn model(slot: usize) -> BoardModel {
    let mut walls = vec![false; 20];
    walls[7] = true;
    BoardModel {
        slot,
        title: format!("Seed {slot}"),
        note: "0.97".to_owned(),
        width: 5,
        height: 4,
        walls,
        starts: vec![Cell::new(0, 0)],
        goals: vec![Cell::new(4, 3)],
        agents: vec![AgentView {
            from: Cell::new(0, 0),
            to: Cell::new(1, 0),
            facing: (1, 0),
            seat: 0,
            alive: true,
            won: None,
            trail: Vec::new(),
        }],
        obstacles: vec![ObstacleView {
            from: Cell::new(0, 2),
            to: Cell::new(0, 2),
            next: (1, 0),
            steps_until_move: 1,
            motion: MotionKind::PatrolX,
            seat: None,
        }],
        progress: 0.5,
        ..default()
    }
}

fn parts(app: &App, board: Entity) -> BoardParts {
    app.world().get::<BoardParts>(board).expect("a board gets its parts in its first frame").clone()
}

fn is_shown(app: &App, entity: Entity) -> bool {
    app.world().get::<Visibility>(entity) != Some(&Visibility::Hidden)
}

/// Corners of all shapes on a canvas.
fn vertices(app: &App, canvas: Entity) -> usize {
    let mesh = app.world().get::<Mesh2d>(canvas).expect("a canvas has a mesh");
    app.world().resource::<Assets<Mesh>>().get(&mesh.0).map_or(0, Mesh::count_vertices)
}

#[test]
fn a_board_gets_its_parts_once_and_keeps_them() {
    let mut app = app();
    let board = app.world_mut().spawn(model(0)).id();
    app.update();
    let children = app.world().get::<Children>(board).map_or(0, RelationshipTarget::len);
    let entities = app.world_mut().query::<&Transform>().iter(app.world()).count();
    for step in 0..50 {
        let mut model = app.world_mut().get_mut::<BoardModel>(board).expect("the board is still there");
        model.progress = step as f32 / 50.0;
        model.agents[0].trail.push(Cell::new(step % 5, 0));
        app.update();
    }
    assert_eq!(app.world().get::<Children>(board).map_or(0, RelationshipTarget::len), children);
    assert_eq!(app.world_mut().query::<&Transform>().iter(app.world()).count(), entities);
    let parts = parts(&app, board);
    assert!(is_shown(&app, parts.floor) && is_shown(&app, parts.pieces) && is_shown(&app, parts.title));
    assert!(!is_shown(&app, parts.values));
    assert_eq!(app.world().resource::<Assets<ShapeMaterial>>().len(), 1);
}

#[test]
fn the_floor_is_repainted_for_a_new_wall_and_a_new_palette_only() {
    let mut app = app();
    let board = app.world_mut().spawn(model(0)).id();
    app.update();
    let floor = parts(&app, board).floor;
    let before = vertices(&app, floor);
    assert!(before > 20 * 4, "a shape for every cell");

    let floor_mesh = app.world().get::<Mesh2d>(floor).expect("a canvas has a mesh").0.id();
    let repainted = |app: &mut App, change: &dyn Fn(&mut World)| {
        // Taken away behind its back: it only comes back if it is painted anew.
        app.world_mut().resource_mut::<Assets<Mesh>>().remove(floor_mesh);
        change(app.world_mut());
        app.update();
        app.world().resource::<Assets<Mesh>>().contains(floor_mesh)
    };
    assert!(!repainted(&mut app, &|world| {
        world.get_mut::<BoardModel>(board).expect("the board is there").progress = 0.7;
    }));
    assert!(repainted(&mut app, &|world| {
        world.get_mut::<BoardModel>(board).expect("the board is there").walls[3] = true;
    }));
    assert!(repainted(&mut app, &|world| world.insert_resource(BoardPalette::light())));
    assert!(vertices(&app, floor) > before);
}

/// The ranges of Q-values and of probabilities on a board.
fn range(app: &App, board: Entity) -> [Option<(f32, f32)>; 2] {
    let range = app.world().get::<ValueRange>(board).expect("a board has one");
    [ActionValues::Q, ActionValues::Probabilities].map(|kind| range.of(kind))
}

#[test]
fn values_appear_with_their_range_and_go_with_their_switch() {
    let mut app = app();
    let mut shown = model(0);
    let mut values: Vec<_> = (0..20).map(|cell| Some([cell as f32 / 10.0, 0.0, 0.0, 0.0, -1.0])).collect();
    values[7] = None;
    shown.values = Some(CellValues::of_one(values, ActionValues::Q));
    let overlays = Overlays { values: true, actions: true, numbers: true, ..default() };
    let board = app.world_mut().spawn((shown, overlays)).id();
    app.update();
    app.update();
    let parts = parts(&app, board);
    assert!(is_shown(&app, parts.values));
    assert_eq!(range(&app, board), [Some((0.0, 1.9)), None]);
    let texts = |app: &mut App| -> Vec<String> {
        let mut query = app.world_mut().query::<(&Text2d, &Visibility)>();
        query
            .iter(app.world())
            .filter(|(_, shown)| **shown != Visibility::Hidden)
            .map(|(text, _)| text.0.clone())
            .collect()
    };
    let written = texts(&mut app);
    // 19 cells without the wall, the legend's two ends, title and note.
    assert_eq!(written.len(), 19 + 2 + 2, "{written:?}");
    assert!(written.contains(&"1.90".to_owned()) && written.contains(&"Seed 0".to_owned()));

    app.world_mut().entity_mut(board).insert(Overlays::default());
    app.update();
    assert!(!is_shown(&app, parts.values));
    assert_eq!(range(&app, board), [None, None]);
    assert_eq!(texts(&mut app).len(), 2);
}

#[test]
fn many_boards_are_laid_out_by_slot_and_found_under_the_mouse() {
    let mut app = app();
    // Spawned in the other order: the slot decides.
    let boards: Vec<Entity> = (0..64).rev().map(|slot| app.world_mut().spawn(model(slot)).id()).collect();
    app.update();
    let place = |app: &App, slot: usize| *app.world().get::<Placement>(boards[63 - slot]).expect("a board has a place");
    let (first, second, last) = (place(&app, 0), place(&app, 1), place(&app, 63));
    assert!(first.top_left.x < second.top_left.x && first.top_left.y == second.top_left.y);
    assert!(last.top_left.y < first.top_left.y);

    let window = app.world().resource::<BoardLayout>().window;
    let mut found = Vec::new();
    for slot in 0..64 {
        let world = place(&app, slot).world_from_cell(Cell::new(3, 1));
        let cursor = Vec2::new(world.x + window.x / 2.0, window.y / 2.0 - world.y);
        let hit = app
            .world_mut()
            .run_system_cached_with(|In(cursor): In<Vec2>, picker: BoardPicker| picker.board_under(cursor), cursor)
            .expect("the picker runs");
        found.push(hit);
    }
    let expected: Vec<_> = (0..64).map(|slot| Some((boards[63 - slot], Cell::new(3, 1)))).collect();
    assert_eq!(found, expected);
    let under_a_panel = app
        .world_mut()
        .run_system_cached_with(
            |In(cursor): In<Vec2>, picker: BoardPicker| picker.board_under(cursor),
            Vec2::new(100.0, 400.0),
        )
        .expect("the picker runs");
    assert_eq!(under_a_panel, None);
}

#[test]
fn the_board_in_focus_is_alone_and_large() {
    let mut app = app();
    let boards: Vec<Entity> = (0..4).map(|slot| app.world_mut().spawn(model(slot)).id()).collect();
    app.update();
    let small = app.world().get::<Placement>(boards[2]).expect("a board has a place").cell;
    app.world_mut().resource_mut::<BoardLayout>().focus = Some(boards[2]);
    app.update();
    assert!(app.world().get::<Placement>(boards[2]).expect("a board has a place").cell > 1.5 * small);
    for (slot, board) in boards.iter().enumerate() {
        assert_eq!(is_shown(&app, *board), slot == 2);
    }
    app.world_mut().resource_mut::<BoardLayout>().focus = None;
    app.update();
    assert!(boards.iter().all(|board| is_shown(&app, *board)));
}

#[test]
fn a_hit_shakes_the_board_unless_motion_is_reduced() {
    for reduced_motion in [false, true] {
        let mut app = app();
        app.insert_resource(bevy::time::TimeUpdateStrategy::ManualDuration(std::time::Duration::from_millis(16)));
        app.insert_resource(BoardOptions { reduced_motion, ..default() });
        let board = app.world_mut().spawn(model(0)).id();
        app.update();
        let at_rest = app.world().get::<Transform>(board).expect("a board has a transform").translation;
        // Nobody is on the way to this cell, so it flashes at once.
        app.world_mut().write_message(Flash { board, kind: FlashKind::Hit, cell: Cell::new(2, 2) });
        app.update();
        app.update();
        let hit = app.world().get::<Transform>(board).expect("a board has a transform").translation;
        assert_eq!(hit == at_rest, reduced_motion);
        for _ in 0..120 {
            app.update();
        }
        assert_eq!(app.world().get::<Transform>(board).expect("a board has a transform").translation, at_rest);
    }
}
