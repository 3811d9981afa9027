//! The comparisons of the lab that come with the program trained: they open at once, are what they say, and show what they are there for.

use sidestep::{
    disk,
    panels::{SequenceChoices, SequenceCommand},
    sequence::{Evaluation, LabModel, LabState, ModelState, Score, SequencePreset, Stop, Trainer},
};

use crate::{
    program::{sidestep, text},
    sequence_lab::Story,
};

fn trained(preset: SequencePreset) -> LabState {
    preset.trained().unwrap_or_else(|error| panic!("{preset}: {error}"))
}

/// How good each model was on the whole difficulty when it had made so many steps.
fn after(state: &LabState, steps: u64) -> Vec<Score> {
    let score = |model: &LabModel| {
        let before = model.evaluations.iter().take_while(|evaluation| evaluation.step <= steps);
        before.last().expect("it was looked at").overall
    };
    state.models.iter().map(score).collect()
}

/// Whether models that are so good show what the comparison's name says.
fn shows(preset: SequencePreset, scores: &[Score]) -> bool {
    let right: Vec<f32> = scores.iter().map(|score| score.accuracy).collect();
    match preset {
        SequencePreset::Gap50 => right[0] < 0.4 && right[1..].iter().all(|&share| share > 0.95),
        SequencePreset::Gap5 | SequencePreset::Scores => right.iter().all(|&share| share > 0.95),
        // Saying 1 every time comes to a loss of 0.167.
        SequencePreset::Adding => scores[0].loss > 0.1 && scores[1..].iter().all(|score| score.loss < 0.02),
        SequencePreset::ForgetBias => right[0] < 0.4 && right[1..].iter().all(|&share| share > 0.95),
        SequencePreset::Bottleneck => right[0] < 0.8 && right[1] > 0.98,
        SequencePreset::Dates => right[0] < 0.3 && right[1] > 0.95,
    }
}

#[test]
fn every_comparison_comes_trained_to_its_end_with_its_curves() {
    for preset in SequencePreset::ALL {
        let state = trained(preset);
        assert_eq!(state.settings(), preset.models(), "{preset}");
        assert_eq!((state.preset, state.stop), (Some(preset), Stop { steps: preset.steps(), accuracy: None }));
        for model in &state.models {
            assert_eq!(model.trainer.trained().steps(), preset.steps(), "{preset}");
            assert_eq!(model.reports.len() as u64, preset.steps(), "{preset}");
            assert!(model.evaluations.len() > 30, "{preset}");
            // What stands in the file is what its weights are worth.
            let is = Evaluation::usual(model.trainer.trained()).overall;
            let said = model.evaluations.last().expect("it was looked at").overall;
            assert!((is.accuracy - said.accuracy).abs() < 0.02, "{preset}: {is:?}, not {said:?}");
        }
        assert!(shows(preset, &after(&state, preset.steps())), "{preset}: {:?}", after(&state, preset.steps()));
    }
}

#[test]
fn every_comparison_shows_its_point_within_25_seconds_at_its_own_speed() {
    let steps = 25.0 * SequenceChoices::default().speed.per_second;
    for preset in SequencePreset::ALL {
        let scores = after(&trained(preset), steps as u64);
        assert!(shows(preset, &scores), "{preset} after {steps} steps: {scores:?}");
    }
}

#[test]
fn the_files_are_what_the_same_settings_come_to_now() {
    for preset in SequencePreset::ALL {
        for model in trained(preset).models {
            let mut trainer = Trainer::new(*model.settings()).expect("sound settings");
            for kept in &model.reports[..5] {
                let report = trainer.step().expect("it learns");
                // Matrix products round in the processor's own way.
                assert!((report.loss - kept.loss).abs() < 1e-3, "{preset}: {report:?}, not {kept:?}");
            }
        }
    }
}

#[test]
fn a_trained_comparison_opens_at_once_and_what_was_there_comes_back() {
    let mut story = Story::new();
    for preset in SequencePreset::ALL {
        story.ask(SequenceCommand::Trained(preset));
        let models = story.session().trainees();
        assert_eq!(models.len(), preset.models().len());
        for model in models {
            assert_eq!((model.steps(), model.reports.len() as u64), (preset.steps(), preset.steps()));
        }
        assert_eq!((story.choices().preset, story.choices().stop.steps), (Some(preset), preset.steps()));
        assert!(!story.session().is_running());
        story.pass(2);
        assert!(story.session().trainees().iter().all(|model| model.state == ModelState::AllSteps));
    }
    for preset in SequencePreset::ALL.into_iter().rev().skip(1) {
        story.ask(SequenceCommand::Undo);
        assert_eq!(story.choices().preset, Some(preset));
    }
}

#[test]
fn the_command_that_made_them_makes_one_again() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join("gap-5.lab");
    let words = ["sequence", "compare", "gap-5", "--json", "--quiet", "--out", text(&file)];
    let answer = sidestep(&words).ok().json();
    assert_eq!(answer["comparison"], "gap-5");
    let accuracies: Vec<f64> =
        answer["models"].as_array().expect("models").iter().filter_map(|model| model["accuracy"].as_f64()).collect();
    assert!(accuracies.len() == 3 && accuracies.iter().all(|&share| share > 0.95), "{answer}");
    let state = disk::lab(&file).expect("it was written");
    assert_eq!(state.settings(), SequencePreset::Gap5.models());
    assert_eq!(state.preset, Some(SequencePreset::Gap5));

    // It is not written over unasked, and with --force takes the place of a session alone.
    assert_eq!(sidestep(&words).code, Some(1));
    let other = folder.path().join("notes.txt");
    std::fs::write(&other, "mine").expect("written");
    let refused = sidestep(&["sequence", "compare", "gap-5", "--out", text(&other), "--force"]);
    assert!(refused.code == Some(1) && refused.stderr.contains("notes.txt"), "{}", refused.stderr);
    assert_eq!(std::fs::read_to_string(&other).expect("read"), "mine");
}
