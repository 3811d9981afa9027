//! Language, look, sizes and keys: the values, and the window that changes them. They are kept between starts by the game.

use std::ops::RangeInclusive;

use bevy::ecs::resource::Resource;
use bevy_egui::egui::{Context, Slider, Ui};
use egui_phosphor::regular as icon;
use serde::{Deserialize, Serialize};

use super::{Dialog, KeyMap, Look, add_named, key_list::KeyList, numbers};
use crate::{
    language::Language,
    names::named,
    theme::{LEAST_TEXT, StyleOptions, TEXT_SIZE, ThemeMode},
};

/// What a person has chosen for the window as a whole.
#[derive(Resource, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// What is spoken; at first start the system's language.
    pub language: Language,
    /// Which look is worn.
    pub theme: ThemeChoice,
    /// Size of everything, 1 is the screen's own ([`Settings::SCALES`]).
    pub interface_scale: f32,
    /// Size of body text in points ([`Settings::TEXT_SIZES`]).
    pub text_size: f32,
    /// No gliding and fading: things are where they are.
    pub reduced_motion: bool,
    /// Curves differ in their dashes as well as in colour.
    pub dashed_lines: bool,
    /// How loud tones are, 0 to 1; builds without sound keep it for those with it.
    pub volume: f32,
    /// Whether matches begin with a hint on the keys; a person who has pressed some is told no more.
    pub key_hint: bool,
    /// No tones for now, however loud they are.
    pub muted: bool,
    /// Which key does what.
    pub keys: KeyMap,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::of_system(),
            theme: ThemeChoice::System,
            interface_scale: 1.0,
            text_size: TEXT_SIZE,
            reduced_motion: false,
            dashed_lines: false,
            volume: 0.4,
            key_hint: true,
            muted: false,
            keys: KeyMap::default(),
        }
    }
}

impl Settings {
    /// Whether this build has tones: on Windows and macOS always, elsewhere with the feature `sound`.
    pub const HAS_SOUND: bool = cfg!(any(feature = "sound", windows, target_os = "macos"));
    /// Smallest and greatest interface scale.
    pub const SCALES: RangeInclusive<f32> = 0.75..=3.0;
    /// Smallest and greatest text size, in points.
    pub const TEXT_SIZES: RangeInclusive<f32> = LEAST_TEXT..=22.0;

    /// What of them concerns egui's style.
    #[must_use]
    pub const fn style_options(&self) -> StyleOptions {
        StyleOptions { text_size: self.text_size, reduced_motion: self.reduced_motion }
    }

    /// Brings values from a file into their ranges.
    #[must_use]
    pub fn within_limits(mut self) -> Self {
        self.interface_scale = within(self.interface_scale, Self::SCALES, 1.0);
        self.text_size = within(self.text_size, Self::TEXT_SIZES, TEXT_SIZE);
        self.volume = within(self.volume, 0.0..=1.0, 0.4);
        self
    }
}

/// A number from a file, brought into its range; `otherwise` stands for what is none.
#[must_use]
pub const fn within(value: f32, range: RangeInclusive<f32>, otherwise: f32) -> f32 {
    if value.is_finite() { value.clamp(*range.start(), *range.end()) } else { otherwise }
}

named! {
    /// Which look is wanted.
    #[derive(Default)]
    ThemeChoice, "theme", {
        /// As the system says; dark where it says nothing.
        #[default]
        System = "system",
        /// Light on dark.
        Dark = "dark",
        /// Dark on light.
        Light = "light",
    }
}

impl ThemeChoice {
    /// The look to wear, given what the system says.
    #[must_use]
    pub fn mode(self, system: Option<ThemeMode>) -> ThemeMode {
        match self {
            Self::System => system.unwrap_or(ThemeMode::Dark),
            Self::Dark => ThemeMode::Dark,
            Self::Light => ThemeMode::Light,
        }
    }
}

