//! What new players stumbled over on the versus screen.

use bevy_egui::egui::{Key, Rect, Shape, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    arena::versus::{MatchSettings, ModeKind},
    language::{Language, Texts},
    panels::{HintView, HuntersTurn, MatchDraft, PracticeView, VersusCommand},
    theme::ThemeMode,
};

use super::{
    Stage, check_texts, check_widgets,
    matches::{Hall, Scene, hall, match_of},
    press, text,
    versus::{asked, type_key},
};

/// Every text that is painted, where, and what it is cut off by.
fn clipped(harness: &Harness<'_, Stage<Hall>>) -> Vec<(String, Rect, Rect)> {
    fn collect(shape: &Shape, clip: Rect, out: &mut Vec<(String, Rect, Rect)>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, out)),
            Shape::Text(text) => out.push((text.galley.text().to_owned(), text.visual_bounding_rect(), clip)),
            _ => {}
        }
    }
    let mut texts = Vec::new();
    harness.output().shapes.iter().for_each(|shape| collect(&shape.shape, shape.clip_rect, &mut texts));
    texts
}

/// Every text that is painted, and where.
fn painted(harness: &Harness<'_, Stage<Hall>>) -> Vec<(String, Rect)> {
    clipped(harness).into_iter().map(|(text, at, _)| (text, at)).collect()
}

#[test]
fn every_button_with_a_key_carries_it_and_the_key_does_the_same() {
    for language in Language::ALL {
        for (scene, name, key, written) in [
            (Scene::Setup, "versus-start", Key::Enter, "Enter"),
            (Scene::Paused, "go-on", Key::P, "P"),
            (Scene::Taught, "lesson-look", Key::C, "C"),
            (Scene::Taught, "play-on", Key::B, "B"),
            (Scene::PlayedOn, "play-on-again", Key::B, "B"),
            (Scene::PlayedOn, "play-on-back", Key::Escape, "Esc"),
            (Scene::Won, "lesson-look", Key::C, "C"),
            (Scene::Won, "rematch", Key::Enter, "Enter"),
            (Scene::Won, "versus-change", Key::Escape, "Esc"),
            (Scene::Won, "learn-from-me", Key::T, "T"),
            (Scene::Won, "practised-watch", Key::V, "V"),
            (Scene::Studied, "pupil-play", Key::T, "T"),
        ] {
            let what = format!("{language}, {scene:?}, {name}");
            let mut shown = Hall::new(match_of(2), scene);
            shown.practised =
                Some(PracticeView { number: 2, after_round: 3, hunts: 3, episodes: 100, caught: [0.6, 0.2] });
            let mut harness = hall(ThemeMode::Dark, language, [1280.0, 1500.0], shown);
            let texts = painted(&harness);
            let label = text(language, name);
            let mut buttons = harness.query_all_by_label(&label);
            let is_on = |button: Rect| texts.iter().any(|(text, at)| text == written && button.contains_rect(*at));
            assert!(buttons.any(|button| is_on(button.rect())), "{what}: {written} is not on it");
            drop(buttons);
            let typed = type_key(&mut harness, key);
            assert!(!typed.is_empty(), "{what}");
            harness.state_mut().panel.looked_at = None;
            harness.state_mut().panel.paused = scene == Scene::Paused;
            harness.run_steps(3);
            harness.query_all_by_label(&label).next().expect("it is there").click();
            harness.run_steps(3);
            assert_eq!(asked(&mut harness), typed, "{what}");
        }
    }
}

#[test]
fn a_level_that_is_greyed_out_says_why_in_the_language_of_the_window() {
    for language in Language::ALL {
        for (mode, said) in [(ModeKind::Race, true), (ModeKind::Score, false)] {
            let mut draft = match_of(2);
            draft.mode = mode;
            let mut harness = hall(ThemeMode::Dark, language, [1280.0, 900.0], Hall::new(draft, Scene::Setup));
            harness.get_by_role_and_label(Role::ComboBox, &text(language, "level-title")).click();
            harness.run_steps(4);
            let cliff = text(language, "level-cliff");
            harness.get_by_role_and_label(Role::Button, &cliff).hover();
            harness.run_steps(60);
            let why = text(language, "versus-refused-nothing-moves");
            assert!(!why.contains("cliff") && !why.contains("level "), "{why}");
            assert_eq!(harness.query_by_label(&why).is_some(), said, "{language}, {mode:?}");
        }
    }
}

