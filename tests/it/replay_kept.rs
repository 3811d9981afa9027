//! Which training episodes are kept: the rule, the folder of a run, and that keeping them changes nothing of what is learned.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
};

use sidestep::{
    arena::{EpisodeRecord, Setup, Simulation, SimulationState},
    gridworld::{Action, GridWorld, Level, Outcome},
    learning::{Algorithm, Preset},
    replay::{
        AgentScore, EpisodeRecorder, Episodes, Kept, LAST, Notes, Origin, RecordedDecision, Replay, Run, Schedule,
        episodes,
    },
};

use super::replay_exact::level;

#[test]
fn with_one_actor_the_marks_are_cubes_and_then_thousands() {
    let mut schedule = Schedule::default();
    let kept: Vec<u64> = (1..=5500).filter(|&episode| schedule.take(episode).is_some()).collect();
    assert_eq!(kept, [1, 8, 27, 64, 125, 216, 343, 512, 729, 1000, 2000, 3000, 4000, 5000]);
}

#[test]
fn marks_that_are_passed_over_count_once_and_a_schedule_can_go_on() {
    for stride in [1, 3, 7, 40, 333, 1500, 12_345] {
        let mut schedule = Schedule::default();
        let mut marks = Vec::new();
        for episode in (1..60_000_u64).step_by(stride) {
            if let Some(mark) = schedule.take(episode) {
                assert!(mark <= episode && episode - mark < 1000_u64.max(stride as u64), "{mark} for {episode}");
                marks.push(mark);
                assert_eq!(schedule, Schedule::after(mark));
            }
            assert_eq!(schedule.take(episode), None, "no episode is kept twice");
        }
        assert!(marks.is_sorted() && marks.iter().collect::<BTreeSet<_>>().len() == marks.len());
        let is_mark = |mark: &u64| mark.is_multiple_of(1000) || (1..10_u64).any(|root| root.pow(3) == *mark);
        assert!(marks.iter().all(is_mark), "{marks:?}");
    }
    assert_eq!(Schedule::default().take(u64::MAX), Some(u64::MAX / 1000 * 1000));
}

/// Notes of a made-up episode of so many steps with this return.
fn notes(world: &GridWorld, steps: usize, episode_return: f32) -> Box<Notes> {
    let mut notes = Notes::begin(world, 0);
    for step in 0..steps {
        let reward = if step == 0 { episode_return } else { 0.0 };
        notes.step(Action::Stay, RecordedDecision::default(), reward);
    }
    Box::new(notes)
}

#[test]
fn the_best_and_the_last_are_kept_in_bounded_memory() {
    let world = GridWorld::new(level("classic"), 0);
    let run = Arc::new(Run::default());
    let mut kept = Kept::default();
    let mut spares = 0;
    for number in 1..=300_u64 {
        // 251 is the first of the equally best.
        let episode_return = if number > 250 { 5.0 } else { -(number as f32) };
        spares += usize::from(kept.push(number, &run, None, notes(&world, 3, episode_return)).is_some());
        let _ = kept.take_marked();
    }
    let last: Vec<u64> = kept.last().map(|episode| episode.number).collect();
    assert_eq!(last, (251..=300).collect::<Vec<_>>());
    assert_eq!(kept.best().map(|best| best.number), Some(251));
    assert!(spares > 200, "notes go round: {spares}");

    let mut kept = Kept::default();
    for number in 1..=10 {
        kept.push(number, &run, None, notes(&world, 300_000, 0.0));
    }
    assert_eq!(kept.last().len(), 3, "long episodes are bounded by their steps");
}

fn setup(level_name: &str, algorithm: Algorithm, actors: usize) -> Setup {
    let mut setup = Setup::preset(level(level_name), algorithm, Preset::Textbook, 3);
    setup.hyperparameters.actors = actors;
    setup
}

/// The numbers that the folder should hold after these episodes of the first board.
fn expected(records: &[EpisodeRecord]) -> BTreeSet<u64> {
    let own: Vec<&EpisodeRecord> = records.iter().filter(|record| record.arena == 0).collect();
    let mut schedule = Schedule::default();
    let mut numbers: BTreeSet<u64> = own.iter().rev().take(LAST).map(|record| record.episode).collect();
    numbers.extend(own.iter().map(|record| record.episode).filter(|&number| schedule.take(number).is_some()));
    let greatest = own.iter().map(|record| record.episode_return).fold(f32::MIN, f32::max);
    numbers.extend(own.iter().find(|record| record.episode_return == greatest).map(|record| record.episode));
    numbers
}

