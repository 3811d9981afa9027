//! The board as it was seen, with what is pointed at marked, and in the step what moved.

use std::f32::consts::TAU;

use bevy_egui::egui::{Align2, FontId, Label, Painter, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, vec2};

use super::{ShownTick, why, words};
use crate::{
    arena::SteppedBoard,
    gridworld::{BoardStep, Cell, GridWorld, SeenThing},
    lens::{StopKind, Subject, TickPhase},
    panels::{
        Look,
        preview::{board, star},
    },
    theme::mix,
};

pub(super) fn ui(
    ui: &mut Ui,
    look: Look<'_>,
    shown: &ShownTick<'_>,
    pointed: &[SeenThing],
    points: &mut Vec<SeenThing>,
) {
    let side = ui.available_width().min(ui.available_height() * 0.72);
    let (response, painter) = ui.allocate_painter(vec2(side, side), Sense::hover());
    let (world, step) = match learned(shown) {
        Some((_, SteppedBoard { board, step })) => (board, step),
        None => (&shown.lens.board().board, &shown.lens.board().step),
    };
    let (area, cell_side) = board(world.level(), response.rect);
    let drawing = Drawing { painter, area, cell_side, look, shown, world, step };
    drawing.floor();
    let subject = shown.subject();
    let opened = match subject {
        Subject::Seen(at) => shown.lens.board().seen.get(at).map(|seen| seen.source.clone()).unwrap_or_default(),
        _ => Vec::new(),
    };
    let is_observed = shown.stop().phase == TickPhase::Observe;
    let marked: &[SeenThing] = if pointed.is_empty() && is_observed { &opened } else { pointed };
    drawing.things(marked);
    if shown.stop().kind == StopKind::Why {
        drawing.ways();
    }
    let is_moving = matches!(shown.stop().phase, TickPhase::Step | TickPhase::Report);
    if is_moving || learned(shown).is_some() {
        drawing.moves();
    }
    if let Some(pointer) = response.hover_pos() {
        points.extend(drawing.thing_at(pointer));
    }
    ui.add_space(8.0);
    ui.add(Label::new(look.soft(caption(look, shown))).wrap());
}

/// The step that is learned from, with its number in what was learned from.
fn learned<'a>(shown: &ShownTick<'a>) -> Option<(usize, &'a SteppedBoard)> {
    if shown.stop().phase != TickPhase::Learn {
        return None;
    }
    let at = shown.lens.episode().map_or(0, |_| shown.step_in_front());
    Some((at, shown.past.get(at)?))
}

/// What the board shows.
fn caption(look: Look<'_>, shown: &ShownTick<'_>) -> String {
    let decision = shown.lens.decision();
    let action = words::action_name(look, decision.action);
    match shown.stop().phase {
        TickPhase::Observe => look.t("lens-board-seen").to_owned(),
        TickPhase::Decide if shown.stop().kind == StopKind::Why => ways_in_words(look, shown),
        TickPhase::Decide => look.texts.t_with("lens-board-decided", &[("action", action.into())]),
        TickPhase::Learn => match learned(shown) {
            None => look.t("lens-board-now").to_owned(),
            Some((at, SteppedBoard { step, .. })) => {
                let key = if shown.lens.episode().is_some() { "lens-board-learned-step" } else { "lens-board-learned" };
                let action = words::action_name(look, step.agents[0].action).into();
                let chosen = look.texts.t_with(key, &[("action", action), ("step", at.into())]);
                format!("{chosen} {}", look.t(if has_moved(step) { "lens-board-arrows" } else { "lens-board-still" }))
            }
        },
        TickPhase::Step | TickPhase::Report => {
            let step = &shown.lens.board().step;
            let turn = &step.agents[0];
            let key = match (turn.hit_by.is_empty(), turn.outcome.goal) {
                (false, _) => "lens-board-hit",
                (true, true) => "lens-board-goal",
                (true, false) if has_moved(step) => "lens-board-moved",
                (true, false) => "lens-board-unmoved",
            };
            look.texts.t_with(key, &[("action", action.into())])
        }
    }
}

