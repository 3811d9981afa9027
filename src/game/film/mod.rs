//! Films of games, rendered off screen.
mod adapter;
mod error;
mod layers;
mod readback;
mod studio;
pub use error::FilmError;

use crate::game::board::*;
use bevy::prelude::*;
pub fn experiment(frames: u32, out: Option<&std::path::Path>) {
    use crate::{arena::*, gridworld::*};
    use std::sync::Arc;
    let size = UVec2::new(1280, 720);
    let start = std::time::Instant::now();
    let mut board = None;
    let mut studio = studio::Studio::open(size, std::time::Duration::from_secs_f64(1.0 / 30.0), |app| {
        let palette = BoardPalette::dark();
        app.insert_resource(ClearColor(palette.backdrop.into()));
        app.insert_resource(palette);
        let font = app.world_mut().resource_mut::<Assets<Font>>().add(Font::from_bytes(crate::theme::SEMIBOLD.to_vec()));
        app.insert_resource(BoardFont(font));
        app.world_mut().spawn((Sprite::from_color(Color::from(BoardPalette::dark().backdrop), size.as_vec2()), Transform::from_xyz(0.0,0.0,-10.0), layers::Still));
        board = Some(app.world_mut().spawn(BoardModel::default()).id());
    }).unwrap();
    let board = board.unwrap();
    eprintln!("open {:?}", start.elapsed());
    let level = Arc::new(Level::built_in("classic").unwrap());
    let optimum = Arc::new(Optimum::solve(&level, 0.99, Budget::default()).unwrap());
    let mut simulation = Simulation::watch(&level, &Pilot::Optimum(optimum), 1, 0).unwrap();
    let start = std::time::Instant::now();
    let mut got = 0;
    for frame in 0..frames {
        if frame % 8 == 0 { simulation.tick(); }
        let world = simulation.grid_world(0);
        let before = simulation.agents_before(0);
        {
            let mut model = studio.world_mut().get_mut::<BoardModel>(board).unwrap();
            (model.width, model.height) = (level.width, level.height);
            model.title = "classic".into();
            model.walls = level.cells().map(|c| level.is_wall(c)).collect();
            model.goals = world.goals().to_vec();
            model.progress = (frame % 8) as f32 / 8.0;
            model.agents = world.agents().iter().zip(before).map(|(&to, &from)| AgentView { from, to, facing: (0, 0), seat: 0, alive: true, trail: vec![] }).collect();
            model.obstacles = world.obstacles().iter().zip(&level.obstacles).enumerate().map(|(i, (o, r))| ObstacleView { from: o.previous, to: o.cell, next: world.next_direction(i), steps_until_move: o.steps_until_move, motion: MotionKind::from(&r.motion) }).collect();
        }
        if frame == 0 { studio.rehearse(); studio.rehearse(); }
        studio.shoot().unwrap();
        while let Some(pixels) = studio.frame() {
            if let Some(out) = out && got % 10 == 0 {
                image::save_buffer(out.join(format!("{got}.png")), &pixels, size.x, size.y, image::ExtendedColorType::Rgba8).unwrap();
            }
            got += 1;
        }
    }
    studio.finish().unwrap();
    while studio.frame().is_some() { got += 1; }
    let took = start.elapsed();
    eprintln!("{got} of {frames} frames in {took:?}: {:.1}/s", f64::from(frames) / took.as_secs_f64());
}
