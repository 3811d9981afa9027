//! Matches to show on the versus screen: being chosen, being played, decided.

use bevy_egui::egui::{Panel, Rect, Vec2};
use egui_kittest::Harness;
use sidestep::{
    arena::{
        opponents::{Rung, ladder},
        versus::{CostlyStep, How, ModeKind, OptimalRound, Round, RoundEnd, SeatRound},
    },
    gridworld::{Action, GridWorld},
    language::Language,
    learning::ActionValues,
    panels::{
        Callout, ClipState, Controls, GhostView, HintView, HuntersTurn, KeySet, LearnedView, Lesson, LessonsView,
        LevelEntry, MatchDraft, PersonGame, Phase, PlayView, PlayedOnView, PracticeView, PupilStart, PupilView,
        RecordsView, ResultView, RoundOverView, SeatChoice, SeatPlayer, SeatView, Settings, Tab, TaughtView, Tempo,
        TopBar, TopBarView, TrainingState, VersusCommand, VersusScreen, VersusView, WatchView, keys,
    },
    records::{Row, Standing},
    theme::ThemeMode,
};

use super::{Asked, Stage, stage_in};

/// What the screen shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scene {
    Setup,
    Problem,
    Countdown,
    Running,
    Paused,
    Turn,
    Between,
    Practice,
    Taught,
    Looked,
    PlayedOn,
    Farewell,
    Won,
    Studying,
    Studied,
    Spoiled,
}

impl Scene {
    pub const ALL: [Self; 16] = [
        Self::Setup,
        Self::Problem,
        Self::Countdown,
        Self::Running,
        Self::Paused,
        Self::Turn,
        Self::Between,
        Self::Practice,
        Self::Taught,
        Self::Looked,
        Self::PlayedOn,
        Self::Farewell,
        Self::Won,
        Self::Studying,
        Self::Studied,
        Self::Spoiled,
    ];
}

/// The screen and what it is shown; changes of the draft are taken over.
pub struct Hall {
    pub screen: VersusScreen,
    pub draft: MatchDraft,
    pub scene: Scene,
    pub thinking: bool,
    pub paused: bool,
    pub is_left: bool,
    pub muted: bool,
    pub has_optimum: Option<bool>,
    pub has_pupil: bool,
    pub hint: Option<HintView>,
    pub turn: Option<HuntersTurn>,
    pub is_awaited: bool,
    pub callout: Option<Callout>,
    pub ghost: Option<GhostView<'static>>,
    pub ghost_run: Option<(Option<u32>, u32)>,
    pub practised: Option<PracticeView>,
    pub watching: Option<WatchView>,
    /// Whether a pupil can learn from the match.
    pub is_offered: bool,
    pub records: Vec<Row>,
    pub standing: Standing,
    pub levels: Vec<LevelEntry>,
    pub board: Rect,
    /// The seat whose costliest step lies on the board.
    pub looked_at: Option<usize>,
    /// Whether keys go to the players: no widget has them.
    pub steers: bool,
}

impl Hall {
    pub fn new(draft: MatchDraft, scene: Scene) -> Self {
        Self {
            screen: VersusScreen::default(),
            draft,
            scene,
            thinking: true,
            paused: scene == Scene::Paused,
            is_left: false,
            muted: false,
            has_optimum: Some(true),
            has_pupil: false,
            hint: None,
            turn: None,
            is_awaited: false,
            callout: None,
            ghost: None,
            ghost_run: None,
            practised: None,
            watching: None,
            is_offered: true,
            records: records(),
            standing: Standing {
                level: "classic".to_owned(),
                mode: "race".to_owned(),
                rating: 1216.0,
                rounds: 8,
                won: 3,
            },
            levels: Controls::new(super::draft(), &super::classic()).levels().to_vec(),
            board: Rect::NOTHING,
            looked_at: (scene == Scene::Looked).then_some(0),
            steers: false,
        }
    }
}

/// A match of so many seats, people first.
pub fn match_of(seats: usize) -> MatchDraft {
    let all = [
        SeatChoice::Person(KeySet::Arrows),
        SeatChoice::Opponent(Rung::Middle),
        SeatChoice::Person(KeySet::Wasd),
        SeatChoice::Optimum,
    ];
    MatchDraft { seats: all[..seats].to_vec(), thinking: true, ..MatchDraft::default() }
}

pub fn records() -> Vec<Row> {
    let row = |level: &str, opponent: &str, wins: u32, best_steps: Option<u32>, rating: f32| Row {
        level: level.to_owned(),
        mode: "Race".to_owned(),
        opponent: opponent.to_owned(),
        games: wins + 3,
        wins,
        draws: 1,
        best_steps,
        best_return: best_steps.map(|steps| 1.0 - steps as f32 * 0.01),
        streak: wins,
        rating: Some(rating),
    };
    vec![
        row("Classic", "Opponent, half-way", 4, Some(9), 1216.0),
        row("Rush", "Optimum", 0, None, 1388.0),
        row("Chase", "Opponent, early", 9, Some(21), 1104.0),
    ]
}

