//! Matches between people and agents: who sits where, when time goes on, what is shown and kept.
//! The rules of matches are the arena's, the panels are `panels::versus`.

mod bout;
mod contenders;
#[cfg(feature = "gamepad")]
mod gamepads;
mod keyboard;
mod keypresses;
mod ledger;
mod lessons;
mod matchmaking;
mod practice;
mod reel;
mod report;
pub(super) mod showing;
#[cfg(feature = "sound")]
mod sounds;
mod stage;
mod wishes;

use bevy::prelude::*;

pub use bout::{Bout, Cue, Moment};
pub use ledger::{DataFolder, Ledger};
pub(super) use showing::mode_text;

use super::{
    control::ControlSystems,
    notices::Announcer,
    preferences::Preferences,
    replays::Keeper,
    view::{ViewSystems, spawn_boards},
};
use crate::panels::Tab;
use ledger::Book;
use practice::Practice;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Contest>()
        .init_resource::<matchmaking::MatchLevel>()
        .init_resource::<matchmaking::MatchOptimum>()
        .init_resource::<matchmaking::Preview>()
        .add_message::<Cued>()
        .add_message::<bevy::input::keyboard::KeyboardInput>()
        .add_message::<bevy::input::keyboard::KeyboardFocusLost>()
        .add_plugins((ledger::plugin, lessons::plugin))
        .add_systems(
            Update,
            (
                matchmaking::choose_level,
                matchmaking::ask_for_optimum,
                wishes::obey,
                ledger::obey,
                keyboard::listen,
                practice::practise_between_rounds,
                go_on,
                keep,
                matchmaking::lay_out,
            )
                .chain()
                .after(ControlSystems)
                .before(ViewSystems)
                .run_if(is_on_screen),
        )
        .add_systems(
            Update,
            (stage::fill, stage::flash).chain().after(spawn_boards).in_set(ViewSystems).run_if(is_on_screen),
        );
    #[cfg(feature = "sound")]
    app.add_plugins(sounds::plugin);
    #[cfg(feature = "gamepad")]
    app.add_systems(Update, gamepads::listen.after(keyboard::listen).before(go_on).run_if(is_on_screen));
}

fn is_on_screen(preferences: Res<Preferences>) -> bool {
    preferences.tab == Tab::Versus
}

/// The match that is on, and what stands around it.
#[derive(Resource, Default)]
pub struct Contest {
    /// The match; `None` while one is being chosen.
    pub bout: Option<Bout>,
    /// Why no match can begin, in the person's language.
    pub problem: Option<String>,
    /// The round whose ways are shown after the match, from 0.
    pub shown_round: usize,
    practice: Practice,
}

impl Contest {
    /// Whether a match is on whose time runs.
    pub fn is_playing(&self) -> bool {
        let bout = self.bout.as_ref();
        bout.is_some_and(|bout| !bout.paused && bout.moment != Moment::Over)
    }
}

/// Something happened in the match that is worth a flash or a sound.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cued(pub Cue);

/// Time passes for the match while its screen is shown; what it brings is told.
fn go_on(
    time: Res<Time>,
    preferences: Res<Preferences>,
    optimum: Res<matchmaking::MatchOptimum>,
    keeper: Res<Keeper>,
    mut contest: ResMut<Contest>,
    mut cues: MessageWriter<Cued>,
) {
    let contest = &mut *contest;
    let may_go_on = !contest.practice.is_running();
    let Some(bout) = &mut contest.bout else { return };
    if bout.optimum.is_none() {
        bout.optimum = optimum.known().cloned();
    }
    // A round that ended by giving up has been announced already: `wishes` left its cues in the bout.
    let mut told = std::mem::take(&mut bout.cues);
    told.extend(bout.advance(time.delta_secs(), preferences.versus.tempo, may_go_on));
    bout.take_replays().into_iter().for_each(|replay| keeper.keep(replay));
    cues.write_batch(told.into_iter().map(Cued));
}

/// Keeps what is to be kept of rounds and matches that have ended.
fn keep(
    mut cues: MessageReader<Cued>,
    mut contest: ResMut<Contest>,
    mut book: Book,
    mut lessons: ResMut<lessons::Lessons>,
    mut announcer: Announcer,
) {
    for Cued(cue) in cues.read() {
        let contest = &mut *contest;
        let Some(bout) = &mut contest.bout else { continue };
        match cue {
            Cue::RoundOver(_) => lessons.remember(bout),
            Cue::MatchOver(_) => {
                contest.shown_round = bout.game.rounds().len().saturating_sub(1);
                let mut report = report::Report::of(&bout.game, bout.optimum.as_ref());
                report.rating = book.ledger.count(bout);
                if report.rating.is_some() {
                    book.write(&mut announcer);
                }
                bout.report = Some(report);
            }
            _ => {}
        }
    }
}
