//! The versus screen: a match is chosen, played, decided; with the pointer and with the keyboard alone.

use bevy_egui::egui::{Key, Modifiers, accesskit::Role, pos2};
use egui_kittest::{
    Harness, Node,
    kittest::{NodeT, Queryable},
};
use sidestep::{
    arena::{
        opponents::{RUNGS, Rung, ladder},
        versus::{How, Hunters, MatchSettings, ModeKind},
    },
    gridworld::Level,
    language::{Language, Texts},
    panels::{
        Callout, HintView, HuntersTurn, KeySet, LevelChoice, LevelEntry, MatchDraft, PracticeView, PupilStart,
        SeatChoice, Tempo, VersusCommand, WatchView,
    },
    records::SETTLED,
    theme::ThemeMode,
};

use super::{
    Stage, check_overlaps, check_texts, check_widgets,
    matches::{Hall, Scene, hall, match_of},
    operable, press, text,
};

pub fn dark(size: [f32; 2], seats: usize, scene: Scene) -> Harness<'static, Stage<Hall>> {
    hall(ThemeMode::Dark, Language::English, size, Hall::new(match_of(seats), scene))
}

pub fn asked(harness: &mut Harness<'_, Stage<Hall>>) -> Vec<VersusCommand> {
    harness.state_mut().taken()
}

pub fn type_key(harness: &mut Harness<'_, Stage<Hall>>, key: Key) -> Vec<VersusCommand> {
    harness.key_press(key);
    harness.run_steps(3);
    asked(harness)
}

#[test]
fn at_1280_by_720_every_scene_is_whole_in_both_languages_and_themes() {
    for language in Language::ALL {
        for mode in [ThemeMode::Dark, ThemeMode::Light] {
            for scene in Scene::ALL {
                for seats in [2, 4] {
                    let what = format!("{language}, {mode:?}, {scene:?}, {seats} seats");
                    let harness = hall(mode, language, [1280.0, 720.0], Hall::new(match_of(seats), scene));
                    check_widgets(&harness, 1280.0, &what);
                    check_texts(&harness, &what);
                    let board = harness.state().panel.board;
                    assert!(board.width() >= 440.0 && board.height() >= 440.0, "{what}: the board has {board:?}");
                }
            }
        }
    }
}

#[test]
fn nothing_overlaps_where_all_of_it_has_room() {
    for language in Language::ALL {
        for mode in ModeKind::ALL {
            for scene in Scene::ALL {
                let draft = MatchDraft { mode, ..match_of(4) }.settled();
                let harness = hall(ThemeMode::Dark, language, [1280.0, 1500.0], Hall::new(draft, scene));
                check_overlaps(&harness, &format!("{language}, {mode:?}, {scene:?}"));
            }
        }
    }
}

#[test]
fn in_a_small_window_everything_is_reached_and_the_board_has_room() {
    for language in Language::ALL {
        for scene in Scene::ALL {
            for seats in [2, 4] {
                let what = format!("{language}, {scene:?}, {seats} seats");
                let harness = hall(ThemeMode::Dark, language, [640.0, 360.0], Hall::new(match_of(seats), scene));
                check_widgets(&harness, 640.0, &what);
                let board = harness.state().panel.board;
                assert!(board.width() >= 220.0 && board.height() >= 120.0, "{what}: the board has {board:?}");
            }
        }
    }
    let mut harness = dark([640.0, 360.0], 2, Scene::Setup);
    assert!(harness.query_by_label("Records").is_none());
    press(&mut harness, "Rules and records");
    assert!(harness.query_by_label("Records").is_some());
}

#[test]
fn the_start_button_starts_unless_something_is_missing() {
    for language in Language::ALL {
        let start = text(language, "versus-start");
        let mut harness = hall(ThemeMode::Dark, language, [1280.0, 720.0], Hall::new(match_of(2), Scene::Setup));
        press(&mut harness, &start);
        assert_eq!(asked(&mut harness), [VersusCommand::Start]);
        assert_eq!(type_key(&mut harness, Key::Enter), [VersusCommand::Start]);
        harness.state_mut().panel.scene = Scene::Problem;
        harness.run_steps(2);
        press(&mut harness, &start);
        assert_eq!(asked(&mut harness), []);
        assert_eq!(type_key(&mut harness, Key::Enter), []);
        assert!(harness.query_by_label_contains("no file has been chosen").is_some());
    }
}

