//! The colour ramp of heat maps: viridis by Smith, van der Walt and Firing (matplotlib, CC0), at nine stops.
//! What the shares mean is for whoever draws the map.

use bevy_egui::egui::Color32;

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

#[cfg(test)]
mod tests {
    use super::viridis;
    use crate::theme::relative_luminance;

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
