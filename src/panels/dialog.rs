//! The one form of a dialog: a window in the middle, or a question before something that cannot be taken back. Whatever is one closes
//! with Esc and gives way to the next (`topmost`).

use bevy_egui::egui::{
    Align2, AsId, Context, Frame, Id, Margin, Modal, Response, RichText, ScrollArea, Ui, Vec2, Window,
};
use egui_phosphor::regular as icon;

use super::{
    Look,
    topmost::{Turn, enter},
};

/// Between a dialog and the edges of the window, in points.
const EDGE: f32 = 30.0;

/// A window inside the window, with an icon in its title.
#[derive(Clone, Debug)]
pub struct Dialog {
    title: String,
    id: Id,
    width: f32,
    anchor: (Align2, Vec2),
}

impl Dialog {
    /// At most so many points wide, in the middle.
    pub fn new(icon: &str, title: &str, id: impl AsId, width: f32) -> Self {
        let anchor = (Align2::CENTER_CENTER, Vec2::ZERO);
        Self { title: format!("{icon}  {title}"), id: Id::new(id), width, anchor }
    }

    /// At another place.
    #[must_use]
    pub fn anchored(self, align: Align2, offset: impl Into<Vec2>) -> Self {
        Self { anchor: (align, offset.into()), ..self }
    }

    /// Draws it while it is `open`. What has no room is scrolled to.
    pub fn show(self, context: &Context, open: &mut bool, content: impl FnOnce(&mut Ui)) {
        self.show_above(context, open, content, |_| {});
    }

    /// Draws it while it is `open`, with something below that is not scrolled away.
    pub fn show_above(
        self,
        context: &Context,
        open: &mut bool,
        content: impl FnOnce(&mut Ui),
        below: impl FnOnce(&mut Ui),
    ) {
        let Self { title, id, width, anchor: (align, offset) } = self;
        if !*open || enter(context, id) == Turn::Closes {
            *open = false;
            return;
        }
        let room = context.content_rect().size() - Vec2::splat(2.0 * EDGE);
        let window = Window::new(title).id(id).collapsible(false).resizable(false).anchor(align, offset);
        window.open(open).default_height(room.y).max_height(room.y).show(context, |ui| {
            // The title takes some of it, and so does what stands below.
            ScrollArea::vertical().max_height((room.y - 70.0).max(80.0)).show(ui, |ui| {
                ui.set_width(width.min(room.x));
                content(ui);
            });
            below(ui);
        });
    }
}

/// A question. It lies over everything and begins with the answer in focus that takes nothing away.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question<'a> {
    /// What tells it from others.
    pub id: &'static str,
    /// What is asked.
    pub title: &'a str,
    /// What it means.
    pub help: &'a str,
    /// The greatest width, in points.
    pub width: f32,
    /// What declining is called, with its icon, where it is agreeing that takes nothing away; else declining leads back.
    pub decline: Option<[&'a str; 2]>,
}

impl Question<'_> {
    /// Asks, with `content` between the question and the buttons, of which `yes` is the one that agrees. The answer, once it is
    /// given: whatever closes the question means no.
    pub fn ask(
        self,
        context: &Context,
        look: Look<'_>,
        content: impl FnOnce(&mut Ui),
        yes: impl FnOnce(&mut Ui) -> Response,
    ) -> Option<bool> {
        let Self { id, title, help, width, decline } = self;
        let turn = enter(context, Id::new(id));
        if turn == Turn::Closes {
            return Some(false);
        }
        let room = context.content_rect().size();
        let frame = Frame::popup(&context.style_of(context.theme())).inner_margin(Margin::same(14));
        let modal = Modal::new(Id::new(id)).frame(frame).show(context, |ui| {
            ui.set_width((room.x - 2.0 * EDGE).min(width));
            ui.label(RichText::new(title).font(look.strong_font(ui)).size(look.size(ui) * 1.15));
            ui.label(look.soft(help));
            ui.add_space(6.0);
            content(ui);
            ui.horizontal_wrapped(|ui| {
                let [sign, text] = decline.unwrap_or_else(|| [icon::ARROW_U_UP_LEFT, look.t("question-no")]);
                let no = look.button(ui, sign, text, "");
                let yes = yes(ui);
                if turn == Turn::Opens {
                    if decline.is_some() { &yes } else { &no }.request_focus();
                }
                if yes.clicked() { Some(true) } else { no.clicked().then_some(false) }
            })
            .inner
        });
        modal.inner.or_else(|| modal.backdrop_response.clicked().then_some(false))
    }
}
