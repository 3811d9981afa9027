//! The replay screen: its panels, and what they are handed.

use bevy::prelude::*;

use super::{Library, ReplayOverlays, ShownReplay};
use crate::{
    game::{
        clips::ClipDesk,
        faults::Fault,
        lanes::Lanes,
        optima::CurrentOptimum,
        screen::frame::{PressedKeys, ScreenFrame},
    },
    language::Texts,
    panels::{
        KeyAction,
        replay::{ClipView, ReplayChoices, ReplayCommand, ReplayScreen, ReplayView, ShownView, called, facts},
    },
};

pub(super) fn draw(
    mut frame: ScreenFrame,
    (library, replay): (Res<Library>, Res<ShownReplay>),
    (choices, overlays, mut desk): (Res<ReplayChoices>, Res<ReplayOverlays>, ClipDesk),
    (lanes, optimum, texts): (Res<Lanes>, Res<CurrentOptimum>, Res<Texts>),
    (pressed, mut screen): (Res<PressedKeys>, ResMut<ReplayScreen>),
    mut commands: MessageWriter<ReplayCommand>,
) -> Result {
    let shown = shown(&replay, &library, &texts);
    let no_replay = match &shown {
        None => Some("video-no-replay"),
        Some(shown) if shown.difference.is_some() => Some("video-untrue"),
        Some(_) => None,
    };
    let no_episodes = (lanes.shown().memory.latest() == 0).then_some("video-no-episodes");
    let news = desk.news(&frame.context()?, &texts);
    let clips = ClipView { run_has_optimum: optimum.known().is_some(), ..news.view(no_replay, no_episodes) };
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
    desk.take(about_clips, screen.clip_order(), replay.selected());
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
        no_lens: playback.in_run().err(),
        difference: difference.map(|difference| (Fault::from(difference.clone()).say(texts), difference.step)),
    })
}
