//! Up to 255 colours that stand for a picture's, and which of them stands for which. What they are drawn in is `gif`.

use std::collections::HashSet;

use quantette::{PaletteSize, Pipeline, deps::palette::Srgb};

/// Entries that colours are looked up in before the palette is searched: a power of two.
const KNOWN: usize = 1 << 14;

/// Colours, and a memory of which of them is nearest to what.
pub(super) struct Palette {
    colours: Vec<[u8; 3]>,
    /// Direct-mapped: a colour, the nearest entry and how far that is.
    known: Vec<Option<([u8; 3], Nearest)>>,
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
        let colours = if distinct.len() > most.into() {
            chosen(pixels, most)
        } else {
            distinct.into_iter().collect()
        };
        Self::from_colours(colours)
    }

    fn from_colours(mut colours: Vec<[u8; 3]>) -> Self {
        // the same picture makes the same file, and like colours lie close together
        colours.sort_unstable();
        Self {
            colours,
            known: vec![None; KNOWN],
        }
    }

    /// The colours in order, `[n, 3]`.
    pub(super) fn bytes(&self) -> &[u8] {
        self.colours.as_flattened()
    }

    /// How many colours there are, which is also the first index that is free.
    pub(super) fn len(&self) -> u8 {
        u8::try_from(self.colours.len()).unwrap_or(u8::MAX)
    }

    /// The entry that differs least in its worst channel, then in all of them.
    pub(super) fn nearest(&mut self, colour: [u8; 3]) -> Nearest {
        let [red, green, blue] = colour.map(u32::from);
        // Fibonacci hashing of 24 bits into the table's 14
        let slot = ((red << 16 | green << 8 | blue).wrapping_mul(0x9E37_79B9) >> 18) as usize;
        if let Some((known, nearest)) = self.known[slot]
            && known == colour
        {
            return nearest;
        }
        let distance = |&candidate: &[u8; 3]| {
            let differences: [u8; 3] = std::array::from_fn(|channel| candidate[channel].abs_diff(colour[channel]));
            let worst = differences.into_iter().max().unwrap_or_default();
            (worst, differences.map(u16::from).iter().sum::<u16>())
        };
        let best = (0..=u8::MAX).zip(&self.colours).min_by_key(|(_, candidate)| distance(candidate));
        let nearest = best.map_or(Nearest { index: 0, error: 255 }, |(index, candidate)| Nearest {
            index,
            error: distance(candidate).0,
        });
        self.known[slot] = Some((colour, nearest));
        nearest
    }
}

fn chosen(pixels: &[[u8; 3]], most: u8) -> Vec<[u8; 3]> {
    let colours: Vec<Srgb<u8>> = pixels.iter().map(|&pixel| Srgb::from(pixel)).collect();
    let size = PaletteSize::try_from(u16::from(most)).unwrap_or(PaletteSize::MAX);
    // Only no pixels, or more than 2^32, are refused; the options allow neither.
    let chosen = Pipeline::new().palette_size(size).ditherer(None).input_slice(&colours);
    chosen.map_or_else(
        |_| Vec::new(),
        |chosen| chosen.output_srgb8_palette().iter().map(|&colour| colour.into()).collect(),
    )
}
