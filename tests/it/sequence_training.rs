//! Sequence models in training: they learn what they can learn, forget what they must, and the same seed does the same.
//! Gradients and PyTorch's numbers are tested beside the code.

use sidestep::sequence::{
    AttentionKind, CellKind, END, Model, Part, TrainedModel, Trainer, TrainingSettings,
    tasks::{Input, SampleTarget, Source, Split, Task, TaskKind},
};

fn train(settings: TrainingSettings, steps: u64) -> Trainer {
    let mut trainer = Trainer::new(settings).expect("possible settings");
    for step in 1..=steps {
        let report = trainer.step().expect("training goes on");
        assert_eq!(report.step, step);
        assert!(report.sound && report.loss.is_finite() && (0.0..=1.0).contains(&report.accuracy));
    }
    trainer
}

fn recall(cell: CellKind, to: usize) -> TrainingSettings {
    TrainingSettings { task: Task { kind: TaskKind::Recall, from: 1, to }, cell, ..TrainingSettings::default() }
}

#[test]
fn gates_carry_a_symbol_over_a_gap_that_a_plain_cell_loses() {
    for cell in [CellKind::Lstm, CellKind::Gru, CellKind::GruResetBefore] {
        let trained = train(recall(cell, 20), 500);
        let accuracy = trained.trained().evaluate(Some(20), 200).accuracy;
        assert!(accuracy > 0.95, "{cell}: {accuracy}");
    }
    let accuracy = train(recall(CellKind::Rnn, 20), 500).trained().evaluate(Some(20), 200).accuracy;
    assert!(accuracy < 0.4, "a plain RNN: {accuracy}");
}

