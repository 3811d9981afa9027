//! The learning curve that grows in a corner: the mean return of the last episodes, drawn as far as the video has come.

use bevy::{camera::visibility::NoFrustumCulling, prelude::*, sprite::Anchor};

use super::{
    ReturnCurve,
    fitting::{LINE, Ruler},
    layers::Static,
    text::{SceneWords, TextStyle2d, TextStyles, write},
};
use crate::{
    curves::statistics::moving_average,
    game::board::{Painter, Shape, ShapeMaterial, world_from_window},
    language::Texts,
    theme::{self, Theme},
};

/// More points than this along x cannot be told apart.
const POINTS: usize = 200;

/// A curve on the screen. Lengths are in units of the frame's letters, from the plot's top left, y downwards.
pub(super) struct CurveView {
    mesh: Handle<Mesh>,
    /// (episode, mean return), the first at episode 0.
    points: Vec<Vec2>,
    low: f32,
    high: f32,
    size: Vec2,
    optimum: Option<f32>,
    /// Those that are shown, marked on the axis.
    episodes: Vec<f32>,
    colours: CurveColours,
    /// How far it is drawn.
    tip: Option<f32>,
}

#[derive(Clone, Copy)]
struct CurveColours {
    line: LinearRgba,
    axis: LinearRgba,
    optimum: LinearRgba,
}

impl CurveView {
    /// A curve within `place`; nothing if there are no returns.
    pub(super) fn new(
        world: &mut World,
        styles: &TextStyles,
        (theme, texts): (&Theme, &Texts),
        (place, unit, frame): (Rect, f32, Vec2),
        (curve, episodes): (&ReturnCurve, &[f32]),
    ) -> Option<Self> {
        let total = curve.returns.len();
        let window = curve.window();
        let means = moving_average(&curve.returns, window);
        let points = thin_out(&means)?;
        let optimum = curve.optimum.map(|optimum| optimum as f32);
        let values = points.iter().map(|point| point.y).chain(optimum);
        let (low, high) =
            values.fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));

        let (above, left, under) = (1.7, 2.1, 1.1);
        let plot = Rect::new(
            place.min.x + left * unit,
            place.min.y + above * unit,
            place.max.x - 0.3 * unit,
            place.max.y - under * unit,
        );
        let mut write_at = |at: Vec2, anchor, words: &str, width: f32| {
            let usual = 0.75 * unit;
            let fitted = Ruler::new(false).fit(words, Vec2::new(width, LINE * usual), 0.45 * unit..=usual);
            let style = TextStyle2d { at, anchor, size: fitted.size, is_bold: false, is_soft: true, width, depth: 2.0 };
            let text = world.spawn((Name::new("Curve's text"), styles.text(&style), Static, SceneWords)).id();
            write(world, text, &fitted.text);
        };
        let about = texts.t_with("video-curve", &[("window", window.into())]);
        write_at(place.min, Anchor::TOP_LEFT, &about, place.width());
        let gap = Vec2::new(0.35 * unit, 0.0);
        let beside = left * unit - gap.x;
        write_at(plot.min - gap, Anchor::CENTER_RIGHT, &number(high), beside);
        write_at(Vec2::new(plot.min.x, plot.max.y) - gap, Anchor::CENTER_RIGHT, &number(low), beside);
        let last = texts.t_with("video-curve-end", &[("episodes", total.into())]);
        write_at(plot.max + Vec2::new(0.0, 0.2 * unit), Anchor::TOP_RIGHT, &last, plot.max.x - place.min.x);

        let mesh = world.resource::<Assets<Mesh>>().reserve_handle();
        let material = world.resource_mut::<Assets<ShapeMaterial>>().add(ShapeMaterial::default());
        let at = world_from_window(plot.min, frame).extend(2.0);
        world.spawn((
            Name::new("Curve"),
            SceneWords,
            Mesh2d(mesh.clone()),
            MeshMaterial2d(material),
            Transform::from_translation(at).with_scale(Vec3::new(unit, unit, 1.0)),
            NoFrustumCulling,
        ));
        let linear = |colour| theme::bevy_color(colour).to_linear();
        Some(Self {
            mesh,
            points,
            low,
            high,
            size: plot.size() / unit,
            optimum,
            episodes: episodes.to_vec(),
            colours: CurveColours {
                line: linear(theme.palette.series[0]),
                axis: linear(theme.palette.outline),
                optimum: linear(theme.palette.optimum),
            },
            tip: None,
        })
    }

    /// Draws it up to an episode, or between two.
    pub(super) fn grow(&mut self, world: &mut World, tip: f32) {
        if self.tip == Some(tip) {
            return;
        }
        self.tip = Some(tip);
        let mesh = self.paint(tip).into_mesh();
        world
            .resource_mut::<Assets<Mesh>>()
            .insert(self.mesh.id(), mesh)
            .expect("the handle is held here, so its place among the meshes is still there");
    }

    fn paint(&self, tip: f32) -> Painter {
        let mut painter = Painter::with_room_for(POINTS + 40);
        let Vec2 { x: width, y: height } = self.size;
        painter.draw(Shape::line(Vec2::new(0.0, height), self.size, 0.05), self.colours.axis);
        painter.draw(Shape::line(Vec2::ZERO, Vec2::new(0.0, height), 0.05), self.colours.axis);
        if let Some(optimum) = self.optimum {
            let y = self.place(Vec2::new(0.0, optimum)).y;
            let dashes = (width / 0.5).floor().max(1.0);
            for dash in 0..dashes as usize {
                let from = dash as f32 / dashes * width;
                let to = from + 0.5 * width / dashes;
                painter.draw(Shape::line(Vec2::new(from, y), Vec2::new(to, y), 0.06), self.colours.optimum);
            }
        }
        for &episode in &self.episodes {
            let x = self.place(Vec2::new(episode, self.low)).x;
            painter.draw(Shape::line(Vec2::new(x, height), Vec2::new(x, height + 0.25), 0.08), self.colours.axis);
        }
        let tip = self.at(tip);
        let until = self.points.iter().copied().take_while(|point| point.x < tip.x).chain([tip]);
        let places: Vec<Vec2> = until.map(|point| self.place(point)).collect();
        for pair in places.windows(2) {
            painter.draw(Shape::line(pair[0], pair[1], 0.12), self.colours.line);
        }
        painter.draw(Shape::disc(self.place(tip), 0.2), self.colours.line);
        painter
    }

    /// The curve's point at an episode, between those that are kept.
    fn at(&self, episode: f32) -> Vec2 {
        let after = self.points.partition_point(|point| point.x < episode).min(self.points.len() - 1);
        let (from, to) = (self.points[after.saturating_sub(1)], self.points[after]);
        let share = ((episode - from.x) / (to.x - from.x).max(1e-6)).clamp(0.0, 1.0);
        from.lerp(to, share)
    }

    /// From (episode, return) to a place in the plot.
    fn place(&self, point: Vec2) -> Vec2 {
        let last = self.points.last().map_or(1.0, |point| point.x).max(1.0);
        let span = (self.high - self.low).max(1e-6);
        Vec2::new(along(point.x / last), (self.high - point.y) / span) * self.size
    }
}

