//! The versus screen: its panels, and the match in their words and numbers.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::EguiContexts;

use super::{
    current_match::CurrentMatch,
    demonstrations::DemonstrationPool,
    live_match::{LiveMatch, MatchPhase},
    match_records::MatchRecords,
    match_optima::MatchOptima,
    matchmaking::MatchLevel,
};
use crate::{
    arena::{Controller, opponents::opponents, versus::MatchMode},
    game::{
        lanes::Lanes,
        screen::frame::{PressedKeys, ScreenFrame},
    },
    language::Texts,
    panels::{
        KeyAction, TrainScreen,
        versus::{
            MatchDraft, Phase, PlayView, RecordsView, ResultView, RoundOverView, SeatView, VersusCommand, VersusScreen,
            VersusView,
        },
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
    let setup = lanes.shown().setup();
    let records = &scene.records.records;
    let known = opponents(&scene.at.level.name).iter();
    let known = known.map(|opponent| (opponent.strength, opponent.measured.episode_return));
    let view = VersusView {
        levels: train.controls.levels(),
        has_optimum: scene.optima.exist(),
        opponents: &known.collect::<Vec<_>>(),
        learner: &format!("{} · {}", setup.algorithm.title(), setup.level.name),
        phase: scene.phase(&texts),
        records: RecordsView { rows: records.rows(), rating: records.rating(), can_undo: scene.records.can_undo() },
        pressed: &pressed.of(|action| if let KeyAction::Versus(key) = action { Some(key) } else { None }),
    };
    commands.write_batch(frame.draw(|ui, look| screen.ui(ui, look, &scene.draft, &view))?);
    Ok(())
}

/// All of the match that is drawn.
#[derive(SystemParam)]
pub(super) struct MatchScene<'w> {
    current: Res<'w, CurrentMatch>,
    at: Res<'w, MatchLevel>,
    optima: Res<'w, MatchOptima>,
    records: Res<'w, MatchRecords>,
    pool: Res<'w, DemonstrationPool>,
    draft: Res<'w, MatchDraft>,
}

impl MatchScene<'_> {
    /// Whether keys steer now, so that no widget may have them.
    fn wants_the_keyboard(&self) -> bool {
        let live = self.current.live.as_ref();
        live.is_some_and(|live| !live.paused && matches!(live.phase, MatchPhase::Countdown(_) | MatchPhase::Running))
    }

    fn phase(&self, texts: &Texts) -> Phase<'_> {
        let Some(live) = &self.current.live else {
            let problem = self.current.problem.as_ref().map(|problem| problem.say(texts));
            return Phase::Setup { problem };
        };
        match self.result(live, texts) {
            Some(result) => Phase::Over(result),
            None => Phase::Playing(self.play(live, texts)),
        }
    }

    /// The match while it is played.
    fn play<'a>(&self, live: &'a LiveMatch, texts: &Texts) -> PlayView<'a> {
        let draft = &self.draft;
        let (round, settings) = (live.game.round(), live.game.settings());
        let practising = self.current.practice.is_running();
        let limit = match settings.mode {
            MatchMode::Score { steps } => steps,
            MatchMode::Race | MatchMode::Hunt { .. } => settings.level.max_steps,
        };
        let round_over = match live.phase {
            MatchPhase::RoundOver(left) => Some(RoundOverView {
                winner: round.end.and_then(|end| end.winner),
                text: headline(live, texts),
                seconds_left: (!practising && !live.paused).then_some(left),
            }),
            _ => None,
        };
        PlayView {
            seats: seats(live),
            round,
            rounds: settings.rounds(),
            limit,
            countdown: live.count(),
            paused: live.paused,
            is_left: live.is_left,
            tempo: draft.tempo,
            thinking: draft.thinking,
            waits_for: live.waits_for(draft.tempo),
            round_over,
            practising,
        }
    }

    /// The match once it is over.
    fn result<'a>(&self, live: &'a LiveMatch, texts: &Texts) -> Option<ResultView<'a>> {
        let report = live.report.as_ref().filter(|_| live.phase == MatchPhase::Over)?;
        Some(ResultView {
            winner: live.game.result()?.winner,
            text: headline(live, texts),
            rounds: live.game.rounds(),
            optimal: &report.optimal,
            players: &live.players,
            shown_round: self.current.shown_round,
            can_learn: self.pool.on(&self.at.level) > 0 && !self.pool.is_running(),
            learning: self.pool.is_running(),
            learned: self.pool.learned,
            rating: report.rating.map(|[before, after]| (before, after)),
        })
    }
}

fn seats(live: &LiveMatch) -> Vec<SeatView<'_>> {
    let game = &live.game;
    let world = game.simulation().grid_world(0);
    let players = live.players.iter().zip(&game.round().seats).enumerate();
    let seats = players.map(|(seat, (player, played))| SeatView {
        player,
        seat,
        wins: game.wins()[seat],
        played,
        done: game.agent_of(seat).is_some_and(|agent| world.is_over(agent)),
        values: match game.controllers()[seat] {
            Controller::Policy { .. } => game.decision(seat).map(|decision| decision.values),
            _ => None,
        },
    });
    seats.collect()
}

/// Who has won what, in words: the match if it is over, else the round.
fn headline(live: &LiveMatch, texts: &Texts) -> String {
    let name = |seat: usize| live.players[seat].name.as_str().into();
    let who = |winner: Option<usize>, [you, somebody, nobody]: [&'static str; 3]| match winner {
        Some(seat) if is_only_person(live, seat) => texts.t(you).to_owned(),
        Some(seat) => texts.t_with(somebody, &[("name", name(seat))]),
        None => texts.t(nobody).to_owned(),
    };
    if live.phase == MatchPhase::Over {
        let wins = live.game.wins().iter().map(u32::to_string).collect::<Vec<_>>().join(" : ");
        return live.game.result().map_or_else(String::new, |result| match result.given_up {
            Some(seat) => texts.t_with("versus-gave-up", &[("name", name(seat))]),
            None => {
                let keys = if result.by_hits {
                    ["versus-you-win-by-hits", "versus-wins-by-hits", "versus-match-drawn"]
                } else {
                    ["versus-you-win-match", "versus-wins-match", "versus-match-drawn"]
                };
                format!("{} {wins}", who(result.winner, keys))
            }
        });
    }
    let Some(end) = live.game.round().end else {
        return String::new();
    };
    let who = who(end.winner, ["versus-you-win-round", "versus-wins-round", "versus-round-drawn"]);
    // Who on a line, by what on the next.
    format!("{who}\n{}", texts.t(end.key(live.game.round())))
}

fn is_only_person(live: &LiveMatch, seat: usize) -> bool {
    let mut people = live.players.iter().enumerate().filter(|(_, player)| player.keys.is_some());
    people.next().is_some_and(|(first, _)| first == seat) && people.next().is_none()
}
