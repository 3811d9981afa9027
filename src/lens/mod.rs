//! One tick of training, to be walked through: an order of small steps, and every number with the formula that it comes from.
//! What is shown was traced, and each formula names the numbers that it was computed from; only `why.rs` asks what else could have been.

mod card;
mod decide;
mod episode;
mod largest;
mod learn;
mod past;
mod report;
mod subject;
mod update;
mod walk;
mod ways;
mod why;

use crate::{
    arena::{BoardTrace, TickTrace},
    gridworld::{Action, GridWorld, LeaveOneOut},
    learning::{DecisionTrace, EpisodeTrace, Learned, StepTrace, StepsTrace},
};

pub use card::{Card, Formula, FormulaPart, Operand, in_brackets, number};
pub use largest::LearnedError;
pub use subject::{Factor, Flow, Moved, Net, OfAction, OfStep, Pass, PassPicture, Subject, Unit};
pub use walk::{StopKind, TickPhase, WalkStop, kinds};
pub use ways::{Beside, FollowChoice, Followed};
pub use why::{ActionComparison, ActionDifference, Agreement, ObstacleEffect, Way};

/// A tick as one actor took part in it.
#[derive(Clone, Copy, Debug)]
pub struct Lens<'a> {
    /// The tick.
    pub trace: &'a TickTrace,
    /// The actor.
    pub actor: usize,
}

impl<'a> Lens<'a> {
    /// A number with its formula; `None` where the tick has no such number.
    #[must_use]
    pub fn card(&self, subject: Subject) -> Option<Card> {
        use Subject as S;
        let (symbol, value, formula) = match subject {
            S::Seen(_) | S::Input(..) | S::Sum(_) | S::Activation(_) => self.forward(subject)?,
            S::Epsilon | S::Drawn | S::Probability(_) | S::Cumulated(_) => self.drawn(subject)?,
            S::Layer(pass, flow, layer) => self.layer(pass, flow, layer)?,
            S::Error(unit) => self.error(unit)?,
            S::LearnedReward
            | S::NextValue
            | S::Target
            | S::NextBy(_)
            | S::TargetBy(_)
            | S::Value
            | S::TdError
            | S::ValueAfter => self.temporal_difference(subject)?,
            S::Gamma | S::Loss | S::StepCount => self.of_update(subject)?,
            S::ActionCount => ("|A|".to_owned(), Action::COUNT as f32, Formula::Given),
            S::Episode(of, step) => self.of_step(of, step)?,
            S::EpisodeAction(of, step, action) => self.of_action(of, step, action)?,
            S::Tail
            | S::MeanReturn
            | S::Deviation
            | S::PolicyLoss
            | S::MeanEntropy
            | S::EntropyBonus
            | S::ValueLoss => self.of_episode(subject)?,
            S::Weight(net, place, moved) => self.moved(net, place, moved)?,
            S::Update(net, factor) => self.factor(net, factor)?,
            S::Reward | S::StepReward | S::HitReward | S::Hits | S::GoalReward | S::ReturnBefore | S::ReturnAfter => {
                self.rewarded(subject)
            }
        };
        Some(Card { subject, symbol, value, formula })
    }

    /// Two actions in the state in which the actor decided.
    #[must_use]
    pub fn compare(&self, actions: [Action; 2], optimum: Option<&LeaveOneOut>) -> ActionComparison {
        ActionComparison::of(self.trace, &self.board().board, actions, optimum)
    }

    /// The action of this tick, and the one of the others that the network likes best.
    #[must_use]
    pub fn action_and_rival(&self) -> [Action; 2] {
        let decision = self.decision();
        let rival = why::ranked(&decision.outputs).into_iter().find(|action| *action != decision.action);
        [decision.action, rival.unwrap_or_default()]
    }

    /// The output of an action in the pass that decided.
    #[must_use]
    pub fn output_of(&self, action: Action) -> Subject {
        let layer = self.trace.learner.network.len() - 1;
        Subject::Sum(Unit { pass: Pass::Decision, layer, unit: action.index() })
    }

    /// How often network and truth name the same obstacle in these worlds, as the network of this tick sees them. Worlds that the
    /// optimum is not about are left out.
    #[must_use]
    pub fn agreement<'w>(&self, optimum: &LeaveOneOut, worlds: impl IntoIterator<Item = &'w GridWorld>) -> Agreement {
        Agreement::of(self.trace, optimum, worlds)
    }

    /// How the actor decided.
    #[must_use]
    pub fn decision(&self) -> &'a DecisionTrace {
        &self.trace.learner.decisions[self.actor]
    }

    /// The actor's board.
    #[must_use]
    pub fn board(&self) -> &'a BoardTrace {
        &self.trace.boards[self.actor]
    }

    /// The step that temporal differences learned from.
    #[must_use]
    pub fn learned_step(&self) -> Option<&'a StepTrace> {
        self.learned_steps()?.steps.iter().find(|step| step.actor == self.actor)
    }

    /// The episode that the policy gradient learned from: the actor's last one.
    #[must_use]
    pub fn episode(&self) -> Option<&'a EpisodeTrace> {
        match &self.trace.learner.update.as_ref()?.learned {
            Learned::Episodes(trace) => trace.episodes.iter().rev().find(|episode| episode.actor == self.actor),
            Learned::Steps(_) => None,
        }
    }

    fn learned_steps(&self) -> Option<&'a StepsTrace> {
        match &self.trace.learner.update.as_ref()?.learned {
            Learned::Steps(steps) => Some(steps),
            Learned::Episodes(_) => None,
        }
    }
}

/// What a card is made of: symbol, value, formula.
type Parts = (String, f32, Formula);