#[test]
fn a_folder_holds_the_first_board_s_episodes_as_they_were() {
    for (name, algorithm, actors) in [
        ("classic", Algorithm::DeepSarsa, 1),
        ("classic-paced", Algorithm::Reinforce, 1),
        ("harbour", Algorithm::DeepSarsa, 4),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let setup = setup(name, algorithm, actors);
        let mut simulation = Simulation::new(&setup).expect("it can run");
        let mut watched = Episodes::begin(folder.path(), &simulation);
        let mut plain = Simulation::new(&setup).expect("it can run");
        let mut records = Vec::new();
        // The TD errors that the window would show, by episode.
        let mut td_errors: BTreeMap<u64, Vec<Option<f32>>> = BTreeMap::new();
        let mut errors = Vec::new();
        let mut over = None;
        for tick in 0..6000 {
            simulation.tick();
            if let Some(update) = watched.listen(&simulation) {
                update.make().expect("it can be written");
            }
            plain.tick();
            let learned = plain.learner().and_then(|learner| learner.target(0)).map(|target| target.error);
            if tick > 0 {
                errors.push(learned.filter(|_| algorithm == Algorithm::DeepSarsa));
            }
            if let Some(number) = over.take() {
                td_errors.insert(number, std::mem::take(&mut errors));
            }
            let ended = plain.drain_episodes();
            over = ended.iter().find(|record| record.arena == 0).map(|record| record.episode);
            records.extend(ended);
            if tick == 2500 {
                watched.update(&simulation).make().expect("it can be written");
            }
        }
        watched.update(&simulation).make().expect("it can be written");

        let state = |simulation: &Simulation| simulation.state().and_then(|state| state.to_bytes()).expect("it learns");
        assert!(state(&simulation) == state(&plain), "{name}: to be watched changes nothing");

        let kept = episodes::list(folder.path()).expect("it is there");
        let numbers: BTreeSet<u64> = kept.keys().copied().collect();
        assert_eq!(numbers, expected(&records), "{name}");
        for (number, header) in kept {
            let replay = Replay::load(&episodes::path(folder.path(), number)).expect("it was written");
            assert_eq!(replay.verify(), Ok(()), "{name}, episode {number}");
            let record = records.iter().find(|record| record.episode == number).expect("it was played");
            let score =
                AgentScore { episode_return: record.episode_return, hits: record.hits, goals: record.goal.into() };
            assert_eq!(header.score(), score, "{name}, episode {number}");
            assert_eq!(header.summary.steps, record.length, "{name}, episode {number}");
            let Origin::Training { run, episode, .. } = header.kind else { panic!("{:?}", header.kind) };
            assert_eq!((run.seed, episode), (3, number));
            assert_eq!(run.hyperparameters["actors"], actors.to_string());
            if let Some(expected) = td_errors.get(&number) {
                let errors = replay.steps.iter().map(|step| step.decisions[0].expect("learners think").td_error);
                assert_eq!(errors.collect::<Vec<_>>(), *expected, "{name}, episode {number}");
            }
        }
    }
}

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = episodes::files(folder).expect("it is there");
    let name = |path: &Path| path.file_name().expect("a file").to_string_lossy().into_owned();
    files.iter().map(|path| (name(path), fs::read(path).expect("read"))).collect()
}

/// Trains on in a folder; the state of the run as it was saved.
fn train(simulation: &mut Simulation, mut watched: Episodes, ticks: u32) -> Vec<u8> {
    for _ in 0..ticks {
        simulation.tick();
        if let Some(update) = watched.listen(simulation) {
            update.make().expect("it can be written");
        }
    }
    watched.update(simulation).make().expect("it can be written");
    simulation.state().and_then(|state| state.to_bytes()).expect("it learns")
}

/// The same from the beginning.
fn train_anew(setup: &Setup, folder: &Path, ticks: u32) -> Simulation {
    let mut simulation = Simulation::new(setup).expect("it can run");
    let watched = Episodes::begin(folder, &simulation);
    train(&mut simulation, watched, ticks);
    simulation
}

#[test]
fn a_run_that_was_cut_keeps_what_the_whole_one_keeps() {
    for (name, algorithm, actors) in [
        ("classic", Algorithm::DeepSarsa, 1),
        ("plaza", Algorithm::DeepSarsa, 3),
        ("classic-paced", Algorithm::Reinforce, 1),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let setup = setup(name, algorithm, actors);
        let whole = folder.path().join("whole");
        train_anew(&setup, &whole, 4000);

        // Cut at ticks in the middle of episodes and, for the textbook's short ones, sometimes at their very end.
        let (mut saved, parts) = (folder.path().join("part"), [1, 700, 1, 1299, 1999]);
        let mut simulation = Simulation::new(&setup).expect("it can run");
        let mut watched = Episodes::begin(&saved, &simulation);
        for (number, ticks) in parts.into_iter().enumerate() {
            let state = train(&mut simulation, watched, ticks);
            let state = SimulationState::from_bytes(&state).expect("as it was written");
            simulation = Simulation::from_state(state).expect("as it was written");
            // Half of the times on into another folder.
            let next = if number % 2 == 0 { saved.clone() } else { folder.path().join(number.to_string()) };
            watched = Episodes::resume(&saved, &next, &simulation).expect("it was written");
            saved = next;
        }
        watched.update(&simulation).make().expect("it can be written");
        assert!(contents(&whole) == contents(&saved), "{name}");
    }
}