/// How far along the axis a share of the episodes lies. The early ones change most, and of them most are shown: runs keep the episodes
/// 1, 8, 27, 64 and so on, which are evenly spread along cube roots.
fn along(share: f32) -> f32 {
    share.max(0.0).cbrt()
}

/// At most [`POINTS`] points of the means, with a place for episode 0; `None` where there is no mean.
fn thin_out(means: &[f64]) -> Option<Vec<Vec2>> {
    let point = |index: usize| Vec2::new((index + 1) as f32, means[index] as f32);
    let count = means.len().min(POINTS);
    // As far from each other on the axis, as far as there are episodes.
    let place = |place: usize| ((place as f64 / count as f64).powi(3) * means.len() as f64).ceil() as usize;
    let mut places: Vec<usize> = (1..=count).map(|index| place(index).clamp(1, means.len())).collect();
    places.dedup();
    let ends = places.into_iter().map(|place| point(place - 1));
    let ends: Vec<Vec2> = ends.filter(|point| point.y.is_finite()).collect();
    let first = ends.first()?.with_x(0.0);
    Some(std::iter::once(first).chain(ends).collect())
}

/// At most two decimals, and none that say nothing.
pub(super) fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!([1.0, -0.5, -0.001, 12.345].map(number), ["1", "−0.5", "0", "12.35"]);
    }

    #[test]
    fn points_are_thinned_out_from_the_first_to_the_last() {
        for count in [1, 2, 199, 200, 201, 5000] {
            let means: Vec<f64> = (0..count).map(f64::from).collect();
            let points = thin_out(&means).expect("there are some");
            assert!(points.len() <= POINTS + 1);
            assert_eq!(points[0].x, 0.0);
            assert_eq!(points.last().map(|point| point.x), Some(count as f32));
            assert!(points.windows(2).all(|pair| pair[0].x < pair[1].x));
        }
        assert_eq!(thin_out(&[]), None);
        assert_eq!(thin_out(&[f64::NAN]), None);
    }
}
