//! The board of the replay: where everybody stands after the step that is shown, what was thought there, how they came.

use bevy::prelude::*;

use super::{Screening, playback::Playback};
use crate::{
    game::{
        board::{self, AgentView, BoardModel, Flash},
        preferences::Preferences,
        view::{ShownOverlays, drawn, fill_ground, fill_obstacles, near, optimum_of},
    },
    gridworld::Action,
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
        let (before, landed, now) = (
            player.agents_before()[agent],
            player.agents_landed()[agent],
            world.agents()[agent],
        );
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

/// What was thought when the next step was chosen, at the cells where the agents stand: nothing else was recorded.
fn fill_thoughts(model: &mut BoardModel, playback: &Playback, overlays: Overlays) {
    let player = playback.player();
    let wants_values = overlays.values || overlays.actions || overlays.differences || overlays.numbers;
    model.values = None;
    let Some(next) = player.next().filter(|_| wants_values) else {
        return;
    };
    let level = player.world().level();
    let mut values: Vec<Option<[f32; Action::COUNT]>> = vec![None; level.cells().count()];
    for (seat, described) in player.replay().header.seats.iter().enumerate() {
        let thought = next.decisions.get(seat).copied().flatten();
        let cell = described.agent.map(|agent| player.world().agents()[agent]);
        if let (Some(thought), Some(index)) = (thought, cell.and_then(|cell| model.index(cell))) {
            model.values_are_probabilities = playback.probabilities[seat];
            values[index] = Some(thought.values);
        }
    }
    model.values = Some(values);
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
