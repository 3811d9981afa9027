//! What can go wrong while a film is made, with what to do about it.

use thiserror::Error;

/// Why there is no film.
#[derive(Debug, Error)]
pub enum FilmError {
    /// Nothing on this machine can render.
    #[error(
        "there is no graphics adapter to render on ({what}).\n\
         Install your graphics card's Vulkan driver, or a software one (Debian, Ubuntu: apt-get install mesa-vulkan-drivers libvulkan1)."
    )]
    NoAdapter {
        /// What the graphics library says.
        what: String,
    },
    /// The driver broke off.
    #[error("the graphics driver lost a frame ({what}): close other programs that use it and try again")]
    Lost {
        /// What the graphics library says.
        what: String,
    },
}
