//! The page inside a cell: it shows the numbers of a trace as they are, walks through time, and asks for what it cannot do itself.

use std::{
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use bevy_egui::egui::{Key, Modifiers, Pos2, Rect, accesskit::Role, pos2, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use sidestep::{
    language::Language,
    panels::{
        Direction, SequenceKey,
        sequence::{CellPage, SequenceChoices, SequenceCommand, SequenceView},
    },
    sequence::{
        AttentionKind, CellKind, Cells, Model, OpenedCell, Part, Trace, TrainedModel, Trainee, Trainer,
        TrainingSettings,
        tasks::{Task, TaskKind},
    },
    theme::ThemeMode,
};

use super::{Stage, check_overlaps, check_texts, check_widgets, lab_clips::no_clips, press, says, stage_in, text};

/// What is looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scene {
    Rnn,
    Lstm,
    Gru,
    GruBefore,
    Adding,
    Reversal,
    /// The cell of a file.
    Opened,
    /// The same, of an input that it cannot read.
    OpenedUnread,
    /// Nothing was computed yet.
    Nothing,
    /// The input cannot be read.
    Unread,
}

impl Scene {
    const ALL: [Self; 10] = [
        Self::Rnn,
        Self::Lstm,
        Self::Gru,
        Self::GruBefore,
        Self::Adding,
        Self::Reversal,
        Self::Opened,
        Self::OpenedUnread,
        Self::Nothing,
        Self::Unread,
    ];

    const fn task(self) -> TaskKind {
        match self {
            Self::Adding => TaskKind::Adding,
            Self::Reversal => TaskKind::Reversal,
            _ => TaskKind::Recall,
        }
    }

    /// The model that is looked into first, and another one.
    const fn cells(self) -> [CellKind; 2] {
        match self {
            Self::Rnn => [CellKind::Rnn, CellKind::Lstm],
            Self::Gru => [CellKind::Gru, CellKind::Lstm],
            Self::GruBefore => [CellKind::GruResetBefore, CellKind::Lstm],
            _ => [CellKind::Lstm, CellKind::Gru],
        }
    }

    fn input(self) -> String {
        match self {
            Self::Adding => {
                let mark = |n: usize| if n == 7 || n == 30 { "*" } else { "" };
                let numbers = (0..50).map(|n| format!("0.{:02}{}", n * 37 % 100, mark(n)));
                numbers.collect::<Vec<_>>().join(" ")
            }
            Self::Reversal => "3141592653".to_owned(),
            _ => INPUT.to_owned(),
        }
    }
}

/// The ninth of 52 steps is flagged.
const INPUT: &str = "abcdabbaDabcbcabdcbabcabcdabcabdbacbdabcabdbacbdbca?";

/// The page and what it is shown.
struct Lab {
    page: CellPage,
    choices: SequenceChoices,
    scene: Scene,
    settings: Vec<TrainingSettings>,
    traces: Vec<Arc<Trace>>,
    input: String,
    opened: OpenedCell,
    pressed: Vec<SequenceKey>,
}

fn settings(scene: Scene) -> Vec<TrainingSettings> {
    let of = |cell| TrainingSettings {
        cell,
        hidden: 16,
        batch: 8,
        layers: if scene == Scene::Reversal { 2 } else { 1 },
        ..TrainingSettings::usual(scene.task())
    };
    scene.cells().map(of).into()
}

/// How briefly trained models read the scene's input; each trained once for all tests.
fn traces(scene: Scene) -> Vec<Arc<Trace>> {
    static KNOWN: Mutex<Vec<(TrainingSettings, Arc<Trace>)>> = Mutex::new(Vec::new());
    let trace = |settings: TrainingSettings| {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, trace)) = known.iter().find(|(other, _)| *other == settings) {
            return trace.clone();
        }
        let mut trainer = Trainer::new(settings).expect("the settings are in range");
        for _ in 0..20 {
            trainer.step();
        }
        let input = scene.task().read(&scene.input()).expect("the task reads it");
        let trace = Arc::new(trainer.trained().trace(&input).expect("the task reads it"));
        known.push((settings, trace.clone()));
        trace
    };
    settings(scene).into_iter().map(trace).collect()
}

