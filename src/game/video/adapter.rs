//! Finds something to render with, a graphics card or a driver in software, and says clearly when there is nothing.
//! Bevy would do the same, and panic.

use bevy::{
    render::{
        renderer::{RenderAdapter, RenderAdapterInfo, RenderDevice, RenderInstance, RenderQueue, WgpuWrapper},
        settings::RenderResources,
    },
    tasks::block_on,
};
use wgpu::{DeviceDescriptor, Features, Instance, InstanceDescriptor, PowerPreference, RequestAdapterOptions};

use super::VideoError;

/// The best adapter there is, whatever screens it has; the environment's `WGPU_*` variables choose among several.
///
/// # Errors
/// [`VideoError::NoAdapter`].
pub(super) fn open() -> Result<RenderResources, VideoError> {
    let refused = |what: String| VideoError::NoAdapter { what };
    let instance = Instance::new(InstanceDescriptor::new_without_display_handle_from_env());
    let wanted = RequestAdapterOptions {
        power_preference: PowerPreference::from_env().unwrap_or(PowerPreference::HighPerformance),
        ..RequestAdapterOptions::default()
    };
    let adapter = block_on(instance.request_adapter(&wanted)).map_err(|error| refused(error.to_string()))?;
    let described = DeviceDescriptor {
        label: Some("video"),
        required_features: adapter.features() & Features::TEXTURE_ADAPTER_SPECIFIC_FORMAT_FEATURES,
        required_limits: adapter.limits(),
        ..DeviceDescriptor::default()
    };
    let (device, queue) = block_on(adapter.request_device(&described)).map_err(|error| refused(error.to_string()))?;
    let info = adapter.get_info();
    Ok(RenderResources(
        RenderDevice::from(device),
        RenderQueue(WgpuWrapper::new(queue).into()),
        RenderAdapterInfo(WgpuWrapper::new(info)),
        RenderAdapter(WgpuWrapper::new(adapter).into()),
        RenderInstance(WgpuWrapper::new(instance).into()),
    ))
}
