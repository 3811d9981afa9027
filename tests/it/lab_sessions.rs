//! Nothing that the lab's models have learned is lost: others join them, they come back with what was chosen for them, and a session that
//! was saved goes on as if it had never stopped.

use std::{fs, path::Path};

use sidestep::{
    disk,
    game::{FileKind, LabFile, OpenFile, Preferences, WindowOptions, sequence::TrainingSession},
    panels::{
        SequenceChoices, SequenceCommand, Speed, Tab,
        sequence::{Page, WhatIf},
    },
    sequence::{
        AttentionKind, CellKind, Evaluation, LabModel, LabState, ModelState, SequencePreset, Stop, Trainee, Trainer,
        TrainingSettings,
        tasks::{Task, TaskKind},
    },
};
use tempfile::TempDir;

use crate::{
    headless,
    program::{sidestep, text},
    sequence_lab::{Story, is_known_at_its_end, small, steps},
};

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for the test")
}

impl Story {
    fn made(&self) -> Vec<u64> {
        self.session().trainees().iter().map(|model| model.steps()).collect()
    }

    /// As fast as a person can follow, until every model has made so many steps; they may be a few more.
    fn learn_for(&mut self, steps: u64) {
        self.ask(SequenceCommand::SetSpeed(Speed { per_second: 200.0, turbo: false }));
        self.ask(SequenceCommand::Play);
        self.until("so many steps", |story| story.made().iter().all(|&made| made >= steps));
    }

    /// The weights of every model, as they are in files.
    fn weights(&mut self, folder: &Path) -> Vec<Vec<u8>> {
        // The copies that are saved come a moment after the last step.
        self.pass(120);
        let paths: Vec<_> = (0..self.made().len()).map(|number| folder.join(format!("{number}.safetensors"))).collect();
        for (number, path) in paths.iter().enumerate() {
            self.choose(LabFile::Weights(number), path);
        }
        paths.iter().map(|path| fs::read(path).expect("it was saved")).collect()
    }
}

#[test]
fn weights_that_are_opened_during_a_training_join_it_and_nothing_is_lost() {
    let folder = folder();
    let file = folder.path().join("gru.safetensors");
    let mut story = Story::new();
    story.ask(steps(40));
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru)]));
    story.run_out();
    fs::write(&file, &story.weights(folder.path())[0]).expect("written");

    story.ask(steps(60));
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Rnn), small(CellKind::Lstm)]));
    story.learn_for(5);
    let before = story.losses();
    let rows = story.session().past().len();
    story.choose(LabFile::Open, &file);
    let names: Vec<_> = story.session().trainees().iter().map(|model| model.name.clone()).collect();
    assert_eq!(names, ["RNN", "LSTM", "GRU"]);
    for (now, before) in story.losses().iter().zip(&before) {
        assert_eq!(now[..before.len()], before[..], "the curves stay");
    }
    assert_eq!(story.session().past().len(), rows, "no training was broken off");
    assert!(story.session().is_running(), "they learn on");

    story.run_out();
    assert_eq!(story.made(), [60, 60, 60], "none learns past the limit, the steps in its file counted");
    let trained_here: Vec<usize> = story.losses().iter().map(Vec::len).collect();
    assert_eq!(trained_here, [60, 60, 20]);
    assert_eq!(story.session().past().len(), rows + 3, "a line for each training");
}

#[test]
fn a_model_that_is_further_than_the_others_waits_for_them_while_they_stand() {
    let folder = folder();
    let file = folder.path().join("early.safetensors");
    let mut story = Story::new();
    story.ask(steps(3));
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru)]));
    story.run_out();
    fs::write(&file, &story.weights(folder.path())[0]).expect("written");
    story.ask(steps(300));
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Rnn)]));
    story.learn_for(30);
    story.ask(SequenceCommand::Pause);
    story.pass(20);
    let stood = story.made()[0];
    story.choose(LabFile::Open, &file);
    story.pass(40);
    assert_eq!(story.made(), [stood, 3], "opening a file trains nothing");
    story.ask(SequenceCommand::Step);
    story.until("a step each", |story| story.made() == [stood + 1, 4]);
}

