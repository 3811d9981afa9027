//! Keys: what is pressed becomes what was meant on the screen in view, and a person can give other keys to everything.

use bevy_egui::egui::{Event, Key, KeyboardShortcut, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    gridworld::Action,
    language::Language,
    panels::{
        BINDINGS, Binding, Clash, KeyAction, KeyMap, KeySet, LensKey, ReplayKey, SequenceKey, Settings, SettingsWindow,
        Tab, VersusKey, keys,
    },
};

use super::{Asked, Stage, check_widgets, press, stage, text};

/// The keys pressed on a screen, and a field that can be typed into.
fn keyboard(tab: Tab, keys: KeyMap) -> Harness<'static, Stage<(Vec<KeyAction>, String)>> {
    let panel = (Vec::new(), String::new());
    let mut harness = stage(Language::English, [300.0, 200.0], panel, move |ui, look, (actions, typed)| {
        actions.extend(keys::pressed(ui.ctx(), look.keys, tab));
        ui.text_edit_singleline(typed);
        Vec::<Asked>::new()
    });
    harness.state_mut().keys = keys;
    harness
}

fn type_keys(
    harness: &mut Harness<'_, Stage<(Vec<KeyAction>, String)>>,
    pressed: &[(Modifiers, Key)],
) -> Vec<KeyAction> {
    for (modifiers, key) in pressed {
        harness.key_press_modifiers(*modifiers, *key);
        harness.run_steps(1);
    }
    std::mem::take(&mut harness.state_mut().panel.0)
}

fn binding(action: KeyAction) -> &'static Binding {
    BINDINGS.iter().find(|binding| binding.action == action).expect("every action has a binding")
}

fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

#[test]
fn keys_become_actions_and_other_modifiers_are_other_keys() {
    let mut harness = keyboard(Tab::Train, KeyMap::default());
    let actions = type_keys(
        &mut harness,
        &[
            (Modifiers::NONE, Key::Space),
            (Modifiers::SHIFT, Key::F5),
            (Modifiers::NONE, Key::F5),
            (Modifiers::ALT, Key::T),
            (Modifiers::NONE, Key::Y),
        ],
    );
    let named: Vec<&str> = actions.iter().map(|action| binding(*action).text).collect();
    assert_eq!(named, ["key-play-pause", "key-reset-new", "key-reset-same"]);
}

#[test]
fn a_key_means_what_the_screen_in_view_says() {
    let typed = [
        (Modifiers::NONE, Key::W),
        (Modifiers::NONE, Key::CloseBracket),
        (Modifiers::NONE, Key::Enter),
        (Modifiers::NONE, Key::F1),
    ];
    let train = type_keys(&mut keyboard(Tab::Train, KeyMap::default()), &typed);
    assert!(matches!(train[..], [KeyAction::Tool(_), KeyAction::ChangeSpeed(_), KeyAction::Help]));
    // W steers there: the game reads it as it lies on the keyboard.
    let versus = type_keys(&mut keyboard(Tab::Versus, KeyMap::default()), &typed);
    assert!(matches!(
        versus[..],
        [KeyAction::Versus(VersusKey::Tempo(_)), KeyAction::Versus(VersusKey::Begin), KeyAction::Help]
    ));
}

#[test]
fn keys_that_are_typed_into_a_field_do_nothing_else() {
    for (tab, key) in [(Tab::Train, Key::T), (Tab::Versus, Key::P), (Tab::Train, Key::F5)] {
        let mut harness = keyboard(tab, KeyMap::default());
        harness.get_by_role(Role::TextInput).focus();
        harness.run_steps(2);
        let actions = type_keys(&mut harness, &[(Modifiers::NONE, key), (Modifiers::NONE, Key::F1)]);
        assert_eq!(actions, [KeyAction::Help], "{key:?}");
    }
}

