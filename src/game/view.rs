//! From the lanes to the boards on the screen: which boards there are, and what each shows in this frame.
//! Nothing here changes what is learned.

use bevy::prelude::*;

use super::{
    board::{self, AgentView, BoardModel, CellValues, Flash, FlashKind, MotionKind, ObstacleView},
    lanes::{Event, Lane, Lanes},
    optima::CurrentOptimum,
    pace::Pace,
    preferences::Preferences,
};
use crate::{
    arena::Metric,
    gridworld::{Action, Cell, GridWorld, Observation, Optimum},
    learning::Learner,
    panels::{Draft, Overlays, Tab},
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<ShownOverlays>().add_systems(Update, (spawn_boards, fill_boards).chain().in_set(ViewSystems));
}

/// Boards are filled here, after everything that may change the lanes in a frame.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ViewSystems;

/// What is switched on, on every board.
#[derive(Resource, Clone, Copy, Default, PartialEq, Eq)]
pub struct ShownOverlays(pub Overlays);

/// Which board of which lane an entity shows.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shows {
    /// Number of the lane.
    pub lane: usize,
    /// Number of the arena in it.
    pub arena: usize,
}

/// Boards whose overlays are worked out anew in one frame; the others wait for their turn.
const OVERLAYS_PER_FRAME: usize = 4;

/// One lane: all of its arenas. Several: the first arena of each. None while another screen is shown.
fn boards_to_show(lanes: &Lanes, tab: Tab) -> Vec<Shows> {
    if tab != Tab::Train {
        return Vec::new();
    }
    match lanes.all.as_slice() {
        [only] => {
            (0..only.simulation.arena_count().min(Draft::MOST_LANES)).map(|arena| Shows { lane: 0, arena }).collect()
        }
        all => (0..all.len()).map(|lane| Shows { lane, arena: 0 }).collect(),
    }
}

fn spawn_boards(
    mut commands: Commands,
    lanes: Res<Lanes>,
    preferences: Res<Preferences>,
    boards: Query<(Entity, &Shows)>,
) {
    let wanted = boards_to_show(&lanes, preferences.tab);
    let here = boards.iter().count();
    if here == wanted.len() && boards.iter().all(|(_, shows)| wanted.contains(shows)) {
        return;
    }
    for (board, _) in &boards {
        commands.entity(board).despawn();
    }
    for shows in wanted {
        commands.spawn((
            Name::new(format!("Board of lane {}, arena {}", shows.lane, shows.arena)),
            shows,
            BoardModel::default(),
        ));
    }
}

fn fill_boards(
    mut lanes: ResMut<Lanes>,
    pace: Res<Pace>,
    optimum: Res<CurrentOptimum>,
    overlays: Res<ShownOverlays>,
    mut boards: Query<(Entity, &Shows, &mut BoardModel, &mut board::Overlays)>,
    mut flashes: MessageWriter<Flash>,
    mut turn: Local<usize>,
) {
    let count = boards.iter().count();
    let (first, per_frame) = (*turn, OVERLAYS_PER_FRAME.min(count));
    *turn = (first + per_frame) % count.max(1);
    let is_slow = pace.is_slow();
    for (entity, shows, mut model, mut switched) in &mut boards {
        let selected = lanes.selected;
        let Some(lane) = lanes.all.get_mut(shows.lane) else {
            continue;
        };
        let slot = shows.lane.max(shows.arena);
        if let Some((event, cell)) = lane.event.take_if(|_| shows.arena == 0)
            && is_slow
        {
            let kind = match event {
                Event::Hit => FlashKind::Hit,
                Event::Goal => FlashKind::Goal,
            };
            flashes.write(Flash { board: entity, cell, kind });
        }
        switched.set_if_neq(drawn(overlays.0));
        fill_pieces(&mut model, lane, shows.arena, pace.progress());
        model.slot = slot;
        (model.title, model.note) = if count > 1 { caption(lane, slot, shows.lane == selected) } else { default() };
        let its_turn = (slot + count - first) % count.max(1) < per_frame;
        if its_turn || shows.lane == selected && shows.arena == 0 {
            fill_overlays(&mut model, lane, shows.arena, overlays.0, optimum.known().map(AsRef::as_ref));
        }
    }
}

/// What stands above a board that is one of several: its number, the selected one's marked, and how it does.
fn caption(lane: &Lane, slot: usize, is_selected: bool) -> (String, String) {
    let mark = if is_selected { "● " } else { "" };
    let recent = lane.simulation.history().recent(Metric::Return);
    (format!("{mark}{}", slot + 1), recent.map_or_else(String::new, |mean| format!("{mean:.2}")))
}

