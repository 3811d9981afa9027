//! What can go wrong while a video is made, with what to do about it.

use thiserror::Error;

use crate::{capture::FrameSize, replay::Difference};

/// Why there is no video, or no more of it.
#[derive(Debug, Error)]
pub enum VideoError {
    /// Nothing on this machine can render.
    #[error(
        "no graphics adapter that can render was found ({what}). \
         Install your graphics card's Vulkan driver, or a software one (Debian, Ubuntu: apt-get install mesa-vulkan-drivers libvulkan1)."
    )]
    NoAdapter {
        /// What the graphics library says.
        what: String,
    },
    /// Too small to read, or larger than the adapter's pictures can be.
    #[error(
        "{size} is no size for a video: both sides are {least} pixels at least and {most} at most on this graphics adapter"
    )]
    Size {
        /// What was asked for.
        size: FrameSize,
        /// The shortest side.
        least: u32,
        /// The longest.
        most: u32,
    },
    /// Nothing to show.
    #[error("there is nothing to show: no episode was chosen")]
    Empty,
    /// Something that nobody can watch.
    #[error("{speed} steps a second cannot be shown: give more than 0 and 10000 at most")]
    Speed {
        /// What was asked for.
        speed: f64,
    },
    /// No room for what is to be shown.
    #[error(
        "{length} seconds are too short: {scenes} {} in a speed that the eye can follow take {least} at least; \
         give --length {least} or more{title}", if *scenes == 1 { "scene" } else { "scenes" }
    )]
    Short {
        /// What was asked for.
        length: f64,
        /// The least.
        least: f64,
        /// Scenes.
        scenes: usize,
        /// What would make it shorter.
        title: &'static str,
    },
    /// A replay that does not play as it was recorded.
    #[error(transparent)]
    Difference(#[from] Difference),
    /// The driver broke off.
    #[error("the graphics driver lost a frame ({what}): close other programs that use it and try again")]
    Lost {
        /// What the graphics library says.
        what: String,
    },
}
