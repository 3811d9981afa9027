//! The ways through the lens: what down opens first, kinds of small steps that are passed over, and what stays followed.

use std::collections::HashSet;

use sidestep::{
    arena::Simulation,
    game::{Lanes, Notices, SimulationClock},
    learning::Algorithm,
    lens::{Flow, Followed, Formula, Lens, Moved, OfAction, OfStep, Pass, StopKind, Subject, WalkStop},
    panels::{
        Direction, TrainCommand,
        lens::{LensCommand, LensEvent, LensNote},
    },
};

use crate::{
    lens::{setups, ticks},
    lens_session::Story,
};

/// What down may open first at a small step; `None` where it opens nothing that is asked for here.
fn explains(stop: WalkStop, first: Subject) -> Option<bool> {
    use StopKind as K;
    use Subject as S;
    Some(match (stop.kind, stop.subject) {
        (K::Forward | K::Why, _) => matches!(first, S::Layer(Pass::Decision, Flow::Forward, _)),
        (K::Draw, S::Drawn) => matches!(first, S::Sum(_) | S::Epsilon),
        (K::Draw, S::Cumulated(action)) => first == S::Probability(action),
        (K::NextValue, _) => matches!(first, S::Sum(unit) if unit.pass == Pass::Next),
        (K::Target, _) => matches!(first, S::NextValue | S::LearnedReward),
        (K::TdError, _) => first == S::Target,
        (K::Loss, _) => matches!(first, S::TdError | S::PolicyLoss),
        (K::Backward, _) => matches!(first, S::Layer(_, Flow::Back, _)),
        (K::Gradient, _) => matches!(first, S::Error(_)),
        (K::Moments, _) => matches!(first, S::Weight(.., Moved::Clipped)),
        (K::WeightStep, _) => matches!(first, S::Weight(.., Moved::Step)),
        (K::ValueAfter, _) => first == S::Value,
        (K::Return, S::Episode(_, t)) => {
            first == S::Episode(OfStep::Return, t + 1) || matches!(first, S::Episode(OfStep::Reward, _) | S::Tail)
        }
        (K::Baseline, _) => matches!(first, S::MeanReturn | S::Sum(_)),
        (K::Advantage, _) => matches!(first, S::Episode(OfStep::Return, _)),
        (K::Probability, _) => matches!(first, S::EpisodeAction(OfAction::LogPolicy, ..)),
        (K::StepError, _) => matches!(first, S::Episode(OfStep::Advantage, _)),
        (K::PolicyAfter, _) => matches!(first, S::EpisodeAction(OfAction::Probability, ..)),
        (K::Reward, _) => matches!(first, S::HitReward | S::GoalReward | S::StepReward),
        (K::ReturnSoFar, _) => first == S::Reward,
        _ => return None,
    })
}

#[test]
fn down_opens_first_what_says_most_about_a_number_and_ends_at_one_that_is_given() {
    let mut kinds = HashSet::new();
    for setup in setups() {
        for trace in ticks(&setup, |trace| trace.learner.update.is_some(), 2) {
            let lens = Lens { trace: &trace, actor: 0 };
            let is_given = |subject: Subject| lens.card(subject).is_none_or(|card| card.formula == Formula::Given);
            for stop in lens.walk() {
                let place = format!("{} {stop:?}", setup.algorithm);
                let opens = lens.opens(&lens.card(stop.subject).expect("it is there"));
                let Some(first) = lens.down(stop, &[]) else {
                    assert!(opens.is_empty(), "{place} opens {opens:?}");
                    continue;
                };
                kinds.insert(stop.kind);
                assert!(explains(stop, first).unwrap_or(true), "{place} opens {first:?}");
                // The random number alone decided where an action was tried.
                if is_given(first) && stop.kind != StopKind::Draw {
                    assert!(opens.iter().all(|other| is_given(*other)), "{place} opens {first:?} of {opens:?}");
                }
                let mut opened = vec![first];
                while !is_given(opened[opened.len() - 1]) {
                    let Some(inner) = lens.down(stop, &opened) else { break };
                    opened.push(inner);
                }
                let last = opened[opened.len() - 1];
                assert!(is_given(last) || matches!(last, Subject::Seen(_) | Subject::Input(..)), "{place}: {opened:?}");
            }
        }
    }
    assert!(kinds.len() > 17, "{kinds:?}");
}

impl Story {
    /// The tick, the small step of it and what that is about.
    fn place(&self) -> (u64, usize, StopKind) {
        let shown = self.session().shown().expect("a tick is shown");
        (shown.trace.tick, shown.at, shown.stops[shown.at].kind)
    }

    fn followed(&self) -> Followed {
        self.session().shown().expect("a tick is shown").followed
    }

    fn turn_to(&mut self, kind: StopKind) {
        let stops = &self.session().shown().expect("a tick is shown").stops;
        let at = stops.iter().position(|stop| stop.kind == kind).expect("it learns");
        self.go(LensCommand::Show(at));
    }

    /// To the next or the last tick before this one in which something is learned.
    fn reach_update(&mut self, direction: Direction) {
        loop {
            self.go(LensCommand::Tick(direction));
            if self.session().shown().expect("a tick is shown").trace.learner.update.is_some() {
                return;
            }
        }
    }
}

