//! Clips show what replays hold: ffmpeg decodes them, and the cells on which pieces stand are read from the pixels. Where the
//! board lies is found from the obstacles of the first picture, so that nothing is taken from what draws it.
//! Every picture shows whole steps: there are as many pictures a second as steps.
#![cfg(target_os = "linux")]

use std::{collections::BTreeSet, path::PathBuf};

use serde_json::Value;
use sidestep::capture::FrameSize;
use tempfile::TempDir;

use super::{
    capture_tools::{decoded, shown},
    program::{data, sidestep, text},
};

type Cell = (i64, i64);
type Colour = [u8; 3];

/// Obstacles, then agents by seat.
const DARK: [Colour; 5] =
    [[0xFF, 0x6A, 0x3D], [0x4D, 0xB2, 0xFF], [0x24, 0xFA, 0x90], [0x94, 0x5C, 0xFF], [0xF2, 0xF4, 0xF8]];
const LIGHT: [Colour; 5] =
    [[0xE2, 0x4A, 0x1C], [0x00, 0x78, 0xD4], [0x00, 0x63, 0x3F], [0x8A, 0x1C, 0xF5], [0x10, 0x14, 0x1C]];

/// Where the pieces stand.
struct State {
    agents: Vec<Cell>,
    obstacles: BTreeSet<Cell>,
}

/// What `sidestep replay export` says of a replay, step by step.
fn states(replay: &str) -> Vec<State> {
    let cells = |line: &Value, name: &str| -> Vec<Cell> {
        let cells = line[name].as_array().expect("a list");
        cells.iter().map(|cell| (cell[0].as_i64().expect("x"), cell[1].as_i64().expect("y"))).collect()
    };
    let mut last = None;
    let mut states = Vec::new();
    for line in sidestep(&["replay", "export", replay]).ok().lines() {
        // With several agents there is a line for each of them.
        if last.replace(line["step"].clone()).as_ref() != Some(&line["step"]) {
            states.push(State {
                agents: cells(&line, "agents"),
                obstacles: cells(&line, "obstacles").into_iter().collect(),
            });
        }
    }
    states
}

/// A part of a picture that shows one board.
struct Board<'a> {
    size: FrameSize,
    columns: std::ops::Range<usize>,
    palette: &'a [Colour; 5],
    cell: f64,
    corner: (f64, f64),
    is_hunt: bool,
}

impl<'a> Board<'a> {
    /// Finds it by its obstacles, whose cells are known.
    fn find(
        first: &[u8],
        (size, columns): (FrameSize, std::ops::Range<usize>),
        palette: &'a [Colour; 5],
        state: &State,
        is_hunt: bool,
    ) -> Self {
        let mut board = Self { size, columns, palette, cell: 0.0, corner: (0.0, 0.0), is_hunt };
        let blobs = board.blobs(first);
        let cells = || state.obstacles.iter();
        let bounds = |values: &mut dyn Iterator<Item = f64>| {
            values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
        };
        let (left, right) = bounds(&mut blobs.iter().map(|blob| blob.0));
        let (top, bottom) = bounds(&mut blobs.iter().map(|blob| blob.1));
        let (west, east) = bounds(&mut cells().map(|cell| cell.0 as f64));
        let (north, south) = bounds(&mut cells().map(|cell| cell.1 as f64));
        board.cell =
            if east - west > south - north { (right - left) / (east - west) } else { (bottom - top) / (south - north) };
        board.corner = (left - (west + 0.5) * board.cell, top - (north + 0.5) * board.cell);
        board
    }

    fn is(&self, picture: &[u8], (x, y): (usize, usize), colour: Colour) -> bool {
        let at = (y * self.size.width as usize + x) * 3;
        picture[at..at + 3].iter().zip(colour).all(|(&seen, wanted)| seen.abs_diff(wanted) < 34)
    }