#[test]
fn a_match_is_put_together_with_the_pointer() {
    let mut harness = dark([1280.0, 1500.0], 2, Scene::Setup);
    press(&mut harness, "Add a seat");
    assert_eq!(
        harness.state().panel.draft.seats[2],
        SeatChoice::Opponent(Rung::After(ladder("classic")[RUNGS - 1].episodes)),
        "the strongest that does not play yet comes first"
    );
    press(&mut harness, "Remove seat 3");
    assert_eq!(harness.state().panel.draft.seats.len(), 2);

    // Whoever takes another's keys gives its own, or free ones.
    harness.get_by_role_and_label(Role::ComboBox, "Seat 2").click();
    harness.run_steps(4);
    harness.get_by_role_and_label(Role::Button, "Person, arrows").click();
    harness.run_steps(4);
    assert_eq!(
        harness.state().panel.draft.seats,
        [SeatChoice::Person(KeySet::Wasd), SeatChoice::Person(KeySet::Arrows)]
    );

    press(&mut harness, "Score");
    press(&mut harness, "Turn by turn");
    let draft = harness.state().panel.draft.clone();
    assert_eq!((draft.mode, draft.tempo), (ModeKind::Score, Tempo::TurnBased));
    assert!(harness.query_by_role_and_label(Role::SpinButton, "Steps of a round").is_some());

    press(&mut harness, "Hunt");
    press(&mut harness, "all");
    harness.get_by_role_and_label(Role::CheckBox, "The agent practises between rounds").click();
    harness.run_steps(3);
    let draft = harness.state().panel.draft.clone();
    assert!(draft.practice && draft.mode == ModeKind::Hunt);
    assert!(harness.query_by_label("Add a seat").is_none(), "a hunt is for two");
    assert!(harness.query_by_role_and_label(Role::ComboBox, "Hunter").is_some());
}

#[test]
fn an_opponent_is_chosen_on_the_ladder_which_says_why_one_is_suggested() {
    let mut harness = dark([1280.0, 1500.0], 2, Scene::Setup);
    let rungs = ladder("classic");
    let after = |rung: usize| SeatChoice::Opponent(Rung::After(rungs[rung].episodes));
    let name = |rung: usize| after(rung).name(&Texts::new(Language::English));
    assert!(harness.query_by_label_contains("You have won 3 of 8 rounds here").is_some());
    for rung in [0, RUNGS - 1, 3] {
        harness.get_by_role_and_label(Role::Button, &name(rung)).click();
        harness.run_steps(3);
        assert_eq!(harness.state().panel.draft.seats[1], after(rung));
    }
    harness.state_mut().panel.standing.rating = rungs[RUNGS - 1].rating + 500.0;
    harness.run_steps(2);
    assert!(harness.query_by_label_contains("is the strongest opponent there is").is_some());
    harness.state_mut().panel.standing.rating = rungs[0].rating - 500.0;
    harness.run_steps(2);
    assert!(harness.query_by_label_contains("is the weakest opponent there is").is_some());
    harness.state_mut().panel.standing.rounds = 0;
    harness.run_steps(2);
    assert!(harness.query_by_label_contains("You have not played here yet").is_some());
    // On another level there is nobody after so many episodes.
    let mut draft = harness.state().panel.draft.clone();
    draft.level = LevelChoice::BuiltIn("rush".to_owned());
    assert_eq!(draft.settled().seats[1], SeatChoice::Opponent(Rung::Suggested));
}

#[test]
fn choices_of_earlier_versions_are_still_read() {
    for (before, now) in [("early", Rung::Weakest), ("middle", Rung::Middle), ("final", Rung::Strongest)] {
        let read: SeatChoice = serde_json::from_str(&format!("{{\"opponent\":\"{before}\"}}")).expect("it was ours");
        assert_eq!(read, SeatChoice::Opponent(now));
    }
    for rung in [Rung::Suggested, Rung::After(340), Rung::Middle] {
        let written = serde_json::to_string(&SeatChoice::Opponent(rung)).expect("JSON");
        assert_eq!(serde_json::from_str::<SeatChoice>(&written).expect("ours"), SeatChoice::Opponent(rung));
    }
}

#[test]
fn the_level_is_chosen_from_the_same_list_as_for_training() {
    let mut harness = dark([1280.0, 900.0], 2, Scene::Setup);
    harness.get_by_role_and_label(Role::ComboBox, "Level").click();
    harness.run_steps(4);
    harness.get_by_role_and_label(Role::Button, "Rush").click();
    harness.run_steps(4);
    assert_eq!(harness.state().panel.draft.level, LevelChoice::BuiltIn("rush".to_owned()));
}

