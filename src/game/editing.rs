//! Clicks and drags on the boards while a tool is in hand, and taking edits back.
//! What an edit does to the level stands in `edit`.

use std::sync::Arc;

use bevy::{prelude::*, window::PrimaryWindow};

use super::{
    board::{BoardModel, BoardPicker},
    control::{Wish, put_level},
    edit,
    lanes::Lanes,
    notices::Announcer,
    sets::{ControlSystems, ViewSystems},
    view::ShowsRun,
};
use crate::{
    gridworld::{Cell, Level},
    panels::{Command, EditTool, LevelChoice, Tab},
};

/// Edits that can be taken back at most.
const REMEMBERED: usize = 100;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Edits>()
        .init_resource::<Pointer>()
        .init_resource::<Tool>()
        .add_systems(Update, obey.in_set(ControlSystems))
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

    fn remember(&mut self, level: Arc<Level>) {
        if self.0.len() == REMEMBERED {
            self.0.remove(0);
        }
        self.0.push(level);
    }
}

/// Where the pointer is on the boards, and where a drag began. Whoever draws panels says whether the pointer is theirs.
#[derive(Resource, Default)]
pub struct Pointer {
    /// The pointer is over a panel or a window inside the window.
    pub is_taken: bool,
    hovered: Option<(Entity, Cell)>,
    pressed: Option<(Entity, Cell)>,
}

/// Follows what is asked for.
fn obey(
    mut wishes: MessageReader<Wish>,
    mut tool: ResMut<Tool>,
    mut lanes: ResMut<Lanes>,
    mut edits: ResMut<Edits>,
    mut announcer: Announcer,
) {
    for Wish(wish) in wishes.read() {
        match wish {
            Command::SetTool(chosen) => tool.0 = *chosen,
            Command::UndoEdit => {
                if let Some(level) = edits.0.pop() {
                    put_level(&mut lanes, &level, &mut announcer);
                }
            }
            Command::Apply(..) | Command::Compare(..) => edits.forget(),
            _ => {}
        }
    }
}

/// Finds the cell under the pointer.
fn hover(window: Option<Single<&Window, With<PrimaryWindow>>>, picker: BoardPicker, mut pointer: ResMut<Pointer>) {
    let cursor = window.and_then(|window| window.cursor_position());
    pointer.hovered = cursor.filter(|_| !pointer.is_taken).and_then(|cursor| picker.board_under(cursor));
}

fn click(
    buttons: Res<ButtonInput<MouseButton>>,
    boards: Query<&ShowsRun>,
    tool: Res<Tool>,
    mut pointer: ResMut<Pointer>,
    mut lanes: ResMut<Lanes>,
    mut edits: ResMut<Edits>,
    mut announcer: Announcer,
) {
    if buttons.just_pressed(MouseButton::Left) {
        pointer.pressed = pointer.hovered;
        if let Some(ShowsRun { lane, .. }) = pointer.hovered.and_then(|(board, _)| boards.get(board).ok()) {
            lanes.selected = *lane;
        }
    }
    if !buttons.just_released(MouseButton::Left) {
        return;
    }
    let (Some((board, from)), Some((over, to))) = (pointer.pressed.take(), pointer.hovered) else {
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
            edits.remember(lanes.plan.level.clone());
            lanes.plan.draft.level = LevelChoice::Edited;
            put_level(&mut lanes, &Arc::new(level), &mut announcer);
        }
        Err(refusal) => announcer.note(refusal.key()),
    }
}

/// The boards are left: no drag goes on.
fn let_go(mut pointer: ResMut<Pointer>) {
    (pointer.hovered, pointer.pressed) = (None, None);
}

/// Shows on the board which cell a click would change.
fn mark(pointer: Res<Pointer>, tool: Res<Tool>, mut boards: Query<(Entity, &mut BoardModel)>) {
    let edits = tool.0 != EditTool::Look;
    for (board, mut model) in &mut boards {
        let cell_of =
            |place: Option<(Entity, Cell)>| place.filter(|&(on, _)| edits && on == board).map(|(_, cell)| cell);
        let (hovered, selected) = (cell_of(pointer.hovered), cell_of(pointer.pressed));
        if (model.hovered, model.selected) != (hovered, selected) {
            (model.hovered, model.selected) = (hovered, selected);
        }
    }
}
