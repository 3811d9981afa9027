//! What every screen is drawn with, and where.

use bevy::{ecs::system::SystemParam, prelude::*};
use bevy_egui::{
    EguiContexts,
    egui::{self, Ui},
};

use crate::{
    game::board::BoardLayout,
    language::Texts,
    panels::{KeyAction, Look, Settings},
    theme::Theme,
};

/// The keys that were pressed in this frame, by what they mean on the screen that is shown.
#[derive(Resource, Default)]
pub struct PressedKeys(pub Vec<KeyAction>);

impl PressedKeys {
    /// Those of one screen, in their order.
    pub fn of<K>(&self, of_screen: fn(KeyAction) -> Option<K>) -> Vec<K> {
        self.0.iter().copied().filter_map(of_screen).collect()
    }
}

/// The room of a screen, below the bar on top, in points; `None` until fonts and sizes are there.
#[derive(Resource, Default)]
pub struct ScreenArea(pub Option<egui::Rect>);

/// Whether panels can be drawn in this frame.
pub fn is_ready(area: Res<ScreenArea>) -> bool {
    area.0.is_some()
}

/// A place to draw panels in, without an own shape: `name` tells it from others.
pub fn root(context: &egui::Context, name: &'static str, area: egui::Rect) -> Ui {
    let builder = egui::UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(area);
    Ui::new(context.clone(), name.into(), builder)
}

/// Draws the panels of a screen.
#[derive(SystemParam)]
pub struct ScreenFrame<'w, 's> {
    contexts: EguiContexts<'w, 's>,
    texts: Res<'w, Texts>,
    theme: Res<'w, Theme>,
    settings: Res<'w, Settings>,
    area: Res<'w, ScreenArea>,
    layout: ResMut<'w, BoardLayout>,
}

impl ScreenFrame<'_, '_> {
    /// From a place in the world to the panels' points.
    pub fn point(&self, world: Vec2) -> egui::Pos2 {
        let middle = self.layout.window / 2.0;
        egui::pos2(middle.x + world.x, middle.y - world.y)
    }

    /// What panels are drawn in.
    pub fn context(&mut self) -> Result<egui::Context> {
        Ok(self.contexts.ctx_mut()?.clone())
    }

    /// Draws panels below the bar: they answer with what they ask for, and where the boards belong (in points).
    pub fn draw<C>(&mut self, draw: impl FnOnce(&mut Ui, Look<'_>) -> (Vec<C>, egui::Rect)) -> Result<Vec<C>> {
        let context = self.contexts.ctx_mut()?;
        let Some(area) = self.area.0 else { return Ok(Vec::new()) };
        let look = Look { texts: &self.texts, theme: &self.theme, keys: &self.settings.keys };
        let (asked, free) = draw(&mut root(context, "screen", area), look);
        self.layout.viewport = Some(Rect::new(free.min.x, free.min.y, free.max.x, free.max.y));
        Ok(asked)
    }
}
