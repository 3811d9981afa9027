//! Clicks and drags on the boards while a tool is in hand, and taking edits back.
//! What an edit does to the level stands in `edit`.

use std::sync::Arc;

use bevy::{prelude::*, window::PrimaryWindow};

use super::{boards::ShowsRun, commands::put_level, edit};
use crate::{
    game::{
        Lanes,
        board::{BoardModel, BoardPicker},
        notices::Announcer,
        sets::{ControlSystems, ViewSystems},
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

/// The levels before each edit, oldest first.
#[derive(Resource, Default)]
pub struct Edits(Vec<Arc<Level>>);

impl Edits {
    /// Whether an edit can be taken back.
    pub fn can_undo(&self) -> bool {
        !self.0.is_empty()
    }

    /// Another level is on the boards: what was done to the one before cannot be taken back any more.
    pub fn forget(&mut self) {
        self.0.clear();
    }

    /// The level before the last edit, which is taken back.
    pub fn undo(&mut self) -> Option<Arc<Level>> {
        self.0.pop()
    }

    fn remember(&mut self, level: Arc<Level>) {
        if self.0.len() == REMEMBERED {
            self.0.remove(0);
        }
        self.0.push(level);
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
            edits.remember(lanes.setup().level.clone());
            lanes.chosen.level = LevelChoice::Edited;
            put_level(&mut lanes, &Arc::new(level), &mut announcer);
        }
        Err(refusal) => announcer.note(refusal.key()),
    }
}

/// The boards are left: no drag goes on.
fn let_go(mut drag: ResMut<Drag>) {
    (drag.hovered, drag.pressed) = (None, None);
}

/// Shows on the board which cell a click would change.
fn mark(drag: Res<Drag>, tool: Res<Tool>, mut boards: Query<(Entity, &mut BoardModel)>) {
    let edits = tool.0 != EditTool::Look;
    for (board, mut model) in &mut boards {
        let cell_of =
            |place: Option<(Entity, Cell)>| place.filter(|&(on, _)| edits && on == board).map(|(_, cell)| cell);
        let (hovered, selected) = (cell_of(drag.hovered), cell_of(drag.pressed));
        if (model.hovered, model.selected) != (hovered, selected) {
            (model.hovered, model.selected) = (hovered, selected);
        }
    }
}
