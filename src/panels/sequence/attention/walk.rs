//! Walking through the decoder's steps: buttons, keys, and by itself.

use bevy_egui::egui::Ui;
use egui_phosphor::regular as icon;

use super::super::SequenceView;
use crate::panels::{Direction, KeyAction, Look, SequenceKey};

/// Seconds that a step stands while it plays.
const PACE: f64 = 0.8;

/// Where the walk is.
#[derive(Clone, Debug, Default)]
pub(super) struct Walk {
    step: usize,
    /// Where it was when that was last asked.
    followed: usize,
    /// When it last went on by itself, in seconds; `None` while it stands.
    playing: Option<f64>,
}

impl Walk {
    /// The current step, from 0.
    pub(super) const fn step(&self) -> usize {
        self.step
    }

    /// Whether it has moved since this was last asked: then the current step is brought into view.
    pub(super) const fn has_moved(&mut self) -> bool {
        let has_moved = self.followed != self.step;
        self.followed = self.step;
        has_moved
    }

    /// Stands at a step.
    pub(super) fn go_to(&mut self, step: usize) {
        self.step = step;
        self.playing = None;
    }

    /// The buttons, and what keys and time do. The step stays below `steps`.
    pub(super) fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &SequenceView<'_>, steps: usize) {
        let last = steps.saturating_sub(1);
        for key in view.pressed {
            match key {
                SequenceKey::Walk(Direction::Up) => self.go_to((self.step + 1).min(last)),
                SequenceKey::Walk(Direction::Down) => self.go_to(self.step.saturating_sub(1)),
                SequenceKey::First => self.go_to(0),
                SequenceKey::Last => self.go_to(last),
                _ => {}
            }
        }
        self.step = self.step.min(last);
        self.play(ui, last);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let hint = |key| look.key(ui, KeyAction::Sequence(key));
            let hints = [
                hint(SequenceKey::First),
                hint(SequenceKey::Walk(Direction::Down)),
                hint(SequenceKey::Walk(Direction::Up)),
                hint(SequenceKey::Last),
            ];
            let is_first = self.step == 0;
            let is_last = self.step == last;
            let buttons = [
                (icon::SKIP_BACK, "lab-attend-first", is_first, 0),
                (icon::CARET_LEFT, "lab-attend-back", is_first, self.step.saturating_sub(1)),
                (icon::CARET_RIGHT, "lab-attend-on", is_last, (self.step + 1).min(last)),
                (icon::SKIP_FORWARD, "lab-attend-last", is_last, last),
            ];
            for ((sign, name, is_there, to), hint) in buttons.into_iter().zip(&hints) {
                if look.icon_button(ui, sign, look.t(name), hint, !is_there).clicked() {
                    self.go_to(to);
                }
            }
            let (sign, name) = if self.playing.is_some() {
                (icon::PAUSE, "lab-attend-pause")
            } else {
                (icon::PLAY, "lab-attend-play")
            };
            if look.icon_button(ui, sign, look.t(name), "", last > 0).clicked() {
                self.playing = match self.playing {
                    Some(_) => None,
                    None => {
                        self.step = if is_last { 0 } else { self.step };
                        Some(ui.input(|input| input.time))
                    }
                };
            }
            if steps > 0 {
                let values = [("step", (self.step + 1).into()), ("steps", steps.into())];
                ui.label(look.soft(look.texts.t_with("lab-attend-step-of", &values)));
            }
        });
    }

    fn play(&mut self, ui: &Ui, last: usize) {
        let Some(since) = self.playing else { return };
        let now = ui.input(|input| input.time);
        if now - since >= PACE {
            self.step = (self.step + 1).min(last);
            self.playing = (self.step < last).then_some(now);
        }
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(PACE / 4.0));
    }
}
