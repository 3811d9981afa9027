//! What a clip of a page shows when, in words: where players can jump to, and what captions say.

use super::{LabClip, attention, training};
use crate::panels::{ClipPage, Look, sequence::cell};

/// What a clip shows until the next part.
#[derive(Clone, Debug, PartialEq)]
pub struct ClipPart {
    /// How much of what moves is done when it begins, 0 to 1.
    pub from: f64,
    /// What it is called, where players are to be able to jump to it.
    pub chapter: Option<String>,
    /// What is to be seen.
    pub caption: String,
}

impl LabClip {
    /// Its parts in their order: the first begins at 0, the last is the result.
    #[must_use]
    pub fn parts(&self, look: Look<'_>) -> Vec<ClipPart> {
        let mut parts = match self.page {
            ClipPage::Training => training::parts(look, self),
            ClipPage::Cell => cell::clip::parts(look, self),
            ClipPage::Attention => attention::parts(look, self),
        };
        let mut result = vec![training::result(look, self)];
        if self.page == ClipPage::Cell {
            result.insert(0, cell::clip::answer(look, self));
        }
        // Lines are broken by whoever shows them.
        let caption = result.join("\n").replace('\u{a0}', " ");
        parts.push(ClipPart { from: 1.0, chapter: Some(look.t("lab-clip-result").to_owned()), caption });
        parts
    }
}