/// Whether a step has led anything to another place.
fn has_moved(step: &BoardStep) -> bool {
    step.obstacles.iter().any(|turn| turn.from != turn.to) || step.agents.iter().any(|turn| turn.from != turn.to)
}

/// What the optimum's ways come to.
fn ways_in_words(look: Look<'_>, shown: &ShownTick<'_>) -> String {
    let Some(comparison) = shown.why.comparison else { return String::new() };
    let Some(ways) = &comparison.ways else { return look.t("why-no-ways").to_owned() };
    let said = ways.iter().zip(comparison.actions).zip(["A", "B"]).map(|((way, action), letter)| {
        let key = if way.reaches_goal { "why-way" } else { "why-way-endless" };
        let (steps, hits) = ((way.cells.len() - 1).into(), way.hits.into());
        let action = words::action_name(look, action).into();
        look.texts.t_with(key, &[("letter", letter.into()), ("action", action), ("steps", steps), ("hits", hits)])
    });
    said.collect::<Vec<_>>().join(" ")
}

struct Drawing<'a> {
    painter: Painter,
    area: Rect,
    cell_side: f32,
    look: Look<'a>,
    shown: &'a ShownTick<'a>,
    world: &'a GridWorld,
    /// What moves on it.
    step: &'a BoardStep,
}

