//! Videos of games, rendered off screen by the same boards as the window's: a script in, frames out, one for each of the clip's.
//! What becomes of the frames is the business of `capture`; who asks for a video, and where replays come from, of the callers.
//!
//! ```text
//! replays -> Script -> Renderer -> Frame, Frame, Frame, ..
//! ```

mod adapter;
pub mod card;
mod cues;
mod curve;
mod error;
mod fitting;
mod lab;
mod layers;
mod layout;
mod loop_end;
mod offscreen;
mod pacing;
mod player;
mod readback;
mod renderer;
pub mod scenes;
mod script;
pub mod story;
mod text;
mod timeline;
mod titles;
pub mod words;

pub use error::VideoError;
pub use lab::LabVideo;
pub use pacing::{FASTEST, SLOWEST, fit, shortest};
pub use renderer::VideoRenderer;
pub use script::{ReturnCurve, SceneBoard, TitleCard, VideoScene, VideoScript, VideoStyle};
pub use story::Reason;
pub use timeline::SceneTime;
