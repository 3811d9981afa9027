//! The part of a board that moves: goals, trails, obstacles, agents, flashes and the marks of editing.
//! One small mesh per board, painted anew every frame; no entity is spawned or despawned for it.

use bevy::prelude::*;

use crate::{gridworld::Cell, panels::Overlays};

use super::{
    AgentView, BoardModel, BoardOptions, BoardPalette, BoardParts, BoardSystems, FlashKind, Painter, Placement, Shape,
    easing::{ARRIVED, between, breath, centre, ease_in_out, there_and_back},
    effects::Effects,
    faces::{Mood, Token, paint_agent},
    floor::ROUND,
    ghost::paint_ghost,
    hunters::paint_hunter,
    obstacles::paint_obstacle,
    parts::{Canvas, hang},
    paths::paint_paths,
};

/// Below this many logical pixels a cell's pieces are drawn without their small features.
const FEATURES: f32 = 15.0;

/// How far a hunter stands from the middle of the cell where it catches somebody, and the caught on its other side.
const CAUGHT: Vec2 = Vec2::new(0.19, 0.19);

/// What the painting of pieces needs besides the model.
#[derive(Clone, Copy)]
pub struct PaintContext<'a> {
    pub palette: &'a BoardPalette,
    pub seconds: f32,
    /// Whether cells are large enough for faces and chevrons.
    pub features: bool,
    /// Where cells are small, pieces fill more of them.
    pub enlarged: f32,
    pub still: bool,
}

pub(super) fn plugin(app: &mut App) {
    app.add_systems(PostUpdate, draw_pieces.in_set(BoardSystems::Draw));
}

fn draw_pieces(
    time: Res<Time>,
    palette: Res<BoardPalette>,
    options: Res<BoardOptions>,
    mut meshes: ResMut<Assets<Mesh>>,
    boards: Query<(&BoardModel, &Overlays, &Placement, &Effects, &BoardParts)>,
    mut canvases: Query<(&Mesh2d, &mut Visibility), With<Canvas>>,
) {
    for (model, overlays, placement, effects, parts) in &boards {
        if placement.cell <= 0.0 {
            continue;
        }
        let stage = PaintContext {
            palette: &palette,
            seconds: time.elapsed_secs_wrapped(),
            features: placement.cell >= FEATURES,
            enlarged: if placement.cell >= FEATURES { 1.0 } else { 1.25 },
            still: options.reduced_motion,
        };
        let painter = paint(model, overlays, effects, &stage);
        hang(painter, parts.pieces, &mut canvases, &mut meshes);
    }
}

fn paint(model: &BoardModel, overlays: &Overlays, effects: &Effects, stage: &PaintContext) -> Painter {
    // With less motion pieces are where they go.
    let progress = if stage.still { 1.0 } else { model.progress };
    let pieces = model.goals.len() * 5 + model.obstacles.len() * 16 + model.agents.len() * 40;
    let mut painter = Painter::with_room_for(pieces + 8);
    for (index, goal) in model.goals.iter().enumerate() {
        paint_goal(&mut painter, *goal, index, stage);
    }
    effects.paint_glow(&mut painter, stage.palette);
    if overlays.trail {
        for agent in &model.agents {
            paint_trail(&mut painter, agent, progress, stage);
        }
    }
    paint_paths(&mut painter, &model.paths, stage.palette);
    let moves = |index: usize| {
        let obstacle = &model.obstacles[index];
        (obstacle.from, obstacle.to)
    };
    let mut hunters = Vec::new();
    for (index, obstacle) in model.obstacles.iter().enumerate() {
        let offset = fan_out(index, model.obstacles.len(), progress, moves, 0.1);
        let at = between(obstacle.from, obstacle.to, progress) + offset;
        match obstacle.seat {
            None => paint_obstacle(&mut painter, obstacle, at, stage),
            Some(seat) => hunters.push((obstacle, seat, at)),
        }
    }
    // Beneath those who play: it hides nobody.
    if let Some([from, to]) = model.ghost {
        paint_ghost(&mut painter, between(from, to, progress), stage);
    }
    let moves = |index: usize| (model.agents[index].from, model.agents[index].to);
    // The first seat on top, where a person sits.
    for (index, agent) in model.agents.iter().enumerate().rev() {
        let offset = fan_out(index, model.agents.len(), progress, moves, 0.14);
        let steered = hunters.iter().map(|(hunter, ..)| (hunter.from, hunter.to));
        let offset = offset - caught((agent.from, agent.to), steered, progress);
        let token = token(agent, progress, offset, effects);
        paint_agent(&mut painter, &token, stage);
    }
    // Over whom they catch, and beside, so that both are seen.
    for (hunter, seat, at) in hunters {
        let at = at + caught((hunter.from, hunter.to), (0..model.agents.len()).map(moves), progress);
        let mood = if effects.near(FlashKind::Hit, at) { Mood::Glad } else { Mood::Calm };
        paint_hunter(&mut painter, hunter, seat, at, mood, stage);
    }
    effects.paint(&mut painter, stage.palette);
    for (cell, width) in [(model.hovered, 0.035), (model.selected, 0.07)] {
        if let Some(cell) = cell.filter(|cell| model.index(*cell).is_some()) {
            let outline = Shape::rectangle(centre(cell), Vec2::splat(0.5)).rounded(ROUND + 0.03).stroke(width);
            // Cased, so that it shows on any heat.
            let casing = Shape::rectangle(centre(cell), Vec2::splat(0.5 + width * 0.35))
                .rounded(ROUND + 0.03)
                .stroke(width * 1.7);
            painter.draw(casing, stage.palette.selection_casing);
            painter.draw(outline, stage.palette.selection);
        }
    }
    painter
}

