//! The bar on top: screens on the left, how the training goes in the middle, the window's own buttons on the right.
//! The figures come from the game.

use bevy_egui::egui::{Align, Button, Color32, Layout, RichText, Ui, WidgetType, containers::menu::MenuButton};
use egui_phosphor::regular as icon;

use super::{
    ClipState, KeyAction, Look, RecordingCommand, RecordingPanel, Settings, Tab, ThemeChoice, WindowCommand,
    look::width, name_node, named, numbers,
};
use crate::{language::Language, theme::ThemeMode};

/// What the bar shows.
#[derive(Clone, Copy, Debug)]
pub struct TopBarView<'a> {
    /// The screen that is shown.
    pub tab: Tab,
    /// Episodes ended so far, in the selected lane.
    pub episodes: u64,
    /// Learned steps so far, in the selected lane.
    pub steps: u64,
    /// Steps per second over all lanes, lately.
    pub steps_per_second: f64,
    /// Mean return of the last episodes.
    pub recent_return: Option<f32>,
    /// How many episodes that is the mean of.
    pub recent_episodes: usize,
    /// What the exact optimum returns; `None` where it is not known.
    pub optimum: Option<f64>,
    /// How it goes.
    pub state: TrainingState<'a>,
    /// Where a recording stands.
    pub clip: ClipState,
    /// The settings now, for the buttons that change them.
    pub settings: &'a Settings,
    /// The look that is worn now, whoever chose it.
    pub mode: ThemeMode,
}

/// How the training goes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TrainingState<'a> {
    /// Time runs and the learner learns.
    Learning,
    /// Time stands.
    Paused,
    /// The learner has stopped itself, at a step, because of something.
    Diverged {
        /// Steps learned when it was noticed.
        step: u64,
        /// What was noticed.
        what: &'a str,
    },
}

/// The bar.
#[derive(Clone, Debug, Default)]
pub struct TopBar {
    /// Recording: its buttons stand in the bar.
    pub recording: RecordingPanel,
}

impl TopBar {
    /// Draws the bar in one row; returns what is asked of the window and of the recorder.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &TopBarView<'_>,
    ) -> (Vec<WindowCommand>, Vec<RecordingCommand>) {
        let Self { recording } = self;
        look.enlarge(ui);
        let (mut commands, mut recorded) = (Vec::new(), Vec::new());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            let form = Form::fitting(ui, look, view);
            if form <= Form::Icons {
                ui.label(program(ui, look));
            }
            for tab in Tab::ALL {
                let response = ui.selectable_label(tab == view.tab, form.tab(look, tab));
                name_node(ui, &response, look.t(tab.key()));
                let response = if form >= Form::Icons { response.on_hover_text(look.t(tab.key())) } else { response };
                if response.clicked() && tab != view.tab {
                    commands.push(WindowCommand::ShowTab(tab));
                }
            }
            ui.separator();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = BUTTON_GAP;
                let is_folded = form > Form::Whole;
                if is_folded {
                    let menu = Button::new(RichText::new(icon::LIST).size(look.size(ui) * 1.2));
                    let (menu, _) = MenuButton::from_button(menu).ui(ui, |ui| {
                        recorded.extend(recording.menu(ui, look));
                        ui.separator();
                        entries(ui, look, view).iter().rev().for_each(|entry| entry.line(ui, look, &mut commands));
                    });
                    named(menu, WidgetType::Button, true, look.t("top-menu"), "");
                } else {
                    entries(ui, look, view).iter().for_each(|entry| entry.button(ui, look, &mut commands));
                    ui.separator();
                }
                recorded.extend(recording.buttons(ui, look, view.clip, is_folded));
                // How the training goes is the training screen's; it stands while another is shown.
                if view.tab == Tab::Train {
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| figures(ui, look, view));
                }
            });
        });
        (commands, recorded)
    }
}

/// What the bar leaves out where room is short, more with each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    /// Nothing.
    Whole,
    /// The window's buttons are in a menu.
    Folded,
    /// And the screens have icons alone.
    Icons,
    /// And the program has no name.
    Nameless,
}

impl Form {
    /// The first one that has room, with the state and the most important figure of the training beside it.
    fn fitting(ui: &Ui, look: Look<'_>, view: &TopBarView<'_>) -> Self {
        let figures = if view.tab == Tab::Train { least_figures(ui, look, view) } else { 0.0 };
        let room = ui.available_width() - figures;
        let fits = |form: &Self| form.width(ui, look, view) <= room;
        [Self::Whole, Self::Folded, Self::Icons].into_iter().find(fits).unwrap_or(Self::Nameless)
    }

