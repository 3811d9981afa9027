//! The versus screen: its panels, and the match in their words and numbers.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::EguiContexts;

use super::{
    board::MatchBoard,
    current_match::CurrentMatch,
    demonstrations::DemonstrationPool,
    ghost::ChosenGhost,
    lesson::PlayedOn,
    live_match::{LiveMatch, MatchPhase},
    match_optima::MatchOptima,
    match_records::MatchRecords,
    matchmaking::{MatchLevel, Preview},
    pupil::{Pupils, starts},
};
use crate::{
    arena::{
        Controller,
        opponents::ladder,
        versus::{HUNTER, How, MatchMode, Rehearsal},
    },
    game::{
        board::{BoardModel, Placement, between},
        lanes::Lanes,
        screen::frame::{PressedKeys, ScreenFrame},
    },
    gridworld::Cell,
    language::Texts,
    panels::{
        KeyAction, Settings, TrainScreen, level_name,
        versus::{
            Callout, GhostView, HintView, HuntersTurn, LessonsView, MatchDraft, Phase, PlayView, PlayedOnView,
            PracticeView, PupilView, RecordsView, ResultView, RoundOverView, SeatView, VersusCommand, VersusScreen,
            VersusView, WatchView,
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
    board: Option<Single<(&Placement, &BoardModel), With<MatchBoard>>>,
    (pressed, preview): (Res<PressedKeys>, Res<Preview>),
    mut screen: ResMut<VersusScreen>,
    mut commands: MessageWriter<VersusCommand>,
) -> Result {
    let setup = lanes.shown().setup();
    let records = &scene.records.records;
    let ladder = ladder(&scene.at.level.name);
    let standing = records.standing(&scene.at.level.name, scene.draft.mode.name());
    let shown = board.as_ref().map(|board| **board).filter(|(placement, _)| placement.cell > 0.0);
    let place = |cell| {
        let (placement, _) = shown?;
        Some((frame.point(placement.world_from_cell(cell)), placement.cell / 2.0))
    };
    let ghost = scene.current.live.as_ref().and_then(LiveMatch::ghost_view).map(|view| {
        let at = shown.and_then(|(placement, model)| {
            let [from, to] = model.ghost?;
            let at = between(from, to, if scene.settings.reduced_motion { 1.0 } else { model.progress });
            Some((frame.point(placement.world_from_board(at)), placement.cell / 2.0))
        });
        GhostView { at, ..view }
    });
    let callout = scene.ended().and_then(|(how, cell)| {
        let (at, half) = place(cell)?;
        Some(Callout { how, at, half })
    });
    let view = VersusView {
        levels: train.controls.levels(),
        has_optimum: scene.optima.exist(),
        ladder,
        turn: preview.game.as_ref().and_then(HuntersTurn::of),
        learner: &format!("{} · {}", setup.algorithm.title(), setup.level.name),
        has_pupil: scene.pupils.on(&scene.at.level).is_some(),
        ghost_run: scene.ghost.run(),
        phase: scene.phase(&texts, &lanes, (callout, ghost)),
        muted: Settings::HAS_SOUND.then_some(scene.settings.muted),
        records: RecordsView { rows: records.rows(), standing: &standing, can_undo: scene.records.can_undo() },
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
    ghost: Res<'w, ChosenGhost>,
    pupils: Res<'w, Pupils>,
    draft: Res<'w, MatchDraft>,
    settings: Res<'w, Settings>,
}

impl MatchScene<'_> {
    /// Whether keys steer now, so that no widget may have them.
    fn wants_the_keyboard(&self) -> bool {
        let live = self.current.live.as_ref();
        live.is_some_and(|live| !live.paused && matches!(live.phase, MatchPhase::Countdown(_) | MatchPhase::Running))
    }

    fn phase<'a>(
        &'a self,
        texts: &Texts,
        lanes: &Lanes,
        (callout, ghost): (Option<Callout>, Option<GhostView<'a>>),
    ) -> Phase<'a> {
        let Some(live) = &self.current.live else {
            let problem = || Some(self.current.problem.as_ref()?.say(texts));
            return Phase::Setup { problem: self.ghost.fault(texts).or_else(problem) };
        };
        match self.result(live, texts, lanes) {
            Some(result) => Phase::Over(ResultView { callout, ..result }),
            None => Phase::Playing(PlayView { callout, ghost, ..self.play(live, texts) }),
        }
    }

    /// How the hunt that is shown ended, and where the hunted agent stood then; `None` while one is played and in other modes.
    fn ended(&self) -> Option<(How, Cell)> {
        let live = self.current.live.as_ref().filter(|_| self.current.watching.is_none())?;
        if !matches!(live.game.settings().mode, MatchMode::Hunt { .. }) {
            return None;
        }
        let round = match live.phase {
            MatchPhase::Over => live.game.rounds().get(self.current.shown_round)?,
            _ => live.game.round(),
        };
        let hunted = round.seats.get(HUNTER + 1)?;
        Some((round.end?.how, *hunted.path.last()?))
    }

    /// The match while it is played.
    fn play<'a>(&'a self, live: &'a LiveMatch, texts: &Texts) -> PlayView<'a> {
        let draft = &self.draft;
        let (round, settings) = (live.game.round(), live.game.settings());
        let practising = self.current.practice.is_running();
        let limit = match settings.mode {
            MatchMode::Score { steps } => steps,
            MatchMode::Race | MatchMode::Hunt { .. } => settings.level.max_steps,
        };
        let winner = match live.game.result() {
            Some(result) => result.winner,
            None => live.game.rounds().last().and_then(|round| round.end).and_then(|end| end.winner),
        };
        let round_over = (!live.game.rounds().is_empty()).then(|| RoundOverView {
            winner,
            text: headline(live, texts),
            is_resting: matches!(live.phase, MatchPhase::RoundOver(_) | MatchPhase::Over),
        });
        PlayView {
            seats: seats(live, self.current.wins()),
            mode: settings.mode,
            level: &settings.level,
            hint: (self.settings.key_hint && live.players.iter().any(|player| player.keys.is_some()))
                .then_some(HintView { has_gamepad: self.current.has_gamepad }),
            round,
            rounds: settings.rounds(),
            limit,
            turn: HuntersTurn::of(&live.game),
            is_awaited: live.is_awaited(),
            countdown: live.count(),
            paused: live.paused,
            is_left: live.is_left,
            tempo: draft.tempo,
            thinking: draft.thinking,
            waits_for: live.waits_for(draft.tempo),
            round_over,
            ghost: None,
            callout: None,
            practised: self.practised(live).pop(),
            watching: self.watching(),
            practising,
            lessons: match live.game.rounds().len().checked_sub(1) {
                Some(last) => live.lessons.of(last),
                None => LessonsView::default(),
            },
            played_on: self.played_on(live),
            is_at_stake: live.is_at_stake(),
        }
    }

    /// Where it goes on from, if it is a practice.
    fn played_on(&self, live: &LiveMatch) -> Option<PlayedOnView<'_>> {
        let PlayedOn { round, seat, step } = live.played_on?;
        let before = self.current.aside.as_ref()?.game.rounds().get(round)?.seats.get(seat)?;
        Some(PlayedOnView { seat, from: step + 1, before })
    }

    /// The match once it is over.
    fn result<'a>(&self, live: &'a LiveMatch, texts: &Texts, lanes: &Lanes) -> Option<ResultView<'a>> {
        let report = live.report.as_ref().filter(|_| live.shows_report())?;
        Some(ResultView {
            winner: live.game.result()?.winner,
            text: headline(live, texts),
            mode: live.game.settings().mode,
            rounds: live.game.rounds(),
            optimal: &report.optimal,
            players: &live.players,
            shown_round: self.current.shown_round,
            lessons: live.lessons.of(self.current.shown_round),
            pupil: self.pupil(live, texts, lanes),
            ghost: live.ghost_of(self.current.shown_round),
            callout: None,
            practised: self.practised(live),
            watching: self.watching(),
            // What is not rated moves no rating.
            rating: report.rating.filter(|[before, after]| before != after),
        })
    }
}

