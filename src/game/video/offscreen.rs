//! A Bevy app without a window: one camera looks at boards and renders to a picture that is fetched frame by frame.
//! What stands before the camera is decided in `shooting`.

use std::{
    collections::VecDeque,
    thread,
    time::{Duration, Instant},
};

use bevy::{
    app::{Plugins, PluginsState, SubApps, TerminalCtrlCHandlerPlugin},
    camera::RenderTarget,
    ecs::schedule::SingleThreadedExecutor,
    log::LogPlugin,
    prelude::*,
    render::{
        RenderApp, RenderPlugin,
        pipelined_rendering::PipelinedRenderingPlugin,
        render_resource::{PipelineCache, TextureFormat},
        renderer::RenderDevice,
        settings::RenderCreation,
    },
    time::TimeUpdateStrategy,
    window::ExitCondition,
    winit::WinitPlugin,
};

use super::{
    VideoError, adapter,
    layers::{self, RefreshStatic},
    readback::{self, Readbacks},
};
use crate::capture::FrameSize;

/// Below this many pixels nothing can be read.
const LEAST: u32 = 64;
/// Frames after which everything that appears has all of its parts.
const REHEARSALS: u32 = 3;
/// When shaders that are not ready are given up.
const PATIENCE: Duration = Duration::from_secs(60);

/// The app. Frames come out in the order in which they are rendered.
pub(super) struct OffscreenApp {
    app: App,
    device: RenderDevice,
    frame_time: Duration,
    ready: VecDeque<Vec<u8>>,
}

impl OffscreenApp {
    /// Frames of `size` pixels, `frame_time` apart. `plugins` draw what is shown.
    ///
    /// # Errors
    /// [`VideoError::NoAdapter`], [`VideoError::Size`].
    pub(super) fn open<M>(size: UVec2, frame_time: Duration, plugins: impl Plugins<M>) -> Result<Self, VideoError> {
        let resources = adapter::open()?;
        let device = resources.0.clone();
        let most = device.limits().max_texture_dimension_2d;
        if size.min_element() < LEAST || size.max_element() > most {
            let UVec2 { x: width, y: height } = size;
            let size = FrameSize { width, height };
            return Err(VideoError::Size { size, least: LEAST, most });
        }
        let mut app = App::new();
        app.add_plugins(
            DefaultPlugins
                .set(WindowPlugin { primary_window: None, exit_condition: ExitCondition::DontExit, ..default() })
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
        app.add_plugins(plugins);
        let target = Image::new_target_texture(size.x, size.y, TextureFormat::Rgba8UnormSrgb, None);
        let target = app.world_mut().resource_mut::<Assets<Image>>().add(target);
        layers::install(&mut app, &RenderTarget::Image(target.into()));
        readback::install(&mut app, size);
        while app.plugins_state() == PluginsState::Adding {
            bevy::tasks::tick_global_task_pools_on_main_thread();
        }
        app.finish();
        app.cleanup();
        // Small systems on few cores: sharing them out over threads costs more than it saves.
        let SubApps { main, sub_apps } = app.sub_apps_mut();
        for app in std::iter::once(main).chain(sub_apps.values_mut()) {
            for (_, schedule) in app.world_mut().resource_mut::<Schedules>().iter_mut() {
                schedule.set_executor(SingleThreadedExecutor::new());
            }
        }
        let mut app = Self { app, device, frame_time, ready: VecDeque::new() };
        // When the clock begins agents blink: nobody wants that in the first picture. An update takes a quarter of a second at most.
        for _ in 0..4 {
            app.update(Duration::from_millis(250));
        }
        Ok(app)
    }

    /// What stands before the camera.
    pub(super) fn world_mut(&mut self) -> &mut World {
        self.app.world_mut()
    }

    /// Renders frames that are not fetched, and for which no time passes, until everything that is new is there: boards get their
    /// parts, and figures their texts, in the frames after those in which they appear; shaders come from other threads.
    ///
    /// # Errors
    /// [`VideoError::Lost`] if that does not come to an end.
    pub(super) fn rehearse(&mut self) -> Result<(), VideoError> {
        let began = Instant::now();
        self.app.world_mut().resource_mut::<RefreshStatic>().0 = true;
        for rehearsal in 1.. {
            self.update(Duration::ZERO);
            let pipelines = self.app.sub_app(RenderApp).world().resource::<PipelineCache>();
            if rehearsal >= REHEARSALS && pipelines.waiting_pipelines().next().is_none() {
                break;
            }
            if began.elapsed() > PATIENCE {
                let what = "its shaders were not ready in time".to_owned();
                return Err(VideoError::Lost { what });
            }
            thread::sleep(Duration::from_millis(1));
        }
        self.app.world_mut().resource_mut::<RefreshStatic>().0 = false;
        Ok(())
    }

    /// Renders a frame.
    ///
    /// # Errors
    /// [`VideoError::Lost`].
    pub(super) fn render(&mut self) -> Result<(), VideoError> {
        self.readbacks().wanted = true;
        self.update(self.frame_time);
        self.fetch(false)
    }

    fn update(&mut self, passes: Duration) {
        self.app.insert_resource(TimeUpdateStrategy::ManualDuration(passes));
        self.app.update();
    }

    /// The next frame that has arrived, RGBA.
    pub(super) fn frame(&mut self) -> Option<Vec<u8>> {
        self.ready.pop_front()
    }

    /// Whether a frame has arrived.
    pub(super) fn has_frame(&self) -> bool {
        !self.ready.is_empty()
    }

    /// Waits for all frames that are still on their way.
    ///
    /// # Errors
    /// [`VideoError::Lost`].
    pub(super) fn finish(&mut self) -> Result<(), VideoError> {
        self.fetch(true)
    }

    fn fetch(&mut self, last: bool) -> Result<(), VideoError> {
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
