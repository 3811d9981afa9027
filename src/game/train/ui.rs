//! The training screen: its panels, and what they are handed.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    boards::ShowsRun,
    editing::{Drag, Edits, Tool},
    overlays::TrainOverlays,
    run_codes::PastedRun,
};
use crate::{
    arena::Metric,
    game::{
        CurrentOptimum, Lane, Lanes, PanelWidths, RunPlan, SimulationClock, recording::ClipRecorder,
        screen::frame::ScreenFrame,
    },
    language::Texts,
    learning::{Learner, Status},
    panels::{
        CellView, Controls, ControlsView, DecisionView, EditTool, LaneCurves, OverlaysView, PlotsView, Settings, Tab,
        TopBarView, TrainCommand, TrainScreen, TrainView, TrainingState,
    },
    theme::Theme,
};

pub(super) fn make(mut commands: Commands, lanes: Res<Lanes>) {
    let RunPlan { draft, level } = lanes.plan();
    commands.insert_resource(TrainScreen::new(Controls::new(draft, &level)));
}

/// The choices follow what runs, on whichever screen it was changed.
pub(super) fn follow(mut screen: ResMut<TrainScreen>, lanes: Res<Lanes>) {
    let RunPlan { draft, level } = lanes.plan();
    screen.controls.follow(&draft, &level);
}

/// Everything that is drawn of the runs.
#[derive(SystemParam)]
pub(in crate::game) struct TrainScene<'w> {
    lanes: Res<'w, Lanes>,
    clock: Res<'w, SimulationClock>,
    optimum: Res<'w, CurrentOptimum>,
    overlays: Res<'w, TrainOverlays>,
    tool: Res<'w, Tool>,
    edits: Res<'w, Edits>,
    pasted: Res<'w, PastedRun>,
    texts: Res<'w, Texts>,
    settings: Res<'w, Settings>,
}

pub(super) fn draw(
    mut frame: ScreenFrame,
    scene: TrainScene,
    (drag, boards): (Res<Drag>, Query<&ShowsRun>),
    mut screen: ResMut<TrainScreen>,
    mut widths: ResMut<PanelWidths>,
    mut commands: MessageWriter<TrainCommand>,
) -> Result {
    let running = scene.lanes.plan().draft;
    let shown = scene.lanes.shown();
    let last = shown.simulation.decision(0);
    let update = shown.simulation.last_update(0);
    // While time runs, the board shows the last step being made.
    let outlook = if scene.clock.is_running() { None } else { shown.simulation.outlook(0) };
    let names = lane_names(&scene.lanes, &scene.texts);
    let curves: Vec<LaneCurves> = scene
        .lanes
        .all
        .iter()
        .zip(names.iter().zip(scene.lanes.colours()))
        .map(|(lane, (name, colour))| LaneCurves {
            name,
            algorithm: lane.setup().algorithm,
            colour,
            history: lane.simulation.history(),
            speed: lane.speeds(),
        })
        .collect();
    let view = TrainView {
        controls: ControlsView {
            playing: scene.clock.playing,
            speed: scene.clock.speed,
            running: &running,
            can_undo_reset: scene.lanes.can_undo(),
        },
        plots: PlotsView {
            lanes: &curves,
            selected: scene.lanes.selected,
            optimum: scene.optimum.known().map(|optimum| optimum.optimal_return),
            dashed: scene.settings.dashed_lines,
        },
        decision: shown.simulation.learner().map(|learner| DecisionView {
            setup: shown.setup(),
            outlook: outlook.as_ref(),
            ended: shown.simulation.is_over(0),
            last: last.as_ref(),
            update: update.as_ref(),
            exploration: learner.exploration(),
        }),
        overlays: OverlaysView {
            overlays: scene.overlays.0,
            has_optimum: scene.optimum.known().is_some(),
            tool: scene.tool.0,
            can_undo_edit: scene.edits.can_undo(),
        },
        pasted: scene.pasted.view(),
        cell: cell_under_pointer(&scene, &drag, &boards),
    };
    commands.write_batch(frame.draw(|ui, look| screen.ui(ui, look, &view, &mut widths.0))?);
    Ok(())
}

/// What the agent of a run would make of the cell under the pointer; nothing while a tool is in hand.
fn cell_under_pointer(scene: &TrainScene, drag: &Drag, boards: &Query<&ShowsRun>) -> Option<CellView> {
    let (board, cell) = drag.hovered.filter(|_| scene.tool.0 == EditTool::Look)?;
    let &ShowsRun { lane, arena } = boards.get(board).ok()?;
    let lane = scene.lanes.all.get(lane)?;
    let values = lane.simulation.outlook_at(arena, cell)?.values;
    Some(CellView { cell, values, kind: lane.setup().algorithm.action_values() })
}

fn lane_names(lanes: &Lanes, texts: &Texts) -> Vec<String> {
    let name = |lane: &Lane| {
        let setup = lane.setup();
        let seed = texts.t_with("lane-seed", &[("seed", setup.seed.into())]);
        if lanes.differ_in_algorithm() { format!("{} · {seed}", setup.algorithm.title()) } else { seed }
    };
    lanes.all.iter().map(name).collect()
}

/// What the bar on top shows on this and on every other screen.
pub(in crate::game) fn top_bar_view<'a>(
    scene: &'a TrainScene,
    tab: Tab,
    recorder: &ClipRecorder,
    theme: &Theme,
) -> TopBarView<'a> {
    let simulation = &scene.lanes.shown().simulation;
    let learner = simulation.learner();
    let state = match learner.map(Learner::status) {
        Some(Status::Diverged { step, what }) => TrainingState::Diverged { step: *step, what },
        _ if scene.clock.is_running() => TrainingState::Learning,
        _ => TrainingState::Paused,
    };
    let actors = simulation.arena_count();
    TopBarView {
        tab,
        episodes: simulation.episodes(),
        steps: learner.map_or(0, Learner::steps),
        steps_per_second: f64::from(scene.clock.ticks_per_second()) * (actors * scene.lanes.all.len()) as f64,
        recent_return: simulation.history().recent(Metric::Return),
        recent_episodes: simulation.history().recent_episodes(Metric::Return),
        optimum: scene.optimum.known().map(|optimum| optimum.optimal_return),
        state,
        clip: recorder.state(),
        settings: &scene.settings,
        mode: theme.mode,
    }
}
