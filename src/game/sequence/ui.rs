//! The sequence lab: its panels, and what they are handed of the session, frame by frame.

use bevy::prelude::*;

use super::{TrainingSession, commands::OpenedFile, input::TypedInput};
use crate::{
    game::{
        clips::ClipDesk,
        screen::frame::{PressedKeys, ScreenFrame},
    },
    language::Texts,
    panels::{
        KeyAction,
        sequence::{SequenceChoices, SequenceCommand, SequenceScreen, SequenceView},
    },
};

pub(super) fn draw(
    mut frame: ScreenFrame,
    (session, choices): (Res<TrainingSession>, Res<SequenceChoices>),
    (input, opened): (Res<TypedInput>, Res<OpenedFile>),
    (pressed, texts, mut desk): (Res<PressedKeys>, Res<Texts>, ClipDesk),
    mut screen: ResMut<SequenceScreen>,
    mut commands: MessageWriter<SequenceCommand>,
) -> Result {
    let models = session.trainees();
    let error = input.error();
    let news = desk.news(&frame.context()?, &texts);
    let view = SequenceView {
        choices: &choices,
        models: &models,
        is_running: session.is_running,
        is_over: session.is_over(),
        can_undo: session.can_undo(),
        can_redo: session.can_redo(),
        input: &input.text,
        input_error: error.as_deref(),
        opened: opened.0.as_ref(),
        past: &session.past,
        clips: news.view(None, None),
        pressed: &pressed.of(|action| if let KeyAction::Sequence(key) = action { Some(key) } else { None }),
    };
    let mut about_clips = Vec::new();
    let asked = frame.draw(|ui, look| match models.is_empty() {
        true => (Vec::new(), ui.available_rect_before_wrap()),
        false => screen.ui(ui, look, &view, &mut about_clips),
    })?;
    commands.write_batch(asked);
    desk.take(about_clips, screen.clip_order(), None);
    Ok(())
}
