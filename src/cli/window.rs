//! What `sidestep` without a command takes: with what the window opens. Flags that the screen has no use for are refused.

use std::{
    path::{self, Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use clap::Args;

use super::{
    Failure, Setting, named, run_code, seed,
    settings::{changed, find},
    whole,
};
use crate::{
    arena::RunCode,
    disk,
    game::{FileKind, MeasureOptions, OpenFile, WindowOptions, look_into},
    gridworld::Level,
    learning::{Algorithm, Comparison, Preset},
    panels::{Draft, LanesDiffer, LevelChoice, ReplayChoices, SequenceChoices, Speed, Tab, Tempo},
    sequence,
    tensors::Activation,
};

/// What the window opens with; what is not said is as it was the last time.
#[derive(Debug, Args)]
#[command(next_help_heading = "The window")]
pub struct Arguments {
    /// Open these: a level, a checkpoint, a saved run or its folder, replays, weights of sequence models, a session of
    /// the sequence lab; with --tab versus a replay, whose race runs along as a ghost
    #[arg(value_name = "FILE", conflicts_with = "lab")]
    files: Vec<PathBuf>,

    /// Which screen is shown first [default: that of the last FILE, else that of the last time]
    #[arg(long, value_parser = named::<Tab>(Tab::NAMES))]
    tab: Option<Tab>,

    /// Show the sequence lab with this comparison, already running
    #[arg(
        long,
        value_name = "COMPARISON",
        value_parser = named::<sequence::SequencePreset>(sequence::SequencePreset::NAMES),
        conflicts_with_all = ["tab", "level", "set", "algorithm", "preset", "lanes", "compare_algorithms"],
    )]
    lab: Option<sequence::SequencePreset>,

    /// Open with this comparison of algorithms, already running; its settings are its own
    #[arg(
        long,
        value_name = "COMPARISON",
        value_parser = named::<Comparison>(Comparison::NAMES),
        conflicts_with_all = [
            "files", "lab", "level", "set", "algorithm", "activation", "preset", "lanes", "compare_algorithms",
        ],
    )]
    compare: Option<Comparison>,

    /// The code of a run, which is begun. With --level only where the code asks for a level's file
    #[arg(
        long,
        value_name = "CODE",
        conflicts_with_all = [
            "files", "tab", "lab", "compare", "set", "algorithm", "activation", "preset", "seed", "lanes",
            "compare_algorithms",
        ],
    )]
    run: Option<RunCode>,

    /// A built-in level (see: sidestep levels) or a level file
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,

    /// Override a setting of the level, such as rewards.step=-0.1; may be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<Setting>,

    /// The algorithm that learns; of a checkpoint that does not say it, the one it was trained with
    #[arg(long, value_parser = named::<Algorithm>(Algorithm::NAMES))]
    algorithm: Option<Algorithm>,

    /// The activation between the layers of a checkpoint, relu or tanh, where its file does not say it
    #[arg(long, value_parser = named::<Activation>(Activation::NAMES))]
    activation: Option<Activation>,

    /// Which of several networks or cells in FILE: what the names of its tensors begin with, such as actor or encoder
    #[arg(long, value_name = "NAME")]
    network: Option<String>,

    /// The settings to learn with
    #[arg(long, value_parser = named::<Preset>(Preset::NAMES))]
    preset: Option<Preset>,

    /// Where all chance comes from
    #[arg(long, value_name = "S", value_parser = seed())]
    seed: Option<u64>,

    /// So many simulations side by side, each with a seed of its own
    #[arg(long, value_name = "N", value_parser = whole(1..=Draft::MOST_LANES))]
    lanes: Option<usize>,

    /// Side by side, take the algorithms in turn instead of seeds alone
    #[arg(long, requires = "lanes")]
    compare_algorithms: bool,

    /// Steps per second, 1 to 10000, or turbo; in a match 1 to 12, of a replay 1 to 256, in the sequence lab 1 to 1000
    #[arg(long, value_name = "SPEED", value_parser = speed)]
    speed: Option<Speed>,

    /// Measure for so many seconds, print the figures as JSON, and close
    #[arg(long, value_name = "SECONDS", value_parser = whole(1..=86_400_u64))]
    measure: Option<u64>,

    /// Record the window while measuring, as R does
    #[arg(long, requires = "measure")]
    recording: bool,
}

fn speed(text: &str) -> Result<Speed, String> {
    if text == "turbo" {
        return Ok(Speed { turbo: true, ..Speed::default() });
    }
    let range = Speed::SLOWEST..=Speed::FASTEST;
    match text.parse() {
        Ok(per_second) if range.contains(&per_second) => Ok(Speed { per_second, turbo: false }),
        _ => Err(format!("give steps per second from {} to {}, or turbo", Speed::SLOWEST, Speed::FASTEST)),
    }
}

