//! The replay screen: its panels, and what they are handed.

use bevy::prelude::*;

use super::showing::{ReplayScene, shown};
use crate::{
    game::{
        clips::CurrentClip,
        lanes::Lanes,
        optima::CurrentOptimum,
        overlays::ShownOverlays,
        recording::RecordingFolder,
        screen::frame::{PressedKeys, ScreenFrame},
    },
    language::Texts,
    panels::{
        KeyAction,
        replay::{FilmView, ReplayCommand, ReplayScreen, ReplayView},
    },
};

pub(super) fn draw(
    mut frame: ScreenFrame,
    (replays, overlays): (ReplayScene, Res<ShownOverlays>),
    (lanes, optimum, texts): (Res<Lanes>, Res<CurrentOptimum>, Res<Texts>),
    (clip, folder): (Res<CurrentClip>, Res<RecordingFolder>),
    pressed: Res<PressedKeys>,
    mut screen: ResMut<ReplayScreen>,
    mut commands: MessageWriter<ReplayCommand>,
) -> Result {
    let of_screen = |action: &KeyAction| match action {
        KeyAction::Replay(key) => Some(*key),
        _ => None,
    };
    let pressed: Vec<_> = pressed.0.iter().filter_map(of_screen).collect();
    let shown = shown(&replays, &texts);
    let folder = folder.0.as_ref();
    let no_folder = folder.is_none().then_some("video-no-folder");
    let no_replay = match &shown {
        None => Some("video-no-replay"),
        Some(shown) if shown.difference.is_some() => Some("video-untrue"),
        Some(_) => None,
    };
    let no_episodes = (lanes.shown().memory.latest() == 0).then_some("video-no-episodes");
    let folder = folder.map_or_else(String::new, |folder| folder.display().to_string());
    let film = FilmView {
        choice: *replays.film,
        making: clip.progress(),
        no_clip: no_folder.or(no_replay),
        no_reel: no_folder.or(no_episodes),
        run_has_optimum: optimum.known().is_some(),
        folder: &folder,
    };
    let view = ReplayView {
        rows: &replays.library.rows,
        selected: replays.shown.selected(),
        shown: shown.as_ref(),
        loading: replays.shown.is_reading(),
        can_undo: replays.library.deleted > 0,
        choices: *replays.choices,
        overlays: overlays.0,
        has_optimum: replays.shown.optimum().is_some(),
        film,
        pressed: &pressed,
    };
    commands.write_batch(frame.draw(|ui, look| screen.ui(ui, look, &view))?);
    Ok(())
}
