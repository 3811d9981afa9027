//! From the lanes to the boards on the screen: which boards there are, and what each shows in this frame.
//! Nothing here changes what is learned.

use bevy::prelude::*;

use super::{
    board::{AgentView, BoardModel, CellValues, Flash},
    lanes::{Lane, Lanes},
    optima::CurrentOptimum,
    preferences::Preferences,
    replays::ShownReplay,
    simulation_clock::SimulationClock,
};
use crate::{
    arena::Metric,
    gridworld::Optimum,
    panels::{Draft, Overlays, Tab},
};

pub(super) fn plugin(app: &mut App) {
    app.add_systems(Update, (spawn_boards, fill_boards).chain().in_set(ViewSystems));
}

/// Boards are filled here, after everything that may change what they show in a frame.
#[derive(SystemSet, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ViewSystems;

/// What a board shows.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// A run: the numbers of its lane and of the arena in it.
    Run { lane: usize, arena: usize },
    /// The match.
    Match,
    /// The replay.
    Replay,
}

/// Boards whose overlays are worked out anew in one frame; the others wait for their turn.
const OVERLAYS_PER_FRAME: usize = 4;

/// The boards of a screen. Of one lane all of its arenas, of several the first arena of each.
fn boards_to_show(lanes: &Lanes, shown: &ShownReplay, tab: Tab) -> Vec<Shows> {
    match (tab, lanes.all.as_slice()) {
        (Tab::Train, [only]) => {
            let arenas = only.simulation.arena_count().min(Draft::MOST_LANES);
            (0..arenas).map(|arena| Shows::Run { lane: 0, arena }).collect()
        }
        (Tab::Train, all) => (0..all.len()).map(|lane| Shows::Run { lane, arena: 0 }).collect(),
        (Tab::Versus, _) => vec![Shows::Match],
        (Tab::Replay, _) => shown.shown.iter().map(|_| Shows::Replay).collect(),
        (Tab::Sequence, _) => Vec::new(),
    }
}

/// Lets the boards of the screen be there, and no others.
pub(super) fn spawn_boards(
    mut commands: Commands,
    lanes: Res<Lanes>,
    shown: Res<ShownReplay>,
    preferences: Res<Preferences>,
    boards: Query<(Entity, &Shows)>,
) {
    let wanted = boards_to_show(&lanes, &shown, preferences.tab);
    let here = boards.iter().count();
    if here == wanted.len() && boards.iter().all(|(_, shows)| wanted.contains(shows)) {
        return;
    }
    for (board, _) in &boards {
        commands.entity(board).despawn();
    }
    for shows in wanted {
        commands.spawn((Name::new(format!("Board: {shows:?}")), shows, BoardModel::default()));
    }
}

fn fill_boards(
    mut lanes: ResMut<Lanes>,
    clock: Res<SimulationClock>,
    optimum: Res<CurrentOptimum>,
    preferences: Res<Preferences>,
    mut boards: Query<(Entity, &Shows, &mut BoardModel, &mut Overlays)>,
    mut flashes: MessageWriter<Flash>,
    mut turn: Local<usize>,
) {
    let count = boards.iter().count();
    let (first, per_frame) = (*turn, OVERLAYS_PER_FRAME.min(count));
    *turn = (first + per_frame) % count.max(1);
    let is_slow = clock.is_slow();
    for (entity, shows, mut model, mut switched) in &mut boards {
        let Shows::Run { lane: number, arena } = *shows else { continue };
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
        switched.set_if_neq(preferences.overlays);
        fill_pieces(&mut model, lane, arena, clock.progress());
        model.slot = slot;
        (model.title, model.note) = if count > 1 { caption(lane, slot, is_selected) } else { default() };
        let its_turn = (slot + count - first) % count.max(1) < per_frame;
        if its_turn || is_selected && arena == 0 {
            fill_values(&mut model, lane, arena, *switched, optimum.known().map(AsRef::as_ref));
        }
    }
}

/// What stands above a board that is one of several: its number, the selected one's marked, and how it does.
fn caption(lane: &Lane, slot: usize, is_selected: bool) -> (String, String) {
    let mark = if is_selected { "● " } else { "" };
    let recent = lane.simulation.history().recent(Metric::Return);
    (format!("{mark}{}", slot + 1), recent.map_or_else(String::new, |mean| format!("{mean:.2}")))
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
        trail: if arena == 0 && index == 0 { lane.trail.cells() } else { Vec::new() },
    });
    model.show(world, progress, agents);
}

/// What the learner expects, and what would be best, on every cell for the obstacles' present positions.
fn fill_values(model: &mut BoardModel, lane: &Lane, arena: usize, overlays: Overlays, optimum: Option<&Optimum>) {
    let world = lane.simulation.grid_world(arena);
    let values = || {
        let (learner, setup) = (lane.simulation.learner()?, lane.simulation.setup()?);
        let values =
            setup.observation.evaluate_cells(world, |rows, count, values| learner.evaluate(rows, count, values));
        Some(CellValues::of_one(values, setup.algorithm.action_values()))
    };
    model.show_values(overlays, values, (optimum, world));
}
