//! What flashes up for a moment: hits and goals, told by messages, aged by the clock.
//! When something was hit is decided elsewhere.

use std::f32::consts::TAU;

use bevy::prelude::*;

use crate::gridworld::{Cell, Outcome};

use super::{
    BoardModel, BoardOptions, BoardPalette, BoardSystems, Painter, Shape,
    easing::{ARRIVED, centre, ease_out},
};

/// How long a flash is seen, in seconds.
const LASTS: f32 = 0.7;
/// How long a flash waits for pieces to arrive at most, in seconds.
const PATIENCE: f32 = 0.6;
/// How long a hit shakes the board, in seconds, and how far, in cells.
const SHAKES: f32 = 0.22;
const SHAKE: f32 = 0.05;
/// More at a time would only be noise.
const MOST: usize = 16;
/// Flashes that may begin in any second on the whole screen (WCAG 2.2, 2.3.1): more can cause seizures.
const MOST_A_SECOND: usize = 3;

/// Something happened on a cell of a board.
#[derive(Message, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flash {
    /// The board.
    pub board: Entity,
    /// What happened.
    pub kind: FlashKind,
    /// The cell on it.
    pub cell: Cell,
}

/// What flashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlashKind {
    /// An agent and an obstacle met.
    Hit,
    /// An agent reached a goal.
    Goal,
}

/// What flashes after a step: what it brought each agent, on the cell where it landed.
pub fn flashes<'a>(outcomes: &'a [Outcome], landed: &'a [Cell]) -> impl Iterator<Item = (FlashKind, Cell)> + 'a {
    outcomes.iter().zip(landed).flat_map(|(outcome, &cell)| {
        let hit = (outcome.hits > 0).then_some((FlashKind::Hit, cell));
        hit.into_iter().chain(outcome.goal.then_some((FlashKind::Goal, cell)))
    })
}

/// What is flashing on a board.
#[derive(Component, Clone, Debug, Default)]
pub struct Effects {
    running: Vec<Effect>,
    /// Happened already, but their pieces are still on their way there.
    waiting: Vec<Effect>,
    still: bool,
}

#[derive(Clone, Copy, Debug)]
struct Effect {
    kind: FlashKind,
    cell: Cell,
    age: f32,
    /// Whether it flashes; else only faces show it.
    is_seen: bool,
}

/// The flashes of the last second on all boards together, as the seconds since each began.
#[derive(Resource, Default)]
struct FlashLimit(Vec<f32>);

impl FlashLimit {
    fn pass(&mut self, seconds: f32) {
        self.0.retain_mut(|age| {
            *age += seconds;
            *age <= 1.0
        });
    }

    /// Whether one more may begin now; it counts if so.
    fn admits(&mut self) -> bool {
        let is_free = self.0.len() < MOST_A_SECOND;
        if is_free {
            self.0.push(0.0);
        }
        is_free
    }
}

impl Effects {
    fn add(&mut self, kind: FlashKind, cell: Cell, limit: &mut FlashLimit) {
        let is_same = |effect: &Effect| (effect.kind, effect.cell) == (kind, cell);
        let is_seen = limit.admits();
        if !is_seen && self.running.iter().any(|effect| effect.is_seen && is_same(effect)) {
            return;
        }
        // At turbo the same happens many times a frame: one flash that starts anew, not a hundred.
        self.running.retain(|effect| !is_same(effect));
        if self.running.len() == MOST {
            self.running.remove(0);
        }
        self.running.push(Effect { kind, cell, age: 0.0, is_seen });
    }

    /// Takes on what has happened; while a piece is still gliding to its cell, the flash waits for it.
    fn tell(&mut self, kind: FlashKind, cell: Cell, model: &BoardModel, limit: &mut FlashLimit) {
        let moves = model.agents.iter().map(|agent| (agent.from, agent.to));
        let others = model.obstacles.iter().map(|obstacle| (obstacle.from, obstacle.to));
        let coming = moves.chain(others).any(|(from, to)| to == cell && from != to);
        if !coming || self.still || model.progress >= ARRIVED {
            self.add(kind, cell, limit);
        } else if self.waiting.len() < MOST {
            self.waiting.push(Effect { kind, cell, age: 0.0, is_seen: false });
        }
    }

    /// Starts what waited for pieces that have arrived by now.
    fn release(&mut self, progress: f32, seconds: f32, limit: &mut FlashLimit) {
        for effect in std::mem::take(&mut self.waiting) {
            let age = effect.age + seconds;
            if progress >= ARRIVED || age > PATIENCE {
                self.add(effect.kind, effect.cell, limit);
            } else {
                self.waiting.push(Effect { age, ..effect });
            }
        }
    }

    fn grow_older(&mut self, seconds: f32) {
        for effect in &mut self.running {
            effect.age += seconds;
        }
        self.running.retain(|effect| effect.age < LASTS);
    }

