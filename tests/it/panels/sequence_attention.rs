//! The sequence lab's page of attention: two answers side by side, the map of looks, the current step, and accuracy by length.
//! The same surroundings serve the page of gradients, in `sequence_forgetting`.

use std::sync::{Arc, OnceLock};

use bevy_egui::egui::{Rect, Shape, accesskit::Role, pos2, vec2};
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    language::Language,
    panels::{
        Direction, SequenceChoices, SequenceCommand, SequenceKey, SequenceScreen, SequenceView,
        sequence::{Page, model_names},
    },
    sequence::{
        AttentionKind, Evaluation, Report, SequencePreset, TrainedModel, Trainee, Trainer, TrainingSettings,
        tasks::{Source, Split, Task, TaskKind},
    },
    theme::ThemeMode,
};

use super::{
    Asked, Stage, check_overlaps, check_texts, check_widgets, lab_clips::no_clips, operable, press, says, stage_in,
    text,
};

/// Trains models for a few steps and looks into them.
pub(super) fn models(all: &[TrainingSettings], steps: usize, input: &str) -> Vec<Trainee> {
    let names = model_names(all);
    let with_name = |(settings, name): (&TrainingSettings, String)| {
        let mut trainer = Trainer::new(*settings).expect("the settings are possible");
        let reports: Vec<Report> = (0..steps).filter_map(|_| trainer.step()).collect();
        let trained = trainer.trained();
        let kind = settings.task.kind;
        let mut source = Source::new(settings.task, Split::HeldOut, 7);
        let samples: Vec<_> = (0..2).map(|_| source.sample(settings.task.to)).collect();
        let flow = |trained: &TrainedModel| {
            let first = &samples[..1];
            trained.gradient_flow(first).expect("one sample is as long as itself")
        };
        Trainee {
            evaluations: vec![Evaluation::of(trained, 10, 4)],
            reports,
            rate: 40.0,
            trace: kind.read(input).ok().map(|input| Arc::new(trained.trace(&input).expect("readable"))),
            flow: Some(flow(trained)),
            untrained_flow: Some(flow(&TrainedModel::new(*settings).expect("the settings are possible"))),
            ..Trainee::new(name, *settings)
        }
    };
    all.iter().zip(names).map(with_name).collect()
}

/// The screen and what it is shown.
pub(super) struct Lab {
    screen: SequenceScreen,
    pub choices: SequenceChoices,
    pub models: Vec<Trainee>,
    pub input: String,
    pub pressed: Vec<SequenceKey>,
    pub asked: Vec<SequenceCommand>,
}

/// The lab at a page; what is asked for is kept in [`Lab::asked`], and choices are taken over.
pub(super) fn lab(
    mode: ThemeMode,
    language: Language,
    size: [f32; 2],
    page: Page,
    models: Vec<Trainee>,
    input: &str,
) -> Harness<'static, Stage<Lab>> {
    let choices = SequenceChoices {
        page,
        models: models.iter().map(|model| model.settings).collect(),
        preset: None,
        ..SequenceChoices::default()
    };
    let panel = Lab {
        screen: SequenceScreen::default(),
        choices,
        models,
        input: input.to_owned(),
        pressed: Vec::new(),
        asked: Vec::new(),
    };
    stage_in(mode, language, size, panel, |ui, look, lab| {
        let Lab { screen, choices, models, input, pressed, asked } = lab;
        let views: Vec<&Trainee> = models.iter().collect();
        let view = SequenceView {
            choices,
            models: &views,
            is_running: false,
            is_over: false,
            can_undo: false,
            can_redo: false,
            input,
            input_error: None,
            opened: None,
            past: &[],
            clips: no_clips(),
            pressed,
        };
        let (commands, _) = screen.ui(ui, look, &view, &mut Vec::new());
        for command in &commands {
            if let SequenceCommand::SetWhatIf(what_if) = command {
                choices.what_if = *what_if;
            }
        }
        pressed.clear();
        asked.extend(commands);
        Vec::<Asked>::new()
    })
}

fn reversal(attention: AttentionKind, hidden: usize) -> TrainingSettings {
    TrainingSettings {
        task: Task { kind: TaskKind::Reversal, from: 3, to: 8 },
        attention,
        hidden,
        ..TrainingSettings::usual(TaskKind::Reversal)
    }
}

/// None, and attention, both at the beginning of their training.
pub(super) fn pair() -> Vec<Trainee> {
    static MADE: OnceLock<Vec<Trainee>> = OnceLock::new();
    let settings = [reversal(AttentionKind::None, 24), reversal(AttentionKind::Dot, 16)];
    MADE.get_or_init(|| models(&settings, 40, DIGITS)).clone()
}

