//! The embedded fonts: Latin, Greek and Korean in two weights, and Phosphor's icons. `assets/fonts` says where they come from.
//! Sizes are in `style`.

use std::sync::Arc;

use bevy_egui::egui::{Context, FontData, FontDefinitions, FontFamily, FontId};

/// Sidestep Sans Regular (`OpenType`), for egui and for Bevy's text alike.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/SidestepSans-Regular.otf");

/// Sidestep Sans `SemiBold` (`OpenType`).
pub const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/SidestepSans-SemiBold.otf");

/// The name of egui's family with the semibold weight.
pub const BOLD: &str = "semibold";

/// A semibold font of a size in points.
#[must_use]
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD.into()))
}

/// Our fonts in front of egui's own, icons right behind the letters.
#[must_use]
pub fn font_definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let icons = egui_phosphor::Variant::Regular.font_data();
    for (name, data) in [
        ("sidestep", FontData::from_static(REGULAR)),
        ("sidestep-semibold", FontData::from_static(SEMIBOLD)),
        ("phosphor", icons),
    ] {
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    // egui's own fonts stay behind ours for signs that a file name or a locale may bring.
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let family = |first: &str| -> Vec<String> {
        [first, "phosphor"].into_iter().map(str::to_owned).chain(fallback.iter().cloned()).collect()
    };
    fonts.families.insert(FontFamily::Proportional, family("sidestep"));
    fonts.families.insert(FontFamily::Name(BOLD.into()), family("sidestep-semibold"));
    let monospace = fonts.families.entry(FontFamily::Monospace).or_default();
    monospace.extend(["sidestep", "phosphor"].map(str::to_owned));
    fonts
}

/// Gives a context our fonts. Once, before the first frame.
pub fn install_fonts(context: &Context) {
    context.set_fonts(font_definitions());
}

#[cfg(test)]
mod tests {
    use bevy_egui::egui;

    use super::install_fonts;

    #[test]
    fn every_sign_of_the_window_has_a_glyph() {
        let context = egui::Context::default();
        install_fonts(&context);
        let signs: std::collections::BTreeSet<char> = crate::language::Language::ALL
            .iter()
            .flat_map(|language| language.source().chars())
            .chain("γεδπΔθσ·×−±→←↑↓≤≥≈²…–—′".chars())
            .filter(|sign| !sign.is_control())
            .collect();
        let mut output = context.run_ui(egui::RawInput::default(), |ui| {
            let missing: String = ui.ctx().fonts_mut(|fonts| {
                signs.iter().filter(|sign| !fonts.has_glyph(&egui::FontId::proportional(14.0), **sign)).collect()
            });
            assert!(missing.is_empty(), "no glyph for {missing}");
        });
        // Nothing is painted here; egui asks for its textures to be taken or cleared.
        output.textures_delta.clear();
    }
}