impl Drawing<'_> {
    fn place(&self, cell: Cell) -> Rect {
        let corner = self.area.min + vec2(cell.x as f32, cell.y as f32) * self.cell_side;
        Rect::from_min_size(corner, Vec2::splat(self.cell_side))
    }

    fn floor(&self) {
        let p = &self.look.theme.palette;
        let level = self.world.level();
        self.painter.rect_filled(self.area, 3, p.floor);
        for cell in level.cells() {
            let colour = match (level.is_wall(cell), (cell.x + cell.y) % 2) {
                (true, _) => p.wall,
                (false, 0) => p.floor,
                (false, _) => p.floor_alt,
            };
            self.painter.rect_filled(self.place(cell), 0, colour);
        }
        self.painter.rect_stroke(self.area, 3, Stroke::new(1.0, p.outline), StrokeKind::Inside);
    }

    /// Goals, obstacles, the agent; where something is marked, the rest is dimmed.
    fn things(&self, marked: &[SeenThing]) {
        let p = &self.look.theme.palette;
        let world = self.world;
        let dimmed = |colour, thing: &dyn Fn(&SeenThing) -> bool| match marked.is_empty() || marked.iter().any(thing) {
            true => colour,
            false => mix(p.floor, colour, 0.35),
        };
        for (index, &cell) in world.goals().iter().enumerate() {
            let is_it = |thing: &SeenThing| matches!(thing, SeenThing::Goal { index: at, .. } if *at == index);
            star(&self.painter, self.place(cell).center(), self.cell_side * 0.46, dimmed(p.goal_line, &is_it));
            star(&self.painter, self.place(cell).center(), self.cell_side * 0.36, dimmed(p.goal, &is_it));
        }
        for (index, obstacle) in world.obstacles().iter().enumerate() {
            let is_it = |thing: &SeenThing| matches!(thing, SeenThing::Obstacle { index: at, .. } if *at == index);
            let centre = self.place(obstacle.cell).center();
            let corner = |n: u8| centre + Vec2::angled(TAU / 6.0 * f32::from(n)) * self.cell_side * 0.4;
            let colour = dimmed(p.obstacle, &is_it);
            self.painter.add(Shape::convex_polygon((0..6).map(corner).collect(), colour, Stroke::NONE));
        }
        let agent = world.agents()[0];
        self.painter.circle_filled(self.place(agent).center(), self.cell_side * 0.34, p.agent);
        for thing in marked {
            let cell = match *thing {
                SeenThing::Obstacle { cell, .. } | SeenThing::Goal { cell, .. } | SeenThing::Place { cell } => cell,
            };
            let ring = self.place(cell).shrink(1.0);
            self.painter.rect_stroke(ring, 3, Stroke::new(2.5, p.accent), StrokeKind::Inside);
            self.painter
                .line_segment([self.place(agent).center(), self.place(cell).center()], Stroke::new(1.5, p.accent));
        }
    }

    /// The optimum's ways after the two actions that are compared, side by side where they share cells; each obstacle with its number,
    /// and a ring around the one that counts most in truth, or else for the network.
    fn ways(&self) {
        let p = &self.look.theme.palette;
        let Some(comparison) = self.shown.why.comparison else { return };
        let font = FontId::proportional((self.cell_side * 0.34).max(12.0));
        let truth = comparison.truth.as_ref();
        let named = [Some(&comparison.network), truth].map(|said| Some(said?.largest()?.obstacle));
        // Where cells are smaller than numbers, only those of the two that are named.
        let is_shown = |index: usize| self.cell_side > font.size || named.contains(&Some(index));
        let obstacles = self.world.obstacles().iter().enumerate();
        for (index, obstacle) in obstacles.filter(|(index, _)| is_shown(*index)) {
            // On a large board a number is wider than its cell: at the edge it moves inwards.
            let centre = self.area.shrink(font.size * 0.6).clamp(self.place(obstacle.cell).center());
            self.painter.text(centre, Align2::CENTER_CENTER, (index + 1).to_string(), font.clone(), p.text);
        }
        let of_truth = comparison.truth.as_ref().map(|truth| (truth.largest(), 0.0));
        for (largest, inset) in [(comparison.network.largest(), 3.0)].into_iter().chain(of_truth) {
            if let Some(largest) = largest {
                let colour = if inset > 0.0 { p.series[0] } else { p.series[1] };
                let ring = self.place(largest.cell).shrink(1.0 + inset);
                self.painter.rect_stroke(ring, 3, Stroke::new(2.5, colour), StrokeKind::Inside);
            }
        }
        let Some(ways) = &comparison.ways else { return };
        for ((way, colour), side) in ways.iter().zip(why::colours(self.look)).zip([-1.0, 1.0]) {
            let aside = Vec2::splat(side * self.cell_side * 0.09);
            let points: Vec<Pos2> = way.cells.iter().map(|cell| self.place(*cell).center() + aside).collect();
            let stroke = Stroke::new((self.cell_side * 0.07).max(2.0), colour);
            self.painter.line(points.clone(), stroke);
            if let Some([from, to]) = points.last_chunk() {
                self.painter.arrow(*from, *to - *from, stroke);
            }
        }
    }

    /// From where to where everything moved.
    fn moves(&self) {
        let p = &self.look.theme.palette;
        let step = self.step;
        let arrow = |from: Cell, to: Cell, colour| {
            let (from, to) = (self.place(from).center(), self.place(to).center());
            if from != to {
                self.painter.arrow(from, to - from, Stroke::new((self.cell_side * 0.08).max(2.0), colour));
            }
        };
        for turn in &step.obstacles {
            arrow(turn.from, turn.to, p.text);
        }
        let turn = &step.agents[0];
        arrow(turn.from, turn.to, p.accent);
        if let Some(back) = turn.put_back {
            arrow(turn.to, back, p.hit);
        }
    }

    /// What lies under the pointer.
    fn thing_at(&self, pointer: Pos2) -> Option<SeenThing> {
        let at = (pointer - self.area.min) / self.cell_side;
        let cell = Cell { x: at.x.floor() as i32, y: at.y.floor() as i32 };
        let world = self.world;
        if !self.area.contains(pointer) {
            return None;
        }
        let obstacle = world.obstacles().iter().position(|obstacle| obstacle.cell == cell);
        let goal = world.goals().iter().position(|goal| *goal == cell);
        Some(match (obstacle, goal) {
            (Some(index), _) => SeenThing::Obstacle { index, cell },
            (_, Some(index)) => SeenThing::Goal { index, cell },
            _ => SeenThing::Place { cell },
        })
    }
}
