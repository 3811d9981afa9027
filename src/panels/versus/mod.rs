//! The versus screen: choosing a match, playing it, what came of it. It plays nothing itself: matches run in the game.

mod banner;
mod before_after;
mod callout;
mod draft;
mod ghost;
mod ghost_view;
mod hint;
mod keyboard;
mod keyed;
mod ladder;
mod lesson;
pub(super) mod mark;
mod names;
mod play;
mod practice;
mod pupil;
mod question;
mod records;
mod result;
mod rules;
mod score;
mod seats;
mod setup;
mod tempo;
mod turn;
mod view;

pub use callout::Callout;
pub use draft::{MatchDraft, SeatChoice, Tempo};
pub use ghost_view::{Gate, GhostChoice, GhostLine, GhostView};
pub use hint::HintView;
pub use lesson::{Lesson, LessonsView, PlayedOnView};
pub use practice::{PracticeView, WatchView};
pub use pupil::{LearnedView, PersonGame, PupilStart, PupilView, TaughtView};
pub use turn::HuntersTurn;
pub use view::{
    Phase, PlayView, RecordsView, ResultView, RoundOverView, SeatPlayer, SeatView, VersusCommand, VersusView,
};

use bevy::ecs::resource::Resource;
use bevy_egui::egui::{
    Frame, Margin, Memory, Panel, Rect, ScrollArea, Ui, UiBuilder, scroll_area::ScrollBarVisibility,
};

use super::Look;
use pupil::PupilDraft;
use question::Question;
use records::RecordsTable;
use score::Detail;

/// A panel among those that share a side in a small window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum VersusSide {
    #[default]
    Match,
    Records,
}

/// The screen.
#[derive(Resource, Clone, Debug, Default)]
pub struct VersusScreen {
    records: RecordsTable,
    /// What is asked before it is done.
    question: Option<Question>,
    /// Whether a match was being played in the last frame.
    played: bool,
    side: VersusSide,
    /// What the next pupil learns from.
    pupil: PupilDraft,
}

impl VersusScreen {
    /// Points of width from which on choice and records have a side each.
    const WIDE: f32 = 1000.0;

    /// Draws the screen; returns what was asked for, and where the board belongs (in points).
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        draft: &MatchDraft,
        view: &VersusView<'_>,
    ) -> (Vec<VersusCommand>, Rect) {
        look.enlarge(ui);
        let mut commands = self.press_all(draft, view);
        let mut board = Rect::NOTHING;
        match &view.phase {
            Phase::Setup { problem } => commands.extend(self.setup_ui(ui, look, draft, view, problem.as_deref())),
            Phase::Playing(play) => commands.extend(self.play_ui(ui, look, (play, view.muted), &mut board)),
            Phase::Over(result) => {
                let (asked, pupil);
                pupil = &mut self.pupil;
                (asked, board) = beside_board(ui, look, |ui| result::ui(ui, look, view, result, pupil));
                commands.extend(asked);
            }
        }
        if board == Rect::NOTHING {
            board = ui.available_rect_before_wrap();
        }
        let called = match &view.phase {
            Phase::Setup { .. } => None,
            Phase::Playing(play) => play.callout,
            Phase::Over(result) => result.callout,
        };
        if let Some(callout) = called {
            callout::ui(ui, look, callout, board);
        }
        if let Phase::Playing(PlayView { ghost: Some(ghost), .. }) = &view.phase {
            ghost::tag(ui, look, ghost, board);
        }
        let lessons = match &view.phase {
            Phase::Setup { .. } => LessonsView::default(),
            Phase::Playing(play) => play.lessons,
            Phase::Over(result) => result.lessons,
        };
        let caption = match view.phase.watching() {
            Some(watched) => Some(watched.caption(look)),
            None => lessons.caption(look),
        };
        if let Some(caption) = caption {
            callout::caption(ui, look, &caption, board);
        }
        let Self { records: _, question, played, side: _, pupil: _ } = self;
        // A match that has ended by itself has nothing to be given up.
        let plays = matches!(view.phase, Phase::Playing(_));
        if question.is_some_and(Question::ends_match) && !plays {
            *question = None;
        }
        commands.extend(question::ui(ui.ctx(), look, question));
        // The keys steer from the first step on: no button keeps them.
        if plays && (!*played || !commands.is_empty()) && question.is_none() {
            ui.memory_mut(Memory::stop_text_input);
        }
        *played = plays;
        (commands, board)
    }

    fn setup_ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        draft: &MatchDraft,
        view: &VersusView<'_>,
        problem: Option<&str>,
    ) -> Vec<VersusCommand> {
        let Self { records, question, played: _, side, pupil: _ } = self;
        let size = look.size(ui);
        let panel = Frame::new().fill(look.theme.palette.panel);
        let padded = panel.inner_margin(Margin::symmetric(10, 8));
        let mut around = |ui: &mut Ui| {
            let scroll = ScrollArea::vertical().id_salt("versus_around");
            let scroll = scroll.auto_shrink([false, false]).show(ui, |ui| {
                rules::ui(ui, look, draft, view);
                ui.add_space(10.0);
                records.ui(ui, look, &view.records, question)
            });
            scroll.inner
        };
        if ui.available_width() >= Self::WIDE {
            let most = (ui.available_width() * 0.4).max(size * 22.0);
            let left = Panel::left("versus_left").resizable(true).default_size(size * 23.0);
            let left = left.size_range(size * 19.0..=most).frame(panel);
            let mut commands = left.show(ui, |ui| setup::ui(ui, look, draft, view, problem)).inner;
            let right = Panel::right("versus_right").resizable(true).default_size(size * 28.0);
            let right = right.size_range(size * 20.0..=most).frame(padded);
            commands.extend(right.show(ui, around).inner);
            return commands;
        }
        // The table of the records has seven columns.
        let most = if *side == VersusSide::Records { 30.0 } else { 24.0 };
        let width = (ui.available_width() * 0.52).clamp(160.0, size * most);
        let left = Panel::left("versus_side").exact_size(width).frame(panel);
        left.show(ui, |ui| {
            let margin = Frame::new().inner_margin(Margin::symmetric(10, 6));
            Panel::top("versus_side_choice").frame(margin).show(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    for (choice, name) in [(VersusSide::Match, "side-match"), (VersusSide::Records, "side-records")] {
                        ui.selectable_value(side, choice, look.t(name));
                    }
                });
            });
            match *side {
                VersusSide::Match => setup::ui(ui, look, draft, view, problem),
                VersusSide::Records => margin.show(ui, |ui| around(ui)).inner,
            }
        })
        .inner
    }

    /// Scoreboard, what there is to say, and buttons beside the board, which keeps its place from the countdown to the report.
    fn play_ui(
        &mut self,
        ui: &mut Ui,
        look: Look<'_>,
        (view, muted): (&PlayView<'_>, Option<bool>),
        board: &mut Rect,
    ) -> Vec<VersusCommand> {
        let before = self.question;
        let question = &mut self.question;
        let mut commands;
        (commands, *board) = beside_board(ui, look, |ui| play_side_ui(ui, look, view, muted, question));
        // Time stands while it is being asked.
        if before.is_none() && self.question.is_some() && !view.paused {
            commands.push(VersusCommand::Pause(true));
        }
        let is_clicked = ui.rect_contains_pointer(*board) && ui.input(|input| input.pointer.primary_clicked());
        if is_clicked && view.can_skip() && self.question.is_none() {
            commands.push(VersusCommand::NextRound);
        }
        commands
    }
}

