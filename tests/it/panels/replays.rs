//! The replay screen: the list is searched, sorted and worked on; the player is steered with the pointer and with keys.

use std::sync::{Arc, OnceLock};

use bevy_egui::egui::{Key, Modifiers, Panel, Rect, accesskit::Role, pos2};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};
use sidestep::{
    capture::Format,
    gridworld::{Action, GridWorld, Level, Outcome},
    language::{Language, Texts},
    panels::{
        ClipChoice, ClipCommand, ClipForecast, ClipKind, ClipOrder, ClipPreviewView, ClipProgress, ClipSize, ClipState,
        ClipView, Direction, KeyAction, MarkerKind, Overlays, Picture, Rate, ReplayChoices, ReplayCommand,
        ReplayDetails, ReplayItem, ReplayPlace, ReplayScreen, ReplaySort, ReplayView, Settings, ShownView, Tab, TopBar,
        TopBarView, TrainingState, keys,
    },
    replay::{Event, Marker, Origin, Participant, Player, RecordedDecision, Replay, Run, Tape},
    theme::ThemeMode,
};

use super::{Asked, Stage, check_overlaps, check_texts, check_widgets, press, says, stage_in, text};

/// What the screen shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scene {
    Empty,
    Listed,
    Training,
    Match,
    Untrue,
}

impl Scene {
    pub(super) const ALL: [Self; 5] = [Self::Empty, Self::Listed, Self::Training, Self::Match, Self::Untrue];
}

/// The screen and what it is shown; choices and positions are taken over.
pub(super) struct Hall {
    screen: ReplayScreen,
    scene: Scene,
    items: Vec<ReplayItem>,
    selected: Option<ReplayPlace>,
    choices: ReplayChoices,
    clip: ClipChoice,
    making: Option<ClipProgress>,
    preview: ClipPreviewView,
    position: usize,
    playing: bool,
    pub board: Rect,
}

/// A few steps on `classic`, for the picture.
fn replay() -> Replay {
    let level = Arc::new(Level::built_in("classic").expect("it is built in"));
    let mut world = GridWorld::new(level, 0);
    let mut tape = Tape::begin(&world, 1);
    for action in [Action::Right, Action::Right, Action::Down, Action::Down] {
        let mut outcomes = [Outcome::default()];
        world.step(&[action], &mut outcomes);
        tape.step(&[action], &[None], &[], &world);
    }
    let kind = Origin::Training { run: Run::default(), episode: 1, mark: None, begin_tick: None };
    let seat = Participant { agent: Some(0), ..Participant::default() };
    tape.finish(kind, vec![seat], None).expect("the rules made it")
}

fn items() -> Vec<ReplayItem> {
    let picture = Arc::new(OnceLock::from(Picture::of(&replay())));
    let item = |place, kind, names: &[&str], level: &str, episode_return, steps| {
        let mut header = Box::new(replay().header);
        let seats = names.iter().map(|name| Participant { name: (*name).to_owned(), ..Participant::default() });
        (header.kind, header.seats, header.level) = (kind, seats.collect(), level.to_owned());
        (header.summary.scores[0].episode_return, header.summary.steps) = (episode_return, steps);
        if header.seats.iter().any(|seat| seat.name == "You") {
            header.title = Some("My best".to_owned());
        }
        let details = ReplayDetails::File { pinned: header.title.is_some(), header };
        ReplayItem { place, details, picture: picture.clone() }
    };
    let run = |episode, episode_return, steps| {
        let kind = Origin::Training { run: Run::default(), episode, mark: None, begin_tick: None };
        item(ReplayPlace::Run(episode), kind, &[], "classic", episode_return, steps)
    };
    let kept = |file, mode: &str, names: [&str; 2], level, episode_return, steps| {
        let kind = Origin::Match { mode: mode.to_owned(), round: 1, rounds: 3, seed: 0, match_id: 0, how: None };
        item(shelf(file), kind, &names, level, episode_return, steps)
    };
    vec![
        run(64, -1.0, 40),
        run(27, -7.5, 120),
        run(1, -2.0, 88),
        kept("c", "race", ["A", "B"], "chase", -3.0, 30),
        kept("b", "race", ["You", "Optimum"], "rush", 1.0, 12),
        kept("a", "hunt", ["A", "C"], "classic", 0.5, 9),
    ]
}

