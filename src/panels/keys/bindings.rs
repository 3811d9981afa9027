//! The table of all keys as they are before anybody changes them. The keys in force are in `map`.

use bevy_egui::egui::{Key, Modifiers};

use super::{
    Binding, Group, KeyAction, KeySet, LensKey, ReplayKey, SequenceKey, VersusKey,
    binding::{bind, lens, next, player, previous, replay, sequence, tool, versus},
};
use crate::{
    gridworld::{Action, MotionKind},
    panels::{ClipKind, Direction, EditTool, MarkerKind, OVERLAYS, SaveWhat, SeedChoice, Tab},
};

/// All keys, before a person changes any.
pub const BINDINGS: &[Binding] = &{
    let mut all = [OTHERS[0]; OTHERS.len() + OVERLAYS.len() + Tab::COUNT];
    all.split_at_mut(OTHERS.len()).0.copy_from_slice(OTHERS);
    let mut number = 0;
    while number < OVERLAYS.len() {
        let (action, text) = (KeyAction::ToggleOverlay(number), OVERLAYS[number].text);
        all[OTHERS.len() + number] = bind(Modifiers::NONE, FIGURES[number], action, text, Group::View);
        number += 1;
    }
    let mut number = 0;
    while number < Tab::COUNT {
        let tab = Tab::ALL[number];
        let action = KeyAction::ShowTab(tab);
        all[OTHERS.len() + OVERLAYS.len() + number] =
            bind(Modifiers::COMMAND, FIGURES[number], action, tab.key(), Group::Window);
        number += 1;
    }
    all
};

/// The keys of the overlays, and with Ctrl those of the screens, in their order.
const FIGURES: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

const COMMAND_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

