//! Which key does what: one table for the input, the tooltips, the list on F1 and the settings, which may change it.
//! What an action leads to depends on what is running, so it is decided by the game.

mod binding;
mod bindings;
mod group;
mod map;
mod players;
mod written;

use bevy_egui::egui::{Context, Event, Key, KeyboardShortcut};

use super::{ClipKind, Direction, EditTool, MarkerKind, SaveWhat, SeedChoice, Tab, topmost};
use crate::gridworld::Action;

pub use binding::Binding;
pub use bindings::BINDINGS;
pub use group::Group;
pub use map::{Clash, KeyMap};
pub use players::KeySet;
pub(super) use written::{with_held, written};

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
    /// Copy the code of the run in view.
    CopyRunCode,
    /// Read the code on the clipboard.
    PasteRunCode,
    /// Switch the n-th overlay, in the order of [`super::overlays::OVERLAYS`].
    ToggleOverlay(usize),
    /// Take a tool in hand.
    Tool(EditTool),
    /// Something on the versus screen; that screen knows what it means.
    Versus(VersusKey),
    /// Something on the replay screen; that screen knows what it means.
    Replay(ReplayKey),
    /// Something in the sequence lab; that screen knows what it means.
    Sequence(SequenceKey),
    /// Something on the lens's screen; that screen knows what it means.
    Lens(LensKey),
    /// What a person on these keys does in the next step. Read by the game from the keys as they lie on the keyboard
    /// ([`KeyMap::player_action`]), never returned by [`pressed`].
    Player(KeySet, Action),
    /// Another screen.
    ShowTab(Tab),
    /// Begin a clip of the window, or end it.
    Record,
    /// Take a picture of the window.
    Still,
    /// Copy a picture of the window to the clipboard.
    CopyStill,
    /// The list of keys.
    Help,
    /// The settings.
    Settings,
    /// The whole screen.
    Fullscreen,
}

impl KeyAction {
    /// Whether a key that is held does it again and again. Whatever switches, starts over, saves or opens happens once: a held
    /// key would pause and go on by turns, and reset a run many times a second.
    const fn goes_on(self) -> bool {
        match self {
            Self::Step | Self::ChangeSpeed(_) | Self::ChangeLane(_) | Self::Versus(VersusKey::Tempo(_)) => true,
            Self::Replay(key) => key.goes_on(),
            Self::Sequence(key) => key.goes_on(),
            Self::Lens(LensKey::Walk(_) | LensKey::Kind(_) | LensKey::Tick(_) | LensKey::Beside(_)) => true,
            _ => false,
        }
    }
}

/// What a key asks of the versus screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VersusKey {
    /// Start, next round, rematch: whatever comes next.
    Begin,
    /// Let time stand, or run again.
    Pause,
    /// Out of what is open: a question, a running match (it pauses), a result.
    Back,
    /// Give the match up, after a question.
    GiveUp,
    /// The same seats from the beginning, at once.
    Restart,
    /// Tones off or on.
    Mute,
    /// Show or hide what the others think.
    Thinking,
    /// See what the hunted agent learned in practice.
    Watch,
    /// Train a pupil from this match; play against it.
    Pupil,
    /// Lay the step that cost most over the board.
    Look,
    /// Play on from there, in practice; the same again.
    PlayOn,
    /// Faster or slower.
    Tempo(Direction),
}

/// What a key asks of the replay screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplayKey {
    /// Play where time stands, pause where it runs.
    PlayPause,
    /// One step on or back.
    Step(Direction),
    /// A twentieth of the replay on or back.
    Leap(Direction),
    /// To the start.
    First,
    /// To the end.
    Last,
    /// Faster or slower.
    Speed(Direction),
    /// Whether the end is followed by the start.
    Repeat,
    /// To the next or previous marker of a kind, or of any.
    Jump(Option<MarkerKind>, Direction),
    /// The replay above or below in the list.
    Choose(Direction),
    /// Keep it for good, or not any more.
    Pin,
    /// Take it off the shelf.
    Delete,
    /// Bring back what was deleted last.
    UndoDelete,
    /// Choose a file.
    Open,
    /// Look into the step with the lens.
    Inspect,
    /// What a clip of it is to be like.
    Clip(ClipKind),
}

