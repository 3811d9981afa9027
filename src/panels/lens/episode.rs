//! The episode that the policy gradient learned from, as a strip of steps: rewards, returns from the end backwards, advantages, and how
//! likely each action was before the update and is after it. A click on a step's number follows that step.

use bevy_egui::egui::{Align, Align2, Rangef, Rect, ScrollArea, Sense, Stroke, StrokeKind, TextStyle, Ui, pos2, vec2};

use super::{LensCommand, ShownTick, words};
use crate::{
    learning::EpisodeTrace,
    lens::{Followed, OfAction, OfStep, StopKind, Subject},
    panels::{Look, bars::Bars, numbers},
    theme::mix,
};

/// The rows of the strip.
const ROWS: [(&str, OfStep); 5] = [
    ("lens-row-reward", OfStep::Reward),
    ("lens-row-return", OfStep::Return),
    ("lens-row-advantage", OfStep::Advantage),
    ("lens-row-log-probability", OfStep::LogProbability),
    ("lens-row-share", OfStep::Share),
];

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, asked: &mut Vec<LensCommand>) {
    let Some(episode) = shown.lens.episode() else { return };
    let steps = episode.actions.len();
    ui.label(look.soft(look.texts.t_with("lens-episode", &[("count", steps.into())])));
    if shown.stop().kind == StopKind::PolicyAfter {
        policies(ui, look, shown, episode);
    }
    let shares = shown.lens.shares().unwrap_or_default();
    let font = TextStyle::Small.resolve(ui.style());
    let (width, height) = (font.size * 4.8, font.size * 2.0);
    let in_front = step_of(shown.subject());
    ScrollArea::both().auto_shrink([false, false]).show(ui, |ui| {
        let names = font.size * 6.0;
        let size = vec2(names + width * steps as f32, height * (ROWS.len() as f32 + 4.0));
        let (response, painter) = ui.allocate_painter(size, Sense::click());
        let corner = response.rect.min;
        let p = &look.theme.palette;
        let cell = |row: usize, step: usize| {
            let min = pos2(corner.x + names + width * step as f32, corner.y + height * row as f32);
            Rect::from_min_size(min, vec2(width, height)).shrink(1.5)
        };
        // The names of the rows stay where they are; steps that are not wholly in view wait until they are scrolled to.
        let left = corner.x.max(ui.clip_rect().left());
        let seen = Rangef::new(left + names, ui.clip_rect().right());
        let is_seen = |step: &usize| {
            let place = cell(0, *step);
            seen.contains(place.left()) && seen.contains(place.right())
        };
        let title = |row: usize, text: &str| {
            let at = pos2(left, corner.y + height * (row as f32 + 0.5));
            painter.text(at, Align2::LEFT_CENTER, text, font.clone(), p.text_soft);
        };
        let text = |place: Rect, text: String, colour| {
            painter.text(place.center(), Align2::CENTER_CENTER, text, font.clone(), colour);
        };
        title(0, "t");
        title(1, look.t("lens-row-action"));
        for (row, (key, _)) in ROWS.iter().enumerate() {
            title(row + 2, look.t(key));
        }
        title(ROWS.len() + 2, look.t("lens-row-before"));
        title(ROWS.len() + 3, look.t("lens-row-after"));
        for step in (0..steps).filter(is_seen) {
            let action = episode.actions[step];
            let is_followed = step == shown.followed.step && shown.stop().kind != StopKind::Return;
            text(cell(0, step), step.to_string(), if is_followed { p.accent } else { p.text_soft });
            text(cell(1, step), words::action_name(look, action), p.text);
            for (row, (_, of)) in ROWS.iter().enumerate() {
                let place = cell(row + 2, step);
                if !is_known(shown, *of, step, in_front) {
                    text(place, "?".to_owned(), p.text_soft);
                    continue;
                }
                let (value, largest) = number(episode, &shares, *of, step);
                let share = if largest > 0.0 { value.abs() / largest } else { 0.0 };
                painter.rect_filled(place, 2, mix(p.widget, p.signed[usize::from(value > 0.0)], share * 0.35));
                text(place, numbers::real(value.into(), 3), p.text);
                if shown.subject() == Subject::Episode(*of, step) {
                    painter.rect_stroke(place, 2, Stroke::new(2.5, p.accent), StrokeKind::Outside);
                }
            }
            for (row, column) in [&episode.probabilities, &episode.probabilities_after].into_iter().enumerate() {
                let is_known = row == 0 || shown.stop().kind == StopKind::PolicyAfter;
                let value = numbers::real(column[step][action.index()].into(), 3);
                let (said, colour) = if is_known { (value, p.text) } else { ("?".to_owned(), p.text_soft) };
                text(cell(ROWS.len() + 2 + row, step), said, colour);
            }
        }
        // The return is made of its reward and of the return to its right.
        if let Some(step) = in_front.filter(|step| shown.stop().kind == StopKind::Return && step + 1 < steps) {
            let [from, to] = [cell(3, step + 1), cell(3, step)].map(|place| place.center_bottom());
            let tip = to + vec2(from.x - to.x, 0.0) * 0.35;
            painter.arrow(from - vec2(0.0, 1.0), tip - from, Stroke::new(2.0, p.accent));
        }
        // Another step comes to the middle, from whichever side: so the way back shows what the way on has shown.
        let front = in_front.map(|step| (shown.lens.trace.tick, step));
        let before = ui.data_mut(|data| {
            let kept = data.get_temp_mut_or_default::<Option<(u64, usize)>>(response.id);
            std::mem::replace(kept, front.or(*kept))
        });
        if let Some(step) = in_front.filter(|_| front != before) {
            ui.scroll_to_rect(cell(1, step), Some(Align::Center));
        }
        let Some(pointer) = response.interact_pointer_pos().filter(|_| response.clicked()) else { return };
        let step = (0..steps).filter(is_seen).find(|step| cell(0, *step).x_range().contains(pointer.x));
        let row = ((pointer.y - corner.y) / height) as usize;
        if let Some(step) = step {
            let action = episode.actions[step];
            if row < 2 {
                return asked.push(LensCommand::Follow(Followed { step, ..shown.followed }));
            }
            let subject = match row {
                row if (2..ROWS.len() + 2).contains(&row) => Subject::Episode(ROWS[row - 2].1, step),
                row if row == ROWS.len() + 3 => Subject::EpisodeAction(OfAction::ProbabilityAfter, step, action),
                _ => Subject::EpisodeAction(OfAction::Probability, step, action),
            };
            asked.push(LensCommand::Open(subject));
        }
    });
}

