//! The match in the words and numbers of its panels.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    current_match::CurrentMatch,
    demonstrations::DemonstrationPool,
    live_match::{LiveMatch, MatchPhase},
    match_records::MatchRecords,
    matchmaking::{MatchLevel, MatchOptimum},
};
use crate::{
    arena::{
        Pilot,
        opponents::{Strength, opponents},
        versus::{Mode, Round},
    },
    game::{lanes::Lanes, replays::words::mode_text},
    language::Texts,
    learning::ActionValues,
    panels::versus::{MatchDraft, Phase, PlayView, ResultView, RoundOverView, RoundRow, SeatChoice, SeatRow, SeatView},
    records::Row,
};

/// All of the match that is drawn.
#[derive(SystemParam)]
pub struct MatchScene<'w> {
    current: Res<'w, CurrentMatch>,
    at: Res<'w, MatchLevel>,
    optimum: Res<'w, MatchOptimum>,
    records: Res<'w, MatchRecords>,
    pool: Res<'w, DemonstrationPool>,
    /// What is chosen.
    pub draft: Res<'w, MatchDraft>,
}

impl MatchScene<'_> {
    /// Whether keys steer now, so that no widget may have them.
    pub fn wants_the_keyboard(&self) -> bool {
        let live = self.current.live.as_ref();
        live.is_some_and(|live| !live.paused && matches!(live.phase, MatchPhase::Countdown(_) | MatchPhase::Running))
    }

    fn phase(&self, texts: &Texts) -> Phase<'_> {
        let Some(live) = &self.current.live else {
            return Phase::Setup { problem: self.current.problem.as_deref() };
        };
        match self.result(live, texts) {
            Some(result) => Phase::Over(result),
            None => Phase::Playing(self.play(live, texts)),
        }
    }

    /// The match while it is played.
    fn play(&self, live: &LiveMatch, texts: &Texts) -> PlayView {
        let draft = &self.draft;
        let (round, settings) = (live.game.round(), live.game.settings());
        let practising = self.current.practice.is_running();
        let limit = match settings.mode {
            Mode::Score { steps } => steps,
            Mode::Race | Mode::Hunt { .. } => settings.level.max_steps,
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
            round: round.number,
            best_of: settings.best_of,
            steps: round.steps,
            limit,
            countdown: live.count(),
            paused: live.paused,
            tempo: draft.tempo,
            thinking: draft.thinking,
            waits_for: live.waits_for(draft.tempo),
            round_over,
            practising,
        }
    }

    /// The match once it is over.
    fn result(&self, live: &LiveMatch, texts: &Texts) -> Option<ResultView> {
        let report = live.report.as_ref().filter(|_| live.phase == MatchPhase::Over)?;
        let shown_round = self.current.shown_round;
        let optimal = report.optimal.get(shown_round).into_iter().flatten();
        Some(ResultView {
            winner: live.game.result()?.winner,
            text: headline(live, texts),
            rounds: rounds(live, texts),
            seats: seats(live),
            shown_round,
            optimal_returns: optimal.map(|seat| seat.as_ref().map(|seat| seat.episode_return)).collect(),
            can_learn: self.pool.on(&self.at.level) > 0 && !self.pool.is_running(),
            learning: self.pool.is_running(),
            learned: self.pool.learned,
            rating: report.rating.map(|[before, after]| (before, after)),
        })
    }
}

/// What the screen shows, and the lists and texts that it borrows.
pub struct Showing<'a> {
    /// Where the match stands.
    pub phase: Phase<'a>,
    /// Whether the level has an exact optimum.
    pub has_optimum: Option<bool>,
    /// The level's built-in opponents, with the returns that they were measured at.
    pub opponents: Vec<(Strength, f32)>,
    /// What learns in the training tab.
    pub learner: String,
    /// The table of records.
    pub records: Vec<Row>,
    /// The person's rating.
    pub rating: f32,
    /// Whether a reset of the records can be taken back.
    pub can_undo_reset: bool,
}

