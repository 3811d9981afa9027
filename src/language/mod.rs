//! Every text that a person reads in the window, in English and Korean, looked up by key.
//! Where texts are shown, and how numbers are measured, is not decided here.

mod findings;
mod locale;
mod particles;
mod reasons;
mod texts;

pub use locale::Language;
pub use texts::{Texts, Value};

/// Why a translation file could not be used. The embedded files are checked by tests; this reports files under construction.
#[derive(Debug, thiserror::Error)]
pub enum LanguageError {
    /// The file is not valid Fluent.
    #[error("{language}: the translations are not valid Fluent: {reason}; correct assets/lang")]
    Syntax {
        /// Whose file it is.
        language: Language,
        /// What the parser says, with the place.
        reason: String,
    },
    /// One key was given twice.
    #[error("{language}: {reason}; keep one of the two in assets/lang")]
    Twice {
        /// Whose file it is.
        language: Language,
        /// Which key.
        reason: String,
    },
}
