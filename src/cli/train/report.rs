//! What a training has come to, in words and in JSON, and who diverged.

use serde_json::{Value, json};

use crate::{
    arena::{Gives, Metric},
    cli::{Failure, Output, decimal, percent, thousands},
    curves::statistics::{Interval, mean, mean_interval},
    gridworld::Level,
    learning::Status,
    replay::episodes::FOLDER as REPLAYS,
    runs::{
        CHECKPOINT, CURVE_PNG, CURVE_SVG, EPISODES, Finished, Greedy, LEVEL, METRICS, RESUME, SETTINGS, TrainedRuns,
    },
    solving::Solved,
};

/// The level as a command takes it: by its name where it is the built-in one, else as the file in the run's folder.
fn level_argument(trained: &TrainedRuns) -> String {
    let level = &trained.setup().level;
    match Level::built_in(&level.name) {
        Some(built_in) if built_in == **level => level.name.clone(),
        _ => trained.out.join(LEVEL).display().to_string(),
    }
}

/// How a seed plays greedily, where an optimum is known to hold it against.
fn greedy(run: &Finished, solved: &Solved) -> Option<Greedy> {
    Greedy::play(run.policy.as_ref()?, &run.setup.level, solved.as_ref().ok()?)
}

/// The seed that gets least when it plays greedily, of equals the one that takes longest, and how it plays.
fn worst(runs: &[Finished], played: &[Option<Greedy>]) -> Option<(u64, Greedy)> {
    let known = runs.iter().zip(played).filter_map(|(run, greedy)| Some((run.setup.seed, (*greedy)?)));
    known.min_by(|(_, a), (_, b)| a.mean_return.total_cmp(&b.mean_return).then(b.mean_length.total_cmp(&a.mean_length)))
}

/// How many seeds are exactly optimal, and which is worst; with one seed, whether it is.
fn greedily(runs: &[Finished], played: &[Option<Greedy>]) -> Option<String> {
    let (seed, Greedy { mean_return, mean_length, is_optimal }) = worst(runs, played)?;
    let found = format!("return {} in {} steps", decimal(mean_return), decimal(mean_length));
    if runs.len() == 1 {
        return Some(format!("greedily: {}exactly optimal, {found}", if is_optimal { "" } else { "not " }));
    }
    let optimal = optimal(played);
    Some(format!("greedily: {optimal} of {} seeds exactly optimal; worst is seed {seed}, {found}", runs.len()))
}

fn optimal(played: &[Option<Greedy>]) -> usize {
    played.iter().flatten().filter(|greedy| greedy.is_optimal).count()
}

/// One seed in JSON.
fn summary(run: &Finished, greedy: Option<Greedy>) -> Value {
    json!({
        "exactly_optimal": greedy.map(|greedy| greedy.is_optimal),
        "greedy_return": greedy.map(|greedy| greedy.mean_return),
        "greedy_length": greedy.map(|greedy| greedy.mean_length),
        "seed": run.setup.seed,
        "episodes": run.episodes,
        "steps": run.steps,
        "last_100_episodes": run.lately.episodes(),
        "return_last_100": run.lately.mean(Metric::Return),
        "success_last_100": run.lately.mean(Metric::Success),
        "hit_free_last_100": run.lately.mean(Metric::HitFree),
        "length_last_100": run.lately.mean(Metric::Length),
        "diverged": run.status != Status::Learning,
        "checkpoint": run.folder.join(CHECKPOINT).display().to_string(),
        "run_code": run.code.as_ref().map(|(code, _)| code.to_string()),
        "run_code_gives": run.code.as_ref().map(|(_, gives)| gives.name()),
    })
}

