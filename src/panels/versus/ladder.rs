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

/// The strip: a dot for each opponent, where its rating puts it, and a mark where the person stands. Answers with the opponent that was
/// clicked, by its number from 0.
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
    let at = |rating: f32| {
        let span = (highest.rating - lowest.rating).max(1.0);
        let share = ((rating - lowest.rating) / span).clamp(0.0, 1.0);
        Pos2::new(line.left() + share * line.width(), line.center().y)
    };
    let painter = ui.painter_at(area);
    painter.line_segment([line.left_center(), line.right_center()], Stroke::new(2.0, p.outline));
    let suggested = Rung::Suggested.index(ladder, person);
    let mut clicked = None;
    for (rung, measured) in ladder.iter().enumerate() {
        let centre = at(measured.rating);
        let reach = Rect::from_center_size(centre, vec2(radius * 2.6, size * 1.6));
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
    let tip = at(person) - vec2(0.0, radius + 4.0);
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
