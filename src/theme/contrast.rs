//! How far apart two colours are for an eye: WCAG 2.2's relative luminance and contrast ratio.
//! Which ratios are asked for is said by the tests of the theme.

use bevy_egui::egui::Color32;

/// Relative luminance, 0 (black) to 1 (white), after WCAG 2.2; alpha is ignored.
#[must_use]
pub fn relative_luminance(colour: Color32) -> f32 {
    let [red, green, blue] = [colour.r(), colour.g(), colour.b()].map(linear);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast ratio after WCAG 2.2, from 1 (the same) to 21 (black and white); the order does not matter.
#[must_use]
pub fn contrast_ratio(one: Color32, other: Color32) -> f32 {
    let (one, other) = (relative_luminance(one), relative_luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// An sRGB channel as a share of linear light.
pub(super) fn linear(channel: u8) -> f32 {
    let channel = f32::from(channel) / 255.0;
    if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
}
