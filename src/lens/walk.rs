//! The order of small steps in which a tick is walked through, each with the number that stands in front.

use super::{Followed, Lens, Moved, Net, OfAction, OfStep, Pass, Subject, Unit};
use crate::{
    learning::{Draw, WeightPlace},
    names::named,
};

named! {
    /// A part of a tick.
    TickPhase, "phase", {
        /// The board is seen.
        Observe = "observe",
        /// The network answers, and an action is chosen.
        Decide = "decide",
        /// The network learns from what is known by now.
        Learn = "learn",
        /// Obstacles move, then agents.
        Step = "step",
        /// The step is added up.
        Report = "report",
    }
}

named! {
    /// What a small step is about.
    StopKind, "stop", {
        /// What the agent sees.
        Observation = "observation",
        /// What the network computes.
        Forward = "forward",
        /// How an action is drawn.
        Draw = "draw",
        /// Why this action and not another.
        Why = "why",
        /// Nothing is learned in this tick.
        NoUpdate = "no-update",
        /// What the next state is worth.
        NextValue = "next-value",
        /// What Q(s, a) is moved towards.
        Target = "target",
        /// How far it is from there.
        TdError = "td-error",
        /// A return, from the episode's end on.
        Return = "return",
        /// What returns are compared with.
        Baseline = "baseline",
        /// How much better than that a step was.
        Advantage = "advantage",
        /// How likely its action was.
        Probability = "probability",
        /// What the step says to the output of its action.
        StepError = "step-error",
        /// The loss.
        Loss = "loss",
        /// How the error runs back.
        Backward = "backward",
        /// The gradient of one weight.
        Gradient = "gradient",
        /// Adam's averages of it.
        Moments = "moments",
        /// How far the weight moves.
        WeightStep = "weight-step",
        /// The loss of the value baseline.
        ValueLoss = "value-loss",
        /// Q(s, a) after the update.
        ValueAfter = "value-after",
        /// The policy after the update.
        PolicyAfter = "policy-after",
        /// The reward of the step that is made.
        Reward = "reward",
        /// The return so far.
        ReturnSoFar = "return-so-far",
    }
}

/// A small step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WalkStop {
    /// The part of the tick that it belongs to.
    pub phase: TickPhase,
    /// What it is about.
    pub kind: StopKind,
    /// The number in front.
    pub subject: Subject,
}

/// Where another kind of small step begins: several in a row may be of one kind.
#[must_use]
pub fn kinds(stops: &[WalkStop]) -> Vec<usize> {
    (0..stops.len()).filter(|at| at.checked_sub(1).is_none_or(|before| stops[before].kind != stops[*at].kind)).collect()
}

