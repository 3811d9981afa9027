//! The keys as a list in which they can be changed: press the button beside a name, then the new key. Part of the settings.

use bevy_egui::egui::{Button, CollapsingHeader, Event, EventFilter, Key, KeyboardShortcut, RichText, Ui};
use egui_phosphor::regular as icon;

use super::{
    Binding, Clash, KeyMap, Look,
    keys::{Group, with_held},
    named,
};

/// The list. It remembers which key is being changed.
#[derive(Clone, Debug, Default)]
pub(super) struct KeyList {
    change: Option<Change>,
}

/// A key that is being changed.
#[derive(Clone, Copy, Debug)]
struct Change {
    binding: &'static Binding,
    /// What was pressed and could not be had; `None` while a key is waited for.
    refused: Option<(KeyboardShortcut, Clash)>,
}

impl KeyList {
    /// Whether the next key is the new one, so that it must do nothing else.
    pub const fn is_listening(&self) -> bool {
        matches!(self.change, Some(Change { refused: None, .. }))
    }

    /// Forgets a change that was begun.
    pub fn stop(&mut self) {
        self.change = None;
    }

    /// Draws the groups, closed at first, and changes `keys`.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, keys: &mut KeyMap) {
        ui.label(look.small(look.t("keys-help")));
        for group in Group::ALL {
            let title = RichText::new(look.t(group.key())).color(look.theme.palette.accent);
            CollapsingHeader::new(title).id_salt(group.key()).show(ui, |ui| {
                let known: Vec<_> = keys.bindings().filter(|(binding, _)| binding.group == group).collect();
                for (number, (binding, _)) in known.into_iter().enumerate() {
                    ui.push_id(number, |ui| self.row(ui, look, binding, keys));
                }
            });
        }
        if keys.is_any_changed() && ui.button(look.t("keys-defaults")).clicked() {
            *keys = KeyMap::default();
            self.change = None;
        }
    }

    fn row(&mut self, ui: &mut Ui, look: Look<'_>, binding: &'static Binding, keys: &mut KeyMap) {
        let change = self.change.filter(|change| change.binding.action == binding.action);
        let listens = change.is_some_and(|change| change.refused.is_none());
        let name = look.t(binding.text);
        look.row(ui, name, "", |ui| {
            // The row runs from right to left.
            if keys.is_changed(binding) {
                let text = look.texts.t_with("keys-reset", &[("name", name.into())]);
                if look.icon_button(ui, icon::ARROW_COUNTER_CLOCKWISE, &text, "", true).clicked() {
                    self.take(keys, binding, binding.shortcut);
                }
            }
            self.button(ui, look, binding, listens, keys);
        });
        if let Some((shortcut, clash)) = change.and_then(|change| change.refused) {
            self.refusal(ui, look, binding, shortcut, clash, keys);
        }
    }

    /// The key as a button; while it listens, the next key that is pressed.
    fn button(&mut self, ui: &mut Ui, look: Look<'_>, binding: &'static Binding, listens: bool, keys: &mut KeyMap) {
        // Taken before the button is drawn, which would take Enter and Space for a press of itself.
        let pressed = if listens { next_key(ui, binding) } else { None };
        let written = look.key(ui, binding.action);
        let text = if listens {
            RichText::new(look.t("keys-listening")).color(look.theme.palette.warning)
        } else {
            RichText::new(&written)
        };
        let response = ui.add(Button::new(text).min_size([look.size(ui) * 4.0, 0.0].into()));
        let said = look
            .texts
            .t_with("keys-change", &[("name", look.t(binding.text).into()), ("key", written.as_str().into())]);
        let response = named(response, bevy_egui::egui::WidgetType::Button, true, &said, "");
        if listens {
            response.request_focus();
            let all = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, all));
            match pressed {
                Some(shortcut) if shortcut.logical_key == Key::Escape => self.stop(),
                Some(shortcut) => self.take(keys, binding, shortcut),
                None if response.clicked_elsewhere() => self.stop(),
                None => {}
            }
        } else if response.clicked() {
            self.change = Some(Change { binding, refused: None });
        }
    }

    /// Gives the key to the binding, or remembers why it cannot have it.
    fn take(&mut self, keys: &mut KeyMap, binding: &'static Binding, shortcut: KeyboardShortcut) {
        match keys.rebound(binding, shortcut) {
            Ok(changed) => {
                *keys = changed;
                self.change = None;
            }
            Err(clash) => {
                let refused = Some((shortcut, clash));
                self.change = Some(Change { binding, refused });
            }
        }
    }

    /// Why the key could not be had, and what can be done about it.
    fn refusal(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        binding: &'static Binding,
        shortcut: KeyboardShortcut,
        clash: Clash,
        keys: &mut KeyMap,
    ) {
        let key = super::keys::written(ui.ctx(), &shortcut);
        let warning = |text: String| RichText::new(text).small().color(look.theme.palette.warning);
        let Clash::Taken(other) = clash else {
            let text = look.texts.t_with("keys-reserved", &[("key", key.into())]);
            ui.label(warning(text));
            return;
        };
        let place = look.t(other.group.key());
        let text = look
            .texts
            .t_with("keys-taken", &[("key", key.into()), ("name", look.t(other.text).into()), ("group", place.into())]);
        ui.label(warning(text));
        ui.horizontal_wrapped(|ui| {
            let swap = keys.swapped(binding, shortcut);
            let button = ui.add_enabled(swap.is_ok(), Button::new(look.t("keys-swap")));
            if button.on_hover_text(look.t("keys-swap-help")).clicked()
                && let Ok(swapped) = swap
            {
                *keys = swapped;
                self.change = None;
            }
            if ui.button(look.t("keys-keep")).clicked() {
                self.change = None;
            }
        });
    }
}

/// The key that was pressed since the last frame, with what was held; taken out of egui's input. Keys that people steer with
/// are meant as they lie on the keyboard, all others by what is written on them.
fn next_key(ui: &Ui, binding: &Binding) -> Option<KeyboardShortcut> {
    let mut taken = None;
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, physical_key, pressed: true, repeat, modifiers } = event else {
                return true;
            };
            if !repeat && taken.is_none() {
                let key = if binding.steers() { physical_key.unwrap_or(*key) } else { *key };
                taken = Some(with_held(*modifiers, key));
            }
            false
        });
    });
    taken
}