#[test]
fn a_level_on_which_the_mode_is_not_offered_cannot_be_chosen_and_gives_way() {
    let chosen = |harness: &Harness<'_, Stage<Hall>>| harness.state().panel.draft.level.clone();
    let built_in = |name: &str| LevelChoice::BuiltIn(name.to_owned());
    let choose_cliff = |harness: &mut Harness<'_, Stage<Hall>>| {
        harness.get_by_role_and_label(Role::ComboBox, "Level").click();
        harness.run_steps(4);
        harness.get_by_role_and_label(Role::Button, &text(Language::English, "level-cliff")).click();
        harness.run_steps(4);
    };
    let mut harness = dark([1280.0, 900.0], 2, Scene::Setup);
    let race = chosen(&harness);
    choose_cliff(&mut harness);
    assert_eq!(chosen(&harness), race, "nothing moves there");
    harness.state_mut().panel.draft.mode = ModeKind::Score;
    harness.run_steps(4);
    if harness.query_by_role_and_label(Role::Button, &text(Language::English, "level-cliff")).is_none() {
        choose_cliff(&mut harness);
    } else {
        harness.get_by_role_and_label(Role::Button, &text(Language::English, "level-cliff")).click();
        harness.run_steps(4);
    }
    assert_eq!(chosen(&harness), built_in("cliff"));
    harness.state_mut().panel.draft.mode = ModeKind::Race;
    harness.run_steps(4);
    let level = harness.state().panel.levels.iter().find(|entry| entry.choice == chosen(&harness)).expect("listed");
    assert_eq!(level.refusal(ModeKind::Race), None, "one that is offered is chosen instead");
}

#[test]
fn a_seat_with_a_file_asks_for_it_and_the_optimum_only_where_there_is_one() {
    let mut harness = dark([1280.0, 1500.0], 2, Scene::Setup);
    harness.state_mut().panel.has_optimum = Some(false);
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::ComboBox, "Seat 2").click();
    harness.run_steps(4);
    harness.get_by_role_and_label(Role::Button, "Optimum").click();
    harness.run_steps(4);
    assert_eq!(harness.state().panel.draft.seats[1], match_of(2).seats[1]);
    if harness.query_by_role_and_label(Role::Button, "A network file").is_none() {
        harness.get_by_role_and_label(Role::ComboBox, "Seat 2").click();
        harness.run_steps(4);
    }
    harness.get_by_role_and_label(Role::Button, "A network file").click();
    harness.run_steps(4);
    press(&mut harness, "Choose a file…");
    assert!(asked(&mut harness).contains(&VersusCommand::ChooseFile(1)));
}

#[test]
fn whatever_is_chosen_the_draft_can_be_played() {
    let mut controllers: Vec<SeatChoice> = KeySet::ALL.into_iter().map(SeatChoice::Person).collect();
    controllers.extend([
        SeatChoice::Learner,
        SeatChoice::Opponent(Rung::Weakest),
        SeatChoice::Optimum,
        SeatChoice::Random,
    ]);
    let tempi = [
        Tempo::RealTime { per_second: 99.0 },
        Tempo::RealTime { per_second: f32::NAN },
        Tempo::TurnBased,
        Tempo::Turbo,
    ];
    for seats in 0..6 {
        for first in &controllers {
            for chosen in &controllers {
                for (mode, tempo) in ModeKind::ALL.into_iter().flat_map(|mode| tempi.map(|tempo| (mode, tempo))) {
                    let draft = MatchDraft {
                        seats: vec![first.clone(); seats],
                        mode,
                        tempo,
                        pairs: 40,
                        score_steps: 0,
                        ..MatchDraft::default()
                    };
                    let draft = draft.settled().seated(1, chosen.clone());
                    assert_eq!(draft, draft.clone().settled(), "settling twice changes nothing");
                    assert!((2..=4).contains(&draft.seats.len()));
                    assert!(MatchSettings::PAIRS.contains(&draft.pairs));
                    assert!(MatchDraft::SCORE_STEPS.contains(&draft.score_steps));
                    for keys in KeySet::ALL.map(SeatChoice::Person) {
                        assert!(draft.seats.iter().filter(|seat| **seat == keys).count() <= 1);
                    }
                    if mode == ModeKind::Hunt {
                        assert!(draft.seats.len() == 2 && draft.seats[0].can_hunt());
                    } else {
                        assert_eq!(draft.seats[1], *chosen, "what was chosen last stays");
                    }
                    match draft.tempo {
                        Tempo::RealTime { per_second } => {
                            assert!((Tempo::SLOWEST..=Tempo::FASTEST).contains(&per_second));
                        }
                        Tempo::TurnBased => assert!(draft.has_person()),
                        Tempo::Turbo => assert!(!draft.has_person()),
                    }
                    let file = toml::to_string(&draft).expect("a draft can be written");
                    assert_eq!(toml::from_str::<MatchDraft>(&file), Ok(draft), "{file}");
                }
            }
        }
    }
}

