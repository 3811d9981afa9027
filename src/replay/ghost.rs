//! A race that was recorded, as a ghost that others race against: whose way it is, and which board it was gone on.
//! What a ghost is in a match is the arena's business; from which files ghosts come is decided above.

use std::sync::Arc;

use thiserror::Error;

use super::{Difference, Origin, Participant, Player, Replay};
use crate::{
    arena::versus::{ModeKind, SeatRound},
    gridworld::{GridWorld, Level},
};

/// A way through a race that was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordedGhost {
    /// Who went it.
    pub name: String,
    /// Whether that was a person.
    pub is_person: bool,
    /// The board as it began, with this one agent.
    pub board: Arc<GridWorld>,
    /// The way.
    pub way: SeatRound,
}

/// Why nobody can race against a recording.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoGhost {
    /// It shows something else.
    #[error("this replay shows no race: record a race, and choose its replay")]
    NoRace,
    /// It was raced on a built-in level that is not the chosen one.
    #[error(
        "this replay is of level {recorded}, and level {chosen} is chosen: choose level {recorded}, or another replay"
    )]
    OtherLevel {
        /// The level's name in the recording.
        recorded: String,
        /// The name of the level that is chosen.
        chosen: String,
    },
    /// It was raced on a level that is neither chosen nor built in as it was then.
    #[error(
        "this replay is of a level {level} that is not chosen and not built in, or no longer so: choose another replay, or open the level's file as it was then"
    )]
    MissingLevel {
        /// The level's name.
        level: String,
    },
    /// The rules have changed since, or the file was.
    #[error(transparent)]
    Difference(#[from] Difference),
}

impl Replay {
    /// The ghost of a race: of those who came to the goal, or else of all, a person before others and the winner before others.
    ///
    /// # Errors
    /// A recording of something else, and one that does not play as it was recorded.
    pub fn ghost(&self) -> Result<RecordedGhost, NoGhost> {
        let race = ModeKind::Race.to_string();
        if !matches!(&self.header.kind, Origin::Match { mode, .. } if *mode == race) {
            return Err(NoGhost::NoRace);
        }
        let (seats, summary) = (&self.header.seats, &self.header.summary);
        let is_person = |seat: &Participant| seat.controller == "person";
        let rank = |seat: usize| {
            let arrived = summary.scores.get(seat).is_some_and(|score| score.goals > 0);
            (arrived, is_person(&seats[seat]), summary.winner == Some(seat))
        };
        // Of equals the first.
        let on_foot = (0..seats.len()).rev().filter(|&seat| seats[seat].agent.is_some());
        let seat = &seats[on_foot.max_by_key(|&seat| rank(seat)).ok_or(NoGhost::NoRace)?];
        let agent = seat.agent.ok_or(NoGhost::NoRace)?;
        Ok(RecordedGhost {
            name: seat.name.clone(),
            is_person: is_person(seat),
            board: Arc::new(self.start.gathered(agent, 1)),
            way: self.way(agent)?,
        })
    }

    /// The way of an agent, played by the rules.
    fn way(&self, agent: usize) -> Result<SeatRound, Difference> {
        let mut player = Player::new(self);
        let mut way = SeatRound::at(self.start.agents().get(agent).copied());
        while let Some(action) = player.next().map(|step| step.actions[agent]) {
            let is_out = player.world().is_over(agent);
            player.step()?;
            if is_out {
                continue;
            }
            let cells = [player.agents_before()[agent], player.world().agents()[agent]];
            way.step(self.level(), action, cells, player.outcomes()[agent]);
        }
        Ok(way)
    }
}

impl RecordedGhost {
    /// Whether a race on `level`, as races are run on it, can begin with its board.
    ///
    /// # Errors
    /// Which level it takes.
    pub fn fits(&self, level: &Level) -> Result<(), NoGhost> {
        let recorded = self.board.level();
        if **recorded == *level {
            Ok(())
        } else if self.built_in().is_some() {
            Err(NoGhost::OtherLevel { recorded: recorded.name.clone(), chosen: level.name.clone() })
        } else {
            Err(NoGhost::MissingLevel { level: recorded.name.clone() })
        }
    }

    /// The name of the built-in level that it was raced on, if that is still the same.
    #[must_use]
    pub fn built_in(&self) -> Option<&str> {
        let recorded = self.board.level();
        let now = Level::built_in(&recorded.name)?;
        (now.for_race() == **recorded).then_some(recorded.name.as_str())
    }
}
