//! What went wrong, in the person's language, with what to do about it; the exact finding stands behind, as the
//! modules below word it.

use std::{any::Any, fmt::Display, io, path::Path};

use thiserror::Error;

use super::KindError;
use crate::{
    arena::{ResumeError, RunCodeError, SetupError, versus::MatchError},
    disk::LabFileError,
    files::SetAside,
    gridworld::LevelError,
    language::{Language, Texts},
    learning::SettingError,
    panels::{level_name, numbers},
    records::RecordsError,
    replay::{Cause, Difference, NoGhost, ReplayError, TapeFault},
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
    /// A tick cannot be reached again.
    Lens { finding: String },
    /// A tick that was made again is not the step of the replay.
    LensStep { tick: u64 },
    /// The records cannot be written.
    Records(#[from] RecordsError),
    /// The records of the last time; where they were set aside, if they could be.
    RecordsAside(SetAside),
    /// A recording cannot be made or went wrong; the encoder's words name the file and the remedy.
    Recording(String),
    /// A folder cannot be shown.
    Folder { folder: String, finding: String },
    /// A picture was not copied; the system's words.
    Clipboard(String),
    /// A replay cannot be read or written.
    Replay(#[from] ReplayError),
    /// An episode in memory does not play again.
    Tape(#[from] TapeFault),
    /// There is no folder for replays.
    Nowhere,
    /// A replay does not play as it was recorded.
    Difference(#[from] Difference),
    /// A session of the lab cannot be read or written.
    LabFile(#[from] LabFileError),
    /// Something of the sequence lab; the words name file or setting, and the remedy.
    Lab(String),
    /// Nobody can race against this replay.
    Ghost { file: String, no: NoGhost },
    /// The best race on a level; where it was set aside, if it could be.
    BestAside(SetAside),
    /// The settings of the last time; where they were set aside, if they could be.
    SettingsAside(SetAside),
    /// What ran when the window was closed; where it was set aside, if it could be.
    UnfinishedAside(SetAside),
    /// The program itself failed in the background; what it said.
    Panic(String),
}

impl Fault {
    /// The file system refused to read.
    pub fn read(file: &Path, refused: &io::Error) -> Self {
        Self::Read { file: file.display().to_string(), finding: refused.to_string() }
    }

    /// The file system refused to write.
    pub fn write(file: &Path, refused: impl Display) -> Self {
        Self::Write { file: file.display().to_string(), finding: refused.to_string() }
    }

    /// A saved run is damaged or another version's.
    pub fn run(file: &Path, error: &ResumeError) -> Self {
        Self::Run { file: file.display().to_string(), finding: error.to_string() }
    }

    /// Nobody can race against this replay.
    pub fn ghost(file: &Path, no: NoGhost) -> Self {
        // Its folder is known to whoever has just chosen it.
        let file = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        Self::Ghost { file, no }
    }

    /// A recording cannot be made or went wrong.
    pub fn recording(fault: impl Display) -> Self {
        Self::Recording(fault.to_string())
    }

    /// Something of the sequence lab.
    pub fn lab(fault: impl Display) -> Self {
        Self::Lab(fault.to_string())
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
            Self::Level(error) => (plain("fault-level"), say_level(error, texts)),
            Self::Setup(SetupError::Inputs { expected, found, .. }) => {
                let values = [("expected", (*expected).into()), ("found", (*found).into())];
                (texts.t_with("fault-fit", &values), String::new())
            }
            Self::Setup(error) => (plain("fault-setup"), say_setup(error, texts)),
            Self::RunCode(error) => say_run_code(error, texts),
            Self::Checkpoint(WeightsError { file, fault }) => (plain("fault-checkpoint"), found(file, fault, texts)),
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
            Self::Lens { finding } => (plain("fault-lens"), finding.clone()),
            Self::LensStep { tick } => {
                (texts.t_with("fault-lens-step", &[("tick", numbers::whole(*tick).into())]), String::new())
            }
            Self::Records(error) => (plain("fault-records"), error.to_string()),
            Self::RecordsAside(set_aside) => say_aside(set_aside, "fault-records-aside", "fault-records-stuck", texts),
            Self::Recording(finding) => (plain("fault-recording"), finding.clone()),
            Self::Folder { folder, finding } => {
                (texts.t_with("fault-folder", &[("folder", folder.into())]), finding.clone())
            }
            Self::Clipboard(finding) => (plain("fault-clipboard"), finding.clone()),
            Self::Replay(ReplayError { file, fault }) => (plain("fault-replay"), found(file, fault, texts)),
            Self::Tape(fault) => (plain("fault-tape"), fault.to_string()),
            Self::Nowhere => (plain("notice-replay-nowhere"), String::new()),
            Self::Difference(difference) => (say_difference(difference, texts), String::new()),
            Self::LabFile(error) => (plain("fault-lab-file"), error.to_string()),
            Self::Lab(finding) => (plain("fault-lab"), finding.clone()),
            Self::Ghost { file, no } => (of_file("fault-ghost", file), say_no_ghost(no, texts)),
            Self::BestAside(set_aside) => say_aside(set_aside, "fault-best-aside", "fault-best-stuck", texts),
            Self::SettingsAside(set_aside) => {
                say_aside(set_aside, "fault-settings-aside", "fault-settings-stuck", texts)
            }
            Self::UnfinishedAside(set_aside) => {
                say_aside(set_aside, "fault-unfinished-aside", "fault-unfinished-stuck", texts)
            }
            Self::Panic(finding) => (plain("fault-panic"), finding.clone()),
        };
        if finding.is_empty() { words } else { format!("{words}\n{}", texts.finding(&finding)) }
    }
}

/// A file, and what was found in it.
fn found(file: &str, finding: impl Display, texts: &Texts) -> String {
    format!("{file}: {}", texts.finding(&finding.to_string()))
}

/// Where in a level something is wrong, and what.
fn say_level(error: &LevelError, texts: &Texts) -> String {
    let LevelError { file, place, problem } = error;
    found(&format!("{}: {}", texts.finding(file), texts.finding(place)), problem, texts)
}

/// Why a run cannot start; a hyperparameter is called as in the panel.
fn say_setup(error: &SetupError, texts: &Texts) -> String {
    match error {
        SetupError::Level(error) => say_level(error, texts),
        SetupError::Setting(SettingError::Value { key, value, expected }) => {
            let name = texts.t(&format!("param-{key}")).to_owned();
            let named = SettingError::Value { key: name, value: value.clone(), expected: expected.clone() };
            texts.finding(&named.to_string())
        }
        _ => texts.finding(&error.to_string()),
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
            let finding =
                if let RunCodeError::Setup(error) = error { say_setup(error, texts) } else { error.to_string() };
            return (texts.t("fault-setup").to_owned(), finding);
        }
    };
    (words, String::new())
}

/// Where a file is now, and why; `stuck` says that it lies where it was.
fn say_aside(set_aside: &SetAside, moved: &str, stuck: &str, texts: &Texts) -> (String, String) {
    let SetAside { file, aside, finding } = set_aside;
    let mut values = vec![("file", file.display().to_string().into())];
    values.extend(aside.iter().map(|aside| ("aside", aside.display().to_string().into())));
    let words = texts.t_with(if aside.is_some() { moved } else { stuck }, &values);
    (words, finding.clone())
}

/// Why nobody can race against a replay; levels by their titles.
fn say_no_ghost(no: &NoGhost, texts: &Texts) -> String {
    match no {
        NoGhost::NoRace => texts.t("no-ghost-race").to_owned(),
        NoGhost::OtherLevel { recorded, chosen } => {
            let [recorded, chosen] = [recorded, chosen].map(|name| level_name(name, texts));
            texts.t_with("no-ghost-level", &[("recorded", recorded.into()), ("chosen", chosen.into())])
        }
        NoGhost::MissingLevel { level } => {
            texts.t_with("no-ghost-missing", &[("level", level_name(level, texts).into())])
        }
        NoGhost::Difference(difference) => say_difference(difference, texts),
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
    use crate::{
        gridworld::Level,
        learning::{Algorithm, Hyperparameters, Preset},
        replay::ReplayFault,
    };

    /// In Korean nothing of the modules' English is left but names.
    #[test]
    fn what_was_found_is_said_in_the_language_of_the_window() {
        let classic = || Level::built_in("classic").expect("it is built in");
        let level = |from: &str, to: &str| -> Fault {
            let text = classic().to_toml().replacen(from, to, 1);
            Level::from_toml(&text, "x.toml").expect_err("it is broken").into()
        };
        let mut hyperparameters = Hyperparameters::preset(Algorithm::DeepSarsa, Preset::Tuned);
        hyperparameters.clip_norm = -1.0;
        let setting = hyperparameters.check().expect_err("it is out of range");
        let mut walled = classic();
        walled.set_wall(walled.goals[0], true);
        let faults: Vec<(Fault, &[&str])> = vec![
            (level("A", "!"), &["x.toml", "번째 줄", "`!`"]),
            (level(" G", " G ."), &["x.toml", "5칸", "6칸"]),
            (level("version = 1", "version = 7"), &["x.toml", "버전 7"]),
            (level(" G", " ."), &["x.toml", "목표"]),
            (walled.check().expect_err("the goal is in a wall").into(), &["(4, 4)", "벽"]),
            (SetupError::from(setting).into(), &["기울기", "1000"]),
            (SetupError::Seats { found: 0, most: 64 }.into(), &["64"]),
            (ReplayError { file: "x.replay".to_owned(), fault: ReplayFault::Foreign }.into(), &["x.replay"]),
            (Fault::ghost(Path::new("a/x.replay"), NoGhost::NoRace), &["x.replay", "경주"]),
            (Fault::ghost(Path::new("x.replay"), NoGhost::MissingLevel { level: "rush".to_owned() }), &["러시"]),
        ];
        let texts = Texts::new(Language::Korean);
        for (fault, named) in faults {
            let said = fault.say(&texts);
            let english = said.split(|sign: char| !sign.is_ascii_alphabetic()).filter(|word| word.len() > 1);
            let known = ["toml", "replay", "train", "version", "starts", "goals", "classic", "Sidestep"];
            let left: Vec<&str> = english.filter(|word| !known.contains(word)).collect();
            assert!(left.is_empty(), "{left:?} in {said}");
            assert!(named.iter().all(|name| said.contains(name)), "{named:?} in {said}");
        }
    }

    #[test]
    fn a_file_that_was_set_aside_is_said_to_lie_where_it_lies() {
        let set_aside = |aside: Option<&str>| SetAside {
            file: "data/records.json".into(),
            aside: aside.map(Into::into),
            finding: "damage".to_owned(),
        };
        for language in Language::ALL {
            let texts = Texts::new(language);
            for fault in [Fault::BestAside, Fault::RecordsAside, Fault::SettingsAside, Fault::UnfinishedAside] {
                let moved = fault(set_aside(Some("data/records.damaged-1.json"))).say(&texts);
                assert!(moved.contains("data/records.damaged-1.json") && moved.contains("damage"), "{moved}");
                let stuck = fault(set_aside(None)).say(&texts);
                assert_eq!(stuck.matches("records.json").count(), 1, "{stuck}");
            }
        }
    }
}
