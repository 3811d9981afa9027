//! A part's values as a picture, a pixel for every unit and step. Made anew only when the values or their order change.

use std::fmt;

use bevy_egui::egui::{Color32, ColorImage, Context, TextureHandle, TextureId, TextureOptions};

use crate::{
    panels::sequence::cell::{Track, quantity::Quantity},
    sequence::Part,
    theme::Theme,
};

/// Pixels on a side at most, as the weakest graphics cards have it; what is longer is thinned out.
const MOST_PIXELS: usize = 2048;
/// Colours of a ramp.
const COLOURS: usize = 256;

/// The ramps as tables: a lookup per pixel.
#[derive(Clone, Debug, Default)]
pub(super) struct Ramps {
    share: Vec<Color32>,
    signed: Vec<Color32>,
}

impl Ramps {
    pub fn new(theme: &Theme) -> Self {
        let at = |n: usize| n as f32 / (COLOURS - 1) as f32;
        Self {
            share: (0..COLOURS).map(|n| theme.value_colour(at(n))).collect(),
            signed: (0..COLOURS).map(|n| theme.signed_colour(at(n) * 2.0 - 1.0)).collect(),
        }
    }

    /// The colour of a value, of a scale that ends at `scale`.
    fn colour(&self, quantity: Quantity, value: f32, scale: f32) -> Color32 {
        let (table, share) =
            if quantity.is_share() { (&self.share, value) } else { (&self.signed, (value / scale + 1.0) / 2.0) };
        // What is no number becomes 0.
        table[((share * (COLOURS - 1) as f32).round() as usize).min(COLOURS - 1)]
    }
}

/// The picture of a part.
#[derive(Clone)]
pub(super) struct Map {
    pub part: Part,
    /// The value that has the ramp's last colour.
    pub scale: f32,
    texture: Option<TextureHandle>,
}

impl fmt::Debug for Map {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = formatter.debug_struct("Map");
        parts.field("part", &self.part).field("scale", &self.scale);
        parts.finish_non_exhaustive()
    }
}

impl Map {
    pub const fn new(part: Part) -> Self {
        Self { part, scale: 1.0, texture: None }
    }

    pub fn id(&self) -> Option<TextureId> {
        self.texture.as_ref().map(TextureHandle::id)
    }

    /// Paints the values of a track, its units in an order.
    pub fn paint(&mut self, context: &Context, track: &Track, order: &[usize], ramps: &Ramps) {
        let quantity = Quantity::of_part(self.part);
        self.scale = scale(track, self.part);
        let size = [track.steps().min(MOST_PIXELS), order.len().min(MOST_PIXELS)];
        let mut pixels = vec![Color32::PLACEHOLDER; size[0] * size[1]];
        for column in 0..size[0] {
            let values = track.value(self.part, column * track.steps() / size[0]);
            for row in 0..size[1] {
                let unit = order[row * order.len() / size[1]];
                pixels[row * size[0] + column] = ramps.colour(quantity, values[unit], self.scale);
            }
        }
        let image = ColorImage::new(size, pixels);
        if let Some(texture) = &mut self.texture {
            texture.set(image, TextureOptions::NEAREST);
        } else {
            let name = format!("heat map of {}", self.part);
            self.texture = Some(context.load_texture(name, image, TextureOptions::NEAREST));
        }
    }
}

/// Where a part's colours end: a cell state is not bounded by 1.
fn scale(track: &Track, part: Part) -> f32 {
    if part != Part::Cell {
        return 1.0;
    }
    let steps = (0..track.steps()).flat_map(|step| track.value(part, step));
    let largest = steps.map(|value| value.abs()).fold(0.0, f32::max);
    // In halves, so that it stands still while a model learns.
    ((largest * 2.0).ceil() / 2.0).max(1.0)
}