/// Prints the summary.
///
/// # Errors
/// When standard output cannot be written.
pub fn print(trained: &TrainedRuns, solved: &Solved, seconds: f64, output: &mut Output) -> Result<(), Failure> {
    let (setup, runs) = (trained.setup(), &trained.runs);
    let begun = || runs.iter().filter(|run| run.episodes > 0);
    let of_runs = |of| begun().map(|run| run.lately.mean(of)).collect::<Vec<f64>>();
    let over_runs = |of| mean(&of_runs(of));
    let returns = of_runs(Metric::Return);
    let interval = mean_interval(&returns);
    let averaged: Vec<usize> = begun().map(|run| run.lately.episodes()).collect();
    let interrupted = runs.iter().any(|run| run.interrupted);
    let new_steps: u64 = runs.iter().map(|run| run.new_steps).sum();
    let speed = new_steps as f64 / seconds;
    let optimum = solved.as_ref().ok().map(|optimum| optimum.optimal_return);
    let total = |of: fn(&Finished) -> u64| runs.iter().map(of).sum::<u64>();
    let played: Vec<Option<Greedy>> = runs.iter().map(|run| greedy(run, solved)).collect();
    if output.json {
        return output.object(&json!({
            "level": setup.level.name,
            "algorithm": setup.algorithm,
            "observation": setup.observation,
            "seeds": runs.iter().map(|run| run.setup.seed).collect::<Vec<_>>(),
            "episodes": total(|run| run.episodes),
            "steps": total(|run| run.steps),
            "seconds": seconds,
            "steps_per_second": speed,
            "last_100_episodes": averaged.iter().min(),
            "return_last_100": over_runs(Metric::Return),
            "return_last_100_ci95": interval,
            "return_last_100_min": returns.iter().copied().fold(f64::INFINITY, f64::min),
            "success_last_100": over_runs(Metric::Success),
            "hit_free_last_100": over_runs(Metric::HitFree),
            "length_last_100": over_runs(Metric::Length),
            "optimal_return": optimum,
            "optimum_unknown": solved.as_ref().err().map(ToString::to_string),
            "exactly_optimal": optimum.map(|_| optimal(&played)),
            "worst_seed": worst(runs, &played).map(|(seed, _)| seed),
            "interrupted": interrupted,
            "out": trained.out.display().to_string(),
            "runs": runs.iter().zip(&played).map(|(run, greedy)| summary(run, *greedy)).collect::<Vec<_>>(),
        }));
    }
    output.line(format!(
        "{} on {} ({}), {}: {} episodes, {} steps in {seconds:.1} s ({} steps/s){}",
        setup.algorithm,
        setup.level.name,
        setup.observation,
        if runs.len() == 1 { format!("seed {}", runs[0].setup.seed) } else { format!("{} seeds", runs.len()) },
        thousands(total(|run| run.episodes)),
        thousands(total(|run| run.steps)),
        thousands(speed as u64),
        if interrupted { ", stopped before its end" } else { "" },
    ))?;
    if runs.len() > 1 {
        for run in runs {
            output.line(format!("  seed {:<6} {}", run.setup.seed, lately(run)))?;
        }
    }
    let band =
        interval.map_or(String::new(), |Interval { low, high }| format!(" [{}, {}]", decimal(low), decimal(high)));
    output.line(format!(
        "  {}: return {}{band}, optimum {}, success {}, hit-free {}, length {}",
        last_episodes(&averaged),
        decimal(over_runs(Metric::Return)),
        optimum.map_or_else(|| "unknown".to_owned(), decimal),
        percent(over_runs(Metric::Success)),
        percent(over_runs(Metric::HitFree)),
        decimal((over_runs(Metric::Length) * 10.0).round() / 10.0),
    ))?;
    if let Some(greedily) = greedily(runs, &played) {
        output.line(format!("  {greedily}"))?;
    }
    if let Err(unknown) = solved {
        output.line(format!("  optimum unknown: {unknown}"))?;
    }
    if let [run] = runs.as_slice()
        && let Some((code, gives)) = &run.code
    {
        output.line(format!("  run code: {code}{}", in_words(*gives)))?;
    }
    let out = trained.out.display();
    if runs.len() == 1 {
        output.line(format!(
            "  written to {out}: {CHECKPOINT}, {RESUME}, {EPISODES}, {METRICS}, {SETTINGS}, {CURVE_PNG}, {CURVE_SVG}, {REPLAYS}"
        ))?;
    } else {
        output.line(format!(
            "  written to {out}: {METRICS}, {SETTINGS}, {CURVE_PNG}, {CURVE_SVG}, and a folder for each seed"
        ))?;
    }
    if interrupted {
        return output.line(format!(
            "  go on: sidestep train --resume {out} --{} {}",
            trained.length.unit(),
            trained.length.total()
        ));
    }
    output.line(format!(
        "  next: sidestep evaluate --policy {} --level {}",
        runs[0].folder.display(),
        level_argument(trained)
    ))
}

