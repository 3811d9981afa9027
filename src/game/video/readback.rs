//! From the texture that a frame was rendered to into memory: each frame is copied to a buffer of its own and fetched while
//! later ones are rendered. Nothing is lost, and nothing comes twice.

use std::{
    collections::VecDeque,
    sync::{Arc, OnceLock},
};

use bevy::{
    prelude::*,
    render::{
        Render, RenderApp, RenderSystems,
        render_resource::{
            Buffer, BufferDescriptor, BufferUsages, CommandEncoderDescriptor, Extent3d, MapMode, PollType,
            TexelCopyBufferInfo, TexelCopyBufferLayout,
        },
        renderer::{RenderDevice, RenderQueue, render_system},
        view::ViewTarget,
    },
};
use wgpu::{BufferAsyncError, SubmissionIndex};

use super::{VideoError, layers::MovingCamera};

/// Frames that may be on their way while the next one is made ready.
const IN_FLIGHT: usize = 3;

/// Whether the next frame is to be fetched, and those on their way.
#[derive(Resource)]
pub(super) struct Readbacks {
    /// Pixels.
    size: UVec2,
    /// Set before each frame that counts.
    pub(super) wanted: bool,
    on_their_way: VecDeque<OnItsWay>,
    idle: Vec<Buffer>,
}

struct OnItsWay {
    buffer: Buffer,
    submitted: SubmissionIndex,
    mapped: Arc<OnceLock<Result<(), BufferAsyncError>>>,
}

/// Fetches the frames of the one camera there is.
pub(super) fn install(app: &mut App, size: UVec2) {
    app.sub_app_mut(RenderApp)
        .insert_resource(Readbacks { size, wanted: false, on_their_way: VecDeque::new(), idle: Vec::new() })
        .add_systems(Render, copy_out.in_set(RenderSystems::Render).after(render_system));
}

fn copy_out(
    mut readbacks: ResMut<Readbacks>,
    frames: Query<&ViewTarget, With<MovingCamera>>,
    device: Res<RenderDevice>,
    queue: Res<RenderQueue>,
) {
    let Ok(target) = frames.single() else { return };
    if !std::mem::take(&mut readbacks.wanted) {
        return;
    }
    let (size, row) = (readbacks.size, padded_row(readbacks.size));
    let buffer = readbacks.idle.pop().unwrap_or_else(|| {
        device.create_buffer(&BufferDescriptor {
            label: Some("frame"),
            size: u64::from(row) * u64::from(size.y),
            usage: BufferUsages::COPY_DST | BufferUsages::MAP_READ,
            mapped_at_creation: false,
        })
    });
    let mut encoder = device.create_command_encoder(&CommandEncoderDescriptor { label: Some("frame") });
    encoder.copy_texture_to_buffer(
        target.main_texture().as_image_copy(),
        TexelCopyBufferInfo {
            buffer: &buffer,
            layout: TexelCopyBufferLayout { offset: 0, bytes_per_row: Some(row), rows_per_image: None },
        },
        Extent3d { width: size.x, height: size.y, depth_or_array_layers: 1 },
    );
    let submitted = queue.submit([encoder.finish()]);
    let mapped = Arc::new(OnceLock::new());
    let answer = mapped.clone();
    buffer.slice(..).map_async(MapMode::Read, move |result| {
        // Called once.
        let _ = answer.set(result);
    });
    readbacks.on_their_way.push_back(OnItsWay { buffer, submitted, mapped });
}

impl Readbacks {
    /// The oldest frame on its way, RGBA without padding, if it has arrived, or if it is time to wait for it:
    /// when too many are on their way, or when no more will follow (`last`). In the order in which they were rendered.
    ///
    /// # Errors
    /// [`VideoError::Lost`].
    pub(super) fn next(&mut self, device: &RenderDevice, last: bool) -> Result<Option<Vec<u8>>, VideoError> {
        let lost = |what: String| VideoError::Lost { what };
        let Some(oldest) = self.on_their_way.front() else {
            return Ok(None);
        };
        let wait = last || self.on_their_way.len() > IN_FLIGHT;
        let poll = if wait {
            PollType::Wait { submission_index: Some(oldest.submitted.clone()), timeout: None }
        } else {
            PollType::Poll
        };
        device.poll(poll).map_err(|error| lost(error.to_string()))?;
        match oldest.mapped.get() {
            None if wait => return Err(lost("a frame was finished and did not arrive".to_owned())),
            None => return Ok(None),
            Some(Err(error)) => return Err(lost(error.to_string())),
            Some(Ok(())) => {}
        }
        let Some(OnItsWay { buffer, .. }) = self.on_their_way.pop_front() else {
            return Ok(None);
        };
        let (row, padded) = (self.size.x as usize * 4, padded_row(self.size) as usize);
        let mut pixels = Vec::with_capacity(row * self.size.y as usize);
        {
            let mapped = buffer.slice(..).get_mapped_range();
            if row == padded {
                pixels.extend_from_slice(&mapped);
            } else {
                for line in mapped.chunks_exact(padded) {
                    pixels.extend_from_slice(&line[..row]);
                }
            }
        }
        buffer.unmap();
        self.idle.push(buffer);
        Ok(Some(pixels))
    }
}

/// Bytes of a row in a buffer: the copy wants multiples of 256.
fn padded_row(size: UVec2) -> u32 {
    (size.x * 4).next_multiple_of(wgpu::COPY_BYTES_PER_ROW_ALIGNMENT)
}