/// All but those of the overlays and of the screens.
const OTHERS: &[Binding] = &[
    bind(Modifiers::NONE, Key::Space, KeyAction::PlayPause, "key-play-pause", Group::Run),
    bind(Modifiers::NONE, Key::Period, KeyAction::Step, "key-step", Group::Run),
    bind(Modifiers::SHIFT, Key::F5, KeyAction::Reset(SeedChoice::New), "key-reset-new", Group::Run),
    bind(Modifiers::NONE, Key::F5, KeyAction::Reset(SeedChoice::Same), "key-reset-same", Group::Run),
    bind(Modifiers::COMMAND, Key::Z, KeyAction::UndoReset, "key-undo-reset", Group::Run),
    bind(Modifiers::NONE, Key::CloseBracket, KeyAction::ChangeSpeed(Direction::Up), "key-faster", Group::Run),
    bind(Modifiers::NONE, Key::OpenBracket, KeyAction::ChangeSpeed(Direction::Down), "key-slower", Group::Run),
    bind(Modifiers::NONE, Key::T, KeyAction::ToggleTurbo, "key-turbo", Group::Run),
    bind(Modifiers::NONE, Key::PageDown, KeyAction::ChangeLane(Direction::Up), "key-next-lane", Group::View),
    bind(Modifiers::NONE, Key::PageUp, KeyAction::ChangeLane(Direction::Down), "key-previous-lane", Group::View),
    tool(Key::W, EditTool::Wall, "tool-wall"),
    tool(Key::B, EditTool::Start, "tool-start"),
    tool(Key::G, EditTool::Goal, "tool-goal"),
    tool(Key::O, EditTool::Obstacle(MotionKind::PatrolX), "tool-obstacle"),
    tool(Key::X, EditTool::Erase, "tool-erase"),
    tool(Key::Escape, EditTool::Look, "tool-look"),
    bind(Modifiers::COMMAND, Key::O, KeyAction::Open, "key-open", Group::Files),
    bind(COMMAND_SHIFT, Key::S, KeyAction::Save(SaveWhat::Run), "key-save-run", Group::Files),
    bind(Modifiers::COMMAND, Key::S, KeyAction::Save(SaveWhat::Policy), "key-save-policy", Group::Files),
    bind(Modifiers::COMMAND, Key::L, KeyAction::Save(SaveWhat::Level), "key-save-level", Group::Files),
    bind(COMMAND_SHIFT, Key::C, KeyAction::CopyRunCode, "key-run-code-copy", Group::Files),
    bind(Modifiers::COMMAND, Key::V, KeyAction::PasteRunCode, "key-run-code-paste", Group::Files),
    versus(Key::Enter, VersusKey::Begin, "key-versus-begin"),
    versus(Key::P, VersusKey::Pause, "key-versus-pause"),
    versus(Key::Escape, VersusKey::Back, "key-versus-back"),
    versus(Key::H, VersusKey::Thinking, "key-versus-thinking"),
    versus(Key::CloseBracket, VersusKey::Tempo(Direction::Up), "key-faster"),
    versus(Key::OpenBracket, VersusKey::Tempo(Direction::Down), "key-slower"),
    versus(Key::V, VersusKey::Watch, "key-versus-watch"),
    versus(Key::T, VersusKey::Pupil, "key-versus-pupil"),
    versus(Key::C, VersusKey::Look, "key-versus-look"),
    versus(Key::B, VersusKey::PlayOn, "key-versus-play-on"),
    versus(Key::G, VersusKey::GiveUp, "key-versus-give-up"),
    versus(Key::F5, VersusKey::Restart, "key-versus-restart"),
    #[cfg(any(feature = "sound", windows, target_os = "macos"))]
    versus(Key::M, VersusKey::Mute, "mute"),
    player(KeySet::Arrows, Action::Up, Key::ArrowUp),
    player(KeySet::Arrows, Action::Down, Key::ArrowDown),
    player(KeySet::Arrows, Action::Left, Key::ArrowLeft),
    player(KeySet::Arrows, Action::Right, Key::ArrowRight),
    player(KeySet::Arrows, Action::Stay, Key::Space),
    player(KeySet::Wasd, Action::Up, Key::W),
    player(KeySet::Wasd, Action::Down, Key::S),
    player(KeySet::Wasd, Action::Left, Key::A),
    player(KeySet::Wasd, Action::Right, Key::D),
    player(KeySet::Wasd, Action::Stay, Key::Q),
    player(KeySet::Ijkl, Action::Up, Key::I),
    player(KeySet::Ijkl, Action::Down, Key::K),
    player(KeySet::Ijkl, Action::Left, Key::J),
    player(KeySet::Ijkl, Action::Right, Key::L),
    player(KeySet::Ijkl, Action::Stay, Key::U),
    replay(Modifiers::NONE, Key::Space, ReplayKey::PlayPause, "key-replay-play"),
    replay(Modifiers::NONE, Key::Comma, ReplayKey::Step(Direction::Down), "key-replay-step-back"),
    replay(Modifiers::NONE, Key::Period, ReplayKey::Step(Direction::Up), "key-replay-step-on"),
    replay(Modifiers::NONE, Key::ArrowLeft, ReplayKey::Leap(Direction::Down), "key-replay-leap-back"),
    replay(Modifiers::NONE, Key::ArrowRight, ReplayKey::Leap(Direction::Up), "key-replay-leap-on"),
    replay(Modifiers::NONE, Key::Home, ReplayKey::First, "key-replay-first"),
    replay(Modifiers::NONE, Key::End, ReplayKey::Last, "key-replay-last"),
    replay(Modifiers::NONE, Key::CloseBracket, ReplayKey::Speed(Direction::Up), "key-faster"),
    replay(Modifiers::NONE, Key::OpenBracket, ReplayKey::Speed(Direction::Down), "key-slower"),
    replay(Modifiers::NONE, Key::L, ReplayKey::Repeat, "key-replay-repeat"),
    replay(Modifiers::NONE, Key::ArrowUp, ReplayKey::Choose(Direction::Up), "key-replay-above"),
    replay(Modifiers::NONE, Key::ArrowDown, ReplayKey::Choose(Direction::Down), "key-replay-below"),
    replay(Modifiers::NONE, Key::P, ReplayKey::Pin, "key-replay-pin"),
    replay(Modifiers::NONE, Key::Delete, ReplayKey::Delete, "key-replay-delete"),
    replay(Modifiers::COMMAND, Key::Z, ReplayKey::UndoDelete, "key-replay-undo"),
    replay(Modifiers::COMMAND, Key::O, ReplayKey::Open, "key-replay-open"),
    replay(Modifiers::NONE, Key::I, ReplayKey::Inspect, "key-replay-inspect"),
    replay(Modifiers::NONE, Key::C, ReplayKey::Clip(ClipKind::Clip), "video-clip"),
    replay(Modifiers::SHIFT, Key::C, ReplayKey::Clip(ClipKind::Reel), "video-training"),
    next(Key::N, None, "key-replay-next-any"),
    previous(Key::N, None, "key-replay-previous-any"),
    next(Key::H, Some(MarkerKind::Hit), "key-replay-next-hit"),
    previous(Key::H, Some(MarkerKind::Hit), "key-replay-previous-hit"),
    next(Key::G, Some(MarkerKind::Goal), "key-replay-next-goal"),
    previous(Key::G, Some(MarkerKind::Goal), "key-replay-previous-goal"),
    next(Key::E, Some(MarkerKind::Explored), "key-replay-next-explored"),
    previous(Key::E, Some(MarkerKind::Explored), "key-replay-previous-explored"),
    next(Key::T, Some(MarkerKind::Surprise), "key-replay-next-surprise"),
    previous(Key::T, Some(MarkerKind::Surprise), "key-replay-previous-surprise"),
    sequence(Modifiers::NONE, Key::Space, SequenceKey::PlayPause, "key-play-pause"),
    sequence(Modifiers::NONE, Key::Period, SequenceKey::Step, "key-lab-step"),
    sequence(Modifiers::NONE, Key::F5, SequenceKey::Reset, "key-reset-same"),
    sequence(Modifiers::SHIFT, Key::F5, SequenceKey::NewSeed, "key-reset-new"),
    sequence(Modifiers::COMMAND, Key::Z, SequenceKey::Undo, "key-lab-undo"),
    sequence(COMMAND_SHIFT, Key::Z, SequenceKey::Redo, "key-lab-redo"),
    sequence(Modifiers::NONE, Key::CloseBracket, SequenceKey::Speed(Direction::Up), "key-faster"),
    sequence(Modifiers::NONE, Key::OpenBracket, SequenceKey::Speed(Direction::Down), "key-slower"),
    sequence(Modifiers::NONE, Key::T, SequenceKey::Turbo, "key-turbo"),
    sequence(Modifiers::NONE, Key::Num1, SequenceKey::Page(0), "lab-training"),
    sequence(Modifiers::NONE, Key::Num2, SequenceKey::Page(1), "lab-cell"),
    sequence(Modifiers::NONE, Key::Num3, SequenceKey::Page(2), "lab-forgetting"),
    sequence(Modifiers::NONE, Key::Num4, SequenceKey::Page(3), "lab-attention"),
    sequence(Modifiers::NONE, Key::ArrowRight, SequenceKey::Walk(Direction::Up), "key-lab-walk-on"),
    sequence(Modifiers::NONE, Key::ArrowLeft, SequenceKey::Walk(Direction::Down), "key-lab-walk-back"),
    sequence(Modifiers::NONE, Key::Home, SequenceKey::First, "key-lab-first"),
    sequence(Modifiers::NONE, Key::End, SequenceKey::Last, "key-lab-last"),
    sequence(Modifiers::NONE, Key::N, SequenceKey::Draw, "key-lab-draw"),
    sequence(Modifiers::COMMAND, Key::O, SequenceKey::Open, "key-lab-open"),
    sequence(Modifiers::COMMAND, Key::S, SequenceKey::Save, "key-lab-save"),
    sequence(Modifiers::NONE, Key::C, SequenceKey::Clip, "video-lab"),
    sequence(Modifiers::NONE, Key::P, SequenceKey::Picture, "lab-export-picture"),
    sequence(Modifiers::NONE, Key::E, SequenceKey::Numbers, "lab-export-numbers"),
    lens(Modifiers::NONE, Key::ArrowRight, LensKey::Walk(Direction::Up), "key-lens-on"),
    lens(Modifiers::NONE, Key::ArrowLeft, LensKey::Walk(Direction::Down), "key-lens-back"),
    lens(Modifiers::SHIFT, Key::ArrowRight, LensKey::Kind(Direction::Up), "key-lens-kind-on"),
    lens(Modifiers::SHIFT, Key::ArrowLeft, LensKey::Kind(Direction::Down), "key-lens-kind-back"),
    lens(Modifiers::NONE, Key::PageDown, LensKey::Tick(Direction::Up), "key-lens-tick-on"),
    lens(Modifiers::NONE, Key::PageUp, LensKey::Tick(Direction::Down), "key-lens-tick-back"),
    lens(Modifiers::NONE, Key::ArrowDown, LensKey::Into, "key-lens-into"),
    lens(Modifiers::NONE, Key::ArrowUp, LensKey::Out, "key-lens-out"),
    lens(Modifiers::NONE, Key::Period, LensKey::Beside(Direction::Up), "key-lens-next"),
    lens(Modifiers::NONE, Key::Comma, LensKey::Beside(Direction::Down), "key-lens-previous"),
    lens(Modifiers::NONE, Key::H, LensKey::Hit, "key-lens-hit"),
    lens(Modifiers::NONE, Key::G, LensKey::Goal, "key-lens-goal"),
    lens(Modifiers::NONE, Key::E, LensKey::Exploration, "key-lens-exploration"),
    lens(Modifiers::NONE, Key::T, LensKey::LargestError, "key-lens-largest"),
    lens(Modifiers::NONE, Key::N, LensKey::Actor, "key-lens-actor"),
    lens(Modifiers::NONE, Key::A, LensKey::This, "key-lens-this"),
    lens(Modifiers::NONE, Key::B, LensKey::That, "key-lens-that"),
    lens(Modifiers::NONE, Key::Escape, LensKey::Leave, "key-lens-leave"),
    bind(Modifiers::NONE, Key::R, KeyAction::Record, "key-record", Group::Window),
    bind(Modifiers::NONE, Key::F12, KeyAction::Still, "key-still", Group::Window),
    bind(Modifiers::SHIFT, Key::F12, KeyAction::CopyStill, "key-copy-still", Group::Window),
    bind(Modifiers::NONE, Key::F1, KeyAction::Help, "key-help", Group::Window),
    bind(Modifiers::NONE, Key::F2, KeyAction::Settings, "key-settings", Group::Window),
    bind(Modifiers::NONE, Key::F11, KeyAction::Fullscreen, "key-fullscreen", Group::Window),
];

#[cfg(test)]
mod tests {
    use super::BINDINGS;

    #[test]
    fn no_key_does_two_things_on_one_screen_and_every_binding_has_a_name_of_its_own() {
        for (n, one) in BINDINGS.iter().enumerate() {
            for other in &BINDINGS[n + 1..] {
                let together = one.group.tabs().iter().any(|tab| other.is_active(*tab));
                assert!(!together || one.shortcut != other.shortcut, "{} and {}", one.text, other.text);
                assert_ne!(one.id(), other.id());
                assert_ne!(one.action, other.action);
            }
        }
    }
}
