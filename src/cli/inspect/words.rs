//! A tick in words: each formula, the same with its numbers, and what it comes to. With several actors it is the
//! first one's.

use std::fmt::Write as _;

use super::weights::ChosenWeights;
use crate::{
    arena::{BoardTrace, TickTrace},
    gridworld::{Action, ObstacleTurn, RewardParts, SeenNumber},
    learning::{
        ActionValues, Baseline, DecisionTrace, Draw, EpisodeTrace, EpisodesTrace, Learned, LearnerTrace, LearningTrace,
        NetworkUpdate, NextRule, StepTrace, StepsTrace, WeightPlace, WeightTrace,
    },
};

/// Terms of a sum that are written out.
const TERMS: usize = 4;
/// Steps of an episode that are written out.
const STEPS: usize = 6;

/// A number with all of its digits, a tiny one without all of its zeros.
fn number(number: f32) -> String {
    if number.abs() < 1e-4 && number != 0.0 { format!("{number:e}") } else { number.to_string() }
}

/// The same, in brackets where it is negative.
fn signed(value: f32) -> String {
    if value < 0.0 { format!("({})", number(value)) } else { number(value) }
}

/// The terms of a sum of products, largest first, and how many are left out and what they come to.
fn largest_terms(mut terms: Vec<(f32, f32)>) -> (String, usize, f32) {
    terms.sort_by(|one, other| (other.0 * other.1).abs().total_cmp(&(one.0 * one.1).abs()));
    let written: Vec<String> =
        terms.iter().take(TERMS).map(|(one, other)| format!("{} * {}", signed(*one), signed(*other))).collect();
    let rest = terms.iter().skip(TERMS).map(|(one, other)| one * other).sum();
    (written.join(" + "), terms.len().saturating_sub(TERMS), rest)
}

/// All of a tick.
pub fn of(trace: &TickTrace, chosen: &ChosenWeights) -> String {
    let mut text = String::new();
    write_tick(&mut text, trace, chosen).expect("a string takes all that is written");
    text
}

fn write_tick(text: &mut String, trace: &TickTrace, chosen: &ChosenWeights) -> std::fmt::Result {
    let TickTrace { tick, setup, boards, learner } = trace;
    let (board, decision) = (&boards[0], &learner.decisions[0]);
    let (level, algorithm, seed) = (&setup.level.name, setup.algorithm.title(), setup.seed);
    writeln!(text, "Tick {tick} of {algorithm} on {level}, seed {seed}, observation {}", setup.observation)?;
    if boards.len() > 1 {
        writeln!(text, "Actor 0 of {}; --json has them all.", boards.len())?;
    }
    writeln!(text, "\nObserve: what the agent sees in step {} of its episode", board.step.number)?;
    // A window has a number for each cell, most of them 0.
    let is_shown = |seen: &&SeenNumber| seen.value != 0.0 || !seen.operands.is_empty();
    let left_out = board.seen.iter().filter(|seen| !is_shown(seen)).count();
    for seen in board.seen.iter().filter(is_shown) {
        let (with_numbers, value) = (seen.with_numbers(), seen.value);
        let worked = if seen.operands.is_empty() { String::new() } else { format!("{} = ", seen.formula) };
        let numbers = if with_numbers == value.to_string() { String::new() } else { format!("{with_numbers} = ") };
        writeln!(text, "  {:<26} {worked}{numbers}{value}", seen.name.to_string())?;
    }
    if left_out > 0 {
        writeln!(text, "  and {left_out} numbers that are 0")?;
    }
    write_decision(text, learner, decision, setup.algorithm.action_values())?;
    match &learner.update {
        None => writeln!(text, "\nLearn: no update in this tick")?,
        Some(update) => write_update(text, update, trace, chosen)?,
    }
    write_step(text, board)
}

fn write_decision(
    text: &mut String,
    learner: &LearnerTrace,
    decision: &DecisionTrace,
    kind: ActionValues,
) -> std::fmt::Result {
    writeln!(text, "\nDecide: {} layers, {} between them", learner.network.len(), learner.activation)?;
    for (action, output) in Action::ALL.into_iter().zip(decision.outputs) {
        match kind {
            ActionValues::Q => writeln!(text, "  Q(s, {action}) = {output}")?,
            ActionValues::Probabilities => writeln!(text, "  preference of {action} = {output}")?,
        }
    }
    // The unit of the chosen action, opened: what its sum consists of.
    let (unit, last) = (decision.action.index(), learner.network.len() - 1);
    let layer = &learner.network[last];
    let x = if last == 0 { &decision.observation } else { &decision.layers[last - 1].activation };
    let (terms, others, rest) = largest_terms(layer.weights[unit].iter().copied().zip(x.iter().copied()).collect());
    writeln!(text, "  The output of {}: bias + sum of weight * activation, largest first", decision.action)?;
    writeln!(
        text,
        "    = {} + {terms} + {} of {others} others = {}",
        signed(layer.bias[unit]),
        signed(rest),
        decision.outputs[unit]
    )?;
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
    trace: &TickTrace,
    chosen: &ChosenWeights,
) -> std::fmt::Result {
    match &update.learned {
        Learned::Steps(steps) => write_steps(text, update.number, steps)?,
        Learned::Episodes(episodes) => write_episodes(text, update.number, episodes)?,
    }
    write_network(text, "the network", &update.network, trace, chosen)?;
    match &update.value {
        Some(value) => write_network(text, "the value network", value, trace, chosen),
        None => Ok(()),
    }
}

