//! The match in the words and numbers of its panels.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    Contest, Ledger,
    bout::{Bout, Moment},
    lessons::Lessons,
    matchmaking::{MatchLevel, MatchOptimum},
};
use crate::{
    arena::{
        Pilot,
        opponents::{Strength, opponents},
        versus::{Mode, ModeKind, Round},
    },
    game::lanes::Lanes,
    language::Texts,
    learning::ActionValues,
    panels::versus::{MatchDraft, Phase, PlayView, ResultView, RoundOverView, RoundRow, SeatChoice, SeatRow, SeatView},
    records::Row,
};

/// All of the match that is drawn.
#[derive(SystemParam)]
pub struct MatchScene<'w> {
    contest: Res<'w, Contest>,
    at: Res<'w, MatchLevel>,
    optimum: Res<'w, MatchOptimum>,
    ledger: Res<'w, Ledger>,
    lessons: Res<'w, Lessons>,
}

impl MatchScene<'_> {
    /// Whether keys steer now, so that no widget may have them.
    pub fn wants_the_keyboard(&self) -> bool {
        let bout = self.contest.bout.as_ref();
        bout.is_some_and(|bout| !bout.paused && matches!(bout.moment, Moment::Countdown(_) | Moment::Running))
    }

    fn phase(&self, draft: &MatchDraft, texts: &Texts) -> Phase<'_> {
        let Some(bout) = &self.contest.bout else {
            return Phase::Setup { problem: self.contest.problem.as_deref() };
        };
        match self.result(bout, texts) {
            Some(result) => Phase::Over(result),
            None => Phase::Playing(self.play(bout, draft, texts)),
        }
    }

    /// The match while it is played.
    fn play(&self, bout: &Bout, draft: &MatchDraft, texts: &Texts) -> PlayView {
        let (round, settings) = (bout.game.round(), bout.game.settings());
        let practising = self.contest.practice.is_running();
        let limit = match settings.mode {
            Mode::Score { steps } => steps,
            Mode::Race | Mode::Hunt { .. } => settings.level.max_steps,
        };
        let round_over = match bout.moment {
            Moment::RoundOver(left) => Some(RoundOverView {
                winner: round.end.and_then(|end| end.winner),
                text: headline(bout, texts),
                seconds_left: (!practising && !bout.paused).then_some(left),
            }),
            _ => None,
        };
        PlayView {
            seats: seats(bout),
            round: round.number,
            best_of: settings.best_of,
            steps: round.steps,
            limit,
            countdown: bout.count(),
            paused: bout.paused,
            tempo: draft.tempo,
            thinking: draft.thinking,
            waits_for: bout.waits_for(draft.tempo),
            round_over,
            practising,
        }
    }

    /// The match once it is over.
    fn result(&self, bout: &Bout, texts: &Texts) -> Option<ResultView> {
        let report = bout.report.as_ref().filter(|_| bout.moment == Moment::Over)?;
        let shown_round = self.contest.shown_round;
        let optimal = report.optimal.get(shown_round).into_iter().flatten();
        Some(ResultView {
            winner: bout.game.result()?.winner,
            text: headline(bout, texts),
            rounds: rounds(bout, texts),
            seats: seats(bout),
            shown_round,
            optimal_returns: optimal.map(|seat| seat.as_ref().map(|seat| seat.episode_return)).collect(),
            can_learn: self.lessons.on(&self.at.level) > 0 && !self.lessons.is_running(),
            learning: self.lessons.is_running(),
            learned: self.lessons.learned,
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
    pub fn of(scene: &'a MatchScene, lanes: &Lanes, draft: &MatchDraft, texts: &Texts) -> Self {
        let setup = lanes.shown().simulation.setup();
        Self {
            phase: scene.phase(draft, texts),
            has_optimum: scene.optimum.exists(),
            opponents: opponents(&scene.at.level.name)
                .iter()
                .map(|opponent| (opponent.strength, opponent.measured.episode_return))
                .collect(),
            learner: setup
                .map_or_else(String::new, |setup| format!("{} · {}", setup.algorithm.title(), setup.level.name)),
            records: scene.ledger.records.rows().iter().map(|row| record_row(row, texts)).collect(),
            rating: scene.ledger.records.rating(),
            can_undo_reset: scene.ledger.can_undo(),
        }
    }
}

fn seats(bout: &Bout) -> Vec<SeatView> {
    let game = &bout.game;
    let world = game.simulation().grid_world(0);
    let round = game.round();
    bout.contenders
        .iter()
        .enumerate()
        .map(|(seat, contender)| {
            let played = &round.seats[seat];
            SeatView {
                name: contender.name.clone(),
                seat,
                wins: game.wins()[seat],
                episode_return: played.episode_return,
                hits: played.hits,
                goals: played.goals,
                done: game.agent_of(seat).is_some_and(|agent| world.is_over(agent)),
                keys: contender.keys,
                values: match game.pilots()[seat] {
                    Pilot::Policy { .. } => game.decision(seat).map(|decision| decision.values),
                    _ => None,
                },
                values_are_probabilities: contender.action_values == ActionValues::Probabilities,
            }
        })
        .collect()
}

fn rounds(bout: &Bout, texts: &Texts) -> Vec<RoundRow> {
    let game = &bout.game;
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
                regret: bout.report.as_ref().and_then(|report| report.regret(game, number, seat)),
                hits: played.hits,
                goals: played.goals,
            })
            .collect(),
    };
    game.rounds().iter().enumerate().map(row).collect()
}

/// Who has won what, in words: the match if it is over, else the round.
fn headline(bout: &Bout, texts: &Texts) -> String {
    let name = |seat: usize| bout.contenders[seat].name.as_str().into();
    let who = |winner: Option<usize>, [you, somebody, nobody]: [&'static str; 3]| match winner {
        Some(seat) if is_only_person(bout, seat) => texts.t(you).to_owned(),
        Some(seat) => texts.t_with(somebody, &[("name", name(seat))]),
        None => texts.t(nobody).to_owned(),
    };
    if bout.moment == Moment::Over {
        return bout.game.result().map_or_else(String::new, |result| match result.given_up {
            Some(seat) => texts.t_with("versus-gave-up", &[("name", name(seat))]),
            None => who(result.winner, ["versus-you-win-match", "versus-wins-match", "versus-match-drawn"]),
        });
    }
    let Some(end) = bout.game.round().end else {
        return String::new();
    };
    let who = who(end.winner, ["versus-you-win-round", "versus-wins-round", "versus-round-drawn"]);
    // Who on a line, by what on the next.
    format!("{who}\n{}", texts.t(end.how.key()))
}

fn is_only_person(bout: &Bout, seat: usize) -> bool {
    let mut people = bout.contenders.iter().enumerate().filter(|(_, contender)| contender.keys.is_some());
    people.next().is_some_and(|(first, _)| first == seat) && people.next().is_none()
}

/// A mode's name in the person's language; one that this version does not know as it stands in the file.
pub fn mode_text<'a>(mode: &'a str, texts: &'a Texts) -> &'a str {
    mode.parse().map_or(mode, |mode: ModeKind| texts.t(mode.key()))
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