fn shelf(file: &str) -> ReplayPlace {
    ReplayPlace::Shelf(format!("replays/{file}.replay").into())
}

const LEN: usize = 40;

/// A hit, a goal, a few draws, a surprise.
fn markers() -> Vec<Marker> {
    let marker = |step, event| Marker { step, seat: 0, event };
    vec![
        marker(3, Event::Explored),
        marker(4, Event::Explored),
        marker(10, Event::Hit(1)),
        marker(10, Event::Surprise(-0.93)),
        marker(25, Event::Hit(2)),
        marker(40, Event::Goal),
    ]
}

/// A clip in prospect of which there is something to be said.
fn forecast() -> ClipPreviewView {
    let forecast = ClipForecast {
        seconds: 61.25,
        bytes: 12_345_678,
        takes: 123.4,
        missing: "日本".to_owned(),
        is_cut: true,
        ..ClipForecast::default()
    };
    ClipPreviewView { forecast: Some(forecast), is_made: true, failure: None }
}

/// A learner's episode, or a match of a person, who wins, against who sees what it steers by.
fn played(scene: Scene) -> Arc<Replay> {
    let level = Arc::new(Level::built_in("classic").expect("it is built in"));
    let mut world = GridWorld::new(level, 0);
    let seat = |name: &str, agent| Participant { name: name.to_owned(), agent, ..Participant::default() };
    let decision =
        Some(RecordedDecision { values: [0.31, -0.2, 0.84, 0.1, 0.05], greedy: false, td_error: Some(-0.93) });
    let (kind, seats, decisions, winner) = if scene == Scene::Match {
        let kind = Origin::Match { mode: "race".to_owned(), round: 1, rounds: 3, seed: 0, match_id: 0, how: None };
        (kind, vec![seat("You", Some(0)), seat("Opponent, final", None)], vec![None, decision], Some(0))
    } else {
        let kind = Origin::Training { run: Run::default(), episode: 1, mark: None, begin_tick: None };
        (kind, vec![seat("deep-sarsa", Some(0))], vec![decision], None)
    };
    let mut tape = Tape::begin(&world, seats.len());
    for _ in 0..LEN {
        // Into the wall: it stays at its start.
        world.step(&[Action::Up], &mut [Outcome::default()]);
        tape.step(&[Action::Up], &decisions, &[], &world);
    }
    Arc::new(tape.finish(kind, seats, winner).expect("the rules made it"))
}