impl Lens<'_> {
    /// The small steps of the tick, with what is followed unless something else is chosen.
    #[must_use]
    pub fn walk(&self) -> Vec<WalkStop> {
        self.walk_along(&self.followed())
    }

    /// What is followed unless something else is chosen.
    #[must_use]
    pub fn followed(&self) -> Followed {
        let steepest = |net| self.steepest_weight(net);
        Followed { step: 0, weight: steepest(Net::Policy), value_weight: steepest(Net::Value) }
    }

    /// The small steps of the tick along what was chosen.
    #[must_use]
    pub fn walk_along(&self, followed: &Followed) -> Vec<WalkStop> {
        let mut stops = Vec::new();
        let mut add = |phase, kind, subject| stops.push(WalkStop { phase, kind, subject });
        let decision = self.decision();
        let output = |pass| Unit { pass, layer: self.trace.learner.network.len() - 1, unit: decision.action.index() };
        add(TickPhase::Observe, StopKind::Observation, Subject::Seen(0));
        add(TickPhase::Decide, StopKind::Forward, Subject::Sum(output(Pass::Decision)));
        let drawn = match decision.draw {
            Draw::EpsilonGreedy { .. } => Subject::Drawn,
            Draw::Probabilities { .. } => Subject::Cumulated(decision.action),
        };
        add(TickPhase::Decide, StopKind::Draw, drawn);
        add(TickPhase::Decide, StopKind::Why, Subject::Sum(output(Pass::Decision)));
        let mut learn = |kind, subject| add(TickPhase::Learn, kind, subject);
        if let Some(step) = self.learned_step() {
            if step.next.is_some() {
                learn(StopKind::NextValue, Subject::NextValue);
            }
            learn(StopKind::Target, Subject::Target);
            learn(StopKind::TdError, Subject::TdError);
            learn(StopKind::Loss, Subject::Loss);
            let output = Unit { unit: step.action.index(), ..output(Pass::Sample(0)) };
            learn(StopKind::Backward, Subject::Error(output));
            self.walk_of_weight(&mut learn, Net::Policy, followed);
            learn(StopKind::ValueAfter, Subject::ValueAfter);
        } else if let Some(episode) = self.episode() {
            let t = followed.step.min(episode.actions.len() - 1);
            let at = |kind| Subject::Episode(kind, t);
            for step in (0..episode.returns.len()).rev() {
                learn(StopKind::Return, Subject::Episode(OfStep::Return, step));
            }
            learn(StopKind::Baseline, at(OfStep::Baseline));
            learn(StopKind::Advantage, at(OfStep::Advantage));
            learn(StopKind::Probability, at(OfStep::LogProbability));
            let action = episode.actions[t];
            learn(StopKind::StepError, Subject::EpisodeAction(OfAction::ReturnError, t, action));
            learn(StopKind::Loss, Subject::Loss);
            learn(StopKind::Backward, Subject::Error(Unit { unit: action.index(), ..output(Pass::Sample(t)) }));
            self.walk_of_weight(&mut learn, Net::Policy, followed);
            if let Some(value) = self.network(Net::Value) {
                learn(StopKind::ValueLoss, Subject::ValueLoss);
                let output = Unit { pass: Pass::Value(t), layer: value.layers.len() - 1, unit: 0 };
                learn(StopKind::Backward, Subject::Error(output));
                self.walk_of_weight(&mut learn, Net::Value, followed);
            }
            learn(StopKind::PolicyAfter, Subject::EpisodeAction(OfAction::ProbabilityAfter, t, action));
        } else {
            learn(StopKind::NoUpdate, Subject::ReturnBefore);
        }
        add(TickPhase::Step, StopKind::Reward, Subject::Reward);
        add(TickPhase::Report, StopKind::ReturnSoFar, Subject::ReturnAfter);
        stops
    }

    fn walk_of_weight(&self, learn: &mut impl FnMut(StopKind, Subject), net: Net, followed: &Followed) {
        let Some(place) = followed.weight_of(net) else { return };
        let of = |moved| Subject::Weight(net, place, moved);
        learn(StopKind::Gradient, of(Moved::Gradient));
        learn(StopKind::Moments, of(Moved::First));
        learn(StopKind::WeightStep, of(Moved::After));
    }

    /// The weight that is followed unless another is chosen: the one with the largest gradient, or where the steps of several actors are
    /// added up in it, the one to which the viewer's actor adds most.
    fn steepest_weight(&self, net: Net) -> Option<WeightPlace> {
        let update = self.network(net)?;
        let own = self.learned_step().and_then(|_| self.pass(net.pass(0)));
        let size = |place: &WeightPlace| match (&own, place.input) {
            (Some(own), Some(input)) => {
                (own.layers[place.layer].error[place.unit] * own.inputs_of(place.layer)[input]).abs()
            }
            _ => update.gradient(*place).map_or(0.0, f32::abs),
        };
        let places = (0..update.layers.len()).flat_map(|layer| update.places(layer));
        places.filter(|place| place.input.is_some()).max_by(|one, other| size(one).total_cmp(&size(other)))
    }
}
