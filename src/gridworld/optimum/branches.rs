//! What chance can make of the roaming obstacles in one step, and what that does to an agent.

use super::Model;

/// A joint state: which goals, the time in the period, the roaming obstacles' joint place, the agent's cell.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub goals: usize,
    pub time: usize,
    pub place: usize,
    pub agent: usize,
}

impl State {
    /// Its place in the tables; the agent's cell varies fastest, since one state looks at its neighbours there.
    #[inline]
    pub fn index(&self, model: &Model) -> usize {
        model.row(self.goals, self.time, self.place) + self.agent
    }
}

/// One outcome of chance for all roaming obstacles.
#[derive(Clone, Copy)]
struct Outcome {
    place: usize,
    probability: f64,
    /// For each action how many of them hit the agent then, packed as the model packs contacts.
    hits: u64,
}

/// The outcomes of one step. It is used for many states in turn, so that listing them allocates nothing.
#[derive(Default)]
pub(super) struct Branches {
    outcomes: Vec<Outcome>,
    /// The roaming obstacles' cells before the step.
    before: Vec<u16>,
}

impl Branches {
    /// Takes the roaming obstacles to a joint place.
    pub fn enter(&mut self, model: &Model, place: usize) {
        self.before.clear();
        self.before.extend(model.places.at(place));
    }

    /// Lists what can happen from there in the step that leads to `time`, with the agent still on `agent`.
    pub fn list(&mut self, model: &Model, time: usize, agent: usize) {
        let cells = model.cells.len();
        let Self { outcomes, before } = self;
        outcomes.clear();
        outcomes.push(Outcome { place: 0, probability: 1.0, hits: 0 });
        let mut unit = 1;
        for (roaming, &cell) in model.roaming.iter().zip(&*before) {
            let stays = [(cell, 1.0)];
            let chance = if model.is_turn(time, roaming.every, roaming.phase) {
                roaming.chance(cell, agent, cells)
            } else {
                &stays
            };
            let with = |outcome: Outcome, (to, probability): (u16, f64)| Outcome {
                place: outcome.place + usize::from(to) * unit,
                probability: outcome.probability * probability,
                hits: outcome.hits + model.roaming_hits(agent, usize::from(cell), usize::from(to)),
            };
            let known = outcomes.len();
            // Each further choice adds a copy of what is there, then the first one overwrites it.
            for &choice in &chance[1..] {
                for index in 0..known {
                    outcomes.push(with(outcomes[index], choice));
                }
            }
            for outcome in &mut outcomes[..known] {
                *outcome = with(*outcome, chance[0]);
            }
            unit *= cells;
        }
        for outcome in outcomes {
            outcome.place = model.places.rank(outcome.place);
        }
    }

    /// How many outcomes there are.
    pub fn len(&self) -> u64 {
        self.outcomes.len() as u64
    }

    /// For one action, each outcome: its probability, the reward, and the state after it, `None` where the episode ends.
    #[inline]
    pub fn each(&self, model: &Model, state: State, action: usize, mut visit: impl FnMut(f64, f64, Option<State>)) {
        let State { goals, time, agent: from, .. } = state;
        let to = usize::from(model.destinations[from][action]);
        let time = model.after(time);
        let fixed = model.fixed_hits(time, from, action, to);
        let is_goal = model.is_goal(goals, to);
        let restart = model.restart.unwrap_or(to);
        let gain = model.step_reward + if is_goal { model.goal_reward } else { 0.0 };
        for outcome in &self.outcomes {
            let hits = fixed + Model::unpack(outcome.hits, action);
            let ends = is_goal || (model.hit_ends && hits > 0);
            let agent = if hits > 0 { restart } else { to };
            let next = State { goals, time, place: outcome.place, agent };
            let reward = gain + model.hit_reward * f64::from(hits);
            visit(outcome.probability, reward, (!ends).then_some(next));
        }
    }

    /// `sum_s' p(s' | s, a) [ r(s, a, s') + gamma V(s') ]`
    #[inline]
    pub fn action_value(&self, model: &Model, values: &[f64], gamma: f64, state: State, action: usize) -> f64 {
        let mut value = 0.0;
        self.each(model, state, action, |probability, reward, next| {
            let after = next.map_or(0.0, |next| values[next.index(model)]);
            value += probability * (reward + gamma * after);
        });
        value
    }
}
