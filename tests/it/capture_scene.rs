//! Frames such as the window shows: a board with sprites that glide, a trail, tinted cells, and a column of figures.

use sidestep::capture::{Frame, FrameSize};

/// Cells along a side of the board.
const CELLS: usize = 5;
const BACKGROUND: [u8; 3] = [24, 26, 33];
const FLOOR: [u8; 3] = [38, 41, 52];
const LINE: [u8; 3] = [58, 62, 76];
const INK: [u8; 3] = [214, 218, 228];
const AGENT: [u8; 3] = [86, 156, 255];
const GOAL: [u8; 3] = [74, 201, 126];
const OBSTACLE: [u8; 3] = [240, 98, 82];

struct Canvas {
    size: FrameSize,
    rgba: Vec<u8>,
}

impl Canvas {
    fn blend(&mut self, x: usize, y: usize, colour: [u8; 3], cover: f32) {
        let start = (y * self.size.width as usize + x) * 4;
        if x < self.size.width as usize && y < self.size.height as usize {
            for (under, over) in self.rgba[start..start + 3].iter_mut().zip(colour) {
                *under = (f32::from(*under) + (f32::from(over) - f32::from(*under)) * cover).round() as u8;
            }
        }
    }

    fn rectangle(&mut self, [left, top, width, height]: [usize; 4], colour: [u8; 3], cover: f32) {
        for y in top..top + height {
            for x in left..left + width {
                self.blend(x, y, colour, cover);
            }
        }
    }

    /// With an edge that is smooth over one pixel.
    fn disc(&mut self, (x, y): (f32, f32), radius: f32, colour: [u8; 3], cover: f32) {
        let around = |centre: f32| (centre - radius - 1.0).max(0.0) as usize..(centre + radius + 2.0) as usize;
        for row in around(y) {
            for column in around(x) {
                let distance = (column as f32 - x).hypot(row as f32 - y);
                self.blend(column, row, colour, cover * (radius + 0.5 - distance).clamp(0.0, 1.0));
            }
        }
    }

    /// Something of a letter's size and raggedness for every digit of `number`.
    fn figures(&mut self, left: usize, top: usize, unit: usize, number: usize) {
        for place in 0..7 {
            let glyph = 0x2B5A_93C7_usize.rotate_left((number / 10_usize.pow(place) % 10 * 3) as u32);
            for bit in (0..15).filter(|bit| glyph >> bit & 1 == 1) {
                let at = [left + ((6 - place as usize) * 4 + bit % 3) * unit, top + bit / 3 * unit, unit, unit];
                self.rectangle(at, INK, if bit % 2 == 0 { 1.0 } else { 0.7 });
            }
        }
    }
}

/// Frame `number` of a run at 30 frames a second and four steps a second.
pub fn frame(size: FrameSize, number: usize) -> Frame {
    let pixels = (size.width * size.height) as usize;
    let mut canvas = Canvas { size, rgba: [BACKGROUND[0], BACKGROUND[1], BACKGROUND[2], 255].repeat(pixels) };
    let cell = (size.width.min(size.height) as usize * 9 / 10 / CELLS).max(4);
    let margin = (size.height as usize).saturating_sub(cell * CELLS) / 2;
    let step = number / 8;
    let glide = (number % 8) as f32 / 8.0;
    let centre = |column: f32, row: f32| {
        let at = |cells: f32| margin as f32 + (cells + 0.5) * cell as f32;
        (at(column), at(row))
    };
    for (row, column) in (0..CELLS).flat_map(|row| (0..CELLS).map(move |column| (row, column))) {
        let corner = [margin + column * cell, margin + row * cell, cell, cell];
        canvas.rectangle(corner, LINE, 1.0);
        canvas.rectangle([corner[0] + 1, corner[1] + 1, cell - 2, cell - 2], FLOOR, 1.0);
        let value = ((row * 7 + column * 3 + step) % 16) as f32 / 16.0;
        canvas.rectangle([corner[0] + 1, corner[1] + 1, cell - 2, cell - 2], GOAL, value * 0.3);
    }
    canvas.disc(centre(4.0, 4.0), cell as f32 * 0.35, GOAL, 1.0);
    // There and back along the rows; the agent goes round the board.
    let zigzag = |cells: f32| 4.0 - (cells.rem_euclid(8.0) - 4.0).abs();
    let around = |cells: f32| {
        let along = cells.rem_euclid(16.0);
        (zigzag_side(along), zigzag_side(along + 12.0))
    };
    let now = step as f32 + glide;
    for past in 1..24 {
        let (column, row) = around(now - past as f32 / 4.0);
        canvas.disc(centre(column, row), cell as f32 * 0.06, AGENT, 1.0 - past as f32 / 24.0);
    }
    for (row, offset) in [(1.0, 0.0), (2.0, 3.0), (3.0, 5.5)] {
        canvas.disc(centre(zigzag(now / 2.0 + offset), row), cell as f32 * 0.3, OBSTACLE, 1.0);
    }
    let (column, row) = around(now);
    canvas.disc(centre(column, row), cell as f32 * 0.32, AGENT, 1.0);
    let left = margin * 2 + cell * CELLS;
    for line in 0..6 {
        canvas.figures(left, margin + line * cell / 2, (cell / 24).max(1), step * [1, 17, 231, 5, 977, 3][line] + line);
    }
    Frame::new(size, canvas.rgba).expect("four bytes a pixel")
}

/// The column on a way round a square of four cells a side: right, down, left, up.
fn zigzag_side(along: f32) -> f32 {
    match along.rem_euclid(16.0) {
        right if right < 4.0 => right,
        down if down < 8.0 => 4.0,
        left if left < 12.0 => 12.0 - left,
        _ => 0.0,
    }
}
