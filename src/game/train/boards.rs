//! From the lanes to the boards on the screen: which boards there are, and what each shows in this frame.
//! Nothing here changes what is learned.

use bevy::prelude::*;

use super::overlays::TrainOverlays;
use crate::{
    arena::Metric,
    game::{
        CurrentOptimum, Lane, Lanes, SimulationClock, ViewSystems,
        board::{AgentView, BoardModel, CellValues, Flash, Placement},
    },
    gridworld::Optimum,
    panels::{Draft, Overlays, Tab},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (spawn_boards, fill_boards).chain().in_set(ViewSystems).run_if(in_state(Tab::Train)));
}

/// The run that a board shows: the numbers of its lane and of the arena in it.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShowsRun {
    pub lane: usize,
    pub arena: usize,
}

/// Boards whose overlays are worked out anew in one frame; the others wait for their turn.
const OVERLAYS_PER_FRAME: usize = 4;

/// Of one lane all of its arenas, of several the first arena of each.
fn boards_to_show(lanes: &Lanes) -> Vec<ShowsRun> {
    match lanes.all.as_slice() {
        [only] => {
            let arenas = only.simulation.arena_count().min(Draft::MOST_LANES);
            (0..arenas).map(|arena| ShowsRun { lane: 0, arena }).collect()
        }
        all => (0..all.len()).map(|lane| ShowsRun { lane, arena: 0 }).collect(),
    }
}

/// Lets the boards of the runs be there, and no others.
fn spawn_boards(mut commands: Commands, lanes: Res<Lanes>, boards: Query<(Entity, &ShowsRun)>) {
    let wanted = boards_to_show(&lanes);
    if boards.iter().count() == wanted.len() && boards.iter().all(|(_, shows)| wanted.contains(shows)) {
        return;
    }
    for (board, _) in &boards {
        commands.entity(board).despawn();
    }
    for shows in wanted {
        let name = Name::new(format!("Board: {shows:?}"));
        commands.spawn((name, shows, BoardModel::default(), DespawnOnExit(Tab::Train)));
    }
}

fn fill_boards(
    mut lanes: ResMut<Lanes>,
    clock: Res<SimulationClock>,
    optimum: Res<CurrentOptimum>,
    overlays: Res<TrainOverlays>,
    mut boards: Query<(Entity, &ShowsRun, &mut BoardModel, &mut Overlays, &Placement)>,
    mut flashes: MessageWriter<Flash>,
    mut turn: Local<usize>,
) {
    let count = boards.iter().count();
    let (first, per_frame) = (*turn, OVERLAYS_PER_FRAME.min(count));
    *turn = (first + per_frame) % count.max(1);
    let is_slow = clock.is_slow();
    let names_algorithms = lanes.differ_in_algorithm();
    for (entity, shows, mut model, mut switched, placement) in &mut boards {
        let ShowsRun { lane: number, arena } = *shows;
        let is_selected = number == lanes.selected;
        let Some(lane) = lanes.all.get_mut(number) else {
            continue;
        };
        let slot = number.max(arena);
        if let Some((kind, cell)) = lane.event.take_if(|_| arena == 0)
            && is_slow
        {
            flashes.write(Flash { board: entity, cell, kind });
        }
        switched.set_if_neq(overlays.0);
        fill_pieces(&mut model, lane, arena, clock.progress());
        model.slot = slot;
        let name = names_algorithms.then(|| lane.setup().algorithm.title());
        (model.title, model.note) =
            if count > 1 { caption(lane, slot, is_selected, name, placement) } else { default() };
        let its_turn = (slot + count - first) % count.max(1) < per_frame;
        if its_turn || is_selected && arena == 0 {
            fill_values(&mut model, lane, arena, *switched, optimum.known().map(AsRef::as_ref));
        }
    }
}

/// What stands above a board that is one of several: its number, the selected one's marked, what it is called where there is room
/// for that, and how it does.
fn caption(lane: &Lane, slot: usize, is_selected: bool, name: Option<&str>, placement: &Placement) -> (String, String) {
    let mark = if is_selected { "● " } else { "" };
    let number = format!("{mark}{}", slot + 1);
    let recent = lane.simulation.history().recent(Metric::Return);
    let named = name.map(|name| format!("{number} · {name}")).filter(|title| {
        // A letter is about half as wide as it is high.
        title.chars().count() as f32 * placement.title * 0.55 < placement.extent().x
    });
    (named.unwrap_or(number), recent.map_or_else(String::new, |mean| format!("{mean:.2}")))
}

/// Walls, goals, agents and obstacles.
fn fill_pieces(model: &mut BoardModel, lane: &Lane, arena: usize, progress: f32) {
    let world = lane.simulation.grid_world(arena);
    let before = lane.simulation.agents_before(arena);
    let agents = world.agents().iter().enumerate().map(|(index, &to)| AgentView {
        from: before.get(index).copied().unwrap_or(to),
        to,
        facing: lane.simulation.facing(arena),
        seat: index,
        alive: true,
        won: None,
        trail: if arena == 0 && index == 0 { lane.trail.cells() } else { Vec::new() },
    });
    model.show(world, progress, agents);
}

/// What the learner expects, and what would be best, on every cell for the obstacles' present positions.
fn fill_values(model: &mut BoardModel, lane: &Lane, arena: usize, overlays: Overlays, optimum: Option<&Optimum>) {
    let world = lane.simulation.grid_world(arena);
    let values = || {
        let (learner, setup) = (lane.simulation.learner()?, lane.setup());
        let values =
            setup.observation.evaluate_cells(world, |rows, count, values| learner.evaluate(rows, count, values));
        Some(CellValues::of_one(values, setup.algorithm.action_values()))
    };
    model.show_values(overlays, values, (optimum, world));
}
