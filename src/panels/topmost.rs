//! What lies over the panels, and which of it Esc closes: a list or a menu first, which egui closes itself, then the dialog. There is
//! one dialog at a time: a new one closes the one before. Dialogs are drawn in `dialog`.

use bevy_egui::egui::{Context, Id, Key, Popup};

/// What is open, in egui's memory.
#[derive(Clone, Debug, Default)]
struct Open {
    /// The dialogs with the pass of egui in which each was last drawn, the newest last.
    dialogs: Vec<(Id, u64)>,
    /// Whether the newest one is to close.
    closes: bool,
    /// Whether a field was written in when keys were last read.
    writes: bool,
}

impl Open {
    /// Does something with what is open in this pass.
    fn with<R>(context: &Context, act: impl FnOnce(&mut Self, u64) -> R) -> R {
        let pass = context.cumulative_pass_nr();
        context.data_mut(|data| {
            let open = data.get_temp_mut_or_default::<Self>(Id::NULL);
            // What was not drawn any more was closed.
            open.dialogs.retain(|(_, drawn)| drawn + 1 >= pass);
            act(open, pass)
        })
    }
}

/// What a dialog does that is about to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// It comes up.
    Opens,
    /// It is there.
    Stays,
    /// It is not drawn any more.
    Closes,
}

/// Tells that a dialog is to be drawn, and whether it may.
pub(super) fn enter(context: &Context, dialog: Id) -> Turn {
    Open::with(context, |open, pass| {
        let known = open.dialogs.iter_mut().find(|(id, _)| *id == dialog);
        let Some((_, drawn)) = known else {
            open.dialogs.push((dialog, pass));
            open.closes = false;
            return Turn::Opens;
        };
        *drawn = pass;
        let is_newest = open.dialogs.last().is_some_and(|(id, _)| *id == dialog);
        if is_newest && !std::mem::take(&mut open.closes) {
            return Turn::Stays;
        }
        open.dialogs.retain(|(id, _)| *id != dialog);
        Turn::Closes
    })
}

/// Whether Esc was pressed and belongs to what lies over the panels or to a field that is written in: it means nothing else
/// then. Once a frame, before anything is drawn.
pub(super) fn takes_escape(context: &Context) -> bool {
    // egui has left the field by now.
    let writes = context.text_edit_focused();
    let is_list_open = Popup::is_any_open(context);
    let is_pressed = context.input(|input| input.key_pressed(Key::Escape));
    Open::with(context, |open, _| {
        let wrote = std::mem::replace(&mut open.writes, writes);
        if !is_pressed {
            return false;
        }
        open.closes = !is_list_open && !open.dialogs.is_empty();
        is_list_open || open.closes || wrote
    })
}