/// Cells as from a file, reading two steps or what is none.
fn opened(settings: TrainingSettings, is_read: bool) -> OpenedCell {
    let settings = TrainingSettings { task: Task::usual(TaskKind::Recall), attention: AttentionKind::None, ..settings };
    let trained = TrainedModel::new(settings).expect("the settings are in range");
    let Model::Classifier(classifier) = trained.model() else { panic!("recall is read") };
    let cells = Cells { stack: classifier.stack().clone(), reads_backwards: false, is_kind_known: true };
    let mut cell = OpenedCell::new(Path::new("weights/mine.safetensors"), cells);
    cell.read(if is_read { "1 0 0 0 0 0; 0 1 0 0 0 0" } else { "1 0 0 0 0 0; 0 1 0 0 0" });
    cell
}

fn hall(mode: ThemeMode, language: Language, size: [f32; 2], scene: Scene) -> Harness<'static, Stage<Lab>> {
    let traces = traces(scene);
    let lab = Lab {
        page: CellPage::default(),
        choices: SequenceChoices::default(),
        scene,
        settings: settings(scene),
        opened: opened(settings(scene)[0], scene != Scene::OpenedUnread),
        traces,
        input: scene.input(),
        pressed: Vec::new(),
    };
    stage_in(mode, language, size, lab, |ui, look, lab| {
        let is_read = !matches!(lab.scene, Scene::Nothing | Scene::Unread);
        let model = |n: usize| Trainee {
            trace: is_read.then(|| lab.traces[n].clone()),
            ..Trainee::new(["One", "Other"][n].to_owned(), lab.settings[n])
        };
        let models = [model(0), model(1)];
        let pressed = std::mem::take(&mut lab.pressed);
        let view = SequenceView {
            choices: &lab.choices,
            models: &[&models[0], &models[1]],
            is_running: false,
            is_over: false,
            can_undo: false,
            can_redo: false,
            input: &lab.input,
            input_error: (lab.scene == Scene::Unread).then_some("symbol 3 is foreign"),
            opened: matches!(lab.scene, Scene::Opened | Scene::OpenedUnread).then_some(&lab.opened),
            past: &[],
            clips: no_clips(),
            pressed: &pressed,
        };
        let mut commands = Vec::new();
        lab.page.ui(ui, look, &view, &mut commands);
        commands
    })
}

fn dark(scene: Scene) -> Harness<'static, Stage<Lab>> {
    hall(ThemeMode::Dark, Language::English, [1280.0, 610.0], scene)
}

fn asked(harness: &mut Harness<'_, Stage<Lab>>) -> Vec<SequenceCommand> {
    harness.state_mut().taken()
}

fn type_key(harness: &mut Harness<'_, Stage<Lab>>, key: SequenceKey) {
    harness.state_mut().panel.pressed = vec![key];
    harness.run_steps(3);
}

fn shows(harness: &Harness<'_, Stage<Lab>>, text: &str) -> bool {
    harness.output().shapes.iter().any(|shape| says(&shape.shape, text))
}

fn place(harness: &Harness<'_, Stage<Lab>>, role: Role, name: &str) -> Rect {
    harness.get_by_role_and_label(role, name).rect()
}

/// A heat map's picture, below its name.
fn map(harness: &Harness<'_, Stage<Lab>>, name: &str) -> Rect {
    let title = place(harness, Role::Button, name);
    let maps = harness.get_all_by_label(name).map(|node| node.rect());
    let map = maps.filter(|rect| rect.top() >= title.bottom() - 4.0);
    map.min_by(|one, other| one.top().total_cmp(&other.top())).expect("it has a picture")
}

/// Where a step and a row of 52 and 16 lie in it.
fn in_map(map: Rect, step: f32, row: f32) -> Pos2 {
    map.lerp_inside(vec2((step + 0.5) / 52.0, (row + 0.5) / 16.0))
}

fn click(harness: &mut Harness<'_, Stage<Lab>>, at: Pos2) {
    harness.hover_at(at);
    harness.run_steps(1);
    harness.drag_at(at);
    harness.run_steps(1);
    harness.drop_at(at);
    harness.run_steps(3);
}

fn unit(harness: &Harness<'_, Stage<Lab>>) -> f64 {
    let slider = harness.get_by_role_and_label(Role::Slider, "Unit");
    slider.accesskit_node().numeric_value().expect("a slider has a value")
}

/// A number as the page writes it.
fn written(value: f32) -> String {
    let text = format!("{value:.2}").replace('-', "−");
    if text == "−0.00" { "0.00".to_owned() } else { text }
}

