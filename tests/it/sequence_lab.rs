//! The sequence lab without a window: presets run to their end, models stand and go on together, inputs are read, files are opened.

use std::{fs, path::Path, time::Duration};

use bevy::prelude::*;
use sidestep::{
    game::{FileChosen, LabFile, Notices, Purpose, RunPlan, SimulationClock, sequence::TrainingSession},
    gridworld::Level,
    learning::{Algorithm, Preset as LearnerPreset},
    panels::{
        Draft, LevelChoice, SequenceCommand, Speed, Tab,
        sequence::{Page, WhatIf},
    },
    sequence::{
        CellKind, ModelState, SequencePreset, Stop, Trainee, TrainingSettings,
        tasks::{Task, TaskKind},
    },
};

use crate::headless;

/// A window without a window.
pub struct Story {
    pub app: App,
}

impl Story {
    /// With the lab shown, nothing running.
    pub fn new() -> Self {
        let mut story = Self::elsewhere();
        headless::show(&mut story.app, Tab::Sequence);
        story.app.update();
        story
    }

    /// With another tab shown.
    pub fn elsewhere() -> Self {
        let choice = LevelChoice::BuiltIn("classic".to_owned());
        let level = std::sync::Arc::new(Level::built_in("classic").expect("it is built in"));
        let draft = Draft::of_preset(Algorithm::DeepSarsa, LearnerPreset::Tuned, choice, &level);
        let plan = RunPlan { draft, level };
        let mut app = headless::game(plan, |_| {});
        app.world_mut().resource_mut::<SimulationClock>().playing = false;
        app.update();
        Self { app }
    }

    pub fn ask(&mut self, command: SequenceCommand) {
        self.app.world_mut().write_message(command);
        self.app.update();
    }

    pub fn choose(&mut self, file: LabFile, path: &Path) {
        self.app.world_mut().write_message(FileChosen { purpose: Purpose::Lab(file), path: path.to_owned() });
        self.app.update();
    }

    pub fn session(&self) -> &TrainingSession {
        self.app.world().resource::<TrainingSession>()
    }

    pub fn choices(&self) -> &sidestep::panels::SequenceChoices {
        self.app.world().resource()
    }

    /// Frames, until something that happens on other threads has happened.
    pub fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..60_000 {
            if is_so(self) {
                return;
            }
            self.app.update();
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("{what} did not happen; {:?}", self.said());
    }

    /// As fast as it goes, until all have come to an end and have been looked at as they are.
    pub fn run_out(&mut self) {
        self.ask(SequenceCommand::SetSpeed(Speed { turbo: true, ..Speed::default() }));
        self.ask(SequenceCommand::Play);
        self.until("the end", |story| story.session().trainees().iter().all(is_known_at_its_end));
    }

    pub fn said(&self) -> Vec<String> {
        let notices = self.app.world().resource::<Notices>();
        notices.0.texts().map(str::to_owned).collect()
    }

    pub fn losses(&self) -> Vec<Vec<f32>> {
        let of = |model: &&Trainee| model.reports.iter().map(|report| report.loss).collect();
        self.session().trainees().iter().map(of).collect()
    }

    /// Frames that pass.
    pub fn pass(&mut self, frames: usize) {
        for _ in 0..frames {
            self.app.update();
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

pub fn is_known_at_its_end(model: &&Trainee) -> bool {
    let looked = model.evaluations.last().map(|evaluation| evaluation.step);
    model.state != ModelState::Learning && looked == Some(model.steps())
}

/// Small and quick.
pub fn small(cell: CellKind) -> TrainingSettings {
    TrainingSettings {
        cell,
        task: Task { kind: TaskKind::Recall, from: 1, to: 3 },
        hidden: 16,
        ..TrainingSettings::usual(TaskKind::Recall)
    }
}

pub fn steps(steps: u64) -> SequenceCommand {
    SequenceCommand::SetStop(Stop { steps, accuracy: None })
}

#[test]
fn a_preset_runs_to_its_end_and_shows_what_its_name_says() {
    let mut story = Story::new();
    story.ask(SequenceCommand::Preset(SequencePreset::Gap5));
    assert!(story.session().is_running(), "a preset starts at once");
    story.run_out();
    let views = story.session().trainees();
    assert_eq!(views.len(), 3);
    for model in &views {
        assert_eq!(model.state, ModelState::AllSteps, "{}", model.name);
        assert_eq!(model.steps(), SequencePreset::Gap5.steps());
        let share = model.evaluations.last().expect("it was looked at").overall.accuracy;
        assert!(share >= 0.98, "{}: {share}", model.name);
    }
    assert!(!story.session().is_running());
    let past = story.session().past();
    assert_eq!(past.len(), 3, "every training is in the table, once: {past:?}");
    assert!(past.iter().all(|run| run.score.is_some() && run.seconds > 0.0));
}

#[test]
fn a_gap_of_50_is_too_long_for_the_rnn_alone() {
    let mut story = Story::new();
    story.ask(SequenceCommand::Preset(SequencePreset::Gap50));
    story.run_out();
    let views = story.session().trainees();
    let share = |name: &str| {
        let model = views.iter().find(|model| model.name == name).expect(name);
        model.evaluations.last().expect("it was looked at").overall.accuracy
    };
    assert!(share("RNN") <= 0.4, "{}", share("RNN"));
    assert!(share("LSTM") >= 0.99, "{}", share("LSTM"));
    assert!(share("GRU") >= 0.99, "{}", share("GRU"));
}

#[test]
fn the_same_seed_gives_the_same_curves_at_any_speed() {
    let mut story = Story::new();
    story.ask(steps(40));
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Rnn), small(CellKind::Lstm)]));
    story.run_out();
    let fast = story.losses();
    assert_eq!(fast[0].len(), 40);
    story.ask(SequenceCommand::Reset);
    story.ask(SequenceCommand::SetSpeed(Speed { per_second: 60.0, turbo: false }));
    story.ask(SequenceCommand::Play);
    story.until("the end", |story| story.session().trainees().iter().all(is_known_at_its_end));
    assert_eq!(story.losses(), fast);
    story.ask(SequenceCommand::NewSeed);
    story.run_out();
    assert_ne!(story.losses(), fast);
}

