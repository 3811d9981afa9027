//! What a user may set about boards, and the font of their texts.
//! Colours are in the palette; what a single board shows is in its model.

use bevy::prelude::*;

/// Settings of all boards.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct BoardOptions {
    /// No gliding, shaking, breathing, glowing or bursting: pieces are where they go, and what happened is ringed.
    pub reduced_motion: bool,
    /// Multiplies the size of all texts on boards.
    pub text_scale: f32,
    /// The height of boards' titles in logical pixels; by the boards' size where nothing is given.
    pub title: Option<f32>,
}

impl Default for BoardOptions {
    fn default() -> Self {
        Self { reduced_motion: false, text_scale: 1.0, title: None }
    }
}

/// The font of texts on boards; nothing is written while it is the default handle and no default font exists.
#[derive(Resource, Clone, Debug, Default, PartialEq)]
pub struct BoardFont(pub Handle<Font>);
