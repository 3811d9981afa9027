//! What a person has set and finds again at the next start: language, look, overlays, layout, the last run's choices.
//! Each value has an owner elsewhere: they are put together here when the file is written, and taken apart when it is read.
//! A file of its own in the system's folder for settings; a damaged one is set aside and named, never overwritten.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use bevy::{ecs::system::SystemParam, prelude::*, window::ExitSystems};
use serde::{Deserialize, Serialize};

use super::{
    Announcer, Fault, Lanes, PanelWidths, SimulationClock, SimulationSystems, StartError, WindowOptions, WindowState,
    replays::ReplayOverlays,
    train::{opening::Opening, overlays::TrainOverlays},
};
use crate::{
    files::{self, SetAside},
    panels::{
        ClipChoice, Draft, MatchDraft, Overlays, Page, RecordingChoice, ReplayChoices, SequenceChoices, Settings,
        Speed, Tab, Tempo, within,
    },
};

/// The version of the file that this program writes and reads.
const VERSION: u32 = 1;
/// Seconds without a change before it is written.
const QUIET: f32 = 1.0;

/// Everything that is kept between starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    version: u32,
    /// Language, look, sizes.
    pub settings: Settings,
    /// What the boards of the runs show.
    pub overlays: Overlays,
    /// What the board of a replay shows; as those of the runs where an earlier version wrote the file.
    pub replay_overlays: Option<Overlays>,
    /// Which screen is shown.
    pub tab: Tab,
    /// The speed.
    pub speed: Speed,
    /// The last run's choices; none at the first start.
    pub draft: Option<Draft>,
    /// What is chosen for the next match.
    pub versus: MatchDraft,
    /// What is recorded, and into what.
    #[serde(rename = "clip")]
    pub recording: RecordingChoice,
    /// How replays are shown and listed.
    pub replays: ReplayChoices,
    /// What is chosen in the sequence lab.
    pub sequence: SequenceChoices,
    /// How clips of them are made.
    #[serde(rename = "film")]
    pub clips: ClipChoice,
    /// Width and height of the window in logical pixels.
    pub window: [f32; 2],
    /// Widths of the left and right panels in points.
    pub panels: [f32; 2],
    /// Whether the window takes the whole screen.
    pub fullscreen: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            version: VERSION,
            settings: Settings::default(),
            overlays: Overlays::default(),
            replay_overlays: None,
            tab: Tab::default(),
            speed: Speed::default(),
            draft: None,
            versus: MatchDraft::default(),
            recording: RecordingChoice::default(),
            replays: ReplayChoices::default(),
            sequence: SequenceChoices::default(),
            clips: ClipChoice::default(),
            window: WindowState::default().size,
            panels: PanelWidths::default().0,
            fullscreen: false,
        }
    }
}

/// The file, where the system has a place for it.
#[derive(Resource, Clone, Debug, Default)]
pub struct PreferencesFile(pub Option<PathBuf>);

impl PreferencesFile {
    /// Its usual place: the folder in SIDESTEP_CONFIG if that is set, else the system's folder for settings.
    pub fn usual() -> Self {
        let folder = std::env::var_os("SIDESTEP_CONFIG").map(PathBuf::from).or_else(|| {
            directories::ProjectDirs::from("", "", "sidestep").map(|folders| folders.config_dir().to_owned())
        });
        Self(folder.map(|folder| folder.join("window.toml")))
    }
}

/// What was kept, and a message if the file could not be used. One that cannot be set aside either stays as it is: nothing
/// is saved then.
pub fn load(file: &mut PreferencesFile) -> (Preferences, Option<Fault>) {
    let Some(path) = &file.0 else {
        return (Preferences::default(), None);
    };
    let finding = match read(path) {
        Ok(preferences) => return (preferences.unwrap_or_default(), None),
        Err(finding) => finding,
    };
    let set_aside = SetAside::of(path, finding);
    if set_aside.aside.is_none() {
        file.0 = None;
    }
    (Preferences::default(), Some(Fault::SettingsAside(set_aside)))
}

/// The preferences in a file, `None` if there is no such file; else what is wrong with it.
fn read(path: &Path) -> Result<Option<Preferences>, String> {
    let bytes = match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        bytes => bytes.map_err(|error| error.to_string())?,
    };
    let text = files::text(bytes).map_err(|error| error.to_string())?;
    parse(&text).map(Some)
}

fn parse(text: &str) -> Result<Preferences, String> {
    let preferences: Preferences = toml::from_str(text).map_err(|fault| fault.message().to_owned())?;
    if preferences.version != VERSION {
        return Err(format!("version {} of the settings is unknown to this program", preferences.version));
    }
    let [width, height] = preferences.window;
    let [left, right] = preferences.panels;
    Ok(Preferences {
        window: [within(width, 640.0..=16_000.0, 1280.0), within(height, 480.0..=16_000.0, 720.0)],
        panels: [within(left, 200.0..=1000.0, 300.0), within(right, 200.0..=1000.0, 384.0)],
        settings: preferences.settings.clone().within_limits(),
        versus: preferences.versus.clone().settled(),
        replays: preferences.replays.settled(),
        sequence: preferences.sequence.clone().settled(),
        clips: preferences.clips.settled(),
        ..preferences
    })
}

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<PreferencesFile>()
        // That the window is closed is told in this schedule; in turbo the runs are away after it.
        .add_systems(Last, keep.after(ExitSystems).before(SimulationSystems));
}

