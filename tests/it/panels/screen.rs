//! All panels together, in a small window and at a large scale; the curves; the bar on top.

use std::sync::Arc;

use bevy_egui::egui::{Panel, Pos2, Rect};
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    arena::{DecisionRecord, History, Setup},
    gridworld::{Action, Cell, Level, MotionKind, Outcome},
    language::Language,
    learning::{ActionValues, Algorithm, Decision, Preset},
    panels::{
        CellView, ClipState, Controls, ControlsView, CurveFile, DecisionView, EditTool, LaneCurves, Overlays,
        OverlaysView, Plots, PlotsView, Settings, Speed, Tab, ThemeChoice, TopBar, TopBarView, TrainCommand,
        TrainScreen, TrainSide, TrainView, TrainingState, WindowCommand,
    },
    theme::ThemeMode,
};

use super::{Asked, Stage, check_texts, check_widgets, draft, history, press, says, stage, stage_in, text};

pub(super) struct Whole {
    top: TopBar,
    screen: TrainScreen,
    widths: [f32; 2],
    pub board: Rect,
}

pub(super) fn whole(
    language: Language,
    size: [f32; 2],
    lanes: usize,
    side: TrainSide,
) -> Harness<'static, Stage<Whole>> {
    whole_in(ThemeMode::Dark, language, size, lanes, side)
}

pub(super) fn whole_in(
    mode: ThemeMode,
    language: Language,
    size: [f32; 2],
    lanes: usize,
    side: TrainSide,
) -> Harness<'static, Stage<Whole>> {
    let mut running = draft();
    running.lanes = lanes;
    let histories: Vec<History> = (0..lanes as u64).map(|lane| history(200 + 50 * lane)).collect();
    let names: Vec<String> = (1..=lanes).map(|lane| format!("lane {lane}")).collect();
    let level = Arc::new(Level::built_in("classic").expect("classic is built in"));
    let settings = Settings { language, ..Settings::default() };
    let mut screen = TrainScreen::new(Controls::new(running.clone(), &level));
    let setup = Setup::preset(level, Algorithm::DeepSarsa, Preset::Textbook, 1);
    let record = DecisionRecord {
        observation: vec![0.0; setup.observation.len(&setup.level)],
        decision: Decision { action: Action::Down, values: [0.0; 5], greedy: true },
        outcome: Outcome::default(),
    };
    screen.side = side;
    let panel = Whole { top: TopBar::default(), screen, widths: [304.0, 378.0], board: Rect::NOTHING };
    stage_in(mode, language, size, panel, move |ui, look, whole| {
        let lanes: Vec<LaneCurves<'_>> = histories
            .iter()
            .zip(&names)
            .enumerate()
            .map(|(colour, (history, name))| LaneCurves {
                name,
                algorithm: Algorithm::DeepSarsa,
                colour,
                history,
                speed: &[[1.0, 500.0], [90.0, 700.0]],
            })
            .collect();
        let top = TopBarView {
            tab: Tab::Train,
            episodes: 1234,
            steps: 98_765,
            steps_per_second: 51_234.0,
            recent_return: Some(0.97),
            recent_episodes: 100,
            optimum: Some(1.0),
            state: TrainingState::Diverged { step: 12, what: "weights" },
            clip: ClipState::default(),
            settings: &settings,
            mode,
        };
        let (window, _) = Panel::top("top").show(ui, |ui| whole.top.ui(ui, look, &top)).inner;
        let view = TrainView {
            controls: ControlsView { playing: true, speed: Speed::default(), running: &running, can_undo_reset: true },
            plots: PlotsView { lanes: &lanes, selected: 0, optimum: Some(1.0), dashed: true },
            decision: Some(DecisionView {
                setup: &setup,
                outlook: None,
                ended: false,
                last: Some(&record),
                update: None,
                exploration: 0.1,
            }),
            overlays: OverlaysView {
                overlays: Overlays::default(),
                has_optimum: true,
                tool: EditTool::Obstacle(MotionKind::default()),
                can_undo_edit: true,
            },
            pasted: None,
            cell: None,
        };
        let (more, board) = whole.screen.ui(ui, look, &view, &mut whole.widths);
        whole.board = board;
        window.into_iter().map(Asked::from).chain(more.into_iter().map(Asked::from)).collect()
    })
}

