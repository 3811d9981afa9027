//! The match in the words and numbers of its panels.

use bevy::{ecs::system::SystemParam, prelude::*};

use super::{
    Contest, Ledger,
    bout::{Bout, Moment},
    ledger::mode_name,
    lessons::Lessons,
    matchmaking::{MatchLevel, MatchOptimum},
};
use crate::{
    arena::{
        Pilot,
        opponents::{Strength, opponents},
        versus::{How, Mode, Round},
    },
    game::lanes::Lanes,
    language::Texts,
    learning::ActionValues,
    panels::versus::{
        LearnedView, MatchDraft, ModeChoice, PlayView, RecordRow, ResultView, RoundOverView, RoundRow, SeatChoice,
        SeatRow, SeatView, StrengthChoice, Tempo,
    },
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
}

/// The lists and texts that the views borrow.
pub struct Showing<'a> {
    bout: Option<&'a Bout>,
    tempo: Tempo,
    thinking: bool,
    shown_round: usize,
    seats: Vec<SeatView>,
    rounds: Vec<RoundRow>,
    optimal_returns: Vec<Option<f32>>,
    text: String,
    practising: bool,
    can_learn: bool,
    learning: bool,
    learned: Option<LearnedView>,
    /// Why no match can begin.
    pub problem: Option<&'a str>,
    /// Whether the level has an exact optimum.
    pub has_optimum: Option<bool>,
    /// The level's built-in opponents, with the returns that they were measured at.
    pub opponents: Vec<(StrengthChoice, f32)>,
    /// What learns in the training tab.
    pub learner: String,
    /// The table of records.
    pub records: Vec<RecordRow>,
    /// The person's rating.
    pub rating: f32,
    /// Whether a reset of the records can be taken back.
    pub can_undo_reset: bool,
}

impl<'a> Showing<'a> {
    /// Gathers what is shown in this frame.
    pub fn of(scene: &'a MatchScene, lanes: &Lanes, draft: &MatchDraft, texts: &Texts) -> Self {
        let bout = scene.contest.bout.as_ref();
        let is_over = bout.is_some_and(|bout| bout.moment == Moment::Over);
        let setup = lanes.shown().simulation.setup();
        Self {
            bout,
            tempo: draft.tempo,
            thinking: draft.thinking,
            shown_round: scene.contest.shown_round,
            seats: bout.map(seats).unwrap_or_default(),
            rounds: bout.filter(|_| is_over).map(|bout| rounds(bout, texts)).unwrap_or_default(),
            optimal_returns: bout
                .and_then(|bout| bout.report.as_ref()?.optimal.get(scene.contest.shown_round))
                .map(|seats| seats.iter().map(|seat| seat.as_ref().map(|seat| seat.episode_return)).collect())
                .unwrap_or_default(),
            text: bout.map(|bout| headline(bout, texts)).unwrap_or_default(),
            practising: scene.contest.practice.is_running(),
            can_learn: scene.lessons.on(&scene.at.level) > 0 && !scene.lessons.is_running(),
            learning: scene.lessons.is_running(),
            learned: scene.lessons.learned,
            problem: scene.contest.problem.as_deref(),
            has_optimum: scene.optimum.exists(),
            opponents: opponents(&scene.at.level.name)
                .iter()
                .map(|opponent| (choice_of(opponent.strength), opponent.measured.episode_return))
                .collect(),
            learner: setup
                .map_or_else(String::new, |setup| format!("{} · {}", setup.algorithm.title(), setup.level.name)),
            records: scene.ledger.records.rows().iter().map(|row| record_row(row, texts)).collect(),
            rating: scene.ledger.records.rating(),
            can_undo_reset: scene.ledger.can_undo(),
        }
    }

