//! "Learn from me": a pupil of its own is trained from the person's games. Which games, from what it starts, how far it is, what it came
//! to, and what can be done with it. How it learns, and on which thread, is the game's business.

use std::collections::BTreeSet;

use bevy_egui::egui::{Label, ProgressBar, RichText, Ui};
use egui_phosphor::regular as icon;

use super::{
    VersusCommand,
    before_after::{self, BeforeAfter},
    keyed::Keyed,
    mark,
};
use crate::{
    names::named,
    panels::{Look, VersusKey},
};

/// The person's games on a level, and the pupil that learned there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PupilView {
    /// The level's name.
    pub level: String,
    /// The person's rounds that a pupil can be shown, oldest first; at least one is of this match.
    pub games: Vec<PersonGame>,
    /// What a pupil can start from here.
    pub starts: Vec<PupilStart>,
    /// How much of a training has been done, 0 to 1, while one goes on.
    pub progress: Option<f32>,
    /// The level's pupil, once there is one.
    pub taught: Option<TaughtView>,
}

/// A round that a person has played on foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonGame {
    /// Its number since the start of the program.
    pub number: u64,
    /// The number of its match among those on this level, from 1.
    pub of_match: usize,
    /// Whether that is the match that has just ended.
    pub is_of_this_match: bool,
    /// The round's number, from 1.
    pub round: u32,
    /// The person's seat.
    pub seat: usize,
    /// Steps of the person.
    pub steps: usize,
    /// Whether the person took the round.
    pub won: bool,
}

named! {
    /// What a pupil starts from.
    #[derive(Default)]
    PupilStart, "pupil-start", {
        /// A network that knows nothing, with the training screen's settings: what it can afterwards it has from the person.
        #[default]
        Fresh = "fresh",
        /// A copy of the opponent's network.
        Opponent = "opponent",
        /// A copy of the training screen's learner.
        Learner = "learner",
    }
}

/// A pupil, and what it came to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TaughtView {
    /// Rounds and steps of the person that it was shown.
    pub shown: (usize, usize),
    /// What it started from.
    pub start: PupilStart,
    /// Before and after.
    pub learned: LearnedView,
}

/// A pupil before and after it was shown a person's games, each over the same episodes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LearnedView {
    /// Mean return, before and after.
    pub episode_return: (f32, f32),
    /// Share of episodes that reached a goal, before and after.
    pub success: (f32, f32),
    /// Share of the person's steps that it would have made as well, before and after.
    pub agreement: (f32, f32),
    /// Episodes that each was measured over.
    pub episodes: u32,
}

impl LearnedView {
    /// Whether it reaches goals less often than before: imitating a person's mistakes can spoil what was learned.
    #[must_use]
    pub fn is_worse(&self) -> bool {
        self.success.1 < self.success.0
    }
}

/// Which of the person's games are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Games {
    #[default]
    ThisMatch,
    OfLevel,
    Picked,
}

/// What the next pupil learns from, and starts from.
#[derive(Clone, Debug, Default)]
pub(super) struct PupilDraft {
    games: Games,
    picked: BTreeSet<u64>,
    start: PupilStart,
}

impl PupilDraft {
    /// The games that are chosen now.
    fn chosen<'a>(&'a self, games: &'a [PersonGame]) -> impl Iterator<Item = &'a PersonGame> {
        games.iter().filter(|game| match self.games {
            Games::ThisMatch => game.is_of_this_match,
            Games::OfLevel => true,
            Games::Picked => self.picked.contains(&game.number),
        })
    }

    /// The order to train a pupil; `None` where no game is chosen.
    fn order(&self, view: &PupilView) -> Option<VersusCommand> {
        let games: Vec<u64> = self.chosen(&view.games).map(|game| game.number).collect();
        let start = if view.starts.contains(&self.start) { self.start } else { PupilStart::Fresh };
        (!games.is_empty()).then_some(VersusCommand::TeachPupil { games, start })
    }

    /// What the pupil's key asks for: a match against it, where there is one, else a training.
    pub fn key(&self, view: &PupilView) -> Option<VersusCommand> {
        match (view.progress, view.taught) {
            (Some(_), _) => None,
            (None, Some(_)) => Some(VersusCommand::PlayPupil),
            (None, None) => self.order(view),
        }
    }

