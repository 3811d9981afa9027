//! The bar on top: screens on the left, how the training goes in the middle, the window's own buttons on the right.
//! The figures come from the game.

use bevy_egui::egui::{self, Align, Layout, RichText, Ui};
use egui_phosphor::regular as icon;

use super::{
    ClipState, KeyAction, Look, RecordingCommand, RecordingPanel, Settings, Tab, ThemeChoice, WindowCommand,
    look::name_node, numbers,
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
        let (mut commands, mut recorded) = (Vec::new(), Vec::new());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            ui.label(RichText::new("Sidestep").font(look.strong_font(ui)).size(look.size(ui) * 1.15));
            for tab in Tab::ALL {
                let response = ui.selectable_label(tab == view.tab, format!("{}  {}", tab.icon(), look.t(tab.key())));
                name_node(ui, &response, look.t(tab.key()));
                if response.clicked() && tab != view.tab {
                    commands.push(WindowCommand::ShowTab(tab));
                }
            }
            ui.separator();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                window_buttons(ui, look, view, &mut commands);
                ui.separator();
                recorded.extend(recording.buttons(ui, look, view.clip));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let room = ui.available_width();
                    egui::ScrollArea::horizontal().id_salt("top_bar_figures").show(ui, |ui| {
                        // How the training goes is the training screen's; it stands while another is shown.
                        if view.tab == Tab::Train {
                            figures(ui, look, view, room);
                        }
                    });
                });
            });
        });
        (commands, recorded)
    }
}

fn window_buttons(ui: &mut Ui, look: Look<'_>, view: &TopBarView<'_>, commands: &mut Vec<WindowCommand>) {
    ui.spacing_mut().item_spacing.x = 6.0;
    let key = |action: KeyAction| look.key(ui, action);
    let (help, settings) = (key(KeyAction::Help), key(KeyAction::Settings));
    if look.icon_button(ui, icon::INFO, look.t("about-open"), "", true).clicked() {
        commands.push(WindowCommand::ToggleAbout);
    }
    if look.icon_button(ui, icon::KEYBOARD, look.t("help-open"), &help, true).clicked() {
        commands.push(WindowCommand::ToggleHelp);
    }
    if look.icon_button(ui, icon::GEAR_SIX, look.t("settings-open"), &settings, true).clicked() {
        commands.push(WindowCommand::ToggleSettings);
    }
    let (sign, theme) = match view.mode {
        ThemeMode::Dark => (icon::SUN, ThemeChoice::Light),
        ThemeMode::Light => (icon::MOON, ThemeChoice::Dark),
    };
    if look.icon_button(ui, sign, look.t("theme-switch"), look.t(theme.key()), true).clicked() {
        commands.push(WindowCommand::SetSettings(Settings { theme, ..view.settings.clone() }));
    }
    let other = match look.texts.language() {
        Language::English => Language::Korean,
        Language::Korean => Language::English,
    };
    if look.button(ui, icon::TRANSLATE, other.own_name(), look.t("language-switch")).clicked() {
        commands.push(WindowCommand::SetSettings(Settings { language: other, ..view.settings.clone() }));
    }
}

/// The state, and as many figures as `room` points hold.
fn figures(ui: &mut Ui, look: Look<'_>, view: &TopBarView<'_>, room: f32) {
    let p = &look.theme.palette;
    ui.spacing_mut().item_spacing.x = 6.0;
    match view.state {
        TrainingState::Learning => look.badge(ui, look.t("state-learning"), p.good),
        TrainingState::Paused => look.badge(ui, look.t("state-paused"), p.text_soft),
        TrainingState::Diverged { step, what } => {
            look.badge(ui, format!("{}  {}", icon::WARNING, look.t("state-diverged")), p.error).on_hover_text(
                look.texts
                    .t_with("state-diverged-help", &[("step", numbers::whole(step).into()), ("what", what.into())]),
            )
        }
    };
    let recent = view.recent_return.map_or_else(|| "–".to_owned(), |mean| numbers::real(f64::from(mean), 3));
    let optimum = view.optimum.map_or_else(|| "–".to_owned(), |optimum| numbers::real(optimum, 3));
    let optimum_help = if view.optimum.is_some() { "top-optimum-help" } else { "top-optimum-unknown-help" };
    let mut figures = vec![
        ("top-episode", numbers::whole(view.episodes), look.t("top-episode-help").to_owned()),
        ("top-steps", numbers::whole(view.steps), look.t("top-steps-help").to_owned()),
        ("top-speed", numbers::rate(view.steps_per_second), look.t("top-speed-help").to_owned()),
        ("top-return", recent, top_return_help(look, view.recent_episodes)),
        ("top-optimum", optimum, look.t(optimum_help).to_owned()),
    ];
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

/// How many episodes the mean return is of.
fn top_return_help(look: Look<'_>, episodes: usize) -> String {
    look.texts.t_with("top-return-help", &[("episodes", episodes.into())])
}

/// Between the name of a figure and the figure.
const GAP: f32 = 4.0;

/// A small name and its figure.
fn figure(ui: &mut Ui, look: Look<'_>, name: &str, value: &str, help: String) {
    let response = ui
        .horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.label(look.small(look.t(name)));
            ui.label(RichText::new(value).font(look.strong_font(ui)));
        })
        .response;
    response.on_hover_text(help);
}

/// How wide a figure is with the space before it: with six digits at least, so that a changing one does not make others come and go.
fn figure_width(ui: &Ui, look: Look<'_>, name: &str, value: &str) -> f32 {
    let width = |text: RichText| {
        let text = egui::WidgetText::from(text);
        text.into_galley(ui, Some(egui::TextWrapMode::Extend), f32::INFINITY, egui::TextStyle::Body).size().x
    };
    let value = RichText::new(format!("{value:0>6}")).font(look.strong_font(ui));
    ui.spacing().item_spacing.x + width(look.small(look.t(name))) + GAP + width(value)
}
