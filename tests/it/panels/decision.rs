//! The current decision: bars, words and names; the last step; what was learned, as formulas with their numbers.

use bevy_egui::egui::{ScrollArea, Shape};
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    arena::{DecisionRecord, Outlook, Setup, Simulation},
    gridworld::{Action, GridWorld, Level, Observation, Outcome},
    language::Language,
    learning::{Algorithm, Baseline, Decision, Hyperparameters, LearnedEpisode, LearnedStep, Preset, UpdateTrace},
    panels::{DecisionPanel, DecisionView},
    theme::ThemeMode,
};
use std::sync::Arc;

use super::{Stage, check_texts, check_widgets, press, says, stage, stage_in, text};

/// What a [`DecisionView`] borrows.
#[derive(Clone)]
struct Shown {
    setup: Setup,
    outlook: Option<Outlook>,
    ended: bool,
    last: Option<DecisionRecord>,
    update: Option<UpdateTrace>,
}

impl Shown {
    /// `classic` at its beginning, in which a step to the right was made and nothing learned.
    fn at_start(observation: Observation, algorithm: Algorithm) -> Self {
        let level = Arc::new(Level::built_in("classic").expect("classic is built in"));
        let world = GridWorld::new(Arc::clone(&level), 1);
        let mut numbers = vec![0.0; observation.len(&level)];
        observation.write(&world, 0, &mut numbers);
        let setup = Setup { level, algorithm, observation, hyperparameters: Hyperparameters::default(), seed: 1 };
        let decision = Decision { action: Action::Right, values: [0.1, 0.2, 0.4, 0.05, 0.25], greedy: false };
        let outcome = Outcome { reward: -0.5, ..Outcome::default() };
        let last = DecisionRecord { observation: numbers, decision, outcome };
        Self { setup, outlook: None, ended: false, last: Some(last), update: None }
    }

    /// The first board of a simulation, while time stands.
    fn paused(simulation: &Simulation) -> Self {
        Self {
            setup: simulation.setup().expect("it learns").clone(),
            outlook: simulation.outlook(0),
            ended: simulation.is_over(0),
            last: simulation.decision(0),
            update: simulation.last_update(0),
        }
    }

    fn panel(self, mode: ThemeMode, language: Language, width: f32) -> Harness<'static, Stage<DecisionPanel>> {
        let harness = stage_in(mode, language, [width, 1400.0], DecisionPanel, move |ui, look, panel| {
            let Self { setup, outlook, ended, last, update } = &self;
            let view = DecisionView {
                setup,
                outlook: outlook.as_ref(),
                ended: *ended,
                last: last.as_ref(),
                update: update.as_ref(),
                exploration: 0.25,
            };
            ScrollArea::vertical().show(ui, |ui| panel.ui(ui, look, Some(&view))).inner
        });
        check_widgets(&harness, width, &format!("{language}"));
        check_texts(&harness, &format!("{language}"));
        harness
    }

    fn painted(self, language: Language) -> Vec<String> {
        painted(&self.panel(ThemeMode::Dark, language, 380.0))
    }
}

/// Everything that is painted.
fn painted<P>(harness: &Harness<'_, P>) -> Vec<String> {
    let mut texts = Vec::new();
    harness.output().shapes.iter().for_each(|shape| collect(&shape.shape, &mut texts));
    texts
}

fn collect(shape: &Shape, out: &mut Vec<String>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, out)),
        Shape::Text(painted) => out.push(painted.galley.text().to_owned()),
        _ => {}
    }
}

fn has(painted: &[String], text: &str) -> bool {
    painted.iter().any(|painted| painted.contains(text))
}

fn step() -> LearnedStep {
    LearnedStep {
        action: Action::Down,
        reward: -1.0,
        gamma: 0.9,
        bootstrap: Some(0.5),
        truncated: false,
        value: -0.8,
        target: -0.55,
        error: 0.25,
        samples: 1,
        loss: 0.03125,
    }
}

fn learned(step: LearnedStep, algorithm: Algorithm, language: Language) -> Vec<String> {
    let update = Some(UpdateTrace::Step(step));
    Shown { update, ..Shown::at_start(Observation::RelativePhase, algorithm) }.painted(language)
}

#[test]
fn target_error_and_loss_are_written_with_their_formulas_and_numbers() {
    let english = learned(step(), Algorithm::DeepSarsa, Language::English);
    for text in [
        "r + γ · Q(s′, a′)",
        "−1.000 + 0.9 · 0.500 = −0.550",
        "δ = target − Q(s, a)",
        "−0.550 − (−0.800) = +0.250",
        "L = ½ (target − Q(s, a))²",
        "½ · 0.250² = 0.0312",
        "γ = 0.9: discount factor",
        "From the step before: a = Down, r = −1.000",
        "explored",
        "epsilon ε = 0.250",
        "+0.400",
    ] {
        assert!(has(&english, text), "{text} in {english:#?}");
    }
    let korean = learned(step(), Algorithm::DeepQLearning, Language::Korean);
    for text in ["r + γ · max Q(s′, a′)", "δ = 목표값 − Q(s, a)", "L = ½ (목표값 − Q(s, a))²", "γ = 0.9: 할인율"]
    {
        assert!(has(&korean, text), "{text} in {korean:#?}");
    }
}

