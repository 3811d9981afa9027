//! What a key of the training screen asks for, given how things stand. Those of the lanes act on the replay screen,
//! too.

use bevy::prelude::*;

use super::{editing::Tool, overlays::TrainOverlays};
use crate::{
    game::{Lanes, SimulationClock, screen::frame::PressedKeys},
    panels::{Direction, EditTool, KeyAction, RunCodeCommand, Speed, Tab, TrainCommand},
};

pub(super) fn read(
    (pressed, tab): (Res<PressedKeys>, Res<State<Tab>>),
    lanes: Res<Lanes>,
    clock: Res<SimulationClock>,
    overlays: Res<TrainOverlays>,
    tool: Res<Tool>,
    mut commands: MessageWriter<TrainCommand>,
) {
    // The replay screen has overlays of its own.
    let mine = pressed.0.iter().filter(|action| **tab == Tab::Train || !matches!(action, KeyAction::ToggleOverlay(_)));
    commands.write_batch(mine.filter_map(|&action| command_of(action, &lanes, &clock, *overlays, tool.0)));
}

/// `None` for the keys of the window and of other screens, which read them themselves.
fn command_of(
    action: KeyAction,
    lanes: &Lanes,
    clock: &SimulationClock,
    overlays: TrainOverlays,
    tool: EditTool,
) -> Option<TrainCommand> {
    Some(match action {
        KeyAction::PlayPause if clock.playing => TrainCommand::Pause,
        KeyAction::PlayPause => TrainCommand::Play,
        KeyAction::Step => TrainCommand::Step,
        KeyAction::Reset(seed) => TrainCommand::Reset(seed),
        KeyAction::UndoReset => TrainCommand::UndoReset,
        KeyAction::ChangeSpeed(direction) => {
            TrainCommand::SetSpeed(Speed { turbo: false, ..clock.speed.changed(direction) })
        }
        KeyAction::ToggleTurbo => TrainCommand::SetSpeed(Speed { turbo: !clock.speed.turbo, ..clock.speed }),
        KeyAction::ChangeLane(direction) => {
            let count = lanes.all.len();
            TrainCommand::SelectLane(match direction {
                Direction::Up => (lanes.selected + 1) % count,
                Direction::Down => (lanes.selected + count - 1) % count,
            })
        }
        KeyAction::Open => TrainCommand::Open,
        KeyAction::Save(what) => TrainCommand::Save(what),
        KeyAction::CopyRunCode => TrainCommand::RunCode(RunCodeCommand::Copy),
        KeyAction::PasteRunCode => TrainCommand::RunCode(RunCodeCommand::Paste),
        KeyAction::ToggleOverlay(number) => TrainCommand::SetOverlays(overlays.0.toggled(number)),
        // The same key again puts the tool down.
        KeyAction::Tool(chosen) if chosen == tool => TrainCommand::SetTool(EditTool::Look),
        KeyAction::Tool(chosen) => TrainCommand::SetTool(chosen),
        _ => return None,
    })
}
