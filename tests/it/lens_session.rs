//! The lens in the window without a window: on what it opens, how it comes to other ticks, and that it shows what was.

use std::{ops::ControlFlow, sync::Arc, time::Duration};

use bevy::prelude::*;
use sidestep::{
    arena::Simulation,
    game::{
        Lanes, RunPlan, SimulationClock,
        lens::{LensSession, WhySession},
        replays::{Library, Playback, ShownReplay},
    },
    gridworld::{Action, Budget, GridWorld, LeaveOneOut, Level, Outcome},
    learning::{Algorithm, Draw, Preset},
    lens::{Lens, OfStep, StopKind, Subject},
    panels::{
        Direction, Draft, LevelChoice, Speed, Tab, TrainCommand,
        lens::{LensCommand, LensEvent, LensNote, OptimumView},
        replay::{ReplayCommand, ReplayPlace},
    },
    replay::{NoRun, Origin, Replay},
};

use crate::{headless, program::data};

/// The program with one run, in which time stands.
pub struct Story {
    pub app: App,
}

/// What a tick of the run had, to be compared with what the lens shows of it.
pub struct Made {
    board: GridWorld,
    values: [u32; 5],
    /// What was learned in the tick: target - Q(s, a).
    error: Option<f32>,
    hits: u32,
    goal: bool,
    greedy: bool,
}

impl Made {
    /// The last tick of a run.
    fn of(simulation: &Simulation) -> Self {
        let step = simulation.steps_made().next().expect("it ticked");
        let learner = simulation.learner().expect("it learns");
        Self {
            board: simulation.grid_world(0).clone(),
            values: step.decision.values.map(f32::to_bits),
            error: learner.target(0).map(|target| target.error),
            hits: step.outcome.hits,
            goal: step.outcome.goal,
            greedy: step.decision.greedy,
        }
    }
}

impl Story {
    pub fn new(algorithm: Algorithm, settings: &[(&str, &str)]) -> Self {
        let mut level = Level::built_in("classic").expect("it is built in");
        level.max_steps = 30;
        let level = Arc::new(level);
        let mut draft = Draft::of_preset(algorithm, Preset::Tuned, LevelChoice::Edited, &level);
        (draft.seed, draft.lanes) = (3, 1);
        for (key, value) in settings {
            draft.hyperparameters.set(key, value).expect("a value of its kind");
        }
        let mut app = headless::game(RunPlan { draft, level }, |_| {});
        app.insert_resource(SimulationClock::new(Speed { per_second: 60.0, turbo: false }));
        app.world_mut().resource_mut::<SimulationClock>().playing = false;
        // The first frame has no time in it.
        app.update();
        app.update();
        Self { app }
    }

    pub fn ask(&mut self, command: impl Message) {
        self.app.world_mut().write_message(command);
        self.app.update();
    }

    pub fn simulation(&self) -> &Simulation {
        &self.app.world().resource::<Lanes>().all[0].simulation
    }

    pub fn session(&self) -> &LensSession {
        self.app.world().resource::<LensSession>()
    }

    fn tab(&self) -> Tab {
        *self.app.world().resource::<State<Tab>>().get()
    }

    /// Single steps of the run; what each was.
    pub fn train(&mut self, ticks: usize) -> Vec<Made> {
        (0..ticks)
            .map(|_| {
                self.ask(TrainCommand::Step);
                Made::of(self.simulation())
            })
            .collect()
    }

