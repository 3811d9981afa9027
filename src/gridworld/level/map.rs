//! The map of a level file: one character per cell, spaces between them ignored.

use super::{LevelProblem, limits};
use crate::gridworld::Cell;

/// What the characters of a map say.
pub(super) struct Map {
    pub width: i32,
    pub height: i32,
    pub walls: Vec<Cell>,
    pub starts: Vec<Cell>,
    pub goals: Vec<Cell>,
    /// Obstacles' marks in reading order.
    pub marks: Vec<(char, Cell)>,
}

/// Whether a character can mark an obstacle.
pub(super) const fn is_mark(character: char) -> bool {
    character.is_ascii_lowercase() || character.is_ascii_digit()
}

/// Reads a map; an error comes with its row and column, counted from 1 (0 = the map or the row as a whole).
pub(super) fn read(text: &str) -> Result<Map, (usize, usize, LevelProblem)> {
    let mut map = Map { width: 0, height: 0, walls: vec![], starts: vec![], goals: vec![], marks: vec![] };
    for (row, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let y = map.height;
        let mut width = 0;
        for character in line.chars().filter(|character| !character.is_whitespace()) {
            let cell = Cell::new(width, y);
            width += 1;
            if width > limits::SIDE || y >= limits::SIDE {
                let size = |cells: i32| cells.max(0) as usize;
                return Err((
                    row + 1,
                    0,
                    LevelProblem::BoardSize { width: size(width.max(map.width)), height: size(y + 1) },
                ));
            }
            match character {
                '.' => {}
                '#' => map.walls.push(cell),
                'A' => map.starts.push(cell),
                'G' => map.goals.push(cell),
                mark if is_mark(mark) => map.marks.push((mark, cell)),
                found => {
                    return Err((row + 1, width as usize, LevelProblem::UnknownMark { found }));
                }
            }
        }
        if y > 0 && width != map.width {
            return Err((row + 1, 0, LevelProblem::RaggedMap { found: width as usize, expected: map.width as usize }));
        }
        (map.width, map.height) = (width, y + 1);
    }
    if map.height == 0 {
        return Err((0, 0, LevelProblem::EmptyMap));
    }
    Ok(map)
}
