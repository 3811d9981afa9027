//! What the agent sees, put into words from the very numbers that its network gets: nothing that is not in them is said.

use bevy_egui::egui::{self, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, vec2};
use egui_phosphor::regular as icon;

use super::view::DecisionView;
use crate::{
    gridworld::{Label, Level, Motion, Observation},
    language::Texts,
    panels::{Look, observation::place},
    theme::mix,
};

/// Something that an observation tells of. Distances are in cells from the agent, to the right and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Thing {
    /// An obstacle, counted from 0.
    Obstacle {
        /// Which one.
        number: usize,
        /// How far to the right.
        dx: i32,
        /// How far down.
        dy: i32,
        /// Where it is going, as far as the observation tells.
        heading: Heading,
    },
    /// A goal, counted from 0.
    Goal {
        /// Which one.
        number: usize,
        /// How far to the right.
        dx: i32,
        /// How far down.
        dy: i32,
    },
}

/// What an observation tells about an obstacle's movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Nothing.
    Unknown,
    /// Where it went last.
    Last {
        /// Key of the direction's name.
        direction: &'static str,
    },
    /// What it does next, and in how many steps.
    Next {
        /// Key of the direction's name; `None` where it stays or chance decides.
        direction: Option<&'static str>,
        /// 1 is the next step.
        steps: u32,
    },
}

/// The things that an observation tells of, in its order; nothing for a `view`, which is a picture ([`Window`]).
#[must_use]
pub fn things(observation: Observation, level: &Level, numbers: &[f32]) -> Vec<Thing> {
    let labels = observation.labels(level);
    let value =
        |label: Label| labels.iter().position(|other| *other == label).and_then(|place| numbers.get(place)).copied();
    // `relative` is in cells, `relative-phase` in shares of the board.
    let scaled = matches!(observation, Observation::RelativePhase);
    let (across, down) = if scaled { (level.width as f32, level.height as f32) } else { (1.0, 1.0) };
    let cells = |share: f32, side: f32| (share * side).round() as i32;
    let obstacles = level.obstacles.iter().enumerate().filter_map(|(number, obstacle)| {
        let (dx, dy) = (value(Label::ObstacleX(number))?, value(Label::ObstacleY(number))?);
        let heading = if let Some(sign) = value(Label::ObstacleDirection(number)) {
            last(&obstacle.motion, sign)
        } else if let (Some(x), Some(y), Some(wait)) = (
            value(Label::ObstacleNextX(number)),
            value(Label::ObstacleNextY(number)),
            value(Label::ObstacleWait(number)),
        ) {
            let steps = 1 + (wait * obstacle.every.saturating_sub(1) as f32).round() as u32;
            Heading::Next { direction: towards(x, y), steps }
        } else {
            Heading::Unknown
        };
        Some(Thing::Obstacle { number, dx: cells(dx, across), dy: cells(dy, down), heading })
    });
    let goals = (0..level.goals.len()).filter_map(|number| {
        let (dx, dy) = (value(Label::GoalX(number))?, value(Label::GoalY(number))?);
        Some(Thing::Goal { number, dx: cells(dx, across), dy: cells(dy, down) })
    });
    obstacles.chain(goals).collect()
}

/// The course's direction number: -1 after a move to the right or down, +1 after one to the left or up.
fn last(motion: &Motion, sign: f32) -> Heading {
    let direction = match (motion, sign) {
        (_, 0.0) => return Heading::Unknown,
        (Motion::PatrolX, sign) if sign < 0.0 => "heading-right",
        (Motion::PatrolX, _) => "heading-left",
        (Motion::PatrolY, sign) if sign < 0.0 => "heading-down",
        (Motion::PatrolY, _) => "heading-up",
        (_, sign) if sign < 0.0 => "heading-right-or-down",
        (_, _) => "heading-left-or-up",
    };
    Heading::Last { direction }
}

fn towards(x: f32, y: f32) -> Option<&'static str> {
    match (x.round() as i32, y.round() as i32) {
        (1, 0) => Some("heading-right"),
        (-1, 0) => Some("heading-left"),
        (0, 1) => Some("heading-down"),
        (0, -1) => Some("heading-up"),
        _ => None,
    }
}