    /// Whether something of this kind has just happened near a place (board coordinates).
    pub fn near(&self, kind: FlashKind, at: Vec2) -> bool {
        self.running.iter().any(|effect| effect.kind == kind && centre(effect.cell).distance(at) < 1.2)
    }

    /// How far the board is off its place just now, in cells.
    pub fn shake(&self) -> Vec2 {
        let youngest = self
            .running
            .iter()
            .filter(|effect| effect.is_seen && effect.kind == FlashKind::Hit)
            .map(|effect| effect.age)
            .fold(SHAKES, f32::min);
        if self.still || youngest >= SHAKES {
            return Vec2::ZERO;
        }
        let strength = SHAKE * (1.0 - youngest / SHAKES);
        Vec2::new((youngest * 95.0).sin(), (youngest * 71.0).cos() * 0.6) * strength
    }

    /// The glow on the floor, under the pieces.
    pub fn paint_glow(&self, painter: &mut Painter, palette: &BoardPalette) {
        for effect in self.running.iter().filter(|effect| effect.is_seen && !self.still) {
            let at = centre(effect.cell);
            let fading = 1.0 - effect.age / LASTS;
            let (reach, blur, colour) = match effect.kind {
                FlashKind::Hit => (0.5, 0.2, palette.hit.with_alpha(0.75 * fading * fading)),
                FlashKind::Goal => (0.6, 0.3, palette.goal.with_alpha(0.5 * fading)),
            };
            painter.draw(Shape::disc(at, reach).blurred(blur), colour);
        }
    }

    /// Rings and sparks, over the pieces.
    pub fn paint(&self, painter: &mut Painter, palette: &BoardPalette) {
        for effect in self.running.iter().filter(|effect| effect.is_seen) {
            let at = centre(effect.cell);
            let share = effect.age / LASTS;
            match effect.kind {
                FlashKind::Hit => paint_hit(painter, palette, at, share, self.still),
                FlashKind::Goal => paint_goal(painter, palette, at, share, self.still),
            }
        }
    }
}

fn paint_hit(painter: &mut Painter, palette: &BoardPalette, at: Vec2, share: f32, still: bool) {
    let radius = if still { 0.56 } else { 0.36 + 0.5 * ease_out(share) };
    let ring = Shape::disc(at, radius).stroke(0.03 + 0.07 * (1.0 - share));
    painter.draw(ring, palette.hit.with_alpha(1.0 - share));
    // Spikes tell a hit from a goal without colour.
    for spike in 0..8 {
        let direction = Vec2::from_angle(spike as f32 * TAU / 8.0 + TAU / 16.0);
        let (inner, outer) = (radius * 0.9, radius + 0.16 * (1.0 - share));
        let line = Shape::line(at + direction * inner, at + direction * outer, 0.05);
        painter.draw(line, palette.hit.with_alpha(1.0 - share));
    }
}

fn paint_goal(painter: &mut Painter, palette: &BoardPalette, at: Vec2, share: f32, still: bool) {
    let fading = 1.0 - share;
    if still {
        let ring = Shape::disc(at, 0.52).stroke(0.06);
        painter.draw(ring, palette.goal.with_alpha(fading));
        return;
    }
    let reach = 0.35 + 0.75 * ease_out(share);
    // A dark line within the bright ring: it shows on bright floors too.
    let line = Shape::disc(at, reach - 0.01 - 0.05 * fading).stroke(0.035);
    painter.draw(line, palette.goal_line.with_alpha(0.6 * fading));
    let ring = Shape::disc(at, reach).stroke(0.015 + 0.05 * fading);
    painter.draw(ring, palette.goal.with_alpha(fading));
    for spark in 0..12 {
        let direction = Vec2::from_angle(spark as f32 * TAU / 12.0);
        let far = reach * if spark % 2 == 0 { 1.08 } else { 0.8 };
        let place = at + direction * far;
        let colour = palette.goal.with_alpha(fading);
        if spark % 2 == 0 {
            let star = Shape::star(place, 0.1 * fading + 0.02, 4, 3.2).turned(share * 2.0);
            painter.draw(star, colour);
        } else {
            painter.draw(Shape::disc(place, 0.035 * fading + 0.01), colour);
        }
    }
}

pub(super) fn plugin(app: &mut App) {
    app.register_required_components::<BoardModel, Effects>();
    app.init_resource::<FlashLimit>()
        .add_message::<Flash>()
        .add_systems(PostUpdate, flash.in_set(BoardSystems::Arrange));
}

