//! Opening the window: options in, a running app until it is closed, an exit code out.

use std::{
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use bevy::{
    ecs::schedule::SingleThreadedExecutor,
    log::LogPlugin,
    prelude::*,
    window::{PresentMode, WindowResolution},
    winit::WinitSettings,
};
use bevy_egui::EguiPlugin;

use super::{
    control::Wish,
    failure,
    faults::Fault,
    lanes::{Lanes, Plan},
    measure::Measure,
    notices::Notices,
    opening::Opening,
    pace::Pace,
    preferences::{self, Preferences, PreferencesFile},
    recording::RecordingFolder,
    screen,
    versus::DataFolder,
    view::ShownOverlays,
};
use crate::{
    gridworld::Level,
    language::Texts,
    learning::{Algorithm, Preset},
    panels::{Command, Draft, LanesDiffer, LevelChoice, MessageKind, SequenceCommand, Speed, Tab, sequence::Page},
    sequence,
};

/// What the command line says about the window; what it leaves open comes from the last time, or is a default.
#[derive(Clone, Debug)]
pub struct WindowOptions {
    /// Which screen is shown first.
    pub tab: Option<Tab>,
    /// The comparison that runs in the sequence lab, which is shown first then.
    pub lab: Option<sequence::Preset>,
    /// The level, and where it comes from.
    pub level: Option<(LevelChoice, Arc<Level>)>,
    /// Which algorithm learns.
    pub algorithm: Option<Algorithm>,
    /// Which preset it starts with.
    pub preset: Option<Preset>,
    /// The seed.
    pub seed: Option<u64>,
    /// Simulations side by side.
    pub lanes: Option<usize>,
    /// In what they differ.
    pub lanes_differ: Option<LanesDiffer>,
    /// How fast time runs.
    pub speed: Option<Speed>,
    /// Measure for so many seconds, print the figures, end.
    pub measure: Option<Duration>,
    /// Record the window meanwhile.
    pub recording: bool,
    /// When the program started.
    pub program_start: Instant,
}

impl WindowOptions {
    /// Nothing said.
    pub fn new(program_start: Instant) -> Self {
        Self {
            tab: None,
            lab: None,
            level: None,
            algorithm: None,
            preset: None,
            seed: None,
            lanes: None,
            lanes_differ: None,
            speed: None,
            measure: None,
            recording: false,
            program_start,
        }
    }

    /// Whether anything was said about what to run.
    fn says_what(&self) -> bool {
        self.level.is_some()
            || self.algorithm.is_some()
            || self.preset.is_some()
            || self.seed.is_some()
            || self.lanes.is_some()
            || self.lanes_differ.is_some()
    }

    /// The plan for the first run: what was said, on top of what was there the last time.
    fn plan(&self, last: Option<&Draft>) -> (Plan, Option<Fault>) {
        let built_in = |name: &str| Level::built_in(name).map(Arc::new);
        let fallback = || {
            (
                LevelChoice::BuiltIn("classic".to_owned()),
                Arc::new(Level::built_in("classic").unwrap_or_else(|| Level::empty("classic", 5, 5))),
            )
        };
        let mut complaint = None;
        let (choice, level) = self.level.clone().unwrap_or_else(|| match last.map(|draft| &draft.level) {
            Some(LevelChoice::BuiltIn(name)) => {
                built_in(name).map_or_else(fallback, |level| (LevelChoice::BuiltIn(name.clone()), level))
            }
            Some(LevelChoice::File(path)) => match Level::load(path) {
                Ok(level) => (LevelChoice::File(path.clone()), Arc::new(level)),
                Err(error) => {
                    complaint = Some(Fault::from(error));
                    fallback()
                }
            },
            Some(LevelChoice::Edited) | None => fallback(),
        });
        let mut draft =
            last.cloned().unwrap_or_else(|| Draft::of_preset(Algorithm::DeepSarsa, Preset::Tuned, choice.clone()));
        draft.level = choice;
        if self.algorithm.is_some() || self.preset.is_some() {
            draft.choose_preset(self.algorithm.unwrap_or(draft.algorithm), self.preset.unwrap_or(draft.preset));
        }
        draft.seed = self.seed.unwrap_or(draft.seed);
        draft.lanes = self.lanes.unwrap_or(draft.lanes).clamp(1, Draft::MOST_LANES);
        draft.lanes_differ = self.lanes_differ.unwrap_or(draft.lanes_differ);
        (Plan { draft, level }, complaint)
    }
}

/// Opens the window and returns when it is closed.
pub fn open(options: &WindowOptions) -> ExitCode {
    if let Err(message) = failure::check_display() {
        eprintln!("sidestep: {message}");
        return ExitCode::from(failure::NO_WINDOW);
    }
    failure::explain_start_failures();

    let mut file = PreferencesFile::usual();
    let (mut preferences, mut complaint) = preferences::load(&mut file);
    // Whoever says what is to be trained wants to see it.
    let tab = if options.says_what() { Tab::Train } else { preferences.tab };
    preferences.tab = options.tab.unwrap_or(tab);
    if options.lab.is_some() {
        preferences.tab = Tab::Sequence;
        preferences.sequence.page = Page::default();
        preferences.sequence.speed = options.speed.unwrap_or(preferences.sequence.speed);
        preferences.sequence = preferences.sequence.settled();
    }
    let (plan, level_complaint) = options.plan(preferences.draft.as_ref());
    complaint = complaint.or(level_complaint);
    let lanes = match Lanes::new(plan) {
        Ok(lanes) => lanes,
        Err(error) if options.says_what() => {
            eprintln!("sidestep: {error}");
            return ExitCode::FAILURE;
        }
        // What was kept from the last time does not run any more: start as if it were the first time.
        Err(error) => {
            complaint = Some(Fault::from(error));
            let (plan, _) = WindowOptions::new(options.program_start).plan(None);
            match Lanes::new(plan) {
                Ok(lanes) => lanes,
                Err(error) => {
                    eprintln!("sidestep: {error}");
                    return ExitCode::FAILURE;
                }
            }
        }
    };

    let language = preferences.settings.language;
    let mut app = App::new();
    app.add_plugins(
        DefaultPlugins
            .set(WindowPlugin { primary_window: Some(window(&preferences, options)), ..default() })
            // What a person has to know is said in the window; RUST_LOG shows the rest.
            .set(LogPlugin { filter: "error".to_owned(), ..default() }),
    )
    .add_plugins(EguiPlugin::default());
    app.insert_resource(WinitSettings::continuous());

    let is_first_start = preferences.draft.is_none();
    let speed = options.speed.unwrap_or(preferences.speed);
    app.insert_resource(lanes)
        .insert_resource(Pace::new(speed))
        .insert_resource(Texts::new(language))
        .insert_resource(ShownOverlays(preferences.overlays))
        .insert_resource(file)
        .insert_resource(DataFolder::usual())
        .insert_resource(RecordingFolder::usual())
        .insert_resource(preferences);
    if is_first_start && options.speed.is_none() {
        app.init_resource::<Opening>();
    }
    if let Some(duration) = options.measure {
        app.insert_resource(Measure { duration, recording: options.recording, program_start: options.program_start });
    }
    let texts = Texts::new(language);
    let mut notices = Notices::default();
    if let Some(complaint) = complaint {
        notices.push(MessageKind::Error, &complaint.say(&texts));
    }
    app.add_plugins((super::plugin, screen::plugin)).insert_resource(notices);
    if let Some(preset) = options.lab {
        app.world_mut().write_message(Wish(Command::Sequence(SequenceCommand::Preset(preset))));
    }

    // The window's systems are many and small: sharing them out over threads costs more than it saves, and turbo wants the time.
    for (_, schedule) in app.world_mut().resource_mut::<Schedules>().iter_mut() {
        schedule.set_executor(SingleThreadedExecutor::new());
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
