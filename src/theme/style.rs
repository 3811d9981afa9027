//! egui's style, made from the palette: spacing, corners, text sizes, what a widget wears when it is pressed.
//! Colours themselves are in `palette`.

use std::{collections::BTreeMap, sync::Arc};

use bevy_egui::egui::{
    Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals,
    epaint::{FontColorTransferFunction, TextOptions},
    style::{HandleShape, Selection, WidgetVisuals, Widgets},
    vec2,
};

use super::{Theme, ThemeMode, bold};

/// Size of body text in points where nobody has chosen another.
pub const TEXT_SIZE: f32 = 13.5;
/// No text is smaller, in points, but for the indices in formulas.
pub const LEAST_TEXT: f32 = 13.0;

/// Size of the small text that goes with body text of a size, both in points.
#[must_use]
pub const fn small_size(body: f32) -> f32 {
    (body * 0.86).max(LEAST_TEXT)
}

/// What a reader may change about the look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StyleOptions {
    /// Size of body text in points; the other sizes follow it.
    pub text_size: f32,
    /// No moving or fading where it carries no meaning.
    pub reduced_motion: bool,
}

impl Default for StyleOptions {
    fn default() -> Self {
        Self { text_size: TEXT_SIZE, reduced_motion: false }
    }
}

/// Dresses a context. Cheap, but it need only be called when theme or options change.
pub fn apply(context: &Context, theme: &Theme, options: StyleOptions) {
    let style = Arc::new(style(theme, options));
    // egui keeps one style for each of its own two modes; ours is worn in both, so that nothing switches behind our back.
    for mode in [bevy_egui::egui::Theme::Dark, bevy_egui::egui::Theme::Light] {
        context.set_style_of(mode, Arc::clone(&style));
    }
    context.set_theme(match theme.mode {
        ThemeMode::Dark => bevy_egui::egui::Theme::Dark,
        ThemeMode::Light => bevy_egui::egui::Theme::Light,
    });
}

fn style(theme: &Theme, options: StyleOptions) -> Style {
    let size = options.text_size;
    let mut style = Style {
        text_styles: BTreeMap::from([
            (TextStyle::Small, FontId::new(small_size(size), FontFamily::Proportional)),
            (TextStyle::Body, FontId::new(size, FontFamily::Proportional)),
            (TextStyle::Button, FontId::new(size, FontFamily::Proportional)),
            (TextStyle::Heading, bold(size * 1.12)),
            (TextStyle::Monospace, FontId::new((size * 0.95).max(LEAST_TEXT), FontFamily::Monospace)),
        ]),
        drag_value_text_style: TextStyle::Button,
        visuals: visuals(theme),
        animation_time: if options.reduced_motion { 0.0 } else { 0.12 },
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 6.0);
    spacing.button_padding = vec2(9.0, 4.0);
    spacing.interact_size = vec2(36.0, 24.0);
    spacing.window_margin = Margin::same(14);
    spacing.menu_margin = Margin::same(8);
    spacing.indent = 14.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 9.0;
    spacing.icon_spacing = 6.0;
    spacing.slider_rail_height = 4.0;
    spacing.tooltip_width = 340.0;
    spacing.combo_height = 320.0;
    spacing.scroll.floating = true;
    spacing.scroll.bar_width = 8.0;
    spacing.scroll.floating_allocated_width = 8.0;
    if theme.mode == ThemeMode::Light {
        // A see-through edge would be a dark band: Bevy blends in linear light.
        style.spacing.scroll.fade.strength = 0.0;
    }
    style.interaction.tooltip_delay = 0.35;
    style.interaction.selectable_labels = false;
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let p = &theme.palette;
    let base = match theme.mode {
        ThemeMode::Dark => Visuals::dark(),
        ThemeMode::Light => Visuals::light(),
    };
    let widget = |fill, outline: Stroke, ink, expansion| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: outline,
        corner_radius: CornerRadius::same(6),
        fg_stroke: Stroke::new(1.2, ink),
        expansion,
    };
    let shadow_alpha = if theme.mode == ThemeMode::Dark { 110 } else { 40 };
    let shadow = |blur| Shadow {
        offset: [0, 4],
        blur,
        spread: 0,
        color: bevy_egui::egui::Color32::from_black_alpha(shadow_alpha),
    };
    Visuals {
        override_text_color: None,
        // egui means this for light on dark only; dark on light needs it as well where edges are blended in linear light, as
        // Bevy does: without it letters come out thin.
        text_options: TextOptions {
            color_transfer_function: FontColorTransferFunction::TwoCoverageMinusCoverageSq,
            ..base.text_options
        },
        weak_text_color: Some(p.text_soft),
        widgets: Widgets {
            noninteractive: widget(p.raised, Stroke::new(1.0, p.outline), p.text, 0.0),
            inactive: widget(p.widget, Stroke::NONE, p.text, 0.0),
            hovered: widget(p.widget_hovered, Stroke::new(1.0, p.outline), p.text, 0.0),
            // Also what has the keyboard's focus: it must be seen.
            active: widget(p.widget_hovered, Stroke::new(1.6, p.accent), p.text, 0.0),
            open: WidgetVisuals {
                // Also the title bar of windows.
                weak_bg_fill: p.raised,
                ..widget(p.widget_hovered, Stroke::new(1.0, p.accent), p.text, 0.0)
            },
        },
        selection: Selection { bg_fill: p.selected, stroke: Stroke::new(1.2, p.on_selected) },
        hyperlink_color: p.accent,
        faint_bg_color: p.raised,
        extreme_bg_color: p.base,
        text_edit_bg_color: Some(p.base),
        code_bg_color: p.widget,
        warn_fg_color: p.warning,
        error_fg_color: p.error,
        window_corner_radius: CornerRadius::same(10),
        window_shadow: shadow(24),
        window_fill: p.raised,
        window_stroke: Stroke::new(1.0, p.outline),
        menu_corner_radius: CornerRadius::same(8),
        panel_fill: p.panel,
        popup_shadow: shadow(14),
        indent_has_left_vline: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Rect { aspect_ratio: 0.55 },
        disabled_alpha: if theme.mode == ThemeMode::Dark { 0.5 } else { 0.75 },
        ..base
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_smaller_than_the_least_and_small_text_is_not_larger_than_body_text() {
        for text_size in [LEAST_TEXT, TEXT_SIZE, 16.0, 22.0] {
            let style = style(&Theme::default(), StyleOptions { text_size, reduced_motion: false });
            let size = |kind: &TextStyle| style.text_styles[kind].size;
            for (kind, font) in &style.text_styles {
                assert!(font.size >= LEAST_TEXT, "{kind:?} has {} points beside {text_size}", font.size);
            }
            assert!(
                size(&TextStyle::Small) <= size(&TextStyle::Body) && size(&TextStyle::Body) < size(&TextStyle::Heading)
            );
        }
        assert_eq!(small_size(20.0), 20.0 * 0.86, "small text follows body text");
    }
}
