//! Opening the window: options in, a running app until it is closed, an exit code out.

use std::process::ExitCode;

use bevy::{
    ecs::schedule::SingleThreadedExecutor,
    log::LogPlugin,
    prelude::*,
    render::{ExtractSchedule, RenderApp},
    window::{PresentMode, WindowResolution},
    winit::WinitSettings,
};
use bevy_egui::EguiPlugin;
use thiserror::Error;

use super::{
    DataFolder, Fault, FileKind, Lanes, Notice, OpenFile, Preferences, PreferencesFile, RecordingFolder,
    SimulationClock, WindowOptions, failure, preferences, screen, sequence,
    train::{
        loading::{self, LoadedRun, Remarks},
        opening::Opening,
    },
    unfinished::offer_unfinished,
};
use crate::{
    arena::SetupError,
    language::Texts,
    learning::Said,
    panels::{SequenceCommand, Tab, TrainCommand},
    replay::Replay,
};

/// Why the window does not open.
#[derive(Debug, Error)]
pub enum StartError {
    /// A match of people is to run as fast as it can.
    #[error("--speed turbo: a person plays in the match that is chosen. Give steps per second from 1 to 12 instead.")]
    TurboWithPeople,
    /// A run cannot start.
    #[error(transparent)]
    Setup(#[from] Box<SetupError>),
    /// A file cannot be opened; in words, with the file and the remedy.
    #[error("{0}")]
    File(String),
}

impl StartError {
    /// 2 where the arguments are to blame, else 1.
    fn exit_code(&self) -> u8 {
        if matches!(self, Self::TurboWithPeople) { 2 } else { 1 }
    }
}

/// Everything that the window begins with, read and checked.
pub struct Start {
    preferences: Preferences,
    lanes: Lanes,
    clock: SimulationClock,
    /// Whether the first minute is conducted.
    is_opening: bool,
    complaints: Vec<Fault>,
    remarks: Remarks,
    /// What other screens than that of the runs show.
    files: Vec<OpenFile>,
    /// What is asked for at once.
    train_commands: Vec<TrainCommand>,
    lab_commands: Vec<SequenceCommand>,
}

impl Start {
    /// What was said, on top of what was there the last time.
    ///
    /// # Errors
    /// A file that cannot be opened, a run that cannot start.
    pub fn of(options: &WindowOptions, mut preferences: Preferences) -> Result<Self, StartError> {
        let is_first_start = preferences.draft.is_none();
        preferences.arrange(options)?;
        let (plan, complaint) = options.plan(preferences.draft.as_ref());
        let mut complaints: Vec<Fault> = complaint.into_iter().collect();

        let said = Said { algorithm: options.algorithm, activation: options.activation, ..Said::default() };
        let mut loaded = None;
        let mut files = Vec::new();
        for file in &options.files {
            match loading::load(&plan, file, &said, options.level.is_some()) {
                Some(run) => loaded = Some(run.map_err(StartError::file)?),
                None => {
                    check(file).map_err(StartError::file)?;
                    if file.kind == FileKind::Replay && preferences.tab == Tab::Versus {
                        preferences.versus = preferences.versus.raced_against(&file.path);
                    } else {
                        files.push(file.clone());
                    }
                }
            }
        }
        let mut clock = SimulationClock::new(preferences.speed);
        let mut remarks = Remarks::default();
        let lanes = if let Some(LoadedRun { plan, lanes, paused, remarks: of_file }) = loaded {
            remarks = of_file;
            clock.playing = !paused.unwrap_or(false);
            Lanes::of(plan, lanes)
        } else {
            match Lanes::new(plan) {
                Err(error) if !options.says_what() => {
                    // What was kept from the last time does not run any more: start as if it were the first time.
                    complaints.push(Fault::from(error));
                    let (plan, _) = WindowOptions::default().plan(None);
                    Lanes::new(plan)
                }
                lanes => lanes,
            }
            .map_err(Box::new)?
        };
        Ok(Self {
            preferences,
            train_commands: options.first_train_commands(lanes.setup().seed),
            lab_commands: options.first_lab_commands(),
            lanes,
            clock,
            is_opening: is_first_start && options.speed.is_none() && options.files.is_empty(),
            complaints,
            remarks,
            files,
        })
    }

