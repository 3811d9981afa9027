//! The sequence tasks are what they claim: who knows the rule is always right, who guesses is as good as chance; what is held
//! out is never trained on; what cannot be read is refused.

use std::collections::HashSet;

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64Mcg;
use sidestep::sequence::tasks::{Input, InputError, Sample, SampleTarget, Source, Split, Task, TaskKind, TaskShape};

const SAMPLES: usize = 2000;

fn samples(kind: TaskKind, part: Split, seed: u64) -> Vec<Sample> {
    Source::new(Task::usual(kind), part, seed).batch(SAMPLES)
}

/// The rules, written a second time from what a person would read.
fn solve(kind: TaskKind, text: &str) -> String {
    match kind {
        TaskKind::Recall => {
            let flagged: Vec<char> = text.chars().filter(char::is_ascii_uppercase).collect();
            assert!(flagged.len() == 1 && text.ends_with('?'), "{text}");
            flagged[0].to_ascii_lowercase().to_string()
        }
        TaskKind::Adding => {
            let marked: Vec<f64> = text.split(' ').filter_map(|word| word.strip_suffix('*')?.parse().ok()).collect();
            assert_eq!(marked.len(), 2, "{text}");
            format!("{:.1}", marked[0] + marked[1])
        }
        TaskKind::Reversal => text.chars().rev().collect(),
        TaskKind::Copy => text.to_owned(),
        TaskKind::Dates => {
            const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";
            let parts: Vec<&str> =
                text.split([' ', ',', '/', '.', '년', '월', '일']).filter(|part| !part.is_empty()).collect();
            let month = |name: &str| (MONTHS.find(&name[..3]).expect("a month") / 3 + 1).to_string();
            let [year, month, day] = match parts[..] {
                [day, name, year] if name.starts_with(char::is_alphabetic) => {
                    [year, &month(name), day].map(str::to_owned)
                }
                [name, day, year] if name.starts_with(char::is_alphabetic) => {
                    [year, &month(name), day].map(str::to_owned)
                }
                [year, month, day] if year.len() == 4 => [year, month, day].map(str::to_owned),
                [day, month, year] => [year, month, day].map(str::to_owned),
                _ => panic!("{text}"),
            };
            format!("{year}-{month:0>2}-{day:0>2}")
        }
    }
}

#[test]
fn who_knows_the_rule_is_always_right() {
    for kind in TaskKind::ALL {
        for sample in samples(kind, Split::Training, 1) {
            let text = kind.write(&sample.input);
            let right = match &sample.target {
                // what is written for a person is rounded
                SampleTarget::Number(number) => {
                    let solved: f32 = solve(kind, &text).parse().expect("a number");
                    assert!((solved - number).abs() < 0.07, "{text}: {number}");
                    continue;
                }
                target => kind.write_target(target),
            };
            assert_eq!(solve(kind, &text), right, "{text}");
            // what is written can be read again, and means the same
            assert_eq!(kind.read(&text).as_ref(), Ok(&sample.input), "{text}");
            assert_eq!(kind.target(&sample.input).as_ref(), Some(&sample.target));
        }
    }
}

/// Guessing finds a class as often as there are classes, and the mean of sums is off by 1/6; a guessed translation is never
/// right.
#[test]
fn who_guesses_is_as_good_as_chance() {
    let mut generator = Pcg64Mcg::seed_from_u64(3);
    for kind in TaskKind::ALL {
        let samples = samples(kind, Split::HeldOut, 2);
        match kind.shape() {
            TaskShape::Choose { classes, .. } => {
                let mut counts = vec![0_usize; classes];
                let mut right = 0;
                for sample in &samples {
                    let SampleTarget::Class(class) = sample.target else { panic!("a class") };
                    counts[class] += 1;
                    right += usize::from(generator.random_range(0..classes) == class);
                }
                let share = right as f64 / SAMPLES as f64;
                // five standard deviations of 2000 draws are 0.05
                assert!((share - 0.25).abs() < 0.05, "{kind}: {share}");
                let most = *counts.iter().max().expect("four") as f64 / SAMPLES as f64;
                assert!(most < 0.3, "{kind}: always saying the same finds {most}");
            }
            TaskShape::Say { .. } => {
                let error = samples.iter().map(|sample| match sample.target {
                    SampleTarget::Number(number) => f64::from(number - 1.0).powi(2),
                    _ => panic!("a number"),
                });
                let error = error.sum::<f64>() / SAMPLES as f64;
                assert!((error - 1.0 / 6.0).abs() < 0.02, "{kind}: {error}");
            }
            TaskShape::Translate { target, .. } => {
                let symbols = target.chars().count();
                let hits = samples.iter().filter(|sample| match &sample.target {
                    SampleTarget::Tokens(tokens) => {
                        tokens.iter().all(|&token| token == generator.random_range(0..symbols))
                    }
                    _ => panic!("tokens"),
                });
                assert!(hits.count() < SAMPLES / 100, "{kind}");
            }
        }
    }
}

