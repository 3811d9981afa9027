//! What the keys of the lab lead to. Walking through a sequence and drawing another is the pages' own.

use super::{Page, SequenceChoices, SequenceCommand, SequenceView};
use crate::panels::{SequenceKey, Speed};

/// What was asked for with keys since the last frame.
pub(super) fn commands(view: &SequenceView<'_>) -> Vec<SequenceCommand> {
    view.pressed.iter().filter_map(|key| command(*key, view)).collect()
}

/// What a key asks for, and its button.
pub(super) fn command(key: SequenceKey, view: &SequenceView<'_>) -> Option<SequenceCommand> {
    let speed = view.choices.speed;
    Some(match key {
        SequenceKey::PlayPause if view.is_running => SequenceCommand::Pause,
        SequenceKey::PlayPause => SequenceCommand::Play,
        SequenceKey::Step => SequenceCommand::Step,
        SequenceKey::Reset => SequenceCommand::Reset,
        SequenceKey::NewSeed => SequenceCommand::NewSeed,
        SequenceKey::Undo if view.can_undo => SequenceCommand::Undo,
        SequenceKey::Redo if view.can_redo => SequenceCommand::Redo,
        SequenceKey::Speed(direction) => {
            let per_second = speed.changed(direction).per_second;
            SequenceCommand::SetSpeed(Speed { per_second: per_second.min(SequenceChoices::FASTEST), turbo: false })
        }
        SequenceKey::Turbo => SequenceCommand::SetSpeed(Speed { turbo: !speed.turbo, ..speed }),
        SequenceKey::Page(number) => SequenceCommand::Show(*Page::ALL.get(number)?),
        SequenceKey::Open => SequenceCommand::Open,
        SequenceKey::Save => SequenceCommand::SaveSession,
        SequenceKey::Picture => SequenceCommand::ExportPicture,
        SequenceKey::Numbers => SequenceCommand::ExportNumbers(0),
        SequenceKey::Undo
        | SequenceKey::Redo
        | SequenceKey::Clip
        | SequenceKey::Draw
        | SequenceKey::Walk(_)
        | SequenceKey::First
        | SequenceKey::Last => return None,
    })
}