#[test]
fn a_running_match_is_steered_by_keys_and_buttons_alike() {
    for language in Language::ALL {
        let mut harness = hall(ThemeMode::Dark, language, [1280.0, 720.0], Hall::new(match_of(2), Scene::Running));
        assert!(harness.state().panel.steers);
        press(&mut harness, &text(language, "pause"));
        assert_eq!(asked(&mut harness), [VersusCommand::Pause(true)]);
        // Over the board; how the training stands is not said here.
        let paused = text(language, "paused");
        assert_eq!(harness.query_all_by_label(&paused).count(), 1, "{language}");
        let left = text(language, "paused-left");
        assert!(harness.query_by_label(&left).is_none());
        harness.state_mut().panel.is_left = true;
        harness.run_steps(2);
        assert!(harness.query_by_label(&left).is_some(), "{language}: it is said why time stands");
        assert_eq!(type_key(&mut harness, Key::P), [VersusCommand::Pause(false)]);
        assert_eq!(type_key(&mut harness, Key::Escape), [VersusCommand::Pause(true)]);
        assert_eq!(type_key(&mut harness, Key::Enter), [VersusCommand::Pause(false)]);
        assert_eq!(type_key(&mut harness, Key::H), [VersusCommand::SetThinking(false)]);
        press(&mut harness, &text(language, "thinking-short"));
        assert_eq!(asked(&mut harness), [VersusCommand::SetThinking(false)]);
        let faster = VersusCommand::SetTempo(Tempo::RealTime { per_second: 5.0 });
        assert_eq!(type_key(&mut harness, Key::CloseBracket), [faster]);
        press(&mut harness, &text(language, "tempo-turns"));
        assert_eq!(asked(&mut harness), [VersusCommand::SetTempo(Tempo::TurnBased)]);
    }
}

#[test]
fn giving_up_is_asked_about_and_time_stands_meanwhile() {
    let mut harness = dark([1280.0, 720.0], 2, Scene::Running);
    assert_eq!(type_key(&mut harness, Key::G), [VersusCommand::Pause(true)]);
    assert!(harness.query_by_label("Give this match up?").is_some());
    // The harmless answer has the focus.
    assert_eq!(type_key(&mut harness, Key::Enter), []);
    assert!(harness.query_by_label("Give this match up?").is_none());

    type_key(&mut harness, Key::G);
    assert_eq!(type_key(&mut harness, Key::Escape), []);
    assert!(harness.query_by_label("Give this match up?").is_none());

    type_key(&mut harness, Key::G);
    type_key(&mut harness, Key::Tab);
    assert_eq!(type_key(&mut harness, Key::Enter), [VersusCommand::GiveUp]);
}

#[test]
fn agents_among_themselves_cannot_give_up_and_may_be_as_fast_as_they_can() {
    let draft = MatchDraft { seats: vec![SeatChoice::Optimum, SeatChoice::Random], ..MatchDraft::default() };
    let mut harness = hall(ThemeMode::Dark, Language::English, [1280.0, 720.0], Hall::new(draft, Scene::Running));
    assert!(harness.query_by_label("Give up").is_none());
    press(&mut harness, "Turbo");
    press(&mut harness, "End the match");
    assert_eq!(asked(&mut harness), [VersusCommand::SetTempo(Tempo::Turbo), VersusCommand::Leave]);
}

#[test]
fn what_the_others_think_is_shown_where_it_is_wanted() {
    let mut harness = dark([1280.0, 720.0], 2, Scene::Running);
    assert!(harness.query_by_label("Right: +0.840").is_some());
    harness.state_mut().panel.thinking = false;
    harness.run_steps(2);
    assert!(harness.query_by_label("Right: +0.840").is_none());
}

#[test]
fn the_costliest_step_is_told_looked_at_and_played_on_from_by_key_and_button() {
    for scene in [Scene::Taught, Scene::Won] {
        let mut harness = dark([1280.0, 1000.0], 2, scene);
        let told = "Step 7: you went right, into an obstacle. Waiting would have been worth 1.02 more. Your step put the goal 5 \
                    steps further off.";
        assert!(harness.query_by_label(told).is_some(), "{scene:?}");
        assert!(harness.query_by_label_contains("Dashed").is_none(), "no ways lie on the board yet");
        assert_eq!(type_key(&mut harness, Key::C), [VersusCommand::Look(Some(0))]);
        assert!(harness.query_by_label_contains("Dashed").is_some(), "{scene:?}");
        press(&mut harness, "Play on from there");
        assert_eq!(asked(&mut harness), [VersusCommand::PlayOn(0)]);
        assert_eq!(type_key(&mut harness, Key::B), [VersusCommand::PlayOn(0)]);
        assert_eq!(type_key(&mut harness, Key::C), [VersusCommand::Look(None)], "nothing more to look at");
        press(&mut harness, "Costliest step");
        assert_eq!(asked(&mut harness), [VersusCommand::Look(Some(0))]);
        assert_eq!(type_key(&mut harness, Key::Escape), [VersusCommand::Look(None)], "out of what is open");
    }
    let mut harness = dark([1280.0, 1000.0], 2, Scene::PlayedOn);
    assert!(harness.query_by_label_contains("not counted").is_some());
    press(&mut harness, "Try again");
    assert_eq!(asked(&mut harness), [VersusCommand::PlayOn(0)]);
    assert_eq!(type_key(&mut harness, Key::B), [VersusCommand::PlayOn(0)]);
    assert_eq!(type_key(&mut harness, Key::Escape), [VersusCommand::Leave]);
}