    /// Draws it all; `is_lost` where the person did not win the match.
    pub fn ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &PupilView, is_lost: bool) -> Vec<VersusCommand> {
        let mut commands = Vec::new();
        look.heading(ui, icon::STUDENT, look.t("learn-title"));
        ui.label(look.small(look.t("learn-help")));
        if let Some(done) = view.progress {
            ui.label(look.soft(look.t("learn-running")));
            ui.add(
                ProgressBar::new(done).desired_width(ui.available_width().min(look.size(ui) * 24.0)).show_percentage(),
            );
            return commands;
        }
        if let Some(taught) = &view.taught {
            taught_ui(ui, look, view, taught, &mut commands);
            ui.separator();
        }
        self.choice_ui(ui, look, view);
        if is_lost {
            warning(ui, look, "learn-lost");
        }
        let (text, key) = match view.taught {
            Some(_) => ("learn-again", None),
            None => ("learn-from-me", Some(VersusKey::Pupil)),
        };
        let order = self.order(view);
        ui.add_enabled_ui(order.is_some(), |ui| {
            if (Keyed { sign: icon::STUDENT, text, key }).ui(ui, look) {
                commands.extend(order);
            }
        });
        commands
    }

    fn choice_ui(&mut self, ui: &mut Ui, look: Look<'_>, view: &PupilView) {
        let count = |games: &mut dyn Iterator<Item = &PersonGame>| {
            let (rounds, steps) = games.fold((0, 0), |(rounds, steps), game| (rounds + 1, steps + game.steps));
            look.texts.t_with("pupil-count", &[("rounds", rounds.into()), ("steps", steps.into())])
        };
        ui.horizontal_wrapped(|ui| {
            ui.label(look.small(look.t("pupil-games")));
            for (games, key) in
                [(Games::ThisMatch, "pupil-match"), (Games::OfLevel, "pupil-level"), (Games::Picked, "pupil-picked")]
            {
                let text = look.texts.t_with(key, &[("level", view.level.as_str().into())]);
                ui.selectable_value(&mut self.games, games, text);
            }
        });
        if self.games == Games::Picked {
            for game in &view.games {
                ui.horizontal(|ui| {
                    let mut picked = self.picked.contains(&game.number);
                    mark::mark(ui, look, game.seat);
                    let result = look.t(if game.won { "pupil-game-won" } else { "pupil-game-not-won" });
                    let text = look.texts.t_with(
                        "pupil-game",
                        &[
                            ("match", game.of_match.into()),
                            ("round", game.round.into()),
                            ("result", result.into()),
                            ("steps", game.steps.into()),
                        ],
                    );
                    if look.checkbox(ui, &mut picked, &text, "").changed() {
                        if picked {
                            self.picked.insert(game.number);
                        } else {
                            self.picked.remove(&game.number);
                        }
                    }
                });
            }
        }
        ui.label(look.small(count(&mut self.chosen(&view.games))));
        ui.label(look.small(look.t("pupil-start")));
        for start in view.starts.iter().copied() {
            ui.selectable_value(&mut self.start, start, look.t(start.key())).on_hover_text(look.t(start.help()));
        }
    }
}

/// What it learned from, what it came to, and what can be done with it.
fn taught_ui(ui: &mut Ui, look: Look<'_>, view: &PupilView, taught: &TaughtView, commands: &mut Vec<VersusCommand>) {
    let (rounds, steps) = taught.shown;
    let said = [
        ("level", view.level.as_str().into()),
        ("rounds", rounds.into()),
        ("steps", steps.into()),
        ("start", look.t(taught.start.key()).into()),
    ];
    ui.label(look.texts.t_with("pupil-taught", &said));
    let LearnedView { episode_return, success, agreement, episodes } = taught.learned;
    let share = |name, (before, after): (f32, f32)| BeforeAfter {
        name: look.t(name),
        values: [before, after],
        range: [0.0, 1.0],
        written: before_after::share,
    };
    let (low, high) = (episode_return.0.min(episode_return.1), episode_return.0.max(episode_return.1));
    // To whole numbers: ends that are read at a glance.
    let (low, high) = (low.min(0.0).floor(), high.max(1.0).ceil());
    let figures = [
        share("learned-success", success),
        BeforeAfter {
            name: look.t("learned-return"),
            values: [episode_return.0, episode_return.1],
            range: [low, high],
            written: before_after::mean_return,
        },
        share("learned-agreement", agreement),
    ];
    before_after::ui(ui, look, "pupil_learned", &figures);
    ui.label(look.small(look.texts.t_with("learned-episodes", &[("episodes", episodes.into())])));
    if taught.learned.is_worse() {
        warning(ui, look, "learned-worse");
    }
    for (sign, text, command) in [
        (icon::FLOPPY_DISK, "pupil-save", VersusCommand::SavePupil),
        (icon::GRADUATION_CAP, "pupil-adopt", VersusCommand::AdoptPupil),
    ] {
        let help = look.t(if text == "pupil-save" { "pupil-save-help" } else { "pupil-adopt-help" });
        if look.button(ui, sign, look.t(text), help).clicked() {
            commands.push(command);
        }
    }
}

/// Something to be careful about; the text by its key.
fn warning(ui: &mut Ui, look: Look<'_>, key: &str) {
    ui.horizontal_top(|ui| {
        ui.label(RichText::new(icon::WARNING).color(look.theme.palette.warning));
        ui.add(Label::new(look.texts.t(key)).wrap());
    });
}