fn dates() -> Vec<Trainee> {
    static MADE: OnceLock<Vec<Trainee>> = OnceLock::new();
    let of = |attention| TrainingSettings { attention, hidden: 16, ..TrainingSettings::usual(TaskKind::Dates) };
    let settings = [of(AttentionKind::None), of(AttentionKind::Additive)];
    MADE.get_or_init(|| models(&settings, 10, "1998년 3월 9일")).clone()
}

fn recall() -> Vec<Trainee> {
    let settings = TrainingSettings { hidden: 8, ..TrainingSettings::usual(TaskKind::Recall) };
    models(&[settings], 0, "")
}

pub(super) const DIGITS: &str = "31415926";

fn page(models: Vec<Trainee>) -> Harness<'static, Stage<Lab>> {
    lab(ThemeMode::Dark, Language::English, [1280.0, 680.0], Page::Attention, models, DIGITS)
}

/// What was asked for since the last time.
pub(super) fn asked(harness: &mut Harness<'_, Stage<Lab>>) -> Vec<SequenceCommand> {
    std::mem::take(&mut harness.state_mut().panel.asked)
}

fn key(harness: &mut Harness<'_, Stage<Lab>>, key: SequenceKey) {
    harness.state_mut().panel.pressed.push(key);
    harness.run_steps(3);
}

/// Whether a text is painted.
pub(super) fn shown(harness: &Harness<'_, Stage<Lab>>, wanted: &str) -> bool {
    harness.output().shapes.iter().any(|shape| says(&shape.shape, wanted))
}

/// Where the map's cells are, with the steps that were written and read.
fn cells(harness: &Harness<'_, Stage<Lab>>) -> Rect {
    let shapes = harness.output().shapes.iter();
    let meshes = shapes.filter_map(|clipped| match &clipped.shape {
        Shape::Mesh(mesh) => Some(mesh.calc_bounds().intersect(clipped.clip_rect)),
        _ => None,
    });
    meshes.max_by(|one, other| one.area().total_cmp(&other.area())).expect("the map is drawn")
}

/// Over the page is the bar with play and pause, which is tested where it is drawn.
const BAR: f32 = 46.0;

/// Nothing that is operated on the page leaves the window at its sides, whatever the bar above does.
pub(super) fn check_page(harness: &Harness<'_, Stage<Lab>>, width: f32, what: &str) {
    for node in operable(harness) {
        let rect = node.rect();
        let is_inside = rect.left() >= -0.5 && rect.right() <= width + 0.5;
        assert!(rect.top() < BAR || is_inside, "{what}: {rect:?} leaves the window");
    }
}

#[test]
fn every_scene_is_whole_in_both_languages_and_themes() {
    let mut blank = pair();
    blank.iter_mut().for_each(|model| model.trace = None);
    let mut untested = dates();
    untested.iter_mut().for_each(|model| model.evaluations.clear());
    let alone = pair()[..1].to_vec();
    let scenes = [
        ("pair", pair()),
        ("dates", dates()),
        ("blank", blank),
        ("untested", untested),
        ("alone", alone),
        ("recall", recall()),
    ];
    for language in Language::ALL {
        for mode in [ThemeMode::Dark, ThemeMode::Light] {
            for (scene, models) in &scenes {
                for size in [[1280.0, 680.0], [1920.0, 1010.0], [1190.0, 620.0]] {
                    let what = format!("{language}, {mode:?}, {scene}, {size:?}");
                    let harness = lab(mode, language, size, Page::Attention, models.clone(), DIGITS);
                    check_widgets(&harness, size[0], &what);
                    check_texts(&harness, &what);
                    check_overlaps(&harness, &what);
                }
                let what = format!("{language}, {mode:?}, {scene}, small");
                let harness = lab(mode, language, [640.0, 480.0], Page::Attention, models.clone(), DIGITS);
                check_page(&harness, 640.0, &what);
            }
        }
    }
}

