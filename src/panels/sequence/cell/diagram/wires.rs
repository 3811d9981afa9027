//! How wires look: the larger the number, the thicker the wire; its colour is that of the heat maps.

use bevy_egui::egui::{Pos2, Rect, Shape as Drawn, Stroke, Vec2, epaint::PathShape};

use super::{Flow, Place, Sheet, Target, plan::Wire};
use crate::theme::mix;

impl Sheet<'_> {
    pub(super) fn paint_wire(&mut self, wire: &Wire) {
        let mut path: Vec<Pos2> = wire.path.iter().map(|place| self.at(*place)).collect();
        let (strength, colour) = match wire.flow {
            Flow::Input => (0.2, self.soft()),
            Flow::States => (self.diagram.states, self.soft()),
            Flow::Number(quantity) => {
                let value = self.diagram.moment.value(quantity);
                (value.abs(), quantity.colour(self.look.theme, value))
            }
        };
        let strength = if strength.is_nan() { 0.0 } else { strength.min(1.0) };
        let width = 1.2 + self.size * 0.36 * strength;
        let quantity = wire.flow.quantity();
        let is_pointed = quantity.is_some() && quantity == self.diagram.pointed;
        let edge = if is_pointed { self.look.theme.palette.accent } else { mix(self.ground, self.soft(), 0.5) };
        for pair in path.windows(2) {
            let near = Rect::from_two_pos(pair[0], pair[1]).expand(width / 2.0 + 3.0);
            self.targets.push((near, Target::Flow(wire.flow)));
        }
        let head = wire.arrow.then(|| self.head(wire.path, &mut path, width)).flatten();
        self.painter.line(path.clone(), Stroke::new(width + 2.0, edge));
        self.painter.line(path, Stroke::new(width, colour));
        if let Some(points) = head {
            let shape = PathShape::convex_polygon(points.into(), colour, Stroke::new(1.0, edge));
            self.painter.add(Drawn::Path(shape));
        }
    }

    /// The arrow's head at the edge of the node that it points at; the path is cut there.
    fn head(&self, places: &[Place], path: &mut [Pos2], width: f32) -> Option<[Pos2; 3]> {
        let [.., from, to] = path else { return None };
        let [.., place] = places else { return None };
        let along = (*to - *from).normalized();
        let is_upright = along.x.abs() < 0.5;
        let meets = |at: Place| (at[1] - place[1]).abs() < 1e-3 && (at[0] - place[0]).abs() < 0.03;
        let node = self.plan.nodes.iter().find(|node| meets(node.at));
        let half = node.map_or(Vec2::ZERO, |node| self.half(node.shape));
        let inside = if is_upright { half.y } else { half.x };
        let (long, wide) = (self.size * 0.5, self.size * 0.26 + width / 2.0);
        let tip = *to - along * (inside + 1.0);
        let back = tip - along * long;
        // One node can be so near to the next one that there is no room for a head.
        if (back - *from).dot(along) <= 0.0 {
            return None;
        }
        *to = back;
        let across = Vec2::new(-along.y, along.x) * wide;
        Some([tip, back + across, back - across])
    }
}