    /// The middles of all that has an obstacle's colour, but for specks.
    fn blobs(&self, picture: &[u8]) -> Vec<(f64, f64)> {
        let rows = 0..self.size.height as usize;
        let all = rows.flat_map(|y| self.columns.clone().map(move |x| (x, y)));
        // A hunter has the colour of the first seat.
        let colours = &self.palette[..if self.is_hunt { 2 } else { 1 }];
        let is_one = |at: &(usize, usize)| colours.iter().any(|&colour| self.is(picture, *at, colour));
        let mut left: BTreeSet<(usize, usize)> = all.filter(is_one).collect();
        let mut blobs = Vec::new();
        while let Some(first) = left.pop_first() {
            let (mut blob, mut next) = (Vec::new(), vec![first]);
            while let Some((x, y)) = next.pop() {
                blob.push((x, y));
                let around = (0..9).map(|step| ((x + step % 3).wrapping_sub(1), (y + step / 3).wrapping_sub(1)));
                next.extend(around.filter(|at| left.remove(at)));
            }
            blobs.push(blob);
        }
        let largest = blobs.iter().map(Vec::len).max().unwrap_or(0);
        let middle = |values: &mut dyn Iterator<Item = usize>| {
            let (low, high) = values.fold((usize::MAX, 0), |(low, high), value| (low.min(value), high.max(value)));
            (low + high) as f64 / 2.0
        };
        let middles = blobs.iter().filter(|blob| 5 * blob.len() > largest);
        middles.map(|blob| (middle(&mut blob.iter().map(|at| at.0)), middle(&mut blob.iter().map(|at| at.1)))).collect()
    }

    /// How much of a cell's middle has a colour.
    fn share(&self, picture: &[u8], cell: Cell, colour: Colour) -> f64 {
        let middle = |at: i64, corner: f64| corner + (at as f64 + 0.5) * self.cell;
        let (x, y) = (middle(cell.0, self.corner.0), middle(cell.1, self.corner.1));
        let reach = 0.3 * self.cell;
        let (mut all, mut found) = (0.0, 0.0);
        for row in (y - reach) as usize..=(y + reach) as usize {
            for column in (x - reach) as usize..=(x + reach) as usize {
                if (column as f64 - x).hypot(row as f64 - y) <= reach {
                    all += 1.0;
                    found += f64::from(u8::from(self.is(picture, (column, row), colour)));
                }
            }
        }
        found / all
    }

    /// What is wrong with a picture of a state on a board of so many cells; nothing if it shows it.
    fn fault(&self, picture: &[u8], state: &State, (width, height): Cell) -> Option<String> {
        for cell in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
            let shares: Vec<f64> = self.palette.iter().map(|&colour| self.share(picture, cell, colour)).collect();
            // A hunter has the colour of its seat.
            let stands = |piece: usize| match piece {
                0 => state.obstacles.contains(&cell),
                _ if self.is_hunt => state.agents.contains(&cell) || state.obstacles.contains(&cell),
                agent => state.agents.get(agent - 1) == Some(&cell),
            };
            let pieces = 0..if self.is_hunt { 3 } else { state.agents.len() + 1 };
            if let Some(piece) = pieces.clone().find(|&piece| !stands(piece) && shares[piece] > 0.3) {
                return Some(format!("piece {piece} is seen on {cell:?}: {shares:.2?}"));
            }
            // Of those that share a cell one may cover the others.
            if pieces.clone().any(stands) && !pieces.clone().any(|piece| stands(piece) && shares[piece] > 0.12) {
                return Some(format!("nothing is seen on {cell:?}: {shares:.2?}"));
            }
        }
        None
    }
}

/// One clip of the table: replays (two stand side by side), what else `record` is told, its size and its ending.
struct Clip {
    replays: Vec<String>,
    more: &'static str,
    size: FrameSize,
    ending: &'static str,
}