#[test]
fn both_answers_stand_side_by_side_and_their_models_are_chosen() {
    let mut harness = page(pair());
    let chosen = |harness: &Harness<'_, Stage<Lab>>, name: &str| {
        let list = harness.get_by_role_and_label(Role::ComboBox, name);
        list.value().expect("a list says what is chosen")
    };
    let [left, right] = ["Model that is looked into", "Model beside it"];
    assert_eq!(chosen(&harness, left), "GRU · h16 · dot", "at first one with attention");
    assert_eq!(chosen(&harness, right), "GRU · h24", "and one without");
    assert!(shown(&harness, "right: 62951413"));
    // What each of them wrote, symbol by symbol.
    for model in pair() {
        let trace = model.trace.expect("it can be read");
        let written = TaskKind::Reversal.write_target(&trace.answer);
        let label = format!("{written:_<8}");
        assert!(harness.query_by_label(&label).is_some(), "{label} of {}", model.name);
    }
    press(&mut harness, &text(Language::English, "lab-export-numbers"));
    assert_eq!(
        asked(&mut harness),
        [SequenceCommand::ExportNumbers(1)],
        "numbers are those of the model that is looked into"
    );
    harness.get_by_role_and_label(Role::ComboBox, left).click();
    harness.run_steps(4);
    harness.get_by_role_and_label(Role::Button, "GRU · h24").click();
    harness.run_steps(4);
    assert_eq!(chosen(&harness, left), "GRU · h24");
    assert_eq!(chosen(&harness, right), "GRU · h16 · dot", "they change places");
    assert!(harness.query_by_label_contains("This model has no attention").is_some());
}

#[test]
fn keys_buttons_and_clicks_walk_through_the_decoding() {
    let mut models = pair();
    models.truncate(2);
    let steps = models[1].trace.as_ref().expect("it can be read").decoding.len();
    let mut harness = page(models);
    let at = |step: usize| format!("Step {step} of {steps}");
    assert!(shown(&harness, &at(1)));
    for (pressed, step) in [
        (SequenceKey::Walk(Direction::Up), 2),
        (SequenceKey::Last, steps),
        (SequenceKey::Walk(Direction::Up), steps),
        (SequenceKey::Walk(Direction::Down), steps - 1),
        (SequenceKey::First, 1),
        (SequenceKey::Walk(Direction::Down), 1),
    ] {
        key(&mut harness, pressed);
        assert!(shown(&harness, &at(step)), "{pressed:?} leads to {step}");
    }
    for (name, step) in [
        ("One decoder step on", 2),
        ("One decoder step back", 1),
        ("Last decoder step", steps),
        ("First decoder step", 1),
    ] {
        press(&mut harness, name);
        assert!(shown(&harness, &at(step)), "{name}");
    }
    let cells = cells(&harness);
    let row = pos2(cells.center().x, cells.top() + cells.height() * 1.5 / steps as f32);
    harness.drag_at(row);
    harness.drop_at(row);
    harness.run_steps(3);
    assert!(shown(&harness, &at(2)), "the second row was clicked");
    assert_eq!(asked(&mut harness), [], "walking is the page's own");
}

#[test]
fn the_decoding_plays_to_its_end_and_stops() {
    let models = pair();
    let steps = models[1].trace.as_ref().expect("it can be read").decoding.len();
    let mut harness = page(models);
    press(&mut harness, "Play the decoding");
    assert!(harness.query_by_label_contains("Pause the decoding").is_some());
    // A frame is a quarter of a second here, a step takes three or four of them.
    harness.run_steps(steps * 4);
    assert!(shown(&harness, &format!("Step {steps} of {steps}")));
    assert!(harness.query_by_label_contains("Play the decoding").is_some());
    press(&mut harness, "Play the decoding");
    assert!(shown(&harness, &format!("Step 1 of {steps}")), "from the beginning again");
}

#[test]
fn the_pointer_shows_score_weight_and_both_words() {
    let models = pair();
    let trace = models[1].trace.clone().expect("it can be read");
    let mut harness = page(models);
    let cells = cells(&harness);
    let share = cells.size() / vec2(8.0, trace.decoding.len() as f32);
    harness.hover_at(cells.min + share * vec2(2.5, 0.5));
    harness.run_steps(6);
    let step = &trace.decoding[0];
    for wanted in [
        format!("Weight {:.3}", step.weights[2]),
        format!("Score {:.2}", step.scores[2]).replace('-', "−"),
        "looking at place 3: 4".to_owned(),
    ] {
        assert!(shown(&harness, &wanted), "{wanted}");
    }
}