/// Draws the panel beside the board of a match into what a square board leaves free, within limits, whatever its content: the board
/// keeps its place. Returns where that is as well.
fn beside_board<R>(ui: &mut Ui, look: Look<'_>, content: impl FnOnce(&mut Ui) -> R) -> (R, Rect) {
    let room = ui.available_rect_before_wrap();
    let least = (look.size(ui) * 21.0).min(room.width() * 0.5);
    let width = (room.width() - room.height()).clamp(least, (room.width() * 0.45).max(least));
    let (board, side) = room.split_left_right_at_x(room.right() - width);
    ui.painter().rect_filled(side, 0, look.theme.palette.panel);
    let mut beside = ui.new_child(UiBuilder::new().id_salt("versus_match").max_rect(side));
    beside.shrink_clip_rect(side);
    (content(&mut beside), board)
}

fn play_side_ui(
    ui: &mut Ui,
    look: Look<'_>,
    view: &PlayView<'_>,
    muted: Option<bool>,
    question: &mut Option<Question>,
) -> Vec<VersusCommand> {
    let padded = Frame::new().inner_margin(Margin::symmetric(10, 7));
    let cards = view.seats.len() + usize::from(view.ghost.is_some());
    let lines = ui.available_height() / look.size(ui);
    // With little room less is told of a seat: what a round teaches, and what others think, has to be in view as well.
    let thinks = view.shows_thoughts();
    let is_full = view.hint.is_some() || (thinks && (44.0..60.0).contains(&lines));
    let detail = if is_full || lines < 18.0 + 5.0 * cards as f32 {
        Detail::Line
    } else if lines < 34.0 + 5.0 * cards as f32 {
        Detail::Marks
    } else {
        Detail::Whole
    };
    // Before the first match what is to be done matters more than the score. With the first step the score is there,
    // and where there is not room for both, of what was read only what is done with which keys is left.
    let is_score_shown = !view.is_awaited || lines >= 44.0;
    let is_hint_whole = view.is_awaited || view.tempo == Tempo::TurnBased || (lines >= 44.0 && !thinks);
    let unit = score::unit(ui, look, cards);
    let strip = Panel::bottom("versus_strip").frame(padded);
    let mut commands = strip.show(ui, |ui| play::strip(ui, look, view, muted, question)).inner;
    let scroll = ScrollArea::vertical().id_salt("versus_side").auto_shrink([false, false]);
    // Its width does not change with what there is to say.
    let scroll = scroll.scroll_bar_visibility(ScrollBarVisibility::AlwaysVisible);
    scroll.show(ui, |ui| {
        padded.show(ui, |ui| {
            if is_score_shown {
                score::ui(ui, look, view, unit, detail);
                if let Some(ghost) = &view.ghost {
                    ghost::ui(ui, look, ghost, unit);
                }
                ui.add_space(8.0);
            }
            // What is looked at comes first: there is not room for all.
            let looks = view.lessons.looked_at.is_some();
            if looks {
                commands.extend(banner::looked(ui, look, view));
            } else if view.is_awaited && !view.paused {
                commands.extend(banner::awaited(ui, look));
            } else {
                commands.extend(banner::ui(ui, look, view, unit));
            }
            commands.extend(banner::lessons(ui, look, view));
            if view.hint.is_some() && !looks {
                ui.add_space(8.0);
                hint::ui(ui, look, view, is_hint_whole);
            }
            if view.shows_thoughts() {
                ui.add_space(8.0);
                play::thoughts(ui, look, view);
            }
        });
    });
    commands
}
