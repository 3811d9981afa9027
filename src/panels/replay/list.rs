//! The list of replays: found by words and kind, sorted, part by part. What is done with one stands in `row`.

use bevy_egui::egui::{Align, CollapsingHeader, ComboBox, Id, Layout, RichText, TextEdit, Ui, vec2};
use egui_phosphor::regular as icon;

use super::{
    ReplayCommand, ReplayItem, ReplayKind, ReplayPlace, ReplaySort, ReplayView,
    row::{self, Renaming},
};
use crate::{
    language::Texts,
    panels::{KeyAction, Look, ReplayKey, add_named, name_node},
};

/// The parts of the list, from the top on: keys of their names and of what they mean.
const PARTS: [(&str, &str); 3] = [
    ("replays-file", "replays-file-help"),
    ("replays-run", "replays-run-help"),
    ("replays-shelf", "replays-shelf-help"),
];

/// The number of the part in which a replay stands.
const fn part_of(place: &ReplayPlace) -> usize {
    match place {
        ReplayPlace::File(_) => 0,
        ReplayPlace::Run(_) => 1,
        ReplayPlace::Shelf(_) => 2,
    }
}

/// The list: what is looked for, and the name that is being changed.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    words: String,
    kind: Option<ReplayKind>,
    pub renaming: Option<Renaming>,
}

impl List {
    /// The rows that are looked for, in the order in which they stand.
    pub fn arranged<'a>(&self, view: &ReplayView<'a>, texts: &Texts) -> Vec<&'a ReplayItem> {
        (0..PARTS.len()).flat_map(|part| self.part(view, texts, part)).collect()
    }

    fn part<'a>(&self, view: &ReplayView<'a>, texts: &Texts, part: usize) -> Vec<&'a ReplayItem> {
        let words = self.words.to_lowercase();
        let is_wanted = |row: &&ReplayItem| {
            let parts = || {
                [&*row.title(texts), row.mode(texts).unwrap_or_default(), &row.level(texts), &row.note(texts)].join(" ")
            };
            let text = || parts().to_lowercase();
            part_of(&row.place) == part
                && self.kind.is_none_or(|kind| row.kind() == kind)
                && (words.is_empty() || words.split_whitespace().all(|word| text().contains(word)))
        };
        let mut found: Vec<&ReplayItem> = view.items.iter().filter(is_wanted).collect();
        view.choices.sort.sort(&mut found, texts);
        found
    }

    /// Draws what stands above the list; returns what was asked for.
    pub fn head(&mut self, ui: &mut Ui, look: Look<'_>, view: &ReplayView<'_>) -> Vec<ReplayCommand> {
        let mut commands = Vec::new();
        ui.horizontal_wrapped(|ui| {
            look.heading(ui, icon::FILM_STRIP, look.t("tab-replay"));
            let key = look.key(ui, KeyAction::Replay(ReplayKey::Open));
            if look.icon_button(ui, icon::FOLDER_OPEN, look.t("replay-open"), &key, true).clicked() {
                commands.push(ReplayCommand::Open);
            }
            let key = look.key(ui, KeyAction::Replay(ReplayKey::UndoDelete));
            let (sign, name) = (icon::ARROW_COUNTER_CLOCKWISE, look.t("replay-undo"));
            if look.icon_button(ui, sign, name, &key, view.can_undo).clicked() {
                commands.push(ReplayCommand::UndoDelete);
            }
        });
        self.search(ui, look, view, &mut commands);
        ui.add_space(4.0);
        commands
    }

    /// Draws the replays, part by part; returns what was asked for.
    pub fn rows(&mut self, ui: &mut Ui, look: Look<'_>, view: &ReplayView<'_>) -> Vec<ReplayCommand> {
        let mut commands = Vec::new();
        let mut any = false;
        for (part, texts) in PARTS.into_iter().enumerate() {
            let found = self.part(view, look.texts, part);
            any |= !found.is_empty();
            if !found.is_empty() {
                ui.scope(|ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    self.part_ui(ui, look, view, texts, &found, &mut commands);
                });
            }
        }
        if !any {
            let text = if view.items.is_empty() { "replays-none" } else { "replays-none-found" };
            ui.label(look.soft(look.t(text)));
        }
        commands
    }

    /// What is looked for, and the order.
    fn search(&mut self, ui: &mut Ui, look: Look<'_>, view: &ReplayView<'_>, commands: &mut Vec<ReplayCommand>) {
        let field = TextEdit::singleline(&mut self.words)
            .id(words_id())
            .hint_text(look.t("replay-search"))
            .desired_width(ui.available_width() - 8.0);
        add_named(ui, look.t("replay-search"), field);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            if ui.selectable_label(self.kind.is_none(), look.t("replay-kind-all")).clicked() {
                self.kind = None;
            }
            for kind in ReplayKind::ALL {
                let is_chosen = self.kind == Some(kind);
                let name = look.t(kind.key());
                if look.icon_toggle(ui, kind.icon(), name, "", is_chosen).clicked() {
                    self.kind = (!is_chosen).then_some(kind);
                }
            }
            let mut sort = view.choices.sort;
            // Set aside in one piece, so that the list wraps like the buttons do.
            let room = vec2(look.size(ui) * 7.5, ui.spacing().interact_size.y);
            ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
                let list = ComboBox::from_id_salt("replay_sort").width(room.x).selected_text(look.t(sort.key()));
                let list = list.show_ui(ui, |ui| {
                    for choice in ReplaySort::ALL {
                        ui.selectable_value(&mut sort, choice, look.t(choice.key()));
                    }
                });
                name_node(ui, &list.response, look.t("replay-sort"));
            });
            if sort != view.choices.sort {
                commands.push(ReplayCommand::SetSort(sort));
            }
        });
    }

    fn part_ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &ReplayView<'_>,
        (name, help): (&'static str, &'static str),
        rows: &[&ReplayItem],
        commands: &mut Vec<ReplayCommand>,
    ) {
        let title = format!("{} ({})", look.t(name), rows.len());
        let title = RichText::new(title).color(look.theme.palette.text_soft);
        let header = CollapsingHeader::new(title).id_salt(name).default_open(true);
        let header = header.show_unindented(ui, |ui| {
            for row in rows {
                let is_selected = view.selected == Some(&row.place);
                commands.extend(row::ui(ui, look, row, is_selected, &mut self.renaming));
            }
        });
        header.header_response.on_hover_text(look.t(help));
    }
}

/// The field of the words that are looked for.
pub(super) fn words_id() -> Id {
    Id::new("replay_words")
}
