//! When the window cannot open: a clear message instead of a panic's, and an exit code other than 0.
//! Bevy and winit panic while they start without a display or a graphics adapter, or on a display of few colours; their messages are
//! recognised here.

use std::{
    fmt::Display,
    io::{self, Write},
    panic, process,
};

/// The exit code when no window can be opened.
pub const NO_WINDOW: u8 = 3;

const REMEDY: &str = "\
Everything but the window works without one:
  sidestep train --level classic --algorithm deep-sarsa --episodes 1000 --out run
  sidestep evaluate --policy run/checkpoint.safetensors --level classic --episodes 100
  sidestep --help";

/// Says on standard error why there is no window. Unlike `eprintln!` it does not mind that nobody reads there.
pub fn say(message: impl Display) {
    let _ = writeln!(io::stderr(), "sidestep: {message}");
}

/// Answers a missing display before anything is started.
///
/// # Errors
/// The message to print.
pub fn check_display() -> Result<(), String> {
    #[cfg(all(unix, not(target_os = "macos")))]
    {
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        if !is_set("DISPLAY") && !is_set("WAYLAND_DISPLAY") && !is_set("WAYLAND_SOCKET") {
            return Err(format!(
                "there is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.\n\
                 Start it from a desktop session, or on a virtual display: xvfb-run -a -s \"-screen 0 1280x800x24\" sidestep\n{REMEDY}"
            ));
        }
    }
    Ok(())
}

/// From here on a panic that means that there is nothing to draw on or with ends the program with a message a person can act on.
/// Any other panic is reported as before.
pub fn explain_start_failures() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let text = info.payload_as_str().unwrap_or_default();
        if let Some(message) = explain(text) {
            say(format_args!("{message}\n{REMEDY}"));
            // The window never opened: there is no state to put in order, and the panicking thread may not be the main one.
            process::exit(i32::from(NO_WINDOW));
        }
        before(info);
    }));
}

/// What a start-up panic of the engine means to a person.
fn explain(panic: &str) -> Option<&'static str> {
    let says = |part: &str| panic.to_lowercase().contains(part);
    if says("unable to find a gpu")
        || says("no suitable graphics adapter")
        || says("failed to request adapter")
        || says("requestadapter")
    {
        Some(
            "no graphics adapter that can draw the window was found.\n\
             Install your graphics card's Vulkan driver, or a software one (Debian, Ubuntu: apt-get install mesa-vulkan-drivers libvulkan1).",
        )
    } else if says("no supported formats for surface") || says("failed to choose present mode") {
        Some(
            "the graphics driver cannot draw on this display. A display of 16 or 8 bits a pixel, as VNC and remote desktops may have, \
             does that (xdpyinfo tells its depth).\n\
             Set it to 24 bits (vncserver -depth 24, or \"-screen 0 1280x800x24\" for Xvfb).",
        )
    } else if says("failed to build event loop")
        || says("xopendisplay")
        || says("failed to create wgpu surface")
        || says("event loop")
    {
        Some("the display does not answer: is DISPLAY or WAYLAND_DISPLAY that of a running desktop session?")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_start_failures_are_explained() {
        assert!(explain("Unable to find a GPU! Make sure you have installed required drivers!").is_some());
        assert!(explain("Failed to build event loop: NotSupported").is_some());
        assert!(explain("No supported formats for surface").is_some_and(|said| said.contains("24 bits")));
        assert!(explain("index out of bounds: the len is 3 but the index is 3").is_none());
    }
}