fn players(language: Language, hall: &Hall) -> Vec<SeatPlayer> {
    let texts = sidestep::language::Texts::new(language);
    let player = |choice: &SeatChoice| SeatPlayer {
        name: choice.name(&texts),
        identity: String::new(),
        keys: match choice {
            SeatChoice::Person(keys) => Some(*keys),
            _ => None,
        },
        action_values: ActionValues::Q,
    };
    hall.draft.seats.iter().map(player).collect()
}

fn seats<'a>(hall: &Hall, players: &'a [SeatPlayer], round: &'a Round) -> Vec<SeatView<'a>> {
    let seats = hall.draft.seats.iter().zip(players).zip(&round.seats).enumerate();
    seats
        .map(|(seat, ((choice, player), played))| SeatView {
            player,
            seat,
            wins: (seat == 0).into(),
            played,
            done: seat == 1,
            values: matches!(choice, SeatChoice::Opponent(_) | SeatChoice::Learner)
                .then_some([0.31, -0.2, 0.84, 0.1, 0.05]),
        })
        .collect()
}

fn rounds(seats: usize, hunted: bool) -> Vec<Round> {
    let played = |seat: usize| SeatRound {
        actions: vec![Action::Right; 12 + seat],
        episode_return: 1.0 - seat as f32,
        hits: seat as u32,
        goals: 1,
        ..SeatRound::default()
    };
    let round = |number: usize| Round {
        number: number as u32 + 1,
        seed: 0,
        starts: Vec::new(),
        goals: Vec::new(),
        agents: if hunted { vec![None, Some(0)] } else { (0..seats).map(Some).collect() },
        seats: (0..seats).map(played).collect(),
        steps: 12,
        end: Some(match (hunted, number) {
            (true, 0) => RoundEnd { winner: Some(0), how: How::Caught },
            (true, 1) => RoundEnd { winner: Some(1), how: How::Escaped },
            (true, _) => RoundEnd { winner: Some(0), how: How::AllOut },
            (false, number) => RoundEnd { winner: (number != 1).then_some(0), how: How::Goal },
        }),
    };
    (0..3).map(round).collect()
}

/// The optimum from where each seat began; for the second it is not known.
fn optimal(rounds: &[Round]) -> Vec<Vec<Option<OptimalRound>>> {
    let optimum = OptimalRound { path: Vec::new(), breaks: Vec::new(), episode_return: 1.0, steps: 8 };
    let of_seat = |seat: usize| (seat != 1).then(|| optimum.clone());
    rounds.iter().map(|round| (0..round.seats.len()).map(of_seat).collect()).collect()
}

/// Four rounds of the person, the last two of this match; a pupil that learned from those two where one has.
fn pupil(hall: &Hall) -> PupilView {
    let game = |number: u64| PersonGame {
        number,
        of_match: if number > 2 { 2 } else { 1 },
        is_of_this_match: number > 2,
        round: 2 - (number % 2) as u32,
        seat: 0,
        steps: 10 + number as usize,
        won: number != 3,
    };
    let learned = LearnedView {
        episode_return: (0.31, 0.94),
        success: if hall.scene == Scene::Spoiled { (1.0, 0.0) } else { (0.5, 0.97) },
        agreement: (0.42, 0.91),
        episodes: 1000,
    };
    let taught = TaughtView { shown: (2, 27), start: PupilStart::Fresh, learned };
    PupilView {
        level: "classic".to_owned(),
        games: (1..=4).map(game).collect(),
        starts: PupilStart::ALL.to_vec(),
        progress: (hall.scene == Scene::Studying).then_some(0.4),
        taught: matches!(hall.scene, Scene::Studied | Scene::Spoiled).then_some(taught),
    }
}

/// What a round teaches the people of a match: a hit for the first, nothing for the next.
fn lessons(hall: &Hall) -> Vec<Lesson> {
    let people = (0..hall.draft.seats.len()).filter(|&seat| matches!(hall.draft.seats[seat], SeatChoice::Person(_)));
    let costly = CostlyStep {
        step: 6,
        action: Action::Right,
        better: Action::Stay,
        hits: 1,
        cost: 1.02,
        delay: Some(5),
        board: GridWorld::new(super::classic(), 1),
        agents: Vec::new(),
        taken: SeatRound::default(),
        better_way: SeatRound::default(),
    };
    let who = |seat: usize| (hall.draft.seats.len() > 2).then(|| format!("You {}", seat + 1));
    let of_seat = |seat| Lesson { seat, who: who(seat), costly: (seat == 0).then(|| costly.clone()), by_optimum: true };
    people.map(of_seat).collect()
}

