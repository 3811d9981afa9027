//! The current decision: bars, formula and words.

use bevy_egui::egui::ScrollArea;
use egui_kittest::kittest::Queryable;
use sidestep::{
    arena::{DecisionRecord, Setup},
    gridworld::{Action, GridWorld, Level, Observation, Outcome},
    language::Language,
    learning::{Algorithm, Decision, Hyperparameters, Target},
    panels::{DecisionPanel, DecisionView},
};
use std::sync::Arc;

use super::{Asked, check_widgets, says, stage};

/// Everything painted when `classic` is seen through an observation; `learned`: what the step before led to, target
/// and error.
fn shown(
    language: Language,
    observation: Observation,
    algorithm: Algorithm,
    learned: Option<(Outcome, Target)>,
) -> Vec<String> {
    let level = Arc::new(Level::built_in("classic").expect("classic is built in"));
    let world = GridWorld::new(Arc::clone(&level), 1);
    let mut numbers = vec![0.0; observation.len(&level)];
    observation.write(&world, 0, &mut numbers);
    let hyperparameters = Hyperparameters { gamma: 0.9, ..Hyperparameters::default() };
    let setup = Setup { level, algorithm, observation, hyperparameters, seed: 1 };
    let (learned, target) = learned.unzip();
    let record = DecisionRecord {
        observation: numbers,
        decision: Decision { action: Action::Right, values: [0.1, 0.2, 0.4, 0.05, 0.25], greedy: false },
        outcome: Outcome::default(),
        learned,
        target,
    };
    let harness = stage(language, [380.0, 900.0], DecisionPanel, move |ui, look, panel| {
        let view = DecisionView { setup: &setup, record: &record, exploration: 0.25 };
        ScrollArea::vertical().show(ui, |ui| panel.ui(ui, look, Some(&view)));
        Vec::<Asked>::new()
    });
    check_widgets(&harness, 380.0, &format!("{language}, {observation}"));
    let mut painted = Vec::new();
    for shape in &harness.output().shapes {
        collect(&shape.shape, &mut painted);
    }
    painted
}

fn collect(shape: &bevy_egui::egui::Shape, out: &mut Vec<String>) {
    use bevy_egui::egui::Shape;
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, out)),
        Shape::Text(painted) => out.push(painted.galley.text().to_owned()),
        _ => {}
    }
}

fn has(painted: &[String], text: &str) -> bool {
    painted.iter().any(|painted| painted.contains(text))
}

#[test]
fn a_td_target_is_written_with_its_formula_and_numbers() {
    let learned = (Outcome { reward: -1.0, ..Outcome::default() }, Target { target: -0.55, error: 0.25 });
    let painted = shown(Language::English, Observation::RelativePhase, Algorithm::DeepSarsa, Some(learned));
    for text in [
        "r + γ · Q(s′, a′)",
        "−1.000 + 0.90 · 0.500 = −0.550",
        "−0.550 − (−0.800) = +0.250",
        "explored",
        "ε = 0.250",
        "+0.400",
    ] {
        assert!(has(&painted, text), "{text} in {painted:#?}");
    }
}

#[test]
fn after_the_end_of_an_episode_only_the_reward_counts() {
    let outcome = Outcome { reward: 1.0, terminated: true, ..Outcome::default() };
    let learned = (outcome, Target { target: 1.0, error: 0.5 });
    let painted = shown(Language::Korean, Observation::Relative, Algorithm::DeepSarsa, Some(learned));
    assert!(has(&painted, "1.000 = 1.000") && has(&painted, "에피소드가 끝났습니다"), "{painted:#?}");
}

#[test]
fn reinforce_shows_probabilities_return_and_advantage() {
    let learned = (Outcome::default(), Target { target: 0.95, error: -0.4 });
    let painted = shown(Language::English, Observation::VIEW, Algorithm::Reinforce, Some(learned));
    for text in ["40.0 %", "+0.950", "−0.400", "Advantage", "drawn", "H = 0.250"] {
        assert!(has(&painted, text), "{text} in {painted:#?}");
    }
}

#[test]
fn the_observation_is_put_into_words_from_its_numbers() {
    // classic: the agent is at (0, 0), the obstacles at (0, 1), (1, 2) and (2, 3) start to the right, the goal is at (4, 4).
    let relative = shown(Language::English, Observation::Relative, Algorithm::DeepSarsa, None);
    assert!(has(&relative, "Obstacle 1: 1 down · went right"), "{relative:#?}");
    assert!(has(&relative, "Goal 1: 4 right, 4 down"), "{relative:#?}");
    let phase = shown(Language::English, Observation::RelativePhase, Algorithm::DeepSarsa, None);
    assert!(has(&phase, "Obstacle 3: 2 right, 3 down · goes right next"), "{phase:#?}");
    assert!(has(&phase, "Goal 1: 4 right, 4 down"), "{phase:#?}");
    let korean = shown(Language::Korean, Observation::RelativePhase, Algorithm::DeepSarsa, None);
    assert!(has(&korean, "장애물 2: 오른쪽 1칸, 아래 2칸 · 다음에 오른쪽으로"), "{korean:#?}");
}

#[test]
fn before_the_first_decision_there_is_a_note() {
    let harness = stage(Language::English, [380.0, 300.0], DecisionPanel, |ui, look, panel| {
        panel.ui(ui, look, None);
        Vec::<Asked>::new()
    });
    assert!(harness.query_by_label_contains("No decision yet").is_some());
    assert!(!harness.output().shapes.iter().any(|shape| says(&shape.shape, "ε")));
}