#[test]
fn weights_of_another_task_take_the_place_of_models_that_can_be_brought_back() {
    let folder = folder();
    let file = folder.path().join("reversal.safetensors");
    let other = TrainingSettings { hidden: 8, ..TrainingSettings::usual(TaskKind::Reversal) };
    let mut trainer = Trainer::new(other).expect("sound settings");
    trainer.step().expect("it learns");
    fs::write(&file, trainer.trained().to_bytes()).expect("written");

    let mut story = Story::new();
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru)]));
    story.learn_for(10);
    story.choose(LabFile::Open, &file);
    assert!(story.said().concat().contains("Undo brings them back"), "{:?}", story.said());
    assert_eq!(story.choices().models, [other]);
    assert!(!story.session().is_running(), "opening a file trains nothing");
    story.ask(SequenceCommand::Undo);
    assert!(story.made()[0] >= 10, "with all that they have learned");
    assert_eq!(story.choices().models, [small(CellKind::Gru)]);
}

#[test]
fn undo_goes_back_several_steps_with_settings_and_curves_and_forth_again() {
    let mut story = Story::new();
    let limits = [12, 15, 18];
    let models = [CellKind::Rnn, CellKind::Gru, CellKind::Lstm].map(|cell| vec![small(cell)]);
    let mut losses = Vec::new();
    for (limit, models) in limits.into_iter().zip(&models) {
        story.ask(SequenceCommand::SetModels(models.clone()));
        story.ask(steps(limit));
        story.run_out();
        losses.push(story.losses());
    }
    story.ask(SequenceCommand::Preset(SequencePreset::Gap5));
    story.learn_for(3);
    let chosen = |story: &Story| {
        let SequenceChoices { models, preset, stop, .. } = story.choices();
        (models.clone(), *preset, stop.steps)
    };
    for back in (0..3).rev() {
        story.ask(SequenceCommand::Undo);
        assert_eq!(chosen(&story), (models[back].clone(), None, limits[back]));
        assert_eq!(story.losses(), losses[back]);
        assert!(!story.session().is_running());
    }
    for forth in 1..3 {
        story.ask(SequenceCommand::Redo);
        assert_eq!(chosen(&story), (models[forth].clone(), None, limits[forth]));
        assert_eq!(story.losses(), losses[forth]);
    }
    story.ask(SequenceCommand::Redo);
    let gap_5 = SequencePreset::Gap5;
    assert_eq!(chosen(&story), (gap_5.models(), Some(gap_5), gap_5.steps()), "a comparison is one again");
    assert!(story.made().iter().all(|&made| made >= 3));
}

#[test]
fn a_training_that_goes_on_after_it_was_broken_off_has_one_line_in_the_table() {
    let mut story = Story::new();
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru)]));
    story.ask(steps(20));
    story.learn_for(5);
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Rnn)]));
    let row = |story: &Story| story.session().past().last().cloned().expect("it was broken off");
    assert_eq!(row(&story).state, ModelState::Learning);
    story.ask(SequenceCommand::Undo);
    story.run_out();
    // The table may be a frame behind the models.
    story.until("the end in the table", |story| row(story).state == ModelState::AllSteps);
    assert_eq!(row(&story).steps, 20);
    assert_eq!(story.session().past().len(), 1, "{:?}", story.session().past());
}

#[test]
fn the_key_for_play_starts_nothing_over_once_training_is_finished() {
    let mut story = Story::new();
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru)]));
    story.ask(steps(8));
    story.run_out();
    let before = story.losses();
    story.ask(SequenceCommand::Play);
    story.pass(20);
    assert_eq!(story.losses(), before);
    assert!(!story.session().is_running());
    assert!(story.said().concat().contains("Training is finished"), "{:?}", story.said());
    story.ask(SequenceCommand::Again);
    assert!(story.session().is_running() && story.made()[0] < 8, "the button does");
    story.run_out();
    assert_eq!(story.losses(), before);
}

