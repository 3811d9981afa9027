//! A replay in the list: where it is, and what is known of it. How it is worded stands in `words`.

use std::sync::{Arc, OnceLock};

use super::{Picture, ReplayKind, ReplayPlace, words};
use crate::{
    language::Texts,
    panels::level_name,
    replay::{Episode, Header},
};

/// A small picture, once there is one.
pub type Thumbnail = Arc<OnceLock<Picture>>;

/// A replay in the list.
#[derive(Clone, Debug)]
pub struct ReplayItem {
    /// Where it is.
    pub place: ReplayPlace,
    /// What is known of it.
    pub details: ReplayDetails,
    /// Its small picture.
    pub picture: Thumbnail,
}

/// What is known of a replay in the list.
#[derive(Clone, Debug)]
pub enum ReplayDetails {
    /// What its file says of it.
    File {
        /// What the file begins with.
        header: Box<Header>,
        /// Whether it stays for good.
        pinned: bool,
    },
    /// An episode that its run remembers.
    Episode {
        /// The episode.
        episode: Arc<Episode>,
        /// The name of the level that was learned on.
        level: String,
        /// Whether no other episode of the run has a higher return.
        is_best: bool,
    },
}

impl ReplayItem {
    /// What it is called.
    #[must_use]
    pub fn title(&self, texts: &Texts) -> String {
        match &self.details {
            ReplayDetails::File { header, .. } => words::called(header, texts),
            ReplayDetails::Episode { episode, .. } => words::episode(episode.number, texts),
        }
    }

    /// The level's name.
    #[must_use]
    pub fn level(&self, texts: &Texts) -> String {
        match &self.details {
            ReplayDetails::File { header, .. } => level_name(&header.level, texts),
            ReplayDetails::Episode { level, .. } => level_name(level, texts),
        }
    }

    /// What won a round, where it is one of a match.
    #[must_use]
    pub fn mode<'a>(&'a self, texts: &'a Texts) -> Option<&'a str> {
        match &self.details {
            ReplayDetails::File { header, .. } => words::mode_of(header, texts),
            ReplayDetails::Episode { .. } => None,
        }
    }

    /// Whether its return is what counts: in races and hunts it is not.
    #[must_use]
    pub fn is_won_by_return(&self) -> bool {
        match &self.details {
            ReplayDetails::File { header, .. } => words::is_won_by_return(header),
            ReplayDetails::Episode { .. } => true,
        }
    }

    /// What tells it from others of its name; may be empty.
    #[must_use]
    pub fn note(&self, texts: &Texts) -> String {
        match &self.details {
            ReplayDetails::File { header, .. } => words::note(header, texts),
            ReplayDetails::Episode { is_best, .. } => if *is_best { texts.t("replay-best") } else { "" }.to_owned(),
        }
    }

    /// What was played.
    #[must_use]
    pub fn kind(&self) -> ReplayKind {
        match &self.details {
            ReplayDetails::File { header, .. } => ReplayKind::of(&header.kind),
            ReplayDetails::Episode { .. } => ReplayKind::Training,
        }
    }

    /// What the first seat got.
    #[must_use]
    pub fn episode_return(&self) -> f32 {
        match &self.details {
            ReplayDetails::File { header, .. } => header.score().episode_return,
            ReplayDetails::Episode { episode, .. } => episode.notes.episode_return(),
        }
    }

    /// Its length.
    #[must_use]
    pub fn steps(&self) -> u32 {
        match &self.details {
            ReplayDetails::File { header, .. } => header.summary.steps,
            ReplayDetails::Episode { episode, .. } => episode.notes.len() as u32,
        }
    }

    /// Whether it stays for good.
    #[must_use]
    pub const fn pinned(&self) -> bool {
        matches!(self.details, ReplayDetails::File { pinned: true, .. })
    }
}
