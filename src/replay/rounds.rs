//! Records the rounds of a match. The match is stepped by whoever owns it; here is only looked on.

use super::{Origin, Participant, RecordedDecision, Replay, Tape, TapeFault};
use crate::{
    arena::{Controller, versus::Match},
    gridworld::Action,
};

/// Watches a round of a match.
pub struct RoundRecorder {
    tape: Tape,
    /// The round's number.
    round: u32,
    actions: Vec<Action>,
    decisions: Vec<Option<RecordedDecision>>,
}

impl RoundRecorder {
    /// Of the round that the match is in, before its first step.
    pub fn begin(game: &Match) -> Self {
        let world = game.simulation().grid_world(0);
        let mut tape = Tape::begin(world, game.controllers().len());
        if game.round().steps > 0 {
            tape.spoil(TapeFault::BegunBefore);
        }
        Self {
            tape,
            round: game.round().number,
            actions: vec![Action::Stay; world.agents().len()],
            decisions: vec![None; game.controllers().len()],
        }
    }

    /// Takes down the step that the match has just made; does nothing where it made none.
    pub fn step(&mut self, game: &Match) {
        let made = game.round().number == self.round && game.round().steps as usize == self.tape.len() + 1;
        if !made {
            return;
        }
        for (seat, controller) in game.controllers().iter().enumerate() {
            let decision = game.decision(seat);
            // Others have no values of their own.
            let thinks = controller.action_values().is_some();
            self.decisions[seat] = decision.filter(|_| thinks).map(|decision| RecordedDecision {
                values: decision.values,
                greedy: decision.greedy,
                td_error: None,
            });
            if let (Some(agent), Some(decision)) = (game.agent_of(seat), decision) {
                self.actions[agent] = decision.action;
            }
        }
        let world = game.simulation().grid_world(0);
        self.tape.step(&self.actions, &self.decisions, game.orders(), world);
    }

    /// The round as far as it was played. `names` are those of the seats, `match_id` is the same for all rounds of a match.
    ///
    /// # Errors
    /// Why it would not play again.
    pub fn finish(&self, game: &Match, names: &[String], match_id: u64) -> Result<Replay, TapeFault> {
        let settings = game.settings();
        let end = (game.round().number == self.round).then(|| game.round().end).flatten();
        let kind = Origin::Match {
            mode: settings.mode.kind().to_string(),
            round: self.round,
            rounds: settings.rounds(),
            seed: settings.seed,
            match_id,
            how: end.and_then(|end| serde_json::to_value(end.how).ok()?.as_str().map(str::to_owned)),
        };
        let seats = game.controllers().iter().enumerate().map(|(seat, controller)| {
            let name = names.get(seat).map_or("", String::as_str);
            Participant::of(controller, name, game.agent_of(seat))
        });
        self.tape.finish(kind, seats.collect(), end.and_then(|end| end.winner))
    }
}

impl Participant {
    /// A controller's seat.
    #[must_use]
    pub fn of(controller: &Controller, name: &str, agent: Option<usize>) -> Self {
        let (kind, policy) = match controller.without_errors() {
            Controller::Policy { policy, .. } => ("policy", Some(policy)),
            Controller::Optimum(_) | Controller::Optima(_) => ("optimum", None),
            Controller::Script(_) => ("script", None),
            Controller::Person => ("person", None),
            Controller::Random | Controller::Erring(..) => ("random", None),
        };
        Self {
            name: name.to_owned(),
            controller: kind.to_owned(),
            policy: policy.map(|policy| format!("{:016x}", policy.fingerprint())),
            agent,
            values: controller.action_values(),
        }
    }
}