/// Where a piece stands beside the middle when it shares its cell: those in one cell form a small circle.
fn fan_out(index: usize, count: usize, progress: f32, moves: impl Fn(usize) -> (Cell, Cell), radius: f32) -> Vec2 {
    let (from, to) = moves(index);
    let beside = |shares: &dyn Fn(usize) -> bool| {
        let (mut all, mut before) = (0, 0);
        for other in (0..count).filter(|other| shares(*other)) {
            all += 1;
            before += usize::from(other < index);
        }
        if all < 2 {
            return Vec2::ZERO;
        }
        let turn = before as f32 / all as f32 * std::f32::consts::TAU;
        Vec2::from_angle(turn + 0.6) * radius
    };
    let start = beside(&|other| moves(other).0 == from);
    let end = beside(&|other| moves(other).1 == to);
    start.lerp(end, ease_in_out(progress))
}

/// How far a hunter stands beside the middle while it shares its cell with one of these agents; an agent stands on the other side.
fn caught((from, to): (Cell, Cell), others: impl Iterator<Item = (Cell, Cell)>, progress: f32) -> Vec2 {
    let (starts, ends): (Vec<Cell>, Vec<Cell>) = others.unzip();
    let beside = |is_shared: bool| if is_shared { CAUGHT } else { Vec2::ZERO };
    beside(starts.contains(&from)).lerp(beside(ends.contains(&to)), ease_in_out(progress))
}

fn token(agent: &AgentView, progress: f32, offset: Vec2, effects: &Effects) -> Token {
    let mut at = between(agent.from, agent.to, progress) + offset;
    let facing = Vec2::new(agent.facing.0 as f32, agent.facing.1 as f32);
    let moved = agent.from != agent.to;
    if !moved && agent.alive {
        // It wanted to go and could not: a nudge against the wall.
        at += facing * 0.1 * there_and_back(progress);
    }
    let mood = match agent.won.filter(|_| progress >= ARRIVED) {
        Some(true) => Mood::Glad,
        Some(false) => Mood::Sad,
        None if effects.near(FlashKind::Hit, at) => Mood::Hurt,
        None if effects.near(FlashKind::Goal, at) => Mood::Glad,
        None => Mood::Calm,
    };
    Token {
        at,
        facing,
        stretch: if moved { there_and_back(progress) } else { 0.0 },
        seat: agent.seat,
        alive: agent.alive,
        mood,
    }
}

