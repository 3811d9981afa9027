//! A key and what it does. The table of all of them is in `bindings`.

use bevy_egui::egui::{Key, KeyboardShortcut, Modifiers};

use super::{Group, KeyAction, KeySet, LensKey, ReplayKey, SequenceKey, VersusKey};
use crate::{
    gridworld::Action,
    panels::{Direction, EditTool, MarkerKind, Tab},
};

/// A key and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What is pressed where nobody has changed it.
    pub shortcut: KeyboardShortcut,
    /// What it does.
    pub action: KeyAction,
    /// Key of the text that says so.
    pub text: &'static str,
    /// Where it stands in the list.
    pub group: Group,
}

impl Binding {
    /// Whether it does something on this screen.
    #[must_use]
    pub fn is_active(&self, tab: Tab) -> bool {
        self.group.tabs().contains(&tab)
    }

    /// Whether people steer with it. Such a key is meant as it lies on the keyboard.
    #[must_use]
    pub const fn steers(&self) -> bool {
        matches!(self.action, KeyAction::Player(..))
    }

    /// Its name in the file of the settings.
    pub(super) fn id(&self) -> String {
        match self.action {
            KeyAction::Player(set, action) => format!("{set}_{action}"),
            KeyAction::Versus(VersusKey::Tempo(Direction::Up)) => "versus_faster".to_owned(),
            KeyAction::Versus(VersusKey::Tempo(Direction::Down)) => "versus_slower".to_owned(),
            KeyAction::Replay(ReplayKey::Speed(Direction::Up)) => "replay_faster".to_owned(),
            KeyAction::Replay(ReplayKey::Speed(Direction::Down)) => "replay_slower".to_owned(),
            KeyAction::Sequence(key) => format!("sequence_{}", self.sequence_id(key)),
            _ => self.text.to_owned(),
        }
    }

    /// Several of the lab's keys share their texts with other screens'.
    fn sequence_id(&self, key: SequenceKey) -> &'static str {
        match key {
            SequenceKey::PlayPause => "play_pause",
            SequenceKey::Step => "step",
            SequenceKey::Reset => "reset",
            SequenceKey::NewSeed => "new_seed",
            SequenceKey::Undo => "undo",
            SequenceKey::Redo => "redo",
            SequenceKey::Speed(Direction::Up) => "faster",
            SequenceKey::Speed(Direction::Down) => "slower",
            SequenceKey::Turbo => "turbo",
            SequenceKey::Page(_) => self.text,
            SequenceKey::Walk(Direction::Up) => "walk_on",
            SequenceKey::Walk(Direction::Down) => "walk_back",
            SequenceKey::First => "first",
            SequenceKey::Last => "last",
            SequenceKey::Draw => "draw",
            SequenceKey::Open => "open",
            SequenceKey::Save => "save",
            SequenceKey::Clip => "clip",
            SequenceKey::Picture => "picture",
            SequenceKey::Numbers => "numbers",
        }
    }
}

pub(super) const fn bind(
    modifiers: Modifiers,
    key: Key,
    action: KeyAction,
    text: &'static str,
    group: Group,
) -> Binding {
    Binding { shortcut: KeyboardShortcut::new(modifiers, key), action, text, group }
}

pub(super) const fn tool(key: Key, tool: EditTool, text: &'static str) -> Binding {
    bind(Modifiers::NONE, key, KeyAction::Tool(tool), text, Group::Edit)
}

pub(super) const fn versus(key: Key, asked: VersusKey, text: &'static str) -> Binding {
    bind(Modifiers::NONE, key, KeyAction::Versus(asked), text, Group::Versus)
}

pub(super) const fn replay(modifiers: Modifiers, key: Key, asked: ReplayKey, text: &'static str) -> Binding {
    bind(modifiers, key, KeyAction::Replay(asked), text, Group::Replay)
}

pub(super) const fn next(key: Key, kind: Option<MarkerKind>, text: &'static str) -> Binding {
    replay(Modifiers::NONE, key, ReplayKey::Jump(kind, Direction::Up), text)
}

pub(super) const fn previous(key: Key, kind: Option<MarkerKind>, text: &'static str) -> Binding {
    replay(Modifiers::SHIFT, key, ReplayKey::Jump(kind, Direction::Down), text)
}

pub(super) const fn sequence(modifiers: Modifiers, key: Key, asked: SequenceKey, text: &'static str) -> Binding {
    bind(modifiers, key, KeyAction::Sequence(asked), text, Group::Sequence)
}

pub(super) const fn lens(modifiers: Modifiers, key: Key, asked: LensKey, text: &'static str) -> Binding {
    bind(modifiers, key, KeyAction::Lens(asked), text, Group::Lens)
}

pub(super) const fn player(set: KeySet, action: Action, key: Key) -> Binding {
    bind(Modifiers::NONE, key, KeyAction::Player(set, action), action.key(), Group::Player(set))
}
