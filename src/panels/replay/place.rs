//! Where a replay is.

use std::path::PathBuf;

/// Where a replay is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReplayPlace {
    /// A file on the shelf.
    Shelf(PathBuf),
    /// An episode of this number in the selected run, in memory.
    Run(u64),
    /// A file elsewhere.
    File(PathBuf),
}