/// The row of an AZERTY keyboard writes signs, and egui knows some of them as other keys.
#[test]
fn digits_are_known_by_their_place_as_well() {
    let digits = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7];
    for (modifiers, tab, count) in
        [(Modifiers::NONE, Tab::Train, 7), (Modifiers::NONE, Tab::Sequence, 4), (Modifiers::COMMAND, Tab::Train, 4)]
    {
        for (number, place) in digits.into_iter().enumerate().take(count) {
            for sign in [Key::Quote, Key::Minus] {
                let mut harness = keyboard(tab, KeyMap::default());
                let physical_key = Some(place);
                harness.event_modifiers(
                    Event::Key { key: sign, physical_key, pressed: true, repeat: false, modifiers },
                    modifiers,
                );
                harness.run_steps(1);
                let meant = match (tab, modifiers) {
                    (Tab::Sequence, _) => KeyAction::Sequence(SequenceKey::Page(number)),
                    (_, Modifiers::NONE) => KeyAction::ToggleOverlay(number),
                    _ => KeyAction::ShowTab(Tab::ALL[number]),
                };
                assert_eq!(harness.state().panel.0, [meant], "{sign:?} in the place of {place:?} on {tab}");
            }
        }
    }
    // What a sign means itself comes first.
    let pause = binding(KeyAction::PlayPause);
    let keys = KeyMap::default().rebound(pause, plain(Key::Quote)).expect("it is free");
    let mut harness = keyboard(Tab::Train, keys);
    let (key, physical_key, modifiers) = (Key::Quote, Some(Key::Num4), Modifiers::NONE);
    harness.event(Event::Key { key, physical_key, pressed: true, repeat: false, modifiers });
    harness.run_steps(1);
    assert_eq!(harness.state().panel.0, [KeyAction::PlayPause]);
}

/// What a key does that is held over three frames.
fn held(tab: Tab, shortcut: KeyboardShortcut) -> Vec<KeyAction> {
    let mut harness = keyboard(tab, KeyMap::default());
    for _ in 0..3 {
        harness.key_down_modifiers(shortcut.modifiers, shortcut.logical_key);
        harness.run_steps(1);
    }
    std::mem::take(&mut harness.state_mut().panel.0)
}

/// Whether it goes on for as long as its key is held: a step, a place in a list, a speed. All else (resets, switches, stills,
/// whatever is saved or opened) happens once.
const fn goes_on(action: KeyAction) -> bool {
    use KeyAction::{ChangeLane, ChangeSpeed, Lens, Replay, Sequence, Step, Versus};
    match action {
        Step | ChangeSpeed(_) | ChangeLane(_) | Versus(VersusKey::Tempo(_)) => true,
        Replay(key) => {
            use ReplayKey::{Choose, Jump, Leap, Speed, Step};
            matches!(key, Step(_) | Leap(_) | Speed(_) | Jump(..) | Choose(_))
        }
        Sequence(key) => matches!(key, SequenceKey::Step | SequenceKey::Speed(_) | SequenceKey::Walk(_)),
        Lens(key) => matches!(key, LensKey::Walk(_) | LensKey::Kind(_) | LensKey::Tick(_) | LensKey::Beside(_)),
        _ => false,
    }
}

#[test]
fn a_key_that_is_held_goes_on_stepping_and_does_all_else_once() {
    for binding in BINDINGS.iter().filter(|binding| !binding.steers()) {
        let times = if goes_on(binding.action) { 3 } else { 1 };
        for tab in Tab::ALL.into_iter().filter(|tab| binding.is_active(*tab)) {
            let held = held(tab, binding.shortcut);
            assert_eq!(held, vec![binding.action; times], "{} on {tab}", binding.text);
        }
    }
}

