//! The buttons that make clips of replays, and the window of choices before one is made. While one is made: how far it is.

use bevy_egui::egui::{
    Align, Button, ComboBox, Frame, Id, Label, Layout, Margin, Panel, ProgressBar, Slider, TextEdit, TextWrapMode, Ui,
    vec2,
};
use egui_phosphor::regular as icon;

use super::{
    PREVIEW_WIDTH, ReplayItem, ReplayPlace,
    clip::{ClipChoice, ClipCommand, ClipKind, ClipOrder, ClipProgress, ClipView},
    clip_preview,
};
use crate::{
    capture::{Format, Quality},
    language::Language,
    panels::{
        ClipPage, ClipSize, Dialog, KeyAction, Look, Needs, Rate, ReplayKey, SequenceKey,
        look::{add_named, name_node},
        numbers, overlay_panel,
        recording::options,
    },
    theme::ThemeMode,
};

/// The window of choices, and the least that choices take of it, in points.
const WIDTH: f32 = 760.0;
const LEAST: f32 = 380.0;

/// What a window of choices is opened for.
#[derive(Clone, Copy)]
pub(in crate::panels) struct ClipSubject<'a> {
    /// What is to be known about clips.
    pub clips: ClipView<'a>,
    /// The replays that may stand beside the one that is shown, which is among them.
    pub items: &'a [ReplayItem],
    pub selected: Option<&'a ReplayPlace>,
    /// Whether the exact optimum of its level is known.
    pub has_optimum: bool,
    /// The page of the lab, and the number of the model that it looks into.
    pub page: Option<(ClipPage, usize)>,
}

/// What is open and what is written in it; kept as long as the program runs.
#[derive(Clone, Debug, Default)]
pub(in crate::panels) struct ClipControls {
    open: Option<ClipKind>,
    title: String,
    caption: String,
    beside: Option<ReplayPlace>,
    /// Whether the preview shows the title card.
    shows_card: bool,
    /// What the window of choices would order, while it is open.
    order: Option<ClipOrder>,
}

/// The fields that are written in.
pub(super) fn field_ids() -> [Id; 2] {
    [Id::new("clip_title"), Id::new("clip_caption")]
}

impl ClipControls {
    /// Opens the window of choices, or closes it, if such a clip can be made now.
    pub fn toggle(&mut self, kind: ClipKind, subject: &ClipSubject<'_>) {
        let can_be = subject.clips.refusal(kind).is_none() && subject.clips.making.is_none();
        self.open = Some(kind).filter(|_| can_be && self.open != Some(kind));
    }

    /// What the window of choices would order; `None` while it is closed.
    pub const fn order(&self) -> Option<&ClipOrder> {
        self.order.as_ref()
    }