#[test]
fn gates_that_are_tried_are_tried_on_the_models_that_are_there_alone() {
    let mut story = Story::new();
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Lstm)]));
    story.ask(steps(5));
    story.run_out();
    let tried = WhatIf { on: true, forget_bias: 4.0, chrono: false };
    for command in [
        SequenceCommand::Reset,
        SequenceCommand::NewSeed,
        SequenceCommand::SetModels(vec![small(CellKind::Gru)]),
        SequenceCommand::Preset(SequencePreset::Gap5),
        SequenceCommand::Undo,
    ] {
        story.ask(SequenceCommand::SetWhatIf(tried));
        assert_eq!(story.choices().what_if, tried);
        story.ask(command.clone());
        assert_eq!(story.choices().what_if, WhatIf::default(), "after {command:?}");
    }
    let kept = SequenceChoices { what_if: tried, ..SequenceChoices::default() };
    let kept: SequenceChoices = toml::from_str(&toml::to_string(&kept).expect("written")).expect("read");
    assert_eq!(kept.what_if, WhatIf::default(), "after the next start");
}

/// Cells, and a decoder that hears its own words by chance.
fn of_every_kind() -> Vec<TrainingSettings> {
    let base = TrainingSettings {
        task: Task { kind: TaskKind::Reversal, from: 3, to: 4 },
        hidden: 8,
        batch: 8,
        ..TrainingSettings::usual(TaskKind::Reversal)
    };
    vec![
        TrainingSettings { teacher_forcing: 0.5, ..base },
        TrainingSettings { cell: CellKind::Lstm, attention: AttentionKind::None, layers: 2, ..base },
    ]
}

/// A session of these models after so many steps.
fn session(settings: &[TrainingSettings], steps: u64) -> LabState {
    let model = |settings: &TrainingSettings| {
        let mut trainer = Trainer::new(*settings).expect("sound settings");
        let reports = (0..steps).map(|_| trainer.step().expect("it learns")).collect();
        let evaluations = vec![Evaluation::of(trainer.trained(), 10, 2)];
        LabModel { trainer, origin: None, reports, evaluations, seconds: 0.5, row: None }
    };
    let stop = Stop { steps: 50, accuracy: None };
    LabState { preset: None, stop, models: settings.iter().map(model).collect(), past: Vec::new(), runs: 0 }
}

#[test]
fn a_training_that_was_saved_goes_on_with_the_same_bits() {
    let settings = of_every_kind();
    let state = session(&settings, 7);
    let bytes = state.to_bytes().expect("it can be written");
    let read = LabState::from_bytes(&bytes).expect("it was written");
    assert_eq!(read.settings(), settings);
    for (model, settings) in read.models.iter().zip(&settings) {
        let mut whole = Trainer::new(*settings).expect("sound settings");
        let reports: Vec<_> = (0..12).map(|_| whole.step().expect("it learns")).collect();
        let mut resumed = model.trainer.copy();
        let later: Vec<_> = (0..5).map(|_| resumed.step().expect("it learns")).collect();
        assert_eq!((&model.reports[..], &later[..]), reports.split_at(7), "{settings:?}");
        assert_eq!(resumed.trained().to_bytes(), whole.trained().to_bytes());
    }
}

#[test]
fn a_session_that_was_saved_is_there_again_and_learns_on_as_if_it_had_never_stopped() {
    let folder = folder();
    let file = folder.path().join("session.lab");
    let models = vec![small(CellKind::Gru), small(CellKind::Lstm)];
    let mut whole = Story::new();
    whole.ask(SequenceCommand::SetModels(models.clone()));
    whole.ask(steps(60));
    whole.run_out();

    let mut story = Story::new();
    story.ask(steps(4));
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Rnn)]));
    story.run_out();
    story.ask(SequenceCommand::SetModels(models.clone()));
    story.ask(steps(60));
    story.learn_for(15);
    // In the middle of it.
    story.choose(LabFile::Session, &file);
    let saved = disk::lab(&file).unwrap_or_else(|error| panic!("{error}: {:?}", story.said()));
    assert!(saved.models.iter().all(|model| (15..60).contains(&model.trainer.trained().steps())));
    story.run_out();

    let mut other = Story::new();
    other.choose(LabFile::Open, &file);
    assert_eq!(other.choices().models, models);
    assert_eq!(other.choices().stop.steps, 60);
    assert!(!other.session().is_running(), "it stands until a person lets it go on");
    let past: Vec<_> = other.session().past().iter().map(|run| run.name.clone()).collect();
    assert_eq!(past, ["RNN"], "with the table of runs");
    let there: Vec<u64> = saved.models.iter().map(|model| model.trainer.trained().steps()).collect();
    assert_eq!(other.made(), there);
    other.run_out();
    assert_eq!(other.losses(), whole.losses());
    assert_eq!(other.losses(), story.losses(), "saving it has changed nothing");
    let expected = whole.weights(folder.path());
    assert_eq!(other.weights(folder.path()), expected);
    assert_eq!(other.session().past().len(), 3);

    // From the beginning it begins as it did.
    other.ask(SequenceCommand::Again);
    other.run_out();
    assert_eq!(other.losses(), whole.losses());
}

