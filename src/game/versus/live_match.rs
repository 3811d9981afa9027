//! A match in real time: countdown, steps at the tempo that was chosen, pauses between rounds, the end.
//! The rules of the match are the arena's; here is only when it goes on, and what of it a viewer is told.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::{
    keypresses::Keypresses,
    lesson::{Lessons, PlayedOn},
    live_ghost::LiveGhost,
    recorder::MatchRecorder,
    report::MatchReport,
};
use crate::{
    arena::{
        Controller,
        versus::{Match, Round},
    },
    game::{board::FlashKind, step_clock::StepClock},
    gridworld::{Action, Cell, Optimum},
    panels::versus::{SeatPlayer, Tempo},
    replay::Replay,
    solving::Optima,
};

/// Seconds between two numbers of the countdown before a match.
const COUNT: f32 = 0.7;
/// From three.
const COUNTS: f32 = 3.0;
/// Seconds that the end of a round is seen: the pieces arrive, and faces show who has won.
const REST: f32 = 0.42;
/// Seconds that the next round is seen before its time runs ..
const READY: f32 = 0.23;
/// .. and from then to its first step at most: with these three there is less than a second between two rounds.
const FIRST_STEP: f32 = 0.25;
/// Seconds that the end of a match is seen before the report takes its place.
const FAREWELL: f32 = 1.5;
/// Seconds of a frame that agents alone get in turbo.
const TURBO_SHARE: Duration = Duration::from_millis(10);

/// Where a match stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MatchPhase {
    /// So many seconds until the first step.
    Countdown(f32),
    /// Steps are made.
    Running,
    /// A round is over; so many seconds until the next one begins.
    RoundOver(f32),
    /// The match is over.
    Over,
}

/// Something that is worth a flash or a sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    /// The countdown shows another number.
    Count,
    /// The first step may be made.
    Go,
    /// A seat met an obstacle or reached a goal, there.
    Flash(FlashKind, Cell),
    /// A round is over, and who won it.
    RoundOver(Option<usize>),
    /// The match is over, and who won it.
    MatchOver(Option<usize>),
}

/// A match that is being played.
pub struct LiveMatch {
    /// The match by its rules.
    pub game: Match,
    /// Who sits where.
    pub players: Vec<SeatPlayer>,
    /// What the people at the keyboard ask for, a seat each.
    pub keys: Vec<Keypresses>,
    /// Where it stands.
    pub phase: MatchPhase,
    /// Whether time stands still.
    pub paused: bool,
    /// Whether time stands because the window was left.
    pub is_left: bool,
    /// The exact optima of its rounds, as far as they are known: for comparisons.
    pub optima: Arc<Optima>,
    /// What came of it, once it is over.
    pub report: Option<MatchReport>,
    /// What its rounds teach.
    pub lessons: Lessons,
    /// Where it goes on from, if it is a practice and no match of its own.
    pub played_on: Option<PlayedOn>,
    /// Who runs along without being there.
    pub ghost: Option<LiveGhost>,
    /// What has happened outside of [`LiveMatch::advance`] and is still to be told.
    pub(super) cues: Vec<Cue>,
    /// Takes the rounds down.
    recorder: MatchRecorder,
    clock: StepClock,
    /// Seconds that the end of the match is still to be seen.
    farewell: f32,
    /// Seconds that the match has lasted.
    lasted: f32,
    /// How many keys that steer have been pressed.
    pub(super) presses: u32,
    /// Whether the first countdown waits until a person who is told the keys has pressed one.
    awaits_reader: bool,
}

