//! Walking through the steps of a sequence: with keys, with buttons, and by itself.

use bevy_egui::egui::{EventFilter, Key, Response, Ui};
use egui_phosphor::regular as icon;

use super::SequenceView;
use crate::panels::{Direction, KeyAction, Look, SequenceKey};

/// The buttons, with the keys that do the same.
const BUTTONS: [(&str, SequenceKey); 4] = [
    (icon::SKIP_BACK, SequenceKey::First),
    (icon::CARET_LEFT, SequenceKey::Walk(Direction::Down)),
    (icon::CARET_RIGHT, SequenceKey::Walk(Direction::Up)),
    (icon::SKIP_FORWARD, SequenceKey::Last),
];

/// Where a key leads from a step; `None` where it is no key of the walk.
fn led(key: SequenceKey, step: usize, last: usize) -> Option<usize> {
    match key {
        SequenceKey::First => Some(0),
        SequenceKey::Walk(Direction::Down) => Some(step.saturating_sub(1)),
        SequenceKey::Walk(Direction::Up) => Some((step + 1).min(last)),
        SequenceKey::Last => Some(last),
        _ => None,
    }
}

/// Takes the arrow keys for a widget that has the focus, those up and down too where that is wanted, and walks with those to
/// the sides.
pub(super) fn arrows(ui: &Ui, response: &Response, vertical: bool, step: &mut usize, steps: usize) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: vertical, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input(|input| input.num_presses(key));
    *step = (*step + pressed(Key::ArrowRight)).saturating_sub(pressed(Key::ArrowLeft)).min(steps - 1);
}

/// How far down the arrow keys lead, in rows; up where negative.
pub(super) fn downwards(ui: &Ui) -> isize {
    let pressed = |key| ui.input(|input| input.num_presses(key)) as isize;
    pressed(Key::ArrowDown) - pressed(Key::ArrowUp)
}

/// Walking by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Walk {
    /// When it last went on, in seconds; `None` while it stands.
    since: Option<f64>,
}

impl Walk {
    pub const fn stop(&mut self) {
        self.since = None;
    }

    /// What keys and time do; by itself a step takes so many seconds. The step stays below `steps`.
    pub fn follow(&mut self, ui: &Ui, view: &SequenceView<'_>, step: &mut usize, steps: usize, seconds_per_step: f64) {
        let last = steps.saturating_sub(1);
        *step = (*step).min(last);
        for key in view.pressed {
            if let Some(to) = led(*key, *step, last) {
                *step = to;
                self.stop();
            }
        }
        let Some(since) = self.since else { return };
        let now = ui.input(|input| input.time);
        // A frame that took long makes one step and no leap.
        if now - since >= seconds_per_step {
            *step = (*step + 1).min(last);
            self.since = (*step < last).then_some(now);
        }
        ui.ctx().request_repaint_after_secs(seconds_per_step as f32 / 4.0);
    }

    /// The buttons to the first step, back, on, and to the last one, with the keys of their names.
    pub fn buttons(&mut self, ui: &mut Ui, look: Look<'_>, step: &mut usize, steps: usize, names: [&'static str; 4]) {
        for ((sign, key), name) in BUTTONS.into_iter().zip(names) {
            let hint = look.key(ui, KeyAction::Sequence(key));
            let to = led(key, *step, steps.saturating_sub(1)).filter(|to| to != step);
            if look.icon_button(ui, sign, look.t(name), &hint, to.is_some()).clicked() {
                *step = to.unwrap_or(*step);
                self.stop();
            }
        }
    }

    /// The button that lets it walk by itself, from the end on anew; with its sign and the keys of its names.
    pub fn player(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        step: &mut usize,
        steps: usize,
        [sign, walk, pause, help]: [&'static str; 4],
    ) {
        let (sign, name) = if self.since.is_some() { (icon::PAUSE, pause) } else { (sign, walk) };
        if look.icon_button(ui, sign, look.t(name), look.t(help), steps > 1).clicked() {
            self.since = if self.since.is_some() { None } else { Some(ui.input(|input| input.time)) };
            if self.since.is_some() && *step + 1 >= steps {
                *step = 0;
            }
        }
    }
}