/// What is missing in the code of a run.
const fn in_words(gives: Gives) -> &'static str {
    match gives {
        Gives::Run => "",
        Gives::Beginning => " (as it began: it was changed while it ran)",
        Gives::Settings => " (its settings: it began with weights from elsewhere or in another version)",
    }
}

/// How many episodes the means are of, by seed.
fn last_episodes(averaged: &[usize]) -> String {
    match (averaged.iter().min(), averaged.iter().max()) {
        (Some(1), Some(1)) => "last episode".to_owned(),
        (Some(least), Some(most)) if least == most => format!("last {most} episodes"),
        (Some(least), Some(most)) => format!("last {least} to {most} episodes"),
        _ => "no episode has ended".to_owned(),
    }
}

fn lately(run: &Finished) -> String {
    format!(
        "return {:<8} success {:<7} hit-free {:<7} {} episodes{}",
        decimal(run.lately.mean(Metric::Return)),
        percent(run.lately.mean(Metric::Success)),
        percent(run.lately.mean(Metric::HitFree)),
        thousands(run.episodes),
        if run.status != Status::Learning { ", diverged" } else { "" },
    )
}

/// The failure to end with where a learner diverged.
pub fn diverged(finished: &[Finished]) -> Option<Failure> {
    let told: Vec<String> = finished
        .iter()
        .filter_map(|run| match &run.status {
            Status::Learning => None,
            Status::Diverged { step, what } => Some(format!(
                "seed {} diverged at step {step} ({what}); its last good weights are in {}",
                run.setup.seed,
                run.folder.join(CHECKPOINT).display(),
            )),
        })
        .collect();
    if told.is_empty() {
        return None;
    }
    Some(
        Failure::new(
            "diverged",
            format_args!(
                "{}\nTry a lower learning_rate, or clip the gradient: --set learning_rate=0.0003 --set clip_norm=1",
                told.join("\n")
            ),
        )
        .told(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        arena::Setup,
        learning::{Algorithm, Preset},
        runs::Lately,
    };

    #[test]
    fn the_means_say_how_many_episodes_they_are_of() {
        let cases: [(&[usize], &str); 5] = [
            (&[], "no episode has ended"),
            (&[1], "last episode"),
            (&[5, 5], "last 5 episodes"),
            (&[100, 100, 100], "last 100 episodes"),
            (&[100, 37], "last 37 to 100 episodes"),
        ];
        for (averaged, words) in cases {
            assert_eq!(last_episodes(averaged), words);
        }
    }

    fn run(seed: u64, status: Status) -> Finished {
        let level = Level::built_in("classic").expect("built in").into();
        Finished {
            setup: Setup::preset(level, Algorithm::FIRST, Preset::Tuned, seed),
            folder: format!("runs/seed-{seed}").into(),
            episodes: 1,
            steps: 1,
            new_steps: 1,
            returns: vec![0.0],
            code: None,
            lately: Lately::default(),
            policy: None,
            status,
            interrupted: false,
        }
    }

    #[test]
    fn the_worst_seed_is_named_and_the_optimal_ones_are_counted() {
        let greedy = |mean_return, mean_length, is_optimal| Some(Greedy { mean_return, mean_length, is_optimal });
        let runs = [3, 4, 5].map(|seed| run(seed, Status::Learning));
        let played = [greedy(1.0, 8.0, true), greedy(0.0, 12.0, false), greedy(0.0, 200.0, false)];
        let words = "greedily: 1 of 3 seeds exactly optimal; worst is seed 5, return 0 in 200 steps";
        assert_eq!(greedily(&runs, &played).as_deref(), Some(words));
        let alone = greedily(&runs[..1], &played[..1]);
        assert_eq!(alone.as_deref(), Some("greedily: exactly optimal, return 1 in 8 steps"));
        assert_eq!(greedily(&runs, &[None; 3]), None, "there is no optimum");
    }

    #[test]
    fn a_diverged_seed_is_named_with_its_checkpoint_and_a_remedy() {
        assert!(diverged(&[run(0, Status::Learning)]).is_none());
        let status = Status::Diverged { step: 77, what: "a weight exploded".into() };
        let failure = diverged(&[run(0, Status::Learning), run(1, status)]).expect("one diverged");
        let message = failure.to_string();
        for words in ["seed 1 diverged at step 77", "a weight exploded", "seed-1", CHECKPOINT, "learning_rate"] {
            assert!(message.contains(words), "{words}: {message}");
        }
        assert_eq!(failure.exit_code(), 1);
    }
}
