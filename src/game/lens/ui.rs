//! The lens's panels, and what they are handed.

use bevy::prelude::*;

use super::{LensSession, VisitedTick, why::WhySession};
use crate::{
    game::screen::frame::{PressedKeys, ScreenFrame},
    language::Texts,
    panels::{
        KeyAction,
        lens::{LensCommand, LensScreen, LensSource, LensView, ShownTick},
    },
};

pub(super) fn draw(
    mut frame: ScreenFrame,
    session: Res<LensSession>,
    (pressed, texts): (Res<PressedKeys>, Res<Texts>),
    why: Res<WhySession>,
    mut screen: ResMut<LensScreen>,
    mut commands: MessageWriter<LensCommand>,
) -> Result {
    let pressed = pressed.of(|action| if let KeyAction::Lens(key) = action { Some(key) } else { None });
    let fault = session.fault.as_ref().map(|fault| fault.say(&texts));
    let view = LensView {
        shown: session.shown().map(|shown| view_of(shown, &why)),
        reached: session.progress().filter(|_| session.takes_long() || session.shown().is_none()),
        note: session.note(),
        source: LensSource { made: session.made, is_of_replay: session.is_of_replay },
        fault: fault.as_deref(),
        pressed: &pressed,
    };
    commands.write_batch(frame.draw(|ui, look| screen.ui(ui, look, &view))?);
    Ok(())
}

fn view_of<'a>(shown: &'a VisitedTick, why: &'a WhySession) -> ShownTick<'a> {
    let VisitedTick { stops, at, opened, followed, .. } = shown;
    ShownTick { lens: shown.lens(), past: shown.past(), stops, at: *at, opened, followed: *followed, why: why.view() }
}
