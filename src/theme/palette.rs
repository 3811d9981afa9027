//! The colours, each named by what it means, after Okabe and Ito's set, which people with any colour vision tell apart:
//! lightened for the dark theme, darkened for the light one, and those of things the same as on the board.

use bevy_egui::egui::Color32;

/// One theme's colours.
#[derive(Clone, Debug, PartialEq)]
pub struct Palette {
    /// Behind everything; text fields and plots.
    pub base: Color32,
    /// Panels.
    pub panel: Color32,
    /// Windows, menus, tooltips and cards, which lie above panels.
    pub raised: Color32,
    /// Buttons and fields at rest.
    pub widget: Color32,
    /// Buttons and fields under the pointer.
    pub widget_hovered: Color32,
    /// Fine lines between things.
    pub outline: Color32,
    /// Text.
    pub text: Color32,
    /// Text that explains; still readable.
    pub text_soft: Color32,
    /// What is chosen, and what to press first.
    pub accent: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// The ground of what is chosen or switched on.
    pub selected: Color32,
    /// Text on `selected`.
    pub on_selected: Color32,
    /// Text that says that something went well.
    pub good: Color32,
    /// Text that says that something wants attention.
    pub warning: Color32,
    /// Text that says that something went wrong.
    pub error: Color32,

    /// The board's cells, every other one.
    pub floor: Color32,
    /// The board's other cells.
    pub floor_alt: Color32,
    /// Lines between cells.
    pub grid: Color32,
    /// Walls.
    pub wall: Color32,
    /// Where agents start.
    pub start: Color32,
    /// The agent that learns.
    pub agent: Color32,
    /// Who plays, by seat. The first one is the agent's.
    pub seats: [Color32; 4],
    /// Obstacles.
    pub obstacle: Color32,
    /// Goals.
    pub goal: Color32,
    /// The outline that sets a goal off from the floor.
    pub goal_line: Color32,
    /// The flash of a hit.
    pub hit: Color32,
    /// What the exact optimum does.
    pub optimum: Color32,
    /// Where the learner and the optimum disagree.
    pub difference: Color32,
    /// The ends of heat maps of numbers with a sign: far below zero, far above.
    pub signed: [Color32; 2],
    /// Curves, one after the other.
    pub series: [Color32; Self::SERIES],
}

impl Palette {
    /// How many curves have a colour of their own.
    pub const SERIES: usize = 8;

    /// Light on dark.
    pub const DARK: Self = Self {
        base: rgb(0x0E_12_18),
        panel: rgb(0x16_1B_23),
        raised: rgb(0x1C_23_2D),
        widget: rgb(0x26_2F_3B),
        widget_hovered: rgb(0x32_3D_4C),
        outline: rgb(0x35_40_4F),
        text: rgb(0xE6_EB_F2),
        text_soft: rgb(0xA3_B0_C1),
        accent: rgb(0x5C_AC_EA),
        on_accent: rgb(0x07_13_1E),
        selected: rgb(0x26_51_75),
        on_selected: rgb(0xEC_F5_FD),
        good: rgb(0x3F_CF_9F),
        warning: rgb(0xF2_B1_34),
        error: rgb(0xFF_8A_70),
        floor: rgb(0x27_2E_3D),
        floor_alt: rgb(0x2C_34_45),
        grid: rgb(0x2F_39_48),
        wall: rgb(0x75_82_9B),
        start: rgb(0x8F_A3_BF),
        agent: rgb(0x4D_B2_FF),
        seats: [rgb(0x4D_B2_FF), rgb(0x24_FA_90), rgb(0x94_5C_FF), rgb(0xF2_F4_F8)],
        obstacle: rgb(0xFF_6A_3D),
        goal: rgb(0xFF_D5_4A),
        goal_line: rgb(0xFF_E9_A3),
        hit: rgb(0xFF_45_30),
        optimum: rgb(0xFF_A6_E6),
        difference: rgb(0xFF_5C_C8),
        signed: [rgb(0x6C_B8_FF), rgb(0xFF_9E_4A)],
        series: [
            rgb(0x56_B4_E9),
            rgb(0xE6_9F_00),
            rgb(0x1F_BF_8F),
            rgb(0xE0_94_C2),
            rgb(0xF0_E4_42),
            rgb(0xFF_6B_4A),
            rgb(0x8F_8C_F0),
            rgb(0xC4_CD_D9),
        ],
    };

    /// Dark on light.
    pub const LIGHT: Self = Self {
        base: rgb(0xFF_FF_FF),
        panel: rgb(0xF4_F6_F9),
        raised: rgb(0xFF_FF_FF),
        widget: rgb(0xE3_E9_F0),
        widget_hovered: rgb(0xD3_DC_E7),
        outline: rgb(0xC3_CD_D9),
        text: rgb(0x1A_22_30),
        text_soft: rgb(0x4E_5B_6D),
        accent: rgb(0x0F_62_A3),
        on_accent: rgb(0xFF_FF_FF),
        selected: rgb(0xBF_DA_F0),
        on_selected: rgb(0x0B_35_58),
        good: rgb(0x00_6E_51),
        warning: rgb(0x8A_54_00),
        error: rgb(0xB3_30_00),
        floor: rgb(0xFD_FE_FF),
        floor_alt: rgb(0xF1_F4_F9),
        grid: rgb(0xD5_DD_E7),
        wall: rgb(0x46_51_65),
        start: rgb(0x66_78_8F),
        agent: rgb(0x00_78_D4),
        seats: [rgb(0x00_78_D4), rgb(0x00_63_3F), rgb(0x8A_1C_F5), rgb(0x10_14_1C)],
        obstacle: rgb(0xE2_4A_1C),
        goal: rgb(0xFF_BF_1F),
        goal_line: rgb(0x6B_48_00),
        hit: rgb(0xD9_2A_1A),
        optimum: rgb(0xA6_12_8F),
        difference: rgb(0xD4_1A_9A),
        signed: [rgb(0x0B_5C_AD), rgb(0x9A_46_00)],
        series: [
            rgb(0x00_72_B2),
            rgb(0xB3_6B_00),
            rgb(0x00_87_62),
            rgb(0xA8_45_7F),
            rgb(0x8A_78_00),
            rgb(0xCC_40_00),
            rgb(0x5A_4F_CF),
            rgb(0x4E_5B_6D),
        ],
    };
}

