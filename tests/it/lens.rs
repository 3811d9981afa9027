//! The lens: what is written on its cards is true. Every formula, computed from the numbers that stand in it, gives the number that it
//! explains.

use std::{
    collections::{HashSet, VecDeque},
    iter::Peekable,
    str::Chars,
    sync::Arc,
};

use sidestep::{
    arena::{Setup, Simulation, TickTrace},
    gridworld::{Level, Observation},
    learning::{Algorithm, Preset},
    lens::{Beside, Card, Flow, Formula, Lens, Moved, Net, StopKind, Subject, TickPhase, WalkStop},
};

/// A formula that is read from left to right, and the sum of the sizes of its numbers.
pub struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
    size: f64,
}

impl Reader<'_> {
    /// What the formula comes to, and the sum of the sizes of its numbers.
    pub fn value(text: &str) -> (f64, f64) {
        let mut reader = Reader { rest: text.chars().peekable(), size: 0.0 };
        let value = reader.sum();
        assert_eq!(reader.peek(), None, "{text}");
        (value, reader.size)
    }

    fn peek(&mut self) -> Option<char> {
        while self.rest.next_if_eq(&' ').is_some() {}
        self.rest.peek().copied()
    }

    fn take(&mut self, sign: char) -> bool {
        self.peek() == Some(sign) && self.rest.next().is_some()
    }

    fn sum(&mut self) -> f64 {
        let mut sum = self.product();
        loop {
            if self.take('+') {
                sum += self.product();
            } else if self.take('-') {
                sum -= self.product();
            } else {
                return sum;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut product = self.power();
        loop {
            if self.take('*') {
                product *= self.power();
            } else if self.take('/') {
                product /= self.power();
            } else {
                return product;
            }
        }
    }

    fn power(&mut self) -> f64 {
        if self.take('-') {
            return -self.power();
        }
        let base = self.single();
        if self.take('^') { base.powf(self.single()) } else { base }
    }

    fn single(&mut self) -> f64 {
        if self.take('(') {
            let sum = self.sum();
            assert!(self.take(')'));
            return sum;
        }
        let mut word = String::new();
        while let Some(letter) = self.rest.next_if(|letter| letter.is_alphanumeric() || *letter == '.') {
            word.push(letter);
        }
        if word.starts_with(|letter: char| letter.is_ascii_digit()) {
            // `8.1e-6`
            if word.ends_with('e') && self.rest.next_if_eq(&'-').is_some() {
                word.push('-');
                while let Some(figure) = self.rest.next_if(char::is_ascii_digit) {
                    word.push(figure);
                }
            }
            let number: f64 = word.parse().expect("a number");
            self.size += number.abs();
            return number;
        }
        assert!(self.take('('), "{word}");
        let mut arguments = vec![self.sum()];
        while self.take(',') {
            arguments.push(self.sum());
        }
        assert!(self.take(')'));
        match word.as_str() {
            "exp" => arguments[0].exp(),
            "log" => arguments[0].ln(),
            "sqrt" => arguments[0].sqrt(),
            "tanh" => arguments[0].tanh(),
            "abs" => arguments[0].abs(),
            "max" => arguments.into_iter().fold(f64::NEG_INFINITY, f64::max),
            "min" => arguments.into_iter().fold(f64::INFINITY, f64::min),
            other => panic!("{other} is no function"),
        }
    }
}

fn check(card: &Card, place: &str) {
    if matches!(card.formula, Formula::Given | Formula::Listed(_)) {
        return;
    }
    let numbers = card.formula.with_numbers();
    let (value, size) = Reader::value(&numbers);
    let difference = (value - f64::from(card.value)).abs();
    assert!(
        difference <= 1e-5 * size.max(f64::from(card.value).abs()),
        "{place}: {} = {numbers} = {}",
        card.symbol,
        card.value
    );
    assert_eq!(
        card.formula.in_symbols().matches('(').count(),
        card.formula.in_symbols().matches(')').count(),
        "{place}"
    );
}

/// Every card that can be opened from the tick's small steps; some are many, and of these the first are opened.
fn open_all(lens: &Lens<'_>, place: &str) -> HashSet<Subject> {
    let mut seen: HashSet<Subject> = HashSet::new();
    let mut open: VecDeque<Subject> = lens.walk().iter().map(|stop| stop.subject).collect();
    open.extend((0..lens.board().seen.len()).map(Subject::Seen));
    while let Some(subject) = open.pop_front() {
        if seen.len() > 4000 || !seen.insert(subject) {
            continue;
        }
        let card = lens.card(subject).unwrap_or_else(|| panic!("{place}: {subject:?} cannot be opened"));
        assert!(card.value.is_finite(), "{place}: {card:?}");
        check(&card, place);
        for operand in card.formula.operands() {
            // What a formula says of a number is what the number's own card says.
            if let Some(opened) = operand.subject {
                let other = lens.card(opened).unwrap_or_else(|| panic!("{place}: {opened:?} cannot be opened"));
                assert_eq!(other.value.to_bits(), operand.value.to_bits(), "{place}: {operand:?} in {}", card.symbol);
                open.push_back(opened);
            }
        }
    }
    seen
}

/// Ticks of a short training with and without an update, with terminated and truncated episodes.
pub fn ticks(setup: &Setup, wanted: impl Fn(&TickTrace) -> bool, most: usize) -> Vec<TickTrace> {
    let mut simulation = Simulation::new(setup).expect("it can run");
    let mut found = Vec::new();
    for _ in 0..600 {
        let before = simulation.state().expect("it learns");
        simulation.tick();
        simulation.drain_episodes();
        let (trace, _) = before.trace().expect("a state of its own");
        if wanted(&trace) {
            found.push(trace);
            if found.len() == most {
                break;
            }
        }
    }
    found
}

fn setup(level: &str, algorithm: Algorithm, settings: &[(&str, &str)]) -> Setup {
    let mut level = Level::built_in(level).expect("built in");
    level.max_steps = 25;
    let mut setup = Setup::preset(Arc::new(level), algorithm, Preset::Tuned, 5);
    for (key, value) in settings {
        setup.hyperparameters.set(key, value).expect("a value of its kind");
    }
    setup
}

pub fn setups() -> Vec<Setup> {
    let mut setups = vec![
        setup("classic", Algorithm::DeepSarsa, &[("hidden", "12,8")]),
        setup("rush", Algorithm::DeepQLearning, &[("hidden", "8"), ("clip_norm", "0.05")]),
        setup("chase", Algorithm::DeepSarsa, &[("hidden", "6"), ("actors", "3")]),
        setup("classic", Algorithm::Reinforce, &[("hidden", "8"), ("baseline", "none")]),
        setup("classic", Algorithm::Reinforce, &[("hidden", "8"), ("baseline", "whitened")]),
        setup("rush", Algorithm::Reinforce, &[("hidden", "8"), ("baseline", "value"), ("actors", "2")]),
    ];
    setups[0].observation = Observation::Relative;
    setups[1].observation = Observation::RelativePhase;
    setups
}

#[test]
fn every_formula_gives_the_number_that_it_explains() {
    for setup in setups() {
        let with_update = ticks(
            &setup,
            |trace| Lens { trace, actor: 0 }.walk().iter().any(|stop| stop.kind == StopKind::WeightStep),
            3,
        );
        let ended = ticks(&setup, |trace| trace.boards[0].report.ended, 2);
        assert!(!with_update.is_empty() && !ended.is_empty(), "{setup:?}");
        for trace in with_update.iter().chain(&ended) {
            let place = format!("{} {} tick {}", setup.level.name, setup.algorithm, trace.tick);
            let opened = open_all(&Lens { trace, actor: 0 }, &place);
            assert!(opened.len() > 20, "{place}: only {} numbers", opened.len());
        }
    }
}

#[test]
fn a_tick_is_walked_through_in_the_order_in_which_it_happened() {
    for setup in setups() {
        for trace in ticks(&setup, |_| true, 60) {
            let stops = Lens { trace: &trace, actor: 0 }.walk();
            assert!(stops.is_sorted_by_key(|stop| stop.phase), "{stops:?}");
            assert_eq!(stops.iter().map(|stop| stop.phase).collect::<HashSet<_>>().len(), TickPhase::COUNT);
        }
    }
}

/// All that keys reach beside a number that was opened.
fn reached_beside(lens: &Lens<'_>, stop: WalkStop, opened: &[Subject]) -> HashSet<Subject> {
    let mut found: HashSet<Subject> = HashSet::from([opened[opened.len() - 1]]);
    for is_next in [true, false] {
        let mut opened = opened.to_vec();
        while let Some(Beside::Number(other)) = lens.beside(stop, &opened, lens.followed(), is_next) {
            assert!(opened.last() != Some(&other));
            opened.pop();
            opened.push(other);
            found.insert(other);
        }
    }
    found
}

#[test]
fn keys_alone_reach_all_that_a_card_opens() {
    for setup in setups() {
        for trace in ticks(&setup, |trace| trace.learner.update.is_some(), 1) {
            let lens = Lens { trace: &trace, actor: 0 };
            for stop in lens.walk() {
                let mut opened = Vec::new();
                for _ in 0..6 {
                    let parent = opened.last().copied().unwrap_or(stop.subject);
                    let Some(inner) = lens.down(stop, &opened) else { break };
                    opened.push(inner);
                    let reached = reached_beside(&lens, stop, &opened);
                    // From the network as a whole to all of its layers.
                    if let Subject::Layer(_, flow, _) = inner {
                        let layers = lens.trace.learner.network.len() + usize::from(flow == Flow::Forward);
                        assert_eq!(reached.len(), layers, "{stop:?}");
                        continue;
                    }
                    let card = lens.card(parent).expect("it was opened");
                    for subject in lens.opens(&card) {
                        assert!(reached.contains(&subject), "{stop:?} {opened:?}: {subject:?} is not reached");
                    }
                }
            }
        }
    }
}

#[test]
fn down_leads_through_layer_unit_and_weight_to_what_became_of_it() {
    let setup = setup("classic", Algorithm::DeepSarsa, &[("hidden", "12,8")]);
    let traces = ticks(&setup, |trace| trace.learner.update.is_some(), 1);
    let lens = Lens { trace: &traces[0], actor: 0 };
    let stop = lens.walk().into_iter().find(|stop| stop.kind == StopKind::Forward).expect("it decides");
    let mut opened = Vec::new();
    while let Some(inner) = lens.down(stop, &opened).filter(|_| opened.len() < 5) {
        opened.push(inner);
    }
    let [Subject::Layer(..), unit @ Subject::Sum(_), Subject::Weight(_, place, Moved::Before), after, step] =
        opened[..]
    else {
        panic!("{opened:?}");
    };
    assert_eq!(unit, stop.subject);
    assert_eq!(after, Subject::Weight(Net::Policy, place, Moved::After));
    assert_eq!(step, Subject::Weight(Net::Policy, place, Moved::Step));
    // It is the weight that counts most in the sum.
    let Some(Formula::Products { terms, .. }) = lens.card(unit).map(|card| card.formula) else { panic!("a sum") };
    assert_eq!(terms[0][0].subject, Some(opened[2]));
}

#[test]
fn another_step_of_the_episode_is_followed_through_all_that_is_said_of_a_step() {
    for settings in [&[("hidden", "8")][..], &[("hidden", "8"), ("baseline", "value")][..]] {
        let setup = setup("classic", Algorithm::Reinforce, settings);
        let traces = ticks(&setup, |trace| trace.learner.update.is_some(), 1);
        let lens = Lens { trace: &traces[0], actor: 0 };
        let stops = lens.walk();
        let is_advantage = |stop: &WalkStop| stop.kind == StopKind::Advantage;
        let stop = *stops.iter().find(|stop| is_advantage(stop)).expect("it learned");
        let Some(Beside::Follow(followed)) = lens.beside(stop, &[], lens.followed(), true) else { panic!("{stop:?}") };
        assert_eq!(followed.step, 1);
        let others = lens.walk_along(&followed);
        assert_eq!(others.len(), stops.len());
        for (one, other) in stops.iter().zip(&others) {
            let is_of_step = matches!(
                one.kind,
                StopKind::Baseline
                    | StopKind::Advantage
                    | StopKind::Probability
                    | StopKind::StepError
                    | StopKind::Backward
                    | StopKind::PolicyAfter
            );
            assert_eq!(one.subject != other.subject, is_of_step, "{one:?} {other:?}");
        }
        let has_value = stops.iter().any(|stop| stop.kind == StopKind::ValueLoss);
        assert_eq!(has_value, lens.network(Net::Value).is_some());
        // The value network's weight is followed as well.
        let is_of_value = |stop: &&WalkStop| matches!(stop.subject, Subject::Weight(Net::Value, ..));
        assert_eq!(stops.iter().filter(is_of_value).count(), if has_value { 3 } else { 0 });
    }
}

#[test]
fn returns_are_built_up_from_the_end_of_the_episode() {
    let setup = setup("classic", Algorithm::Reinforce, &[("hidden", "8")]);
    let traces = ticks(&setup, |trace| trace.learner.update.is_some(), 1);
    let lens = Lens { trace: &traces[0], actor: 0 };
    let steps = lens.episode().expect("it learned from one").actions.len();
    let stops = lens.walk();
    let returns: Vec<_> = stops.iter().filter(|stop| stop.kind == StopKind::Return).map(|stop| stop.subject).collect();
    let wanted: Vec<_> = (0..steps).rev().map(|t| Subject::Episode(sidestep::lens::OfStep::Return, t)).collect();
    assert_eq!(returns, wanted);
}