impl Arguments {
    /// As the window takes it.
    ///
    /// # Errors
    /// A file that is nothing of ours, a level that does not exist or breaks a rule, arguments that do not fit each other.
    pub(super) fn options(&self, program_start: Instant) -> Result<WindowOptions, Failure> {
        let mut files = self.files.iter().map(|path| look_into(path)).collect::<Result<Vec<_>, _>>()?;
        let shown = files.last().map(|file| file.kind.tab());
        for file in files.iter_mut().filter(|file| file.has_networks()) {
            file.network.clone_from(&self.network);
        }
        self.check_files(&files)?;
        let run = self.run.as_ref().map(|code| run_code::setup(code, self.level.as_deref())).transpose()?;
        // That of a run is in its setup.
        let level = if run.is_some() { None } else { self.level(&files)? };
        // It is read already, and changed by --set.
        files.retain(|file| file.kind != FileKind::Level);
        let options = WindowOptions {
            tab: self.tab.or(shown),
            lab: self.lab,
            comparison: self.compare,
            run,
            files,
            level,
            algorithm: self.algorithm,
            activation: self.activation,
            preset: self.preset,
            seed: self.seed,
            lanes: self.lanes,
            lanes_differ: self
                .lanes
                .map(|_| if self.compare_algorithms { LanesDiffer::Algorithms } else { LanesDiffer::Seeds }),
            speed: self.speed,
            measure: self.measure.map(|seconds| MeasureOptions {
                duration: Duration::from_secs(seconds),
                recording: self.recording,
                program_start,
            }),
        };
        if let Some(tab) = options.screen() {
            self.check_flags(tab, &options.files)?;
        }
        if self.network.is_some() && !options.files.iter().any(OpenFile::has_networks) {
            return Err(Failure::usage("--network chooses from the FILE of a checkpoint or of weights: give one"));
        }
        Ok(options)
    }

    /// The level that is named, or a level's file, as --set changes it.
    fn level(&self, files: &[OpenFile]) -> Result<Option<(LevelChoice, Arc<Level>)>, Failure> {
        let file = files.iter().find(|file| file.kind == FileKind::Level).map(|file| file.path.as_path());
        let (level, place) = match (&self.level, file) {
            (Some(name), _) => (find(name)?, Path::new(name)),
            (None, Some(path)) => (disk::level(path)?, path),
            (None, None) if self.set.is_empty() => return Ok(None),
            (None, None) => {
                return Err(Failure::usage("--set changes a level: give --level LEVEL, or the file of a level"));
            }
        };
        let level = changed(level, &self.set)?;
        let choice = match self.level.as_deref().and_then(Level::built_in) {
            Some(built_in) if built_in == level => LevelChoice::BuiltIn(level.name.clone()),
            // The next start may be in another folder.
            _ if self.set.is_empty() => LevelChoice::File(path::absolute(place).unwrap_or_else(|_| place.to_owned())),
            _ => LevelChoice::Edited,
        };
        Ok(Some((choice, Arc::new(level))))
    }

    /// Whether these files can be shown at once, where they are to be shown.
    fn check_files(&self, files: &[OpenFile]) -> Result<(), Failure> {
        let count = |kinds: &[FileKind]| files.iter().filter(|file| kinds.contains(&file.kind)).count();
        let refused = |what: String| Err(Failure::usage(what));
        if count(&[FileKind::Level]) + usize::from(self.level.is_some()) > 1 {
            return refused("the window shows one level at a time: give one".to_owned());
        }
        if count(&[FileKind::Checkpoint, FileKind::Run]) > 1 {
            return refused("the window opens one checkpoint or run at a time: give one".to_owned());
        }
        if count(&[FileKind::Run]) > 0 && count(&[FileKind::Level]) > 0 {
            return refused("a saved run brings its own level: give one of the two".to_owned());
        }
        if self.tab == Some(Tab::Versus) && count(&[FileKind::Replay]) > 1 {
            return refused("one ghost runs along: give one replay with --tab versus".to_owned());
        }
        for OpenFile { kind, path, .. } in files {
            // Where matches are played a replay is somebody to race against.
            let is_ghost = *kind == FileKind::Replay && self.tab == Some(Tab::Versus);
            let moves = matches!(kind, FileKind::Replay | FileKind::Weights | FileKind::Lab) && !is_ghost;
            if let Some(tab) = self.tab.filter(|tab| moves && *tab != kind.tab()) {
                return refused(format!(
                    "{} is shown by --tab {}, not by --tab {}: leave --tab out",
                    path.display(),
                    kind.tab().name(),
                    tab.name(),
                ));
            }
        }
        Ok(())
    }

