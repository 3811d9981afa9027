//! The table of what has been played, sorted by whichever column is asked for. It is counted and kept by the game.

use std::cmp::Ordering;

use bevy_egui::egui::{Button, Grid, Label, RichText, ScrollArea, TextWrapMode, Ui, WidgetInfo, WidgetType};
use egui_phosphor::regular as icon;

use super::{RecordsView, SeatChoice, VersusCommand, question::Question};
use crate::{
    arena::opponents::Rung,
    language::Texts,
    names::named,
    panels::{Look, levels::level_name, numbers, replay::mode_text},
    records::{Row, SETTLED, Standing, k_factor},
};

named! {
    /// What a column shows.
    #[derive(Default)]
    Column, "records", {
        /// The level, and what won a round.
        #[default]
        Level = "level",
        /// Who played against the person.
        Opponent = "opponent",
        /// Matches won, drawn and lost.
        Games = "games",
        /// The fewest steps to a goal.
        Steps = "steps",
        /// The highest return of a round.
        Return = "return",
        /// Matches won in a row.
        Streak = "streak",
        /// The opponent's rating.
        Rating = "rating",
    }
}

impl Column {
    /// Words from A on; figures with what one is proud of first.
    const fn falls_at_first(self) -> bool {
        !matches!(self, Self::Level | Self::Opponent | Self::Steps)
    }

    fn order(self, texts: &Texts, one: &Row, other: &Row) -> Ordering {
        match self {
            Self::Level => (&one.level, &one.mode).cmp(&(&other.level, &other.mode)),
            Self::Opponent => opponent(texts, one).cmp(&opponent(texts, other)),
            Self::Games => (one.wins, one.games).cmp(&(other.wins, other.games)),
            // None at all is the longest way.
            Self::Steps => one.best_steps.unwrap_or(u32::MAX).cmp(&other.best_steps.unwrap_or(u32::MAX)),
            Self::Return => {
                let of = |row: &Row| row.best_return.unwrap_or(f32::NEG_INFINITY);
                of(one).total_cmp(&of(other))
            }
            Self::Streak => one.streak.cmp(&other.streak),
            Self::Rating => {
                let of = |row: &Row| row.rating.unwrap_or(f32::NEG_INFINITY);
                of(one).total_cmp(&of(other))
            }
        }
    }
}

/// The table: what it is sorted by.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RecordsTable {
    by: Column,
    falling: bool,
}

impl RecordsTable {
    /// Draws the person's rating, the table and its buttons. A reset is asked about first.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        view: &RecordsView<'_>,
        question: &mut Option<Question>,
    ) -> Vec<VersusCommand> {
        let mut commands = Vec::new();
        look.heading(ui, icon::RANKING, look.t("records-title"));
        if view.rows.is_empty() {
            ui.label(look.soft(look.t("records-none")));
            if view.can_undo && look.button(ui, icon::ARROW_COUNTER_CLOCKWISE, look.t("records-undo"), "").clicked() {
                commands.push(VersusCommand::UndoResetRecords);
            }
            return commands;
        }
        look.row(ui, look.t("records-mine"), look.t("records-mine-help"), |ui| {
            provisional(ui, look, view.standing);
            let rating = numbers::real(f64::from(view.standing.rating), 0);
            ui.label(RichText::new(rating).font(look.strong_font(ui)));
        });
        self.table(ui, look, view.rows);
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| {
            let (text, help) = (look.t("records-export"), look.t("records-export-help"));
            if look.button(ui, icon::FILE_CSV, text, help).clicked() {
                commands.push(VersusCommand::ExportRecords);
            }
            let (text, help) = (look.t("records-reset"), look.t("records-question-help"));
            if look.button(ui, icon::TRASH, text, help).clicked() {
                *question = Some(Question::ResetRecords);
            }
        });
        commands
    }

    fn table(&mut self, ui: &mut Ui, look: Look<'_>, rows: &[Row]) {
        let mut sorted: Vec<&Row> = rows.iter().collect();
        sorted.sort_by(|one, other| {
            let order = self.by.order(look.texts, one, other);
            if self.falling { order.reverse() } else { order }
        });
        let height = (ui.available_height() - look.size(ui) * 3.5).max(look.size(ui) * 9.0);
        // What the figures leave; a longer name wraps.
        let names = (ui.available_width() - look.size(ui) * 18.5).max(look.size(ui) * 7.0);
        ScrollArea::both().id_salt("records").max_height(height).show(ui, |ui| {
            ui.spacing_mut().button_padding.x = 0.0;
            // A word that does not fit is scrolled to rather than broken.
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            let grid = Grid::new("records_table").striped(true).spacing([9.0, 5.0]);
            grid.show(ui, |ui| {
                // Who played stands under where it was.
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    self.header(ui, look, Column::Level);
                    self.header(ui, look, Column::Opponent);
                });
                for column in
                    Column::ALL.into_iter().filter(|column| !matches!(column, Column::Level | Column::Opponent))
                {
                    self.header(ui, look, column);
                }
                ui.end_row();
                for row in sorted {
                    row_ui(ui, look, row, names);
                }
            });
        });
    }

    /// A column's name, which sorts by it when it is pressed, and the other way when it is pressed again.
    fn header(&mut self, ui: &mut Ui, look: Look<'_>, column: Column) {
        let (name, help) = (column.key(), column.help());
        let is_sorted = self.by == column;
        let sign = match (is_sorted, self.falling) {
            (false, _) => "",
            (true, true) => icon::CARET_DOWN,
            (true, false) => icon::CARET_UP,
        };
        let text = RichText::new(format!("{}{sign}", look.t(name))).small().color(look.theme.palette.text_soft);
        let response = ui.add(Button::new(text).frame(false));
        response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, is_sorted, look.t(name)));
        if response.on_hover_text(look.t(help)).clicked() {
            self.falling = if is_sorted { !self.falling } else { column.falls_at_first() };
            self.by = column;
        }
    }
}