#[test]
fn a_rating_is_called_provisional_until_it_has_settled() {
    for scene in [Scene::Setup, Scene::Won] {
        let mut harness = dark([1280.0, 1500.0], 2, scene);
        assert!(harness.query_by_label("provisional: 8 of 27 rounds").is_some(), "{scene:?}");
        harness.state_mut().panel.standing.rounds = SETTLED;
        harness.run_steps(2);
        assert!(harness.query_by_label_contains("provisional").is_none(), "{scene:?}");
    }
}

#[test]
fn a_decided_match_shows_its_rounds_and_can_be_played_again() {
    let mut harness = dark([1280.0, 1000.0], 2, Scene::Won);
    assert!(harness.query_by_label("Regret").is_some(), "the chosen round is laid out");
    press(&mut harness, "2  ·  same step, same hits");
    press(&mut harness, "Change");
    press(&mut harness, "Rematch");
    assert_eq!(asked(&mut harness), [VersusCommand::ShowRound(1), VersusCommand::Leave, VersusCommand::Rematch]);
    assert_eq!(type_key(&mut harness, Key::Enter), [VersusCommand::Rematch]);
    assert_eq!(type_key(&mut harness, Key::Escape), [VersusCommand::Leave]);
}

#[test]
fn a_pupil_learns_from_the_games_that_were_chosen_and_can_be_played_saved_and_taken_over() {
    let order = |games: &[u64], start| VersusCommand::TeachPupil { games: games.to_vec(), start };
    let mut harness = dark([1280.0, 1500.0], 2, Scene::Won);
    press(&mut harness, "Teach a pupil");
    assert_eq!(asked(&mut harness), [order(&[3, 4], PupilStart::Fresh)], "this match, if nothing else is said");
    press(&mut harness, "all rounds on classic");
    press(&mut harness, "a copy of the opponent");
    assert!(harness.query_by_label("Rounds: 4, steps: 50").is_some());
    press(&mut harness, "Teach a pupil");
    assert_eq!(asked(&mut harness), [order(&[1, 2, 3, 4], PupilStart::Opponent)]);
    press(&mut harness, "chosen rounds");
    assert_eq!(type_key(&mut harness, Key::T), [], "no round is chosen yet");
    harness.get_by_label_contains("Match 1, round 2").click();
    harness.run_steps(3);
    assert_eq!(type_key(&mut harness, Key::T), [order(&[2], PupilStart::Opponent)]);

    harness.state_mut().panel.scene = Scene::Studying;
    harness.run_steps(2);
    assert!(harness.query_by_label("Teach a pupil").is_none());
    assert_eq!(type_key(&mut harness, Key::T), [], "one at a time");

    harness.state_mut().panel.scene = Scene::Studied;
    harness.run_steps(2);
    assert!(harness.query_by_label("97.0%").is_some());
    assert!(harness.query_by_label_contains("saw 2 rounds of yours with 27 steps").is_some());
    for name in ["Play against your pupil", "Save it", "Take it to the training screen"] {
        press(&mut harness, name);
    }
    let wanted = [VersusCommand::PlayPupil, VersusCommand::SavePupil, VersusCommand::AdoptPupil];
    assert_eq!(asked(&mut harness), wanted);
    assert_eq!(type_key(&mut harness, Key::T), [VersusCommand::PlayPupil]);

    harness.state_mut().panel.is_offered = false;
    harness.run_steps(2);
    assert!(harness.query_by_label("Learn from me").is_none());
    assert_eq!(type_key(&mut harness, Key::T), []);
}

#[test]
fn a_pupil_can_be_seated_where_there_is_one_and_is_missed_where_there_is_none() {
    let mut harness = dark([1280.0, 1500.0], 2, Scene::Setup);
    let offers = |harness: &mut Harness<'_, Stage<Hall>>| {
        harness.get_by_role_and_label(Role::ComboBox, "Seat 2").click();
        harness.run_steps(4);
        harness.query_by_role_and_label(Role::Button, "Your pupil").is_some()
    };
    assert!(!offers(&mut harness));
    harness.get_by_role_and_label(Role::Button, "Random walker").click();
    harness.run_steps(4);
    harness.state_mut().panel.has_pupil = true;
    assert!(offers(&mut harness));
    harness.get_by_role_and_label(Role::Button, "Your pupil").click();
    harness.run_steps(4);
    assert_eq!(harness.state().panel.draft.seats[1], SeatChoice::Pupil);
    // Another level, on which nobody has learned.
    harness.state_mut().panel.has_pupil = false;
    harness.run_steps(2);
    assert!(harness.query_by_label_contains("No pupil has learned on this level yet").is_some());
}

