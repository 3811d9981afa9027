//! Clips of a replay and reels of a training, as the person chooses them and as they stand while they are made.
//! Who makes them, and how, is the game's business.

use bevy::ecs::{message::Message, resource::Resource};
use bevy_egui::egui::load::SizedTexture;
use serde::{Deserialize, Serialize};

use super::ReplayPlace;
use crate::{
    capture::{Format, Quality},
    language::Language,
    names::named,
    panels::{ClipPage, ClipSize, Overlays, Rate},
    theme::ThemeMode,
};

named! {
    /// What is made.
    ClipKind, "video", {
        /// A clip of the replay that is shown.
        Clip = "clip",
        /// How the selected run learned: its kept episodes, joined.
        Reel = "training",
        /// The page of the sequence lab that is shown.
        Lab = "lab",
    }
}

impl ClipKind {
    /// Those that are made of replays.
    pub const OF_REPLAYS: [Self; 2] = [Self::Clip, Self::Reel];
}

/// How clips are made; kept between starts.
#[derive(Resource, Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClipChoice {
    /// The kind of file.
    pub format: Format,
    /// The size of its frames.
    pub size: ClipSize,
    /// Frames in a second.
    pub rate: Rate,
    /// How close, against how large.
    pub quality: Quality,
    /// Steps in a second of a clip.
    pub clip_speed: f32,
    /// Seconds of a reel or of a page of the lab: which episodes it shows, and how fast, follows from that.
    pub reel_length: f32,
    /// Whether the end leads back to the beginning.
    pub loops: bool,
    /// Whether it says what is shown when, where its file has a place for that.
    pub captions: bool,
    /// Whether it comes on a slide, as an MP4.
    pub slides: bool,
    /// What is drawn besides the pieces. The grid always is, figures never are.
    pub overlays: Overlays,
    /// Whether it begins with a title card.
    pub title_card: bool,
    /// Light or dark; as the window is where none was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeMode>,
    /// What it speaks; the window's language where none was chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

impl Default for ClipChoice {
    fn default() -> Self {
        Self {
            format: Format::default(),
            size: ClipSize::P720,
            rate: Rate::default(),
            quality: Quality::default(),
            clip_speed: 4.0,
            reel_length: 20.0,
            loops: false,
            captions: false,
            slides: false,
            overlays: Overlays { trail: false, ..Overlays::default() },
            title_card: true,
            theme: None,
            language: None,
        }
    }
}

impl ClipChoice {
    /// Slowest, steps a second.
    pub const SLOWEST: f32 = 1.0;
    /// Fastest, steps a second.
    pub const FASTEST: f32 = 64.0;
    /// The shortest reel, seconds.
    pub const SHORTEST: f32 = 10.0;
    /// The longest reel, seconds.
    pub const LONGEST: f32 = 60.0;

    /// Whether its file has a place for captions.
    #[must_use]
    pub const fn has_captions(&self) -> bool {
        self.slides || matches!(self.format, Format::Mp4)
    }

    /// With every choice within its range.
    #[must_use]
    pub fn settled(mut self) -> Self {
        let usual = Self::default();
        if self.size == ClipSize::Own {
            self.size = usual.size;
        }
        let within = |value: f32, least, most, usual| if value.is_finite() { value.clamp(least, most) } else { usual };
        self.clip_speed = within(self.clip_speed, Self::SLOWEST, Self::FASTEST, usual.clip_speed);
        self.reel_length = within(self.reel_length, Self::SHORTEST, Self::LONGEST, usual.reel_length);
        self
    }
}

/// A clip that is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct ClipOrder {
    /// Of what.
    pub kind: ClipKind,
    /// How.
    pub choice: ClipChoice,
    /// On the title card, in place of the level's name; may be blank.
    pub title: String,
    /// In large letters below, in place of the episode's number or name; may be blank. A reel says which episode it is.
    pub caption: String,
    /// Beside the replay, in the same frame.
    pub beside: Option<ReplayPlace>,
    /// The page of the lab, and the number of the model that it looks into.
    pub page: Option<(ClipPage, usize)>,
}

/// What is asked for about clips.
#[derive(Message, Clone, Debug, PartialEq)]
pub enum ClipCommand {
    /// How they are made.
    SetChoice(ClipChoice),
    /// Make one.
    Make(Box<ClipOrder>),
    /// Let the one that is being made end where it is.
    Stop,
    /// Show the folder that clips go to.
    OpenFolder,
}

/// What is to be known about clips.
#[derive(Clone, Copy)]
pub struct ClipView<'a> {
    /// How they are made.
    pub choice: ClipChoice,
    /// What the clip in prospect would be like.
    pub preview: &'a ClipPreviewView,
    /// The one that is being made.
    pub making: Option<ClipProgress>,
    /// Key of the text that says why no clip can be made; `None` where one can.
    pub no_clip: Option<&'static str>,
    /// Key of the text that says why no reel can be made.
    pub no_reel: Option<&'static str>,
    /// Key of the text that says why no clip of the lab's page can be made.
    pub no_lab: Option<&'static str>,
    /// Whether the exact optimum of the selected run's level is known.
    pub run_has_optimum: bool,
    /// Where clips go.
    pub folder: &'a str,
}

impl ClipView<'_> {
    /// Key of the text that says why such a clip cannot be made.
    pub(in crate::panels) const fn refusal(&self, kind: ClipKind) -> Option<&'static str> {
        match kind {
            ClipKind::Clip => self.no_clip,
            ClipKind::Reel => self.no_reel,
            ClipKind::Lab => self.no_lab,
        }
    }
}

/// Where a clip stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClipProgress {
    /// What is made.
    pub kind: ClipKind,
    /// The share of its frames that are there, 0 to 1.
    pub done: f32,
    /// Seconds until all of them are there, once there are some.
    pub seconds_left: Option<f32>,
    /// Whether it was asked to end where it is.
    pub stopping: bool,
}

/// How wide pictures are shown, in points.
pub const PREVIEW_WIDTH: f32 = 280.0;

/// What is known of the clip.
#[derive(Clone, Debug, Default)]
pub struct ClipPreviewView {
    /// What it will be like; of earlier choices, until that of these is there.
    pub forecast: Option<ClipForecast>,
    /// Whether that is of these choices.
    pub is_made: bool,
    /// Why there is none, in words.
    pub failure: Option<String>,
}

/// What a clip will be like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClipForecast {
    /// The title card, if it has one.
    pub card: Option<SizedTexture>,
    /// The game.
    pub game: Option<SizedTexture>,
    /// Its length.
    pub seconds: f64,
    /// About its size.
    pub bytes: u64,
    /// About how many seconds it takes to make it.
    pub takes: f64,
    /// Letters that the font has not.
    pub missing: String,
    /// Whether some words have no room.
    pub is_cut: bool,
}
