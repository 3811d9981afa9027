//! Reading a level's TOML text. Writing it is in `text.rs`.

use super::{Level, LevelError, LevelProblem, OnHit, Rewards, check, limits, map};
use crate::{
    files,
    gridworld::{Action, Cell, Motion, MotionKind, Obstacle},
};
use serde::Deserialize;
use toml::Spanned;

/// The version of the format that this program writes and reads.
pub(super) const VERSION: i64 = 1;

/// Only the version, so that a newer file is told so before its new keys are called unknown.
#[derive(Deserialize)]
struct Head {
    version: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelFile {
    #[expect(dead_code, reason = "read by Head; named here because unknown keys are refused")]
    version: i64,
    name: String,
    #[serde(default)]
    about: String,
    map: Spanned<String>,
    max_steps: u32,
    #[serde(default)]
    hit_ends: bool,
    on_hit: Option<OnHit>,
    #[serde(default)]
    swap_hits: bool,
    #[serde(default)]
    random_start: bool,
    #[serde(default)]
    random_goal: bool,
    random_phases: Option<bool>,
    /// For agents whose cells the map cannot show: shared with another, or in another order than its reading order.
    starts: Option<Vec<Cell>>,
    /// For goals in another order than the map's.
    goals: Option<Vec<Cell>>,
    #[serde(default)]
    rewards: Rewards,
    #[serde(default)]
    obstacle: Vec<Spanned<ObstacleFile>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ObstacleFile {
    mark: Option<String>,
    at: Option<Cell>,
    motion: MotionKind,
    direction: Option<Action>,
    #[serde(default = "one")]
    every: u32,
    #[serde(default = "one")]
    phase: u32,
    probability: Option<f32>,
    path: Option<Vec<Cell>>,
}

const fn one() -> u32 {
    1
}

impl Level {
    /// Reads a level from the bytes of its file; `file` names it in errors.
    ///
    /// # Errors
    /// What is wrong first: file, line or place, and the remedy.
    pub fn from_bytes(bytes: Vec<u8>, file: &str) -> Result<Self, LevelError> {
        let failed = |problem| LevelError::new(file, "the file", problem);
        if bytes.len() > limits::FILE {
            return Err(failed(LevelProblem::FileTooLarge { bytes: bytes.len() }));
        }
        Self::from_toml(&files::text(bytes).map_err(|error| failed(error.into()))?, file)
    }

    /// The same from its text.
    ///
    /// # Errors
    /// What is wrong first: file, line or place, and the remedy.
    pub fn from_toml(text: &str, file: &str) -> Result<Self, LevelError> {
        let level = Self::from_own_toml(text, file)?;
        level.check_visible().map_err(|error| LevelError { file: file.to_owned(), ..error })?;
        Ok(level)
    }

    /// Reads a level that travels inside another file. Its words may be what earlier versions took.
    ///
    /// # Errors
    /// As [`Self::from_toml`].
    pub(super) fn from_own_toml(text: &str, file: &str) -> Result<Self, LevelError> {
        if text.len() > limits::FILE {
            return Err(LevelError::new(file, "the file", LevelProblem::FileTooLarge { bytes: text.len() }));
        }
        let head: Head = parse(text, file)?;
        if head.version != VERSION {
            return Err(LevelError::new(file, "version", LevelProblem::Version { found: head.version }));
        }
        let parsed: LevelFile = parse(text, file)?;
        let level = build(parsed, text, file)?;
        level.check().map_err(|error| LevelError { file: file.to_owned(), ..error })?;
        Ok(level)
    }
}

fn parse<T: serde::de::DeserializeOwned>(text: &str, file: &str) -> Result<T, LevelError> {
    toml::from_str(text).map_err(|error| {
        let place = error.span().map_or_else(|| "the file".to_owned(), |span| line(text, span.start));
        let message = error.message().trim().replace('\n', ", ");
        LevelError::new(file, place, LevelProblem::Syntax { message })
    })
}

/// "line 7", counted from 1.
fn line(text: &str, offset: usize) -> String {
    format!("line {}", line_number(text, offset))
}

fn line_number(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|&byte| byte == b'\n').count()
}

fn build(parsed: LevelFile, text: &str, file: &str) -> Result<Level, LevelError> {
    let start = parsed.map.span().start;
    let map_line = line(text, start);
    // TOML leaves out a line break right after the opening quotes: then the first row is on the next line.
    let quotes = text.get(start..).unwrap_or_default().trim_start_matches(['"', '\'']);
    let above = line_number(text, start) - usize::from(!quotes.starts_with(['\r', '\n']));
    let map = map::read(parsed.map.get_ref()).map_err(|(row, column, problem)| {
        let place = match (row, column) {
            (0, _) => format!("map ({map_line})"),
            (row, 0) => format!("line {} (map row {row})", above + row),
            (row, column) => format!("line {} (map row {row}, column {column})", above + row),
        };
        LevelError::new(file, place, problem)
    })?;

    let mut level = Level::empty(&parsed.name, map.width, map.height);
    for &wall in &map.walls {
        level.set_wall(wall, true);
    }
    level.about = parsed.about;
    level.starts = parsed.starts.unwrap_or(map.starts);
    level.goals = parsed.goals.unwrap_or(map.goals);
    level.rewards = parsed.rewards;
    (level.hit_ends, level.on_hit, level.swap_hits) = (parsed.hit_ends, parsed.on_hit, parsed.swap_hits);
    (level.random_start, level.random_goal) = (parsed.random_start, parsed.random_goal);
    level.random_phases = parsed.random_phases;
    level.max_steps = parsed.max_steps;

    let mut unused = map.marks.clone();
    for entry in parsed.obstacle {
        let place = line(text, entry.span().start);
        let fail = |problem| LevelError::new(file, format!("obstacle ({place})"), problem);
        let entry = entry.into_inner();
        let cells = places(&entry, &mut unused, &map.marks).map_err(fail)?;
        let obstacle = obstacle(entry).map_err(fail)?;
        // Stopped here and not by the check below, so that a long path is not copied for thousands of cells first.
        check::obstacles(level.obstacles.len() + cells.len()).map_err(fail)?;
        level.obstacles.extend(cells.into_iter().map(|at| Obstacle { at, ..obstacle.clone() }));
    }
    if let Some((mark, cell)) = unused.first() {
        let place = format!("map, cell {cell} ({map_line})");
        let what = "has no obstacle of its own; add one with `[[obstacle]]` and this `mark`, or write `.`";
        return Err(LevelError::new(file, place, LevelProblem::Mark { mark: mark.to_string(), what }));
    }
    Ok(level)
}

/// Where an entry's obstacles stand: each cell with its mark, or the one cell that it names.
fn places(
    entry: &ObstacleFile,
    unused: &mut Vec<(char, Cell)>,
    marks: &[(char, Cell)],
) -> Result<Vec<Cell>, LevelProblem> {
    match (&entry.mark, entry.at) {
        (None, Some(at)) => Ok(vec![at]),
        (Some(text), None) => {
            let fail = |what| Err(LevelProblem::Mark { mark: text.clone(), what });
            let mut characters = text.chars();
            let (Some(mark), None) = (characters.next(), characters.next()) else {
                return fail("is not one character; use one small letter or digit");
            };
            if !map::is_mark(mark) {
                return fail("cannot stand for an obstacle; use one small letter or digit");
            }
            let cells: Vec<Cell> = marks.iter().filter(|(found, _)| *found == mark).map(|&(_, cell)| cell).collect();
            let before = unused.len();
            unused.retain(|(found, _)| *found != mark);
            if cells.is_empty() {
                return fail("is nowhere on the map; draw it there, or say `at = [x, y]`");
            }
            if unused.len() == before {
                return fail("belongs to an obstacle above; give each entry a mark of its own, or say `at = [x, y]`");
            }
            Ok(cells)
        }
        (None, None) | (Some(_), Some(_)) => {
            Err(LevelProblem::motion("an obstacle needs either `mark`, a letter on the map, or `at = [x, y]`"))
        }
    }
}

fn obstacle(entry: ObstacleFile) -> Result<Obstacle, LevelProblem> {
    let ObstacleFile { motion, direction, every, phase, probability, path, mark: _, at: _ } = entry;
    let need = |name: &str| LevelProblem::motion(format!("this motion needs `{name}`; add it"));
    let spare = |name: &str| LevelProblem::motion(format!("this motion has no `{name}`; remove it"));
    let (is_chance_said, is_path_said) = (probability.is_some(), path.is_some());
    let mut motion = Motion::of(motion, probability, path).map_err(need)?;
    if is_chance_said && motion.probability().is_none() {
        return Err(spare("probability"));
    }
    if is_path_said && motion.path().is_none() {
        return Err(spare("path"));
    }
    if let Motion::Loop { path } = &mut motion {
        *path = fill_in(path)?;
    }
    let direction = direction.unwrap_or(motion.headings()[0]);
    Ok(Obstacle { at: Cell::default(), motion, direction, every, phase })
}

/// A path may name only its corners: the cells on the straight lines between them are filled in.
fn fill_in(corners: &[Cell]) -> Result<Vec<Cell>, LevelProblem> {
    let mut path = Vec::new();
    for (index, &from) in corners.iter().enumerate() {
        let to = corners[(index + 1) % corners.len()];
        if from.x != to.x && from.y != to.y {
            return Err(LevelProblem::motion(format!(
                "the path goes from {from} to {to}, neither along a row nor along a column; add the corner between them"
            )));
        }
        let length = from.distance(to) as usize;
        if path.len().saturating_add(length) > limits::PATH {
            return Err(LevelProblem::Count {
                what: "cells in the path",
                found: path.len().saturating_add(length),
                min: 2,
                max: limits::PATH,
            });
        }
        let step = ((to.x - from.x).signum(), (to.y - from.y).signum());
        let mut cell = from;
        for _ in 0..length {
            path.push(cell);
            cell = cell.offset(step);
        }
    }
    Ok(path)
}
