//! The ways through a tick's numbers: down into what a number is made of, and beside it to what stands next to it.
//! A pass through the network goes from a layer to a unit to a weight; every other number to what its card opens.

use super::{
    Card, Flow, Formula, Lens, Moved, Net, OfAction, OfStep, Operand, Pass, StopKind, Subject, Unit, WalkStop,
};
use crate::{
    gridworld::Action,
    learning::{Draw, WeightPlace},
};

/// What is followed through the small steps where there are several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// The step of the episode that was learned from.
    pub step: usize,
    /// A weight of the network that decides.
    pub weight: Option<WeightPlace>,
    /// One of the value baseline's.
    pub value_weight: Option<WeightPlace>,
}

/// What a viewer chose to follow, in whichever tick it was; what was not chosen is chosen for each tick anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FollowChoice {
    /// A step of an episode.
    pub step: Option<usize>,
    weight: Option<WeightPlace>,
    value_weight: Option<WeightPlace>,
}

impl FollowChoice {
    /// What is followed from now on, and was not before, is chosen.
    pub fn turn(&mut self, before: Followed, now: Followed) {
        if now.step != before.step {
            self.step = Some(now.step);
        }
        if now.weight != before.weight {
            self.weight = now.weight;
        }
        if now.value_weight != before.value_weight {
            self.value_weight = now.value_weight;
        }
    }
}

/// What stands beside the number in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// A number that takes its place.
    Number(Subject),
    /// Another step or weight to follow.
    Follow(Followed),
}

impl Followed {
    /// The weight of a network.
    #[must_use]
    pub const fn weight_of(&self, net: Net) -> Option<WeightPlace> {
        match net {
            Net::Policy => self.weight,
            Net::Value => self.value_weight,
        }
    }

    const fn with_weight(self, net: Net, place: WeightPlace) -> Self {
        match net {
            Net::Policy => Self { weight: Some(place), ..self },
            Net::Value => Self { value_weight: Some(place), ..self },
        }
    }
}

