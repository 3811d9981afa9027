//! A small painter: shapes collected into one mesh, whose edges the shader computes, so they are crisp at any size.
//! Board coordinates here (cells, y downwards); colours and what to paint come from the callers.

use std::f32::consts::FRAC_PI_2;

use bevy::{
    asset::RenderAssetUsages,
    mesh::{Indices, PrimitiveTopology},
    prelude::*,
};

use super::material::{ATTRIBUTE_CORNERS, ATTRIBUTE_FRAME, ATTRIBUTE_STYLE};

/// Room around a shape for the soft edge, in cells.
const MARGIN: f32 = 0.06;

/// The shader's formulas; the numbers are written there too.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Form {
    Rectangle = 0,
    Star = 1,
    Chevron = 2,
    Arc = 3,
}

/// One shape: where, which, and how it is filled.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    centre: Vec2,
    half: Vec2,
    /// Counterclockwise on the screen.
    angle: f32,
    form: Form,
    corners: [f32; 4],
    parameter: f32,
    stroke: f32,
    blur: f32,
}

impl Shape {
    fn new(form: Form, centre: Vec2, half: Vec2) -> Self {
        Self { centre, half, angle: 0.0, form, corners: [0.0; 4], parameter: 0.0, stroke: 0.0, blur: 0.0 }
    }

    pub fn rectangle(centre: Vec2, half: Vec2) -> Self {
        Self::new(Form::Rectangle, centre, half)
    }

    pub fn disc(centre: Vec2, radius: f32) -> Self {
        Self::rectangle(centre, Vec2::splat(radius)).rounded(radius)
    }

    /// As round as it can be: a disc, an upright or a lying pill.
    pub fn pill(centre: Vec2, half: Vec2) -> Self {
        Self::rectangle(centre, half).rounded(half.min_element())
    }

    /// A line with round ends.
    pub fn line(from: Vec2, to: Vec2, width: f32) -> Self {
        let along = to - from;
        let half = Vec2::new((along.length() + width) / 2.0, width / 2.0);
        Self::rectangle((from + to) / 2.0, half).rounded(width / 2.0).towards(along)
    }

    /// A regular polygon; a corner points up.
    pub fn polygon(centre: Vec2, radius: f32, corners: u32) -> Self {
        Self::star(centre, radius, corners, 2.0)
    }

    /// A star; `sharpness` from 2 (the polygon) to the number of `points` (needles). A point points up.
    pub fn star(centre: Vec2, radius: f32, points: u32, sharpness: f32) -> Self {
        let corners = [0.0, sharpness, 0.0, 0.0];
        Self { corners, parameter: points as f32, ..Self::new(Form::Star, centre, Vec2::splat(radius)) }
    }

    /// A bracket that points to the right: two strokes of `width` from its tip.
    pub fn chevron(centre: Vec2, half: Vec2, width: f32) -> Self {
        Self::new(Form::Chevron, centre, half).rounded(width / 2.0)
    }

    /// Part of a ring around the direction up, `aperture` to either side (radians).
    pub fn arc(centre: Vec2, radius: f32, aperture: f32, width: f32) -> Self {
        let whole = Self::new(Form::Arc, centre, Vec2::splat(radius)).rounded(width / 2.0);
        Self { parameter: aperture, ..whole }
    }

    /// Rounds all corners; a polygon or star stays inside its radius.
    pub fn rounded(mut self, radius: f32) -> Self {
        if self.form == Form::Rectangle {
            self.corners = [radius; 4];
        } else {
            self.corners[0] = radius;
        }
        self
    }

    /// Rounds a rectangle's corners one by one: top left, top right, bottom right, bottom left.
    pub fn rounded_each(self, radii: [f32; 4]) -> Self {
        Self { corners: radii, ..self }
    }

    /// Turns what points to the right towards `direction` (y downwards).
    pub fn towards(self, direction: Vec2) -> Self {
        Self { angle: (-direction.y).atan2(direction.x), ..self }
    }

    /// Turns what points up towards `direction` (y downwards).
    pub fn tip_towards(self, direction: Vec2) -> Self {
        self.towards(direction).turned(-FRAC_PI_2)
    }

    pub fn turned(self, angle: f32) -> Self {
        Self { angle: self.angle + angle, ..self }
    }

    /// Only the outline, `width` inwards.
    pub fn stroke(self, width: f32) -> Self {
        Self { stroke: width, ..self }
    }

