//! What a video shows, as plain data: a title, scenes one after the other, a learning curve that grows along.
//! What it says in words is put together in `words`, when each frame comes in `timeline`.

use std::{ops::Range, sync::Arc};

use super::Reason;
use crate::{
    capture::FrameSize,
    gridworld::{Observation, Optimum},
    language::Language,
    learning::Policy,
    panels::Overlays,
    replay::Replay,
    theme::ThemeMode,
};

/// How a video looks, whatever it shows.
#[derive(Clone, Copy, Debug)]
pub struct VideoStyle {
    /// The size of every frame.
    pub size: FrameSize,
    /// Frames that make a second.
    pub frames_per_second: u32,
    /// Light or dark.
    pub mode: ThemeMode,
    /// What it speaks where it speaks by itself.
    pub language: Language,
    /// What is drawn on the boards besides the pieces.
    pub overlays: Overlays,
}

/// A whole video.
#[derive(Clone, Debug, Default)]
pub struct VideoScript {
    /// Shown before anything moves.
    pub title: Option<TitleCard>,
    /// Played one after the other.
    pub scenes: Vec<VideoScene>,
    /// Grows in a corner as far as the scenes have come.
    pub curve: Option<ReturnCurve>,
    /// Whether its end leads back to its first frame.
    pub loops: bool,
}

/// The title card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TitleCard {
    /// In large letters.
    pub text: String,
    /// Below it: what it is.
    pub subtitle: String,
    /// What came of it.
    pub result: String,
}

/// What is on the screen at one time.
#[derive(Clone, Debug, Default)]
pub struct VideoScene {
    /// One board, or several side by side, which begin together and wait for each other at the end.
    pub boards: Vec<SceneBoard>,
    /// What to look at, in one line.
    pub caption: String,
    /// What it is: level, algorithm and the like.
    pub facts: Vec<String>,
    /// Steps of the episode in a second of the video.
    pub speed: f64,
    /// How long it stands after its last step beyond what every scene does, in seconds.
    pub stand: f64,
    /// Why it is shown; nothing where that goes without saying.
    pub reasons: Vec<Reason>,
    /// The step that it is shown for: where there is no room for all, those around it are shown, else the last ones.
    pub event: Option<usize>,
    /// The episode that the curve has come to.
    pub episode: Option<u64>,
}

impl VideoScene {
    /// Steps of the longest game in it, as far as it is shown.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.boards.iter().map(|board| board.stretch.len()).max().unwrap_or(0)
    }
}

/// One board's part in a scene.
#[derive(Clone, Debug)]
pub struct SceneBoard {
    /// What is played.
    pub replay: Arc<Replay>,
    /// The part of it that is shown: steps that have been made when it begins, and when it ends.
    pub stretch: Range<usize>,
    /// Shown above the board, to the left.
    pub name: String,
    /// Says what the agent expects on every cell; without it, only what was recorded on its way is known.
    pub policy: Option<(Arc<Policy>, Observation)>,
    /// Says what would be best on every cell.
    pub optimum: Option<Arc<Optimum>>,
}

impl SceneBoard {
    /// A replay and what is in it.
    #[must_use]
    pub fn new(replay: Arc<Replay>) -> Self {
        Self { stretch: 0..replay.steps.len(), replay, name: String::new(), policy: None, optimum: None }
    }
}

/// The returns of a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReturnCurve {
    /// Undiscounted return of each episode, from the first; NaN where it is not known.
    pub returns: Vec<f32>,
    /// The exact optimum's return, where it is known.
    pub optimum: Option<f64>,
}

impl ReturnCurve {
    /// Episodes that a mean of the curve is over: a tenth, a hundred at most.
    #[must_use]
    pub fn window(&self) -> usize {
        (self.returns.len() / 10).clamp(1, 100)
    }
}