#[test]
fn with_several_actors_the_loss_is_the_mean_and_the_share_stands_below() {
    let painted = learned(LearnedStep { samples: 16, loss: 0.05, ..step() }, Algorithm::DeepSarsa, Language::English);
    for text in ["L = ½ · mean of (target − Q(s, a))²", "½ · 0.100 = 0.0500", "½ · 0.250² = 0.0312", "16 actors"]
    {
        assert!(has(&painted, text), "{text} in {painted:#?}");
    }
}

#[test]
fn after_the_end_of_an_episode_only_the_reward_counts() {
    let end = LearnedStep { bootstrap: None, reward: 1.0, value: 0.5, target: 1.0, error: 0.5, ..step() };
    let painted = learned(end, Algorithm::DeepSarsa, Language::Korean);
    assert!(has(&painted, "1.000 = 1.000") && has(&painted, "에피소드가 끝났습니다"), "{painted:#?}");
    // A gamma of zero lets nothing count either, but the episode goes on.
    let short_sighted = LearnedStep { gamma: 0.0, target: -1.0, error: -0.2, ..step() };
    let painted = learned(short_sighted, Algorithm::DeepSarsa, Language::Korean);
    assert!(has(&painted, "−1.000 + 0 · 0.500 = −1.000") && !has(&painted, "에피소드가 끝났습니다"), "{painted:#?}");
}

#[test]
fn where_an_episode_was_cut_off_sarsa_expects_an_action_and_q_learning_does_not() {
    let cut = LearnedStep { truncated: true, ..step() };
    let sarsa = learned(cut, Algorithm::DeepSarsa, Language::English);
    assert!(has(&sarsa, "r + γ · E[Q(s′, ·)]") && has(&sarsa, "(1 − ε) · max Q(s′, ·)"), "{sarsa:#?}");
    let q = learned(cut, Algorithm::DeepQLearning, Language::English);
    assert!(has(&q, "r + γ · max Q(s′, a′)") && has(&q, "cut off") && !has(&q, "(1 − ε)"), "{q:#?}");
}

#[test]
fn while_time_stands_the_shown_board_is_in_front_and_the_last_step_below() {
    let running = Shown::at_start(Observation::RelativePhase, Algorithm::DeepSarsa);
    let mut outlook = Outlook { observation: vec![0.0; 17], values: [0.7, -0.1, 0.3, 0.15, -0.25] };
    let last = running.last.as_ref().expect("a step was made").observation.clone();
    outlook.observation.resize(last.len(), 0.0);
    let paused = Shown { outlook: Some(outlook), ..running.clone() };
    let (running, ended) = (running.painted(Language::English), Shown { ended: true, ..paused.clone() });
    let harness = paused.panel(ThemeMode::Dark, Language::English, 380.0);
    assert!(harness.query_by_label("Up: +0.700").is_some(), "the bars are of the board, nothing is chosen");
    let texts = painted(&harness);
    let place =
        |text: &str| texts.iter().position(|painted| painted.contains(text)).unwrap_or_else(|| panic!("{text}"));
    let order = ["not chosen yet", "+0.700", "Last step", "a = Right", "explored", "Q(s, a) = +0.400", "r = −0.5"];
    assert!(order.map(place).is_sorted(), "{texts:#?}");
    assert!(has(&texts, "Obstacle 1: here"), "{texts:#?}");
    assert!(has(&running, "Obstacle 1: 1 down") && !has(&running, "not chosen yet"), "{running:#?}");
    let ended = ended.painted(Language::English);
    assert!(has(&ended, "The episode has ended") && !has(&ended, "+0.700"), "{ended:#?}");
}

/// Simulations after so many ticks that all algorithms and baselines have learned, with one actor and with several.
fn simulations() -> Vec<Simulation> {
    let level = Arc::new(Level::built_in("classic").expect("classic is built in"));
    let mut all = Vec::new();
    for algorithm in Algorithm::ALL {
        for (baseline, actors) in Baseline::ALL.into_iter().flat_map(|baseline| [(baseline, 1), (baseline, 3)]) {
            let mut setup = Setup::preset(level.clone(), algorithm, Preset::Tuned, 7);
            (setup.hyperparameters.baseline, setup.hyperparameters.actors) = (baseline, actors);
            let mut simulation = Simulation::new(&setup).expect("the preset is sound");
            while simulation.learner().is_some_and(|learner| learner.updates() < 40) {
                simulation.tick();
            }
            all.push(simulation);
        }
    }
    all
}

