//! Which key does what: one table for the input, the tooltips and the list on F1.
//! What an action leads to depends on what is running, so it is decided by the game.

use bevy_egui::egui::{Context, Key, KeyboardShortcut, ModifierNames, Modifiers, os::OperatingSystem};

use super::command::{Direction, EditTool, ObstacleKind, SaveWhat, SeedChoice};

/// Something that a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyAction {
    /// Play where time stands, pause where it runs.
    PlayPause,
    /// One step.
    Step,
    /// Start again.
    Reset(SeedChoice),
    /// Take the last reset back.
    UndoReset,
    /// Faster or slower.
    ChangeSpeed(Direction),
    /// Turbo on or off.
    ToggleTurbo,
    /// The next or previous lane.
    ChangeLane(Direction),
    /// Open a file.
    Open,
    /// Save something.
    Save(SaveWhat),
    /// Switch the n-th overlay, in the order of [`super::overlays::OVERLAYS`].
    ToggleOverlay(usize),
    /// Take a tool in hand.
    Tool(EditTool),
    /// The list of keys.
    Help,
    /// The settings.
    Settings,
    /// The whole screen.
    Fullscreen,
}

/// The groups of the list on F1, with the keys of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Time.
    Run,
    /// What the board shows.
    View,
    /// Changing the board.
    Edit,
    /// Files.
    Files,
    /// The window.
    Window,
}

impl Group {
    /// All of them, in the order of the list.
    pub const ALL: [Self; 5] = [Self::Run, Self::View, Self::Edit, Self::Files, Self::Window];

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Run => "keys-run",
            Self::View => "keys-view",
            Self::Edit => "keys-edit",
            Self::Files => "keys-files",
            Self::Window => "keys-window",
        }
    }
}

/// A key and what it does.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What is pressed.
    pub shortcut: KeyboardShortcut,
    /// What it does.
    pub action: KeyAction,
    /// Key of the text that says so.
    pub text: &'static str,
    /// Where it stands in the list.
    pub group: Group,
}

/// All keys. Of two with the same key the one with more modifiers comes first, because the first match takes the press.
pub const BINDINGS: &[Binding] = &[
    bind(
        Modifiers::NONE,
        Key::Space,
        KeyAction::PlayPause,
        "key-play-pause",
        Group::Run,
    ),
    bind(Modifiers::NONE, Key::Period, KeyAction::Step, "key-step", Group::Run),
    bind(
        Modifiers::SHIFT,
        Key::R,
        KeyAction::Reset(SeedChoice::New),
        "key-reset-new",
        Group::Run,
    ),
    bind(
        Modifiers::NONE,
        Key::R,
        KeyAction::Reset(SeedChoice::Same),
        "key-reset-same",
        Group::Run,
    ),
    bind(
        Modifiers::COMMAND,
        Key::Z,
        KeyAction::UndoReset,
        "key-undo-reset",
        Group::Run,
    ),
    bind(
        Modifiers::NONE,
        Key::CloseBracket,
        KeyAction::ChangeSpeed(Direction::Up),
        "key-faster",
        Group::Run,
    ),
    bind(
        Modifiers::NONE,
        Key::OpenBracket,
        KeyAction::ChangeSpeed(Direction::Down),
        "key-slower",
        Group::Run,
    ),
    bind(Modifiers::NONE, Key::T, KeyAction::ToggleTurbo, "key-turbo", Group::Run),
    bind(
        Modifiers::NONE,
        Key::PageDown,
        KeyAction::ChangeLane(Direction::Up),
        "key-next-lane",
        Group::View,
    ),
    bind(
        Modifiers::NONE,
        Key::PageUp,
        KeyAction::ChangeLane(Direction::Down),
        "key-previous-lane",
        Group::View,
    ),
    bind(
        Modifiers::NONE,
        Key::Num1,
        KeyAction::ToggleOverlay(0),
        "overlay-values",
        Group::View,
    ),
    bind(
        Modifiers::NONE,
        Key::Num2,
        KeyAction::ToggleOverlay(1),
        "overlay-actions",
        Group::View,
    ),
    bind(
        Modifiers::NONE,
        Key::Num3,
        KeyAction::ToggleOverlay(2),
        "overlay-optimum",
        Group::View,
    ),
    bind(
        Modifiers::NONE,
        Key::Num4,
        KeyAction::ToggleOverlay(3),
        "overlay-differences",
        Group::View,
    ),
    bind(
        Modifiers::NONE,
        Key::Num5,
        KeyAction::ToggleOverlay(4),
        "overlay-trail",
        Group::View,
    ),
    bind(
        Modifiers::NONE,
        Key::Num6,
        KeyAction::ToggleOverlay(5),
        "overlay-grid",
        Group::View,
    ),
    bind(
        Modifiers::NONE,
        Key::Num7,
        KeyAction::ToggleOverlay(6),
        "overlay-numbers",
        Group::View,
    ),
    bind(
        Modifiers::NONE,
        Key::W,
        KeyAction::Tool(EditTool::Wall),
        "tool-wall",
        Group::Edit,
    ),
    bind(
        Modifiers::NONE,
        Key::B,
        KeyAction::Tool(EditTool::Start),
        "tool-start",
        Group::Edit,
    ),
    bind(
        Modifiers::NONE,
        Key::G,
        KeyAction::Tool(EditTool::Goal),
        "tool-goal",
        Group::Edit,
    ),
    bind(
        Modifiers::NONE,
        Key::O,
        KeyAction::Tool(EditTool::Obstacle(ObstacleKind::PatrolX)),
        "tool-obstacle",
        Group::Edit,
    ),
    bind(
        Modifiers::NONE,
        Key::X,
        KeyAction::Tool(EditTool::Erase),
        "tool-erase",
        Group::Edit,
    ),
    bind(
        Modifiers::NONE,
        Key::Escape,
        KeyAction::Tool(EditTool::Look),
        "tool-look",
        Group::Edit,
    ),
    bind(Modifiers::COMMAND, Key::O, KeyAction::Open, "key-open", Group::Files),
    bind(
        Modifiers::COMMAND.plus(Modifiers::SHIFT),
        Key::S,
        KeyAction::Save(SaveWhat::Run),
        "key-save-run",
        Group::Files,
    ),
    bind(
        Modifiers::COMMAND,
        Key::S,
        KeyAction::Save(SaveWhat::Policy),
        "key-save-policy",
        Group::Files,
    ),
    bind(
        Modifiers::COMMAND,
        Key::L,
        KeyAction::Save(SaveWhat::Level),
        "key-save-level",
        Group::Files,
    ),
    bind(Modifiers::NONE, Key::F1, KeyAction::Help, "key-help", Group::Window),
    bind(
        Modifiers::NONE,
        Key::F2,
        KeyAction::Settings,
        "key-settings",
        Group::Window,
    ),
    bind(
        Modifiers::NONE,
        Key::F11,
        KeyAction::Fullscreen,
        "key-fullscreen",
        Group::Window,
    ),
];

