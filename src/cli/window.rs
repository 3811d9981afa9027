//! What `sidestep` without a command takes: with what the window opens.

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser as _},
};

use super::{
    Failure,
    number::{seed, whole},
    policy::{algorithm, preset},
    settings::{Setting, level},
};
use crate::{
    game::WindowOptions,
    gridworld::Level,
    learning::{Algorithm, Preset},
    panels::{Draft, LanesDiffer, LevelChoice, SequenceChoices, Speed, Tab},
    sequence,
};

/// What the window opens with; what is not said is as it was the last time.
#[derive(Debug, Args)]
#[command(next_help_heading = "The window")]
pub struct Arguments {
    /// Which screen is shown first
    #[arg(long, value_parser = tab())]
    tab: Option<Tab>,

    /// Open the sequence lab with this comparison, already running; --speed is in training steps a second then
    #[arg(long, value_name = "COMPARISON", value_parser = lab(), conflicts_with_all = ["tab", "level", "algorithm", "set", "preset", "seed", "lanes", "compare_algorithms"])]
    lab: Option<sequence::Preset>,

    /// A built-in level (see: sidestep levels) or a level file
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,

    /// Override a setting of the level, such as rewards.step=-0.1; may be repeated
    #[arg(long, value_name = "KEY=VALUE", requires = "level")]
    set: Vec<Setting>,

    /// The algorithm that learns
    #[arg(long, value_parser = algorithm())]
    algorithm: Option<Algorithm>,

    /// The settings to learn with
    #[arg(long, value_parser = preset())]
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

    /// Steps per second, 1 to 10000, or turbo
    #[arg(long, value_name = "SPEED", value_parser = speed)]
    speed: Option<Speed>,

    /// Measure for so many seconds, print the figures as JSON, and close
    #[arg(long, value_name = "SECONDS", value_parser = whole(1..=86_400_u64))]
    measure: Option<u64>,

    /// Record the window while measuring, as R does
    #[arg(long, requires = "measure")]
    recording: bool,
}

fn tab() -> impl clap::builder::TypedValueParser<Value = Tab> {
    PossibleValuesParser::new(Tab::ALL.map(Tab::name))
        .map(|name| Tab::ALL.into_iter().find(|tab| tab.name() == name).unwrap_or_default())
}

fn lab() -> impl clap::builder::TypedValueParser<Value = sequence::Preset> {
    PossibleValuesParser::new(sequence::Preset::ALL.iter().map(|preset| preset.name())).try_map(|name| name.parse())
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
    /// Refuses what the window could not do as it is said.
    fn refuse_spare(&self) -> Result<(), Failure> {
        if self.compare_algorithms && self.lanes == Some(1) {
            return Err(Failure::Usage(
                "--compare-algorithms takes two --lanes or more: one has nothing beside it".into(),
            ));
        }
        let fastest = SequenceChoices::FASTEST;
        match self.speed {
            Some(speed) if self.lab.is_some() && !speed.turbo && speed.per_second > fastest => {
                Err(Failure::Usage(format!(
                    "--speed {} is beyond the lab's, {fastest} training steps a second: give less, or turbo",
                    speed.per_second
                )))
            }
            _ => Ok(()),
        }
    }

    /// As the window takes it.
    ///
    /// # Errors
    /// A level that does not exist or breaks a rule.
    pub(super) fn options(&self, program_start: Instant) -> Result<WindowOptions, Failure> {
        self.refuse_spare()?;
        let level = match &self.level {
            Some(name) => {
                let level = level(name, &self.set)?;
                let choice = match Level::built_in(name) {
                    Some(built_in) if built_in == level => LevelChoice::BuiltIn(name.clone()),
                    _ if self.set.is_empty() => LevelChoice::File(PathBuf::from(name)),
                    _ => LevelChoice::Edited,
                };
                Some((choice, Arc::new(level)))
            }
            None => None,
        };
        Ok(WindowOptions {
            tab: self.tab,
            lab: self.lab,
            level,
            algorithm: self.algorithm,
            preset: self.preset,
            seed: self.seed,
            lanes: self.lanes,
            lanes_differ: self
                .lanes
                .map(|_| if self.compare_algorithms { LanesDiffer::Algorithms } else { LanesDiffer::Seeds }),
            speed: self.speed,
            measure: self.measure.map(Duration::from_secs),
            recording: self.recording,
            program_start,
        })
    }
}