impl MatchScene<'_> {
    /// What the practices of this match came to.
    fn practised(&self, live: &LiveMatch) -> Vec<PracticeView> {
        let reports = self.current.practised.iter().enumerate().filter(|(_, report)| report.match_id == live.id());
        let share = |rehearsal: &Rehearsal| rehearsal.caught as f32 / rehearsal.episodes.max(1) as f32;
        let views = reports.map(|(number, report)| PracticeView {
            number,
            after_round: report.after_round,
            hunts: report.before.hunts,
            episodes: report.before.episodes,
            caught: [&report.before, &report.after].map(share),
        });
        views.collect()
    }

    fn watching(&self) -> Option<WatchView> {
        self.current.watching.as_ref()?.view(&self.current.practised)
    }

    /// What a pupil can learn here; nothing where no person played this match on foot.
    fn pupil(&self, live: &LiveMatch, texts: &Texts, lanes: &Lanes) -> Option<PupilView> {
        let level = &live.game.settings().level;
        let games = self.pool.offered(live);
        (!games.is_empty()).then(|| PupilView {
            level: level_name(&level.name, texts),
            games,
            starts: starts(live, lanes),
            progress: self.pupils.progress(),
            taught: self.pupils.on(level).map(|pupil| pupil.taught),
        })
    }
}

