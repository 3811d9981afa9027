//! The training screen: panels left and right, boards in the middle. Panels draw what they are handed here and answer with wishes.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass, egui};

use super::{
    board::BoardLayout,
    control::{Tool, Wish, command_of},
    dress,
    editing::{Edits, Pointer},
    lanes::{Lane, Lanes},
    notices::Notices,
    optima::CurrentOptimum,
    pace::Pace,
    preferences::{OpenWindows, Preferences},
    view::ShownOverlays,
};
use crate::{
    arena::{DecisionRecord, Metric},
    language::Texts,
    learning::{Algorithm, Status},
    panels::{
        About, Command, Controls, ControlsView, DecisionView, ExplorationKind, Help, LaneCurves, LanesDiffer, Look,
        OverlaysView, PlotsView, ReturnTerms, SettingsWindow, TdTerms, Terms, TopBar, TopBarView, TrainScreen,
        TrainView, TrainingState, keys,
    },
    theme::{self, Theme},
};

pub(super) fn plugin(app: &mut App) {
    app.add_plugins(dress::plugin)
        .add_systems(Startup, (spawn_camera, make_panels))
        .add_systems(EguiPrimaryContextPass, draw);
}

fn spawn_camera(mut commands: Commands) {
    // Shapes on the boards and egui's smooth their own edges: several samples a pixel would only cost time.
    commands.spawn((Name::new("Camera"), Camera2d, Msaa::Off));
}

/// What the panels remember between frames.
#[derive(Resource)]
pub(super) struct Panels {
    top_bar: TopBar,
    train: TrainScreen,
    help: Help,
    settings: SettingsWindow,
    about: About,
}

fn make_panels(mut commands: Commands, lanes: Res<Lanes>, preferences: Res<Preferences>) {
    let mut train = TrainScreen::new(Controls::new(lanes.plan.draft.clone()));
    train.widths = preferences.panels;
    commands.insert_resource(Panels {
        top_bar: TopBar,
        train,
        help: Help::default(),
        settings: SettingsWindow::default(),
        about: About::default(),
    });
}

/// Everything that is drawn, but nothing that is changed by drawing.
#[derive(SystemParam)]
pub(super) struct Scene<'w> {
    lanes: Res<'w, Lanes>,
    pace: Res<'w, Pace>,
    optimum: Res<'w, CurrentOptimum>,
    overlays: Res<'w, ShownOverlays>,
    tool: Res<'w, Tool>,
    edits: Res<'w, Edits>,
    texts: Res<'w, Texts>,
    theme: Res<'w, Theme>,
}