pub(super) fn hall(mode: ThemeMode, language: Language, size: [f32; 2], scene: Scene) -> Harness<'static, Stage<Hall>> {
    let settings = Settings { language, ..Settings::default() };
    let markers = markers();
    let mut player = Player::new(played(scene));
    let texts = Texts::new(language);
    let facts = vec![
        (texts.t("level-title").to_owned(), "Classic · 5 × 5".to_owned()),
        (texts.t("fact-algorithm").to_owned(), "Deep SARSA".to_owned()),
        (texts.t("fact-settings").to_owned(), "gamma 0.99, learning-rate 0.001, epsilon 0.3".to_owned()),
    ];
    let untrue = texts.t_with("fault-difference-edited", &[("step", 12.into()), ("steps", LEN.into())]);
    let mut bar = TopBar::default();
    let items = if scene == Scene::Empty { Vec::new() } else { items() };
    let is_shown = !matches!(scene, Scene::Empty | Scene::Listed);
    let panel = Hall {
        screen: ReplayScreen::default(),
        scene,
        items,
        selected: is_shown.then(|| shelf("b")),
        choices: ReplayChoices::default(),
        clip: ClipChoice::default(),
        making: None,
        preview: forecast(),
        position: 7,
        playing: false,
        board: Rect::NOTHING,
    };
    stage_in(mode, language, size, panel, move |ui, look, hall| {
        let pressed: Vec<_> = keys::pressed(ui.ctx(), look.keys, Tab::Replay)
            .into_iter()
            .filter_map(|action| match action {
                KeyAction::Replay(key) => Some(key),
                _ => None,
            })
            .collect();
        let top = TopBarView {
            tab: Tab::Replay,
            episodes: 1234,
            steps: 98_765,
            steps_per_second: 0.0,
            recent_return: Some(0.97),
            recent_episodes: 100,
            optimum: Some(1.0),
            state: TrainingState::Paused,
            clip: ClipState::default(),
            settings: &settings,
            mode,
        };
        let (window, _) = Panel::top("top").show(ui, |ui| bar.ui(ui, look, &top)).inner;
        player.seek(hall.position).expect("the rules made it");
        let shown = is_shown.then(|| ShownView {
            title: "My best".to_owned(),
            facts: facts.clone(),
            playing: hall.playing,
            player: &player,
            markers: &markers,
            difference: (hall.scene == Scene::Untrue).then(|| (untrue.clone(), 12)),
            no_lens: match hall.scene {
                Scene::Match => Some("no-lens-match"),
                Scene::Untrue => Some("no-lens-untrue"),
                _ => None,
            },
        });
        let view = ReplayView {
            items: &hall.items,
            selected: hall.selected.as_ref(),
            shown: shown.as_ref(),
            loading: false,
            can_undo: true,
            choices: hall.choices,
            overlays: Overlays::default(),
            has_optimum: true,
            clips: ClipView {
                choice: hall.clip,
                making: hall.making,
                preview: &hall.preview,
                no_clip: match hall.scene {
                    Scene::Empty | Scene::Listed => Some("video-no-replay"),
                    Scene::Untrue => Some("video-untrue"),
                    Scene::Training | Scene::Match => None,
                },
                no_reel: (hall.scene == Scene::Empty).then_some("video-no-episodes"),
                no_lab: None,
                run_has_optimum: false,
                folder: "/home/somebody/Videos/Sidestep",
            },
            pressed: &pressed,
        };
        let mut about_clips = Vec::new();
        let (asked, board) = hall.screen.ui(ui, look, &view, &mut about_clips);
        hall.board = board;
        for command in &asked {
            match command {
                ReplayCommand::Seek(position) => hall.position = *position,
                ReplayCommand::Show(place) => hall.selected = Some(place.clone()),
                ReplayCommand::SetSort(sort) => hall.choices.sort = *sort,
                ReplayCommand::SetSpeed(speed) => hall.choices.per_second = *speed,
                _ => {}
            }
        }
        for command in &about_clips {
            if let ClipCommand::SetChoice(choice) = command {
                hall.clip = *choice;
            }
        }
        let asked = asked.into_iter().map(Asked::from).chain(about_clips.into_iter().map(Asked::from));
        window.into_iter().map(Asked::from).chain(asked).collect()
    })
}

fn dark(scene: Scene) -> Harness<'static, Stage<Hall>> {
    hall(ThemeMode::Dark, Language::English, [1280.0, 900.0], scene)
}

fn asked(harness: &mut Harness<'_, Stage<Hall>>) -> Vec<ReplayCommand> {
    harness.state_mut().taken()
}

fn about_clips(harness: &mut Harness<'_, Stage<Hall>>) -> Vec<ClipCommand> {
    harness.state_mut().taken()
}

fn type_key(harness: &mut Harness<'_, Stage<Hall>>, modifiers: Modifiers, key: Key) -> Vec<ReplayCommand> {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(3);
    asked(harness)
}