impl Preferences {
    /// Puts what was said into what the screens keep for themselves. What concerns the runs is in `WindowOptions::plan`.
    ///
    /// # Errors
    /// A match of people that is to run as fast as it can.
    pub fn arrange(&mut self, options: &WindowOptions) -> Result<(), StartError> {
        self.tab = options.screen().unwrap_or(self.tab);
        if self.tab == Tab::Train {
            self.speed = options.speed.unwrap_or(self.speed);
        }
        if self.tab == Tab::Versus {
            let versus = &mut self.versus;
            if let Some((choice, _)) = &options.level {
                versus.level = choice.clone();
            }
            versus.seed = options.seed.unwrap_or(versus.seed);
            versus.tempo = match options.speed {
                None => versus.tempo,
                Some(Speed { turbo: true, .. }) if versus.has_person() => return Err(StartError::TurboWithPeople),
                Some(Speed { turbo: true, .. }) => Tempo::Turbo,
                Some(Speed { per_second, .. }) => Tempo::RealTime { per_second },
            };
        }
        if self.tab == Tab::Replay {
            let per_second = &mut self.replays.per_second;
            *per_second = options.speed.map_or(*per_second, |speed| speed.per_second);
        }
        if self.tab == Tab::Sequence {
            let sequence = &mut self.sequence;
            sequence.speed = options.speed.unwrap_or(sequence.speed);
            if let Some(seed) = options.seed {
                sequence.models.iter_mut().for_each(|model| model.seed = seed);
                sequence.preset = None;
            }
            if options.lab.is_some() {
                sequence.page = Page::default();
            }
        }
        self.versus = self.versus.clone().settled();
        self.replays = self.replays.settled();
        self.sequence = self.sequence.clone().settled();
        Ok(())
    }

    /// Hands every value to its owner. Runs and speed are handed over by whoever starts them.
    pub fn put_into(self, app: &mut App) {
        app.insert_state(self.tab)
            .insert_resource(self.settings)
            .insert_resource(TrainOverlays(self.overlays))
            .insert_resource(ReplayOverlays(self.replay_overlays.unwrap_or(self.overlays)))
            .insert_resource(self.versus)
            .insert_resource(self.recording)
            .insert_resource(self.replays)
            .insert_resource(self.sequence)
            .insert_resource(self.clips)
            .insert_resource(WindowState { size: self.window, fullscreen: self.fullscreen })
            .insert_resource(PanelWidths(self.panels));
    }
}

/// The owners of what is kept.
#[derive(SystemParam)]
struct Owners<'w> {
    settings: Res<'w, Settings>,
    overlays: Res<'w, TrainOverlays>,
    replay_overlays: Res<'w, ReplayOverlays>,
    tab: Res<'w, State<Tab>>,
    clock: Res<'w, SimulationClock>,
    opening: Option<Res<'w, Opening>>,
    lanes: Res<'w, Lanes>,
    versus: Res<'w, MatchDraft>,
    recording: Res<'w, RecordingChoice>,
    replays: Res<'w, ReplayChoices>,
    sequence: Res<'w, SequenceChoices>,
    clips: Res<'w, ClipChoice>,
    window: Res<'w, WindowState>,
    panels: Res<'w, PanelWidths>,
}

impl Owners<'_> {
    /// Everything as it is now.
    fn preferences(&self) -> Preferences {
        Preferences {
            version: VERSION,
            settings: self.settings.clone(),
            overlays: self.overlays.0,
            replay_overlays: Some(self.replay_overlays.0),
            tab: **self.tab,
            speed: self.opening.as_ref().map_or(self.clock.speed, |opening| opening.chosen),
            draft: Some(self.lanes.plan().draft),
            versus: self.versus.clone(),
            recording: *self.recording,
            replays: *self.replays,
            sequence: self.sequence.clone(),
            clips: *self.clips,
            window: self.window.size,
            panels: self.panels.0,
            fullscreen: self.window.fullscreen,
        }
    }
}

/// What is known of the file.
#[derive(Default)]
struct Keeping {
    written: Option<Preferences>,
    /// What they were a frame ago, and the seconds since that is so.
    last: Option<Preferences>,
    quiet: f32,
}

