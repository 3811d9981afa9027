//! The window: it shows simulations, lets a person steer them, and keeps what the person has set.
//! It never learns anything itself, and what it draws changes nothing in what is learned.

mod appearance;
mod awake;
pub mod board;
pub mod clips;
mod data_folder;
mod dialogs;
mod failure;
mod faults;
mod job;
mod kinds;
mod lanes;
pub mod lens;
mod measure;
mod notices;
mod optima;
mod options;
mod preferences;
pub mod recording;
pub mod replays;
mod screen;
pub mod sequence;
mod sets;
mod simulation_clock;
mod start;
mod step_clock;
mod train;
mod unfinished;
pub mod versus;
pub mod video;
mod window;

use bevy::prelude::*;

use crate::panels::{Settings, Tab};
// What its parts share.
use awake::{Awake, AwakeSystems};
use dialogs::OpenDialog;
use faults::Fault;
use job::BackgroundJob;
use notices::{Announcer, Notice};
use optima::CurrentOptimum;
use recording::RecordingFolder;
use sets::{ControlSystems, DrawSystems, ViewSystems};
use simulation_clock::SimulationSystems;
use window::{PanelWidths, WindowState};

pub use data_folder::DataFolder;
pub use dialogs::{FileChosen, LabFile, Purpose};
pub use failure::NO_WINDOW;
pub use kinds::{FileKind, KindError, OpenFile, look_into};
pub use lanes::{Lane, Lanes, RunPlan};
pub use measure::MeasureOptions;
pub use notices::Notices;
pub use options::WindowOptions;
pub use preferences::{Preferences, PreferencesFile};
pub use simulation_clock::SimulationClock;
pub use start::{Start, StartError, open};
pub use train::{
    overlays::TrainOverlays,
    run_codes::{CopiedText, PastedRun},
};
pub use unfinished::{Unfinished, offer_unfinished};

/// Everything of the window that needs neither a display nor a graphics adapter: the runs, their clock, commands and edits.
/// Expects [`Lanes`] and [`language::Texts`](crate::language::Texts) as resources.
pub fn plugin(app: &mut App) {
    app.init_state::<Tab>()
        .init_resource::<DataFolder>()
        .init_resource::<Settings>()
        .init_resource::<ButtonInput<MouseButton>>()
        .add_message::<bevy::window::FileDragAndDrop>();
    app.add_plugins((
        awake::plugin,
        dialogs::plugin,
        kinds::plugin,
        measure::plugin,
        notices::plugin,
        optima::plugin,
        simulation_clock::plugin,
        preferences::plugin,
        screen::commands_plugin,
        sets::plugin,
        window::plugin,
    ));
    app.add_plugins((
        board::plugin,
        clips::plugin,
        lens::plugin,
        recording::plugin,
        replays::plugin,
        sequence::plugin,
        train::plugin,
        unfinished::plugin,
        versus::plugin,
    ));
}
