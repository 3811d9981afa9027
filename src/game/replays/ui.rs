//! The replay screen: its panels, and what they are handed.

use bevy::prelude::*;

use super::{Library, ReplayOverlays, ShownReplay};
use crate::{
    game::{
        clips::{ClipPreview, CurrentClip},
        faults::Fault,
        lanes::Lanes,
        optima::CurrentOptimum,
        recording::RecordingFolder,
        screen::frame::{PressedKeys, ScreenFrame},
    },
    language::Texts,
    panels::{
        KeyAction,
        replay::{
            ClipChoice, ClipCommand, ClipView, ReplayChoices, ReplayCommand, ReplayScreen, ReplayView, ShownView,
            called, facts,
        },
    },
};

pub(super) fn draw(
    mut frame: ScreenFrame,
    (library, replay): (Res<Library>, Res<ShownReplay>),
    (choices, clips, overlays): (Res<ReplayChoices>, Res<ClipChoice>, Res<ReplayOverlays>),
    (lanes, optimum, texts): (Res<Lanes>, Res<CurrentOptimum>, Res<Texts>),
    (clip, folder, mut preview): (Res<CurrentClip>, Res<RecordingFolder>, ResMut<ClipPreview>),
    (pressed, mut screen): (Res<PressedKeys>, ResMut<ReplayScreen>),
    (mut commands, mut clip_commands): (MessageWriter<ReplayCommand>, MessageWriter<ClipCommand>),
) -> Result {
    let shown = shown(&replay, &library, &texts);
    let folder = folder.0.as_ref();
    let no_folder = folder.is_none().then_some("video-no-folder");
    let no_replay = match &shown {
        None => Some("video-no-replay"),
        Some(shown) if shown.difference.is_some() => Some("video-untrue"),
        Some(_) => None,
    };
    let no_episodes = (lanes.shown().memory.latest() == 0).then_some("video-no-episodes");
    let folder = folder.map_or_else(String::new, |folder| folder.display().to_string());
    let clips = ClipView {
        choice: *clips,
        making: clip.progress(),
        preview: &preview.view(&frame.context()?, &texts),
        no_clip: no_folder.or(no_replay),
        no_reel: no_folder.or(no_episodes),
        run_has_optimum: optimum.known().is_some(),
        folder: &folder,
    };
    let view = ReplayView {
        items: &library.items,
        selected: replay.selected(),
        shown: shown.as_ref(),
        loading: replay.is_reading(),
        can_undo: library.deleted > 0,
        choices: *choices,
        overlays: overlays.0,
        has_optimum: replay.optimum().is_some(),
        clips,
        pressed: &pressed.of(|action| if let KeyAction::Replay(key) = action { Some(key) } else { None }),
    };
    let mut about_clips = Vec::new();
    commands.write_batch(frame.draw(|ui, look| screen.ui(ui, look, &view, &mut about_clips))?);
    clip_commands.write_batch(about_clips);
    preview.want(screen.clip_order(), replay.selected());
    let toggled = pressed.of(|action| if let KeyAction::ToggleOverlay(number) = action { Some(number) } else { None });
    commands.write_batch(toggled.into_iter().map(|number| ReplayCommand::SetOverlays(overlays.0.toggled(number))));
    Ok(())
}

/// What is shown in this frame; `None` where nothing is.
fn shown<'a>(replay: &'a ShownReplay, library: &Library, texts: &Texts) -> Option<ShownView<'a>> {
    let (place, playback) = replay.shown.as_ref()?;
    let player = playback.player();
    let title = library.item(place).map(|item| item.title(texts));
    let difference = playback.difference.as_ref();
    Some(ShownView {
        title: title.unwrap_or_else(|| called(&player.replay().header, texts)),
        facts: facts(player.replay(), texts),
        playing: playback.playing,
        player,
        markers: &playback.markers,
        difference: difference.map(|difference| (Fault::from(difference.clone()).say(texts), difference.step)),
    })
}
