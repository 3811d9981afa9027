//! The colours of boards, dark and light, told apart by brightness as well as by hue (after Okabe and Ito's colour-blind-safe set).
//! Which one is in use is decided elsewhere: insert another as the resource and all boards repaint.

use bevy::{color::Mix, prelude::*};

use crate::theme::{self, Theme, ThemeMode};

/// Steps of the heat ramp that are mixed beforehand.
const RAMP: usize = 48;

/// The least contrast of a face's lines to the body.
const FACE: f32 = 2.5;

/// All colours that boards use.
#[derive(Resource, Clone, Debug, PartialEq)]
pub struct BoardPalette {
    /// Behind the boards: the camera's clear colour.
    pub backdrop: LinearRgba,
    /// The frame that the cells lie in.
    pub floor: LinearRgba,
    /// A cell.
    pub cell: LinearRgba,
    /// Every second cell.
    pub cell_alt: LinearRgba,
    /// A wall from above ..
    pub wall_top: LinearRgba,
    /// .. its side, below ..
    pub wall_side: LinearRgba,
    /// .. and its upper edge.
    pub wall_light: LinearRgba,
    /// Under pieces.
    pub shadow: LinearRgba,
    /// Texts.
    pub ink: LinearRgba,
    /// Texts beside the point.
    pub ink_dim: LinearRgba,
    /// Texts on bright grounds, whatever the theme.
    pub dark_ink: LinearRgba,
    /// Texts on dark grounds, whatever the theme.
    pub light_ink: LinearRgba,
    /// The agents' bodies by seat.
    pub seats: [LinearRgba; 4],
    /// Around an agent.
    pub agent_line: LinearRgba,
    /// An obstacle.
    pub hazard: LinearRgba,
    /// Around an obstacle.
    pub hazard_line: LinearRgba,
    /// A goal.
    pub goal: LinearRgba,
    /// Around a goal.
    pub goal_line: LinearRgba,
    /// Where an agent was hit.
    pub hit: LinearRgba,
    /// The optimal action.
    pub optimum: LinearRgba,
    /// Where the agent would act otherwise.
    pub difference: LinearRgba,
    /// Around the cell that is edited ..
    pub selection: LinearRgba,
    /// .. and around that line.
    pub selection_casing: LinearRgba,
    /// From the lowest value to the highest.
    ramp: [LinearRgba; RAMP],
}

impl Default for BoardPalette {
    fn default() -> Self {
        Self::dark()
    }
}

impl BoardPalette {
    /// For dark rooms and most screens.
    pub fn dark() -> Self {
        Self::of_theme(&Theme::new(ThemeMode::Dark))
    }

    /// For bright rooms and projectors.
    pub fn light() -> Self {
        Self::of_theme(&Theme::new(ThemeMode::Light))
    }

    /// A seat's colour; further seats share the last.
    pub fn seat(&self, seat: usize) -> LinearRgba {
        self.seats[seat.min(self.seats.len() - 1)]
    }

    /// What stands on a board has the theme's colours, so that boards, previews and lists agree; the rest is the board's own.
    pub fn of_theme(theme: &Theme) -> Self {
        let is_dark = theme.mode == ThemeMode::Dark;
        let own = |dark, light| hex(if is_dark { dark } else { light });
        let shared = |colour| theme::bevy_color(colour).to_linear();
        let colours = &theme.palette;
        Self {
            backdrop: own(0x11_14_1b, 0xed_f0_f5),
            floor: own(0x1a_1f_2a, 0xc9_d1_de),
            cell: shared(colours.floor),
            cell_alt: shared(colours.floor_alt),
            wall_top: shared(colours.wall),
            wall_side: own(0x42_4c_60, 0x34_3d_4e),
            wall_light: own(0x96_a3_bb, 0x80_8c_a2),
            shadow: own(0x00_00_00, 0x1b_26_3a),
            ink: own(0xee_f2_f9, 0x18_1f_2d),
            ink_dim: own(0x9a_a5_b9, 0x55_60_74),
            dark_ink: hex(0x0d_12_1c),
            light_ink: own(0xf5_f8_ff, 0xff_ff_ff),
            seats: colours.seats.map(shared),
            agent_line: own(0x0b_1a_2b, 0x06_22_3f),
            hazard: shared(colours.obstacle),
            hazard_line: own(0x4a_12_06, 0x54_14_04),
            goal: shared(colours.goal),
            goal_line: own(0x4d_37_00, 0x6b_48_00),
            hit: shared(colours.hit),
            optimum: shared(colours.optimum),
            difference: shared(colours.difference),
            selection: own(0xff_ff_ff, 0x10_16_22),
            selection_casing: own(0x0d_12_1c, 0xff_ff_ff),
            ramp: ramp(if is_dark {
                [0x1c_25_4a, 0x26_4f_8c, 0x2a_83_92, 0x5c_b9_69, 0xf4_e4_5c]
            } else {
                [0xfb_f7_d9, 0xc3_e4_c0, 0x66_bc_c2, 0x2f_7f_bb, 0x24_3d_8f]
            }),
        }
    }

