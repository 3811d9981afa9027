//! How a key is written: for people in tooltips and lists, and for the file of the settings.

use bevy_egui::egui::{Context, Key, KeyboardShortcut, ModifierNames, Modifiers, os::OperatingSystem};

/// As on the keyboard: `Ctrl+S`, `]`, `Page Down`, `↑`.
#[must_use]
pub(in crate::panels) fn written(context: &Context, shortcut: &KeyboardShortcut) -> String {
    let key = match shortcut.logical_key {
        Key::Period => ".",
        Key::Comma => ",",
        Key::Slash => "/",
        Key::Semicolon => ";",
        Key::Quote => "'",
        Key::Minus => "-",
        Key::Equals => "=",
        Key::Backslash => "\\",
        Key::Backtick => "`",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::PageUp => "Page Up",
        Key::PageDown => "Page Down",
        Key::Escape => "Esc",
        _ => return context.format_shortcut(shortcut),
    };
    let modifiers = ModifierNames::NAMES.format(&shortcut.modifiers, context.os() == OperatingSystem::Mac);
    if modifiers.is_empty() { key.to_owned() } else { format!("{modifiers}+{key}") }
}

/// For the file: `Ctrl+Shift+S`. Ctrl is the key that stands for it on a Mac as well.
pub(super) fn saved(shortcut: &KeyboardShortcut) -> String {
    let Modifiers { alt, shift, command, .. } = shortcut.modifiers;
    let mut text = String::new();
    for (held, name) in [(command, "Ctrl+"), (alt, "Alt+"), (shift, "Shift+")] {
        if held {
            text += name;
        }
    }
    text + shortcut.logical_key.name()
}

/// What [`saved`] has written; `None` where a word is no key.
pub(super) fn parse(text: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut words: Vec<&str> = text.split('+').collect();
    let key = Key::from_name(words.pop()?)?;
    for word in words {
        modifiers |= match word {
            "Ctrl" => Modifiers::COMMAND,
            "Alt" => Modifiers::ALT,
            "Shift" => Modifiers::SHIFT,
            _ => return None,
        };
    }
    Some(KeyboardShortcut::new(modifiers, key))
}

/// A key with what was held when it was pressed. Ctrl and the key that stands for it on a Mac are one.
pub(in crate::panels) fn with_held(held: Modifiers, key: Key) -> KeyboardShortcut {
    let modifiers =
        Modifiers { alt: held.alt, shift: held.shift, command: held.command || held.ctrl, ..Modifiers::NONE };
    KeyboardShortcut::new(modifiers, key)
}
