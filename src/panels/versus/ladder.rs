//! The ladder of a level's opponents: a strip from the weakest to the strongest, where the person stands on it, which one is suggested
//! and why.

use bevy_egui::egui::{Align2, FontId, Pos2, Rect, Sense, Shape, Stroke, TextStyle, Ui, WidgetType, vec2};

use super::SeatChoice;
use crate::{
    arena::opponents::{Measured, Rung},
    language::Texts,
    panels::{Look, look::named, numbers},
    records::Standing,
};

/// The strip: a dot for each opponent, as far apart from each other so that each can be clicked, and a mark where the person's rating lies
/// between theirs. Answers with the opponent that was clicked, by its number from 0.
pub(super) fn strip(
    ui: &mut Ui,
    look: Look<'_>,
    ladder: &[Measured],
    person: f32,
    chosen: Option<usize>,
) -> Option<usize> {
    let (Some(lowest), Some(highest)) = (ladder.first(), ladder.last()) else { return None };
    let p = &look.theme.palette;
    let size = look.size(ui);
    let (area, whole) = ui.allocate_exact_size(vec2(ui.available_width(), size * 2.9), Sense::hover());
    whole.on_hover_text(look.t("ladder-help"));
    let radius = size * 0.38;
    let line = Rect::from_x_y_ranges(area.x_range().shrink(size), area.y_range()).shrink2(vec2(0.0, size));
    let step = line.width() / (ladder.len() - 1).max(1) as f32;
    let at = |place: f32| Pos2::new(line.left() + place * step, line.center().y);
    let painter = ui.painter_at(area);
    painter.line_segment([line.left_center(), line.right_center()], Stroke::new(2.0, p.outline));
    let suggested = Rung::Suggested.index(ladder, person);
    let mut clicked = None;
    for (rung, measured) in ladder.iter().enumerate() {
        let centre = at(rung as f32);
        let reach = Rect::from_center_size(centre, vec2(step.min(size * 2.0) - 1.0, size * 1.6));
        let response = ui.interact(reach, ui.id().with(("rung", rung)), Sense::click());
        let name = name(measured, look.texts);
        let response = named(response, WidgetType::Button, true, &name, &about(measured, look.texts));
        let colour = match (chosen == Some(rung), response.hovered() || response.has_focus()) {
            (true, _) => p.accent,
            (false, true) => p.text,
            (false, false) => p.text_soft,
        };
        painter.circle_filled(centre, radius, colour);
        if suggested == Some(rung) {
            painter.circle_stroke(centre, radius + 3.0, Stroke::new(1.5, p.good));
        }
        if response.clicked() {
            clicked = Some(rung);
        }
    }
    // The person, above the line, pointing at it.
    let tip = at(place(ladder, person)) - vec2(0.0, radius + 4.0);
    let corners = vec![tip, tip + vec2(-size * 0.32, -size * 0.55), tip + vec2(size * 0.32, -size * 0.55)];
    painter.add(Shape::convex_polygon(corners, p.agent, Stroke::NONE));
    let small = TextStyle::Small.resolve(ui.style());
    let end = |pos: Pos2, align: Align2, rating: f32, font: FontId| {
        painter.text(pos, align, numbers::real(f64::from(rating), 0), font, p.text_soft);
    };
    end(area.left_bottom(), Align2::LEFT_BOTTOM, lowest.rating, small.clone());
    end(area.right_bottom(), Align2::RIGHT_BOTTOM, highest.rating, small);
    clicked
}

/// Where a rating lies among the opponents, in their numbers from 0 on.
fn place(ladder: &[Measured], rating: f32) -> f32 {
    match ladder.iter().position(|measured| measured.rating >= rating) {
        Some(0) => 0.0,
        Some(above) => {
            let [low, high] = [above - 1, above].map(|rung| ladder[rung].rating);
            (above - 1) as f32 + (rating - low) / (high - low)
        }
        None => ladder.len().saturating_sub(1) as f32,
    }
}

/// What an opponent is called.
pub(super) fn name(measured: &Measured, texts: &Texts) -> String {
    SeatChoice::Opponent(Rung::After(measured.episodes)).name(texts)
}

/// How good an opponent is, and how much it explores.
pub(super) fn about(measured: &Measured, texts: &Texts) -> String {
    let rating = numbers::real(f64::from(measured.rating), 0);
    let interval = numbers::real(f64::from(measured.interval), 0);
    let share = numbers::percent(f64::from(measured.epsilon));
    let given =
        [("rating", rating.as_str().into()), ("interval", interval.as_str().into()), ("share", share.as_str().into())];
    texts.t_with("opponent-about", &given)
}

/// Which opponent is suggested, and why.
pub(super) fn reason(ladder: &[Measured], standing: &Standing, texts: &Texts) -> Option<String> {
    let suggested = Rung::Suggested.index(ladder, standing.rating)?;
    let name = name(&ladder[suggested], texts);
    let given = [("name", name.as_str().into()), ("won", standing.won.into()), ("rounds", standing.rounds.into())];
    // Half a step beyond the end of the ladder nobody is near any more.
    let beyond = |end: usize, next: usize| (ladder[end].rating - ladder[next].rating) / 2.0;
    let last = ladder.len() - 1;
    let key = if standing.rounds == 0 {
        "suggestion-first"
    } else if suggested == last && standing.rating > ladder[last].rating + beyond(last, last.saturating_sub(1)) {
        "suggestion-strongest"
    } else if suggested == 0 && standing.rating < ladder[0].rating - beyond(1.min(last), 0) {
        "suggestion-weakest"
    } else {
        "suggestion-half"
    };
    Some(texts.t_with(key, &given))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arena::opponents::ladder;

    #[test]
    fn a_rating_lies_between_its_neighbours() {
        let rungs = ladder("classic");
        for (rung, measured) in rungs.iter().enumerate() {
            assert_eq!(place(rungs, measured.rating), rung as f32);
        }
        let middle = (rungs[2].rating + rungs[3].rating) / 2.0;
        assert!((place(rungs, middle) - 2.5).abs() < 1e-3);
        let last = (rungs.len() - 1) as f32;
        assert_eq!((place(rungs, -1e6), place(rungs, 1e6), place(&[], 0.0)), (0.0, last, 0.0));
    }
}