    /// The lines of a face on a body of this colour: as dark as the outline, unless that would not show.
    pub fn face_on(&self, body: LinearRgba) -> LinearRgba {
        if contrast(self.agent_line, body) > FACE { self.agent_line } else { self.light_ink }
    }

    /// The heat map's colour for a share from 0 (lowest) to 1 (highest).
    pub fn heat(&self, share: f32) -> LinearRgba {
        let share = if share.is_nan() { 0.0 } else { share };
        let place = share.clamp(0.0, 1.0) * (RAMP - 1) as f32;
        self.ramp[place.round() as usize]
    }

    /// The ink that can be read on `ground`.
    pub fn ink_on(&self, ground: LinearRgba) -> LinearRgba {
        let ratio = |ink: LinearRgba| contrast(ink, ground);
        if ratio(self.dark_ink) > ratio(self.light_ink) { self.dark_ink } else { self.light_ink }
    }
}

/// The contrast ratio of WCAG 2: from 1 (equal) to 21 (black on white).
pub fn contrast(a: LinearRgba, b: LinearRgba) -> f32 {
    let luminance = |c: LinearRgba| 0.2126 * c.red + 0.7152 * c.green + 0.0722 * c.blue;
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn hex(rgb: u32) -> LinearRgba {
    let [_, red, green, blue] = rgb.to_be_bytes();
    Srgba::rgb_u8(red, green, blue).into()
}

/// Mixes in Oklab, where equal steps look equal.
fn ramp(stops: [u32; 5]) -> [LinearRgba; RAMP] {
    let stops = stops.map(|stop| Oklaba::from(hex(stop)));
    std::array::from_fn(|index| {
        let place = index as f32 / (RAMP - 1) as f32 * (stops.len() - 1) as f32;
        let from = (place as usize).min(stops.len() - 2);
        stops[from].mix(&stops[from + 1], place - from as f32).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What WCAG asks of graphics that carry meaning.
    const GRAPHICS: f32 = 3.0;

    #[test]
    fn what_matters_stands_out_from_the_cells() {
        for palette in [BoardPalette::dark(), BoardPalette::light()] {
            for cell in [palette.cell, palette.cell_alt] {
                for colour in palette.seats {
                    assert!(contrast(colour, cell) > GRAPHICS);
                }
                for colour in [palette.hazard, palette.optimum, palette.difference] {
                    assert!(contrast(colour, cell) > GRAPHICS);
                }
                // The goal is yellow on either ground: its outline may stand in for it.
                let goal = contrast(palette.goal, cell).max(contrast(palette.goal_line, cell));
                assert!(goal > GRAPHICS);
                assert!(contrast(palette.ink, cell) > 7.0);
            }
        }
    }

    #[test]
    fn a_face_shows_on_every_seat() {
        for palette in [BoardPalette::dark(), BoardPalette::light()] {
            for body in palette.seats {
                assert!(contrast(palette.face_on(body), body) > FACE);
            }
        }
    }

    #[test]
    fn the_heat_ramp_runs_one_way_in_brightness_and_takes_ink_everywhere() {
        for palette in [BoardPalette::dark(), BoardPalette::light()] {
            let white = LinearRgba::WHITE;
            let steps: Vec<f32> = (0..=40).map(|step| contrast(palette.heat(step as f32 / 40.0), white)).collect();
            let rising = steps.windows(2).all(|pair| pair[0] <= pair[1] + 1e-3);
            let falling = steps.windows(2).all(|pair| pair[0] >= pair[1] - 1e-3);
            assert!(rising || falling);
            for step in 0..=40 {
                let ground = palette.heat(step as f32 / 40.0);
                assert!(contrast(palette.ink_on(ground), ground) > 4.0);
            }
        }
    }

    #[test]
    fn values_beyond_the_range_take_its_ends() {
        let palette = BoardPalette::dark();
        assert_eq!(palette.heat(-3.0), palette.heat(0.0));
        assert_eq!(palette.heat(7.0), palette.heat(1.0));
        assert_eq!(palette.heat(f32::NAN), palette.heat(0.0));
    }
}
