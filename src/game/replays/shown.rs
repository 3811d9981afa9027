//! The replay that is shown, and the next one while it is being read and played through in the background.

use std::sync::Arc;

use bevy::prelude::*;

use super::{Library, Playback, ReplaySource};
use crate::{
    game::{Announcer, BackgroundJob, Fault, optima::OptimumRequest},
    gridworld::Optimum,
    panels::{Picture, ReplayChoices, ReplayPlace},
};

/// What is shown.
#[derive(Resource, Default)]
pub struct ShownReplay {
    /// Where it is from, and how it stands.
    pub shown: Option<(ReplayPlace, Playback)>,
    next: Option<(ReplayPlace, BackgroundJob<Result<ReadReplay, Fault>>)>,
    optimum: OptimumRequest,
}

/// A replay that was read and played through.
struct ReadReplay {
    playback: Playback,
    picture: Picture,
}

impl ShownReplay {
    /// Reads a replay, which is shown as soon as it is there. One that was being read is forgotten.
    pub(super) fn read(&mut self, place: ReplayPlace, source: ReplaySource) {
        let job = BackgroundJob::start(move || {
            let replay = source.replay()?;
            Ok(ReadReplay { picture: Picture::of(&replay), playback: Playback::new(replay) })
        });
        self.next = Some((place, job));
    }

    /// The replay that is shown or being read.
    pub fn selected(&self) -> Option<&ReplayPlace> {
        let next = self.next.as_ref().map(|(place, _)| place);
        next.or_else(|| self.shown.as_ref().map(|(place, _)| place))
    }

    /// Whether one is being read.
    pub const fn is_reading(&self) -> bool {
        self.next.is_some()
    }

    /// How the one that is shown stands.
    pub fn playback(&self) -> Option<&Playback> {
        self.shown.as_ref().map(|(_, playback)| playback)
    }

    pub(super) fn playback_mut(&mut self) -> Option<&mut Playback> {
        self.shown.as_mut().map(|(_, playback)| playback)
    }

    /// Whether time runs.
    pub fn is_playing(&self) -> bool {
        self.playback().is_some_and(|playback| playback.playing)
    }

    /// The optimum of its level, where there is one that says something about it.
    pub fn optimum(&self) -> Option<&Optimum> {
        let playback = self.playback().filter(|playback| !playback.is_hunt())?;
        let optimum = self.optimum.known()?;
        // The answer may still be that to the question before.
        let is_asked =
            self.optimum.is_about(playback.player().replay().level(), playback.player().replay().header.gamma());
        is_asked.then_some(optimum.as_ref())
    }

    /// A replay's file is elsewhere now.
    pub(super) fn moved(&mut self, from: &ReplayPlace, to: ReplayPlace) {
        if let Some((place, _)) = self.shown.as_mut().filter(|(place, _)| place == from) {
            *place = to;
        }
    }

    /// A replay is not there any more.
    pub(super) fn forget(&mut self, gone: &ReplayPlace) {
        self.shown.take_if(|(place, _)| place == gone);
        self.next.take_if(|(place, _)| place == gone);
    }

    /// The episodes in memory are others now. What is shown may be looked at to its end.
    pub(super) fn forget_run(&mut self) {
        self.shown.take_if(|(place, _)| matches!(place, ReplayPlace::Run(_)));
        self.next.take_if(|(place, _)| matches!(place, ReplayPlace::Run(_)));
    }
}

/// Shows the next replay once it has been read.
pub(super) fn begin(mut shown: ResMut<ShownReplay>, mut library: ResMut<Library>, mut announcer: Announcer) {
    let Some((place, job)) = shown.next.take_if(|(_, job)| job.is_done()) else {
        return;
    };
    let Some(ReadReplay { mut playback, picture }) = announcer.ok(job.result().flatten()) else { return };
    if let ReplayPlace::File(path) = &place {
        library.list_file(path, playback.player().replay().header.clone(), Arc::new(picture.into()));
    }
    if let Some(difference) = playback.difference.clone() {
        announcer.error(difference);
    } else {
        playback.play();
    }
    shown.shown = Some((place, playback));
}

/// Time passes for the replay while its screen is shown.
pub(super) fn go_on(
    time: Res<Time>,
    choices: Res<ReplayChoices>,
    mut shown: ResMut<ShownReplay>,
    mut announcer: Announcer,
) {
    let Some(playback) = shown.playback_mut() else { return };
    announcer.ok(playback.advance(time.delta_secs_f64(), choices.per_second, choices.repeat));
}

/// Asks for the optimum of the level.
pub(super) fn ask_for_optimum(mut shown: ResMut<ShownReplay>) {
    let shown = shown.bypass_change_detection();
    let Some((_, playback)) = shown.shown.as_ref().filter(|(_, playback)| !playback.is_hunt()) else {
        return;
    };
    shown.optimum.ask(playback.player().replay().level(), playback.player().replay().header.gamma());
}