/// Says beside a rating that it is provisional, and until when; nothing where it is not.
pub(super) fn provisional(ui: &mut Ui, look: Look<'_>, standing: &Standing) {
    if standing.is_provisional() {
        let (rounds, points) = (standing.rounds.into(), k_factor(standing.rounds).round().into());
        let given = [("rounds", rounds), ("settled", SETTLED.into()), ("points", points)];
        let help = look.texts.t_with("records-provisional-help", &given);
        ui.label(look.small(look.texts.t_with("records-provisional", &given))).on_hover_text(help);
    }
}

fn row_ui(ui: &mut Ui, look: Look<'_>, row: &Row, names: f32) {
    let Row { level, mode, opponent: _, games, wins, draws, best_steps, best_return, streak, rating } = row;
    ui.vertical(|ui| {
        ui.set_width(names);
        ui.spacing_mut().item_spacing.y = 0.0;
        let (level, mode) = (level_name(level, look.texts), mode_text(mode, look.texts));
        ui.horizontal(|ui| {
            ui.label(level);
            ui.label(look.small(mode));
        });
        ui.add(Label::new(look.small(opponent(look.texts, row))).wrap());
    });
    let lost = games.saturating_sub(wins + draws);
    ui.label(format!("{wins}–{draws}–{lost}"));
    ui.label(best_steps.map_or_else(|| "–".to_owned(), |steps| numbers::whole(u64::from(steps))));
    ui.label(best_return.map_or_else(|| "–".to_owned(), |best| numbers::signed(f64::from(best), 2)));
    ui.label(numbers::whole(u64::from(*streak)));
    ui.label(rating.map_or_else(|| "–".to_owned(), |rating| numbers::real(f64::from(rating), 0)));
    ui.end_row();
}

/// Who played against the person, in that person's language where the name is ours; a file's name is its own.
fn opponent(texts: &Texts, row: &Row) -> String {
    match row.opponent.as_str() {
        "person" => texts.t("versus-person").to_owned(),
        "random" => SeatChoice::Random.name(texts),
        "optimum" => SeatChoice::Optimum.name(texts),
        "learner" => SeatChoice::Learner.name(texts),
        "pupil" => SeatChoice::Pupil.name(texts),
        // Three opponents a level had these names.
        "early" => texts.t("strength-early").to_owned(),
        "middle" => texts.t("strength-middle").to_owned(),
        "final" => texts.t("strength-final").to_owned(),
        named => named.parse().map_or_else(
            |_| named.strip_prefix("file ").unwrap_or(named).to_owned(),
            |episodes: u64| SeatChoice::Opponent(Rung::After(episodes)).name(texts),
        ),
    }
}