/// The names in the list that are in view, from the top on.
fn listed(harness: &Harness<'_, Stage<Hall>>) -> Vec<String> {
    let texts = Texts::new(Language::English);
    let titles = harness.state().panel.items.iter().map(|item| item.title(&texts));
    let mut found: Vec<(f32, String)> = titles
        .filter_map(|title| {
            let top = harness.query_by_role_and_label(Role::Button, &title)?.rect().top();
            Some((top, title))
        })
        .collect();
    found.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    found.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn at_1280_by_720_every_scene_is_whole_in_both_languages_and_themes() {
    for language in Language::ALL {
        for mode in [ThemeMode::Dark, ThemeMode::Light] {
            for scene in Scene::ALL {
                let what = format!("{language}, {mode:?}, {scene:?}");
                let harness = hall(mode, language, [1280.0, 720.0], scene);
                check_widgets(&harness, 1280.0, &what);
                check_texts(&harness, &what);
                let board = harness.state().panel.board;
                assert!(board.width() >= 440.0 && board.height() >= 440.0, "{what}: the board has {board:?}");
            }
        }
    }
}

#[test]
fn nothing_overlaps_where_all_of_it_has_room() {
    for language in Language::ALL {
        for scene in Scene::ALL {
            let harness = hall(ThemeMode::Dark, language, [1280.0, 1500.0], scene);
            check_overlaps(&harness, &format!("{language}, {scene:?}"));
        }
    }
}

#[test]
fn in_a_small_window_everything_is_reached_and_the_board_has_room() {
    for language in Language::ALL {
        for scene in Scene::ALL {
            let what = format!("{language}, {scene:?}");
            let mut harness = hall(ThemeMode::Dark, language, [640.0, 360.0], scene);
            check_widgets(&harness, 640.0, &what);
            let board = harness.state().panel.board;
            assert!(board.width() >= 220.0 && board.height() >= 120.0, "{what}: the board has {board:?}");
            press(&mut harness, &text(language, "side-decision"));
            check_widgets(&harness, 640.0, &what);
        }
    }
}

#[test]
fn the_list_is_searched_and_sorted_part_by_part() {
    let mut harness = dark(Scene::Listed);
    let all = ["Episode 64", "Episode 27", "Episode 1", "A – B", "My best", "A – C"];
    assert_eq!(listed(&harness), all);
    for (sort, order) in [
        ("Return", ["Episode 64", "Episode 1", "Episode 27", "My best", "A – C", "A – B"]),
        ("Length", ["Episode 27", "Episode 1", "Episode 64", "A – B", "My best", "A – C"]),
        ("Level", ["Episode 64", "Episode 27", "Episode 1", "A – B", "A – C", "My best"]),
    ] {
        harness.get_by_role_and_label(Role::ComboBox, "Order").click();
        harness.run_steps(4);
        press(&mut harness, sort);
        assert_eq!(listed(&harness), order, "by {sort}");
    }
    assert_eq!(harness.state().panel.choices.sort, ReplaySort::Level);

    press(&mut harness, "Matches");
    assert_eq!(listed(&harness), ["A – B", "A – C", "My best"]);
    for mode in ["Race · Chase", "Race · Rush", "Hunt · Classic"] {
        assert!(harness.query_by_label_contains(mode).is_some(), "{mode}");
    }
    press(&mut harness, "All");
    let field = harness.get_by_role_and_label(Role::TextInput, "Search");
    field.focus();
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, "Search").type_text("RUSH best");
    harness.run_steps(3);
    assert_eq!(listed(&harness), ["My best"], "every word is somewhere in it");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_role_and_label(Role::TextInput, "Search").type_text("hunt");
    harness.run_steps(3);
    assert_eq!(listed(&harness), ["A – C"], "hunts are told from races");
}

