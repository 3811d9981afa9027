//! Films of games, rendered off screen by the same boards as the window's: a script in, frames out, one for each of the clip's.
//! What becomes of the frames is the business of `capture`; who asks for a film, and where replays come from, of the callers.
//!
//! ```text
//! replays -> Script -> Film -> Frame, Frame, Frame, ..
//! ```

mod adapter;
mod curve;
mod error;
mod layers;
mod layout;
mod lettering;
mod playing;
mod readback;
pub mod scenes;
mod script;
mod shooting;
mod studio;
mod timeline;
mod titles;
pub mod words;

pub use error::FilmError;
pub use script::{Curve, Look, Scene, Script, Take, Title};
pub use shooting::Film;
