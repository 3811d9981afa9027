//! The step of a round that cost a seat most, found by playing the round again. What a step costs is said by a critic: the exact optimum
//! of the round, or the network of an opponent where there is none.

use super::{MatchSettings, Round, SeatRound, replay::Replay, stage::HUNTER};
use crate::{
    arena::opponents::{Opponent, opponents},
    gridworld::{Action, GridWorld, Optimum, Outcome},
    learning::ActionValues,
};

/// What costs less is not told: it may be rounding, or noise of a network.
const LEAST: f32 = 1e-3;

/// Who says what actions are worth.
#[derive(Clone, Copy, Debug)]
pub enum Critic<'a> {
    /// The exact optimum of the round, for which the other seats are not there.
    Optimum(&'a Optimum),
    /// What an opponent expects, in its own observation: Q-values.
    Opponent(&'a Opponent),
}

/// A step that another would have been better than.
#[derive(Clone, Debug, PartialEq)]
pub struct CostlyStep {
    /// Steps of the round before it.
    pub step: u32,
    /// What the seat did.
    pub action: Action,
    /// What would have been best.
    pub better: Action,
    /// Obstacles that it met.
    pub hits: u32,
    /// How much more that is worth, in discounted return: max_a Q(s, a) - Q(s, `action`).
    pub cost: f32,
    /// How many steps later the goal is reached after it, if all further steps are the critic's; `None` where it is not later, or not
    /// reached at all.
    pub delay: Option<u32>,
    /// The board before it.
    pub board: GridWorld,
    /// The agent on it that each seat plays, as in [`Round::agents`].
    pub agents: Vec<Option<usize>>,
    /// What the seat did from there on, to its next goal or its end.
    pub taken: SeatRound,
    /// The same by the critic, alone on the board.
    pub better_way: SeatRound,
}

impl<'a> Critic<'a> {
    /// The best that there is for rounds with these settings: the optimum where it is known, else the strongest built-in opponent of the level.
    /// The optimum knows nothing of steered obstacles, so that it is none of a hunt.
    #[must_use]
    pub fn of(settings: &MatchSettings, optimum: Option<&'a Optimum>) -> Option<Self> {
        let level = &settings.level;
        let knows = |opponent: &&Opponent| {
            opponent.observation.len(level) == opponent.policy.network.inputs()
                && opponent.policy.algorithm.action_values() == ActionValues::Q
        };
        let optimum = optimum.filter(|_| settings.hunters().is_none()).map(Critic::Optimum);
        optimum.or_else(|| opponents(&level.name).last().filter(knows).map(Critic::Opponent))
    }

    /// Q of the five actions for an agent, and the best of them; `None` where it knows none. Walking into an edge or a wall is waiting:
    /// it is worth the same, and never called the best.
    fn values(self, world: &GridWorld, agent: usize) -> Option<([f32; Action::COUNT], Action)> {
        let cell = world.agents()[agent];
        let waits = |action: Action| world.level().destination(cell, action) == cell;
        let as_waiting = |mut values: [f32; Action::COUNT]| {
            for action in Action::ALL.into_iter().filter(|action| waits(*action)) {
                values[action.index()] = values[Action::Stay.index()];
            }
            values
        };
        let (values, best) = match self {
            Critic::Optimum(optimum) => (as_waiting(optimum.values_at(world, cell)?), optimum.action_at(world, cell)?),
            Critic::Opponent(Opponent { policy, observation, .. }) => {
                let (mut row, mut values) = (vec![0.0; observation.len(world.level())], [[0.0; Action::COUNT]]);
                observation.write(world, agent, &mut row);
                policy.values(&row, 1, &mut values);
                let values = as_waiting(values[0]);
                (values, policy.greedy(&values))
            }
        };
        Some((values, if waits(best) { Action::Stay } else { best }))
    }
}

/// The step of a round that cost a seat most, the first of several; `None` where none cost anything, for a hunter, and where the round or
/// the critic is none of these settings.
#[must_use]
pub fn costliest_step(settings: &MatchSettings, round: &Round, seat: usize, critic: Critic<'_>) -> Option<CostlyStep> {
    let agent = round.agent_of(seat)?;
    let actions = &round.seats.get(seat)?.actions;
    let mut replay = Replay::new(settings, round)?;
    let mut worst: Option<(usize, Replay, Action)> = None;
    let mut hits = 0;
    let mut cost = LEAST;
    for (step, action) in actions.iter().enumerate() {
        let regret = critic.values(&replay.world, agent).map(|(values, better)| {
            let best = values.into_iter().fold(f32::NEG_INFINITY, f32::max);
            (best - values[action.index()], better)
        });
        let moment = replay.clone();
        let outcomes = replay.repeat(round, step);
        if let Some((regret, better)) = regret
            && regret > cost
        {
            cost = regret;
            hits = outcomes[agent].map_or(0, |outcome| outcome.hits);
            worst = Some((step, moment, better));
        }
        replay.go_on(&outcomes);
    }
    let (step, moment, better) = worst?;

    let action = actions[step];
    let taken = go(&moment, agent, actions.len() - step, |replay, made| {
        Some((actions[step + made], replay.repeat(round, step + made)))
    });
    let mut alone = moment.clone();
    (0..round.starts.len()).filter(|&other| other != agent).for_each(|other| alone.world.retire(other));
    // A network may never arrive.
    let most = 4 * (settings.level.width + settings.level.height) as usize;
    let follow = |first: Action| {
        go(&alone, agent, most, |replay, made| {
            let action = if made == 0 { first } else { critic.values(&replay.world, agent)?.1 };
            let mut all = vec![Action::Stay; round.starts.len()];
            all[agent] = action;
            Some((action, replay.step(&all, round.seats[HUNTER].action(step + made))))
        })
    };
    let better_way = follow(better);
    let arrivals = follow(action).goal_step.zip(better_way.goal_step);
    Some(CostlyStep {
        step: step as u32,
        action,
        better,
        hits,
        cost,
        delay: arrivals.and_then(|(late, early)| late.checked_sub(early)).filter(|&delay| delay > 0),
        board: moment.world,
        agents: round.agents.clone(),
        taken,
        better_way,
    })
}

/// At most so many steps of an agent from a moment on, to its first goal or the end of its episode. `step` makes each, given how many were
/// made, and says what the agent did and what it led to for everybody.
fn go(
    moment: &Replay,
    agent: usize,
    most: usize,
    mut step: impl FnMut(&mut Replay, usize) -> Option<(Action, Vec<Option<Outcome>>)>,
) -> SeatRound {
    let mut replay = moment.clone();
    let mut way = SeatRound::at(replay.world.agents().get(agent).copied());
    while way.actions.len() < most && way.goals == 0 && !replay.world.is_over(agent) {
        let from = replay.world.agents()[agent];
        let Some((action, outcomes)) = step(&mut replay, way.actions.len()) else { break };
        let Some(outcome) = outcomes[agent] else { break };
        way.step(replay.world.level(), action, [from, replay.world.agents()[agent]], outcome);
    }
    way
}
