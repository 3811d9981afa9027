//! What the window tells the person in passing: done, to be known, failed. Drawn by `panels::Messages`.

use bevy::prelude::*;

use crate::panels::{MessageKind, Messages};

/// The messages that are in view.
#[derive(Resource, Default)]
pub struct Notices(pub Messages);

impl Notices {
    /// Brings a message up.
    pub fn push(&mut self, kind: MessageKind, text: &str) {
        self.0.push(kind, text);
    }
}
