//! `#[serde(with = "shared_level")]` for an `Arc<Level>`: each copy travels as the level's text.

use super::Level;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// Writes the level that is shared.
///
/// # Errors
/// The serializer's.
pub fn serialize<S: Serializer>(level: &Arc<Level>, serializer: S) -> Result<S::Ok, S::Error> {
    level.as_ref().serialize(serializer)
}

/// Reads a level of its own.
///
/// # Errors
/// The deserializer's, or why the level cannot be played.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Level>, D::Error> {
    Level::deserialize(deserializer).map(Arc::new)
}
