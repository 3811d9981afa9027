//! The colours of boards, dark and light, told apart by brightness as well as by hue (after Okabe and Ito's colour-blind-safe set).
//! Which one is in use is decided elsewhere: insert another as the resource and all boards repaint.

use bevy::{color::Mix, prelude::*};

use crate::theme::{self, Mode, Theme};

/// Steps of the heat ramp that are mixed beforehand.
const RAMP: usize = 48;

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
        Self {
            backdrop: hex(0x11_14_1b),
            floor: hex(0x1a_1f_2a),
            cell: hex(0x27_2e_3d),
            cell_alt: hex(0x2c_34_45),
            wall_top: hex(0x75_82_9b),
            wall_side: hex(0x42_4c_60),
            wall_light: hex(0x96_a3_bb),
            shadow: hex(0x00_00_00),
            ink: hex(0xee_f2_f9),
            ink_dim: hex(0x9a_a5_b9),
            dark_ink: hex(0x0d_12_1c),
            light_ink: hex(0xf5_f8_ff),
            seats: [0x4d_b2_ff, 0x2f_cf_9f, 0xd1_9a_f5, 0xe9_ec_f2].map(hex),
            agent_line: hex(0x0b_1a_2b),
            hazard: hex(0xff_6a_3d),
            hazard_line: hex(0x4a_12_06),
            goal: hex(0xff_d5_4a),
            goal_line: hex(0x4d_37_00),
            hit: hex(0xff_45_30),
            optimum: hex(0xff_a6_e6),
            difference: hex(0xff_5c_c8),
            selection: hex(0xff_ff_ff),
            selection_casing: hex(0x0d_12_1c),
            ramp: ramp([0x1c_25_4a, 0x26_4f_8c, 0x2a_83_92, 0x5c_b9_69, 0xf4_e4_5c]),
        }
    }

    /// For bright rooms and projectors.
    pub fn light() -> Self {
        Self {
            backdrop: hex(0xed_f0_f5),
            floor: hex(0xc9_d1_de),
            cell: hex(0xfd_fe_ff),
            cell_alt: hex(0xf1_f4_f9),
            wall_top: hex(0x5a_66_7c),
            wall_side: hex(0x34_3d_4e),
            wall_light: hex(0x80_8c_a2),
            shadow: hex(0x1b_26_3a),
            ink: hex(0x18_1f_2d),
            ink_dim: hex(0x55_60_74),
            dark_ink: hex(0x0d_12_1c),
            light_ink: hex(0xff_ff_ff),
            seats: [0x00_78_d4, 0x00_8f_68, 0x9a_45_c4, 0x4b_50_5c].map(hex),
            agent_line: hex(0x06_22_3f),
            hazard: hex(0xe2_4a_1c),
            hazard_line: hex(0x54_14_04),
            goal: hex(0xff_bf_1f),
            goal_line: hex(0x6b_48_00),
            hit: hex(0xd9_2a_1a),
            optimum: hex(0xa6_12_8f),
            difference: hex(0xd4_1a_9a),
            selection: hex(0x10_16_22),
            selection_casing: hex(0xff_ff_ff),
            ramp: ramp([0xfb_f7_d9, 0xc3_e4_c0, 0x66_bc_c2, 0x2f_7f_bb, 0x24_3d_8f]),
        }
    }

    /// What stands on a board has the theme's colours, so that boards, previews and lists agree; the rest is the board's own.
    pub fn of_theme(theme: &Theme) -> Self {
        let mut palette = match theme.mode {
            Mode::Dark => Self::dark(),
            Mode::Light => Self::light(),
        };
        let linear = |colour| theme::bevy_color(colour).to_linear();
        let theme::Palette { floor, floor_alt, wall, seats, obstacle, goal, hit, optimum, difference, .. } =
            theme.palette;
        (palette.cell, palette.cell_alt, palette.wall_top) = (linear(floor), linear(floor_alt), linear(wall));
        (palette.hazard, palette.goal) = (linear(obstacle), linear(goal));
        palette.seats = seats.map(linear);
        (palette.hit, palette.optimum, palette.difference) = (linear(hit), linear(optimum), linear(difference));
        palette
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
