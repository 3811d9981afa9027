//! A tick in words: each formula, the same with its numbers, and what it comes to, as the lens has them on its cards. With several
//! actors it is the first one's.

use std::fmt::Write as _;

use super::weights::ChosenWeights;
use crate::{
    arena::TickTrace,
    gridworld::{Action, ObstacleTurn, SeenNumber},
    learning::{ActionValues, Draw, EpisodeTrace, Learned, LearningTrace, NextRule, StepTrace, WeightPlace},
    lens::{Factor, Lens, Moved, Net, OfAction, OfStep, Pass, Subject, Unit},
};

/// Terms of a sum that are written out.
const TERMS: usize = 4;
/// Steps of an episode that are written out.
const STEPS: usize = 6;

/// What a weight's step is worked out from, in this order.
const OF_WEIGHT: [Moved; 8] = [
    Moved::Gradient,
    Moved::Clipped,
    Moved::First,
    Moved::Second,
    Moved::FirstCorrected,
    Moved::SecondCorrected,
    Moved::Step,
    Moved::After,
];

/// Numbers as the lens has them on their cards, a line for each that the tick has.
fn write_cards(text: &mut String, lens: &Lens<'_>, subjects: &[Subject]) -> std::fmt::Result {
    let cards = subjects.iter().filter_map(|subject| lens.card(*subject));
    cards.into_iter().try_for_each(|card| writeln!(text, "    {}", card.worked(TERMS)))
}

/// All of a tick.
pub fn of(trace: &TickTrace, chosen: &ChosenWeights) -> String {
    let mut text = String::new();
    write_tick(&mut text, trace, chosen).expect("a string takes all that is written");
    text
}

fn write_tick(text: &mut String, trace: &TickTrace, chosen: &ChosenWeights) -> std::fmt::Result {
    let TickTrace { tick, setup, boards, learner } = trace;
    let board = &boards[0];
    let (level, algorithm, seed) = (&setup.level.name, setup.algorithm.title(), setup.seed);
    writeln!(text, "Tick {tick} of {algorithm} on {level}, seed {seed}, observation {}", setup.observation)?;
    if boards.len() > 1 {
        writeln!(text, "Actor 0 of {}; --json has them all.", boards.len())?;
    }
    writeln!(text, "\nObserve: what the agent sees in step {} of its episode", board.step.number)?;
    // A window has a number for each cell, most of them 0.
    let lens = &Lens { trace, actor: 0 };
    let is_shown = |seen: &SeenNumber| seen.value != 0.0 || !seen.operands.is_empty();
    let left_out = board.seen.iter().filter(|seen| !is_shown(seen)).count();
    for (at, seen) in board.seen.iter().enumerate().filter(|(_, seen)| is_shown(seen)) {
        let card = lens.card(Subject::Seen(at)).map(|card| card.worked(TERMS));
        writeln!(text, "  {:<26} {}", seen.name.to_string(), card.unwrap_or_default())?;
    }
    if left_out > 0 {
        writeln!(text, "  and {left_out} numbers that are 0")?;
    }
    write_decision(text, lens, setup.algorithm.action_values())?;
    match &learner.update {
        None => writeln!(text, "\nLearn: no update in this tick")?,
        Some(update) => write_update(text, update, lens, chosen)?,
    }
    write_step(text, lens)
}

fn write_decision(text: &mut String, lens: &Lens<'_>, kind: ActionValues) -> std::fmt::Result {
    let (learner, decision) = (&lens.trace.learner, lens.decision());
    writeln!(text, "\nDecide: {} layers, {} between them", learner.network.len(), learner.activation)?;
    for (action, output) in Action::ALL.into_iter().zip(decision.outputs) {
        match kind {
            ActionValues::Q => writeln!(text, "  Q(s, {action}) = {output}")?,
            ActionValues::Probabilities => writeln!(text, "  preference of {action} = {output}")?,
        }
    }
    // The unit of the chosen action, opened: what its sum consists of.
    let unit = Unit { pass: Pass::Decision, layer: learner.network.len() - 1, unit: decision.action.index() };
    writeln!(text, "  The output of {}: bias + sum of weight * activation, largest first", decision.action)?;
    write_cards(text, lens, &[Subject::Sum(unit)])?;
    match &decision.draw {
        Draw::EpsilonGreedy { epsilon, number, explored: true, .. } => {
            writeln!(text, "  {number} was drawn, below epsilon = {epsilon}: a random action, {}", decision.action)
        }
        Draw::EpsilonGreedy { epsilon, number, .. } => {
            writeln!(text, "  {number} was drawn, not below epsilon = {epsilon}: the best action, {}", decision.action)
        }
        Draw::Probabilities { probabilities, cumulated, number } => {
            writeln!(text, "  pi(a|s) = exp(preference) / sum of exp; cumulated:")?;
            for (action, (pi, sum)) in Action::ALL.iter().zip(probabilities.iter().zip(cumulated)) {
                writeln!(text, "    pi({action}|s) = {pi}, up to it {sum}")?;
            }
            writeln!(text, "  {number} was drawn: it falls on {}", decision.action)
        }
    }
}