#[test]
fn a_slow_hunter_is_told_of_on_the_first_screen_in_the_hint_and_on_the_scoreboard() {
    for language in Language::ALL {
        let texts = Texts::new(language);
        let rule = |every: Option<u32>| match every {
            Some(every) => texts.t_with("rules-slow", &[("every", every.into())]),
            None => text(language, "rules-slow-mixed"),
        };
        for (every, is_next, said) in
            [(Some(2), true, "turn-next"), (Some(3), false, "turn-later"), (None, true, "turn-next")]
        {
            for (scene, size) in [
                (Scene::Setup, [1280.0, 720.0]),
                (Scene::Countdown, [1280.0, 720.0]),
                (Scene::Running, [1280.0, 720.0]),
                (Scene::Running, [800.0, 600.0]),
            ] {
                let draft = MatchDraft { mode: ModeKind::Hunt, ..match_of(2) }.settled();
                let mut shown = Hall::new(draft, scene);
                shown.turn = Some(HuntersTurn { every, is_next });
                shown.hint = (scene == Scene::Countdown).then_some(HintView { has_gamepad: false });
                let mut harness = hall(ThemeMode::Dark, language, size, shown);
                let what = format!("{language}, {scene:?}, {every:?}");
                let has = |harness: &Harness<'_, _>, said: &str| harness.query_all_by_label(said).next().is_some();
                assert_eq!(has(&harness, &rule(every)), scene != Scene::Running, "{what}");
                assert_eq!(has(&harness, &text(language, said)), scene != Scene::Setup, "{what}");
                harness.state_mut().panel.turn = None;
                harness.run_steps(3);
                assert!(!has(&harness, &rule(every)) && !has(&harness, &text(language, said)), "{what}");
            }
        }
    }
}

#[test]
fn while_the_first_countdown_waits_the_whole_hint_is_in_view() {
    for language in Language::ALL {
        for mode in ModeKind::ALL {
            for size in [[1280.0, 720.0], [1920.0, 1080.0]] {
                let draft = MatchDraft { mode, ..match_of(2) }.settled();
                let mut shown = Hall::new(draft, Scene::Countdown);
                shown.thinking = false;
                shown.hint = Some(HintView { has_gamepad: false });
                shown.turn = (mode == ModeKind::Hunt).then_some(HuntersTurn { every: Some(2), is_next: true });
                shown.is_awaited = true;
                let mut harness = hall(ThemeMode::Dark, language, size, shown);
                let what = format!("{language}, {mode:?}, {size:?}");
                let (last, pause) = (
                    if mode == ModeKind::Hunt { "rules-linger" } else { mode.help() },
                    harness.get_by_label(&text(language, "pause")).rect().top(),
                );
                let said = Texts::new(language).t_with(last, &[("turns", MatchSettings::WAIT.into())]);
                let lowest = harness.query_all_by_label(&said).map(|node| node.rect().bottom()).fold(0.0, f32::max);
                assert!(lowest > 0.0 && lowest < pause, "{what}: {lowest} and {pause}");
                press(&mut harness, &text(language, "begin"));
                assert_eq!(asked(&mut harness), [VersusCommand::NextRound], "{what}");
            }
        }
    }
}

#[test]
fn a_step_that_is_looked_at_in_the_next_round_says_which_round_it_was_and_how_to_go_on() {
    for language in Language::ALL {
        let mut harness = hall(ThemeMode::Dark, language, [1280.0, 720.0], Hall::new(match_of(2), Scene::Looked));
        let moment = Texts::new(language).t_with("lesson-moment", &[("round", 1.into()), ("step", 7.into())]);
        let board = harness.state().panel.board;
        assert!(board.contains_rect(harness.get_by_label(&moment).rect()), "{language}: it stands on the board");
        assert!(harness.query_all_by_label(&text(language, "paused")).next().is_some(), "{language}");
        harness.query_all_by_label(&text(language, "go-on")).next().expect("a button").click();
        harness.run_steps(3);
        assert_eq!(asked(&mut harness), [VersusCommand::Pause(false)]);
        harness.state_mut().panel.looked_at = None;
        harness.run_steps(3);
        assert!(harness.query_by_label(&moment).is_none());
    }
}