    /// A button for each kind of clip, or how far the one is that is being made.
    pub fn buttons(&mut self, ui: &mut Ui, look: Look<'_>, subject: &ClipSubject<'_>) -> Option<ClipCommand> {
        if let Some(progress) = subject.clips.making {
            return making(ui, look, progress);
        }
        let mut asked = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(5.0, 5.0);
            // A button that has no room goes into the next line as a whole.
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            for kind in ClipKind::OF_REPLAYS {
                self.button(ui, look, kind, subject);
            }
            asked = open_folder(ui, look, subject);
        });
        asked
    }

    /// A small button for a clip of the lab's page.
    pub fn lab_button(&mut self, ui: &mut Ui, look: Look<'_>, subject: &ClipSubject<'_>) {
        let kind = ClipKind::Lab;
        let key = look.key(ui, KeyAction::Sequence(SequenceKey::Clip));
        let refusal = subject.clips.refusal(kind);
        let hint = refusal.map_or(key, |refusal| look.t(refusal).to_owned());
        let can_be = refusal.is_none() && subject.clips.making.is_none();
        if look.icon_button(ui, sign(kind), look.t(kind.key()), &hint, can_be).clicked() {
            self.toggle(kind, subject);
        }
    }

    /// How far the clip of the lab's page is, if one is made.
    pub fn lab_progress(ui: &mut Ui, look: Look<'_>, subject: &ClipSubject<'_>) -> Option<ClipCommand> {
        let progress = subject.clips.making?;
        let frame = Frame::new().fill(look.theme.palette.panel).inner_margin(Margin::symmetric(12, 4));
        let strip = Panel::bottom("lab_clip").frame(frame);
        strip.show(ui, |ui| making(ui, look, progress)).inner
    }

    fn button(&mut self, ui: &mut Ui, look: Look<'_>, kind: ClipKind, subject: &ClipSubject<'_>) {
        let (name, sign) = (look.t(kind.key()), sign(kind));
        let refusal = subject.clips.refusal(kind);
        let key = look.key(ui, KeyAction::Replay(ReplayKey::Clip(kind)));
        let hint = format!("{}  ·  {key}", look.t(kind.help()));
        let response = ui.add_enabled(refusal.is_none(), Button::new(format!("{sign}  {name}")));
        name_node(ui, &response, name);
        let reason = refusal.map_or("", |refusal| look.t(refusal));
        if response.on_hover_text(hint).on_disabled_hover_text(reason).clicked() {
            self.toggle(kind, subject);
        }
    }

    /// The window of choices, if it is open.
    pub fn window(&mut self, ui: &Ui, look: Look<'_>, subject: &ClipSubject<'_>) -> Vec<ClipCommand> {
        self.order = None;
        let Some(kind) = self.open else { return Vec::new() };
        let (mut is_open, mut choice, mut is_ordered) = (true, subject.clips.choice, false);
        let mut commands = Vec::new();
        Dialog::new(sign(kind), look.t(kind.key()), ("clip_window", kind.key()), WIDTH).show_above(
            ui.ctx(),
            &mut is_open,
            |ui| {
                let is_wide = ui.available_width() > PREVIEW_WIDTH + LEAST;
                let layout = if is_wide { Layout::left_to_right(Align::Min) } else { Layout::top_down(Align::Min) };
                ui.with_layout(layout, |ui| {
                    ui.vertical(|ui| {
                        let picture = [look.t("video-preview-game"), look.t("video-preview-page")];
                        let picture = picture[usize::from(kind == ClipKind::Lab)];
                        let shown = (&mut self.shows_card, picture);
                        clip_preview::preview(ui, look, subject.clips.preview, choice.size.frame(), shown);
                    });
                    ui.add_space(10.0);
                    ui.vertical(|ui| {
                        self.words(ui, look, kind, &mut choice);
                        if kind == ClipKind::Clip {
                            self.beside(ui, look, subject);
                        }
                        choices(ui, look, kind, subject, &mut choice);
                    });
                });
            },
            |ui| {
                ui.separator();
                ui.horizontal(|ui| {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        is_ordered = make(ui, look, subject.clips.refusal(kind));
                        commands.extend(open_folder(ui, look, subject));
                        let folder = look.texts.t_with("clip-folder", &[("folder", subject.clips.folder.into())]);
                        let folder = Label::new(look.small(folder)).truncate();
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| ui.add(folder));
                    });
                });
            },
        );
        if choice != subject.clips.choice {
            commands.push(ClipCommand::SetChoice(choice));
        }
        let order = self.wanted(look, kind, choice, subject);
        if is_ordered {
            commands.push(ClipCommand::Make(Box::new(order)));
        } else if is_open {
            self.order = Some(order);
        }
        if is_ordered || !is_open {
            self.open = None;
        }
        commands
    }

    /// What is wanted, without what is not known.
    fn wanted(&self, look: Look<'_>, kind: ClipKind, mut choice: ClipChoice, subject: &ClipSubject<'_>) -> ClipOrder {
        choice.theme.get_or_insert(look.theme.mode);
        choice.language.get_or_insert(look.texts.language());
        if !has_optimum(kind, subject) {
            choice.overlays = choice.overlays.without(Needs::Optimum);
        }
        let is_clip = kind == ClipKind::Clip;
        ClipOrder {
            kind,
            choice,
            title: self.title.trim().to_owned(),
            caption: if is_clip { self.caption.trim() } else { "" }.to_owned(),
            beside: self.chosen(subject).filter(|_| is_clip).cloned(),
            page: subject.page.filter(|_| kind == ClipKind::Lab),
        }
    }

    /// The replay that is to be beside the one that is shown, if it is there still.
    fn chosen(&self, subject: &ClipSubject<'_>) -> Option<&ReplayPlace> {
        let beside = self.beside.as_ref()?;
        subject.items.iter().any(|row| row.place == *beside).then_some(beside)
    }

    /// What it says in large letters.
    fn words(&mut self, ui: &mut Ui, look: Look<'_>, kind: ClipKind, choice: &mut ClipChoice) {
        let [title, caption] = field_ids();
        let width = look.size(ui) * 15.0;
        let field = |ui: &mut Ui, id, text: &mut String, name: &str, hint| {
            let field = TextEdit::singleline(text).id(id).char_limit(60).hint_text(look.t(hint));
            add_named(ui, name, field.desired_width(width));
        };
        look.row(ui, look.t("video-title"), look.t("video-title-help"), |ui| {
            let hint = if kind == ClipKind::Lab { "video-title-hint-lab" } else { "video-title-hint" };
            ui.add_enabled_ui(choice.title_card || choice.slides, |ui| {
                field(ui, title, &mut self.title, look.t("video-title"), hint);
            });
            // On a slide the title stands above the clip.
            ui.add_enabled_ui(!choice.slides, |ui| {
                let card = look.checkbox(ui, &mut choice.title_card, "", look.t("video-title-help"));
                name_node(ui, &card, look.t("video-title-help"));
            });
        });
        if kind == ClipKind::Clip {
            look.row(ui, look.t("video-caption"), look.t("video-caption-help"), |ui| {
                field(ui, caption, &mut self.caption, look.t("video-caption"), "video-caption-hint");
            });
        }
    }

    /// A second replay in the same frame.
    fn beside(&mut self, ui: &mut Ui, look: Look<'_>, subject: &ClipSubject<'_>) {
        let mut beside = self.chosen(subject).cloned();
        let called = |place: &ReplayPlace| {
            let row = subject.items.iter().find(|row| row.place == *place)?;
            Some(format!("{}  ·  {}", row.title(look.texts), row.level(look.texts)))
        };
        look.row(ui, look.t("video-beside"), look.t("video-beside-help"), |ui| {
            let none = look.t("video-beside-none");
            let text = beside.as_ref().and_then(called).unwrap_or_else(|| none.to_owned());
            let list = ComboBox::from_id_salt("clip_beside").width(look.size(ui) * 15.0).truncate().selected_text(text);
            let list = list.show_ui(ui, |ui| {
                ui.selectable_value(&mut beside, None, none);
                for row in subject.items.iter().filter(|row| subject.selected != Some(&row.place)) {
                    let text = format!("{}  ·  {}", row.title(look.texts), row.level(look.texts));
                    ui.selectable_value(&mut beside, Some(row.place.clone()), text);
                }
            });
            name_node(ui, &list.response, look.t("video-beside"));
        });
        self.beside = beside;
    }
}