    /// Waits for what is under way.
    fn arrive(&mut self) {
        for _ in 0..20_000 {
            self.app.update();
            if !self.session().is_under_way() {
                return;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("the lens did not arrive");
    }

    pub fn open(&mut self) {
        headless::show(&mut self.app, Tab::Lens);
        self.arrive();
    }

    pub fn go(&mut self, command: LensCommand) {
        self.ask(command);
        self.arrive();
    }

    pub fn tick(&self) -> u64 {
        self.session().shown().expect("a tick is shown").trace.tick
    }

    fn kind(&self) -> StopKind {
        let shown = self.session().shown().expect("a tick is shown");
        shown.stops[shown.at].kind
    }

    /// The board that the tick leads to.
    fn board_after(&self) -> GridWorld {
        let trace = &self.session().shown().expect("a tick is shown").trace;
        let mut board = trace.boards[0].board.clone();
        board.step(&[trace.learner.decisions[0].action], &mut [Outcome::default()]);
        board
    }

    /// The tick that is shown is that of the run.
    fn check(&self, made: &[Made], what: &str) {
        let trace = &self.session().shown().expect("a tick is shown").trace;
        let made = &made[trace.tick as usize - 1];
        let values = match &trace.learner.decisions[0].draw {
            Draw::EpsilonGreedy { .. } => &trace.learner.decisions[0].outputs,
            Draw::Probabilities { probabilities, .. } => probabilities,
        };
        assert_eq!(values.map(f32::to_bits), made.values, "{what}, tick {}", trace.tick);
        assert!(self.board_after() == made.board, "{what}, tick {}", trace.tick);
        if let Some(step) = (Lens { trace, actor: 0 }).learned_step() {
            assert_eq!(Some(step.error.to_bits()), made.error.map(f32::to_bits), "{what}, tick {}", trace.tick);
        }
    }
}

#[test]
fn it_opens_on_the_last_tick_and_time_goes_on_only_where_it_ran() {
    for is_running in [false, true] {
        let mut story = Story::new(Algorithm::DeepSarsa, &[]);
        story.train(20);
        if is_running {
            story.ask(TrainCommand::Play);
            story.app.update();
        }
        // The button beside the decision.
        story.ask(TrainCommand::Inspect);
        story.arrive();
        let ticks = story.simulation().ticks();
        assert_eq!((story.tab(), story.tick()), (Tab::Lens, ticks));
        assert!(story.board_after() == *story.simulation().grid_world(0), "the board in view is that of the run");
        story.go(LensCommand::Tick(Direction::Up));
        story.go(LensCommand::Find(LensEvent::Exploration));
        for _ in 0..30 {
            story.app.update();
        }
        assert_eq!(story.simulation().ticks(), ticks, "time stands");

        story.ask(LensCommand::Leave);
        story.app.update();
        assert_eq!(story.tab(), Tab::Train);
        for _ in 0..30 {
            story.app.update();
        }
        assert_eq!(story.simulation().ticks() > ticks, is_running, "as before");
        assert_eq!(story.app.world().resource::<SimulationClock>().playing, is_running);
    }
}

#[test]
fn jumps_lead_to_what_happened_and_say_what_was_looked_through() {
    let mut story = Story::new(Algorithm::DeepSarsa, &[]);
    let made = story.train(1300);
    story.open();
    let number = |index: usize| index as u64 + 1;

    // The first 300 ticks are too long ago.
    let size = |made: &Made| made.error.map_or(-1.0, f32::abs);
    let largest = (300..1300).max_by(|a, b| size(&made[*a]).total_cmp(&size(&made[*b]))).expect("some");
    story.go(LensCommand::Find(LensEvent::LargestError));
    assert_eq!((story.tick(), story.kind()), (number(largest), StopKind::TdError));
    assert_eq!(story.session().note(), Some(LensNote::Largest { first: 301, last: 1300 }));
    story.check(&made, "largest");
    // It belongs to this tick: it is gone with it and comes again.
    story.go(LensCommand::Tick(Direction::Down));
    assert_eq!(story.session().note(), None);
    story.go(LensCommand::Tick(Direction::Up));
    assert!(story.session().note().is_some());

    story.go(LensCommand::Tick(Direction::Down));
    for (event, kind, happened) in [
        (LensEvent::Hit, StopKind::Reward, (|made| made.hits > 0) as fn(&Made) -> bool),
        (LensEvent::Goal, StopKind::Reward, |made| made.goal),
        (LensEvent::Exploration, StopKind::Draw, |made| !made.greedy),
    ] {
        let from = story.tick() as usize;
        let Some(next) = (from..1300).find(|index| happened(&made[*index])) else { continue };
        story.go(LensCommand::Find(event));
        assert_eq!((story.tick(), story.kind()), (number(next), kind), "{event:?}");
        story.check(&made, "found");
    }
    assert_eq!(story.session().made, 1300);
}

#[test]
fn a_jump_that_finds_nothing_says_so() {
    // Without exploration, which is looked for in vain beyond the run's last tick.
    let settings = [("epsilon_start", "0"), ("epsilon_min", "0"), ("hidden", "4")];
    let mut story = Story::new(Algorithm::DeepSarsa, &settings);
    story.train(40);
    story.open();
    story.go(LensCommand::Find(LensEvent::Exploration));
    assert_eq!(story.tick(), 40, "it stays where it was");
    let note = LensNote::NotFound { event: LensEvent::Exploration, first: 41, last: 100_040, is_stopped: false };
    assert_eq!(story.session().note(), Some(note));
    // And it can be stopped.
    story.ask(LensCommand::Find(LensEvent::Exploration));
    assert!(story.session().progress().is_some());
    story.go(LensCommand::Stop);
    let Some(LensNote::NotFound { last, is_stopped: true, .. }) = story.session().note() else {
        panic!("{:?}", story.session().note())
    };
    assert!(last < 100_040);
    assert_eq!(story.tick(), 40);

    story.go(LensCommand::Tick(Direction::Up));
    assert_eq!((story.tick(), story.session().made), (41, 40), "one beyond the run's last tick");
    assert_eq!(story.simulation().ticks(), 40);
}

#[test]
fn the_largest_advantage_is_found_and_opened() {
    let mut story = Story::new(Algorithm::Reinforce, &[]);
    story.train(1);
    let mut largest = (0.0_f32, 0, 0);
    for _ in 0..300 {
        let before = story.simulation().state().expect("it learns");
        let (trace, _) = before.trace().expect("a state of its own");
        let advantages = (Lens { trace: &trace, actor: 0 }).episode().map_or(&[][..], |episode| &episode.advantages);
        for (step, advantage) in advantages.iter().enumerate() {
            if advantage.abs() > largest.0 {
                largest = (advantage.abs(), trace.tick, step);
            }
        }
        story.train(1);
    }
    story.open();
    story.go(LensCommand::Find(LensEvent::LargestError));
    assert_eq!((story.tick(), story.kind()), (largest.1, StopKind::Advantage));
    let shown = story.session().shown().expect("a tick is shown");
    assert_eq!(shown.subject(), Subject::Episode(OfStep::Advantage, largest.2));
}

#[test]
fn learn_has_the_boards_of_the_steps_that_are_learned_from() {
    for (algorithm, actors) in Algorithm::ALL.into_iter().flat_map(|algorithm| [(algorithm, "1"), (algorithm, "3")]) {
        let mut story = Story::new(algorithm, &[("hidden", "8"), ("actors", actors)]);
        // Every board before its step, and what was done on it.
        let mut boards: Vec<Vec<(GridWorld, Action)>> = Vec::new();
        for _ in 0..150 {
            let mut before = Vec::new();
            for arena in 0..story.simulation().arena_count() {
                let mut board = story.simulation().grid_world(arena).clone();
                if story.simulation().is_over(arena) {
                    board.reset();
                }
                before.push(board);
            }
            story.train(1);
            let actions = story.simulation().steps_made().map(|made| made.decision.action);
            boards.push(before.into_iter().zip(actions).collect());
        }
        let made = |tick: u64, actor: usize| &boards[tick as usize - 1][actor];
        story.open();
        let mut learned = 0;
        for _ in 0..149 {
            for actor in 0..story.simulation().arena_count() {
                story.go(LensCommand::Actor(actor));
                let shown = story.session().shown().expect("a tick is shown");
                let lens = shown.lens();
                let wanted = lens.episode().map(|episode| episode.actions.clone());
                let wanted = wanted.or_else(|| Some(vec![lens.learned_step()?.action])).unwrap_or_default();
                let what = format!("{algorithm}, actor {actor} of {actors}, tick {}", shown.trace.tick);
                assert_eq!(shown.past().len(), wanted.len(), "{what}");
                for ((past, action), tick) in shown.past().iter().zip(&wanted).zip(lens.learned_ticks()) {
                    let (board, chosen) = made(tick, actor);
                    assert!(past.board == *board && past.step.agents[0].action == *chosen, "{what}, made in {tick}");
                    assert_eq!(action, chosen, "{what}, made in {tick}");
                    learned += 1;
                }
            }
            story.go(LensCommand::Tick(Direction::Down));
        }
        assert!(learned > 100, "{algorithm}: {learned}");
    }
}

/// The changes of a run: of its settings, and of its board.
fn change(story: &mut Story, what: impl Fn(&mut sidestep::learning::Hyperparameters)) {
    let mut changed = story.simulation().setup().expect("it learns").hyperparameters.clone();
    what(&mut changed);
    story.ask(TrainCommand::SetLive(Box::new(changed)));
}

fn edit(story: &mut Story, what: impl Fn(&mut Level)) {
    let mut level = Level::clone(&story.simulation().setup().expect("it learns").level);
    what(&mut level);
    let mut lanes = story.app.world_mut().resource_mut::<Lanes>();
    lanes.replace_level(&Arc::new(level)).expect("it can be played");
}

#[test]
fn what_was_changed_while_it_ran_is_changed_again() {
    for algorithm in Algorithm::ALL {
        let mut story = Story::new(algorithm, &[("hidden", "16")]);
        let mut made = story.train(70);
        change(&mut story, |settings| (settings.gamma, settings.learning_rate) = (0.5, 0.01));
        made.extend(story.train(50));
        edit(&mut story, |level| level.rewards.step = -0.5);
        made.extend(story.train(40));
        let what = algorithm.to_string();
        story.open();
        for _ in 0..159 {
            story.check(&made, &what);
            story.go(LensCommand::Tick(Direction::Down));
        }
        story.check(&made, &what);
        assert_eq!(story.tick(), 1);
        story.go(LensCommand::Tick(Direction::Down));
        assert_eq!((story.tick(), story.session().note()), (1, Some(LensNote::Beginning)));
        for _ in 0..159 {
            story.go(LensCommand::Tick(Direction::Up));
            story.check(&made, &what);
        }
        assert_eq!(story.tick(), 160);
        // In a jump over both changes as well.
        story.go(LensCommand::Find(LensEvent::LargestError));
        story.check(&made, &what);
    }
}

#[test]
fn ticks_are_reached_of_which_no_state_was_kept() {
    let mut story = Story::new(Algorithm::DeepSarsa, &[("hidden", "16")]);
    let setup = story.simulation().setup().expect("it learns").clone();
    story.train(300);
    change(&mut story, |settings| settings.gamma = 0.5);
    // What is too fast to be watched keeps no states.
    story.app.world_mut().resource_mut::<SimulationClock>().speed.turbo = true;
    story.ask(TrainCommand::Play);
    for _ in 0..5 {
        story.app.update();
    }
    story.ask(TrainCommand::Pause);
    story.app.update();
    let ticks = story.simulation().ticks();
    assert!(ticks > 310 && story.app.world().resource::<Lanes>().all[0].past().first().is_none());

    let mut again = Simulation::new(&setup).expect("it can run");
    let made: Vec<Made> = (0..ticks)
        .map(|tick| {
            if tick == 300 {
                let mut changed = setup.hyperparameters.clone();
                changed.gamma = 0.5;
                again.set_live(&changed);
            }
            again.tick();
            again.drain_episodes();
            Made::of(&again)
        })
        .collect();
    story.open();
    assert_eq!(story.tick(), ticks);
    for _ in 0..8 {
        story.check(&made, "without states");
        story.go(LensCommand::Tick(Direction::Down));
    }
    story.go(LensCommand::Find(LensEvent::LargestError));
    story.check(&made, "without states");
}

impl Story {
    /// Shows a replay on its screen, and lets it stand after so many steps.
    fn show(&mut self, place: &ReplayPlace, step: usize) {
        headless::show(&mut self.app, Tab::Replay);
        self.app.update();
        self.ask(ReplayCommand::Show(place.clone()));
        for _ in 0..10_000 {
            let shown = self.app.world().resource::<ShownReplay>();
            if !shown.is_reading() && shown.selected() == Some(place) {
                break;
            }
            self.app.update();
            std::thread::sleep(Duration::from_millis(1));
        }
        self.ask(ReplayCommand::Pause);
        self.ask(ReplayCommand::Seek(step));
    }

    fn playback(&self) -> &Playback {
        self.app.world().resource::<ShownReplay>().playback().expect("a replay is shown")
    }
}

#[test]
fn a_step_of_a_replay_is_opened_and_the_way_back_leads_there() {
    for (algorithm, actors) in [
        (Algorithm::DeepSarsa, "1"),
        (Algorithm::DeepSarsa, "3"),
        (Algorithm::DeepQLearning, "1"),
        (Algorithm::Reinforce, "1"),
        (Algorithm::Reinforce, "2"),
    ] {
        let what = format!("{algorithm}, {actors} actors");
        let mut story = Story::new(algorithm, &[("hidden", "12"), ("actors", actors)]);
        let mut made = story.train(100);
        change(&mut story, |settings| settings.gamma = 0.5);
        made.extend(story.train(60));
        edit(&mut story, |level| level.rewards.step = -0.25);
        made.extend(story.train(200));
        headless::show(&mut story.app, Tab::Replay);
        story.app.update();
        let places: Vec<_> =
            story.app.world().resource::<Library>().items.iter().map(|item| item.place.clone()).collect();
        assert!(places.len() > 5, "{what}: {} episodes", places.len());
        for place in [&places[0], &places[places.len() / 2], &places[places.len() - 1]] {
            for step in [0, 1, 4, usize::MAX] {
                story.show(place, step);
                assert!(story.playback().in_run().is_ok());
                let player = story.playback().player();
                let Origin::Training { begin_tick: Some(begin), .. } = player.replay().header.kind else { panic!() };
                let (position, len) = (player.position(), player.len());
                story.ask(ReplayCommand::Inspect);
                story.arrive();
                let number = position.max(1);
                assert!(story.session().fault.is_none(), "{what}, {place:?}: {:?}", story.session().fault);
                assert_eq!((story.tab(), story.tick()), (Tab::Lens, begin + number as u64), "{what}, {place:?}");
                assert_eq!(story.session().made, begin + len as u64);
                story.check(&made, &what);
                if position > 0 {
                    assert!(story.board_after() == *story.playback().player().world(), "{what}, {place:?}");
                }
                story.go(LensCommand::Tick(Direction::Up));
                story.ask(LensCommand::Leave);
                story.app.update();
                assert_eq!(story.tab(), Tab::Replay);
                assert_eq!((story.playback().player().position(), story.playback().playing), (position, false));
            }
        }
        // The lens of the run is the run's again.
        story.open();
        assert_eq!(story.tick(), 360);
    }
}

#[test]
fn a_step_that_training_does_not_make_again_is_not_shown_as_if_it_were() {
    let mut story = Story::new(Algorithm::DeepSarsa, &[("hidden", "12")]);
    story.train(120);
    let episode = story.app.world().resource::<Lanes>().all[0].memory.episodes().pop().expect("one has ended");
    let mut replay = episode.replay().expect("it plays");
    let mut provenance = replay.provenance.as_deref().expect("its seed is known").clone();
    provenance.setup.seed += 1;
    replay.provenance = Some(Arc::new(provenance));
    headless::show(&mut story.app, Tab::Replay);
    let place = ReplayPlace::File("elsewhere.replay".into());
    story.app.world_mut().resource_mut::<ShownReplay>().shown = Some((place, Playback::new(replay)));
    story.ask(ReplayCommand::Seek(3));
    story.ask(ReplayCommand::Inspect);
    story.arrive();
    assert!(story.session().shown().is_none());
    let said = story.session().fault.as_ref().map(ToString::to_string).unwrap_or_default();
    assert!(said.starts_with("Trained again, tick 3 is not the step"), "{said}");
    story.ask(LensCommand::Leave);
    story.app.update();
    assert_eq!(story.tab(), Tab::Replay);
}

#[test]
fn replays_that_no_run_leads_to_say_why() {
    let reason = |name: &str| Replay::load(data(name).as_ref()).expect("whole").in_run().map(drop);
    assert_eq!(reason("matches/race.replay"), Err(NoRun::Match));
    assert_eq!(reason("version-1/deep-sarsa.replay"), Err(NoRun::Early));
    let mut story = Story::new(Algorithm::DeepSarsa, &[("hidden", "12")]);
    story.train(60);
    let episode = story.app.world().resource::<Lanes>().all[0].memory.episodes().pop().expect("one has ended");
    let mut replay = episode.replay().expect("it plays");
    assert!(replay.in_run().is_ok());
    replay.provenance = None;
    assert_eq!(replay.in_run().map(drop), Err(NoRun::Unknown));
    replay.header.kind = Origin::Rollout { observation: None, seed: 0 };
    assert_eq!(replay.in_run().map(drop), Err(NoRun::Rollout));
}

#[test]
fn each_actor_s_part_of_a_tick_can_be_looked_at() {
    let mut story = Story::new(Algorithm::DeepSarsa, &[("hidden", "12"), ("actors", "3")]);
    story.train(25);
    story.open();
    for actor in [1, 2, 0] {
        story.go(LensCommand::Actor(actor));
        let shown = story.session().shown().expect("a tick is shown");
        assert_eq!(shown.actor, actor);
        let mut board = shown.lens().board().board.clone();
        board.step(&[shown.lens().decision().action], &mut [Outcome::default()]);
        assert!(board == *story.simulation().grid_world(actor));
        // It stays with the actor over ticks and jumps.
        story.go(LensCommand::Tick(Direction::Down));
        assert_eq!(story.session().shown().expect("a tick is shown").actor, actor);
        story.go(LensCommand::Tick(Direction::Up));
    }
}

impl Story {
    /// Waits until all is known of the two actions that are compared.
    fn compare(&mut self) {
        for _ in 0..20_000 {
            let why = self.app.world().resource::<WhySession>();
            let is_known = why.view().comparison.is_some_and(|comparison| comparison.truth.is_some());
            if is_known && why.view().agreement.is_some() && !why.is_under_way() {
                return;
            }
            self.app.update();
            std::thread::sleep(Duration::from_millis(1));
        }
        panic!("the two actions were not compared");
    }
}

#[test]
fn two_actions_are_compared_beside_the_window() {
    for algorithm in [Algorithm::DeepSarsa, Algorithm::Reinforce] {
        let mut story = Story::new(algorithm, &[("hidden", "12")]);
        story.train(40);
        story.open();
        for tick in [40, 39] {
            assert_eq!(story.tick(), tick);
            story.compare();
            let view = story.app.world().resource::<WhySession>().view();
            let lens = story.session().shown().expect("a tick is shown").lens();
            let (world, gamma) = (&lens.board().board, lens.trace.setup.hyperparameters.gamma);
            let optimum = LeaveOneOut::solve(world, 0, gamma, Budget::default(), &mut |_| ControlFlow::Continue(()));
            let expected = lens.compare(lens.action_and_rival(), optimum.ok().as_ref());
            assert_eq!(view.comparison, Some(&expected), "{algorithm}");
            assert!(matches!(view.optimum, OptimumView::Known));
            // Of the next 100 states those count in which an episode goes on.
            let agreement = view.agreement.expect("it is known");
            assert!(
                (80..=100).contains(&agreement.states) && agreement.agreeing <= agreement.compared,
                "{agreement:?}"
            );

            let [this, that] = expected.actions;
            story.ask(LensCommand::NextAction(1));
            story.compare();
            let view = story.app.world().resource::<WhySession>().view();
            let chosen = view.comparison.expect("compared").actions;
            assert!(chosen[0] == this && chosen[1] != that && chosen[1] != this, "{chosen:?}");
            // Another tick has its own two.
            story.go(LensCommand::Tick(Direction::Down));
        }
    }
}
