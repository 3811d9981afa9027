//! What the panels of the training tab are handed.

use bevy_egui::egui::{Rect, Ui};

use super::{Frame, Scene};
use crate::{
    arena::{DecisionRecord, Metric},
    game::{
        lanes::{Lane, Lanes},
        window::PanelWidths,
    },
    language::Texts,
    learning::{Exploration, Learner, Learns, Status},
    panels::{
        Command, ControlsView, DecisionView, LaneCurves, LanesDiffer, OverlaysView, PlotsView, ReturnTerms, TdTerms,
        Terms, TopBarView, TrainScreen, TrainView, TrainingState,
    },
};

/// Draws the tab; returns where the boards belong.
pub(super) fn draw(
    ui: &mut Ui,
    frame: &Frame,
    screen: &mut TrainScreen,
    widths: &mut PanelWidths,
    commands: &mut Vec<Command>,
) -> Rect {
    let Frame { look, scene, pressed: _ } = *frame;
    let record = scene.lanes.shown().simulation.decision(0);
    let names = lane_names(&scene.lanes, &scene.texts);
    let curves: Vec<LaneCurves> = scene
        .lanes
        .all
        .iter()
        .zip(&names)
        .enumerate()
        .map(|(colour, (lane, name))| LaneCurves {
            name,
            colour,
            history: lane.simulation.history(),
            speed: lane.speeds(),
        })
        .collect();
    let view = TrainView {
        controls: ControlsView {
            playing: scene.clock.playing,
            speed: scene.clock.speed,
            running: &scene.lanes.plan.draft,
            can_undo_reset: scene.lanes.can_undo(),
        },
        plots: PlotsView {
            lanes: &curves,
            selected: scene.lanes.selected,
            optimum: scene.optimum.known().map(|optimum| optimum.optimal_return),
            exploration: exploration(&scene.lanes),
            dashed: scene.settings.dashed_lines,
        },
        decision: record.as_ref().and_then(|record| decision_view(scene, record)),
        overlays: OverlaysView {
            overlays: scene.overlays.0,
            has_optimum: scene.optimum.known().is_some(),
            tool: scene.tool.0,
            can_undo_edit: scene.edits.can_undo(),
        },
    };
    let (asked, free) = screen.ui(ui, look, &view, &mut widths.0);
    commands.extend(asked);
    free
}

fn lane_names(lanes: &Lanes, texts: &Texts) -> Vec<String> {
    let differ = lanes.plan.draft.lanes_differ;
    let name = |lane: &Lane| {
        let Some(setup) = lane.simulation.setup() else {
            return String::new();
        };
        let seed = texts.t_with("lane-seed", &[("seed", setup.seed.into())]);
        match differ {
            LanesDiffer::Seeds => seed,
            LanesDiffer::Algorithms | LanesDiffer::SameSettings => format!("{} · {seed}", setup.algorithm.title()),
        }
    };
    lanes.all.iter().map(name).collect()
}

/// How all lanes explore; `None` where they differ.
fn exploration(lanes: &Lanes) -> Option<Exploration> {
    let setups = lanes.all.iter().filter_map(|lane| lane.simulation.setup());
    let mut kinds = setups.map(|setup| setup.algorithm.spec().exploration);
    let first = kinds.next()?;
    kinds.all(|kind| kind == first).then_some(first)
}

pub(super) fn top_bar_view<'a>(scene: &'a Scene) -> TopBarView<'a> {
    let simulation = &scene.lanes.shown().simulation;
    let learner = simulation.learner();
    let state = match learner.map(Learner::status) {
        Some(Status::Diverged { step, what }) => TrainingState::Diverged { step: *step, what },
        _ if scene.clock.is_running() => TrainingState::Learning,
        _ => TrainingState::Paused,
    };
    let actors = simulation.arena_count();
    TopBarView {
        tab: **scene.tab,
        episodes: simulation.episodes(),
        steps: learner.map_or(0, Learner::steps),
        steps_per_second: f64::from(scene.clock.ticks_per_second()) * (actors * scene.lanes.all.len()) as f64,
        recent_return: simulation.history().recent(Metric::Return),
        recent_episodes: simulation.history().recent_episodes(Metric::Return),
        optimum: scene.optimum.known().map(|optimum| optimum.optimal_return),
        state,
        clip: scene.studio.state(),
        settings: &scene.settings,
        mode: scene.theme.mode,
    }
}

fn decision_view<'a>(scene: &'a Scene, record: &'a DecisionRecord) -> Option<DecisionView<'a>> {
    let simulation = &scene.lanes.shown().simulation;
    let (setup, learner) = (simulation.setup()?, simulation.learner()?);
    let terms = record.target.zip(record.learned).map(|(target, learned)| match setup.algorithm.spec().learns {
        Learns::EachStep => Terms::Td(TdTerms::new(
            learned.reward,
            setup.hyperparameters.gamma as f32,
            target.target,
            target.error,
            learned.terminated,
        )),
        Learns::EndOfEpisode => Terms::Return(ReturnTerms { target: target.target, advantage: target.error }),
    });
    Some(DecisionView {
        level: &setup.level,
        observation: setup.observation,
        numbers: &record.observation,
        algorithm: setup.algorithm,
        decision: record.decision,
        exploration: learner.exploration(),
        terms,
    })
}