impl<'a> Showing<'a> {
    /// Gathers what is shown in this frame.
    pub fn of(scene: &'a MatchScene, lanes: &Lanes, texts: &Texts) -> Self {
        let setup = lanes.shown().simulation.setup();
        Self {
            phase: scene.phase(texts),
            has_optimum: scene.optimum.exists(),
            opponents: opponents(&scene.at.level.name)
                .iter()
                .map(|opponent| (opponent.strength, opponent.measured.episode_return))
                .collect(),
            learner: setup
                .map_or_else(String::new, |setup| format!("{} · {}", setup.algorithm.title(), setup.level.name)),
            records: scene.records.records.rows().iter().map(|row| record_row(row, texts)).collect(),
            rating: scene.records.records.rating(),
            can_undo_reset: scene.records.can_undo(),
        }
    }
}

fn seats(live: &LiveMatch) -> Vec<SeatView> {
    let game = &live.game;
    let world = game.simulation().grid_world(0);
    let round = game.round();
    live.players
        .iter()
        .enumerate()
        .map(|(seat, player)| {
            let played = &round.seats[seat];
            SeatView {
                name: player.name.clone(),
                seat,
                wins: game.wins()[seat],
                episode_return: played.episode_return,
                hits: played.hits,
                goals: played.goals,
                done: game.agent_of(seat).is_some_and(|agent| world.is_over(agent)),
                keys: player.keys,
                values: match game.pilots()[seat] {
                    Pilot::Policy { .. } => game.decision(seat).map(|decision| decision.values),
                    _ => None,
                },
                values_are_probabilities: player.action_values == ActionValues::Probabilities,
            }
        })
        .collect()
}

fn rounds(live: &LiveMatch, texts: &Texts) -> Vec<RoundRow> {
    let game = &live.game;
    let row = |(number, round): (usize, &Round)| RoundRow {
        winner: round.end.and_then(|end| end.winner),
        text: round.end.map(|end| texts.t(end.how.key()).to_owned()).unwrap_or_default(),
        seats: round
            .seats
            .iter()
            .enumerate()
            .map(|(seat, played)| SeatRow {
                steps: played.actions.len() as u32,
                episode_return: played.episode_return,
                regret: live.report.as_ref().and_then(|report| report.regret(game, number, seat)),
                hits: played.hits,
                goals: played.goals,
            })
            .collect(),
    };
    game.rounds().iter().enumerate().map(row).collect()
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
        return live.game.result().map_or_else(String::new, |result| match result.given_up {
            Some(seat) => texts.t_with("versus-gave-up", &[("name", name(seat))]),
            None => who(result.winner, ["versus-you-win-match", "versus-wins-match", "versus-match-drawn"]),
        });
    }
    let Some(end) = live.game.round().end else {
        return String::new();
    };
    let who = who(end.winner, ["versus-you-win-round", "versus-wins-round", "versus-round-drawn"]);
    // Who on a line, by what on the next.
    format!("{who}\n{}", texts.t(end.how.key()))
}

fn is_only_person(live: &LiveMatch, seat: usize) -> bool {
    let mut people = live.players.iter().enumerate().filter(|(_, player)| player.keys.is_some());
    people.next().is_some_and(|(first, _)| first == seat) && people.next().is_none()
}

/// Names in the person's language where they are ours; a file's name is its own.
fn record_row(row: &Row, texts: &Texts) -> Row {
    let opponent = match row.opponent.as_str() {
        "person" => texts.t("versus-person").to_owned(),
        "random" => SeatChoice::Random.name(texts),
        "optimum" => SeatChoice::Optimum.name(texts),
        "learner" => SeatChoice::Learner.name(texts),
        named => named.parse().map_or_else(
            |_| named.strip_prefix("file ").unwrap_or(named).to_owned(),
            |strength: Strength| texts.t(strength.key()).to_owned(),
        ),
    };
    Row { mode: mode_text(&row.mode, texts).to_owned(), opponent, ..row.clone() }
}