#[test]
fn models_step_together_stand_while_paused_and_while_another_tab_is_shown() {
    let mut story = Story::new();
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru), small(CellKind::Lstm)]));
    let made = |story: &Story| -> Vec<u64> { story.session().trainees().iter().map(|model| model.steps()).collect() };
    for step in 1..=3 {
        story.ask(SequenceCommand::Step);
        story.until("a step each", |story| made(story) == [step, step]);
    }
    story.pass(20);
    assert_eq!(made(&story), [3, 3], "after single steps they stand");
    story.ask(SequenceCommand::Play);
    story.until("some steps", |story| made(story).iter().all(|&made| made > 10));
    story.ask(SequenceCommand::Pause);
    story.pass(30);
    let paused = made(&story);
    story.pass(30);
    assert_eq!(made(&story), paused, "paused");
    assert!(paused[0].abs_diff(paused[1]) <= 100, "side by side: {paused:?}");
    story.ask(SequenceCommand::Play);
    headless::show(&mut story.app, Tab::Train);
    story.pass(30);
    let left = made(&story);
    story.pass(30);
    assert_eq!(made(&story), left, "another tab is shown");
    headless::show(&mut story.app, Tab::Sequence);
    story.until("they go on", |story| made(story).iter().zip(&left).all(|(now, then)| now > then));
}

#[test]
fn nothing_is_trained_before_the_tab_is_shown() {
    let mut story = Story::elsewhere();
    story.pass(10);
    assert!(story.session().trainees().is_empty());
    headless::show(&mut story.app, Tab::Sequence);
    story.app.update();
    assert_eq!(story.session().trainees().len(), 3);
}

#[test]
fn what_a_reset_or_a_preset_takes_away_comes_back_as_it_was() {
    let mut story = Story::new();
    story.ask(steps(25));
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru)]));
    story.run_out();
    let before = story.losses();
    story.ask(SequenceCommand::Preset(SequencePreset::Gap50));
    assert_eq!(story.choices().preset, Some(SequencePreset::Gap50));
    assert_eq!(story.session().trainees().len(), 3);
    story.ask(SequenceCommand::Undo);
    assert_eq!(story.losses(), before);
    assert_eq!(story.choices().models, [small(CellKind::Gru)]);
    assert_eq!(story.choices().preset, None);
    // And it goes on from there.
    story.ask(steps(30));
    story.run_out();
    assert_eq!(story.losses()[0].len(), 30);
    assert_eq!(story.losses()[0][..25], before[0][..]);
}

#[test]
fn a_model_stops_as_soon_as_it_is_good_enough() {
    let mut story = Story::new();
    story.ask(SequenceCommand::SetStop(Stop { steps: 5000, accuracy: Some(0.9) }));
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru)]));
    story.run_out();
    let views = story.session().trainees();
    assert_eq!(views[0].state, ModelState::GoodEnough);
    assert!(views[0].steps() < 5000);
    assert!(views[0].evaluations.last().expect("it was looked at").overall.accuracy >= 0.9);
}

#[test]
fn a_model_whose_weights_become_useless_stops_and_says_so() {
    let mut story = Story::new();
    let wild = TrainingSettings {
        task: Task::usual(TaskKind::Adding),
        learning_rate: 1.0,
        clip_norm: 0.0,
        ..small(CellKind::Rnn)
    };
    story.ask(steps(20_000));
    story.ask(SequenceCommand::SetModels(vec![wild]));
    story.ask(SequenceCommand::SetSpeed(Speed { turbo: true, ..Speed::default() }));
    story.ask(SequenceCommand::Play);
    // Such a rate may also only jump about; what must not happen is that it hangs or panics.
    story.until("many steps or an end", |story| {
        let views = story.session().trainees();
        views[0].steps() > 300 || views[0].state == ModelState::Diverged
    });
}