/// A colour as it is written on the web.
const fn rgb(colour: u32) -> Color32 {
    let [_, red, green, blue] = colour.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

#[cfg(test)]
mod tests {
    use super::{Color32, Palette};
    use crate::theme::{contrast::linear, contrast_ratio};

    fn themes() -> [(&'static str, Palette); 2] {
        [("dark", Palette::DARK), ("light", Palette::LIGHT)]
    }

    /// WCAG 2.2, 1.4.3: text at least 4.5 to 1.
    #[test]
    fn text_can_be_read_wherever_it_stands() {
        for (name, p) in themes() {
            for (what, text, grounds) in [
                ("text", p.text, vec![p.base, p.panel, p.raised, p.widget, p.widget_hovered, p.floor, p.floor_alt]),
                ("soft text", p.text_soft, vec![p.base, p.panel, p.raised, p.widget]),
                ("accent", p.accent, vec![p.base, p.panel, p.raised]),
                ("good", p.good, vec![p.base, p.panel, p.raised]),
                ("warning", p.warning, vec![p.base, p.panel, p.raised]),
                ("error", p.error, vec![p.base, p.panel, p.raised]),
                ("text on accent", p.on_accent, vec![p.accent]),
                ("text on what is chosen", p.on_selected, vec![p.selected]),
            ] {
                for ground in grounds {
                    let ratio = contrast_ratio(text, ground);
                    assert!(ratio >= 4.5, "{name}: {what} on {ground:?} has only {ratio:.2}");
                }
            }
        }
    }

    /// WCAG 2.2, 1.4.11: things that carry meaning at least 3 to 1 against their ground.
    #[test]
    fn what_has_a_meaning_stands_out_from_the_floor() {
        for (name, p) in themes() {
            for colour in [p.wall, p.start, p.agent, p.obstacle, p.goal_line, p.hit, p.optimum, p.difference] {
                for ground in [p.floor, p.floor_alt] {
                    let ratio = contrast_ratio(colour, ground);
                    assert!(ratio >= 3.0, "{name}: {colour:?} on {ground:?} has only {ratio:.2}");
                }
            }
            for colour in p.seats {
                for ground in [p.floor, p.floor_alt, p.panel, p.raised] {
                    let ratio = contrast_ratio(colour, ground);
                    assert!(ratio >= 3.0, "{name}: seat {colour:?} on {ground:?} has only {ratio:.2}");
                }
            }
            for colour in p.series {
                let ratio = contrast_ratio(colour, p.base);
                assert!(ratio >= 3.0, "{name}: curve {colour:?} has only {ratio:.2}");
            }
        }
    }

    /// Machado, Oliveira and Fernandes (2009), severity 1.0, on linear light.
    const COLOUR_VISIONS: [(&str, [[f32; 3]; 3]); 4] = [
        ("usual", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];

    /// CIE L*a*b* (D65) of a colour as seen with a colour vision.
    fn seen(colour: Color32, vision: &[[f32; 3]; 3]) -> [f32; 3] {
        let light = [colour.r(), colour.g(), colour.b()].map(linear);
        let [r, g, b] =
            vision.map(|row| row.iter().zip(light).map(|(weight, light)| weight * light).sum::<f32>().clamp(0.0, 1.0));
        let x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505;
        let y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        let z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089;
        let [x, y, z] = [x, y, z].map(|t: f32| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    #[test]
    fn what_stands_on_a_board_is_told_apart_with_any_colour_vision() {
        for (name, p) in themes() {
            assert_eq!(p.agent, p.seats[0], "{name}: who learns and who plays first look alike");
            let things = [
                ("first seat", p.seats[0]),
                ("second seat", p.seats[1]),
                ("third seat", p.seats[2]),
                ("fourth seat", p.seats[3]),
                ("obstacle", p.obstacle),
                ("goal", p.goal),
                ("wall", p.wall),
                ("optimum", p.optimum),
                ("floor", p.floor),
            ];
            for (vision, matrix) in &COLOUR_VISIONS {
                for (n, (one, one_colour)) in things.iter().enumerate() {
                    for (m, (other, other_colour)) in things.iter().enumerate().skip(n + 1) {
                        let (a, b) = (seen(*one_colour, matrix), seen(*other_colour, matrix));
                        let apart = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt();
                        // Who plays against whom, and what to sidestep, are told apart in passing: the first five.
                        let least = if m < 5 { 20.0 } else { 12.0 };
                        assert!(apart >= least, "{name}, {vision}: {one} and {other} are only {apart:.1} apart");
                    }
                }
            }
        }
    }
}