#[expect(
    clippy::too_many_arguments,
    reason = "a frame reads one scene and writes to each of the others"
)]
pub(super) fn draw(
    mut contexts: EguiContexts,
    scene: Scene,
    mut panels: ResMut<Panels>,
    mut preferences: ResMut<Preferences>,
    mut notices: ResMut<Notices>,
    mut layout: ResMut<BoardLayout>,
    mut pointer: ResMut<Pointer>,
    mut wishes: MessageWriter<Wish>,
) -> Result {
    let context = contexts.ctx_mut()?.clone();
    // egui takes new fonts at the start of the next pass.
    if !context.fonts(|fonts| {
        fonts
            .definitions()
            .families
            .contains_key(&egui::FontFamily::Name(theme::BOLD.into()))
    }) {
        return Ok(());
    }
    // A copy: the preferences are written to below. It holds only what was changed of the keys.
    let key_map = preferences.settings.keys.clone();
    let look = Look {
        texts: &scene.texts,
        theme: &scene.theme,
        keys: &key_map,
    };
    // A key that is being given to an action does nothing else.
    let pressed = if panels.settings.is_listening() {
        Vec::new()
    } else {
        keys::pressed(&context, &key_map, preferences.tab)
    };
    let mut commands: Vec<Command> = pressed
        .into_iter()
        .filter_map(|action| command_of(action, &scene.lanes, &scene.pace, scene.overlays.0, scene.tool.0))
        .collect();

    panels
        .train
        .controls
        .follow(&scene.lanes.plan.draft, &scene.lanes.plan.level);
    let record = scene.lanes.shown().simulation.decision(0);
    let mut root = egui::Ui::new(
        context.clone(),
        "root".into(),
        egui::UiBuilder::new()
            .layer_id(egui::LayerId::background())
            .max_rect(context.viewport_rect()),
    );
    let panel_fill = egui::Frame::new().fill(scene.theme.palette.panel);
    egui::Panel::top("top")
        .frame(panel_fill.inner_margin(egui::Margin::symmetric(12, 7)))
        .show(&mut root, |ui| {
            commands.extend(panels.top_bar.ui(ui, look, &top_bar_view(&scene, &preferences)));
        });
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
            playing: scene.pace.playing,
            speed: scene.pace.speed,
            running: &scene.lanes.plan.draft,
            can_undo_reset: scene.lanes.can_undo(),
        },
        plots: PlotsView {
            lanes: &curves,
            selected: scene.lanes.selected,
            optimum: scene.optimum.known().map(|optimum| optimum.optimal_return),
            exploration: exploration_kind(&scene.lanes),
            dashed: preferences.settings.dashed_lines,
        },
        decision: record.as_ref().and_then(|record| decision_view(&scene, record)),
        overlays: OverlaysView {
            overlays: scene.overlays.0,
            has_optimum: scene.optimum.known().is_some(),
            tool: scene.tool.0,
            can_undo_edit: scene.edits.can_undo(),
        },
    };
    let (asked, free) = panels.train.ui(&mut root, look, &view);
    commands.extend(asked);

    let open = preferences.windows;
    (panels.help.open, panels.settings.open, panels.about.open) = (open.help, open.settings, open.about);
    panels.help.ui(&context, look);
    commands.extend(panels.settings.ui(&context, look, &preferences.settings));
    panels.about.ui(&context, look);
    let windows = OpenWindows {
        help: panels.help.open,
        settings: panels.settings.open,
        about: panels.about.open,
    };
    if windows != open {
        preferences.windows = windows;
    }
    if panels.train.widths != preferences.panels {
        preferences.panels = panels.train.widths;
    }
    notices.0.ui(&context, look);

    layout.viewport = Some(Rect::new(free.min.x, free.min.y, free.max.x, free.max.y));
    pointer.is_taken = context.is_pointer_over_egui();
    wishes.write_batch(commands.into_iter().map(Wish));
    Ok(())
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
            LanesDiffer::Algorithms => format!("{} · {seed}", algorithm_name(setup.algorithm)),
        }
    };
    lanes.all.iter().map(name).collect()
}

/// Both are names that no language translates.
const fn algorithm_name(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::DeepSarsa => "Deep SARSA",
        Algorithm::Reinforce => "REINFORCE",
    }
}

fn exploration_kind(lanes: &Lanes) -> ExplorationKind {
    let mut algorithms = lanes
        .all
        .iter()
        .filter_map(|lane| lane.simulation.setup())
        .map(|setup| setup.algorithm);
    let Some(first) = algorithms.next() else {
        return ExplorationKind::Epsilon;
    };
    match first {
        _ if algorithms.any(|algorithm| algorithm != first) => ExplorationKind::Mixed,
        Algorithm::DeepSarsa => ExplorationKind::Epsilon,
        Algorithm::Reinforce => ExplorationKind::Entropy,
    }
}

fn top_bar_view<'a>(scene: &'a Scene, preferences: &'a Preferences) -> TopBarView<'a> {
    let simulation = &scene.lanes.shown().simulation;
    let learner = simulation.learner();
    let state = match learner.map(|learner| learner.status()) {
        Some(Status::Diverged { step, what }) => TrainingState::Diverged { step: *step, what },
        _ if scene.pace.playing => TrainingState::Learning,
        _ => TrainingState::Paused,
    };
    let actors = simulation.arena_count();
    TopBarView {
        tab: preferences.tab,
        episodes: simulation.episodes(),
        steps: learner.map_or(0, |learner| learner.steps()),
        steps_per_second: f64::from(scene.pace.ticks_per_second()) * (actors * scene.lanes.all.len()) as f64,
        recent_return: simulation.history().recent(Metric::Return),
        optimum: scene.optimum.known().map(|optimum| optimum.optimal_return),
        state,
        settings: &preferences.settings,
        mode: scene.theme.mode,
    }
}

fn decision_view<'a>(scene: &'a Scene, record: &'a DecisionRecord) -> Option<DecisionView<'a>> {
    let simulation = &scene.lanes.shown().simulation;
    let (setup, learner) = (simulation.setup()?, simulation.learner()?);
    let terms = record
        .target
        .zip(record.learned)
        .map(|(target, learned)| match setup.algorithm {
            Algorithm::DeepSarsa => Terms::Td(TdTerms::new(
                learned.reward,
                setup.hyperparameters.gamma as f32,
                target.target,
                target.error,
                learned.terminated,
            )),
            Algorithm::Reinforce => Terms::Return(ReturnTerms {
                target: target.target,
                advantage: target.error,
            }),
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