#[test]
fn an_input_is_read_as_it_is_written_and_what_is_wrong_with_it_is_said() {
    let mut story = Story::new();
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru), small(CellKind::Lstm)]));
    story.ask(SequenceCommand::Show(Page::Cell));
    let read = |story: &Story| -> Vec<Option<String>> {
        let views = story.session().trainees();
        views.iter().map(|model| Some(model.trace.as_ref()?.steps.concat())).collect()
    };
    story.until("a drawn input is read", |story| read(story).iter().all(Option::is_some));
    story.ask(SequenceCommand::SetInput("abCda?".to_owned()));
    let wanted = Some("abCda?".to_owned());
    story.until("the written input is read", |story| read(story).iter().all(|steps| *steps == wanted));
    story.ask(SequenceCommand::SetInput("abXda?".to_owned()));
    story.until("nothing is shown of an input that cannot be read", |story| read(story).iter().all(Option::is_none));
    // Another task brings an input of its own.
    story.ask(SequenceCommand::Preset(SequencePreset::Bottleneck));
    story.until("digits are read", |story| {
        read(story)
            .iter()
            .all(|steps| steps.as_ref().is_some_and(|steps| steps.chars().all(|sign| sign.is_ascii_digit())))
    });
}

#[test]
fn gradients_follow_the_biases_that_are_tried() {
    let mut story = Story::new();
    let lstm = TrainingSettings { task: Task { kind: TaskKind::Recall, from: 1, to: 30 }, ..small(CellKind::Lstm) };
    story.ask(SequenceCommand::SetModels(vec![lstm]));
    story.ask(SequenceCommand::Show(Page::Forgetting));
    let first = |story: &Story| story.session().trainees()[0].untrained_flow.as_ref().map(|flow| flow.layers[0][0]);
    story.until("gradients are there", |story| first(story).is_some());
    let usual = first(&story).expect("it is there");
    let tried = WhatIf { on: true, forget_bias: 4.0, chrono: false };
    story.ask(SequenceCommand::SetWhatIf(tried));
    story.until("they change", |story| first(story).is_some_and(|now| now != usual));
    let kept = first(&story).expect("it is there");
    assert!(kept > usual * 100.0, "{usual} against {kept} with a forget gate that is open");
}

#[test]
fn weights_are_saved_opened_and_trained_further_and_other_files_are_named() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = |name: &str| folder.path().join(name);
    let mut story = Story::new();
    story.ask(steps(20));
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru)]));
    story.run_out();
    story.until("a copy of the end is there", |story| {
        story.session().trainees()[0].evaluations.last().is_some_and(|evaluation| evaluation.step == 20)
    });
    story.pass(60);
    story.choose(LabFile::Weights(0), &path("gru.safetensors"));
    assert!(path("gru.safetensors").is_file(), "{:?}", story.said());

    // It joins those that learn the same, trained as it is.
    story.choose(LabFile::Open, &path("gru.safetensors"));
    let names: Vec<String> = story.session().trainees().iter().map(|model| model.name.clone()).collect();
    assert_eq!(names, ["GRU", "GRU (2)"]);
    story.until("it was looked at", |story| !story.session().trainees()[1].evaluations.is_empty());
    assert_eq!(story.session().trainees()[1].evaluations[0].step, 20);

    // A cell from PyTorch is opened on the page of cells.
    let cell = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sequence/lstm.safetensors");
    story.choose(LabFile::Open, &cell);
    assert_eq!(story.choices().page, Page::Cell, "{:?}", story.said());

    fs::write(path("broken.safetensors"), b"no tensors").expect("the folder is ours");
    let said = story.said().len();
    story.choose(LabFile::Open, &path("broken.safetensors"));
    let words = story.said().split_off(said.min(story.said().len() - 1)).concat();
    assert!(words.contains("broken.safetensors"), "{words}");
    assert_eq!(story.session().trainees().len(), 2, "what was there is still there");
}

#[test]
fn settings_that_cannot_be_are_refused_and_nothing_is_lost() {
    let mut story = Story::new();
    story.ask(steps(10));
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru)]));
    story.run_out();
    let before = story.losses();
    story.ask(SequenceCommand::SetModels(vec![TrainingSettings { hidden: 1000, ..small(CellKind::Gru) }]));
    assert!(story.said().concat().contains("hidden"), "{:?}", story.said());
    assert_eq!(story.losses(), before);
    assert_eq!(story.choices().models, [small(CellKind::Gru)]);
}

#[test]
fn the_table_of_runs_is_saved_as_csv() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join("runs.csv");
    let mut story = Story::new();
    story.ask(steps(10));
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru), small(CellKind::Rnn)]));
    story.run_out();
    story.choose(LabFile::Runs, &file);
    let text = fs::read_to_string(&file).unwrap_or_else(|fault| panic!("{fault}: {:?}", story.said()));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.len() == 19 && &row[14] == "10"), "{text}");
}