#[test]
fn at_1280_by_720_everything_is_in_view_and_the_board_has_room() {
    for language in Language::ALL {
        for lanes in [1, 12] {
            let harness = whole(language, [1280.0, 720.0], lanes, TrainSide::Controls);
            check_widgets(&harness, 1280.0, &format!("{language}, {lanes} lanes"));
            let board = harness.state().panel.board;
            assert!(board.width() >= 480.0 && board.height() >= 480.0, "{language}: the board has {board:?}");
        }
    }
}

#[test]
fn the_top_bar_leaves_figures_out_rather_than_cutting_them() {
    for language in Language::ALL {
        for (width, has_steps) in [(1000.0, Some(false)), (1120.0, None), (1280.0, None), (1920.0, Some(true))] {
            let harness = whole(language, [width, 720.0], 1, TrainSide::Controls);
            check_texts(&harness, &format!("{language}, {width} points"));
            assert!(shown(&harness, "0.970"), "{language}, {width} points: the return stays longest");
            if let Some(has_steps) = has_steps {
                assert_eq!(shown(&harness, "98,765"), has_steps, "{language}, {width} points");
            }
        }
    }
}

#[test]
fn at_twice_the_scale_panels_share_a_side_and_nothing_is_cut_off() {
    for language in Language::ALL {
        for side in [TrainSide::Controls, TrainSide::Curves, TrainSide::Decision, TrainSide::Board] {
            let harness = whole(language, [640.0, 360.0], 12, side);
            check_widgets(&harness, 640.0, &format!("{language}, {side:?}"));
            let board = harness.state().panel.board;
            assert!(board.width() >= 220.0 && board.height() >= 220.0, "{language}, {side:?}: the board has {board:?}");
        }
    }
}

#[test]
fn a_narrow_window_reaches_every_panel_by_name() {
    let mut harness = whole(Language::English, [640.0, 360.0], 2, TrainSide::Controls);
    assert!(harness.query_by_label("One step").is_some());
    press(&mut harness, "Curves");
    assert!(harness.query_by_label("One step").is_none());
    press(&mut harness, "Save the curves as a CSV table");
    assert_eq!(harness.state_mut().taken::<TrainCommand>(), [TrainCommand::ExportCurves(CurveFile::Csv)]);
}

#[test]
fn curves_are_exported_and_lanes_selected() {
    for language in Language::ALL {
        let mut harness = whole(language, [1280.0, 720.0], 3, TrainSide::Controls);
        press(&mut harness, &text(language, "plots-png"));
        press(&mut harness, &text(language, "plots-csv"));
        press(&mut harness, "lane 2");
        assert_eq!(
            harness.state_mut().taken::<TrainCommand>(),
            [
                TrainCommand::ExportCurves(CurveFile::Png),
                TrainCommand::ExportCurves(CurveFile::Csv),
                TrainCommand::SelectLane(1)
            ]
        );
    }
}

/// The curves of one run of so many episodes.
fn plots_of(language: Language, episodes: u64) -> Harness<'static, Stage<Plots>> {
    curves_of(language, episodes, &[Algorithm::DeepSarsa])
}

/// The curves of runs of so many episodes.
fn curves_of(language: Language, episodes: u64, algorithms: &[Algorithm]) -> Harness<'static, Stage<Plots>> {
    let (history, algorithms) = (history(episodes), algorithms.to_vec());
    stage(language, [400.0, 300.0], Plots::default(), move |ui, look, plots| {
        let lanes = algorithms.iter().zip(["seed 1", "seed 2"]);
        let lanes: Vec<LaneCurves<'_>> = lanes
            .map(|(&algorithm, name)| LaneCurves { name, algorithm, colour: 0, history: &history, speed: &[] })
            .collect();
        plots.ui(ui, look, &PlotsView { lanes: &lanes, selected: 0, optimum: Some(1.0), dashed: false })
    })
}

