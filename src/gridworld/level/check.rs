//! Whether a level can be played: everything in bounds, everybody on a free cell.

use super::{Level, LevelError, LevelProblem, limits};
use crate::{
    gridworld::{Action, Cell, Obstacle},
    names,
};
use std::{collections::HashSet, fmt::Display, ops::RangeInclusive};

const AGENTS: &str = "agents (each an `A` on the map or a cell in `starts`)";
const GOALS: &str = "goals (each a `G` on the map or a cell in `goals`)";

impl Level {
    /// Checks that the level can be played. Levels from files have passed this; call it after editing one by hand.
    ///
    /// # Errors
    /// The first thing that is wrong: its place and the remedy.
    pub fn check(&self) -> Result<(), LevelError> {
        let at = |place: &str| self.fault_at(place);
        wording(&self.name, 1, limits::NAME).map_err(at("name"))?;
        wording(&self.about, 0, limits::ABOUT).map_err(at("about"))?;
        self.check_board().map_err(at("map"))?;
        self.check_people()?;
        obstacles(self.obstacles.len()).map_err(at("obstacles"))?;
        for (index, obstacle) in self.obstacles.iter().enumerate() {
            self.check_obstacle(obstacle).map_err(at(&format!("obstacle {} at {}", index + 1, obstacle.at)))?;
        }
        let rewards = self.rewards;
        for (place, reward) in
            [("rewards.goal", rewards.goal), ("rewards.hit", rewards.hit), ("rewards.step", rewards.step)]
        {
            range(reward, -limits::REWARD..=limits::REWARD).map_err(at(place))?;
        }
        if self.hit_ends && self.restarts() {
            return Err(at("on_hit")(LevelProblem::HitEndsAndRestarts));
        }
        range(self.max_steps, 1..=limits::STEPS).map_err(at("max_steps"))
    }

    /// Checks that name and description can be seen as they are: what a person writes into a file. Runs and replays from earlier versions
    /// may hold others.
    pub(super) fn check_visible(&self) -> Result<(), LevelError> {
        for (place, words) in [("name", &self.name), ("about", &self.about)] {
            // Joiners belong to the spelling of many languages, and to emoji.
            let is_allowed =
                |character: char| matches!(character, '\u{200c}' | '\u{200d}') || !shows_nothing(character);
            if let Some(character) = words.chars().find(|&character| !is_allowed(character)) {
                return Err(self.fault_at(place)(LevelProblem::Invisible { code: character.into() }));
            }
        }
        if self.name.chars().all(|character| character.is_whitespace() || names::is_invisible(character)) {
            return Err(self.fault_at("name")(LevelProblem::Nameless));
        }
        Ok(())
    }

    /// What makes a problem at a place an error.
    fn fault_at(&self, place: &str) -> impl Fn(LevelProblem) -> LevelError + use<> {
        let (file, place) = (format!("level `{}`", self.name), place.to_owned());
        move |problem| LevelError::new(&file, &*place, problem)
    }

    fn check_board(&self) -> Result<(), LevelProblem> {
        let (width, height) = (self.width.max(0) as usize, self.height.max(0) as usize);
        let side = 1..=limits::SIDE as usize;
        if !side.contains(&width) || !side.contains(&height) || self.walls.len() != width * height {
            return Err(LevelProblem::BoardSize { width, height });
        }
        Ok(())
    }

    fn check_people(&self) -> Result<(), LevelError> {
        count(AGENTS, self.starts.len(), 1..=limits::AGENTS).map_err(self.fault_at("starts"))?;
        count(GOALS, self.goals.len(), 1..=limits::GOALS).map_err(self.fault_at("goals"))?;
        for (index, &start) in self.starts.iter().enumerate() {
            let fault = self.fault_at(&format!("start {}", index + 1));
            self.check_free(start).map_err(&fault)?;
            if self.goals.contains(&start) {
                return Err(fault(LevelProblem::StartOnGoal { cell: start }));
            }
        }
        for (index, &goal) in self.goals.iter().enumerate() {
            let fault = self.fault_at(&format!("goal {}", index + 1));
            self.check_free(goal).map_err(&fault)?;
            if self.goals[..index].contains(&goal) {
                return Err(fault(LevelProblem::SameGoal { cell: goal }));
            }
        }
        Ok(())
    }