fn paint_goal(painter: &mut Painter, goal: Cell, index: usize, stage: &PaintContext) {
    let palette = stage.palette;
    let at = centre(goal);
    let swell = if stage.still { 0.0 } else { breath(stage.seconds + index as f32 * 0.7, 2.4) };
    let glow = Shape::disc(at, 0.38).blurred(0.12 + 0.03 * swell);
    painter.draw(glow, palette.goal.with_alpha(0.2 + 0.08 * swell));
    let ring = Shape::disc(at, 0.44).stroke(0.035);
    painter.draw(ring, palette.goal_line.with_alpha(0.75));
    painter.draw(ring, palette.goal.with_alpha(0.65));
    let radius = (0.35 + 0.015 * swell) * stage.enlarged;
    // Grown in radius and rounding alike, the outline is equally wide all around.
    let star = |grown: f32| Shape::star(at, radius + grown, 5, 3.0).rounded(0.05 + grown);
    painter.draw(star(0.035), palette.goal_line);
    painter.draw(star(0.0), palette.goal);
}

/// From the oldest cell to where the agent is now; the older, the fainter and thinner.
fn paint_trail(painter: &mut Painter, agent: &AgentView, progress: f32, stage: &PaintContext) {
    let colour = stage.palette.seat(agent.seat);
    let count = agent.trail.len();
    let last = std::iter::once(agent.from);
    let cells: Vec<Cell> = agent.trail.iter().copied().chain(last).collect();
    for (index, pair) in cells.windows(2).enumerate() {
        let (from, to) = (pair[0], pair[1]);
        let apart = (from.x - to.x).abs().max((from.y - to.y).abs());
        if apart != 1 {
            continue;
        }
        let freshness = (index + 1) as f32 / (count + 1) as f32;
        segment(painter, centre(from), centre(to), freshness, colour);
    }
    if agent.from != agent.to {
        let now = between(agent.from, agent.to, progress);
        segment(painter, centre(agent.from), now, 1.0, colour);
    }
}

fn segment(painter: &mut Painter, from: Vec2, to: Vec2, freshness: f32, colour: LinearRgba) {
    let line = Shape::line(from, to, 0.05 + 0.09 * freshness);
    painter.draw(line, colour.with_alpha(0.08 + 0.5 * freshness * freshness));
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: Cell = Cell { x: 0, y: 0 };
    const B: Cell = Cell { x: 1, y: 0 };

    #[test]
    fn pieces_that_share_a_cell_stand_apart_and_lone_ones_in_the_middle() {
        let all = [(A, A), (A, B), (A, A)];
        let moves = |index: usize| all[index];
        let starts: Vec<Vec2> = (0..3).map(|index| fan_out(index, 3, 0.0, moves, 0.1)).collect();
        for (index, start) in starts.iter().enumerate() {
            for other in &starts[index + 1..] {
                assert!(start.distance(*other) > 0.1);
            }
        }
        assert_eq!(fan_out(1, 3, 1.0, moves, 0.1), Vec2::ZERO);
    }

    #[test]
    fn at_a_catch_hunter_and_caught_stand_side_by_side() {
        let hunter = |agent, progress| caught((A, B), [agent].into_iter(), progress);
        assert_eq!(hunter((B, B), 0.0), Vec2::ZERO, "it comes from the middle");
        // Twice this is between them: more than the hunter's body reaches, so that the face of the caught is free.
        assert!(hunter((B, B), 1.0).length() * 2.0 > super::super::obstacles::RADIUS);
        assert_eq!(hunter((B, A), 1.0), Vec2::ZERO, "who only passes it is not in its cell");
    }

    #[test]
    fn an_agent_at_a_wall_nudges_and_comes_back() {
        let agent = AgentView { from: A, to: A, facing: (-1, 0), seat: 0, alive: true, won: None, trail: Vec::new() };
        let effects = Effects::default();
        let x = |progress| token(&agent, progress, Vec2::ZERO, &effects).at.x;
        assert!(x(0.5) < 0.45);
        assert!((x(0.0) - 0.5).abs() < 1e-5 && (x(1.0) - 0.5).abs() < 1e-5);
    }

    #[test]
    fn who_has_won_shows_it_on_arrival_and_so_does_who_has_not() {
        for (won, on_arrival) in [(Some(true), Mood::Glad), (Some(false), Mood::Sad), (None, Mood::Calm)] {
            let agent = AgentView { from: A, to: B, facing: (1, 0), seat: 1, alive: true, won, trail: Vec::new() };
            let mood = |progress| token(&agent, progress, Vec2::ZERO, &Effects::default()).mood;
            assert_eq!([mood(0.2), mood(1.0)], [Mood::Calm, on_arrival]);
        }
    }
}