fn shown<P>(harness: &Harness<'_, P>, text: &str) -> bool {
    harness.output().shapes.iter().any(|shape| says(&shape.shape, text))
}

#[test]
fn plots_say_how_many_episodes_their_means_are_of() {
    for (language, episodes, title) in [
        (Language::English, 5, "Return per episode, mean of the last 5"),
        (Language::English, 5, "Success and hit-free rate, last 5 episodes"),
        (Language::English, 250, "Return per episode, mean of the last 100"),
        (Language::Korean, 5, "에피소드 반환값, 최근 5개 평균"),
        (Language::Korean, 250, "성공률과 무충돌률, 최근 100개 에피소드"),
    ] {
        assert!(shown(&plots_of(language, episodes), title), "{title}");
    }
    assert!(!shown(&plots_of(Language::English, 0), "mean of the last"), "nothing has ended");
}

#[test]
fn the_plot_of_errors_is_named_by_what_it_draws() {
    for (algorithms, english, korean) in [
        (&[Algorithm::DeepSarsa, Algorithm::DeepQLearning][..], "TD error", "TD 오차"),
        (&[Algorithm::Reinforce], "Advantage", "어드밴티지"),
        (&[Algorithm::DeepSarsa, Algorithm::Reinforce], "Error", "오차"),
    ] {
        for (language, name) in [(Language::English, english), (Language::Korean, korean)] {
            let harness = curves_of(language, 50, algorithms);
            assert!(harness.query_by_label(name).is_some(), "{algorithms:?}: {name}");
        }
    }
}

#[test]
fn the_five_values_of_the_cell_under_the_pointer_stand_beside_it() {
    for (language, title) in
        [(Language::English, "Column 3, row 2: Probabilities"), (Language::Korean, "3열 2행: 확률")]
    {
        let cell = CellView {
            cell: Cell::new(2, 1),
            values: [0.5, 0.25, 0.125, 0.1, 0.025],
            kind: ActionValues::Probabilities,
        };
        let mut harness = stage(language, [500.0, 400.0], cell, |ui, look, cell| {
            cell.ui(ui, look);
            Vec::<Asked>::new()
        });
        harness.hover_at(Pos2::new(100.0, 100.0));
        harness.run_steps(4);
        check_texts(&harness, title);
        for text in [title, "50.0%", "25.0%", "12.5%", "10.0%", "2.5%"] {
            assert!(shown(&harness, text), "{language}: {text}");
        }
    }
}

#[test]
fn the_exact_values_stand_under_the_pointer() {
    let mut harness = plots_of(Language::English, 100);
    assert!(!shown(&harness, "Optimum: 1.00"));
    harness.hover_at(Pos2::new(300.0, 150.0));
    harness.run_steps(4);
    assert!(shown(&harness, "Optimum: 1.00"), "the optimum is told");
    assert!(shown(&harness, "seed 1: "), "and the curve's value");
}

#[test]
fn the_top_bar_changes_language_and_theme_and_opens_windows() {
    for language in Language::ALL {
        let mut harness = whole(language, [1280.0, 720.0], 1, TrainSide::Controls);
        let other = if language == Language::English { Language::Korean } else { Language::English };
        press(&mut harness, other.own_name());
        press(&mut harness, &text(language, "theme-switch"));
        press(&mut harness, &text(language, "help-open"));
        press(&mut harness, &text(language, "settings-open"));
        press(&mut harness, &text(language, "about-open"));
        let settings = Settings { language, ..Settings::default() };
        assert_eq!(
            harness.state_mut().taken::<WindowCommand>(),
            [
                WindowCommand::SetSettings(Settings { language: other, ..settings.clone() }),
                WindowCommand::SetSettings(Settings { theme: ThemeChoice::Light, ..settings }),
                WindowCommand::ToggleHelp,
                WindowCommand::ToggleSettings,
                WindowCommand::ToggleAbout,
            ]
        );
        assert!(harness.query_by_label_contains(&text(language, "state-diverged")).is_some());
    }
}