/// The number written, and by how much it may be wrong: half of its last digit.
fn number(written: &str) -> (f64, f64) {
    let plain = written.trim_matches(['(', ')', '+']).replace('−', "-");
    let (mantissa, exponent) = plain.split_once('e').unwrap_or((&plain, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
    let scale = 10f64.powi(exponent.parse::<i32>().expect("an exponent") - decimals);
    (plain.parse().unwrap_or_else(|_| panic!("{written} is no number")), 0.5 * scale)
}

/// Whether an equation of the panel holds: `a + b · c = d`, `a − b = c`, `½ · a² = b`, `½ · a = b`, `a − b · c = d`, `(a − b) / c = d`.
/// Each number may be wrong by its rounding.
fn check(equation: &str) {
    let (left, right) = equation.split_once(" = ").expect("an equation");
    // Terms are sums of products; the bounds of what each may be are carried along.
    let mut tokens = left.split(' ').peekable();
    let mut total = (0.0, 0.0);
    let mut sign = 1.0;
    if let Some((inner, divisor)) = left.split_once(") / ") {
        let (minuend, subtrahend) = inner.trim_start_matches('(').split_once(" − ").expect("a difference");
        let ((a, da), (b, db), (c, dc)) = (number(minuend), number(subtrahend), number(divisor));
        let value = (a - b) / c;
        total = (value, (da + db + value.abs() * dc) / (c - dc).max(1e-9));
    } else {
        while tokens.peek().is_some() {
            let mut product = (1.0, 0.0);
            loop {
                let token = tokens.next().expect("a factor");
                let (value, wrong) = match token.strip_suffix('²') {
                    Some(base) => {
                        let (value, wrong) = number(base);
                        (value * value, 2.0 * value.abs() * wrong + wrong * wrong)
                    }
                    None if token == "½" => (0.5, 0.0),
                    None => number(token),
                };
                let (so_far, before) = product;
                product = (so_far * value, f64::abs(so_far) * wrong + value.abs() * before + before * wrong);
                if tokens.next_if_eq(&"·").is_none() {
                    break;
                }
            }
            total = (total.0 + sign * product.0, total.1 + product.1);
            match tokens.next() {
                Some("+") => sign = 1.0,
                Some("−") => sign = -1.0,
                None => {}
                Some(other) => panic!("{other} in {equation}"),
            }
        }
    }
    let (result, wrong) = number(right);
    assert!((total.0 - result).abs() <= total.1 + wrong + 1e-6, "{equation}: the left side is {}", total.0);
}

#[test]
fn displayed_numbers_compute_to_the_displayed_result() {
    let mut equations = 0;
    for mut simulation in simulations() {
        for _ in 0..5 {
            (0..7).for_each(|_| simulation.tick());
            let texts = Shown::paused(&simulation).painted(Language::English);
            let is_number = |text: &&String| {
                text.contains(" = ")
                    && text.chars().all(|sign| !sign.is_alphabetic() || sign == 'e')
                    && !text.contains(':')
            };
            for equation in texts.iter().filter(is_number) {
                check(equation);
                equations += 1;
            }
        }
    }
    assert!(equations > 200, "{equations} equations");
}

/// What REINFORCE learned last on the first board.
fn episode(simulation: &Simulation) -> Option<LearnedEpisode> {
    match simulation.last_update(0)? {
        UpdateTrace::Episode(learned) => Some(learned),
        UpdateTrace::Step(_) => None,
    }
}

#[test]
fn reinforce_shows_the_last_episode_as_a_table_and_the_loss_in_the_open() {
    for simulation in simulations() {
        let Some(learned) = episode(&simulation) else { continue };
        let what = format!("{}, {} actors", learned.baseline, simulation.arena_count());
        let mut shown = Shown::paused(&simulation);
        let mut long = learned.clone();
        let middle = long.steps.len().min(2);
        let repeated = long.steps[..middle].to_vec();
        (0..20).for_each(|_| long.steps.extend_from_slice(&repeated));
        let texts = shown.clone().painted(Language::English);
        for text in
            ["−1/N Σ ρₜ Aₜ ln π(aₜ|sₜ) − β H", "G₀ = r₁", "A₀ = ", "γ = ", "N = ", "ρ: weight", "β = ", "baseline"]
        {
            assert!(has(&texts, text), "{what}: {text} in {texts:#?}");
        }
        let is_value = learned.baseline == Baseline::Value;
        assert_eq!(has(&texts, "V(sₜ)") && has(&texts, "Loss of V"), is_value, "{what}: {texts:#?}");
        let last = learned.steps.last().expect("it has steps");
        for value in [last.discounted_return, last.advantage] {
            let decimals = if value.abs() < 10.0 { 3 } else { 2 };
            let written = format!("{value:+.decimals$}").replace('-', "−");
            assert!(has(&texts, &written) || value.abs() < 5e-4, "{what}: {written} in {texts:#?}");
        }
        let is_long = learned.steps.len() > 12;
        assert_eq!(texts.iter().any(|text| text == "…"), is_long, "{what}: {} steps", learned.steps.len());
        let count = long.steps.len();
        shown.update = Some(UpdateTrace::Episode(long));
        let texts = shown.painted(Language::Korean);
        assert!(texts.iter().any(|text| text == "…"), "{what}: the middle is left out");
        assert!(texts.contains(&(count - 1).to_string()) && !texts.contains(&(count - 10).to_string()), "{what}");
    }
}

#[test]
fn the_entropy_is_that_of_the_probabilities_beside_it() {
    let mut shown = Shown::at_start(Observation::VIEW, Algorithm::Reinforce);
    let painted = shown.clone().painted(Language::English);
    for text in ["40.0%", "drawn", "entropy H = 1.415", "π(a|s) = 40.0%"] {
        assert!(has(&painted, text), "{text} in {painted:#?}");
    }
    let observation = shown.last.as_ref().expect("a step was made").observation.clone();
    shown.outlook = Some(Outlook { observation, values: [0.975, 0.017, 0.008, 0.0, 0.0] });
    let painted = shown.painted(Language::Korean);
    assert!(has(&painted, "97.5%") && has(&painted, "엔트로피 H = 0.133"), "{painted:#?}");
}

#[test]
fn everything_fits_the_panel_in_both_languages_and_themes() {
    for simulation in simulations() {
        for language in Language::ALL {
            for mode in [ThemeMode::Dark, ThemeMode::Light] {
                // What is left of a narrow window, and of one of 1280 by 720.
                for width in [316.0, 358.0] {
                    Shown::paused(&simulation).panel(mode, language, width);
                }
            }
        }
    }
}

#[test]
fn the_observation_is_put_into_words_from_its_numbers() {
    // classic: the agent is at (0, 0), the obstacles at (0, 1), (1, 2) and (2, 3) start to the right, the goal is at (4, 4).
    let shown = |language, observation| Shown::at_start(observation, Algorithm::DeepSarsa).painted(language);
    let relative = shown(Language::English, Observation::Relative);
    assert!(has(&relative, "Obstacle 1: 1 down · went right"), "{relative:#?}");
    assert!(has(&relative, "Goal 1: 4 right, 4 down"), "{relative:#?}");
    let phase = shown(Language::English, Observation::RelativePhase);
    assert!(has(&phase, "Obstacle 3: 2 right, 3 down · goes right next"), "{phase:#?}");
    assert!(has(&phase, "Goal 1: 4 right, 4 down"), "{phase:#?}");
    let korean = shown(Language::Korean, Observation::RelativePhase);
    assert!(has(&korean, "장애물 2: 오른쪽 1칸, 아래 2칸 · 다음에 오른쪽으로"), "{korean:#?}");
}

#[test]
fn every_input_of_every_observation_has_a_name() {
    for language in Language::ALL {
        for observation in [Observation::Relative, Observation::RelativePhase, Observation::View { size: 3 }] {
            let shown = Shown::at_start(observation, Algorithm::DeepSarsa);
            let count = observation.len(&shown.setup.level);
            let heading = match language {
                Language::English => format!("The network's inputs ({count})"),
                Language::Korean => format!("신경망의 입력({count}개)"),
            };
            let mut harness = shown.panel(ThemeMode::Dark, language, 358.0);
            press(&mut harness, &heading);
            let names = || {
                let texts = painted(&harness).into_iter().filter_map(|text| Some(text.split_once("   ")?.1.to_owned()));
                texts.collect::<Vec<_>>()
            };
            let first = names();
            assert!(first.len() >= 5, "{language}, {observation}: {first:?}");
            assert!(first.iter().all(|name| !name.starts_with("input-")), "{language}, {observation}: {first:?}");
            let first = first[0].clone();
            let node = harness.query_by_label_contains(&first).expect("screen readers are told");
            let place = node.rect().center();
            harness.hover_at(place);
            harness.run_steps(4);
            let under = painted(&harness);
            assert!(under.iter().any(|text| text.starts_with(&format!("{first}: "))), "{language}: {under:#?}");
        }
    }
}

#[test]
fn before_the_first_decision_there_is_a_note() {
    for language in Language::ALL {
        let harness = stage(language, [380.0, 300.0], DecisionPanel, |ui, look, panel| panel.ui(ui, look, None));
        assert!(harness.query_by_label_contains(&text(language, "decision-none")).is_some());
        assert!(!harness.output().shapes.iter().any(|shape| says(&shape.shape, "ε")));
    }
}