fn write_steps(text: &mut String, number: u64, trace: &StepsTrace) -> std::fmt::Result {
    let StepsTrace { gamma, loss, steps } = trace;
    writeln!(text, "\nLearn: update {number}, from the step before")?;
    let StepTrace { action, outcome, next, target, value, error, value_after, .. } = &steps[0];
    let reward = outcome.reward;
    match next {
        None => writeln!(text, "  target = r = {target}: the episode terminated, nothing follows")?,
        Some(next) => {
            let (name, why) = match (next.rule, next.action) {
                (NextRule::Executed, Some(action)) => {
                    (format!("Q(s', {action})"), "the action that is taken next".to_owned())
                }
                (NextRule::Largest, _) => ("max Q(s', .)".to_owned(), "the largest of the five".to_owned()),
                _ => (
                    "E[Q(s', .)]".to_owned(),
                    format!("cut off: (1 - epsilon) max Q + epsilon mean Q with epsilon = {}", next.epsilon),
                ),
            };
            writeln!(text, "  {name} = {}, {why}", next.value)?;
            let (gamma, next) = (signed(*gamma), signed(next.value));
            writeln!(text, "  target = r + gamma * {name} = {} + {gamma} * {next} = {target}", signed(reward))?;
        }
    }
    let (mean, by) = match steps.len() {
        1 => (String::new(), String::new()),
        count => (format!("mean over {count} steps of "), format!(" / {count}")),
    };
    writeln!(text, "  error = target - Q(s, {action}) = {target} - {} = {error}", signed(*value))?;
    writeln!(text, "  loss = 1/2 {mean}error^2 = {loss}")?;
    writeln!(text, "  dL/dQ(s, {action}) = -error{by} = {}", -error / steps.len() as f32)?;
    writeln!(text, "  Q(s, {action}) was {value} before the update and is {value_after} after it")
}

fn write_episodes(text: &mut String, number: u64, trace: &EpisodesTrace) -> std::fmt::Result {
    let count: usize = trace.episodes.iter().map(|episode| episode.actions.len()).sum();
    writeln!(text, "\nLearn: update {number}, from {} episodes with {count} steps", trace.episodes.len())?;
    let Some(episode) = trace.episodes.iter().find(|episode| episode.actor == 0) else { return Ok(()) };
    let EpisodeTrace { gamma, tail, .. } = episode;
    writeln!(text, "  G_t = r + gamma * G_t+1 with gamma = {gamma}, from the end on; behind it {tail}")?;
    for step in (0..episode.actions.len()).rev().take(STEPS) {
        write_episode_step(text, trace, episode, step, count)?;
    }
    let rest = episode.actions.len().saturating_sub(STEPS);
    if rest > 0 {
        writeln!(text, "  and {rest} steps before these")?;
    }
    let EpisodesTrace { policy_loss, entropy_bonus, entropy, loss, value_loss, .. } = trace;
    writeln!(text, "  loss = policy loss - beta * entropy = {policy_loss} - {entropy_bonus} * {entropy} = {loss}")?;
    match value_loss {
        Some(value_loss) => writeln!(text, "  loss of the values = 1/2 mean of (V - G)^2 = {value_loss}"),
        None => Ok(()),
    }
}

