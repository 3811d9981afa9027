//! The colour ramps of heat maps: viridis by Smith, van der Walt and Firing (matplotlib, CC0), at nine stops, for shares; and
//! one with two arms for numbers with a sign, mixed in Oklab (Ottosson 2020). What the numbers mean is for whoever draws the map.

use bevy_egui::egui::{Color32, lerp};

use super::contrast::linear;

const STOPS: [[u8; 3]; 9] = [
    [68, 1, 84],
    [71, 45, 123],
    [59, 82, 139],
    [44, 114, 142],
    [33, 145, 140],
    [40, 174, 128],
    [94, 201, 98],
    [173, 220, 48],
    [253, 231, 37],
];

/// The colour at a share from 0 to 1, straight lines between the stops.
pub(super) fn viridis(share: f32) -> Color32 {
    let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
    let place = share * (STOPS.len() - 1) as f32;
    let stop = (place as usize).min(STOPS.len() - 2);
    let between = place - stop as f32;
    let mix = |channel: usize| {
        let (low, high) = (f32::from(STOPS[stop][channel]), f32::from(STOPS[stop + 1][channel]));
        (low + (high - low) * between).round() as u8
    };
    Color32::from_rgb(mix(0), mix(1), mix(2))
}

/// The colour between `middle` (0) and an arm's end (-1: the first, 1: the second), evenly in Oklab.
pub(super) fn two_armed(middle: Color32, arms: [Color32; 2], number: f32) -> Color32 {
    let number = if number.is_nan() { 0.0 } else { number.clamp(-1.0, 1.0) };
    let (from, to) = (oklab(middle), oklab(arms[usize::from(number > 0.0)]));
    let mixed: [f32; 3] = std::array::from_fn(|n| lerp(from[n]..=to[n], number.abs()));
    from_oklab(mixed)
}

/// Lightness, green to red, blue to yellow.
fn oklab(colour: Color32) -> [f32; 3] {
    let light = [colour.r(), colour.g(), colour.b()].map(linear);
    let cones = [
        [0.412_221_46, 0.536_332_55, 0.051_445_995],
        [0.211_903_5, 0.680_699_5, 0.107_396_96],
        [0.088_302_46, 0.281_718_85, 0.629_978_7],
    ];
    let seen = times(cones, light).map(f32::cbrt);
    let axes = [
        [0.210_454_26, 0.793_617_8, -0.004_072_047],
        [1.977_998_5, -2.428_592_2, 0.450_593_7],
        [0.025_904_037, 0.782_771_77, -0.808_675_77],
    ];
    times(axes, seen)
}

fn from_oklab(lab: [f32; 3]) -> Color32 {
    let axes =
        [[1.0, 0.396_337_78, 0.215_803_76], [1.0, -0.105_561_346, -0.063_854_17], [1.0, -0.089_484_18, -1.291_485_5]];
    let cones = [
        [4.076_741_7, -3.307_711_6, 0.230_969_94],
        [-1.268_438, 2.609_757_4, -0.341_319_4],
        [-0.004_196_086_3, -0.703_418_6, 1.707_614_7],
    ];
    let light = times(cones, times(axes, lab).map(|seen| seen.powi(3)));
    let channel = |light: f32| {
        let light = light.clamp(0.0, 1.0);
        let channel = if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 };
        (channel * 255.0).round() as u8
    };
    let [red, green, blue] = light.map(channel);
    Color32::from_rgb(red, green, blue)
}

fn times(matrix: [[f32; 3]; 3], vector: [f32; 3]) -> [f32; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(weight, number)| weight * number).sum())
}

#[cfg(test)]
mod tests {
    use super::viridis;
    use crate::theme::{Theme, ThemeMode, contrast_ratio, relative_luminance};

    #[test]
    fn both_arms_leave_the_ground_evenly_and_equally_fast() {
        for mode in [ThemeMode::Dark, ThemeMode::Light] {
            let theme = Theme::new(mode);
            let lightness = |number: f32| 116.0 * relative_luminance(theme.signed_colour(number)).cbrt() - 16.0;
            let ground = theme.palette.base;
            assert_eq!(theme.signed_colour(0.0), ground, "{mode:?}");
            for sign in [-1.0, 1.0] {
                let away: Vec<f32> =
                    (0..=16).map(|n| (lightness(sign * n as f32 / 16.0) - lightness(0.0)).abs()).collect();
                let mean = away[16] / 16.0;
                for pair in away.windows(2) {
                    let step = pair[1] - pair[0];
                    assert!((0.6..1.5).contains(&(step / mean)), "{mode:?}, {sign}: {step} for {mean}");
                }
                assert!(away[16] > 50.0, "{mode:?}, {sign}: only {} from the ground", away[16]);
                assert!(contrast_ratio(theme.signed_colour(sign * 0.5), ground) > 2.0);
            }
            for n in 0..=16 {
                let share = n as f32 / 16.0;
                let apart = (lightness(share) - lightness(-share)).abs();
                assert!(apart < 4.0, "{mode:?}: {share} is {apart} lighter on one side");
            }
            assert_eq!(theme.signed_colour(7.0), theme.signed_colour(1.0));
            assert_eq!(theme.signed_colour(f32::NAN), ground);
        }
    }

    #[test]
    fn higher_values_are_always_lighter_and_no_step_jumps() {
        let lightness = |share: f32| 116.0 * relative_luminance(viridis(share)).cbrt() - 16.0;
        let steps: Vec<f32> = (0..=64).map(|n| lightness(n as f32 / 64.0)).collect();
        for pair in steps.windows(2) {
            let rise = pair[1] - pair[0];
            assert!((0.0..3.0).contains(&rise), "lightness rises by {rise}");
        }
        assert!(steps[64] - steps[0] > 70.0);
        assert_eq!(viridis(f32::NAN), viridis(0.0));
        assert_eq!(viridis(7.0), viridis(1.0));
    }
}
