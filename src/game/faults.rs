//! What went wrong, in the person's language, with what to do about it; the exact finding stands behind, as the
//! modules below word it.

use std::{any::Any, io, path::Path};

use thiserror::Error;

use super::KindError;
use crate::{
    arena::{ResumeError, RunCodeError, SetupError, versus::MatchError},
    files::SetAside,
    gridworld::LevelError,
    language::{Language, Texts},
    records::RecordsError,
    replay::{Cause, Difference, ReplayError, TapeFault},
    tensors::weights::WeightsError,
};

/// Something that the window could not do. The command line, which opens it, speaks English.
#[derive(Debug, Error)]
#[error("{}", self.say(&Texts::new(Language::English)))]
pub enum Fault {
    /// A level cannot be read or breaks a rule.
    Level(#[from] LevelError),
    /// A run cannot start.
    Setup(#[from] SetupError),
    /// A text gives no run.
    RunCode(#[from] RunCodeError),
    /// A checkpoint cannot be read or written.
    Checkpoint(#[from] WeightsError),
    /// A saved run cannot be gone on with.
    Run { file: String, finding: String },
    /// A file cannot be read.
    Read { file: String, finding: String },
    /// A file cannot be written.
    Write { file: String, finding: String },
    /// It cannot be told as what a file is to be opened.
    Kind(#[from] KindError),
    /// A network that no level here fits.
    Inputs { file: String, inputs: usize },
    /// A match cannot be played.
    Match(#[from] Box<MatchError>),
    /// Learning from games has failed.
    Lesson { finding: String },
    /// The records cannot be written.
    Records(#[from] RecordsError),
    /// The records of the last time; where they were set aside, if they could be.
    RecordsAside(SetAside),
    /// A recording cannot be made or went wrong; the encoder's words name the file and the remedy.
    Recording(String),
    /// A replay cannot be read or written.
    Replay(#[from] ReplayError),
    /// An episode in memory does not play again.
    Tape(#[from] TapeFault),
    /// There is no folder for replays.
    Nowhere,
    /// A replay does not play as it was recorded.
    Difference(#[from] Difference),
    /// Something of the sequence lab; the words name file or setting, and the remedy.
    Lab(String),
    /// The settings of the last time; where they were set aside, if they could be.
    SettingsAside(SetAside),
    /// The program itself failed in the background; what it said.
    Panic(String),
}

impl Fault {
    /// The file system refused to read.
    pub fn read(file: &Path, refused: &io::Error) -> Self {
        Self::Read { file: file.display().to_string(), finding: refused.to_string() }
    }

    /// The file system refused to write.
    pub fn write(file: &Path, refused: &io::Error) -> Self {
        Self::Write { file: file.display().to_string(), finding: refused.to_string() }
    }

    /// A saved run is damaged or another version's.
    pub fn run(file: &Path, error: &ResumeError) -> Self {
        Self::Run { file: file.display().to_string(), finding: error.to_string() }
    }

    /// A thread has panicked with this.
    pub fn panic(payload: &(dyn Any + Send)) -> Self {
        let text = payload.downcast_ref::<&str>().copied();
        let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
        Self::Panic(text.unwrap_or_default().to_owned())
    }

    /// In words.
    pub fn say(&self, texts: &Texts) -> String {
        let plain = |key| texts.t(key).to_owned();
        let of_file = |key, file: &str| texts.t_with(key, &[("file", file.into())]);
        let (words, finding) = match self {
            Self::Level(error) => (plain("fault-level"), error.to_string()),
            Self::Setup(SetupError::Inputs { expected, found, .. }) => {
                let values = [("expected", (*expected).into()), ("found", (*found).into())];
                (texts.t_with("fault-fit", &values), String::new())
            }
            Self::Setup(error) => (plain("fault-setup"), error.to_string()),
            Self::RunCode(error) => say_run_code(error, texts),
            Self::Checkpoint(error) => (plain("fault-checkpoint"), error.to_string()),
            Self::Run { file, finding } => (of_file("fault-run", file), finding.clone()),
            Self::Read { file, finding } => (of_file("fault-read", file), finding.clone()),
            Self::Write { file, finding } => (of_file("fault-write", file), finding.clone()),
            Self::Kind(KindError::Read { path, source }) => {
                (of_file("fault-read", &path.to_string_lossy()), source.to_string())
            }
            Self::Kind(KindError::Unknown { path }) => (of_file("fault-kind", &path.to_string_lossy()), String::new()),
            Self::Kind(KindError::Several { path, runs }) => {
                let values = [("folder", path.to_string_lossy().into()), ("runs", runs.into())];
                (texts.t_with("fault-several", &values), String::new())
            }
            Self::Inputs { file, inputs } => {
                (texts.t_with("fault-inputs", &[("file", file.into()), ("inputs", (*inputs).into())]), String::new())
            }
            Self::Match(error) => (plain("fault-match"), error.to_string()),
            Self::Lesson { finding } => (plain("fault-lesson"), finding.clone()),
            Self::Records(error) => (plain("fault-records"), error.to_string()),
            Self::RecordsAside(set_aside) => {
                (say_aside("fault-records-aside", "fault-records-stuck", set_aside, texts), set_aside.finding.clone())
            }
            Self::Recording(finding) => (plain("fault-recording"), finding.clone()),
            Self::Replay(error) => (plain("fault-replay"), error.to_string()),
            Self::Tape(fault) => (plain("fault-tape"), fault.to_string()),
            Self::Nowhere => (plain("notice-replay-nowhere"), String::new()),
            Self::Difference(difference) => (say_difference(difference, texts), String::new()),
            Self::Lab(finding) => (plain("fault-lab"), finding.clone()),
            Self::SettingsAside(set_aside) => {
                (say_aside("fault-settings-aside", "fault-settings-stuck", set_aside, texts), set_aside.finding.clone())
            }
            Self::Panic(finding) => (plain("fault-panic"), finding.clone()),
        };
        if finding.is_empty() { words } else { format!("{words}\n{finding}") }
    }
}

/// What is wrong with a run code that was pasted.
fn say_run_code(error: &RunCodeError, texts: &Texts) -> (String, String) {
    let words = match error {
        RunCodeError::NoCode => texts.t("fault-run-code-none").to_owned(),
        RunCodeError::Damaged => texts.t("fault-run-code-damaged").to_owned(),
        RunCodeError::Newer => texts.t("fault-run-code-newer").to_owned(),
        RunCodeError::NeedsLevel { name } | RunCodeError::OtherLevel { name, .. } => {
            texts.t_with("fault-run-code-level", &[("level", name.into())])
        }
        RunCodeError::SpareLevel { .. } | RunCodeError::Setup(_) => {
            return (texts.t("fault-setup").to_owned(), error.to_string());
        }
    };
    (words, String::new())
}

/// Where a file is now; `stuck` says that it lies where it was.
fn say_aside(moved: &str, stuck: &str, set_aside: &SetAside, texts: &Texts) -> String {
    let file = set_aside.file.display().to_string();
    match &set_aside.aside {
        Some(aside) => {
            let aside = aside.display().to_string();
            texts.t_with(moved, &[("file", file.into()), ("aside", aside.into())])
        }
        None => texts.t_with(stuck, &[("file", file.into())]),
    }
}

/// At which step, and why.
fn say_difference(difference: &Difference, texts: &Texts) -> String {
    let Difference { step, steps, cause } = difference;
    let mut values = vec![("step", (*step).into()), ("steps", (*steps).into())];
    match cause {
        Cause::OtherVersion { file, program } => {
            values.extend([("file", file.as_str().into()), ("program", (*program).into())]);
            texts.t_with("fault-difference-version", &values)
        }
        Cause::Edited => texts.t_with("fault-difference-edited", &values),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_file_that_was_set_aside_is_said_to_lie_where_it_lies() {
        let set_aside = |aside: Option<&str>| SetAside {
            file: "data/records.json".into(),
            aside: aside.map(Into::into),
            finding: "damage".to_owned(),
        };
        for language in Language::ALL {
            let texts = Texts::new(language);
            for fault in [Fault::RecordsAside, Fault::SettingsAside] {
                let moved = fault(set_aside(Some("data/records.damaged-1.json"))).say(&texts);
                assert!(moved.contains("data/records.damaged-1.json") && moved.contains("damage"), "{moved}");
                let stuck = fault(set_aside(None)).say(&texts);
                assert_eq!(stuck.matches("records.json").count(), 1, "{stuck}");
            }
        }
    }
}