#[test]
fn a_run_that_was_cut_at_an_episode_s_end_goes_on_with_it() {
    let setup = setup("classic", Algorithm::DeepSarsa, 1);
    let folder = tempfile::tempdir().expect("a folder");
    let (whole, cut) = (folder.path().join("whole"), folder.path().join("cut"));
    let mut simulation = Simulation::new(&setup).expect("it can run");
    let mut ticks = 0;
    // The eighth episode has a mark.
    while simulation.episodes() < 8 {
        simulation.tick();
        ticks += 1;
    }
    train_anew(&setup, &whole, ticks + 50);
    let mut simulation = train_anew(&setup, &cut, ticks);
    assert!(episodes::path(&cut, 8).is_file(), "the episode that ended with the run is kept");
    let watched = Episodes::resume(&cut, &cut, &simulation).expect("it was written");
    train(&mut simulation, watched, 50);
    assert!(contents(&whole) == contents(&cut));
}

#[test]
fn a_damaged_replay_keeps_no_run_from_going_on() {
    let setup = setup("classic", Algorithm::DeepSarsa, 1);
    let folder = tempfile::tempdir().expect("a folder");
    let mut simulation = train_anew(&setup, folder.path(), 300);
    let first = episodes::path(folder.path(), 1);
    fs::write(&first, b"sidestep replay\n and then nothing").expect("written");
    fs::write(folder.path().join(episodes::UNDER_WAY), b"").expect("written");
    let watched = Episodes::resume(folder.path(), folder.path(), &simulation).expect("the others are whole");
    train(&mut simulation, watched, 300);
    assert!(fs::read(first).expect("left alone").ends_with(b"nothing"));
}

fn tick(simulation: &mut Simulation, recorder: &mut EpisodeRecorder) -> Option<(u64, Box<Notes>)> {
    simulation.tick();
    recorder.listen(simulation)
}

#[test]
fn an_episode_whose_beginning_nobody_saw_is_not_kept() {
    let setup = setup("classic", Algorithm::DeepSarsa, 1);
    let mut simulation = Simulation::new(&setup).expect("it can run");
    simulation.tick();
    let mut recorder = EpisodeRecorder::new(&simulation);
    let mut notes = std::iter::from_fn(|| Some(tick(&mut simulation, &mut recorder))).flatten();
    let first = notes.next().expect("episodes end");
    let second = notes.next().expect("episodes end");
    assert!(first.1.fault().is_some() && second.1.fault().is_none());
    let mut kept = Kept::default();
    assert!(kept.push(first.0, &Arc::new(Run::default()), None, first.1).is_some());
    assert_eq!(kept.last().len(), 0);
}

#[test]
fn a_level_that_is_edited_under_an_episode_spoils_it_alone() {
    let setup = setup("classic", Algorithm::DeepSarsa, 1);
    let mut simulation = Simulation::new(&setup).expect("it can run");
    let mut recorder = EpisodeRecorder::new(&simulation);
    tick(&mut simulation, &mut recorder);
    let mut edited = Level::clone(&setup.level);
    edited.max_steps = 50;
    simulation.replace_level(&Arc::new(edited)).expect("it can be played");
    let mut notes = std::iter::from_fn(|| Some(tick(&mut simulation, &mut recorder))).flatten();
    assert!(notes.next().expect("episodes end").1.fault().is_some());
    let (_, second) = notes.next().expect("episodes end");
    let kind = Origin::Rollout { observation: None, seed: 0 };
    let seat = sidestep::replay::Participant { agent: Some(0), ..Default::default() };
    let replay = second.replay(kind, seat).expect("it was not touched");
    assert_eq!((replay.level().max_steps, replay.verify()), (50, Ok(())));
}

#[test]
fn notes_allocate_nothing_once_they_have_been_used() {
    let mut world = GridWorld::new(level("harbour"), 7);
    let mut notes = Notes::begin(&world, 0);
    let mut episode = |notes: &mut Notes| {
        for step in 0..200 {
            let mut outcome = [Outcome::default()];
            world.step(&[Action::ALL[step * 7 % 5]], &mut outcome);
            notes.step(Action::Stay, RecordedDecision::default(), outcome[0].reward);
            notes.learned(0.5);
            if world.is_over(0) {
                break;
            }
        }
        notes.end(&world);
        notes.begin_next(&world, 0);
        world.reset();
    };
    (0..20).for_each(|_| episode(&mut notes));
    let longest = allocation_counter::measure(|| (0..20).for_each(|_| episode(&mut notes)));
    assert!(longest.count_total <= 2, "only for an episode longer than any before: {}", longest.count_total);
}