fn write_update(
    text: &mut String,
    update: &LearningTrace,
    lens: &Lens<'_>,
    chosen: &ChosenWeights,
) -> std::fmt::Result {
    let number = update.number;
    match &update.learned {
        Learned::Steps(_) => write_learned_step(text, number, lens)?,
        Learned::Episodes(trace) => {
            let count: usize = trace.episodes.iter().map(|episode| episode.actions.len()).sum();
            writeln!(text, "\nLearn: update {number}, from {} episodes with {count} steps", trace.episodes.len())?;
            if let Some(episode) = lens.episode() {
                write_episode(text, episode, lens)?;
            }
        }
    }
    write_network(text, Net::Policy, lens, chosen)?;
    write_network(text, Net::Value, lens, chosen)
}

fn write_learned_step(text: &mut String, number: u64, lens: &Lens<'_>) -> std::fmt::Result {
    let Some(StepTrace { action, next, .. }) = lens.learned_step() else {
        return writeln!(text, "\nLearn: update {number}, from other actors' steps");
    };
    let why = match next.as_ref().map(|next| next.rule) {
        None => "the episode terminated, so that nothing follows",
        Some(NextRule::Executed) => "the value of s' is that of the action that is taken next",
        Some(NextRule::Largest) => "the value of s' is the largest of the five",
        Some(NextRule::Expected) => "cut off in s', its value is what the policy expects there",
    };
    writeln!(text, "\nLearn: update {number}, from the step before; {why}")?;
    let layer = lens.trace.learner.network.len() - 1;
    let error = Subject::Error(Unit { pass: Pass::Sample(0), layer, unit: action.index() });
    write_cards(
        text,
        lens,
        &[
            Subject::NextValue,
            Subject::Target,
            Subject::Value,
            Subject::TdError,
            Subject::Loss,
            error,
            Subject::ValueAfter,
        ],
    )
}

fn write_episode(text: &mut String, episode: &EpisodeTrace, lens: &Lens<'_>) -> std::fmt::Result {
    for (step, &action) in episode.actions.iter().enumerate().rev().take(STEPS) {
        writeln!(text, "  t = {step}, {action}")?;
        let of_step = [OfStep::Return, OfStep::Advantage, OfStep::LogProbability, OfStep::Ratio];
        let of_action = [OfAction::Probability, OfAction::ProbabilityAfter];
        let of_step = of_step.map(|of| Subject::Episode(of, step));
        write_cards(text, lens, &of_step)?;
        write_cards(text, lens, &of_action.map(|of| Subject::EpisodeAction(of, step, action)))?;
    }
    let rest = episode.actions.len().saturating_sub(STEPS);
    if rest > 0 {
        writeln!(text, "  and {rest} steps before these")?;
    }
    write_cards(text, lens, &[Subject::Loss, Subject::ValueLoss])
}

fn write_network(text: &mut String, net: Net, lens: &Lens<'_>, chosen: &ChosenWeights) -> std::fmt::Result {
    let Some(network) = lens.network(net) else { return Ok(()) };
    let name = if net == Net::Value { "the value network" } else { "the network" };
    writeln!(text, "  The gradient of {name}, over all weights")?;
    write_cards(text, lens, &[Subject::Update(net, Factor::Norm), Subject::Update(net, Factor::Clip)])?;
    for (layer, units) in network.samples[0].layers.iter().enumerate() {
        let size = units.error.iter().map(|error| error * error).sum::<f32>().sqrt();
        writeln!(text, "    error that reached layer {layer} in the first step: norm {size}")?;
    }
    for place in chosen.places(network, lens.trace) {
        let WeightPlace { layer, unit, input } = place;
        let name = input.map_or_else(|| "bias".to_owned(), |input| format!("weight from input {input}"));
        writeln!(text, "  Layer {layer}, unit {unit}, {name}")?;
        write_cards(text, lens, &OF_WEIGHT.map(|moved| Subject::Weight(net, place, moved)))?;
    }
    Ok(())
}

fn write_step(text: &mut String, lens: &Lens<'_>) -> std::fmt::Result {
    let board = lens.board();
    writeln!(text, "\nStep: obstacles first, then the agent")?;
    for (index, turn) in board.step.obstacles.iter().enumerate() {
        let ObstacleTurn { from, to, steps_until_move, chance, .. } = turn;
        let why = match (steps_until_move, chance) {
            (2, _) => "its turn comes with the next step".to_owned(),
            (3.., _) => format!("its turn comes after {} more steps", steps_until_move - 2),
            (_, Some(chance)) if chance.number < chance.probability => {
                format!("its turn: {} was drawn, below {}", chance.number, chance.probability)
            }
            (_, Some(chance)) => format!("its turn: {} was drawn, not below {}", chance.number, chance.probability),
            (_, None) => "its turn".to_owned(),
        };
        writeln!(text, "  obstacle {index}: {from} -> {to}, {why}")?;
    }
    let turn = &board.step.agents[0];
    writeln!(text, "  agent: {}, {} -> {}", turn.action, turn.from, turn.to)?;
    if let Some(cell) = turn.put_back {
        writeln!(text, "  it was hit and is put back to {cell}")?;
    }
    write_cards(text, lens, &[Subject::Reward])?;
    writeln!(text, "\nReport: after {} steps of the episode", board.report.length)?;
    write_cards(text, lens, &[Subject::ReturnAfter])?;
    match (turn.outcome.terminated, turn.outcome.truncated) {
        (true, _) => writeln!(text, "  The episode terminated: the next tick begins another one."),
        (_, true) => writeln!(text, "  The episode was cut off by the step limit: the next tick begins another one."),
        _ => Ok(()),
    }
}