#[test]
fn every_scene_is_whole_in_both_languages_and_themes() {
    for language in Language::ALL {
        for (mode, size) in [(ThemeMode::Dark, [1280.0, 610.0]), (ThemeMode::Light, [1920.0, 860.0])] {
            for scene in Scene::ALL {
                let what = format!("{language}, {mode:?}, {scene:?}");
                let harness = hall(mode, language, size, scene);
                check_widgets(&harness, size[0], &what);
                if scene != Scene::Adding {
                    // Its fifty numbers are longer than the field, which scrolls.
                    if scene != Scene::Adding {
                        check_texts(&harness, &what);
                    }
                }
                check_overlaps(&harness, &what);
            }
        }
    }
}

#[test]
fn in_a_narrow_window_things_stand_below_one_another_and_are_reached() {
    for language in Language::ALL {
        for scene in Scene::ALL {
            let what = format!("{language}, {scene:?}");
            let harness = hall(ThemeMode::Dark, language, [900.0, 500.0], scene);
            check_widgets(&harness, 900.0, &what);
            if scene != Scene::Adding {
                check_texts(&harness, &what);
            }
            let harness = hall(ThemeMode::Dark, language, [900.0, 1400.0], scene);
            check_overlaps(&harness, &what);
        }
    }
}

#[test]
fn it_begins_at_what_is_to_be_remembered_and_walks_with_keys_and_buttons() {
    let mut harness = dark(Scene::Lstm);
    assert!(shows(&harness, "9 / 52"));
    for (key, place) in [
        (SequenceKey::Walk(Direction::Up), "10 / 52"),
        (SequenceKey::Walk(Direction::Down), "9 / 52"),
        (SequenceKey::Last, "52 / 52"),
        (SequenceKey::Walk(Direction::Up), "52 / 52"),
        (SequenceKey::First, "1 / 52"),
        (SequenceKey::Walk(Direction::Down), "1 / 52"),
    ] {
        type_key(&mut harness, key);
        assert!(shows(&harness, place), "{key:?}");
    }
    for (name, place) in
        [("One step on", "2 / 52"), ("Last step", "52 / 52"), ("One step back", "51 / 52"), ("First step", "1 / 52")]
    {
        press(&mut harness, name);
        assert!(shows(&harness, place), "{name}");
    }
}

#[test]
fn the_strip_is_clicked_and_steered_with_arrows() {
    let mut harness = dark(Scene::Lstm);
    let strip = place(&harness, Role::Slider, "Step");
    click(&mut harness, strip.lerp_inside(vec2(30.5 / 52.0, 0.5)));
    assert!(shows(&harness, "31 / 52"));
    harness.get_by_role_and_label(Role::Slider, "Step").focus();
    harness.run_steps(2);
    for (key, place) in
        [(Key::ArrowRight, "32 / 52"), (Key::ArrowLeft, "31 / 52"), (Key::End, "52 / 52"), (Key::Home, "1 / 52")]
    {
        harness.key_press_modifiers(Modifiers::NONE, key);
        harness.run_steps(3);
        assert!(shows(&harness, place), "{key:?}");
    }
}

#[test]
fn it_walks_by_itself_to_the_end_and_begins_anew_from_there() {
    let mut harness = dark(Scene::Lstm);
    press(&mut harness, "Walk");
    let wait = |harness: &mut Harness<'_, Stage<Lab>>, place: &str| {
        (0..400).any(|_| {
            harness.run_steps(1);
            shows(harness, place)
        })
    };
    assert!(wait(&mut harness, "30 / 52"));
    press(&mut harness, "Stand still");
    let walks_on = harness.query_by_role_and_label(Role::Button, "Stand still").is_some();
    assert!(!walks_on);
    press(&mut harness, "Walk");
    assert!(wait(&mut harness, "52 / 52"));
    harness.run_steps(2);
    press(&mut harness, "Walk");
    assert!(wait(&mut harness, "2 / 52"), "from the end it begins anew");
}

#[test]
fn the_numbers_are_those_of_the_chosen_unit_at_the_step() {
    for scene in [Scene::Rnn, Scene::Lstm, Scene::Gru, Scene::GruBefore] {
        let mut harness = dark(scene);
        type_key(&mut harness, SequenceKey::Last);
        let hidden = map(&harness, "Hidden state");
        click(&mut harness, in_map(hidden, 40.0, 5.0));
        assert!(shows(&harness, "41 / 52"), "{scene:?}");
        assert!((unit(&harness) - 6.0).abs() < 0.1, "{scene:?}: {}", unit(&harness));
        let record = harness.state().panel.traces[0].layers[0].clone();
        for part in record.kind.parts() {
            let value = record.value(*part, 40, 0)[5];
            assert!(shows(&harness, &written(value)), "{scene:?}: {part} is {value}");
        }
    }
}

