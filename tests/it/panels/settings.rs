//! The windows inside the window: settings, keys, about; and messages.

use bevy_egui::egui::{Key, Rect, accesskit::Role, pos2, vec2};
use egui_kittest::kittest::Queryable;
use sidestep::{
    language::Language,
    panels::{
        AboutWindow, BINDINGS, Help, KeyMap, MessageKind, Messages, Settings, SettingsWindow, ThemeChoice,
        WindowCommand,
    },
    theme::ThemeMode,
};

use super::{Asked, check_widgets, press, says, stage, text};

#[test]
fn settings_answer_with_the_settings_as_changed() {
    for language in Language::ALL {
        let settings = Settings { language, theme: ThemeChoice::System, ..Settings::default() };
        let mut window = SettingsWindow::default();
        window.open = true;
        let before = settings.clone();
        let mut harness = stage(language, [640.0, 480.0], window, move |ui, look, window| {
            Vec::from_iter(window.ui(&ui.ctx().clone(), look, &before).map(WindowCommand::SetSettings))
        });
        check_widgets(&harness, 640.0, &format!("settings in {language}"));
        press(&mut harness, &text(language, "theme-light"));
        harness.get_by_role_and_label(Role::CheckBox, &text(language, "settings-reduced-motion")).click();
        harness.run_steps(2);
        harness.get_by_role_and_label(Role::Slider, &text(language, "settings-text-size")).focus();
        harness.run_steps(1);
        harness.key_press(Key::ArrowRight);
        harness.run_steps(2);
        let commands = harness.state_mut().taken::<WindowCommand>();
        assert!(
            commands.contains(&WindowCommand::SetSettings(Settings { theme: ThemeChoice::Light, ..settings.clone() })),
            "{commands:?}"
        );
        assert!(
            commands.contains(&WindowCommand::SetSettings(Settings { reduced_motion: true, ..settings.clone() })),
            "{commands:?}"
        );
        let larger = |command: &WindowCommand| matches!(command, WindowCommand::SetSettings(changed) if changed.text_size > settings.text_size);
        assert!(commands.iter().any(larger), "{commands:?}");
    }
}

#[test]
fn settings_from_a_damaged_file_come_back_into_their_ranges() {
    let wild = Settings { interface_scale: f32::NAN, text_size: 900.0, ..Settings::default() }.within_limits();
    assert_eq!((wild.interface_scale, wild.text_size), (1.0, *Settings::TEXT_SIZES.end()));
    assert_eq!(ThemeChoice::System.mode(Some(ThemeMode::Light)), ThemeMode::Light);
    assert_eq!(ThemeChoice::System.mode(None), ThemeMode::Dark);
    assert_eq!(ThemeChoice::Dark.mode(Some(ThemeMode::Light)), ThemeMode::Dark);
}

#[test]
fn the_list_of_keys_names_every_key_in_both_languages() {
    for language in Language::ALL {
        let harness = stage(language, [900.0, 1200.0], Help { open: true }, |ui, look, help| {
            help.ui(&ui.ctx().clone(), look);
            Vec::<Asked>::new()
        });
        check_widgets(&harness, 900.0, &format!("keys in {language}"));
        for binding in BINDINGS {
            // Who steers sees the keys themselves, in a row.
            let name = if binding.steers() {
                KeyMap::default().written(binding.action, &harness.ctx)
            } else {
                text(language, binding.text)
            };
            assert!(harness.query_all_by_label(&name).next().is_some(), "{language}: {name}");
        }
    }
}

#[test]
fn the_list_of_keys_brings_the_hint_of_the_first_match_back() {
    for language in Language::ALL {
        let shown = (Help { open: true }, 0);
        let mut harness = stage(language, [900.0, 1200.0], shown, |ui, look, (help, wanted)| {
            *wanted += u32::from(help.ui(&ui.ctx().clone(), look));
            Vec::<Asked>::new()
        });
        press(&mut harness, &text(language, "hint-again"));
        assert_eq!(harness.state().panel.1, 1, "{language}");
    }
}

#[test]
fn windows_fit_a_small_screen() {
    for language in Language::ALL {
        for help in [true, false] {
            let windows = (Help { open: help }, AboutWindow { open: !help });
            let harness = stage(language, [640.0, 360.0], windows, |ui, look, (help, about)| {
                help.ui(&ui.ctx().clone(), look);
                about.ui(&ui.ctx().clone(), look);
                Vec::<Asked>::new()
            });
            check_widgets(&harness, 640.0, &format!("windows in {language}"));
        }
    }
}

#[test]
fn messages_stay_in_their_place_however_many_and_long_they_are() {
    let place = Rect::from_min_size(pos2(180.0, 60.0), vec2(200.0, 190.0));
    for (count, length, has_room) in [(1, 3, true), (3, 3, true), (5, 3, false), (5, 60, false)] {
        let mut messages = Messages::default();
        for number in 0..count {
            messages.push(MessageKind::Error, format!("{number} {}", "word ".repeat(length)));
        }
        let mut harness = stage(Language::Korean, [400.0, 260.0], messages, move |ui, look, messages| {
            messages.ui(&ui.ctx().clone(), look, place);
            Vec::<Asked>::new()
        });
        harness.run_steps(3);
        let height = harness.state().panel.height();
        assert!(height > 20.0 && height <= place.height() + 1.0, "{count} of {length} words: {height}");
        let shapes = &harness.output().shapes;
        let texts = shapes.iter().filter(|shape| says(&shape.shape, "word"));
        let places: Vec<[Rect; 2]> = texts.map(|shape| [shape.shape.visual_bounding_rect(), shape.clip_rect]).collect();
        assert!(!places.is_empty());
        for [text, clip] in places {
            let seen = text.intersect(clip);
            assert!(!seen.is_positive() || place.contains_rect(seen), "{count} of {length} words: {seen:?}");
            assert!(!has_room || clip.contains_rect(text), "{count} of {length} words: {text:?} is cut by {clip:?}");
        }
    }
}

#[test]
fn errors_stay_until_they_are_closed_and_notices_go_by_themselves() {
    let mut messages = Messages::default();
    messages.push(MessageKind::Error, "level.toml: line 3: no such setting");
    messages.push(MessageKind::Done, "saved");
    messages.push(MessageKind::Done, "saved");
    let mut harness = stage(Language::English, [500.0, 300.0], messages, |ui, look, messages| {
        messages.ui(&ui.ctx().clone(), look, ui.max_rect());
        Vec::<Asked>::new()
    });
    assert_eq!(harness.query_all_by_label("saved").count(), 1, "the same text stands there once");
    // Half a minute of egui's clock.
    for _ in 0..140 {
        harness.step();
    }
    assert!(harness.query_by_label("saved").is_none());
    assert!(harness.query_by_label_contains("level.toml").is_some());
    press(&mut harness, "Close");
    assert!(harness.state().panel.is_empty());
}