#[test]
fn a_lost_match_as_a_lesson_and_a_learner_that_got_worse_are_warned_of() {
    for language in Language::ALL {
        let [lost, worse] = ["learn-lost", "learned-worse"].map(|key| text(language, key));
        let mut harness = hall(ThemeMode::Dark, language, [1280.0, 1000.0], Hall::new(match_of(2), Scene::Studied));
        let warned =
            |harness: &Harness<'_, Stage<Hall>>| [&lost, &worse].map(|text| harness.query_by_label(text).is_some());
        assert_eq!(warned(&harness), [false, false], "{language}: the person has won and the learner got better");
        harness.state_mut().panel.scene = Scene::Spoiled;
        harness.run_steps(2);
        assert_eq!(warned(&harness), [true, true], "{language}: 100 % became 0%");
    }
}

#[test]
fn how_a_hunt_ended_stands_where_it_happened_and_stays() {
    for language in Language::ALL {
        for (how, key) in [(How::Caught, "callout-caught"), (How::Escaped, "callout-escaped")] {
            let mut shown = Hall::new(match_of(2), Scene::Between);
            shown.callout = Some(Callout { how, at: pos2(640.0, 300.0), half: 30.0 });
            let mut harness = hall(ThemeMode::Dark, language, [1280.0, 720.0], shown);
            for scene in [Scene::Between, Scene::Won] {
                harness.state_mut().panel.scene = scene;
                harness.run_steps(4);
                let called = harness.get_by_label(&text(language, key)).rect();
                assert!(called.bottom() <= 270.0 && called.bottom() > 220.0, "{language}: above the cell, {called:?}");
            }
        }
    }
}

#[test]
fn the_report_of_a_hunt_shows_what_decided_it_and_nothing_that_did_not() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        let draft = MatchDraft { mode: ModeKind::Hunt, ..match_of(2) }.settled();
        let harness = hall(ThemeMode::Dark, language, [1280.0, 1000.0], Hall::new(draft, Scene::Won));
        let step = |key: &str| texts.t_with(key, &[("step", 12_u32.into())]);
        assert!(harness.query_by_label(&step("result-caught")).is_some(), "{language}: of the chosen round");
        assert_eq!(harness.query_all_by_label(&step("watch-step")).count(), 3, "{language}: of each round");
        for key in ["result-return", "result-regret", "score-goals"] {
            assert!(harness.query_by_label(&text(language, key)).is_none(), "{language}: {key} decides nothing");
        }
        for key in ["seat-hunter", "seat-runner"] {
            assert!(harness.query_by_label(&text(language, key)).is_some(), "{language}: {key}");
        }
    }
}

#[test]
fn a_hunt_says_what_obstacles_do_that_nobody_steers() {
    for language in Language::ALL {
        let [ends, passes] = ["rules-others-end", "rules-others-pass"].map(|key| text(language, key));
        let shown = |hunters, hit_ends| {
            let draft = MatchDraft { mode: ModeKind::Hunt, hunters, ..match_of(2) }.settled();
            let mut shown = Hall::new(draft, Scene::Setup);
            for entry in &mut shown.levels {
                let mut level = Level::clone(&entry.level);
                level.hit_ends = hit_ends;
                *entry = LevelEntry::new(entry.choice.clone(), level.into());
            }
            let harness = hall(ThemeMode::Dark, language, [1280.0, 1500.0], shown);
            [&ends, &passes].map(|said| harness.query_by_label(said).is_some())
        };
        assert_eq!(shown(Hunters::One, true), [true, false], "{language}");
        assert_eq!(shown(Hunters::One, false), [false, true], "{language}");
        assert_eq!(shown(Hunters::All, true), [false, false], "{language}: all are steered");
    }
}

