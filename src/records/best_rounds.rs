//! The person's best race on each level: a replay in a folder, which a better one replaces. It runs along as a ghost.
//!
//! Every race is drawn anew, so that rounds are told apart by how far they are from what was possible: fewer steps over the optimum's
//! are better; then fewer hits; then the longer way.

use std::{cmp::Reverse, path::PathBuf, sync::Arc};

use crate::{
    files::{SetAside, checksum, is_taken},
    gridworld::{GridWorld, Level, Outcome},
    names,
    replay::{EXTENSION, RecordedGhost, Replay, ReplayError},
    solving::Optima,
};

/// How good a race was; the less, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RaceRank {
    /// Steps over those of the optimum, or, on a level too large to have one, over the shortest way on foot. Negative for whoever ran
    /// through obstacles where that costs no way.
    pub excess: i64,
    /// Obstacles met.
    pub hits: u32,
    /// Steps that were needed.
    needed: Reverse<u32>,
}

impl RaceRank {
    /// Of a race that was run to the goal; `None` of any other. An optimum that is not known is worked out on this thread.
    #[must_use]
    pub fn of(ghost: &RecordedGhost, optima: &Optima) -> Option<Self> {
        let steps = ghost.way.goal_step?;
        let needed = fewest_steps(&ghost.board, optima)?;
        Some(Self { excess: i64::from(steps) - i64::from(needed), hits: ghost.way.hits, needed: Reverse(needed) })
    }
}

/// Steps in which the goal of a board can be reached by its agent alone.
fn fewest_steps(board: &GridWorld, optima: &Optima) -> Option<u32> {
    let level = board.level();
    let optimum = optima.of(&level.each_episode().map_or_else(|| level.clone(), |_| Arc::new(board.episode_level(0))));
    let by_optimum = optimum.ok().and_then(|optimum| {
        let (mut world, mut outcome) = (board.clone(), [Outcome::default()]);
        while !world.is_over(0) {
            world.step(&[optimum.action(&world, 0)], &mut outcome);
        }
        outcome[0].goal.then(|| world.steps())
    });
    by_optimum.or_else(|| level.distances(board.goals(), |_| false).at(*board.agents().first()?))
}

/// The folder of the best rounds.
#[derive(Clone, Debug)]
pub struct BestRounds(PathBuf);

/// What became of a race that was offered.
#[derive(Debug, Default)]
pub struct Offered {
    /// How good it is, if it is the best now.
    pub best: Option<RaceRank>,
    /// What lay in its place and is no race that can be read.
    pub aside: Option<SetAside>,
}

impl BestRounds {
    /// Those in a folder, which need not be there yet.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// The file for a level, as races are run on it: another level of the same name has another file.
    #[must_use]
    pub fn file(&self, level: &Level) -> PathBuf {
        let (name, sum) = (names::file_stem(&level.name), checksum(level.to_toml().as_bytes()));
        self.0.join(format!("{name}-{sum:08x}.{EXTENSION}"))
    }

    /// The best race on a level; `None` where there is none yet.
    ///
    /// # Errors
    /// When what lies in its place is none that can be run against. It is renamed, so that it is not lost.
    pub fn of(&self, level: &Level) -> Result<Option<RecordedGhost>, SetAside> {
        let file = self.file(level);
        if !is_taken(&file) {
            return Ok(None);
        }
        let read = || -> Result<RecordedGhost, String> {
            let ghost =
                Replay::load(&file).map_err(|error| error.fault.to_string())?.ghost().map_err(|no| no.to_string())?;
            ghost.fits(level).map_err(|no| no.to_string())?;
            Ok(ghost)
        };
        read().map(Some).map_err(|finding| SetAside::of(&file, finding))
    }

    /// Keeps a race that a person has run to the goal, if it is better than the one that is kept.
    ///
    /// # Errors
    /// What the file system answers.
    pub fn offer(&self, replay: &Replay, optima: &Optima) -> Result<Offered, ReplayError> {
        let mut offered = Offered::default();
        let Some(ghost) = replay.ghost().ok().filter(|ghost| ghost.is_person) else { return Ok(offered) };
        let Some(rank) = RaceRank::of(&ghost, optima) else { return Ok(offered) };
        let level = ghost.board.level();
        let kept = self.of(level).unwrap_or_else(|aside| {
            offered.aside = Some(aside);
            None
        });
        let is_stuck = offered.aside.as_ref().is_some_and(|aside| aside.aside.is_none());
        let is_better = kept.and_then(|kept| RaceRank::of(&kept, optima)).is_none_or(|kept| rank < kept);
        if is_better && !is_stuck {
            replay.save(&self.file(level))?;
            offered.best = Some(rank);
        }
        Ok(offered)
    }
}
