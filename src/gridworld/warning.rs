//! What is odd about a level that can be played: only what its maker cannot have meant.
//! What makes a level impossible to play is an error, in `level/check.rs`.

use std::collections::VecDeque;

use derive_more::Display;

use super::{Action, Cell, Level, Motion, Obstacle};

/// Something about a level that keeps its agents from a goal, or an obstacle from moving. Its text ends with the remedy.
#[derive(Clone, Debug, Display, PartialEq, Eq)]
pub enum LevelWarning {
    /// From this start no goal can be reached, so that each episode fails.
    #[display("no path leads from the start at {start} to a goal; open a wall, or move the start or a goal")]
    NoPath {
        /// The start.
        start: Cell,
    },
    /// The same because each path leads over an obstacle that never moves, where a hit ends the episode.
    #[display(
        "every path from the start at {start} to a goal leads over an obstacle that never moves, and a hit ends the episode; leave a way around it"
    )]
    OnlyThroughObstacle {
        /// The start.
        start: Cell,
    },
    /// An episode is over before the goal that is nearest to this start can be reached.
    #[display(
        "the shortest path from the start at {start} to a goal takes {steps} steps, but an episode ends after {max_steps}; raise max_steps"
    )]
    TooFar {
        /// The start.
        start: Cell,
        /// Steps of the shortest path.
        steps: u32,
        /// Steps of an episode.
        max_steps: u32,
    },
    /// Nobody can reach this goal; there are others.
    #[display("no path leads from a start to the goal at {goal}; open a wall, or take that goal away")]
    GoalOutOfReach {
        /// The goal.
        goal: Cell,
    },
    /// This obstacle is to move and never does: walls stand all around, or its first turn comes after the end of the episode.
    #[display(
        "the obstacle at {at} never moves: walls stand in its way, or its first turn comes after max_steps; make room, or let it stand still"
    )]
    NeverMoves {
        /// Where it starts.
        at: Cell,
    },
}

impl LevelWarning {
    /// A short name that scripts can compare.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::NoPath { .. } => "no-path",
            Self::OnlyThroughObstacle { .. } => "only-through-obstacle",
            Self::TooFar { .. } => "too-far",
            Self::GoalOutOfReach { .. } => "goal-out-of-reach",
            Self::NeverMoves { .. } => "never-moves",
        }
    }
}

impl Level {
    /// What is odd about a level that can be played; nothing where all is well. Agents are warned of first.
    #[must_use]
    pub fn warnings(&self) -> Vec<LevelWarning> {
        let reachable = self.reachable();
        let drawn: Vec<Cell> = self.goal_cells(&reachable).collect();
        let draws_goals = self.random_goal && drawn.len() >= self.goals.len();
        let goals = if draws_goals { &drawn } else { &self.goals };
        let mut warnings = Vec::new();
        // All agents that start at random do so where the first one could walk.
        let starts = if self.random_start { &self.starts[..self.starts.len().min(1)] } else { &self.starts };
        let on_foot = self.distances(goals, |_| false);
        let unhurt = self.distances(goals, |cell| self.is_closed(cell) && !goals.contains(&cell));
        for (index, &start) in starts.iter().enumerate() {
            if starts[..index].contains(&start) {
                continue;
            }
            let nearest = if self.random_start {
                self.start_cells(&reachable, goals).filter_map(|cell| unhurt.at(cell)).min().or(unhurt.at(start))
            } else {
                unhurt.at(start)
            };
            warnings.extend(match nearest {
                None if on_foot.at(start).is_none() => Some(LevelWarning::NoPath { start }),
                None => Some(LevelWarning::OnlyThroughObstacle { start }),
                Some(steps) if steps > self.max_steps => {
                    Some(LevelWarning::TooFar { start, steps, max_steps: self.max_steps })
                }
                Some(_) => None,
            });
        }
        let walked = self.distances(starts, |_| false);
        if goals.iter().any(|&goal| walked.at(goal).is_some()) {
            let lost = goals.iter().filter(|&&goal| walked.at(goal).is_none());
            warnings.extend(lost.map(|&goal| LevelWarning::GoalOutOfReach { goal }));
        }
        let stuck =
            self.obstacles.iter().filter(|obstacle| obstacle.motion != Motion::Still && self.is_stuck(obstacle));
        warnings.extend(stuck.map(|obstacle| LevelWarning::NeverMoves { at: obstacle.at }));
        warnings
    }