    /// Puts it into an app that has no runs yet.
    pub fn put_into(self, app: &mut App) {
        let Self { preferences, lanes, clock, is_opening, complaints, remarks, files, train_commands, lab_commands } =
            self;
        if is_opening {
            app.insert_resource(Opening::new(preferences.speed));
        }
        app.insert_resource(lanes).insert_resource(clock).insert_resource(Texts::new(preferences.settings.language));
        preferences.put_into(app);
        app.add_message::<Notice>()
            .add_message::<OpenFile>()
            .add_message::<TrainCommand>()
            .add_message::<SequenceCommand>();
        app.world_mut().write_message_batch(complaints.into_iter().map(Notice::Fault).chain(remarks.notices()));
        app.world_mut().write_message_batch(files);
        app.world_mut().write_message_batch(train_commands);
        app.world_mut().write_message_batch(lab_commands);
    }
}

impl StartError {
    /// The command line speaks English, and has flags.
    fn file(fault: Fault) -> Self {
        let flag = if matches!(fault, Fault::Inputs { .. }) { "\nIts level is named with --level." } else { "" };
        Self::File(format!("{fault}{flag}"))
    }
}

/// Reads a file of another screen than that of the runs: what is wrong with it is said before the window opens.
fn check(file: &OpenFile) -> Result<(), Fault> {
    match file.kind {
        FileKind::Replay => Ok(Replay::load(&file.path).map(drop)?),
        FileKind::Weights | FileKind::Lab => sequence::check(file),
        FileKind::Level | FileKind::Checkpoint | FileKind::Run => Ok(()),
    }
}

/// Opens the window and returns when it is closed.
pub fn open(options: &WindowOptions) -> ExitCode {
    let mut file = PreferencesFile::usual();
    let (preferences, complaint) = preferences::load(&mut file);
    let mut start = match Start::of(options, preferences) {
        Ok(start) => start,
        Err(error) => {
            failure::say(&error);
            return ExitCode::from(error.exit_code());
        }
    };
    start.complaints.extend(complaint);
    if let Err(message) = failure::check_display() {
        failure::say(message);
        return ExitCode::from(failure::NO_WINDOW);
    }
    failure::explain_start_failures();

    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin { primary_window: Some(window(&start.preferences, options)), ..default() })
            // What a person has to know is said in the window; RUST_LOG shows the rest.
            .set(LogPlugin { filter: "error".to_owned(), ..default() }),
    )
    .add_plugins(EguiPlugin::default());
    app.insert_resource(WinitSettings::continuous())
        .insert_resource(file)
        .insert_resource(DataFolder::usual())
        .insert_resource(RecordingFolder::usual());
    if let Some(measure) = options.measure {
        app.insert_resource(measure);
    }
    start.put_into(&mut app);
    app.add_plugins((super::plugin, screen::plugin));
    offer_unfinished(&mut app, options);

    // The window's systems are many and small: sharing them out over threads costs more than it saves, and turbo wants the time.
    for (_, schedule) in app.world_mut().resource_mut::<Schedules>().iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
    }
    // So are those that copy out of the world what is rendered: the main thread waits for them. The commands that they give are
    // carried out while it goes on.
    if let Some(renderer) = app.get_sub_app_mut(RenderApp) {
        renderer.edit_schedule(ExtractSchedule, |schedule| {
            schedule.set_executor(SingleThreadedExecutor::new()).set_apply_final_deferred(false);
        });
    }

    match app.run() {
        AppExit::Success => ExitCode::SUCCESS,
        AppExit::Error(code) => ExitCode::from(code.get()),
    }
}

fn window(preferences: &Preferences, options: &WindowOptions) -> Window {
    let [width, height] = preferences.window;
    Window {
        title: "Sidestep".to_owned(),
        name: Some("sidestep".to_owned()),
        resolution: WindowResolution::new(width as u32, height as u32),
        resize_constraints: bevy::window::WindowResizeConstraints { min_width: 800.0, min_height: 560.0, ..default() },
        // A measurement wants to know what the machine can do; a person wants no tearing.
        present_mode: if options.measure.is_some() { PresentMode::AutoNoVsync } else { PresentMode::AutoVsync },
        ..default()
    }
}
