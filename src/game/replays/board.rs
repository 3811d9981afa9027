//! The board of the replay: where everybody stands after the step that is shown, what was thought there, how they came.

use bevy::prelude::*;

use super::{ReplayOverlays, ShownReplay, playback::Playback};
use crate::{
    game::{
        board::{AgentView, BoardModel, CellValues, Flash, Values},
        step_clock::FOLLOWED,
    },
    panels::{Needs, Overlays, ReplayChoices, Tab},
};

/// The board of the replay that is shown.
#[derive(Component)]
pub(super) struct ReplayBoard;

/// Lets the board be there while a replay is shown.
pub(super) fn spawn_board(
    mut commands: Commands,
    shown: Res<ShownReplay>,
    board: Option<Single<Entity, With<ReplayBoard>>>,
) {
    match (&shown.shown, board) {
        (Some(_), None) => {
            let name = Name::new("Board of the replay");
            commands.spawn((name, ReplayBoard, BoardModel::default(), DespawnOnExit(Tab::Replay)));
        }
        (None, Some(board)) => commands.entity(*board).despawn(),
        _ => {}
    }
}

pub(super) fn fill(
    shown: Res<ShownReplay>,
    choices: Res<ReplayChoices>,
    overlays: Res<ReplayOverlays>,
    mut boards: Query<(&mut BoardModel, &mut Overlays), With<ReplayBoard>>,
) {
    let Some(playback) = shown.playback() else { return };
    for (mut model, mut switched) in &mut boards {
        switched.set_if_neq(overlays.0);
        fill_pieces(&mut model, playback, choices.per_second);
        let (values, heat) = switched.need(Needs::Values).then(|| thoughts(&model, playback)).unzip();
        model.heat = heat;
        model.show_values(*switched, || values, (shown.optimum(), playback.player().world()));
    }
}

/// Walls, goals, agents and obstacles.
fn fill_pieces(model: &mut BoardModel, playback: &Playback, per_second: f32) {
    let player = playback.player();
    let world = player.world();
    let progress = playback.progress(per_second);
    let agents = player.replay().header.seats.iter().enumerate().filter_map(|(seat, described)| {
        let agent = described.agent?;
        let (before, landed, now) =
            (player.agents_before()[agent], player.agents_landed()[agent], world.agents()[agent]);
        // Who is put back for another lap is seen to arrive first.
        let to = if progress < 1.0 { landed } else { now };
        let did = player.last().map_or((0, 0), |step| step.actions[agent].delta());
        Some(AgentView {
            from: before,
            to,
            facing: did,
            seat,
            alive: !world.is_over(agent) || world.goals().contains(&to),
            won: None,
            trail: if to == landed { playback.trail(agent) } else { Vec::new() },
        })
    });
    model.show(world, progress, agents);
    let (steered, seat) = player.replay().steered();
    model.mark_steered(steered, seat);
}

/// What was thought, where it was thought: arrows and figures for the step that comes, at the cells where the agents stand now; the heat of
/// the values along their trails as well, as they were when the agents stood there. Nothing else was recorded.
fn thoughts(model: &BoardModel, playback: &Playback) -> (Values, Values) {
    let player = playback.player();
    let (mut values, mut heat) = (vec![None; model.walls.len()], vec![None; model.walls.len()]);
    for (seat, described) in player.replay().header.seats.iter().enumerate() {
        let (Some(agent), Some(kind)) = (described.agent, described.values) else { continue };
        let thought_in = |step: usize| *player.replay().steps.get(step)?.decisions.get(seat)?;
        let trail = playback.trail(agent);
        let first = player.position() - trail.len();
        let places = trail.into_iter().chain([player.world().agents()[agent]]).enumerate();
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
    (values, heat)
}

/// Hits and goals flash where they can be followed by eye.
pub(super) fn flash(
    mut shown: ResMut<ShownReplay>,
    choices: Res<ReplayChoices>,
    board: Option<Single<Entity, With<ReplayBoard>>>,
    mut flashes: MessageWriter<Flash>,
) {
    let Some(playback) = shown.bypass_change_detection().playback_mut() else {
        return;
    };
    let cues = playback.take_cues();
    let is_slow = !playback.playing || choices.per_second <= FOLLOWED;
    if let Some(board) = board.filter(|_| is_slow) {
        flashes.write_batch(cues.into_iter().map(|(kind, cell)| Flash { board: *board, kind, cell }));
    }
}