#[test]
fn a_session_is_opened_from_the_command_line() {
    let folder = folder();
    let file = folder.path().join("session.lab");
    let settings = of_every_kind();
    disk::save_lab(&file, &session(&settings, 3)).expect("saved");
    let options = WindowOptions { files: vec![OpenFile::new(FileKind::Lab, file.clone())], ..WindowOptions::default() };
    let app = headless::opened(&options, Preferences::default());
    assert_eq!(**app.world().resource::<bevy::prelude::State<Tab>>(), Tab::Sequence);
    let models = app.world().resource::<TrainingSession>().trainees();
    let found: Vec<_> = models.iter().map(|model: &&Trainee| (model.settings, model.steps())).collect();
    assert_eq!(found, [(settings[0], 3), (settings[1], 3)]);
    assert_eq!(app.world().resource::<SequenceChoices>().page, Page::Training);
    assert_eq!(sidestep::game::look_into(&file).expect("it is known").kind, FileKind::Lab);

    // What is wrong with a file is said before the window opens.
    fs::write(folder.path().join("bad.lab"), "nothing").expect("written");
    let refused = sidestep(&[text(&folder.path().join("bad.lab"))]);
    assert_eq!(refused.code, Some(1), "{}", refused.stderr);
    assert!(refused.stderr.contains("bad.lab") && refused.stderr.contains("no session"), "{}", refused.stderr);
}

#[test]
fn what_is_no_session_is_refused_and_what_is_there_stays() {
    let folder = folder();
    let good = session(&of_every_kind(), 4).to_bytes().expect("it can be written");
    let changed = |at: usize, to: u8| {
        let mut bytes = good.clone();
        bytes[at] = to;
        bytes
    };
    let twisted = |twist: fn(&mut LabState)| {
        let mut state = session(&of_every_kind(), 4);
        twist(&mut state);
        state.to_bytes().expect("it can be written")
    };
    let bad = [
        (Vec::new(), "no session"),
        (b"no tensors".to_vec(), "no session"),
        (good[..good.len() - 1].to_vec(), "damaged"),
        (good[..20].to_vec(), "damaged"),
        (good[..14].to_vec(), "damaged"),
        (changed(good.len() / 2, !good[good.len() / 2]), "damaged"),
        (changed(13, 9), "version 9"),
        (twisted(|state| state.models.clear()), "1 to 4 models"),
        (twisted(|state| state.models[1].reports.truncate(3)), "steps are missing"),
        (twisted(|state| state.models[0].evaluations[0].step = 99), "later than"),
        (twisted(|state| state.models[0].seconds = f32::NAN), "no time"),
    ];
    for (bytes, words) in &bad {
        let error = LabState::from_bytes(bytes).expect_err(words).to_string();
        assert!(error.contains(words), "{words}: {error}");
    }

    let mut story = Story::new();
    story.ask(SequenceCommand::SetModels(vec![small(CellKind::Gru)]));
    story.ask(steps(10));
    story.run_out();
    let before = story.losses();
    // What does not begin as a session is read as weights.
    for (number, (bytes, words)) in bad.iter().enumerate().skip(2) {
        let file = folder.path().join(format!("bad-{number}.lab"));
        fs::write(&file, bytes).expect("written");
        story.choose(LabFile::Open, &file);
        let said = story.said().concat();
        assert!(said.contains(&format!("bad-{number}.lab")) && said.contains(words), "{said}");
        assert_eq!(story.losses(), before);
    }
    assert!(story.session().trainees().iter().all(is_known_at_its_end));

    // Nor is anything written where it cannot be.
    let taken = folder.path().join("taken");
    fs::write(&taken, "a file").expect("written");
    story.choose(LabFile::Session, &taken.join("session.lab"));
    assert!(story.said().concat().contains("session.lab"), "{:?}", story.said());
    assert_eq!(fs::read_to_string(&taken).expect("read"), "a file");
    assert_eq!(story.losses(), before);
}