fn seats<'a>(live: &'a LiveMatch, wins: &[u32]) -> Vec<SeatView<'a>> {
    let game = &live.game;
    let world = game.simulation().grid_world(0);
    let players = live.players.iter().zip(&game.round().seats).enumerate();
    let seats = players.map(|(seat, (player, played))| SeatView {
        player,
        seat,
        wins: wins.get(seat).copied().unwrap_or(0),
        played,
        done: game.agent_of(seat).is_some_and(|agent| world.is_over(agent)),
        values: match game.controllers()[seat] {
            Controller::Policy { .. } => game.decision(seat).map(|decision| decision.values),
            _ => None,
        },
    });
    seats.collect()
}

/// Who has won what, in words: the match if it is over, else its last round.
fn headline(live: &LiveMatch, texts: &Texts) -> String {
    let name = |seat: usize| live.players[seat].name.as_str().into();
    let who = |winner: Option<usize>, [you, somebody, nobody]: [&'static str; 3]| match winner {
        Some(seat) if is_only_person(live, seat) => texts.t(you).to_owned(),
        Some(seat) => texts.t_with(somebody, &[("name", name(seat))]),
        None => texts.t(nobody).to_owned(),
    };
    if live.players.len() == 1 {
        return trial_headline(live, texts);
    }
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
    let Some(end) = live.game.rounds().last().and_then(|round| round.end) else {
        return String::new();
    };
    let who = who(end.winner, ["versus-you-win-round", "versus-wins-round", "versus-round-drawn"]);
    // Who on a line, by what on the next.
    format!("{who}\n{}", texts.t(end.key(live.game.round())))
}

/// What came of a run alone, or after the last of the best one.
fn trial_headline(live: &LiveMatch, texts: &Texts) -> String {
    let rounds = live.game.rounds();
    let is_over = live.phase == MatchPhase::Over;
    let told = if is_over { rounds } else { &rounds[rounds.len().saturating_sub(1)..] };
    let runs = told.iter().filter_map(|round| Some((round.seats[0].goal_step?, round.seats[0].hits)));
    let Some((steps, hits)) = runs.min() else { return texts.t("trial-lost").to_owned() };
    texts.t_with(if is_over { "trial-best" } else { "trial-run" }, &[("steps", steps.into()), ("hits", hits.into())])
}

fn is_only_person(live: &LiveMatch, seat: usize) -> bool {
    let mut people = live.players.iter().enumerate().filter(|(_, player)| player.keys.is_some());
    people.next().is_some_and(|(first, _)| first == seat) && people.next().is_none()
}