    /// Points that all but the figures take up.
    fn width(self, ui: &Ui, look: Look<'_>, view: &TopBarView<'_>) -> f32 {
        let padding = 2.0 * ui.spacing().button_padding.x;
        let icon = width(ui, RichText::new(icon::LIST).size(look.size(ui) * 1.2)) + padding + BUTTON_GAP;
        let separator = 6.0 + GAP;
        let tabs: f32 = Tab::ALL.iter().map(|tab| width(ui, RichText::new(self.tab(look, *tab))) + padding + GAP).sum();
        let name = if self <= Self::Icons { width(ui, program(ui, look)) + GAP } else { 0.0 };
        let buttons = match self {
            Self::Whole => {
                let entries = entries(ui, look, view);
                let worded = |entry: &Entry| width(ui, RichText::new(format!("{}  {}", entry.icon, entry.text)));
                let words = entries.iter().filter(|entry| entry.is_worded).map(|entry| worded(entry) + padding);
                let icons = entries.iter().filter(|entry| !entry.is_worded).count() + 3;
                words.sum::<f32>() + BUTTON_GAP + icons as f32 * icon + separator
            }
            _ => icon,
        };
        name + tabs + separator + buttons + icon.max(RecordingPanel::width(ui, look, view.clip) + BUTTON_GAP)
    }

    /// What a screen is called.
    fn tab(self, look: Look<'_>, tab: Tab) -> String {
        if self >= Self::Icons { tab.icon().to_owned() } else { format!("{}  {}", tab.icon(), look.t(tab.key())) }
    }
}

/// Between what stands in the bar, and between its buttons.
const GAP: f32 = 10.0;
const BUTTON_GAP: f32 = 6.0;

fn program(ui: &Ui, look: Look<'_>) -> RichText {
    RichText::new("Sidestep").font(look.strong_font(ui)).size(look.size(ui) * 1.15)
}

/// A button of the window, or a line of its menu.
struct Entry<'a> {
    icon: &'static str,
    text: &'a str,
    hint: String,
    /// Whether the button has its text.
    is_worded: bool,
    command: WindowCommand,
}

impl Entry<'_> {
    fn button(&self, ui: &mut Ui, look: Look<'_>, commands: &mut Vec<WindowCommand>) {
        let Self { icon, text, hint, is_worded, command } = self;
        let button =
            if *is_worded { look.button(ui, icon, text, hint) } else { look.icon_button(ui, icon, text, hint, true) };
        if button.clicked() {
            commands.push(command.clone());
        }
    }

    fn line(&self, ui: &mut Ui, look: Look<'_>, commands: &mut Vec<WindowCommand>) {
        if look.button(ui, self.icon, self.text, &self.hint).clicked() {
            commands.push(self.command.clone());
        }
    }
}

/// The window's own buttons, from right to left.
fn entries<'a>(ui: &Ui, look: Look<'a>, view: &TopBarView<'_>) -> [Entry<'a>; 5] {
    let entry = |icon, text, hint: String, command| Entry { icon, text, hint, is_worded: false, command };
    let key = |action: KeyAction| look.key(ui, action);
    let (sign, theme) = match view.mode {
        ThemeMode::Dark => (icon::SUN, ThemeChoice::Light),
        ThemeMode::Light => (icon::MOON, ThemeChoice::Dark),
    };
    let language = match look.texts.language() {
        Language::English => Language::Korean,
        Language::Korean => Language::English,
    };
    let set = |settings| WindowCommand::SetSettings(settings);
    let (with_theme, with_language) =
        (Settings { theme, ..view.settings.clone() }, Settings { language, ..view.settings.clone() });
    [
        entry(icon::INFO, look.t("about-open"), String::new(), WindowCommand::ToggleAbout),
        entry(icon::KEYBOARD, look.t("help-open"), key(KeyAction::Help), WindowCommand::ToggleHelp),
        entry(icon::GEAR_SIX, look.t("settings-open"), key(KeyAction::Settings), WindowCommand::ToggleSettings),
        entry(sign, look.t("theme-switch"), look.t(theme.key()).to_owned(), set(with_theme)),
        Entry {
            is_worded: true,
            ..entry(icon::TRANSLATE, language.own_name(), look.t("language-switch").to_owned(), set(with_language))
        },
    ]
}

