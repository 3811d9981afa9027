//! Carries out what panels and keys ask for: everything that a person can do to the runs and to the window as a whole goes through
//! [`obey`], with a window or in a test. What else there is to be asked for is carried out where it belongs.

use std::sync::Arc;

use bevy::prelude::*;

use super::{
    lanes::{Lanes, RunPlan},
    notices::Announcer,
    opening,
    sets::ControlSystems,
    simulation_clock::SimulationClock,
    view::ShownOverlays,
    window::WindowState,
};
use crate::{
    gridworld::Level,
    panels::{
        Command, Direction, Draft, EditTool, KeyAction, Overlays, SeedChoice, Settings, Speed, Tab, warning_text,
    },
};

pub(super) fn plugin(app: &mut App) {
    app.add_message::<Wish>().add_systems(Update, obey.in_set(ControlSystems));
}

/// Something that the person at the window asks for.
#[derive(Message, Clone, Debug)]
pub struct Wish(pub Command);

fn obey(
    mut commands: Commands,
    mut wishes: MessageReader<Wish>,
    mut lanes: ResMut<Lanes>,
    mut clock: ResMut<SimulationClock>,
    (mut overlays, mut settings, mut window): (ResMut<ShownOverlays>, ResMut<Settings>, ResMut<WindowState>),
    mut tab: ResMut<NextState<Tab>>,
    mut announcer: Announcer,
) {
    for Wish(wish) in wishes.read() {
        match wish {
            Command::Play => clock.playing = true,
            Command::Pause => clock.playing = false,
            Command::Step => {
                clock.playing = false;
                clock.single_steps += 1;
            }
            Command::SetSpeed(speed) => {
                opening::end(&mut commands);
                clock.speed = *speed;
            }
            Command::Reset(seed) => {
                opening::end(&mut commands);
                let mut plan = lanes.plan.clone();
                if *seed == SeedChoice::New {
                    // The next block of seeds, so that side-by-side lanes do not meet seeds that have been seen.
                    plan.draft.seed = plan.draft.seed.wrapping_add(plan.draft.lanes as u64);
                }
                restart(&mut lanes, plan, &mut announcer);
            }
            Command::Apply(draft, level) => {
                opening::end(&mut commands);
                let plan = RunPlan { draft: Draft::clone(draft), level: level.clone() };
                restart(&mut lanes, plan, &mut announcer);
            }
            Command::Compare(comparison, seed) => {
                opening::end(&mut commands);
                restart(&mut lanes, RunPlan::of_comparison(*comparison, *seed), &mut announcer);
                // What comes of it takes some time, and is seen in what seems best in each cell.
                (clock.playing, clock.speed.turbo) = (true, true);
                overlays.0.actions = true;
            }
            Command::UndoReset => {
                if lanes.can_undo() {
                    lanes.undo();
                    announcer.done("notice-undone");
                }
            }
            Command::SetLive(hyperparameters) => lanes.set_live(hyperparameters),
            Command::SelectLane(lane) => lanes.selected = (*lane).min(lanes.all.len() - 1),
            Command::SetOverlays(chosen) => overlays.0 = *chosen,
            Command::SetSettings(chosen) => settings.clone_from(chosen),
            Command::ShowTab(chosen) => NextState::set_if_neq(&mut tab, *chosen),
            Command::ToggleFullscreen => window.fullscreen ^= true,
            // Carried out where those windows are.
            Command::ToggleHelp | Command::ToggleSettings | Command::ToggleAbout => {}
            // Carried out where edits and files are.
            Command::SetTool(_) | Command::UndoEdit => {}
            Command::Open | Command::Save(_) | Command::ExportCurves(_) => {}
            // Carried out where matches, replays and sequences are.
            Command::Versus(_) | Command::Replay(_) | Command::Sequence(_) => {}
            // Carried out where recordings are.
            Command::ToggleRecording | Command::TakeStill | Command::SetClip(_) => {}
        }
    }
}

/// Starts the plan over; where it cannot start, what runs goes on and the reason is shown.
pub(super) fn restart(lanes: &mut Lanes, plan: RunPlan, announcer: &mut Announcer) {
    match lanes.restart(plan) {
        Ok(()) => announcer.done("notice-restarted"),
        Err(error) => announcer.error(error),
    }
}

