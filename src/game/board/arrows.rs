//! Arrows on cells: what the agent prefers (solid, from the middle), what is optimal (open, near the edge), where they differ.
//! Which numbers they show is decided by the caller.

use bevy::prelude::*;

use crate::gridworld::{Action, Cell};

use super::{CellValues, Painter, Shape, easing::centre, optimal_actions, preferences};

/// Where the arrow of the least liked action ends, in cells from the middle.
const SHORTEST: f32 = 0.19;

/// How arrows are drawn at the present size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ArrowStyle {
    /// All actions rather than the best one alone.
    pub detailed: bool,
    /// Leaves room near the edges for the optimal policy's arrows.
    pub with_optimum: bool,
}

fn direction(action: Action) -> Vec2 {
    let (dx, dy) = action.delta();
    Vec2::new(dx as f32, dy as f32)
}

/// The agent's preferences: length and strength by how much an action is liked; staying is a dot.
pub fn paint_choice(painter: &mut Painter, cell: Cell, values: &CellValues, ink: LinearRgba, style: ArrowStyle) {
    let liked = preferences(&values.values, values.kind);
    let middle = centre(cell);
    // The weaker first, so that the best lies on top.
    for action in Action::ALL {
        let strength = liked[action.index()];
        let best = strength >= 1.0;
        if strength < 0.05 || (!style.detailed && !best) {
            continue;
        }
        let opacity = if best { 1.0 } else { 0.32 + 0.45 * strength };
        let colour = ink.with_alpha(opacity);
        let towards = direction(action);
        if towards == Vec2::ZERO {
            let radius = 0.03 + 0.06 * strength;
            painter.draw(Shape::disc(middle, radius), colour);
            if best {
                painter.draw(Shape::disc(middle, 0.17).stroke(0.035), colour);
            }
        } else if style.detailed {
            let longest = if style.with_optimum { 0.33 } else { 0.4 };
            let reach = SHORTEST + (longest - SHORTEST) * strength;
            arrow(painter, middle, towards, reach, best, colour);
        } else {
            let tip = Shape::polygon(middle, 0.28, 3).rounded(0.05);
            painter.draw(tip.tip_towards(towards), colour);
        }
    }
}

/// A shaft from just beside the middle and a head, which ends `reach` from the middle.
fn arrow(painter: &mut Painter, middle: Vec2, towards: Vec2, reach: f32, best: bool, colour: LinearRgba) {
    let (width, head) = if best { (0.06, 0.115) } else { (0.03, 0.055) };
    let start = 0.07;
    let end = reach;
    let neck = end - head * 1.3;
    if neck > start {
        // Ends flat at the neck: a translucent shaft must not shine through the head.
        let half = Vec2::new((neck - start) / 2.0, width / 2.0);
        let shaft = Shape::rectangle(middle + towards * (start + half.x), half)
            .rounded_each([width / 2.0, 0.0, 0.0, width / 2.0])
            .towards(towards);
        painter.draw(shaft, colour);
    }
    let tip = Shape::polygon(middle + towards * (end - head), head, 3).rounded(head * 0.22);
    painter.draw(tip.tip_towards(towards), colour);
}

/// The optimal actions as open brackets near the cell's edges, with a casing that keeps them legible on any heat.
pub fn paint_optimum(
    painter: &mut Painter,
    cell: Cell,
    optimum: &[f32; 5],
    colour: LinearRgba,
    casing: LinearRgba,
    style: ArrowStyle,
) {
    let optimal = optimal_actions(optimum);
    let middle = centre(cell);
    let width = if style.detailed { 0.05 } else { 0.1 };
    let size = if style.detailed { Vec2::new(0.045, 0.1) } else { Vec2::new(0.08, 0.18) };
    for action in Action::ALL {
        if !optimal[action.index()] {
            continue;
        }
        let towards = direction(action);
        if towards == Vec2::ZERO {
            let radius = if style.detailed { 0.24 } else { 0.34 };
            let cased = Shape::disc(middle, radius + 0.015).stroke(width + 0.03);
            painter.draw(cased, casing.with_alpha(0.55));
            painter.draw(Shape::disc(middle, radius).stroke(width), colour);
        } else {
            let at = middle + towards * 0.38;
            let cased = Shape::chevron(at, size, width + 0.045).towards(towards);
            painter.draw(cased, casing.with_alpha(0.55));
            painter.draw(Shape::chevron(at, size, width).towards(towards), colour);
        }
    }
}

/// Marks a cell where the agent would do something that is not optimal: an outline with a cut corner.
pub fn paint_difference(painter: &mut Painter, cell: Cell, colour: LinearRgba, sign: LinearRgba) {
    let middle = centre(cell);
    let outline = Shape::rectangle(middle, Vec2::splat(0.46)).rounded(0.09);
    painter.draw(outline.stroke(0.05), colour);
    let badge = middle + Vec2::new(0.34, -0.34);
    painter.draw(Shape::disc(badge, 0.13), colour);
    // An unequal sign, drawn: fonts need not have one.
    for y in [-0.03, 0.03] {
        let half = Vec2::new(0.06, 0.013);
        painter.draw(Shape::pill(badge + Vec2::new(0.0, y), half), sign);
    }
    let slash = Shape::line(badge + Vec2::new(-0.03, 0.065), badge + Vec2::new(0.03, -0.065), 0.024);
    painter.draw(slash, sign);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learning::ActionValues;

    const STYLE: ArrowStyle = ArrowStyle { detailed: true, with_optimum: false };

    fn shapes(values: [f32; 5], style: ArrowStyle) -> usize {
        let mut painter = Painter::default();
        let cell = Cell { x: 0, y: 0 };
        let values = CellValues { values, kind: ActionValues::Q };
        paint_choice(&mut painter, cell, &values, LinearRgba::WHITE, style);
        painter.len()
    }

    #[test]
    fn without_a_preference_there_is_no_arrow() {
        assert_eq!(shapes([0.0; 5], STYLE), 0);
    }

    #[test]
    fn a_small_cell_shows_the_best_alone() {
        let values = [0.5, 1.0, 0.6, 0.7, 0.1];
        let small = ArrowStyle { detailed: false, ..STYLE };
        assert_eq!(shapes(values, small), 1);
        assert!(shapes(values, STYLE) > 4);
    }

    #[test]
    fn every_optimal_action_gets_its_bracket() {
        let mut painter = Painter::default();
        let white = LinearRgba::WHITE;
        let cell = Cell { x: 0, y: 0 };
        let optimum = [0.2, 0.9, 0.9, 0.1, 0.0];
        paint_optimum(&mut painter, cell, &optimum, white, white, STYLE);
        assert_eq!(painter.len(), 4);
    }
}
