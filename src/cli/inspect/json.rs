//! A tick as an object. What each field means, and how it follows from others, is written in the README beside.

use serde::Serialize;

use super::weights::ChosenWeights;
use crate::{
    arena::{BoardTrace, ReportTrace, TickTrace},
    gridworld::{AgentTurn, ObstacleTurn, SeenNumber},
    learning::{
        DecisionTrace, Draw, Hyperparameters, Learned, LearningTrace, NetworkUpdate, SampleTrace, TracedLayer,
        UnitsTrace, WeightTrace,
    },
    lens::ActionComparison,
    tensors::{Activation, AdamFactors},
};

/// A tick.
#[derive(Serialize)]
pub struct TickLine<'t> {
    tick: u64,
    level: &'t str,
    algorithm: &'static str,
    observation: String,
    seed: u64,
    settings: &'t Hyperparameters,
    steps: u64,
    updates: u64,
    activation: Activation,
    layers: &'t [TracedLayer],
    actors: Vec<Actor<'t>>,
    update: Option<UpdateLine<'t>>,
}

#[derive(Serialize)]
struct Actor<'t> {
    actor: usize,
    begins: bool,
    observation: &'t [SeenNumber],
    layers: &'t [UnitsTrace],
    outputs: &'t [f32],
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'t ActionComparison>,
    draw: &'t Draw,
    obstacles: &'t [ObstacleTurn],
    #[serde(flatten)]
    turn: &'t AgentTurn,
    report: ReportTrace,
}

#[derive(Serialize)]
struct UpdateLine<'t> {
    number: u64,
    learned: &'t Learned,
    network: NetworkLine<'t>,
    value: Option<NetworkLine<'t>>,
}

#[derive(Serialize)]
struct NetworkLine<'t> {
    /// Those of the network that decides stand above.
    #[serde(skip_serializing_if = "Option::is_none")]
    layers: Option<&'t [TracedLayer]>,
    loss: f32,
    gradient_norm: f32,
    clip_norm: f32,
    adam: AdamFactors,
    samples: &'t [SampleTrace],
    parameters: Vec<WeightTrace>,
}

impl<'t> TickLine<'t> {
    pub fn of(trace: &'t TickTrace, chosen: &ChosenWeights, compared: &'t [ActionComparison]) -> Self {
        let TickTrace { tick, setup, boards, learner } = trace;
        let actors = boards.iter().zip(&learner.decisions).enumerate();
        let update = learner.update.as_ref().map(|update| {
            let LearningTrace { number, learned, network, value } = update;
            let value = value
                .as_ref()
                .map(|value| NetworkLine { layers: Some(&value.layers), ..NetworkLine::of(value, trace, chosen) });
            UpdateLine { number: *number, learned, network: NetworkLine::of(network, trace, chosen), value }
        });
        Self {
            tick: *tick,
            level: &setup.level.name,
            algorithm: setup.algorithm.name(),
            observation: setup.observation.to_string(),
            seed: setup.seed,
            settings: &setup.hyperparameters,
            steps: learner.steps,
            updates: learner.updates,
            activation: learner.activation,
            layers: &learner.network,
            actors: actors
                .map(|(actor, (board, decision))| Actor {
                    why: compared.get(actor),
                    ..Actor::of(actor, board, decision)
                })
                .collect(),
            update,
        }
    }
}

impl<'t> Actor<'t> {
    fn of(actor: usize, board: &'t BoardTrace, decision: &'t DecisionTrace) -> Self {
        Self {
            actor,
            begins: board.begins,
            observation: &board.seen,
            layers: &decision.layers,
            outputs: &decision.outputs,
            why: None,
            draw: &decision.draw,
            obstacles: &board.step.obstacles,
            turn: &board.step.agents[0],
            report: board.report,
        }
    }
}

impl<'t> NetworkLine<'t> {
    fn of(network: &'t NetworkUpdate, trace: &TickTrace, chosen: &ChosenWeights) -> Self {
        let places = chosen.places(network, trace);
        Self {
            layers: None,
            loss: network.loss,
            gradient_norm: network.gradient_norm,
            clip_norm: network.clip_norm,
            adam: network.adam,
            samples: &network.samples,
            parameters: places.into_iter().filter_map(|place| network.weight(place)).collect(),
        }
    }
}