#[test]
fn what_practice_changed_is_a_number_and_a_picture_and_can_be_watched() {
    for (scene, language) in [(Scene::Between, Language::English), (Scene::Won, Language::Korean)] {
        let mut shown = Hall::new(match_of(2), scene);
        shown.practised = Some(PracticeView { number: 2, after_round: 3, hunts: 3, episodes: 100, caught: [0.6, 0.2] });
        let mut harness = hall(ThemeMode::Dark, language, [1280.0, 1500.0], shown);
        for written in ["60.0%", "20.0%"] {
            assert!(harness.query_by_label(written).is_some(), "{language}: {written}");
        }
        let measured = [("hunts", 3_u32.into()), ("episodes", 100_u32.into())];
        let measured = Texts::new(language).t_with("practised-episodes", &measured);
        assert!(harness.query_by_label(&measured).is_some(), "{language}: over how many episodes");
        press(&mut harness, &text(language, "practised-watch"));
        assert_eq!(asked(&mut harness), [VersusCommand::WatchPractice(2)]);
        assert_eq!(type_key(&mut harness, Key::V), [VersusCommand::WatchPractice(2)]);
        let film = |step, caught| Some(WatchView { is_after: true, step, caught });
        harness.state_mut().panel.watching = film(7, None);
        harness.run_steps(3);
        let after = text(language, "watch-after");
        assert!(harness.query_by_label_contains(&after).is_some());
        harness.state_mut().panel.watching = film(9, Some(false));
        harness.run_steps(3);
        let end = format!("{after}  ·  {}", text(language, "watch-not-caught"));
        assert!(harness.query_by_label(&end).is_some());
        assert_eq!(type_key(&mut harness, Key::Escape), [VersusCommand::StopWatching]);
    }
}

/// Without any knowledge of the game: what to do, which piece is mine, what wins.
#[test]
fn the_first_screen_of_each_mode_says_what_to_do_and_what_wins() {
    for language in Language::ALL {
        for (mode, person, keys) in [
            (ModeKind::Race, 0, vec!["task-race", "mode-race-help", "rules-restart", "rules-phases"]),
            (ModeKind::Score, 0, vec!["task-score", "mode-score-help"]),
            (ModeKind::Hunt, 0, vec!["task-hunter", "mode-hunt-help"]),
            (ModeKind::Hunt, 1, vec!["task-runner", "mode-hunt-help"]),
        ] {
            let mut draft = MatchDraft { mode, ..match_of(2) };
            draft.seats[1 - person] = SeatChoice::Random;
            draft.seats[person] = SeatChoice::Person(KeySet::Arrows);
            for (scene, hint) in [(Scene::Setup, None), (Scene::Countdown, Some(HintView { has_gamepad: true }))] {
                let mut shown = Hall::new(draft.clone(), scene);
                shown.hint = hint;
                let harness = hall(ThemeMode::Dark, language, [1280.0, 720.0], shown);
                let what = format!("{language}, {mode:?}, person on {person}, {scene:?}");
                for key in keys.iter().copied().chain(["task-you"]).chain(hint.map(|_| "hint-gamepad")) {
                    assert!(harness.query_all_by_label(&text(language, key)).next().is_some(), "{what}: {key}");
                }
                let time = Texts::new(language).t_with("rules-time", &[("steps", super::classic().max_steps.into())]);
                let is_timed = harness.query_all_by_label(&time).next().is_some();
                assert_eq!(is_timed, mode == ModeKind::Hunt, "{what}: when time is up, and who has won then");
                check_widgets(&harness, 1280.0, &what);
            }
        }
    }
}

/// Once the countdown runs there is no time to scroll.
#[test]
fn the_hint_is_in_view_while_the_match_runs() {
    for (language, size) in
        Language::ALL.into_iter().flat_map(|language| [[1280.0, 720.0], [800.0, 600.0]].map(|size| (language, size)))
    {
        for (mode, hunters, person, task) in [
            (ModeKind::Race, Hunters::One, 0, "task-race"),
            (ModeKind::Hunt, Hunters::One, 0, "task-hunter"),
            (ModeKind::Hunt, Hunters::All, 0, "task-hunters"),
            (ModeKind::Hunt, Hunters::One, 1, "task-runner"),
        ] {
            let mut draft = MatchDraft { mode, hunters, ..match_of(2) };
            draft.seats[1 - person] = SeatChoice::Random;
            draft.seats[person] = SeatChoice::Person(KeySet::Arrows);
            for scene in [Scene::Countdown, Scene::Running] {
                let mut shown = Hall::new(draft.clone(), scene);
                shown.hint = Some(HintView { has_gamepad: true });
                shown.turn = (mode == ModeKind::Hunt).then_some(HuntersTurn { every: Some(2), is_next: false });
                shown.thinking = false;
                let harness = hall(ThemeMode::Dark, language, size, shown);
                let texts = Texts::new(language);
                let slow = texts.t_with("rules-slow", &[("every", 2_u32.into())]);
                let last = if mode == ModeKind::Hunt { &slow } else { texts.t("hint-gamepad") };
                let strip = harness.get_by_role_and_label(Role::Button, texts.t("pause")).rect().top();
                for said in [texts.t(task), last] {
                    let bottom = harness.get_by_label(said).rect().bottom();
                    assert!(bottom < strip, "{language}, {size:?}, {task}, {scene:?}: {said} ends at {bottom}");
                }
                let whole = harness.query_by_label(texts.t(mode.help())).map(|said| said.rect().bottom());
                assert!(whole.is_none_or(|bottom| bottom < strip), "{language}, {size:?}, {task}: {whole:?}");
            }
        }
    }
}

