//! Carries out what the panels and keys of the training screen ask for, with a window or in a test.

use std::sync::Arc;

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    editing::{Edits, Tool},
    opening,
    overlays::TrainOverlays,
    run_codes::RunCodes,
};
use crate::{
    game::{Announcer, Lanes, Notice, OpenDialog, Purpose, RunPlan, SimulationClock},
    gridworld::Level,
    panels::{Draft, LevelChoice, RunCodeCommand, SeedChoice, Tab, TrainCommand},
};

/// What editing the boards knows.
#[derive(SystemParam)]
pub(super) struct Editing<'w> {
    tool: ResMut<'w, Tool>,
    edits: ResMut<'w, Edits>,
    overlays: ResMut<'w, TrainOverlays>,
}

pub(super) fn carry_out(
    mut commands: Commands,
    mut asked: MessageReader<TrainCommand>,
    mut lanes: ResMut<Lanes>,
    mut clock: ResMut<SimulationClock>,
    mut editing: Editing,
    (mut dialog, mut run_codes, mut tab): (ResMut<OpenDialog>, RunCodes, ResMut<NextState<Tab>>),
    mut announcer: Announcer,
) {
    let mut choose_file = |purpose, lanes: &Lanes| {
        dialog.ask(purpose, &format!("{}-{}", lanes.setup().level.name, lanes.setup().algorithm));
    };
    for command in asked.read() {
        match command {
            TrainCommand::Play => clock.playing = true,
            TrainCommand::Pause => clock.playing = false,
            TrainCommand::Step => {
                clock.playing = false;
                clock.single_steps += 1;
            }
            TrainCommand::SetSpeed(speed) => {
                opening::end(&mut commands);
                clock.speed = *speed;
            }
            TrainCommand::Reset(seed) => {
                opening::end(&mut commands);
                let mut plan = lanes.plan();
                if *seed == SeedChoice::New {
                    // The next block of seeds, so that side-by-side lanes do not meet seeds that have been seen.
                    plan.draft.seed = plan.draft.seed.wrapping_add(plan.draft.lanes as u64);
                }
                restart(&mut lanes, plan, &mut announcer);
            }
            TrainCommand::Apply(draft, level) => {
                opening::end(&mut commands);
                editing.edits.forget();
                let plan = RunPlan { draft: Draft::clone(draft), level: level.clone() };
                restart(&mut lanes, plan, &mut announcer);
            }
            TrainCommand::Compare(comparison, seed) => {
                opening::end(&mut commands);
                editing.edits.forget();
                restart(&mut lanes, RunPlan::of_comparison(*comparison, *seed), &mut announcer);
                // What comes of it takes some time, and is seen in what seems best in each cell.
                (clock.playing, clock.speed.turbo) = (true, true);
                editing.overlays.0.actions = true;
            }
            TrainCommand::UndoReset => {
                if lanes.can_undo() {
                    let level = lanes.setup().level.clone();
                    lanes.undo();
                    if lanes.setup().level != level {
                        editing.edits.forget();
                    }
                    announcer.done("notice-undone");
                }
            }
            TrainCommand::SetLive(hyperparameters) => lanes.set_live(hyperparameters),
            TrainCommand::SelectLane(lane) => lanes.selected = (*lane).min(lanes.all.len() - 1),
            TrainCommand::SetOverlays(chosen) => editing.overlays.0 = *chosen,
            TrainCommand::SetTool(chosen) => editing.tool.0 = *chosen,
            TrainCommand::UndoEdit => {
                if let Some(before) = editing.edits.undo() {
                    put_level(&mut lanes, before, &mut announcer);
                }
            }
            TrainCommand::Open => choose_file(Purpose::Open, &lanes),
            TrainCommand::Save(what) => choose_file(Purpose::Save(*what), &lanes),
            TrainCommand::RunCode(RunCodeCommand::Copy) => run_codes.copy(&lanes, &mut announcer),
            TrainCommand::RunCode(RunCodeCommand::Paste) => run_codes.paste(lanes.plan(), &mut announcer),
            TrainCommand::RunCode(RunCodeCommand::Dismiss) => drop(run_codes.take()),
            TrainCommand::RunCode(RunCodeCommand::Begin) => {
                if let Some(plan) = run_codes.take() {
                    opening::end(&mut commands);
                    editing.edits.forget();
                    restart(&mut lanes, plan, &mut announcer);
                }
            }
            TrainCommand::Inspect => NextState::set_if_neq(&mut tab, Tab::Lens),
            TrainCommand::ExportCurves(file) => choose_file(Purpose::Curves(*file), &lanes),
        }
    }
}

/// Starts the plan over; where it cannot start, what runs goes on and the reason is shown.
pub(super) fn restart(lanes: &mut Lanes, plan: RunPlan, announcer: &mut Announcer) {
    if announcer.ok(lanes.restart(plan)).is_some() {
        announcer.done("notice-restarted");
    }
}

/// Puts an edited level under the runs and says what is odd about it now; where a network does not fit it, the runs start over on it.
pub(super) fn put_level(lanes: &mut Lanes, edited: (Arc<Level>, LevelChoice), announcer: &mut Announcer) {
    let (level, choice) = edited;
    if let Err(fault) = level.check() {
        return announcer.error(fault);
    }
    let before = lanes.setup().level.warnings();
    for warning in level.warnings().into_iter().filter(|warning| !before.contains(warning)) {
        announcer.tell(Notice::Level(warning));
    }
    if lanes.replace_level(&level).is_ok() {
        lanes.chosen.level = choice;
        return;
    }
    let draft = Draft { level: choice, ..lanes.plan().draft };
    if announcer.ok(lanes.restart(RunPlan { draft, level })).is_some() {
        announcer.note("notice-edit-restarted");
    }
}

#[cfg(test)]
mod tests {
    use bevy::ecs::system::RunSystemOnce;

    use super::*;
    use crate::{
        gridworld::{Cell, LevelWarning},
        learning::{Algorithm, Preset},
    };

    #[test]
    fn an_edit_that_takes_the_way_to_the_goal_is_told_once() {
        let choice = LevelChoice::BuiltIn("classic".to_owned());
        let level = Arc::new(Level::built_in("classic").expect("it is built in"));
        let draft = Draft::of_preset(Algorithm::DeepSarsa, Preset::Tuned, choice, &level);
        let lanes = Lanes::new(RunPlan { draft, level: level.clone() }).expect("the preset is sound");
        let mut world = World::new();
        world.insert_resource(lanes);
        let mut put = |level: &Level| {
            world.insert_resource(Messages::<Notice>::default());
            let level = Arc::new(level.clone());
            let put = move |mut lanes: ResMut<Lanes>, mut announcer: Announcer| {
                put_level(&mut lanes, (level.clone(), LevelChoice::Edited), &mut announcer);
            };
            world.run_system_once(put).expect("its resources are there");
            world.resource_mut::<Messages<Notice>>().drain().collect::<Vec<_>>()
        };
        let mut edited = Level::clone(&level);
        edited.set_wall(Cell::new(4, 3), true);
        assert!(put(&edited).is_empty(), "one wall leaves a way");
        edited.set_wall(Cell::new(3, 4), true);
        let told = put(&edited);
        assert!(
            matches!(told[..], [Notice::Level(LevelWarning::NoPath { start })] if start == Cell::new(0, 0)),
            "{told:?}"
        );
        edited.set_wall(Cell::new(0, 4), true);
        assert!(put(&edited).is_empty(), "it is known");
    }
}