impl LiveMatch {
    /// Before the countdown.
    pub fn new(game: Match, players: Vec<SeatPlayer>, optima: Arc<Optima>) -> Self {
        Self {
            keys: vec![Keypresses::default(); players.len()],
            recorder: MatchRecorder::begin(&game),
            game,
            players,
            phase: MatchPhase::Countdown(COUNT * COUNTS),
            paused: false,
            is_left: false,
            optima,
            report: None,
            lessons: Lessons::default(),
            played_on: None,
            ghost: None,
            cues: Vec::new(),
            clock: StepClock::default(),
            farewell: FAREWELL,
            lasted: 0.0,
            presses: 0,
            awaits_reader: false,
        }
    }

    /// The same with a ghost, which begins with it.
    pub(super) fn haunted(mut self, ghost: Option<LiveGhost>) -> Self {
        self.ghost = ghost;
        self.begin_ghost();
        self
    }

    fn begin_ghost(&mut self) {
        let seat = self.compared().first().copied().unwrap_or_default();
        if let Some(ghost) = &mut self.ghost {
            ghost.begin_round(&self.game, seat);
        }
    }

    /// The exact optimum of a seat in a round, if it is known.
    pub fn optimum(&self, round: u32, seat: usize) -> Option<Arc<Optimum>> {
        let level = self.game.optimum_levels(round).into_iter().nth(seat)?;
        self.optima.known(&level)?.ok()
    }

    /// The match's own number: no other has it.
    pub(super) const fn id(&self) -> u64 {
        self.recorder.match_id()
    }

    /// The number that the countdown shows: 3, 2, 1 before a match; before a further round 0, as there is no time to count.
    pub fn count(&self) -> Option<u32> {
        match self.phase {
            MatchPhase::Countdown(_) if !self.game.rounds().is_empty() => Some(0),
            MatchPhase::Countdown(left) => Some((left / COUNT).ceil().max(1.0) as u32),
            _ => None,
        }
    }

    /// Lets the first countdown wait for a key, where a person plays who is still told what to do.
    pub fn await_reader(&mut self, has_hint: bool) {
        self.awaits_reader = has_hint && self.people().next().is_some();
    }

    /// Whether the countdown waits for a key.
    pub fn is_awaited(&self) -> bool {
        self.awaits_reader && matches!(self.phase, MatchPhase::Countdown(_))
    }

    /// Whether the match is over and its end has been seen, so that the report takes its place.
    pub fn shows_report(&self) -> bool {
        self.phase == MatchPhase::Over && self.farewell <= 0.0
    }

    /// Whether starting anew loses the match: a person plays against others than people, and a round is over.
    pub fn is_at_stake(&self) -> bool {
        let people = self.players.iter().filter(|player| player.keys.is_some()).count();
        let is_mixed = (1..self.players.len()).contains(&people);
        // A time trial is for running again.
        let counts = self.played_on.is_none() && self.game.settings().board.is_none();
        is_mixed && counts && self.phase != MatchPhase::Over && !self.game.rounds().is_empty()
    }

    /// How far pieces have come from their last cell to the next, 0 to 1.
    pub fn progress(&self, tempo: Tempo) -> f32 {
        match (tempo, self.phase) {
            (Tempo::RealTime { .. }, MatchPhase::Running) if !self.paused => self.clock.share(),
            (Tempo::Turbo, _) => 1.0,
            _ => self.clock.glided(),
        }
    }

    /// Lets time stand, or run again.
    pub fn pause(&mut self, paused: bool) {
        (self.paused, self.is_left) = (paused, false);
    }

    /// The window was left: a match does not go on without the people who play it. One that waits for their keys does so anyway.
    pub fn leave(&mut self, tempo: Tempo) {
        self.keys.iter_mut().for_each(Keypresses::forget);
        let is_played = self.phase != MatchPhase::Over && self.players.iter().any(|player| player.keys.is_some());
        if is_played && matches!(tempo, Tempo::RealTime { .. }) && !self.paused {
            (self.paused, self.is_left) = (true, true);
        }
    }