/// The window with the settings.
#[derive(Clone, Debug, Default)]
pub struct SettingsWindow {
    /// Whether it is shown.
    pub open: bool,
    /// The scale while its slider is being dragged: it acts when it is let go, else the slider would run away from the pointer.
    dragged_scale: Option<f32>,
    keys: KeyList,
}

impl SettingsWindow {
    /// Whether the next key is going to be the new one of an action: it must do nothing else.
    #[must_use]
    pub const fn is_listening(&self) -> bool {
        self.open && self.keys.is_listening()
    }

    /// Draws the window if it is open; answers with the settings where they were changed.
    pub fn ui(&mut self, context: &Context, look: Look<'_>, settings: &Settings) -> Option<Settings> {
        let Self { open, dragged_scale, keys } = self;
        if !*open {
            keys.stop();
        }
        let mut changed = settings.clone();
        Dialog::new(icon::GEAR_SIX, look.t("settings-title"), "settings_window", 420.0)
            .show(context, open, |ui| content(ui, look, &mut changed, dragged_scale, keys));
        (changed != *settings).then_some(changed)
    }
}

fn content(ui: &mut Ui, look: Look<'_>, settings: &mut Settings, dragged_scale: &mut Option<f32>, keys: &mut KeyList) {
    look.row(ui, look.t("settings-language"), "", |ui| {
        for language in Language::ALL.into_iter().rev() {
            ui.selectable_value(&mut settings.language, language, language.own_name());
        }
    });
    look.row(ui, look.t("settings-theme"), "", |ui| {
        for theme in ThemeChoice::ALL.into_iter().rev() {
            ui.selectable_value(&mut settings.theme, theme, look.t(theme.key()));
        }
    });
    ui.separator();
    look.row(ui, look.t("settings-scale"), look.t("settings-scale-help"), |ui| {
        let mut scale = dragged_scale.unwrap_or(settings.interface_scale);
        let slider = Slider::new(&mut scale, Settings::SCALES)
            .step_by(0.05)
            .custom_formatter(|scale, _| numbers::whole_percent(scale))
            .custom_parser(|text| {
                text.trim().trim_end_matches('%').trim().parse::<f64>().ok().map(|percent| percent / 100.0)
            });
        let response = add_named(ui, look.t("settings-scale"), slider);
        if response.dragged() {
            *dragged_scale = Some(scale);
        } else {
            *dragged_scale = None;
            settings.interface_scale = scale;
        }
    });
    look.field(
        ui,
        ["settings-text-size", "settings-text-size-help"],
        Slider::new(&mut settings.text_size, Settings::TEXT_SIZES).step_by(0.5),
    );
    ui.separator();
    look.checkbox(
        ui,
        &mut settings.reduced_motion,
        look.t("settings-reduced-motion"),
        look.t("settings-reduced-motion-help"),
    );
    look.checkbox(
        ui,
        &mut settings.dashed_lines,
        look.t("settings-dashed-lines"),
        look.t("settings-dashed-lines-help"),
    );
    if Settings::HAS_SOUND {
        look.checkbox(ui, &mut settings.muted, look.t("mute"), "");
        look.row(ui, look.t("settings-volume"), "", |ui| {
            let slider = Slider::new(&mut settings.volume, 0.0..=1.0)
                .step_by(0.05)
                .custom_formatter(|volume, _| numbers::whole_percent(volume));
            add_named(ui, look.t("settings-volume"), slider);
        });
    }
    ui.add_space(4.0);
    ui.label(look.small(look.t("settings-colours")));
    ui.separator();
    look.heading(ui, icon::KEYBOARD, look.t("help-title"));
    keys.ui(ui, look, &mut settings.keys);
    ui.separator();
    if ui.button(look.t("settings-defaults")).clicked() {
        *settings = Settings {
            language: settings.language,
            key_hint: settings.key_hint,
            keys: settings.keys.clone(),
            ..Settings::default()
        };
    }
}
