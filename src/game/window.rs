//! The window itself: its size, whether it takes the whole screen, and the widths of its side panels, all kept between starts.

use bevy::{
    prelude::*,
    window::{Monitor, MonitorSelection, PrimaryWindow, WindowMode},
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<WindowState>()
        .init_resource::<PanelWidths>()
        .add_systems(Update, (fit_monitor, follow, apply_fullscreen).chain());
}

/// How large the window is.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct WindowState {
    /// Width and height in logical pixels, as it was last that did not take the whole screen.
    pub size: [f32; 2],
    /// Whether it takes the whole screen.
    pub fullscreen: bool,
}

impl Default for WindowState {
    fn default() -> Self {
        Self { size: [1280.0, 720.0], fullscreen: false }
    }
}

/// Widths of the left and right panels of the training screen, in points.
#[derive(Resource, Clone, Copy, Debug, PartialEq)]
pub struct PanelWidths(pub [f32; 2]);

impl Default for PanelWidths {
    fn default() -> Self {
        Self([300.0, 384.0])
    }
}

fn follow(mut state: ResMut<WindowState>, window: Option<Single<&Window, With<PrimaryWindow>>>) {
    let Some(window) = window else { return };
    // At the screen's own scale: the interface scale is put on top of it at the next start, too.
    let base = window.resolution.base_scale_factor().max(0.1);
    let size = [window.physical_width() as f32 / base, window.physical_height() as f32 / base];
    if window.mode == WindowMode::Windowed && size[0] > 0.0 {
        state.size = size;
    }
}

/// A window that was last used on a larger screen is made to fit this one, once, as soon as the screen is known.
fn fit_monitor(
    window: Option<Single<&mut Window, With<PrimaryWindow>>>,
    monitors: Query<&Monitor>,
    mut is_done: Local<bool>,
) {
    let (false, Some(mut window), Some(monitor)) =
        (*is_done, window, monitors.iter().max_by_key(|monitor| monitor.physical_width))
    else {
        return;
    };
    *is_done = true;
    let (width, height) = (window.physical_width(), window.physical_height());
    let (widest, highest) = (monitor.physical_width.max(1), monitor.physical_height.max(1));
    if width > widest || height > highest {
        window.resolution.set_physical_resolution(width.min(widest), height.min(highest));
    }
}

fn apply_fullscreen(state: Res<WindowState>, window: Option<Single<&mut Window, With<PrimaryWindow>>>) {
    let Some(mut window) = window else { return };
    let wanted = if state.fullscreen {
        WindowMode::BorderlessFullscreen(MonitorSelection::Current)
    } else {
        WindowMode::Windowed
    };
    if window.mode != wanted {
        window.mode = wanted;
    }
}