#[test]
fn attention_aligns_a_reversal() {
    let settings = TrainingSettings {
        task: Task { kind: TaskKind::Reversal, from: 3, to: 6 },
        ..TrainingSettings::usual(TaskKind::Reversal)
    };
    let trainer = train(settings, 400);
    let trained = trainer.trained();
    let accuracy = trained.evaluate(None, 200).accuracy;
    assert!(accuracy > 0.95, "{accuracy}");

    let input = TaskKind::Reversal.read("27182").expect("digits");
    let trace = trained.trace(&input).expect("digits");
    assert_eq!(TaskKind::Reversal.write_target(&trace.answer), "28172");
    assert_eq!(trace.target, Some(trace.answer.clone()));
    assert_eq!(trace.decoding.last().map(|step| step.output), Some(END));
    for (at, step) in trace.decoding[..5].iter().enumerate() {
        let most = (0..5).max_by(|&a, &b| step.weights[a].total_cmp(&step.weights[b])).expect("five places");
        assert_eq!(most, 4 - at, "decoder step {at} looks at {:?}", step.weights);
        assert!((step.weights.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert!((step.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        assert_eq!([step.scores.len(), step.context.len(), step.combined.len()], [5, 32, 32]);
        // the context is the encoder's states, weighted
        let first: f32 =
            (0..5).map(|place| step.weights[place] * trace.layers[0].value(Part::Hidden, place, 0)[0]).sum();
        assert!((first - step.context[0]).abs() < 1e-5);
    }
}

#[test]
fn the_same_seed_gives_the_same_weights_and_reset_begins_anew() {
    for settings in [
        recall(CellKind::Lstm, 10),
        TrainingSettings {
            teacher_forcing: 0.5,
            layers: 2,
            attention: AttentionKind::Additive,
            ..TrainingSettings::usual(TaskKind::Dates)
        },
    ] {
        let mut first = train(settings, 5);
        let second = train(settings, 5);
        assert_eq!(first.trained().to_bytes(), second.trained().to_bytes());
        let snapshot = first.trained().clone();
        let report = first.step();
        assert_eq!(snapshot.to_bytes(), second.trained().to_bytes(), "a snapshot stays as it was");
        assert_ne!(first.trained().to_bytes(), second.trained().to_bytes());
        first.reset();
        assert_eq!(first.trained().steps(), 0);
        for _ in 0..5 {
            first.step();
        }
        assert_eq!(first.trained().to_bytes(), second.trained().to_bytes());
        assert_eq!(first.step(), report);
        let other = TrainingSettings { seed: settings.seed + 1, ..settings };
        assert_ne!(train(other, 5).trained().to_bytes(), second.trained().to_bytes());
    }
}

/// Side by side means: on the same batches.
#[test]
fn different_cells_see_the_same_batches() {
    let losses = |cell| {
        let mut trainer = Trainer::new(TrainingSettings { learning_rate: 1e-6, ..recall(cell, 10) }).expect("possible");
        trainer.step().expect("a step").loss
    };
    let lstm = losses(CellKind::Lstm);
    let mut source = Source::new(recall(CellKind::Lstm, 10).task, Split::Training, TrainingSettings::default().seed);
    let batch = source.batch(TrainingSettings::default().batch);
    let mut by_hand = Trainer::new(recall(CellKind::Lstm, 10)).expect("possible");
    assert_eq!(by_hand.step_on(&batch).expect("a step").loss, lstm);
    let mut gru = Trainer::new(recall(CellKind::Gru, 10)).expect("possible");
    assert_eq!(gru.step_on(&batch).expect("a step").loss, losses(CellKind::Gru));
}

#[test]
fn every_part_of_a_cell_is_in_its_range_and_follows_from_the_others() {
    let settings = TrainingSettings { layers: 2, ..recall(CellKind::Lstm, 10) };
    let trained = TrainedModel::new(settings).expect("possible");
    let input = TaskKind::Recall.read("abDcabca?").expect("symbols");
    let trace = trained.trace(&input).expect("symbols");
    assert_eq!(trace.steps.concat(), "abDcabca?");
    assert_eq!(trace.target, Some(SampleTarget::Class(3)));
    assert!((trace.probabilities.iter().sum::<f32>() - 1.0).abs() < 1e-5);
    assert_eq!(trace.layers.len(), 2);
    for record in &trace.layers {
        assert_eq!([record.steps, record.batch, record.hidden], [9, 1, 32]);
        for step in 0..9 {
            let part = |part| record.value(part, step, 0);
            let (_, cell_before) = record.before(step, 0);
            for (unit, c_before) in cell_before.iter().enumerate() {
                let [i, f, g, o] =
                    [Part::InputGate, Part::ForgetGate, Part::Candidate, Part::OutputGate].map(|p| part(p)[unit]);
                let (c, h) = (part(Part::Cell)[unit], part(Part::Hidden)[unit]);
                assert!([i, f, o].iter().all(|gate| (0.0..=1.0).contains(gate)) && g.abs() <= 1.0);
                assert!((c - (f * c_before + i * g)).abs() < 1e-5);
                assert!((h - o * c.tanh()).abs() < 1e-5);
            }
        }
        assert!(record.value(Part::ResetGate, 0, 0).is_empty(), "an LSTM has no reset gate");
    }
}

/// Over forty steps: a plain cell lets next to nothing through, a forget bias more, chrono initialisation most.
#[test]
fn biases_of_gates_decide_how_far_gradients_reach_before_training() {
    let ratio = |cell, forget_bias, chrono| {
        let settings = TrainingSettings { forget_bias, chrono, ..recall(cell, 40) };
        let samples = Source::new(settings.task, Split::HeldOut, 1).batch(16);
        let flow = TrainedModel::new(settings).expect("possible").gradient_flow(&samples).expect("equal lengths");
        let norms = &flow.layers[0];
        assert_eq!(norms.len(), 41);
        norms[0] / norms[40]
    };
    let rnn = ratio(CellKind::Rnn, 0.0, false);
    let [none, one, chrono] =
        [(0.0, false), (1.0, false), (1.0, true)].map(|(bias, chrono)| ratio(CellKind::Lstm, bias, chrono));
    assert!(rnn < 1e-6 && none < 1e-6, "{rnn} {none}");
    assert!(none * 100.0 < one && one * 5.0 < chrono, "{none} {one} {chrono}");
    assert!(chrono > 1e-3, "{chrono}");
}

#[test]
fn settings_out_of_range_are_refused_with_what_is_accepted() {
    let refused = |settings: TrainingSettings, words: &str| {
        let message = Trainer::new(settings).expect_err(words).to_string();
        assert!(message.contains(words), "{message}");
    };
    let usual = TrainingSettings::default();
    refused(TrainingSettings { hidden: 7, ..usual }, "hidden 7 is not possible: give a number from 8 to 128");
    refused(TrainingSettings { layers: 3, ..usual }, "layers 3");
    refused(TrainingSettings { learning_rate: f32::NAN, ..usual }, "learning-rate NaN");
    refused(TrainingSettings { attention: AttentionKind::Dot, ..usual }, "a task of two sequences");
    refused(recall(CellKind::Lstm, 101), "gap 1 to 101 is not possible: give one from 1 to 100");
}

#[test]
fn inputs_that_a_model_cannot_read_are_refused() {
    let classifier = TrainedModel::new(TrainingSettings::default()).expect("possible");
    let encoder_decoder = TrainedModel::new(TrainingSettings::usual(TaskKind::Copy)).expect("possible");
    assert!(classifier.trace(&Input::Features(Vec::new())).is_err());
    assert!(classifier.trace(&Input::Features(vec![vec![1.0; 5]])).is_err(), "a feature is missing");
    assert!(classifier.trace(&Input::Tokens(vec![1])).is_err());
    assert!(encoder_decoder.trace(&Input::Tokens(vec![10])).is_err(), "there are ten digits");
    assert!(encoder_decoder.trace(&Input::Features(vec![vec![0.0]])).is_err());
    let mut source = Source::new(Task::usual(TaskKind::Copy), Split::HeldOut, 1);
    let uneven = [source.sample(3), source.sample(5)];
    assert!(encoder_decoder.gradient_flow(&uneven).expect_err("uneven").to_string().contains("equal length"));
    assert!(encoder_decoder.gradient_flow(&[]).is_err());
}

#[test]
fn a_training_that_explodes_keeps_its_last_good_weights() {
    let mut trainer =
        Trainer::new(TrainingSettings { learning_rate: 1.0, clip_norm: 0.0, ..recall(CellKind::Lstm, 5) })
            .expect("possible");
    let mut source = Source::new(trainer.settings().task, Split::Training, 1);
    let mut batch = source.batch(4);
    trainer.step_on(&batch).expect("a step");
    let good = trainer.trained().to_bytes();
    for sample in &mut batch {
        if let Input::Features(steps) = &mut sample.input {
            steps[0][0] = f32::NAN;
        }
    }
    let report = trainer.step_on(&batch).expect("it says so");
    assert!(!report.sound && trainer.diverged());
    assert_eq!(trainer.trained().to_bytes(), good);
    assert_eq!(trainer.step(), None, "training is over");
    trainer.reset();
    assert!(trainer.step().expect("from the beginning").sound);
}

/// The worker threads of a window own their trainers and hand out snapshots: without these bounds nothing here compiles.
const _: () = {
    const fn can_be_sent<T: Send + 'static>() {}
    can_be_sent::<Trainer>();
    can_be_sent::<TrainedModel>();
    can_be_sent::<Model>();
    can_be_sent::<sidestep::sequence::Trace>();
};