#[test]
fn each_attention_has_its_own_formula_with_the_numbers_of_the_step() {
    for (attention, formula) in [
        (AttentionKind::Dot, r"e_{tj} = h_t^\top s_j"),
        (AttentionKind::General, r"e_{tj} = h_t^\top W s_j"),
        (AttentionKind::Concat, r"e_{tj} = v^\top \tanh\left(W [h_t; s_j]\right)"),
        (AttentionKind::Additive, r"e_{tj} = v^\top \tanh\left(W h_{t-1} + U s_j\right)"),
    ] {
        let models = models(&[reversal(attention, 8)], 0, "407");
        let trace = models[0].trace.clone().expect("it can be read");
        let best = (0..3).max_by(|one, other| {
            let weights = &trace.decoding[0].weights;
            weights[*one].total_cmp(&weights[*other])
        });
        let place = best.expect("three places") + 1;
        let harness = page(models);
        let label = format!(r"{formula} \quad e_{{1,{place}}} = ");
        assert!(harness.query_by_label_contains(&label).is_some(), "{label}");
        assert!(harness.query_by_label_contains("Model beside it").is_none(), "there is no other");
    }
}

#[test]
fn inputs_are_written_and_drawn_on_the_page() {
    let mut harness = page(pair());
    harness.get_by_role_and_label(Role::TextInput, "Input").focus();
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, "Input").type_text("7");
    harness.run_steps(3);
    let commands = asked(&mut harness);
    assert!(
        matches!(commands.as_slice(), [SequenceCommand::SetInput(text)] if text.len() == DIGITS.len() + 1),
        "{commands:?}"
    );
    press(&mut harness, "Another sample");
    assert_eq!(asked(&mut harness), [SequenceCommand::DrawInput(None)]);
}

#[test]
fn tasks_of_one_answer_are_told_what_to_load() {
    let mut harness = page(recall());
    assert!(harness.query_by_label_contains("Attention is for tasks").is_some());
    press(&mut harness, "Reversal, with and without");
    assert_eq!(asked(&mut harness), [SequenceCommand::Preset(SequencePreset::Bottleneck)]);
}

#[test]
fn an_input_of_two_hundred_symbols_is_drawn() {
    let long: String = "0123456789".repeat(20);
    let mut made = pair();
    for model in &mut made {
        let trained = TrainedModel::new(model.settings).expect("possible");
        let input = TaskKind::Reversal.read(&long).expect("not too long");
        model.trace = Some(Arc::new(trained.trace(&input).expect("readable")));
    }
    let mut harness = lab(ThemeMode::Dark, Language::English, [1280.0, 680.0], Page::Attention, made, &long);
    check_widgets(&harness, 1280.0, "long");
    let first = harness.get_by_label_contains("Map of attention").rect();
    key(&mut harness, SequenceKey::Last);
    harness.run_steps(20);
    let scrolled = harness.get_by_label_contains("Map of attention").rect();
    let steps = harness.state().panel.models[1].trace.as_ref().map_or(0, |trace| trace.decoding.len());
    assert!(steps > 100, "an untrained model does not find the end: {steps}");
    assert!(scrolled.top() < first.top(), "the last step is brought into view");
    assert!(cells(&harness).width() > 200.0);
}

#[test]
fn dates_are_told_to_show_alignment_and_no_limit() {
    let harness = page(dates());
    assert!(harness.query_by_label_contains("no test of capacity").is_some());
    let formats = harness.query_all_by_label_contains("1998년 3월 9일, GRU").count();
    assert_eq!(formats, 2, "a bar for each model");
    let harness = page(pair());
    assert!(shown(&harness, &text(Language::English, "lab-attend-lengths")));
}

#[test]
fn symbols_are_named_bars_have_numbers_and_the_bottleneck_is_drawn() {
    let named = |harness: &Harness<'_, Stage<Lab>>, symbol: &str, key: &str| {
        let text = text(Language::English, key);
        (harness.query_by_label(symbol).is_some(), harness.query_by_label(&text).is_some())
    };
    let models = pair();
    let step = models[1].trace.as_ref().expect("it can be read").decoding[0].clone();
    let harness = page(models);
    assert_eq!(named(&harness, "h_t", "lab-attend-decoder-state"), (true, true));
    assert_eq!(named(&harness, "s_j", "lab-attend-encoder-state"), (true, true));
    for number in step.scores.iter().chain(&step.weights) {
        let number = format!("{number:.2}").replace('-', "−").replace("−0.00", "0.00");
        assert!(shown(&harness, &number), "{number}");
    }
    let pictures = |harness: &Harness<'_, Stage<Lab>>| {
        let keys = ["lab-attend-bottleneck", "lab-attend-bottleneck-without", "lab-attend-bottleneck-with"];
        keys.map(|key| harness.query_all_by_label(&text(Language::English, key)).count())
    };
    assert_eq!(pictures(&harness), [2, 1, 1]);
    let harness = page(pair()[..1].to_vec());
    assert_eq!(named(&harness, "s_j", "lab-attend-encoder-state"), (false, false), "it attends to nothing");
    assert_eq!(pictures(&harness), [1, 1, 0]);
}
