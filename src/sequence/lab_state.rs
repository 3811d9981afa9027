//! A session of the lab as bytes: models side by side with all that their training depends on, so that going on equals never having
//! stopped, and what was seen of it so far. Reading and writing the file is the caller's.
//!
//! ```text
//! "sidestep lab\n"       13 bytes
//! version                u32, little-endian as the last one
//! session                MessagePack with names, deflated
//! CRC-32 of the above    u32
//! ```

use std::io::{Read, Write};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    Evaluation, MOST_MODELS, ModelState, PastRun, Report, SequencePreset, Stop, TrainedModel, Trainee, Trainer,
    TrainingSettings, are_side_by_side,
};
use crate::files::{seal, unsealed};

/// What files of sessions end with.
pub const LAB_EXTENSION: &str = "lab";
/// Bytes of a file at most, and of a session before it is deflated: one of the largest models at most steps has 30 MB.
pub const LARGEST_LAB: u64 = 1 << 27;
/// The version of the format that this program writes and reads.
const VERSION: u32 = 1;
const MAGIC: [u8; 13] = *b"sidestep lab\n";

/// A session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LabState {
    /// The comparison that it is, until something in it is changed.
    pub preset: Option<SequencePreset>,
    /// When its training stops.
    pub stop: Stop,
    /// The models, one to four, on the same batches.
    pub models: Vec<LabModel>,
    /// Trainings that are over, the newest first.
    pub past: Vec<PastRun>,
    /// How many trainings were numbered so far.
    pub runs: usize,
}

/// One of its models.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LabModel {
    /// Its training.
    pub trainer: Trainer,
    /// The trained model that it began as; `None`: as one that has learned nothing.
    pub origin: Option<TrainedModel>,
    /// Every training step since then.
    pub reports: Vec<Report>,
    /// What it was worth, by training steps.
    pub evaluations: Vec<Evaluation>,
    /// Seconds of training, without the pauses.
    pub seconds: f32,
    /// The number of its line among the trainings that are over, if it has one.
    pub row: Option<usize>,
}

/// Why bytes are no session.
#[derive(Debug, Error)]
pub enum LabError {
    /// Something else.
    #[error(
        "this is no session of the sequence lab: give a file that the lab or `sidestep sequence compare` has saved"
    )]
    Foreign,
    /// Written by another version of the program.
    #[error(
        "this session of the sequence lab has version {found}, this program reads version {VERSION}: open it with the version that saved it"
    )]
    Version {
        /// The file's version.
        found: u32,
    },
    /// Longer than any session.
    #[error("this is longer than any session of the sequence lab, which has {LARGEST_LAB} bytes at most")]
    TooLarge,
    /// Cut off, changed, or with parts that do not belong together.
    #[error("this session of the sequence lab is damaged ({0}): save it again, or open another copy")]
    Damaged(String),
}

fn damaged(what: impl ToString) -> LabError {
    LabError::Damaged(what.to_string())
}

impl LabModel {
    /// The settings.
    #[must_use]
    pub const fn settings(&self) -> &TrainingSettings {
        self.trainer.trained().settings()
    }

    /// What is known of it, under a name.
    #[must_use]
    pub fn trainee(&self, name: String) -> Trainee {
        let Self { trainer, origin, reports, evaluations, seconds, row: _ } = self;
        Trainee {
            state: if trainer.diverged() { ModelState::Diverged } else { ModelState::Learning },
            began: origin.as_ref().map_or(0, TrainedModel::steps),
            reports: reports.clone(),
            evaluations: evaluations.clone(),
            seconds: *seconds,
            ..Trainee::new(name, *self.settings())
        }
    }

    /// What is wrong with it, in words.
    fn fault(&self) -> Option<&'static str> {
        let Self { trainer, origin, reports, evaluations, seconds, row: _ } = self;
        let began = origin.as_ref().map_or(0, TrainedModel::steps);
        let last = trainer.trained().steps() + u64::from(trainer.diverged());
        let each = (began + 1..=last).eq(reports.iter().map(|report| report.step));
        let in_order = evaluations.is_sorted_by_key(|evaluation| evaluation.step);
        if !trainer.is_whole() {
            Some("an optimiser does not belong to its model")
        } else if origin.as_ref().is_some_and(|origin| origin.settings() != trainer.trained().settings()) {
            Some("a model does not belong to the one that it began as")
        } else if !each {
            Some("training steps are missing")
        } else if !in_order || evaluations.last().is_some_and(|evaluation| evaluation.step > last) {
            Some("a model was tested later than it was trained")
        } else if !(seconds.is_finite() && *seconds >= 0.0) {
            Some("a time is no time")
        } else {
            None
        }
    }
}

impl LabState {
    /// Whether bytes begin as [`to_bytes`](Self::to_bytes) writes them.
    #[must_use]
    pub fn is_begun_by(bytes: &[u8]) -> bool {
        bytes.starts_with(&MAGIC)
    }

    /// The settings of the models.
    #[must_use]
    pub fn settings(&self) -> Vec<TrainingSettings> {
        self.models.iter().map(|model| *model.settings()).collect()
    }

    /// Training steps of the model that has made fewest.
    #[must_use]
    pub fn steps(&self) -> u64 {
        self.models.iter().map(|model| model.trainer.trained().steps()).min().unwrap_or(0)
    }

    /// The file's content.
    ///
    /// # Errors
    /// When the encoder refuses, which no session makes it do.
    pub fn to_bytes(&self) -> Result<Vec<u8>, LabError> {
        let session = rmp_serde::to_vec_named(self).map_err(damaged)?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        let mut encoder = DeflateEncoder::new(bytes, Compression::best());
        encoder.write_all(&session).map_err(damaged)?;
        let mut bytes = encoder.finish().map_err(damaged)?;
        seal(&mut bytes);
        Ok(bytes)
    }

    /// Reads a file's content.
    ///
    /// # Errors
    /// If it is damaged, none of ours, or another version's.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LabError> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or(LabError::Foreign)?;
        let (version, _) = rest.split_first_chunk::<4>().ok_or_else(|| damaged("it ends too soon"))?;
        let found = u32::from_le_bytes(*version);
        if found != VERSION {
            return Err(LabError::Version { found });
        }
        let whole = unsealed(bytes).ok_or_else(|| damaged("its checksum is another"))?;
        let mut session = Vec::new();
        let inflated = DeflateDecoder::new(&whole[MAGIC.len() + 4..]).take(LARGEST_LAB + 1).read_to_end(&mut session);
        if inflated.map_err(damaged)? as u64 > LARGEST_LAB {
            return Err(LabError::TooLarge);
        }
        let state: Self = rmp_serde::from_slice(&session).map_err(damaged)?;
        if !are_side_by_side(&state.settings()) {
            return Err(damaged(format_args!("1 to {MOST_MODELS} models of one task, batch and seed belong in it")));
        }
        match state.models.iter().find_map(LabModel::fault) {
            Some(fault) => Err(damaged(fault)),
            None => Ok(Self { stop: state.stop.settled(), ..state }),
        }
    }
}