impl Clip {
    fn look(&self, folder: &TempDir, number: usize) {
        let out = folder.path().join(format!("clip-{number}{}", self.ending));
        let size = self.size.to_string();
        let mut words = vec!["record", "--out", text(&out), "--size", &size, "--fps", "4", "--speed", "4"];
        words.extend(["--no-title", "--quiet", "--replay", &self.replays[0]]);
        words.extend(self.more.split_whitespace());
        if let Some(other) = self.replays.get(1) {
            words.extend(["--side-by-side", other]);
        }
        let about = words.join(" ");
        sidestep(&words).ok();
        let pictures = match self.ending {
            ".mp4" => decoded(&out, self.size),
            ".gif" => shown(&out, self.size),
            _ => frames(out),
        };
        let palette = if self.more.contains("light") { &LIGHT } else { &DARK };
        let width = self.size.width as usize / self.replays.len();
        for (number, replay) in self.replays.iter().enumerate() {
            let states = states(replay);
            let pieces = || states.iter().flat_map(|state| state.agents.iter().chain(&state.obstacles));
            let cells = pieces().fold((0, 0), |size, cell| (size.0.max(cell.0 + 1), size.1.max(cell.1 + 1)));
            let columns = number * width..(number + 1) * width;
            let (place, is_hunt) = ((self.size, columns), replay.ends_with("hunt.replay"));
            let board = Board::find(&pictures[0], place, palette, &states[0], is_hunt);
            // Steps come one after the other, none is left out, and what does not change may stand for several.
            let mut at = 0;
            for (picture, number) in pictures.iter().zip(0..) {
                let fault = |step: usize| board.fault(picture, &states[step], cells);
                let Some(fault_here) = fault(at) else { continue };
                let same = |step: &usize| {
                    states[*step].agents == states[at].agents && states[*step].obstacles == states[at].obstacles
                };
                let next = (at + 1..states.len()).find(|step| !same(step)).unwrap_or(at);
                let fault_next = fault(next);
                assert!(
                    fault_next.is_none(),
                    "{about}\npicture {number}, step {at}: {fault_here}\nstep {next}: {fault_next:?}"
                );
                at = next;
            }
            let last = states.last().expect("a state");
            let end = board.fault(pictures.last().expect("a picture"), last, cells);
            assert_eq!(end, None, "{about}: the end is shown");
        }
    }
}

/// The pictures of a folder, in the order of their names.
fn frames(folder: PathBuf) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    files.iter().map(|file| image::open(file).expect("a PNG").to_rgb8().into_raw()).collect()
}

const fn size(width: u32, height: u32) -> FrameSize {
    FrameSize { width, height }
}

/// Levels, modes, themes, languages, sizes and formats.
#[test]
fn thirty_clips_show_the_states_of_their_replays() {
    let folder = tempfile::tempdir().expect("a folder");
    let rollout = |level: &str, seed: u32| {
        let out = folder.path().join(format!("{level}-{seed}.replay"));
        let seed = seed.to_string();
        // A way that is walked into many things.
        let actions = ["right,down,right,up,left,down,down,right,stay,down"; 2].join(",");
        sidestep(&["rollout", "--level", level, "--actions", &actions, "--seed", &seed, "--out", text(&out)]).ok();
        text(&out).to_owned()
    };
    let [classic, rush, plaza, chase, harbour] =
        ["classic", "rush", "plaza", "chase", "harbour"].map(|level| [rollout(level, 1), rollout(level, 2)]);
    let levels = [&classic, &rush, &plaza, &chase, &harbour];
    let (race, hunt) = (data("matches/race.replay"), data("matches/hunt.replay"));
    let clip = |replays: &[&String], more, size, ending| Clip {
        replays: replays.iter().map(|replay| (*replay).clone()).collect(),
        more,
        size,
        ending,
    };
    let mut clips = Vec::new();
    for [one, other] in levels {
        // Its cells are many and small.
        let scale: u32 = if std::ptr::eq(one, &harbour[0]) { 2 } else { 1 };
        let size = |width, height| size(scale * width, scale * height);
        clips.push(clip(&[one], "--theme dark --language en", size(640, 360), ".mp4"));
        clips.push(clip(&[other], "--theme light --language ko", size(480, 640), ".gif"));
        clips.push(clip(&[one], "--theme light --language en", size(500, 500), ""));
        clips.push(clip(&[one, other], "--theme dark --language ko", size(960, 540), ".mp4"));
    }
    for matches in [&race, &hunt] {
        clips.push(clip(&[matches], "--theme dark --language ko", size(640, 360), ".mp4"));
        clips.push(clip(&[matches], "--theme light --language en", size(360, 640), ".mp4"));
        clips.push(clip(&[matches], "--theme dark --language en", size(641, 361), ""));
        clips.push(clip(&[matches], "--theme light --language ko --overlay trail", size(800, 450), ".gif"));
    }
    clips.push(clip(&[&classic[0], &race], "--theme light --language ko", size(960, 540), ".mp4"));
    clips.push(clip(&[&rush[0]], "--theme dark --language ko --quality small", size(1280, 720), ".mp4"));
    assert_eq!(clips.len(), 30);
    for (clip, number) in clips.iter().zip(0..) {
        clip.look(&folder, number);
    }
}
