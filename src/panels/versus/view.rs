//! What the versus screen is shown, and what it asks for. Who fills it in and who carries it out is not known here.

use bevy::ecs::message::Message;

use super::{MatchDraft, Tempo};
use crate::{
    arena::{
        opponents::Strength,
        versus::{OptimalRound, Round, SeatRound},
    },
    learning::ActionValues,
    panels::{KeySet, LevelEntry, VersusKey},
    records::Row,
};

/// Everything that the screen shows besides the draft.
#[derive(Debug)]
pub struct VersusView<'a> {
    /// The levels that can be chosen, such as [`crate::panels::Controls::levels`].
    pub levels: &'a [LevelEntry],
    /// Whether the exact optimum of the draft's level is known; `None` while it is being worked out.
    pub has_optimum: Option<bool>,
    /// The built-in opponents of the draft's level, each with the mean return that it was measured at.
    pub opponents: &'a [(Strength, f32)],
    /// What learns on the training screen now, in words; shown with the seat that takes it.
    pub learner: &'a str,
    /// Where the match stands.
    pub phase: Phase<'a>,
    /// What has been played so far.
    pub records: RecordsView<'a>,
    /// The screen's keys that were pressed since the last frame, as [`crate::panels::keys::pressed`] returned them.
    pub pressed: &'a [VersusKey],
}

/// Where a match stands.
#[derive(Debug)]
pub enum Phase<'a> {
    /// It is being chosen.
    Setup {
        /// Why it cannot start, in words.
        problem: Option<String>,
    },
    /// It is being played: countdown, running, paused, between rounds.
    Playing(PlayView<'a>),
    /// It is decided.
    Over(ResultView<'a>),
}

/// A match that is being played.
#[derive(Debug)]
pub struct PlayView<'a> {
    /// Who plays, by seat.
    pub seats: Vec<SeatView<'a>>,
    /// The round.
    pub round: &'a Round,
    /// Rounds of the match, but for those that decide a tie.
    pub rounds: u32,
    /// Steps after which the round ends.
    pub limit: u32,
    /// What is being counted down: 3, 2, 1, and 0 for "go"; `None` before and after.
    pub countdown: Option<u32>,
    /// Whether time stands because a person wants it to, or has left the window.
    pub paused: bool,
    /// Whether the window was left.
    pub is_left: bool,
    /// How time runs.
    pub tempo: Tempo,
    /// Whether it is shown what the others think.
    pub thinking: bool,
    /// The seat whose key a turn waits for.
    pub waits_for: Option<usize>,
    /// What came of the round, between rounds.
    pub round_over: Option<RoundOverView>,
    /// Whether the hunted agent practises just now, which the next round waits for.
    pub practising: bool,
}

/// Who sits on a seat.
#[derive(Clone, Debug)]
pub struct SeatPlayer {
    /// As people call it, in their language.
    pub name: String,
    /// As records know it, in any language.
    pub identity: String,
    /// The keys of a person.
    pub keys: Option<KeySet>,
    /// What its network says of the actions, where it has one.
    pub action_values: ActionValues,
}

/// A seat, and how it goes for who sits there.
#[derive(Clone, Copy, Debug)]
pub struct SeatView<'a> {
    /// Who sits there.
    pub player: &'a SeatPlayer,
    /// Its number from 0, which gives its colour and its shape.
    pub seat: usize,
    /// Rounds won.
    pub wins: u32,
    /// This round so far.
    pub played: &'a SeatRound,
    /// Whether its episode is over while others play on.
    pub done: bool,
    /// What its network says to the five actions where it stands, by the actions' numbers; `None` where it has none.
    pub values: Option<[f32; 5]>,
}

/// What came of a round.
#[derive(Debug)]
pub struct RoundOverView {
    /// The seat that won it; `None` where it was drawn.
    pub winner: Option<usize>,
    /// In words: who, and how.
    pub text: String,
    /// Seconds until the next one begins by itself; `None` where it waits.
    pub seconds_left: Option<f32>,
}

/// A match that is decided.
#[derive(Debug)]
pub struct ResultView<'a> {
    /// The seat that won; `None` where it was drawn.
    pub winner: Option<usize>,
    /// In words: who, and how.
    pub text: String,
    /// All rounds, in order.
    pub rounds: &'a [Round],
    /// By round and seat, what the optimum would have done from the same start; `None` where it is not known.
    pub optimal: &'a [Vec<Option<OptimalRound>>],
    /// Who played, by seat.
    pub players: &'a [SeatPlayer],
    /// The round whose paths lie over the board, counted from 0.
    pub shown_round: usize,
    /// Whether the person's games can be given to the learner now.
    pub can_learn: bool,
    /// Whether that is being done.
    pub learning: bool,
    /// What came of it.
    pub learned: Option<LearnedView>,
    /// The person's rating before and after.
    pub rating: Option<(f32, f32)>,
}

impl ResultView<'_> {
    /// Whether somebody else than a person has won.
    pub(super) fn is_lost(&self) -> bool {
        self.winner.and_then(|seat| self.players.get(seat)).is_some_and(|winner| winner.keys.is_none())
    }
}

/// A learner before and after it was shown a person's games, each over the same episodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LearnedView {
    /// Mean return, before and after.
    pub episode_return: (f32, f32),
    /// Share of episodes that reached a goal, before and after.
    pub success: (f32, f32),
    /// Share of the person's steps that it would have made as well, before and after.
    pub agreement: (f32, f32),
    /// Episodes that each was measured over.
    pub episodes: u32,
}

impl LearnedView {
    /// Whether it does worse than before: imitating a person's mistakes can spoil what was learned.
    #[must_use]
    pub fn is_worse(&self) -> bool {
        self.success.1 < self.success.0 || self.episode_return.1 < self.episode_return.0
    }
}

/// What has been played so far.
#[derive(Clone, Copy, Debug)]
pub struct RecordsView<'a> {
    /// A row for each level, mode and opponent.
    pub rows: &'a [Row],
    /// The person's rating.
    pub rating: f32,
    /// Whether a reset can be taken back.
    pub can_undo: bool,
}

/// What the screen asks for.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum VersusCommand {
    /// Another choice for the next match.
    Change(MatchDraft),
    /// Play what is chosen.
    Start,
    /// Do not wait for the next round.
    NextRound,
    /// The same seats again.
    Rematch,
    /// Let time stand or run.
    Pause(bool),
    /// The person gives up. Asked before.
    GiveUp,
    /// Back to the choice of a match.
    Leave,
    /// How time runs, in this match and the next ones.
    SetTempo(Tempo),
    /// Whether it is shown what the others think.
    SetThinking(bool),
    /// Lay this round's paths over the board, counted from 0.
    ShowRound(usize),
    /// Choose a network file for a seat.
    ChooseFile(usize),
    /// Show the person's games to the learner of the training screen.
    LearnFromMe,
    /// Save the records as CSV.
    ExportRecords,
    /// Forget all records. Asked before.
    ResetRecords,
    /// Bring back what the last reset forgot.
    UndoResetRecords,
}