fn write_episode_step(
    text: &mut String,
    trace: &EpisodesTrace,
    episode: &EpisodeTrace,
    step: usize,
    count: usize,
) -> std::fmt::Result {
    let following = episode.returns.get(step + 1).copied().unwrap_or(episode.tail);
    let (action, g, b) = (episode.actions[step], episode.returns[step], episode.baseline[step]);
    let [reward, gamma, following] = [episode.rewards[step], episode.gamma, following].map(signed);
    writeln!(text, "  t = {step}, {action}: G = {reward} + {gamma} * {following} = {g}")?;
    let advantage = episode.advantages[step];
    match trace.kind {
        Baseline::None => writeln!(text, "    A = G = {advantage}")?,
        Baseline::Value => writeln!(text, "    A = G - V(s) = {g} - {} = {advantage}", signed(b))?,
        Baseline::Whitened => {
            let (mean, deviation) = (signed(trace.mean), trace.deviation);
            writeln!(text, "    A = (G - mean) / deviation = ({g} - {mean}) / {deviation} = {advantage}")?;
        }
    }
    let (ratio, log_pi) = (episode.ratios[step], episode.log_probabilities[step]);
    let index = action.index();
    let (before, after) = (episode.probabilities[step][index], episode.probabilities_after[step][index]);
    writeln!(text, "    log pi({action}|s) = {log_pi}; the step counts {ratio} times, as one of {count}")?;
    writeln!(text, "    pi({action}|s) was {before} before the update and is {after} after it")
}

fn write_network(
    text: &mut String,
    name: &str,
    network: &NetworkUpdate,
    trace: &TickTrace,
    chosen: &ChosenWeights,
) -> std::fmt::Result {
    let (norm, clip, factor) = (network.gradient_norm, network.clip_norm, network.adam.clip_factor);
    writeln!(text, "  The gradient of {name} has norm {norm}")?;
    if factor < 1.0 {
        writeln!(text, "    clipped to {clip}: factor {clip} / {norm} = {factor}")?;
    }
    for (layer, units) in network.samples[0].layers.iter().enumerate() {
        let size = units.error.iter().map(|error| error * error).sum::<f32>().sqrt();
        writeln!(text, "    error that reached layer {layer} in the first step: norm {size}")?;
    }
    for place in chosen.places(network, trace) {
        if let Some(weight) = network.weight(place) {
            write_weight(text, network, &weight)?;
        }
    }
    Ok(())
}

fn write_weight(text: &mut String, network: &NetworkUpdate, weight: &WeightTrace) -> std::fmt::Result {
    let WeightPlace { layer, unit, input } = weight.place;
    let name = input.map_or_else(|| "bias".to_owned(), |input| format!("weight from input {input}"));
    writeln!(text, "  Layer {layer}, unit {unit}, {name}")?;
    let (terms, others, rest) = largest_terms(network.terms(weight.place));
    let more = if others > 0 { format!(" + {} of {others} others", signed(rest)) } else { String::new() };
    writeln!(text, "    gradient = sum of error * activation = {terms}{more} = {}", number(weight.gradient))?;
    let adam = &network.adam;
    let (g, m_before, v_before) = (signed(weight.clipped), signed(weight.m_before), number(weight.v_before));
    let (beta_1, beta_2, t) = (adam.beta_1, adam.beta_2, adam.t);
    let [m, v, m_corrected, v_corrected] = [weight.m, weight.v, weight.m_corrected, weight.v_corrected].map(number);
    writeln!(text, "    m = beta_1 * m + (1 - beta_1) * g = {beta_1} * {m_before} + (1 - {beta_1}) * {g} = {m}")?;
    writeln!(text, "    v = beta_2 * v + (1 - beta_2) * g^2 = {beta_2} * {v_before} + (1 - {beta_2}) * {g}^2 = {v}")?;
    writeln!(text, "    m^ = m / (1 - beta_1^{t}) = {m} / {} = {m_corrected}", adam.correction_1)?;
    writeln!(text, "    v^ = v / (1 - beta_2^{t}) = {v} / {} = {v_corrected}", adam.correction_2)?;
    let (m, rate, epsilon) = (signed(weight.m_corrected), number(adam.learning_rate), number(adam.epsilon));
    let quotient = format!("{rate} * {m} / (sqrt({v_corrected}) + {epsilon})");
    writeln!(text, "    step = learning rate * m^ / (sqrt(v^) + epsilon) = {quotient} = {}", number(weight.step))?;
    let [before, after] = [weight.before, weight.after].map(number);
    writeln!(text, "    after = before - step = {before} - {} = {after}", signed(weight.step))
}

fn write_step(text: &mut String, board: &BoardTrace) -> std::fmt::Result {
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
    let RewardParts { value, step, hit, hits, goal } = turn.reward;
    let [step, hit, goal] = [step, hit, goal].map(signed);
    writeln!(text, "  reward = step + hit * hits + goal = {step} + {hit} * {hits} + {goal} = {value}")?;
    let report = &board.report;
    let (before, after) = (signed(report.return_before), report.return_after);
    writeln!(text, "\nReport\n  return = {before} + {} = {after}, after {} steps", signed(value), report.length)?;
    match (turn.outcome.terminated, turn.outcome.truncated) {
        (true, _) => writeln!(text, "  The episode terminated: the next tick begins another one."),
        (_, true) => writeln!(text, "  The episode was cut off by the step limit: the next tick begins another one."),
        _ => Ok(()),
    }
}