/// Writes the file when nothing has changed for a moment, and at the end.
fn keep(
    owners: Owners,
    file: Res<PreferencesFile>,
    mut announcer: Announcer,
    time: Res<Time<Real>>,
    mut exits: MessageReader<AppExit>,
    mut keeping: Local<Keeping>,
) {
    let Some(path) = &file.0 else { return };
    let now = owners.preferences();
    if keeping.last.as_ref() != Some(&now) {
        keeping.quiet = 0.0;
        keeping.last = Some(now.clone());
    }
    keeping.quiet += time.delta_secs();
    let is_due = exits.read().next().is_some() || keeping.quiet > QUIET;
    if !is_due || keeping.written.as_ref() == Some(&now) {
        return;
    }
    let text = toml::to_string_pretty(&now).map_err(io::Error::other);
    let done = text.and_then(|text| files::write_atomically(path, text.as_bytes()));
    announcer.ok(done.map_err(|refused| Fault::write(path, refused)));
    keeping.written = Some(now);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        capture::{Format, Quality},
        panels::{ClipSize, Rate, Region},
    };

    fn loaded(path: &Path) -> (Preferences, PreferencesFile, Option<SetAside>) {
        let mut file = PreferencesFile(Some(path.to_owned()));
        let (preferences, fault) = load(&mut file);
        let set_aside = fault.map(|fault| match fault {
            Fault::SettingsAside(set_aside) => set_aside,
            other => panic!("{other:?}"),
        });
        (preferences, file, set_aside)
    }

    #[test]
    fn overlays_are_found_by_the_names_that_they_were_written_with() {
        let names = "values = true\nactions = true\noptimum = true\ndifferences = true\n\
                     trail = false\ngrid = false\nnumbers = true\n";
        let text = format!("version = 1\n[overlays]\n{names}[film.overlays]\n{names}");
        let preferences = parse(&text).expect("it was written so");
        let on = Overlays { values: true, actions: true, optimum: true, ..Overlays::NONE };
        let on = Overlays { differences: true, numbers: true, ..on };
        assert_eq!((preferences.overlays, preferences.clips.overlays), (on, on));
    }

    #[test]
    fn replays_have_the_overlays_that_all_screens_shared_and_then_their_own() {
        let shared = "version = 1\n[overlays]\nvalues = true\ntrail = false\n";
        let own = format!("{shared}[replay_overlays]\nnumbers = true\n");
        for (text, expected) in [
            (shared, Overlays { values: true, trail: false, ..Overlays::default() }),
            (&own, Overlays { numbers: true, ..Overlays::default() }),
        ] {
            let mut app = App::new();
            app.add_plugins(bevy::state::app::StatesPlugin);
            let preferences = parse(text).expect("it was written so");
            let written = toml::to_string(&preferences).expect("it can be written");
            assert_eq!(parse(&written).as_ref(), Ok(&preferences));
            preferences.put_into(&mut app);
            assert_eq!(app.world().resource::<ReplayOverlays>().0, expected, "{text}");
            assert!(app.world().resource::<TrainOverlays>().0.values);
        }
    }

    #[test]
    fn recordings_and_clips_are_found_by_the_names_that_they_were_written_with() {
        let text = "version = 1\n\
                    [clip]\nregion = \"window\"\nformat = \"gif\"\nsize = \"own\"\nrate = \"sixty\"\nquality = \"high\"\n\
                    [film]\nformat = \"frames\"\nsize = \"p1080\"\nrate = \"thirty\"\nquality = \"small\"\n";
        let Preferences { recording, clips, .. } = parse(text).expect("it was written so");
        let (region, rate) = (Region::Window, Rate::Sixty);
        let expected =
            RecordingChoice { region, format: Format::Gif, size: ClipSize::Own, rate, quality: Quality::High };
        assert_eq!(recording, expected);
        assert_eq!((clips.format, clips.size), (Format::Frames, ClipSize::P1080));
        assert_eq!((clips.rate, clips.quality), (Rate::Thirty, Quality::Small));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_set_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("window.toml");
        assert!(loaded(&path).2.is_none(), "there is no file");
        let text = "version = 1\nfullscreen = true\n";
        fs::write(&path, format!("\u{feff}{text}")).expect("written");
        let (preferences, _, set_aside) = loaded(&path);
        assert!(preferences.fullscreen && set_aside.is_none(), "a byte-order mark does no harm: {set_aside:?}");

        let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(&path, &utf_16).expect("written");
        let (preferences, file, set_aside) = loaded(&path);
        let set_aside = set_aside.expect("it is not UTF-8");
        assert!(set_aside.finding.contains("UTF-16"), "{}", set_aside.finding);
        assert_eq!(preferences, Preferences::default());
        assert_eq!(fs::read(set_aside.aside.expect("renamed")).expect("read"), utf_16);
        assert_eq!(file.0, Some(path), "new ones are saved");
    }

    #[test]
    fn screens_are_found_by_the_names_that_earlier_versions_wrote_too() {
        for (earlier, tab) in ["Train", "Versus", "Replay", "Sequence"].into_iter().zip(Tab::ALL) {
            for name in [earlier, tab.name()] {
                let parsed = parse(&format!("version = 1\ntab = \"{name}\"\n"));
                assert_eq!(parsed.map(|preferences| preferences.tab), Ok(tab), "{name}");
            }
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_cannot_be_set_aside_is_not_saved_over() {
        // A place where nobody may rename anything, and a file there that holds no settings.
        let (_, file, set_aside) = loaded(Path::new("/proc/self/status"));
        assert_eq!(set_aside.expect("these are no settings").aside, None);
        assert_eq!(file.0, None);
    }
}
