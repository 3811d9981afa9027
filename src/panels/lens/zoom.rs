//! How a network's picture is laid out: layers as columns, and in them a height and a light for every unit. What is in front gets room
//! for its number, the rest is dimmed; from one state to the next everything moves along, so that it stays in view.

use bevy_egui::egui::{Context, Rect, Ui, lerp};

/// Seconds from one state to the next.
const SECONDS: f64 = 0.2;
/// What is left of the light of what is not in front.
const DIM: f32 = 0.3;

/// A unit in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    /// Its height, in points.
    pub height: f32,
    /// How bright it is, 0 to 1.
    pub light: f32,
}

/// What is in front of a network's picture, as columns and places in them.
#[derive(Clone, Debug, Default)]
pub(super) struct Front {
    /// Units with their numbers.
    pub marked: Vec<(usize, usize)>,
    /// Units that are not dimmed beside these.
    pub lit: Vec<(usize, usize)>,
    /// A column that is not dimmed.
    pub column: Option<usize>,
}

/// A column for each layer, a spot for each unit.
type Columns = Vec<Vec<Spot>>;

/// The columns as they are shown, on the way from one state to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Zoom {
    from: Columns,
    to: Columns,
    began: f64,
}

impl Zoom {
    /// The columns of this frame. What has another shape than before is there at once, and so is everything where motion is reduced.
    pub fn columns(&mut self, ui: &Ui, wanted: Columns) -> Columns {
        let context = ui.ctx();
        let now = context.input(|input| input.time);
        if wanted != self.to {
            let is_same_network = shape(&wanted).eq(shape(&self.to));
            let moves = is_same_network && ui.style().animation_time > 0.0;
            self.from = if moves { self.at(context, now) } else { wanted.clone() };
            self.to = wanted;
            self.began = now;
        }
        self.at(context, now)
    }

    fn at(&self, context: &Context, now: f64) -> Columns {
        let share = ((now - self.began) / SECONDS).clamp(0.0, 1.0) as f32;
        if share >= 1.0 || self.from == self.to {
            return self.to.clone();
        }
        context.request_repaint();
        // Slow at both ends.
        let share = share * share * (3.0 - 2.0 * share);
        let between = |(from, to): (&Spot, &Spot)| Spot {
            height: lerp(from.height..=to.height, share),
            light: lerp(from.light..=to.light, share),
        };
        let column = |(from, to): (&Vec<Spot>, &Vec<Spot>)| from.iter().zip(to).map(between).collect();
        self.from.iter().zip(&self.to).map(column).collect()
    }
}

fn shape(columns: &Columns) -> impl Iterator<Item = usize> {
    columns.iter().map(Vec::len)
}

impl Front {
    /// The columns with this in front: `counts` units in each, in an area of so many points, where a line of text is `line` high.
    pub fn columns(&self, counts: &[usize], area: Rect, line: f32) -> Columns {
        let column = |(column, &count): (usize, &usize)| {
            let is_in = |list: &[(usize, usize)], unit: usize| list.contains(&(column, unit));
            let height = (area.height() / count as f32).min(area.height() / 9.0);
            let marked = self.marked.iter().filter(|(of, _)| *of == column).count().min(count);
            // A thin unit grows to a line of text; the others of its layer give way.
            let grown = height.max(line);
            let rest = (height * count as f32 - grown * marked as f32) / (count - marked).max(1) as f32;
            let spot = |unit: usize| {
                let is_marked = is_in(&self.marked, unit);
                let is_lit =
                    is_marked || is_in(&self.lit, unit) || self.column == Some(column) || self.marked.is_empty();
                Spot { height: if is_marked { grown } else { rest.max(0.5) }, light: if is_lit { 1.0 } else { DIM } }
            };
            (0..count).map(spot).collect()
        };
        counts.iter().enumerate().map(column).collect()
    }
}

#[cfg(test)]
mod tests {
    use bevy_egui::egui::{pos2, vec2};

    use super::*;

    #[test]
    fn what_is_in_front_has_a_line_of_room_and_its_layer_stays_as_high() {
        let area = Rect::from_min_size(pos2(0.0, 0.0), vec2(400.0, 500.0));
        let whole = Front::default().columns(&[39, 256, 5], area, 15.0);
        let front = Front { marked: vec![(1, 7), (1, 200), (2, 0)], lit: vec![(0, 3)], column: None };
        let columns = front.columns(&[39, 256, 5], area, 15.0);
        let height = |column: &Vec<Spot>| column.iter().map(|spot| spot.height).sum::<f32>();
        for (one, other) in whole.iter().zip(&columns) {
            assert!((height(one) - height(other)).abs() < 0.01 && height(other) <= 500.01);
        }
        assert!(columns[1][7].height >= 15.0 && columns[1][8].height < whole[1][8].height);
        assert!(whole.iter().flatten().all(|spot| spot.light == 1.0), "nothing is dimmed while nothing is in front");
        let lit: Vec<_> = columns.iter().map(|column| column.iter().filter(|spot| spot.light == 1.0).count()).collect();
        assert_eq!(lit, [1, 2, 1]);
    }
}
