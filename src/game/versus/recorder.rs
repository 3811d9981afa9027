//! Takes the rounds of a match down while they are played. Where their replays are kept is `replays`' business.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::{
    arena::versus::Match,
    panels::{replay::now, versus::SeatPlayer},
    replay::{Replay, RoundRecorder},
};

/// The round that is being played, and the replays of those before that nobody has taken yet.
pub(super) struct MatchRecorder {
    recorder: RoundRecorder,
    match_id: u64,
    ended: Vec<Replay>,
}

impl MatchRecorder {
    /// Of a match before its first step.
    pub fn begin(game: &Match) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self {
            recorder: RoundRecorder::begin(game),
            // No other match begins in the same microsecond.
            match_id: since.as_micros() as u64,
            ended: Vec::new(),
        }
    }

    /// The match's own number: no other has it.
    pub const fn match_id(&self) -> u64 {
        self.match_id
    }

    /// The match has made a step.
    pub fn step(&mut self, game: &Match) {
        self.recorder.step(game);
    }

    /// The round has ended. One that was given up before its first step leaves nothing to be seen.
    pub fn end_round(&mut self, game: &Match, players: &[SeatPlayer]) {
        let names: Vec<String> = players.iter().map(|player| player.name.clone()).collect();
        // A round that the rules did not make has no replay; in matches nothing else moves the board.
        if let Ok(mut replay) = self.recorder.finish(game, &names, self.match_id)
            && !replay.steps.is_empty()
        {
            replay.header.recorded = Some(now());
            self.ended.push(replay);
        }
    }

    /// The next round begins.
    pub fn begin_round(&mut self, game: &Match) {
        self.recorder = RoundRecorder::begin(game);
    }

    /// What has ended since the last time.
    pub fn take(&mut self) -> Vec<Replay> {
        std::mem::take(&mut self.ended)
    }
}