#[test]
fn all_columns_of_the_records_have_room_in_a_small_window() {
    for language in Language::ALL {
        let shown = Hall::new(match_of(2), Scene::Setup);
        let mut harness = hall(ThemeMode::Dark, language, [800.0, 600.0], shown);
        press(&mut harness, &text(language, "side-records"));
        let board = harness.state().panel.board;
        for column in ["games", "steps", "return", "streak", "rating"] {
            let name = text(language, &format!("records-{column}"));
            let headers = harness.query_all_by_role_and_label(Role::Button, &name);
            let right = headers.map(|header| header.rect().right()).fold(0.0, f32::max);
            assert!(
                right > 0.0 && right < board.left(),
                "{language}: {name} ends at {right}, the board begins at {board:?}"
            );
        }
    }
}

#[test]
fn records_are_sorted_exported_and_forgotten_only_when_asked_twice() {
    let mut harness = dark([1280.0, 1000.0], 2, Scene::Setup);
    let order = |harness: &Harness<'_, Stage<Hall>>| {
        let mut rows: Vec<(f32, &str)> = ["Classic", "Chase", "Rush"]
            .into_iter()
            .flat_map(|level| {
                let cells = harness.query_all_by_role_and_label(Role::Label, level);
                cells.map(move |cell| (cell.rect().top(), level))
            })
            .collect();
        rows.sort_by(|one, other| one.0.total_cmp(&other.0));
        rows.into_iter().map(|(_, level)| level).collect::<Vec<_>>()
    };
    assert_eq!(order(&harness), ["Chase", "Classic", "Rush"]);
    press(&mut harness, "Rating");
    assert_eq!(order(&harness), ["Rush", "Classic", "Chase"]);
    press(&mut harness, "Rating");
    assert_eq!(order(&harness), ["Chase", "Classic", "Rush"]);
    press(&mut harness, "Steps");
    assert_eq!(order(&harness), ["Classic", "Chase", "Rush"], "no way at all is the longest");
    press(&mut harness, "CSV");
    press(&mut harness, "Forget all");
    assert_eq!(asked(&mut harness), [VersusCommand::ExportRecords]);
    assert!(harness.query_by_label("Forget all records?").is_some());
    type_key(&mut harness, Key::Escape);
    press(&mut harness, "Forget all");
    harness.key_press(Key::Tab);
    harness.run_steps(2);
    assert_eq!(type_key(&mut harness, Key::Enter), [VersusCommand::ResetRecords]);
}

/// Tab goes once around; what had the focus on the way.
fn tour(harness: &mut Harness<'_, Stage<Hall>>) -> Vec<String> {
    let mut met: Vec<String> = Vec::new();
    for _ in 0..150 {
        harness.key_press(Key::Tab);
        harness.run_steps(2);
        let focused = operable(harness).into_iter().find(Node::is_focused);
        let name = focused.and_then(|node| {
            let access = node.accesskit_node();
            access.label().or_else(|| access.value())
        });
        if let Some(name) = name {
            if met.first() == Some(&name) && met.len() > 3 {
                break;
            }
            met.push(name);
        }
    }
    met
}

#[test]
fn the_keyboard_alone_reaches_everything() {
    for scene in [Scene::Setup, Scene::Running, Scene::Between, Scene::Won] {
        let mut harness = dark([1280.0, 1500.0], 3, scene);
        let all: Vec<String> = operable(&harness)
            .iter()
            .filter(|node| !node.accesskit_node().is_disabled())
            .filter_map(|node| node.accesskit_node().label().or_else(|| node.accesskit_node().value()))
            .collect();
        assert!(all.len() > 8, "{scene:?}: there is something to reach");
        let met = tour(&mut harness);
        let missed: Vec<_> = all.iter().filter(|name| !met.contains(name)).collect();
        assert!(missed.is_empty(), "{scene:?}: Tab does not reach {missed:?}, only {met:?}");
    }
}

#[test]
fn who_starts_with_the_keyboard_steers_at_once() {
    let mut harness = dark([1280.0, 720.0], 2, Scene::Setup);
    harness.get_by_role_and_label(Role::Button, "Start").focus();
    harness.run_steps(2);
    assert!(!harness.state().panel.steers);
    assert_eq!(type_key(&mut harness, Key::Space), [VersusCommand::Start]);
    harness.state_mut().panel.scene = Scene::Countdown;
    harness.run_steps(2);
    assert!(harness.state().panel.steers, "the keys belong to the player");
    // A button that is reached and pressed gives the keys back.
    harness.get_by_role_and_label(Role::Button, "Pause").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::NONE, Key::Space);
    harness.run_steps(3);
    assert!(asked(&mut harness).contains(&VersusCommand::Pause(true)));
    assert!(harness.state().panel.steers);
}