#[test]
fn tables_of_records_and_of_a_result_fit_their_panels() {
    for language in Language::ALL {
        let sizes = [[1280.0, 720.0], [800.0, 600.0], [1280.0 / 1.8, 720.0 / 1.8]];
        let results = [ModeKind::Race, ModeKind::Score].map(|mode| sizes.map(|size| (Scene::Won, mode, size)));
        for (scene, mode, size) in
            results.into_iter().flatten().chain([(Scene::Setup, ModeKind::Race, [1280.0, 720.0])])
        {
            let draft = MatchDraft { mode, ..match_of(2) };
            let harness = hall(ThemeMode::Dark, language, size, Hall::new(draft, scene));
            let columns: &[&str] = match (scene, mode) {
                (Scene::Setup, _) => {
                    &["records-games", "records-steps", "records-return", "records-streak", "records-rating"]
                }
                // What decides nothing is not told.
                (_, ModeKind::Race) => &["result-regret", "result-steps", "score-hits"],
                _ => &["result-return", "result-regret", "result-steps", "score-hits", "score-goals"],
            };
            if scene == Scene::Won && mode == ModeKind::Race {
                assert!(harness.query_by_label(&text(language, "result-return")).is_none(), "{language}");
            }
            for &column in columns {
                let label = text(language, column);
                let found = harness.query_all_by_label(&label).map(|node| node.rect()).collect::<Vec<_>>();
                assert!(!found.is_empty(), "{column}");
                let is_whole = |rect: &Rect| rect.right() <= size[0] && rect.left() >= 0.0;
                assert!(found.iter().all(is_whole), "{language}, {size:?}, {column}: {found:?}");
            }
            let cut = |(text, at, clip): &(String, Rect, Rect)| {
                columns.iter().any(|column| *text == super::text(language, column)) && at.right() > clip.right() + 1.0
            };
            let found = clipped(&harness).into_iter().find(cut);
            assert_eq!(found, None, "{language}, {scene:?}, {size:?}");
        }
    }
}

/// On a screen that a room looks at.
#[test]
fn at_4k_the_whole_screen_grows_and_stays_whole() {
    for language in Language::ALL {
        for (scene, read) in [
            (Scene::Setup, "seats-title"),
            (Scene::Countdown, "rules-steers"),
            (Scene::Taught, "lesson-by-optimum"),
            (Scene::Won, "rounds-title"),
        ] {
            let height = |size: [f32; 2]| {
                let mut shown = Hall::new(match_of(2), scene);
                shown.hint = Some(HintView { has_gamepad: false });
                let harness = hall(ThemeMode::Dark, language, size, shown);
                let what = format!("{language}, {scene:?}, {size:?}");
                check_texts(&harness, &what);
                check_widgets(&harness, size[0], &what);
                let said = text(language, read);
                let mut lines = painted(&harness).into_iter().filter(|(line, _)| *line == said);
                lines.next().unwrap_or_else(|| panic!("{what}: {said}")).1.height()
            };
            let (desk, room) = (height([1280.0, 720.0]), height([3840.0, 2160.0]));
            assert!(room > desk * 1.8, "{language}, {scene:?}: {desk} and {room}");
        }
    }
}

#[test]
fn the_board_hardly_grows_from_the_choice_of_a_match_to_the_match() {
    for size in [[1280.0, 720.0], [800.0, 600.0], [1920.0, 1080.0], [3840.0, 2160.0]] {
        let side = |scene| {
            let board =
                hall(ThemeMode::Dark, Language::English, size, Hall::new(match_of(2), scene)).state().panel.board;
            board.width().min(board.height())
        };
        let (chosen, played) = (side(Scene::Setup), side(Scene::Running));
        assert!(chosen > played * 0.8, "{size:?}: {chosen} and {played}");
    }
}