#[test]
fn what_is_held_out_is_never_trained_on() {
    for kind in TaskKind::ALL {
        let key = |sample: &Sample| match kind {
            // all ways of writing a date stand and fall together
            TaskKind::Dates => kind.write_target(&sample.target),
            _ => format!("{:?}", sample.input),
        };
        let trained: HashSet<String> = samples(kind, Split::Training, 1).iter().map(key).collect();
        let tested: HashSet<String> = samples(kind, Split::HeldOut, 1).iter().map(key).collect();
        assert!(trained.is_disjoint(&tested), "{kind}");
        assert!(trained.len() > 500 && tested.len() > 500, "{kind} repeats itself");
    }
}

#[test]
fn the_same_seed_draws_the_same_samples() {
    for kind in TaskKind::ALL {
        assert_eq!(samples(kind, Split::Training, 5), samples(kind, Split::Training, 5));
        assert_ne!(samples(kind, Split::Training, 5), samples(kind, Split::Training, 6));
    }
}

#[test]
fn a_sample_is_as_difficult_as_was_asked() {
    let mut source = Source::new(Task::usual(TaskKind::Recall), Split::HeldOut, 1);
    for gap in [1, 7, 50, 80] {
        let text = TaskKind::Recall.write(&source.sample(gap).input);
        let flagged = text.find(|symbol: char| symbol.is_ascii_uppercase()).expect("a flag");
        assert_eq!(text.len() - 1 - flagged, gap, "{text}");
        assert_eq!(text.len() - 1, gap.max(50));
    }
    for kind in [TaskKind::Adding, TaskKind::Reversal, TaskKind::Copy] {
        let mut source = Source::new(Task::usual(kind), Split::Training, 1);
        assert_eq!(source.sample(11).input.len(), 11);
    }
    let mut source = Source::new(Task::usual(TaskKind::Dates), Split::Training, 1);
    assert!(TaskKind::Dates.write(&source.sample(3).input).ends_with('일'));
}

#[test]
fn what_cannot_be_read_is_refused_with_what_is_accepted() {
    for kind in TaskKind::ALL {
        for nothing in ["", "  "] {
            assert!(matches!(kind.read(nothing), Err(InputError::Empty { .. })), "{kind}");
        }
        let message = kind.read("§").expect_err("no symbol of any task").to_string();
        assert!(message.contains('§') && message.contains("give only"), "{message}");
        let long = "1 ".repeat(201);
        let long = if kind == TaskKind::Recall { "a".repeat(201) } else { long };
        if kind != TaskKind::Reversal && kind != TaskKind::Copy {
            assert!(matches!(kind.read(&long), Err(InputError::TooLong { found, .. }) if found >= 201), "{kind}");
        }
    }
    assert_eq!(
        TaskKind::Reversal.read("12x4").expect_err("x").to_string(),
        "`x`, at place 3, is not in the alphabet: give only the symbols 0 1 2 3 4 5 6 7 8 9"
    );
    assert!(TaskKind::Adding.read("0.5 1.5*").expect_err("too large").to_string().contains("1.5*"));
    // readable, but no question of the task's: no answer is right
    for (kind, text) in [
        (TaskKind::Recall, "abcd?"),
        (TaskKind::Recall, "aBc"),
        (TaskKind::Adding, "0.5* 0.2"),
        (TaskKind::Dates, "31/02/1998"),
    ] {
        let input = kind.read(text).expect("symbols of the task");
        assert_eq!(kind.target(&input), None, "{text}");
    }
    assert_eq!(TaskKind::Recall.target(&Input::Features(Vec::new())), None);
}

/// Over a gap of two there are sixteen inputs: that none of them is held out must not keep anybody waiting.
#[test]
fn every_difficulty_that_can_be_chosen_has_samples() {
    for kind in TaskKind::ALL {
        let difficulty = kind.difficulty();
        let small = difficulty.least..=(difficulty.least + 3).min(difficulty.most);
        for at in small.chain([difficulty.most]) {
            let task = Task { kind, from: at, to: at };
            assert!(task.is_possible());
            for part in [Split::Training, Split::HeldOut] {
                let sample = Source::new(task, part, 7).sample(at);
                assert_eq!(kind.target(&sample.input), Some(sample.target), "{kind} at {at}, {part:?}");
            }
        }
    }
}