#[test]
fn formulas_come_out_at_their_left_side() {
    let mut harness = dark(Scene::Lstm);
    type_key(&mut harness, SequenceKey::Last);
    let record = harness.state().panel.traces[0].layers[0].clone();
    let shown = unit(&harness) as usize - 1;
    let at = |part: Part| written(record.value(part, 51, 0)[shown]);
    let before = written(record.before(51, 0).1[shown]);
    let bracket = |text: String| {
        if text.starts_with('−') { format!("({text})") } else { text }
    };
    let line = format!(
        "{} · {} + {} · {} = {}",
        at(Part::ForgetGate),
        bracket(before),
        at(Part::InputGate),
        bracket(at(Part::Candidate)),
        at(Part::Cell)
    );
    assert!(shows(&harness, &line), "{line}");
}

#[test]
fn of_means_only_sums_are_shown() {
    let mut harness = dark(Scene::Gru);
    harness.get_by_role_and_label(Role::CheckBox, "Mean of all units").click();
    harness.run_steps(4);
    let record = harness.state().panel.traces[0].layers[0].clone();
    let mean = |values: &[f32]| values.iter().sum::<f32>() / values.len() as f32;
    let state = record.value(Part::Hidden, 8, 0);
    let update = record.value(Part::UpdateGate, 8, 0);
    let (before, _) = record.before(8, 0);
    let kept: Vec<f32> = update.iter().zip(before).map(|(z, h)| z * h).collect();
    assert!(shows(&harness, &format!("{} + ", written(mean(&kept)))));
    assert!(shows(&harness, &format!("= {}", written(mean(state)))));
    assert!(shows(&harness, &text(Language::English, "lab-mean-help")));
}

#[test]
fn units_are_chosen_with_the_arrows_in_the_order_of_the_maps() {
    let mut harness = dark(Scene::Lstm);
    let forget = map(&harness, "Forget gate");
    click(&mut harness, in_map(forget, 8.0, 0.0));
    for (key, number) in [(Key::ArrowDown, 2.0), (Key::ArrowDown, 3.0), (Key::ArrowUp, 2.0)] {
        harness.key_press_modifiers(Modifiers::NONE, key);
        harness.run_steps(3);
        assert!((unit(&harness) - number).abs() < 0.1, "{key:?}: {}", unit(&harness));
    }
    let record = harness.state().panel.traces[0].layers[0].clone();
    let mean = |unit: usize| -> f32 { (0..52).map(|step| record.value(Part::ForgetGate, step, 0)[unit]).sum() };
    let longest = (0..16).max_by(|one, other| mean(*one).total_cmp(&mean(*other)));
    let shortest = (0..16).min_by(|one, other| mean(*one).total_cmp(&mean(*other)));
    harness.get_by_role_and_label(Role::ComboBox, "Order").click();
    harness.run_steps(3);
    harness.get_by_label("by length of memory").click();
    harness.run_steps(4);
    for (row, number) in [(0.0, longest), (15.0, shortest)] {
        let forget = map(&harness, "Forget gate");
        click(&mut harness, in_map(forget, 20.0, row));
        let number = number.expect("there are units") + 1;
        assert!((unit(&harness) - number as f64).abs() < 0.1, "row {row}: {}", unit(&harness));
    }
}

#[test]
fn one_map_can_have_all_the_room() {
    let mut harness = dark(Scene::Lstm);
    let small = map(&harness, "Forget gate");
    press(&mut harness, "Forget gate");
    let large = map(&harness, "Forget gate");
    assert!(large.area() > small.area() * 4.0, "{small:?} to {large:?}");
    assert!(harness.query_by_role_and_label(Role::Button, "Input gate").is_none());
    press(&mut harness, "Forget gate");
    assert_eq!(map(&harness, "Forget gate"), small);
}

#[test]
fn a_decoder_and_the_layers_of_both_are_walked_through() {
    let mut harness = dark(Scene::Reversal);
    let trace = harness.state().panel.traces[0].clone();
    press(&mut harness, "Decoder");
    let steps = trace.decoding.len();
    assert!(shows(&harness, &format!("/ {steps}")));
    type_key(&mut harness, SequenceKey::First);
    for (layer, name) in [(1, "Layer 2"), (0, "Layer 1")] {
        press(&mut harness, name);
        let value = trace.decoding[0].layers[layer].value(Part::ForgetGate, 0, 0)[unit(&harness) as usize - 1];
        assert!(shows(&harness, &written(value)), "{name}: {value}");
    }
    press(&mut harness, "Other");
    assert!(harness.get_all_by_label("Update gate").count() > 0, "the other one is a GRU");
}

