//! What a clip is made with: region, format, size and rate of its frames; and which page of the lab it shows.

use bevy::ecs::resource::Resource;
use serde::{Deserialize, Serialize};

use crate::{
    capture::{Format, FrameSize, Quality},
    names::named,
};

/// What is recorded, and into what; kept between starts.
#[derive(Resource, Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordingChoice {
    /// How much of the window.
    pub region: Region,
    /// The kind of file.
    pub format: Format,
    /// The size of its frames.
    pub size: ClipSize,
    /// Frames per second: 30 or 60.
    pub rate: Rate,
    /// How close to what is seen, against the file's size.
    pub quality: Quality,
}

named! {
    /// How much of the window is in the clip.
    #[derive(Default)]
    Region, "clip", {
        /// The boards alone.
        #[default]
        Board = "board",
        /// Everything, panels included.
        Window = "window",
    }
}

named! {
    /// The size of the frames; what does not have its shape gets a border.
    #[derive(Default)]
    ClipSize, "clip", {
        /// As on the screen.
        #[default]
        Own = "own",
        /// 1280x720.
        P720 = "p720",
        /// 1920x1080.
        P1080 = "p1080",
    }
}

named! {
    /// Frames per second.
    #[derive(Default)]
    Rate, "clip", {
        /// For most slides.
        #[default]
        Thirty = "thirty",
        /// Smoother, and larger.
        Sixty = "sixty",
    }
}

named! {
    /// A page of the lab that can be a clip.
    ClipPage, "lab", {
        /// Models learn side by side.
        Training = "training",
        /// What one of them does with an input, part by part.
        Cell = "cell",
        /// What a decoder looks at, symbol by symbol.
        Attention = "attention",
    }
}

impl ClipSize {
    /// Those of clips, which are drawn for their frames and have no size of their own.
    pub const OF_CLIPS: [Self; 2] = [Self::P720, Self::P1080];

    /// Width and height; `None` for what is on the screen.
    #[must_use]
    pub const fn frame(self) -> Option<FrameSize> {
        match self {
            Self::Own => None,
            Self::P720 => Some(FrameSize { width: 1280, height: 720 }),
            Self::P1080 => Some(FrameSize { width: 1920, height: 1080 }),
        }
    }
}

impl Rate {
    /// Frames in a second.
    #[must_use]
    pub const fn per_second(self) -> u32 {
        match self {
            Self::Thirty => 30,
            Self::Sixty => 60,
        }
    }
}