impl Lens<'_> {
    /// What is followed where this was chosen, as far as the tick has it.
    #[must_use]
    pub fn followed_as(&self, chosen: FollowChoice) -> Followed {
        let Followed { step, weight, value_weight } = self.followed();
        let moved = |net, place: Option<WeightPlace>| {
            place.filter(|place| self.network(net).is_some_and(|update| update.weight(*place).is_some()))
        };
        let last = self.episode().map_or(0, |episode| episode.actions.len() - 1);
        Followed {
            step: chosen.step.unwrap_or(step).min(last),
            weight: moved(Net::Policy, chosen.weight).or(weight),
            value_weight: moved(Net::Value, chosen.value_weight).or(value_weight),
        }
    }

    /// The layer that a unit belongs to in its pass: 0 are the numbers that go in.
    #[must_use]
    pub fn layer_of(&self, subject: Subject) -> Option<Subject> {
        Some(match subject {
            Subject::Input(pass, _) => Subject::Layer(pass, Flow::Forward, 0),
            Subject::Sum(unit) | Subject::Activation(unit) => Subject::Layer(unit.pass, Flow::Forward, unit.layer + 1),
            Subject::Error(unit) => Subject::Layer(unit.pass, Flow::Back, unit.layer + 1),
            _ => return None,
        })
    }

    /// A unit of a layer.
    #[must_use]
    pub fn unit_in(&self, pass: Pass, flow: Flow, layer: usize, unit: usize) -> Subject {
        let Some(above) = layer.checked_sub(1) else { return Subject::Input(pass, unit) };
        let at = Unit { pass, layer: above, unit };
        match flow {
            Flow::Back => Subject::Error(at),
            Flow::Forward if layer == self.trace.learner.network.len() => Subject::Sum(at),
            Flow::Forward => Subject::Activation(at),
        }
    }

    /// The numbers of a layer in a pass.
    #[must_use]
    pub fn layer_numbers(&self, pass: Pass, flow: Flow, layer: usize) -> Option<&[f32]> {
        let numbers = self.pass(pass)?;
        match (layer.checked_sub(1), flow) {
            (None, _) => Some(numbers.observation),
            (Some(layer), Flow::Forward) => Some(&numbers.layers.get(layer)?.activation),
            (Some(layer), Flow::Back) => Some(numbers.layers.get(layer)?.error.as_slice()),
        }
    }

    /// A layer as a card: its units, the largest first.
    pub(super) fn layer(&self, pass: Pass, flow: Flow, layer: usize) -> Option<(String, f32, Formula)> {
        let numbers = self.layer_numbers(pass, flow, layer)?;
        let mut units: Vec<Operand> = numbers
            .iter()
            .enumerate()
            .map(|(unit, value)| {
                let subject = self.unit_in(pass, flow, layer, unit);
                Operand::new(self.card_symbol(subject), *value, subject)
            })
            .collect();
        units.sort_by(|one, other| other.value.abs().total_cmp(&one.value.abs()));
        Some((self.layer_symbol(pass, flow, layer), numbers.len() as f32, Formula::Listed(units)))
    }

    fn card_symbol(&self, subject: Subject) -> String {
        match subject {
            Subject::Sum(unit) => self.sum_symbol(unit),
            Subject::Activation(unit) => self.activation_symbol(unit),
            Subject::Error(unit) => self.error_symbol(unit),
            Subject::Input(pass, at) => self.input_symbol(pass, at),
            _ => String::new(),
        }
    }

    /// What a layer is called: `x`, `h1`, `e1`, `Q(s, .)`.
    #[must_use]
    pub fn layer_symbol(&self, pass: Pass, flow: Flow, layer: usize) -> String {
        match (layer, flow) {
            (0, _) if pass == Pass::Next => "x'".to_owned(),
            (0, _) => "x".to_owned(),
            (layer, Flow::Back) => format!("e{layer}"),
            (layer, Flow::Forward) if layer == self.trace.learner.network.len() => self.outputs_symbol(pass).to_owned(),
            (layer, Flow::Forward) => format!("h{layer}"),
        }
    }

    /// What the card of a number opens, in the order in which it stands there, each once.
    #[must_use]
    pub fn opens(&self, card: &Card) -> Vec<Subject> {
        let mut opened: Vec<Subject> = Vec::new();
        let mut add = |subject: Option<Subject>| opened.extend(subject.filter(|subject| !opened.contains(subject)));
        match (&card.formula, card.subject) {
            (Formula::Products { factor, first, terms }, _) => {
                terms.iter().flatten().chain(factor).chain(first).for_each(|operand| add(operand.subject));
            }
            (_, Subject::Activation(unit)) => {
                let sum = self.card(Subject::Sum(unit)).map(|sum| self.opens(&sum));
                sum.unwrap_or_default().into_iter().chain([Subject::Sum(unit)]).for_each(|subject| add(Some(subject)));
            }
            (_, Subject::Weight(net, place, Moved::Before)) if self.network(net).is_some() => {
                add(Some(Subject::Weight(net, place, Moved::After)));
            }
            (_, Subject::Drawn) => {
                add(Some(Subject::Epsilon));
                Action::ALL.into_iter().for_each(|action| add(Some(self.output_of(action))));
            }
            // What is only known after the update stands beside what it was before.
            (_, Subject::ValueAfter) => add(Some(Subject::Value)),
            (_, Subject::EpisodeAction(OfAction::ProbabilityAfter, step, action)) => {
                add(Some(Subject::EpisodeAction(OfAction::Probability, step, action)));
            }
            _ => card.formula.operands().into_iter().for_each(|operand| add(operand.subject)),
        }
        opened
    }

    /// Which way numbers run through the network at a small step with what was opened there.
    #[must_use]
    pub fn flow(&self, stop: WalkStop, opened: &[Subject]) -> Flow {
        let of = |subject: &Subject| match subject {
            Subject::Layer(_, flow, _) => Some(*flow),
            Subject::Error(_) => Some(Flow::Back),
            Subject::Sum(_) | Subject::Activation(_) => Some(Flow::Forward),
            _ => None,
        };
        // A weight is followed in the picture of the errors that move it.
        let is_back = stop.kind == StopKind::Backward || matches!(stop.subject, Subject::Weight(..));
        opened.iter().rev().find_map(of).unwrap_or(if is_back { Flow::Back } else { Flow::Forward })
    }

    /// One level down from the number in front: from the network to the layer that counts, from a layer to a unit, from a unit to
    /// the weight that counts most in it, from any other number to the one that says most about it.
    #[must_use]
    pub fn down(&self, stop: WalkStop, opened: &[Subject]) -> Option<Subject> {
        let subject = opened.last().copied().unwrap_or(stop.subject);
        if opened.is_empty() && matches!(stop.kind, StopKind::Forward | StopKind::Why | StopKind::Backward) {
            return self.layer_of(subject);
        }
        let card = self.card(subject)?;
        if self.layer_of(stop.subject) == Some(subject) {
            return Some(stop.subject);
        }
        let mut inner = self.opens(&card);
        inner.retain(|inner| *inner != stop.subject && !opened.contains(inner));
        self.most_telling(&card, &inner).or(inner.first().copied())
    }

    /// Of the numbers that a card opens the one that says most about it, rather one that is computed in this tick than one that is given.
    /// Sums and lists have the largest in front.
    fn most_telling(&self, card: &Card, inner: &[Subject]) -> Option<Subject> {
        let is_computed = |subject: &Subject| self.card(*subject).is_some_and(|card| card.formula != Formula::Given);
        let value = |subject: &Subject| self.card(*subject).map_or(f32::NEG_INFINITY, |card| card.value);
        let wanted = match card.subject {
            Subject::Activation(_) => return None,
            _ if matches!(card.formula, Formula::Products { .. } | Formula::Listed(_)) => return None,
            // The output decides, unless an action was tried.
            Subject::Drawn => match self.decision().draw {
                Draw::EpsilonGreedy { explored: false, .. } => Some(self.output_of(self.decision().action)),
                _ => Some(Subject::Epsilon),
            },
            Subject::Cumulated(action) => Some(Subject::Probability(action)),
            Subject::NextValue | Subject::NextBy(_) => {
                inner.iter().copied().max_by(|one, other| value(one).total_cmp(&value(other)))
            }
            Subject::EpisodeAction(OfAction::ReturnError, step, _) => Some(Subject::Episode(OfStep::Advantage, step)),
            Subject::Reward => {
                let reward = &self.board().step.agents[0].reward;
                let hits = reward.hit * reward.hits as f32;
                let parts = [
                    (hits, Subject::HitReward),
                    (reward.goal, Subject::GoalReward),
                    (reward.step, Subject::StepReward),
                ];
                let most = parts.into_iter().max_by(|(one, _), (other, _)| one.abs().total_cmp(&other.abs()));
                most.map(|(_, part)| part)
            }
            _ => None,
        };
        wanted.filter(|wanted| inner.contains(wanted)).or_else(|| inner.iter().copied().find(is_computed))
    }

    /// What stands beside the number in front: the next unit of its layer, the next layer, the next number of the card that it was
    /// opened from; where nothing was opened, the next step of the episode or the next weight of the layer.
    #[must_use]
    pub fn beside(&self, stop: WalkStop, opened: &[Subject], followed: Followed, is_next: bool) -> Option<Beside> {
        let moved = |at: usize, count: usize| {
            let to = if is_next { Some(at + 1).filter(|to| *to < count) } else { at.checked_sub(1) };
            to.filter(|_| at < count)
        };
        let Some((&subject, above)) = opened.split_last() else { return self.follow(stop, followed, moved) };
        let parent = above.last().copied().unwrap_or(stop.subject);
        if let Subject::Layer(pass, flow, layer) = subject {
            let first = usize::from(flow == Flow::Back);
            let to = moved(layer - first, self.trace.learner.network.len() + 1 - first)? + first;
            return Some(Beside::Number(Subject::Layer(pass, flow, to)));
        }
        let all = match (parent, unit_of(subject)) {
            (Subject::Layer(pass, flow, layer), Some(_)) => {
                let count = self.layer_numbers(pass, flow, layer)?.len();
                (0..count).map(|unit| self.unit_in(pass, flow, layer, unit)).collect()
            }
            _ => self.opens(&self.card(parent)?),
        };
        let at = all.iter().position(|other| *other == subject)?;
        Some(Beside::Number(all[moved(at, all.len())?]))
    }

    fn follow(
        &self,
        stop: WalkStop,
        followed: Followed,
        moved: impl Fn(usize, usize) -> Option<usize>,
    ) -> Option<Beside> {
        if let Subject::Weight(net, place, _) = stop.subject {
            let update = self.network(net)?;
            let all: Vec<WeightPlace> = update.places(place.layer).collect();
            let at = all.iter().position(|other| *other == place)?;
            return Some(Beside::Follow(followed.with_weight(net, all[moved(at, all.len())?])));
        }
        let is_of_step = matches!(
            stop.kind,
            StopKind::Baseline
                | StopKind::Advantage
                | StopKind::Probability
                | StopKind::StepError
                | StopKind::Backward
                | StopKind::PolicyAfter
        );
        let steps = self.episode().filter(|_| is_of_step)?.actions.len();
        Some(Beside::Follow(Followed { step: moved(followed.step, steps)?, ..followed }))
    }
}

/// Which unit of its layer, or which number that went in.
const fn unit_of(subject: Subject) -> Option<usize> {
    match subject {
        Subject::Input(_, unit) => Some(unit),
        Subject::Sum(unit) | Subject::Activation(unit) | Subject::Error(unit) => Some(unit.unit),
        _ => None,
    }
}
