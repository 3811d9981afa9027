//! What the screen's keys ask for, given what is shown. Which keys they are is in the key map.

use super::{ReplayCommand, ReplayPlace, ReplayScreen, ReplayView, ShownView};
use crate::{
    language::Texts,
    panels::{Direction, ReplayKey},
};

/// A leap is this share of the replay.
const LEAP: usize = 20;

impl ReplayScreen {
    /// What was pressed since the last frame, in order.
    pub(super) fn press_all(&self, view: &ReplayView<'_>, texts: &Texts) -> Vec<ReplayCommand> {
        view.pressed.iter().filter_map(|key| self.press(*key, view, texts)).collect()
    }

    fn press(&self, key: ReplayKey, view: &ReplayView<'_>, texts: &Texts) -> Option<ReplayCommand> {
        let row = || {
            let selected = view.selected?;
            view.items.iter().find(|row| row.place == *selected)
        };
        match key {
            ReplayKey::Speed(direction) => Some(ReplayCommand::SetSpeed(view.choices.changed_speed(direction))),
            ReplayKey::Repeat => Some(ReplayCommand::SetRepeat(!view.choices.repeat)),
            ReplayKey::Choose(direction) => self.neighbour(view, texts, direction).map(ReplayCommand::Show),
            ReplayKey::Pin => row().map(|row| ReplayCommand::Pin(row.place.clone(), !row.pinned())),
            ReplayKey::Delete => {
                let row = row().filter(|row| matches!(row.place, ReplayPlace::Shelf(_)))?;
                Some(ReplayCommand::Delete(row.place.clone()))
            }
            ReplayKey::UndoDelete => view.can_undo.then_some(ReplayCommand::UndoDelete),
            ReplayKey::Open => Some(ReplayCommand::Open),
            // The screen opens a window of its own for it.
            ReplayKey::Clip(_) => None,
            _ => in_player(key, view.shown?),
        }
    }

    /// The row above or below the selected one; the first where none is.
    fn neighbour(&self, view: &ReplayView<'_>, texts: &Texts, direction: Direction) -> Option<ReplayPlace> {
        let rows = self.list.arranged(view, texts);
        let selected = view.selected.and_then(|place| rows.iter().position(|row| row.place == *place));
        let next = match (selected, direction) {
            (None, _) => 0,
            // A list runs downwards.
            (Some(selected), Direction::Up) => selected.checked_sub(1)?,
            (Some(selected), Direction::Down) => selected + 1,
        };
        rows.get(next).map(|row| row.place.clone())
    }
}

fn in_player(key: ReplayKey, shown: &ShownView<'_>) -> Option<ReplayCommand> {
    let leap = shown.player.len().div_ceil(LEAP).max(1);
    Some(match key {
        ReplayKey::PlayPause if shown.playing => ReplayCommand::Pause,
        ReplayKey::PlayPause => ReplayCommand::Play,
        ReplayKey::Step(direction) => ReplayCommand::Step(direction),
        ReplayKey::Leap(Direction::Up) => ReplayCommand::Seek((shown.player.position() + leap).min(shown.player.len())),
        ReplayKey::Leap(Direction::Down) => ReplayCommand::Seek(shown.player.position().saturating_sub(leap)),
        ReplayKey::First => ReplayCommand::Seek(0),
        ReplayKey::Last => ReplayCommand::Seek(shown.player.len()),
        ReplayKey::Inspect if shown.no_lens.is_none() => ReplayCommand::Inspect,
        ReplayKey::Jump(kind, direction) => ReplayCommand::Seek(shown.jump(kind, direction)?),
        _ => return None,
    })
}
