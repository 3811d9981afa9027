//! Clicks and drags on the boards while a tool is in hand, and taking edits back.
//! What an edit does to the level stands in `edit`.

use std::sync::Arc;

use bevy::{prelude::*, window::PrimaryWindow};

use super::{boards::ShowsRun, commands::put_level, edit};
use crate::{
    game::{
        Announcer, ControlSystems, Lanes, ViewSystems,
        board::{BoardModel, BoardPicker},
    },
    gridworld::{Cell, Level},
    panels::{EditTool, LevelChoice, Tab},
};

/// Edits that can be taken back at most.
const REMEMBERED: usize = 100;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Edits>()
        .init_resource::<Drag>()
        .init_resource::<Tool>()
        .add_systems(
            Update,
            ((hover, click).chain().after(ControlSystems).before(ViewSystems), mark.after(ViewSystems))
                .run_if(in_state(Tab::Train)),
        )
        .add_systems(OnExit(Tab::Train), let_go);
}

/// What a click on the board does.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tool(pub EditTool);

/// The levels before each edit with where they came from, oldest first.
#[derive(Resource, Default)]
pub struct Edits(Vec<(Arc<Level>, LevelChoice)>);

impl Edits {
    /// Whether an edit can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.0.is_empty()
    }

    /// Another level is on the boards: what was done to the one before cannot be taken back any more.
    pub fn forget(&mut self) {
        self.0.clear();
    }

    /// The level before the last edit, which is taken back, and where it came from.
    pub fn undo(&mut self) -> Option<(Arc<Level>, LevelChoice)> {
        self.0.pop()
    }

    fn remember(&mut self, level: Arc<Level>, choice: LevelChoice) {
        if self.0.len() == REMEMBERED {
            self.0.remove(0);
        }
        self.0.push((level, choice));
    }

    /// What an edit leads to: the level from before all edits where nothing is left of them, such as a wall that was built and
    /// taken away.
    fn outcome(&self, edited: Level) -> (Arc<Level>, LevelChoice) {
        let described = |about: &String| {
            let mut edited = edited.clone();
            edited.about.clone_from(about);
            edited
        };
        match self.0.first() {
            Some((level, choice)) if **level == described(&level.about) => (level.clone(), choice.clone()),
            _ => (Arc::new(edited), LevelChoice::Edited),
        }
    }
}

/// Where the pointer is on the boards, and where a drag began.
#[derive(Resource, Default)]
pub(super) struct Drag {
    pub hovered: Option<(Entity, Cell)>,
    pressed: Option<(Entity, Cell)>,
}

/// Finds the cell under the pointer.
fn hover(window: Option<Single<&Window, With<PrimaryWindow>>>, picker: BoardPicker, mut drag: ResMut<Drag>) {
    let cursor = window.and_then(|window| window.cursor_position());
    drag.hovered = cursor.and_then(|cursor| picker.board_under(cursor));
}

fn click(
    buttons: Res<ButtonInput<MouseButton>>,
    boards: Query<&ShowsRun>,
    tool: Res<Tool>,
    mut drag: ResMut<Drag>,
    mut lanes: ResMut<Lanes>,
    mut edits: ResMut<Edits>,
    mut announcer: Announcer,
) {
    if buttons.just_pressed(MouseButton::Left) {
        drag.pressed = drag.hovered;
        if let Some(ShowsRun { lane, .. }) = drag.hovered.and_then(|(board, _)| boards.get(board).ok()) {
            lanes.selected = *lane;
        }
    }
    if !buttons.just_released(MouseButton::Left) {
        return;
    }
    let (Some((board, from)), Some((over, to))) = (drag.pressed.take(), drag.hovered) else {
        return;
    };
    let Ok(&ShowsRun { lane, arena }) = boards.get(board) else { return };
    if board != over || tool.0 == EditTool::Look {
        return;
    }
    let world = lanes.all[lane].simulation.grid_world(arena);
    let edited = if from == to { edit::click(world, tool.0, to) } else { edit::drag(world, from, to) };
    match edited {
        Ok(None) => {}
        Ok(Some(level)) => {
            if let Err(fault) = level.check() {
                return announcer.error(fault);
            }
            edits.remember(lanes.setup().level.clone(), lanes.chosen.level.clone());
            let edited = edits.outcome(level);
            put_level(&mut lanes, edited, &mut announcer);
        }
        Err(refusal) => announcer.note(refusal.key()),
    }
}

/// The boards are left: no drag goes on.
fn let_go(mut drag: ResMut<Drag>) {
    (drag.hovered, drag.pressed) = (None, None);
}

/// Shows on the board which cell a click would change, and where obstacles begin.
fn mark(drag: Res<Drag>, tool: Res<Tool>, lanes: Res<Lanes>, mut boards: Query<(Entity, &ShowsRun, &mut BoardModel)>) {
    let edits = tool.0 != EditTool::Look;
    for (board, shows, mut model) in &mut boards {
        let level = lanes.all.get(shows.lane).map(|lane| &lane.setup().level);
        let obstacles = level.filter(|_| edits).map_or(&[][..], |level| &level.obstacles);
        if !model.origins.iter().eq(obstacles.iter().map(|obstacle| &obstacle.at)) {
            model.origins = obstacles.iter().map(|obstacle| obstacle.at).collect();
        }
        let cell_of =
            |place: Option<(Entity, Cell)>| place.filter(|&(on, _)| edits && on == board).map(|(_, cell)| cell);
        let (hovered, selected) = (cell_of(drag.hovered), cell_of(drag.pressed));
        if (model.hovered, model.selected) != (hovered, selected) {
            (model.hovered, model.selected) = (hovered, selected);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_edited_only_while_something_is_left_of_the_edits() {
        let level = Arc::new(Level::built_in("classic").expect("it is built in"));
        let choice = LevelChoice::BuiltIn("classic".to_owned());
        let walled = |cells: &[Cell]| {
            let mut walled = Level::clone(&level);
            walled.about.clear();
            cells.iter().for_each(|cell| walled.set_wall(*cell, true));
            walled
        };
        let (one, other) = (Cell::new(2, 0), Cell::new(4, 1));
        let mut edits = Edits::default();
        edits.remember(level.clone(), choice.clone());
        let first = edits.outcome(walled(&[one]));
        assert_eq!(first, (Arc::new(walled(&[one])), LevelChoice::Edited));
        edits.remember(first.0.clone(), first.1.clone());
        assert_eq!(edits.outcome(walled(&[one, other])).1, LevelChoice::Edited);
        // The wall is taken away by hand, its description is back.
        assert_eq!(edits.outcome(walled(&[])), (level.clone(), choice.clone()));
        assert_eq!(edits.undo(), Some(first));
        assert_eq!(edits.undo(), Some((level, choice)));
        assert!(!edits.can_undo());
    }
}
