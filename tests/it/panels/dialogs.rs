//! What lies over the panels: one dialog at a time, and Esc closes what lies on top before it means anything else.

use bevy_egui::egui::{Key, Popup, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use sidestep::{
    language::Language,
    panels::{
        AboutWindow, Help, KeyAction, LevelEntry, RecordingChoice, RecordingPanel, RunCodeView, Settings,
        SettingsWindow, Tab, VersusKey, keys, run_code_question,
    },
};

use super::{Asked, Stage, classic, draft, stage};

/// All dialogs of the window and a list under them, drawn as the window draws them, with the keys read first.
#[derive(Default)]
struct Desk {
    help: Help,
    settings: SettingsWindow,
    about: AboutWindow,
    recording: RecordingPanel,
    has_pasted: bool,
    chosen: usize,
    meant: Vec<KeyAction>,
}

/// The dialogs by their numbers. Those of the screens for matches and replays are tested there.
const DIALOGS: usize = 5;

impl Desk {
    fn dialog(&mut self, number: usize) -> &mut bool {
        let Self { help, settings, about, recording, has_pasted, chosen: _, meant: _ } = self;
        [&mut help.open, &mut settings.open, &mut about.open, &mut recording.open, has_pasted]
            .into_iter()
            .nth(number)
            .expect("a number of a dialog")
    }

    fn open(&mut self) -> Vec<usize> {
        (0..DIALOGS).filter(|number| *self.dialog(*number)).collect()
    }
}

fn desk() -> Harness<'static, Stage<Desk>> {
    let (settings, level) = (Settings::default(), LevelEntry::new(draft().level, classic()));
    let running = draft();
    stage(Language::English, [900.0, 700.0], Desk::default(), move |ui, look, desk| {
        desk.meant.extend(keys::pressed(ui.ctx(), look.keys, Tab::Versus));
        bevy_egui::egui::ComboBox::from_label("list").show_index(ui, &mut desk.chosen, 3, |number| number.to_string());
        let context = ui.ctx().clone();
        let Desk { help, settings: window, about, recording, has_pasted, chosen: _, meant: _ } = desk;
        if *has_pasted {
            let view = RunCodeView { draft: &running, level: &level, is_exact: true };
            *has_pasted = run_code_question(&context, look, &view).is_none();
        }
        help.ui(&context, look);
        window.ui(&context, look, &settings);
        about.ui(&context, look);
        recording.choices(&context, look, RecordingChoice::default(), "clips");
        Vec::<Asked>::new()
    })
}

fn escape(harness: &mut Harness<'_, Stage<Desk>>) -> Vec<KeyAction> {
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    std::mem::take(&mut harness.state_mut().panel.meant)
}

const NOTHING: [KeyAction; 0] = [];
const BACK: KeyAction = KeyAction::Versus(VersusKey::Back);

#[test]
fn esc_closes_every_dialog_and_means_nothing_else_then() {
    for number in 0..DIALOGS {
        let mut harness = desk();
        *harness.state_mut().panel.dialog(number) = true;
        harness.run_steps(3);
        assert_eq!(harness.state_mut().panel.open(), [number]);
        assert_eq!(escape(&mut harness), NOTHING, "dialog {number}");
        assert!(harness.state_mut().panel.open().is_empty(), "dialog {number}");
        assert_eq!(escape(&mut harness), [BACK], "nothing is open any more");
    }
}

#[test]
fn a_dialog_takes_the_place_of_the_one_before() {
    for one in 0..DIALOGS {
        for other in (0..DIALOGS).filter(|other| *other != one) {
            let mut harness = desk();
            for number in [one, other] {
                *harness.state_mut().panel.dialog(number) = true;
                harness.run_steps(3);
            }
            assert_eq!(harness.state_mut().panel.open(), [other], "after {one}");
            assert_eq!(escape(&mut harness), NOTHING);
            assert!(harness.state_mut().panel.open().is_empty(), "{other} after {one}");
        }
    }
}

#[test]
fn esc_closes_a_list_before_the_dialog() {
    let mut harness = desk();
    harness.get_by_role(Role::ComboBox).click();
    harness.run_steps(3);
    assert!(Popup::is_any_open(&harness.ctx));
    harness.state_mut().panel.help.open = true;
    harness.run_steps(3);
    assert_eq!(escape(&mut harness), NOTHING);
    assert!(!Popup::is_any_open(&harness.ctx));
    assert_eq!(harness.state_mut().panel.open(), [0], "the list of keys stays");
    assert_eq!(escape(&mut harness), NOTHING);
    assert!(harness.state_mut().panel.open().is_empty());
    assert_eq!(escape(&mut harness), [BACK]);
}