/// The window with the top bar and the screen in it.
pub fn hall(mode: ThemeMode, language: Language, size: impl Into<Vec2>, hall: Hall) -> Harness<'static, Stage<Hall>> {
    let settings = Settings { language, ..Settings::default() };
    let mut bar = TopBar::default();
    stage_in(mode, language, size, hall, move |ui, look, hall| {
        let pressed: Vec<_> = keys::pressed(ui.ctx(), look.keys, Tab::Versus)
            .into_iter()
            .filter_map(|action| match action {
                sidestep::panels::KeyAction::Versus(key) => Some(key),
                _ => None,
            })
            .collect();
        let top = TopBarView {
            tab: Tab::Versus,
            episodes: 1234,
            steps: 98_765,
            steps_per_second: 0.0,
            recent_return: Some(0.97),
            recent_episodes: 100,
            optimum: Some(1.0),
            state: TrainingState::Paused,
            clip: ClipState::default(),
            settings: &settings,
            mode,
        };
        let (window, _) = Panel::top("top").show(ui, |ui| bar.ui(ui, look, &top)).inner;
        let players = players(language, hall);
        let rounds = rounds(players.len(), hall.draft.mode == ModeKind::Hunt);
        let round = Round { steps: 14, ..rounds[1].clone() };
        let between = matches!(
            hall.scene,
            Scene::Between | Scene::Practice | Scene::Farewell | Scene::Taught | Scene::Looked | Scene::PlayedOn
        );
        let taught = lessons(hall);
        let is_taught = matches!(hall.scene, Scene::Taught | Scene::Looked | Scene::Won);
        let lessons =
            LessonsView { lessons: if is_taught { &taught } else { &[] }, looked_at: hall.looked_at, round: 1 };
        let match_mode = hall.draft.mode.with(hall.draft.score_steps, hall.draft.hunters);
        let level = match_mode.level(&super::classic());
        let play = PlayView {
            seats: seats(hall, &players, &round),
            mode: match_mode,
            level: &level,
            hint: hall.hint,
            round: &round,
            rounds: 2 * hall.draft.pairs,
            limit: 100,
            turn: hall.turn,
            is_awaited: hall.is_awaited,
            countdown: (hall.scene == Scene::Countdown).then_some(3),
            paused: hall.paused,
            is_left: hall.is_left,
            tempo: if hall.scene == Scene::Turn { Tempo::TurnBased } else { Tempo::default() },
            thinking: hall.thinking,
            waits_for: (hall.scene == Scene::Turn).then_some(0),
            round_over: between.then(|| RoundOverView {
                winner: Some(1),
                text: "Opponent, half-way, is first at the goal".to_owned(),
                is_resting: true,
            }),
            ghost: hall.ghost.clone(),
            callout: hall.callout,
            practised: hall.practised,
            watching: hall.watching,
            practising: hall.scene == Scene::Practice,
            lessons,
            played_on: (hall.scene == Scene::PlayedOn).then(|| PlayedOnView {
                seat: 0,
                from: 7,
                before: &rounds[0].seats[0],
            }),
            is_at_stake: between,
        };
        let optimal = optimal(&rounds);
        let result = ResultView {
            winner: Some((hall.scene == Scene::Spoiled).into()),
            text: "Person, arrows, wins 2 to 0".to_owned(),
            mode: match_mode,
            rounds: &rounds,
            optimal: &optimal,
            players: &players,
            shown_round: 0,
            lessons,
            pupil: hall.is_offered.then(|| pupil(hall)),
            ghost: hall.ghost.clone(),
            callout: hall.callout,
            practised: hall.practised.into_iter().collect(),
            watching: hall.watching,
            rating: Some([1200.0, 1216.0]),
        };
        let view = VersusView {
            levels: &hall.levels,
            has_optimum: hall.has_optimum,
            ladder: ladder("classic"),
            turn: hall.turn,
            learner: "Deep SARSA, 1,234 episodes",
            has_pupil: hall.has_pupil,
            ghost_run: hall.ghost_run,
            phase: match hall.scene {
                Scene::Setup => Phase::Setup { problem: None },
                Scene::Problem => Phase::Setup { problem: Some("Seat 2: no file has been chosen yet.".to_owned()) },
                Scene::Won | Scene::Studying | Scene::Studied | Scene::Spoiled => Phase::Over(result),
                _ => Phase::Playing(play),
            },
            muted: Some(hall.muted),
            records: RecordsView { rows: &hall.records, standing: &hall.standing, can_undo: false },
            pressed: &pressed,
        };
        let draft = hall.draft.clone();
        let (asked, board) = hall.screen.ui(ui, look, &draft, &view);
        hall.board = board;
        hall.steers = !ui.ctx().egui_wants_keyboard_input();
        for command in &asked {
            match command {
                VersusCommand::Change(changed) => hall.draft = changed.clone(),
                VersusCommand::Pause(paused) => hall.paused = *paused,
                VersusCommand::Look(seat) => hall.looked_at = *seat,
                _ => {}
            }
        }
        window.into_iter().map(Asked::from).chain(asked.into_iter().map(Asked::from)).collect()
    })
}