/// The state, and as many figures as there is room for.
fn figures(ui: &mut Ui, look: Look<'_>, view: &TopBarView<'_>) {
    ui.spacing_mut().item_spacing.x = BUTTON_GAP;
    let room = ui.available_width();
    let (name, colour) = state(look, view.state);
    if badge_width(ui, look, &name) > room {
        return;
    }
    let badge = look.badge(ui, name, colour);
    if let TrainingState::Diverged { step, what } = view.state {
        let values = [("step", numbers::whole(step).into()), ("what", what.into())];
        badge.on_hover_text(look.texts.t_with("state-diverged-help", &values));
    }
    let mut figures = all_figures(look, view);
    // Rather one figure less than half of one.
    let room = room - ui.min_rect().width();
    for missed_least in ["top-steps", "top-speed", "top-episode", "top-optimum", "top-return"] {
        let needed: f32 = figures.iter().map(|(name, value, _)| figure_width(ui, look, name, value)).sum();
        if needed <= room {
            break;
        }
        figures.retain(|(name, ..)| *name != missed_least);
    }
    for (name, value, help) in figures {
        figure(ui, look, name, &value, help);
    }
}

/// What the state is called, and its colour.
fn state(look: Look<'_>, state: TrainingState<'_>) -> (String, Color32) {
    let p = &look.theme.palette;
    match state {
        TrainingState::Learning => (look.t("state-learning").to_owned(), p.good),
        TrainingState::Paused => (look.t("state-paused").to_owned(), p.text_soft),
        TrainingState::Diverged { .. } => (format!("{}  {}", icon::WARNING, look.t("state-diverged")), p.error),
    }
}

/// The key of a figure's name, the figure, and what it is.
fn all_figures<'a>(look: Look<'a>, view: &TopBarView<'_>) -> Vec<(&'static str, String, String)> {
    let recent = view.recent_return.map_or_else(|| "–".to_owned(), |mean| numbers::real(f64::from(mean), 3));
    let optimum = view.optimum.map_or_else(|| "–".to_owned(), |optimum| numbers::real(optimum, 3));
    let optimum_help = if view.optimum.is_some() { "top-optimum-help" } else { "top-optimum-unknown-help" };
    let return_help = look.texts.t_with("top-return-help", &[("episodes", view.recent_episodes.into())]);
    vec![
        ("top-episode", numbers::whole(view.episodes), look.t("top-episode-help").to_owned()),
        ("top-steps", numbers::whole(view.steps), look.t("top-steps-help").to_owned()),
        ("top-speed", numbers::rate(view.steps_per_second), look.t("top-speed-help").to_owned()),
        ("top-return", recent, return_help),
        ("top-optimum", optimum, look.t(optimum_help).to_owned()),
    ]
}

/// How wide the state is with the figure that is missed most.
fn least_figures(ui: &Ui, look: Look<'_>, view: &TopBarView<'_>) -> f32 {
    let figures = all_figures(look, view);
    let most = figures.iter().find(|(name, ..)| *name == "top-return");
    badge_width(ui, look, &state(look, view.state).0)
        + most.map_or(0.0, |(name, value, _)| figure_width(ui, look, name, value))
}

/// How wide a badge is with the space before it.
fn badge_width(ui: &Ui, look: Look<'_>, name: &str) -> f32 {
    BUTTON_GAP + width(ui, look.small(name)) + 14.0
}

/// Between the name of a figure and the figure.
const NAME_GAP: f32 = 4.0;

/// A small name and its figure.
fn figure(ui: &mut Ui, look: Look<'_>, name: &str, value: &str, help: String) {
    let response = ui
        .horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = NAME_GAP;
            ui.label(look.small(look.t(name)));
            ui.label(RichText::new(value).font(look.strong_font(ui)));
        })
        .response;
    response.on_hover_text(help);
}

/// How wide a figure is with the space before it: with six digits at least, so that a changing one does not make others come and go.
fn figure_width(ui: &Ui, look: Look<'_>, name: &str, value: &str) -> f32 {
    let value = RichText::new(format!("{value:0>6}")).font(look.strong_font(ui));
    BUTTON_GAP + width(ui, look.small(look.t(name))) + NAME_GAP + width(ui, value)
}
