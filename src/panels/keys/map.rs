//! The keys in force: the table's, and what a person has changed of them. Only the changes are kept in the settings' file.

use std::collections::BTreeMap;

use bevy_egui::egui::{Context, Key, KeyboardShortcut, Modifiers};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{BINDINGS, Binding, KeyAction, KeySet, written};
use crate::gridworld::Action;

/// Which key does what now. No two bindings that are active on one screen share a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyMap {
    /// By the number of the binding in [`BINDINGS`].
    changed: BTreeMap<usize, KeyboardShortcut>,
}

/// Why a key cannot be given to a binding.
#[derive(Clone, Copy, Debug)]
pub enum Clash {
    /// It belongs to this one.
    Taken(&'static Binding),
    /// It moves the focus from widget to widget, or has to be pressed together with another key where only one will do.
    Reserved,
}

impl KeyMap {
    /// All bindings with the keys that they have now, in the order of [`BINDINGS`].
    pub fn bindings(&self) -> impl Iterator<Item = (&'static Binding, KeyboardShortcut)> + '_ {
        BINDINGS.iter().enumerate().map(|(number, binding)| (binding, self.of(number)))
    }

    /// The key of an action; `None` where it has none.
    #[must_use]
    pub fn shortcut(&self, action: KeyAction) -> Option<KeyboardShortcut> {
        BINDINGS.iter().position(|binding| binding.action == action).map(|number| self.of(number))
    }

    /// How the key of an action is written, such as `Ctrl+S`; empty where it has none.
    #[must_use]
    pub fn written(&self, action: KeyAction, context: &Context) -> String {
        self.shortcut(action).map(|shortcut| written::written(context, &shortcut)).unwrap_or_default()
    }

    /// Who steers with a key and what it asks for. `key` is meant as it lies on the keyboard
    /// (`bevy_egui::helpers::bevy_to_egui_physical_key`), so that letters work whatever language is being typed.
    #[must_use]
    pub fn player_action(&self, key: Key) -> Option<(KeySet, Action)> {
        self.bindings().find_map(|(binding, shortcut)| match binding.action {
            KeyAction::Player(set, action) if shortcut.logical_key == key => Some((set, action)),
            _ => None,
        })
    }

    /// Whether a binding has another key than the table's.
    #[must_use]
    pub fn is_changed(&self, binding: &Binding) -> bool {
        number(binding).is_some_and(|number| self.changed.contains_key(&number))
    }

    /// Whether any key is not the table's.
    #[must_use]
    pub fn is_any_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// The map in which `binding` has this key.
    ///
    /// # Errors
    /// Where the key belongs to another binding on the same screen, or cannot be given away.
    pub fn rebound(&self, binding: &Binding, shortcut: KeyboardShortcut) -> Result<Self, Clash> {
        let mut map = self.clone();
        let Some(number) = number(binding) else {
            return Err(Clash::Reserved);
        };
        map.set(number, fitting(binding, shortcut));
        map.check(number)?;
        Ok(map)
    }

    /// The map in which `binding` has this key and whoever had it has the one that `binding` had.
    ///
    /// # Errors
    /// Where the exchange would give a key to two bindings, or to one that cannot have it.
    pub fn swapped(&self, binding: &Binding, shortcut: KeyboardShortcut) -> Result<Self, Clash> {
        let other = match self.rebound(binding, shortcut) {
            Err(Clash::Taken(other)) => other,
            done => return done,
        };
        let (Some(number), Some(other)) = (number(binding), number(other)) else {
            return Err(Clash::Reserved);
        };
        let mut map = self.clone();
        map.set(number, fitting(binding, shortcut));
        map.set(other, self.of(number));
        map.check(number)?;
        map.check(other)?;
        Ok(map)
    }

    /// The map in which `binding` has the table's key again.
    ///
    /// # Errors
    /// Where that key belongs to another binding by now.
    pub fn reset(&self, binding: &Binding) -> Result<Self, Clash> {
        self.rebound(binding, binding.shortcut)
    }

    fn of(&self, number: usize) -> KeyboardShortcut {
        self.changed.get(&number).copied().unwrap_or(BINDINGS[number].shortcut)
    }

    fn set(&mut self, number: usize, shortcut: KeyboardShortcut) {
        if shortcut == BINDINGS[number].shortcut {
            self.changed.remove(&number);
        } else {
            self.changed.insert(number, shortcut);
        }
    }

    /// Whether the n-th binding may have the key that it has.
    fn check(&self, number: usize) -> Result<(), Clash> {
        let (binding, shortcut) = (&BINDINGS[number], self.of(number));
        if shortcut.logical_key == Key::Tab || (binding.steers() && shortcut.modifiers != Modifiers::NONE) {
            return Err(Clash::Reserved);
        }
        let other = self.bindings().enumerate().find(|(n, (other, theirs))| {
            *n != number && *theirs == shortcut && other.group.tabs().iter().any(|tab| binding.is_active(*tab))
        });
        other.map_or(Ok(()), |(_, (other, _))| Err(Clash::Taken(other)))
    }

    /// Drops changes from a file that was edited by hand until no key does two things.
    fn settle(&mut self) {
        while let Some(wrong) = self.changed.keys().copied().find(|number| self.check(*number).is_err()) {
            self.changed.remove(&wrong);
        }
    }
}

fn number(binding: &Binding) -> Option<usize> {
    BINDINGS.iter().position(|other| other.action == binding.action)
}

/// Who steers presses one key: what is held with it does not count.
fn fitting(binding: &Binding, shortcut: KeyboardShortcut) -> KeyboardShortcut {
    if binding.steers() { KeyboardShortcut::new(Modifiers::NONE, shortcut.logical_key) } else { shortcut }
}

impl Serialize for KeyMap {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let changes = self.changed.iter();
        serializer.collect_map(changes.map(|(number, shortcut)| (BINDINGS[*number].id(), written::saved(shortcut))))
    }
}

impl<'de> Deserialize<'de> for KeyMap {
    /// Names and keys that this program does not know are left out: another version may have written them.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let saved = BTreeMap::<String, String>::deserialize(deserializer)?;
        let mut map = Self::default();
        for (number, binding) in BINDINGS.iter().enumerate() {
            if let Some(shortcut) = saved.get(&binding.id()).and_then(|text| written::parse(text)) {
                map.set(number, fitting(binding, shortcut));
            }
        }
        map.settle();
        Ok(map)
    }
}