/// A thing in words.
fn words(texts: &Texts, thing: &Thing) -> String {
    match *thing {
        Thing::Goal { number, dx, dy } => {
            texts.t_with("seen-goal", &[("number", (number + 1).into()), ("place", place(texts, dx, dy).into())])
        }
        Thing::Obstacle { number, dx, dy, heading } => {
            let place = place(texts, dx, dy);
            let heading = match heading {
                Heading::Unknown => String::new(),
                Heading::Last { direction } => texts.t_with("seen-last", &[("direction", texts.t(direction).into())]),
                Heading::Next { direction: Some(direction), steps } => {
                    texts.t_with("seen-next", &[("direction", texts.t(direction).into()), ("steps", steps.into())])
                }
                Heading::Next { direction: None, steps } => texts.t_with("seen-chance", &[("steps", steps.into())]),
            };
            let key = if heading.is_empty() { "seen-obstacle" } else { "seen-obstacle-heading" };
            texts.t_with(key, &[("number", (number + 1).into()), ("place", place.into()), ("heading", heading.into())])
        }
    }
}

/// The picture that a `view` observation is.
#[derive(Clone, Copy, Debug)]
pub struct Window<'a> {
    size: usize,
    numbers: &'a [f32],
}

impl<'a> Window<'a> {
    /// The window of an observation; `None` where it is not one, or has not the numbers of one.
    #[must_use]
    pub fn of(observation: Observation, numbers: &'a [f32]) -> Option<Self> {
        let Observation::View { size } = observation else {
            return None;
        };
        (numbers.len() >= 4 * size * size).then_some(Self { size, numbers })
    }

    /// Wall, obstacle now, obstacle soon, goal: how much of each is in a cell of the window, counted from its top left corner.
    #[must_use]
    pub fn cell(&self, column: usize, row: usize) -> [f32; 4] {
        let cells = self.size * self.size;
        std::array::from_fn(|channel| self.numbers[channel * cells + row * self.size + column])
    }
}

/// Most lines before the list scrolls.
const LINES: f32 = 7.0;

pub(super) fn ui(ui: &mut Ui, look: Look<'_>, view: &DecisionView<'_>, numbers: &[f32]) {
    let observation = view.setup.observation;
    if let Some(window) = Window::of(observation, numbers) {
        picture(ui, look, window);
        return;
    }
    let p = &look.theme.palette;
    let height = LINES * look.size(ui) * 1.7;
    ScrollArea::vertical().id_salt("decision_seen").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        for thing in things(observation, &view.setup.level, numbers) {
            let (sign, colour) = match thing {
                Thing::Obstacle { .. } => (icon::HEXAGON, p.obstacle),
                Thing::Goal { .. } => (icon::STAR, p.goal_line),
            };
            ui.horizontal_top(|ui| {
                ui.label(RichText::new(sign).color(colour));
                ui.add(egui::Label::new(words(look.texts, &thing)).wrap());
            });
        }
    });
}

fn picture(ui: &mut Ui, look: Look<'_>, window: Window<'_>) {
    let p = &look.theme.palette;
    let side = (ui.available_width() * 0.6).clamp(90.0, 150.0);
    let (response, painter) = ui.allocate_painter(vec2(side, side), Sense::hover());
    let cell_side = side / window.size as f32;
    let share = |colour: egui::Color32, amount: f32| mix(p.floor, colour, amount);
    for row in 0..window.size {
        for column in 0..window.size {
            let corner = response.rect.min + vec2(column as f32, row as f32) * cell_side;
            let square = Rect::from_min_size(corner, vec2(cell_side, cell_side));
            let [wall, now, soon, goal] = window.cell(column, row);
            painter.rect_filled(square.shrink(0.5), 1, if wall > 0.5 { p.wall } else { p.floor });
            if goal > 0.0 {
                painter.rect_filled(square.shrink(cell_side * 0.18), 1, share(p.goal, goal));
            }
            if soon > 0.0 {
                painter.circle_stroke(square.center(), cell_side * 0.34, Stroke::new(1.5, share(p.obstacle, soon)));
            }
            if now > 0.0 {
                painter.circle_filled(square.center(), cell_side * 0.26, share(p.obstacle, now));
            }
        }
    }
    painter.circle_filled(response.rect.center(), cell_side * 0.22, p.agent);
    painter.rect_stroke(response.rect, 2, Stroke::new(1.0, p.outline), StrokeKind::Inside);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Image, true, look.t("seen-window")));
    response.on_hover_text(look.t("seen-window"));
}