impl ReplayKey {
    /// The kind of clip that it is about.
    #[must_use]
    pub const fn clip(self) -> Option<ClipKind> {
        match self {
            Self::Clip(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether a key that is held does it again and again.
    const fn goes_on(self) -> bool {
        matches!(self, Self::Step(_) | Self::Leap(_) | Self::Speed(_) | Self::Jump(..) | Self::Choose(_))
    }
}

/// What a key asks of the sequence lab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SequenceKey {
    /// Let models learn where they stand, let them stand where they learn.
    PlayPause,
    /// One training step.
    Step,
    /// From the beginning.
    Reset,
    /// From the beginning, with another seed.
    NewSeed,
    /// The models from before.
    Undo,
    /// Those that were taken back.
    Redo,
    /// Faster or slower.
    Speed(Direction),
    /// As fast as the machine can.
    Turbo,
    /// The n-th page.
    Page(usize),
    /// One step on or back through the sequence that is looked at.
    Walk(Direction),
    /// To its start.
    First,
    /// To its end.
    Last,
    /// Another sample.
    Draw,
    /// Choose a file of a session or of weights.
    Open,
    /// Save the session.
    Save,
    /// What a clip of the page is to be like.
    Clip,
    /// Save a picture of the page.
    Picture,
    /// Save its numbers.
    Numbers,
}

impl SequenceKey {
    /// Whether a key that is held does it again and again.
    const fn goes_on(self) -> bool {
        matches!(self, Self::Step | Self::Speed(_) | Self::Walk(_))
    }
}

/// What a key asks of the lens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LensKey {
    /// One small step on or back.
    Walk(Direction),
    /// To the next kind of small step, or the one before.
    Kind(Direction),
    /// A whole tick on or back.
    Tick(Direction),
    /// Into what the number in front is made of.
    Into,
    /// Out of what was opened last.
    Out,
    /// To what stands beside the number in front.
    Beside(Direction),
    /// To the next hit.
    Hit,
    /// To the next goal.
    Goal,
    /// To the next action that is tried.
    Exploration,
    /// To the largest TD error or advantage of the run's last ticks.
    LargestError,
    /// The next actor's part of the tick.
    Actor,
    /// Another action as the first of the two that are compared.
    This,
    /// Another one as the second.
    That,
    /// Back to the screen that it was opened on.
    Leave,
}

/// The actions whose keys were pressed since the last frame on this screen; none while a field or a focused widget wants the keys.
/// Function keys of the window always count, and Esc belongs to what lies over the panels before it means anything else. What is
/// returned is taken out of egui's input.
#[must_use]
pub fn pressed(context: &Context, keys: &KeyMap, tab: Tab) -> Vec<KeyAction> {
    let typing = context.egui_wants_keyboard_input();
    let escapes = topmost::takes_escape(context);
    let active: Vec<_> = keys
        .bindings()
        .filter(|(binding, shortcut)| {
            let writes_nothing = binding.group == Group::Window && is_function_key(shortcut.logical_key);
            let is_free = (!typing || writes_nothing) && !(escapes && shortcut.logical_key == Key::Escape);
            binding.is_active(tab) && !binding.steers() && is_free
        })
        .collect();
    let mut actions = Vec::new();
    context.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, physical_key, pressed: true, repeat, modifiers } = event else {
                return true;
            };
            // Any amount of other modifiers is tolerated by egui's own match: only the exact ones are meant here.
            let bound = |key: Key| {
                let is_meant = |shortcut: &KeyboardShortcut| {
                    shortcut.logical_key == key && modifiers.matches_exact(shortcut.modifiers)
                };
                active.iter().find(|(_, shortcut)| is_meant(shortcut))
            };
            // On AZERTY the digits' keys write other signs unless Shift is held: they are known by their place as well.
            let hit = bound(*key).or_else(|| bound(physical_key.filter(|key| is_digit(*key))?));
            let Some((binding, _)) = hit else { return true };
            if !*repeat || binding.action.goes_on() {
                actions.push(binding.action);
            }
            false
        });
    });
    actions
}

fn is_digit(key: Key) -> bool {
    (Key::Num0..=Key::Num9).contains(&key)
}

/// Whether a key is one of the row on top, which write nothing into a field.
fn is_function_key(key: Key) -> bool {
    (Key::F1..=Key::F35).contains(&key)
}