    /// The match while it is played.
    pub fn play(&self) -> Option<PlayView<'_>> {
        let bout = self.bout?;
        let round = bout.game.round();
        let settings = bout.game.settings();
        let limit = match settings.mode {
            Mode::Score { steps } => steps,
            Mode::Race | Mode::Hunt { .. } => settings.level.max_steps,
        };
        let round_over = match bout.moment {
            Moment::RoundOver(left) => Some(RoundOverView {
                winner: round.end.and_then(|end| end.winner),
                text: &self.text,
                seconds_left: (!self.practising && !bout.paused).then_some(left),
            }),
            _ => None,
        };
        Some(PlayView {
            seats: &self.seats,
            round: round.number,
            best_of: settings.best_of,
            steps: round.steps,
            limit,
            countdown: bout.count(),
            paused: bout.paused,
            tempo: self.tempo,
            thinking: self.thinking,
            waits_for: bout.waits_for(self.tempo),
            round_over,
            practising: self.practising,
        })
    }

    /// The match once it is over.
    pub fn result(&self) -> Option<ResultView<'_>> {
        let bout = self.bout.filter(|bout| bout.moment == Moment::Over)?;
        Some(ResultView {
            winner: bout.game.result()?.winner,
            text: &self.text,
            rounds: &self.rounds,
            seats: &self.seats,
            shown_round: self.shown_round,
            optimal_returns: &self.optimal_returns,
            can_learn: self.can_learn,
            learning: self.learning,
            learned: self.learned,
            rating: bout.report.as_ref()?.rating.map(|[before, after]| (before, after)),
        })
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
        text: round.end.map(|end| how(end.how, texts)).unwrap_or_default(),
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
    let name = |seat: usize| bout.contenders[seat].name.as_str();
    if bout.moment == Moment::Over {
        let Some(result) = bout.game.result() else {
            return String::new();
        };
        if let Some(seat) = result.given_up {
            return texts.t_with("versus-gave-up", &[("name", name(seat).into())]);
        }
        return match result.winner {
            Some(seat) if bout.contenders[seat].keys.is_some() && is_only_person(bout, seat) => {
                texts.t("versus-you-win-match").to_owned()
            }
            Some(seat) => texts.t_with("versus-wins-match", &[("name", name(seat).into())]),
            None => texts.t("versus-match-drawn").to_owned(),
        };
    }
    let Some(end) = bout.game.round().end else {
        return String::new();
    };
    let who = match end.winner {
        Some(seat) if bout.contenders[seat].keys.is_some() && is_only_person(bout, seat) => {
            texts.t("versus-you-win-round").to_owned()
        }
        Some(seat) => texts.t_with("versus-wins-round", &[("name", name(seat).into())]),
        None => texts.t("versus-round-drawn").to_owned(),
    };
    // Who on a line, by what on the next.
    format!("{who}\n{}", how(end.how, texts))
}

fn is_only_person(bout: &Bout, seat: usize) -> bool {
    let mut people = bout.contenders.iter().enumerate().filter(|(_, contender)| contender.keys.is_some());
    people.next().is_some_and(|(first, _)| first == seat) && people.next().is_none()
}

/// By what a round ended, in words.
pub fn how(how: How, texts: &Texts) -> String {
    let key = match how {
        How::Goal => "versus-how-goal",
        How::Points => "versus-how-points",
        How::Caught => "versus-how-caught",
        How::Escaped => "versus-how-escaped",
        How::TimeUp => "versus-how-time",
        How::AllOut => "versus-how-out",
        How::GivenUp => "versus-how-given-up",
    };
    texts.t(key).to_owned()
}

/// Names in the person's language where they are ours; a file's name is its own.
fn record_row(row: &Row, texts: &Texts) -> RecordRow {
    let opponent = match row.opponent.as_str() {
        "person" => texts.t("versus-person").to_owned(),
        "random" => SeatChoice::Random.name(texts),
        "optimum" => SeatChoice::Optimum.name(texts),
        "learner" => SeatChoice::Learner.name(texts),
        named => Strength::ALL.iter().find(|strength| strength.name() == named).map_or_else(
            || named.strip_prefix("file ").unwrap_or(named).to_owned(),
            |&strength| texts.t(choice_of(strength).key()).to_owned(),
        ),
    };
    let mode = ModeChoice::ALL.into_iter().find(|mode| mode_name(*mode) == row.mode);
    RecordRow {
        level: row.level.clone(),
        mode: mode.map_or(row.mode.as_str(), |mode| texts.t(mode.key())).to_owned(),
        opponent,
        games: row.games,
        wins: row.wins,
        draws: row.draws,
        best_steps: row.best_steps,
        best_return: row.best_return,
        streak: row.streak,
        rating: row.rating,
    }
}

const fn choice_of(strength: Strength) -> StrengthChoice {
    match strength {
        Strength::Early => StrengthChoice::Early,
        Strength::Middle => StrengthChoice::Middle,
        Strength::Final => StrengthChoice::Final,
    }
}
