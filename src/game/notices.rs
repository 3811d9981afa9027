//! What the window tells the person in passing: done, to be known, failed. Drawn by `panels::Messages`.

use std::path::Path;

use bevy::{ecs::system::SystemParam, prelude::*};

use super::faults::Fault;
use crate::{
    language::Texts,
    panels::{MessageKind, Messages},
};

/// The messages that are in view.
#[derive(Resource, Default)]
pub struct Notices(pub Messages);

impl Notices {
    /// Brings a message up.
    pub fn push(&mut self, kind: MessageKind, text: &str) {
        self.0.push(kind, text);
    }
}

/// Brings messages up in the person's language.
#[derive(SystemParam)]
pub(super) struct Announcer<'w> {
    notices: ResMut<'w, Notices>,
    /// The texts of that language.
    pub texts: Res<'w, Texts>,
}

impl Announcer<'_> {
    /// Something is done; the text by its key.
    pub fn done(&mut self, key: &str) {
        self.notices.push(MessageKind::Done, self.texts.t(key));
    }

    /// Something is done with a file; the text by its key.
    pub fn done_with(&mut self, key: &str, file: &Path) {
        self.say_done(&self.texts.t_with(key, &[("file", file.to_string_lossy().into())]));
    }

    /// Something is done; the text as it is shown.
    pub fn say_done(&mut self, text: &str) {
        self.notices.push(MessageKind::Done, text);
    }

    /// Something should be known; the text by its key.
    pub fn note(&mut self, key: &str) {
        self.notices.push(MessageKind::Notice, self.texts.t(key));
    }

    /// Something should be known; the text as it is shown.
    pub fn say_note(&mut self, text: &str) {
        self.notices.push(MessageKind::Notice, text);
    }

    /// Something went wrong.
    pub fn error(&mut self, fault: impl Into<Fault>) {
        self.notices.push(MessageKind::Error, &fault.into().say(&self.texts));
    }
}