    fn check_free(&self, cell: Cell) -> Result<(), LevelProblem> {
        if !self.contains(cell) {
            Err(LevelProblem::NotFree { cell, what: "off the board" })
        } else if self.is_wall(cell) {
            Err(LevelProblem::NotFree { cell, what: "a wall" })
        } else {
            Ok(())
        }
    }

    fn check_obstacle(&self, obstacle: &Obstacle) -> Result<(), LevelProblem> {
        self.check_free(obstacle.at)?;
        range(obstacle.every, 1..=limits::EVERY)?;
        range(obstacle.phase, 0..=limits::EVERY)?;
        let known = obstacle.motion.headings();
        if !known.contains(&obstacle.direction) {
            let names: Vec<_> = known.iter().map(|action| action.name()).collect();
            let known = if known == [Action::Stay] { "no direction".to_owned() } else { names.join(" or ") };
            let (kind, direction) = (obstacle.motion.kind(), obstacle.direction);
            return Err(LevelProblem::motion(format!("`{kind}` cannot head for `{direction}`; use {known}")));
        }
        if let Some(probability) = obstacle.motion.probability() {
            range(probability, 0.0..=1.0)?;
        }
        obstacle.motion.path().map_or(Ok(()), |path| self.check_path(path, obstacle.at))
    }

    fn check_path(&self, path: &[Cell], at: Cell) -> Result<(), LevelProblem> {
        count("cells in the path", path.len(), 2..=limits::PATH)?;
        let mut visited = HashSet::new();
        for (index, &cell) in path.iter().enumerate() {
            self.check_free(cell)?;
            if !visited.insert(cell) {
                return Err(LevelProblem::motion(format!(
                    "the path comes to {cell} twice; draw a loop that does not touch itself, or use a patrol"
                )));
            }
            let next = path[(index + 1) % path.len()];
            if cell.distance(next) != 1 {
                return Err(LevelProblem::motion(format!(
                    "the path jumps from {cell} to {next}; each cell must be beside the next, and the last beside the first"
                )));
            }
        }
        if !path.contains(&at) {
            return Err(LevelProblem::motion(format!(
                "the path does not pass {at}, where the obstacle starts; add that cell"
            )));
        }
        Ok(())
    }
}

/// There are not too many obstacles.
pub(super) fn obstacles(found: usize) -> Result<(), LevelProblem> {
    count("obstacles (each a mark on the map or an `[[obstacle]]` with `at`)", found, 0..=limits::OBSTACLES)
}

/// Whether a character is invisible, or breaks a line where [`char::is_control`] does not say so.
const fn shows_nothing(character: char) -> bool {
    names::is_invisible(character) || matches!(character, '\u{2028}' | '\u{2029}')
}

fn wording(text: &str, min: usize, max: usize) -> Result<(), LevelProblem> {
    let length = text.chars().count();
    if length < min || length > max || text.chars().any(char::is_control) {
        return Err(LevelProblem::Wording { max });
    }
    Ok(())
}

fn count(what: &'static str, found: usize, allowed: RangeInclusive<usize>) -> Result<(), LevelProblem> {
    if allowed.contains(&found) {
        return Ok(());
    }
    Err(LevelProblem::Count { what, found, min: *allowed.start(), max: *allowed.end() })
}

// NaN lies in no range, so it is refused here too.
fn range<T: PartialOrd + Display>(found: T, allowed: RangeInclusive<T>) -> Result<(), LevelProblem> {
    if allowed.contains(&found) {
        return Ok(());
    }
    Err(LevelProblem::Range {
        found: found.to_string(),
        min: allowed.start().to_string(),
        max: allowed.end().to_string(),
    })
}