const fn sign(kind: ClipKind) -> &'static str {
    match kind {
        ClipKind::Clip => icon::FILM_SLATE,
        ClipKind::Reel => icon::FILM_REEL,
        ClipKind::Lab => icon::FILM_STRIP,
    }
}

/// Whether something is known of what is best on the level.
const fn has_optimum(kind: ClipKind, subject: &ClipSubject<'_>) -> bool {
    match kind {
        ClipKind::Clip => subject.has_optimum,
        ClipKind::Reel => subject.clips.run_has_optimum,
        ClipKind::Lab => false,
    }
}

/// File, size, speed, overlays.
fn choices(ui: &mut Ui, look: Look<'_>, kind: ClipKind, subject: &ClipSubject<'_>, choice: &mut ClipChoice) {
    let [pace, pace_help] = match kind {
        ClipKind::Clip => ["video-speed", "video-speed-help"],
        ClipKind::Reel => ["video-length", "video-length-help"],
        ClipKind::Lab => ["video-length", "video-length-lab-help"],
    };
    look.row(ui, look.t(pace), look.t(pace_help), |ui| {
        let slider = match kind {
            ClipKind::Clip => {
                let speed = &mut choice.clip_speed;
                let rate = numbers::real(f64::from(*speed), usize::from(*speed < 10.0));
                ui.label(look.texts.t_with("speed-value", &[("rate", rate.into())]));
                Slider::new(speed, ClipChoice::SLOWEST..=ClipChoice::FASTEST).logarithmic(true)
            }
            ClipKind::Reel | ClipKind::Lab => {
                let seconds = numbers::real(f64::from(choice.reel_length), 0);
                ui.label(look.texts.t_with("video-seconds", &[("seconds", seconds.into())]));
                Slider::new(&mut choice.reel_length, ClipChoice::SHORTEST..=ClipChoice::LONGEST).step_by(1.0)
            }
        };
        add_named(ui, look.t(pace), slider.show_value(false));
    });
    look.row(ui, look.t("video-loop"), look.t("video-loop-help"), |ui| {
        let loops = look.checkbox(ui, &mut choice.loops, "", look.t("video-loop-help"));
        name_node(ui, &loops, look.t("video-loop"));
    });
    look.row(ui, look.t("video-slides"), look.t("video-slides-help"), |ui| {
        let slides = look.checkbox(ui, &mut choice.slides, "", look.t("video-slides-help"));
        name_node(ui, &slides, look.t("video-slides"));
    });
    ui.add_enabled_ui(!choice.slides, |ui| {
        // What lies on a slide is an MP4.
        let mut format = if choice.slides { Format::Mp4 } else { choice.format };
        options(ui, look, "clip-format", &Format::ALL, &mut format, Format::key);
        choice.format = if choice.slides { choice.format } else { format };
    });
    look.row(ui, look.t("video-captions"), look.t("video-captions-help"), |ui| {
        ui.add_enabled_ui(choice.has_captions(), |ui| {
            let captions = look.checkbox(ui, &mut choice.captions, "", look.t("video-captions-help"));
            name_node(ui, &captions, look.t("video-captions"));
        });
    });
    options(ui, look, "clip-size", &ClipSize::OF_CLIPS, &mut choice.size, ClipSize::key);
    options(ui, look, "clip-rate", &Rate::ALL, &mut choice.rate, Rate::key);
    options(ui, look, "clip-quality", &Quality::ALL, &mut choice.quality, Quality::key);
    let mut theme = choice.theme.unwrap_or(look.theme.mode);
    options(ui, look, "settings-theme", &ThemeMode::ALL, &mut theme, ThemeMode::key);
    choice.theme = chosen(choice.theme, theme, look.theme.mode);
    let mut language = choice.language.unwrap_or(look.texts.language());
    look.row(ui, look.t("settings-language"), "", |ui| {
        for spoken in Language::ALL.into_iter().rev() {
            ui.selectable_value(&mut language, spoken, spoken.own_name());
        }
    });
    choice.language = chosen(choice.language, language, look.texts.language());
    if kind != ClipKind::Lab {
        overlay_panel::switches(ui, look, &mut choice.overlays, has_optimum(kind, subject), true);
    }
}

