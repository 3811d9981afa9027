//! What the window tells the person in passing: done, to be known, failed. It is data wherever it happens, and put into words here.
//! Drawn by `panels::Messages`.

use std::path::{Path, PathBuf};

use bevy::{ecs::system::SystemParam, prelude::*};

use super::Fault;
use crate::{
    arena::{CodedLevel, Gives, RunCode},
    gridworld::LevelWarning,
    language::Texts,
    panels::{MessageKind, Messages, level_name, warning_text},
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Notices>().add_message::<Notice>().add_systems(PostUpdate, word);
}

/// Something that the person is told. Texts are named by their keys.
#[derive(Message, Debug)]
pub(super) enum Notice {
    /// Something is done.
    Done(&'static str),
    /// Something is done with a file.
    DoneWith(&'static str, PathBuf),
    /// A clip is there, with its length in seconds and its size in bytes.
    Clip { key: &'static str, file: PathBuf, seconds: f64, bytes: u64 },
    /// The code of a run is on the clipboard, and gives so much of the run.
    RunCode { code: RunCode, gives: Gives },
    /// A race is the person's best on the level of this name: steps over the optimum's, and hits.
    Best { level: String, excess: i64, hits: u32 },
    /// Something should be known.
    Note(&'static str),
    /// Something should be known of the file of this name.
    NoteOf(&'static str, String),
    /// These networks of the file of this name are not shown.
    LeftOut { file: String, names: Vec<String> },
    /// Something is odd about the level on the boards.
    Level(LevelWarning),
    /// Something went wrong.
    Fault(Fault),
}

impl Notice {
    fn kind(&self) -> MessageKind {
        match self {
            Self::Done(_) | Self::DoneWith(..) | Self::Best { .. } | Self::Clip { .. } | Self::RunCode { .. } => {
                MessageKind::Done
            }
            Self::Note(_) | Self::NoteOf(..) | Self::LeftOut { .. } | Self::Level(_) => MessageKind::Notice,
            Self::Fault(_) => MessageKind::Error,
        }
    }

    pub(super) fn say(&self, texts: &Texts) -> String {
        let path = |path: &Path| ("file", path.display().to_string().into());
        match self {
            Self::Done(key) | Self::Note(key) => texts.t(key).to_owned(),
            Self::DoneWith(key, file) => texts.t_with(key, &[path(file)]),
            Self::Clip { key, file, seconds, bytes } => {
                let tenths = |value: f64| format!("{value:.1}").into();
                let megabytes = *bytes as f64 / 1e6;
                texts.t_with(key, &[path(file), ("seconds", tenths(*seconds)), ("megabytes", tenths(megabytes))])
            }
            Self::Best { level, excess, hits } => {
                let level = level_name(level, texts);
                let side = if *excess > 0 {
                    "more"
                } else if *excess < 0 {
                    "less"
                } else {
                    "same"
                };
                let steps = excess.unsigned_abs();
                let values =
                    [("level", level.into()), ("side", side.into()), ("steps", steps.into()), ("hits", (*hits).into())];
                texts.t_with("notice-best", &values)
            }
            Self::RunCode { code, gives } => {
                let key = match gives {
                    Gives::Run => "notice-run-code",
                    Gives::Beginning => "notice-run-code-beginning",
                    Gives::Settings => "notice-run-code-settings",
                };
                let copied = texts.t_with(key, &[("code", code.to_string().into())]);
                match &code.level {
                    CodedLevel::Here(_) => copied,
                    CodedLevel::Needed { name, .. } => {
                        copied + "\n" + &texts.t_with("notice-run-code-level", &[("level", name.into())])
                    }
                }
            }
            Self::NoteOf(key, name) => texts.t_with(key, &[("file", name.into())]),
            Self::LeftOut { file, names } => {
                texts.t_with("notice-left-out", &[("file", file.into()), ("names", names.join(", ").into())])
            }
            Self::Level(warning) => warning_text(texts, warning),
            Self::Fault(fault) => fault.say(texts),
        }
    }
}

/// The messages that are in view.
#[derive(Resource, Default)]
pub struct Notices(pub Messages);

/// Brings up what was told, in the person's language.
fn word(mut told: MessageReader<Notice>, texts: Res<Texts>, mut notices: ResMut<Notices>) {
    for notice in told.read() {
        notices.0.push(notice.kind(), notice.say(&texts));
    }
}

/// Tells the person something.
#[derive(SystemParam)]
pub(super) struct Announcer<'w>(MessageWriter<'w, Notice>);

impl Announcer<'_> {
    /// Something is done; the text by its key.
    pub fn done(&mut self, key: &'static str) {
        self.tell(Notice::Done(key));
    }

    /// Something is done with a file; the text by its key.
    pub fn done_with(&mut self, key: &'static str, file: &Path) {
        self.tell(Notice::DoneWith(key, file.to_owned()));
    }

    /// Something should be known; the text by its key.
    pub fn note(&mut self, key: &'static str) {
        self.tell(Notice::Note(key));
    }

    /// What came of it; where it failed, why is said.
    pub fn ok<T>(&mut self, outcome: Result<T, impl Into<Fault>>) -> Option<T> {
        outcome.map_err(|fault| self.error(fault)).ok()
    }

    /// A file is written, or not.
    pub fn saved(&mut self, outcome: Result<(), Fault>, file: &Path) {
        if self.ok(outcome).is_some() {
            self.done_with("notice-saved", file);
        }
    }

    /// Something went wrong.
    pub fn error(&mut self, fault: impl Into<Fault>) {
        self.tell(Notice::Fault(fault.into()));
    }

    /// Anything else.
    pub fn tell(&mut self, notice: Notice) {
        self.0.write(notice);
    }
}