#[test]
fn files_and_inputs_are_asked_for() {
    let mut harness = dark(Scene::Lstm);
    asked(&mut harness);
    press(&mut harness, "Other");
    press(&mut harness, "Save weights…");
    press(&mut harness, "Open weights…");
    press(&mut harness, &text(Language::English, "lab-draw"));
    assert_eq!(
        asked(&mut harness),
        [SequenceCommand::SaveWeights(1), SequenceCommand::Open, SequenceCommand::DrawInput(None)]
    );
    let field = harness.get_by_role_and_label(Role::TextInput, "Input");
    field.focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::NONE, Key::End);
    harness.run_steps(1);
    harness.get_by_role_and_label(Role::TextInput, "Input").type_text("?");
    harness.run_steps(3);
    assert_eq!(asked(&mut harness), [SequenceCommand::SetInput(format!("{INPUT}?"))]);
}

#[test]
fn an_opened_cell_is_shown_at_once_and_reads_numbers_of_its_own() {
    let mut harness = dark(Scene::Opened);
    asked(&mut harness);
    assert!(shows(&harness, &text(Language::English, "lab-opened-no-answer")));
    let field = harness.get_by_role_and_label(Role::MultilineTextInput, "Steps of 6 numbers");
    field.focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run_steps(1);
    let field = harness.get_by_role_and_label(Role::MultilineTextInput, "Steps of 6 numbers");
    field.type_text(";");
    harness.run_steps(3);
    let expected = "1 0 0 0 0 0; 0 1 0 0 0 0;".to_owned();
    assert_eq!(asked(&mut harness), [SequenceCommand::SetOpenedInput(expected)]);
    press(&mut harness, &text(Language::English, "lab-close-opened"));
    assert_eq!(asked(&mut harness), [SequenceCommand::CloseOpened]);
    // The file is put away by whoever opened it; the page is back at the model.
    harness.state_mut().panel.scene = Scene::Lstm;
    harness.run_steps(3);
    assert!(harness.query_by_role_and_label(Role::TextInput, "Input").is_some());
}

#[test]
fn where_there_is_nothing_to_see_it_says_what_to_do() {
    for (scene, key) in [
        (Scene::Nothing, "lab-cell-nothing-yet"),
        (Scene::Unread, "lab-cell-bad-input"),
        (Scene::OpenedUnread, "lab-opened-nothing"),
    ] {
        let harness = dark(scene);
        assert!(shows(&harness, &text(Language::English, key)), "{scene:?}");
    }
    assert!(shows(&dark(Scene::Unread), "symbol 3 is foreign"));
    assert!(shows(&dark(Scene::OpenedUnread), "step 2: 5 numbers"));
}

#[test]
fn pointing_at_a_gate_explains_it_and_a_ghost_says_whose_it_is() {
    let mut harness = dark(Scene::Gru);
    let diagram = harness.get_by_label("GRU").rect();
    let mut found = [false; 2];
    for x in 0..40 {
        let at =
            pos2(diagram.left() + diagram.width() * (x as f32 + 0.5) / 40.0, diagram.top() + diagram.height() * 0.62);
        harness.hover_at(at);
        // The tooltip waits a moment.
        for _ in 0..40 {
            harness.run_steps(1);
        }
        found[0] |= shows(&harness, &text(Language::English, "lab-part-update-gate-help"));
        found[1] |= shows(&harness, "LSTM has something here that GRU lacks: Output gate");
    }
    assert_eq!(found, [true, true]);
}

#[test]
fn the_unit_that_remembers_longest_is_shown_first() {
    for (scene, gate) in [(Scene::Lstm, Part::ForgetGate), (Scene::Gru, Part::UpdateGate)] {
        let harness = dark(scene);
        let record = harness.state().panel.traces[0].layers[0].clone();
        let kept = |unit: &usize| (0..record.steps).map(|step| record.value(gate, step, 0)[*unit]).sum::<f32>();
        let longest = (0..record.hidden).max_by(|one, other| kept(one).total_cmp(&kept(other)));
        let longest = longest.expect("a cell has units") + 1;
        assert!((unit(&harness) - longest as f64).abs() < 0.1, "{scene:?}: {} instead of {longest}", unit(&harness));
    }
}
