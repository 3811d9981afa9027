//! Recording in the window: the buttons in the bar on top, and what is recorded, as a small window of choices.
//! Pixels and files are the game's.

use bevy::ecs::message::Message;
use bevy_egui::egui::{self, Align2, Context, Rect, RichText, Ui};
use egui_phosphor::regular as icon;

use super::{ClipSize, Dialog, KeyAction, Look, Rate, RecordingChoice, Region, look::width, numbers};
use crate::capture::{Format, Quality};

/// What is asked of the recorder.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordingCommand {
    /// Begin a clip of the window, or end it.
    Toggle,
    /// Take a picture of the window.
    TakeStill,
    /// Copy a picture of the window to the clipboard.
    CopyStill,
    /// What is recorded, and into what.
    Set(RecordingChoice),
}

/// Where a recording stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum ClipState {
    /// There is none.
    #[default]
    Idle,
    /// It runs.
    Recording {
        /// Seconds of the clip so far.
        seconds: f32,
    },
    /// Its last frames are being written.
    Finishing {
        /// Share that is written, 0 to 1.
        done: f32,
    },
}

/// The buttons and the window of choices.
#[derive(Clone, Debug, Default)]
pub struct RecordingPanel {
    /// Whether the choices are shown.
    pub open: bool,
    /// Where the buttons stood when they were last drawn, in points: what is not to be in the clip.
    pub buttons: Option<Rect>,
}

impl RecordingPanel {
    /// The buttons in the bar on top, whose layout goes from right to left: all, or beside a menu the one for clips alone.
    pub fn buttons(&mut self, ui: &mut Ui, look: Look<'_>, state: ClipState, has_menu: bool) -> Vec<RecordingCommand> {
        let Self { open, buttons } = self;
        let mut commands = Vec::new();
        let record = look.key(ui, KeyAction::Record);
        let mut drawn = Rect::NOTHING;
        if !has_menu {
            let choices = look.icon_toggle(ui, icon::SLIDERS_HORIZONTAL, look.t("clip-choices"), "", *open);
            if choices.clicked() {
                *open = !*open;
            }
            drawn = choices.rect;
            for (sign, name, action, command) in STILLS {
                let key = look.key(ui, action);
                let picture = look.icon_button(ui, sign, look.t(name), &key, true);
                if picture.clicked() {
                    commands.push(command);
                }
                drawn = drawn.union(picture.rect);
            }
        }
        let clip = match state {
            ClipState::Idle => look.icon_button(ui, icon::RECORD, look.t("clip-start"), &record, true),
            ClipState::Recording { seconds } => {
                let text = stop(ui, look, seconds).color(look.theme.ink_on(look.theme.palette.error));
                let button = ui.add(egui::Button::new(text).fill(look.theme.palette.error));
                super::look::name_node(ui, &button, look.t("clip-stop"));
                button.on_hover_text(format!("{}  ·  {record}", look.t("clip-stop")))
            }
            ClipState::Finishing { done } => {
                let bar = egui::ProgressBar::new(done).desired_width(look.size(ui) * FINISHING);
                ui.add(bar.text(numbers::percent(f64::from(done)))).on_hover_text(look.t("clip-finishing"))
            }
        };
        if clip.clicked() && !matches!(state, ClipState::Finishing { .. }) {
            commands.push(RecordingCommand::Toggle);
        }
        *buttons = Some(drawn.union(clip.rect));
        commands
    }

    /// What has no button of its own, as lines of a menu.
    pub(super) fn menu(&mut self, ui: &mut Ui, look: Look<'_>) -> Vec<RecordingCommand> {
        if look.button(ui, icon::SLIDERS_HORIZONTAL, look.t("clip-choices"), "").clicked() {
            self.open = !self.open;
        }
        let line = |(sign, name, action, command)| {
            let key = look.key(ui, action);
            look.button(ui, sign, look.t(name), &key).clicked().then_some(command)
        };
        STILLS.into_iter().rev().filter_map(line).collect()
    }

    /// How wide the button for clips is, in points.
    pub(super) fn width(ui: &Ui, look: Look<'_>, state: ClipState) -> f32 {
        let padding = 2.0 * ui.spacing().button_padding.x;
        match state {
            ClipState::Idle => padding + look.size(ui) * 1.2,
            ClipState::Recording { seconds } => padding + width(ui, stop(ui, look, seconds)),
            ClipState::Finishing { .. } => look.size(ui) * FINISHING,
        }
    }

    /// The window of choices, if it is open.
    pub fn choices(
        &mut self,
        context: &Context,
        look: Look<'_>,
        choice: RecordingChoice,
        folder: &str,
    ) -> Vec<RecordingCommand> {
        let Self { open, buttons: _ } = self;
        let mut chosen = choice;
        Dialog::new(icon::FILM_STRIP, look.t("clip-title"), "clip_window", 360.0)
            .anchored(Align2::RIGHT_TOP, [-16.0, 52.0])
            .show(context, open, |ui| {
                options(ui, look, "clip-region", &Region::ALL, &mut chosen.region, Region::key);
                options(ui, look, "clip-format", &Format::ALL, &mut chosen.format, Format::key);
                options(ui, look, "clip-size", &ClipSize::ALL, &mut chosen.size, ClipSize::key);
                options(ui, look, "clip-rate", &Rate::ALL, &mut chosen.rate, Rate::key);
                options(ui, look, "clip-quality", &Quality::ALL, &mut chosen.quality, Quality::key);
                ui.separator();
                ui.label(look.small(look.texts.t_with("clip-folder", &[("folder", folder.into())])));
                ui.label(look.small(look.t("clip-time")));
            });
        if chosen == choice { Vec::new() } else { vec![RecordingCommand::Set(chosen)] }
    }
}

/// A row of a few choices.
pub(super) fn options<T: Copy + PartialEq>(
    ui: &mut Ui,
    look: Look<'_>,
    name: &str,
    all: &[T],
    chosen: &mut T,
    key: impl Fn(T) -> &'static str,
) {
    look.row(ui, look.t(name), "", |ui| {
        for &option in all.iter().rev() {
            ui.selectable_value(chosen, option, look.t(key(option)));
        }
    });
}

/// What makes a still of the window, from right to left.
const STILLS: [(&str, &str, KeyAction, RecordingCommand); 2] = [
    (icon::COPY, "clip-copy-still", KeyAction::CopyStill, RecordingCommand::CopyStill),
    (icon::CAMERA, "clip-still", KeyAction::Still, RecordingCommand::TakeStill),
];

/// Letters of width of the bar that shows how much of a clip is written.
const FINISHING: f32 = 5.0;

/// What stands on the button while a clip is recorded.
fn stop(ui: &Ui, look: Look<'_>, seconds: f32) -> RichText {
    RichText::new(format!("{}  {}", icon::STOP, clock(seconds))).font(look.strong_font(ui))
}

/// Minutes and seconds.
fn clock(seconds: f32) -> String {
    let whole = seconds.max(0.0) as u32;
    format!("{}:{:02}", whole / 60, whole % 60)
}
