//! Writing a level as the text of its file, so that a person can read and edit it.

use super::{Level, file::VERSION, map};
use crate::gridworld::{Action, Cell, Obstacle};
use std::fmt::Write;

impl Level {
    /// The level as a file; [`Level::from_toml`] reads the same level back.
    #[must_use]
    pub fn to_toml(&self) -> String {
        let mut rows: Vec<Vec<char>> = (0..self.height)
            .map(|y| (0..self.width).map(|x| if self.is_wall(Cell::new(x, y)) { '#' } else { '.' }).collect())
            .collect();
        // The map gives cells in reading order and each once; others are listed.
        let drawable = |cells: &[Cell]| cells.is_sorted_by(|a, b| reading_order(a) < reading_order(b));
        for (cells, character) in [(&self.goals, 'G'), (&self.starts, 'A')] {
            for &cell in cells.iter().filter(|_| drawable(cells)) {
                draw(&mut rows, cell, character);
            }
        }
        let obstacles = self.obstacles_text(&mut rows);

        let mut text = format!("version = {VERSION}\nname = {}\n", quoted(&self.name));
        if !self.about.is_empty() {
            line(&mut text, "about", quoted(&self.about));
        }
        text.push_str("map = '''\n");
        for row in rows {
            let row: Vec<String> = row.into_iter().map(String::from).collect();
            text.push_str(&row.join(" "));
            text.push('\n');
        }
        text.push_str("'''\n");
        for (key, list) in [("starts", &self.starts), ("goals", &self.goals)] {
            if !drawable(list) {
                line(&mut text, key, cells(list));
            }
        }
        line(&mut text, "max_steps", self.max_steps);
        for (key, on) in [
            ("hit_ends", self.hit_ends),
            ("swap_hits", self.swap_hits),
            ("random_start", self.random_start),
            ("random_goal", self.random_goal),
        ] {
            line(&mut text, key, on);
        }
        // Only where something is said, so that other levels stay as earlier versions wrote and read them.
        if let Some(on_hit) = self.on_hit {
            line(&mut text, "on_hit", quoted(on_hit.name()));
        }
        if let Some(on) = self.random_phases {
            line(&mut text, "random_phases", on);
        }
        let rewards = self.rewards;
        text.push_str("\n[rewards]\n");
        for (key, reward) in [("goal", rewards.goal), ("hit", rewards.hit), ("step", rewards.step)] {
            line(&mut text, key, format!("{reward:?}"));
        }
        text + &obstacles
    }

    /// The obstacles' entries. Those in a row that differ only in their place share a mark, which is drawn into `rows`.
    fn obstacles_text(&self, rows: &mut [Vec<char>]) -> String {
        let mut text = String::new();
        let mut marks = ('a'..='z').chain('0'..='9').filter(|&mark| map::is_mark(mark));
        let mut rest = self.obstacles.as_slice();
        while let Some(first) = rest.first() {
            let alike = |other: &&Obstacle| Obstacle { at: first.at, ..(*other).clone() } == *first;
            let mut count = 0;
            while rest[count..].first().filter(alike).is_some_and(|obstacle| {
                at(rows, obstacle.at) == Some('.')
                    && (count == 0 || reading_order(&rest[count - 1].at) < reading_order(&obstacle.at))
            }) {
                count += 1;
            }
            let mark = if count > 0 { marks.next() } else { None };
            let group;
            (group, rest) = rest.split_at(if mark.is_some() { count } else { 1 });
            text.push_str("\n[[obstacle]]\n");
            if let Some(mark) = mark {
                for obstacle in group {
                    draw(rows, obstacle.at, mark);
                }
                line(&mut text, "mark", quoted(&mark.to_string()));
            } else {
                line(&mut text, "at", pair(&first.at));
            }
            settings(&mut text, first);
        }
        text
    }
}

fn settings(text: &mut String, obstacle: &Obstacle) {
    let motion = &obstacle.motion;
    line(text, "motion", quoted(motion.kind().name()));
    if obstacle.direction != Action::Stay {
        line(text, "direction", quoted(obstacle.direction.name()));
    }
    if let Some(probability) = motion.probability() {
        line(text, "probability", format!("{probability:?}"));
    }
    if let Some(path) = motion.path() {
        line(text, "path", cells(path));
    }
    if (obstacle.every, obstacle.phase) != (1, 1) {
        line(text, "every", obstacle.every);
        line(text, "phase", obstacle.phase);
    }
}

fn line(text: &mut String, key: &str, value: impl std::fmt::Display) {
    writeln!(text, "{key} = {value}").expect("a String takes all that is written");
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn pair(cell: &Cell) -> String {
    format!("[{}, {}]", cell.x, cell.y)
}

fn cells(list: &[Cell]) -> String {
    let pairs: Vec<String> = list.iter().map(pair).collect();
    format!("[{}]", pairs.join(", "))
}

const fn reading_order(cell: &Cell) -> (i32, i32) {
    (cell.y, cell.x)
}

fn at(rows: &[Vec<char>], cell: Cell) -> Option<char> {
    rows.get(usize::try_from(cell.y).ok()?)?.get(usize::try_from(cell.x).ok()?).copied()
}

fn draw(rows: &mut [Vec<char>], cell: Cell, character: char) {
    if let (Ok(x), Ok(y)) = (usize::try_from(cell.x), usize::try_from(cell.y))
        && let Some(place) = rows.get_mut(y).and_then(|row| row.get_mut(x))
    {
        *place = character;
    }
}