/// Puts an edited level under the runs and says what is odd about it now; where a network does not fit it, the runs start over on it.
pub(super) fn put_level(lanes: &mut Lanes, level: &Arc<Level>, announcer: &mut Announcer) {
    if let Err(fault) = level.check() {
        return announcer.error(fault);
    }
    let before = lanes.plan.level.warnings();
    for warning in level.warnings().iter().filter(|warning| !before.contains(warning)) {
        announcer.say_note(&warning_text(&announcer.texts, warning));
    }
    if lanes.replace_level(level).is_err() {
        let plan = RunPlan { level: level.clone(), ..lanes.plan.clone() };
        match lanes.restart(plan) {
            Ok(()) => announcer.note("notice-edit-restarted"),
            Err(error) => announcer.error(error),
        }
    }
}

/// What a key asks for, given how things stand; `None` for the keys of the other screens, which read them themselves.
pub(super) fn command_of(
    action: KeyAction,
    lanes: &Lanes,
    clock: &SimulationClock,
    overlays: Overlays,
    tool: EditTool,
) -> Option<Command> {
    Some(match action {
        KeyAction::PlayPause if clock.playing => Command::Pause,
        KeyAction::PlayPause => Command::Play,
        KeyAction::Step => Command::Step,
        KeyAction::Reset(seed) => Command::Reset(seed),
        KeyAction::UndoReset => Command::UndoReset,
        KeyAction::ChangeSpeed(direction) => {
            Command::SetSpeed(Speed { turbo: false, ..clock.speed.changed(direction) })
        }
        KeyAction::ToggleTurbo => Command::SetSpeed(Speed { turbo: !clock.speed.turbo, ..clock.speed }),
        KeyAction::ChangeLane(direction) => {
            let count = lanes.all.len();
            Command::SelectLane(match direction {
                Direction::Up => (lanes.selected + 1) % count,
                Direction::Down => (lanes.selected + count - 1) % count,
            })
        }
        KeyAction::Open => Command::Open,
        KeyAction::Save(what) => Command::Save(what),
        KeyAction::ToggleOverlay(number) => Command::SetOverlays(overlays.toggled(number)),
        // The same key again puts the tool down.
        KeyAction::Tool(chosen) if chosen == tool => Command::SetTool(EditTool::Look),
        KeyAction::Tool(chosen) => Command::SetTool(chosen),
        KeyAction::ShowTab(tab) => Command::ShowTab(tab),
        KeyAction::Record => Command::ToggleRecording,
        KeyAction::Still => Command::TakeStill,
        KeyAction::Help => Command::ToggleHelp,
        KeyAction::Settings => Command::ToggleSettings,
        KeyAction::Fullscreen => Command::ToggleFullscreen,
        KeyAction::Versus(_) | KeyAction::Replay(_) | KeyAction::Sequence(_) | KeyAction::Player(..) => return None,
    })
}

#[cfg(test)]
mod tests {
    use bevy::ecs::system::RunSystemOnce;

    use super::*;
    use crate::{
        game::notices::Notices,
        gridworld::Cell,
        language::{Language, Texts},
        learning::{Algorithm, Preset},
        panels::LevelChoice,
    };

    #[test]
    fn an_edit_that_takes_the_way_to_the_goal_is_told_once() {
        let choice = LevelChoice::BuiltIn("classic".to_owned());
        let level = Arc::new(Level::built_in("classic").expect("it is built in"));
        let draft = Draft::of_preset(Algorithm::DeepSarsa, Preset::Tuned, choice);
        let lanes = Lanes::new(RunPlan { draft, level: level.clone() }).expect("the preset is sound");
        let mut world = World::new();
        world.insert_resource(lanes);
        world.insert_resource(Texts::new(Language::English));
        let mut put = |level: &Level| {
            world.insert_resource(Notices::default());
            let level = Arc::new(level.clone());
            let put = move |mut lanes: ResMut<Lanes>, mut announcer: Announcer| {
                put_level(&mut lanes, &level, &mut announcer);
            };
            world.run_system_once(put).expect("its resources are there");
            world.resource::<Notices>().0.texts().map(str::to_owned).collect::<Vec<_>>()
        };
        let mut edited = Level::clone(&level);
        edited.set_wall(Cell::new(4, 3), true);
        assert_eq!(put(&edited), [""; 0], "one wall leaves a way");
        edited.set_wall(Cell::new(3, 4), true);
        let told = put(&edited);
        assert_eq!(told, ["No path leads from the start at (0, 0) to a goal: the agent can never arrive."]);
        edited.set_wall(Cell::new(0, 4), true);
        assert_eq!(put(&edited), [""; 0], "it is known");
    }
}
