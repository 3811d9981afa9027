//! Language, look and sizes as the person has set them, put on everything: egui, boards, window.
//! The colours and fonts themselves are in `theme`.

use bevy::{
    prelude::*,
    window::{PrimaryWindow, WindowTheme},
};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::{
    DrawSystems,
    board::{BoardFont, BoardOptions, BoardPalette},
};
use crate::{
    language::Texts,
    panels::Settings,
    theme::{self, Theme, ThemeMode},
};

pub(super) fn plugin(app: &mut App) {
    app.init_resource::<Theme>()
        .add_systems(Startup, load_board_font)
        .add_systems(PreUpdate, (choose_theme, scale, speak))
        .add_systems(Update, dress_boards.run_if(resource_changed::<Theme>.or_else(resource_changed::<Settings>)))
        .add_systems(EguiPrimaryContextPass, dress_panels.before(DrawSystems::Bar));
}

/// The same font on the boards as in the panels, Korean included.
fn load_board_font(mut fonts: ResMut<Assets<Font>>, mut board_font: ResMut<BoardFont>) {
    board_font.0 = fonts.add(Font::from_bytes(theme::SEMIBOLD.to_vec()));
}

fn choose_theme(
    settings: Res<Settings>,
    window: Option<Single<&Window, With<PrimaryWindow>>>,
    mut worn: ResMut<Theme>,
) {
    let system = window.and_then(|window| window.window_theme).map(|theme| match theme {
        WindowTheme::Light => ThemeMode::Light,
        WindowTheme::Dark => ThemeMode::Dark,
    });
    let mode = settings.theme.mode(system);
    if worn.mode != mode {
        *worn = Theme::new(mode);
    }
}

/// The window has so many points at least: the panels are made for no fewer.
const LEAST_ROOM: Vec2 = Vec2::new(360.0, 250.0);

/// The interface scale multiplies the screen's own, for panels and boards alike, as far as the panels keep their room.
fn scale(settings: Res<Settings>, window: Option<Single<&mut Window, With<PrimaryWindow>>>) {
    let Some(mut window) = window else { return };
    let base = window.resolution.base_scale_factor();
    let wanted = scale_in(window.physical_size().as_vec2(), base, base * settings.interface_scale);
    if (window.scale_factor() - wanted).abs() > 1e-3 {
        window.resolution.set_scale_factor_override(Some(wanted));
    }
}

/// As much of the `wanted` scale as a window of so many pixels has room for, but no less than the screen's own.
fn scale_in(pixels: Vec2, base: f32, wanted: f32) -> f32 {
    wanted.min((pixels / LEAST_ROOM).min_element().max(base))
}

fn speak(settings: Res<Settings>, mut texts: ResMut<Texts>) {
    if texts.language() != settings.language {
        *texts = Texts::new(settings.language);
    }
}

fn dress_boards(
    worn: Res<Theme>,
    settings: Res<Settings>,
    mut palette: ResMut<BoardPalette>,
    mut options: ResMut<BoardOptions>,
    mut backdrop: ResMut<ClearColor>,
) {
    let wanted = BoardPalette::of_theme(&worn);
    backdrop.0 = Color::from(wanted.backdrop);
    palette.set_if_neq(wanted);
    options.set_if_neq(BoardOptions {
        reduced_motion: settings.reduced_motion,
        text_scale: settings.text_size / Settings::default().text_size,
        title: None,
    });
}

fn dress_panels(
    mut contexts: EguiContexts,
    worn: Res<Theme>,
    settings: Res<Settings>,
    window: Single<&Window, With<PrimaryWindow>>,
    mut dressed: Local<Option<(Theme, theme::StyleOptions)>>,
    mut frames: Local<u32>,
) -> Result {
    let context = contexts.ctx_mut()?;
    let wanted = (worn.clone(), settings.style_options());
    if dressed.as_ref() == Some(&wanted) {
        return Ok(());
    }
    if dressed.is_none() {
        // Panels remember the sizes of their first frame: it waits until the interface scale acts, but not for ever.
        *frames += 1;
        if (context.pixels_per_point() - window.scale_factor()).abs() > 0.01 && *frames < 30 {
            return Ok(());
        }
        theme::install_fonts(context);
    }
    theme::apply(context, &wanted.0, wanted.1);
    *dressed = Some(wanted);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_leaves_the_panels_their_least_room() {
        let scale = |size: [f32; 2], base, wanted| scale_in(Vec2::from(size), base, wanted);
        assert_eq!(scale([1280.0, 720.0], 1.0, 1.8), 1.8);
        assert_eq!(scale([800.0, 600.0], 1.0, 2.1), 2.1, "the least width that a window has");
        assert_eq!(scale([1280.0, 720.0], 1.0, 3.0), 720.0 / LEAST_ROOM.y);
        assert_eq!(scale([2560.0, 1440.0], 2.0, 3.6), 3.6, "a screen of twice as many pixels");
        assert_eq!(scale([200.0, 100.0], 1.0, 1.0), 1.0, "a window that is too small for anything");
        assert_eq!(scale([200.0, 100.0], 1.0, 0.75), 0.75);
    }
}
