//! What the panels of the replay tab are handed.

use bevy_egui::egui::{Rect, Ui};

use super::Frame;
use crate::{
    game::replays::showing::shown,
    panels::{
        Command, KeyAction,
        replay::{FilmView, ReplayScreen, ReplayView},
    },
};

/// Draws the tab; returns where the board belongs.
pub(super) fn draw(ui: &mut Ui, frame: &Frame, screen: &mut ReplayScreen, commands: &mut Vec<Command>) -> Rect {
    let Frame { look, scene, pressed } = *frame;
    let pressed: Vec<_> = pressed
        .iter()
        .filter_map(|action| match action {
            KeyAction::Replay(key) => Some(*key),
            _ => None,
        })
        .collect();
    let replays = &scene.replays;
    let shown = shown(replays, &scene.texts);
    let folder = scene.recordings.0.as_ref();
    let no_folder = folder.is_none().then_some("video-no-folder");
    let no_replay = match &shown {
        None => Some("video-no-replay"),
        Some(shown) if shown.difference.is_some() => Some("video-untrue"),
        Some(_) => None,
    };
    let no_episodes = (scene.lanes.shown().memory.latest() == 0).then_some("video-no-episodes");
    let folder = folder.map_or_else(String::new, |folder| folder.display().to_string());
    let film = FilmView {
        choice: *replays.film,
        making: scene.clip.progress(),
        no_clip: no_folder.or(no_replay),
        no_reel: no_folder.or(no_episodes),
        run_has_optimum: scene.optimum.known().is_some(),
        folder: &folder,
    };
    let view = ReplayView {
        rows: &replays.library.rows,
        selected: replays.shown.selected(),
        shown: shown.as_ref(),
        loading: replays.shown.is_reading(),
        can_undo: replays.library.deleted > 0,
        choices: *replays.choices,
        overlays: scene.overlays.0,
        has_optimum: replays.shown.optimum().is_some(),
        film,
        pressed: &pressed,
    };
    let (asked, free) = screen.ui(ui, look, &view);
    commands.extend(asked);
    free
}