#[test]
fn a_changed_key_acts_and_the_old_one_does_no_more() {
    let pause = binding(KeyAction::Versus(VersusKey::Pause));
    let keys = KeyMap::default().rebound(pause, plain(Key::Z)).expect("Z is free");
    let actions = type_keys(&mut keyboard(Tab::Versus, keys), &[(Modifiers::NONE, Key::P), (Modifiers::NONE, Key::Z)]);
    assert_eq!(actions, [KeyAction::Versus(VersusKey::Pause)]);
}

#[test]
fn people_steer_with_their_keys_and_with_those_they_have_chosen() {
    let keys = KeyMap::default();
    for (key, steered) in [
        (Key::ArrowLeft, Some((KeySet::Arrows, Action::Left))),
        (Key::S, Some((KeySet::Wasd, Action::Down))),
        (Key::U, Some((KeySet::Ijkl, Action::Stay))),
        (Key::P, None),
    ] {
        assert_eq!(keys.player_action(key), steered, "{key:?}");
    }
    let up = binding(KeyAction::Player(KeySet::Wasd, Action::Up));
    let keys = keys.rebound(up, plain(Key::Z)).expect("Z is free");
    assert_eq!(keys.player_action(Key::Z), Some((KeySet::Wasd, Action::Up)));
    assert_eq!(keys.player_action(Key::W), None);
}

#[test]
fn whatever_is_asked_for_no_key_does_two_things_on_one_screen() {
    // Every binding is given every other's key, by an exchange where it is taken.
    for one in BINDINGS {
        for other in BINDINGS {
            for map in [KeyMap::default().rebound(one, other.shortcut), KeyMap::default().swapped(one, other.shortcut)]
                .into_iter()
                .flatten()
            {
                for tab in Tab::ALL {
                    let mut taken: Vec<KeyboardShortcut> = map
                        .bindings()
                        .filter(|(binding, _)| binding.is_active(tab))
                        .map(|(_, shortcut)| shortcut)
                        .collect();
                    let before = taken.len();
                    taken.sort_by_key(|shortcut| format!("{shortcut:?}"));
                    taken.dedup();
                    assert_eq!(taken.len(), before, "{} with the key of {}", one.text, other.text);
                }
                // What is kept in the file comes back.
                let file = toml::to_string(&map).expect("a key map can be written");
                assert_eq!(toml::from_str::<KeyMap>(&file).as_ref(), Ok(&map), "{file}");
            }
        }
    }
}

#[test]
fn a_file_that_was_edited_by_hand_gives_a_map_that_works() {
    let map: KeyMap = toml::from_str(
        "key-turbo = \"Y\"\nkey-step = \"Space\"\nno-such-key = \"A\"\nkey-open = \"Hyper+O\"\nwasd_up = \"Ctrl+Z\"\n\
         arrows_up = \"Tab\"\n",
    )
    .expect("unknown names are left out");
    let turbo = map.shortcut(KeyAction::ToggleTurbo);
    assert_eq!(turbo, Some(plain(Key::Y)));
    // Space belongs to play and pause; nobody has heard of Hyper; who steers holds nothing; Tab moves the focus.
    for action in [KeyAction::Step, KeyAction::Open, KeyAction::Player(KeySet::Arrows, Action::Up)] {
        assert_eq!(map.shortcut(action), Some(binding(action).shortcut));
    }
    assert_eq!(map.player_action(Key::Z), Some((KeySet::Wasd, Action::Up)));
    let settings = Settings { keys: map, ..Settings::default() };
    let file = toml::to_string(&settings).expect("settings can be written");
    assert_eq!(toml::from_str::<Settings>(&file), Ok(settings));
}

#[test]
fn a_key_that_is_taken_is_refused_and_its_owner_named() {
    let step = binding(KeyAction::Step);
    match KeyMap::default().rebound(step, plain(Key::Space)) {
        Err(Clash::Taken(owner)) => assert_eq!(owner.action, KeyAction::PlayPause),
        other => panic!("{other:?}"),
    }
    // The same key on another screen is nobody's business.
    assert!(KeyMap::default().rebound(step, plain(Key::P)).is_ok());
}

