//! Matches: two to four seats on one board, rounds by the rules of a mode, a winner. No window, key, clock or file here:
//! whoever owns a [`Match`] says what people do and when the next step is made, and the same said in another tempo is the same match.
//!
//! What a round was can be played again from its [`Round`]: beside the optimum, as demonstrations, to practise against its hunter,
//! to find the step that cost most, from any of its steps on, and as a ghost that runs along.

mod contest;
mod costly_step;
mod field;
mod ghost;
mod hunt;
mod judge;
mod laps;
mod offer;
mod practise;
mod rehearse;
mod replay;
mod round;
mod settings;
mod stage;

pub use contest::Match;
pub use costly_step::{CostlyStep, Critic, costliest_step};
pub use ghost::{GhostGap, HalfWay, Lead, ghost};
pub use offer::NotOffered;
pub use practise::{PractiseError, practise};
pub use rehearse::{Rehearsal, rehearse};
pub use replay::{OptimalRound, demonstrations, optimal_round};
pub use round::{How, MatchResult, Round, RoundEnd, SeatRound};
pub use settings::{Hunters, MatchError, MatchMode, MatchSettings, ModeKind};
pub use stage::HUNTER;