    /// A soft edge this far to both sides: shadows and glows.
    pub fn blurred(self, reach: f32) -> Self {
        Self { blur: reach, ..self }
    }
}

/// Collects shapes, the later over the earlier.
#[derive(Default)]
pub struct Painter {
    positions: Vec<[f32; 3]>,
    colours: Vec<[f32; 4]>,
    frames: Vec<[f32; 4]>,
    corners: Vec<[f32; 4]>,
    styles: Vec<[f32; 4]>,
}

impl Painter {
    pub fn with_room_for(shapes: usize) -> Self {
        let vertices = shapes * 4;
        Self {
            positions: Vec::with_capacity(vertices),
            colours: Vec::with_capacity(vertices),
            frames: Vec::with_capacity(vertices),
            corners: Vec::with_capacity(vertices),
            styles: Vec::with_capacity(vertices),
        }
    }

    /// How many shapes there are.
    pub fn len(&self) -> usize {
        self.positions.len() / 4
    }

    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    pub fn draw(&mut self, shape: Shape, colour: LinearRgba) {
        if colour.alpha <= 0.0 {
            return;
        }
        // A chevron's strokes and an arc's ends reach beyond the frame by half their width.
        let beyond = match shape.form {
            Form::Chevron | Form::Arc => shape.corners[0],
            Form::Rectangle | Form::Star => 0.0,
        };
        let reach = shape.half + Vec2::splat(MARGIN + shape.blur + beyond);
        let turn = Vec2::from_angle(shape.angle);
        for (x, y) in [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)] {
            let local = reach * Vec2::new(x, y);
            let offset = turn.rotate(local);
            self.positions.push([shape.centre.x + offset.x, offset.y - shape.centre.y, 0.0]);
            self.colours.push(colour.to_f32_array());
            self.frames.push([local.x, local.y, shape.half.x, shape.half.y]);
            self.corners.push(shape.corners);
            self.styles.push([f32::from(shape.form as u8), shape.stroke, shape.blur, shape.parameter]);
        }
    }

    /// The mesh of all shapes, in cells with y upwards, for [`ShapeMaterial`](super::ShapeMaterial).
    pub fn into_mesh(self) -> Mesh {
        let indices =
            (0..self.len() as u32).flat_map(|shape| [0, 1, 2, 0, 2, 3].map(|corner| shape * 4 + corner)).collect();
        // The main world never looks at it again: the renderer takes it over instead of copying it.
        Mesh::new(PrimitiveTopology::TriangleList, RenderAssetUsages::RENDER_WORLD)
            .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, self.positions)
            .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, self.colours)
            .with_inserted_attribute(ATTRIBUTE_FRAME, self.frames)
            .with_inserted_attribute(ATTRIBUTE_CORNERS, self.corners)
            .with_inserted_attribute(ATTRIBUTE_STYLE, self.styles)
            .with_inserted_indices(Indices::U32(indices))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_is_a_quad_around_its_centre_with_y_turned_up() {
        let mut painter = Painter::default();
        painter.draw(Shape::disc(Vec2::new(2.0, 3.0), 0.5), LinearRgba::WHITE);
        assert_eq!(painter.len(), 1);
        let middle = painter.positions.iter().fold(Vec2::ZERO, |sum, p| sum + Vec2::new(p[0], p[1])) / 4.0;
        assert!((middle - Vec2::new(2.0, -3.0)).length() < 1e-5);
        let mesh = painter.into_mesh();
        assert_eq!(mesh.count_vertices(), 4);
        assert_eq!(mesh.indices().map(Indices::len), Some(6));
    }

    #[test]
    fn a_line_reaches_both_ends() {
        let mut painter = Painter::default();
        let (from, to) = (Vec2::new(1.0, 1.0), Vec2::new(1.0, 4.0));
        painter.draw(Shape::line(from, to, 0.1), LinearRgba::WHITE);
        let ys = painter.positions.iter().map(|p| p[1]);
        assert!(ys.clone().fold(f32::MAX, f32::min) <= -4.0);
        assert!(ys.fold(f32::MIN, f32::max) >= -1.0);
        for position in &painter.positions {
            assert!((position[0] - 1.0).abs() < 0.2);
        }
    }

    #[test]
    fn what_cannot_be_seen_is_not_drawn() {
        let mut painter = Painter::with_room_for(1);
        painter.draw(Shape::disc(Vec2::ZERO, 1.0), LinearRgba::NONE);
        assert!(painter.is_empty());
    }
}