/// The policy in the state of the followed step, before the update and after it.
fn policies(ui: &mut Ui, look: Look<'_>, shown: &ShownTick<'_>, episode: &EpisodeTrace) {
    let Subject::EpisodeAction(_, step, action) = shown.stop().subject else { return };
    let both = [
        ("lens-policy-before", &episode.probabilities[step], look.theme.palette.text_soft),
        ("lens-policy-after", &episode.probabilities_after[step], look.theme.palette.accent),
    ];
    ui.columns(2, |columns| {
        for (ui, (key, values, colour)) in columns.iter_mut().zip(both) {
            ui.label(look.texts.t_with(key, &[("step", step.into())]));
            Bars { values, probabilities: true, chosen: Some(action), colour, below: colour }.ui(ui, look);
        }
    });
    ui.add_space(8.0);
}

/// Returns are built up from the end: before their turn they are not known, nor is what comes of them.
fn is_known(shown: &ShownTick<'_>, of: OfStep, step: usize, in_front: Option<usize>) -> bool {
    match (shown.stop().kind, of) {
        (_, OfStep::Reward | OfStep::LogProbability) => true,
        (StopKind::Return, OfStep::Return) => in_front.is_none_or(|front| step >= front),
        (StopKind::Return | StopKind::Baseline, OfStep::Advantage) => false,
        (StopKind::Return | StopKind::Baseline | StopKind::Advantage | StopKind::Probability, OfStep::Share) => false,
        _ => true,
    }
}

/// A number of a step, and the largest of its row.
fn number(episode: &EpisodeTrace, shares: &[f32], of: OfStep, step: usize) -> (f32, f32) {
    let column = match of {
        OfStep::Share => shares,
        OfStep::Reward => &episode.rewards,
        OfStep::Return => &episode.returns,
        OfStep::Advantage => &episode.advantages,
        _ => &episode.log_probabilities,
    };
    (column[step], column.iter().fold(0.0_f32, |most, number| most.max(number.abs())))
}

/// The step that a number belongs to.
pub(super) const fn step_of(subject: Subject) -> Option<usize> {
    match subject {
        Subject::Episode(_, step) | Subject::EpisodeAction(_, step, _) => Some(step),
        _ => None,
    }
}
