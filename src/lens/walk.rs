//! The order of small steps in which a tick is walked through, each with the number that stands in front.

use super::{Lens, Moved, Net, OfAction, OfStep, Pass, Subject, Unit};
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

impl Lens<'_> {
    /// The small steps of the tick.
    #[must_use]
    pub fn walk(&self) -> Vec<WalkStop> {
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
            self.walk_of_weight(&mut learn);
            learn(StopKind::ValueAfter, Subject::ValueAfter);
        } else if let Some(episode) = self.episode() {
            let first = |kind| Subject::Episode(kind, 0);
            for t in (0..episode.returns.len()).rev() {
                learn(StopKind::Return, Subject::Episode(OfStep::Return, t));
            }
            learn(StopKind::Baseline, first(OfStep::Baseline));
            learn(StopKind::Advantage, first(OfStep::Advantage));
            learn(StopKind::Probability, first(OfStep::LogProbability));
            let action = episode.actions[0];
            learn(StopKind::StepError, Subject::EpisodeAction(OfAction::ReturnError, 0, action));
            learn(StopKind::Loss, Subject::Loss);
            learn(StopKind::Backward, Subject::Error(Unit { unit: action.index(), ..output(Pass::Sample(0)) }));
            self.walk_of_weight(&mut learn);
            learn(StopKind::PolicyAfter, Subject::EpisodeAction(OfAction::ProbabilityAfter, 0, action));
        } else {
            learn(StopKind::NoUpdate, Subject::ReturnBefore);
        }
        add(TickPhase::Step, StopKind::Reward, Subject::Reward);
        add(TickPhase::Report, StopKind::ReturnSoFar, Subject::ReturnAfter);
        stops
    }

    fn walk_of_weight(&self, learn: &mut impl FnMut(StopKind, Subject)) {
        let Some(place) = self.steepest_weight() else { return };
        let of = |moved| Subject::Weight(Net::Policy, place, moved);
        learn(StopKind::Gradient, of(Moved::Gradient));
        learn(StopKind::Moments, of(Moved::First));
        learn(StopKind::WeightStep, of(Moved::After));
    }

    /// The weight of the network that decides with the largest gradient: the one that is followed unless another is opened.
    #[must_use]
    pub fn steepest_weight(&self) -> Option<WeightPlace> {
        let update = self.network(Net::Policy)?;
        let places = (0..update.layers.len()).flat_map(|layer| update.places(layer));
        let size = |place: &WeightPlace| update.weight(*place).map_or(0.0, |weight| weight.gradient.abs());
        places.filter(|place| place.input.is_some()).max_by(|one, other| size(one).total_cmp(&size(other)))
    }
}
