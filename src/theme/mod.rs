//! How everything looks: colours with a meaning, fonts, spacing; for egui's panels and for Bevy's board alike.
//! Nothing is drawn here, and which theme is wanted is the settings' business.

mod contrast;
mod fonts;
mod palette;
mod ramp;
mod style;

use crate::names::named;
use bevy::{color::Color, prelude::Resource};
use bevy_egui::egui::{self, Color32};

pub use contrast::{contrast_ratio, relative_luminance};
pub use fonts::{BOLD, REGULAR, SEMIBOLD, bold, font_definitions, install_fonts};
pub use palette::Palette;
pub use style::{LEAST_TEXT, StyleOptions, TEXT_SIZE, apply, small_size};

named! {
    /// Light on dark, or dark on light.
    #[derive(Default)]
    ThemeMode, "theme", {
        /// For a monitor on a desk.
        #[default]
        Dark = "dark",
        /// For a bright room and a projector.
        Light = "light",
    }
}

/// The look that is worn now.
#[derive(Resource, Clone, Debug, PartialEq)]
pub struct Theme {
    /// Dark or light.
    pub mode: ThemeMode,
    /// The colours, by what they mean.
    pub palette: Palette,
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(ThemeMode::default())
    }
}

impl Theme {
    /// The designed theme of a mode.
    #[must_use]
    pub const fn new(mode: ThemeMode) -> Self {
        let palette = match mode {
            ThemeMode::Dark => Palette::DARK,
            ThemeMode::Light => Palette::LIGHT,
        };
        Self { mode, palette }
    }

    /// The colour of a value in a heat map, `share` from 0 (lowest) to 1 (highest); what lies outside is clamped, NaN is lowest.
    /// The ramp is perceptually even and tells values apart in grey and with any colour vision.
    #[must_use]
    pub fn value_colour(&self, share: f32) -> Color32 {
        ramp::viridis(share)
    }

    /// The colour of a number with a sign in a heat map, -1 to 1: blue below 0, orange above, the plain ground at 0; what lies
    /// outside is clamped, NaN is 0. Both arms leave the ground evenly and are told apart with any colour vision.
    #[must_use]
    pub fn signed_colour(&self, number: f32) -> Color32 {
        ramp::two_armed(self.palette.base, self.palette.signed, number)
    }

    /// Ink that can be read on `ground`: the darkest or the lightest colour of the theme, whichever stands out more.
    #[must_use]
    pub fn ink_on(&self, ground: Color32) -> Color32 {
        let (dark, light) = (Color32::from_rgb(10, 14, 20), Color32::WHITE);
        if contrast_ratio(dark, ground) >= contrast_ratio(light, ground) { dark } else { light }
    }

    /// The colour of the n-th curve; colours come round again after [`Palette::SERIES`] of them.
    #[must_use]
    pub const fn series(&self, number: usize) -> Color32 {
        self.palette.series[number % Palette::SERIES]
    }
}

/// An opaque mixture: `share` of `top` over `ground`, in sRGB. Panels use it instead of see-through colours, which come out
/// darker in the window than in egui's own reckoning: Bevy blends in linear light.
#[must_use]
pub fn mix(ground: Color32, top: Color32, share: f32) -> Color32 {
    let share = share.clamp(0.0, 1.0);
    let channel = |ground: u8, top: u8| egui::lerp(f32::from(ground)..=f32::from(top), share).round() as u8;
    Color32::from_rgb(channel(ground.r(), top.r()), channel(ground.g(), top.g()), channel(ground.b(), top.b()))
}

/// The same colour for Bevy: sRGB, straight alpha.
#[must_use]
pub fn bevy_color(colour: Color32) -> Color {
    let [red, green, blue, alpha] = colour.to_srgba_unmultiplied();
    Color::srgba_u8(red, green, blue, alpha)
}
