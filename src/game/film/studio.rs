//! A Bevy app without a window: one camera looks at boards and renders to a picture that is fetched frame by frame.
//! What stands before the camera is decided in `scene`.

use std::{collections::VecDeque, time::Duration};

use bevy::{
    app::{PluginsState, TerminalCtrlCHandlerPlugin},
    camera::RenderTarget,
    ecs::schedule::SingleThreadedExecutor,
    log::LogPlugin,
    prelude::*,
    render::{
        RenderApp, RenderPlugin,
        pipelined_rendering::PipelinedRenderingPlugin,
        render_resource::TextureFormat,
        renderer::RenderDevice,
        settings::RenderCreation,
    },
    time::TimeUpdateStrategy,
    window::ExitCondition,
    winit::WinitPlugin,
};

use super::{
    FilmError, adapter, layers,
    readback::{self, Readbacks},
};
use crate::game::board::{self, BoardLayout};

/// The app. Frames come out in the order in which they are shot.
pub(super) struct Studio {
    app: App,
    device: RenderDevice,
    ready: VecDeque<Vec<u8>>,
}

impl Studio {
    /// Frames of `size` pixels, `frame_time` apart; `furnish` adds what the scene is made of.
    ///
    /// # Errors
    /// [`FilmError::NoAdapter`].
    pub(super) fn open(size: UVec2, frame_time: Duration, furnish: impl FnOnce(&mut App)) -> Result<Self, FilmError> {
        let resources = adapter::open()?;
        let device = resources.0.clone();
        let mut app = App::new();
        app.add_plugins(
            DefaultPlugins
                .set(WindowPlugin {
                    primary_window: None,
                    exit_condition: ExitCondition::DontExit,
                    ..default()
                })
                .set(RenderPlugin {
                    render_creation: RenderCreation::Manual(resources),
                    // The first frame has to be as complete as the last.
                    synchronous_pipeline_compilation: true,
                    ..default()
                })
                .disable::<WinitPlugin>()
                // Messages and Ctrl-C are the caller's.
                .disable::<LogPlugin>()
                .disable::<TerminalCtrlCHandlerPlugin>()
                // A frame is rendered when it is asked for, not while the next one is being made ready.
                .disable::<PipelinedRenderingPlugin>(),
        );
        app.add_plugins(board::plugin);
        app.insert_resource(BoardLayout {
            window: size.as_vec2(),
            ..default()
        });
        app.insert_resource(TimeUpdateStrategy::ManualDuration(Duration::ZERO));
        let target = Image::new_target_texture(size.x, size.y, TextureFormat::Rgba8UnormSrgb, None);
        let target = app.world_mut().resource_mut::<Assets<Image>>().add(target);
        layers::install(&mut app, &RenderTarget::Image(target.into()));
        furnish(&mut app);
        readback::install(&mut app, size);
        while app.plugins_state() == PluginsState::Adding {
            bevy::tasks::tick_global_task_pools_on_main_thread();
        }
        app.finish();
        app.cleanup();
        // Small systems on few cores: sharing them out over threads costs more than it saves.
        for world in [app.sub_apps_mut().main.world_mut()] {
            for (_, schedule) in world.resource_mut::<Schedules>().iter_mut() {
                schedule.set_executor(SingleThreadedExecutor::new());
            }
        }
        for (_, schedule) in app.sub_app_mut(RenderApp).world_mut().resource_mut::<Schedules>().iter_mut() {
            schedule.set_executor(SingleThreadedExecutor::new());
        }
        let mut studio = Self {
            app,
            device,
            ready: VecDeque::new(),
        };
        // Boards get their parts and texts their glyphs in the frames after those in which they appear.
        studio.app.update();
        studio.app.insert_resource(TimeUpdateStrategy::ManualDuration(frame_time));
        Ok(studio)
    }

    /// What stands before the camera.
    pub(super) fn world_mut(&mut self) -> &mut World {
        self.app.world_mut()
    }

    /// Renders a frame that is not fetched.
    pub(super) fn rehearse(&mut self) {
        self.app.update();
    }

    /// Renders a frame.
    ///
    /// # Errors
    /// [`FilmError::Lost`].
    pub(super) fn shoot(&mut self) -> Result<(), FilmError> {
        self.readbacks().wanted = true;
        self.app.update();
        self.fetch(false)
    }

    /// The next frame that has arrived, RGBA.
    pub(super) fn frame(&mut self) -> Option<Vec<u8>> {
        self.ready.pop_front()
    }

    /// Waits for all frames that are still on their way.
    ///
    /// # Errors
    /// [`FilmError::Lost`].
    pub(super) fn finish(&mut self) -> Result<(), FilmError> {
        self.fetch(true)
    }

    fn fetch(&mut self, last: bool) -> Result<(), FilmError> {
        let device = self.device.clone();
        while let Some(pixels) = self.readbacks().next(&device, last)? {
            self.ready.push_back(pixels);
        }
        Ok(())
    }

    fn readbacks(&mut self) -> Mut<'_, Readbacks> {
        self.app.sub_app_mut(RenderApp).world_mut().resource_mut::<Readbacks>()
    }
}
