//! What the versus screen is shown, and what it asks for. Who fills it in and who carries it out is not known here.

use bevy::ecs::message::Message;

use super::{
    Callout, GhostView, HintView, HuntersTurn, LessonsView, MatchDraft, PlayedOnView, PracticeView, PupilStart,
    PupilView, Tempo, WatchView,
};
use crate::{
    arena::{
        opponents::Measured,
        versus::{MatchMode, OptimalRound, Round, SeatRound},
    },
    gridworld::Level,
    learning::ActionValues,
    panels::{KeySet, LevelEntry, VersusKey},
    records::{Row, Standing},
};

/// Everything that the screen shows besides the draft.
#[derive(Debug)]
pub struct VersusView<'a> {
    /// The levels that can be chosen, such as [`crate::panels::Controls::levels`].
    pub levels: &'a [LevelEntry],
    /// Whether the exact optimum of the draft's level is known; `None` while it is being worked out.
    pub has_optimum: Option<bool>,
    /// The built-in opponents of the draft's level, weakest first.
    pub ladder: &'a [Measured],
    /// When the obstacles of the hunt that is chosen move, where they are slow.
    pub turn: Option<HuntersTurn>,
    /// What learns on the training screen now, in words; shown with the seat that takes it.
    pub learner: &'a str,
    /// Whether a pupil has learned from the person on the draft's level.
    pub has_pupil: bool,
    /// What the recorded ghost that is chosen did: steps to the goal, if it came there, and hits.
    pub ghost_run: Option<(Option<u32>, u32)>,
    /// Where the match stands.
    pub phase: Phase<'a>,
    /// Whether tones are off; `None` where there are none.
    pub muted: Option<bool>,
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

impl Phase<'_> {
    /// The recorded hunt that is watched.
    pub(super) fn watching(&self) -> Option<WatchView> {
        match self {
            Self::Setup { .. } => None,
            Self::Playing(play) => play.watching,
            Self::Over(result) => result.watching,
        }
    }

    /// The practice whose hunt can be watched: the last one.
    pub(super) fn practised(&self) -> Option<&PracticeView> {
        match self {
            Self::Setup { .. } => None,
            Self::Playing(play) => play.practised.as_ref(),
            Self::Over(result) => result.practised.last(),
        }
    }
}

/// A match that is being played.
#[derive(Debug)]
pub struct PlayView<'a> {
    /// Who plays, by seat.
    pub seats: Vec<SeatView<'a>>,
    /// What wins a round.
    pub mode: MatchMode,
    /// Where it is played, as the mode changes it.
    pub level: &'a Level,
    /// What a person is told who does not know the keys yet.
    pub hint: Option<HintView>,
    /// The round.
    pub round: &'a Round,
    /// Rounds of the match, but for those that decide a tie.
    pub rounds: u32,
    /// Steps after which the round ends.
    pub limit: u32,
    /// When the obstacles of a hunt move, where they are slow.
    pub turn: Option<HuntersTurn>,
    /// Whether the countdown waits until the person has read the hint.
    pub is_awaited: bool,
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
    /// What came of the last round that ended, and of the match with its last one; `None` in the first.
    pub round_over: Option<RoundOverView>,
    /// The ghost that runs along.
    pub ghost: Option<GhostView<'a>>,
    /// How a hunt ended and where, between rounds.
    pub callout: Option<Callout>,
    /// What its last practice in this match came to.
    pub practised: Option<PracticeView>,
    /// The recorded hunt that is watched.
    pub watching: Option<WatchView>,
    /// Whether the hunted agent practises just now, which the next round waits for.
    pub practising: bool,
    /// What the last round that has ended teaches.
    pub lessons: LessonsView<'a>,
    /// Where it goes on from, if it is a practice.
    pub played_on: Option<PlayedOnView<'a>>,
    /// Whether starting anew counts as giving this match up.
    pub is_at_stake: bool,
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
    /// Whether its end is still to be seen, before the next round or the report.
    pub is_resting: bool,
}

/// A match that is decided.
#[derive(Debug)]
pub struct ResultView<'a> {
    /// The seat that won; `None` where it was drawn.
    pub winner: Option<usize>,
    /// In words: who, and how.
    pub text: String,
    /// What wins a round.
    pub mode: MatchMode,
    /// All rounds, in order.
    pub rounds: &'a [Round],
    /// By round and seat, what the optimum would have done from the same start; `None` where it is not known.
    pub optimal: &'a [Vec<Option<OptimalRound>>],
    /// Who played, by seat.
    pub players: &'a [SeatPlayer],
    /// The round whose paths lie over the board, counted from 0.
    pub shown_round: usize,
    /// What that round teaches.
    pub lessons: LessonsView<'a>,
    /// The person's games as lessons for a pupil; `None` after a hunt, and where no person played.
    pub pupil: Option<PupilView>,
    /// What the practices of a hunted agent came to, in order.
    pub practised: Vec<PracticeView>,
    /// The recorded hunt that is watched.
    pub watching: Option<WatchView>,
    /// The ghost of the shown round.
    pub ghost: Option<GhostView<'a>>,
    /// How the shown round of a hunt ended, and where.
    pub callout: Option<Callout>,
    /// The person's rating on this level in this mode before and after.
    pub rating: Option<[f32; 2]>,
}

impl ResultView<'_> {
    /// Whether a round can be compared with the optimum.
    pub(super) fn has_optimum(&self, round: usize) -> bool {
        self.optimal.get(round).is_some_and(|seats| seats.iter().any(Option::is_some))
    }

    /// Whether somebody else than a person has won.
    pub(super) fn is_lost(&self) -> bool {
        self.winner.and_then(|seat| self.players.get(seat)).is_some_and(|winner| winner.keys.is_none())
    }
}

/// What has been played so far.
#[derive(Clone, Copy, Debug)]
pub struct RecordsView<'a> {
    /// A row for each level, mode and opponent.
    pub rows: &'a [Row],
    /// How good the person is on the draft's level in its mode.
    pub standing: &'a Standing,
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
    /// Do not wait for the next round, its first step, or the report.
    NextRound,
    /// The same seats again.
    Rematch,
    /// The same seats from the beginning, though the match may not be over: it counts as given up then, once a round is over.
    Restart,
    /// Tones off or on.
    Mute(bool),
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
    /// Lay this seat's costliest step over the board, while time stands; `None` takes it away.
    Look(Option<usize>),
    /// An unrated practice from this seat's costliest step on; the same again in one.
    PlayOn(usize),
    /// Choose a network file for a seat.
    ChooseFile(usize),
    /// Choose a replay file whose race runs along as a ghost.
    ChooseGhost,
    /// Train a pupil of its own from these of the person's games.
    TeachPupil {
        /// Their numbers ([`super::PersonGame::number`]).
        games: Vec<u64>,
        /// What it starts from.
        start: PupilStart,
    },
    /// Show one of the recorded hunts with the agent before and after a practice ([`PracticeView::number`]).
    WatchPractice(usize),
    /// Back from there.
    StopWatching,
    /// Another match like this one with the pupil in the opponent's place.
    PlayPupil,
    /// Save the pupil as a policy file.
    SavePupil,
    /// Let the training screen go on from the pupil.
    AdoptPupil,
    /// Save the records as CSV.
    ExportRecords,
    /// Forget all records. Asked before.
    ResetRecords,
    /// Bring back what the last reset forgot.
    UndoResetRecords,
}
