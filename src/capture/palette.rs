//! Up to 255 colours that stand for a picture's, and which of them stands for which. What they are drawn in is `gif`.

use std::collections::{HashMap, HashSet};

use quantette::{PaletteSize, Pipeline, deps::palette::Srgb};

/// Pixels that colours are chosen from, about: more of them choose no better.
const SAMPLE: usize = 1 << 16;

/// Colours, and which of them is nearest to what.
pub(super) struct Palette {
    colours: Vec<[u8; 3]>,
    /// The colours' own indices.
    exact: HashMap<[u8; 3], u8>,
    cells: Vec<Cell>,
}

/// Colours that agree in the upper six bits of every channel.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    /// The index that is nearest to the middle, once it was asked for.
    nearest: Option<u8>,
    /// Whether a colour of the palette lies here.
    exact: bool,
}

/// An entry of a palette.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Nearest {
    pub(super) index: u8,
    /// The largest difference of a channel.
    pub(super) error: u8,
}

impl Palette {
    /// At most `most` (1 to 255) colours for `pixels`: the very same ones where these are enough, otherwise Wu's choice in
    /// Oklab, where distances are as people see them.
    pub(super) fn of(pixels: &[[u8; 3]], most: u8) -> Self {
        let mut distinct = HashSet::new();
        let mut last = None;
        for &pixel in pixels {
            // most pixels are as their neighbours
            if last != Some(pixel) {
                last = Some(pixel);
                distinct.insert(pixel);
                if distinct.len() > most.into() {
                    break;
                }
            }
        }
        let colours = if distinct.len() > most.into() { chosen(pixels, most) } else { distinct.into_iter().collect() };
        Self::from_colours(colours)
    }

    fn from_colours(mut colours: Vec<[u8; 3]>) -> Self {
        // the same picture makes the same file, and like colours lie close together
        colours.sort_unstable();
        let mut cells = vec![Cell::default(); 1 << 18];
        for &colour in &colours {
            cells[cell(colour)].exact = true;
        }
        Self { exact: colours.iter().copied().zip(0..=u8::MAX).collect(), cells, colours }
    }

    /// The colours in order, `[n, 3]`.
    pub(super) fn bytes(&self) -> &[u8] {
        self.colours.as_flattened()
    }

    /// How many colours there are, which is also the first index that is free.
    pub(super) fn len(&self) -> u8 {
        u8::try_from(self.colours.len()).unwrap_or(u8::MAX)
    }

    /// The entry that is `colour`, or else one that is at most 4 further off than the nearest: colours are
    /// looked up in cells of 4 by 4 by 4.
    pub(super) fn nearest(&mut self, colour: [u8; 3]) -> Nearest {
        let cell = &mut self.cells[cell(colour)];
        if cell.exact
            && let Some(&index) = self.exact.get(&colour)
        {
            return Nearest { index, error: 0 };
        }
        let middle = colour.map(|channel| channel & !3 | 2);
        let index = *cell.nearest.get_or_insert_with(|| closest(&self.colours, middle));
        let error = self.colours.get(usize::from(index)).map_or(u8::MAX, |&entry| worst(entry, colour));
        Nearest { index, error }
    }
}

/// Which of the 2^18 cells a colour lies in.
fn cell([red, green, blue]: [u8; 3]) -> usize {
    usize::from(red >> 2) << 12 | usize::from(green >> 2) << 6 | usize::from(blue >> 2)
}

/// The index of the entry that differs least in its worst channel, then in all of them.
fn closest(colours: &[[u8; 3]], colour: [u8; 3]) -> u8 {
    let distance = |&entry: &[u8; 3]| {
        let all: u32 = entry.iter().zip(colour).map(|(&one, other)| u32::from(one.abs_diff(other))).sum();
        u32::from(worst(entry, colour)) << 10 | all
    };
    let best = (0..=u8::MAX).zip(colours).min_by_key(|(_, entry)| distance(entry));
    best.map_or(0, |(index, _)| index)
}

/// The largest difference of a channel.
fn worst(one: [u8; 3], other: [u8; 3]) -> u8 {
    let [red, green, blue] = std::array::from_fn(|channel| one[channel].abs_diff(other[channel]));
    red.max(green).max(blue)
}

fn chosen(pixels: &[[u8; 3]], most: u8) -> Vec<[u8; 3]> {
    // An odd stride, which meets every column of a picture.
    let stride = (pixels.len() / SAMPLE) | 1;
    let colours: Vec<Srgb<u8>> = pixels.iter().step_by(stride).map(|&pixel| Srgb::from(pixel)).collect();
    let size = PaletteSize::try_from(u16::from(most)).unwrap_or(PaletteSize::MAX);
    // Only no pixels, or more than 2^32, are refused; the options allow neither.
    let chosen = Pipeline::new().palette_size(size).ditherer(None).input_slice(&colours);
    chosen.map_or_else(
        |_| Vec::new(),
        |chosen| chosen.output_srgb8_palette().iter().map(|&colour| colour.into()).collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_are_exact() {
        let pixels: Vec<[u8; 3]> = (0..=254).map(|grey| [grey, grey / 2, 7]).collect();
        let mut palette = Palette::of(&pixels, 255);
        assert_eq!(palette.len(), 255);
        for &pixel in &pixels {
            let Nearest { index, error } = palette.nearest(pixel);
            assert_eq!((palette.colours[usize::from(index)], error), (pixel, 0));
        }
    }

    #[test]
    fn many_colours_are_near() {
        let pixels: Vec<[u8; 3]> = (0..512_u16).map(|step| [(step / 2) as u8, (step / 4) as u8, 200]).collect();
        let mut palette = Palette::of(&pixels, 64);
        assert!(palette.len() <= 64);
        for &pixel in &pixels {
            let Nearest { index, error } = palette.nearest(pixel);
            assert_eq!(error, worst(palette.colours[usize::from(index)], pixel));
            let least = palette.colours.iter().map(|&entry| worst(entry, pixel)).min();
            assert!(least.is_some_and(|least| error <= least + 4), "{pixel:?} is {error} off, not {least:?}");
        }
    }
}
