//! The board of the replay: where everybody stands after the step that is shown, what was thought there, how they came.

use bevy::prelude::*;

use super::{Screening, playback::Playback};
use crate::{
    game::{
        board::{self, AgentView, BoardModel, CellValues, Flash},
        preferences::Preferences,
        view::{ShownOverlays, drawn, fill_ground, fill_obstacles, near, optimum_of},
    },
    panels::{Overlays, Tab},
};

/// Flashes come where steps can be followed by eye, in steps a second.
const FOLLOWED: f32 = 30.0;

/// The one board of this screen.
#[derive(Component)]
pub(super) struct Stage;

/// The board is here while its screen is and a replay is shown.
pub(super) fn set_up(
    mut commands: Commands,
    preferences: Res<Preferences>,
    screening: Res<Screening>,
    stages: Query<Entity, With<Stage>>,
) {
    let is_wanted = preferences.tab == Tab::Replay && screening.shown.is_some();
    match (is_wanted, stages.iter().next()) {
        (true, None) => {
            commands.spawn((Name::new("Board of the replay"), Stage, BoardModel::default()));
        }
        (false, Some(stage)) => commands.entity(stage).despawn(),
        _ => {}
    }
}

pub(super) fn fill(
    screening: Res<Screening>,
    preferences: Res<Preferences>,
    overlays: Res<ShownOverlays>,
    mut stages: Query<(&mut BoardModel, &mut board::Overlays), With<Stage>>,
) {
    let Some(playback) = screening.playback() else { return };
    for (mut model, mut switched) in &mut stages {
        switched.set_if_neq(drawn(overlays.0));
        fill_pieces(&mut model, playback, preferences.replays.per_second);
        fill_thoughts(&mut model, playback, overlays.0);
        let wants_optimum = overlays.0.optimum || overlays.0.differences;
        let optimum = screening.optimum().filter(|_| wants_optimum);
        model.optimum = optimum.map(|optimum| optimum_of(optimum, playback.player().world()));
    }
}

/// Walls, goals, agents and obstacles.
fn fill_pieces(model: &mut BoardModel, playback: &Playback, per_second: f32) {
    let player = playback.player();
    let world = player.world();
    fill_ground(model, world);
    fill_obstacles(model, world);
    model.progress = playback.progress(per_second);
    model.agents.clear();
    for (seat, described) in player.replay().header.seats.iter().enumerate() {
        let Some(agent) = described.agent else { continue };
        let (before, landed, now) =
            (player.agents_before()[agent], player.agents_landed()[agent], world.agents()[agent]);
        // Who is put back for another lap is seen to arrive first.
        let to = if model.progress < 1.0 { landed } else { now };
        let did = player.last().map_or((0, 0), |step| step.actions[agent].delta());
        model.agents.push(AgentView {
            from: near(before, to),
            to,
            facing: did,
            seat,
            alive: !world.is_over(agent) || world.goals().contains(&to),
            trail: if to == landed { playback.trail(agent) } else { Vec::new() },
        });
    }
}

/// What was thought, where it was thought: arrows and figures for the step that comes, at the cells where the agents stand now; the heat of
/// the values along their trails as well, as they were when the agents stood there. Nothing else was recorded.
fn fill_thoughts(model: &mut BoardModel, playback: &Playback, overlays: Overlays) {
    let wants_values = overlays.values || overlays.actions || overlays.differences || overlays.numbers;
    (model.values, model.heat) = (None, None);
    if !wants_values {
        return;
    }
    let player = playback.player();
    let world = player.world();
    let cells = world.level().cells().count();
    let mut values: Vec<Option<CellValues>> = vec![None; cells];
    let mut heat = vec![None; cells];
    for (seat, described) in player.replay().header.seats.iter().enumerate() {
        let (Some(agent), Some(kind)) = (described.agent, described.values) else { continue };
        let thought_in = |step: usize| *player.replay().steps.get(step)?.decisions.get(seat)?;
        let trail = playback.trail(agent);
        let first = player.position() - trail.len();
        let places = trail.into_iter().chain([world.agents()[agent]]).enumerate();
        for (after, cell) in places {
            let (Some(thought), Some(index)) = (thought_in(first + after), model.index(cell)) else {
                continue;
            };
            let thought = Some(CellValues { values: thought.values, kind });
            heat[index] = thought;
            if first + after == player.position() {
                values[index] = thought;
            }
        }
    }
    (model.values, model.heat) = (Some(values), Some(heat));
}

/// Hits and goals flash where they can be followed by eye.
pub(super) fn flash(
    mut screening: ResMut<Screening>,
    preferences: Res<Preferences>,
    stages: Query<Entity, With<Stage>>,
    mut flashes: MessageWriter<Flash>,
) {
    let Some(playback) = screening.bypass_change_detection().playback_mut() else {
        return;
    };
    let cues = playback.take_cues();
    let is_slow = !playback.playing || preferences.replays.per_second <= FOLLOWED;
    if let Some(board) = stages.iter().next().filter(|_| is_slow) {
        flashes.write_batch(cues.into_iter().map(|(kind, cell)| Flash { board, kind, cell }));
    }
}