/// What the switches in the panel mean on the board.
pub(super) fn drawn(overlays: Overlays) -> board::Overlays {
    let Overlays { values, actions, optimum, differences, trail, grid, numbers } = overlays;
    board::Overlays { grid, trail, heat_map: values, numbers, arrows: actions, optimum, difference: differences }
}

/// Walls, goals, agents and obstacles.
fn fill_pieces(model: &mut BoardModel, lane: &Lane, arena: usize, progress: f32) {
    let world = lane.simulation.grid_world(arena);
    let before = lane.simulation.agents_before(arena);
    fill_ground(model, world);
    fill_obstacles(model, world);
    model.progress = progress;

    let facing = lane.simulation.facing(arena);
    model.agents.clear();
    model.agents.extend(world.agents().iter().enumerate().map(|(index, &to)| AgentView {
        from: before.get(index).map_or(to, |&before| near(before, to)),
        to,
        facing,
        seat: index,
        alive: true,
        trail: if arena == 0 && index == 0 { lane.trail.iter().copied().collect() } else { Vec::new() },
    }));
}

/// Board, walls, starts and goals.
pub(super) fn fill_ground(model: &mut BoardModel, world: &GridWorld) {
    let level = world.level();
    (model.width, model.height) = (level.width, level.height);
    model.walls.clear();
    model.walls.extend(level.cells().map(|cell| level.is_wall(cell)));
    model.starts.clone_from(&level.starts);
    model.goals.clear();
    model.goals.extend_from_slice(world.goals());
}

/// The obstacles on their way from the last cell to the next.
pub(super) fn fill_obstacles(model: &mut BoardModel, world: &GridWorld) {
    let level = world.level();
    model.obstacles.clear();
    model.obstacles.extend(world.obstacles().iter().zip(&level.obstacles).enumerate().map(
        |(index, (obstacle, rule))| ObstacleView {
            from: near(obstacle.previous, obstacle.cell),
            to: obstacle.cell,
            next: world.next_direction(index),
            steps_until_move: obstacle.steps_until_move,
            motion: MotionKind::from(&rule.motion),
        },
    ));
}

/// Where a piece glides from: pieces glide to a neighbouring cell; a longer way is a new episode, where they stand at once.
pub(super) fn near(before: Cell, now: Cell) -> Cell {
    if before.distance(now) <= 1 { before } else { now }
}

/// What the learner expects, and what would be best, on every cell for the obstacles' present positions.
fn fill_overlays(model: &mut BoardModel, lane: &Lane, arena: usize, overlays: Overlays, optimum: Option<&Optimum>) {
    let world = lane.simulation.grid_world(arena);
    let wants_values = overlays.values || overlays.actions || overlays.differences || overlays.numbers;
    let setup = lane.simulation.setup();
    model.values = match (wants_values, lane.simulation.learner(), setup) {
        (true, Some(learner), Some(setup)) => {
            let values = values_of(learner, setup.observation, world);
            Some(CellValues::of_one(values, setup.algorithm.action_values()))
        }
        _ => None,
    };
    model.optimum = match (overlays.optimum || overlays.differences, optimum) {
        (true, Some(optimum)) => Some(optimum_of(optimum, world)),
        _ => None,
    };
}

/// What each action would be worth to the optimum, cell by cell, for the obstacles' present positions.
pub(super) fn optimum_of(optimum: &Optimum, world: &GridWorld) -> Vec<Option<[f32; Action::COUNT]>> {
    let cells = world.level().cells();
    cells.map(|cell| optimum.values_at(world, cell)).collect()
}

/// Q-values or probabilities of every cell that an agent could stand on, by one batched forward.
fn values_of(learner: &dyn Learner, observation: Observation, world: &GridWorld) -> Vec<Option<[f32; 5]>> {
    let level = world.level();
    let size = observation.len(level);
    let open: Vec<bool> = level.cells().map(|cell| !level.is_wall(cell) && !world.goals().contains(&cell)).collect();
    let rows = open.iter().filter(|open| **open).count();
    let mut observations = vec![0.0; rows * size];
    let places = level.cells().zip(&open).filter(|(_, open)| **open).map(|(cell, _)| cell);
    for (cell, row) in places.zip(observations.chunks_exact_mut(size)) {
        observation.write_at(world, cell, row);
    }
    let mut values = vec![[0.0; Action::COUNT]; rows];
    learner.evaluate(&observations, rows, &mut values);
    let mut values = values.into_iter();
    open.into_iter().map(|open| if open { values.next() } else { None }).collect()
}