    /// Whether an obstacle never leaves its cell, though its motion would.
    fn is_stuck(&self, obstacle: &Obstacle) -> bool {
        let motion = &obstacle.motion;
        let ways = if motion.is_random() { &Action::ALL[..4] } else { motion.headings() };
        let has_no_way = ways.iter().all(|way| self.is_wall(obstacle.at.offset(way.delta())));
        has_no_way || obstacle.steps_until_move(0) > self.max_steps
    }

    /// Whether nobody comes past a cell: an obstacle stands there for ever, and a hit ends the episode or leads back.
    fn is_closed(&self, cell: Cell) -> bool {
        (self.hit_ends || self.restarts()) && self.is_blocked(cell)
    }

    /// Whether an obstacle stands on the cell for ever.
    fn is_blocked(&self, cell: Cell) -> bool {
        self.obstacles.iter().any(|obstacle| obstacle.at == cell && self.is_still(obstacle))
    }

    /// Whether an obstacle never moves.
    fn is_still(&self, obstacle: &Obstacle) -> bool {
        let never = obstacle.motion.probability().is_some_and(|probability| probability <= 0.0);
        never || obstacle.motion == Motion::Still || self.is_stuck(obstacle)
    }

    /// Whether an obstacle moves.
    #[must_use]
    pub fn has_motion(&self) -> bool {
        self.obstacles.iter().any(|obstacle| !self.is_still(obstacle))
    }

    /// The length of the shortest path from a start to the nearest goal, in steps: of the farthest start where they are several or
    /// random. Of random goals it is the one that is farthest from the first start. Obstacles that never move and end the episode
    /// stand in the way. 0 where no path leads.
    #[must_use]
    pub fn distance(&self) -> u32 {
        let is_closed = |cell| self.is_closed(cell);
        let reachable = self.reachable();
        let goals = if self.random_goal {
            let steps = self.distances(&self.starts[..self.starts.len().min(1)], is_closed);
            self.goal_cells(&reachable).max_by_key(|&cell| steps.at(cell)).into_iter().collect()
        } else {
            self.goals.clone()
        };
        let starts =
            if self.random_start { self.start_cells(&reachable, &goals).collect() } else { self.starts.clone() };
        let steps = self.distances(&goals, |cell| is_closed(cell) && !goals.contains(&cell));
        starts.iter().filter_map(|&start| steps.at(start)).max().unwrap_or(0)
    }

    /// Whether two episodes in which the agents act alike may differ: chance decides about moves, starts or goals.
    #[must_use]
    pub fn has_chance(&self) -> bool {
        self.random_start
            || self.random_goal
            || self.draws_phases()
            || self.obstacles.iter().any(|obstacle| obstacle.motion.is_random())
    }

    /// How many steps each cell is away from the nearest of `from`. Paths may begin on a cell that is `closed`, but not pass one.
    pub(crate) fn distances(&self, from: &[Cell], closed: impl Fn(Cell) -> bool) -> Distances<'_> {
        let mut distances = Distances { level: self, steps: vec![None; self.width as usize * self.height as usize] };
        let mut open: VecDeque<(Cell, u32)> = from.iter().map(|&cell| (cell, 0)).collect();
        while let Some((cell, steps)) = open.pop_front() {
            if self.is_wall(cell) || distances.at(cell).is_some() {
                continue;
            }
            distances.steps[self.index(cell)] = Some(steps);
            if !closed(cell) {
                open.extend(Action::ALL.map(|action| (self.destination(cell, action), steps + 1)));
            }
        }
        distances
    }
}

/// How far cells are away.
pub(crate) struct Distances<'a> {
    level: &'a Level,
    steps: Vec<Option<u32>>,
}

impl Distances<'_> {
    /// `None` where no path leads.
    pub fn at(&self, cell: Cell) -> Option<u32> {
        if self.level.is_wall(cell) { None } else { self.steps[self.level.index(cell)] }
    }
}