/// What was chosen, once it is another than the window's; until then it follows the window.
fn chosen<T: PartialEq>(before: Option<T>, now: T, of_window: T) -> Option<T> {
    (before.is_some() || now != of_window).then_some(now)
}

/// The last button; whether it was pressed.
fn make(ui: &mut Ui, look: Look<'_>, refusal: Option<&'static str>) -> bool {
    let (name, help) = (look.t("video-make"), look.t("video-make-help"));
    let button = |ui: &mut Ui| look.primary_button(ui, icon::FILM_STRIP, name, help, 110.0);
    let response = ui.add_enabled_ui(refusal.is_none(), button).inner;
    let reason = refusal.map_or("", |refusal| look.t(refusal));
    response.on_disabled_hover_text(reason).clicked()
}

/// A button that shows where clips lie.
fn open_folder(ui: &mut Ui, look: Look<'_>, subject: &ClipSubject<'_>) -> Option<ClipCommand> {
    let name = look.t("clip-open-folder");
    let button = look.icon_button(ui, icon::FOLDER_OPEN, name, "", !subject.clips.folder.is_empty());
    button.clicked().then_some(ClipCommand::OpenFolder)
}

/// How far it is, and a button to leave it there.
fn making(ui: &mut Ui, look: Look<'_>, progress: ClipProgress) -> Option<ClipCommand> {
    let mut stopped = false;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let (sign, name, help) = (icon::STOP, look.t("video-stop"), look.t("video-stop-help"));
        stopped = look.icon_button(ui, sign, name, help, !progress.stopping).clicked();
        let text = if progress.stopping {
            look.t("clip-finishing").to_owned()
        } else {
            let done = numbers::percent(f64::from(progress.done));
            let left = progress.seconds_left.map(|left| {
                let left = format!("{}:{:02}", left as u32 / 60, left as u32 % 60);
                look.texts.t_with("video-left", &[("time", left.into())])
            });
            format!("{}  {done}  {}", look.t(progress.kind.key()), left.unwrap_or_default())
        };
        let bar = ProgressBar::new(progress.done).desired_width(ui.available_width());
        add_named(ui, look.t(progress.kind.key()), bar.text(text));
    });
    stopped.then_some(ClipCommand::Stop)
}