    /// Whether every flag has a meaning for the screen that opens and for the files in it.
    fn check_flags(&self, tab: Tab, files: &[OpenFile]) -> Result<(), Failure> {
        if self.compare_algorithms && self.lanes == Some(1) {
            return Err(Failure::usage("--compare-algorithms takes two --lanes or more: one has nothing beside it"));
        }
        let given = [
            ("--compare", self.compare.is_some()),
            ("--level", self.level.is_some()),
            ("--set", !self.set.is_empty()),
            ("--algorithm", self.algorithm.is_some()),
            ("--activation", self.activation.is_some()),
            ("--preset", self.preset.is_some()),
            ("--seed", self.seed.is_some()),
            ("--lanes", self.lanes.is_some()),
            ("--speed", self.speed.is_some()),
        ];
        let given = || given.into_iter().filter_map(|(flag, is_given)| is_given.then_some(flag));
        let has_checkpoint = files.iter().any(|file| file.kind == FileKind::Checkpoint);
        let taken = taken(tab).map_or(&[][..], |taken| taken.flags);
        let is_taken = |flag: &&str| taken.contains(flag) || has_checkpoint && OF_A_CHECKPOINT.contains(flag);
        if let Some(flag) = given().find(|flag| !is_taken(flag)) {
            let reason = if OF_A_CHECKPOINT.contains(&flag) && tab != Tab::Sequence {
                ", or a checkpoint's FILE with it"
            } else {
                ""
            };
            return Err(Failure::usage(format_args!(
                "{flag} has no meaning for the screen that opens ({}): it takes {}{reason}",
                tab.name(),
                if taken.is_empty() { "none".to_owned() } else { taken.join(", ") },
            )));
        }
        for OpenFile { kind, path, .. } in files {
            let brought: &[&str] = match kind {
                FileKind::Run if tab == Tab::Train => {
                    &["--level", "--set", "--algorithm", "--preset", "--seed", "--lanes"]
                }
                FileKind::Run => &["--level", "--set"],
                FileKind::Checkpoint => &["--lanes"],
                FileKind::Weights | FileKind::Lab => &["--seed"],
                FileKind::Level | FileKind::Replay => &[],
            };
            if let Some(flag) = given().find(|flag| brought.contains(flag)) {
                return Err(Failure::usage(format_args!(
                    "{flag} does not go with {}: the file decides it",
                    path.display()
                )));
            }
        }
        self.check_speed(tab)
    }

    /// Whether the screen has such a speed. Whether a match may be as fast as it can depends on who plays.
    fn check_speed(&self, tab: Tab) -> Result<(), Failure> {
        let Some(&Taken { fastest, steps, has_turbo, .. }) = taken(tab) else { return Ok(()) };
        match self.speed {
            Some(Speed { turbo: true, .. }) if !has_turbo => Err(Failure::usage(format_args!(
                "--speed turbo: a replay has no turbo; give steps per second up to {fastest}"
            ))),
            Some(Speed { turbo: false, per_second }) if per_second > fastest => Err(Failure::usage(format_args!(
                "--speed {per_second} is too fast for the screen that opens ({}): up to {fastest} {steps} a second",
                tab.name(),
            ))),
            _ => Ok(()),
        }
    }
}

/// The flags that say what the file of a checkpoint may not say itself.
const OF_A_CHECKPOINT: &[&str] = &["--algorithm", "--activation"];

/// What a screen takes from the command line.
struct Taken {
    tab: Tab,
    /// The flags that say something about it.
    flags: &'static [&'static str],
    /// The greatest `--speed`, and in what.
    fastest: f32,
    steps: &'static str,
    has_turbo: bool,
}

/// A screen that is not here takes no flags.
const TAKEN: &[Taken] = &[
    Taken {
        tab: Tab::Train,
        flags: &["--compare", "--level", "--set", "--algorithm", "--preset", "--seed", "--lanes", "--speed"],
        fastest: Speed::FASTEST,
        steps: "steps",
        has_turbo: true,
    },
    Taken {
        tab: Tab::Versus,
        flags: &["--level", "--set", "--seed", "--speed"],
        fastest: Tempo::FASTEST,
        steps: "steps",
        has_turbo: true,
    },
    Taken { tab: Tab::Replay, flags: &["--speed"], fastest: ReplayChoices::FASTEST, steps: "steps", has_turbo: false },
    Taken {
        tab: Tab::Sequence,
        flags: &["--seed", "--speed"],
        fastest: SequenceChoices::FASTEST,
        steps: "training steps",
        has_turbo: true,
    },
    Taken {
        tab: Tab::Lens,
        flags: &["--level", "--set", "--algorithm", "--preset", "--seed"],
        fastest: Speed::FASTEST,
        steps: "steps",
        has_turbo: false,
    },
];

fn taken(tab: Tab) -> Option<&'static Taken> {
    TAKEN.iter().find(|taken| taken.tab == tab)
}