fn flash(
    time: Res<Time>,
    options: Res<BoardOptions>,
    mut limit: ResMut<FlashLimit>,
    mut messages: MessageReader<Flash>,
    mut boards: Query<(&mut Effects, &BoardModel)>,
) {
    limit.pass(time.delta_secs());
    for (mut effects, model) in &mut boards {
        effects.still = options.reduced_motion;
        effects.grow_older(time.delta_secs());
        effects.release(model.progress, time.delta_secs(), &mut limit);
    }
    for message in messages.read() {
        if let Ok((mut effects, model)) = boards.get_mut(message.board) {
            effects.tell(message.kind, message.cell, model, &mut limit);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bevy::time::TimeUpdateStrategy;

    use super::*;
    use crate::game::board::AgentView;

    const HERE: Cell = Cell { x: 2, y: 1 };

    #[test]
    fn a_flash_passes() {
        let mut effects = Effects::default();
        effects.add(FlashKind::Hit, HERE, &mut FlashLimit::default());
        assert!(effects.near(FlashKind::Hit, centre(HERE)));
        assert!(!effects.near(FlashKind::Goal, centre(HERE)));
        effects.grow_older(LASTS / 2.0);
        assert!(effects.near(FlashKind::Hit, centre(HERE)));
        effects.grow_older(LASTS);
        assert!(!effects.near(FlashKind::Hit, centre(HERE)));
        assert_eq!(effects.shake(), Vec2::ZERO);
    }

    #[test]
    fn a_flash_waits_for_the_piece_that_is_on_its_way() {
        let gliding = |progress| BoardModel {
            agents: vec![AgentView {
                from: Cell::new(1, 1),
                to: HERE,
                facing: (1, 0),
                seat: 0,
                alive: true,
                won: None,
                trail: Vec::new(),
            }],
            progress,
            ..default()
        };
        let seen = |effects: &Effects| effects.near(FlashKind::Hit, centre(HERE));
        let mut effects = Effects::default();
        effects.tell(FlashKind::Hit, HERE, &gliding(0.1), &mut FlashLimit::default());
        effects.release(0.2, 0.02, &mut FlashLimit::default());
        assert!(!seen(&effects));
        effects.release(0.9, 0.02, &mut FlashLimit::default());
        assert!(seen(&effects));

        // Nobody is coming: at once. And where time stands still it does not wait for ever.
        let mut effects = Effects::default();
        effects.tell(FlashKind::Hit, HERE, &BoardModel::default(), &mut FlashLimit::default());
        assert!(seen(&effects));
        let mut effects = Effects::default();
        effects.tell(FlashKind::Hit, HERE, &gliding(0.0), &mut FlashLimit::default());
        effects.release(0.0, PATIENCE + 0.1, &mut FlashLimit::default());
        assert!(seen(&effects));
    }

    #[test]
    fn repeating_a_flash_starts_it_anew_and_there_are_never_too_many() {
        let mut effects = Effects::default();
        for index in 0..1000 {
            effects.add(FlashKind::Hit, HERE, &mut FlashLimit::default());
            effects.add(FlashKind::Goal, Cell { x: index, y: 0 }, &mut FlashLimit::default());
            assert!(effects.running.len() <= MOST);
        }
        let hits = effects.running.iter().filter(|e| e.kind == FlashKind::Hit);
        assert_eq!(hits.count(), 1);
    }

    #[test]
    fn only_hits_shake_and_only_where_motion_is_wanted() {
        let mut effects = Effects::default();
        effects.add(FlashKind::Goal, HERE, &mut FlashLimit::default());
        effects.grow_older(0.05);
        assert_eq!(effects.shake(), Vec2::ZERO);
        effects.add(FlashKind::Hit, HERE, &mut FlashLimit::default());
        effects.grow_older(0.05);
        assert!(effects.shake().length() > 0.0 && effects.shake().length() < 2.0 * SHAKE);
        effects.still = true;
        assert_eq!(effects.shake(), Vec2::ZERO);
    }

    #[test]
    fn at_most_three_flashes_begin_in_any_second_on_all_boards_together() {
        let mut app = App::new();
        app.add_plugins((MinimalPlugins, plugin)).init_resource::<BoardOptions>();
        app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::from_millis(20)));
        let boards: Vec<Entity> = (0..4).map(|_| app.world_mut().spawn(BoardModel::default()).id()).collect();
        let mut begun = Vec::new();
        for frame in 0..500 {
            for &board in &boards {
                for (n, kind) in [FlashKind::Hit, FlashKind::Goal].into_iter().enumerate() {
                    app.world_mut().write_message(Flash { board, kind, cell: Cell::new(frame % 7, n as i32) });
                }
            }
            app.update();
            let mut effects = app.world_mut().query::<&Effects>();
            let begin = |effects: &Effects| effects.running.iter().filter(|e| e.is_seen && e.age == 0.0).count();
            let count = effects.iter(app.world()).map(begin).sum();
            begun.extend(std::iter::repeat_n(frame, count));
        }
        assert!(begun.len() >= 27, "in ten seconds only {} are seen", begun.len());
        for four in begun.windows(4) {
            assert!(four[3] - four[0] >= 50, "four within a second: {four:?}, in frames of 20 ms");
        }
    }
}
