//! What the keys of the lens lead to.

use super::{LensCommand, LensEvent, LensView};
use crate::panels::LensKey;

/// What was asked for with keys since the last frame.
pub(super) fn commands(view: &LensView<'_>) -> Vec<LensCommand> {
    view.pressed.iter().filter_map(|key| command(*key, view)).collect()
}

fn command(key: LensKey, view: &LensView<'_>) -> Option<LensCommand> {
    Some(match key {
        LensKey::Walk(direction) => LensCommand::Walk(direction),
        LensKey::Kind(direction) => LensCommand::Kind(direction),
        LensKey::Tick(direction) => LensCommand::Tick(direction),
        LensKey::Into => LensCommand::Into,
        LensKey::Out => LensCommand::Out,
        LensKey::Beside(direction) => LensCommand::Beside(direction),
        LensKey::Hit => LensCommand::Find(LensEvent::Hit),
        LensKey::Goal => LensCommand::Find(LensEvent::Goal),
        LensKey::Exploration => LensCommand::Find(LensEvent::Exploration),
        LensKey::LargestError => LensCommand::Find(LensEvent::LargestError),
        LensKey::Actor => LensCommand::Actor(view.shown?.next_actor()?),
        LensKey::This => LensCommand::NextAction(0),
        LensKey::That => LensCommand::NextAction(1),
        LensKey::Leave => LensCommand::Leave,
    })
}