/// The settings' window, whose changes are taken over.
struct Setting {
    window: SettingsWindow,
    settings: Settings,
}

fn settings(language: Language) -> Harness<'static, Stage<Setting>> {
    let mut window = SettingsWindow::default();
    window.open = true;
    let panel = Setting { window, settings: Settings { language, ..Settings::default() } };
    let mut harness = stage(language, [640.0, 1600.0], panel, |ui, look, panel| {
        let look = sidestep::panels::Look { keys: &panel.settings.keys.clone(), ..look };
        if let Some(changed) = panel.window.ui(&ui.ctx().clone(), look, &panel.settings) {
            panel.settings = changed;
        }
        Vec::<Asked>::new()
    });
    harness.run_steps(2);
    harness
}

fn change_text(language: Language, action: KeyAction, key: &str) -> String {
    let texts = sidestep::language::Texts::new(language);
    let name = texts.t(binding(action).text).to_owned();
    texts.t_with("keys-change", &[("name", name.into()), ("key", key.into())])
}

#[test]
fn a_key_is_changed_by_pressing_the_new_one() {
    for language in Language::ALL {
        let mut harness = settings(language);
        press(&mut harness, &text(language, "keys-versus"));
        harness.run_steps(20);
        check_widgets(&harness, 640.0, &format!("keys in {language}"));
        let pause = KeyAction::Versus(VersusKey::Pause);
        press(&mut harness, &change_text(language, pause, "P"));
        assert!(harness.state().panel.window.is_listening());
        // Enter would press the button, and arrows would move the focus: here they are keys like any other.
        harness.key_press(Key::End);
        harness.run_steps(3);
        assert!(!harness.state().panel.window.is_listening());
        assert_eq!(harness.state().panel.settings.keys.shortcut(pause), Some(plain(Key::End)));

        // A key that is taken is named; an exchange gives each the other's.
        press(&mut harness, &change_text(language, pause, "End"));
        harness.key_press(Key::Enter);
        harness.run_steps(3);
        assert_eq!(
            harness.state().panel.settings.keys.shortcut(pause),
            Some(plain(Key::End)),
            "nothing is taken away without asking"
        );
        let owner = text(language, "key-versus-begin");
        let named = harness.query_all_by_label_contains(&owner).count();
        assert!(named >= 2, "{language}: the list and the refusal name {owner}");
        press(&mut harness, &text(language, "keys-swap"));
        let keys = &harness.state().panel.settings.keys;
        assert_eq!(keys.shortcut(pause), Some(plain(Key::Enter)));
        assert_eq!(keys.shortcut(KeyAction::Versus(VersusKey::Begin)), Some(plain(Key::End)));

        press(&mut harness, &text(language, "keys-defaults"));
        assert_eq!(harness.state().panel.settings.keys, KeyMap::default());
    }
}

#[test]
fn escape_and_a_click_elsewhere_leave_a_key_as_it_is() {
    let mut harness = settings(Language::English);
    press(&mut harness, "Steering with the arrows");
    harness.run_steps(20);
    let up = KeyAction::Player(KeySet::Arrows, Action::Up);
    for leave in [true, false] {
        press(&mut harness, &change_text(Language::English, up, "↑"));
        assert!(harness.state().panel.window.is_listening());
        if leave {
            harness.key_press(Key::Escape);
            harness.run_steps(3);
        } else {
            press(&mut harness, "Dark");
        }
        assert!(!harness.state().panel.window.is_listening());
        assert_eq!(harness.state().panel.settings.keys, KeyMap::default());
    }
    // An arrow can be given away although it moves the focus elsewhere.
    press(&mut harness, &change_text(Language::English, up, "↑"));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::N);
    harness.run_steps(3);
    let keys = &harness.state().panel.settings.keys;
    assert_eq!(keys.player_action(Key::N), Some((KeySet::Arrows, Action::Up)));
}