#[test]
fn a_click_shows_a_replay_and_its_buttons_work_on_it() {
    let mut harness = dark(Scene::Training);
    press(&mut harness, "A – B");
    assert_eq!(asked(&mut harness), [ReplayCommand::Show(shelf("c"))]);
    press(&mut harness, "Pin");
    press(&mut harness, "Delete");
    assert_eq!(asked(&mut harness), [ReplayCommand::Pin(shelf("c"), true), ReplayCommand::Delete(shelf("c"))]);
    // What is in memory alone can be kept, and that is all.
    press(&mut harness, "Episode 27");
    press(&mut harness, "Keep");
    assert!(asked(&mut harness).contains(&ReplayCommand::Pin(ReplayPlace::Run(27), true)));
    assert!(harness.query_by_label("Delete").is_none());
}

#[test]
fn a_name_is_changed_in_its_row_and_keys_that_are_typed_there_do_nothing_else() {
    let mut harness = dark(Scene::Training);
    press(&mut harness, "Rename");
    let typed = harness.get_by_role_and_label(Role::TextInput, "Name");
    typed.type_text(" ever, n");
    harness.run_steps(2);
    assert_eq!(type_key(&mut harness, Modifiers::NONE, Key::N), []);
    let named = type_key(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(named, [ReplayCommand::Rename(shelf("b"), "My best ever, n".to_owned())]);
    press(&mut harness, "Rename");
    harness.get_by_role_and_label(Role::TextInput, "Name").type_text("!");
    assert_eq!(type_key(&mut harness, Modifiers::NONE, Key::Escape), [], "it is left as it was");
    assert!(harness.query_by_role_and_label(Role::TextInput, "Name").is_none());
}

#[test]
fn keys_play_step_leap_and_jump() {
    let mut harness = dark(Scene::Training);
    let none = Modifiers::NONE;
    assert_eq!(type_key(&mut harness, none, Key::Space), [ReplayCommand::Play]);
    harness.state_mut().panel.playing = true;
    assert_eq!(type_key(&mut harness, none, Key::Space), [ReplayCommand::Pause]);
    assert_eq!(type_key(&mut harness, none, Key::Period), [ReplayCommand::Step(Direction::Up)]);
    assert_eq!(type_key(&mut harness, none, Key::Comma), [ReplayCommand::Step(Direction::Down)]);
    // From step 7 of 40.
    let shift = Modifiers::SHIFT;
    for (modifiers, key, position) in [
        (none, Key::ArrowRight, 9),
        (none, Key::ArrowLeft, 7),
        (none, Key::N, 10),
        (none, Key::N, 25),
        (shift, Key::N, 10),
        (none, Key::H, 25),
        (none, Key::H, 10),
        (none, Key::G, 40),
        (shift, Key::E, 4),
        (shift, Key::E, 3),
        (none, Key::T, 10),
        (none, Key::Home, 0),
        (none, Key::End, 40),
    ] {
        let sought = type_key(&mut harness, modifiers, key);
        assert_eq!(sought, [ReplayCommand::Seek(position)], "{key:?}");
    }
    assert_eq!(type_key(&mut harness, none, Key::L), [ReplayCommand::SetRepeat(true)]);
    assert_eq!(type_key(&mut harness, none, Key::CloseBracket), [ReplayCommand::SetSpeed(8.0)]);
    assert_eq!(type_key(&mut harness, none, Key::ArrowDown), [ReplayCommand::Show(shelf("a"))]);
    assert_eq!(type_key(&mut harness, none, Key::ArrowDown), [], "it is the last one");
    assert_eq!(type_key(&mut harness, none, Key::ArrowUp), [ReplayCommand::Show(shelf("b"))]);
    assert_eq!(type_key(&mut harness, none, Key::P), [ReplayCommand::Pin(shelf("b"), false)]);
    assert_eq!(type_key(&mut harness, none, Key::Delete), [ReplayCommand::Delete(shelf("b"))]);
    assert_eq!(type_key(&mut harness, Modifiers::COMMAND, Key::Z), [ReplayCommand::UndoDelete]);
    assert_eq!(type_key(&mut harness, Modifiers::COMMAND, Key::O), [ReplayCommand::Open]);
}

#[test]
fn the_bar_seeks_where_it_is_pressed_and_the_keys_go_on_playing() {
    let mut harness = dark(Scene::Training);
    let bar = harness.get_by_role_and_label(Role::Slider, "Position").rect();
    let middle = pos2(bar.center().x, bar.bottom() - 6.0);
    harness.drag_at(middle);
    harness.run_steps(2);
    assert_eq!(harness.state().panel.position, LEN / 2);
    harness.hover_at(pos2(bar.right() - 1.0, middle.y));
    harness.run_steps(2);
    assert_eq!(harness.state().panel.position, LEN);
    harness.drop_at(pos2(bar.right() - 1.0, middle.y));
    harness.run_steps(2);
    asked(&mut harness);
    assert_eq!(type_key(&mut harness, Modifiers::NONE, Key::Space), [ReplayCommand::Play]);
}

#[test]
fn a_button_for_each_kind_of_marker_goes_to_the_next_one() {
    let mut harness = dark(Scene::Training);
    for (name, position) in [
        ("Hit: 2, to the next", 10),
        ("Hit: 2, to the next", 25),
        ("Hit: 2, to the next", 10),
        ("TD error: 1, to the next", 10),
        ("Exploratory: 2, to the next", 3),
        ("Goal: 1, to the next", 40),
    ] {
        press(&mut harness, name);
        assert_eq!(asked(&mut harness), [ReplayCommand::Seek(position)], "{name}");
    }
    assert!(MarkerKind::ALL.len() == 4, "all of them were pressed");
}

#[test]
fn what_is_not_true_is_said_and_who_has_won_is_named() {
    let harness = dark(Scene::Untrue);
    assert!(harness.query_by_label_contains("Step 12 of 40 does not play").is_some());
    let harness = dark(Scene::Match);
    assert!(harness.query_by_label("You").is_some());
    assert!(harness.query_by_label_contains("Action: ").is_some());
}

#[test]
fn esc_closes_the_choices_of_a_clip_whatever_has_the_keys() {
    for modifiers in [Modifiers::NONE, Modifiers::SHIFT] {
        for writes in [false, true] {
            let mut harness = dark(Scene::Training);
            type_key(&mut harness, modifiers, Key::C);
            assert!(harness.query_by_label("Make it").is_some());
            if writes {
                harness.get_by_role_and_label(Role::TextInput, "Title").focus();
                harness.run_steps(2);
            }
            type_key(&mut harness, Modifiers::NONE, Key::Escape);
            assert!(harness.query_by_label("Make it").is_none(), "{modifiers:?}, {writes}");
        }
    }
}

#[test]
fn the_choices_of_a_clip_are_whole_in_both_languages_and_themes() {
    for language in Language::ALL {
        for (mode, size) in
            [(ThemeMode::Dark, [1280.0, 720.0]), (ThemeMode::Light, [1280.0, 720.0]), (ThemeMode::Dark, [640.0, 360.0])]
        {
            for key in ["video-clip", "video-training"] {
                let what = format!("{language}, {mode:?}, {size:?}, {key}");
                let mut harness = hall(mode, language, size, Scene::Match);
                press(&mut harness, &text(language, key));
                harness.get_by_role_and_label(Role::Button, &text(language, "video-make"));
                check_widgets(&harness, size[0], &what);
                if size[0] > 1000.0 {
                    check_texts(&harness, &what);
                }
            }
        }
    }
}

/// Why there is no preview stands in the picture's place, however long it is, and all else is where it was.
#[test]
fn a_preview_that_fails_says_why_in_its_place() {
    for (language, length) in Language::ALL.into_iter().flat_map(|language| [1, 12].map(|length| (language, length))) {
        let mut harness = hall(ThemeMode::Dark, language, [1280.0, 720.0], Scene::Match);
        press(&mut harness, &text(language, "video-clip"));
        let game =
            |harness: &Harness<'_, Stage<Hall>>| harness.get_by_label(&text(language, "video-preview-game")).rect();
        let before = game(&harness);
        let finding = "/home/somebody/".to_owned() + &"a-folder-of-a-long-name/".repeat(length);
        let failure = format!("{}\n{finding}", text(language, "fault-recording"));
        harness.state_mut().panel.preview = ClipPreviewView { forecast: None, is_made: true, failure: Some(failure) };
        harness.run_steps(3);
        assert_eq!(game(&harness), before, "{language}, {length}");
        let said = harness.get_by_label_contains(&text(language, "fault-recording")).rect();
        let left = harness.get_by_label(&text(language, "video-preview-card")).rect().left();
        let right = left + sidestep::panels::replay::PREVIEW_WIDTH;
        assert!(left <= said.left() && said.right() <= right && said.top() < before.top(), "{said:?}");
        assert!(length > 1 || said.bottom() <= before.top(), "{said:?} stands above {before:?}");
        check_widgets(&harness, 1280.0, &format!("{language}, {length}"));
        harness.get_by_role_and_label(Role::Button, &text(language, "video-make"));
    }
}

#[test]
fn a_clip_is_ordered_as_it_was_chosen() {
    let mut harness = dark(Scene::Training);
    assert_eq!(type_key(&mut harness, Modifiers::NONE, Key::C), [], "its window opens first");
    for name in ["GIF", "1080p", "60", "Values", "Light"] {
        let chosen = harness.query_all_by_role_and_label(Role::Button, name).last();
        chosen.unwrap_or_else(|| panic!("{name} is offered")).click();
        harness.run_steps(3);
    }
    harness.get_by_role_and_label(Role::ComboBox, "Beside it").click();
    harness.run_steps(4);
    press(&mut harness, "A – C  ·  Classic");
    for (name, words) in [("Title", "Lecture 3 "), ("Caption", "Before, and after")] {
        let field = harness.get_by_role_and_label(Role::TextInput, name);
        field.focus();
        harness.run_steps(2);
        harness.get_by_role_and_label(Role::TextInput, name).type_text(words);
        harness.run_steps(2);
    }
    asked(&mut harness);
    press(&mut harness, "Make it");
    let choice = ClipChoice {
        format: Format::Gif,
        size: ClipSize::P1080,
        rate: Rate::Sixty,
        overlays: Overlays { values: true, ..ClipChoice::default().overlays },
        theme: Some(ThemeMode::Light),
        language: Some(Language::English),
        ..ClipChoice::default()
    };
    let order = ClipOrder {
        kind: ClipKind::Clip,
        choice,
        title: "Lecture 3".to_owned(),
        caption: "Before, and after".to_owned(),
        beside: Some(shelf("a")),
        page: None,
    };
    assert_eq!(about_clips(&mut harness), [ClipCommand::Make(Box::new(order))]);
    assert!(harness.query_by_role_and_label(Role::Button, "Make it").is_none(), "its window has closed");
}

#[test]
fn a_reel_has_no_caption_and_draws_no_optimum_that_is_not_known() {
    let mut harness = dark(Scene::Listed);
    harness.state_mut().panel.clip.overlays.optimum = true;
    type_key(&mut harness, Modifiers::SHIFT, Key::C);
    assert!(harness.query_by_role_and_label(Role::TextInput, "Caption").is_none());
    press(&mut harness, "Make it");
    let order = ClipOrder {
        kind: ClipKind::Reel,
        choice: ClipChoice { theme: Some(ThemeMode::Dark), language: Some(Language::English), ..ClipChoice::default() },
        title: String::new(),
        caption: String::new(),
        beside: None,
        page: None,
    };
    assert_eq!(about_clips(&mut harness), [ClipCommand::Make(Box::new(order))]);
}

#[test]
fn what_no_clip_can_be_made_of_opens_no_window_and_says_why() {
    for (scene, name, modifiers, reason) in [
        (Scene::Listed, "Clip of this replay", Modifiers::NONE, "video-no-replay"),
        (Scene::Untrue, "Clip of this replay", Modifiers::NONE, "video-untrue"),
        (Scene::Empty, "Training reel", Modifiers::SHIFT, "video-no-episodes"),
    ] {
        let mut harness = dark(scene);
        type_key(&mut harness, modifiers, Key::C);
        press(&mut harness, name);
        assert!(harness.query_by_role_and_label(Role::Button, "Make it").is_none(), "{scene:?}");
        let button = harness.get_by_role_and_label(Role::Button, name);
        assert!(button.accesskit_node().is_disabled());
        button.hover();
        harness.run_steps(60);
        let reason = text(Language::English, reason);
        let said = harness.output().shapes.iter().any(|shape| says(&shape.shape, &reason));
        assert!(said, "{scene:?}: {reason}");
    }
}

#[test]
fn a_clip_in_the_making_shows_how_far_it_is_and_can_be_stopped() {
    for language in Language::ALL {
        let mut harness = hall(ThemeMode::Dark, language, [1280.0, 720.0], Scene::Training);
        harness.state_mut().panel.making =
            Some(ClipProgress { kind: ClipKind::Reel, done: 0.25, seconds_left: Some(754.0), stopping: false });
        harness.run_steps(3);
        check_widgets(&harness, 1280.0, "a clip in the making");
        check_texts(&harness, "a clip in the making");
        let left = sidestep::language::Texts::new(language).t_with("video-left", &[("time", "12:34".into())]);
        assert!(harness.output().shapes.iter().any(|shape| says(&shape.shape, &left)), "{left}");
        type_key(&mut harness, Modifiers::NONE, Key::C);
        press(&mut harness, &text(language, "video-stop"));
        assert_eq!(about_clips(&mut harness), [ClipCommand::Stop]);
        let making = harness.state_mut().panel.making.as_mut().expect("it is being made");
        making.stopping = true;
        harness.run_steps(2);
        press(&mut harness, &text(language, "video-stop"));
        assert_eq!(about_clips(&mut harness), [], "once is enough");
    }
}

#[test]
fn what_is_in_prospect_follows_the_choices_and_ends_with_the_window_of_choices() {
    let mut harness = dark(Scene::Training);
    assert_eq!(harness.state_mut().panel.screen.clip_order(), None);
    type_key(&mut harness, Modifiers::NONE, Key::C);
    let format = |harness: &mut Harness<'_, Stage<Hall>>| {
        harness.state_mut().panel.screen.clip_order().map(|order| (order.kind, order.choice.format))
    };
    assert_eq!(format(&mut harness), Some((ClipKind::Clip, Format::Mp4)));
    press(&mut harness, "GIF");
    assert_eq!(format(&mut harness), Some((ClipKind::Clip, Format::Gif)));
    let said = harness.output().shapes.iter().any(|shape| says(&shape.shape, "about 12 MB"));
    assert!(said, "its size is said");
    // A theme that is the window's follows the window until another was chosen.
    assert_eq!(harness.state_mut().panel.clip.theme, None);
    press(&mut harness, "Light");
    assert_eq!(harness.state_mut().panel.clip.theme, Some(ThemeMode::Light));
    type_key(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(format(&mut harness), None);
}

#[test]
fn the_folder_of_clips_can_be_opened() {
    let mut harness = dark(Scene::Listed);
    press(&mut harness, "Open the folder of recordings");
    assert_eq!(about_clips(&mut harness), [ClipCommand::OpenFolder]);
}
