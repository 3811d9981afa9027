//! Notices and errors that come up in a corner and go away by themselves. What they say was put into words by the game.

use bevy_egui::egui::{
    self, Align2, Context, CornerRadius, Frame, Id, Margin, Order, Rect, RichText, ScrollArea, Stroke, UiBuilder, Vec2,
    vec2,
};
use egui_phosphor::regular as icon;

use super::{Look, named};

/// How important a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKind {
    /// Something was done.
    Done,
    /// Something should be known.
    Notice,
    /// Something failed. It stays until it is closed.
    Error,
}

#[derive(Clone, Debug)]
struct Message {
    number: u64,
    kind: MessageKind,
    text: String,
    /// When it was first drawn, in seconds of egui's clock.
    since: Option<f64>,
}

impl Message {
    /// Seconds that it stays, longer where there is more to read, such as a file's place; `None`: until it is closed.
    fn stays(&self) -> Option<f64> {
        let reading = self.text.chars().count() as f64 * 0.1;
        match self.kind {
            MessageKind::Done => Some(reading.max(5.0)),
            MessageKind::Notice => Some(reading.max(9.0)),
            MessageKind::Error => None,
        }
    }
}

/// Between messages and the edges of their place, in points.
const EDGE: f32 = 8.0;

/// The messages that are in view.
#[derive(Clone, Debug, Default)]
pub struct Messages {
    messages: Vec<Message>,
    pushed: u64,
    height: f32,
}

impl Messages {
    /// Most messages at once; older ones make room.
    const MOST: usize = 5;

    /// Brings a message up. The same text again only renews it.
    pub fn push(&mut self, kind: MessageKind, text: impl Into<String>) {
        let text = text.into();
        self.messages.retain(|message| message.text != text);
        self.pushed += 1;
        self.messages.push(Message { number: self.pushed, kind, text, since: None });
        if self.messages.len() > Self::MOST {
            self.messages.remove(0);
        }
    }

    /// Whether nothing is in view.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// What is in view, the oldest first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.messages.iter().map(|message| message.text.as_str())
    }

    /// Points of height that the messages take up, 0 where there is none: for whoever keeps room for them.
    #[must_use]
    pub const fn height(&self) -> f32 {
        self.height
    }

    /// Draws the messages above everything else, at the bottom of `place`: where a board is, or room is kept for them, so that they
    /// cover no title and no button.
    pub fn ui(&mut self, context: &Context, look: Look<'_>, place: Rect) {
        let Self { messages, pushed: _, height } = self;
        *height = 0.0;
        let now = context.input(|input| input.time);
        messages.retain_mut(|message| {
            let since = *message.since.get_or_insert(now);
            message.stays().is_none_or(|stays| now - since < stays)
        });
        if messages.is_empty() {
            return;
        }
        let room = place.size() - Vec2::splat(2.0 * EDGE);
        let mut closed = None;
        let area = egui::Area::new(Id::new("messages"))
            .order(Order::Tooltip)
            .pivot(Align2::CENTER_BOTTOM)
            .fixed_pos(place.center_bottom() - vec2(0.0, EDGE))
            .constrain_to(place)
            .show(context, |ui| {
                // The area itself offers no more room than it had in the frame before.
                let room = Rect::from_min_size(ui.min_rect().min, vec2(room.x.min(460.0), room.y.max(40.0)));
                ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
                    ScrollArea::vertical().show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        for message in messages.iter() {
                            if message_ui(ui, look, message) {
                                closed = Some(message.number);
                            }
                        }
                    });
                });
            });
        *height = area.response.rect.height() + 2.0 * EDGE;
        messages.retain(|message| Some(message.number) != closed);
        let next = messages
            .iter()
            .filter_map(|message| Some(message.since? + message.stays()? - now))
            .fold(f64::INFINITY, f64::min);
        if next.is_finite() {
            context.request_repaint_after(std::time::Duration::from_secs_f64(next.max(0.0)));
        }
    }
}

/// One message; whether its close button was pressed.
fn message_ui(ui: &mut egui::Ui, look: Look<'_>, message: &Message) -> bool {
    let p = &look.theme.palette;
    let (sign, colour) = match message.kind {
        MessageKind::Done => (icon::CHECK_CIRCLE, p.good),
        MessageKind::Notice => (icon::INFO, p.accent),
        MessageKind::Error => (icon::WARNING_CIRCLE, p.error),
    };
    Frame::new()
        .fill(p.raised)
        .stroke(Stroke::new(1.2, colour))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(12, 8))
        .shadow(ui.visuals().popup_shadow)
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.label(RichText::new(sign).color(colour).size(look.size(ui) * 1.3));
                let room = ui.available_width() - 34.0;
                ui.allocate_ui(vec2(room, 0.0), |ui| {
                    ui.set_width(room);
                    ui.add(egui::Label::new(&message.text).wrap());
                });
                let close = ui.add(egui::Button::new(icon::X).frame(false));
                named(close, egui::WidgetType::Button, true, look.t("close"), "").clicked()
            })
            .inner
        })
        .inner
}