const fn bind(modifiers: Modifiers, key: Key, action: KeyAction, text: &'static str, group: Group) -> Binding {
    Binding {
        shortcut: KeyboardShortcut::new(modifiers, key),
        action,
        text,
        group,
    }
}

impl Binding {
    /// How the key is written: as on the keyboard, `Ctrl+S`, `]`, `Page Down`.
    #[must_use]
    pub fn written(&self, context: &Context) -> String {
        let key = match self.shortcut.logical_key {
            Key::Period => ".",
            Key::OpenBracket => "[",
            Key::CloseBracket => "]",
            Key::PageUp => "Page Up",
            Key::PageDown => "Page Down",
            Key::Escape => "Esc",
            _ => return context.format_shortcut(&self.shortcut),
        };
        let modifiers = ModifierNames::NAMES.format(&self.shortcut.modifiers, context.os() == OperatingSystem::Mac);
        if modifiers.is_empty() {
            key.to_owned()
        } else {
            format!("{modifiers}+{key}")
        }
    }
}

impl KeyAction {
    /// How its key is written, such as `Ctrl+S`; empty where it has none.
    #[must_use]
    pub fn written(self, context: &Context) -> String {
        BINDINGS
            .iter()
            .find(|binding| binding.action == self)
            .map(|binding| binding.written(context))
            .unwrap_or_default()
    }
}

/// The actions whose keys were pressed since the last frame; none while a field or a focused widget wants the keys.
/// Function keys always count. What is returned is taken out of egui's input.
#[must_use]
pub fn pressed(context: &Context) -> Vec<KeyAction> {
    let typing = context.egui_wants_keyboard_input();
    let mut actions = Vec::new();
    for binding in BINDINGS {
        let plain = !matches!(binding.shortcut.logical_key, Key::F1 | Key::F2 | Key::F11);
        if typing && plain {
            continue;
        }
        // Any amount of other modifiers is tolerated by egui's own match: only the exact ones are meant here.
        let exact = context.input(|input| input.modifiers.matches_exact(binding.shortcut.modifiers));
        if exact && context.input_mut(|input| input.consume_shortcut(&binding.shortcut)) {
            actions.push(binding.action);
        }
    }
    actions
}

#[cfg(test)]
mod tests {
    use super::BINDINGS;

    #[test]
    fn no_key_does_two_things() {
        for (n, one) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[n + 1..] {
                assert_ne!(one.shortcut, other.shortcut, "{} and {}", one.text, other.text);
            }
        }
    }
}
