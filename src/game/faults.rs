//! What went wrong, in the person's language, with what to do about it; the exact finding stands behind, as the rooms below word it.

use std::{io, path::Path};

use super::kinds::KindError;
use crate::{
    arena::{ResumeError, SetupError, versus::MatchError},
    files::SetAside,
    gridworld::LevelError,
    language::Texts,
    records::RecordsError,
    replay::{Cause, Difference, ReplayError, TapeFault},
    tensors::weights::WeightsError,
};

/// Something that the window could not do.
#[derive(Debug)]
pub enum Fault {
    /// A level cannot be read or breaks a rule.
    Level(LevelError),
    /// A run cannot start.
    Setup(SetupError),
    /// A checkpoint cannot be read or written.
    Checkpoint(WeightsError),
    /// A saved run cannot be gone on with.
    Run { file: String, finding: String },
    /// A file cannot be read.
    Read { file: String, finding: String },
    /// A file cannot be written.
    Write { file: String, finding: String },
    /// A file of a kind that nobody here reads.
    Kind { file: String },
    /// A folder of several runs, with their names.
    Several { folder: String, runs: String },
    /// A network that no level here fits.
    Inputs { file: String, inputs: usize },
    /// A match cannot be played.
    Match(Box<MatchError>),
    /// Learning from games has failed.
    Lesson { finding: String },
    /// The records cannot be written.
    Records(RecordsError),
    /// The records of the last time; where they were set aside, if they could be.
    RecordsAside(SetAside),
    /// A recording cannot be made or went wrong; the encoder's words name the file and the remedy.
    Recording(String),
    /// A replay cannot be read or written.
    Replay(ReplayError),
    /// An episode in memory does not play again.
    Tape(TapeFault),
    /// A replay does not play as it was recorded.
    Difference(Difference),
    /// Something of the sequence lab; the words name file or setting, and the remedy.
    Lab(String),
    /// The settings of the last time; where they were set aside, if they could be.
    SettingsAside(SetAside),
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

    /// In words.
    pub fn say(&self, texts: &Texts) -> String {
        let (words, finding) = match self {
            Self::Level(error) => (texts.t("fault-level").to_owned(), error.to_string()),
            Self::Setup(SetupError::Inputs { expected, found, .. }) => (
                texts.t_with("fault-fit", &[("expected", (*expected).into()), ("found", (*found).into())]),
                String::new(),
            ),
            Self::Setup(error) => (texts.t("fault-setup").to_owned(), error.to_string()),
            Self::Checkpoint(error) => (texts.t("fault-checkpoint").to_owned(), error.to_string()),
            Self::Run { file, finding } => (texts.t_with("fault-run", &[("file", file.into())]), finding.clone()),
            Self::Read { file, finding } => (texts.t_with("fault-read", &[("file", file.into())]), finding.clone()),
            Self::Write { file, finding } => (texts.t_with("fault-write", &[("file", file.into())]), finding.clone()),
            Self::Kind { file } => (texts.t_with("fault-kind", &[("file", file.into())]), String::new()),
            Self::Several { folder, runs } => {
                let values = [("folder", folder.into()), ("runs", runs.into())];
                (texts.t_with("fault-several", &values), String::new())
            }
            Self::Inputs { file, inputs } => {
                (texts.t_with("fault-inputs", &[("file", file.into()), ("inputs", (*inputs).into())]), String::new())
            }
            Self::Match(error) => (texts.t("fault-match").to_owned(), error.to_string()),
            Self::Lesson { finding } => (texts.t("fault-lesson").to_owned(), finding.clone()),
            Self::Records(error) => (texts.t("fault-records").to_owned(), error.to_string()),
            Self::RecordsAside(set_aside) => {
                (say_aside("fault-records-aside", "fault-records-stuck", set_aside, texts), set_aside.finding.clone())
            }
            Self::Recording(finding) => (texts.t("fault-recording").to_owned(), finding.clone()),
            Self::Replay(error) => (texts.t("fault-replay").to_owned(), error.to_string()),
            Self::Tape(fault) => (texts.t("fault-tape").to_owned(), fault.to_string()),
            Self::Difference(difference) => (say_difference(difference, texts), String::new()),
            Self::Lab(finding) => (texts.t("fault-lab").to_owned(), finding.clone()),
            Self::SettingsAside(set_aside) => {
                (say_aside("fault-settings-aside", "fault-settings-stuck", set_aside, texts), set_aside.finding.clone())
            }
        };
        if finding.is_empty() { words } else { format!("{words}\n{finding}") }
    }
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

impl From<KindError> for Fault {
    fn from(error: KindError) -> Self {
        match error {
            KindError::Read { path, source } => Self::read(&path, &source),
            KindError::Unknown { path } => Self::Kind { file: path.display().to_string() },
            KindError::Several { path, runs } => Self::Several { folder: path.display().to_string(), runs },
        }
    }
}

impl From<LevelError> for Fault {
    fn from(error: LevelError) -> Self {
        Self::Level(error)
    }
}

impl From<SetupError> for Fault {
    fn from(error: SetupError) -> Self {
        Self::Setup(error)
    }
}

impl From<WeightsError> for Fault {
    fn from(error: WeightsError) -> Self {
        Self::Checkpoint(error)
    }
}

impl From<MatchError> for Fault {
    fn from(error: MatchError) -> Self {
        Self::Match(Box::new(error))
    }
}

impl From<RecordsError> for Fault {
    fn from(error: RecordsError) -> Self {
        Self::Records(error)
    }
}

impl From<ReplayError> for Fault {
    fn from(error: ReplayError) -> Self {
        Self::Replay(error)
    }
}

impl From<TapeFault> for Fault {
    fn from(fault: TapeFault) -> Self {
        Self::Tape(fault)
    }
}

impl From<Difference> for Fault {
    fn from(difference: Difference) -> Self {
        Self::Difference(difference)
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
