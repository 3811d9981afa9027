//! The choice of how time runs: by itself at a rate, turn by turn, or at once where only agents play.

use bevy_egui::egui::{Align, Layout, Slider, Ui, vec2};

use super::Tempo;
use crate::panels::{Direction, Look, look::add_named, numbers};

impl Tempo {
    /// One step a second faster or slower. Beyond the fastest there is turbo, where no person plays; turn by turn has no speed.
    #[must_use]
    pub fn changed(self, direction: Direction, has_person: bool) -> Self {
        match (self, direction) {
            (Self::RealTime { per_second }, Direction::Up) if per_second >= Self::FASTEST && !has_person => Self::Turbo,
            (Self::RealTime { per_second }, _) => {
                let notch = if direction == Direction::Up { 1.0 } else { -1.0 };
                Self::RealTime { per_second: (per_second + notch).clamp(Self::SLOWEST, Self::FASTEST) }
            }
            (Self::Turbo, Direction::Down) => Self::RealTime { per_second: Self::FASTEST },
            (unchanged, _) => unchanged,
        }
    }

    /// Key of its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::RealTime { .. } => "tempo-real-time",
            Self::TurnBased => "tempo-turns",
            Self::Turbo => "tempo-turbo",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::RealTime { .. } => "tempo-real-time-help",
            Self::TurnBased => "tempo-turns-help",
            Self::Turbo => "tempo-turbo-help",
        }
    }
}

/// The kinds of time that go with who plays, side by side.
pub(super) fn kinds(ui: &mut Ui, look: Look<'_>, tempo: Tempo, has_person: bool) -> Tempo {
    let mut chosen = tempo;
    let other = if has_person { Tempo::TurnBased } else { Tempo::Turbo };
    for kind in [Tempo::default(), other] {
        let is_chosen = kind.key() == tempo.key();
        let response = ui.selectable_label(is_chosen, look.t(kind.key()));
        if response.on_hover_text(look.t(kind.help())).clicked() && !is_chosen {
            chosen = kind;
        }
    }
    chosen
}

/// The slider of the rate and the rate in words, in so many points of width; nothing where time has no rate.
pub(super) fn rate(ui: &mut Ui, look: Look<'_>, tempo: Tempo, hint: &str, width: f32) -> Tempo {
    let Tempo::RealTime { mut per_second } = tempo else {
        return tempo;
    };
    // Set aside in one piece, so that it wraps like the buttons do.
    let room = vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().slider_width = (width - look.size(ui) * 7.5).clamp(40.0, 220.0);
        let slider = Slider::new(&mut per_second, Tempo::SLOWEST..=Tempo::FASTEST).step_by(0.5).show_value(false);
        let response = add_named(ui, look.t("tempo"), slider);
        response.on_hover_text(hint);
        let rate = numbers::real(f64::from(per_second), 1);
        ui.label(look.texts.t_with("speed-value", &[("rate", rate.into())]));
    });
    Tempo::RealTime { per_second }
}