    /// A key of a seat went down.
    pub fn press(&mut self, seat: usize, action: Action) {
        let share = if self.phase == MatchPhase::Running { self.clock.share() } else { 0.0 };
        if self.is_awaited() {
            // It says "ready", and is no step yet.
            self.awaits_reader = false;
        } else if let Some(keys) = self.keys.get_mut(seat) {
            self.presses += 1;
            keys.press(action, share, self.lasted);
        }
    }

    /// A key of a seat came up.
    pub fn release(&mut self, seat: usize, action: Action) {
        if let Some(keys) = self.keys.get_mut(seat) {
            keys.release(action);
        }
    }

    /// The seat whose key a turn-based match waits for.
    pub fn waits_for(&self, tempo: Tempo) -> Option<usize> {
        let waiting = tempo == Tempo::TurnBased && self.phase == MatchPhase::Running && !self.paused;
        let mut people = self.people();
        if waiting { people.find(|&seat| !self.keys[seat].is_waiting()) } else { None }
    }

    /// The seats that people steer and that are still in the round.
    fn people(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.players.len()).filter(|&seat| {
            let is_out =
                self.game.agent_of(seat).is_some_and(|agent| self.game.simulation().grid_world(0).is_over(agent));
            matches!(self.game.controllers()[seat], Controller::Person) && !is_out
        })
    }

    /// Lets time pass. `may_go_on` is false while something has to be waited for before the next round.
    pub fn advance(&mut self, seconds: f32, tempo: Tempo, may_go_on: bool) -> Vec<Cue> {
        let mut cues = Vec::new();
        if self.paused {
            return cues;
        }
        self.clock.glide(seconds);
        self.lasted += seconds;
        match self.phase {
            // Nobody needs to get ready where the world waits, or where nobody plays.
            MatchPhase::Countdown(_) if !matches!(tempo, Tempo::RealTime { .. }) => self.go(tempo, &mut cues),
            MatchPhase::Countdown(_) if self.awaits_reader => {}
            MatchPhase::Countdown(left) => {
                let shown = self.count();
                self.phase = MatchPhase::Countdown(left - seconds);
                if left <= seconds {
                    self.go(tempo, &mut cues);
                } else if self.count() != shown {
                    cues.push(Cue::Count);
                }
            }
            MatchPhase::Running => self.run(seconds, tempo, &mut cues),
            MatchPhase::RoundOver(left) if left > seconds && tempo != Tempo::Turbo => {
                self.phase = MatchPhase::RoundOver(left - seconds);
            }
            MatchPhase::RoundOver(_) if may_go_on => self.next_round(),
            MatchPhase::RoundOver(_) => self.phase = MatchPhase::RoundOver(0.0),
            MatchPhase::Over if tempo == Tempo::Turbo => self.farewell = 0.0,
            MatchPhase::Over => self.farewell -= seconds,
        }
        cues
    }

    fn go(&mut self, tempo: Tempo, cues: &mut Vec<Cue>) {
        self.phase = MatchPhase::Running;
        self.clock = match tempo {
            Tempo::RealTime { per_second } => StepClock::due_in(FIRST_STEP, per_second),
            Tempo::TurnBased | Tempo::Turbo => StepClock::default(),
        };
        cues.push(Cue::Go);
    }

    fn run(&mut self, seconds: f32, tempo: Tempo, cues: &mut Vec<Cue>) {
        match tempo {
            Tempo::RealTime { per_second } => {
                self.clock.run(seconds.into(), per_second);
                while self.phase == MatchPhase::Running && self.clock.take() {
                    self.step(Keypresses::take, cues);
                }
            }
            Tempo::TurnBased => {
                while self.phase == MatchPhase::Running && self.waits_for(tempo).is_none() {
                    self.step(Keypresses::take_pressed, cues);
                    // Where nobody plays, agents take turns at a speed that can be followed.
                    if self.people().next().is_none() {
                        break;
                    }
                }
            }
            Tempo::Turbo => {
                let started = Instant::now();
                while self.phase == MatchPhase::Running && started.elapsed() < TURBO_SHARE {
                    self.step(Keypresses::take, cues);
                }
            }
        }
    }

    /// One step of the match, with what each person asks for by `take`.
    fn step(&mut self, take: fn(&mut Keypresses) -> Option<Action>, cues: &mut Vec<Cue>) {
        for seat in 0..self.players.len() {
            if matches!(self.game.controllers()[seat], Controller::Person)
                && let Some(action) = take(&mut self.keys[seat])
            {
                self.game.steer(seat, action);
            }
        }
        let before = tally(self.game.round());
        let is_round_over = self.game.step();
        self.recorder.step(&self.game);
        self.clock.stepped(1.0 / 60.0);
        for (seat, (before, now)) in before.into_iter().zip(tally(self.game.round())).enumerate() {
            // A new lap has begun already where a goal was taken: the event was where the lap before ended.
            let Some(cell) = last_stop(self.game.round(), seat, now.1 > before.1) else {
                continue;
            };
            if now.0 > before.0 {
                cues.push(Cue::Flash(FlashKind::Hit, cell));
            }
            if now.1 > before.1 {
                cues.push(Cue::Flash(FlashKind::Goal, cell));
            }
        }
        if is_round_over {
            self.close_round(cues);
        }
    }

    fn close_round(&mut self, cues: &mut Vec<Cue>) {
        self.recorder.end_round(&self.game, &self.players);
        cues.push(Cue::RoundOver(self.game.round().end.and_then(|end| end.winner)));
        self.phase = MatchPhase::RoundOver(REST);
        if let Some(result) = self.game.result() {
            cues.push(Cue::MatchOver(result.winner));
            self.phase = MatchPhase::Over;
        }
    }

    /// Begins the next round, if there is one to come.
    pub fn next_round(&mut self) {
        if matches!(self.phase, MatchPhase::RoundOver(_)) && self.game.next_round() {
            self.recorder.begin_round(&self.game);
            self.begin_ghost();
            self.phase = MatchPhase::Countdown(READY);
            self.clock = StepClock::default();
            self.keys.iter_mut().for_each(Keypresses::forget);
        }
    }

    /// The replays of the rounds that have ended since the last time.
    pub(super) fn take_replays(&mut self) -> Vec<Replay> {
        self.recorder.take()
    }

    /// Does not wait any longer for the next round, nor for the countdown before it, nor for the report.
    pub fn skip_rest(&mut self) {
        match self.phase {
            MatchPhase::Countdown(_) if self.awaits_reader => self.awaits_reader = false,
            MatchPhase::RoundOver(_) => self.phase = MatchPhase::RoundOver(0.0),
            MatchPhase::Countdown(_) => self.phase = MatchPhase::Countdown(0.0),
            MatchPhase::Over => self.farewell = 0.0,
            MatchPhase::Running => {}
        }
    }

    /// A seat has had enough: the match is the others', unless it is decided already. Its end need not be seen.
    pub fn give_up(&mut self, seat: usize) {
        self.paused = false;
        self.farewell = 0.0;
        if self.phase != MatchPhase::Over {
            self.game.give_up(seat);
            let mut cues = Vec::new();
            self.close_round(&mut cues);
            self.cues.extend(cues);
        }
    }
}

/// Hits and goals of each seat so far.
fn tally(round: &Round) -> Vec<(u32, u32)> {
    round.seats.iter().map(|seat| (seat.hits, seat.goals)).collect()
}

/// Where a seat ended its last move; with `lap` the cell on which its last lap ended.
fn last_stop(round: &Round, seat: usize, lap: bool) -> Option<Cell> {
    let seat = &round.seats[seat];
    match seat.breaks.last() {
        Some(&begins) if lap && begins + 1 == seat.path.len() && begins > 0 => seat.path.get(begins - 1).copied(),
        _ => seat.path.last().copied(),
    }
}
