//! One replay in the list: its picture, its name, how it went; for the selected one what can be done with it.

use bevy_egui::egui::{
    Align, CornerRadius, Id, Key, Label, Layout, Rect, RichText, Sense, TextEdit, Ui, UiBuilder, WidgetInfo,
    WidgetType, pos2, vec2,
};
use egui_phosphor::regular as icon;

use super::{ReplayCommand, ReplayItem, ReplayPlace, picture};
use crate::panels::{KeyAction, Look, ReplayKey, name_node, numbers};

/// A name that is being changed.
#[derive(Clone, Debug)]
pub(super) struct Renaming {
    pub place: ReplayPlace,
    text: String,
    /// Whether its field has not been drawn yet.
    is_new: bool,
}

/// The field of the name.
pub(super) fn name_id() -> Id {
    Id::new("replay_name")
}

/// Draws the row; returns what was asked for.
pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    row: &ReplayItem,
    is_selected: bool,
    renaming: &mut Option<Renaming>,
) -> Vec<ReplayCommand> {
    let mut commands = Vec::new();
    let size = look.size(ui);
    let height = size * 3.4;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    if ui.is_rect_visible(rect) {
        let name = row.title(look.texts);
        response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_selected, &name));
        if is_selected || response.hovered() || response.has_focus() {
            let visuals = ui.style().interact_selectable(&response, is_selected);
            let round = CornerRadius::same(6);
            let ground = if is_selected { visuals.bg_fill } else { visuals.weak_bg_fill };
            ui.painter().rect_filled(rect, round, ground);
        }
        let is_renamed = renaming.as_ref().is_some_and(|renaming| renaming.place == row.place);
        content(ui, look, row, rect.shrink(size * 0.3), is_selected, !is_renamed);
        if is_renamed {
            let field = Rect::from_min_max(
                pos2(rect.left() + height + 2.0, rect.top() + 2.0),
                rect.max - vec2(6.0, size * 1.7),
            );
            commands.extend(rename_ui(ui, look, field, renaming));
        }
    }
    if response.clicked() {
        commands.push(ReplayCommand::Show(row.place.clone()));
    }
    if response.double_clicked() && matches!(row.place, ReplayPlace::Shelf(_)) {
        begin_renaming(look, row, renaming);
    }
    if is_selected {
        actions(ui, look, row, renaming, &mut commands);
    }
    commands
}

/// The picture and two lines.
fn content(ui: &mut Ui, look: Look<'_>, row: &ReplayItem, rect: Rect, is_selected: bool, with_name: bool) {
    let p = &look.theme.palette;
    let (ink, soft) = if is_selected { (p.on_selected, p.on_selected) } else { (p.text, p.text_soft) };
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    // The room is the row's already: a child that is only looked at takes none of its own.
    let ui = &mut ui.new_child(builder);
    ui.spacing_mut().item_spacing.x = 8.0;
    match row.picture.get() {
        Some(picture) => drop(picture.ui(ui, look, rect.height())),
        None => drop(picture::empty(ui, look, rect.height())),
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 0.0;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let sign = if row.pinned() { icon::PUSH_PIN } else { row.kind().icon() };
            let sign = RichText::new(if with_name { sign } else { "" }).color(soft);
            ui.add(Label::new(sign).selectable(false));
            let name = if with_name { row.title(look.texts) } else { String::new() };
            let name = RichText::new(name).font(look.strong_font(ui)).color(ink);
            ui.add(Label::new(name).selectable(false).truncate());
        });
        let got =
            if row.is_won_by_return() { numbers::signed(f64::from(row.episode_return()), 2) } else { String::new() };
        let steps = look.texts.t_with("replay-steps", &[("steps", row.steps().into())]);
        let (level, note) = (row.level(look.texts), row.note(look.texts));
        let parts = [row.mode(look.texts).unwrap_or_default(), &level, &got, &steps, &note];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let line = parts.join(" · ");
        ui.add(Label::new(RichText::new(line).small().color(soft)).selectable(false).truncate());
    });
}

fn begin_renaming(look: Look<'_>, row: &ReplayItem, renaming: &mut Option<Renaming>) {
    *renaming = Some(Renaming { place: row.place.clone(), text: row.title(look.texts), is_new: true });
}

/// The field in which the name is changed: Enter takes it, Escape leaves it as it was.
fn rename_ui(ui: &mut Ui, look: Look<'_>, rect: Rect, renaming: &mut Option<Renaming>) -> Option<ReplayCommand> {
    let changed = renaming.as_mut()?;
    let field = TextEdit::singleline(&mut changed.text).id(name_id()).char_limit(100);
    let response = ui.new_child(UiBuilder::new().max_rect(rect)).add_sized(rect.size(), field);
    name_node(ui, &response, look.t("replay-name"));
    if std::mem::take(&mut changed.is_new) {
        response.request_focus();
        return None;
    }
    if !response.lost_focus() {
        return None;
    }
    let done = renaming.take()?;
    let is_left = ui.input(|input| input.key_pressed(Key::Escape));
    (!is_left).then_some(ReplayCommand::Rename(done.place, done.text))
}

/// What can be done with the selected one.
fn actions(
    ui: &mut Ui,
    look: Look<'_>,
    row: &ReplayItem,
    renaming: &mut Option<Renaming>,
    commands: &mut Vec<ReplayCommand>,
) {
    let key = |ui: &Ui, key| look.key(ui, KeyAction::Replay(key));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding = vec2(6.0, 2.0);
        let on_shelf = matches!(row.place, ReplayPlace::Shelf(_));
        let (sign, text) = match (on_shelf, row.pinned()) {
            (true, true) => (icon::PUSH_PIN_SLASH, "replay-unpin"),
            (true, false) => (icon::PUSH_PIN, "replay-pin"),
            (false, _) => (icon::PUSH_PIN, "replay-keep"),
        };
        let hint = format!("{}  ·  {}", look.t("replay-pin-help"), key(ui, ReplayKey::Pin));
        if look.button(ui, sign, look.t(text), &hint).clicked() {
            commands.push(ReplayCommand::Pin(row.place.clone(), !row.pinned()));
        }
        if on_shelf {
            if look.button(ui, icon::PENCIL_SIMPLE, look.t("replay-rename"), "").clicked() {
                begin_renaming(look, row, renaming);
            }
            let hint = format!("{}  ·  {}", look.t("replay-delete-help"), key(ui, ReplayKey::Delete));
            if look.button(ui, icon::TRASH, look.t("replay-delete"), &hint).clicked() {
                commands.push(ReplayCommand::Delete(row.place.clone()));
            }
        }
    });
    ui.add_space(4.0);
}
