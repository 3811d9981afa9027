//! Matches between people and agents: who sits where, when time goes on, what is shown and kept.
//! The rules of matches are the arena's, the panels are `panels::versus`.

mod best;
mod board;
mod commands;
mod current_match;
mod demonstrations;
#[cfg(feature = "gamepad")]
mod gamepads;
mod ghost;
mod hint;
mod keyboard;
mod keypresses;
mod lesson;
mod live_ghost;
mod live_match;
mod match_optima;
mod match_records;
mod matchmaking;
mod practice;
mod pupil;
mod recorder;
mod report;
mod seat_players;
#[cfg(any(feature = "sound", windows, target_os = "macos"))]
mod sounds;
mod ui;
mod watching;

use bevy::prelude::*;
use bevy_egui::EguiPrimaryContextPass;

pub use current_match::{Cued, CurrentMatch};
pub use demonstrations::DemonstrationPool;
pub use ghost::ChosenGhost;
pub use lesson::{Lessons, PlayedOn};
pub use live_ghost::LiveGhost;
pub use live_match::{Cue, LiveMatch, MatchPhase};
pub use match_records::MatchRecords;
pub use matchmaking::MatchLevel;
pub use pupil::{Pupil, Pupils};

use super::{
    awake::{Awake, AwakeSystems},
    notices::Announcer,
    replays::StoreThread,
    sets::{ControlSystems, DrawSystems, ViewSystems},
};
use crate::panels::{MatchDraft, Tab, VersusCommand, VersusScreen};
use match_records::RecordsFile;

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<CurrentMatch>()
        .init_resource::<MatchDraft>()
        .init_resource::<VersusScreen>()
        .add_message::<VersusCommand>()
        .init_resource::<matchmaking::MatchLevel>()
        .init_resource::<match_optima::MatchOptima>()
        .init_resource::<matchmaking::Preview>()
        .init_resource::<ChosenGhost>()
        .add_message::<Cued>()
        .add_message::<bevy::input::keyboard::KeyboardInput>()
        .add_message::<bevy::input::keyboard::KeyboardFocusLost>()
        .init_resource::<demonstrations::DemonstrationPool>()
        .add_plugins((best::plugin, match_records::plugin, pupil::plugin))
        .add_systems(Update, commands::take_files)
        .add_systems(OnEnter(Tab::Versus), board::spawn_board)
        .add_systems(
            PreUpdate,
            (|current: Res<CurrentMatch>, mut awake: ResMut<Awake>| awake.0 |= current.is_playing())
                .in_set(AwakeSystems),
        )
        .add_systems(
            Update,
            (
                (matchmaking::choose_level, ghost::choose).chain(),
                match_optima::ask,
                commands::carry_out,
                keyboard::listen,
                practice::practise_between_rounds,
                watching::watch,
                go_on,
                (keep, hint::take_away),
                lesson::work_out,
                matchmaking::lay_out,
            )
                .chain()
                .after(ControlSystems)
                .before(ViewSystems)
                .run_if(in_state(Tab::Versus)),
        )
        .add_systems(Update, (board::fill, board::flash).chain().in_set(ViewSystems).run_if(in_state(Tab::Versus)))
        .add_systems(
            EguiPrimaryContextPass,
            (ui::free_keys.before(DrawSystems::Bar), ui::draw.in_set(DrawSystems::Screen))
                .run_if(in_state(Tab::Versus)),
        );
    #[cfg(any(feature = "sound", windows, target_os = "macos"))]
    app.add_plugins(sounds::plugin);
    #[cfg(feature = "gamepad")]
    app.add_systems(Update, gamepads::listen.after(keyboard::listen).before(go_on).run_if(in_state(Tab::Versus)));
}

/// Time passes for the match while its screen is shown; what it brings is told.
fn go_on(
    time: Res<Time>,
    draft: Res<MatchDraft>,
    optima: Res<match_optima::MatchOptima>,
    store: Res<StoreThread>,
    mut current: ResMut<CurrentMatch>,
    mut best: ResMut<best::BestRaces>,
    mut cues: MessageWriter<Cued>,
) {
    let current = &mut *current;
    let Some(live) = current.live.as_mut().filter(|_| current.watching.is_none()) else { return };
    let is_between = matches!(live.phase, MatchPhase::RoundOver(_));
    let waits = current.practice.is_running() || live.played_on.is_some();
    let may_go_on = !waits && (!is_between || optima.are_ready(live));
    // A round that ended by giving up has been announced already: `commands` left its cues in the match.
    let mut told = std::mem::take(&mut live.cues);
    told.extend(live.advance(time.delta_secs(), draft.tempo, may_go_on));
    // Half a round is nothing to be kept.
    let replays = live.take_replays();
    if live.played_on.is_none() {
        best.offer(live, &replays);
        replays.into_iter().for_each(|replay| store.keep(replay));
    }
    cues.write_batch(told.into_iter().map(Cued));
}

/// Keeps what is to be kept of rounds and matches that have ended.
fn keep(
    mut cues: MessageReader<Cued>,
    mut current: ResMut<CurrentMatch>,
    mut file: RecordsFile,
    mut pool: ResMut<demonstrations::DemonstrationPool>,
    mut announcer: Announcer,
) {
    for Cued(cue) in cues.read() {
        let current = &mut *current;
        let Some(live) = current.live.as_mut().filter(|live| live.played_on.is_none()) else { continue };
        match cue {
            Cue::RoundOver(_) => pool.remember(live),
            Cue::MatchOver(_) => {
                current.shown_round = live.game.rounds().len().saturating_sub(1);
                let mut report = report::MatchReport::of(live);
                report.rating = file.records.count(live);
                if report.rating.is_some() {
                    file.write(&mut announcer);
                }
                live.report = Some(report);
            }
            _ => {}
        }
    }
}