#[test]
fn kinds_of_small_steps_are_passed_over_and_the_way_back_is_the_way_on() {
    for (algorithm, baseline) in [(Algorithm::DeepSarsa, "none"), (Algorithm::Reinforce, "value")] {
        let mut story = Story::new(algorithm, &[("hidden", "8"), ("baseline", baseline)]);
        while story.simulation().episodes() == 0 {
            story.train(1);
        }
        story.train(2);
        story.open();
        let last = story.tick();
        story.go(LensCommand::Tick(Direction::Down));
        story.go(LensCommand::Tick(Direction::Down));
        let mut places = vec![story.place()];
        while story.tick() <= last {
            story.go(LensCommand::Kind(Direction::Up));
            places.push(story.place());
        }
        for pair in places.windows(2) {
            assert!(pair[0].0 != pair[1].0 || pair[0].2 != pair[1].2, "{pair:?}");
        }
        let returns = places.iter().filter(|place| place.2 == StopKind::Return).count();
        assert_eq!(returns, usize::from(algorithm == Algorithm::Reinforce), "{places:?}");
        for then in places.iter().rev().skip(1) {
            story.go(LensCommand::Kind(Direction::Down));
            assert_eq!(story.place(), *then);
        }
    }
}

#[test]
fn back_from_the_largest_advantage_leads_through_the_returns() {
    let mut story = Story::new(Algorithm::Reinforce, &[("hidden", "8")]);
    story.train(100);
    story.open();
    story.go(LensCommand::Find(LensEvent::LargestError));
    let (tick, at, kind) = story.place();
    assert_eq!(kind, StopKind::Advantage);
    story.go(LensCommand::Walk(Direction::Down));
    assert_eq!(story.place(), (tick, at - 1, StopKind::Baseline));
    story.go(LensCommand::Walk(Direction::Down));
    assert_eq!(story.place(), (tick, at - 2, StopKind::Return));
    // From among them first to where they begin, at the end of the episode.
    story.go(LensCommand::Kind(Direction::Down));
    let shown = story.session().shown().expect("a tick is shown");
    let end = shown.lens().episode().expect("it learned").actions.len() - 1;
    assert_eq!(shown.subject(), Subject::Episode(OfStep::Return, end));
    story.go(LensCommand::Kind(Direction::Down));
    assert_eq!(story.place().2, StopKind::Why);
}

#[test]
fn what_a_viewer_chose_stays_followed_in_other_ticks_and_the_rest_is_chosen_anew() {
    for algorithm in [Algorithm::DeepSarsa, Algorithm::Reinforce] {
        let mut story = Story::new(algorithm, &[("hidden", "12")]);
        story.train(100);
        story.open();
        story.reach_update(Direction::Down);
        let (tick, steepest) = (story.tick(), story.followed());
        story.reach_update(Direction::Down);
        assert_eq!(story.followed(), story.session().shown().expect("a tick is shown").lens().followed());
        story.reach_update(Direction::Up);
        assert_eq!((story.tick(), story.followed()), (tick, steepest));

        story.turn_to(StopKind::Gradient);
        for direction in [Direction::Down, Direction::Up, Direction::Up] {
            if story.followed() == steepest {
                story.go(LensCommand::Beside(direction));
            }
        }
        let mut chosen = story.followed();
        assert!(chosen.weight.is_some() && chosen.weight != steepest.weight, "{chosen:?}");
        if algorithm == Algorithm::Reinforce {
            story.turn_to(StopKind::Advantage);
            story.go(LensCommand::Beside(Direction::Up));
            chosen.step = 1;
        }
        let stops = story.session().shown().expect("a tick is shown").stops.clone();
        for direction in [Direction::Down, Direction::Up, Direction::Up, Direction::Down] {
            story.reach_update(direction);
            let Followed { step, weight, .. } = story.followed();
            assert_eq!((step, weight), (chosen.step, chosen.weight), "{algorithm}, tick {}", story.tick());
        }
        assert_eq!(story.tick(), tick);
        assert_eq!(story.session().shown().expect("a tick is shown").stops, stops);
    }
}

#[test]
fn a_run_that_began_from_a_checkpoint_says_from_which_tick_on_it_can_be_looked_at() {
    let mut story = Story::new(Algorithm::DeepSarsa, &[("hidden", "8")]);
    story.train(40);
    let policy = story.simulation().checkpoint().expect("it learns").policy;
    let setup = story.simulation().setup().expect("it learns").clone();
    let simulation = Simulation::from_policy(&setup, &policy).expect("it fits");
    let mut lanes = story.app.world_mut().resource_mut::<Lanes>();
    let draft = lanes.plan().draft;
    lanes.adopt(draft, simulation);
    // What is too fast to be watched keeps no states.
    story.app.world_mut().resource_mut::<SimulationClock>().speed.turbo = true;
    story.ask(TrainCommand::Play);
    for _ in 0..5 {
        story.app.update();
    }
    story.ask(TrainCommand::Pause);
    story.app.world_mut().resource_mut::<SimulationClock>().speed.turbo = false;
    story.train(10);
    let first = story.app.world().resource::<Lanes>().all[0].past().first().expect("some are kept") + 1;
    let made = story.simulation().ticks();
    assert!(first > 1 && first < made, "{first} of {made}");

    story.open();
    assert_eq!(story.tick(), made);
    // Jumps look through what can be reached.
    story.go(LensCommand::Find(LensEvent::LargestError));
    assert_eq!(story.session().note(), Some(LensNote::Largest { first, last: made }));
    while story.tick() > first {
        story.go(LensCommand::Tick(Direction::Down));
    }
    let said = |story: &Story| story.app.world().resource::<Notices>().0.texts().map(str::to_owned).collect::<Vec<_>>();
    let before = said(&story);
    story.go(LensCommand::Find(LensEvent::Exploration));
    assert_eq!(said(&story), before, "what comes later is found");
    while story.tick() > first {
        story.go(LensCommand::Tick(Direction::Down));
    }
    story.go(LensCommand::Tick(Direction::Down));
    story.app.update();
    assert_eq!(story.tick(), first, "it stays where it was");
    let wanted = format!("its ticks before {first} cannot be made again");
    assert!(said(&story).iter().any(|text| text.contains(&wanted)), "{:?}", said(&story));
}
