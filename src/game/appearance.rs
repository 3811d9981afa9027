//! Language, look and sizes as the person has set them, put on everything: egui, boards, window.
//! The colours and fonts themselves are in `theme`.

use bevy::{
    prelude::*,
    window::{PrimaryWindow, WindowTheme},
};
use bevy_egui::{EguiContexts, EguiPrimaryContextPass};

use super::{
    board::{BoardFont, BoardOptions, BoardPalette},
    sets::DrawSystems,
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

/// The interface scale multiplies the screen's own: panels and boards alike.
fn scale(settings: Res<Settings>, window: Option<Single<&mut Window, With<PrimaryWindow>>>) {
    let Some(mut window) = window else { return };
    let wanted = window.resolution.base_scale_factor() * settings.interface_scale;
    if (window.scale_factor() - wanted).abs() > 1e-3 {
        window.resolution.set_scale_factor_override(Some(wanted));
    }
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
