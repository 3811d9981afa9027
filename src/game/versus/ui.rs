//! The versus screen: its panels, and what they are handed.

use bevy::prelude::*;
use bevy_egui::EguiContexts;

use super::showing::{MatchScene, Showing};
use crate::{
    game::{
        lanes::Lanes,
        screen::frame::{PressedKeys, ScreenFrame},
    },
    language::Texts,
    panels::{
        KeyAction, TrainScreen,
        versus::{RecordsView, VersusCommand, VersusScreen, VersusView},
    },
};

/// A button that was clicked keeps the focus, and would be pressed again by the keys that steer.
pub(super) fn free_keys(mut contexts: EguiContexts, scene: MatchScene) -> Result {
    if scene.wants_the_keyboard() {
        contexts.ctx_mut()?.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
    Ok(())
}

pub(super) fn draw(
    mut frame: ScreenFrame,
    scene: MatchScene,
    (lanes, texts, train): (Res<Lanes>, Res<Texts>, Res<TrainScreen>),
    pressed: Res<PressedKeys>,
    mut screen: ResMut<VersusScreen>,
    mut commands: MessageWriter<VersusCommand>,
) -> Result {
    let of_screen = |action: &KeyAction| match action {
        KeyAction::Versus(key) => Some(*key),
        _ => None,
    };
    let pressed: Vec<_> = pressed.0.iter().filter_map(of_screen).collect();
    let showing = Showing::of(&scene, &lanes, &texts);
    let view = VersusView {
        levels: train.controls.levels(),
        has_optimum: showing.has_optimum,
        opponents: &showing.opponents,
        learner: &showing.learner,
        phase: showing.phase,
        records: RecordsView { rows: &showing.records, rating: showing.rating, can_undo: showing.can_undo_reset },
        pressed: &pressed,
    };
    commands.write_batch(frame.draw(|ui, look| screen.ui(ui, look, &scene.draft, &view))?);
    Ok(())
}
